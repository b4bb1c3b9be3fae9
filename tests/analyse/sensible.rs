//! Cures and questions that nobody could follow, or that would not help by the law: none of them is told.

use super::json::json;
use super::{analysis, checked};
use lexloci::analyse::{Change, Wishes};
use lexloci::policies::source;
use lexloci::{Json, Modules, Policy};

const STEPS: u64 = 200_000;

fn policy(name: &str) -> Policy {
    Policy::parse(source(name).expect("a shipped policy"), &Modules::new()).expect("a shipped policy")
}

/// Returns every change of every cure of a flow, after `check` has called it not compliant.
fn acts(name: &str, flow: &str) -> Vec<(String, String)> {
    let (policy, flow) = (policy(name), json(flow));
    assert_ne!(checked(&policy, &flow), Some(lexloci::Answer::Compliant), "{flow}");
    let cures = analysis(&policy, &flow, STEPS).cure(&Wishes::default()).expect("the flow is right").cures;
    let told = |change: &Change| (change.path.clone(), change.to.as_ref().map_or("none".to_owned(), Json::to_string));
    cures.iter().flat_map(|cure| cure.changes.iter().chain(&cure.conditions).map(told).collect::<Vec<_>>()).collect()
}

/// Returns what would make a flow compliant, by its first question.
fn asked(name: &str, flow: &str) -> Vec<(String, String)> {
    let (policy, flow) = (policy(name), json(flow));
    let first = analysis(&policy, &flow, STEPS).first();
    first
        .compliant_if
        .into_iter()
        .map(|one| (one.path, one.to.map_or("none".to_owned(), |to| to.to_string())))
        .collect()
}

const AUTHORITY: &str = r#"{"as_of": "2026-03-01", "complete": true, "data": ["contact"],
    "exporter": {"seat": "FR", "role": "controller", "regime": "gdpr_3_1", "is_public_authority": false},
    "transfers": [{"to": "US", "recipient": {"seat": "US", "role": "authority", "is_international_organisation": false, "listed": []},
    "tool": "instrument", "safeguards": false, "bound": true, "assessment": "none", "specified": true, "derogation": "none"}]}"#;

#[test]
fn no_authority_signs_clauses_or_is_shielded_from_authorities() {
    let acts = acts("gdpr_transfers", AUTHORITY);
    let signs = |(path, to): &(String, String)| {
        path.ends_with(".tool") && !to.contains("instrument") && !to.contains("arrangement")
            || path.ends_with("protected_recipient")
    };
    assert!(!acts.iter().any(signs), "{acts:?}");
}

#[test]
fn no_data_are_split_with_one_processor() {
    let flow = r#"{"as_of": "2026-03-01", "complete": true, "data": ["health"], "risks_assessed": false,
        "exporter": {"seat": "FR", "role": "controller", "regime": "gdpr_3_1", "is_public_authority": false},
        "transfers": [{"to": "CH", "recipient": {"seat": "CH", "role": "processor", "is_public_authority": false,
        "is_international_organisation": false}, "tool": "none", "derogation": "none"}]}"#;
    let acts = acts("gdpr_transfers", flow);
    assert!(!acts.is_empty() && !acts.iter().any(|(_, to)| to.contains("secret_sharing")), "{acts:?}");
}

#[test]
fn nobody_moves_to_a_third_country_that_is_not_its_own() {
    let flow = |place: &str| {
        format!(
            r#"{{"as_of": "2026-03-01", "complete": true, "data": ["contact"],
            "exporter": {{"id": "e", "seat": "FR", "role": "controller", "regime": "gdpr_3_1", "is_public_authority": false}},
            "storage": [{{"place": "FR", "operator": "exporter", "sees": "clear"}}], "transfers": [],
            "access": [{{"place": "{place}", "sees": "clear", "operator": {{"id": "o", "seat": "IN", "role": "processor",
            "is_public_authority": false, "is_international_organisation": false}}, "transfer": {{"tool": "none", "derogation": "none"}}}}]}}"#
        )
    };
    let acts = acts("gdpr_transfers", &flow("IN"));
    let (policy, french) = (policy("gdpr_transfers"), json(&flow("FR")));
    assert_ne!(checked(&policy, &french), Some(lexloci::Answer::NonCompliant));
    let third = |(path, to): &(String, String)| {
        path == "access[0].place" && ["CH", "GB", "JP", "NZ"].iter().any(|place| to.contains(place))
    };
    // With another operator it may be run from there.
    let is_replaced = acts.iter().any(|(path, _)| path == "access[0].operator");
    assert!(is_replaced || !acts.iter().any(third), "{acts:?}");
}

#[test]
fn an_authority_receives_where_it_is() {
    let flow = AUTHORITY.replace(r#""to": "US", "#, "").replace(r#""safeguards": false"#, r#""safeguards": true"#);
    let asked = asked("gdpr_transfers", &flow.replace(r#", "derogation": "none""#, ""));
    assert!(asked.iter().all(|(path, to)| !path.ends_with(".to") || to == r#""US""#), "{asked:?}");
}

#[test]
fn who_provides_a_service_is_not_supposed_to_be_a_controller() {
    let flow = r#"{"as_of": "2027-01-11", "complete": true, "data": ["industrial"], "exporter": {"id": "cust", "seat": "DE"},
        "provider": {"id": "p", "seat": "DE"}, "storage": [{"operator": "provider", "disclosed": true}],
        "contract": {"x": {"switching_terms": true}}, "exit": {"notice": "2 months", "transition": "30 days",
        "retrieval": "30 days", "fee": "at_cost", "parallel_use_fee": "at_cost", "formats": [{"open": true}],
        "x": {"documented": true, "unfeasible": false, "prolonged_by_customer": false}},
        "service": {"layer": "saas", "open_interfaces": true, "custom_built": false, "is_test": false},
        "x": {"access_measures_published": true, "unlawful_access_prevented": true}, "transfers": []}"#;
    let asked = asked("data_act_switching", flow);
    assert!(!asked.is_empty() && asked.iter().all(|(path, _)| !path.ends_with("role")), "{asked:?}");
}
