//! Policies in Markdown: faults at their place, tests that are run where they stand.

use super::session::{Session, applied, nth, words};
use serde_json::{Value, json};

const URI: &str = "file:///project/cases.md";

const CASES: &str = "# Stores — é𝒳\n\n```loci\nloci 1\nsource B is \"Board\"\npolicy p version 1.0.0 \"P\" {\n  rule stores \"A store is in the EEA\" [B 1]\n    for every s in storage\n    require s in EEA\n  claim inside \"Inside\"\n    never some s in storage: s not in EEA\n}\n```\n\n## Paris\n\n```json\n{\"as_of\": \"2026-03-01\", \"storage\": [\"FR\"]}\n```\n\n```verdict\ncompliant\n```\n\n## Virginia\n\n```json\n{\"as_of\": \"2026-03-01\", \"storage\": [\"US\"]}\n```\n\n```verdict\ncompliant\nrule stores at storage[0]: violated\n```\n";

#[test]
fn a_fault_in_a_block_stands_at_its_place() {
    for line_end in ["\n", "\r\n"] {
        let mut session = Session::new();
        let text = CASES.replace("s in EEA\n  claim", "s in eea\n  claim").replace('\n', line_end);
        let found = session.open(URI, &text);
        assert_eq!(words(&text, &found[0]["range"]), "eea", "{found:?}");
        let asked = json!({"textDocument": {"uri": URI}, "range": found[0]["range"], "context": {"diagnostics": []}});
        let actions = session.request("textDocument/codeAction", asked).expect("an answer");
        assert_eq!(applied(&text, &actions[0]["edit"]["changes"][URI]), CASES.replace('\n', line_end));
    }
}

#[test]
fn a_block_in_a_quotation_is_read_without_its_marks() {
    let mut session = Session::new();
    let text: String =
        CASES.replace("s in EEA\n  claim", "s in eea\n  claim").lines().map(|line| format!("> {line}\r\n")).collect();
    let found = session.open(URI, &text);
    assert_eq!(words(&text, &found[0]["range"]), "eea", "{found:?}");
    let answer = session.at("textDocument/hover", URI, nth(&text, "require", 0, 2)).expect("an answer");
    assert_eq!(words(&text, &answer["range"]), "require");
}

#[test]
fn parts_of_policies_in_documents_are_left_alone() {
    let mut session = Session::new();
    assert_eq!(session.open("file:///project/README.md", "# A\n\n```loci\nrequire s in\n```\n"), Vec::<Value>::new());
    let text = "# A\n\n```loci\nloci 1\nset a = {\n```\n";
    assert!(!session.open("file:///project/b.md", text).is_empty(), "a whole text is read");
}

#[test]
fn what_keeps_a_file_from_testing_is_a_fault() {
    let mut session = Session::new();
    let text = CASES.replace("rule stores at storage[0]: violated", "rule stores is sad");
    let found = session.open(URI, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(words(&text, &found[0]["range"]), "rule stores is sad");
}

#[test]
fn a_test_is_run_where_it_stands() {
    let mut session = Session::new();
    assert_eq!(session.open(URI, CASES), Vec::<Value>::new(), "what a test comes to is said once it is run");
    let lenses = session.of("textDocument/codeLens", URI);
    let at = |lens: &Value| words(CASES, &lens["range"]).to_owned();
    let all: Vec<String> = lenses.as_array().expect("a list").iter().map(at).collect();
    assert_eq!(all, ["# Stores — é𝒳", "## Paris", "## Virginia", "inside"]);
    let command = &lenses[2]["command"];
    let run = json!({"command": command["command"], "arguments": command["arguments"]});
    let answer = session.request("workspace/executeCommand", run).expect("it is run");
    assert_eq!((&answer["passed"], &answer["failed"]), (&json!(0), &json!(1)));
    session.settle();
    let found = session.published[URI].clone();
    assert_eq!(found.len(), 1);
    assert_eq!(words(CASES, &found[0]["range"]), "compliant");
    assert_eq!(found[0]["range"]["start"], nth(CASES, "compliant\nrule", 0, 0));
    assert!(found[0]["message"].as_str().is_some_and(|text| text.contains("came: non_compliant")));
    // All of them: the outcome of each is that of the command.
    let command = &lenses[0]["command"];
    let run = json!({"command": command["command"], "arguments": command["arguments"]});
    let answer = session.request("workspace/executeCommand", run).expect("they are run");
    let report = lexloci::golden::run(CASES, "cases.md");
    assert_eq!(
        (answer["passed"].as_u64(), answer["failed"].as_u64()),
        (Some(report.passed() as u64), Some(report.failed() as u64))
    );
    session.settle();
    assert_eq!(session.published[URI].len(), 1, "no outcome is said twice");
    let titles = session.of("textDocument/codeLens", URI);
    assert_eq!(
        (&titles[1]["command"]["title"], &titles[2]["command"]["title"]),
        (&json!("✓ passed"), &json!("✗ failed"))
    );
    // A change takes them away.
    assert_eq!(session.change(URI, json!([{"text": CASES}])), Vec::<Value>::new());
}

#[test]
fn modules_of_a_file_are_blocks_of_it() {
    let mut session = Session::new();
    let text = CASES
        .replacen("```loci\nloci 1\n", "```loci house\nloci 1\nset ours = {FR}\n```\n\n```loci\nloci 1\nuse house\n", 1)
        .replace("require s in EEA", "require s in ours");
    assert_eq!(session.open(URI, &text), Vec::<Value>::new());
    let answer = session.at("textDocument/definition", URI, nth(&text, "s in ours", 0, 6)).expect("an answer");
    assert_eq!((&answer["uri"], &answer["range"]["start"]), (&json!(URI), &nth(&text, "set ours", 0, 4)));
    let asked = json!({"textDocument": {"uri": URI}, "position": nth(&text, "s in ours", 0, 6), "newName": "home"});
    let answer = session.request("textDocument/rename", asked).expect("it is renamed");
    assert_eq!(applied(&text, &answer["changes"][URI]), text.replace("ours", "home"));
}

#[test]
fn a_claim_of_a_block_is_proved() {
    let mut session = Session::new();
    session.open(URI, CASES);
    let lenses = session.of("textDocument/codeLens", URI);
    let command = &lenses[3]["command"];
    let run = json!({"command": command["command"], "arguments": command["arguments"]});
    assert_eq!(session.request("workspace/executeCommand", run).expect("it is decided")["outcome"], "proved");
}
