//! One block of flows, decided by bits.

use super::Columns;
use super::lanes::{Bits, Kept, LANES, Stretches};
use super::plan::Plan;
use super::probe::{Reader, Table16, set};
use crate::decide::Asked;
use crate::program::layout::EPOCH;
use crate::program::{NONE, Op, Program, Quantifier, Rule};
use crate::verdict::Answer;
use std::collections::BTreeMap;

/// Kinds of entry of one table that are told apart in one block.
const MAX_CLASSES: usize = 255;

pub(super) struct Block<'b> {
    pub(super) program: &'b Program,
    pub(super) plan: &'b Plan,
    pub(super) tables: &'b BTreeMap<usize, Vec<Table16>>,
    pub(super) columns: &'b Columns,
    pub(super) asked: Asked,
    /// The first flow.
    pub(super) start: usize,
    pub(super) days: &'b [i32],
    pub(super) stretches: Stretches,
    pub(super) kept: &'b mut Kept,
}

/// Where something is true, and where it is false.
type Truths = (Bits, Bits);

/// What has come of the rules so far.
#[derive(Default)]
struct Tally {
    violated: Bits,
    undetermined: Bits,
    applies: Bits,
    may_apply: Bits,
}

/// The entry that each variable is taken to be: which of its tests are true, and which false.
type Taken = Vec<(u16, (u16, u16))>;

impl Block<'_> {
    /// Writes the verdict of every flow that bits can tell.
    pub(super) fn decide(&mut self, out: &mut [u8]) {
        let mut hard = Bits::default();
        self.read_flows(&mut hard);
        for list in 0..self.plan.lists.len() {
            self.read_list(list, &mut hard);
        }
        let mut tally = Tally::default();
        let applies = self.condition(&mut (self.program.applies as usize), &mut vec![]);
        for rule in &self.program.rules {
            if self.counts(rule) {
                self.rule(rule, applies, &mut tally);
            }
        }
        tally.write(&hard, out);
    }

    fn counts(&self, rule: &Rule) -> bool {
        let part = self.asked.part.is_none_or(|part| part == rule.part && rule.part != NONE);
        part && rule.level <= self.asked.level
    }

    fn readers(&self, table: usize) -> Vec<Reader<'_>> {
        let probes = self.plan.contexts.get(&table).map_or(&[][..], |context| &context.probes);
        let tables = self.tables.get(&table).map_or(&[][..], Vec::as_slice);
        probes.iter().zip(tables).map(|(probe, table)| Reader::new(self.program, probe, table, self.columns)).collect()
    }

    fn read_flows(&mut self, hard: &mut Bits) {
        let count = self.plan.contexts.get(&self.plan.root).map_or(0, |context| context.atoms);
        let mut atoms = std::mem::take(&mut self.kept.atoms);
        atoms.resize(count, Truths::default());
        for reader in self.readers(self.plan.root) {
            reader.read(self.start, self.days.len(), &self.stretches, &mut atoms, hard);
        }
        self.kept.atoms = atoms;
    }

    /// Finds which kinds of entry each flow has in a list. A list that is not known, or open, is not for bits.
    fn read_list(&mut self, list: usize, hard: &mut Bits) {
        let Some((fact, table)) = self.plan.lists.get(list).copied() else { return };
        let mut classes = self.kept.classes.remove(&table).unwrap_or_default();
        let mut present = std::mem::take(&mut self.kept.present);
        present.resize(self.plan.lists.len(), vec![]);
        if let Some(present) = present.get_mut(list) {
            present.iter_mut().for_each(|bits| *bits = Bits::default());
            let column = self.columns.tables.get(self.plan.root).and_then(|table| table.columns.get(fact));
            let column = column.and_then(Option::as_ref);
            let readers = self.readers(table);
            for lane in 0..self.days.len() {
                let row = self.start + lane;
                let span = column.filter(|column| column.is_valid(row) && column.is_complete(row) && column.is_rows());
                match span.and_then(|column| column.span(row)) {
                    Some((start, end)) => {
                        for entry in start..end {
                            match self.class(&readers, entry, lane, &mut classes) {
                                Some(class) => mark(present, class, lane),
                                None => set(hard, lane),
                            }
                        }
                    }
                    None => set(hard, lane),
                }
            }
        }
        self.kept.present = present;
        self.kept.classes.insert(table, classes);
    }

    /// The number of an entry's kind.
    fn class(&self, readers: &[Reader<'_>], entry: usize, lane: usize, classes: &mut Vec<(u16, u16)>) -> Option<usize> {
        let stretch = self.stretches.0.get(lane).copied().unwrap_or(0);
        let (mut holds, mut fails) = (0, 0);
        for reader in readers {
            let said = reader.said(entry, stretch)?;
            for (bit, (_, number)) in reader.probe.tests.iter().enumerate() {
                holds |= (said >> bit & 1) << number;
                fails |= (said >> (bit + 8) & 1) << number;
            }
        }
        let known = classes.iter().position(|class| *class == (holds, fails));
        known.or_else(|| {
            (classes.len() < MAX_CLASSES).then(|| {
                classes.push((holds, fails));
                classes.len() - 1
            })
        })
    }

    /// The kinds of entry of some lists, each with the flows that have one.
    fn kinds(&self, entries: u16) -> Vec<((u16, u16), Bits)> {
        let lists = self.plan.entries.get(&entries).map_or(&[][..], Vec::as_slice);
        let table = lists.first().and_then(|list| self.plan.lists.get(*list)).map_or(0, |list| list.1);
        let classes = self.kept.classes.get(&table).map_or(&[][..], Vec::as_slice);
        let all = classes.iter().enumerate().map(|(class, said)| {
            let mut bits = Bits::default();
            for list in lists {
                let present = self.kept.present.get(*list).and_then(|present| present.get(class));
                bits = or(bits, present.copied().unwrap_or_default());
            }
            (*said, bits)
        });
        all.filter(|(_, bits)| bits.iter().any(|word| *word != 0)).collect()
    }

    fn rule(&mut self, rule: &Rule, applies: Truths, tally: &mut Tally) {
        let (from, through) = rule.window;
        let applies = and_both(applies, self.in_force(from, through));
        match rule.loops.as_slice() {
            [(slot, entries, condition)] => {
                for (said, present) in self.kinds(*entries) {
                    let mut taken = vec![(*slot, said)];
                    let meant = self.condition(&mut (*condition as usize), &mut taken);
                    self.instance(rule, and_both(applies, meant), present, &mut taken, tally);
                }
            }
            _ => self.instance(rule, applies, [u64::MAX; LANES / 64], &mut vec![], tally),
        }
    }

    fn instance(&mut self, rule: &Rule, applies: Truths, present: Bits, taken: &mut Taken, tally: &mut Tally) {
        let when = self.condition(&mut (rule.when as usize), taken);
        let applies = and_both(applies, when);
        let concerned = without(present, applies.1);
        if is_empty(concerned) {
            return;
        }
        tally.applies = or(tally.applies, and(present, applies.0));
        tally.may_apply = or(tally.may_apply, without(concerned, applies.0));
        let met = self.condition(&mut (rule.demand as usize), taken);
        let unmet = without(concerned, met.0);
        if is_empty(unmet) {
            return;
        }
        let excused = self.condition(&mut (rule.excuse as usize), taken);
        let left = without(unmet, excused.0);
        let violated = and(and(left, applies.0), and(met.1, excused.1));
        tally.violated = or(tally.violated, violated);
        tally.undetermined = or(tally.undetermined, without(left, violated));
    }

    fn in_force(&self, from: u32, through: u32) -> Truths {
        if (from, through) == (0, u32::MAX) {
            return everywhere(true);
        }
        let mut holds = Bits::default();
        for (lane, day) in self.days.iter().enumerate() {
            let day = day.saturating_add(EPOCH).max(0) as u32;
            if from <= day && day <= through {
                set(&mut holds, lane);
            }
        }
        (holds, not(holds))
    }

    /// The truth of the condition that starts at `at`; `at` is then the position after it.
    fn condition(&mut self, at: &mut usize, taken: &mut Taken) -> Truths {
        let start = *at;
        let of_flow = self.plan.of_flow.get(start).copied().unwrap_or(false);
        let known = self.kept.known.get(start).filter(|known| of_flow && known.0 == self.kept.number);
        if let Some((_, holds, fails)) = known {
            let truths = (*holds, *fails);
            *at = self.after(start);
            return truths;
        }
        let truths = self.operation(at, taken);
        if let Some(known) = self.kept.known.get_mut(start).filter(|_| of_flow) {
            *known = (self.kept.number, truths.0, truths.1);
        }
        truths
    }

    /// The position after an operation.
    fn after(&self, mut at: usize) -> usize {
        while let Some(Op::Not) = self.program.ops.get(at) {
            at += 1;
        }
        at + 1
            + match self.program.ops.get(at) {
                Some(Op::All(length) | Op::Any(length) | Op::Derived(length)) => *length as usize,
                Some(Op::Quantified(quantified)) => quantified.length as usize,
                _ => 0,
            }
    }

    fn operation(&mut self, at: &mut usize, taken: &mut Taken) -> Truths {
        let start = *at;
        *at += 1;
        match self.program.ops.get(start) {
            Some(Op::Const(value)) => everywhere(*value),
            Some(Op::InForce(from, through)) => self.in_force(*from, *through),
            Some(Op::Not) => {
                let (holds, fails) = self.condition(at, taken);
                (fails, holds)
            }
            Some(Op::All(length)) => {
                let all = self.several(at, *length, taken, |a, b| (and(a.0, b.0), or(a.1, b.1)), 1);
                all.unwrap_or(everywhere(true))
            }
            Some(Op::Any(length)) => {
                let any = self.several(at, *length, taken, |a, b| (or(a.0, b.0), and(a.1, b.1)), 0);
                any.unwrap_or(everywhere(false))
            }
            Some(Op::Derived(length)) => {
                let first = |a: Truths, b: Truths| {
                    let open = not(or(a.0, a.1));
                    (or(a.0, and(open, b.0)), or(a.1, and(open, b.1)))
                };
                self.several(at, *length, taken, first, 2).unwrap_or_default()
            }
            Some(Op::Quantified(quantified)) => {
                let (slot, kind, entries, length) =
                    (quantified.slot, quantified.kind, quantified.entries, quantified.length);
                *at += length as usize;
                self.quantified(start + 1, slot, kind, entries, taken)
            }
            _ => self.atom(start, taken),
        }
    }

    /// Joins conditions; those after one that decides everything are not asked. `decisive` 0: true, 1: false, 2: neither.
    fn several(
        &mut self,
        at: &mut usize,
        length: u32,
        taken: &mut Taken,
        join: impl Fn(Truths, Truths) -> Truths,
        decisive: u8,
    ) -> Option<Truths> {
        let end = *at + length as usize;
        let mut all: Option<Truths> = None;
        while *at < end {
            let next = self.condition(at, taken);
            let joined = all.map_or(next, |all| join(all, next));
            all = Some(joined);
            let decided = match decisive {
                0 => joined.0,
                1 => joined.1,
                _ => Bits::default(),
            };
            if is_empty(not(decided)) {
                *at = end;
            }
        }
        all
    }

    fn quantified(&mut self, start: usize, slot: u16, kind: Quantifier, entries: u16, taken: &mut Taken) -> Truths {
        let (mut some, mut none) = (Bits::default(), [u64::MAX; LANES / 64]);
        for (said, present) in self.kinds(entries) {
            taken.push((slot, said));
            let mut at = start;
            let meant = self.condition(&mut at, taken);
            let body = self.condition(&mut at, taken);
            taken.pop();
            let body = if kind == Quantifier::Every { (body.1, body.0) } else { body };
            let both = and_both(meant, body);
            some = or(some, and(present, both.0));
            none = without(none, without(present, both.1));
        }
        if kind == Quantifier::Some { (some, none) } else { (none, some) }
    }

    fn atom(&self, op: usize, taken: &Taken) -> Truths {
        let Some(atom) = self.plan.atoms.get(&op) else { return Truths::default() };
        if atom.slot == NONE {
            return self.kept.atoms.get(atom.number).copied().unwrap_or_default();
        }
        let entry = taken.iter().rev().find(|(slot, _)| *slot == atom.slot).map_or((0, 0), |(_, said)| *said);
        let bits = |said: u16| if said >> atom.number & 1 == 1 { [u64::MAX; LANES / 64] } else { Bits::default() };
        (bits(entry.0), bits(entry.1))
    }
}

impl Tally {
    /// The table of the language, for the flows that are not hard.
    fn write(&self, hard: &Bits, out: &mut [u8]) {
        let refused = self.violated;
        let open = or(self.undetermined, without(self.may_apply, self.applies));
        let open = without(open, refused);
        let closed = not(or(refused, open));
        let compliant = and(closed, self.applies);
        let low = or(open, compliant);
        for (lane, out) in out.iter_mut().enumerate() {
            let bit = |bits: &Bits| bits.get(lane / 64).is_some_and(|word| word >> (lane % 64) & 1 == 1);
            if !bit(hard) {
                *out = u8::from(bit(&low)) | u8::from(bit(&closed)) << 1;
            }
        }
        debug_assert!(Answer::Undetermined as u8 == 1 && Answer::NotApplicable as u8 == 2, "verdicts are these bits");
    }
}

fn mark(present: &mut Vec<Bits>, class: usize, lane: usize) {
    if present.len() <= class {
        present.resize(class + 1, Bits::default());
    }
    if let Some(bits) = present.get_mut(class) {
        set(bits, lane);
    }
}

fn zipped(a: Bits, b: Bits, each: impl Fn(u64, u64) -> u64) -> Bits {
    let mut both = a;
    both.iter_mut().zip(b).for_each(|(a, b)| *a = each(*a, b));
    both
}

fn and(a: Bits, b: Bits) -> Bits {
    zipped(a, b, |a, b| a & b)
}

fn or(a: Bits, b: Bits) -> Bits {
    zipped(a, b, |a, b| a | b)
}

fn without(a: Bits, b: Bits) -> Bits {
    zipped(a, b, |a, b| a & !b)
}

fn not(a: Bits) -> Bits {
    a.map(|word| !word)
}

fn is_empty(a: Bits) -> bool {
    a.iter().all(|word| *word == 0)
}

fn and_both(a: Truths, b: Truths) -> Truths {
    (and(a.0, b.0), or(a.1, b.1))
}

fn everywhere(value: bool) -> Truths {
    let (all, none) = ([u64::MAX; LANES / 64], Bits::default());
    if value { (all, none) } else { (none, all) }
}
