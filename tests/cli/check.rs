//! `lexloci check`.

use super::command::{Folder, run, run_with};

const POLICY: &str = "\
loci 1
policy stores version 1.0.0 \"Data rest in the EEA\" {
  rule stores \"Each store lies in the EEA\"
    for every s in storage
    require s in EEA
}
";
const GOOD: &str = "{\"as_of\": \"2026-03-01\", \"storage\": [\"FR\"]}";
const BAD: &str = "{\"as_of\": \"2026-03-01\", \"storage\": [\"US\"]}";
const OPEN: &str = "{\"as_of\": \"2026-03-01\", \"storage\": [{}]}";
const NEITHER: &str = "{\"as_of\": \"2026-03-01\", \"storage\": []}";

fn stores(test: &str) -> (Folder, String) {
    let folder = Folder::new(test);
    let policy = folder.file("stores.loci", POLICY);
    (folder, policy)
}

#[test]
fn each_answer_has_its_exit_code() {
    let (folder, policy) = stores("answers");
    for (name, flow, code, words) in [
        ("good", GOOD, 0, "COMPLIANT   stores 1.0.0   as of 2026-03-01   proceed\n"),
        ("bad", BAD, 1, "NON-COMPLIANT   stores 1.0.0   as of 2026-03-01   do not proceed\n"),
        ("open", OPEN, 3, "UNDETERMINED   stores 1.0.0   as of 2026-03-01   do not proceed\n"),
        ("neither", NEITHER, 4, "NOT APPLICABLE   stores 1.0.0   as of 2026-03-01   this policy gives no go-ahead\n"),
    ] {
        let flow = folder.file(&format!("{name}.json"), flow);
        let text = run(&["check", &policy, &flow]).fails(code);
        assert!(text.starts_with(words), "{text}");
    }
}

#[test]
fn the_first_lines_say_what_decides() {
    let (folder, policy) = stores("first-lines");
    let second = |name: &str, flow: &str, code| {
        let flow = folder.file(name, flow);
        let text = run(&["check", &policy, &flow]).fails(code);
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = second("open.json", OPEN, 3);
    assert_eq!(lines[0], "Cannot be told yet: 1 rule is open, and 1 question settles it.");
    assert_eq!(lines[1], "Compliant if");
    assert!(lines[2].starts_with("  storage[0]: place: ") && lines[2].ends_with("[place]"), "{lines:?}");
    assert_eq!(second("good.json", GOOD, 0)[0], "Compliant: 1 rule is satisfied.");
    assert_eq!(second("bad.json", BAD, 1)[0], "Not compliant: it breaks “Each store lies in the EEA”.");
    let neither = second("neither.json", NEITHER, 4);
    assert_eq!(neither[0], "Not applicable: nothing in the flow is what this policy judges.");
}

#[test]
fn stores_that_lack_the_same_are_one_question_and_the_whole_is_told_on_demand() {
    let (folder, policy) = stores("one-question");
    let flow = folder.file("flow.json", "{\"as_of\": \"2026-03-01\", \"storage\": [{}, \"FR\", {}, {}]}");
    let text = run(&["check", &policy, &flow]).fails(3);
    assert!(text.contains("1 question settles it"), "{text}");
    assert!(text.contains("  storage[0], storage[2–3]: place: "), "{text}");
    assert!(!text.contains("s in EEA: unknown"), "{text}");
    let full = run(&["check", &policy, &flow, "--full"]).fails(3);
    assert_eq!(full.matches("s in EEA: unknown").count(), 3, "{full}");
}

#[test]
fn what_a_host_refuses_to_rely_on_is_no_answer_to_a_question() {
    let folder = Folder::new("refused-question");
    let flow = folder.file(
        "flow.json",
        "{\"as_of\": \"2026-03-01\", \"complete\": true, \"data\": [\"contact\"], \"exporter\": {\"seat\": \"FR\"}, \"storage\": [\"aws/eu-central-1\"]}",
    );
    let asked = |arguments: &[&str]| run(&[&["check", "gdpr_transfers", &flow], arguments].concat()).fails(3);
    assert!(asked(&[]).contains("Compliant if\n  storage[0] (aws/eu-central-1): "));
    let refused = asked(&["--refuse-complete"]);
    assert!(!refused.contains("Compliant if") && refused.contains("Ask for "), "{refused}");
}

#[test]
fn a_host_can_refuse_that_a_flow_is_complete() {
    let (folder, policy) = stores("complete");
    let flow = folder.file("flow.json", "{\"as_of\": \"2026-03-01\", \"complete\": true}");
    let judged = |arguments: &[&str], code| {
        let text = run(&[&["check", &policy, &flow, "--format", "json"], arguments].concat()).fails(code);
        let verdict: serde_json::Value = serde_json::from_str(&text).unwrap();
        (verdict["verdict"].clone(), verdict["complete"].clone())
    };
    assert_eq!(judged(&[], 4), ("not_applicable".into(), true.into()));
    assert_eq!(judged(&["--refuse-complete"], 3), ("undetermined".into(), serde_json::Value::Null));
}

#[test]
fn of_several_flows_the_worst_counts() {
    let (folder, policy) = stores("several");
    let array = folder.file("array.json", format!("[{GOOD}, {OPEN}]"));
    let text = run(&["check", &policy, &array]).fails(3);
    assert!(text.contains("array.json[1]"), "{text}");
    assert!(text.ends_with("2 flows: 1 compliant, 1 undetermined\n"), "{text}");
    let lines = folder.file("lines.ndjson", format!("{GOOD}\n{BAD}\n{{nope\n{GOOD}\n"));
    let text = run(&["check", &policy, &lines]).fails(2);
    assert!(text.contains("lines.ndjson:2"), "{text}");
    assert!(text.contains("4 flows: 2 compliant, 1 non-compliant, 1 with errors\n"), "{text}");
}

#[test]
fn json_is_one_object_a_line_errors_included() {
    let (folder, policy) = stores("json");
    let flows = folder.file("flows.ndjson", format!("{GOOD}\n{{nope\n{{\"storrage\": []}}\n"));
    let text = run(&["check", &policy, &flows, "--format", "json", "--as-of", "2026-03-01"]).fails(2);
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0]["verdict"], "compliant");
    assert_eq!(lines[1]["diagnostics"][0]["code"], "L0004");
    assert!(lines[1]["source"].as_str().unwrap().ends_with("flows.ndjson:2"), "{text}");
    assert_eq!(lines[2]["diagnostics"][0]["path"], "storrage");
}

#[test]
fn the_json_of_a_verdict_is_the_librarys_own() {
    let (folder, policy) = stores("bytes");
    let flow = folder.file("flow.json", BAD);
    let text = run(&["check", &policy, &flow, "--format", "json"]).fails(1);
    let parsed = lexloci::Policy::parse(POLICY, &Default::default()).unwrap();
    let json = serde_json::from_str(BAD).unwrap();
    let verdict = parsed.check(&json, &Default::default()).unwrap();
    assert_eq!(text, format!("{}\n", serde_json::to_string(&verdict).unwrap()));
}

#[test]
fn standard_input_is_a_policy_or_a_flow_but_not_both() {
    let (folder, policy) = stores("stdin");
    assert!(run_with(&["check", &policy, "-"], GOOD).succeeds().starts_with("COMPLIANT"));
    let flow = folder.file("flow.json", GOOD);
    assert!(run_with(&["check", "-", &flow], POLICY).succeeds().starts_with("COMPLIANT"));
    assert!(run_with(&["check", "-", "-"], GOOD).fails(2).contains("can be read once"));
}

#[test]
fn no_flow_is_no_success() {
    let (folder, policy) = stores("none");
    for (name, text) in [("array.json", "[]"), ("empty.json", ""), ("space.json", " \n\n")] {
        let flow = folder.file(name, text);
        assert!(run(&["check", &policy, &flow]).fails(2).contains("L0005"), "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    let (folder, policy) = stores("unreadable");
    assert!(run(&["check", &policy, "nowhere.json"]).fails(2).contains("L0001"));
    assert!(run(&["check", "no_such_policy", "nowhere.json"]).fails(2).contains("L0006"));
    assert!(run(&["check", "no/such.loci", "nowhere.json"]).fails(2).contains("L0001"));
    let latin = folder.file("latin.json", b"{\"a\": \"\xe9\"}");
    assert!(run(&["check", &policy, &latin]).fails(2).contains("L0003"));
    let large = folder.file("large.loci", " ".repeat((1 << 20) + 1));
    assert!(run(&["check", &large, "nowhere.json"]).fails(2).contains("L0002"));
    assert!(run(&["check", &policy, &folder.path("")]).fails(2).contains("L0001"), "a folder");
}

#[test]
fn hostile_flows_are_errors_not_crashes() {
    let (folder, policy) = stores("hostile");
    let deep = "[".repeat(1 << 20);
    let twice = "{\"as_of\": \"2026-03-01\", \"as_of\": \"2020-01-01\"}";
    let null = "{\"as_of\": \"2026-03-01\\u0000\"}";
    let lone = "{\"as_of\": \"\\ud800\"}";
    for (index, text) in [deep.as_str(), twice, null, lone, "1", "\"\"", "null", "{\"\": 1}"].iter().enumerate() {
        let flow = folder.file(&format!("{index}.json"), text);
        run(&["check", &policy, &flow]).fails(2);
    }
}

#[test]
fn errors_of_a_policy_are_drawn_where_they_are() {
    let folder = Folder::new("drawn");
    let policy = folder.file("wrong.loci", POLICY.replace("s in EEA", "s in EAE"));
    let flow = folder.file("flow.json", GOOD);
    let text = run(&["check", &policy, &flow]).fails(2);
    assert!(text.contains("wrong.loci:5:18"), "{text}");
    assert!(text.contains("    require s in EAE") && text.contains("^^^"), "{text}");
    let json = run(&["check", &policy, &flow, "--format", "json"]).fails(2);
    let line: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(line["diagnostics"][0]["start"]["line"], 5);
}

const USES_HOUSE: &str = "\
loci 1
use house
policy stores version 1.0.0 \"Data rest where the house says\" {
  rule stores \"Each store lies in an approved place\"
    for every s in storage
    require s in approved
}
";

#[test]
fn modules_come_from_beside_the_policy_or_from_a_folder() {
    let folder = Folder::new("modules");
    let policy = folder.file("policies/stores.loci", USES_HOUSE);
    let flow = folder.file("flow.json", GOOD);
    run(&["check", &policy, &flow]).fails(2);
    folder.file("shared/house.loci", "loci 1\nuse inner\n");
    folder.file("shared/inner.loci", "loci 1\nset approved = {FR}\n");
    let shared = folder.path("shared");
    run(&["check", &policy, &flow, "--modules", &shared]).succeeds();
    folder.file("policies/house.loci", "loci 1\nset approved = {US}\n");
    run(&["check", &policy, &flow]).fails(1);
}

#[test]
fn an_error_in_a_module_is_drawn_in_its_text() {
    let folder = Folder::new("module-error");
    let policy = folder.file("stores.loci", USES_HOUSE);
    folder.file("house.loci", "loci 1\nset approved = {QQ}\n");
    let flow = folder.file("flow.json", GOOD);
    let text = run(&["check", &policy, &flow]).fails(2);
    assert!(text.contains("set approved = {QQ}"), "{text}");
}

/// Encodings of other shells, tools and offices are named, and nothing is judged.
#[test]
fn files_of_another_encoding_or_kind_are_named() {
    let folder = Folder::new("check-kinds");
    let policy = "eu_residency";
    for (name, order) in [("little", [0xffu8, 0xfe]), ("big", [0xfe, 0xff])] {
        let units =
            "{}".encode_utf16().flat_map(|unit| if name == "big" { unit.to_be_bytes() } else { unit.to_le_bytes() });
        let bytes: Vec<u8> = order.into_iter().chain(units).collect();
        let told = run(&["check", policy, &folder.file(name, bytes)]).fails(2);
        assert!(told.contains("L0003") && told.contains("in UTF-16: save it as UTF-8"), "{told}");
    }
    let told = run(&["check", policy, &folder.file("map.yml", "system:\n  - fides_key: x\n")]).fails(2);
    assert!(told.contains("this looks like YAML"), "{told}");
}

/// An option's fault is told of the option, and not of a flow.
#[test]
fn a_level_that_is_not_there_is_the_options_fault() {
    let flow = r#"{"as_of": "2026-03-01"}"#;
    for verb in ["check", "ask", "cure"] {
        let told = run_with(&[verb, "eu_residency", "-", "--level", "high"], flow).fails(2);
        assert!(told.starts_with("--level: error[L0514]: the policy has no level `high`"), "{verb}: {told}");
    }
    let told = run_with(&["check", "eu_residency", "-"], "7").fails(2);
    assert!(told.starts_with("<stdin>: error[L0503]: a flow is an object"), "{told}");
}
