//! A determined verdict is that of every completion; an undetermined one has two completions that differ.

use super::json::extends;
use super::small::Small;
use super::{Case, MOST, Tally, analysis, cases, checked};
use lexloci::analyse::Witness;
use lexloci::verdict::Answer;

#[test]
fn exact_verdicts_are_those_of_every_completion() {
    let mut tally = Tally::default();
    for mut case in cases(400) {
        for _ in 0..3 {
            let small = case.flow();
            match small.completions(MOST) {
                Some(all) => agrees(&case, &small, &all, &mut tally),
                None => tally.add("too many completions", 1),
            }
        }
    }
    tally.print("exact");
    assert!(tally.of("flows") * 2 > tally.of("too many completions"), "most flows are tried");
    assert!(tally.of("settled beyond three-valued logic") > 0, "some are settled by search alone");
    assert!(tally.of("not decided") * 50 < tally.of("flows"), "hardly any is not decided");
}

fn agrees(case: &Case, small: &Small, all: &[Small], tally: &mut Tally) {
    let flow = small.json();
    let exact = analysis(&case.policy, &flow, 4_000).exact();
    let mut answers: Vec<Answer> = vec![];
    for whole in all {
        match checked(&case.policy, &whole.json()) {
            Some(answer) if !answers.contains(&answer) => answers.push(answer),
            Some(_) => {}
            None => tally.add("completions in error", 1),
        }
    }
    tally.add("flows", 1);
    tally.add("completions", all.len());
    if Some(exact.kleene) != checked(&case.policy, &flow) {
        case.fail(&format!("three-valued logic says {:?}", exact.kleene), &flow);
    }
    for Witness { verdict: answer, flow: witness, .. } in &exact.witnesses {
        tally.add("witnesses", 1);
        if checked(&case.policy, witness) != Some(*answer) {
            case.fail(&format!("the witness is not {answer:?}: {}", super::common::text(witness)), &flow);
        }
        if !extends(witness, &flow) {
            case.fail(&format!("the witness takes back facts: {}", super::common::text(witness)), &flow);
        }
    }
    if exact.verdict != Answer::Undetermined {
        tally.add("determined", 1);
        tally.add("settled beyond three-valued logic", usize::from(exact.kleene == Answer::Undetermined));
        if answers.iter().any(|answer| *answer != exact.verdict) {
            case.fail(&format!("{:?}, but completions are {answers:?}", exact.verdict), &flow);
        }
    } else if exact.decided {
        tally.add("undetermined", 1);
        let mut shown: Vec<Answer> = exact.witnesses.iter().map(|witness| witness.verdict).collect();
        shown.sort_by_key(|answer| answer.as_str());
        shown.dedup();
        if shown.len() < 2 || small.is_closed() && answers.len() < 2 {
            case.fail(&format!("undetermined by {shown:?}, completions are {answers:?}"), &flow);
        }
    } else {
        tally.add("not decided", 1);
    }
}
