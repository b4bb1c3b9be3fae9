//! The form of a policy's diagram, as numbers, which JavaScript reads (pkg/encode/diagram.js); and whether it has that form.
//!
//! ```text
//! variables: how many, then the classes of each; the first is the stretch of days
//! days:      how many stretches, then the first day of each, as words
//! facts:     how many, then of each
//!            its way from the flow's record: how many words, then each
//!            its first variable
//!            0, how many words it can be, then the class of each on the first stretch of days, as runs, and for every other
//!            stretch how many are different from before, then each such word and its class
//!            or 1, how many numbers it is compared with, then each, in ten-thousandths or as a word
//!            or 2, how many tests there are of the set, a variable for each, then what each of 256 values says, as runs
//!            or 3, where it is asked only whether it is somebody
//! lists:     how many, then of each
//!            its word in the flow's record, its first variable, how many kinds of entry it has, a variable for each, and
//!            after them one for whether there may be more entries; the facts of an entry, as above: their classes add up
//!            to the kind
//! ends:      how many, then each, a decision as `Decision::packed` has it
//! nodes:     how many, then of each its variable, and for each class what follows: so many below the number of ends, that end;
//!            else what is more tells how many nodes lie between that node and this one, which comes later. The last is
//!            where to begin; where there is none, the first end is all
//! runs:      how many, then each number and how often it comes
//! ```

use super::Program;
use super::sound::Fault;

const FORM: Fault = "its diagram does not have the form of diagrams";
/// Words of a fact, and values of a set.
const MAX_WORDS: i64 = 512;
const VALUES: i64 = 256;
/// Nodes, and ends.
const MAX_NODES: i64 = 1 << 16;

/// A diagram while it is checked.
struct Drawn<'d> {
    numbers: &'d [i64],
    widths: &'d [i64],
    rules: i64,
}

/// Says whether a program's diagram, if it has one, has the form of diagrams, so that whoever follows it comes to an end.
pub(super) fn check(program: &Program) -> Result<(), Fault> {
    if program.diagram.is_empty() {
        return Ok(());
    }
    let mut drawn = Drawn { numbers: &program.diagram, widths: &[], rules: program.rules.len() as i64 };
    drawn.all().filter(|()| drawn.numbers.is_empty()).ok_or(FORM)
}

impl<'d> Drawn<'d> {
    fn all(&mut self) -> Option<()> {
        self.widths = self.many(1, 250)?;
        let days = self.many(1, 250)?;
        let is_byte = |width: &i64| (1..=255).contains(width);
        let ascends = days.windows(2).all(|pair| pair.first() < pair.last());
        if !self.widths.iter().all(is_byte) || !ascends || self.widths.first() != Some(&(days.len() as i64)) {
            return None;
        }
        for _ in 0..self.within(0, 1000)? {
            self.fact(days.len(), false)?;
        }
        for _ in 0..self.within(0, 100)? {
            self.list(days.len())?;
        }
        self.nodes()
    }

    fn next(&mut self) -> Option<i64> {
        let (first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(*first)
    }

    fn within(&mut self, least: i64, most: i64) -> Option<i64> {
        self.next().filter(|number| (least..=most).contains(number))
    }

    /// A count, and so many numbers.
    fn many(&mut self, least: i64, most: i64) -> Option<&'d [i64]> {
        let count = self.within(least, most)? as usize;
        let numbers = self.numbers;
        self.numbers = numbers.get(count..)?;
        numbers.get(..count)
    }

    /// Whether a variable has so many classes.
    fn has(&self, variable: i64, classes: i64) -> Option<()> {
        self.widths.get(usize::try_from(variable).ok()?).is_some_and(|width| *width >= classes).then_some(())
    }

    /// A fact of the flow, or of an entry; the largest class of its words.
    fn fact(&mut self, days: usize, of_entry: bool) -> Option<i64> {
        let _ = self.many(1, 8)?;
        let variable = self.next()?;
        let mut largest = 0;
        match self.within(0, if of_entry { 0 } else { 3 })? {
            0 => {
                let words = self.within(1, MAX_WORDS)?;
                largest = self.runs(words)?;
                for _ in 1..days {
                    for _ in 0..self.within(0, words)? {
                        self.within(0, words - 1)?;
                        largest = largest.max(self.within(0, 255)?);
                    }
                }
                if !of_entry {
                    self.has(variable, largest + 1)?;
                }
            }
            1 => {
                let literals = self.many(1, 100)?;
                self.has(variable, 2 * literals.len() as i64 + 2)?;
            }
            2 => {
                for test in 0..self.within(1, 8)? {
                    self.has(variable + test, 3)?;
                }
                self.runs(VALUES)?;
            }
            _ => self.has(variable, 2)?,
        }
        Some(largest)
    }

    /// Runs that come to so many numbers; the largest of them.
    fn runs(&mut self, total: i64) -> Option<i64> {
        let (mut sum, mut largest) = (0, 0);
        for _ in 0..self.within(1, total)? {
            largest = largest.max(self.within(0, i64::from(i32::MAX))?);
            sum += self.within(1, total)?;
        }
        (sum == total).then_some(largest)
    }

    fn list(&mut self, days: usize) -> Option<()> {
        self.within(0, i64::from(u16::MAX))?;
        let first = self.within(0, 250)?;
        let kinds = self.within(1, 250)?;
        for variable in first..=first + kinds {
            self.has(variable, 2)?;
        }
        let mut kind = 0;
        for _ in 0..self.within(0, 8)? {
            kind += self.fact(days, true)?;
        }
        (kind < kinds).then_some(())
    }

    fn nodes(&mut self) -> Option<()> {
        let ends = self.many(1, MAX_NODES)?;
        let rules = self.rules;
        let is_decision = |end: &i64| *end >= 0 && end & 0xff < 4 && end >> 8 <= rules;
        if !ends.iter().all(is_decision) {
            return None;
        }
        for before in 0..self.within(0, MAX_NODES)? {
            let variable = self.within(0, self.widths.len() as i64 - 1)?;
            for _ in 0..self.widths.get(variable as usize).copied()? {
                self.within(0, ends.len() as i64 + before - 1)?;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One day, one fact of three classes, a list with one kind of entry, and two nodes.
    const NUMBERS: &[i64] = &[
        4, 1, 3, 2, 2, // variables
        1, 0, // days
        1, 1, 5, 1, 0, 3, 3, 0, 1, 1, 1, 2, 1, // facts
        1, 9, 2, 1, 0, // lists
        3, 3, 0, 0x101, // ends
        2, 1, 0, 1, 2, 2, 1, 3, // nodes
    ];

    fn told(numbers: &[i64]) -> Result<(), Fault> {
        let rule =
            crate::program::Rule { part: 0, level: 0, window: (0, 0), loops: vec![], when: 0, demand: 0, excuse: 0 };
        check(&Program { diagram: numbers.to_vec(), rules: vec![rule], ..Program::default() })
    }

    #[test]
    fn what_is_drawn_has_the_form() {
        assert_eq!(told(NUMBERS), Ok(()));
        assert_eq!(told(&[]), Ok(()));
    }

    #[test]
    fn what_would_lead_astray_has_not() {
        for cut in 1..NUMBERS.len() {
            assert_eq!(told(&NUMBERS[..cut]), Err(FORM), "{cut}");
        }
        assert_eq!(told(&[NUMBERS, &[0]].concat()), Err(FORM), "something follows");
        // Classes, variables, words, runs, kinds, ends and nodes that there are not; and a node that leads to itself.
        let astray = [(1, 2), (10, 2), (10, 4), (12, 600), (13, 4), (14, -1), (18, 3), (19, 2), (22, 3), (23, 2)];
        let astray = astray.into_iter().chain([(26, 4), (28, 0x201), (28, -1), (30, 4), (31, 3), (31, -1), (36, 4)]);
        for (at, other) in astray {
            let mut changed = NUMBERS.to_vec();
            changed[at] = other;
            assert_eq!(told(&changed), Err(FORM), "{at}: {other}");
        }
    }
}
