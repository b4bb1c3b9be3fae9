//! Compares rules of two versions of a policy by their structure, wherever they stand and whatever they rest on.

use crate::policy::{
    Atom, Day, Demand, Entries, Exception, Formula, Loop, Member, Membership, Policy, Rule, Set, Severity, Subject,
    Test,
};

/// Two policies, each with its sets.
#[derive(Clone, Copy)]
pub(super) struct Both<'p> {
    pub(super) old: &'p Policy,
    pub(super) new: &'p Policy,
}

impl Both<'_> {
    /// Returns whether a rule is the same in both.
    pub(super) fn rule(&self, a: &Rule, b: &Rule) -> bool {
        let same_loop = |a: &Loop, b: &Loop| {
            a.slot == b.slot && self.entries(&a.from, &b.from) && self.formula(&a.filter, &b.filter)
        };
        let same_demand = |a: &Demand, b: &Demand| {
            self.formula(&a.cond, &b.cond) && all(&a.waivers, &b.waivers, |a, b| self.formula(a, b))
        };
        a.window == b.window
            && (a.severity == Severity::Blocking) == (b.severity == Severity::Blocking)
            && self.old.levels.get(a.level) == self.new.levels.get(b.level)
            && all(&a.loops, &b.loops, same_loop)
            && self.formula(&a.when, &b.when)
            && all(&a.demands, &b.demands, same_demand)
            && all(&a.exceptions, &b.exceptions, |a, b| self.exception(a, b))
    }

    fn exception(&self, a: &Exception, b: &Exception) -> bool {
        a.window == b.window
            && self.formula(&a.when, &b.when)
            && all(&a.unless, &b.unless, |a, b| self.formula(a, b))
            && all(&a.defeated_by, &b.defeated_by, |a, b| self.exception(a, b))
    }

    /// Returns whether a condition is the same in both.
    pub(super) fn formula(&self, a: &Formula, b: &Formula) -> bool {
        match (a, b) {
            (Formula::Const(a), Formula::Const(b)) => a == b,
            (Formula::Not(a), Formula::Not(b)) => self.formula(a, b),
            (Formula::All(a), Formula::All(b)) | (Formula::Any(a), Formula::Any(b)) => {
                all(a, b, |a, b| self.formula(a, b))
            }
            (Formula::Quantified(a), Formula::Quantified(b)) => {
                a.quantifier == b.quantifier
                    && a.slot == b.slot
                    && self.entries(&a.from, &b.from)
                    && self.formula(&a.filter, &b.filter)
                    && self.formula(&a.body, &b.body)
            }
            (Formula::Atom(a), Formula::Atom(b)) => self.atom(a, b),
            (Formula::Derived(a), Formula::Derived(b)) => {
                self.atom(&a.stated, &b.stated) && self.formula(&a.rule, &b.rule)
            }
            (Formula::Defined(a), b) => self.formula(&a.formula, b),
            (a, Formula::Defined(b)) => self.formula(a, &b.formula),
            _ => false,
        }
    }

    fn entries(&self, a: &Entries, b: &Entries) -> bool {
        match (a, b) {
            (Entries::Path(a), Entries::Path(b)) => a == b,
            (Entries::Joined(a), Entries::Joined(b)) => all(a, b, |a, b| self.entries(a, b)),
            (
                Entries::Filtered { from: a, slot: slot_a, filter: filter_a },
                Entries::Filtered { from: b, slot: slot_b, filter: filter_b },
            ) => slot_a == slot_b && self.entries(a, b) && self.formula(filter_a, filter_b),
            _ => false,
        }
    }

    fn atom(&self, a: &Atom, b: &Atom) -> bool {
        let subject = match (&a.subject, &b.subject) {
            (Subject::Path(a), Subject::Path(b)) => a == b,
            (Subject::Total(a), Subject::Total(b)) => {
                a.share == b.share
                    && a.slot == b.slot
                    && self.entries(&a.from, &b.from)
                    && self.formula(&a.filter, &b.filter)
            }
            _ => false,
        };
        subject
            && match (&a.test, &b.test) {
                (Test::In(a), Test::In(b)) => self.membership(a, b),
                (a, b) => a == b,
            }
    }

    fn membership(&self, a: &Membership, b: &Membership) -> bool {
        let day = match (&a.on, &b.on) {
            (None, None) => true,
            (Some(Day::Date(a)), Some(Day::Date(b))) => a == b,
            (Some(Day::Path(a)), Some(Day::Path(b))) => a == b,
            _ => false,
        };
        day && a.with == b.with && self.set(&a.set, &b.set)
    }

    fn set(&self, a: &Set, b: &Set) -> bool {
        match (a, b) {
            (Set::Named(a), Set::Named(b)) => {
                let sets = self.old.sets.get(*a).zip(self.new.sets.get(*b));
                sets.is_some_and(|(a, b)| self.set(&a.set, &b.set))
            }
            (Set::Group(a), Set::Group(b)) => a == b,
            (Set::Members(a), Set::Members(b)) => {
                all(a, b, |a: &Member, b: &Member| a.value == b.value && a.scope == b.scope && a.window == b.window)
            }
            (Set::Fact(a), Set::Fact(b)) => a == b,
            (Set::Entries(a), Set::Entries(b)) => self.entries(a, b),
            (Set::Union(a), Set::Union(b))
            | (Set::Intersection(a), Set::Intersection(b))
            | (Set::Except(a), Set::Except(b)) => all(a, b, |a, b| self.set(a, b)),
            _ => false,
        }
    }
}

fn all<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}
