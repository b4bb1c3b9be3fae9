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

/// A rule, a claim, and whether the claim follows from the rule on every day that there is. A month has 28 to 31 days, two have
/// 59 to 62, and a year 365 or 366.
const LENGTHS: [(&str, &str, bool); 14] = [
    ("exit.notice <= 2 months", "exit.notice >= 60 days", false),
    ("exit.notice <= 2 months", "exit.notice >= 62 days", false),
    ("exit.notice <= 2 months", "exit.notice >= 63 days", true),
    ("exit.notice >= 1 month", "exit.notice < 28 days", true),
    ("exit.notice >= 1 month", "exit.notice < 29 days", false),
    ("exit.notice <= 1 year", "exit.notice >= 366 days", false),
    ("exit.notice <= 1 year", "exit.notice > 366 days", true),
    ("exit.tested within 1 month", "not exit.tested within 30 days", false),
    ("exit.tested within 1 month", "not exit.tested within 31 days", true),
    ("exit.tested within 12 months", "not exit.tested within 365 days", false),
    ("exit.tested within 12 months", "not exit.tested within 366 days", true),
    ("exit.tested within 28 days", "not exit.tested within 1 month", true),
    ("exit.tested within 29 days", "not exit.tested within 1 month", false),
    ("not exit.tested <= 2025-01-01", "not exit.tested within 30 days", false),
];

#[test]
fn lengths_are_compared_on_every_day() {
    for (rule, never, is_so) in LENGTHS {
        let written = |version: &str, require: &str, claim: &str| {
            let text = format!("loci 1\npolicy p version {version} \"p\" {{ rule r \"r\" require {require} {claim} }}");
            Policy::parse(&text, &Modules::new()).unwrap()
        };
        let policy = written("1.0.0", rule, &format!("claim c \"c\" never {never}"));
        let proof = policy.prove(0).advance(&policy, 100_000);
        match proof {
            Some(Proof::Proved) => assert!(is_so, "{rule} does not exclude {never}"),
            Some(Proof::Refuted(flow)) => {
                assert!(!is_so, "{rule} excludes {never}: {flow}");
                let broken = written("1.0.0", &format!("not ({never})"), "");
                assert_eq!(checked(&policy, &flow), Some(Answer::Compliant), "{rule}: {flow}");
                assert_eq!(checked(&broken, &flow), Some(Answer::NonCompliant), "{never}: {flow}");
            }
            other => panic!("{rule}, {never}: {other:?}"),
        }
        let newer = written("1.0.1", &format!("not ({never})"), "");
        let differing = policy.diff(&newer).advance(&policy, &newer, 100_000).unwrap();
        let turned =
            |kind: &lexloci::analyse::Difference| (kind.from, kind.to) == (Answer::Compliant, Answer::NonCompliant);
        assert_eq!(differing.kinds.iter().any(turned), !is_so, "{rule} → not ({never})");
    }
}
