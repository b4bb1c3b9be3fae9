//! A statement of a search: one missing fact, and one of its values after the other.

use super::choice::Choice;
use super::passed::{Passed, Untried};
use super::place::{fact_type, set, steps};
use super::space::Space;
use crate::eval::probe::{Comparisons, Constant};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use std::rc::Rc;

/// Bits in a part of a conflict.
const BITS: usize = 64;

/// The result of judging one flow for one question.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) truth: Truth,
    /// Facts one of which has to be stated, those that help most first.
    pub(super) missing: Vec<String>,
    pub(super) asked: Comparisons,
    /// The number of open rules, and of facts that may yet settle them. Values are weighed by it where it is known.
    pub(super) open: Option<(usize, usize)>,
}

/// Judges a flow for a question; returns nothing for a flow that is impossible.
pub(super) type Goal<'g> = dyn Fn(&Json) -> Option<Judged> + 'g;

/// Frames of a search, by their positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Conflict([u64; 3]);

impl Conflict {
    /// Frames that there may be at most.
    pub(super) const MOST: usize = 3 * BITS;

    pub(super) fn contains(&self, frame: usize) -> bool {
        self.0.get(frame / BITS).is_some_and(|bits| bits >> (frame % BITS) & 1 == 1)
    }

    pub(super) fn insert(&mut self, frame: usize) {
        if let Some(bits) = self.0.get_mut(frame / BITS) {
            *bits |= 1 << (frame % BITS);
        }
    }

    /// Takes a frame out; whether it was in.
    pub(super) fn remove(&mut self, frame: usize) -> bool {
        let was_in = self.contains(frame);
        if let Some(bits) = self.0.get_mut(frame / BITS) {
            *bits &= !(1 << (frame % BITS));
        }
        was_in
    }

    pub(super) fn add(&mut self, other: Conflict) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }

    /// Iterates over the frames, first to last.
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        (0..Conflict::MOST).filter(move |frame| self.contains(*frame))
    }
}

impl FromIterator<usize> for Conflict {
    fn from_iter<I: IntoIterator<Item = usize>>(frames: I) -> Self {
        let mut conflict = Conflict::default();
        frames.into_iter().for_each(|frame| conflict.insert(frame));
        conflict
    }
}

/// A fact of which one value after the other is stated.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) path: String,
    /// The value that is stated now.
    pub(super) value: Json,
    /// Those that are still to be stated, the next one last.
    pub(super) left: Vec<Choice>,
    /// Those that were stated.
    pub(super) tried: Vec<Json>,
    /// The values or entries that are not tried, if some are not.
    pub(super) untried: Option<Untried>,
    /// The comparisons that tell its values apart.
    pub(super) constants: SortedSet<Constant>,
    /// The comparisons that were found since its values were chosen.
    pub(super) late: SortedSet<Constant>,
    /// The frames before it on which the values that were tried failed, and those on which its values rest.
    pub(super) conflict: Conflict,
    /// The flow without it, and with it.
    pub(super) before: Rc<Json>,
    pub(super) flow: Rc<Json>,
    /// The verdict with a value that was looked at ahead, and that value.
    pub(super) ahead: Option<(Json, Judged)>,
}

impl Frame {
    /// Takes what its flow comes to, where its value was looked at ahead.
    pub(super) fn looked_at(&mut self) -> Option<Judged> {
        self.ahead.take().filter(|(value, _)| *value == self.value).map(|(_, judged)| judged)
    }

    /// Collects all that tells its values apart.
    pub(super) fn all_constants(&self) -> SortedSet<Constant> {
        let mut all = self.constants.clone();
        all.extend(self.late.iter().cloned());
        all
    }

    /// Adds the values that are told from those it had by what was found since.
    pub(super) fn widen(&mut self, space: &Space<'_>) {
        let late = std::mem::take(&mut self.late);
        if late.is_empty() {
            return;
        }
        self.constants.extend(late);
        let mut asked = Comparisons::new();
        asked.add(&self.path, self.constants.iter().copied());
        let Some(here) = fact_type(&space.policy.declared, &steps(&self.path)) else { return };
        let question = space.of_type(&self.before, &self.path, here, &asked);
        self.untried = question.untried();
        let known = |value: &Json| self.tried.contains(value) || self.left.iter().any(|choice| choice.value == *value);
        let new: Vec<Choice> = question.choices.into_iter().filter(|choice| !known(&choice.value)).collect();
        self.left.splice(..0, new);
    }

    /// States its next value. False where there is none.
    pub(super) fn advance(&mut self, passed: &mut Passed) -> bool {
        while let Some(choice) = self.left.pop() {
            let mut flow = Json::clone(&self.before);
            if set(&mut flow, &steps(&self.path), choice.value.clone()) {
                self.tried.push(choice.value.clone());
                (self.value, self.flow) = (choice.value, Rc::new(flow));
                return true;
            }
            passed.add(&self.path, Untried::Values);
        }
        false
    }
}

/// Notes what is asked of facts that are stated, beyond what was known when their values were chosen.
pub(super) fn note_late(frames: &mut [Frame], asked: &Comparisons) {
    for frame in frames {
        let Some(constants) = asked.get(&frame.path) else { continue };
        // From another fact that is not known no value is told apart.
        let new = |constant: &&Constant| **constant != Constant::Fact && !frame.constants.contains(*constant);
        let late: Vec<Constant> = constants.iter().filter(new).cloned().collect();
        frame.late.extend(late);
    }
}
