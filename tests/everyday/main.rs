//! Checks ten flows as somebody would say them, and six public lists of vendors: the verdict, and the questions asked.
//!
//! `cargo test --test everyday -- --nocapture` prints both tables; docs/everyday.md has them.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test states what it expects")]

use lexloci::analyse::{Analysis, Budget};
use lexloci::read::{Beside, Format, Source, flows};
use lexloci::verdict::{Answer, Hinge, Question};
use lexloci::{Json, Options, Policy, Verdict};
use std::fs;
use std::path::{Path, PathBuf};

/// The most facts that a flow states before its verdict is determined.
const MOST_STATED: usize = 8;
/// The most questions beside one a vendor.
const MOST_BESIDE: usize = 3;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/everyday").join(folder);
    let entries = fs::read_dir(&folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn member<'j>(object: &'j Json, name: &str) -> Option<&'j Json> {
    match object {
        Json::Object(facts) => facts.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
}

fn text<'j>(object: &'j Json, name: &str) -> &'j str {
    match member(object, name) {
        Some(Json::Text(text)) => text,
        other => panic!("{name} is a text, not {other:?}"),
    }
}

/// Counts the facts that a flow states: each value, a list of categories as one. The day and `"complete"` are none.
fn stated(value: &Json) -> usize {
    match value {
        Json::Object(facts) => {
            facts.iter().filter(|(key, _)| key != "as_of" && key != "complete").map(|(_, v)| stated(v)).sum()
        }
        Json::Array(items) if items.iter().any(|item| matches!(item, Json::Object(_))) => {
            items.iter().map(stated).sum()
        }
        _ => 1,
    }
}

fn policy(name: &str) -> Policy {
    lexloci::policies::source(name).expect("a shipped policy").parse().expect("a shipped policy is right")
}

fn judged(policy: &Policy, flow: &Json) -> (Verdict, Hinge) {
    let verdict = policy.check(flow, &Options::new()).expect("the flow is right");
    let analysis = Analysis::new(policy, flow, None, None, Budget::default()).expect("the flow is right");
    (verdict, analysis.first().in_words(flow))
}

/// Counts the facts that some questions ask for.
fn asked(hinge: &Hinge) -> usize {
    hinge.compliant_if.iter().map(|question| question.facts.len()).sum()
}

#[test]
fn ten_everyday_flows_end_in_a_verdict_or_in_one_good_question() {
    let mut lines = vec![];
    let mut determined = 0;
    for file in files("flows") {
        let case: Json = fs::read_to_string(&file).expect("a file").parse().expect("JSON");
        let flow = member(&case, "flow").expect("a flow");
        let (verdict, hinge) = judged(&policy(text(&case, "policy")), flow);
        let says = text(&case, "says");
        assert_eq!(verdict.verdict.as_str(), text(&case, "verdict"), "{says}\n{verdict}");
        let facts = stated(flow);
        if verdict.verdict == Answer::Undetermined {
            assert!(hinge.unsettled.is_empty(), "{says}: {hinge:?}");
            assert_eq!(hinge.compliant_if.len(), 1, "{says}: {hinge:?}");
        } else {
            assert!(facts <= MOST_STATED, "{says}: {facts} facts");
            determined += 1;
        }
        let questions = hinge.compliant_if.len();
        let depends = verdict.ask.len();
        let (answer, asks) = (verdict.verdict, asked(&hinge));
        lines.push(format!(
            "| {says} | {} | {facts} | {answer} | {questions} | {asks} | {depends} | {} |",
            text(&case, "policy"),
            text(&case, "before")
        ));
    }
    assert_eq!((lines.len(), determined), (10, 8));
    let head = "| as people say it | policy | facts stated | verdict | questions | facts asked | facts it depends on | before |\n|---|---|---|---|---|---|---|---|";
    written("flows", head, &lines);
}

#[test]
fn six_public_lists_of_vendors_are_known_and_asked_about_once() {
    let with: Json = r#"{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "exporter": {"seat": "FR"}}"#
        .parse()
        .expect("JSON");
    let policy = policy("gdpr_transfers");
    let (mut lines, mut all, mut known) = (vec![], 0, 0);
    for file in files("vendors") {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let source = Source { name: name.clone(), bytes: fs::read(&file).expect("a file") };
        let mut found =
            flows(&[source], Some(Format::Table), &Beside { complete: true, ..Beside::default() }).expect("a table");
        let found = found.remove(0);
        let (Json::Object(mut facts), Json::Object(beside)) = (found.flow, with.clone()) else {
            panic!("{name}: no flow")
        };
        facts.extend(beside);
        let flow = Json::Object(facts);
        let entries = |list: &str| match member(&flow, list) {
            Some(Json::Array(items)) => items.clone(),
            Some(open) => match member(open, "items") {
                Some(Json::Array(items)) => items.clone(),
                _ => vec![],
            },
            None => vec![],
        };
        let vendors = [entries("transfers"), entries("storage")].concat();
        let person = |one: &Json| is_vendor(member(one, "recipient").or_else(|| member(one, "operator")));
        let recognised = vendors.iter().filter(|one| person(one)).count();
        let (verdict, hinge) = judged(&policy, &flow);
        let questions = hinge.compliant_if.len() + hinge.unsettled.len();
        assert!(questions > 0 || verdict.verdict != Answer::Undetermined, "{name}: {verdict}");
        assert!(questions <= vendors.len() + MOST_BESIDE, "{name}: {hinge:?}");
        (all, known) = (all + vendors.len(), known + recognised);
        let (answer, before, asks) = (verdict.verdict, verdict.ask.len(), asked(&hinge));
        lines.push(format!(
            "| {name} | {} | {recognised} | {answer} | {questions} | {asks} | {before} |",
            vendors.len()
        ));
    }
    assert_eq!(lines.len(), 6);
    assert!(known * 10 >= all * 9, "{known} of {all} vendors are known");
    lines.push(format!("| all | {all} | {known} | | | | |"));
    let head = "| list | vendors | known | verdict | questions | facts asked | facts it depends on |\n|---|---|---|---|---|---|---|";
    written("vendors", head, &lines);
}

/// Returns whether a recipient is a vendor of the atlas: the reader states its key as the id.
fn is_vendor(recipient: Option<&Json>) -> bool {
    match recipient {
        Some(Json::Text(_)) => true,
        Some(described) => member(described, "id").is_some(),
        None => false,
    }
}

/// Prints a table, and compares it with the one in docs/everyday.md; with LEXLOCI_UPDATE it is written.
fn written(name: &str, head: &str, lines: &[String]) {
    let table = format!("{head}\n{}\n", lines.join("\n"));
    println!("{table}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/everyday.md");
    let page = fs::read_to_string(&file).expect("the page is there");
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = page.split_once(&open).expect("the page has the table's place");
    let (shown, after) = rest.split_once(&close).expect("the page has the table's end");
    if shown == table {
        return;
    }
    assert!(std::env::var_os("LEXLOCI_UPDATE").is_some(), "docs/everyday.md has another table of {name}");
    fs::write(&file, format!("{before}{open}{table}{close}{after}")).expect("the page can be written");
}

/// Returns the facts of some questions.
fn facts(questions: &[Question]) -> Vec<&str> {
    questions.iter().flat_map(|question| question.facts.iter().map(String::as_str)).collect()
}

/// A company in France beside one in the United States: what settles the one is not asked of the other.
#[test]
fn a_company_is_asked_about_what_concerns_it() {
    let policy = policy("gdpr_transfers");
    let hinge = |transfers: &str| {
        let flow = format!(
            r#"{{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "exporter": {{"seat": "FR"}}, "transfers": [{transfers}]}}"#
        );
        judged(&policy, &flow.parse().expect("JSON")).1
    };
    let french = r#"{"to": "FR", "recipient": {"name": "Exemple SAS", "seat": "FR"}}"#;
    let american = r#"{"to": "US", "recipient": {"name": "Example, Inc.", "seat": "US"}}"#;
    for (transfers, [in_france, in_america]) in
        [(format!("{french}, {american}"), [0, 1]), (format!("{american}, {french}"), [1, 0])]
    {
        let hinge = hinge(&transfers);
        let mut asked = facts(&hinge.compliant_if);
        asked.sort_unstable();
        // The list of the United States covers data of staff only where a company certified for them.
        let mut wanted = [
            "purpose".to_owned(),
            format!("transfers[{in_france}].recipient.is_international_organisation"),
            format!("transfers[{in_america}].recipient.listed"),
        ];
        wanted.sort_unstable();
        assert_eq!(asked, wanted, "{hinge:?}");
        assert_eq!((hinge.unsettled.len(), hinge.not_applicable_if.len()), (0, 0), "{hinge:?}");
    }
    // If nobody is abroad, the policy has nothing to judge.
    let all_french = hinge(&format!("{french}, {french}"));
    assert_eq!(
        facts(&all_french.not_applicable_if),
        [
            "transfers[0].recipient.is_international_organisation",
            "transfers[1].recipient.is_international_organisation"
        ]
    );
    assert!(all_french.compliant_if.is_empty() && all_french.unsettled.is_empty(), "{all_french:?}");
    let words = &all_french.not_applicable_if[0].words;
    assert!(words[0].starts_with("recipient, it is not an organisation under international law"), "{words:?}");
}

/// Returns a flow with so many stores and transfers, of which much is not stated.
fn large(stores: usize, transfers: usize) -> Json {
    let each = |count: usize, entry: &dyn Fn(usize) -> String| (0..count).map(entry).collect::<Vec<_>>().join(", ");
    let regions = ["aws/eu-central-1", "aws/us-east-1", "ovhcloud/GRA"];
    let stores = each(stores, &|n| format!(r#"{{"region": "{}"}}"#, regions[n % 3]));
    let transfers = each(transfers, &|n| {
        let (place, tool) = (["US", "IN", "DE", "GB"][n % 4], ["scc", "none", "bcr"][n % 3]);
        let recipient = format!(r#"{{"name": "R{n}", "ultimate_parent": "{place}"}}"#);
        format!(r#"{{"to": "{place}", "recipient": {recipient}, "tool": "{tool}"}}"#)
    });
    let exporter = r#"{"seat": "FR", "regime": "gdpr_3_1"}"#;
    let flow = format!(
        r#"{{"as_of": "2026-11-29", "data": ["contact"], "exporter": {exporter}, "storage": [{stores}], "transfers": [{transfers}]}}"#
    );
    flow.parse().expect("JSON")
}

#[test]
fn sixty_transfers_and_sixty_stores_are_judged_by_every_policy() {
    let flow = large(60, 60);
    let mut judged = 0;
    for (name, _) in lexloci::policies::policies() {
        let verdict = policy(name).check(&flow, &Options::new());
        assert!(verdict.is_ok(), "{name}: {:?}", verdict.err());
        judged += 1;
    }
    assert_eq!(judged, 12);
}
