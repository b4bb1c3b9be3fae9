//! Reasons are worded by the rule's own names, and each at its whole path.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use lexloci::{Modules, Options, Policy};

/// Returns the tests that decided each instance of a rule, and where it stands.
fn reasons(text: &str, flow: &str) -> Vec<(String, Vec<String>)> {
    let policy = Policy::parse(text, &Modules::new()).expect("the policy is right");
    let verdict =
        policy.check(&serde_json::from_str(flow).expect("JSON"), &Options::default()).expect("the flow is right");
    let tests = |instance: &lexloci::verdict::Instance| instance.because.iter().map(|why| why.test.clone()).collect();
    verdict.instances.iter().map(|instance| (instance.at.clone(), tests(instance))).collect()
}

#[test]
fn a_reason_names_the_rules_own_variable_and_not_that_of_a_definition() {
    let text = r#"loci 1
        define p is foreign "abroad" as p.seat not in EU or p.ultimate_parent not in EU
        define h is heavy "much" as h is foreign and h.capital > 24%
        list outside = t in transfers where t.to not in EEA and t.recipient is foreign
        policy words version 1.0.0 "Words" {
          rule sees "Nobody reads" for every a in access require not a.sees_plaintext
          rule tool "A tool" for every o in outside require o.tool is scc
          rule held "Not held from abroad" forbid some q in provider.holders: q is heavy
          rule own "The provider is at home" forbid provider is foreign
        }"#;
    let flow = r#"{"as_of": "2026-03-01", "storage": [], "processing": [], "access": ["FR"], "exporter": {"id": "e", "seat": "FR"},
        "provider": {"seat": "US", "holders": [{"seat": "US", "capital": "100%"}]},
        "transfers": [{"to": "US", "recipient": {"seat": "US"}}]}"#;
    let all = reasons(text, flow);
    let words = |index: usize| all.get(index).map(|(_, tests)| tests.join("; ")).unwrap_or_default();
    assert_eq!(
        words(0),
        "a.sees is clear; a.sees is ciphertext; a.keys.holder in {operator, importer, provider}; \
         a.keys.holder is not provider; a.operator is provider"
    );
    assert_eq!(words(1), "o.to not in EEA; o.recipient.seat not in EU; o.tool is scc");
    assert_eq!(words(2), "q.seat not in EU; q.capital > 24%");
    assert_eq!(words(3), "provider.seat not in EU");
}

#[test]
fn the_place_of_a_nested_instance_is_whole() {
    let text = r#"loci 1
        policy nested version 1.0.0 "Nested" {
          rule each "Holders are at home"
            for every s in storage for every h in s.operator.holders
            require h.seat in EU
        }"#;
    let at = |flow: &str| reasons(text, flow).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    let holders = r#""holders": [{"seat": "FR", "capital": "40%"}, {"seat": "FR", "capital": "60%"}]"#;
    assert_eq!(
        at(&format!(r#"{{"as_of": "2026-03-01", "storage": [{{"place": "FR", "operator": {{{holders}}}}}]}}"#)),
        ["storage[0],storage[0].operator.holders[0]", "storage[0],storage[0].operator.holders[1]"]
    );
    assert_eq!(at(r#"{"as_of": "2026-03-01"}"#), ["storage[...],storage[...].operator.holders[...]"]);
    assert_eq!(at(r#"{"as_of": "2026-03-01", "storage": ["FR"]}"#), ["storage[0],storage[0].operator.holders[...]"]);
}

#[test]
fn a_list_that_is_stated_and_may_have_more_is_not_said_to_be_unknown() {
    let text = r#"loci 1
        policy open version 1.0.0 "Open" { rule each "Scc" for every t in transfers require t.tool is scc }"#;
    let policy = Policy::parse(text, &Modules::new()).expect("the policy is right");
    let flow = r#"{"as_of": "2026-03-01", "exporter": {"id": "e"}, "storage": [], "processing": [],
        "access": [], "transfers": {"items": [], "complete": false}}"#;
    let verdict =
        policy.check(&serde_json::from_str(flow).expect("JSON"), &Options::default()).expect("the flow is right");
    let why = verdict.instances.iter().flat_map(|instance| &instance.because).next().expect("a reason");
    assert_eq!((why.fact.as_str(), why.value.as_deref(), why.holds), ("transfers", Some("not complete"), None));
}

#[test]
fn a_derogation_that_fails_is_said_by_its_own_letter_and_no_other() {
    let policy: Policy =
        lexloci::policies::source("gdpr_transfers").expect("it is shipped").parse().expect("it is right");
    let letters = |derogation: &str| -> Vec<String> {
        let flow = format!(
            r#"{{"as_of": "2026-03-01", "data": ["contact"], "storage": [], "processing": [], "access": [], "transit": [],
                "exporter": {{"seat": "DE", "role": "controller", "regime": "gdpr_3_1", "is_public_authority": false}},
                "transfers": [{{"to": "IN", "recipient": {{"id": "m", "seat": "IN", "role": "controller"}}, "tool": "none",
                    "derogation": "{derogation}", "systematic": true, "necessary": true}}]}}"#
        );
        let flow = serde_json::from_str(&flow).expect("JSON");
        let verdict = policy.check(&flow, &Options::default()).expect("the flow is right");
        let claimed =
            verdict.instances.iter().find(|instance| instance.rule == "claimed_derogation").expect("it applies");
        let cites = claimed.because.iter().flat_map(|why| &why.cites);
        let mut pins: Vec<String> = cites
            .filter(|cite| cite.source == "GDPR" && cite.pin.starts_with("49(1)"))
            .map(|cite| cite.pin.clone())
            .collect();
        pins.sort();
        pins.dedup();
        pins
    };
    assert_eq!(letters("contract_with_subject"), ["49(1)(b)"]);
    assert_eq!(letters("contract_in_interest_of_subject"), ["49(1)(c)"]);
    assert_eq!(letters("compelling_interests"), ["49(1), second subparagraph"]);
}

#[test]
fn a_fact_that_complete_lists_exclude_may_lack_an_entry_there() {
    let text = r#"loci 1
        policy words version 1.0.0 "Words" { rule reach "Nobody reaches" for every s in suppliers forbid s.can_access_data }"#;
    let policy = Policy::parse(text, &Modules::new()).expect("the policy is right");
    let refused = |access: &str, instead: &str| {
        let flow = format!(
            r#"{{"as_of": "2026-03-01", "complete": true, "instead": [{instead}], "processing": [], "access": [{access}], "transfers": [],
                "storage": [{{"place": "FR", "operator": {{"id": "h"}}}}],
                "suppliers": [{{"id": "s", "can_access_data": true}}]}}"#
        );
        policy.check(&serde_json::from_str(&flow).expect("JSON"), &Options::default()).err()
    };
    let errors = refused("", "").expect("no list names the supplier").to_string();
    assert!(errors.contains("from storage, processing, access, transfers it follows that this is no"), "{errors}");
    assert!(errors.contains("help: add the entry that is missing there, or correct this"), "{errors}");
    let insists = refused("", r#""suppliers[0].can_access_data""#).expect("nobody knows better that it is nowhere");
    assert_eq!(insists.to_string(), errors);
    assert!(refused(r#"{"place": "US", "operator": {"id": "s"}}"#, "").is_none(), "the list names it");
}
