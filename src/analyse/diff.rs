//! Two versions of a policy: the kinds of flow whose verdict changes, each with a witness, and whether the step of the
//! version number says as much.
//!
//! Rules that say the same in both cannot make a difference, so flows are looked for at the rules that do not.

use super::days::days;
use super::exact::first_open;
use super::frame::Judged;
use super::passed::{Passed, PassedOver, Untried};
use super::search::{Progress, Search};
use super::space::{Side, Space};
use super::structural_eq::Both;
use crate::date::Date;
use crate::eval::probe::Probed;
use crate::flow::json::Json;
use crate::policy::Policy;
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;
use std::fmt;

/// From and to which verdict a flow can change, the graver first.
const CHANGES: [(Answer, Answer); 6] = [
    (Answer::Compliant, Answer::NonCompliant),
    (Answer::NotApplicable, Answer::NonCompliant),
    (Answer::NonCompliant, Answer::Compliant),
    (Answer::NonCompliant, Answer::NotApplicable),
    (Answer::Compliant, Answer::NotApplicable),
    (Answer::NotApplicable, Answer::Compliant),
];

/// Steps for one rule and one change of verdict.
const STEPS_EACH: u64 = 40_000;
/// Steps before the next search goes on, so that none waits for those that find nothing.
const TURN: u64 = 2_000;

/// A kind of flow whose verdict changes between two versions, in [`Compared::kinds`].
///
/// ```
/// # let old: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let new: lexloci::Policy = "loci 1\npolicy p version 1.0.1 \"P\" { rule r \"R\" for every s in storage require s in EU }".parse()?;
/// let mut differing = old.diff(&new);
/// let compared = differing.advance(&old, &new, 100_000).unwrap_or_else(|| differing.so_far(&old, &new));
/// let difference = &compared.kinds[0];
/// let judged = old.check(&difference.flow, &lexloci::Options::new())?;
/// assert_eq!((judged.verdict, difference.rule.as_str()), (difference.from, "r"));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The verdict of the old version.
    pub from: Answer,
    /// And of the new one.
    pub to: Answer,
    /// The rule by which it changes.
    pub rule: String,
    /// A flow that shows it.
    pub flow: Json,
}

/// A step of a version number. Source: Semantic Versioning 2.0.0; what counts as which is the language's.
///
/// ```
/// use lexloci::analyse::SemVer;
///
/// assert!(SemVer::Minor < SemVer::Major);
/// assert_eq!(SemVer::Major.to_string(), "major");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SemVer {
    /// The same version.
    None,
    /// Wording.
    Patch,
    /// A flow may become compliant, or be judged at all.
    Minor,
    /// A flow may become non-compliant.
    Major,
}

impl SemVer {
    /// Returns the step as it is written in JSON.
    ///
    /// ```
    /// assert_eq!(lexloci::analyse::SemVer::Patch.as_str(), "patch");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            SemVer::None => "none",
            SemVer::Patch => "patch",
            SemVer::Minor => "minor",
            SemVer::Major => "major",
        }
    }
}

impl fmt::Display for SemVer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The result of a comparison.
///
/// ```
/// # let old: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let new: lexloci::Policy = "loci 1\npolicy p version 1.0.1 \"P\" { rule r \"R\" for every s in storage require s in EU }".parse()?;
/// let mut differing = old.diff(&new);
/// let compared = differing.advance(&old, &new, 100_000).unwrap_or_else(|| differing.so_far(&old, &new));
/// assert!(!compared.right, "1.0.1 is no step for a change of verdicts");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Compared {
    /// The kinds of flow whose verdict changes.
    pub kinds: Vec<Difference>,
    /// The step that the version numbers claim.
    pub claimed: SemVer,
    /// The step that the changes need.
    pub needed: SemVer,
    /// Says whether the step that is claimed is as large as the one that is needed.
    pub right: bool,
    /// Says whether every change was found: else more may be needed.
    pub complete: bool,
    /// Why not every change was found: what was passed over. Nothing where only the budget ended.
    pub passed_over: Vec<PassedOver>,
}

/// One search: a rule, and a change of verdict.
#[derive(Clone, Debug)]
struct Task {
    rule: String,
    change: (Answer, Answer),
    /// Days that are still to be looked at.
    days: Vec<Date>,
    steps: u64,
    /// Steps until it is the next one's turn.
    turn: u64,
    /// Says whether only as many entries are looked at as the rule itself needs; else more follow.
    sparing: bool,
    search: Option<Search>,
}

impl Task {
    fn space<'p>(&self, old: &Policy, new: &Policy, space: Space<'p>) -> Space<'p> {
        match self.change {
            (Answer::NonCompliant, _) if self.sparing => space.of_rule(&self.rule, old, new),
            (_, Answer::NonCompliant) if self.sparing => space.of_rule(&self.rule, new, old),
            _ => space,
        }
    }
}

/// A comparison in progress. It is plain data: a host may go on later, or not at all.
///
/// ```
/// # let old: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let new: lexloci::Policy = "loci 1\npolicy p version 1.0.1 \"P\" { rule r \"R\" for every s in storage require s in EU }".parse()?;
/// let mut differing = old.diff(&new);
/// while differing.advance(&old, &new, 1_000).is_none() {
///     println!("{} of {} searches", differing.done(), differing.of);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Differing {
    /// The one whose turn it is stands last.
    tasks: Vec<Task>,
    found: Vec<Difference>,
    complete: bool,
    passed: Passed,
    /// Steps taken so far.
    pub steps: u64,
    /// Searches in all: one for each changed rule and change of verdict.
    pub of: usize,
}

impl Differing {
    pub(super) fn new(old: &Policy, new: &Policy) -> Differing {
        let (mut days, complete) = days(&[old, new]);
        days.reverse();
        let mut tasks = vec![];
        for rule in changed(old, new) {
            for change in CHANGES {
                let (rule, days) = (rule.clone(), days.clone());
                tasks.push(Task { rule, change, days, steps: STEPS_EACH, turn: TURN, sparing: true, search: None });
            }
        }
        tasks.reverse();
        let of = tasks.len();
        let mut passed = Passed::default();
        if !complete {
            passed.add("as_of", Untried::Days);
        }
        Differing { tasks, found: vec![], complete, passed, steps: 0, of }
    }

    /// Returns how many searches are done, of [`Differing::of`].
    ///
    /// ```
    /// # let old: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// # let new: lexloci::Policy = "loci 1\npolicy p version 1.0.1 \"P\" { rule r \"R\" for every s in storage require s in EU }".parse()?;
    /// let differing = old.diff(&new);
    /// assert!(differing.done() == 0 && differing.of > 0);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn done(&self) -> usize {
        self.of - self.tasks.len()
    }

    /// Continues for at most `budget` steps, and returns the result once there is one. Pass the same two policies each time.
    ///
    /// ```
    /// # let old: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// # let new: lexloci::Policy = "loci 1\npolicy p version 1.0.1 \"P\" { rule r \"R\" for every s in storage require s in EU }".parse()?;
    /// let mut differing = old.diff(&new);
    /// assert!(differing.advance(&old, &new, 0).is_none());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn advance(&mut self, old: &Policy, new: &Policy, budget: u64) -> Option<Compared> {
        let mut left = budget;
        let required = old.levels.len().max(new.levels.len()).saturating_sub(1);
        let sides = [Side::new(old), Side::new(new)];
        while let Some(mut task) = self.tasks.pop() {
            let Some(day) = task.days.last().copied() else { continue };
            let space = task.space(old, new, Space::empty(old, day, required).beside(new));
            let mut search = task.search.take().unwrap_or_else(|| Search::from(space.base.clone()));
            let mut allowed = left.min(task.steps).min(task.turn);
            let before = search.taken;
            let progress = search.next(&space, &|flow| changes(&space, &sides, &task, flow), &mut allowed);
            let taken = search.taken - before;
            (left, self.steps) = (left.saturating_sub(taken), self.steps + taken);
            (task.steps, task.turn) = (task.steps.saturating_sub(taken), task.turn.saturating_sub(taken));
            match progress {
                Progress::Found(flow) => {
                    let (from, to) = task.change;
                    self.found.push(Difference { from, to, rule: task.rule, flow });
                }
                Progress::Paused if task.steps == 0 => self.complete = false,
                Progress::Paused if task.turn == 0 => {
                    self.tasks.insert(0, Task { turn: TURN, search: Some(search), ..task });
                }
                Progress::Paused => {
                    self.tasks.push(Task { search: Some(search), ..task });
                    return None;
                }
                Progress::Done if task.sparing => self.tasks.push(Task { sparing: false, ..task }),
                Progress::Done => {
                    self.complete &= search.passed.is_nothing();
                    self.passed.join(&search.passed);
                    task.days.pop();
                    self.tasks.push(Task { sparing: true, ..task });
                }
            }
        }
        Some(self.result(old, new))
    }

    /// Returns what is found so far. It is not complete while the comparison goes on.
    ///
    /// ```
    /// # let old: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// # let new: lexloci::Policy = "loci 1\npolicy p version 1.0.1 \"P\" { rule r \"R\" for every s in storage require s in EU }".parse()?;
    /// let differing = old.diff(&new);
    /// assert!(!differing.so_far(&old, &new).complete);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn so_far(&self, old: &Policy, new: &Policy) -> Compared {
        let complete = self.complete && self.tasks.is_empty();
        Compared { complete, ..self.result(old, new) }
    }

    fn result(&self, old: &Policy, new: &Policy) -> Compared {
        let graver = self.found.iter().any(|kind| kind.to == Answer::NonCompliant);
        let needed = match () {
            () if graver => SemVer::Major,
            () if !self.found.is_empty() => SemVer::Minor,
            () if old.digest != new.digest => SemVer::Patch,
            () => SemVer::None,
        };
        let claimed = step(&old.version, &new.version);
        let right = claimed >= needed;
        let passed_over = self.passed.clone().into_shown();
        Compared { kinds: self.found.clone(), claimed, needed, right, complete: self.complete, passed_over }
    }
}

/// Returns the step from one version number to another.
fn step(old: &str, new: &str) -> SemVer {
    let parts = |text: &str| -> Vec<u64> { text.split('.').map(|part| part.parse().unwrap_or(0)).collect() };
    let (old, new) = (parts(old), parts(new));
    let differs = old.iter().zip(&new).position(|(a, b)| a != b);
    match differs {
        None => SemVer::None,
        Some(part) if old.get(part) > new.get(part) => SemVer::None,
        Some(0) => SemVer::Major,
        Some(1) => SemVer::Minor,
        Some(_) => SemVer::Patch,
    }
}

/// Lists the rules that are not the same in both; all of them where what the policies apply to is not.
fn changed(old: &Policy, new: &Policy) -> Vec<String> {
    let both = Both { old, new };
    let everything = !both.formula(&old.applies, &new.applies);
    let rule = |policy: &Policy, name: &str| policy.rules.iter().position(|rule| rule.name == name);
    let names = old.rules.iter().chain(&new.rules).map(|rule| rule.name.clone());
    let differs = |name: &String| {
        let pair = rule(old, name).and_then(|a| old.rules.get(a)).zip(rule(new, name).and_then(|b| new.rules.get(b)));
        everything || !pair.is_some_and(|(a, b)| both.rule(a, b))
    };
    let mut changed: Vec<String> = vec![];
    for name in names.filter(differs) {
        if !changed.contains(&name) {
            changed.push(name);
        }
    }
    changed
}

/// Judges whether a flow's verdict changes as the task says, by its rule where a rule is violated in one of them.
fn changes(space: &Space<'_>, sides: &[Side<'_>; 2], task: &Task, flow: &Json) -> Option<Judged> {
    let probed = [sides[0].probe(space, flow, &[])?, sides[1].probe(space, flow, &[])?];
    let each = || sides.iter().zip(&probed).zip([task.change.0, task.change.1]);
    let mut truth = Truth::True;
    let mut missing = vec![];
    for ((side, probed), wanted) in each() {
        truth = truth.and(side.is(probed, wanted));
        if wanted == Answer::NonCompliant {
            let (violated, lacks) = by_rule(side.policy, probed, &task.rule);
            truth = truth.and(violated);
            missing.extend(lacks);
        }
    }
    if missing.is_empty() {
        for ((_, probed), _) in each().filter(|((side, probed), wanted)| side.is(probed, *wanted) == Truth::Unknown) {
            let open = probed.conditions.iter().find(|(truth, _)| *truth == Truth::Unknown);
            missing.extend(open.map_or_else(|| first_open(probed), |(_, missing)| missing.iter().cloned().collect()));
        }
    }
    let [old, new] = probed;
    let mut asked = old.asked;
    for (path, constants) in new.asked.iter() {
        asked.add(path, constants.iter().copied());
    }
    Some(Judged { truth, missing, asked, open: None })
}

/// Returns whether a rule is violated anywhere, and what it lacks where that is unknown.
fn by_rule(policy: &Policy, probed: &Probed, name: &str) -> (Truth, Vec<String>) {
    let mine = |rule: usize| policy.rules.get(rule).is_some_and(|rule| rule.name == name);
    let stances = || probed.stances.iter().filter(|stance| mine(stance.rule));
    let truth = stances().map(|stance| stance.violated).fold(Truth::False, Truth::or);
    let open = stances().filter(|stance| stance.violated == Truth::Unknown);
    let missing = match truth {
        Truth::Unknown => open.flat_map(|stance| stance.missing.iter().cloned()).collect(),
        _ => vec![],
    };
    (truth, missing)
}
