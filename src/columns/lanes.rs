//! Flows in blocks: what one test says of 512 flows is 512 bits.

use super::Columns;
use super::block::Block;
use super::plan::{Plan, Probe};
use super::probe::{Table16, WORDS};
use crate::decide::{Asked, Decider};
use crate::program::Form;
use crate::program::layout::EPOCH;
use std::collections::BTreeMap;

/// Flows of one block.
pub(super) const LANES: usize = 512;

/// Bits for the flows of a block.
pub(super) type Bits = [u64; LANES / 64];

/// What lanes look up for one program.
pub struct Lanes {
    plan: Option<Plan>,
    tables: BTreeMap<usize, Vec<Table16>>,
    /// What is kept from block to block, so that none allocates.
    pub(super) kept: Kept,
}

/// Room for one block.
#[derive(Default)]
pub(super) struct Kept {
    /// For each test of the flow, where it is true and where it is false.
    pub(super) atoms: Vec<(Bits, Bits)>,
    /// Kinds of entry that were seen, for each table: which of their tests are true, and which false.
    pub(super) classes: BTreeMap<usize, Vec<(u16, u16)>>,
    /// For each list and kind of entry, which flows have one.
    pub(super) present: Vec<Vec<Bits>>,
    /// Conditions that ask nothing of an entry, once they are known; whether they are is said by the block's number.
    pub(super) known: Vec<(u64, Bits, Bits)>,
    pub(super) number: u64,
}

impl Lanes {
    /// For one program. There are no lanes for some programs: then every flow is decided by itself.
    pub fn new(decider: &Decider) -> Lanes {
        let plan = Plan::of(decider.program());
        let mut tables = BTreeMap::new();
        for (table, context) in plan.iter().flat_map(|plan| &plan.contexts) {
            let days = plan.as_ref().map_or(&[][..], |plan| &plan.days);
            tables.insert(*table, context.probes.iter().map(|probe| looked_up(decider, probe, days)).collect());
        }
        Lanes { plan, tables, kept: Kept::default() }
    }

    /// Whether flows are decided many at a time.
    pub fn are_wide(&self) -> bool {
        self.plan.is_some()
    }

    /// Writes the verdicts of the flows that lanes can decide; the others stay as they are.
    pub(super) fn decide(&mut self, decider: &Decider, columns: &Columns, asked: Asked, out: &mut [u8]) {
        let Some(plan) = self.plan.as_ref() else { return };
        let program = decider.program();
        self.kept.known.resize(program.ops.len(), (0, Bits::default(), Bits::default()));
        for (index, out) in out.chunks_mut(LANES).enumerate() {
            self.kept.number += 1;
            let start = index * LANES;
            let Some(days) = columns.days.get(start..start + out.len()) else { return };
            let stretches = Stretches::of(plan, days);
            let mut block = Block {
                program,
                plan,
                tables: &self.tables,
                columns,
                asked,
                start,
                days,
                stretches,
                kept: &mut self.kept,
            };
            block.decide(out);
        }
    }
}

/// Which stretch of days each flow of a block lies in.
pub(super) struct Stretches(pub(super) [u8; LANES]);

impl Stretches {
    fn of(plan: &Plan, days: &[i32]) -> Stretches {
        let mut stretches = [0u8; LANES];
        for first in plan.days.iter().skip(1) {
            let first = *first as i32 - EPOCH;
            for (stretch, day) in stretches.iter_mut().zip(days) {
                *stretch += u8::from(*day >= first);
            }
        }
        Stretches(stretches)
    }
}

/// What a probe's tests say of every value on every stretch of days.
fn looked_up(decider: &Decider, probe: &Probe, days: &[u32]) -> Table16 {
    let mut table = Table16::default();
    let values = match probe.form {
        Form::YesNo => 3,
        Form::One | Form::Category | Form::Place => 257,
        Form::Region => WORDS,
        _ => return table,
    };
    table.rows = vec![0; days.len() * WORDS];
    for (row, day) in table.rows.chunks_mut(WORDS).zip(days) {
        for (word, entry) in row.iter_mut().enumerate().take(values).skip(1) {
            for (bit, (op, _)) in probe.tests.iter().enumerate() {
                match decider.says(*op, word as u32, (*day).max(1)) {
                    crate::truth::Truth::True => *entry |= 1 << bit,
                    crate::truth::Truth::False => *entry |= 256 << bit,
                    crate::truth::Truth::Unknown => table.doubts = true,
                }
            }
        }
    }
    table
}
