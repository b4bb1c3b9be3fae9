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
    let failure: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("FAIL")).take(3).collect();
    let expected =
        ["FAIL  <stdin>:23  Stores › In the States", "  <stdin>:28: expected  compliant", "    came  non_compliant"];
    assert_eq!(failure, expected, "what differs and no more: {text}");
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

const HOUSE: &str = r#"loci 1
use house
policy home version 1.0.0 "Data rest at home" {
  rule stores "A store is at home"
    for every s in storage
    require s in home_places
  rule few "There is one store"
    require at_most_one
    severity minor
}
"#;

const MODULE: &str =
    "loci 1\nset home_places = {FR}\ndefine at_most_one as not (at least 2 s in storage: s.place in anywhere)\n";

/// Returns a test file in a folder beside that of the policy, with this block.
fn of_file(block: &str) -> String {
    format!(
        "# Home\r\n\r\npolicy: ../home.loci\r\n\r\n## Paris and Rome\r\n\r\n```json\r\n\
         {{\"as_of\": \"2026-03-01\", \"storage\": [\"FR\", \"IT\"]}}\r\n```\r\n\r\n```verdict\r\n{block}```\r\n"
    )
}

#[test]
fn a_policy_file_is_tested_with_the_modules_beside_it() {
    let folder = Folder::new("test-file");
    let policy = folder.file("home.loci", HOUSE);
    folder.file("house.loci", MODULE);
    let file = folder.file("tests/home.md", of_file("non_compliant\r\nrule stores at storage[1]: violated\r\n"));
    let text = run(&["test", &folder.path("tests")]).succeeds();
    assert!(text.ends_with("1 passed, 0 failed\n"), "{text}");
    let line: serde_json::Value = serde_json::from_str(&run(&["test", "--list-json", &file]).succeeds()).unwrap();
    assert_eq!((line["policy"].as_str(), line["modules"]["house"].as_str()), (Some(HOUSE), Some(MODULE)));
    let text = run(&["test", "--coverage", &file]).succeeds();
    assert!(text.contains(&format!("tests/../home.loci:4: rule stores is {} undetermined", "never")), "{text}");

    std::fs::rename(folder.path("house.loci"), folder.path("tests/house.loci")).unwrap();
    let text = run(&["test", &file]).fails(1);
    assert!(text.contains("came  error L0202 at 2:5: "), "a module is sought beside the policy: {text}");
    run(&["test", "--modules", &folder.path("tests"), &file]).succeeds();

    std::fs::remove_file(policy).unwrap();
    let text = run(&["test", &file]).fails(1);
    assert!(text.contains("home.md:3: cannot read the policy `../home.loci`: there is no file "), "{text}");
    let text = run_with(&["test", "-"], "# T\n\npolicy: gdpr_transfer\n").fails(1);
    assert!(
        text.contains("there is no shipped policy `gdpr_transfer`\n    a policy file is named by its path: "),
        "{text}"
    );
}

#[test]
fn an_unknown_expectation_is_told_the_known_ones() {
    let folder = Folder::new("test-unknown");
    let file = folder.file("t.md", cases().replace("rule stores at", "stores at"));
    let text = run(&["test", &file]).fails(1);
    assert!(
        text.contains("t.md:21: `stores at storage[0]: satisfied` is not an expectation\n    these are known"),
        "{text}"
    );
    assert!(text.contains("      rule RULE [at ENTRY]: OUTCOME\n"), "{text}");
}

#[test]
fn expectations_are_updated_and_nothing_else() {
    let folder = Folder::new("test-update");
    folder.file("home.loci", HOUSE);
    folder.file("house.loci", MODULE);
    let block = "  compliant  # since March\r\n\r\nrule stores at storage[0]: satisfied\r\nrule stores at storage[1]: satisfied\r\n\
                 reservation few: undetermined\r\ncites: GDPR 44\r\n";
    let file = folder.file("tests/home.md", of_file(block));
    let text = run(&["test", "--update", &file]).fails(1);
    let came = block
        .replace("  compliant ", "  non_compliant ")
        .replace("storage[1]: satisfied", "storage[1]: violated")
        .replace("few: undetermined", "few: violated");
    assert_eq!(folder.read("tests/home.md"), of_file(&came));
    for wrote in [
        "home.md:12  non_compliant  (it was: compliant)\n",
        "home.md:15  rule stores at storage[1]: violated  (it was: rule stores at storage[1]: satisfied)\n",
        "home.md:16  reservation few: violated  (it was: reservation few: undetermined)\n",
    ] {
        assert!(text.contains(wrote), "{wrote} in {text}");
    }
    assert_eq!(text.matches("wrote ").count(), 3, "{text}");
    let left = "home.md:17: expected  cites: GDPR 44\n    came  none\n    not written: nothing came that this line could say\n";
    assert!(text.contains(left), "{text}");

    let file = folder.file("tests/home.md", of_file(&came.replace("cites: GDPR 44\r\n", "")));
    let before = std::fs::metadata(&file).unwrap().modified().unwrap();
    let text = run(&["test", "--update", &file]).succeeds();
    assert!(!text.contains("wrote"), "{text}");
    assert_eq!(std::fs::metadata(&file).unwrap().modified().unwrap(), before, "what passes is not written again");
    run_with(&["test", "--update", "-"], &cases().replace("non_compliant", "compliant")).fails(2);
}

#[test]
fn errors_are_updated_one_by_one_and_no_test_is_invented() {
    let folder = Folder::new("test-update-errors");
    let flow = "{\"as_of\": \"2026-03-01\", \"storrage\": [], \"transit\": [{\"plase\": \"FR\"}]}";
    let text = |block: &str| format!("# T\npolicy: eu_residency\n```json\n{flow}\n```\n```verdict\n{block}```\n");
    let file = folder.file("t.md", text("error L0501 at storage # one\n"));
    run(&["test", "--update", &file]).succeeds();
    assert_eq!(folder.read("t.md"), text("error L0501 at storrage # one\nerror L0501 at transit[0].plase\n"));
    for untouched in [text(""), text("compliant\n"), text("# nothing\n"), "# Prose\n".to_owned()] {
        let file = folder.file("t.md", &untouched);
        run(&["test", "--update", &file]).fails(1);
        assert_eq!(folder.read("t.md"), untouched, "an error never stands for a verdict, nor fills a block");
    }
}
