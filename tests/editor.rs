//! Questions of an editor about a text while it is written. In each text `|` is the cursor.

#![expect(clippy::expect_used, reason = "a test states what it expects")]

use lexloci::Date;
use lexloci::Modules;
use lexloci::editor::{Choice, Document, Hover, MarkKind, Target, diagnose, marks};
use lexloci::span::Span;
use lexloci::syntax::{Token, TokenKind, tokens};

/// Returns a file with this in place of its rules.
fn file(policy: &str) -> String {
    format!(
        "loci 1\nuse gdpr\nuse house\n\nsource BOARD is \"A decision\" at \"https://example.org\"\n\
         set approved = {{aws/eu-central-1, CH}}\n\
         list exports = t in transfers where t.to not in EEA\n\
         define p is foreign \"its seat is outside\" as p.seat not in EU\n\
         fact site.x.inspected is date\nfact x.tier is one of {{gold, silver}}\n\n\
         policy shop version 1.0.0 \"A shop\" {{\n{policy}\n}}\n"
    )
}

fn house() -> Modules {
    let text =
        "loci 1\nsource STAFF is \"Staff rules\"\nset ours = {FR, DE from 2020-01-01} + {CH through 2021-12-31}\n";
    Modules::from([("house".to_owned(), text.to_owned())])
}

/// Returns the text without its cursor, and where that was.
fn at_cursor(marked: &str) -> (String, u32) {
    let at = marked.find('|').expect("a cursor");
    (marked.replacen('|', "", 1), at as u32)
}

fn choices(marked: &str) -> Vec<Choice> {
    let (source, at) = at_cursor(marked);
    Document::new(&source, &house()).complete(at).choices
}

fn labels(marked: &str) -> Vec<String> {
    choices(marked).into_iter().map(|choice| choice.label).collect()
}

#[track_caller]
fn offers(policy: &str, wanted: &[&str], unwanted: &[&str]) {
    let all = labels(&file(policy));
    for label in wanted {
        assert!(all.iter().any(|found| found == label), "`{label}` is missing in {all:?}");
    }
    for label in unwanted {
        assert!(!all.iter().any(|found| found == label), "`{label}` is in {all:?}");
    }
}

const RULE: &str = "rule a \"A\" [BOARD]\n for every s in storage where s not in EEA\n ";

fn offers_in_rule(body: &str, wanted: &[&str], unwanted: &[&str]) {
    offers(&format!("{RULE}{body}"), wanted, unwanted);
}

#[test]
fn after_a_dot_stand_the_facts_of_what_stands_before_it() {
    offers_in_rule("require s.|", &["place", "region", "operator", "keys", "x"], &["seat", "tool"]);
    offers_in_rule("require s.operator.se|", &["seat", "name"], &["place"]);
    offers_in_rule("require s.keys.|\n severity minor", &["holder"], &["seat"]);
    offers_in_rule("require s.x.|", &["inspected"], &["place", "tier"]);
    offers_in_rule("require x.|", &["tier"], &["inspected"]);
    offers_in_rule("require exit.|", &["notice", "fee"], &["place"]);
    offers_in_rule("require some h in s.operator.holders: h.|", &["capital", "seat"], &["place"]);
    offers_in_rule("require total(h.| for h in provider.holders) <= 20%", &["capital", "seat"], &["place"]);
    offers("rule a \"A\"\n for every e in exports\n require e.|", &["tool", "recipient"], &["place"]);
}

#[test]
fn an_exception_knows_the_variables_of_its_rules() {
    let head = format!("{RULE}require s.encrypted\n exception b to a \"B\"\n when s.kind is cache\n ");
    offers(&format!("{head}exception c to b \"C\"\n when s.|"), &["place"], &["seat"]);
    offers(&format!("{head}exception c to |"), &["a", "b"], &["foreign"]);
}

#[test]
fn a_definition_knows_of_what_it_is_said() {
    let text = |policy: &str| format!("loci 1\ndefine p is near as p.|\npolicy a version 1.0.0 \"A\" {{\n{policy}\n}}");
    let of_site = labels(&text("rule a \"A\" for every s in storage require s is near"));
    assert!(of_site.iter().any(|label| label == "region"), "{of_site:?}");
    assert!(!of_site.iter().any(|label| label == "tool"), "{of_site:?}");
    let by_its_facts = labels("loci 1\ndefine p is near as p.tool is scc and p.|");
    assert!(by_its_facts.iter().any(|label| label == "recipient"), "{by_its_facts:?}");
    let unknown = labels("loci 1\ndefine p is near as p.|");
    assert!(unknown.iter().any(|label| label == "tool") && unknown.iter().any(|label| label == "seat"), "{unknown:?}");
}

#[test]
fn a_test_is_offered_values_of_its_type() {
    offers_in_rule("require s.kind is |", &["backup", "not"], &["FR", "scc"]);
    offers_in_rule("require s.kind is not |", &["backup"], &["not"]);
    offers_in_rule("require s.place is F|", &["FR", "PT-20"], &["backup"]);
    offers_in_rule("require s.region is aws/eu|", &["aws/eu-west-3"], &["FR"]);
    offers_in_rule("require s.operator is |", &["exporter", "none", "foreign"], &["FR"]);
    offers_in_rule("require data has |", &["health", "personal"], &["scc"]);
    offers_in_rule("require provider.certified has |", &["c5"], &["health"]);
    offers_in_rule("require x.tier is |", &["gold", "silver"], &["scc"]);
    offers_in_rule("require s in |", &["EEA", "approved", "adequate", "ours", "{"], &["backup"]);
    offers_in_rule("require s.kind in {cache, |", &["backup"], &["FR"]);
    offers_in_rule("require s.place in {FR, |}", &["DE"], &["backup"]);
    offers_in_rule("require exit.notice <= 2 |", &["months"], &["FR"]);
    offers_in_rule("require s.operator |", &["is", "in"], &["has"]);
}

#[test]
fn words_are_offered_where_they_fit() {
    offers(&format!("{RULE}require s.encrypted and |"), &["s", "provider", "foreign", "some", "not"], &["EEA"]);
    offers(&format!("{RULE}requ|"), &["require", "forbid", "exception"], &["use"]);
    offers("ru|", &["rule", "claim", "applies when"], &["use", "require"]);
    offers("rule a \"A\" [|", &["BOARD", "GDPR", "STAFF"], &["FR", "approved"]);
    offers("rule a \"A\" [BOARD 1; |]", &["BOARD"], &["FR"]);
    offers("rule a \"A\" |", &["part", "at"], &["rule"]);
    offers("levels low < high\n rule a \"A\" at |", &["low", "high"], &["FR"]);
    offers("rule a \"A\" part one require data has health\n rule b \"B\" part |", &["one"], &["a"]);
    offers("rule a \"A\"\n for every s in |", &["storage", "exports", "provider"], &["approved", "contract.eu_only"]);
    offers("rule a \"A\"\n severity |", &["minor"], &["rule"]);
    let head = |line: &str| format!("loci 1\n{line}");
    assert_eq!(labels(&head("fact x.a is yes_no |")), ["as"]);
    assert_eq!(labels(&head("fact x.a is yes_no as |")), ["act", "finding", "given"]);
    assert_eq!(labels("|"), ["loci 1"]);
    assert!(labels("loci 1\nuse |").contains(&"house".to_owned()));
    assert!(labels("loci 1\nu|").contains(&"use".to_owned()));
    assert!(labels("loci 1\nfact x.tier is |").contains(&"yes_no".to_owned()));
}

#[test]
fn nothing_is_offered_where_names_and_texts_are_made_up() {
    for policy in ["rule |", "rule a \"A |\"", "# s.|", "rule a \"A\"\n for every |", "rule a \"A\" from 2026-|"] {
        assert_eq!(labels(&file(policy)), Vec::<String>::new(), "{policy}");
    }
}

#[test]
fn a_completion_replaces_the_last_name() {
    let from = |marked: &str| {
        let (source, at) = at_cursor(marked);
        let from = Document::new(&source, &house()).complete(at).from;
        Span::new(from, at).of(&source).to_owned()
    };
    assert_eq!(from("loci 1\nset a = {aws/eu-w|"), "aws/eu-w");
    assert_eq!(from(&file("rule a \"A\"\n require exit.not|")), "not");
    assert_eq!(from(&file("rule a \"A\"\n require exit.|")), "");
    assert_eq!(from("loci 1\nus|"), "us");
}

#[test]
fn a_choice_says_where_its_meaning_stands() {
    let all = choices(&file("rule a \"A\"\n for every t in transfers\n require t.tool is |"));
    let scc = all.iter().find(|choice| choice.label == "scc").expect("a tool");
    assert_eq!((scc.kind, scc.detail.as_str(), scc.about.as_str()), ("value", "tool", "value:tool.scc"));
    let all = choices(&file("rule a \"A\"\n require exit.|"));
    let notice = all.iter().find(|choice| choice.label == "notice").expect("a fact");
    assert_eq!((notice.detail.as_str(), notice.about.as_str()), ("a duration", "fact:exit.notice"));
}

#[track_caller]
fn hover(marked: &str, day: Option<&str>) -> Option<Hover> {
    let (source, at) = at_cursor(marked);
    Document::new(&source, &house()).hover(at, day.and_then(Date::parse))
}

#[track_caller]
fn title(policy: &str) -> String {
    hover(&file(policy), None).map_or_else(String::new, |hover| hover.title)
}

#[test]
fn a_word_says_what_it_is() {
    assert_eq!(title(&format!("{RULE}require s.operator.se|at in EU")), "s.operator.seat: a place");
    assert_eq!(title(&format!("{RULE}require s.oper|ator.seat in EU")), "s.operator: a party");
    assert_eq!(title(&format!("{RULE}require |s.encrypted")), "s: a variable");
    assert_eq!(title(&format!("{RULE}require s.kind is bac|kup")), "backup: site_kind");
    assert_eq!(title(&format!("{RULE}require s in {{F|R}}")), "FR: France");
    assert_eq!(title(&format!("{RULE}require s in E|EA")), "EEA: European Economic Area");
    assert_eq!(title(&format!("{RULE}require s.region is aws/eu-w|est-3")), "aws/eu-west-3: Europe (Paris), FR");
    assert_eq!(title(&format!("{RULE}require s.operator is fore|ign")), "foreign: definition");
    assert_eq!(title(&format!("{RULE}require s in our|s")), "ours: set of house");
    assert_eq!(title("rule a \"A\" [GDP|R 44]"), "GDPR");
    assert_eq!(title("rule a \"A\" [GDPR 4|4]"), "GDPR");
    assert_eq!(title("rule a \"A\"\n requ|ire data has health"), "require: keyword");
    assert_eq!(hover(&file("rule a \"A| title\""), None), None);
}

#[test]
fn a_set_is_told_as_of_a_day() {
    let text = file(&format!("{RULE}require s in our|s"));
    let members = |day| hover(&text, Some(day)).expect("a set").text;
    assert_eq!(members("2019-06-01"), "FR, CH");
    assert_eq!(members("2021-06-01"), "FR, DE, CH");
    assert_eq!(members("2022-06-01"), "FR, DE");
    let adequate = file("rule a \"A\"\n for every t in transfers\n require t.to in ade|quate with t.recipient.listed");
    let on = |day| hover(&adequate, Some(day)).expect("a set").text;
    assert!(on("2016-07-12").contains("US with"), "{}", on("2016-07-12"));
    assert!(!on("2021-01-01").contains("US"), "{}", on("2021-01-01"));
    assert!(on("2023-07-10").contains("US with dpf"), "{}", on("2023-07-10"));
}

#[test]
fn a_replacement_is_told_with_what_it_replaces() {
    let text = "loci 1\nuse house\nreplace set our|s = ours except FR";
    assert_eq!(hover(text, Some("2022-06-01")).expect("a set").text, "DE");
}

#[track_caller]
fn target(marked: &str) -> Option<(Option<String>, String)> {
    let (source, at) = at_cursor(marked);
    let modules = house();
    let Target { module, span } = Document::new(&source, &modules).definition(at)?;
    let gdpr = lexloci::atlas::modules().iter().find(|m| m.0 == "gdpr").map_or("", |m| m.1);
    let text = match module.as_deref() {
        None => source.as_str(),
        Some("gdpr") => gdpr,
        Some(name) => modules.get(name).map_or("", String::as_str),
    };
    let line_start = text.get(..span.start as usize).expect("a place").rfind('\n').map_or(0, |at| at + 1);
    let until_name = text.get(line_start..span.end as usize).expect("a line").to_owned();
    Some((module, until_name))
}

#[test]
fn a_name_leads_to_its_definition() {
    let own = |policy: &str| target(&file(policy)).map(|(module, line)| (module.unwrap_or_default(), line));
    let to = |module: &str, line: &str| Some((module.to_owned(), line.to_owned()));
    assert_eq!(own(&format!("{RULE}require s in appro|ved")), to("", "set approved"));
    assert_eq!(own(&format!("{RULE}require s in our|s")), to("house", "set ours"));
    assert_eq!(own(&format!("{RULE}require s in ade|quate")), to("gdpr", "set adequate"));
    assert_eq!(own(&format!("{RULE}require s.operator is fore|ign")), to("", "define p is foreign"));
    assert_eq!(own(&format!("{RULE}require |s.encrypted")), to("", " for every s"));
    assert_eq!(own("rule a \"A\" for every e in exp|orts"), to("", "list exports"));
    assert_eq!(own("rule a \"A\" [BOA|RD 1]"), to("", "source BOARD"));
    assert_eq!(own("rule a \"A\" require data has health\nexception b to |a \"B\""), to("", "rule a"));
    assert_eq!(own("rule a \"A\" require data has hea|lth"), None);
    assert_eq!(target("loci 1\nuse hou|se"), Some((Some("house".to_owned()), String::new())));
}

#[test]
fn every_word_is_marked_once_and_in_order() {
    let sources = lexloci::policies::policies().iter().map(|policy| policy.1.to_owned());
    for source in sources.chain([file("rule a \"A\" require s. is aws/ \u{1f30d} é {")]) {
        let all = marks(&source);
        assert!(all.len() > 30);
        assert!(all.iter().all(|mark| mark.span.start < mark.span.end && !mark.span.of(&source).is_empty()));
        assert!(all.is_sorted_by(|a, b| a.span.end <= b.span.start));
    }
}

#[test]
fn marks_know_facts_variables_and_values() {
    let source =
        file(&format!("{RULE}require s.kind is not backup and s in EEA # why\n duty exporter \"A\" within 2 months"));
    let kind = |word: &str| {
        let found = marks(&source).into_iter().rev().find(|mark| mark.span.of(&source) == word);
        found.map(|mark| mark.kind)
    };
    assert_eq!(kind("require"), Some(MarkKind::Keyword));
    assert_eq!(kind("s"), Some(MarkKind::Variable));
    assert_eq!(kind("kind"), Some(MarkKind::Fact));
    assert_eq!(kind("storage"), Some(MarkKind::Fact));
    assert_eq!(kind("backup"), Some(MarkKind::Value));
    assert_eq!(kind("EEA"), Some(MarkKind::Group));
    assert_eq!(kind("CH"), Some(MarkKind::Place));
    assert_eq!(kind("BOARD"), Some(MarkKind::Source));
    assert_eq!(kind("approved"), Some(MarkKind::Definition));
    assert_eq!(kind("# why"), Some(MarkKind::Comment));
    assert_eq!(kind("months"), Some(MarkKind::Duration));
    assert_eq!(kind("2"), Some(MarkKind::Duration));
}

#[test]
fn errors_and_lints_are_said_together() {
    let codes = |source: &str| -> Vec<&'static str> { diagnose(source, &house()).iter().map(|d| d.code).collect() };
    assert_eq!(
        codes("loci 1\npolicy a version 1.0.0 \"A\" { rule b \"B\" require data has helth }"),
        ["L0214", "L0402"]
    );
    assert_eq!(
        codes("loci 1\nset a = {FR}\npolicy a version 1.0.0 \"A\" { rule b \"B\" require data has health }"),
        ["L0401", "L0402"]
    );
}

/// Applies the first replacement that is offered.
#[track_caller]
fn mended(source: &str) -> String {
    let fix = diagnose(source, &house()).into_iter().find_map(|d| d.fix).expect("a replacement");
    let mut mended = source.to_owned();
    mended.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
    mended
}

#[test]
fn what_the_help_spells_can_be_applied() {
    let with = |cond: &str| {
        format!("loci 1\nuse gdpr\npolicy a version 1.0.0 \"A\" {{ rule b \"B\" [GDPR 1] require {cond} }}")
    };
    for (wrong, right) in [
        ("data has helth", "data has health"),
        ("exporter.seet in EU", "exporter.seat in EU"),
        ("exporter.seat in eea", "exporter.seat in EEA"),
        ("exporter.seat in {GBR}", "exporter.seat in {GB}"),
        ("exporter.seat in adequat with exporter.listed", "exporter.seat in adequate with exporter.listed"),
    ] {
        assert_eq!(mended(&with(wrong)), with(right));
    }
    let without = "loci 1\npolicy a version 1.0.0 \"A\" { rule b \"B\" [GDPR 1] require data has health }";
    assert_eq!(mended(without), without.replace("loci 1\n", "loci 1\nuse gdpr\n"));
    assert_eq!(mended("loci 1\nuse gdrp\n"), "loci 1\nuse gdpr\n");
}

#[test]
fn nothing_fails_on_any_beginning_of_a_text() {
    let source = file(&format!("{RULE}require s.kind in {{cache, backup}} and s.place in approved [BOARD 1; GDPR 44]"));
    let modules = house();
    for end in (0..source.len()).step_by(7) {
        let Some(text) = source.get(..end) else { continue };
        let document = Document::new(text, &modules);
        let from = document.complete(end as u32).from as usize;
        assert!(from <= end && text.is_char_boundary(from));
        let found = document.hover(end as u32, None);
        assert!(found.is_none_or(|hover| hover.span.end as usize <= end));
        assert!(
            document
                .definition(end as u32)
                .is_none_or(|target| target.module.is_some() || target.span.end as usize <= end)
        );
    }
}

/// Returns what completion cannot know: numbers, texts, and the names that somebody makes up where they are defined.
fn is_asked(document: &Document<'_>, before: &Token<'_>, token: &Token<'_>) -> bool {
    use TokenKind::{Keyword, Name, Place, Region};
    let binds = ["every", "some", "no", "for", "=", "policy", "claim", "part", "levels", "<"];
    let own = document
        .definition(token.span.start)
        .is_some_and(|target| target.span == token.span && target.module.is_none());
    let named = binds.contains(&before.text) && token.kind == Name;
    matches!(token.kind, Keyword | Name | Place | Region) && !own && !named
}

#[test]
fn what_the_shipped_policies_say_is_offered_where_they_say_it() {
    let modules = Modules::new();
    let (mut asked, mut missed) = (0, vec![]);
    for (name, source) in lexloci::policies::policies() {
        let document = Document::new(source, &modules);
        let words: Vec<Token<'_>> =
            tokens(source).into_iter().filter(|token| token.kind != TokenKind::Comment).collect();
        let mut values = false; // of a declared fact: made up too
        for (before, token) in words.iter().zip(words.iter().skip(1)) {
            values = (before.text == "of" && token.text == "{") || (values && token.text != "}");
            if values || !is_asked(&document, before, token) {
                continue;
            }
            asked += 1;
            let head = token.text.split('.').next().unwrap_or("");
            let all = document.complete(token.span.start).choices;
            if !all.iter().any(|choice| choice.label.split(' ').next() == Some(head)) {
                missed.push(format!("{name}: `{}` before `{head}`", before.text));
            }
        }
    }
    assert!(asked > 3_000, "{asked}");
    assert_eq!(missed, Vec::<String>::new());
}

const OPENED: &str = "loci 1\nuse gdpr\nvendor acme \"Acme GmbH\" seat DE parent US\nvendor @north-host \"North Host AB\" seat SE\n\
                      region acme/fra-1 in DE operated by acme\n";

fn opened(policy: &str) -> String {
    format!("{OPENED}policy p version 1.0.0 \"P\" {{\n{policy}\n}}\n")
}

#[test]
fn declared_vendors_and_regions_are_offered_where_they_fit() {
    let offered = |marked: &str, wanted: &str| {
        let all = labels(marked);
        assert!(all.iter().any(|label| label == wanted), "`{wanted}` is missing at {marked}: {all:?}");
    };
    let top = |line: &str| format!("{OPENED}{line}");
    offered(&top("|"), "vendor");
    offered(&top("|"), "region");
    offered(&top("vendor other \"Other\" |"), "seat");
    offered(&top("vendor other \"Other\" seat |"), "FR");
    offered(&top("vendor other \"Other\" seat FR |"), "parent");
    offered(&top("vendor other \"Other\" seat FR parent |"), "acme");
    offered(&top("vendor other \"Other\" seat FR parent |"), "DE");
    offered(&top("region acme/par-1 |"), "in");
    offered(&top("region acme/par-1 in |"), "EU");
    offered(&top("region acme/par-1 in FR |"), "operated by");
    offered(&top("region acme/par-1 in FR operated |"), "by");
    offered(&top("region acme/par-1 in FR operated by |"), "@north-host");
    offered(&top("region acme/par-1 in FR operated by |"), "scaleway");
    offered(&opened(&format!("{RULE}require s.region is ac|")), "acme/fra-1");
    offered(&opened(&format!("{RULE}require s.region in {{|}}")), "acme/fra-1");
}

#[test]
fn a_declared_vendor_or_region_says_what_it_is() {
    let day = Some("2026-03-01");
    let told = |marked: &str| hover(marked, day).map(|hover| (hover.title, hover.text)).expect("something to say");
    let of_acme = ("acme: a declared vendor, Acme GmbH".to_owned(), "seat in DE, controlled from US".to_owned());
    assert_eq!(told(&OPENED.replacen("operated by acme", "operated by ac|me", 1)), of_acme);
    assert_eq!(told(&OPENED.replacen("vendor acme", "vendor ac|me", 1)), of_acme);
    let (title, text) = told(&opened(&format!("{RULE}require s.region is acme/fra|-1")));
    assert_eq!(title, "acme/fra-1: declared, DE");
    assert_eq!(text, "operated by Acme GmbH, seat in DE, controlled from US");
    let line = |marked: &str| target(marked).map(|(_, line)| line);
    let in_rule = opened(&format!("{RULE}require s.region is acme/fra|-1"));
    assert_eq!(line(&in_rule).as_deref(), Some("region acme/fra-1"));
    assert_eq!(line(&OPENED.replacen("operated by acme", "operated by ac|me", 1)).as_deref(), Some("vendor acme"));
}

#[test]
fn the_words_of_declarations_are_keywords_there_alone() {
    let source = opened("rule a \"A\"\n for every vendor in suppliers\n require vendor.seat in EEA");
    let kinds = |word: &str| -> Vec<MarkKind> {
        let all = marks(&source);
        all.iter().filter(|mark| mark.span.of(&source) == word).map(|mark| mark.kind).collect()
    };
    assert_eq!(kinds("vendor"), [MarkKind::Keyword, MarkKind::Keyword, MarkKind::Variable, MarkKind::Variable]);
    assert_eq!(kinds("region"), [MarkKind::Keyword]);
    assert_eq!(kinds("operated"), [MarkKind::Keyword]);
    assert_eq!(kinds("by"), [MarkKind::Keyword]);
    assert_eq!(kinds("parent"), [MarkKind::Keyword]);
    assert_eq!(kinds("seat"), [MarkKind::Keyword, MarkKind::Keyword, MarkKind::Fact]);
    assert_eq!(kinds("acme"), [MarkKind::Definition, MarkKind::Name]);
}

#[test]
fn lints_are_offered_and_explained_where_they_can_be_allowed() {
    let offered = |marked: &str, wanted: &str| {
        let all = labels(marked);
        assert!(all.iter().any(|label| label == wanted), "`{wanted}` is missing at {marked}: {all:?}");
    };
    offered(&format!("{OPENED}|"), "allow");
    offered(&opened("|"), "allow");
    for written in ["", "L04"] {
        offered(&format!("{OPENED}allow {written}|"), "L0401");
        offered(&opened(&format!("allow {written}|")), "L0424");
    }
    assert!(!labels(&opened("allow |")).iter().any(|label| label == "L0405" || label == "L0210"));
    offered(&opened("allow L0402 \"House rule\"\n|"), "rule");
    let told = hover(&opened("allow L04|02 \"House rule\""), None).map(|hover| hover.title);
    assert_eq!(told.as_deref(), Some("L0402: nothing is cited"));
    let word = hover(&opened("al|low L0402 \"House rule\""), None).map(|hover| hover.about);
    assert_eq!(word.as_deref(), Some("keyword:allow"));
    let source = opened("allow L0402 \"House rule\"\nrule a \"A\"\n for every allow in storage\n require allow in EEA");
    let marked = marks(&source);
    let kinds = |word: &str| -> Vec<MarkKind> {
        marked.iter().filter(|mark| mark.span.of(&source) == word).map(|mark| mark.kind).collect()
    };
    assert_eq!(kinds("allow"), [MarkKind::Keyword, MarkKind::Variable, MarkKind::Variable]);
    assert_eq!(kinds("L0402"), [MarkKind::Value]);
}
