//! From instances to the verdict: the worst over all choices of group places.

use super::Ledger;
use super::instance::Instance;
use super::missing::Missing;
use super::paths::Paths;
use crate::atlas::Place;
use crate::date::Date;
use crate::flow::Flow;
use crate::policy::{Policy, Rule, Severity};
use crate::sorted::{SortedMap, SortedSet};
use crate::truth::Truth;
use crate::verdict::{self, Answer, Applies, LevelVerdict, Outcome, Part, PolicyRef, Reservation, Verdict};

/// The verdict in short.
#[cfg(feature = "arrow")]
pub(crate) struct Short {
    pub(crate) answer: Answer,
    /// The names of the blocking rules that it is due to.
    pub(crate) rules: Vec<String>,
    /// The missing facts on which it depends.
    pub(crate) missing: Vec<String>,
    /// The highest level that is reached.
    pub(crate) reached: Option<String>,
}

/// The outcomes of the choices so far.
pub(super) struct Tally<'p> {
    policy: &'p Policy,
    required: usize,
    /// The worst answer of each level; of the one level there is, for a policy without.
    levels: Vec<Answer>,
    parts: Vec<(Answer, Applies)>,
    reservations: SortedSet<(usize, String, u8)>,
    /// The first worst choice, and its answer.
    worst: Option<(Answer, Vec<Place>)>,
    ask: Missing,
}

impl<'p> Tally<'p> {
    pub(super) fn new(policy: &'p Policy, required: usize) -> Tally<'p> {
        Tally {
            policy,
            required,
            levels: vec![Answer::Compliant; policy.levels.len().max(1)],
            parts: vec![(Answer::Compliant, Applies::No); policy.parts.len()],
            reservations: SortedSet::new(),
            worst: None,
            ask: Missing::Nothing,
        }
    }

    /// Adds what came of one choice. Returns its answer where it is the worst so far.
    pub(super) fn add(&mut self, chosen: &[Place], instances: &[Instance]) -> Option<Answer> {
        for (level, worst) in self.levels.iter_mut().enumerate() {
            let any = Outcomes::of(blocking(self.policy, instances, |rule| rule.level <= level));
            *worst = worst.worst(any.answer());
        }
        for (index, (worst, applies)) in self.parts.iter_mut().enumerate() {
            let mine = |rule: &Rule| rule.part == Some(index) && rule.level <= self.required;
            *worst = worst.worst(Outcomes::of(blocking(self.policy, instances, mine)).answer());
            *applies = widest(*applies, part_applies(self.policy, instances, mine));
        }
        for instance in instances {
            let minor =
                self.rule(instance).is_some_and(|rule| rule.severity == Severity::Minor && rule.level <= self.required);
            if minor && matches!(instance.outcome, Outcome::Violated | Outcome::Undetermined) {
                self.reservations.insert((instance.rule, instance.at.clone(), instance.outcome as u8));
            }
        }
        let required = self.required;
        let counted = || blocking(self.policy, instances, |rule| rule.level <= required);
        let any = Outcomes::of(counted());
        let answer = any.answer();
        if answer == Answer::Undetermined {
            missing(&any, counted()).for_each(|missing| self.ask.add_each(missing));
        }
        let is_worst = self.worst.as_ref().is_none_or(|(worst, _)| (answer as u8) < (*worst as u8));
        if is_worst {
            self.worst = Some((answer, chosen.to_vec()));
        }
        is_worst.then_some(answer)
    }

    /// Returns the answer so far at the level required, and what an undetermined one depends on.
    pub(super) fn answer(self) -> (Answer, Missing) {
        (self.levels.get(self.required).copied().unwrap_or(Answer::Undetermined), self.ask)
    }

    /// Returns the verdict in short, due to these rules.
    #[cfg(feature = "arrow")]
    pub(super) fn short(self, rules: Vec<usize>, ledger: &Ledger) -> Short {
        let answer = self.levels.get(self.required).copied().unwrap_or(Answer::Undetermined);
        let paths = ledger.paths.borrow();
        let name = |rule: usize| self.policy.rules.get(rule).map(|rule| rule.name.clone());
        Short {
            answer,
            rules: rules.into_iter().filter_map(name).collect(),
            missing: if answer == Answer::Undetermined { sorted(paths.of(&self.ask)) } else { vec![] },
            reached: level(self.policy, self.required, &self.levels).and_then(|level| level.reached),
        }
    }

    fn rule(&self, instance: &Instance) -> Option<&'p Rule> {
        self.policy.rules.get(instance.rule)
    }

    /// Returns the first worst choice: the one that is explained.
    pub(super) fn worst(&self) -> Vec<Place> {
        self.worst.as_ref().map(|(_, chosen)| chosen.clone()).unwrap_or_default()
    }

    /// Returns the verdict, with the instances of the worst choice.
    pub(super) fn verdict(self, flow: &Flow, instances: Vec<Instance>, ledger: &Ledger) -> Verdict {
        let paths = ledger.paths.borrow();
        let paths: &Paths = &paths;
        let assumed = ledger.assumed.borrow();
        let assumed = sorted(assumed.iter().filter_map(|id| flow.object(*id)).map(|object| &object.path));
        let policy = self.policy;
        let answer = self.levels.get(self.required).copied().unwrap_or(Answer::Undetermined);
        let required = self.required;
        let binds = |instance: &Instance| policy.rules.get(instance.rule).is_some_and(|rule| rule.level <= required);
        let duties: SortedSet<verdict::Due> =
            instances.iter().filter(|i| binds(i)).flat_map(|i| i.duties.iter().cloned()).collect();
        Verdict {
            verdict: answer,
            reservations: self
                .reservations
                .iter()
                .filter_map(|(rule, at, outcome)| reservation(policy, *rule, at, *outcome))
                .collect(),
            parts: parts(policy, &self.parts),
            replaced: policy.replaced.clone(),
            instead: flow.overruling.iter().cloned().collect(),
            complete: flow.is_complete,
            assumed,
            suppose: policy.supposed.clone(),
            policy: PolicyRef {
                name: policy.name.clone(),
                version: policy.version.clone(),
                digest: policy.digest.clone(),
            },
            edition: crate::vocab::EDITION,
            atlas: format!("{}+{}", crate::atlas::VERSION, crate::atlas::digest()),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: flow.as_of.to_string(),
            level: level(policy, self.required, &self.levels),
            instances: instances
                .into_iter()
                .filter(binds)
                .map(|instance| report(policy, flow.as_of, instance, paths))
                .collect(),
            duties: duties.into_iter().collect(),
            ask: if answer == Answer::Undetermined { sorted(paths.of(&self.ask)) } else { vec![] },
            notes: flow.notes.clone(),
        }
    }
}

/// The outcomes of the blocking instances of some rules, as the table of verdicts needs them.
#[derive(Default)]
pub(super) struct Outcomes {
    /// The first rule that is violated, as an index into `Policy::rules`.
    pub(super) violated: Option<usize>,
    undetermined: Option<usize>,
    applies: bool,
    may_apply: bool,
}

impl Outcomes {
    fn of<'i>(instances: impl Iterator<Item = &'i Instance>) -> Outcomes {
        let mut outcomes = Outcomes::default();
        instances.for_each(|instance| outcomes.add(instance.rule, instance.outcome, instance.applies));
        outcomes
    }

    /// Adds what an instance comes to.
    pub(super) fn add(&mut self, rule: usize, outcome: Outcome, applies: Truth) {
        match outcome {
            Outcome::Violated => self.violated = self.violated.or(Some(rule)),
            Outcome::Undetermined => self.undetermined = self.undetermined.or(Some(rule)),
            _ => {}
        }
        self.applies |= applies == Truth::True;
        self.may_apply |= applies == Truth::Unknown;
    }

    /// Returns the answer, and the first rule that it is due to.
    pub(super) fn settled(&self) -> (Answer, Option<usize>) {
        match self {
            Outcomes { violated: rule @ Some(_), .. } => (Answer::NonCompliant, *rule),
            Outcomes { undetermined: rule @ Some(_), .. } => (Answer::Undetermined, *rule),
            // Every rule that may apply is satisfied or excused: none of them is to be named.
            Outcomes { applies: false, may_apply: true, .. } => (Answer::Undetermined, None),
            Outcomes { applies: true, .. } => (Answer::Compliant, None),
            _ => (Answer::NotApplicable, None),
        }
    }

    fn answer(&self) -> Answer {
        self.settled().0
    }
}

/// Returns the blocking instances of some rules.
fn blocking<'i>(
    policy: &Policy,
    instances: &'i [Instance],
    counts: impl Fn(&Rule) -> bool,
) -> impl Iterator<Item = &'i Instance> {
    instances.iter().filter(move |instance| {
        policy.rules.get(instance.rule).is_some_and(|rule| rule.severity == Severity::Blocking && counts(rule))
    })
}

/// Returns the facts that are missing for an undetermined answer.
fn missing<'i>(any: &Outcomes, instances: impl Iterator<Item = &'i Instance>) -> impl Iterator<Item = &'i Missing> {
    let undetermined = any.undetermined.is_some();
    instances.map(move |instance| if undetermined { &instance.missing } else { &instance.applies_missing })
}

/// Returns whether any rule of a part concerns the flow; minor rules count.
fn part_applies(policy: &Policy, instances: &[Instance], counts: impl Fn(&Rule) -> bool) -> Applies {
    let mine = |i: &&Instance| {
        policy.rules.get(i.rule).is_some_and(|rule| rule.severity != Severity::Advisory && counts(rule))
    };
    let widest_truth = instances.iter().filter(mine).map(|i| i.applies).fold(Truth::False, Truth::or);
    match widest_truth {
        Truth::True => Applies::Yes,
        Truth::Unknown => Applies::Unknown,
        Truth::False => Applies::No,
    }
}

/// Yes if yes in any choice, else unknown if unknown in any.
fn widest(a: Applies, b: Applies) -> Applies {
    match (a, b) {
        (Applies::Yes, _) | (_, Applies::Yes) => Applies::Yes,
        (Applies::Unknown, _) | (_, Applies::Unknown) => Applies::Unknown,
        _ => Applies::No,
    }
}

fn parts(policy: &Policy, found: &[(Answer, Applies)]) -> SortedMap<String, Part> {
    let named = policy.parts.iter().cloned().zip(found);
    named.map(|(name, (verdict, applies))| (name, Part { verdict: *verdict, applies: *applies })).collect()
}

fn reservation(policy: &Policy, rule: usize, at: &str, outcome: u8) -> Option<Reservation> {
    let rule = policy.rules.get(rule)?.name.clone();
    let outcome = if outcome == Outcome::Violated as u8 { Outcome::Violated } else { Outcome::Undetermined };
    Some(Reservation { rule, at: at.to_owned(), outcome })
}

fn level(policy: &Policy, required: usize, answers: &[Answer]) -> Option<LevelVerdict> {
    let named = || policy.levels.iter().zip(answers);
    let of = |wanted: Answer| {
        named().filter(|(_, answer)| **answer == wanted).map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    Some(LevelVerdict {
        required: policy.levels.get(required)?.clone(),
        reached: of(Answer::Compliant).pop(),
        open: of(Answer::Undetermined),
        refused: of(Answer::NonCompliant),
    })
}

fn report(policy: &Policy, as_of: Date, instance: Instance, paths: &Paths) -> verdict::Instance {
    let rule = policy.rules.get(instance.rule);
    let missing = sorted(paths.of(&instance.missing));
    verdict::Instance {
        rule: rule.map_or(String::new(), |rule| rule.name.clone()),
        at: instance.at,
        outcome: instance.outcome,
        severity: rule.map_or(Severity::Blocking, |rule| rule.severity),
        title: rule.map_or(String::new(), |rule| rule.title.clone()),
        part: rule.and_then(|rule| rule.part).and_then(|part| policy.parts.get(part)).cloned(),
        cites: policy.cited(rule.iter().flat_map(|rule| &rule.cites), as_of).collect(),
        because: instance.because,
        excused_by: (instance.outcome == Outcome::Excused).then_some(instance.excuses),
        missing: if missing.is_empty() { vec![] } else { vec![missing] },
        cure: None,
        remedy: rule.and_then(|rule| rule.remedy.clone()).filter(|_| instance.outcome == Outcome::Violated),
        span: policy.utf16(crate::policy::SourceSpan { text: 0, span: rule.map(|rule| rule.span).unwrap_or_default() }),
    }
}

/// Paths in natural order: `storage[2]` before `storage[10]`.
fn sorted<'p>(paths: impl Iterator<Item = &'p String>) -> Vec<String> {
    let natural = |path: &str| -> Vec<(u32, String)> {
        path.split(['[', ']']).map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
    };
    let mut keyed: Vec<(Vec<(u32, String)>, String)> = paths.map(|path| (natural(path), path.clone())).collect();
    crate::order::sort_by(&mut keyed, |a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|(_, path)| path).collect()
}
