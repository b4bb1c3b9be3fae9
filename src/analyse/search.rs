//! The completions of a flow, as far as they matter: facts are stated one by one, a value of each kind, until what is
//! asked is settled.
//!
//! Three-valued logic prunes: what is settled with facts missing stays settled whatever they are (the language's first law).
//! The evaluator itself says which facts are missing, so nothing here knows what a rule means.

use super::domain::Question;
use super::place::{set, steps};
use super::space::Space;
use crate::eval::probe::{Asked, Constant};
use crate::flow::json::Json;
use crate::truth::Truth;

/// Facts that are stated one after the other in one branch.
const MAX_DEPTH: usize = 160;
/// Flows judged until the branch that was left first is taken up: what was stated early may be what stands in the way.
const PATIENCE: u64 = 100;

/// What is known of one flow, for one question.
pub(super) struct Judged {
    pub(super) truth: Truth,
    /// Facts one of which has to be stated, those that help most first.
    pub(super) missing: Vec<String>,
    pub(super) asked: Asked,
}

/// What is asked of each flow: nothing where the flow cannot be.
pub(super) type Goal<'g> = dyn Fn(&Json) -> Option<Judged> + 'g;

/// A flow with some facts stated besides.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) flow: Json,
    /// Which, and how.
    pub(super) stated: Vec<(String, Json)>,
}

/// How far a search has come.
#[derive(Clone, Debug)]
pub(super) enum Progress {
    /// A completion in which what is asked is so.
    Found(Box<Branch>),
    /// There is no further one.
    Done,
    /// The steps allowed are used up.
    Paused,
}

/// A search through completions.
#[derive(Clone, Debug)]
pub(super) struct Search {
    open: Vec<Branch>,
    /// Flows judged.
    taken: u64,
    /// Whether nothing was passed over: every fact had a value of each kind, and no list was cut short.
    pub(super) whole: bool,
}

impl Search {
    pub(super) fn from(flow: Json) -> Search {
        Search { open: vec![Branch { flow, stated: vec![] }], taken: 0, whole: true }
    }

    /// The next completion of which the goal is true. Takes a step from `steps` for each flow that is judged.
    pub(super) fn next(&mut self, space: &Space<'_>, goal: &Goal<'_>, steps: &mut u64) -> Progress {
        while let Some(last) = self.open.len().checked_sub(1) {
            if *steps == 0 {
                return Progress::Paused;
            }
            let is_turn = self.taken % PATIENCE == PATIENCE - 1;
            let branch = self.open.remove(if is_turn { 0 } else { last });
            (*steps, self.taken) = (*steps - 1, self.taken + 1);
            let Some(judged) = goal(&branch.flow) else {
                self.whole &= !space.was_limited();
                continue;
            };
            match judged.truth {
                Truth::True => return Progress::Found(Box::new(branch)),
                Truth::False => {}
                Truth::Unknown => self.divide(space, branch, &judged),
            }
        }
        Progress::Done
    }

    /// Whether there is a completion of which the goal is true. Unknown where that was not found out.
    pub(super) fn any(flow: Json, space: &Space<'_>, goal: &Goal<'_>, steps: &mut u64) -> (Truth, Option<Branch>) {
        let mut search = Search::from(flow);
        match search.next(space, goal, steps) {
            Progress::Found(branch) => (Truth::True, Some(*branch)),
            Progress::Done if search.whole => (Truth::False, None),
            Progress::Done | Progress::Paused => (Truth::Unknown, None),
        }
    }

    /// States a value of each kind of the fact of which there are fewest.
    fn divide(&mut self, space: &Space<'_>, branch: Branch, judged: &Judged) {
        let Some(question) = narrowest(space, &branch.flow, judged) else {
            self.whole = false;
            return;
        };
        self.whole &= question.whole && branch.stated.len() < MAX_DEPTH;
        if branch.stated.len() >= MAX_DEPTH {
            return;
        }
        for choice in question.choices.iter().rev() {
            let mut flow = branch.flow.clone();
            if !set(&mut flow, &steps(&question.path), choice.value.clone()) {
                self.whole = false;
                continue;
            }
            let mut stated = branch.stated.clone();
            stated.retain(|(path, _)| *path != question.path);
            stated.push((question.path.clone(), choice.value.clone()));
            self.open.push(Branch { flow, stated });
        }
    }
}

/// Facts before lists, and lists that are run over before those that only leave others open.
fn list_rank(question: &Question, asked: &Asked) -> u8 {
    let run_over = asked.get(&question.path).is_some_and(|constants| constants.contains(&Constant::Entries));
    match (question.is_list, run_over) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    }
}

/// Of the facts that are missing, the one with the fewest values; of those the first.
fn narrowest(space: &Space<'_>, flow: &Json, judged: &Judged) -> Option<Question> {
    let mut best: Option<Question> = None;
    for missing in &judged.missing {
        let Some(question) = space.question(flow, missing, &judged.asked) else { continue };
        // Where a question is not whole, another may make it so: the place tells which lists are of interest. Lists are
        // made longer only where nothing can be said of the entries that there are.
        let key = |question: &Question| (!question.whole, list_rank(question, &judged.asked), question.choices.len());
        let better = best.as_ref().is_none_or(|best| key(&question) < key(best));
        if better && !question.choices.is_empty() {
            best = Some(question);
        }
    }
    best
}
