//! The TypeScript type of a flow follows the vocabulary: pkg/flow.d.ts says what this test makes of the tables.

#![expect(clippy::unwrap_used, reason = "a test states what it expects")]

use lexloci::vocab::values::{ENUMERATIONS, enumeration};
use lexloci::vocab::{Category, Element, EnumId, Fact, Kind, Type};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

#[test]
fn the_flow_type_follows_the_vocabulary() {
    assert_written("pkg/flow.d.ts", &typescript());
}

#[test]
fn the_words_of_the_page_follow_the_vocabulary() {
    assert_written("www/src/i18n/facts.ts", &words());
}

#[test]
fn every_fact_has_words_in_both_languages_the_same_wherever_it_stands() {
    let mut known: BTreeMap<&str, [&str; 2]> = BTreeMap::new();
    for fact in Kind::ALL.iter().flat_map(|kind| kind.facts()) {
        assert!(fact.words.iter().all(|word| !word.is_empty()), "{} has no words", fact.name);
        let is_list = matches!(fact.ty, Type::List(_));
        assert!(fact.one.iter().all(|word| word.is_empty() != is_list), "{}: the words of one entry", fact.name);
        let first = known.entry(fact.name).or_insert(fact.words);
        assert_eq!(*first, fact.words, "{}: a path in words cannot tell two facts apart", fact.name);
    }
    assert!(known.len() > 100);
}

/// Compares a file with what the vocabulary makes of it, or writes it.
fn assert_written(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "run `LEXLOCI_UPDATE=1 cargo test --test types` to bring {file} up to date");
}

/// Returns the words of facts as a module of the page.
fn words() -> String {
    let facts = || Kind::ALL.iter().flat_map(|kind| kind.facts());
    let mut text =
        "// The words of facts in English and in French, as src/vocab has them. A test keeps this file in step:\n\
        // `LEXLOCI_UPDATE=1 cargo test --test types` writes it.\n"
            .to_owned();
    table(&mut text, "A fact by its key", "facts", facts().map(|fact| (fact.name, fact.words)));
    let ones = facts().filter(|fact| matches!(fact.ty, Type::List(_))).map(|fact| (fact.name, fact.one));
    table(&mut text, "One entry of a list, by the list's key", "ones", ones);
    text.push_str("\n/** The facts that a form shows first, by kind. */\n");
    text.push_str("export const first: { readonly [kind: string]: readonly string[] } = {\n");
    for kind in Kind::ALL.iter().filter(|kind| !shown(**kind).is_empty()) {
        let names: Vec<String> = shown(*kind).iter().map(|name| format!("\"{name}\"")).collect();
        writeln!(text, "  {}: [{}],", kind.name(), names.join(", ")).unwrap();
    }
    text.push_str("};\n");
    text
}

fn table(text: &mut String, doc: &str, name: &str, rows: impl Iterator<Item = (&'static str, [&'static str; 2])>) {
    let mut seen = BTreeSet::new();
    writeln!(text, "\n/** {doc}: English, French. */").unwrap();
    writeln!(text, "export const {name}: {{ readonly [key: string]: readonly [string, string] }} = {{").unwrap();
    for (key, words) in rows.filter(|(key, _)| seen.insert(*key)) {
        writeln!(text, "  {key}: {words:?},").unwrap();
    }
    text.push_str("};\n");
}

/// Returns the facts of a kind that a form shows first; of a relation, who it is and then what it is to the other.
fn shown(kind: Kind) -> Vec<&'static str> {
    let ranked = |kind: Kind| {
        let mut facts: Vec<&Fact> = kind.facts().iter().filter(|fact| fact.shown.is_some()).collect();
        facts.sort_by_key(|fact| fact.shown);
        facts.into_iter().map(|fact| fact.name)
    };
    let person = ranked(Kind::Party).take(if kind.is_relation() { 2 } else { 0 });
    person.chain(ranked(kind)).collect()
}

const HEAD: &str = r#"// The facts of a flow, as the vocabulary of edition 1 has them (src/vocab). A test keeps this file in step:
// `LEXLOCI_UPDATE=1 cargo test --test types` writes it.
//
// A fact that is absent or null is not known. An array is complete; a list that may have more entries is
// `{ items: […], complete: false }`.

/** A country or part of one (ISO 3166: "FR", "PT-20"), an organisation, or a group: "EU", "anywhere" (every member in turn). */
export type Place = string;
/** A cloud region, "aws/eu-west-3", or "none". */
export type Region = `${string}/${string}` | "none";
/** A day, "2026-03-01". */
export type Day = string;
/** "2 months", "30 days", or ISO 8601: "P2M". */
export type Duration = `${number} ${"day" | "week" | "month" | "year"}${"" | "s"}` | `P${string}`;
/** "44.4%" */
export type Percent = `${number}%` | `${number} %`;
/** Values or entries: an array is complete. */
export type List<T> = readonly T[] | { readonly items: readonly T[]; readonly complete: boolean };
/**
 * Who owns a party. An array is complete where its capital or votes come to 99.5 %; `complete: true` says that nobody else
 * owns anything, or names whose the rest is: "free float"; "none" where it is nobody's.
 */
export type Shares<T> =
  | readonly T[]
  | { readonly items: readonly T[]; readonly complete: boolean; readonly remainder?: string | null };
/** Somebody whom the flow describes elsewhere: by id ("@acme"), or as its exporter or provider. */
export type Mention = `@${string}` | "exporter" | "provider";
/** A vendor of the atlas, by its key or a name of its. */
export type Vendor = string & {};
/** A party: an object, a vendor, somebody described elsewhere, or nobody. */
export type Party = PartyFacts | Vendor | Mention | "none";
/** A site: an object, a cloud region, or a place. */
export type Site = SiteFacts | Region | Place;
/** The data: an object, or their categories alone. */
export type Data = DataFacts | List<Category>;
/** A measure: an object, or its kind alone. */
export type Measure = MeasureFacts | MeasureKind;
/** Facts that a policy declares itself, by name. */
export type Declared = { readonly [name: string]: unknown };
"#;

fn typescript() -> String {
    let mut text = HEAD.to_owned();
    for each in ENUMERATIONS {
        alias(&mut text, &pascal(each.name), each.doc, each.values.iter().copied());
    }
    let categories = Category::all().map(|category| (category.name(), category.doc()));
    alias(&mut text, "Category", "a category of data", categories);
    Kind::ALL.iter().for_each(|kind| interface(&mut text, *kind));
    text
}

fn alias<'a>(text: &mut String, name: &str, doc: &str, values: impl Iterator<Item = (&'a str, &'a str)>) {
    writeln!(text, "\n/** {} */\nexport type {name} =", sentence(doc)).unwrap();
    let lines: Vec<String> =
        values.map(|(value, doc)| format!("  /** {} */\n  | \"{value}\"", sentence(doc))).collect();
    writeln!(text, "{};", lines.join("\n")).unwrap();
}

fn interface(text: &mut String, kind: Kind) {
    let extends = if kind.is_relation() { " extends PartyFacts" } else { "" };
    writeln!(text, "\n/** {} */\nexport interface {}{extends} {{", sentence(kind.doc()), facts_of(kind)).unwrap();
    for fact in kind.facts().iter().filter(|fact| stated(fact)) {
        let mark = if fact.attested { " Attested: a person's conclusion." } else { "" };
        writeln!(text, "  /** {}{mark} */", sentence(fact.doc)).unwrap();
        writeln!(text, "  readonly {}?: {} | null;", fact.name, value_of(kind, fact)).unwrap();
    }
    if kind == Kind::Flow {
        writeln!(text, "  /** Paths on which this flow overrules the atlas or a derivation. */").unwrap();
        writeln!(text, "  readonly instead?: readonly string[] | null;").unwrap();
        writeln!(text, "  /** Whether the sites, transfers and measures that are not listed do not exist. */").unwrap();
        writeln!(text, "  readonly complete?: boolean | null;").unwrap();
    }
    if kind == Kind::Party {
        writeln!(text, "  /** A vendor of the atlas by key or name: its seat and owner are known. */").unwrap();
        writeln!(text, "  readonly vendor?: string | null;").unwrap();
    }
    if kind == Kind::Data {
        writeln!(text, "  /** Categories alone are a list of their own: `Data`. */\n  readonly items?: never;")
            .unwrap();
    }
    if !kind.is_relation() {
        writeln!(text, "  /** Facts that the policy declares. */\n  readonly x?: Declared | null;").unwrap();
    }
    writeln!(text, "}}").unwrap();
}

/// `parties` is worked out from the flow and cannot be stated.
fn stated(fact: &Fact) -> bool {
    fact.name != "parties"
}

fn value_of(kind: Kind, fact: &Fact) -> String {
    match (kind, fact.name) {
        (Kind::Flow, "exporter") => "PartyFacts".to_owned(),
        (Kind::Flow, "provider") => "Exclude<Party, \"provider\">".to_owned(),
        (Kind::Credential, "through") => "Day | \"none\"".to_owned(),
        _ => written(fact.ty),
    }
}

fn written(ty: Type) -> String {
    match ty {
        Type::YesNo => "boolean".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Percent => "Percent".to_owned(),
        Type::Date => "Day".to_owned(),
        Type::Duration => "Duration".to_owned(),
        Type::Place => "Place".to_owned(),
        Type::Region => "Region".to_owned(),
        Type::Category => "Category".to_owned(),
        Type::Text => "string".to_owned(),
        Type::Enum(id) => enumerated(id),
        Type::Set(element) => format!("List<{}>", member(element)),
        Type::Object(kind) => entry(kind),
        Type::List(kind @ Kind::Holder) => format!("Shares<{}>", entry(kind)),
        Type::List(kind) => format!("List<{}>", entry(kind)),
    }
}

fn member(element: Element) -> String {
    written(element.ty())
}

/// Returns the type of what stands for a thing of this kind, short forms included.
fn entry(kind: Kind) -> String {
    match kind {
        Kind::Holder | Kind::Supplier => format!("{} | Mention", facts_of(kind)),
        _ => pascal(kind.name()),
    }
}

/// Returns the type of an object with the facts of a kind. Where a kind has a short form, its own name is that of both.
fn facts_of(kind: Kind) -> String {
    match kind {
        Kind::Data | Kind::Measure | Kind::Party | Kind::Site => format!("{}Facts", pascal(kind.name())),
        _ => pascal(kind.name()),
    }
}

fn enumerated(id: EnumId) -> String {
    pascal(enumeration(id).unwrap().name)
}

/// Returns `keys_holder` as `KeysHolder`.
fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    name.split('_').filter_map(capital).collect()
}

fn sentence(doc: &str) -> String {
    let mut letters = doc.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
