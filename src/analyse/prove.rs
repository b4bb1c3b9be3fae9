//! Claims: whether any compliant flow is what a claim says that none is.
//!
//! From the flow of which nothing is known, facts are stated until the claim is broken and the verdict is compliant, or one
//! of both is out of the question. Whatever is left out of consideration is said: a proof over lists of a few entries where
//! more could matter is none.

use super::days::days;
use super::exact::first_open;
use super::search::{Judged, Progress, Search};
use super::space::Space;
use crate::date::Date;
use crate::eval::probe::{Part, Probed};
use crate::flow::json::Json;
use crate::policy::{Claim, Policy};
use crate::truth::Truth;
use crate::verdict::Answer;

/// What became of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Proof {
    /// No compliant flow breaks it.
    Proved,
    /// This flow is compliant, and breaks it.
    Refuted(Json),
    /// Neither was found out, for this reason.
    Undecided(&'static str),
}

/// A claim while it is being proved. It is plain data: a host may go on later, or not at all.
#[derive(Clone, Debug)]
pub struct Proving {
    claim: usize,
    required: usize,
    days: Vec<Date>,
    /// The search of the last of the days.
    search: Option<Search>,
    whole: bool,
    /// Flows judged so far.
    pub judged: u64,
    /// Days in all.
    pub of: usize,
}

impl Proving {
    /// The claim at a position, at the highest level.
    pub(super) fn new(policy: &Policy, claim: usize) -> Proving {
        let (mut days, whole) = days(&[policy]);
        days.reverse();
        let of = days.len();
        let required = policy.levels.len().saturating_sub(1);
        Proving { claim, required, days, search: None, whole, judged: 0, of }
    }

    /// Days that are settled.
    pub fn settled(&self) -> usize {
        self.of - self.days.len()
    }

    /// Goes on for so many steps: flows judged. The answer, once there is one.
    pub fn advance(&mut self, policy: &Policy, budget: u64) -> Option<Proof> {
        let mut left = budget;
        let Some(claim) = policy.claims.get(self.claim) else {
            return Some(Proof::Undecided("there is no such claim"));
        };
        while let Some(day) = self.days.last().copied() {
            let space = Space::empty(policy, day, self.required);
            let search = self.search.get_or_insert_with(|| Search::from(space.base.clone()));
            let before = left;
            let progress = search.next(&space, &|flow| broken(&space, claim, flow), &mut left);
            self.judged += before - left;
            match progress {
                Progress::Found(branch) => return Some(Proof::Refuted(branch.flow)),
                Progress::Paused => return None,
                Progress::Done => {
                    self.whole &= search.whole;
                    self.search = None;
                    self.days.pop();
                }
            }
        }
        let partly = "no flow was found that breaks it, but not every list and value was looked at";
        Some(if self.whole { Proof::Proved } else { Proof::Undecided(partly) })
    }
}

/// Whether a flow is compliant and breaks a claim.
fn broken(space: &Space<'_>, claim: &Claim, flow: &Json) -> Option<Judged> {
    // What the policy applies to is settled first, once for all that follows.
    let conditions = [&space.policy.applies, &claim.when, &claim.never];
    let probed: Probed = space.probe(flow, Part { rule: None, conditions: &conditions })?;
    let compliant = match probed.answer {
        Answer::Undetermined => Truth::Unknown,
        answer => (answer == Answer::Compliant).into(),
    };
    let truth = probed.conditions.iter().map(|(truth, _)| *truth).fold(compliant, Truth::and);
    let open = probed.conditions.iter().find(|(truth, _)| *truth == Truth::Unknown);
    // A value of each kind that the rules tell apart too: a fact that the claim reads is stated once for all.
    let missing = match open {
        Some((_, missing)) if truth == Truth::Unknown => missing.iter().cloned().collect(),
        _ => first_open(&probed),
    };
    Some(Judged { truth, missing, asked: probed.asked })
}
