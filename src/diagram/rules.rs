//! The diagram of a program: its conditions, then its rules, one joined to the other.

use super::facts::{Fact, Says};
use super::nodes::{FALSE, Join, Node, Nodes, TRUE, UNKNOWN};
use super::{Entries, List};
use crate::columns::Planned;
use crate::decide::Asked;
use crate::program::{NONE, Op, Program, Quantified, Quantifier, Rule};
use crate::truth::Truth;
use std::collections::BTreeMap;

/// Conditions that are asked, each anew for every kind of entry.
const MAX_CONDITIONS: u32 = 1 << 16;

/// A kind of entry; none for those of which nothing is known, not even that they exist.
type Kind = Option<usize>;

pub(super) struct Rules<'r> {
    program: &'r Program,
    planned: &'r Planned<'r>,
    days: &'r [u32],
    nodes: &'r mut Nodes,
    /// What each test of the flow says.
    own: BTreeMap<usize, Node>,
    /// What each test of an entry says of each kind.
    of_entries: BTreeMap<usize, Vec<Truth>>,
    lists: &'r [List],
    tables: &'r [Entries],
    /// The kind that each variable of the policy is taken to be.
    taken: Vec<(u16, Kind)>,
    conditions: u32,
}

impl<'r> Rules<'r> {
    pub(super) fn new(
        program: &'r Program,
        planned: &'r Planned<'r>,
        days: &'r [u32],
        nodes: &'r mut Nodes,
        (facts, firsts): (&[Fact], &[usize]),
        (lists, tables): (&'r [List], &'r [Entries]),
    ) -> Rules<'r> {
        let mut own = BTreeMap::new();
        for (fact, first) in facts.iter().zip(firsts) {
            for (op, variable, truths) in fact.truths(program) {
                let end = |class: usize| of(truths.get(class).copied().unwrap_or(Truth::Unknown));
                own.insert(op, nodes.of(first + variable, end));
            }
        }
        let of_entries = tables.iter().flat_map(|entries| kinds_of(program, entries)).collect();
        Rules { program, planned, days, nodes, own, of_entries, lists, tables, taken: vec![], conditions: 0 }
    }

    /// What comes of all rules.
    pub(super) fn all(&mut self) -> Node {
        let program = self.program;
        let applies = self.condition(&mut (program.applies as usize));
        let mut tally = FALSE; // the end of no rule
        for (index, rule) in program.rules.iter().enumerate().filter(|(_, rule)| Asked::ALL.counts(rule)) {
            tally = self.rule(rule, index as u16, applies, tally);
        }
        tally
    }

    fn rule(&mut self, rule: &Rule, index: u16, applies: Node, mut tally: Node) -> Node {
        let in_force = self.in_force(rule.window.0, rule.window.1);
        let applies = self.nodes.join(Join::And, applies, in_force);
        let [(slot, entries, condition)] = rule.loops.as_slice() else {
            return self.instance(rule, index, applies, tally);
        };
        for (kind, present) in self.kinds(*entries) {
            self.taken.push((*slot, kind));
            let meant = self.condition(&mut (*condition as usize));
            let is_entry = self.nodes.join(Join::And, present, meant);
            let applies = self.nodes.join(Join::And, applies, is_entry);
            tally = self.instance(rule, index, applies, tally);
            self.taken.pop();
        }
        tally
    }

    fn instance(&mut self, rule: &Rule, index: u16, applies: Node, tally: Node) -> Node {
        let when = self.condition(&mut (rule.when as usize));
        let applies = self.nodes.join(Join::And, applies, when);
        if applies == FALSE || self.nodes.are_spent() {
            return tally;
        }
        let met = self.condition(&mut (rule.demand as usize));
        let excused = self.condition(&mut (rule.excuse as usize));
        let fine = self.nodes.join(Join::Or, met, excused);
        let came = self.nodes.join(Join::Instance, applies, fine);
        self.nodes.join(Join::Tally(index), tally, came)
    }

    /// The kinds of entry of some lists, each with whether there is one.
    fn kinds(&mut self, entries: u16) -> Vec<(Kind, Node)> {
        let positions = self.planned.lists_of(entries);
        let lists: Vec<&List> = positions.iter().filter_map(|list| self.lists.get(*list)).collect();
        let table = lists.first().map_or(usize::MAX, |list| list.table);
        let count = self.tables.iter().find(|entries| entries.table == table).map_or(0, |entries| entries.kinds);
        let mut kinds = vec![];
        for kind in 0..=count {
            let there = if kind == count { UNKNOWN } else { TRUE };
            let mut present = FALSE;
            for list in &lists {
                let one = self.nodes.of(list.first + kind, |class| if class == 0 { FALSE } else { there });
                present = self.nodes.join(Join::Or, present, one);
            }
            kinds.push((Some(kind).filter(|kind| *kind < count), present));
        }
        kinds
    }

    fn in_force(&mut self, from: u32, through: u32) -> Node {
        let days = self.days;
        let holds = |class: usize| days.get(class).is_some_and(|day| from <= (*day).max(1) && (*day).max(1) <= through);
        self.nodes.of(0, |class| of(Truth::from(holds(class))))
    }

    /// The condition that starts at `at`; `at` is then the position after it.
    fn condition(&mut self, at: &mut usize) -> Node {
        let start = *at;
        *at += 1;
        self.conditions += 1;
        if self.conditions > MAX_CONDITIONS {
            self.nodes.spend();
        }
        let Some(op) = self.program.ops.get(start).filter(|_| !self.nodes.are_spent()) else {
            *at = usize::MAX;
            return UNKNOWN;
        };
        match op {
            Op::Const(value) => of(Truth::from(*value)),
            Op::InForce(from, through) => self.in_force(*from, *through),
            Op::Not => {
                let negated = self.condition(at);
                self.nodes.not(negated)
            }
            Op::All(length) => self.several(at, *length, Join::And, TRUE),
            Op::Any(length) => self.several(at, *length, Join::Or, FALSE),
            Op::Derived(_) => {
                // Flows that state a derived fact are not for diagrams.
                self.condition(at);
                self.condition(at)
            }
            Op::Quantified(quantified) => {
                *at += quantified.length as usize;
                self.quantified(start + 1, quantified)
            }
            _ => self.test(start),
        }
    }

    fn several(&mut self, at: &mut usize, length: u32, join: Join, none: Node) -> Node {
        let end = at.saturating_add(length as usize);
        let mut all = none;
        while *at < end {
            let next = self.condition(at);
            all = self.nodes.join(join, all, next);
        }
        *at = end;
        all
    }

    fn quantified(&mut self, start: usize, quantified: &Quantified) -> Node {
        let mut some = FALSE;
        for (kind, present) in self.kinds(quantified.entries) {
            self.taken.push((quantified.slot, kind));
            let mut at = start;
            let meant = self.condition(&mut at);
            let body = self.condition(&mut at);
            self.taken.pop();
            let body = if quantified.kind == Quantifier::Every { self.nodes.not(body) } else { body };
            let said = self.nodes.join(Join::And, meant, body);
            let there = self.nodes.join(Join::And, present, said);
            some = self.nodes.join(Join::Or, some, there);
        }
        if quantified.kind == Quantifier::Some { some } else { self.nodes.not(some) }
    }

    fn test(&mut self, op: usize) -> Node {
        let slot = self.planned.slot(op);
        if slot == NONE {
            return self.own.get(&op).copied().unwrap_or(UNKNOWN);
        }
        let taken = self.taken.iter().rev().find(|(known, _)| *known == slot).and_then(|(_, kind)| *kind);
        let said = taken.and_then(|kind| self.of_entries.get(&op)?.get(kind).copied());
        of(said.unwrap_or(Truth::Unknown))
    }
}

fn of(truth: Truth) -> Node {
    match truth {
        Truth::False => FALSE,
        Truth::Unknown => UNKNOWN,
        Truth::True => TRUE,
    }
}

/// What the tests of entries say of each kind: a kind is a number, made of the class of each fact.
fn kinds_of(program: &Program, entries: &Entries) -> Vec<(usize, Vec<Truth>)> {
    let mut stride = 1;
    let mut all = vec![];
    for fact in &entries.facts {
        let Says::Words { classes, .. } = &fact.says else { continue };
        for (op, _, truths) in fact.truths(program) {
            let of_kind = |kind: usize| truths.get(kind / stride % classes.len()).copied().unwrap_or(Truth::Unknown);
            all.push((op, (0..entries.kinds).map(of_kind).collect()));
        }
        stride *= classes.len();
    }
    all
}
