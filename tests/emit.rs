//! Printed modules decide in Node as `check` explains: every golden case, at every level and of every part.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

#[path = "common/cases.rs"]
mod cases;
#[path = "common/printed.rs"]
mod printed;

use cases::cases;
use lexloci::golden::Case;
use lexloci::{Policy, emit, policies};
use printed::{Folder, ask_all};
use std::collections::BTreeMap;

/// The policies of cases, each parsed once.
#[derive(Default)]
struct Parsed(BTreeMap<String, Option<Policy>>);

impl Parsed {
    /// Returns the policy of a case, where it can be parsed.
    fn of(&mut self, case: &Case) -> Option<&Policy> {
        let key = format!("{}{:?}", case.policy, case.modules);
        self.0.entry(key).or_insert_with(|| Policy::parse(&case.policy, &case.modules).ok()).as_ref()
    }
}

#[test]
fn golden_cases_are_decided_as_they_are_explained() {
    let (mut folder, mut parsed) = (Folder::new("emit-golden"), Parsed::default());
    for (name, case) in cases() {
        let Some(flow) = case.flow.as_deref() else { continue };
        let Some(policy) = parsed.of(&case) else { continue };
        ask_all(&mut folder, &name, policy, flow, case.options.as_of);
    }
    let (compared, left) = folder.compare();
    assert!(compared > 4_000, "only {compared} decisions were compared");
    // A module holds neither the names of vendors nor those of places, and does not read tools of a body of the Union as no.
    let is_known = |why: &str| {
        ["knows no vendors", "knows codes", "that a tool is complete, or binds the recipient"]
            .iter()
            .any(|known| why.contains(known))
    };
    let others: Vec<_> = left.iter().filter(|why| !why.as_str().is_some_and(is_known)).collect();
    assert!(others.is_empty() && left.len() < 24, "{left:?}");
}

/// The shipped policies that are not printed, and why. This list only gets shorter.
const REFUSED: &[(&str, &[&str])] = &[];

#[test]
fn every_shipped_policy_is_printed_or_refused_with_its_reason() {
    let mut printed = 0;
    for (name, text) in policies::policies() {
        let policy: Policy = text.parse().expect("a shipped policy is right");
        let why = emit::module(&policy).err().unwrap_or_default();
        printed += usize::from(why.is_empty());
        let expected = REFUSED.iter().find(|(refused, _)| refused == name).map_or(&[][..], |(_, why)| why);
        assert!(why.iter().eq(expected), "{name}: {why:?}");
    }
    println!("{printed} of {} shipped policies are printed", policies::policies().len());
    assert!(printed >= 12);
}

#[test]
fn hostile_objects_are_judged_as_what_they_state_or_refused() {
    let (mut folder, mut parsed) = (Folder::new("emit-hostile"), Parsed::default());
    for (index, (name, case)) in cases().into_iter().enumerate().filter(|(index, _)| index % 9 == 0) {
        let Some(flow) = case.flow.as_deref() else { continue };
        let Some(policy) = parsed.of(&case) else { continue };
        ask_all(&mut folder, &format!("{index} {name}"), policy, flow, case.options.as_of);
    }
    let tally = folder.node("hostile.mjs");
    println!("{tally}");
    assert!(tally["same"].as_u64().expect("a number") > 1_000, "{tally}");
}

#[test]
fn the_same_policy_prints_the_same_bytes() {
    for (name, text) in policies::policies() {
        let print = || {
            let policy: Policy = text.parse().expect("a shipped policy is right");
            emit::module(&policy).expect("it can be printed").code
        };
        assert_eq!(print(), print(), "{name}");
    }
}

/// Keeps whose the store is apart by what is told of two parties.
const HANDS: &str = r#"loci 1
policy hands version 1.0.0 "Data rest with us" {
  rule ours "A store is ours"
    for every s in storage
    require s.operator is exporter

  rule two "Two of them"
    require at least 2 p in parties: p.seat in EEA
}
"#;

#[test]
fn parties_are_told_apart_as_they_are_explained() {
    let policy: Policy = HANDS.parse().expect("the policy is right");
    let parties = [
        r#"{}"#,
        r#"{"id": "acme"}"#,
        r#"{"id": "aws"}"#,
        r#"{"name": "Acme, Inc."}"#,
        r#"{"name": "The ACME Incorporated"}"#,
        r#"{"name": "Äcmé S.à r.l."}"#,
        r#"{"name": "Acme SARL", "seat": "FR"}"#,
        r#"{"name": "Müller & Söhne GmbH & Co. KG", "seat": "DE"}"#,
        r#"{"name": "Muller Sohne", "seat": "AT"}"#,
        r#"{"name": "ŁÓDŹ Sp. z o.o."}"#,
        r#"{"name": "Ltd"}"#,
        r#"{"name": "  "}"#,
        r#"{"name": ""}"#,
        r#"{"seat": "FR"}"#,
        r#"{"seat": "RE"}"#,
        r#"{"seat": "EU"}"#,
        r#"{"seat": "US", "name": "Amazon Web Services, Inc."}"#,
        r#"{"ultimate_parent": "US"}"#,
        r#"{"name": null, "seat": null}"#,
    ];
    let mut folder = Folder::new("emit-parties");
    for a in parties {
        for b in parties {
            for place in [r#""place": "FR""#, r#""region": "aws/us-east-1""#] {
                let flow = format!(
                    r#"{{"as_of": "2026-03-01", "exporter": {a}, "storage": [{{{place}, "operator": {b}}}, "aws/eu-west-3"]}}"#
                );
                ask_all(&mut folder, "parties", &policy, &flow, None);
            }
        }
    }
    let (compared, left) = folder.compare();
    assert!(compared > 400 && left.is_empty(), "{compared} compared, left: {left:?}");
}

/// Asks of a plain flow what its reader can ask: of entries and of the flow together, of what the flow supplies, of lists in lists.
const PLAIN: &str = r#"loci 1
fact x.score is number
fact x.kept is date
fact x.reviewed is yes_no
fact x.way is one of {own, rented, shared}

policy plain version 1.0.0 "Plain facts of many kinds" {
  applies when as_of >= 2012-01-01

  rule inside "Stores are inside, or reviewed"
    for every s in storage
    when s.kind is not backup
    require s in EEA or x.reviewed

  exception little to inside "Little is at stake"
    when x.score <= 2.5 and x.way is not shared

  rule apart "Who is elsewhere reads no names"
    for every s in storage + processing where s.operator.seat not in EEA
    require s.data has anonymous or s.encrypted

  rule noted "Whoever looks is noted"
    for every a in access
    require some m in a.measures: m.kind is logging

  rule kept "It is kept long enough"
    require x.kept >= 2024-01-01 or x.score is 7

  rule somebody "Somebody provides it"
    forbid provider is none and x.score > 5

  rule near "Exporter or provider is near"
    require exporter.seat in EEA or provider.seat in {CH, KR from 2021-12-17}

  rule together "Stores in America are worked on at home"
    forbid (some s in storage: s in {US}) and (no p in processing: p in EEA)

  rule purpose "No advertising with health"
    forbid purpose has advertising and data has health
}
"#;

#[test]
fn plain_flows_are_judged_alike_by_both_readers() {
    let benchmark = include_str!("../benches/peers/policy.loci");
    let flows = [
        r#"{"as_of": "2026-03-01", "data": ["health", "contact"], "purpose": ["service"], "exporter": {"seat": "DE"},
            "provider": {"name": "nimbus", "seat": "US", "certified": ["secnumcloud"]}, "storage": ["FR", "US"],
            "processing": [{"place": "FR", "encrypted": true, "kind": "backup", "operator": {"seat": "US"}}],
            "access": [{"place": "IN", "measures": ["logging", {"kind": "encryption"}]}], "x": {}}"#,
        r#"{"as_of": "2024-06-30", "data": {"categories": ["anonymous"]}, "purpose": ["advertising", "service"],
            "exporter": {"name": "Acme", "seat": "FR"}, "provider": {"seat": "KR"}, "storage": ["CH", {"place": "GB", "encrypted": false}],
            "processing": ["DE", "GB"], "access": [], "contract": {}, "x": {}}"#,
    ];
    let own = r#"{"score": 2.5, "kept": "2025-01-01", "reviewed": true, "way": "rented"}"#;
    let bench = r#"{"volume": 12000, "subprocessors": 0, "mechanism": "scc", "encryption": "at_rest", "key_holder": "exporter", "key_place": "FR", "assessed": true, "consent": false, "pseudonymised": true}"#;
    let mut folder = Folder::new("emit-plain");
    for (text, x) in [(benchmark, bench), (PLAIN, own)] {
        let policy: Policy = text.parse().expect("the policy is right");
        for flow in flows {
            ask_all(&mut folder, "plain", &policy, &flow.replace(r#""x": {}"#, &format!(r#""x": {x}"#)), None);
        }
    }
    folder.compare();
    let tally = folder.node("plain.mjs");
    println!("{tally}");
    assert_eq!(tally["differ"], 0, "{tally}");
    let hot = folder.node("hot.mjs");
    println!("{hot}");
    assert!(hot["modules"] == 2 && hot["cold"].as_array().is_some_and(Vec::is_empty), "{hot}");
    let count = |what: &str| tally[what].as_u64().expect("a number");
    assert!(tally["modules"] == 2 && count("plain") > 8_000, "{tally}");
    assert!(count("alone") * 100 > count("plain") * 99, "{tally}");
}
