//! Flows in blocks: what one test says of 512 flows is 512 bits.

use super::Columns;
use super::bits::{Bits, LANES, Truths};
use super::block::Block;
use super::kinds::Kinds;
use super::plan::{Plan, Probe};
use super::probe::{Lookup, Stretches, WORDS};
use crate::decide::{Asked, Decider};
use crate::program::layout::EPOCH;
use crate::program::{Form, Op, Program, Test};
use crate::truth::Truth;
use std::collections::BTreeMap;

/// What lanes look up for one program.
pub struct Lanes {
    plan: Option<Plan>,
    lookups: BTreeMap<usize, Vec<Lookup>>,
    kept: Kept,
}

/// What is kept from block to block, so that none allocates.
#[derive(Default)]
pub(super) struct Kept {
    /// What each test says of the flows.
    pub(super) atoms: Vec<Truths>,
    /// Kinds of entry, for each table.
    pub(super) kinds: BTreeMap<usize, Kinds>,
    /// For each list and kind of entry, which flows have one.
    pub(super) present: Vec<Vec<Bits>>,
    /// Conditions that ask nothing of an entry, once they are known for the block of this number.
    pub(super) known: Vec<(u64, Truths)>,
    pub(super) number: u64,
    /// What was asked of the block so far.
    pub(super) steps: u32,
}

impl Lanes {
    /// For one program. There are no lanes for some programs: then every flow is decided by itself.
    pub fn new(decider: &Decider) -> Lanes {
        let plan = Plan::of(decider.program());
        let mut lookups: BTreeMap<usize, Vec<Lookup>> = BTreeMap::new();
        let mut kept = Kept::default();
        if let Some(plan) = &plan {
            for (table, context) in &plan.contexts {
                let own: Vec<Lookup> =
                    context.probes.iter().map(|probe| looked_up(decider, probe, &plan.days)).collect();
                kept.kinds.insert(*table, Kinds::of(context, &own));
                lookups.insert(*table, own);
            }
            kept.known.resize(decider.program().ops.len(), (0, Truths::default()));
            kept.present.resize(plan.lists.len(), vec![]);
        }
        Lanes { plan, lookups, kept }
    }

    /// Whether flows are decided many at a time.
    pub fn are_wide(&self) -> bool {
        self.plan.is_some()
    }

    /// Decides a block of flows from `start` on, and gives those that have to be decided by themselves.
    pub(super) fn decide(
        &mut self,
        decider: &Decider,
        columns: &Columns,
        asked: Asked,
        start: usize,
        out: &mut [u8],
    ) -> Bits {
        let days = columns.days.get(start..start + out.len());
        let (Some(plan), Some(days)) = (&self.plan, days) else { return super::bits::first(out.len()) };
        self.kept.number += 1;
        let program = decider.program();
        let stretches = stretches(plan, days);
        let kept = &mut self.kept;
        Block { program, plan, lookups: &self.lookups, columns, asked, start, days, stretches, kept }.decide(out)
    }
}

fn stretches(plan: &Plan, days: &[i32]) -> Stretches {
    let mut each = [0u8; LANES];
    for first in plan.days.iter().skip(1) {
        let first = *first as i32 - EPOCH;
        each.iter_mut().zip(days).for_each(|(stretch, day)| *stretch += u8::from(*day >= first));
    }
    let one = each.iter().take(days.len()).all(|stretch| Some(stretch) == each.first());
    Stretches { each, one }
}

/// What a probe's tests say of every value on every stretch of days.
fn looked_up(decider: &Decider, probe: &Probe, days: &[u32]) -> Lookup {
    let mut lookup = Lookup::default();
    let values = match probe.form {
        Form::YesNo => 3,
        Form::One | Form::Category | Form::Place => 257,
        Form::Region => WORDS,
        Form::Bits(_) | Form::Categories => {
            let tests: Vec<usize> = probe.tests.iter().map(|(op, _)| *op).collect();
            return Lookup { sets: answers_of_sets(decider.program(), &tests), ..Lookup::default() };
        }
        _ => return lookup,
    };
    lookup.holds = vec![0; days.len() * WORDS];
    lookup.fails = vec![0; days.len() * WORDS];
    let rows = lookup.holds.chunks_mut(WORDS).zip(lookup.fails.chunks_mut(WORDS));
    for ((holds, fails), day) in rows.zip(days) {
        for (word, (holds, fails)) in holds.iter_mut().zip(fails).enumerate().take(values).skip(1) {
            for (bit, (op, _)) in probe.tests.iter().enumerate() {
                match decider.says(*op, word as u32, (*day).max(1)) {
                    Truth::True => *holds |= 1 << bit,
                    Truth::False => *fails |= 1 << bit,
                    Truth::Unknown => lookup.doubts = true,
                }
            }
        }
    }
    lookup
}

/// What up to eight tests say of sets, by each value in them: see `Lookup::sets`.
pub(crate) fn answers_of_sets(program: &Program, tests: &[usize]) -> Vec<u32> {
    let said = |value: u32| {
        tests.iter().enumerate().fold(0u32, |said, (bit, op)| match program.ops.get(*op) {
            Some(Op::Test(_, Test::HasValue(wanted))) => said | u32::from(*wanted == value) << bit,
            Some(Op::Test(_, Test::HasCategory(mask))) => {
                let parts = program.masks.get(usize::from(*mask)).into_iter().flat_map(|mask| mask.chunks(2));
                let has =
                    |part: &[u32]| part.get(value as usize / 32).is_some_and(|word| word >> (value % 32) & 1 == 1);
                (0..).zip(parts).fold(said, |said, (index, part)| match index {
                    0..3 => said | u32::from(has(part)) << (8 * index + bit),
                    _ => said | u32::from(has(part)) << 24,
                })
            }
            _ => said,
        })
    };
    (0..256).map(said).collect()
}
