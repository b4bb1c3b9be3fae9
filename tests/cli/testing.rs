//! `lexloci test`.

use super::command::{Folder, run, run_with};

const CASES: &str = "\
# Stores
```loci
loci 1
policy stores version 1.0.0 \"Data rest in the EEA\" {
  rule stores \"Each store lies in the EEA\" [LAW 1]
    for every s in storage
    require s in EEA
    remedy \"Move it.\"
}
```
```loci unused
loci 1
```
## In France
```json
{\"as_of\": \"2026-03-01\", \"storage\": [\"FR\"]}
```
```verdict
compliant
rule stores at storage[0]: satisfied
```
## In the States
```json
{\"storage\": [\"US\"]}
```
```verdict
non_compliant
as of 2026-03-01
```
## Misspelt
```json
{\"as_of\": \"2026-03-01\", \"storrage\": []}
```
```verdict
error L0501 at storrage
```
";

/// Returns the cases, with a source for the citation.
fn cases() -> String {
    CASES.replacen("loci 1\n", "loci 1\nsource LAW is \"A law\"\n", 1)
}

#[test]
fn passing_and_failing_tests_are_counted() {
    let folder = Folder::new("test");
    folder.file("cases/stores.md", cases());
    folder.file("cases/README.md", "# How these cases are written\n");
    let text = run(&["test", &folder.path("cases")]).succeeds();
    assert!(text.ends_with("3 passed, 0 failed\n"), "{text}");
    assert!(text.contains("Stores › In France"), "{text}");

    let wrong = cases().replace("non_compliant", "compliant");
    let text = run_with(&["test", "-"], &wrong).fails(1);
    assert!(text.ends_with("2 passed, 1 failed\n"), "{text}");
    assert!(text.contains("expected  compliant"), "{text}");
    assert!(text.contains("came:  non_compliant"), "{text}");
    assert!(text.contains("| NON-COMPLIANT   stores 1.0.0"), "the verdict is shown: {text}");
}

#[test]
fn a_file_that_tests_nothing_fails() {
    let text = run_with(&["test", "-"], "# Nothing\n").fails(1);
    assert!(text.contains("there is no test in this file") && text.ends_with("0 passed, 1 failed\n"), "{text}");
    let folder = Folder::new("test-empty");
    run(&["test", &folder.path("")]).fails(2);
    run(&["test", &folder.path("nowhere.md")]).fails(2);
}

#[test]
fn cases_are_listed_with_their_native_verdicts() {
    let folder = Folder::new("test-list");
    let file = folder.file("stores.md", cases());
    let text = run(&["test", "--list-json", &file]).succeeds();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["verdict"].as_str().unwrap().starts_with("{\"verdict\":\"compliant\","), "{text}");
    assert_eq!(lines[0]["modules"]["unused"], "loci 1\n");
    assert_eq!(lines[1]["options"]["as_of"], "2026-03-01");
    assert!(lines[2]["errors"].as_str().unwrap().starts_with("[{\"code\":\"L05"), "{text}");
    assert!(lines[2]["verdict"].is_null());
}

#[test]
fn coverage_names_what_no_case_reaches() {
    let folder = Folder::new("test-coverage");
    let file = folder.file("stores.md", cases());
    let text = run(&["test", "--coverage", &file]).succeeds();
    assert!(text.contains("rule stores  satisfied 1    violated 1    undetermined 0"), "{text}");
    assert!(text.contains("stores.md:6: rule stores is never undetermined\n"), "{text}");
    assert!(text.ends_with("covered in every direction: 0 of 1\n"), "{text}");
    assert!(!run(&["test", &file]).succeeds().contains("covered"));
    run(&["test", "--coverage=full", &file]).fails(1);
    let open = "## Unknown\n```json\n{\"as_of\": \"2026-03-01\"}\n```\n```verdict\nundetermined\n```\n";
    let file = folder.file("stores.md", format!("{}{open}", cases()));
    let text = run(&["test", "--coverage=full", &file]).succeeds();
    assert!(text.ends_with("covered in every direction: 1 of 1\n"), "{text}");
}

#[test]
fn a_policy_file_in_a_test_is_told_where_it_belongs() {
    for name in ["nine.loci", "policies/nine.loci", "./nine"] {
        let text = run_with(&["test", "-"], &format!("# T\n\npolicy: {name}\n")).fails(1);
        assert!(
            text.contains(&format!("there is no shipped policy `{name}`: a test does not read policy files")),
            "{text}"
        );
    }
    let text = run_with(&["test", "-"], "# T\n\npolicy: gdpr_transfer\n").fails(1);
    assert!(text.contains("there is no shipped policy `gdpr_transfer`\n"), "{text}");
}
