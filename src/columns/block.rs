//! One block of flows, decided by bits.

use super::Columns;
use super::bits::{self, ALL, Bits, Truths, and, and_both, everywhere, is_empty, not, or, set, without};
use super::lanes::Kept;
use super::plan::Plan;
use super::probe::{Lookup, Reader, Stretches};
use crate::decide::Asked;
use crate::program::layout::EPOCH;
use crate::program::{NONE, Op, Program, Quantifier, Rule};
use crate::verdict::Answer;
use std::collections::BTreeMap;

pub(super) struct Block<'b> {
    pub(super) program: &'b Program,
    pub(super) plan: &'b Plan,
    pub(super) lookups: &'b BTreeMap<usize, Vec<Lookup>>,
    pub(super) columns: &'b Columns,
    pub(super) asked: Asked,
    /// The first flow.
    pub(super) start: usize,
    pub(super) days: &'b [i32],
    pub(super) stretches: Stretches,
    pub(super) kept: &'b mut Kept,
}

/// What has come of the rules so far.
#[derive(Default)]
struct Tally {
    violated: Bits,
    undetermined: Bits,
    applies: Bits,
    may_apply: Bits,
}

/// Conditions, and kinds of entry, that are asked of one block. Whoever asks more gains nothing by it: then the flows are
/// decided by themselves.
const MAX_STEPS: u32 = 1 << 20;

/// The entry that each variable is taken to be: which of its tests are true, and which false.
type Taken = Vec<(u16, (u16, u16))>;

impl Block<'_> {
    /// Writes the verdict of every flow that bits can tell, and gives the others.
    pub(super) fn decide(&mut self, out: &mut [u8]) -> Bits {
        self.kept.steps = 0;
        let mut hard = Bits::default();
        self.read_flows(&mut hard);
        for list in 0..self.plan.lists.len() {
            self.read_list(list, &mut hard);
        }
        let mut tally = Tally::default();
        let applies = self.condition(&mut (self.program.applies as usize), &mut vec![]);
        let (program, asked) = (self.program, self.asked);
        for rule in program.rules.iter().filter(|rule| asked.counts(rule)) {
            self.rule(rule, applies, &mut tally);
        }
        tally.write(out);
        and(if self.is_spent() { ALL } else { hard }, bits::first(out.len()))
    }

    /// Whether too much was asked, so that nothing more needs to be.
    fn is_spent(&self) -> bool {
        self.kept.steps > MAX_STEPS
    }

    fn readers(&self, table: usize) -> Vec<Reader<'_>> {
        let probes = self.plan.contexts.get(&table).map_or(&[][..], |context| &context.probes);
        let lookups = self.lookups.get(&table).map_or(&[][..], Vec::as_slice);
        probes
            .iter()
            .zip(lookups)
            .map(|(probe, lookup)| Reader::new(self.program, probe, lookup, self.columns))
            .collect()
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
        let column = self.columns.tables.get(self.plan.root).and_then(|table| table.columns.get(fact));
        let Some(column) = column.and_then(Option::as_ref) else {
            *hard = ALL;
            return;
        };
        let mut kinds = self.kept.kinds.remove(&table).unwrap_or_default();
        let mut present = self.kept.present.get_mut(list).map(std::mem::take).unwrap_or_default();
        let span = (self.start, self.days.len());
        kinds.find(column, &self.readers(table), span, &self.stretches, (&mut present, hard));
        self.kept.kinds.insert(table, kinds);
        if let Some(kept) = self.kept.present.get_mut(list) {
            *kept = present;
        }
    }

    /// The kinds of entry of some lists, each with the flows that have one.
    fn kinds(&mut self, entries: u16) -> Vec<((u16, u16), Bits)> {
        let lists = self.plan.entries.get(&entries).map_or(&[][..], Vec::as_slice);
        let table = lists.first().and_then(|list| self.plan.lists.get(*list)).map_or(0, |list| list.1);
        let kinds = self.kept.kinds.get(&table).map_or(&[][..], |kinds| &kinds.said);
        self.kept.steps = self.kept.steps.saturating_add((kinds.len() * lists.len()) as u32);
        let all = kinds.iter().enumerate().map(|(kind, said)| {
            let present = lists.iter().filter_map(|list| self.kept.present.get(*list)?.get(kind).copied());
            (*said, present.fold(Bits::default(), or))
        });
        all.filter(|(_, present)| !is_empty(*present)).collect()
    }

    fn rule(&mut self, rule: &Rule, applies: Truths, tally: &mut Tally) {
        let (from, through) = rule.window;
        let applies = and_both(applies, self.in_force(from, through));
        match rule.loops.as_slice() {
            [(slot, entries, condition)] => {
                for (said, present) in self.kinds(*entries) {
                    if self.is_spent() {
                        return;
                    }
                    let mut taken = vec![(*slot, said)];
                    let meant = self.condition(&mut (*condition as usize), &mut taken);
                    self.instance(rule, and_both(applies, meant), present, &mut taken, tally);
                }
            }
            _ => self.instance(rule, applies, ALL, &mut vec![], tally),
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
        self.kept.steps = self.kept.steps.saturating_add(1);
        let start = *at;
        let of_flow = self.plan.of_flow.get(start).copied().unwrap_or(false);
        let known = self.kept.known.get(start).filter(|known| of_flow && known.0 == self.kept.number);
        if let Some((_, truths)) = known.copied() {
            *at = self.after(start);
            return truths;
        }
        let truths = self.operation(at, taken);
        if let Some(known) = self.kept.known.get_mut(start).filter(|_| of_flow) {
            *known = (self.kept.number, truths);
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
                let all = self.several(at, *length, taken, |a, b| (and(a.0, b.0), or(a.1, b.1)), |all| all.1);
                all.unwrap_or(everywhere(true))
            }
            Some(Op::Any(length)) => {
                let any = self.several(at, *length, taken, |a, b| (or(a.0, b.0), and(a.1, b.1)), |any| any.0);
                any.unwrap_or(everywhere(false))
            }
            Some(Op::Derived(length)) => {
                let first = |a: Truths, b: Truths| {
                    let open = not(or(a.0, a.1));
                    (or(a.0, and(open, b.0)), or(a.1, and(open, b.1)))
                };
                self.several(at, *length, taken, first, |_| Bits::default()).unwrap_or_default()
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

    /// Joins conditions, until they are `settled` for every flow.
    fn several(
        &mut self,
        at: &mut usize,
        length: u32,
        taken: &mut Taken,
        join: impl Fn(Truths, Truths) -> Truths,
        settled: impl Fn(Truths) -> Bits,
    ) -> Option<Truths> {
        let end = *at + length as usize;
        let mut all: Option<Truths> = None;
        while *at < end {
            let next = self.condition(at, taken);
            let joined = all.map_or(next, |all| join(all, next));
            all = Some(joined);
            if self.is_spent() || is_empty(not(settled(joined))) {
                *at = end;
            }
        }
        all
    }

    fn quantified(&mut self, start: usize, slot: u16, kind: Quantifier, entries: u16, taken: &mut Taken) -> Truths {
        let (mut some, mut none) = (Bits::default(), ALL);
        for (said, present) in self.kinds(entries) {
            if self.is_spent() {
                break;
            }
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
        let bits = |said: u16| if said >> atom.number & 1 == 1 { ALL } else { Bits::default() };
        (bits(entry.0), bits(entry.1))
    }
}

impl Tally {
    /// The table of the language.
    fn write(&self, out: &mut [u8]) {
        let refused = self.violated;
        let open = or(self.undetermined, without(self.may_apply, self.applies));
        let open = without(open, refused);
        let closed = not(or(refused, open));
        let low = or(open, and(closed, self.applies));
        debug_assert!(Answer::Undetermined as u8 == 1 && Answer::NotApplicable as u8 == 2, "verdicts are these bits");
        let bytes =
            low.iter().zip(&closed).flat_map(|(low, high)| low.to_le_bytes().into_iter().zip(high.to_le_bytes()));
        for (eight, (low, high)) in out.chunks_mut(8).zip(bytes) {
            let verdicts = (bits::spread(low) | bits::spread(high) << 1).to_le_bytes();
            eight.iter_mut().zip(verdicts).for_each(|(to, verdict)| *to = verdict);
        }
    }
}
