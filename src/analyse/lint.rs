//! Finds clauses that can make no difference: rules that never apply or are never violated, exceptions that never excuse, policies that
//! no flow satisfies.

use super::days::days;
use super::exact::becomes;
use super::frame::{Goal, Judged};
use super::passed::{Passed, PassedOver, Untried};
use super::search::{Progress, Search};
use super::space::Space;
use crate::date::Date;
use crate::eval::probe::{MissingPaths, Part, Stance};
use crate::flow::json::Json;
use crate::policy::{Policy, Severity};
use crate::span::Span;
use crate::truth::Truth;
use crate::verdict::Answer;
use std::fmt;

/// Steps for one question.
const STEPS_EACH: u64 = 20_000;

/// A rule or exception that makes no difference. It displays as `stores: no flow violates it`.
///
/// ```
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
/// let dead = policy.dead_rules().advance(&policy, 100_000).unwrap();
/// assert_eq!((dead[0].code, dead[0].name.as_str()), ("L0421", "r"));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dead {
    /// `L0420` and following.
    pub code: &'static str,
    /// The rule or exception; the policy's name where all rules are meant.
    pub name: String,
    /// The finding about it.
    pub what: &'static str,
    /// Its place in the policy.
    pub span: Span,
}

impl fmt::Display for Dead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.what)
    }
}

#[derive(Clone, Copy, Debug)]
enum Ask {
    /// Says whether a rule ever applies.
    Applies(usize),
    /// Says whether it is ever violated.
    Violated(usize),
    /// Says whether its only exception ever excuses.
    Excuses(usize),
    /// Says whether any flow is compliant.
    Compliant,
}

/// A search for rules that make no difference, in progress.
///
/// ```
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
/// let mut linting = policy.dead_rules();
/// while linting.advance(&policy, 1_000).is_none() {
///     println!("{} of {} questions", linting.done(), linting.of);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Linting {
    asks: Vec<(Ask, Vec<Date>, u64)>,
    search: Option<Search>,
    /// The things passed over for this question, and for all.
    passed: Passed,
    all_passed: Passed,
    all_days: bool,
    found: Vec<Dead>,
    /// Questions that were not settled within the budget.
    pub undecided: usize,
    /// Steps taken so far.
    pub steps: u64,
    /// Questions in all.
    pub of: usize,
}

impl Linting {
    pub(super) fn new(policy: &Policy) -> Linting {
        let (mut days, all_days) = days(&[policy]);
        days.reverse();
        let mut asks = vec![Ask::Compliant];
        let blocking = |(_, rule): &(usize, &crate::policy::Rule)| rule.severity == Severity::Blocking;
        for (index, rule) in policy.rules.iter().enumerate().filter(blocking) {
            asks.extend([Ask::Applies(index), Ask::Violated(index)]);
            // Of several, which of them excuses is not told apart.
            asks.extend((rule.exceptions.len() == 1).then_some(Ask::Excuses(index)));
        }
        asks.reverse();
        let of = asks.len();
        let asks = asks.into_iter().map(|ask| (ask, days.clone(), STEPS_EACH)).collect();
        let (passed, all_passed) = (Passed::default(), Passed::default());
        let mut new =
            Linting { asks, search: None, passed, all_passed, all_days, found: vec![], undecided: 0, steps: 0, of };
        new.begin();
        new
    }

    /// Returns how many questions are done, of [`Linting::of`].
    ///
    /// ```
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
    /// let linting = policy.dead_rules();
    /// assert!(linting.done() == 0 && linting.of > 0);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn done(&self) -> usize {
        self.of - self.asks.len()
    }

    /// Returns what was passed over: the reason why questions were not settled.
    ///
    /// ```
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
    /// let mut linting = policy.dead_rules();
    /// linting.advance(&policy, 100_000);
    /// assert!(linting.passed_over().is_empty());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn passed_over(&self) -> Vec<PassedOver> {
        self.all_passed.clone().into_shown()
    }

    /// Continues for at most `budget` steps, and returns what was found once all is. Pass the same policy each time.
    ///
    /// ```
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
    /// let mut linting = policy.dead_rules();
    /// assert!(linting.advance(&policy, 0).is_none());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn advance(&mut self, policy: &Policy, budget: u64) -> Option<Vec<Dead>> {
        let mut left = budget;
        let required = policy.levels.len().saturating_sub(1);
        while let Some((ask, days, steps)) = self.asks.last_mut() {
            let Some(day) = days.last().copied() else {
                match self.passed.is_nothing() {
                    true => self.found.extend(dead(policy, *ask)),
                    false => self.undecided += 1,
                }
                self.all_passed.join(&self.passed);
                self.next();
                continue;
            };
            let space = Space::empty(policy, day, required);
            let search = self.search.get_or_insert_with(|| Search::from(space.base.clone()));
            let mut allowed = left.min(*steps);
            let before = search.taken;
            let progress = search.next(&space, &*goal(&space, *ask), &mut allowed);
            let taken = search.taken - before;
            (left, *steps, self.steps) = (left.saturating_sub(taken), steps.saturating_sub(taken), self.steps + taken);
            match progress {
                Progress::Found(_) => self.next(),
                Progress::Paused if *steps == 0 => {
                    self.undecided += 1;
                    self.next();
                }
                Progress::Paused => return None,
                Progress::Done => {
                    self.passed.join(&search.passed);
                    self.search = None;
                    days.pop();
                }
            }
        }
        Some(self.found.clone())
    }

    fn next(&mut self) {
        self.asks.pop();
        self.search = None;
        self.begin();
    }

    /// Starts the next question. Nothing of it is passed over yet, but days where there are too many.
    fn begin(&mut self) {
        self.passed.clear();
        if !self.all_days {
            self.passed.add("as_of", Untried::Days);
        }
    }
}

fn goal<'g>(space: &'g Space<'_>, ask: Ask) -> Box<Goal<'g>> {
    match ask {
        Ask::Compliant => Box::new(move |flow| becomes(space, &[Answer::Compliant], flow)),
        Ask::Applies(rule) => Box::new(move |flow| of_rule(space, rule, flow, |s| s.applies, |s| &s.applies_missing)),
        Ask::Violated(rule) => Box::new(move |flow| of_rule(space, rule, flow, |s| s.violated, |s| &s.missing)),
        Ask::Excuses(rule) => Box::new(move |flow| of_rule(space, rule, flow, excused, |s| &s.missing)),
    }
}

fn excused(stance: &Stance) -> Truth {
    match stance.violated {
        Truth::Unknown => Truth::Unknown,
        _ => (stance.excused && stance.applies == Truth::True).into(),
    }
}

fn of_rule(
    space: &Space<'_>,
    rule: usize,
    flow: &Json,
    truth_of: fn(&Stance) -> Truth,
    missing_of: fn(&Stance) -> &MissingPaths,
) -> Option<Judged> {
    let probed = space.probe(flow, Part { rule: Some(rule), conditions: &[] })?;
    let truth = probed.stances.iter().map(truth_of).fold(Truth::False, Truth::or);
    let open = probed.stances.iter().filter(|stance| truth_of(stance) == Truth::Unknown);
    let missing = open.flat_map(|stance| missing_of(stance).iter().cloned()).collect();
    Some(Judged { truth, missing, asked: probed.asked, open: None })
}

/// Returns what is said of a rule that was never found to do what was asked.
fn dead(policy: &Policy, ask: Ask) -> Option<Dead> {
    let of = |index: usize, code, what| {
        let rule = policy.rules.get(index)?;
        Some(Dead { code, name: rule.name.clone(), what, span: rule.span })
    };
    match ask {
        Ask::Compliant => {
            let span = policy.rules.first().map(|rule| rule.span).unwrap_or_default();
            let what = "no flow can satisfy all of its rules together";
            Some(Dead { code: "L0423", name: policy.name.clone(), what, span })
        }
        Ask::Applies(index) => of(index, "L0420", "no flow is one that it applies to"),
        Ask::Violated(index) => of(index, "L0421", "no flow violates it"),
        Ask::Excuses(index) => {
            let exception = policy.rules.get(index)?.exceptions.first()?;
            let what = "it never excuses a flow that needs it";
            Some(Dead { code: "L0422", name: exception.name.clone(), what, span: exception.span })
        }
    }
}
