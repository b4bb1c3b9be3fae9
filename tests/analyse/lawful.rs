//! Cures are lawful, confirmed and minimal: on every decided case that fails, and on random flows that fail.
//!
//! The oracle is `Policy::check` alone. What is given and what has to be found is written here by hand, from the law: GDPR
//! Articles 4, 28, 45, 46 and 49, EDPB Recommendations 01/2020 and Guidelines 2/2018. It is not the table of the vocabulary.
//!
//! `cargo test --test analyse cures -- --nocapture` prints the figures, of each eighth case and of 25 random flows;
//! `ANALYSE_EVERY=1 ANALYSE_FLOWS=200` takes all.

use super::carried::{
    OF_ONE_DESTINATION, OF_ONE_TOOL, WITHIN_A_TOOL, carried, describes_anew, follows, is_of_old_provider, last_days,
    supposed,
};
use super::golden::gather;
use super::json::{get, items, json, put, sorted, take};
use super::world::Draw;
use super::{Tally, common, setting};
use lexloci::analyse::{Analysis, Budget, Change, Cure, Cures, Remedy, Wishes};
use lexloci::golden::Case;
use lexloci::verdict::Answer;
use lexloci::{Json, Options, Policy};
use std::path::Path;
use std::time::{Duration, Instant};

/// Facts that nobody decides: what the data are and what for, who a person is, on what day something was done, on what
/// derogation data go.
const GIVEN: &[&str] = &[
    "as_of",
    "data",
    "categories",
    "subjects",
    "direct_from_subject",
    "purpose",
    "id",
    "name",
    "seat",
    "administration",
    "main_establishment",
    "ultimate_parent",
    "role",
    "regime",
    "is_public_authority",
    "listed",
    "certified",
    "holders",
    "capital",
    "votes",
    "has_veto",
    "appoints_majority",
    "exposed",
    "staff_place",
    "derogation",
    "systematic",
    "necessary",
    "valid_consent",
    "in_public_power",
    "recognised_in_law",
    "claim_exists",
    "subject_incapable",
    "register_open",
    "few_subjects",
    "interests_balanced",
    "authority_informed",
    "concluded",
    "layer",
    "is_test",
    "custom_built",
    "publicly_funded",
    "reciprocal_access",
];

/// Facts that somebody has to find.
pub(super) const FOUND: &[&str] = &[
    "assessment",
    "plaintext_needed",
    "protected_recipient",
    "processing_unchanged",
    "authorised",
    "bound",
    "safeguards",
    "state_of_the_art",
    "service_survives_its_loss",
];

/// The parties that one can choose.
const CHOSEN: &[&str] = &["operator", "provider", "recipient", "issuer"];

/// The facts of a transfer that stay with any recipient: the data, the persons, the sender and the reason (GDPR 4(2) and 49). The rest is
/// agreed with a recipient (GDPR 28(3) and 46(2)) or found of it and of its country (Recommendations 01/2020, step 3); with
/// another recipient it is open again.
const WHOEVER_RECEIVES: &[&str] =
    &["data", "categories", "subjects", "exporter", "derogation", "systematic", "from", "through"];

/// A flow that a policy refuses.
pub(super) struct Failing {
    name: String,
    policy: Policy,
    flow: Json,
    options: Options,
}

impl Failing {
    fn answer(&self, flow: &Json) -> Option<Answer> {
        self.policy.check(flow, &self.options).ok().map(|verdict| verdict.verdict)
    }

    fn cures(&self, steps: u64) -> (Cures, Duration) {
        let start = Instant::now();
        let level = self.options.level.as_deref();
        let analysis = Analysis::new(&self.policy, &self.flow, self.options.as_of, level, Budget { steps });
        let cures = analysis.expect("it was judged").cure(&Wishes::default()).expect("there are no wishes");
        (cures, start.elapsed())
    }

    pub(super) fn fail(&self, what: &str, cure: &Cure) -> ! {
        let told = |changes: &[Change]| serde_json::to_string(changes).unwrap_or_default();
        let (changes, conditions) = (told(&cure.changes), told(&cure.conditions));
        panic!("{}: {what}\n{}\n{changes}\nif {conditions}", self.name, common::text(&self.flow))
    }
}

/// Makes some changes and supposes some conditions, as a stranger does by what is documented: values first, what is taken
/// out last.
fn applied<'c>(flow: &Json, all: impl Iterator<Item = &'c Change> + Clone) -> Option<Json> {
    let mut flow = spelled(flow);
    for change in all.clone() {
        if let Some(value) = &change.to {
            let leads =
                change.path.rsplit_once(']').is_none_or(|(entry, _)| get(&flow, &format!("{entry}]")).is_some());
            if !leads {
                return None;
            }
            put(&mut flow, &change.path, value.clone());
        }
    }
    // A fact that is taken out and supposed anew stands as it is supposed.
    let is_stated = |path: &str| all.clone().any(|change| change.to.is_some() && change.path == path);
    let gone = all.clone().filter(|change| change.to.is_none() && !is_stated(&change.path));
    gone.for_each(|change| take(&mut flow, &change.path));
    Some(flow)
}

/// Writes out what a flow writes short.
pub(super) fn spelled(flow: &Json) -> Json {
    let mut ids = vec![];
    own_ids(flow, &mut ids);
    written_out(flow, "", &ids)
}

/// Collects the ids that the flow gives to parties.
fn own_ids(json: &Json, ids: &mut Vec<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| own_ids(item, ids)),
        Json::Object(entries) => entries.iter().for_each(|(key, value)| match value {
            Json::Text(id) if key == "id" => ids.push(id.clone()),
            other => own_ids(other, ids),
        }),
        _ => {}
    }
}

/// Returns the object that a party's text stands for: a party of the flow, or a vendor by its key. A text after `@` that is no id of the
/// flow is a vendor's key.
fn party(text: &str, ids: &[String]) -> Option<(&'static str, String)> {
    match text.strip_prefix('@') {
        Some(id) if ids.iter().any(|own| own == id) => Some(("id", id.to_owned())),
        Some(key) => Some(("vendor", key.to_owned())),
        None if ["exporter", "provider", "none"].contains(&text) => None,
        None => Some(("vendor", text.to_owned())),
    }
}

fn written_out(json: &Json, name: &str, ids: &[String]) -> Json {
    let one = |name: &str, value: &Json| Json::Object(vec![(name.to_owned(), value.clone())]);
    let sites = ["storage", "processing", "access", "transit"].contains(&name);
    match json {
        Json::Array(_) if name == "data" => one("categories", json),
        Json::Object(entries) if name == "data" && entries.iter().any(|(key, _)| key == "items") => {
            one("categories", json)
        }
        Json::Text(text) if sites && text.contains('/') => one("region", json),
        Json::Text(_) if sites => one("place", json),
        Json::Text(_) if name == "measures" => one("kind", json),
        Json::Text(text) if ["provider", "recipient", "operator"].contains(&name) || text.starts_with('@') => {
            party(text, ids).map_or_else(|| json.clone(), |(fact, value)| one(fact, &Json::Text(value)))
        }
        Json::Array(items) => Json::Array(items.iter().map(|item| written_out(item, name, ids)).collect()),
        Json::Object(entries) => {
            let inner = |key: &String| if key == "items" { name.to_owned() } else { key.clone() };
            let written = |(key, value): &(String, Json)| (key.clone(), written_out(value, &inner(key), ids));
            Json::Object(entries.iter().map(written).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn cures_of_decided_cases_and_of_random_flows_hold() {
    let mut cases = vec![];
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut cases);
    let (every, steps) = (setting("ANALYSE_EVERY", 24) as usize, setting("ANALYSE_STEPS", Budget::default().steps));
    let failing: Vec<Failing> = cases.iter().filter_map(|case| refused(case, None)).collect();
    let of_decided = shown("decided cases that fail", failing.iter().step_by(every), steps);
    let mut draw = Draw::new(setting("ANALYSE_SEED", 1));
    let wanted = setting("ANALYSE_FLOWS", 10) as usize;
    let drawn = (0..wanted * 50).filter_map(|_| refused(&cases[draw.pick(cases.len())], Some(&mut draw)));
    let random: Vec<Failing> = drawn.take(wanted).collect();
    assert_eq!(random.len(), wanted);
    let of_random = shown("random flows that fail", random.iter(), steps);
    let [none_found, flows] = ["none found", "flows"].map(|what| of_decided.of(what) + of_random.of(what));
    assert!(none_found * 10 <= flows, "nine in ten of all flows that fail are answered");
}

/// Returns the flow of a case, changed at random where that is wanted, if its policy refuses it.
fn refused(case: &Case, draw: Option<&mut Draw>) -> Option<Failing> {
    let policy = Policy::parse(&case.policy, &case.modules).ok()?;
    let mut flow = serde_json::from_str::<Json>(case.flow.as_deref()?).ok()?;
    if let Some(draw) = draw {
        flow = spelled(&flow);
        for _ in 0..=draw.pick(3) {
            altered(&mut flow, draw);
        }
    }
    let failing = Failing { name: case.name.clone(), policy, flow, options: case.options.clone() };
    (failing.answer(&failing.flow) == Some(Answer::NonCompliant)).then_some(failing)
}

/// Changes one fact of a flow, or takes it out.
fn altered(flow: &mut Json, draw: &mut Draw) {
    let mut known = vec![];
    super::golden::facts(flow, "", &mut known);
    if known.is_empty() {
        return;
    }
    let path = known.swap_remove(draw.pick(known.len()));
    let name = path.rsplit('.').next().unwrap_or_default();
    let places = ["US", "CN", "IN", "CH", "FR", "GB", "BR"];
    let other = match (name, get(flow, &path)) {
        ("place" | "to" | "seat" | "ultimate_parent", _) => {
            Some(json(&format!("\"{}\"", places[draw.pick(places.len())])))
        }
        ("region", _) => Some(json(["\"aws/us-east-1\"", "\"azure/westeurope\"", "\"gcp/asia-south1\""][draw.pick(3)])),
        (_, Some(Json::Bool(yes))) => Some(Json::Bool(!yes)),
        ("tool" | "assessment" | "derogation", _) => Some(json("\"none\"")),
        _ => None,
    };
    match other {
        Some(value) => put(flow, &path, value),
        None if get(flow, &path).is_some() => take(flow, &path),
        None => {}
    }
}

fn shown<'f>(title: &str, all: impl Iterator<Item = &'f Failing>, steps: u64) -> Tally {
    let mut tally = Tally::default();
    let mut times = vec![];
    for failing in all {
        let (cures, time) = failing.cures(steps);
        times.push(time);
        tally.add("flows", 1);
        match cures.remedy {
            Remedy::Found => tally.add("with a cure", 1),
            Remedy::NoLawfulCure => tally.add("no lawful cure", 1),
            Remedy::NotFound => {
                tally.add("none found", 1);
                println!("none found: {} ({})", failing.name, failing.policy.name);
            }
            Remedy::NotNeeded => panic!("{} fails", failing.name),
        }
        assert_eq!(cures.remedy == Remedy::Found, !cures.cures.is_empty());
        cures.cures.iter().for_each(|cure| holds(failing, cure, &mut tally));
    }
    times.sort();
    let at =
        |percent: usize| times.get((times.len() * percent / 100).min(times.len() - 1)).copied().unwrap_or_default();
    tally.print(title);
    println!("{title}: median {:?}, p95 {:?}, steps {steps}", at(50), at(95));
    assert_eq!(tally.of("confirmed"), tally.of("cures"));
    assert_eq!(tally.of("minimal"), tally.of("cures"));
    assert_eq!((tally.of("changes of given facts"), tally.of("derogations offered")), (0, 0));
    tally
}

fn holds(failing: &Failing, cure: &Cure, tally: &mut Tally) {
    tally.add("cures", 1);
    tally.add("with conditions", usize::from(!cure.conditions.is_empty()));
    let all: Vec<&Change> = cure.changes.iter().chain(&cure.conditions).collect();
    let compliant = |all: &[&Change]| {
        applied(&failing.flow, all.iter().copied()).is_some_and(|flow| failing.answer(&flow) == Some(Answer::Compliant))
    };
    let done = applied(&failing.flow, cure.changes.iter()).unwrap_or_else(|| failing.fail("it leads nowhere", cure));
    let settled = applied(&failing.flow, all.iter().copied());
    if sorted(&done) != sorted(&cure.flow) || settled.as_ref().map(sorted) != Some(sorted(&cure.settled)) {
        failing.fail(&format!("the flow is another: {} {}", common::text(&done), common::text(&cure.flow)), cure);
    }
    if !compliant(&all) || !cure.conditions.is_empty() && failing.answer(&cure.flow) == Some(Answer::Compliant) {
        failing.fail("it is not confirmed", cure);
    }
    tally.add("confirmed", 1);
    let before = spelled(&failing.flow);
    let is_due = |change: &Change| {
        describes_anew(&before, change) || follows(&before, change) || is_of_old_provider(&before, &done, &change.path)
    };
    for index in (0..all.len()).filter(|index| !is_due(all[*index])) {
        let without: Vec<&Change> =
            all.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, change)| *change).collect();
        if compliant(&without) {
            failing.fail(&format!("{} can be left out", all[index].path), cure);
        }
    }
    tally.add("minimal", 1);
    let mut wrong = vec![];
    let gone = |path: &str| cure.changes.iter().any(|change| change.to.is_none() && change.path == path);
    let kept = cure.changes.iter().filter(|change| change.to.is_some() || !change.path.ends_with(']'));
    let whole = applied(&failing.flow, kept).unwrap_or(before.clone());
    let anew = cure.changes.iter().filter(|change| describes_anew(&before, change));
    let described = applied(&before, anew).unwrap_or(before.clone());
    unchanged(&described, &whole, "", &gone, &mut wrong);
    if !wrong.is_empty() {
        failing.fail(&format!("given or found: {wrong:?}"), cure);
    }
    tally.add("changes of given facts", wrong.len());
    if let Some(what) = carried(&before, &whole).or_else(|| supposed(&whole, cure)) {
        failing.fail(&what, cure);
    }
    for change in &all {
        derogations(change.to.as_ref(), &change.path, &before, failing, cure);
        past_days(change.to.as_ref(), &before, failing, cure);
        last_days(change.to.as_ref(), &before, failing, cure);
    }
}

/// Gathers each fact that is given, or found, and stands otherwise than it did.
fn unchanged(before: &Json, after: &Json, path: &str, gone: &dyn Fn(&str) -> bool, wrong: &mut Vec<String>) {
    let of = |json: &'_ Json, name: &str| get(json, name).filter(|value| **value != Json::Null).cloned();
    match (before, after) {
        (Json::Array(_), _) | (Json::Object(_), _) if !items(before).is_empty() => {
            for (index, item) in items(before).iter().enumerate() {
                // Another supplier is chosen, as another operator is.
                let other = items(after).get(index).and_then(|now| of(now, "id"));
                if path == "suppliers" && other.is_some() && other != of(item, "id") {
                    continue;
                }
                let path = format!("{path}[{index}]");
                match items(after).get(index) {
                    Some(now) => unchanged(item, now, &path, gone, wrong),
                    None if matches!(item, Json::Object(_)) && !gone(&path) => wrong.push(path),
                    None => {}
                }
            }
        }
        (Json::Object(facts), Json::Object(now)) => {
            let is_other = |name: &str| {
                let id = |json: &Json| of(json, name).and_then(|person| of(&person, "id"));
                CHOSEN.contains(&name) && id(after).is_some() && id(before) != id(after)
            };
            let names: Vec<&String> = facts.iter().chain(now).map(|(name, _)| name).collect();
            for name in names {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let (was, is) = (of(before, name), of(after, name));
                let is_open = name == "assessment" && was == Some(json("\"none\""));
                let is_anew = |name: &str| of(before, name).is_some() && of(before, name) != of(after, name);
                let is_open_again = is.is_none()
                    && (is_other("recipient") && !WHOEVER_RECEIVES.contains(&name.as_str())
                        || is_anew("to") && OF_ONE_DESTINATION.contains(&name.as_str())
                        || is_anew("tool") && (OF_ONE_TOOL.contains(&name.as_str()) || name == "assessment")
                        || WITHIN_A_TOOL.iter().any(|of| is_anew(of))
                            && (OF_ONE_TOOL.contains(&name.as_str()) || name == "assessment"));
                // `carried` tells which facts a site elsewhere, or another's, keeps of its transfer.
                let is_moved = name == "transfer" && ["place", "region", "operator"].iter().any(|of| is_anew(of));
                let is_of_old = is_of_old_provider(before, after, &path);
                if was == is || is_other(name) || is_open_again || is_moved || is_of_old {
                    continue;
                }
                match (&was, &is) {
                    _ if is_open && is.is_some() => wrong.push(path),
                    _ if GIVEN.contains(&name.as_str()) || FOUND.contains(&name.as_str()) => wrong.push(path),
                    (Some(was), Some(is)) => unchanged(was, is, &path, gone, wrong),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Fails where a derogation is stated that was not.
fn derogations(value: Option<&Json>, path: &str, before: &Json, failing: &Failing, cure: &Cure) {
    match value {
        Some(Json::Object(entries)) => entries
            .iter()
            .for_each(|(name, value)| derogations(Some(value), &format!("{path}.{name}"), before, failing, cure)),
        Some(Json::Array(all)) => all.iter().enumerate().for_each(|(index, value)| {
            derogations(Some(value), &format!("{path}[{index}]"), before, failing, cure);
        }),
        Some(value)
            if path.ends_with(".derogation") && get(before, path) != Some(value) && *value != json("\"none\"") =>
        {
            failing.fail("it offers a derogation", cure);
        }
        _ => {}
    }
}

/// Fails where a day is stated that is before the day judged and that the flow did not state.
fn past_days(value: Option<&Json>, before: &Json, failing: &Failing, cure: &Cure) {
    match value {
        Some(Json::Object(entries)) => {
            entries.iter().for_each(|(_, value)| past_days(Some(value), before, failing, cure));
        }
        Some(Json::Array(all)) => all.iter().for_each(|value| past_days(Some(value), before, failing, cure)),
        Some(Json::Text(text)) if lexloci::Date::parse(text).is_some() => {
            let judged = failing.options.as_of.map(|day| day.to_string());
            let judged = judged.or_else(|| match get(before, "as_of") {
                Some(Json::Text(day)) => Some(day.clone()),
                _ => None,
            });
            if judged.is_some_and(|day| *text < day) && !common::text(before).contains(text.as_str()) {
                failing.fail(&format!("{text} has passed"), cure);
            }
        }
        _ => {}
    }
}

pub(super) fn failing(policy: &str, flow: &str) -> Failing {
    let shipped = lexloci::policies::policies().iter().find(|(name, _)| *name == policy).map(|(_, text)| *text);
    let policy = common::policy(shipped.unwrap_or(policy));
    Failing { name: "a flow".to_owned(), policy, flow: json(flow), options: Options::default() }
}

pub(super) fn cures(failing: &Failing) -> Cures {
    let (cures, _) = failing.cures(Budget::default().steps);
    let mut tally = Tally::default();
    cures.cures.iter().for_each(|cure| holds(failing, cure, &mut tally));
    cures
}

/// Returns the paths that a cure changes, and those that it supposes.
pub(super) fn paths(cure: &Cure) -> (Vec<&str>, Vec<&str>) {
    (
        cure.changes.iter().map(|change| change.path.as_str()).collect(),
        cure.conditions.iter().map(|change| change.path.as_str()).collect(),
    )
}

const TRACKER: &str = r#"{
  "as_of": "2026-05-13", "data": ["contact"],
  "exporter": {"id": "a", "name": "Recipes", "seat": "FR", "regime": "gdpr_3_1"},
  "storage": [], "processing": [], "access": [], "transit": [],
  "transfers": [{"to": "US", "recipient": {"id": "b", "name": "Error tracker", "seat": "US", "ultimate_parent": "US", "listed": []},
                 "tool": "none", "derogation": "none"}]
}"#;

#[test]
fn cures_of_a_transfer_are_another_recipient_or_clauses_that_hold() {
    let found = cures(&failing("gdpr_transfers", TRACKER));
    let clauses = found.cures.iter().find(|cure| cure.changes.iter().any(|change| change.path == "transfers[0].tool"));
    let clauses = clauses.expect("the rule's own remedy is offered");
    let tool = clauses.changes.iter().find(|change| change.path == "transfers[0].tool").and_then(|c| c.to.clone());
    assert_eq!(tool, Some(json("\"scc\"")));
    assert!(paths(clauses).1.contains(&"transfers[0].assessment"), "{clauses:?}");
    let module = clauses.changes.iter().find(|change| change.path == "transfers[0].scc_module");
    assert_eq!(module.and_then(|change| change.to.clone()), Some(json("\"c2p\"")));
    assert!(found.cures.iter().any(|cure| {
        cure.changes.iter().any(|change| change.path == "transfers[0]" || change.path == "transfers[0].recipient")
    }));
}

#[test]
fn cures_take_back_what_is_superfluous() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" {
  rule rest "Data rest in the EEA"
    for every s in storage where s.data has personal
    require s in EEA
  rule health "Health data rest in France"
    for every s in storage where s.data has health
    require s is FR
}
"#;
    let flow = r#"{"as_of": "2026-03-01", "data": ["contact"], "storage": ["FR", "CH"]}"#;
    let found = cures(&failing(&policy.replace("s is FR", "s.place is FR"), flow));
    let first = found.cures.first().expect("a cure");
    assert_eq!(paths(first), (vec!["storage[1].place"], vec![]));
}

#[test]
fn cures_stay_with_the_provider_and_go_to_what_is_near() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" { rule r "R" for every s in storage require s in EEA }
"#;
    let flow = r#"{"as_of": "2026-03-01", "exporter": {"seat": "FR"}, "storage": ["aws/us-east-1", "azure/switzerlandnorth"]}"#;
    let found = cures(&failing(policy, flow));
    let first = found.cures.first().expect("a cure");
    let to: Vec<String> = first.changes.iter().map(|change| format!("{:?}", change.to)).collect();
    assert!(to[0].contains("aws/eu-west-1"), "the nearest region of AWS across the Atlantic is in Ireland: {to:?}");
    assert!(to[1].contains("azure/"), "{to:?}");
    for cure in &found.cures {
        assert!(!format!("{cure:?}").contains("alibaba"));
    }
}

#[test]
fn cures_close_a_list_without_repeating_its_entries() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" { rule r "R" for every s in storage require s in EEA }
"#;
    let flow = r#"{"as_of": "2026-03-01", "storage": {"items": ["DE", "US"], "complete": false}}"#;
    let found = cures(&failing(policy, flow));
    assert_eq!(paths(&found.cures[0]), (vec!["storage[1].place"], vec!["storage.complete"]));
}

#[test]
fn cures_put_another_provider_in_place_of_one_that_may_not_be() {
    let policy = r#"loci 1
policy p version 1.0.0 "P" { rule r "R" forbid provider is @orchestrator }
"#;
    let flow = r#"{"as_of": "2026-03-01", "provider": {"id": "orchestrator", "name": "Market", "seat": "DE"}}"#;
    let found = cures(&failing(policy, flow));
    assert_eq!(paths(&found.cures[0]), (vec!["provider"], vec![]));
}

#[test]
fn cures_of_a_flow_that_states_little_name_all_that_is_open() {
    let flow = r#"{"as_of": "2026-03-01", "service": {"open_interfaces": false}}"#;
    let found = cures(&failing("marketplace_admission", flow));
    let first = found.cures.first().expect("a cure");
    let (changes, conditions) = paths(first);
    assert!(changes.contains(&"service.open_interfaces") && changes.contains(&"credentials"), "{changes:?}");
    assert!(conditions.contains(&"x.leave_within"), "{conditions:?}");
    let adds =
        |change: &Change| change.path == "transfers" && change.to.as_ref().is_some_and(|to| !items(to).is_empty());
    assert!(!first.changes.iter().any(adds), "to do more with the data is no remedy");
}

#[test]
fn cures_with_entries_taken_out_refer_to_the_flow_as_it_was_stated() {
    let policy = r#"loci 1
fact site.x.old is yes_no as given
policy p version 1.0.0 "P" {
  rule new "No store is old" for every s in storage require not s.x.old
  rule closed "Every store is encrypted" for every s in storage require s.encrypted
}
"#;
    let flow = r#"{"as_of": "2026-03-01", "storage": [
      {"place": "FR", "encrypted": true, "x": {"old": true}}, {"place": "DE", "encrypted": false, "x": {"old": false}},
      {"place": "ES", "encrypted": true, "x": {"old": true}}, {"place": "IT", "encrypted": false, "x": {"old": false}}]}"#;
    let found = cures(&failing(policy, flow));
    let first = found.cures.first().expect("a cure");
    assert_eq!(
        paths(first).0,
        ["storage[1].encrypted", "storage[3].encrypted", "storage[2]", "storage[0]"],
        "values by the positions that were stated, then what is taken out, from the end"
    );
}

#[test]
fn cures_never_change_what_is_given_or_was_found() {
    let policy = r#"loci 1
fact x.needed is yes_no
fact x.tier is one of {gold, silver} as act
policy p version 1.0.0 "P" {
  rule child "No data of children" forbid data has child
}
"#;
    let child = r#"{"as_of": "2026-03-01", "data": ["contact", "child"]}"#;
    assert_eq!(cures(&failing(policy, child)).remedy, Remedy::NoLawfulCure);
    let needed = policy.replace("forbid data has child", "require x.needed");
    let against = r#"{"as_of": "2026-03-01", "x": {"needed": false}}"#;
    assert_eq!(cures(&failing(&needed, against)).remedy, Remedy::NoLawfulCure, "a finding against is given");
    let tier = policy.replace("forbid data has child", "require x.tier is gold and x.needed");
    let found = cures(&failing(&tier, r#"{"as_of": "2026-03-01", "x": {"tier": "silver"}}"#));
    assert_eq!(paths(&found.cures[0]), (vec!["x.tier"], vec!["x.needed"]));
    let tested = policy.replace("forbid data has child", "require exit.tested within 12 months");
    let found = cures(&failing(&tested, r#"{"as_of": "2026-03-01", "exit": {"tested": "2024-01-31"}}"#));
    assert_eq!(found.cures[0].changes[0].to, Some(json("\"2026-03-01\"")), "it is tested today");
}

#[test]
fn a_wish_that_names_nothing_is_an_error() {
    let policy = common::policy(lexloci::policies::policies()[0].1);
    let flow = json(r#"{"as_of": "2026-03-01", "storage": ["US"]}"#);
    let analysis = Analysis::new(&policy, &flow, None, None, Budget { steps: 10 }).expect("the flow is right");
    for (fixed, help) in
        [("strage", "did you mean `storage`?"), ("storage[1]", "`storage` has 1 entries, and the first is [0]")]
    {
        let errors = analysis.cure(&Wishes::fixing([fixed])).expect_err("it names nothing");
        assert_eq!((errors[0].code, errors[0].help.as_deref()), ("L0588", Some(help)));
    }
}
