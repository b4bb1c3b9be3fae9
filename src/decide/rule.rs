//! Rules, and the verdict that comes of them.

use super::{Decision, Run};
use crate::program::Rule;
use crate::truth::Truth;
use crate::verdict::Answer;

/// What has come of the rules so far, each by the first rule of which it is so.
#[derive(Clone, Copy, Default)]
struct Tally {
    violated: Option<u16>,
    undetermined: Option<u16>,
    applies: bool,
    may_apply: bool,
}

impl Run<'_> {
    /// Runs every rule that counts, to the first violation.
    pub(super) fn rules(&self) -> Decision {
        let applies = self.condition(&mut (self.program.applies as usize));
        let mut tally = Tally::default();
        if applies != Truth::False {
            for (index, rule) in self.program.rules.iter().enumerate().filter(|(_, rule)| self.counts(rule)) {
                self.bound(rule, index as u16, 0, applies, &mut tally);
                if tally.violated.is_some() {
                    break;
                }
            }
        }
        tally.decision()
    }

    fn counts(&self, rule: &Rule) -> bool {
        let (from, through) = rule.window;
        let in_force = from <= self.as_of && self.as_of <= through;
        in_force && self.asked.counts(rule)
    }

    /// Binds the variables from the one at `depth` on; whether to go on.
    fn bound(&self, rule: &Rule, index: u16, depth: usize, applies: Truth, tally: &mut Tally) -> bool {
        let Some((slot, entries, condition)) = rule.loops.get(depth) else {
            self.instance(rule, index, applies, tally);
            return tally.violated.is_none();
        };
        let mut goes_on = true;
        self.visit(*entries, |entity, is_entry, _| {
            let (meant, _) = self.meant(*condition as usize, *slot, entity, is_entry);
            let applies = applies.and(meant);
            goes_on = applies == Truth::False || self.bound(rule, index, depth + 1, applies, tally);
            goes_on
        });
        goes_on
    }

    fn instance(&self, rule: &Rule, index: u16, applies: Truth, tally: &mut Tally) {
        let start = |at: u32| self.condition(&mut (at as usize));
        let applies = applies.and(start(rule.when));
        match applies {
            Truth::False => return,
            Truth::Unknown => tally.may_apply = true,
            Truth::True => tally.applies = true,
        }
        let met = start(rule.demand);
        if met == Truth::True {
            return;
        }
        match (applies, met, start(rule.excuse)) {
            (_, _, Truth::True) => {}
            (Truth::True, Truth::False, Truth::False) => tally.violated = Some(index),
            _ => tally.undetermined = tally.undetermined.or(Some(index)),
        }
    }
}

impl Tally {
    /// Returns the decision by the language's table of verdicts.
    fn decision(self) -> Decision {
        let decided = |verdict, rule| Decision { verdict, rule };
        match self {
            Tally { violated: rule @ Some(_), .. } => decided(Answer::NonCompliant, rule),
            Tally { undetermined: rule @ Some(_), .. } => decided(Answer::Undetermined, rule),
            // Every rule that may apply is satisfied or excused: none of them is to be named.
            Tally { applies: false, may_apply: true, .. } => decided(Answer::Undetermined, None),
            Tally { applies: true, .. } => decided(Answer::Compliant, None),
            _ => decided(Answer::NotApplicable, None),
        }
    }
}
