//! Claims: whether any compliant flow is what a claim says that none is.
//!
//! From the flow of which nothing is known, facts are stated until the claim is broken and the verdict is compliant, or one
//! of both is out of the question. Whatever is left out of consideration is said: a proof over lists of a few entries where
//! more could matter is none.
//!
//! A claim often follows from one rule alone, whatever the others ask. So each rule is first tried by itself for a few steps: where
//! no flow that it allows breaks the claim, none that all of them allow does.

use super::days::days;
use super::exact::{first_open, still_open};
use super::frame::Judged;
use super::passed::{Passed, PassedOver, Untried};
use super::search::{Progress, Search};
use super::space::{Side, Space};
use crate::date::Date;
use crate::flow::json::Json;
use crate::policy::{Claim, Policy};
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;

/// Steps after which a claim is given up that can only be refuted, since its search passes something over.
const MOST_IN_VAIN: u64 = 20_000;
/// Steps after which that is looked at.
const AT_A_TIME: u64 = 1_000;
/// Steps on one day after which a rule by itself is given up.
const ALONE: u64 = 1_000;

/// The result of a proof.
///
/// ```
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA claim c \"C\" never some s in storage: s not in EEA }".parse()?;
/// let proof = policy.prove(0).advance(&policy, 100_000);
/// assert_eq!(proof, Some(lexloci::analyse::Proof::Proved));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", content = "shown", rename_all = "lowercase")]
pub enum Proof {
    /// No compliant flow breaks it.
    Proved,
    /// This flow is compliant, and breaks it.
    Refuted(Json),
    /// Neither was found out, for this reason.
    Undecided(String),
}

/// A proof in progress. It is plain data: a host may go on later, or not at all.
///
/// ```
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA claim c \"C\" never some s in storage: s not in EEA }".parse()?;
/// let mut proving = policy.prove(0);
/// while proving.advance(&policy, 1_000).is_none() {
///     println!("{} of {} days", proving.settled(), proving.of);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Proving {
    claim: usize,
    required: usize,
    days: Vec<Date>,
    /// The search of the last of the days.
    search: Option<Search>,
    /// Says whether a flow of that day that no rule speaks against broke the claim, but no rule spoke for it either.
    strictly: bool,
    passed: Passed,
    /// Positions of the rules that are yet to be tried by themselves, last first.
    rules: Vec<usize>,
    /// The policy with the last of them alone, and how far its search has come.
    alone: Option<Alone>,
    /// Steps taken so far.
    pub steps: u64,
    /// Days in all.
    pub of: usize,
}

/// A policy of one rule, on the days that are not settled by it, last first.
#[derive(Clone, Debug)]
struct Alone {
    policy: Policy,
    days: Vec<Date>,
    search: Option<Search>,
}

impl Proving {
    /// Starts with the claim at a position, at the highest level.
    pub(super) fn new(policy: &Policy, claim: usize) -> Proving {
        let (mut days, whole) = days(&[policy]);
        days.reverse();
        let of = days.len();
        let required = policy.levels.len().saturating_sub(1);
        let mut passed = Passed::default();
        if !whole {
            passed.add("as_of", Untried::Days);
        }
        let rules = if whole { (0..policy.rules.len()).rev().collect() } else { vec![] };
        Proving { claim, required, days, search: None, strictly: false, passed, rules, alone: None, steps: 0, of }
    }

    /// Returns how many days are settled, of [`Proving::of`].
    ///
    /// ```
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA claim c \"C\" never some s in storage: s not in EEA }".parse()?;
    /// let proving = policy.prove(0);
    /// assert!(proving.settled() == 0 && proving.of > 0);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn settled(&self) -> usize {
        self.of - self.days.len()
    }

    /// Returns what was passed over so far: a claim that no flow was found to break is not proved for it.
    ///
    /// ```
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA claim c \"C\" never some s in storage: s not in EEA }".parse()?;
    /// let mut proving = policy.prove(0);
    /// proving.advance(&policy, 100_000);
    /// assert!(proving.passed_over().is_empty());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn passed_over(&self) -> Vec<PassedOver> {
        self.passed.clone().into_shown()
    }

    /// Continues for at most `budget` steps, and returns the result once there is one. Pass the same policy each time.
    ///
    /// ```
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA claim c \"C\" never some s in storage: s not in EEA }".parse()?;
    /// let mut proving = policy.prove(0);
    /// assert!(proving.advance(&policy, 0).is_none());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn advance(&mut self, policy: &Policy, budget: u64) -> Option<Proof> {
        let mut left = budget;
        let Some(claim) = policy.claims.get(self.claim) else {
            return Some(Proof::Undecided("there is no such claim".to_owned()));
        };
        while let Some(rule) = self.rules.last().copied() {
            if left == 0 {
                return None;
            }
            match self.follows_from(policy, rule, claim, &mut left) {
                Truth::True => {
                    self.days.clear();
                    return Some(Proof::Proved);
                }
                Truth::False => (self.alone, _) = (None, self.rules.pop()),
                Truth::Unknown => {}
            }
        }
        while let Some(day) = self.days.last().copied() {
            let space = Space::empty(policy, day, self.required);
            let space = if self.strictly { space } else { space.of_claims() };
            let side = Side::new(policy);
            let strictly = self.strictly;
            let search = self.search.get_or_insert_with(|| Search::from(space.base.clone()));
            let before = search.taken;
            // As far as the next look, which comes after the same steps whatever a host allows at a time.
            let mut own = (AT_A_TIME - self.steps % AT_A_TIME).min(left);
            let others = left - own;
            let progress = search.next(&space, &|flow| broken(&space, &side, claim, strictly, flow), &mut own);
            left = others + own;
            self.steps += search.taken - before;
            match progress {
                Progress::Found(flow) if space.answer(&flow) == Some(Answer::Compliant) => {
                    return Some(Proof::Refuted(flow));
                }
                Progress::Found(_) => (self.search, self.strictly) = (None, true),
                Progress::Paused if self.steps >= MOST_IN_VAIN && search.cuts_lists() => {
                    self.passed.join(&search.gaps());
                    break;
                }
                Progress::Paused if left > 0 => {}
                Progress::Paused => return None,
                Progress::Done => {
                    self.passed.join(&search.passed);
                    (self.search, self.strictly) = (None, false);
                    self.days.pop();
                }
            }
        }
        Some(match self.passed.why() {
            None => Proof::Proved,
            Some(why) => Proof::Undecided(format!("no flow was found that breaks it, but {why}")),
        })
    }

    /// Tries for one day, or as long as steps are left, whether a claim follows from one rule by itself: no where that is not found
    /// out soon.
    fn follows_from(&mut self, policy: &Policy, rule: usize, claim: &Claim, left: &mut u64) -> Truth {
        let days = &self.days;
        let alone = self.alone.get_or_insert_with(|| {
            let rules = policy.rules.get(rule).cloned().into_iter().collect();
            Alone { policy: Policy { rules, ..policy.clone() }, days: days.clone(), search: None }
        });
        let Some(day) = alone.days.last().copied() else { return Truth::True };
        let space = Space::empty(&alone.policy, day, self.required).of_claims();
        let side = Side::new(&alone.policy);
        let search = alone.search.get_or_insert_with(|| Search::from(space.base.clone()));
        let before = search.taken;
        let mut own = ALONE.saturating_sub(before).min(*left);
        let allowed = own;
        let progress = search.next(&space, &|flow| broken(&space, &side, claim, false, flow), &mut own);
        *left -= allowed - own;
        self.steps += search.taken - before;
        match progress {
            Progress::Done if search.passed.is_nothing() => {
                alone.days.pop();
                alone.search = None;
                Truth::Unknown
            }
            Progress::Paused if search.taken < ALONE => Truth::Unknown,
            _ => Truth::False,
        }
    }
}

/// Judges whether no rule speaks against a flow, or strictly whether it is compliant, and it breaks a claim.
fn broken(space: &Space<'_>, side: &Side<'_>, claim: &Claim, strictly: bool, flow: &Json) -> Option<Judged> {
    let probed = side.probe(space, flow, &[&claim.when, &claim.never])?;
    let holds = match probed.answer {
        Answer::Undetermined => Truth::Unknown,
        Answer::NotApplicable => (!strictly).into(),
        answer => (answer == Answer::Compliant).into(),
    };
    let truth = probed.conditions.iter().map(|(truth, _)| *truth).fold(holds, Truth::and);
    let unsettled = probed.conditions.iter().find(|(truth, _)| *truth == Truth::Unknown);
    // Facts on which the policy's application and the claim depend are settled first, once for all that follows.
    let missing = unsettled.map_or_else(|| first_open(&probed), |(_, missing)| missing.iter().cloned().collect());
    // A later search finds how all rules can be satisfied beside the facts that break the claim.
    Some(Judged { truth, missing, open: Some(still_open(&probed)), asked: probed.asked })
}
