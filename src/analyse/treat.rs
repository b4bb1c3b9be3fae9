//! Searches for cures: one place at a time, the cheapest drafts first; then what is still open is stated together (`lawful`).
//!
//! Rules that are violated at one entry of a list are settled together, those of other entries apart: what is done about one
//! transfer seldom matters to another, and together they would be tried in every combination. Of two drafts of the same cost
//! the one that leaves fewer rules open is looked at first. Every flow that is judged takes a step.

use super::acts::Acts;
use super::draft::{Draft, FRESH, Move, Role, Step, entry_of};
use super::exact::first_open;
use super::passed::Passed;
use super::place::{get, steps};
use super::reopen::{is_other, telling};
use super::repair::same;
use super::within;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::Answer;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// Ways that are looked for to settle one place.
const WAYS: usize = 4;
/// Flows that are judged for further ways of one place, once the flow is compliant.
const MORE: u64 = 2_000;
/// Places that are settled for one cure.
const MOST_PLACES: usize = 256;
/// By how many ways a draft may depart from the first way of each place.
const WAYS_BACK: usize = 8;
/// The part of the steps that are left that one place may take, or one completion.
const SHARE: u64 = 4;
/// The steps that may be taken to state what is open at one place, once nothing is violated there.
const STATING: u64 = 600;
/// Drafts of which that is tried at one place.
const MOST_STATED: usize = 6;
/// Steps that they may take at least.
const LEAST_STEPS: u64 = 100;
/// Ways that are tried of all places together.
const MOST_TRIED: usize = 300;
/// Drafts that are looked for.
const MOST_DRAFTS: usize = 8;

/// The cures that were found.
pub(super) struct Treated {
    /// Drafts after which the flow is compliant, if what they suppose is found.
    pub(super) drafts: Vec<Draft>,
    /// Says whether everything was looked at that could come before the first.
    pub(super) whole: bool,
    /// The things passed over until the first was found.
    pub(super) passed: Passed,
}

/// A place at which a rule is violated or open, as a key.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// At an entry of a list.
    Entry(String),
    /// At the rest of a list.
    Rest(String),
    /// Of the whole flow.
    Rule(usize),
}

fn place(draft: &Draft, stance: &Stance) -> Place {
    let at = stance.at.split(',').next().unwrap_or_default();
    match (at.split_once("[...]"), entry_of(at)) {
        (Some((list, _)), _) => Place::Rest(list.to_owned()),
        (None, Some(entry)) => Place::Entry(draft.as_stated(entry)),
        (None, None) => Place::Rule(stance.rule),
    }
}

/// Settles one place after the other; then looks for other ways of the first that was violated.
pub(super) fn treat(acts: &Acts<'_, '_>, steps: &mut u64) -> Treated {
    let start = Draft::of(&acts.space.base, vec![]);
    let mut solver = Solver::new(acts);
    let first = start.and_then(|start| solver.first(&start, steps));
    let passed = acts.passed.take();
    let Some(first) = first else { return Treated { drafts: vec![], whole: false, passed } };
    let whole = first.is_whole && passed.is_nothing();
    let mut drafts = vec![first.draft.clone()];
    // The other acts at each place that was violated: the others are settled anew after it.
    for (start, at) in first.violated {
        let Some(probed) = acts.space.whole(&start.flow) else { continue };
        let mut local = Local::new(acts, start, probed, Some(at));
        let rest = steps.saturating_sub(MORE);
        let mut known = 0;
        while local.found.len() < WAYS && drafts.len() < MOST_DRAFTS {
            local.look(known + 1, steps, rest);
            let Some(way) = local.found.get(known).cloned() else { break };
            known += 1;
            solver.left = MOST_TRIED;
            let solved = within(MORE, steps, |steps| solver.solve(&way, &[], 0, steps));
            drafts.extend(solved.map(|solved| solved.draft));
        }
    }
    Treated { drafts, whole, passed }
}

/// A draft after which the flow is compliant.
struct Solved {
    draft: Draft,
    /// The places that were violated, each with the draft before it was settled.
    violated: Vec<(Draft, Place)>,
    /// Says whether everything was looked at that could come before it.
    is_whole: bool,
}

/// The search for drafts after which the flow is compliant.
///
/// Each place is settled in its first way; where the flow cannot be completed after that, one place is settled in a later way,
/// then two places, or one in a still later way (Harvey, Ginsberg, "Limited Discrepancy Search", 1995). A place that stands
/// early comes first, since it has the most to say about the others.
struct Solver<'s, 'a, 'p> {
    acts: &'s Acts<'a, 'p>,
    /// Ways that may still be tried.
    left: usize,
    /// Says whether conditions have to be plain.
    is_plain: bool,
    /// The places that were looked at, each after one draft.
    known: Vec<([u8; 32], Local<'s, 'a, 'p>)>,
    /// Drafts that could not be completed.
    failed: SortedSet<[u8; 32]>,
}

impl<'s, 'a, 'p> Solver<'s, 'a, 'p> {
    fn new(acts: &'s Acts<'a, 'p>) -> Solver<'s, 'a, 'p> {
        Solver { acts, left: MOST_TRIED, is_plain: true, known: vec![], failed: SortedSet::new() }
    }

    /// Returns the first draft that is found: with plain conditions, where there is one.
    fn first(&mut self, start: &Draft, steps: &mut u64) -> Option<Solved> {
        let plain = |solver: &mut Self, steps: &mut u64| {
            (0..WAYS_BACK).find_map(|later| {
                solver.left = MOST_TRIED;
                solver.solve(start, &[], later, steps)
            })
        };
        let found = within(*steps / 4 * 3, steps, |steps| plain(self, steps));
        if found.is_some() {
            return found;
        }
        (self.is_plain, self.failed) = (false, SortedSet::new());
        plain(self, steps)
    }

    /// Settles the first place that is violated, and then the others; then states what is open. `later` says by how many ways
    /// it departs from the first of each place.
    fn solve(&mut self, draft: &Draft, done: &[Place], later: usize, steps: &mut u64) -> Option<Solved> {
        let probed = self.acts.space.whole(&draft.flow)?;
        self.acts.space.settle(steps);
        if probed.answer == Answer::Compliant {
            return Some(Solved { draft: draft.clone(), violated: vec![], is_whole: done.is_empty() });
        }
        let violated = probed.stances.iter().find(|stance| stance.violated == Truth::True);
        match violated.map(|stance| place(draft, stance)) {
            Some(at) => {
                let mut solved = self.settle(draft, &probed, &at, (done, later), steps)?;
                solved.violated.splice(..0, [(draft.clone(), at)]);
                Some(solved)
            }
            None => self.complete(draft, &probed, (done, later), steps),
        }
    }

    /// Settles one place in one way after the other.
    fn settle(
        &mut self,
        draft: &Draft,
        probed: &Probed,
        at: &Place,
        (done, later): (&[Place], usize),
        steps: &mut u64,
    ) -> Option<Solved> {
        // More than twice at one place: what is done elsewhere undoes what was done there.
        let times = done.iter().filter(|known| *known == at).count();
        if times > 1 || done.len() > MOST_PLACES {
            return None;
        }
        let done = [done, std::slice::from_ref(at)].concat();
        (0..=later).rev().find_map(|number| {
            self.left = self.left.checked_sub(1).filter(|_| *steps > 0)?;
            let (way, whole) = self.way(draft, probed, at, number, steps)?;
            let mut solved = self.solve(&way, &done, later - number, steps)?;
            solved.is_whole = done.len() == 1 && number == 0 && whole;
            Some(solved)
        })
    }

    /// Returns a way to settle a place, by its number, and whether everything was looked at that could come before the first.
    fn way(
        &mut self,
        draft: &Draft,
        probed: &Probed,
        at: &Place,
        number: usize,
        steps: &mut u64,
    ) -> Option<(Draft, bool)> {
        let own = same(&draft.flow);
        let is_known = |(flow, local): &([u8; 32], Local<'s, 'a, 'p>)| *flow == own && local.at.as_ref() == Some(at);
        let index = self.known.iter().position(is_known).unwrap_or_else(|| {
            self.known.push((own, Local::new(self.acts, draft.clone(), probed.clone(), Some(at.clone()))));
            self.known.len() - 1
        });
        let (_, local) = self.known.get_mut(index)?;
        let rest = *steps - (*steps / SHARE).max(LEAST_STEPS).min(*steps);
        local.look(number + 1, steps, rest);
        Some((local.found.get(number).cloned()?, local.whole))
    }

    /// States what is open; where that cannot be, something else is done at a place that is open.
    fn complete(
        &mut self,
        draft: &Draft,
        probed: &Probed,
        (done, later): (&[Place], usize),
        steps: &mut u64,
    ) -> Option<Solved> {
        let stuck = self.acts.stuck(draft, probed);
        if let Some(later) = later.checked_sub(1) {
            let open = stuck.or_else(|| probed.stances.iter().find(|open| open.violated == Truth::Unknown).cloned())?;
            return self.settle(draft, probed, &place(draft, &open), (done, later), steps);
        }
        if stuck.is_some() || !self.failed.insert(same(&draft.flow)) {
            return None;
        }
        let most = (*steps / SHARE).max(LEAST_STEPS);
        let draft = within(most, steps, |steps| self.acts.completed(draft, self.is_plain, steps))?;
        Some(Solved { draft, violated: vec![], is_whole: false })
    }
}

/// The search for ways to settle one place.
struct Local<'l, 'a, 'p> {
    acts: &'l Acts<'a, 'p>,
    start: Draft,
    before: Probed,
    at: Option<Place>,
    queue: Queue,
    seen: SortedSet<[u8; 32]>,
    found: Vec<Draft>,
    /// Drafts of which what is open may still be stated at once.
    left: usize,
    /// Says whether everything was looked at that could come before the first.
    whole: bool,
}

/// A draft, and what it comes to.
struct Looked {
    draft: Draft,
    probed: Probed,
    /// The rules that are not settled at the place.
    bad: Vec<Stance>,
    /// The rules that it violates elsewhere, and that were not violated before.
    new: Vec<Stance>,
}

impl Looked {
    fn violates(&self) -> bool {
        self.left().any(|stance| stance.violated == Truth::True)
    }

    /// Reports whether another one need not be looked at beside it: it settles everything, or violates nothing where the
    /// other does, or both leave the same rules as they are for want of the same facts.
    fn stands_for(&self, other: &Looked) -> bool {
        if self.left().count() == 0 || !self.violates() && other.violates() {
            return true;
        }
        let is_same = |(a, b): (&Stance, &Stance)| {
            (a.rule, &a.at, a.violated) == (b.rule, &b.at, b.violated) && a.missing.iter().eq(b.missing.iter())
        };
        self.left().count() == other.left().count() && self.left().zip(other.left()).all(is_same)
    }

    fn left(&self) -> impl Iterator<Item = &Stance> {
        self.bad.iter().chain(&self.new)
    }

    /// Returns its place in the queue: by its cost, how many rules it violates, how many it leaves open, and how far it is.
    fn rank(&self) -> Rank {
        let violated = self.left().filter(|stance| stance.violated == Truth::True).count();
        (self.draft.cost(), violated, self.left().count(), Reverse(self.draft.steps.len()))
    }
}

type Rank = (u32, usize, usize, Reverse<usize>);

/// A draft that waits to be judged.
enum Waiting {
    /// A draft that was judged.
    Looked(Box<Looked>),
    /// Moves of one kind and cost that were not judged yet, and the draft that they go on from.
    Moves(Rc<Draft>, Vec<Move>),
}

/// The drafts that wait, the cheapest first. A draft that costs more than a cure that was found is never judged.
#[derive(Default)]
struct Queue {
    order: BinaryHeap<Reverse<(Rank, usize)>>,
    waiting: Vec<Option<Waiting>>,
}

impl Queue {
    fn push(&mut self, looked: Looked) {
        self.put(looked.rank(), Waiting::Looked(Box::new(looked)));
    }

    fn put(&mut self, rank: Rank, waiting: Waiting) {
        self.order.push(Reverse((rank, self.waiting.len())));
        self.waiting.push(Some(waiting));
    }

    fn pop(&mut self) -> Option<Waiting> {
        let Reverse((_, index)) = self.order.pop()?;
        self.waiting.get_mut(index).and_then(Option::take)
    }

    fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}

impl<'l, 'a, 'p> Local<'l, 'a, 'p> {
    fn new(acts: &'l Acts<'a, 'p>, start: Draft, before: Probed, at: Option<Place>) -> Local<'l, 'a, 'p> {
        let (queue, seen) = (Queue::default(), SortedSet::new());
        let mut local = Local { acts, start, before, at, queue, seen, found: vec![], left: MOST_STATED, whole: true };
        let first = local.looked_at(local.start.clone(), local.before.clone());
        first.into_iter().for_each(|looked| local.queue.push(looked));
        local
    }

    /// Looks for so many ways to settle the place, none of which does what another does and more, until so many steps are
    /// left.
    fn look(&mut self, most: usize, steps: &mut u64, left: u64) {
        while self.found.len() < most && !self.queue.is_empty() {
            if *steps <= left {
                self.whole &= !self.found.is_empty();
                return;
            }
            match self.queue.pop() {
                Some(Waiting::Looked(looked)) => self.go_on(*looked, steps),
                Some(Waiting::Moves(draft, moves)) => {
                    let looked = self.look_at(&draft, moves, steps);
                    looked.into_iter().for_each(|looked| self.queue.push(looked));
                }
                None => return,
            }
        }
    }

    /// Keeps a draft that settles the place; of another one, lets what can be done next wait.
    fn go_on(&mut self, looked: Looked, steps: &mut u64) {
        let is_open = !looked.violates();
        let Looked { draft, probed, bad, new } = looked;
        if self.found.iter().any(|known| goes_beyond(&self.acts.space.base, &draft, known))
            || !self.seen.insert(same(&draft.flow))
        {
            return;
        }
        if bad.is_empty() && new.is_empty() && self.is_settled(&probed) {
            return self.found.push(draft);
        }
        if is_open {
            let stated = self.stated(&draft, steps);
            stated.into_iter().for_each(|looked| self.queue.push(looked));
        }
        let mut groups: Vec<((String, u32), Vec<Move>)> = vec![];
        for next in self.next(&draft, &probed, &bad, &new) {
            let about = next.first().map(|step| step.path.clone()).unwrap_or_default();
            let kind = (about, next.iter().map(|step| step.cost).sum());
            match groups.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, moves)) => moves.push(next),
                None => groups.push((kind, vec![next])),
            }
        }
        let draft = Rc::new(draft);
        for ((_, cost), moves) in groups {
            let rank = (draft.cost() + cost, 0, 0, Reverse(draft.steps.len() + 1));
            self.queue.put(rank, Waiting::Moves(Rc::clone(&draft), moves));
        }
    }

    /// Returns a draft in which nothing is violated any more with all that is open at the place stated at once: to state it one fact after
    /// the other takes long where a tool needs many.
    fn stated(&mut self, draft: &Draft, steps: &mut u64) -> Option<Looked> {
        let at = self.at.clone()?;
        // Of somebody new little is open that an act does not say.
        let is_somebody_new = |step: &Step| step.to.as_ref().is_some_and(|to| to.to_string().contains(FRESH));
        let mut own = draft.steps.iter().skip(self.start.steps.len()).peekable();
        if own.peek().is_none() || own.any(is_somebody_new) || self.left == 0 {
            return None;
        }
        self.left -= 1;
        let is_here = |stance: &Stance| place(draft, stance) == at;
        let stated = within(STATING, steps, |steps| self.acts.completed_at(draft, &is_here, steps))?;
        let probed = self.acts.space.whole(&stated.flow);
        self.acts.space.settle(steps);
        self.looked_at(stated, probed?)
    }

    /// Judges a draft with each of some moves of one kind and cost. Those that violate nothing are left, and of those that come to
    /// the same the first.
    fn look_at(&mut self, draft: &Draft, moves: Vec<Move>, steps: &mut u64) -> Vec<Looked> {
        let mut all: Vec<Looked> = vec![];
        for next in moves {
            if *steps == 0 {
                self.whole &= !self.found.is_empty();
                break;
            }
            let Some(next) = draft.and(&self.acts.space.base, next) else { continue };
            if self.found.iter().any(|known| goes_beyond(&self.acts.space.base, &next, known)) {
                continue;
            }
            let probed = self.acts.space.whole(&next.flow);
            self.acts.space.settle(steps);
            let Some(looked) = probed.and_then(|probed| self.looked_at(next, probed)) else { continue };
            if !all.iter().any(|known| known.stands_for(&looked)) {
                all.retain(|known| !looked.stands_for(known));
                all.push(looked);
            }
        }
        all
    }

    /// Returns a draft with what it comes to. Nothing where no rule concerns the flow after it.
    fn looked_at(&self, draft: Draft, probed: Probed) -> Option<Looked> {
        if probed.answer == Answer::NotApplicable {
            return None;
        }
        let (bad, new) = self.open(&draft, &probed);
        Some(Looked { draft, probed, bad, new })
    }

    /// Returns the rules that are not settled at the place, and those that are violated elsewhere and were not before.
    fn open(&self, draft: &Draft, probed: &Probed) -> (Vec<Stance>, Vec<Stance>) {
        let is_here = |stance: &&Stance| self.at.as_ref().is_some_and(|at| place(draft, stance) == *at);
        let bad = probed.stances.iter().filter(|stance| stance.violated != Truth::False).filter(is_here);
        let was_violated = |stance: &Stance| {
            let own = place(draft, stance);
            let known = |other: &&Stance| other.rule == stance.rule && place(&self.start, other) == own;
            self.before.stances.iter().find(known).is_some_and(|other| other.violated == Truth::True)
        };
        let violated = probed.stances.iter().filter(|stance| stance.violated == Truth::True && !is_here(stance));
        (bad.cloned().collect(), violated.filter(|stance| !was_violated(stance)).cloned().collect())
    }

    fn is_settled(&self, probed: &Probed) -> bool {
        match (&self.at, probed.answer) {
            (_, Answer::Compliant) => true,
            (_, Answer::NotApplicable) | (None, _) => false,
            (Some(_), _) => true,
        }
    }

    fn next(&self, draft: &Draft, probed: &Probed, bad: &[Stance], new: &[Stance]) -> Vec<Move> {
        let violated = bad.iter().chain(new).find(|stance| stance.violated == Truth::True);
        match violated.or_else(|| bad.iter().min_by_key(|stance| stance.missing.len())) {
            Some(stance) => self.acts.about(draft, probed, stance, draft.steps.len() > self.start.steps.len()),
            None => self.acts.stating(draft, probed, first_open(probed).iter()),
        }
    }
}

/// Reports whether a draft does what another does, and perhaps more.
fn goes_beyond(base: &Json, draft: &Draft, known: &Draft) -> bool {
    let acts = |draft: &Draft| -> Vec<String> {
        draft.steps.iter().filter(|step| step.role == Role::Act).map(|step| strategy(base, step)).collect()
    };
    let own = acts(draft);
    let other = acts(known);
    !other.is_empty() && other.iter().all(|act| own.contains(act))
}

/// Returns what an act is about: of a region, whose it is too; of a whole object, what or who is another in it.
fn strategy(base: &Json, step: &Step) -> String {
    match &step.to {
        Some(Json::Text(value)) if step.path.ends_with(".region") => {
            [step.path.as_str(), value.split('/').next().unwrap_or_default()].join("@")
        }
        // Another tool, another version of it and another recipient can each state a transfer as a whole.
        Some(whole @ Json::Object(_)) => {
            let was = get(base, &steps(&step.path));
            let others = was.into_iter().flat_map(|was| telling().filter(|name| is_other(was, whole, name)));
            others.fold(step.path.clone(), |about, name| format!("{about}@{name}"))
        }
        _ => step.path.clone(),
    }
}
