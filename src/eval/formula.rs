//! Formulas: to explain, every part is judged, so that every missing fact is named; to decide, up to the one that settles it.

use super::entries::{Entity, Entry};
use super::env::Env;
use super::judged::{Fact, Judged, Reason, ReasonValue};
use super::known::Said;
use super::missing::Missing;
use super::{Eval, Ledger, Pace};
use crate::flow::ObjectId;
use crate::policy::{Defined, Derived, Formula, Quantified, Quantifier};
use crate::truth::Truth;

impl<'e> Eval<'e> {
    /// Judges a formula, the variables being `env`.
    pub(super) fn formula<'a>(&'a self, formula: &'a Formula, env: &mut Env<'a>) -> Judged<'a>
    where
        'e: 'a,
    {
        self.step();
        if self.is_exhausted() {
            return Judged::missing(Missing::Nothing);
        }
        match formula {
            Formula::Const(value) => Judged::plain(*value),
            Formula::Not(inner) => self.formula(inner, env).negated(),
            Formula::All(parts) => self.all(parts.iter().map(|part| self.formula(part, env))),
            Formula::Any(parts) => self.any(parts.iter().map(|part| self.formula(part, env))),
            Formula::Quantified(quantified) => self.quantified(quantified, env),
            Formula::Atom(atom) => self.atom(atom, env),
            Formula::Derived(derived) => self.derived(derived, env),
            Formula::Defined(defined) => self.defined(defined, env),
        }
    }

    /// Judges a definition, once for its subject.
    fn defined<'a>(&'a self, defined: &'a Defined, env: &mut Env<'a>) -> Judged<'a> {
        let subject = match defined.slot.map(|slot| env.get(slot)) {
            None => None,
            Some(Some(Entity::Object(id))) => Some(*id),
            Some(_) => return self.formula(&defined.formula, env),
        };
        if !self.explains() {
            return self.answered(defined.meaning, subject, || self.formula(&defined.formula, env));
        }
        let said = Said { number: defined.place, of: subject, decides: false, notes: false };
        if let Some(judged) = env.known.get(said) {
            self.take_steps(judged.because.len());
            self.carry(judged);
            return judged.clone();
        }
        let judged = self.formula(&defined.formula, env);
        env.known.insert(said, judged.clone());
        judged
    }

    /// Judges a condition that has a number and gives no reasons, once for its subject and for the group places that it looks at.
    pub(super) fn answered<'a>(
        &self,
        number: u32,
        of: Option<ObjectId>,
        judge: impl FnOnce() -> Judged<'a>,
    ) -> Judged<'a> {
        let Ledger { answers, looked, .. } = self.ledger;
        // At the pace that decides missing facts are not named. Notes are taken only where an analysis wants them.
        let said = Said { number, of, decides: self.pace == Pace::Decides, notes: self.asked.is_some() };
        if let Some(((truth, missing), at)) = answers.borrow().get(said, self.chosen) {
            looked.set(looked.get().and(at));
            let judged = Judged { truth: *truth, missing: missing.clone(), because: vec![] };
            self.carry(&judged);
            return judged;
        }
        let outside = looked.take();
        let judged = judge();
        let at = looked.get();
        looked.set(outside.and(at));
        answers.borrow_mut().insert(said, self.chosen, at, (judged.truth, judged.missing.clone()));
        judged
    }

    fn derived<'a>(&'a self, derived: &'a Derived, env: &mut Env<'a>) -> Judged<'a> {
        let stated = self.atom(&derived.stated, env);
        if stated.truth != Truth::Unknown {
            return stated;
        }
        self.formula(&derived.rule, env)
    }

    fn quantified<'a>(&'a self, q: &'a Quantified, env: &mut Env<'a>) -> Judged<'a> {
        let judged = self.counted(q, env);
        self.carry(&judged);
        judged
    }

    fn counted<'a>(&'a self, q: &'a Quantified, env: &mut Env<'a>) -> Judged<'a> {
        let entries = self.entries(&q.from, env);
        match q.quantifier {
            Quantifier::Every => self.all(self.each(q, entries, env).map(|(is, body)| is.negated().or(body))),
            Quantifier::Some | Quantifier::AtLeast(1) => self.some(q, entries, env),
            Quantifier::No => self.some(q, entries, env).negated(),
            Quantifier::AtLeast(least) => {
                let entities: Vec<Entity<'a>> = entries.iter().map(|entry| entry.entity.clone()).collect();
                let judged = self.each(q, entries, env).map(|(is, body)| is.and(body)).collect();
                self.at_least(least, &entities, judged)
            }
        }
    }

    fn some<'a>(&'a self, q: &'a Quantified, entries: Vec<Entry<'a>>, env: &mut Env<'a>) -> Judged<'a> {
        self.any(self.each(q, entries, env).map(|(is, body)| is.and(body)))
    }

    /// Judges each entry: whether it is one that is meant, and what the body says of it.
    fn each<'a>(
        &'a self,
        q: &'a Quantified,
        entries: Vec<Entry<'a>>,
        env: &mut Env<'a>,
    ) -> impl Iterator<Item = (Judged<'a>, Judged<'a>)> {
        entries.into_iter().map(|entry| {
            self.bound(q.slot, entry.entity, env, |env| {
                let meant = entry.is_entry.and(self.formula(&q.filter, env));
                if self.settles(&meant, Truth::False) {
                    return (meant, Judged::plain(false));
                }
                (meant, self.formula(&q.body, env))
            })
        })
    }

    /// Returns whether nothing that follows can change a truth that is joined, and nobody asks what else there is.
    pub(super) fn settles(&self, judged: &Judged<'_>, decisive: Truth) -> bool {
        self.pace == Pace::Decides && judged.truth == decisive
    }

    /// Joins all by `and`.
    pub(super) fn all<'a>(&self, parts: impl Iterator<Item = Judged<'a>>) -> Judged<'a> {
        self.folded(parts, Judged::plain(true), Judged::and, Truth::False)
    }

    /// Joins all by `or`.
    pub(super) fn any<'a>(&self, parts: impl Iterator<Item = Judged<'a>>) -> Judged<'a> {
        self.folded(parts, Judged::plain(false), Judged::or, Truth::True)
    }

    fn folded<'a>(
        &self,
        parts: impl Iterator<Item = Judged<'a>>,
        start: Judged<'a>,
        join: fn(Judged<'a>, Judged<'a>) -> Judged<'a>,
        decisive: Truth,
    ) -> Judged<'a> {
        let mut all = start;
        for part in parts {
            all = join(all, part);
            if self.settles(&all, decisive) {
                break;
            }
        }
        all
    }

    /// Returns a reason of an atom.
    pub(super) fn reason<'a>(
        &self,
        atom: &'a crate::policy::Atom,
        fact: Fact,
        value: Option<ReasonValue<'a>>,
        judged: Judged<'a>,
    ) -> Judged<'a> {
        let attested = value.is_some() && self.is_attested(atom);
        let reason = Reason { fact, value, atom, holds: judged.truth, attested, cites: vec![] };
        Judged { because: vec![reason], ..judged }
    }
}
