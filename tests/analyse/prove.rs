//! A claim that is proved has no counterexample, and the flow that refutes one is compliant and breaks it.

use super::json::put;
use super::small::Small;
use super::{MOST, Tally, cases, checked};
use lexloci::analyse::Proof;
use lexloci::verdict::Answer;
use lexloci::{Json, Modules, Policy};

/// Days on which random flows are judged, beside the usual one: policies compare with days of 2025 and 2026.
const DAYS: [&str; 4] = ["2026-03-01", "1999-12-31", "2026-04-01", "2031-07-01"];

#[test]
fn proofs_and_refutations_hold() {
    let mut tally = Tally::default();
    for mut case in cases(350) {
        let Ok(claim) = Policy::parse(&case.written.claim, &Modules::new()) else { continue };
        let breaks = |flow: &Json| {
            checked(&case.policy, flow) == Some(Answer::Compliant)
                && checked(&claim, flow) == Some(Answer::NonCompliant)
        };
        let proof = case.policy.prove(0).advance(&case.policy, 4_000);
        tally.add("claims", 1);
        match proof {
            Some(Proof::Refuted(flow)) => {
                tally.add("refuted", 1);
                if !breaks(&flow) {
                    case.fail("what refutes the claim does not break it", &flow);
                }
            }
            Some(Proof::Proved) => {
                tally.add("proved", 1);
                let nothing = Small::draw(&mut case.draw, &case.reads, 0);
                let mut all = nothing.completions(MOST).unwrap_or_default();
                all.extend((0..60).map(|_| Small::draw(&mut case.draw, &case.reads, 95)));
                for flow in &all {
                    for day in DAYS {
                        let mut flow = flow.json();
                        put(&mut flow, "as_of", Json::Text(day.to_owned()));
                        tally.add("flows", 1);
                        if checked(&case.policy, &flow) == Some(Answer::Compliant)
                            && checked(&claim, &flow) == Some(Answer::NonCompliant)
                        {
                            case.fail("the claim is proved, and broken", &flow);
                        }
                    }
                }
            }
            Some(Proof::Undecided(_)) => tally.add("not every list looked at", 1),
            None => tally.add("not within 4,000 flows", 1),
        }
    }
    tally.print("prove");
    assert!(tally.of("proved") > 20 && tally.of("refuted") > 100);
}
