//! Law 5: deciding gives what explaining gives, at every level and of every part.

use super::relation::Levels;
use super::run::{Case, FLOWS, Seen, law, note_answer, was_tried};
use super::world;
use lexloci::flow::Flow;
use lexloci::{Json, Options, Policy, Verdict};
use proptest::test_runner::TestCaseError;
use std::fs::OpenOptions;
use std::io::Write;

/// Returns how a flow is decided: at each level, as a whole and of each part. Nothing where it is refused.
fn decided(policy: &Policy, flow: &Json) -> Option<Vec<String>> {
    let levels = 0..policy.levels.len().max(1);
    let asked = levels.flat_map(|level| {
        let options = policy.levels.get(level).into_iter().fold(Options::new(), Options::level);
        let parts = policy.parts.iter().map(Some);
        std::iter::once(None)
            .chain(parts)
            .map(move |part: Option<&String>| part.into_iter().fold(options.clone(), Options::part))
    });
    asked.map(|asked| policy.decide(flow, &asked).ok().map(|found| found.verdict.as_str().to_owned())).collect()
}

/// Returns the same as the verdicts have it.
fn explained(policy: &Policy, levels: &[Verdict]) -> Vec<String> {
    let of = |verdict: &Verdict| {
        let parts = policy.parts.iter().filter_map(|part| verdict.parts.get(part));
        let parts = parts.map(|part| part.verdict.as_str().to_owned());
        std::iter::once(verdict.verdict.as_str().to_owned()).chain(parts).collect::<Vec<_>>()
    };
    levels.iter().flat_map(of).collect()
}

/// Writes a policy, a flow and its verdicts as a line of JSON to the file that `LAWS_WRITE` names, so that other
/// runtimes can be held to the same: nothing is written where the flow contradicts itself.
fn write(case: &Case<'_>, flow: &Json, judged: &Option<Levels>) {
    let (Ok(path), Some(levels)) = (std::env::var("LAWS_WRITE"), judged) else { return };
    let parts = std::iter::once(None).chain(case.policy.parts.iter().map(Some));
    let asked = levels
        .iter()
        .enumerate()
        .flat_map(|(index, _)| parts.clone().map(move |part| (case.policy.levels.get(index), part)));
    let verdicts: Vec<_> = asked.zip(explained(&case.policy, levels)).collect();
    let flow: serde_json::Value = serde_json::from_str(&world::text(flow)).expect("a flow is JSON");
    let line = serde_json::json!({ "policy": case.text, "flow": flow, "verdicts": verdicts });
    let mut file = OpenOptions::new().create(true).append(true).open(path).expect("the file can be written");
    writeln!(file, "{line}").expect("the file can be written");
}

pub(crate) fn agrees(case: &Case<'_>, flow: &Json, judged: &Option<Levels>, seen: &Seen) -> Result<(), TestCaseError> {
    let found = decided(&case.policy, flow);
    let Some(levels) = judged else {
        seen.note("contradictory");
        return match found {
            None => Ok(()),
            found => case.fail(&format!("decided {found:?}, refused by check"), &[flow]),
        };
    };
    seen.note("compared");
    if !Flow::read(flow, &case.policy.declared, None).map_or(true, |read| read.choices.is_empty()) {
        seen.note("with groups of places");
    }
    match found {
        Some(found) if found == explained(&case.policy, levels) => Ok(()),
        found => case.fail(&format!("decided {found:?}, explained {:?}", explained(&case.policy, levels)), &[flow]),
    }
}

#[test]
fn deciding_agrees_with_explaining() {
    let seen = law(300, |case, seen| {
        for _ in 0..2 * FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            write(case, &flow, &judged);
            agrees(case, &flow, &judged, seen)?;
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.6, "flows", &["compared"]);
    seen.at_least(0.05, "flows", &["with groups of places"]);
}
