//! Cures carry nothing that was said of one tool, one recipient or one provider to another, and nothing to a day that ends it.
//!
//! Lists by hand, from the law, which facts belong to which party or tool: GDPR 46 and 47, EDPB Recommendations 01/2020, step 3.

use super::common;
use super::json::{get, json};
use super::lawful::{Failing, cures, failing, paths};
use lexloci::Json;
use lexloci::analyse::{Change, Cure};

/// Facts of one tool, and the day on which it was agreed (GDPR 46(2), 46(3) and 47; clause 5 of Decision 2021/914).
pub(super) const OF_ONE_TOOL: &[&str] = &["bound", "authorised", "safeguards", "concluded", "processing_unchanged"];

/// Facts that an authority, a law or an assessment gives of one destination.
pub(super) const OF_ONE_DESTINATION: &[&str] =
    &["bound", "authorised", "safeguards", "protected_recipient", "assessment"];

/// Says what a cure carries to somebody, or to a tool or a place, of whom or which it was not said.
pub(super) fn carried(before: &Json, after: &Json) -> Option<String> {
    let id = |json: &Json, name: &str| get(get(json, name)?, "id").cloned();
    let (old, new) = (id(before, "provider"), id(after, "provider"));
    let is_swapped = old.is_some() && new.is_some() && old != new && old != id(before, "exporter");
    for list in ["storage", "processing", "access", "transit", "transfers"] {
        let at = |json: &'_ Json| get(json, list).map_or_else(Vec::new, |list| entries_of(list).to_vec());
        for (index, (was, is)) in at(before).iter().zip(at(after)).enumerate() {
            if is_swapped && id(was, "operator") == old && id(&is, "operator") == old {
                return Some(format!("{list}[{index}] stays with the provider who was replaced"));
            }
            let nothing = Json::Object(vec![]);
            let (was, is, receives) = match list {
                "transfers" => (was, &is, id(was, "recipient").zip(id(&is, "recipient"))),
                _ => (
                    get(was, "transfer").unwrap_or(&nothing),
                    get(&is, "transfer").unwrap_or(&nothing),
                    id(was, "operator").zip(id(&is, "operator")),
                ),
            };
            let is_other = |name: &str| {
                get(was, name).is_some_and(|was| *was != json("\"none\"")) && get(is, name) != get(was, name)
            };
            let mut said: Vec<&str> = vec![];
            if is_other("tool") {
                said.extend(OF_ONE_TOOL);
            }
            if is_other("to") {
                said.extend(OF_ONE_DESTINATION);
            }
            if receives.is_some_and(|(was, is)| was != is) {
                said.extend(OF_ONE_TOOL.iter().chain(OF_ONE_DESTINATION));
            }
            if is_other("tool") && get(was, "assessment") == Some(&json("\"favourable\"")) {
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
fn cures_show_credentials_that_do_not_end_on_the_day_judged() {
    let flow = r#"{"as_of": "2026-03-01", "service": {"open_interfaces": false}}"#;
    let found = cures(&failing("marketplace_admission", flow));
    let first = found.cures.first().expect("a cure");
    let shown = common::text(&first.flow);
    assert!(shown.contains("\"through\":\"none\"") || !shown.contains("\"through\""), "{shown}");
}
