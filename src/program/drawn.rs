//! The form of a policy's diagram, as numbers, which JavaScript reads (pkg/encode/diagram.js); and whether it has that form.
//!
//! ```text
//! variables: how many, then the classes of each; the first is the stretch of days
//! days:      how many stretches, then the first day of each, as words
//! facts:     how many, then of each
//!            its way from the flow's record: how many words, then each
//!            its first variable
//!            0, how many words it can be, then for each stretch of days 0 where it is as before, or the class of each, as runs
//!            or 1, how many numbers it is compared with, then each, in ten-thousandths or as a word
//!            or 2, how many tests there are of the set, a variable for each, then what each of 256 values says, as runs
//!            or 3, where it is asked only whether it is somebody
//! lists:     how many, then of each
//!            its word in the flow's record, its first variable, how many kinds of entry it has, a variable for each, and
//!            after them one for whether there may be more entries; the facts of an entry, as above: their classes add up
//!            to the kind
//! nodes:     how many numbers, then where to begin, then branches. Below zero, a number is the end `!number`, a decision
//!            as `Decision::packed` has it; else its low eight bits are a variable, and the others say where its branches
//!            stand, one for each class, before those of every node that leads there
//! runs:      how many, then each number and how often it comes
//! ```

use super::Program;
use super::sound::Fault;

const FORM: Fault = "its diagram does not have the form of diagrams";
/// Words of a fact, and values of a set.
const MAX_WORDS: i64 = 512;
const VALUES: i64 = 256;
/// Steps that checking may take for each number.
const MAX_VISITS: usize = 64;

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
        let nodes = self.many(1, i64::from(i32::MAX >> 8))?;
        self.nodes(nodes)
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
                for stretch in 0..days {
                    let runs = self.within(i64::from(stretch == 0), words)?;
                    largest = largest.max(self.runs(runs, words)?);
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
                let runs = self.within(1, VALUES)?;
                self.runs(runs, VALUES)?;
            }
            _ => self.has(variable, 2)?,
        }
        Some(largest)
    }

    /// Runs that come to so many numbers, where there are any; the largest of them.
    fn runs(&mut self, runs: i64, total: i64) -> Option<i64> {
        let (mut sum, mut largest) = (0, 0);
        for _ in 0..runs {
            largest = largest.max(self.within(0, i64::from(u32::MAX))?);
            sum += self.within(1, total)?;
        }
        (runs == 0 || sum == total).then_some(largest)
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

    /// Follows every branch: each leads to an end, or further to the front.
    fn nodes(&self, nodes: &[i64]) -> Option<()> {
        let mut seen = vec![-1; nodes.len()];
        let mut open = vec![(*nodes.first()?, nodes.len())];
        let mut visits = 0;
        while let Some((node, before)) = open.pop() {
            visits += 1;
            if node < 0 {
                let (code, rule) = (!node & 0xff, !node >> 8);
                (code < 4 && rule <= self.rules).then_some(())?;
                continue;
            }
            let (variable, start) = ((node & 0xff) as usize, usize::try_from(node >> 8).ok()?);
            let end = start + *self.widths.get(variable)? as usize;
            if start == 0 || end > before || visits > MAX_VISITS * nodes.len() {
                return None;
            }
            let known = seen.get_mut(start)?;
            if *known != node {
                *known = node;
                open.extend(nodes.get(start..end)?.iter().map(|branch| (*branch, start)));
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One day, one fact of three classes, and a node that asks it.
    const NUMBERS: &[i64] = &[2, 1, 3, 1, 0, 1, 1, 5, 1, 0, 3, 3, 0, 1, 1, 1, 2, 1, 0, 4, 0x101, !3, !0, !0x101];

    fn told(numbers: &[i64]) -> Result<(), Fault> {
        let rules = vec![super::super::Rule {
            part: 0,
            level: 0,
            window: (0, 0),
            loops: vec![],
            when: 0,
            demand: 0,
            excuse: 0,
        }];
        check(&Program { diagram: numbers.to_vec(), rules, ..Program::default() })
    }

    #[test]
    fn what_is_drawn_has_the_form() {
        assert_eq!(told(NUMBERS), Ok(()));
    }

    #[test]
    fn no_other_number_leads_astray() {
        for at in 0..NUMBERS.len() {
            for other in [-1, 0, 1, 2, 0x101, 0x102, 0x201, 0x401, !0x201, i64::MAX, i64::MIN] {
                let mut changed = NUMBERS.to_vec();
                changed[at] = other;
                if told(&changed).is_ok() {
                    assert!(follows(&changed), "{changed:?}");
                }
            }
            assert_eq!(told(&NUMBERS[..at]).is_ok(), at == 0);
        }
    }

    /// Whether following the diagram comes to an end, whatever the classes.
    fn follows(numbers: &[i64]) -> bool {
        let widths = &numbers[1..=numbers[0] as usize];
        let nodes = &numbers[numbers.len() - 4..];
        let mut node = nodes[0];
        for _ in 0..nodes.len() {
            if node < 0 {
                return true;
            }
            let (variable, start) = ((node & 0xff) as usize, (node >> 8) as usize);
            node = *nodes[start..start + widths[variable] as usize].iter().max().expect("a branch");
        }
        false
    }
}
