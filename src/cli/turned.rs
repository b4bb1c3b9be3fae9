//! `lexloci diff --on`: the verdicts of some flows before and after.

use super::files::{self, FLOWS_LIMIT};
use super::out::{Out, painted};
use super::rejected::Rejected;
use lexloci::render::{Role, visible};
use lexloci::verdict::Instance;
use lexloci::{Json, Options, Policy, Verdict, input};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A flow, and its answers before and after.
#[derive(Serialize)]
pub(super) struct Turned {
    flow: String,
    /// `compliant`, `error`, or `absent` where there was no such flow.
    from: String,
    to: String,
    /// The instances of rules whose outcome is another: `stores at storage[0]: satisfied -> violated`.
    because: Vec<String>,
}

/// The text for a flow that is not there.
const ABSENT: &str = "absent";

/// Judges the flows of some files by both versions.
pub(super) fn turned(
    old: &Policy,
    new: &Policy,
    flows: &[String],
    before: Option<&Path>,
) -> Result<Vec<Turned>, Rejected<'static>> {
    let mut turned = vec![];
    for file in flows {
        let after = judged(new, Some(&files::read(file, FLOWS_LIMIT)?.text));
        let was = match before {
            None => Some(files::read(file, FLOWS_LIMIT)?.text),
            Some(folder) if folder.join(file).exists() => {
                Some(files::read(&folder.join(file).to_string_lossy(), FLOWS_LIMIT)?.text)
            }
            Some(_) => None,
        };
        let was = judged(old, was.as_deref());
        let places: BTreeSet<&String> = was.keys().chain(after.keys()).collect();
        turned.extend(
            places.into_iter().map(|place| compared(format!("{file}{place}"), was.get(place), after.get(place))),
        );
    }
    Ok(turned)
}

/// Judges every flow of a text. One that cannot be judged has no verdict.
fn judged(policy: &Policy, text: Option<&str>) -> BTreeMap<String, Option<Verdict>> {
    let judge = |flow: Json| policy.check(&flow, &Options::new()).ok();
    let entries = text.map(input::flows).unwrap_or_default();
    entries.into_iter().map(|entry| (entry.place, entry.flow.ok().and_then(judge))).collect()
}

fn compared(flow: String, was: Option<&Option<Verdict>>, is: Option<&Option<Verdict>>) -> Turned {
    let answer = |verdict: Option<&Option<Verdict>>| match verdict {
        None => ABSENT.to_owned(),
        Some(None) => "error".to_owned(),
        Some(Some(verdict)) => verdict.verdict.as_str().to_owned(),
    };
    let because = match (was.and_then(Option::as_ref), is.and_then(Option::as_ref)) {
        (Some(was), Some(is)) => differing(was, is),
        _ => vec![],
    };
    Turned { flow, from: answer(was), to: answer(is), because }
}

/// Lists the instances whose outcomes differ.
fn differing(was: &Verdict, is: &Verdict) -> Vec<String> {
    let outcomes = |verdict: &Verdict| -> BTreeMap<(String, String), &'static str> {
        let outcome = |one: &Instance| ((one.rule.clone(), one.at.clone()), one.outcome.as_str());
        verdict.instances.iter().map(outcome).collect()
    };
    let (was, is) = (outcomes(was), outcomes(is));
    let keys: BTreeSet<&(String, String)> = was.keys().chain(is.keys()).collect();
    let turns = keys.into_iter().filter(|key| was.get(*key) != is.get(*key));
    let said = |key: &(String, String)| {
        let (rule, at) = key;
        let at = if at.is_empty() { String::new() } else { format!(" at {at}") };
        let word = |outcome: Option<&&'static str>| outcome.map_or(ABSENT, |outcome| *outcome);
        format!("{rule}{at}: {} -> {}", word(was.get(key)), word(is.get(key)))
    };
    turns.map(said).collect()
}

/// Prints the flows whose answers turn, each with its rules, and counts the others.
pub(super) fn print_turned(flows: &[Turned], out: &mut Out) {
    let turn: Vec<&Turned> = flows.iter().filter(|one| one.from != one.to).collect();
    out.line(&format!("flows whose verdict turns: {} of {}", turn.len(), flows.len()));
    let word =
        |answer: &str| answer.replace("non_compliant", "non-compliant").replace("not_applicable", "not applicable");
    for one in turn {
        let (flow, from, to) = (visible(&one.flow), word(&one.from), word(&one.to));
        let role = if to == "compliant" { Role::Good } else { Role::Bad };
        out.line(&format!("  {flow}   {from} -> {}", painted(role, &to)));
        one.because.iter().for_each(|why| out.line(&format!("    {}", visible(why))));
    }
    out.line("\nOver all flows:");
}
