//! `lexloci read --sentence`, and texts as files. What is read of which sentence is in tests/sentences.rs.

use super::command::{Folder, run, run_with};
use serde_json::Value;

const SAID: &str = "A French company keeps contact data with AWS in Frankfurt, and support is in India";

#[test]
fn a_sentence_is_read_from_an_option_a_file_and_standard_input() {
    let said = run(&["read", "--sentence", SAID]);
    assert_eq!((said.code, said.errors.as_str()), (Some(0), ""), "nothing is left out");
    let flow: Value = serde_json::from_str(&said.output).expect("JSON");
    let expected = serde_json::json!({
        "data": {"items": ["contact"], "complete": false},
        "exporter": {"seat": "FR"},
        "storage": {"items": [{"region": "aws/eu-central-1"}], "complete": false},
        "access": {"items": [{"place": "IN", "kind": "support"}], "complete": false},
    });
    assert_eq!(flow, expected);
    let folder = Folder::new("sentence");
    let file = folder.file("said.txt", SAID);
    assert_eq!(run(&["read", &file]).output, said.output);
    assert_eq!(run_with(&["read", "--format", "sentence", "-"], SAID).output, said.output);
    let origins: Value = serde_json::from_str(&run(&["read", "--sentence", SAID, "--origins"]).output).expect("JSON");
    let at = |path: &str| origins.pointer(&format!("/origins/{path}")).and_then(Value::as_str).map(str::to_owned);
    assert_eq!(at("storage[0].region").as_deref(), Some("sentence:1 49-57 \"Frankfurt\""));
    assert_eq!(at("exporter.seat").as_deref(), Some("sentence:1 3-8 \"French\""));
}

#[test]
fn a_sentence_is_judged() {
    let check = ["check", "gdpr_transfers", "--as-of", "2026-03-01"];
    let said = run(&[&check[..], &["--sentence", SAID]].concat());
    assert_eq!(said.code, Some(3), "{}{}", said.output, said.errors);
    let folder = Folder::new("sentence-judged");
    let file = folder.file("said.txt", SAID);
    assert_eq!(run(&[&check[..], &["--from", "sentence", &file]].concat()).code, Some(3));
    let sarif = run(&[&check[..], &["--sentence", SAID, "--report", "sarif"]].concat());
    assert!(sarif.output.contains("\"uri\": \"sentence\""), "{}", sarif.output);
    let closed =
        "A Dutch company stores health data with Azure West Europe, encrypted under its own keys, and nothing else.";
    let said = run(&[&check[..], &["--sentence", closed]].concat());
    assert!(said.output.contains("what it does not list does not exist"), "{}{}", said.output, said.errors);
}

#[test]
fn what_is_given_beside_a_file_is_added_and_never_overrules_it() {
    let folder = Folder::new("sentence-beside");
    let list = folder.file("list.csv", "Vendor,Location\nZendesk,US\n");
    let read = run(&["read", &list, "--exporter", "Germany", "--data", "contact,health"]).succeeds();
    let flow: Value = serde_json::from_str(&read).expect("JSON");
    let seat = flow.pointer("/exporter/seat").and_then(Value::as_str);
    assert_eq!((seat, flow.get("data")), (Some("DE"), Some(&serde_json::json!(["contact", "health"]))));
    let twice = run(&["read", "--sentence", SAID, "--exporter", "DE"]);
    assert_eq!(twice.code, Some(2));
    assert!(twice.errors.contains("`exporter.seat` is stated both by the file and by --exporter"), "{}", twice.errors);
    assert!(run(&["read", &list, "--exporter", "EU"]).errors.contains("the seat is a country"));
    assert!(run(&["read", &list, "--data", "moods"]).errors.contains("no category of data has this name"));
}

#[test]
fn a_text_without_facts_is_answered_with_the_reason() {
    let said = run(&["read", "--sentence", "We do not host anything in the US."]);
    assert_eq!((said.code, said.output.as_str()), (Some(2), ""));
    assert!(said.errors.contains("it has \"do\""), "{}", said.errors);
    assert_eq!(run(&["read", "--sentence", SAID, "more.csv"]).code, Some(2), "one of both");
}

/// Options that add to a file would be passed over beside a flow, and the flow judged without what they say.
#[test]
fn options_that_add_to_a_file_are_refused_beside_a_flow() {
    let folder = Folder::new("sentence-idle");
    let flow = folder.file("flow.json", r#"{"as_of": "2026-03-01", "storage": ["FR"]}"#);
    for option in [&["--exporter", "FR"][..], &["--data", "contact"], &["--with", &flow], &["--complete"]] {
        let judged = run(&[&["check", "eu_residency", &flow][..], option].concat());
        assert_eq!(judged.code, Some(2), "{option:?}: {}", judged.output);
        assert!(judged.errors.contains(option[0]) && judged.errors.contains("--from"), "{}", judged.errors);
    }
}
