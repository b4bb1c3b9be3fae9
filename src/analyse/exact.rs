//! Exact verdicts: whether the facts that are missing can still make a difference.
//!
//! Three-valued logic judges each condition by itself, so that "in the EEA or outside of it" stays unknown. Here an
//! undetermined verdict is kept only where two completions with different verdicts show it; where every completion has the
//! same one, that is the verdict; where neither was found out within the budget, it says so.

use super::Budget;
use super::frame::Judged;
use super::passed::{Passed, PassedOver};
use super::search::Search;
use super::space::Space;
use crate::eval::probe::{Comparisons, Part, Probed, Stance};
use crate::flow::json::Json;
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;

/// A completion of a flow, and its verdict.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// for witness in analysis.exact().witnesses {
///     let verdict = policy.check(&witness.flow, &lexloci::Options::new())?;
///     assert_eq!(verdict.verdict, witness.verdict);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Witness {
    /// Its verdict.
    pub verdict: Answer,
    /// The flow, everything spelled out.
    pub flow: Json,
}

/// The verdict of a flow whatever its missing facts are: the answer of [`Analysis::exact`](super::Analysis::exact).
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let exact = analysis.exact();
/// assert!(exact.decided && exact.witnesses.len() == 2);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Exact {
    /// The verdict: undetermined only where it can still become one or another.
    pub verdict: Answer,
    /// The verdict of three-valued logic.
    pub kleene: Answer,
    /// Says whether the question was settled within the budget; else the verdict is that of three-valued logic.
    pub decided: bool,
    /// Completions that show which verdicts are possible, where there are several.
    pub witnesses: Vec<Witness>,
    /// Why it was not decided: what was passed over, the budget first where it ended. Nothing where it was decided.
    pub passed_over: Vec<PassedOver>,
}

impl Exact {
    fn settled(verdict: Answer, kleene: Answer) -> Exact {
        Exact { verdict, kleene, decided: true, witnesses: vec![], passed_over: vec![] }
    }

    fn open(witnesses: Vec<Witness>, passed: Passed) -> Exact {
        let decided = witnesses.len() > 1;
        let passed_over = if decided { vec![] } else { passed.into_shown() };
        Exact { verdict: Answer::Undetermined, kleene: Answer::Undetermined, decided, witnesses, passed_over }
    }
}

/// Decides the exact verdict of the space's flow.
pub(super) fn exact(space: &Space<'_>, probed: &Probed, budget: Budget) -> Exact {
    let mut steps = budget.steps;
    if probed.answer != Answer::Undetermined {
        return Exact::settled(probed.answer, probed.answer);
    }
    let mut reachable = Reachable { space, steps: &mut steps, witnesses: vec![], passed: Passed::default() };
    let can_fail = reachable.violation(probed);
    let applies = probed.stances.iter().any(|stance| stance.applies == Truth::True);
    if can_fail == Truth::False && applies {
        return Exact::settled(Answer::Compliant, Answer::Undetermined);
    }
    let [compliant, not_applicable] = match can_fail {
        // One rule that fails is enough: of the others only whether all can hold is of interest.
        Truth::True => {
            let holds = reachable.answer(&[Answer::Compliant, Answer::NotApplicable]);
            [holds, Truth::False]
        }
        _ => [reachable.answer(&[Answer::Compliant]), reachable.answer(&[Answer::NotApplicable])],
    };
    let Reachable { witnesses, passed, .. } = reachable;
    let only = |answer| Exact::settled(answer, Answer::Undetermined);
    match (can_fail, compliant, not_applicable) {
        (Truth::True, Truth::False, _) => only(Answer::NonCompliant),
        (Truth::False, Truth::True, Truth::False) => only(Answer::Compliant),
        (Truth::False, Truth::False, Truth::True) => only(Answer::NotApplicable),
        _ => Exact::open(witnesses, passed),
    }
}

struct Reachable<'s, 'p> {
    space: &'s Space<'p>,
    steps: &'s mut u64,
    witnesses: Vec<Witness>,
    passed: Passed,
}

impl Reachable<'_, '_> {
    /// Finds out whether any rule can still be violated; each is asked by itself.
    fn violation(&mut self, probed: &Probed) -> Truth {
        let mut any = Truth::False;
        let alone = self.space.rule_by_rule();
        let open = probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown);
        for stance in open {
            let goal = |flow: &Json| violated(&alone, probed, stance, flow);
            let reached = Search::any(alone.base.clone(), &alone, &goal, self.steps);
            any = any.or(reached.truth);
            self.passed.join(&reached.passed);
            if let Some(flow) = reached.witness {
                self.witnesses.push(Witness { verdict: Answer::NonCompliant, flow });
                return Truth::True;
            }
        }
        any
    }

    /// Finds out whether the verdict can still become one of these.
    fn answer(&mut self, wanted: &[Answer]) -> Truth {
        let goal = |flow: &Json| becomes(self.space, wanted, flow);
        let reached = Search::any(self.space.base.clone(), self.space, &goal, self.steps);
        self.passed.join(&reached.passed);
        if let Some(flow) = reached.witness
            && let Some(verdict) = self.space.answer(&flow)
        {
            self.witnesses.push(Witness { verdict, flow });
        }
        reached.truth
    }
}

/// Judges whether a rule is violated at the place of a stance. The rest of an open list stands for every entry that was not there
/// at first.
pub(super) fn violated(space: &Space<'_>, before: &Probed, stance: &Stance, flow: &Json) -> Option<Judged> {
    let probed = space.probe(flow, Part { rule: Some(stance.rule), conditions: &[] })?;
    let is_rest = stance.at.contains("[...]");
    let was_there = |at: &str| before.stances.iter().any(|other| other.rule == stance.rule && other.at == at);
    let meant =
        |other: &&Stance| if is_rest { other.at == stance.at || !was_there(&other.at) } else { other.at == stance.at };
    let mut truth = Truth::False;
    let mut missing = vec![];
    for other in probed.stances.iter().filter(meant) {
        truth = truth.or(other.violated);
        if other.violated == Truth::Unknown {
            missing.extend(other.missing.iter().cloned());
        }
    }
    Some(Judged { truth, missing, asked: probed.asked, open: None })
}

/// Judges whether the verdict is one of these. What is stated next belongs to the first rule that is open.
pub(super) fn becomes(space: &Space<'_>, wanted: &[Answer], flow: &Json) -> Option<Judged> {
    let probed = space.whole(flow)?;
    let truth = match probed.answer {
        Answer::Undetermined => Truth::Unknown,
        answer => wanted.contains(&answer).into(),
    };
    Some(Judged { truth, missing: first_open(&probed), open: Some(still_open(&probed)), asked: probed.asked })
}

/// Judges whether the verdict is one of these, and nothing else.
pub(super) fn answers(space: &Space<'_>, wanted: &[Answer], flow: &Json) -> Option<Judged> {
    let truth = match space.answer(flow)? {
        Answer::Undetermined => Truth::Unknown,
        answer => wanted.contains(&answer).into(),
    };
    Some(Judged { truth, missing: vec![], asked: Comparisons::new(), open: None })
}

/// Counts the rules that are open, each at each place, and how many facts are missing for them.
pub(super) fn still_open(probed: &Probed) -> (usize, usize) {
    (probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown).count(), probed.missing.len())
}

/// Lists the facts that the first open rule lacks, one about an entry that is there if there is any; where none is open, those for want of which it is unknown whether any applies.
pub(super) fn first_open(probed: &Probed) -> Vec<String> {
    let open = probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown);
    let key = |stance: &&Stance| (stance.at.contains("[...]"), stance.at.is_empty(), stance.missing.len());
    let first = open.min_by_key(key).map(|stance| stance.missing.iter().cloned().collect());
    first.unwrap_or_else(|| probed.missing.iter().cloned().collect())
}
