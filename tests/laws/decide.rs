//! Law 5: the program decides as the explaining evaluator does, at every level and of every part.

use super::relation::Levels;
use super::run::{Case, FLOWS, Seen, law, note_answer, was_tried};
use super::world;
use lexloci::decide::{Asked, Decider, Packer};
use lexloci::flow::Flow;
use lexloci::program::{Program, compile};
use lexloci::{Json, Policy, Verdict};
use proptest::test_runner::TestCaseError;
use std::fs::OpenOptions;
use std::io::Write;

/// Returns how a program decides a flow: at each level, as a whole and of each part. Nothing where it refuses it.
fn decided(policy: &Policy, program: &Program, flow: &Flow) -> Option<Vec<String>> {
    let words = Packer::new(program).pack(flow);
    let mut decider = Decider::new(program.clone());
    let levels = 0..policy.levels.len().max(1) as u16;
    let asked = levels.flat_map(|level| {
        let parts = (0..policy.parts.len() as u16).map(Some);
        std::iter::once(None).chain(parts).map(move |part| Asked { level, part })
    });
    asked.map(|asked| decider.decide(&words, asked).ok().map(|found| found.verdict.as_str().to_owned())).collect()
}

/// Returns the same as the explaining evaluator has it.
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

pub(crate) fn agrees(
    case: &Case<'_>,
    program: &Program,
    flow: &Json,
    judged: &Option<Levels>,
    seen: &Seen,
) -> Result<(), TestCaseError> {
    let Ok(read) = Flow::read(flow, &case.policy.declared, None) else { return Ok(()) };
    let found = decided(&case.policy, program, &read);
    let packer = Packer::new(program);
    let plain = packer.read(flow, None).map(|plain| packer.pack(&plain));
    if plain.as_ref() != Ok(&packer.pack(&read)) {
        return case.fail("read for deciding, it is another flow", &[flow]);
    }
    let Some(levels) = judged else {
        seen.note("contradictory");
        return Ok(());
    };
    seen.note("compared");
    if !read.choices.is_empty() {
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
        let program = compile(&case.policy);
        for _ in 0..2 * FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            write(case, &flow, &judged);
            agrees(case, &program, &flow, &judged, seen)?;
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.6, "flows", &["compared"]);
    seen.at_least(0.05, "flows", &["with groups of places"]);
}
