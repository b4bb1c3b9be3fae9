//! The first question about flows as people write them: what it says comes true, asks nothing that is stated, and can be found out.

use super::json::{get, items, json, put};
use super::{analysis, checked, common};
use lexloci::analyse::{Change, First};
use lexloci::verdict::Answer;
use lexloci::{Json, Policy};

/// Steps that a question may take.
const STEPS: u64 = 4_000;

/// Flows of a French shop, each with what is left of it.
const FLOWS: &[&str] = &[
    r#""complete": true, "transfers": [{"to": "IN", "recipient": {"name": "Support Ltd", "seat": "IN", "role": "processor"}}]"#,
    r#""complete": true, "transfers": [{"to": "MA", "recipient": {"name": "Support Ltd", "seat": "MA"}}]"#,
    r#""storage": ["scaleway/fr-par"], "processing": [], "access": [], "transfers": [{"to": "IN", "recipient": {"name": "Support Ltd", "seat": "IN", "role": "processor"}}]"#,
    r#""complete": true, "transfers": [{"recipient": "twilio"}, {"to": "US", "recipient": "sentry"}]"#,
    r#""complete": true, "transfers": [{"to": "US", "recipient": "zendesk"}]"#,
    r#""complete": true, "transfers": [{"recipient": "hubspot"}]"#,
    r#""complete": true, "transfers": [{"to": "US", "recipient": {"name": "Acme Inc", "seat": "US"}}, {"to": "VN", "recipient": {"name": "Dev Co", "seat": "VN"}}]"#,
    r#""storage": ["aws/eu-central-1"], "transfers": [{"to": "US", "recipient": {"name": "Acme Inc", "seat": "US"}}]"#,
    r#""storage": ["scaleway/fr-par"], "complete": true"#,
];

fn policy() -> Policy {
    let shipped = lexloci::policies::policies().iter().find(|(name, _)| *name == "gdpr_transfers");
    common::policy(shipped.expect("it is shipped").1)
}

fn flow(rest: &str) -> Json {
    let exporter = r#""exporter": {"name": "Boutique SAS", "seat": "FR", "role": "controller"}"#;
    json(&format!(r#"{{"as_of": "2026-11-30", "data": ["contact"], {exporter}, {rest}}}"#))
}

/// Returns the flow with some statements; fails where one of them denies what is stated.
fn with(flow: &Json, spelled: &Json, changes: &[Change]) -> Json {
    let mut stated = spelled.clone();
    for change in changes {
        let to = change.to.as_ref().expect("something is stated");
        let known = get(spelled, &change.path).filter(|known| **known != Json::Null);
        let is_more = known.is_none_or(|known| items(to).starts_with(items(known)) && !matches!(known, Json::Text(_)));
        assert!(is_more, "{change:?} denies what {} states", common::text(flow));
        put(&mut stated, &change.path, to.clone());
    }
    stated
}

#[test]
fn what_the_first_question_says_comes_true() {
    let policy = policy();
    for rest in FLOWS {
        let flow = flow(rest);
        let analysis = analysis(&policy, &flow, STEPS);
        let First { compliant_if, unsettled, not_compliant_if, not_applicable_if, .. } = analysis.first();
        let leads = |changes: &[Change]| checked(&policy, &with(&flow, analysis.flow(), changes));
        if !not_applicable_if.is_empty() {
            assert_eq!(leads(&not_applicable_if), Some(Answer::NotApplicable), "{rest}: {not_applicable_if:?}");
        }
        if !not_compliant_if.is_empty() {
            assert_eq!(leads(&not_compliant_if), Some(Answer::NonCompliant), "{rest}: {not_compliant_if:?}");
        }
        if !compliant_if.is_empty() && unsettled.is_empty() {
            assert_eq!(leads(&compliant_if), Some(Answer::Compliant), "{rest}: {compliant_if:?}");
        }
        let is_asked = !compliant_if.is_empty() || !not_applicable_if.is_empty();
        assert!(is_asked || checked(&policy, &flow) != Some(Answer::Undetermined), "{rest}: nothing is asked");
    }
}

#[test]
fn what_the_first_question_asks_can_be_found_out() {
    let policy = policy();
    for rest in FLOWS {
        let flow = flow(rest);
        let first = analysis(&policy, &flow, STEPS).first();
        for change in first.compliant_if.iter().chain(&first.not_applicable_if).chain(&first.not_compliant_if) {
            let value = serde_json::to_string(&change.to).unwrap_or_default();
            let is_odd = value.contains("_hr\"")
                || change.path == "purpose" && value == "[]"
                || value == "\"subject\""
                || change.path.ends_with(".tool") && !["\"scc\"", "\"none\""].contains(&value.as_str());
            assert!(!is_odd, "{rest}: {change:?}");
            let transfer = change.path.strip_suffix(".to");
            let seat = transfer.and_then(|transfer| get(&flow, &format!("{transfer}.recipient.seat")));
            assert!(seat.is_none_or(|seat| change.to.as_ref() == Some(seat)), "{rest}: {change:?}");
        }
    }
}

#[test]
fn clauses_are_asked_about_as_they_mostly_are() {
    let policy = policy();
    for to in ["MA", "VN"] {
        let recipient = format!(r#"{{"name": "Support Ltd", "seat": "{to}", "role": "processor"}}"#);
        let flow = flow(&format!(r#""complete": true, "transfers": [{{"to": "{to}", "recipient": {recipient}}}]"#));
        let first = analysis(&policy, &flow, STEPS).first();
        let told = |fact: &str| {
            let path = format!("transfers[0].{fact}");
            first.compliant_if.iter().find(|change| change.path == path).and_then(|change| change.to.clone())
        };
        assert_eq!(told("scc_version"), Some(json("\"scc_2021_914\"")), "{first:?}");
        assert_eq!(told("scc_module"), Some(json("\"c2p\"")), "{first:?}");
        assert_eq!(told("assessment"), Some(json("\"favourable\"")), "{first:?}");
        assert_eq!(told("recipient.ultimate_parent"), Some(json(&format!("\"{to}\""))), "{first:?}");
    }
}

#[test]
fn a_list_for_staff_is_asked_about_where_the_data_are_of_staff() {
    let policy = policy();
    let rest = r#""complete": true, "transfers": [{"to": "US", "recipient": {"name": "Acme Inc", "seat": "US"}}]"#;
    let of_staff = json(&common::text(&flow(rest)).replace("\"contact\"", "\"employment\""));
    let first = analysis(&policy, &of_staff, STEPS).first();
    let listed = first.compliant_if.iter().find(|change| change.path == "transfers[0].recipient.listed");
    assert_eq!(listed.and_then(|change| change.to.clone()), Some(json("[\"dpf_hr\"]")), "{first:?}");
    let first = analysis(&policy, &flow(rest), STEPS).first();
    let listed = first.compliant_if.iter().find(|change| change.path == "transfers[0].recipient.listed");
    assert_eq!(listed.and_then(|change| change.to.clone()), Some(json("[\"dpf\"]")), "{first:?}");
}
