//! The cases of tests/cases reach every rule and exception of every shipped policy in every direction.

#![expect(clippy::expect_used, reason = "a test states what it expects")]

use lexloci::golden::{self, Case, Clause, Coverage, Covered};
use lexloci::policies::policies;
use std::fs;
use std::path::Path;

/// The directions that no case reaches yet, as `policy: rule name: direction`. The list may only get shorter: what is reached is kept.
const KNOWN_GAPS: &[&str] = &[];

#[test]
fn shipped_policies_are_covered_but_for_the_gaps_that_are_listed() {
    let mut coverage = Coverage::default();
    add_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut coverage);
    let shipped: Vec<&Covered> = coverage.policies().iter().filter(|covered| covered.shipped).collect();
    for (name, _) in policies() {
        assert!(shipped.iter().any(|covered| covered.name == *name), "no case of tests/cases is judged by {name}");
    }
    let mut gaps: Vec<String> = shipped.into_iter().flat_map(gaps).collect();
    gaps.sort();
    assert!(gaps == KNOWN_GAPS, "cases reach otherwise than KNOWN_GAPS says; not reached:\n{}", gaps.join("\n"));
}

/// Adds what the cases of shipped policies under a folder reach. That they pass is another test.
fn add_folder(folder: &Path, coverage: &mut Coverage) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            add_folder(&path, coverage);
        } else if path.extension().is_some_and(|kind| kind == "md") && entry.file_name() != "README.md" {
            let text = fs::read_to_string(&path).expect("a case can be read");
            add(&text, coverage, |case| case.policy_at.is_none());
        }
    }
}

fn add(cases: &str, coverage: &mut Coverage, which: fn(&Case) -> bool) {
    for case in golden::read(cases).expect("these are cases").into_iter().filter(which) {
        coverage.add(&case, "stores.md");
    }
}

fn gaps(covered: &Covered) -> Vec<String> {
    let of = |clause: &Clause| {
        let missing = clause.missing().into_iter();
        let said =
            |way| format!("{} {}: {:?} to {}", clause.kind.as_str(), clause.name, way, clause.lacking(way).join(", "));
        missing.map(said).collect::<Vec<_>>()
    };
    covered.clauses.iter().flat_map(of).map(|gap| format!("{}: {gap}", covered.name)).collect()
}

const POLICY: &str = r#"
loci 1
source LAW is "A law"
policy stores version 1.0.0 "Data rest in the EEA" {
  rule stores "Each store lies in the EEA" [LAW 1]
    for every s in storage
    require s in EEA

  rule copies "Each backup lies in the EEA" [LAW 2]
    for every s in storage where s.kind is backup
    require s in EEA

  exception sealed to stores, copies "Ciphertext" when s.encrypted

  exception opened to sealed "Not when the provider has the keys" when s.keys.holder is provider
}
"#;

/// Returns what the flows, of these stores, reach.
fn reached(stores: &[&str]) -> Covered {
    let mut text = format!("# Stores\n```loci{POLICY}```\n");
    for (index, store) in stores.iter().enumerate() {
        let flow = format!("{{\"as_of\": \"2026-03-01\", \"storage\": [{store}]}}");
        text.push_str(&format!("## {index}\n```json\n{flow}\n```\n```verdict\ncompliant\n```\n"));
    }
    let mut coverage = Coverage::default();
    add(&text, &mut coverage, |_| true);
    coverage.policies().first().expect("the cases have a policy").clone()
}

const FRANCE: &str = r#"{"place": "FR", "kind": "backup"}"#;
const OPEN: &str = r#"{"place": "US", "kind": "backup", "encrypted": false, "keys": {"holder": "exporter"}}"#;
const SEALED: &str = r#"{"place": "US", "kind": "backup", "encrypted": true, "keys": {"holder": "exporter"}}"#;
const DEFEATED: &str = r#"{"place": "US", "kind": "backup", "encrypted": true, "keys": {"holder": "provider"}}"#;
const UNSAID: &str = r#"{"place": "US", "kind": "backup"}"#;

#[test]
fn each_direction_is_reached_by_a_flow_that_takes_it() {
    assert_eq!(gaps(&reached(&[FRANCE, OPEN, SEALED, DEFEATED, UNSAID])), [] as [&str; 0]);
}

#[test]
fn a_direction_that_no_flow_takes_is_missed() {
    let without = |skipped: &str| -> Vec<String> {
        let all = [FRANCE, OPEN, SEALED, DEFEATED, UNSAID];
        gaps(&reached(&all.into_iter().filter(|store| *store != skipped).collect::<Vec<_>>()))
    };
    assert_eq!(
        without(FRANCE),
        ["stores: rule stores: Satisfied to stores", "stores: rule copies: Satisfied to copies"]
    );
    assert_eq!(
        without(SEALED),
        ["stores: exception sealed: Held to stores, copies", "stores: exception opened: NotHeld to stores, copies"]
    );
    assert_eq!(without(DEFEATED), ["stores: exception opened: Held to stores, copies"]);
    assert_eq!(without(UNSAID).len(), 4, "both rules and both exceptions are never open");
}

/// An exception counts for each rule that it can excuse, and lines are those of the file of cases.
#[test]
fn exceptions_are_counted_for_each_rule_and_found_by_line() {
    let live = SEALED.replace(r#""kind": "backup""#, r#""kind": "primary""#);
    let covered = reached(&[FRANCE, OPEN, &live, DEFEATED, UNSAID]);
    let sealed = covered.clauses.iter().find(|clause| clause.name == "sealed").expect("it is there");
    let held = golden::Direction::Held;
    assert_eq!((sealed.count(held), sealed.lacking(held)), (1, vec!["copies"]));
    let lines: Vec<usize> = covered.clauses.iter().map(|clause| clause.line).collect();
    assert_eq!(lines, [6, 10, 14, 16]);
}
