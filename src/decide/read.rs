//! From a path to the words that it leads to.

use super::Run;
use crate::program::layout::{CHOICE, HEADER, NOBODY};
use crate::program::{Condition, Implied, NONE, Of, Path, Step};
use crate::truth::Truth;

/// What a variable stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entity {
    /// A record.
    Record(u32),
    /// A value that stands at this word.
    At(u32),
    /// A value that is this word.
    Is(u32),
    /// The rest of an open list.
    Rest,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// A record.
    Record(u32),
    /// A known fact, from this word on.
    At(u32),
    /// A value that is this word.
    Is(u32),
    /// It is not known.
    Unknown,
    /// It does not exist.
    Absent,
}

/// A path whose facts always exist, laid out for reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    base: u16,
    of: Of,
    /// The words of the steps, and how many there are; `LONG` where a path has to be walked.
    words: [u16; 3],
    count: u8,
}

/// A path that is not laid out.
const LONG: u8 = u8::MAX;

impl Way {
    pub(super) fn of(path: &Path) -> Way {
        let mut way = Way { base: path.base, of: path.of, words: [0; 3], count: path.steps.len().min(4) as u8 };
        let simple = path.steps.iter().all(|step| step.exists == NONE);
        if !simple || path.steps.len() > way.words.len() || path.steps.is_empty() {
            way.count = LONG;
        }
        way.words.iter_mut().zip(&path.steps).for_each(|(word, step)| *word = step.word);
        way
    }
}

impl Run<'_> {
    /// Reads what stands at a path, and of what form it is.
    #[inline]
    pub(super) fn read(&self, path: u16) -> (Reading, Of) {
        match self.ways.get(usize::from(path)) {
            Some(way) if way.count != LONG => (self.follow(way), way.of),
            Some(way) => {
                (self.program.paths.get(usize::from(path)).map_or(Reading::Unknown, |path| self.walk(path)), way.of)
            }
            None => (Reading::Unknown, Of::Word),
        }
    }

    #[inline]
    fn follow(&self, way: &Way) -> Reading {
        let mut at = HEADER;
        if way.base != NONE {
            match self.variables.get(usize::from(way.base)).map(std::cell::Cell::get) {
                Some(Entity::Record(record)) => at = record,
                Some(Entity::At(word)) => return Reading::At(word),
                Some(Entity::Is(word)) => return Reading::Is(word),
                Some(Entity::Rest) | None => return Reading::Unknown,
            }
        }
        let [first, second, third] = way.words;
        for word in [first, second].into_iter().take(usize::from(way.count) - 1) {
            match self.word(at + u32::from(word)) {
                0 => return Reading::Unknown,
                NOBODY => return Reading::Absent,
                next => at = next,
            }
        }
        let last = at
            + u32::from(match way.count {
                1 => first,
                2 => second,
                _ => third,
            });
        match self.word(last) {
            0 => Reading::Unknown,
            record if way.of == Of::Object && record != NOBODY => Reading::Record(record),
            _ => Reading::At(last),
        }
    }

    fn walk(&self, path: &Path) -> Reading {
        self.walk_on(path.base, &path.steps, path.of)
    }

    fn walk_on(&self, base: u16, steps: &[Step], of: Of) -> Reading {
        let mut at = if base == NONE {
            HEADER
        } else {
            match self.variables.get(usize::from(base)).map(std::cell::Cell::get) {
                Some(Entity::Record(record)) => record,
                Some(Entity::At(word)) => return Reading::At(word),
                Some(Entity::Is(word)) => return Reading::Is(word),
                Some(Entity::Rest) | None => return Reading::Unknown,
            }
        };
        let Some((last, way)) = steps.split_last() else { return Reading::Record(at) };
        for step in way {
            match self.word(at + u32::from(step.word)) {
                0 => return self.unstated(at, step),
                NOBODY => return Reading::Absent,
                next => at = next,
            }
        }
        let word = at + u32::from(last.word);
        match self.word(word) {
            0 => self.unstated(at, last),
            NOBODY => Reading::At(word),
            record if of == Of::Object => Reading::Record(record),
            _ => Reading::At(word),
        }
    }

    fn unstated(&self, at: u32, step: &Step) -> Reading {
        if step.exists == NONE || self.exists(at, step.exists) != Truth::False {
            Reading::Unknown
        } else {
            Reading::Absent
        }
    }

    /// Returns whether an unstated fact can exist beside the others of its record.
    fn exists(&self, at: u32, exists: u16) -> Truth {
        let conditions = self.program.existences.get(usize::from(exists)).map_or(&[][..], Vec::as_slice);
        conditions.iter().map(|on| self.is_met(at, on)).fold(Truth::False, Truth::or)
    }

    fn is_met(&self, at: u32, on: &Condition) -> Truth {
        if on.list == NONE {
            return self.has(at, on);
        }
        let list = at + u32::from(on.list);
        let head = self.word(list);
        let rest = if head & 3 == 1 { Truth::False } else { Truth::Unknown };
        let first = self.word(list + 1);
        (0..head >> 2).map(|index| self.has(self.word(first + index), on)).fold(rest, Truth::or)
    }

    /// Returns whether the fact that a condition is about has one of its values.
    fn has(&self, record: u32, on: &Condition) -> Truth {
        match (self.word(record + u32::from(on.word)), self.possible(record, on.word)) {
            (0, Some(possible)) if possible & on.values == possible => Truth::True,
            (0, Some(possible)) if possible & on.values == 0 => Truth::False,
            (word, _) => is_among(word, on.values),
        }
    }

    /// Returns the values that an unstated fact of a record can have, as other facts say, as bits.
    fn possible(&self, record: u32, word: u16) -> Option<u64> {
        let says = |implied: &&Implied| {
            implied.on.word == word && self.word(record) == implied.on.tag && self.optional(record, implied.by) != 0
        };
        self.program.implied.iter().filter(says).map(|implied| implied.on.values).reduce(|a, b| a & b)
    }

    /// Returns the same of the fact that a path leads to.
    pub(super) fn possible_at(&self, path: u16) -> Option<u64> {
        let path = self.program.paths.get(usize::from(path))?;
        let (last, owner) = path.steps.split_last()?;
        if !self.program.implied.iter().any(|implied| implied.on.word == last.word) {
            return None;
        }
        match self.walk_on(path.base, owner, Of::Object) {
            Reading::Record(record) => self.possible(record, last.word),
            _ => None,
        }
    }

    /// Returns the position of the place that stands at a word.
    pub(super) fn place_at(&self, at: u32) -> u32 {
        let word = self.word(at);
        if word >= CHOICE {
            let is_same = |known: u32| known == at || self.word(known) == word;
            return self.chosen.iter().find(|(known, _)| is_same(*known)).map_or(0, |(_, place)| *place);
        }
        word.wrapping_sub(1)
    }

    pub(super) fn place(&self, reading: Reading) -> u32 {
        match reading {
            Reading::At(at) => self.place_at(at),
            Reading::Is(word) => word.wrapping_sub(1),
            _ => u32::MAX,
        }
    }

    /// Returns the one word of a fact.
    pub(super) fn value(&self, reading: Reading) -> u32 {
        match reading {
            Reading::At(at) => self.word(at),
            Reading::Is(word) => word,
            _ => 0,
        }
    }
}

/// Returns whether a value is among others; unknown when it is.
fn is_among(word: u32, values: u64) -> Truth {
    match word.checked_sub(1) {
        None => Truth::Unknown,
        Some(value) => Truth::from(values.checked_shr(value).unwrap_or(0) & 1 == 1),
    }
}
