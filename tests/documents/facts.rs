//! docs/facts.md is the vocabulary's own tables.

use lexloci::vocab::values::{ENUMERATIONS, enumeration};
use lexloci::vocab::{Category, Element, Fact, Kind, Type, iri};
use std::fmt::Write;

const HEAD: &str = "# Facts, values and categories: vocabulary of edition 1

A policy speaks of these facts, and a flow states them under the same names. What is left out is unknown. *Attested*: it
carries a person's conclusion, and verdicts mark it so. *Derived*: it follows from other facts unless it is stated. *Nature*
says what a cure may do: an **act** can be decided, so that a cure may change it; a **finding** has to be found true by
somebody, so that a cure lists it as a condition, and one that is stated stands; what is **given** stays as it is. No cure
sets a day before the day judged. A fact that a policy declares is a finding unless it says otherwise. Terms
without a link to the W3C Data Privacy Vocabulary are our own (`lex:`). This page is written from the tables in
[src/vocab](../src/vocab).

A flow says two things of itself besides facts. `\"complete\": true`: what it does not list does not exist. `instead`: the paths of facts that it
states although the atlas, or what follows from its other facts, says otherwise (`\"instead\": [\"storage[0].place\"]`); without it such a fact is an
error (L0506, L0507).
";

#[test]
fn the_table_of_facts_is_the_vocabulary() {
    super::assert_written("docs/facts.md", &page());
}

/// Returns the page as the vocabulary has it.
pub(super) fn page() -> String {
    let mut page = HEAD.to_owned();
    for kind in Kind::ALL.iter().copied() {
        facts_of(kind, &mut page);
    }
    page.push_str("\n## Values\n");
    for each in ENUMERATIONS {
        let _ = write!(
            page,
            "\n### {}\n\n{}; {}.\n\n| value | means |\n|---|---|\n",
            each.name,
            sentence(each.doc),
            term(each.term)
        );
        for (value, doc) in each.values {
            let _ = writeln!(page, "| `{value}` | {} |", cell(doc));
        }
    }
    categories(&mut page);
    page
}

fn facts_of(kind: Kind, page: &mut String) {
    let _ = write!(page, "\n## {}\n\n{}.", kind.name(), sentence(kind.doc()));
    if kind.is_relation() {
        page.push_str(" It has the facts of a party too.");
    }
    page.push_str("\n\n| fact | type | nature | says | term |\n|---|---|---|---|---|\n");
    for fact in kind.facts() {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {}{} | {} |",
            fact.name,
            ty(fact.ty),
            fact.nature.name(),
            cell(fact.doc),
            marks(fact),
            term(fact.term)
        );
    }
}

fn marks(fact: &Fact) -> String {
    let only = (!fact.exists.is_always()).then_some(fact.exists.doc);
    let derived = (fact.derived && !fact.doc.contains("derived")).then_some("*derived*");
    let listed = |values: &[&str]| values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    let never = (!fact.never_cures.is_empty()).then(|| format!("never a cure: {}", listed(fact.never_cures)));
    let rarely =
        (!fact.rarely_cures.is_empty()).then(|| format!("a cure only after others: {}", listed(fact.rarely_cures)));
    let unfound = fact.unfound.map(|value| format!("`{value}` says that nothing was found yet"));
    let attested = fact.attested.then_some("*attested*");
    let plain = [derived, attested, only].into_iter().flatten().map(str::to_owned);
    let marks: Vec<String> = plain.chain([unfound, never, rarely].into_iter().flatten()).collect();
    if marks.is_empty() { String::new() } else { format!("; {}", marks.join("; ")) }
}

/// Returns a type as policies and flows see it.
fn ty(ty: Type) -> String {
    let plain = match ty {
        Type::YesNo => "yes_no",
        Type::Number => "number",
        Type::Percent => "percent",
        Type::Date => "date",
        Type::Duration => "duration",
        Type::Place => "place",
        Type::Region => "region",
        Type::Category => "category",
        Type::Text => "text",
        Type::Enum(id) => return one_of(id),
        Type::Set(Element::Enum(id)) => return format!("set of {}", one_of(id)),
        Type::Set(element) => return format!("set of {}", self::ty(element.ty())),
        Type::Object(kind) => return link(kind.name()),
        Type::List(kind) => return format!("list of {}", link(kind.name())),
    };
    plain.to_owned()
}

fn one_of(id: lexloci::vocab::EnumId) -> String {
    link(enumeration(id).map_or("", |each| each.name))
}

fn link(heading: &str) -> String {
    format!("[{heading}](#{})", heading.to_lowercase().replace(' ', "-"))
}

fn term(term: &str) -> String {
    if term.starts_with("lex:") { format!("`{term}`") } else { format!("[{term}]({})", iri(term)) }
}

/// With a capital.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn categories(page: &mut String) {
    page.push_str("\n## Categories\n\n`data has personal` is true of every category below `personal`.\n\n");
    page.push_str("| category | below | says | term |\n|---|---|---|---|\n");
    for category in Category::all() {
        let above = category.parent().map_or(String::new(), |parent| format!("`{}`", parent.name()));
        let _ = writeln!(
            page,
            "| `{}` | {above} | {} | {} |",
            category.name(),
            cell(category.doc()),
            term(category.term())
        );
    }
}
