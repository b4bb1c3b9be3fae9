//! The completions of a flow, as far as they matter: facts are stated one by one, a value of each kind, until what is
//! asked is settled.
//!
//! Three-valued logic prunes: what is settled with facts missing stays settled whatever they are (the language's first law).
//! The evaluator itself says which facts are missing, so nothing here knows what a rule means.
//!
//! If the goal is excluded, the search finds the stated facts that exclude it (`conflict`), and
//! all that was stated since the last of them is taken back at once: conflict-directed backjumping (Prosser, Hybrid
//! algorithms for the constraint satisfaction problem, 1993). So rules that have nothing to do with one another are not
//! tried in every combination.

use super::choice::{Choice, Question};
use super::conflict::{Most, Nogoods, rests_on, smallest};
use super::frame::{Conflict, Frame, Goal, Judged, note_late};
use super::passed::{Passed, Untried};
use super::place::{Step, entries, fact_type, get, set, steps};
use super::seated::unseated;
use super::space::Space;
use super::values::plain;
use crate::eval::probe::{Comparisons, Constant};
use crate::flow::json::Json;
use crate::order::sort_by;
use crate::sorted::{SortedMap, SortedSet};
use crate::truth::Truth;
use crate::vocab::{DEFAULTED, Kind, Type, defaulted_names};
use std::cmp::Reverse;
use std::rc::Rc;

/// Returns the lists of a flow whose entries have facts of their own that are else the flow's.
fn lists() -> impl Iterator<Item = &'static str> {
    let has = |of: Kind| DEFAULTED.iter().any(|each| each.kind == of);
    let lists = Kind::Flow.facts().iter().filter(move |fact| matches!(fact.ty, Type::List(of) if has(of)));
    lists.map(|fact| fact.name)
}
/// Facts that are stated one after the other.
const MAX_DEPTH: usize = Conflict::MOST - 32;

/// Flows judged for one reason; past that it is taken as small as it is by then.
const MAX_JUDGED: u64 = 48;
/// Flows judged before a search begins anew for the first time.
const FIRST: u64 = 128;
/// The number of times that a search which passed something over is tried once more.
const MOST_AGAIN: u32 = 2;
/// Failures that halve the number of values for which a fact counts.
const WEIGHT: usize = 8;

/// The state of a search.
#[derive(Clone, Debug)]
pub(super) enum Progress {
    /// A completion in which what is asked is so.
    Found(Json),
    /// There is none.
    Done,
    /// The steps allowed are used up.
    Paused,
}

/// A search through completions.
#[derive(Clone, Debug)]
pub(super) struct Search {
    base: Rc<Json>,
    frames: Vec<Frame>,
    nogoods: Nogoods,
    /// The facts on which the last failure rested.
    last: Conflict,
    /// The number of failures for which each fact was a reason: facts with most failures are stated first.
    weights: SortedMap<String, usize>,
    /// The number of times that it began anew.
    restarts: u32,
    /// Flows judged since it began anew.
    since: u64,
    /// Steps taken in all.
    pub(super) taken: u64,
    is_done: bool,
    /// The number of times that it ended with something passed over, and was tried once more.
    again: u32,
    /// The things passed over: facts of which not every kind of value was tried, lists that were cut short.
    pub(super) passed: Passed,
    /// A fact that it may not state.
    pub(super) without: Option<String>,
}

/// Says whether there is a completion of which a goal is true.
pub(super) struct Reached {
    /// Unknown where that was not found out.
    pub(super) truth: Truth,
    /// One, where there is any.
    pub(super) witness: Option<Json>,
    /// The reason for passing over, where it is not known: the steps first, where they ran out.
    pub(super) passed: Passed,
}

impl Search {
    pub(super) fn from(flow: Json) -> Search {
        Search {
            base: Rc::new(flow),
            frames: vec![],
            nogoods: Nogoods::default(),
            last: Conflict::default(),
            weights: SortedMap::new(),
            restarts: 0,
            since: 0,
            taken: 0,
            is_done: false,
            again: 0,
            passed: Passed::default(),
            without: None,
        }
    }

    /// Finds a completion of which the goal is true. Takes what it judges off `steps`.
    pub(super) fn next(&mut self, space: &Space<'_>, goal: &Goal<'_>, steps: &mut u64) -> Progress {
        while !self.is_done {
            if let Some(conflict) = self.nogoods.of(&mut self.frames) {
                self.fail(space, conflict);
                continue;
            }
            if *steps == 0 {
                return Progress::Paused;
            }
            self.begin_anew();
            let flow = Rc::clone(self.frames.last().map_or(&self.base, |frame| &frame.flow));
            let ahead = self.frames.last_mut().and_then(Frame::looked_at);
            let judged = ahead.or_else(|| goal(&flow));
            self.count(space, 1, steps);
            let Some(judged) = judged else {
                self.passed.join(&space.limits());
                self.note_differing(space);
                self.fail(space, self.everything());
                continue;
            };
            note_late(&mut self.frames, &judged.asked);
            match judged.truth {
                Truth::True => return Progress::Found(stated_alone(&flow)),
                Truth::False => {
                    let most = Most { space, flows: MAX_JUDGED, steps: u64::MAX };
                    let (conflict, judged) = smallest(&self.base, &mut self.frames, goal, self.last, most);
                    self.last = conflict;
                    self.count(space, judged, steps);
                    self.nogoods.learn(&self.frames, conflict);
                    self.fail(space, conflict);
                }
                Truth::Unknown => self.divide(space, &flow, &judged, goal, steps),
            }
        }
        Progress::Done
    }

    /// Returns what is passed over as far as it has come: in what it states now, and in what it stated before.
    pub(super) fn gaps(&self) -> Passed {
        let mut gaps = self.passed.clone();
        self.frames.iter().for_each(|frame| frame.untried.into_iter().for_each(|what| gaps.add(&frame.path, what)));
        gaps
    }

    /// Reports whether it states a list of which any number of entries can matter: nothing can be proved by it.
    pub(super) fn cuts_lists(&self) -> bool {
        self.frames.iter().any(|frame| frame.untried == Some(Untried::Entries))
    }

    /// Returns whether there is a completion of which the goal is true.
    pub(super) fn any(flow: Json, space: &Space<'_>, goal: &Goal<'_>, steps: &mut u64) -> Reached {
        let mut search = Search::from(flow);
        let progress = search.next(space, goal, steps);
        let passed = search.passed.clone();
        match progress {
            Progress::Found(flow) => Reached { truth: Truth::True, witness: Some(flow), passed: Passed::default() },
            Progress::Done if passed.is_nothing() => Reached { truth: Truth::False, witness: None, passed },
            Progress::Done => Reached { truth: Truth::Unknown, witness: None, passed },
            Progress::Paused => {
                // More steps alone may not be enough.
                let mut ended = Passed::default();
                ended.add("", Untried::Steps);
                ended.join(&search.gaps());
                Reached { truth: Truth::Unknown, witness: None, passed: ended }
            }
        }
    }

    /// Reduces what was stated, once the goal is reached, to a small part that is enough to reach it, in the order in which it was
    /// stated.
    pub(super) fn enough(&mut self, space: &Space<'_>, goal: &Goal<'_>, steps: &mut u64) -> Vec<(String, Json)> {
        let is_reached = |flow: &Json| goal(flow).map(|judged| Judged { truth: !judged.truth, ..judged });
        self.frames.iter_mut().for_each(|frame| frame.conflict = Conflict::default());
        let most = Most { space, flows: u64::MAX, steps: *steps };
        let (enough, _) = smallest(&self.base, &mut self.frames, &is_reached, Conflict::default(), most);
        space.settle(steps);
        let kept = self.frames.iter().enumerate().filter(|(index, _)| enough.contains(*index));
        let kept = kept.filter(|(_, frame)| frame.value != Json::Null);
        kept.map(|(_, frame)| (frame.path.clone(), frame.value.clone())).collect()
    }

    /// Takes what was judged off the steps: so many flows.
    fn count(&mut self, space: &Space<'_>, judged: u64, steps: &mut u64) {
        self.since += judged;
        self.taken += space.settle(steps);
    }

    /// Notes, where two mentions of one person contradict each other, facts whose values were not chosen by the same
    /// comparisons, since there may be one that suits both.
    fn note_differing(&mut self, space: &Space<'_>) {
        if !space.is_contradicting() {
            return;
        }
        let name = |frame: &Frame| frame.path.rsplit_once('.').map(|(_, name)| name.to_owned());
        for (index, frame) in self.frames.iter().enumerate() {
            let same = |other: &&Frame| name(other).is_some() && name(other) == name(frame);
            let differs = |other: &Frame| !frame.constants.iter().eq(other.constants.iter());
            if self.frames.iter().take(index).filter(same).any(differs) {
                self.passed.add(&frame.path, Untried::Contradiction);
            }
        }
    }

    /// Takes everything back from time to time, each time after twice as long, to state what fails most first and values in
    /// another order: an unlucky beginning costs no more than the time that it took.
    fn begin_anew(&mut self) {
        if self.since >= FIRST << self.restarts {
            (self.since, self.restarts) = (0, self.restarts + 1);
            self.passed.clear();
            self.frames.clear();
        }
    }

    /// Returns every frame.
    fn everything(&self) -> Conflict {
        (0..self.frames.len()).collect()
    }

    /// Goes to the next value of the last fact without which the goal would not be out of the question.
    fn fail(&mut self, space: &Space<'_>, mut conflict: Conflict) {
        while let Some(index) = self.frames.len().checked_sub(1)
            && let Some(frame) = self.frames.last_mut()
        {
            if conflict.remove(index) {
                frame.conflict.add(conflict);
                self.weights.update(frame.path.clone(), 0, |weight| *weight += 1);
                frame.widen(space);
                if frame.advance(&mut self.passed) {
                    return;
                }
                frame.untried.into_iter().for_each(|what| self.passed.add(&frame.path, what));
                conflict = frame.conflict;
            }
            self.frames.pop();
        }
        // A thing passed over may not matter where facts are stated in another order.
        self.is_done = self.passed.is_nothing() || self.again == MOST_AGAIN;
        if !self.is_done {
            (self.again, self.restarts) = (self.again + 1, self.restarts + 1);
            self.passed.clear();
        }
    }

    /// States a value of each kind of the fact of which there are fewest.
    fn divide(&mut self, space: &Space<'_>, flow: &Rc<Json>, judged: &Judged, goal: &Goal<'_>, steps: &mut u64) {
        let is_deep = self.frames.len() >= MAX_DEPTH;
        let Some(question) = self.narrowest(space, flow, judged).filter(|_| !is_deep) else {
            let what = if is_deep { Untried::Depth } else { Untried::Open };
            self.passed.add(judged.missing.first().map_or("", String::as_str), what);
            return self.fail(space, self.everything());
        };
        let question =
            match (unseated(space, flow, &question.path, &judged.asked), self.opening(space, flow, &question)) {
                (Some(place), _) => place,
                // A cure does not change the categories of the data.
                _ if space.lawful.is_some() => question,
                (None, Some(opening)) => opening,
                (None, None) if question.is_list => self.with_own(space, flow, question),
                (None, None) => question,
            };
        let untried = question.untried();
        let mut left = ordered(question.choices, self.restarts);
        // Of a list the longest form comes after the shortest: in it each rule finds an entry of its own.
        if let Some(before) = left.len().checked_sub(1).filter(|_| question.is_list && self.restarts == 0) {
            left.get_mut(..before).into_iter().for_each(|longer| longer.reverse());
        }
        let mut ahead = None;
        if judged.open.is_some() && left.len() > 1 {
            // Looking ahead is no reason to begin anew.
            (left, ahead) = weighed(flow, &question.path, left, goal);
            self.count(space, 0, steps);
        }
        let mut frame = Frame {
            constants: space.constants(&question.path, &judged.asked),
            conflict: rests_on(space, &self.frames, &question.path),
            untried,
            path: question.path,
            value: Json::Null,
            late: SortedSet::new(),
            tried: vec![],
            left,
            before: Rc::clone(flow),
            flow: Rc::clone(flow),
            ahead,
        };
        let any = frame.advance(&mut self.passed);
        self.frames.push(frame);
        if !any {
            self.fail(space, self.everything());
        }
    }
}

impl Search {
    /// Returns the question whether an entry has a fact of its own, asked before the fact of the flow is stated that is else the entry's. Null
    /// leaves it to the flow's.
    fn opening(&self, space: &Space<'_>, flow: &Json, next: &Question) -> Option<Question> {
        let is_next =
            |name: &str| next.path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let name = defaulted_names().find(|name| space.reads.reads_own(name) && is_next(name))?;
        if get(flow, &[Step::Key(name)]).is_some() {
            return None;
        }
        let lists = lists().filter_map(|list| Some((list, entries(get(flow, &[Step::Key(list)])?).0)));
        let all = lists.flat_map(|(list, entries)| entries.iter().enumerate().map(move |(index, e)| (list, index, e)));
        let lacks = |entry: &Json| matches!(entry, Json::Object(facts) if !facts.iter().any(|(key, _)| key == name));
        let mut paths =
            all.filter(|(.., entry)| lacks(entry)).map(|(list, index, _)| format!("{list}[{index}].{name}"));
        let path = paths.find(|path| fact_type(&space.policy.declared, &steps(path)).is_some())?;
        let choices = plain([Json::Null, Json::Object(vec![])]);
        Some(Question { path, choices, whole: true, is_list: false })
    }

    /// Adds values with entries that have facts of their own, where a list is made longer and they would else have the flow's.
    fn with_own(&self, space: &Space<'_>, flow: &Json, mut question: Question) -> Question {
        let own: Vec<(String, Json)> = defaulted_names()
            .filter(|name| space.reads.reads_own(name) && get(flow, &[Step::Key(name)]).is_some())
            .filter(|name| fact_type(&space.policy.declared, &steps(&format!("{}[0].{name}", question.path))).is_some())
            .map(|name| ((*name).to_owned(), Json::Object(vec![])))
            .collect();
        if own.is_empty() || !lists().any(|list| list == question.path) {
            return question;
        }
        let before = get(flow, &steps(&question.path)).map_or(0, |list| entries(list).0.len());
        let longer: Vec<Choice> = question
            .choices
            .iter()
            .filter_map(|choice| match &choice.value {
                Json::Array(items) if items.len() > before => {
                    let new = |(index, item): (usize, &Json)| {
                        if index < before { item.clone() } else { Json::Object(own.clone()) }
                    };
                    let value = Json::Array(items.iter().enumerate().map(new).collect());
                    Some(Choice { value, like: 1 })
                }
                _ => None,
            })
            .collect();
        question.choices.extend(longer);
        question
    }

    /// Chooses, of the facts that are missing, the one with the fewest values for how often it was a reason to fail; of those the
    /// first.
    fn narrowest(&self, space: &Space<'_>, flow: &Json, judged: &Judged) -> Option<Question> {
        let mut best: Option<(_, Question)> = None;
        for missing in &judged.missing {
            let Some(question) = space.question(flow, missing, &judged.asked) else { continue };
            if self.without.as_ref() == Some(&question.path) {
                continue;
            }
            let weight = self.weights.get(&question.path).copied().unwrap_or(0);
            // A question that is not whole may be made so by another: the place tells which lists are of interest. Lists are
            // made longer only where nothing can be said of the entries that there are.
            let rank = (!question.whole, list_rank(&question, &judged.asked));
            let key = (rank, question.choices.len() * WEIGHT / (WEIGHT + weight));
            if !question.choices.is_empty() && best.as_ref().is_none_or(|(known, _)| key < *known) {
                best = Some((key, question));
            }
        }
        best.map(|(_, question)| question)
    }
}

/// Returns the same flow without facts of which nothing is stated.
fn stated_alone(flow: &Json) -> Json {
    match flow {
        Json::Object(facts) => {
            let stated = facts.iter().filter(|(_, value)| *value != Json::Null);
            Json::Object(stated.map(|(key, value)| (key.clone(), stated_alone(value))).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(stated_alone).collect()),
        other => other.clone(),
    }
}

/// Facts before lists, and lists that are run over before those that only leave others open.
fn list_rank(question: &Question, asked: &Comparisons) -> u8 {
    let run_over = asked.get(&question.path).is_some_and(|constants| constants.contains(&Constant::Entries));
    match (question.is_list, run_over) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    }
}

/// Values in the order in which they are stated, the first one last: before others those with which fewest rules are open,
/// of these those that leave most facts to settle them by; and last of all what is out of the question. And what the first of
/// them comes to.
fn weighed(before: &Json, path: &str, choices: Vec<Choice>, goal: &Goal<'_>) -> (Vec<Choice>, Option<(Json, Judged)>) {
    let way = steps(path);
    let judged = |choice: &Choice| {
        let mut flow = before.clone();
        Some(()).filter(|()| set(&mut flow, &way, choice.value.clone())).and_then(|()| goal(&flow))
    };
    let weight = |judged: &Option<Judged>| match judged {
        Some(Judged { truth: Truth::True, .. }) => (2, Reverse(0), 0),
        Some(Judged { truth: Truth::Unknown, open, .. }) => {
            let (rules, facts) = open.unwrap_or_default();
            (1, Reverse(rules), facts)
        }
        _ => (0, Reverse(0), 0),
    };
    let all = choices.into_iter().map(|choice| (judged(&choice), choice));
    let mut all: Vec<_> = all.map(|(judged, choice)| (weight(&judged), judged, choice)).collect();
    sort_by(&mut all, |(a, ..), (b, ..)| a.cmp(b));
    let first = all.last_mut().and_then(|(_, judged, choice)| Some((choice.value.clone(), judged.take()?)));
    (all.into_iter().map(|(.., choice)| choice).collect(), first)
}

/// Values in the order in which they are stated, the first one last: from the first on, from the last, from the middle.
fn ordered(mut choices: Vec<Choice>, restarts: u32) -> Vec<Choice> {
    let half = choices.len() / 2;
    match restarts % 4 {
        0 => choices.reverse(),
        1 => {}
        2 => choices.rotate_left(half),
        _ => {
            choices.reverse();
            choices.rotate_left(half);
        }
    }
    choices
}
