//! Every difference has a flow that shows it, and where all were looked for no flow shows another.

use super::small::Small;
use super::{Tally, case, cases, checked};
use lexloci::analyse::{Compared, SemVer};
use lexloci::verdict::Answer;
use lexloci::{Json, Policy};

#[test]
fn differences_are_shown_and_none_is_missed() {
    let mut tally = Tally::default();
    for mut old in cases(100) {
        let changed = old.draw.pick(old.tests);
        let Some(new) = case(old.seed, Some(changed), "1.0.1") else { continue };
        let mut differing = old.policy.diff(&new.policy);
        let Some(verdict) = differing.advance(&old.policy, &new.policy, 6_000) else {
            tally.add("not within 6,000 steps", 1);
            continue;
        };
        tally.add("pairs", 1);
        tally.add("complete", usize::from(verdict.complete));
        tally.add("kinds", verdict.kinds.len());
        for kind in &verdict.kinds {
            let judged = (checked(&old.policy, &kind.flow), checked(&new.policy, &kind.flow));
            if judged != (Some(kind.from), Some(kind.to)) {
                old.fail(&format!("{judged:?} is told as {kind:?}\n{}", new.written.text), &kind.flow);
            }
        }
        steps_follow(&verdict);
        let mut flows: Vec<Json> = (0..80).map(|_| Small::draw(&mut old.draw, &old.reads, 97).json()).collect();
        flows.extend(
            Small::draw(&mut old.draw, &old.reads, 0).completions(600).unwrap_or_default().iter().map(Small::json),
        );
        for flow in flows.iter().filter(|_| verdict.complete) {
            tally.add("flows", 1);
            if let Some(missed) = missed(&old.policy, &new.policy, &verdict, flow) {
                old.fail(&format!("{missed:?} was not found\n{}", new.written.text), flow);
            }
        }
    }
    tally.print("diff");
    assert!(tally.of("kinds") > 40 && tally.of("complete") > 25);
}

/// Returns a change of verdict that was not told.
fn missed(old: &Policy, new: &Policy, verdict: &Compared, flow: &Json) -> Option<(Answer, Answer)> {
    let (from, to) = (checked(old, flow)?, checked(new, flow)?);
    let known = verdict.kinds.iter().any(|kind| kind.from == from && kind.to == to);
    (from != to && from != Answer::Undetermined && to != Answer::Undetermined && !known).then_some((from, to))
}

/// The step of the version number follows from the gravest change.
fn steps_follow(verdict: &Compared) {
    let graver = verdict.kinds.iter().any(|kind| kind.to == Answer::NonCompliant);
    let needed = match verdict.kinds.is_empty() {
        _ if graver => SemVer::Major,
        false => SemVer::Minor,
        true => verdict.needed,
    };
    assert_eq!((verdict.claimed, verdict.needed), (SemVer::Patch, needed));
    assert_eq!(verdict.right, verdict.kinds.is_empty());
}
