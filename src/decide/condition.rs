//! Conditions, in prefix order: each ends where it is settled.

use super::Run;
use super::read::Entity;
use crate::program::{Op, Quantified, Quantifier};
use crate::truth::Truth;

impl Run<'_> {
    /// Evaluates the condition that starts at `at`; `at` is then the position after it.
    pub(super) fn condition(&self, at: &mut usize) -> Truth {
        let Some(op) = self.program.ops.get(*at).filter(|_| self.step()) else {
            *at = usize::MAX;
            return Truth::Unknown;
        };
        *at += 1;
        match op {
            Op::Const(value) => Truth::from(*value),
            Op::Not => !self.condition(at),
            Op::All(length) => self.all(at, *length),
            Op::Any(length) => self.any(at, *length),
            Op::Derived(length) => self.derived(at, *length),
            Op::InForce(from, through) => Truth::from(*from <= self.as_of && self.as_of <= *through),
            Op::Test(path, test) => self.test(*path, test),
            Op::In(path, membership) => self.is_in(*path, membership),
            Op::Quantified(quantified) => self.quantified(at, quantified),
            Op::Total(total) => {
                let truth = self.total(*at, total);
                *at += total.length as usize;
                truth
            }
        }
    }

    fn all(&self, at: &mut usize, length: u32) -> Truth {
        let end = at.saturating_add(length as usize);
        let mut truth = Truth::True;
        while *at < end && truth != Truth::False {
            truth = truth.and(self.condition(at));
        }
        *at = end;
        truth
    }

    fn any(&self, at: &mut usize, length: u32) -> Truth {
        let end = at.saturating_add(length as usize);
        let mut truth = Truth::False;
        while *at < end && truth != Truth::True {
            truth = truth.or(self.condition(at));
        }
        *at = end;
        truth
    }

    fn derived(&self, at: &mut usize, length: u32) -> Truth {
        let end = at.saturating_add(length as usize);
        let mut truth = self.condition(at);
        if truth == Truth::Unknown {
            truth = self.condition(at);
        }
        *at = end;
        truth
    }

    fn quantified(&self, at: &mut usize, quantified: &Quantified) -> Truth {
        let start = *at;
        *at = start.saturating_add(quantified.length as usize);
        match quantified.kind {
            Quantifier::Every => !self.some(start, quantified, true),
            Quantifier::Some => self.some(start, quantified, false),
            Quantifier::No => !self.some(start, quantified, false),
            Quantifier::AtLeast(least) => self.at_least(start, quantified, least),
        }
    }

    /// Returns whether there is an entry that is meant and of which the body holds, or, `negated`, does not.
    fn some(&self, start: usize, quantified: &Quantified, negated: bool) -> Truth {
        let mut truth = Truth::False;
        self.visit(quantified.entries, |entity, is_entry, _| {
            let (meant, at) = self.meant(start, quantified.slot, entity, is_entry);
            if meant != Truth::False {
                let said = self.condition(&mut { at });
                truth = truth.or(meant.and(if negated { !said } else { said }));
            }
            truth != Truth::True
        });
        truth
    }

    /// Returns whether an entry is one that is meant, and where what is said of it starts.
    pub(super) fn meant(&self, start: usize, slot: u16, entity: Entity, is_entry: Truth) -> (Truth, usize) {
        self.bind(slot, entity);
        let mut at = start;
        let filter = self.condition(&mut at);
        (is_entry.and(filter), at)
    }
}
