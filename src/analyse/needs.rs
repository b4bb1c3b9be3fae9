//! How many entries of a list are enough to show whatever a policy can tell of it.
//!
//! A rule's truth depends on its own entry and, through each quantifier, on whether there is an entry of some kind. Of a flow
//! that shows something it is enough to keep the entries that its rules are violated or apply at, and for each quantifier
//! that holds one that makes it hold; every other entry can be left out. So as many entries are enough as there are
//! quantifiers over the list, and one more. That fails where a quantifier stands inside another over the same list, and
//! where shares are added up: there a list of any length can matter, and an analysis says that it did not look at all.

use crate::policy::{Entries, Exception, Formula, Policy, Quantifier, Rule, Step, Subject};
use crate::vocab::Kind;

/// Entries that an analysis adds to one list.
pub(super) const MAX_GROWTH: usize = 3;

/// Of which rules something is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Of one by itself.
    OneRule,
    /// Of all together.
    AllRules,
    /// Of all together, and of a claim.
    WithClaims,
}

/// For each list, how many entries are enough.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    lists: Vec<(Step, usize)>,
}

impl Needs {
    /// What a policy needs.
    pub(super) fn of(policy: &Policy, reach: Reach) -> Needs {
        let mut needs = Needs::default();
        for rule in &policy.rules {
            let mut own = Needs::default();
            own.rule(rule);
            needs = needs.join(&own, reach);
        }
        let mut claims = Needs::default();
        for claim in policy.claims.iter().filter(|_| reach == Reach::WithClaims) {
            let mut own = Needs::default();
            own.formula(&claim.when, &[]);
            own.formula(&claim.never, &[]);
            claims = claims.join(&own, Reach::OneRule);
        }
        let mut applies = Needs::default();
        applies.formula(&policy.applies, &[]);
        let mut all = needs.join(&claims, reach).join(&applies, Reach::AllRules);
        all.lists.iter_mut().for_each(|(_, count)| *count += 1);
        // A list that is only run over by rules needs one entry.
        policy.rules.iter().flat_map(|rule| &rule.loops).flat_map(|each| lists(&each.from)).for_each(|step| {
            if !all.lists.iter().any(|(known, _)| *known == step) {
                all.lists.push((step, 1));
            }
        });
        all
    }

    /// What two need, each by itself or together.
    fn join(&self, other: &Needs, reach: Reach) -> Needs {
        let mut joined = self.clone();
        for (step, count) in &other.lists {
            match joined.lists.iter_mut().find(|(known, _)| known == step) {
                Some((_, known)) if reach != Reach::OneRule => *known += count,
                Some((_, known)) => *known = (*known).max(*count),
                None => joined.lists.push((*step, *count)),
            }
        }
        joined
    }

    /// What two policies need together.
    pub(super) fn and(&self, other: &Needs) -> Needs {
        self.join(other, Reach::AllRules)
    }

    /// How many entries are tried of a list, and whether they are enough.
    pub(super) fn growth(&self, kind: Kind, name: &str) -> (usize, bool) {
        let is = |step: &Step| {
            step.kind == kind && kind.facts().get(usize::from(step.field.0)).is_some_and(|fact| fact.name == name)
        };
        // A list that is not run over matters to what it opens, and one entry shows that.
        let need = self.lists.iter().find(|(step, _)| is(step)).map_or(1, |(_, count)| *count);
        (need.min(MAX_GROWTH), need <= MAX_GROWTH)
    }

    fn rule(&mut self, rule: &Rule) {
        rule.loops.iter().for_each(|each| self.formula(&each.filter, &[]));
        self.formula(&rule.when, &[]);
        for demand in &rule.demands {
            self.formula(&demand.cond, &[]);
            demand.waivers.iter().for_each(|waiver| self.formula(waiver, &[]));
        }
        rule.exceptions.iter().for_each(|exception| self.exception(exception));
    }

    fn exception(&mut self, exception: &Exception) {
        self.formula(&exception.when, &[]);
        exception.unless.iter().for_each(|unless| self.formula(unless, &[]));
        exception.defeated_by.iter().for_each(|defeat| self.exception(defeat));
    }

    fn add(&mut self, step: Step, count: usize) {
        match self.lists.iter_mut().find(|(known, _)| *known == step) {
            Some((_, known)) => *known += count,
            None => self.lists.push((step, count)),
        }
    }

    fn formula(&mut self, formula: &Formula, within: &[Step]) {
        match formula {
            Formula::Const(_) => {}
            Formula::Not(inner) => self.formula(inner, within),
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| self.formula(part, within)),
            Formula::Derived(derived) => self.formula(&derived.rule, within),
            Formula::Quantified(quantified) => {
                let own = lists(&quantified.from);
                let count = match quantified.quantifier {
                    Quantifier::AtLeast(least) => least as usize,
                    _ => 1,
                };
                for step in &own {
                    self.add(*step, if within.contains(step) { MAX_GROWTH + 1 } else { count });
                }
                let inside = [within, &own].concat();
                self.formula(&quantified.filter, &inside);
                self.formula(&quantified.body, &inside);
            }
            Formula::Atom(atom) => {
                if let Subject::Total(total) = &atom.subject {
                    lists(&total.from).into_iter().for_each(|step| self.add(step, MAX_GROWTH + 1));
                }
            }
        }
    }
}

fn lists(from: &Entries) -> Vec<Step> {
    match from {
        Entries::Path(path) => path.steps.last().copied().into_iter().collect(),
        Entries::Joined(parts) => parts.iter().flat_map(lists).collect(),
        Entries::Filtered { from, .. } => lists(from),
    }
}
