//! The verdict marks the test that breaks a rule: where a rule demands, the test that fails; where it forbids, the test that holds.

#![expect(clippy::unwrap_used, reason = "a test says what it expects")]

use lexloci::verdict::Because;
use lexloci::{Json, Modules, Options, Policy, Verdict, render};

fn verdict(rule: &str) -> Verdict {
    let policy =
        format!("loci 1\nsource B is \"Board\"\npolicy p version 1.0.0 \"A store is guarded\" {{\n{rule}\n}}\n");
    let policy = Policy::parse(&policy, &Modules::new()).unwrap();
    let flow = r#"{"as_of": "2026-03-01", "storage": [{"place": "FR", "sees": "clear", "encrypted": true,
        "keys": {"holder": "provider", "place": "US"}}]}"#;
    let flow: Json = serde_json::from_str(flow).unwrap();
    policy.check(&flow, &Options::default()).unwrap()
}

/// Returns the facts that break the rule, and the others that are told with it.
fn split(verdict: &Verdict) -> (Vec<&str>, Vec<&str>) {
    let told = || verdict.instances.iter().flat_map(|instance| &instance.because);
    let facts = |breaks: bool| -> Vec<&str> {
        told().filter(|because: &&Because| because.breaks == breaks).map(|because| because.fact.as_str()).collect()
    };
    (facts(true), facts(false))
}

/// One way to forbid that the provider holds the keys where the host sees clear text, for each way to write it.
const FORBIDDING: [&str; 4] = [
    "forbid some s in storage: (s.keys.holder is provider and s.sees is clear)",
    "for every s in storage\n    require not (s.keys.holder is provider and s.sees is clear)",
    "for every s in storage\n    forbid s.keys.holder is provider and s.sees is clear",
    "require no s in storage: (s.keys.holder is provider and s.sees is clear)",
];

#[test]
fn what_holds_breaks_a_rule_that_forbids() {
    for body in FORBIDDING {
        let verdict = verdict(&format!("  rule kept \"The keys are kept\" [B 1]\n    {body}"));
        assert_eq!(split(&verdict).0, ["storage[0].keys.holder", "storage[0].sees"], "{body}");
        let holds = verdict.instances.iter().flat_map(|instance| &instance.because).map(|because| because.holds);
        assert!(holds.eq([Some(true), Some(true)]), "{body}");
        let text = render::verdict(&verdict).to_string();
        assert!(text.contains("keys.holder is provider: yes, which breaks the rule"), "{body}: {text}");
    }
}

#[test]
fn what_only_tells_why_a_rule_applies_does_not_break_it() {
    let verdict = verdict(
        "  rule kept \"The keys are kept\" [B 1]\n    for every s in storage where s.encrypted\n    require s.keys.place in {FR} and not s.sees is clear",
    );
    assert_eq!(split(&verdict), (vec!["storage[0].keys.place", "storage[0].sees"], vec!["storage[0].encrypted"]));
    let text = render::verdict(&verdict).to_string();
    let at = |words: &str| text.find(words).unwrap();
    assert!(at("s.keys.place in {FR}: no") < at("s.encrypted: yes"), "{text}");
    assert!(at("s.sees is clear: yes, which breaks the rule") < at("s.encrypted: yes"), "{text}");
    assert!(!text.contains("s.encrypted: yes, which"), "{text}");
}

#[test]
fn nothing_breaks_a_rule_that_is_not_violated() {
    let kept =
        verdict("  rule kept \"The keys are kept\" [B 1]\n    for every s in storage\n    forbid s.keys.place in {FR}");
    assert_eq!(split(&kept).0, Vec::<&str>::new());
    let open =
        verdict("  rule kept \"The keys are kept\" [B 1]\n    for every s in storage\n    forbid s.operator.exposed");
    assert_eq!(split(&open).0, Vec::<&str>::new());
}
