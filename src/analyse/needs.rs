//! Counts the entries of a list that are enough to show whatever a policy can tell of it.
//!
//! A rule's truth depends on its own entry and, through each quantifier, on whether there is an entry of some kind. Of a flow
//! that shows something it is enough to keep the entries that its rules are violated or apply at, and for each quantifier
//! that holds one that makes it hold; every other entry can be left out. So as many entries are enough as there are
//! quantifiers over the list, and one more. A quantifier that is about the entry of another list needs as many for each of
//! those. That fails where a quantifier stands inside another over the same list, and where shares are added up: there a
//! list of any length can matter, and an analysis says that it did not look at all.

use crate::flow::field;
use crate::policy::{
    Base, Day, Entries, Exception, Formula, Part, Path, Policy, Quantified, Quantifier, Rule, Set, Step, Subject, Test,
};
use crate::vocab::Kind;

/// Entries that an analysis adds to one list, where so many are enough.
const MAX_GROWTH: usize = 12;
/// And where no number is.
const MAX_TRIED: usize = 3;

/// The list of everyone that a flow names.
const PARTIES: Step = Step { kind: Kind::Flow, field: field(Kind::Flow, "parties") };

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
    /// Lists of which entries are needed for each entry of others, and how many.
    for_each: Vec<(Step, usize, Vec<Step>)>,
}

/// A variable, and the lists over which it runs.
type Running = (usize, Vec<Step>);

impl Needs {
    /// Computes what a policy needs.
    pub(super) fn of(policy: &Policy, reach: Reach) -> Needs {
        let rules = policy.rules.iter().map(Needs::of_rule);
        let rules = rules.fold(Needs::default(), |needs, own| needs.join(&own, reach));
        let claims = if reach == Reach::WithClaims { Needs::of_claims(policy) } else { Needs::default() };
        let mut all = rules.join(&claims, reach).join(&Needs::of_scope(policy), Reach::AllRules);
        all.lists.iter_mut().for_each(|(_, count)| *count += 1);
        if reach != Reach::OneRule {
            all.multiply();
        }
        // A list that is only run over by rules needs one entry.
        all.at_least(policy.rules.iter().flat_map(|rule| &rule.loops).flat_map(|each| lists(&each.from)), 1);
        all
    }

    /// Computes what is needed to show that a claim fails though no rule speaks against it.
    pub(super) fn of_claims_alone(policy: &Policy) -> Needs {
        Needs::of_claims(policy).join(&Needs::of_scope(policy), Reach::AllRules).allowed_by(policy)
    }

    /// Computes what is needed to show that a rule is violated though no rule of another policy speaks against it, which has the
    /// same rule, changed.
    pub(super) fn of_rule_alone(name: &str, policy: &Policy, other: &Policy) -> Needs {
        let scopes = Needs::of_scope(policy).join(&Needs::of_scope(other), Reach::AllRules);
        let named = |policy: &'_ Policy| policy.rules.iter().position(|rule| rule.name == name);
        let rules = [policy, other].map(|policy| named(policy).and_then(|index| policy.rules.get(index)));
        let mut needs = scopes;
        for rule in rules.into_iter().flatten() {
            needs = needs.join(&Needs::of_rule(rule), Reach::AllRules);
            needs.at_least(rule.loops.iter().flat_map(|each| lists(&each.from)), 1);
        }
        needs.allowed_by(other)
    }

    /// Adds what the rules of a policy need so as not to speak against it, at the entries that are there. An entry of
    /// which rules only say how it has to be is left out.
    fn allowed_by(self, policy: &Policy) -> Needs {
        let mut all = self.clone();
        loop {
            let is_there = |step: &Step| all.known(*step) > 0 || !is_of_flow(step);
            let concerned = |rule: &&Rule| rule.loops.iter().all(|each| lists(&each.from).iter().any(is_there));
            let rules = policy.rules.iter().filter(concerned).map(Needs::of_rule);
            let mut next = rules.fold(self.clone(), |needs, own| needs.join(&own, Reach::AllRules));
            next.multiply();
            if next.lists == all.lists {
                break;
            }
            all = next;
        }
        let run_over = policy.rules.iter().flat_map(|rule| &rule.loops).flat_map(|each| lists(&each.from));
        all.at_least(run_over.filter(is_of_flow), 0);
        all
    }

    fn of_rule(rule: &Rule) -> Needs {
        let mut own = Needs::default();
        own.rule(rule);
        own
    }

    /// Computes what the claim that needs most needs.
    fn of_claims(policy: &Policy) -> Needs {
        let mut claims = Needs::default();
        for claim in &policy.claims {
            let mut own = Needs::default();
            own.formula(&claim.when, &[]);
            own.formula(&claim.never, &[]);
            claims = claims.join(&own, Reach::OneRule);
        }
        claims
    }

    /// Computes what is needed for what the policy applies to, and for its sets.
    fn of_scope(policy: &Policy) -> Needs {
        let mut scope = Needs::default();
        scope.formula(&policy.applies, &[]);
        // A set that holds entries of lists may be tested anywhere.
        policy.sets.iter().for_each(|named| scope.set(&named.set, MAX_GROWTH + 1));
        scope
    }

    /// Requires at least `count` entries of each of these lists.
    fn at_least(&mut self, steps: impl Iterator<Item = Step>, count: usize) {
        for step in steps {
            if !self.lists.iter().any(|(known, _)| *known == step) {
                self.lists.push((step, count));
            }
        }
    }

    /// Returns whether a rule reads more of a list than the entry that it is judged at.
    pub(super) fn looks_around(rule: &Rule) -> bool {
        !Needs::of_rule(rule).lists.is_empty()
    }

    /// Joins what two need, each by itself or together.
    fn join(&self, other: &Needs, reach: Reach) -> Needs {
        let mut joined = self.clone();
        for (step, count) in &other.lists {
            match joined.lists.iter_mut().find(|(known, _)| known == step) {
                Some((_, known)) if reach != Reach::OneRule => *known += count,
                Some((_, known)) => *known = (*known).max(*count),
                None => joined.lists.push((*step, *count)),
            }
        }
        joined.for_each.extend(other.for_each.iter().cloned());
        joined
    }

    /// Adds what is needed for each entry of another list beyond the first, until that is no more.
    fn multiply(&mut self) {
        let first = self.lists.clone();
        loop {
            let mut next = first.clone();
            for (step, count, others) in &self.for_each {
                let many: usize = others.iter().map(|other| self.known(*other).max(1)).product();
                let more = if others.contains(step) { MAX_GROWTH + 1 } else { count * (many - 1) };
                if let Some((_, known)) = next.iter_mut().find(|(known, _)| known == step) {
                    *known = (*known + more).min(2 * MAX_GROWTH);
                }
            }
            if next == self.lists {
                return;
            }
            self.lists = next;
        }
    }

    fn known(&self, step: Step) -> usize {
        self.lists.iter().find(|(known, _)| *known == step).map_or(0, |(_, count)| *count)
    }

    /// Joins what two policies need together.
    pub(super) fn and(&self, other: &Needs) -> Needs {
        self.join(other, Reach::AllRules)
    }

    /// Returns how many entries of a list are tried, and whether they are enough.
    pub(super) fn growth(&self, kind: Kind, name: &str) -> (usize, bool) {
        let is = |step: &Step| {
            step.kind == kind && kind.facts().get(usize::from(step.field.0)).is_some_and(|fact| fact.name == name)
        };
        let need = |is: &dyn Fn(&Step) -> bool| self.lists.iter().find(|(step, _)| is(step)).map(|(_, count)| *count);
        // Whoever is among all parties is named in another list.
        let names = kind.fact(name).is_some_and(|(_, fact)| fact.ty.names_party());
        let parties = need(&|step| *step == PARTIES).filter(|_| names).unwrap_or(0);
        // A list that is not run over matters to what it opens, and one entry shows that.
        let need = need(&is).unwrap_or(1).max(parties);
        if need <= MAX_GROWTH { (need, true) } else { (MAX_TRIED, false) }
    }

    fn rule(&mut self, rule: &Rule) {
        let mut running: Vec<Running> = vec![];
        for each in &rule.loops {
            self.filters(&each.from, &running);
            running.push((each.slot, lists(&each.from)));
            self.formula(&each.filter, &running);
        }
        self.formula(&rule.when, &running);
        for demand in &rule.demands {
            self.formula(&demand.cond, &running);
            demand.waivers.iter().for_each(|waiver| self.formula(waiver, &running));
        }
        rule.exceptions.iter().for_each(|exception| self.exception(exception, &running));
    }

    fn exception(&mut self, exception: &Exception, running: &[Running]) {
        self.formula(&exception.when, running);
        exception.unless.iter().for_each(|unless| self.formula(unless, running));
        exception.defeated_by.iter().for_each(|defeat| self.exception(defeat, running));
    }

    fn add(&mut self, step: Step, count: usize) {
        match self.lists.iter_mut().find(|(known, _)| *known == step) {
            Some((_, known)) => *known += count,
            None => self.lists.push((step, count)),
        }
    }

    fn formula(&mut self, formula: &Formula, running: &[Running]) {
        match formula {
            Formula::Const(_) => {}
            Formula::Not(inner) => self.formula(inner, running),
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| self.formula(part, running)),
            Formula::Derived(derived) => self.formula(&derived.rule, running),
            Formula::Defined(defined) => self.formula(&defined.formula, running),
            Formula::Quantified(quantified) => self.quantified(quantified, running),
            Formula::Atom(atom) => {
                if let Subject::Total(total) = &atom.subject {
                    lists(&total.from).into_iter().for_each(|step| self.add(step, MAX_GROWTH + 1));
                }
                if let Test::In(membership) = &atom.test {
                    self.set(&membership.set, 1);
                }
            }
        }
    }

    fn quantified(&mut self, quantified: &Quantified, running: &[Running]) {
        self.filters(&quantified.from, running);
        let own = lists(&quantified.from);
        let count = match quantified.quantifier {
            Quantifier::AtLeast(least) => least as usize,
            _ => 1,
        };
        let mut slots = vec![];
        [&quantified.filter, &quantified.body].into_iter().for_each(|formula| about(formula, &mut slots));
        // A list that belongs to an entry is another one for each.
        let owners = bases(&quantified.from);
        let for_each: Vec<Step> = running
            .iter()
            .filter(|(slot, _)| slots.contains(slot) && !owners.contains(slot))
            .flat_map(|(_, lists)| lists.iter().copied())
            .collect();
        for step in &own {
            self.add(*step, count);
            if !for_each.is_empty() {
                self.for_each.push((*step, count, for_each.clone()));
            }
        }
        let inside = [running, &[(quantified.slot, own)]].concat();
        self.formula(&quantified.filter, &inside);
        self.formula(&quantified.body, &inside);
    }

    /// Adds what the conditions need by which entries are chosen.
    fn filters(&mut self, from: &Entries, running: &[Running]) {
        match from {
            Entries::Path(_) => {}
            Entries::Joined(parts) => parts.iter().for_each(|part| self.filters(part, running)),
            Entries::Filtered { from, slot, filter } => {
                self.filters(from, running);
                self.formula(filter, &[running, &[(*slot, lists(from))]].concat());
            }
        }
    }

    /// Adds what a set needs: one entry shows that somebody is among the entries of a list.
    fn set(&mut self, set: &Set, count: usize) {
        set.each_leaf(&mut |leaf| {
            if let Set::Entries(from) = leaf {
                lists(from).into_iter().for_each(|step| self.add(step, count));
            }
        });
    }
}

/// Collects the variables that a condition is about: those whose facts or lists it reads.
fn about(formula: &Formula, slots: &mut Vec<usize>) {
    let mut read = |part: Part<'_>| match part {
        Part::List(path) => slots.extend(slot(path)),
        Part::Atom(atom) => {
            if let Subject::Path(path) = &atom.subject {
                slots.extend(slot(path));
            }
            match &atom.test {
                Test::IsPath(path) | Test::OrderPath(_, path) => slots.extend(slot(path)),
                Test::In(membership) => {
                    slots.extend(membership.with.as_ref().and_then(slot));
                    if let Some(Day::Path(path)) = &membership.on {
                        slots.extend(slot(path));
                    }
                    membership.set.each_leaf(&mut |leaf| match leaf {
                        Set::Fact(path) => slots.extend(slot(path)),
                        Set::Entries(from) => slots.extend(bases(from)),
                        _ => {}
                    });
                }
                _ => {}
            }
        }
    };
    formula.each_part(&mut read);
}

/// Returns the variable from which a path leads.
fn slot(path: &Path) -> Option<usize> {
    match path.base {
        Base::Slot(slot) => Some(slot),
        Base::Flow => None,
    }
}

/// Returns the variables whose lists these are.
fn bases(from: &Entries) -> Vec<usize> {
    match from {
        Entries::Path(path) => slot(path).into_iter().collect(),
        Entries::Joined(parts) => parts.iter().flat_map(bases).collect(),
        Entries::Filtered { from, .. } => bases(from),
    }
}

/// Returns whether a list is the flow's own, not one of an entry's.
fn is_of_flow(step: &Step) -> bool {
    step.kind == Kind::Flow
}

fn lists(from: &Entries) -> Vec<Step> {
    match from {
        Entries::Path(path) => path.steps.last().copied().into_iter().collect(),
        Entries::Joined(parts) => parts.iter().flat_map(lists).collect(),
        Entries::Filtered { from, .. } => lists(from),
    }
}
