//! The places where data may go are those that `check` accepts, tried one by one over every country and cloud region.

use super::json::{get, json, put, take};
use super::{Tally, analysis, cases, checked, common};
use lexloci::analyse::{Destination, DestinationKind, RuleAt};
use lexloci::atlas::Spot;
use lexloci::policies::policies;
use lexloci::{Json, Modules, Options, Policy};

#[test]
fn every_place_has_the_verdict_of_check() {
    let mut tally = Tally::default();
    for mut case in cases(400).filter(|case| case.reads.lists.contains(&0)).take(12) {
        let mut flow = case.flow().json();
        if get(&flow, "storage[0]").is_none() {
            put(&mut flow, "storage", json("[{}]"));
        }
        compare(&case.policy, &flow, "storage[0]", &mut tally);
    }
    tally.print("where, random policies");
    assert!(tally.of("places") > 2_000);
}

#[test]
fn every_place_has_the_verdict_of_check_under_real_policies() {
    let mut tally = Tally::default();
    let sample = include_str!("../common/sample.loci");
    let sample = Policy::parse(sample, &Modules::new()).expect("the sample is a policy");
    let flow = json(include_str!("../../examples/shop.json"));
    compare(&sample, &flow, "storage[0]", &mut tally);
    compare(&sample, &flow, "storage[1]", &mut tally);
    compare(&sample, &flow, "transfers[0].to", &mut tally);
    for (name, text) in policies().iter().filter(|(name, _)| ["eu_residency", "hds", "gdpr_transfers"].contains(name)) {
        let policy = Policy::parse(text, &Modules::new()).unwrap_or_else(|_| panic!("{name} is a policy"));
        compare(&policy, &flow, "storage[1]", &mut tally);
        compare(&policy, &flow, "transfers[0].to", &mut tally);
    }
    tally.print("where, real policies");
    assert!(tally.of("regions") > 200 && tally.of("places") > 2_000);
}

#[test]
fn an_assessment_is_of_one_destination_and_a_transfer_covers_the_site_at_its_own() {
    let policy = |name: &str| {
        let text = policies().iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text);
        Policy::parse(text, &Modules::new()).expect("a shipped policy")
    };
    let flow = json(
        r#"{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "exporter": {"seat": "FR", "role": "controller"},
        "transfers": [{"to": "ZA", "recipient": {"seat": "ZA", "ultimate_parent": "ZA", "role": "controller", "regime": "other_law", "other_regimes": [],
        "is_international_organisation": false}, "tool": "scc", "scc_version": "scc_2021_914", "scc_module": "c2c", "complete": true, "assessment": "favourable"}]}"#,
    );
    let gdpr = policy("gdpr_transfers");
    let all = analysis(&gdpr, &flow, 4_000).where_to("transfers[0].to").expect("the flow has this path");
    let of = |id: &str| all.iter().find(|there| there.id == id).and_then(|there| there.verdict);
    assert_eq!(of("ZA"), Some(lexloci::Answer::Compliant));
    // The decision on Switzerland is for those who have their seat there.
    assert_eq!([of("CH"), of("AF"), of("KP")], [Some(lexloci::Answer::Undetermined); 3]);
    let mut tally = Tally::default();
    compare(&gdpr, &flow, "transfers[0].to", &mut tally);
    let flow = json(
        r#"{"as_of": "2026-03-01", "complete": true, "data": ["customer"],
        "exporter": {"seat": "GB", "role": "controller", "is_public_authority": false},
        "storage": [{"place": "MY", "operator": "@i"}], "transfers": [{"to": "MY",
        "recipient": {"id": "i", "seat": "MY", "role": "controller"}, "tool": "scc", "scc_version": "uk_idta",
        "complete": true, "assessment": "favourable"}]}"#,
    );
    compare(&policy("uk_transfers"), &flow, "transfers[0].to", &mut tally);
    assert!(tally.of("places") > 400);
}

#[test]
fn regions_that_the_policy_declares_are_judged_too() {
    let policy = common::policy(
        "loci 1\nvendor acme \"Acme GmbH\" seat DE parent US\nregion acme/fra-1 in DE operated by acme\n\
         region acme/any in EU operated by acme\n\
         policy p version 1.0.0 \"P\" {\nrule r \"R\"\nfor every s in storage\n\
         require s in EU and s.operator.ultimate_parent in EEA\n  unless s.region is acme/fra-1\n}\n",
    );
    let mut tally = Tally::default();
    let flow = json(r#"{"as_of": "2026-03-01", "storage": [{}]}"#);
    compare(&policy, &flow, "storage[0]", &mut tally);
    let all = analysis(&policy, &flow, 4_000).where_to("storage[0]").expect("the flow has this path");
    let of = |id: &str| all.iter().find(|there| there.id == id).and_then(|there| there.verdict);
    assert_eq!(of("acme/fra-1"), Some(lexloci::Answer::Compliant));
    assert_eq!(of("acme/any"), Some(lexloci::Answer::NonCompliant));
    assert_eq!(of("aws/eu-central-1"), Some(lexloci::Answer::NonCompliant));
}

fn compare(policy: &Policy, flow: &Json, path: &str, tally: &mut Tally) {
    let all = analysis(policy, flow, 4_000).where_to(path).expect("the flow has this path");
    assert!(all.len() > 240, "{} places", all.len());
    for there in &all {
        tally.add(if there.kind == DestinationKind::Region { "regions" } else { "places" }, 1);
        tally.add("cannot be", usize::from(there.verdict.is_none()));
        let moved = moved(flow, path, there);
        let judged = checked(policy, &moved);
        assert_eq!(judged, there.verdict, "{} at {path}\n{}", there.id, common::text(&moved));
        // Of a group of places, `check` explains the worst one, and the reason may be another's.
        let is_group = lexloci::atlas::region(&there.id).is_some_and(|region| matches!(region.place, Spot::Group(_)));
        let Some(RuleAt { rule, at, .. }) = there.reason.as_ref().filter(|_| !is_group) else { continue };
        let verdict = policy.check(&moved, &Options::default()).expect("it was judged");
        let named = |instance: &&lexloci::verdict::Instance| instance.rule == *rule && instance.at == *at;
        let outcome = verdict.instances.iter().find(named).map(|instance| instance.outcome.as_str());
        assert!(matches!(outcome, Some("violated" | "undetermined")), "{rule} {at} is {outcome:?} in {}", there.id);
    }
}

/// Returns the flow, were it there. What was found about the destination that it states is not known of another.
fn moved(flow: &Json, path: &str, there: &Destination) -> Json {
    let stated = |path: &str| match get(flow, path) {
        Some(Json::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let (place, region) = (stated(&format!("{path}.place")), stated(&format!("{path}.region")));
    let own = [stated(path), place, region].into_iter().flatten().collect::<Vec<_>>();
    let mut flow = flow.clone();
    let transfer = path.strip_suffix(".to").map_or(format!("{path}.transfer"), str::to_owned);
    for finding in ["assessment", "authorised", "bound", "protected_recipient", "safeguards"] {
        let finding = format!("{transfer}.{finding}");
        if !own.is_empty() && !own.contains(&there.id) && get(&flow, &finding).is_some() {
            take(&mut flow, &finding);
        }
    }
    let id = Json::Text(there.id.clone());
    if path.ends_with(']') {
        if matches!(get(&flow, path), Some(Json::Text(_))) {
            put(&mut flow, path, Json::Object(vec![]));
        }
        for name in ["place", "region"] {
            if get(&flow, &format!("{path}.{name}")).is_some() {
                take(&mut flow, &format!("{path}.{name}"));
            }
        }
        if there.kind == DestinationKind::Region {
            put(&mut flow, &format!("{path}.region"), id);
        } else {
            put(&mut flow, &format!("{path}.place"), id);
            put(&mut flow, &format!("{path}.region"), Json::Text("none".to_owned()));
        }
    } else {
        put(&mut flow, path, id);
    }
    flow
}
