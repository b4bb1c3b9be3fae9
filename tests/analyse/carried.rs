//! Cures carry nothing that was said of one tool, one recipient or one provider to another, and nothing to a day that ends it.
//!
//! Lists by hand, from the law, which facts belong to which party or tool: GDPR 46 and 47, EDPB Recommendations 01/2020, step 3.

use super::common;
use super::json::{get, json};
use super::lawful::{FOUND, Failing, cures, failing, paths};
use lexloci::Json;
use lexloci::analyse::{Change, Cure};

/// Facts of one tool, and the day on which it was agreed (GDPR 46(2), 46(3) and 47; clause 5 of Decision 2021/914).
pub(super) const OF_ONE_TOOL: &[&str] = &["bound", "authorised", "safeguards", "concluded", "processing_unchanged"];

/// Facts that an authority, a law or an assessment gives of one destination.
pub(super) const OF_ONE_DESTINATION: &[&str] =
    &["bound", "authorised", "safeguards", "protected_recipient", "assessment"];

/// Facts that tell which one of a tool it is: another version, another module, rules for another's transfers.
pub(super) const WITHIN_A_TOOL: &[&str] = &["scc_version", "scc_module", "bcr_kind"];

/// Says what a cure carries to somebody, or to a tool or a place, of whom or which it was not said.
pub(super) fn carried(before: &Json, after: &Json) -> Option<String> {
    let id = |json: &Json, name: &str| get(get(json, name)?, "id").cloned();
    let (old, new) = (id(before, "provider"), id(after, "provider"));
    let is_swapped = old.is_some() && new.is_some() && old != new && old != id(before, "exporter");
    let is_kept = |fact: &&&str| get(before, fact).is_some_and(|was| get(after, fact) == Some(was));
    if let Some(fact) = OF_PROVIDER.iter().find(|fact| is_of_old_provider(before, after, fact) && is_kept(fact)) {
        return Some(format!("{fact} is that of the provider who was replaced"));
    }
    for list in ["storage", "processing", "access", "transit", "transfers"] {
        let at = |json: &'_ Json| get(json, list).map_or_else(Vec::new, |list| entries_of(list).to_vec());
        for (index, (was, is)) in at(before).iter().zip(at(after)).enumerate() {
            if is_swapped && id(was, "operator") == old && id(&is, "operator") == old {
                return Some(format!("{list}[{index}] stays with the provider who was replaced"));
            }
            let nothing = Json::Object(vec![]);
            if let Some(what) = measured(was, &is) {
                return Some(format!("{list}[{index}] {what}"));
            }
            let moved =
                |name: &str| get(was, name).is_some() && get(&is, name).is_some_and(|is| Some(is) != get(was, name));
            let cloud = |site: &Json| match get(site, "region") {
                Some(Json::Text(region)) => region.split('/').next().map(str::to_owned),
                _ => None,
            };
            let is_moved = list != "transfers" && moved("place");
            let is_anothers = cloud(was).is_some() && cloud(&is).is_some() && cloud(was) != cloud(&is);
            let (was, is, receives) = match list {
                "transfers" => (was, &is, id(was, "recipient").zip(id(&is, "recipient"))),
                _ => (
                    get(was, "transfer").unwrap_or(&nothing),
                    get(&is, "transfer").unwrap_or(&nothing),
                    id(was, "operator").zip(id(&is, "operator")),
                ),
            };
            let head = |party: Option<&Json>| party.and_then(|party| get(party, "ultimate_parent")).cloned();
            let heads = head(get(before, "exporter")).zip(head(get(is, "recipient")));
            if get(is, "tool") != get(was, "tool") && get(is, "tool") == Some(&json("\"bcr\"")) {
                assert!(
                    get(is, "exporter").is_some() || heads.as_ref().is_none_or(|(own, other)| own == other),
                    "{is}"
                );
            }
            let is_authority = get(was, "recipient.role") == Some(&json("\"authority\""));
            if is_authority && receives.as_ref().is_some_and(|(was, is)| was != is) {
                return Some(format!("{list}[{index}] gives to another authority what one demands"));
            }
            let is_other = |name: &str| {
                get(was, name).is_some_and(|was| *was != json("\"none\"")) && get(is, name) != get(was, name)
            };
            let mut said: Vec<&str> = vec![];
            let is_other_tool = is_other("tool") || WITHIN_A_TOOL.iter().any(|name| is_other(name));
            if is_other_tool {
                said.extend(OF_ONE_TOOL);
            }
            if is_other("to") || is_moved {
                said.extend(OF_ONE_DESTINATION);
            }
            if is_anothers {
                said.extend(OF_ONE_TOOL.iter().chain(OF_ONE_DESTINATION));
            }
            if receives.is_some_and(|(was, is)| was != is) {
                said.extend(OF_ONE_TOOL.iter().chain(OF_ONE_DESTINATION));
            }
            if is_other_tool && get(was, "assessment") == Some(&json("\"favourable\"")) {
                said.push("assessment");
            }
            let is_kept = |name: &&&str| get(was, name).is_some_and(|was| get(is, name) == Some(was));
            if let Some(name) = said.iter().find(is_kept) {
                return Some(format!("{list}[{index}] keeps `{name}`, which was said of another"));
            }
        }
    }
    None
}

/// Facts of a flow that are said of its provider.
const OF_PROVIDER: &[&str] = &["suppliers", "contract", "exit", "service", "credentials"];

/// Returns whether a fact of a flow was said of a provider whom a cure replaces.
pub(super) fn is_of_old_provider(before: &Json, after: &Json, fact: &str) -> bool {
    let id = |flow: &Json| get(flow, "provider").and_then(|provider| get(provider, "id")).cloned();
    OF_PROVIDER.contains(&fact) && id(after).is_some() && id(before) != id(after)
}

/// Says where a measure is turned into another, or keys stay where another had them.
fn measured(was: &Json, is: &Json) -> Option<String> {
    let measures = |entry: &Json| get(entry, "measures").map_or_else(Vec::new, |list| entries_of(list).to_vec());
    for (was, is) in measures(was).iter().zip(measures(is)) {
        if get(was, "kind").is_some() && get(was, "kind") != get(&is, "kind") {
            return Some("turns a measure into another".to_owned());
        }
    }
    let both = measures(was).into_iter().zip(measures(is)).chain([(was.clone(), is.clone())]);
    both.into_iter().find_map(|(was, is)| {
        let at = |json: &Json, name: &str| get(json, "keys").and_then(|keys| get(keys, name)).cloned();
        let is_others = at(&was, "holder").is_some() && at(&was, "holder") != at(&is, "holder");
        let stays = at(&was, "place").is_some() && at(&was, "place") == at(&is, "place");
        (is_others && stays).then(|| "keeps the place of keys that another holds now".to_owned())
    })
}

/// Says what a cure supposes against what stands in the flow once its acts are done, or of a service so that rules spare it.
pub(super) fn supposed(done: &Json, cure: &Cure) -> Option<String> {
    cure.conditions.iter().find_map(|condition| {
        let name = condition.path.rsplit('.').next().unwrap_or_default();
        let closes = condition.path.ends_with(".complete") && !condition.path.ends_with("].complete");
        let found = get(done, &condition.path).filter(|found| !closes && **found != Json::Null);
        let is_against = match found {
            Some(Json::Bool(_)) => true,
            Some(Json::Text(found)) => FOUND.contains(&name) && !(name == "assessment" && found == "none"),
            _ => false,
        };
        let is_spared = ["custom_built", "is_test"].contains(&name) && condition.to == Some(Json::Bool(true));
        (is_against || is_spared).then(|| format!("it supposes {condition:?}, though {found:?} was found"))
    })
}

/// Returns whether a change says of somebody who was mentioned by his id what the flow says of him elsewhere, where the cure replaces that.
pub(super) fn describes_anew(before: &Json, change: &Change) -> bool {
    fn stands_in(all: &Json, wanted: &Json) -> bool {
        all == wanted
            || match all {
                Json::Array(items) => items.iter().any(|item| stands_in(item, wanted)),
                Json::Object(facts) => facts.iter().any(|(_, fact)| stands_in(fact, wanted)),
                _ => false,
            }
    }
    let id = |json: &Json| get(json, "id").cloned();
    match (&change.from, &change.to) {
        (Some(Json::Object(bare)), Some(to)) => {
            let from = Json::Object(bare.clone());
            bare.len() == 1 && id(&from).is_some() && id(&from) == id(to) && stands_in(before, to)
        }
        _ => false,
    }
}

/// Returns the entries of a list, in brackets or with a word on whether it is complete.
pub(super) fn entries_of(list: &Json) -> &[Json] {
    match list {
        Json::Array(items) => items,
        object => get(object, "items").map_or(&[], |items| items_of(items)),
    }
}

pub(super) fn items_of(json: &Json) -> &[Json] {
    match json {
        Json::Array(items) => items,
        _ => &[],
    }
}

/// Fails where something is stated to end on the day judged that the flow did not state so.
pub(super) fn last_days(value: Option<&Json>, before: &Json, failing: &Failing, cure: &Cure) {
    match value {
        Some(Json::Object(facts)) => facts.iter().for_each(|(name, value)| {
            if name == "through" && Some(value) == get(before, "as_of") && !common::text(before).contains("\"through\"")
            {
                failing.fail("it ends on the same day", cure);
            }
            last_days(Some(value), before, failing, cure);
        }),
        Some(Json::Array(all)) => all.iter().for_each(|value| last_days(Some(value), before, failing, cure)),
        _ => {}
    }
}

/// Returns whether a change lets a site of the provider go to the one who replaces it: nothing may stay with who was replaced.
pub(super) fn follows(before: &Json, change: &Change) -> bool {
    let id = |json: &Option<Json>| {
        let operator = json.as_ref().map(|json| get(json, "operator").unwrap_or(json));
        operator.and_then(|operator| get(operator, "id")).cloned()
    };
    let old = get(before, "provider.id").cloned();
    old.is_some() && id(&change.from) == old && id(&change.to).is_some() && id(&change.to) != old
}

#[test]
fn cures_leave_open_what_was_said_of_another_tool() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" {
  rule tool "A transfer rests on rules of the group that bind"
    for every t in transfers
    require t.tool is bcr and t.bound and t.assessment is favourable
}
"#;
    let flow = r#"{"as_of": "2026-03-01", "storage": [], "processing": [], "access": [],
      "transfers": [{"to": "US", "recipient": {"id": "b", "seat": "US"},
      "tool": "certification", "authorised": true, "bound": true, "concluded": "2025-01-01", "assessment": "favourable"}]}"#;
    let found = cures(&failing(policy, flow));
    let own = |cure: &&Cure| {
        let at = |fact: &str| get(&cure.flow, &format!("transfers[0].{fact}")).cloned();
        at("tool") == Some(json("\"bcr\"")) && at("recipient.id") == Some(json("\"b\""))
    };
    let cure = found.cures.iter().find(own).expect("another tool is proposed");
    for gone in ["bound", "authorised", "concluded", "assessment"] {
        assert_eq!(get(&cure.flow, &format!("transfers[0].{gone}")), None, "{gone}");
    }
    assert_eq!(paths(cure).1, ["transfers[0].assessment", "transfers[0].bound"]);
    // A finding against the destination stands for every recipient there.
    let adverse = flow.replace("favourable", "adverse");
    let found = cures(&failing(policy, &adverse));
    assert!(!found.cures.iter().any(|cure| own(&cure)), "{found:?}");
}

#[test]
fn cures_leave_nothing_with_a_provider_who_is_replaced() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" { rule r "The provider is ours" require provider.seat in EU and provider.ultimate_parent in EU }
"#;
    let flow = r#"{"as_of": "2026-03-01", "exporter": {"id": "a", "seat": "FR"},
      "provider": {"id": "host", "seat": "US", "ultimate_parent": "US"},
      "storage": [{"place": "FR", "operator": "@host"}, {"place": "FR", "operator": {"id": "other", "seat": "FR"}}]}"#;
    let found = cures(&failing(policy, flow));
    let cure = found.cures.first().expect("another provider");
    let new = get(&cure.flow, "provider.id").cloned();
    assert_eq!(get(&cure.flow, "storage[0].operator.id").cloned(), new);
    assert_eq!(get(&cure.flow, "storage[1].operator.id"), Some(&json("\"other\"")));
}

#[test]
fn cures_keep_nothing_that_was_agreed_with_a_provider_who_is_replaced() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" {
  rule r "The provider is ours" require provider.seat in EU and provider.ultimate_parent in EU
  rule s "The contract keeps the data here" require contract.eu_only
  rule t "The exit is short" require exit.notice <= 2 months
  rule u "A credential is shown" require some c in credentials: c.kind is secnumcloud
}
"#;
    let flow = r#"{"as_of": "2026-03-01", "exporter": {"id": "a", "seat": "FR"},
      "provider": {"name": "Host Inc", "seat": "US", "ultimate_parent": "US"},
      "contract": {"eu_only": true, "article_28": true}, "exit": {"notice": "1 month"},
      "credentials": [{"kind": "secnumcloud"}], "suppliers": []}"#;
    let failing = failing(policy, flow);
    let found = cures(&failing);
    let cure = found.cures.first().expect("another provider");
    for fact in ["contract.article_28", "suppliers"] {
        assert_eq!(get(&cure.flow, fact), None, "{fact}: {cure:?}");
    }
    let told = |path: &str| cure.changes.iter().chain(&cure.conditions).any(|change| change.path == path);
    assert!(told("provider") && told("contract") && told("exit") && told("credentials"), "{cure:?}");
}

#[test]
fn cures_show_credentials_that_do_not_end_on_the_day_judged() {
    let flow = r#"{"as_of": "2026-03-01", "service": {"open_interfaces": false}}"#;
    let found = cures(&failing("marketplace_admission", flow));
    let first = found.cures.first().expect("a cure");
    let shown = common::text(&first.flow);
    assert!(shown.contains("\"through\":\"none\"") || !shown.contains("\"through\""), "{shown}");
}

/// Returns a flow with one transfer to a company abroad, with some facts of the transfer.
fn one_transfer(exporter: &str, role: &str, facts: &str) -> String {
    format!(
        r#"{{"as_of": "2026-03-01", "data": ["contact"], "purpose": ["service"], "risks_assessed": true,
        "exporter": {{"id": "ex", "name": "Shop", "role": "controller", "is_public_authority": false,
        "is_international_organisation": false, {exporter}}},
        "storage": [], "processing": [], "access": [], "transit": [], "measures": [],
        "transfers": [{{"to": "KE", "recipient": {{"id": "r", "name": "Recipient", "seat": "KE", "role": "{role}",
        "regime": "none", "listed": [], "is_public_authority": false, "is_international_organisation": false}},
        "derogation": "none", "plaintext_needed": true, "bound": true, "specified": true, "assessment": "favourable", {facts}}}]}}"#
    )
}

const FRENCH: &str = r#""seat": "FR", "ultimate_parent": "FR", "regime": "gdpr_3_1""#;
const BRITISH: &str = r#""seat": "GB", "ultimate_parent": "GB", "regime": "uk_gdpr""#;

#[test]
fn cures_leave_open_what_was_said_of_another_version_of_a_tool() {
    let clauses = |facts: &str| format!(r#""tool": "scc", "measures": [], "complete": true, {facts}"#);
    let rules = r#""tool": "bcr", "measures": [], "bcr_kind": "bcr_p""#.to_owned();
    for (policy, flow, other, is_agreed_anew) in [
        ("gdpr_transfers", one_transfer(FRENCH, "processor", &rules), "bcr_kind", false),
        (
            "gdpr_transfers",
            one_transfer(FRENCH, "processor", &clauses(r#""scc_version": "uk_idta""#)),
            "scc_version",
            true,
        ),
        (
            "uk_transfers",
            one_transfer(BRITISH, "processor", &clauses(r#""scc_version": "uk_addendum", "scc_module": "c2c""#)),
            "scc_module",
            true,
        ),
    ] {
        let found = cures(&failing(policy, &flow));
        let fact = |flow: &Json, name: &str| get(flow, &format!("transfers[0].{name}")).cloned();
        let before = json(&flow);
        let is_own = |cure: &&Cure| {
            fact(&cure.flow, "recipient.id") == Some(json("\"r\""))
                && fact(&cure.flow, other).is_some_and(|now| fact(&before, other).is_some_and(|was| was != now))
        };
        let cure = found.cures.iter().find(is_own).unwrap_or_else(|| panic!("{other}: {:?}", found.cures));
        assert_eq!([fact(&cure.flow, "assessment"), fact(&cure.flow, "bound")], [None, None], "{other}");
        assert!(paths(cure).1.contains(&"transfers[0].assessment"), "{other}: {cure:?}");
        assert_eq!(fact(&cure.flow, "complete").is_some(), is_agreed_anew, "{other}: {cure:?}");
    }
}

#[test]
fn cures_take_a_measure_beside_another_and_move_keys_from_where_they_were() {
    let flow = |facts: &str| {
        one_transfer(
            FRENCH,
            "processor",
            &format!(r#""tool": "scc", "scc_version": "scc_2021_914", "scc_module": "c2p", "complete": true, {facts}"#),
        )
        .replace("KE", "CN")
        .replace(r#""plaintext_needed": true"#, r#""plaintext_needed": false"#)
    };
    let weak = r#""measures": [{"kind": "encryption", "keys": {"holder": "exporter", "place": "FR"}, "state_of_the_art": false}]"#;
    let added = cures(&failing("gdpr_transfers", &flow(weak)));
    assert!(added.cures.iter().any(|cure| paths(cure).0.contains(&"transfers[0].measures")), "{added:?}");
    let theirs = weak.replace(r#""exporter", "place": "FR""#, r#""importer", "place": "CN""#).replace("false", "true");
    let found = cures(&failing("gdpr_transfers", &flow(&theirs)));
    let keys = |cure: &Cure| get(&cure.flow, "transfers[0].measures[0].keys").cloned();
    let kept = found.cures.iter().filter_map(keys).find(|keys| get(keys, "holder") == Some(&json("\"exporter\"")));
    assert_eq!(kept.as_ref().and_then(|keys| get(keys, "place")), None, "{found:?}");
    assert!(kept.is_some(), "{found:?}");
}

#[test]
fn cures_leave_open_what_was_found_of_the_place_and_the_cloud_of_a_site() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" {
  rule near "A store is in Switzerland, and what it rests on is assessed"
    for every s in storage
    require s in {CH} and s.transfer.assessment is favourable and s.transfer.bound
}
"#;
    let transfer =
        r#""transfer": {"tool": "certification", "authorised": true, "bound": true, "assessment": "favourable"}"#;
    for site in [r#""place": "KE", "operator": {"id": "o", "seat": "CH"}"#, r#""region": "azure/westus""#] {
        let flow = format!(
            r#"{{"as_of": "2026-03-01", "exporter": {{"id": "e", "seat": "CH"}}, "storage": [{{{site}, {transfer}}}]}}"#
        );
        let found = cures(&failing(policy, &flow));
        assert!(!found.cures.is_empty(), "{site}");
        for cure in &found.cures {
            assert_eq!(get(&cure.flow, "storage[0].transfer.assessment"), None, "{cure:?}");
            assert!(paths(cure).1.contains(&"storage[0].transfer.assessment"), "{cure:?}");
        }
    }
}
