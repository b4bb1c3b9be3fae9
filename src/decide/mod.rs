//! Deciding a packed flow by a program: the verdict and the rule that decides, no reasons, nothing allocated.
//!
//! What is decided is not looked at further: conditions end at the first part that settles them, rules at the first
//! violation. It answers as the explaining evaluator (`eval`) does on every flow that one accepts.

mod choice;
mod condition;
mod count;
mod entries;
mod exit;
mod identity;
mod open;
mod pack;
mod read;
mod rule;
mod set;
mod site;
mod test;
mod total;

use crate::program::layout::{AS_OF, EPOCH, STATED};
use crate::program::{NONE, Program};
use crate::truth::Truth;
use crate::verdict::Answer;
use choice::Choices;
#[cfg(all(target_arch = "wasm32", feature = "runtime"))]
pub(crate) use pack::Packed;
pub use pack::Packer;
use read::{Entity, Way};
use std::cell::Cell;

/// Conditions, entries and members that one decision may take: never time, so that decisions are the same everywhere.
const MAX_STEPS: u64 = 10_000_000;

/// What became of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Answer,
    /// The first rule that is violated or undetermined, by its position among the program's rules.
    pub rule: Option<u16>,
}

/// Why a flow is not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It takes too many steps.
    Steps,
    /// Its groups of places come to too many choices.
    Choices,
    /// A stated fact contradicts those that it follows from.
    Contradiction,
}

/// Which rules count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Those of this level and below: a position among the program's levels.
    pub level: u16,
    /// Those of this part alone: a position among the program's parts.
    pub part: Option<u16>,
}

impl Asked {
    /// The highest level, every part.
    pub const ALL: Asked = Asked { level: u16::MAX, part: None };

    /// Returns whether a rule is one of them.
    pub(crate) fn counts(self, rule: &crate::program::Rule) -> bool {
        self.part.is_none_or(|part| part == rule.part && rule.part != NONE) && rule.level <= self.level
    }
}

/// A program made ready.
pub struct Decider {
    program: Program,
    /// For each stretch of days, the mask of each dated set.
    rows: Vec<u16>,
    /// The program's paths, laid out for reading.
    ways: Vec<Way>,
    variables: Vec<Cell<Entity>>,
    choices: Choices,
    counted: Cell<Vec<count::Counted>>,
}

impl Decider {
    /// Makes a program ready.
    pub fn new(program: Program) -> Decider {
        let stretches = program.turns.len() + 1;
        let mut rows = Vec::with_capacity(stretches * program.dated.len());
        for stretch in 0..stretches {
            for dated in &program.dated {
                let until = dated.changes.partition_point(|(from, _)| usize::from(*from) <= stretch);
                rows.push(dated.changes.get(until.saturating_sub(1)).map_or(NONE, |(_, mask)| *mask));
            }
        }
        let variables = vec![Cell::new(Entity::Rest); usize::from(program.slots)];
        let ways = program.paths.iter().map(Way::of).collect();
        Decider { program, rows, ways, variables, choices: Choices::default(), counted: Cell::default() }
    }

    /// Returns the program.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Decides one packed flow.
    ///
    /// # Errors
    /// A flow that takes too long, or that the explaining evaluator refuses as well.
    pub fn decide(&mut self, words: &[u32], asked: Asked) -> Result<Decision, Refusal> {
        let as_of = words.get(AS_OF as usize).copied().unwrap_or(0);
        let Decider { program, rows, ways, variables, choices, counted } = self;
        let (mut failed, steps) = (None, Cell::new(0));
        let run = Run {
            program,
            rows,
            ways,
            words,
            as_of,
            stretch: stretch_of(program, as_of),
            variables,
            chosen: &[],
            counted,
            steps: &steps,
            refusal: Cell::new(None),
            asked,
        };
        choices.prepare(&run)?;
        for pair in 0..run.word(STATED) {
            if choices.all(|chosen| run.choosing(chosen).contradicts(pair)) {
                return Err(Refusal::Contradiction);
            }
        }
        if run.exit_contradicts() {
            return Err(Refusal::Contradiction);
        }
        let mut worst: Option<Decision> = None;
        choices.all(|chosen| {
            let run = run.choosing(chosen);
            let one = run.rules();
            failed = run.refusal.get();
            if worst.is_none_or(|worst| one.verdict.worst(worst.verdict) != worst.verdict) {
                worst = Some(one);
            }
            failed.is_none() && one.verdict != Answer::NonCompliant
        });
        match (failed, worst) {
            (None, Some(worst)) => Ok(worst),
            (failed, _) => Err(failed.unwrap_or(Refusal::Steps)),
        }
    }
}

/// Returns the stretch of days that a day lies in.
fn stretch_of(program: &Program, day: u32) -> usize {
    program.turns.partition_point(|turn| *turn <= day)
}

/// One program, one flow, one choice of group places.
struct Run<'r> {
    program: &'r Program,
    rows: &'r [u16],
    ways: &'r [Way],
    words: &'r [u32],
    as_of: u32,
    stretch: usize,
    variables: &'r [Cell<Entity>],
    /// The place that each group is taken to be, by the word where it stands.
    chosen: &'r [(u32, u32)],
    counted: &'r Cell<Vec<count::Counted>>,
    steps: &'r Cell<u64>,
    refusal: Cell<Option<Refusal>>,
    asked: Asked,
}

impl<'r> Run<'r> {
    /// Returns the same run with its group places chosen.
    fn choosing<'c>(&'c self, chosen: &'c [(u32, u32)]) -> Run<'c> {
        Run { chosen, refusal: Cell::new(None), ..*self }
    }

    fn word(&self, at: u32) -> u32 {
        self.words.get(at as usize).copied().unwrap_or(0)
    }

    /// Counts one step; whether another may be taken.
    fn step(&self) -> bool {
        let taken = self.steps.get() + 1;
        self.steps.set(taken);
        if taken >= MAX_STEPS {
            self.refuse(Refusal::Steps);
        }
        taken < MAX_STEPS
    }

    fn refuse(&self, why: Refusal) {
        if self.refusal.get().is_none() {
            self.refusal.set(Some(why));
        }
    }

    fn bind(&self, slot: u16, entity: Entity) {
        if let Some(variable) = self.variables.get(usize::from(slot)) {
            variable.set(entity);
        }
    }

    /// Returns whether a stated fact is what its derivation excludes.
    fn contradicts(&self, pair: u32) -> bool {
        let list = self.word(STATED + 1) + 2 * pair;
        let (index, record) = (self.word(list), self.word(list + 1));
        let Some(derivation) = self.program.derivations.get(index as usize) else { return false };
        self.bind(0, Entity::Record(record));
        let derived = self.condition(&mut (derivation.start as usize));
        derived != Truth::Unknown && derived != Truth::from(self.word(record + u32::from(derivation.word)) == 2)
    }

    fn date(&self) -> crate::date::Date {
        crate::date::Date::from_days(self.as_of as i32 - EPOCH)
    }
}
