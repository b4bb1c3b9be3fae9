//! Whether a program is one that a policy could compile to: lengths nest, indices are in range, entries are made of
//! earlier ones, and nothing nests or multiplies without bound.

use super::layout::Layout;
use super::{Entries, Membership, NONE, On, Op, Program, SetOp, Step, Test};
use crate::vocab::Category;

/// How deep conditions, sets and entries may nest in one another, taken together.
const MAX_DEPTH: u32 = 256;
/// How many lists the entries that are run over at once may be joined from.
const MAX_JOINED: u32 = 4096;
/// How many variables may be bound at once.
const MAX_SLOTS: u16 = 1024;
/// How many operations conditions and sets may have.
const MAX_OPS: usize = 1 << 20;

/// Dated sets times stretches of days.
const MAX_ROWS: usize = 1 << 20;

pub(super) type Fault = &'static str;

const NESTING: Fault = "lengths do not nest";
const RANGE: Fault = "an index is out of range";
const DEPTH: Fault = "it nests too deeply";
const ORDER: Fault = "entries are made of later ones";

/// What a condition or set needs of what it refers to.
#[derive(Clone, Copy, Default)]
struct Needs {
    /// Entries below this index.
    entries: u32,
    /// So many levels.
    depth: u32,
}

impl Needs {
    fn and(self, other: Needs) -> Needs {
        Needs { entries: self.entries.max(other.entries), depth: self.depth.max(other.depth) }
    }

    fn deeper(self) -> Result<Needs, Fault> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH { Err(DEPTH) } else { Ok(Needs { depth, ..self }) }
    }
}

/// Says what is wrong with a program.
pub(super) fn check(program: &Program) -> Result<(), Fault> {
    if program.slots > MAX_SLOTS || program.ops.len() > MAX_OPS || program.sets.len() > MAX_OPS {
        return Err("it is too large");
    }
    if !Layout::new(&program.reading).is_bounded() {
        return Err("its records are too large");
    }
    let mut sound = Sound { program, sets: vec![], ops: vec![], entries: vec![], depth: 0 };
    sound.paths()?;
    sound.masks()?;
    sound.sets()?;
    sound.conditions()?;
    sound.entries()?;
    sound.rules()
}

/// A program while it is checked. What each condition and set needs stands at its start.
struct Sound<'p> {
    program: &'p Program,
    sets: Vec<Needs>,
    ops: Vec<Needs>,
    /// How deep entries nest, and from how many lists they are joined.
    entries: Vec<(u32, u32)>,
    depth: u32,
}

fn below(index: usize, length: usize) -> Result<(), Fault> {
    if index < length { Ok(()) } else { Err(RANGE) }
}

impl Sound<'_> {
    fn path(&self, path: u16) -> Result<Needs, Fault> {
        below(usize::from(path), self.program.paths.len())?;
        Ok(Needs::default())
    }

    fn slot(&self, slot: u16) -> Result<(), Fault> {
        below(usize::from(slot), usize::from(self.program.slots))
    }

    /// Checks a reference to entries, which are deeper than what refers to them.
    fn entry(&self, entries: u16) -> Result<Needs, Fault> {
        below(usize::from(entries), self.program.entries.len())?;
        Ok(Needs { entries: u32::from(entries) + 1, depth: 0 })
    }

    fn paths(&self) -> Result<(), Fault> {
        for path in &self.program.paths {
            if path.base != NONE {
                self.slot(path.base)?;
            }
            if path.steps.len() > MAX_DEPTH as usize || path.steps.iter().any(|Step { word, .. }| *word == 0) {
                return Err(RANGE);
            }
        }
        Ok(())
    }

    fn masks(&self) -> Result<(), Fault> {
        let program = self.program;
        let rising = |days: &[u32]| days.is_sorted_by(|a, b| a < b);
        if !rising(&program.turns) || program.turns.len() >= usize::from(NONE) {
            return Err("days are not in order");
        }
        for dated in &program.dated {
            let stretches: Vec<u32> = dated.changes.iter().map(|(stretch, _)| u32::from(*stretch)).collect();
            if stretches.first() != Some(&0) || !rising(&stretches) {
                return Err("a dated set does not begin, or is not in order");
            }
            for (_, mask) in &dated.changes {
                below(usize::from(*mask) + usize::from(dated.wide), program.masks.len())?;
            }
        }
        if (program.turns.len() + 1) * program.dated.len() > MAX_ROWS {
            return Err("it has too many dated sets");
        }
        for dated in program.tested.iter().chain(&program.on_other_days).chain(&program.known.inside) {
            below(usize::from(*dated), program.dated.len())?;
        }
        if !program.lattice.is_empty() && program.lattice.len() != Category::all().count() {
            return Err("categories are missing");
        }
        Ok(())
    }

    /// Checks every set, one after the other.
    fn sets(&mut self) -> Result<(), Fault> {
        self.sets = vec![Needs::default(); self.program.sets.len()];
        let mut at = 0;
        while at < self.program.sets.len() {
            at = self.set(at)?.0;
        }
        Ok(())
    }

    /// Checks a set. Returns where it ends, and what it needs.
    fn set(&mut self, at: usize) -> Result<(usize, Needs), Fault> {
        self.enter()?;
        let program = self.program;
        let (end, needs) = match program.sets.get(at).ok_or(NESTING)? {
            SetOp::Dated(dated) => below(usize::from(*dated), program.dated.len()).map(|()| (at + 1, Needs::default())),
            SetOp::Listed(_) | SetOp::Party(..) => Ok((at + 1, Needs::default())),
            SetOp::Fact(path) => Ok((at + 1, self.path(*path)?)),
            SetOp::Entries(entries) => Ok((at + 1, self.entry(*entries)?)),
            SetOp::Any(length) | SetOp::All(length) => {
                self.each(at + 1, *length, Sound::set).map(|(to, _, all)| (to, all))
            }
            SetOp::Not => self.set(at + 1),
        }?;
        let needs = needs.deeper()?;
        if let Some(slot) = self.sets.get_mut(at) {
            *slot = needs;
        }
        self.depth -= 1;
        Ok((end, needs))
    }

    fn enter(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(DEPTH) } else { Ok(()) }
    }

    /// Checks a stretch of operations. Returns where it ends, how many there are, and what they need.
    fn each(
        &mut self,
        start: usize,
        length: u32,
        one: impl Fn(&mut Self, usize) -> Result<(usize, Needs), Fault>,
    ) -> Result<(usize, usize, Needs), Fault> {
        let end = start + length as usize;
        let (mut at, mut count, mut needs) = (start, 0, Needs::default());
        while at < end {
            let (next, part) = one(self, at)?;
            (at, count, needs) = (next, count + 1, needs.and(part));
        }
        if at == end { Ok((end, count, needs)) } else { Err(NESTING) }
    }

    /// Checks every condition, one after the other.
    fn conditions(&mut self) -> Result<(), Fault> {
        self.ops = vec![Needs::default(); self.program.ops.len()];
        let mut at = 0;
        while at < self.program.ops.len() {
            at = self.condition(at)?.0;
        }
        Ok(())
    }

    /// Checks a condition. Returns where it ends, and what it needs.
    fn condition(&mut self, at: usize) -> Result<(usize, Needs), Fault> {
        self.enter()?;
        let program = self.program;
        let (end, needs) = match program.ops.get(at).ok_or(NESTING)? {
            Op::Const(_) | Op::InForce(..) => (at + 1, Needs::default()),
            Op::Not => self.condition(at + 1)?,
            Op::All(length) | Op::Any(length) => {
                let (end, _, needs) = self.each(at + 1, *length, Sound::condition)?;
                (end, needs)
            }
            Op::Derived(length) => self.parts(at + 1, *length, 2)?,
            Op::Quantified(quantified) => {
                self.slot(quantified.slot)?;
                let (end, needs) = self.parts(at + 1, quantified.length, 2)?;
                (end, needs.and(self.entry(quantified.entries)?))
            }
            Op::Total(total) => {
                self.slot(total.slot)?;
                let (end, needs) = self.parts(at + 1, total.length, 1)?;
                (end, needs.and(self.entry(total.entries)?).and(self.path(total.share)?))
            }
            Op::Test(path, test) => (at + 1, self.path(*path)?.and(self.test(test)?)),
            Op::In(path, membership) => (at + 1, self.path(*path)?.and(self.membership(membership)?)),
        };
        let needs = needs.deeper()?;
        if let Some(slot) = self.ops.get_mut(at) {
            *slot = needs;
        }
        self.depth -= 1;
        Ok((end, needs))
    }

    /// Checks a stretch of `parts` conditions.
    fn parts(&mut self, start: usize, length: u32, parts: usize) -> Result<(usize, Needs), Fault> {
        let (end, count, needs) = self.each(start, length, Sound::condition)?;
        if count == parts { Ok((end, needs)) } else { Err(NESTING) }
    }

    fn test(&self, test: &Test) -> Result<Needs, Fault> {
        match test {
            Test::IsCategory(mask) | Test::HasCategory(mask) => {
                below(usize::from(*mask), self.program.masks.len()).map(|()| Needs::default())
            }
            Test::IsPath(path) | Test::ComparePath(_, path) => self.path(*path),
            Test::IsNone
            | Test::Is(_)
            | Test::IsPlace(_)
            | Test::IsParty(_)
            | Test::Compare(..)
            | Test::Within(..)
            | Test::HasValue(_)
            | Test::HasPlace(_) => Ok(Needs::default()),
        }
    }

    fn membership(&self, membership: &Membership) -> Result<Needs, Fault> {
        if membership.with != NONE {
            self.path(membership.with)?;
        }
        if let On::Path(path) = membership.on {
            self.path(path)?;
        }
        self.sets.get(membership.set as usize).copied().ok_or(RANGE)
    }

    /// Entries are made of earlier ones, and so are the conditions that choose among them.
    fn entries(&mut self) -> Result<(), Fault> {
        for (index, entries) in self.program.entries.iter().enumerate() {
            let (depth, joined) = match entries {
                Entries::Path(path, _) => self.path(*path).map(|_| (1, 1))?,
                Entries::Joined(parts) => {
                    let mut all = (0, 0);
                    for part in parts {
                        let (depth, joined) = self.earlier(*part)?;
                        all = (all.0.max(depth), all.1 + joined);
                        if all.1 > MAX_JOINED {
                            return Err("entries are joined from too many lists");
                        }
                    }
                    all
                }
                Entries::Filtered(from, slot, condition) => {
                    self.slot(*slot)?;
                    let (depth, joined) = self.earlier(*from)?;
                    let needs = self.ops.get(*condition as usize).ok_or(RANGE)?;
                    if needs.entries as usize > index {
                        return Err(ORDER);
                    }
                    (depth.max(self.depth_of(needs)), joined)
                }
            };
            if depth >= MAX_DEPTH {
                return Err(DEPTH);
            }
            self.entries.push((depth + 1, joined));
        }
        Ok(())
    }

    fn earlier(&self, entries: u16) -> Result<(u32, u32), Fault> {
        self.entries.get(usize::from(entries)).copied().ok_or(ORDER)
    }

    /// Returns the depth of a condition with that of the deepest entries before the last that it runs over.
    fn depth_of(&self, needs: &Needs) -> u32 {
        let run_over = self.entries.get(..needs.entries as usize).unwrap_or(&self.entries);
        needs.depth + run_over.iter().map(|(depth, _)| *depth).max().unwrap_or(0)
    }

    fn rules(&self) -> Result<(), Fault> {
        let program = self.program;
        let starts = |start: u32| below(start as usize, program.ops.len());
        if program.rule_names.len() != program.rules.len() {
            return Err("rules have no names");
        }
        starts(program.applies)?;
        for derivation in program.derivations.iter().filter(|derivation| derivation.start != u32::MAX) {
            starts(derivation.start)?;
        }
        for rule in &program.rules {
            below(usize::from(rule.level), program.levels.len().max(1))?;
            if rule.part != NONE {
                below(usize::from(rule.part), program.parts.len())?;
            }
            for (slot, entries, filter) in &rule.loops {
                self.slot(*slot)?;
                self.entry(*entries)?;
                starts(*filter)?;
            }
            for start in [rule.when, rule.demand, rule.excuse] {
                starts(start)?;
            }
        }
        Ok(())
    }
}
