//! Faults that the laws have found, each with the smallest policy and flow that showed it.

use crate::world;
use lexloci::{Modules, Options, Policy};

/// Returns the answer, or the code of the first error.
fn answer(policy: &Policy, flow: &str) -> String {
    let flow = serde_json::from_str(flow).expect("JSON");
    match policy.check(&flow, &Options::default()) {
        Ok(verdict) => verdict.verdict.as_str().to_owned(),
        Err(errors) => errors[0].code.to_owned(),
    }
}

/// Returns a policy of one rule.
fn rule(body: &str) -> Policy {
    policy("", body)
}

fn policy(items: &str, body: &str) -> Policy {
    world::policy(&format!("loci 1\n{items}\npolicy p version 1.0.0 \"A policy\" {{\n rule r \"A rule\"\n {body}\n}}"))
}

#[test]
fn whoever_is_the_provider_cannot_be_nobody() {
    let policy = rule("for every s in storage forbid s.operator is none");
    let flow = r#"{"as_of": "2026-03-01", "provider": "none", "storage": [{"operator": "provider"}]}"#;
    assert_eq!(answer(&policy, &flow.replace(r#""provider": "none", "#, "")), "compliant");
    assert_eq!(answer(&policy, flow), "L0505");
}

#[test]
fn mentions_within_equal_mentions_agree() {
    let policy = rule("for every h in provider.holders require h.capital >= 50%");
    let owner = r#"{"id": "a", "holders": [{"id": "b", "capital": "100%"}]}"#;
    let flow = format!(
        r#"{{"as_of": "2026-03-01", "exporter": {{"id": "b"}}, "provider": {owner}, "transfers": [{{"recipient": {owner}}}]}}"#
    );
    assert_eq!(answer(&policy, &flow), "compliant");
}

#[test]
fn who_is_named_twice_counts_once() {
    let policy = rule("forbid at least 2 u in suppliers: u.can_access_data");
    let flow = |one: &str, other: &str| {
        format!(
            r#"{{"as_of": "2026-03-01", "suppliers":
                [{{"can_access_data": true, {one}}}, {{"can_access_data": true, {other}}}]}}"#
        )
    };
    assert_eq!(answer(&policy, &flow(r#""id": "a""#, r#""id": "a""#)), "compliant");
    assert_eq!(answer(&policy, &flow(r#""id": "a""#, r#""id": "b""#)), "non_compliant");
    assert_eq!(answer(&policy, &flow(r#""id": "a""#, r#""name": "B""#)), "undetermined");
    assert_eq!(answer(&policy, &flow(r#""name": "A""#, r#""name": "B""#)), "non_compliant");
}

#[test]
fn counting_persons_does_not_depend_on_their_order() {
    let policy = rule("require at least 2 u in suppliers: u.can_access_data");
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
        let suppliers = [r#""id": "a""#, r#""name": "A""#, r#""id": "b""#];
        let entries = order.map(|index: usize| format!(r#"{{"can_access_data": true, {}}}"#, suppliers[index]));
        let flow = format!(r#"{{"as_of": "2026-03-01", "suppliers": [{}]}}"#, entries.join(", "));
        assert_eq!(answer(&policy, &flow), "compliant", "{flow}");
    }
}

#[test]
fn places_that_can_be_one_count_once() {
    let policy = rule("require at least 2 p in data.subjects: p in EU");
    let flow = |subjects: &str| format!(r#"{{"as_of": "2026-03-01", "data": {{"subjects": {subjects}}}}}"#);
    assert_eq!(answer(&policy, &flow(r#"["FR", "FR"]"#)), "non_compliant");
    assert_eq!(answer(&policy, &flow(r#"["FR", "DE"]"#)), "compliant");
    assert_eq!(answer(&policy, &flow(r#"["EU", "FR"]"#)), "non_compliant");
    let policy = rule("forbid at least 2 p in data.subjects: p in EU");
    assert_eq!(answer(&policy, &flow(r#"["EU", "EU"]"#)), "non_compliant");
}

#[test]
fn a_general_category_may_turn_out_to_be_a_special_one() {
    let is = rule("for every t in transfers require some c in data: (some d in t.data: c is d)");
    let within = rule("for every t in transfers require some c in data: c in t.data.categories");
    let flow = |own: &str, sent: &str| {
        format!(
            r#"{{"as_of": "2026-03-01", "data": ["{own}"], "storage": [], "processing": [], "access": [], "transfers": [{{"data": ["{sent}"]}}]}}"#
        )
    };
    for policy in [is, within] {
        assert_eq!(answer(&policy, &flow("health", "health")), "compliant");
        assert_eq!(answer(&policy, &flow("contact", "identity")), "non_compliant");
        assert_eq!(answer(&policy, &flow("contact", "health")), "L0507");
        assert_eq!(answer(&policy, &flow("personal", "health")), "undetermined");
        assert_eq!(answer(&policy, &flow("health", "personal")), "undetermined");
        assert_eq!(answer(&policy, &flow("health", "special_category")), "undetermined");
    }
}

#[test]
fn each_list_of_a_total_has_a_whole_of_its_own() {
    let policy =
        rule("require total(h.capital for h in provider.holders + exporter.holders where h.seat not in EEA) <= 24%");
    let full = r#""holders": [{"seat": "FR", "capital": "100%"}]"#;
    let flow = format!(r#"{{"as_of": "2026-03-01", "provider": {{{full}}}, "exporter": {{}}}}"#);
    assert_eq!(answer(&policy, &flow), "undetermined");
    assert_eq!(answer(&policy, &flow.replace("{}", &format!("{{{full}}}"))), "compliant");
}

#[test]
fn only_holdings_come_to_a_whole() {
    let policy = policy(
        "fact supplier.x.share is percent",
        "require total(u.x.share for u in suppliers where u.can_access_data) <= 24%",
    );
    let flow = r#"{"as_of": "2026-03-01", "suppliers": {"complete": false, "items":
        [{"can_access_data": false, "x": {"share": "60%"}}, {"can_access_data": false, "x": {"share": "60%"}}]}}"#;
    assert_eq!(answer(&policy, flow), "undetermined");
}

#[test]
fn a_list_of_holders_that_says_it_is_open_is_open() {
    let policy = rule("require no h in provider.holders: h.seat not in EU");
    let flow = r#"{"as_of": "2026-03-01", "provider": {"holders":
        {"complete": false, "items": [{"seat": "FR", "capital": "99.6%"}]}}}"#;
    assert_eq!(answer(&policy, flow), "undetermined");
}

#[test]
fn each_member_of_a_group_is_a_transfer_for_itself() {
    let policy = rule("require no t in transfers: t.to not in EEA");
    let flow = |place: &str| {
        format!(
            r#"{{"as_of": "2026-03-01", "exporter": {{"id": "e", "seat": "FR"}}, "processing": [], "access": [], "transfers": [],
                "storage": [{{"place": "{place}", "operator": {{"id": "o"}}}}]}}"#
        )
    };
    assert_eq!(answer(&policy, &flow("FR")), "compliant");
    assert_eq!(answer(&policy, &flow("US")), "non_compliant");
    assert_eq!(answer(&policy, &flow("EEA")), "compliant");
    assert_eq!(answer(&policy, &flow("anywhere")), "non_compliant");
}

#[test]
fn equal_mentions_are_one_party() {
    let policy = rule("forbid at least 2 p in parties: p.seat in EU");
    let owner = r#"{"id": "a", "seat": "US", "holders": [{"name": "B", "seat": "FR", "holders": {"items": [], "complete": true, "remainder": "none"}, "capital": "100%"}]}"#;
    let flow = format!(
        r#"{{"as_of": "2026-03-01", "exporter": "none", "provider": {owner}, "suppliers": [], "storage": [],
            "processing": [], "access": [], "transit": [], "credentials": [],
            "transfers": [{{"exporter": "none", "recipient": {owner}}}]}}"#
    );
    let flow = flow.replace(
        r#""exporter": "none", "provider""#,
        r#""exporter": {"id": "e", "seat": "US", "holders": {"items": [], "complete": true, "remainder": "none"}}, "provider""#,
    );
    assert_eq!(answer(&policy, &flow), "compliant");
}

#[test]
fn a_colon_after_a_value_is_no_region() {
    let text = "loci 1\npolicy p version 1.0.0 \"A\" { rule r \"R\" require some s in storage where s.kind is backup: s in EU }";
    assert!(Policy::parse(text, &Modules::new()).is_ok());
}

#[test]
fn groups_that_overlap_may_stand_for_the_same_place() {
    let policy = rule("for every u in suppliers forbid u.seat is u.ultimate_parent");
    let flow = |seat: &str, parent: &str| {
        format!(r#"{{"as_of": "2026-03-01", "suppliers": [{{"seat": "{seat}", "ultimate_parent": "{parent}"}}]}}"#)
    };
    assert_eq!(answer(&policy, &flow("FR", "FR")), "non_compliant");
    assert_eq!(answer(&policy, &flow("EEA", "FR")), "non_compliant");
    assert_eq!(answer(&policy, &flow("EEA", "anywhere")), "non_compliant");
    assert_eq!(answer(&policy, &flow("EU", "EFTA")), "compliant");
}
