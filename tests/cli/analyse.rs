//! `lexloci ask`, `cure`, `where`, `prove` and `diff`.

use super::command::{Folder, run, run_with};

const POLICY: &str = include_str!("../../examples/backups.loci");
const FLOW: &str =
    r#"{"as_of": "2026-03-01", "data": ["contact"], "storage": ["FR", {"place": "US", "kind": "backup"}]}"#;

#[test]
fn ask_names_the_fact_that_settles_a_flow() {
    let folder = Folder::new("ask");
    let (policy, flow) = (folder.file("p.loci", POLICY), folder.file("f.json", FLOW));
    let text = run(&["ask", &policy, &flow]).fails(3);
    assert!(text.starts_with("undetermined\n"), "{text}");
    assert!(text.contains("ask for storage[1].encrypted\n  true  -> compliant\n  false  -> non-compliant\n"), "{text}");
    let json = run(&["ask", &policy, &flow, "--format", "json"]).fails(3);
    assert!(json.contains(r#""verdict":"undetermined","kleene":"undetermined","decided":true"#), "{json}");
}

#[test]
fn a_verdict_that_nothing_can_change_is_told() {
    let folder = Folder::new("exact");
    let either = POLICY.replace("require s in EEA", "require s.kind is backup or s.kind is not backup");
    let policy = folder.file("p.loci", &either);
    let flow = folder.file("f.json", r#"{"as_of": "2026-03-01", "data": ["contact"], "storage": ["FR"]}"#);
    let text = run(&["ask", &policy, &flow]).succeeds();
    assert_eq!(text, "compliant\nwhatever the missing facts are\n");
}

#[test]
fn a_cure_leaves_alone_what_is_fixed() {
    let folder = Folder::new("cure");
    let refused = FLOW.replace("\"kind\": \"backup\"", "\"kind\": \"backup\", \"encrypted\": false");
    let (policy, flow) = (folder.file("p.loci", POLICY), folder.file("f.json", &refused));
    let text = run(&["cure", &policy, &flow]).succeeds();
    assert!(text.starts_with("cure 1, cost 2\n  storage[1].place: US -> "), "data come back before measures: {text}");
    let fixed = run(&["cure", &policy, &flow, "--fixed", "storage[1].place"]).succeeds();
    assert!(fixed.starts_with("cure 1, cost 8\n  storage[1].encrypted: false -> true\n"), "{fixed}");
    let dear = run(&["cure", &policy, &flow, "--cost", "relocate=50"]).succeeds();
    assert!(dear.starts_with("cure 1, cost 8\n  storage[1].encrypted"), "{dear}");
    let none = run(&["cure", &policy, &flow, "--fixed", "storage"]).fails(1);
    assert!(none.contains("no lawful cure"), "{none}");
    let cost = run(&["cure", &policy, &flow, "--cost", "relocat=1"]).fails(2);
    assert!(cost.contains("there is no cost `relocat`") && cost.contains("relocate"), "{cost}");
    for (path, help) in [("strage", "did you mean `storage`?"), ("storage[7]", "the first is [0]")] {
        let told = run(&["cure", &policy, &flow, "--fixed", path]).fails(2);
        assert!(told.contains("L0588") && told.contains(help), "{told}");
    }
}

#[test]
fn a_cure_tells_what_has_to_be_found_and_never_offers_a_derogation() {
    let folder = Folder::new("conditions");
    let flow = folder.file(
        "f.json",
        r#"{"as_of": "2026-05-13", "data": ["contact"], "exporter": {"id": "a", "seat": "FR", "regime": "gdpr_3_1"},
            "storage": [], "processing": [], "access": [], "transit": [],
            "transfers": [{"to": "US", "recipient": {"id": "b", "seat": "US", "ultimate_parent": "US", "listed": []}, "tool": "none",
                           "derogation": "none"}]}"#,
    );
    let text = run(&["cure", "gdpr_transfers", &flow]).succeeds();
    assert!(text.contains("transfers[0].tool: none -> scc"), "{text}");
    assert!(text.contains("transfers[0].assessment is favourable"), "{text}");
    assert!(!text.contains("derogation"), "{text}");
}

#[test]
fn where_tells_each_country_and_region_once() {
    let folder = Folder::new("where");
    let (policy, flow) = (folder.file("p.loci", POLICY), folder.file("f.json", FLOW));
    let json = run(&["where", &policy, &flow, "storage[1]", "--format", "json"]).succeeds();
    assert!(json.contains(r#"{"id":"FR","kind":"place","verdict":"compliant","reason":null}"#), "{json}");
    assert!(json.contains(r#"{"id":"aws/eu-west-3","kind":"region","verdict":"compliant","reason":null}"#), "{json}");
    assert_eq!(json.matches(r#""id":"#).count(), 256 + lexloci::atlas::regions().len());
    for path in ["storage[7].nothing", "storage[7]", "storage", ""] {
        let told = run(&["where", &policy, &flow, path]).fails(2);
        assert!(told.contains("L0588") && told.contains("storage[0], storage[1]"), "{told}");
    }
}

#[test]
fn claims_are_proved_or_a_flow_breaks_them() {
    let folder = Folder::new("prove");
    let policy = folder.file("p.loci", POLICY);
    assert!(run(&["prove", &policy]).succeeds().starts_with("proved  inside  "));
    let wrong = POLICY.replace("(s.kind is primary and s not in EEA)", "s not in EEA");
    let text = run(&["prove", &folder.file("w.loci", &wrong)]).fails(1);
    assert!(text.starts_with("refuted  inside  ") && text.contains("\"kind\":\"backup\""), "{text}");
    run(&["prove", &policy, "--claim", "none"]).fails(2);
    let short = run(&["prove", &policy, "--steps", "3"]).fails(3);
    assert!(short.contains("not decided within the budget"), "{short}");
}

#[test]
fn a_difference_comes_with_a_witness_and_the_step_it_needs() {
    let folder = Folder::new("diff");
    let wider = POLICY.replace("s.kind is backup and", "s.kind in {backup, cache} and");
    let old = folder.file("old.loci", POLICY);
    let patch = folder.file("patch.loci", wider.replace("1.0.0", "1.0.1"));
    let text = run(&["diff", &old, &patch]).fails(1);
    assert!(
        text.contains("non-compliant -> compliant  by rule stores") && text.contains("\"kind\":\"cache\""),
        "{text}"
    );
    assert!(text.ends_with("version step: patch claimed, minor needed: too small\n"), "{text}");
    let minor = folder.file("minor.loci", wider.replace("1.0.0", "1.1.0"));
    assert!(run(&["diff", &old, &minor]).succeeds().contains("minor claimed, minor needed: right"));
    let back = run(&["diff", &minor, &folder.file("back.loci", POLICY.replace("1.0.0", "1.1.1"))]).fails(1);
    assert!(back.contains("patch claimed, major needed: too small"), "{back}");
}

#[test]
fn rules_that_make_no_difference_or_have_ended_are_lints() {
    let folder = Folder::new("deep");
    let idle =
        POLICY.replace("when s.kind is backup and s.encrypted", "through 2025-12-31 when s in EEA and s.encrypted");
    let policy = folder.file("idle.loci", &idle);
    run(&["lint", &policy]).succeeds();
    let deep = run(&["lint", "--deep", &policy]).fails(1);
    assert!(deep.contains("warning[L0422]") && deep.contains("`backup`: it never excuses"), "{deep}");
    let ended = run(&["lint", "--as-of", "2026-01-01", &policy]).fails(1);
    assert!(ended.contains("warning[L0424]: `backup` ended on 2025-12-31"), "{ended}");
    run(&["lint", "--as-of", "2025-12-31", &policy]).succeeds();
}

/// Nothing proved is no proof.
#[test]
fn a_policy_without_claims_is_said_to_have_none() {
    let policy = "loci 1\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\" require data has personal\n}\n";
    let told = run_with(&["prove", "-"], policy).fails(4);
    assert!(told.contains("p states no claim, so nothing is proved"), "{told}");
    let told = run_with(&["prove", "-", "--claim", "inside"], policy).fails(2);
    assert!(told.contains("p has no claim `inside`; it states none"), "{told}");
    let told = run(&["prove", "eu_residency", "--claim", "rests_insid"]).fails(2);
    assert!(told.contains("did you mean `rests_inside`?"), "{told}");
}
