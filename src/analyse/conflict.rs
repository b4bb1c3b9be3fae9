//! Why a search failed: of the facts that were stated, a smallest set with which what is asked is out of the question
//! already, whatever the others are.
//!
//! The evaluator is the judge here too: facts are left out, and the goal is asked again. What is settled with fewer facts
//! stated stays settled with more (the language's first law), so every such set is a reason by itself. It is found by
//! halves (Junker, QuickXplain: Preferred explanations and relaxations for over-constrained problems, 2004), those stated
//! first being kept, so that as much as possible of what was stated since is taken back.

use super::frame::{Conflict, Frame, Goal, note_late};
use super::place::{fact_type, is_within, set, steps};
use super::seated::leaves_to_seat;
use super::space::Space;
use crate::eval::probe::Comparisons;
use crate::flow::json::Json;
use crate::truth::Truth;
use crate::vocab::{Kind, Type, defaulted_names};

/// Reasons that are kept for later.
const MAX_KNOWN: usize = 200;
/// The most work for one reason.
pub(super) struct Most<'s, 'p> {
    /// Counts the steps.
    pub(super) space: &'s Space<'p>,
    pub(super) flows: u64,
    pub(super) steps: u64,
}

/// Finds a small set of frames with which the goal is out of the question, and how many flows were judged for it. What
/// earlier values of the last fact rest on costs nothing more, and is kept; so is what the last failure rested on, where
/// that is enough.
pub(super) fn smallest(
    base: &Json,
    frames: &mut [Frame],
    goal: &Goal<'_>,
    hint: Conflict,
    most: Most<'_, '_>,
) -> (Conflict, u64) {
    let mut asking = Asking { base, frames, goal, judged: 0, most };
    let conflict = asking.smallest(hint);
    (conflict, asking.judged)
}

struct Asking<'a> {
    base: &'a Json,
    frames: &'a mut [Frame],
    goal: &'a Goal<'a>,
    /// Flows judged.
    judged: u64,
    most: Most<'a, 'a>,
}

impl Asking<'_> {
    fn smallest(&mut self, hint: Conflict) -> Conflict {
        let Some((last, frame)) = self.frames.iter().enumerate().next_back() else { return Conflict::default() };
        // With what was stated before the last fact, it was not out of the question.
        let mut kept = frame.conflict;
        kept.insert(last);
        let kept = self.with_owners(kept);
        let others: Vec<usize> = (0..last).filter(|frame| !kept.contains(*frame)).collect();
        if others.is_empty() || self.fails(kept) {
            return kept;
        }
        // This failure often rests on the facts of the last one.
        let (likely, unlikely): (Vec<usize>, Vec<usize>) = others.iter().partition(|frame| hint.contains(**frame));
        let mut hinted = kept;
        hinted.add(likely.iter().copied().collect());
        let hinted = self.with_owners(hinted);
        if !likely.is_empty() && !unlikely.is_empty() && self.fails(hinted) {
            return hinted;
        }
        let mut found = self.without(kept, false, &[likely, unlikely].concat());
        found.add(kept);
        self.with_owners(found)
    }

    /// Finds a smallest set of `others` with which, and with `kept`, the goal is out of the question.
    fn without(&mut self, kept: Conflict, has_grown: bool, others: &[usize]) -> Conflict {
        if has_grown && self.fails(kept) {
            return Conflict::default();
        }
        if others.len() <= 1 {
            return others.iter().copied().collect();
        }
        let (first, second) = others.split_at(others.len() / 2);
        let mut with_first = kept;
        with_first.add(first.iter().copied().collect());
        let of_second = self.without(with_first, true, second);
        let mut with_second = kept;
        with_second.add(of_second);
        let mut found = self.without(with_second, of_second != Conflict::default(), first);
        found.add(of_second);
        found
    }

    /// Returns whether the goal is out of the question with these facts alone.
    fn fails(&mut self, kept: Conflict) -> bool {
        if self.judged >= self.most.flows || self.most.space.pending() >= self.most.steps {
            return false;
        }
        self.judged += 1;
        let kept = self.with_owners(kept);
        let mut flow = self.base.clone();
        for frame in kept.each().filter_map(|index| self.frames.get(index)) {
            if !set(&mut flow, &steps(&frame.path), frame.value.clone()) {
                return false;
            }
        }
        let judged = (self.goal)(&flow).filter(|judged| judged.truth == Truth::False);
        judged.inspect(|judged| note_late(self.frames, &judged.asked)).is_some()
    }

    /// Adds every list and object in which these stand.
    fn with_owners(&self, kept: Conflict) -> Conflict {
        let mut all = kept;
        for (index, frame) in self.frames.iter().enumerate() {
            let mut within = kept.each().filter_map(|kept| self.frames.get(kept));
            let is_open = || leaves_to_seat(&frame.path, &frame.value);
            if within.any(|other| is_within(&other.path, &frame.path) || opens(&frame.path, &other.path)) || is_open() {
                all.insert(index);
            }
        }
        all
    }
}

/// Returns whether a frame says of an entry whether it has a fact of its own, and another states the flow's: without the first, the
/// flow's would be the entry's.
fn opens(path: &str, other: &str) -> bool {
    defaulted_names().any(|name| {
        let is_flows = other == name || other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        is_flows && path.strip_suffix(name).is_some_and(|entry| entry.ends_with("]."))
    })
}

/// Reports whether a fact gives somebody an id: its own, or the region that somebody operates.
fn tells_id(path: &str) -> bool {
    path.ends_with("id") || path.ends_with(".region")
}

/// Returns the frames on which the values that a fact can have rest: what it stands in, and what its values are drawn from.
pub(super) fn rests_on(space: &Space<'_>, frames: &[Frame], path: &str) -> Conflict {
    let here = fact_type(&space.policy.declared, &steps(path));
    let names = here.is_none_or(|here| matches!(here.ty, Type::Object(Kind::Party) | Type::Text));
    let beside = here.is_none_or(|here| !here.exists.is_always() || matches!(here.ty, Type::Region));
    let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
    let rests = |frame: &Frame| {
        is_within(path, &frame.path)
            || is_within(&frame.path, path)
            || beside && (owner.is_empty() || is_within(&frame.path, owner))
            || names && (tells_id(&frame.path) || matches!(&frame.value, Json::Object(named) if !named.is_empty()))
    };
    frames.iter().enumerate().filter(|(_, frame)| rests(frame)).map(|(index, _)| index).collect()
}

/// Facts with which the goal is out of the question, and what tells their values from others.
#[derive(Clone, Debug)]
struct Nogood {
    stated: Vec<(String, Json)>,
    asked: Comparisons,
}

/// The sets of facts that were found to exclude the goal.
#[derive(Clone, Debug, Default)]
pub(super) struct Nogoods(Vec<Nogood>);

impl Nogoods {
    /// Keeps a reason for later.
    pub(super) fn learn(&mut self, frames: &[Frame], conflict: Conflict) {
        if self.0.len() >= MAX_KNOWN {
            self.0.remove(0);
        }
        let mut nogood = Nogood { stated: vec![], asked: Comparisons::new() };
        for frame in conflict.each().filter_map(|index| frames.get(index)) {
            nogood.stated.push((frame.path.clone(), frame.value.clone()));
            nogood.asked.add(&frame.path, frame.all_constants());
        }
        self.0.push(nogood);
    }

    /// Returns the frames of a reason that is stated, of which the last one is part.
    pub(super) fn of(&self, frames: &mut [Frame]) -> Option<Conflict> {
        let last = frames.last()?;
        let position = |(path, value): &(String, Json)| {
            let index = frames.iter().rposition(|frame| frame.path == *path)?;
            frames.get(index).filter(|frame| frame.value == *value).map(|_| index)
        };
        let with_last = self.0.iter().filter(|nogood| nogood.stated.iter().any(|(path, _)| *path == last.path));
        let found = |nogood: &Nogood| nogood.stated.iter().map(position).collect::<Option<Conflict>>();
        let (conflict, nogood) = with_last.filter_map(|nogood| found(nogood).zip(Some(nogood))).next()?;
        note_late(frames, &nogood.asked);
        Some(conflict)
    }
}
