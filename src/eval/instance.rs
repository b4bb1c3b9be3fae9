//! Instances: each rule, for each choice of its variables.

use super::Eval;
use super::entries::Entity;
use super::judged::{Judged, Reason};
use super::trace::Asked;
use crate::order::sort_by;
use crate::policy::{Exception, Rule};
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::{Because, Cited, Due, Excuse, Outcome};

/// Instances of one flow.
const MAX_INSTANCES: usize = 50_000;

/// One rule for one choice of its variables.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    /// Index into `Policy::rules`.
    pub(super) rule: usize,
    pub(super) at: String,
    pub(super) outcome: Outcome,
    /// Whether the rule concerns it.
    pub(super) applies: Truth,
    /// The facts for want of which that is unknown.
    pub(super) applies_missing: SortedSet<String>,
    /// The facts for want of which the outcome is.
    pub(super) missing: SortedSet<String>,
    pub(super) because: Vec<Because>,
    pub(super) excuses: Vec<Excuse>,
    pub(super) duties: Vec<Due>,
}

/// Every instance of every rule, in order.
pub(super) fn run(eval: &Eval<'_>) -> Vec<Instance> {
    run_rules(eval, &mut None)
}

/// The same, and how each exception that was asked answered.
pub(super) fn run_traced(eval: &Eval<'_>) -> (Vec<Instance>, Vec<Asked>) {
    let mut trace = Some(vec![]);
    let instances = run_rules(eval, &mut trace);
    (instances, trace.unwrap_or_default())
}

fn run_rules(eval: &Eval<'_>, trace: &mut Option<Vec<Asked>>) -> Vec<Instance> {
    let mut instances = Vec::new();
    let applies = eval.formula(&eval.policy.applies, &mut vec![]);
    for (index, rule) in eval.policy.rules.iter().enumerate() {
        let in_force = Judged::plain(rule.window.holds(eval.flow.as_of));
        let start = Judged::all(vec![applies.clone(), in_force]);
        let mut run = Run { eval, rule, index, at: vec![], instances: &mut instances, trace };
        run.bind(0, start, &mut vec![]);
    }
    instances
}

/// One rule being run.
struct Run<'r, 'i> {
    eval: &'r Eval<'r>,
    rule: &'r Rule,
    index: usize,
    /// The paths of the variables bound so far.
    at: Vec<String>,
    instances: &'i mut Vec<Instance>,
    /// Where the answers of exceptions are noted, when they are asked for.
    trace: &'i mut Option<Vec<Asked>>,
}

impl<'r> Run<'r, '_> {
    /// Binds the variables from the one at `depth` on. An entry that the rule does not concern is bound no further.
    fn bind(&mut self, depth: usize, applies: Judged<'r>, env: &mut Vec<Entity<'r>>) {
        if self.instances.len() >= MAX_INSTANCES || self.eval.is_exhausted() {
            self.eval.steps.set(super::MAX_STEPS);
            return;
        }
        let Some(each) = self.rule.loops.get(depth).filter(|_| applies.truth != Truth::False || depth == 0) else {
            self.finish(applies, env);
            return;
        };
        for entry in self.eval.entries(&each.from, env) {
            self.at.push(entry.at.clone());
            env.truncate(each.slot);
            env.resize(each.slot, Entity::Rest(vec![]));
            env.push(entry.entity.clone());
            let filter = self.eval.formula(&each.filter, env);
            self.bind(depth + 1, Judged::all(vec![applies.clone(), entry.is_entry, filter]), env);
            env.truncate(each.slot);
            self.at.pop();
        }
    }

    fn finish(&mut self, applies: Judged<'r>, env: &mut Vec<Entity<'r>>) {
        let complete = env.len() >= self.rule.loops.len();
        let applies =
            if complete { Judged::all(vec![applies, self.eval.formula(&self.rule.when, env)]) } else { applies };
        if applies.truth == Truth::False {
            self.push(Outcome::NotApplicable, applies, vec![], vec![]);
            return;
        }
        let demands = self.rule.demands.iter().map(|demand| {
            let mut parts = vec![self.eval.formula(&demand.cond, env)];
            parts.extend(demand.waivers.iter().map(|waiver| self.eval.formula(waiver, env)));
            Judged::any(parts)
        });
        let demands = Judged::all(demands.collect());
        if demands.truth == Truth::True {
            self.push(Outcome::Satisfied, applies, vec![demands], vec![]);
            return;
        }
        let mut excused = Vec::new();
        let mut judged = Vec::new();
        for exception in &self.rule.exceptions {
            let holds = self.exception(exception, env);
            excused.push((exception, holds.truth));
            judged.push(holds);
        }
        let excuse = Judged::any(judged);
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
        let because = match outcome {
            Outcome::Violated => vec![demands],
            _ => vec![demands, excuse],
        };
        self.push(outcome, applies, because, holding);
    }

    /// An exception holds when it is in force, its conditions are met, and nothing defeats it.
    fn exception(&mut self, exception: &'r Exception, env: &mut Vec<Entity<'r>>) -> Judged<'r> {
        let eval = self.eval;
        let mut parts =
            vec![Judged::plain(exception.window.holds(eval.flow.as_of)), eval.formula(&exception.when, env)];
        parts.extend(exception.unless.iter().map(|unless| eval.formula(unless, env).negated()));
        let own = parts.iter().map(|part| part.truth).fold(Truth::True, Truth::and);
        for defeat in &exception.defeated_by {
            let defeats = self.exception(defeat, env);
            if own == Truth::True || (own == Truth::Unknown && defeats.truth == Truth::Unknown) {
                self.note(defeat, defeats.truth);
            }
            parts.push(defeats.negated());
        }
        Judged::all(parts)
    }

    /// Notes how an exception answered, where somebody asks.
    fn note(&mut self, exception: &Exception, truth: Truth) {
        if let Some(trace) = &mut self.trace {
            trace.push(Asked { rule: self.index, exception: exception.name.clone(), truth });
        }
    }

    fn push(&mut self, outcome: Outcome, applies: Judged<'r>, parts: Vec<Judged<'r>>, excused_by: Vec<&'r Exception>) {
        let mut missing = SortedSet::new();
        if outcome == Outcome::Undetermined {
            missing.extend(applies.missing.iter().cloned());
            missing.extend(parts.iter().flat_map(|part| part.missing.iter().cloned()));
        }
        parts.iter().for_each(|part| self.eval.carry(part));
        let mut because: Vec<Because> = Vec::new();
        let mut said_before: SortedSet<String> = SortedSet::new();
        for reason in applies.because.iter().chain(parts.iter().flat_map(|part| &part.because)) {
            let said = self.because(reason);
            if said_before.insert(format!("{} {:?} {:?} {}", said.fact, said.span, said.holds, said.test)) {
                because.push(said);
            }
        }
        let owed = matches!(outcome, Outcome::Satisfied | Outcome::Excused) && applies.truth == Truth::True;
        let duties = if owed { self.duties(&excused_by) } else { vec![] };
        let mut excuses: Vec<Excuse> = excused_by.iter().map(|exception| self.excuse(exception)).collect();
        sort_by(&mut excuses, |a, b| a.exception.cmp(&b.exception));
        self.instances.push(Instance {
            rule: self.index,
            at: self.at.join(","),
            outcome,
            applies: applies.truth,
            applies_missing: applies.missing,
            missing,
            because,
            excuses,
            duties,
        });
    }

    fn because(&self, reason: &Reason<'r>) -> Because {
        let policy = self.eval.policy;
        let mut cites: Vec<Cited> = Vec::new();
        for cite in reason.atom.cites.iter().chain(reason.cites.iter().copied()) {
            let cited = policy.cited(cite);
            if !cites.contains(&cited) {
                cites.push(cited);
            }
        }
        Because {
            fact: reason.fact.clone(),
            value: reason.value.clone(),
            test: policy.words(reason.atom.words).to_owned(),
            holds: match reason.holds {
                Truth::True => Some(!reason.atom.negated),
                Truth::False => Some(reason.atom.negated),
                Truth::Unknown => None,
            },
            attested: reason.attested,
            span: policy.utf16(reason.atom.used),
            cites,
        }
    }

    fn excuse(&self, exception: &Exception) -> Excuse {
        let cites = exception.cites.iter().map(|cite| self.eval.policy.cited(cite)).collect();
        Excuse { exception: exception.name.clone(), title: exception.title.clone(), cites }
    }

    /// What an instance obliges to: the rule's duties, and those of the exceptions that excuse it.
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

/// Whether an exception of this truth has a share in the outcome.
fn decides(outcome: Outcome, truth: Truth) -> bool {
    matches!(
        (outcome, truth),
        (Outcome::Excused, Truth::True) | (Outcome::Violated, Truth::False) | (Outcome::Undetermined, Truth::Unknown)
    )
}

impl Eval<'_> {
    /// Whether an atom tests a fact that carries a person's conclusion.
    pub(super) fn is_attested(&self, atom: &crate::policy::Atom) -> bool {
        let crate::policy::Subject::Path(path) = &atom.subject else { return false };
        path.steps
            .last()
            .and_then(|step| step.kind.facts().get(usize::from(step.field.0)))
            .is_some_and(|fact| fact.attested)
    }
}
