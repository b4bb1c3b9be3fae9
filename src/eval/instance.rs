//! Instances: each rule, for each choice of its variables.

use super::Eval;
use super::entries::Entity;
use super::env::Env;
use super::judged::{Judged, Reason};
use super::missing::{Missing, Why};
use super::tally::Outcomes;
use super::trace::ExceptionTruth;
use super::words;
use crate::order::sort_by;
use crate::policy::{Exception, Rule};
use crate::truth::Truth;
use crate::verdict::{Because, Cited, Due, Excuse, Outcome};
use std::cmp::Ordering;

/// Instances of one flow.
const MAX_INSTANCES: usize = 50_000;

/// One rule for one choice of its variables.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    /// Index into `Policy::rules`.
    pub(super) rule: usize,
    pub(super) at: String,
    pub(super) outcome: Outcome,
    /// Says whether the rule concerns it.
    pub(super) applies: Truth,
    /// The missing facts that leave `applies` unknown.
    pub(super) applies_missing: Missing,
    /// The missing facts that leave the outcome undetermined.
    pub(super) missing: Missing,
    pub(super) because: Vec<Because>,
    pub(super) excuses: Vec<Excuse>,
    pub(super) duties: Vec<Due>,
}

/// Keeps instances, as far as the pace needs them.
enum Kept<'k> {
    /// Each instance, and the truth of each exception that was judged, where that is traced.
    Each(&'k mut Vec<Instance>, &'k mut Option<Vec<ExceptionTruth>>),
    /// The outcomes alone, from which the answer follows.
    Outcomes(&'k mut Outcomes),
}

/// Returns every instance of every rule, in order; and how each exception that was asked answered, where that is traced.
pub(super) fn run(eval: &Eval<'_>, trace: &mut Option<Vec<ExceptionTruth>>) -> Vec<Instance> {
    run_some(eval, None, trace)
}

/// Returns the instances of one rule only, where one is named.
pub(super) fn run_some(eval: &Eval<'_>, only: Option<usize>, trace: &mut Option<Vec<ExceptionTruth>>) -> Vec<Instance> {
    let mut instances = Vec::with_capacity(eval.policy.rules.len());
    let is_meant = |index: usize, _: &Rule| only.is_none_or(|only| only == index);
    fold(eval, is_meant, &mut Kept::Each(&mut instances, trace));
    instances
}

/// Returns what comes of the rules that count, up to the first violation.
pub(super) fn outcomes(eval: &Eval<'_>, counts: impl Fn(&Rule) -> bool) -> Outcomes {
    let mut outcomes = Outcomes::default();
    fold(eval, |_, rule| counts(rule), &mut Kept::Outcomes(&mut outcomes));
    outcomes
}

/// Runs the rules that are meant.
fn fold(eval: &Eval<'_>, is_meant: impl Fn(usize, &Rule) -> bool, kept: &mut Kept<'_>) {
    let mut env = Env::default();
    let applies = eval.formula(&eval.policy.applies, &mut env);
    for (index, rule) in eval.policy.rules.iter().enumerate().filter(|(index, rule)| is_meant(*index, rule)) {
        let in_force = Judged::plain(rule.window.holds(eval.flow.as_of));
        let start = applies.clone().and(in_force);
        if !kept.is_wanted(start.truth) {
            continue;
        }
        let mut run = Run { eval, rule, index, at: String::new(), kept };
        env.truncate(0);
        run.bind(0, start, &mut env);
    }
}

impl Kept<'_> {
    /// Returns whether an instance can matter, as far as it is known whether its rule applies.
    fn is_wanted(&self, applies: Truth) -> bool {
        match self {
            Kept::Each(..) => true,
            Kept::Outcomes(outcomes) => applies != Truth::False && outcomes.violated.is_none(),
        }
    }

    fn is_full(&self) -> bool {
        matches!(self, Kept::Each(instances, _) if instances.len() >= MAX_INSTANCES)
    }

    fn has_paths(&self) -> bool {
        matches!(self, Kept::Each(..))
    }
}

/// One rule being run.
struct Run<'r, 'k, 'i> {
    eval: &'r Eval<'r>,
    rule: &'r Rule,
    index: usize,
    /// The paths of the variables bound so far.
    at: String,
    kept: &'k mut Kept<'i>,
}

impl<'r> Run<'r, '_, '_> {
    /// Binds the variables from the one at `depth` on. An entry that the rule does not concern is bound no further.
    fn bind(&mut self, depth: usize, applies: Judged<'r>, env: &mut Env<'r>) {
        if !self.kept.is_wanted(applies.truth) {
            return;
        }
        if self.kept.is_full() || self.eval.is_exhausted() {
            self.eval.ledger.steps.set(super::MAX_STEPS);
            return;
        }
        let Some(each) = self.rule.loops.get(depth).filter(|_| applies.truth != Truth::False || depth == 0) else {
            self.finish(applies, env);
            return;
        };
        for entry in self.eval.entries(&each.from, env) {
            let before = self.at.len();
            if self.kept.has_paths() {
                if depth > 0 {
                    self.at.push(',');
                }
                self.eval.push_entry(&mut self.at, &entry.at);
            }
            env.truncate(each.slot);
            env.resize(each.slot, Entity::Rest(Why::default()));
            env.push(entry.entity);
            let filter = self.eval.formula(&each.filter, env);
            self.bind(depth + 1, applies.clone().and(entry.is_entry).and(filter), env);
            env.truncate(each.slot);
            self.at.truncate(before);
        }
    }

    fn finish(&mut self, applies: Judged<'r>, env: &mut Env<'r>) {
        let complete = env.len() >= self.rule.loops.len();
        let applies = if complete { applies.and(self.eval.formula(&self.rule.when, env)) } else { applies };
        if applies.truth == Truth::False {
            self.push(Outcome::NotApplicable, applies, [Judged::plain(true), Judged::plain(false)], vec![]);
            return;
        }
        let demands = self.eval.all(self.rule.demands.iter().map(|demand| {
            let parts = std::iter::once(&demand.cond).chain(&demand.waivers);
            self.eval.any(parts.map(|part| self.eval.formula(part, env)))
        }));
        if demands.truth == Truth::True {
            self.push(Outcome::Satisfied, applies, [demands, Judged::plain(false)], vec![]);
            return;
        }
        let mut excused = Vec::new();
        let mut excuse = Judged::plain(false);
        for exception in &self.rule.exceptions {
            let holds = self.exception(exception, env);
            excused.push((exception, holds.truth));
            excuse = excuse.or(holds);
            if self.eval.settles(&excuse, Truth::True) {
                break;
            }
        }
        let outcome = match (applies.truth, demands.truth, excuse.truth) {
            (_, _, Truth::True) => Outcome::Excused,
            (Truth::True, Truth::False, Truth::False) => Outcome::Violated,
            _ => Outcome::Undetermined,
        };
        for (exception, truth) in excused.iter().filter(|(_, truth)| decides(outcome, *truth)) {
            self.note(exception, *truth);
        }
        let holding =
            excused.into_iter().filter(|(_, truth)| *truth == Truth::True).map(|(exception, _)| exception).collect();
        // No exception holds where the rule is violated, and that none does is no reason.
        let excuse = if outcome == Outcome::Violated { Judged::plain(false) } else { excuse };
        self.push(outcome, applies, [demands, excuse], holding);
    }

    /// Judges an exception. It holds when it is in force, its conditions are met, and nothing defeats it.
    fn exception(&mut self, exception: &'r Exception, env: &mut Env<'r>) -> Judged<'r> {
        let eval = self.eval;
        let in_force = Judged::plain(exception.window.holds(eval.flow.as_of));
        let mut holds = in_force.and(eval.formula(&exception.when, env));
        for unless in &exception.unless {
            if self.eval.settles(&holds, Truth::False) {
                return holds;
            }
            holds = holds.and(eval.formula(unless, env).negated());
        }
        let own = holds.truth;
        for defeat in &exception.defeated_by {
            if self.eval.settles(&holds, Truth::False) {
                return holds;
            }
            let defeats = self.exception(defeat, env);
            if own == Truth::True || (own == Truth::Unknown && defeats.truth == Truth::Unknown) {
                self.note(defeat, defeats.truth);
            }
            holds = holds.and(defeats.negated());
        }
        holds
    }

    /// Notes how an exception answered, where somebody asks.
    fn note(&mut self, exception: &Exception, truth: Truth) {
        if let Kept::Each(_, Some(trace)) = self.kept {
            trace.push(ExceptionTruth { rule: self.index, exception: exception.name.clone(), truth });
        }
    }

    fn push(&mut self, outcome: Outcome, applies: Judged<'r>, parts: [Judged<'r>; 2], excused_by: Vec<&'r Exception>) {
        if let Kept::Outcomes(outcomes) = self.kept {
            outcomes.add(self.index, outcome, applies.truth);
            return;
        }
        let (applies, concerns, applies_missing) = (applies.truth, applies.because, applies.missing);
        let mut missing = Missing::Nothing;
        if outcome == Outcome::Undetermined {
            missing.add_each(&applies_missing);
        }
        let mut reasons = vec![];
        for part in parts {
            self.eval.carry(&part);
            reasons.extend(part.because);
            if outcome == Outcome::Undetermined {
                missing.add(part.missing);
            }
        }
        let because = self.reasons(concerns, reasons, outcome == Outcome::Violated);
        let owed = matches!(outcome, Outcome::Satisfied | Outcome::Excused) && applies == Truth::True;
        let told = self.eval.explains();
        let duties = if told && owed { self.duties(&excused_by) } else { vec![] };
        let excuses = if told { self.excuses(excused_by) } else { vec![] };
        let (rule, at) = (self.index, self.at.clone());
        let instance = Instance { rule, at, outcome, applies, applies_missing, missing, because, excuses, duties };
        if let Kept::Each(instances, _) = self.kept {
            instances.push(instance);
        }
    }

    /// Returns each reason once, in words: those why the rule applies, then those of its demands and exceptions. Where the
    /// rule is violated, the latter break it.
    fn reasons(&self, applies: Vec<Reason<'r>>, demands: Vec<Reason<'r>>, violated: bool) -> Vec<Because> {
        let mut told: Vec<Because> = Vec::new();
        let mut order: Vec<usize> = Vec::new();
        let all = applies
            .into_iter()
            .map(|reason| (reason, false))
            .chain(demands.into_iter().map(|reason| (reason, violated)));
        for (reason, breaks) in all {
            let said = Because { breaks, ..self.because(reason) };
            let known = order.binary_search_by(|at| told.get(*at).map_or(Ordering::Less, |known| same(known, &said)));
            match known {
                Err(rank) => {
                    order.insert(rank, told.len());
                    told.push(said);
                }
                Ok(rank) => {
                    if let Some(known) = order.get(rank).and_then(|at| told.get_mut(*at)) {
                        known.breaks |= breaks;
                    }
                }
            }
        }
        told
    }

    fn because(&self, reason: Reason<'r>) -> Because {
        let (eval, policy, atom) = (self.eval, self.eval.policy, reason.atom);
        let mut cites: Vec<Cited> = Vec::new();
        for cited in policy.cited(atom.cites.iter().chain(reason.cites), eval.flow.as_of) {
            if !cites.contains(&cited) {
                cites.push(cited);
            }
        }
        Because {
            fact: words::fact(eval, reason.fact),
            value: reason.value.map(|value| words::reason_value(eval, value)),
            test: policy.test(atom),
            holds: match reason.holds {
                Truth::True => Some(!atom.negated),
                Truth::False => Some(atom.negated),
                Truth::Unknown => None,
            },
            breaks: false,
            attested: reason.attested,
            span: policy.utf16(atom.used),
            cites,
        }
    }

    fn excuses(&self, mut excused_by: Vec<&Exception>) -> Vec<Excuse> {
        sort_by(&mut excused_by, |a, b| a.name.cmp(&b.name));
        let Eval { policy, flow, .. } = self.eval;
        let cites = |exception: &Exception| policy.cited(&exception.cites, flow.as_of).collect();
        let excuse = |exception: &Exception| Excuse {
            exception: exception.name.clone(),
            title: exception.title.clone(),
            cites: cites(exception),
        };
        excused_by.into_iter().map(excuse).collect()
    }

    /// Returns what an instance obliges to: the rule's duties, and those of the exceptions that excuse it.
    fn duties(&self, excused_by: &[&Exception]) -> Vec<Due> {
        let as_of = self.eval.flow.as_of;
        let owed = self.rule.duties.iter().chain(excused_by.iter().flat_map(|exception| &exception.duties));
        let due = |duty: &crate::policy::Duty| Due {
            holder: duty.holder.clone(),
            text: duty.text.clone(),
            due: duty.within.map(|within| as_of.plus(within).to_string()),
        };
        owed.map(due).collect()
    }
}

/// Returns the order of reasons in which those that say the same are equal.
fn same(a: &Because, b: &Because) -> Ordering {
    a.span
        .cmp(&b.span)
        .then_with(|| a.holds.cmp(&b.holds))
        .then_with(|| a.fact.cmp(&b.fact))
        .then_with(|| a.test.cmp(&b.test))
}

/// Returns whether an exception of this truth has a share in the outcome.
fn decides(outcome: Outcome, truth: Truth) -> bool {
    matches!(
        (outcome, truth),
        (Outcome::Excused, Truth::True) | (Outcome::Violated, Truth::False) | (Outcome::Undetermined, Truth::Unknown)
    )
}

impl Eval<'_> {
    /// Returns whether an atom tests a fact that carries a person's conclusion.
    pub(super) fn is_attested(&self, atom: &crate::policy::Atom) -> bool {
        let crate::policy::Subject::Path(path) = &atom.subject else { return false };
        path.steps
            .last()
            .and_then(|step| step.kind.facts().get(usize::from(step.field.0)))
            .is_some_and(|fact| fact.attested)
    }
}
