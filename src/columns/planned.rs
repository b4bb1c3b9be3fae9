//! What else is made of a plan: which facts are tested, and which lists are run over, for whoever decides one flow.

use super::plan::Plan;
use crate::program::{Form, NONE, Op, Program};

/// A plan with its program.
pub(crate) struct Planned<'p> {
    program: &'p Program,
    plan: Plan,
}

/// A fact, by the words of the facts on the way to it, and the operations that test it.
pub(crate) struct Probe {
    pub(crate) way: Vec<u16>,
    pub(crate) form: Form,
    pub(crate) ops: Vec<usize>,
}

impl<'p> Planned<'p> {
    /// Nothing for a program that asks what lanes do not know.
    pub(crate) fn of(program: &'p Program) -> Option<Planned<'p>> {
        Some(Planned { program, plan: Plan::of(program)? })
    }

    /// The table of flows.
    pub(crate) fn root(&self) -> usize {
        self.plan.root
    }

    /// The first days of the stretches in which the sets that are tested differ.
    pub(crate) fn days(&self) -> &[u32] {
        &self.plan.days
    }

    /// What is tested of the facts of a table.
    pub(crate) fn probes(&self, table: usize) -> Vec<Probe> {
        let probes = self.plan.contexts.get(&table).map_or(&[][..], |context| &context.probes);
        let probe = |probe: &super::plan::Probe| Probe {
            way: probe.way.iter().map(|(table, fact)| self.word(*table, *fact)).collect(),
            form: probe.form,
            ops: probe.tests.iter().map(|(op, _)| *op).collect(),
        };
        probes.iter().map(probe).collect()
    }

    /// The lists that are run over: their words in the flow's record, and the table of their entries.
    pub(crate) fn lists(&self) -> Vec<(u16, usize)> {
        self.plan.lists.iter().map(|(fact, table)| (self.word(self.plan.root, *fact), *table)).collect()
    }

    /// Which of the lists some entries are.
    pub(crate) fn lists_of(&self, entries: u16) -> &[usize] {
        self.plan.entries.get(&entries).map_or(&[], Vec::as_slice)
    }

    /// The first operation that runs over a list.
    pub(crate) fn first_of(&self, list: usize) -> usize {
        let loops = self.program.rules.iter().flat_map(|rule| &rule.loops);
        let loops = loops.map(|(_, entries, condition)| (*condition as usize, *entries));
        let quantifiers = self.program.ops.iter().enumerate().filter_map(|(at, op)| match op {
            Op::Quantified(quantified) => Some((at, quantified.entries)),
            _ => None,
        });
        let uses = loops.chain(quantifiers).filter(|(_, entries)| self.lists_of(*entries).contains(&list));
        uses.map(|(at, _)| at).min().unwrap_or(usize::MAX)
    }

    /// The variable that a test is of; `NONE` for the flow.
    pub(crate) fn slot(&self, op: usize) -> u16 {
        self.plan.atoms.get(&op).map_or(NONE, |atom| atom.slot)
    }

    fn word(&self, table: usize, fact: usize) -> u16 {
        let shape = self.program.records.get(table);
        shape.and_then(|shape| shape.facts.get(fact)).map_or(0, |fact| fact.word)
    }
}
