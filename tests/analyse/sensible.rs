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
        "provider": {"id": "p", "seat": "DE"}, "storage": [{"operator": "provider"}],
        "contract": {"x": {"switching_terms": true}}, "exit": {"notice": "2 months", "transition": "30 days",
        "retrieval": "30 days", "fee": "at_cost", "parallel_use_fee": "at_cost", "formats": [{"open": true}],
        "x": {"documented": true, "unfeasible": false, "prolonged_by_customer": false}},
        "service": {"layer": "saas", "open_interfaces": true, "custom_built": false, "is_test": false},
        "x": {"access_measures_published": true, "unlawful_access_prevented": true}, "transfers": []}"#;
    let asked = asked("data_act_switching", flow);
    assert!(!asked.is_empty() && asked.iter().all(|(path, _)| !path.ends_with("role")), "{asked:?}");
}

const AGENCY: &str = r#"{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "risks_assessed": true,
    "exporter": {"id": "e", "seat": "FR", "role": "authority", "regime": "gdpr_3_1", "is_public_authority": true},
    "transfers": [{"to": "KE", "recipient": {"id": "r", "seat": "KE", "role": "authority", "regime": "none", "listed": [],
    "is_public_authority": true, "is_international_organisation": false}, "tool": "instrument", "derogation": "none",
    "safeguards": true, "bound": true, "specified": true, "assessment": "favourable"}]}"#;

/// Returns the flow of a company that rests on nothing.
fn to_company(flow: &str) -> String {
    let company = r#""role": "controller", "regime": "gdpr_3_1", "is_public_authority": false"#;
    flow.replace(r#""role": "authority", "regime": "gdpr_3_1", "is_public_authority": true"#, company)
        .replace(r#""tool": "instrument""#, r#""tool": "none""#)
}

#[test]
fn no_cure_supposes_the_contrary_of_what_was_found() {
    let policy = policy("gdpr_transfers");
    assert_eq!(checked(&policy, &json(AGENCY)), Some(lexloci::Answer::Compliant));
    for against in ["adverse", "insufficient"] {
        let flow = json(&AGENCY.replace("favourable", against));
        assert_eq!(checked(&policy, &flow), None, "the safeguards of a treaty contradict {against}");
    }
    let denied = AGENCY.replace(r#""safeguards": true"#, r#""safeguards": false"#);
    for against in ["favourable", "adverse", "insufficient"] {
        let flow = json(&denied.replace("favourable", against));
        assert_eq!(checked(&policy, &flow), Some(lexloci::Answer::NonCompliant), "{against}");
        let cures = analysis(&policy, &flow, 2_000).cure(&Wishes::default()).expect("the flow is right").cures;
        for cure in &cures {
            assert!(!cure.changes.is_empty(), "{against} is turned by nothing: {:?}", cure.conditions);
        }
    }
}

#[test]
fn an_authority_that_demands_data_is_no_other_authority() {
    let demanded = to_company(AGENCY);
    let mentioned = demanded.replace(
        r#""transfers": [{"to": "KE", "recipient": {"id": "r", "seat": "KE", "role": "authority", "regime": "none", "listed": [],
    "is_public_authority": true, "is_international_organisation": false}"#,
        r#""provider": {"id": "r", "seat": "KE", "role": "authority", "regime": "none", "listed": [],
    "is_public_authority": true, "is_international_organisation": false}, "transfers": [{"to": "KE", "recipient": "@r""#,
    );
    assert_ne!(mentioned, demanded);
    for flow in [&demanded, &mentioned] {
        let acts = acts("gdpr_transfers", flow);
        assert!(!acts.iter().any(|(_, to)| to.contains("another-recipient")), "{acts:?}");
    }
}

#[test]
fn nothing_more_is_done_with_the_data_so_that_a_rule_applies() {
    let organisation = to_company(AGENCY)
        .replace(
            r#""to": "KE", "recipient": {"id": "r", "seat": "KE", "role": "authority""#,
            r#""to": "DE", "recipient": {"id": "r", "seat": "DE", "role": "processor""#,
        )
        .replace(
            r#""is_public_authority": true, "is_international_organisation": false"#,
            r#""is_public_authority": false, "is_international_organisation": true"#,
        );
    let hospital = r#"{"as_of": "2026-03-01", "complete": true, "data": ["health"], "risks_assessed": true,
        "exporter": {"id": "ex", "seat": "CH", "role": "authority", "regime": "ch_cantonal", "is_public_authority": true,
        "is_international_organisation": false, "ultimate_parent": "CH"},
        "storage": [{"place": "CH", "operator": "@h", "sees": "clear"}], "transfers": [],
        "provider": {"id": "h", "seat": "CH", "ultimate_parent": "US", "role": "processor", "regime": "ch_fadp", "listed": [],
        "is_public_authority": false, "is_international_organisation": false}}"#;
    let lists = ["storage", "processing", "access", "transit", "transfers", "suppliers"];
    for (name, flow) in [("gdpr_transfers", organisation.as_str()), ("ch_transfers", hospital)] {
        let acts = acts(name, flow);
        assert!(!acts.is_empty() && !acts.iter().any(|(path, _)| lists.contains(&path.as_str())), "{acts:?}");
    }
}

#[test]
fn no_rules_of_a_group_bind_a_stranger() {
    let flow = |parent: &str| {
        format!(
            r#"{{"as_of": "2026-03-01", "complete": true, "data": ["contact"],
            "exporter": {{"id": "e", "seat": "FR", "ultimate_parent": "FR", "role": "controller", "regime": "gdpr_3_1",
            "is_public_authority": false}}, "transfers": [{{"to": "KE", "recipient": {{"id": "r", "seat": "KE",
            "ultimate_parent": "{parent}", "role": "processor", "regime": "gdpr_3_2", "is_public_authority": false,
            "is_international_organisation": false}}, "tool": "scc", "scc_version": "scc_2021_914", "scc_module": "c2p",
            "complete": true, "bound": true, "specified": true, "assessment": "favourable", "derogation": "none"}}]}}"#
        )
    };
    let offers = |parent: &str| acts("gdpr_transfers", &flow(parent)).iter().any(|(_, to)| to.contains("bcr"));
    assert!(!offers("KE"), "their groups are headed in two countries");
    assert!(offers("FR"), "they may be of one group");
}

#[test]
fn no_service_is_supposed_to_be_one_that_rules_spare() {
    for service in [r#"{"layer": "saas", "open_interfaces": false}"#, r#"{"layer": "iaas"}"#] {
        let flow = format!(r#"{{"as_of": "2026-03-01", "service": {service}, "provider": {{"seat": "US"}}}}"#);
        let (policy, flow) = (policy("marketplace_admission"), json(&flow));
        let cures = analysis(&policy, &flow, 6_000).cure(&Wishes::default()).expect("the flow is right").cures;
        let told = format!("{cures:?}");
        assert!(!told.contains("custom_built") && !told.contains("is_test"), "{told}");
    }
}

#[test]
fn nobody_is_asked_whether_a_company_is_nobodys() {
    for name in ["secnumcloud", "sovereign_cloud", "cada_proposal", "eu_cloud_sovereignty"] {
        let flow = r#"{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "provider": {"vendor": "ovhcloud"},
            "storage": ["ovhcloud/GRA"]}"#;
        let (policy, flow) = (policy(name), json(flow));
        let analysis = analysis(&policy, &flow, 4_000);
        let (first, ask) = (analysis.first(), analysis.ask());
        let told = format!("{first:?} {ask:?}");
        assert!(!told.contains("remainder"), "{name}: {told}");
        let words = format!("{:?}", first.in_words(analysis.flow()));
        assert!(!words.contains('{') || !words.contains("items"), "{name}: {words}");
    }
}

/// Returns the first answer of every question about a flow, with what it leads to.
fn answers(name: &str, flow: &str) -> Vec<String> {
    let (policy, flow) = (policy(name), json(flow));
    let questions = analysis(&policy, &flow, 1_000).ask().questions;
    questions.iter().filter_map(|question| question.outcomes.first()).map(|first| format!("{first:?}")).collect()
}

#[test]
fn nobody_is_led_to_claim_a_derogation() {
    let flow = r#"{"as_of": "2026-11-01", "complete": true, "data": ["contact"], "purpose": ["service"],
        "exporter": {"name": "Our shop", "seat": "FR", "role": "controller"},
        "transfers": [{"to": "IN", "recipient": {"name": "Tickets", "seat": "IN", "role": "processor", "regime": "none"},
        "tool": "scc", "scc_version": "scc_2021_914", "scc_module": "c2p", "complete": true, "assessment": "favourable"}]}"#;
    let answers = answers("gdpr_transfers", flow);
    let derogations =
        ["vital_interests", "explicit_consent", "legal_claims", "public_register", "compelling_interests"];
    assert!(!answers.is_empty(), "it is refused where the recipient needs the data in the clear");
    assert!(!answers.iter().any(|told| derogations.iter().any(|name| told.contains(name))), "{answers:?}");
}

#[test]
fn a_question_supposes_what_is_usual_of_a_vendor() {
    let flow = |transfer: &str| {
        format!(
            r#"{{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "exporter": {{"seat": "FR"}}{transfer}
            "recipient": "mailchimp"}}]}}"#
        )
    };
    for transfer in [
        r#", "purpose": ["service"], "transfers": [{"to": "US", "#,
        r#", "transfers": [{"to": "US", "recipient": {"seat": "US", "listed": ["dpf"]}}, {"to": "US", "#,
    ] {
        let asked = asked("gdpr_transfers", &flow(transfer));
        let told = format!("{asked:?}");
        assert!(!asked.is_empty(), "{told}");
        assert!(!transfer.contains("purpose") || !told.contains("dpf_hr"), "{told}");
        for (path, to) in &asked {
            assert!(path != "purpose" || to != "[]", "{told}");
        }
    }
}

#[test]
fn an_id_is_told_as_whose_it_is() {
    let flow = r#"{"as_of": "2026-11-01", "complete": true, "data": ["contact"], "purpose": ["service"],
        "exporter": {"seat": "FR", "role": "controller"}, "storage": [{"place": "FR", "kind": "primary",
        "operator": {"name": "Host", "seat": "FR", "ultimate_parent": "US"}, "sees": "clear"}],
        "contract": {"eu_only": true, "challenges_orders": true, "permits_foreign_disclosure": false, "article_28": true},
        "risks_assessed": true, "purposes_specified": true}"#;
    let (policy, flow) = (policy("gdpr_transfers"), json(flow));
    let first = analysis(&policy, &flow, 4_000).first();
    let words = format!("{:?}", first.in_words(&flow));
    assert!(!first.compliant_if.is_empty() && !words.contains("party-"), "{words}");
}
