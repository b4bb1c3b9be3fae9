//! What lanes make of a program: which tests are looked up in which columns, and which lists are run over.

use super::probe::WORDS;
use crate::program::tag;
use crate::program::{
    Entries, Exists, Form, ListOf, Literal, Membership, NONE, On, Op, Path, Program, Rule, SetOp, Test,
};
use crate::vocab::Kind;
use std::collections::BTreeMap;

/// Tests that are told apart of one kind of entry.
const MAX_ATOMS: usize = 16;
/// Variables that are bound at once: each is taken to be every kind of entry for every kind of those outside it.
const MAX_NESTED: usize = 2;
/// Operations of a program, objects on the way to a fact, and answers that are looked up beforehand (members of its set for
/// every test, word and stretch of days). No policy that people write comes near; a file that was made up might.
const MAX_OPS: usize = 4096;
const MAX_STEPS: usize = 8;
const MAX_LOOKED_UP: usize = 1 << 24;

/// A program for lanes.
#[derive(Debug)]
pub(super) struct Plan {
    /// The table of flows.
    pub(super) root: usize,
    /// Tests of each table: the flow's own, and those of its entries.
    pub(super) contexts: BTreeMap<usize, Context>,
    /// For each operation that is a test: its table, and its number there.
    pub(super) atoms: BTreeMap<usize, Atom>,
    /// The lists that are run over: facts of the flow, and the table of their entries.
    pub(super) lists: Vec<(usize, usize)>,
    /// For each of the program's entries that are run over, which of the lists they are.
    pub(super) entries: BTreeMap<u16, Vec<usize>>,
    /// Operations that ask nothing of an entry.
    pub(super) of_flow: Vec<bool>,
    /// The first day of each stretch on which nothing changes that is tested, as a word; the first is 0.
    pub(super) days: Vec<u32>,
}

/// A test: of whom, and its number among the tests of that table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// The variable; `NONE` for the flow.
    pub(super) slot: u16,
    pub(super) number: usize,
}

/// The tests of one table.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) probes: Vec<Probe>,
    /// How many tests there are.
    pub(super) atoms: usize,
}

/// One column, and everything that is tested of it.
#[derive(Debug)]
pub(super) struct Probe {
    /// Table and fact of each object on the way, then of the fact itself.
    pub(super) way: Vec<(usize, usize)>,
    pub(super) form: Form,
    /// Operation and number of each test.
    pub(super) tests: Vec<(usize, usize)>,
}

impl Plan {
    /// Nothing for a program that asks what lanes do not know: who is whom, sums, lists within lists.
    pub(super) fn of(program: &Program) -> Option<Plan> {
        let root = table(program, tag(Kind::Flow)).filter(|_| program.ops.len() <= MAX_OPS)?;
        let mut plan = Plan {
            root,
            contexts: BTreeMap::from([(root, Context::default())]),
            atoms: BTreeMap::new(),
            lists: vec![],
            entries: BTreeMap::new(),
            of_flow: vec![true; program.ops.len()],
            days: vec![],
        };
        let mut planning = Planning { program, plan: &mut plan, scope: BTreeMap::new() };
        planning.condition(&mut (program.applies as usize))?;
        program.rules.iter().try_for_each(|rule| planning.rule(rule))?;
        plan.days = days(program);
        let fits = plan.contexts.iter().all(|(table, context)| *table == root || context.atoms <= MAX_ATOMS);
        (fits && plan.days.len() <= usize::from(u8::MAX) && plan.looked_up(program) <= MAX_LOOKED_UP).then_some(plan)
    }

    /// How many answers have to be looked up.
    fn looked_up(&self, program: &Program) -> usize {
        let tests = self.contexts.values().flat_map(|context| &context.probes).flat_map(|probe| &probe.tests);
        let members: usize = tests.map(|(op, _)| 1 + members(program, *op)).sum();
        members.saturating_mul(WORDS * self.days.len())
    }
}

/// How many members the set has that is tested.
fn members(program: &Program, op: usize) -> usize {
    let Some(Op::In(_, Membership { set, .. })) = program.ops.get(op) else { return 0 };
    match program.sets.get(*set as usize) {
        Some(SetOp::Any(length) | SetOp::All(length)) => *length as usize,
        _ => 1,
    }
}

/// The position of the table of a kind.
fn table(program: &Program, tag: u32) -> Option<usize> {
    program.records.iter().position(|shape| shape.tag == tag)
}

/// The first days of the stretches in which the sets that are tested differ.
fn days(program: &Program) -> Vec<u32> {
    let tested = program.sets.iter().filter_map(|set| match set {
        SetOp::Dated(index) => program.dated.get(usize::from(*index)),
        _ => None,
    });
    let mut stretches: Vec<u16> = tested.flat_map(|dated| dated.changes.iter().map(|(stretch, _)| *stretch)).collect();
    stretches.push(0);
    crate::order::sort_by(&mut stretches, |a, b| a.cmp(b));
    stretches.dedup();
    let first = |stretch: u16| usize::from(stretch).checked_sub(1).map_or(Some(&0), |turn| program.turns.get(turn));
    stretches.into_iter().filter_map(first).copied().collect()
}

struct Planning<'p> {
    program: &'p Program,
    plan: &'p mut Plan,
    /// The table that each variable is an entry of.
    scope: BTreeMap<u16, usize>,
}

impl Planning<'_> {
    fn rule(&mut self, rule: &Rule) -> Option<()> {
        if let [(slot, entries, condition)] = rule.loops.as_slice() {
            let table = self.entries(*entries)?;
            self.scope.insert(*slot, table);
            self.condition(&mut (*condition as usize))?;
        } else if !rule.loops.is_empty() {
            return None;
        }
        for start in [rule.when, rule.demand, rule.excuse] {
            self.condition(&mut (start as usize))?;
        }
        self.scope.clear();
        Some(())
    }

    /// The table of entries, which are lists of the flow.
    fn entries(&mut self, index: u16) -> Option<usize> {
        let parts = match self.program.entries.get(usize::from(index))? {
            Entries::Path(..) => vec![index],
            Entries::Joined(parts) => parts.clone(),
            Entries::Filtered(..) => return None,
        };
        let mut lists = Vec::new();
        let mut tables = Vec::new();
        for part in parts {
            let (list, table) = self.list(part)?;
            let known = self.plan.lists.iter().position(|known| *known == (list, table));
            lists.push(known.unwrap_or_else(|| {
                self.plan.lists.push((list, table));
                self.plan.lists.len() - 1
            }));
            tables.push(table);
        }
        let table = *tables.first()?;
        self.plan.entries.insert(index, lists);
        self.plan.contexts.entry(table).or_default();
        tables.iter().all(|other| *other == table).then_some(table)
    }

    fn list(&self, index: u16) -> Option<(usize, usize)> {
        let Entries::Path(path, ListOf::Plain) = self.program.entries.get(usize::from(index))? else { return None };
        let path = self.program.paths.get(usize::from(*path))?;
        let [step] = path.steps.as_slice() else { return None };
        let (fact, form, leads) = self.fact(self.plan.root, step.word)?;
        (path.base == NONE && form == Form::List).then_some((fact, table(self.program, leads)?))
    }

    /// The fact of a table at a word: its column, its form and what it leads to.
    fn fact(&self, table: usize, word: u16) -> Option<(usize, Form, u32)> {
        let facts = &self.program.records.get(table)?.facts;
        let found = facts.iter().enumerate().find(|(_, fact)| fact.word == word)?;
        Some((found.0, found.1.form, found.1.leads))
    }

    /// Plans the condition that starts at `at`; `at` is then the position after it. Whether it asks nothing of an entry.
    fn condition(&mut self, at: &mut usize) -> Option<bool> {
        let start = *at;
        let op = *self.program.ops.get(start)?;
        *at += 1;
        let of_flow = match op {
            Op::Const(_) | Op::InForce(..) => true,
            Op::Not => self.condition(at)?,
            Op::All(length) | Op::Any(length) | Op::Derived(length) => self.several(at, length)?,
            Op::Quantified(quantified) => {
                if matches!(quantified.kind, crate::program::Quantifier::AtLeast(_)) {
                    return None;
                }
                let table = self.entries(quantified.entries)?;
                if self.scope.len() >= MAX_NESTED {
                    return None;
                }
                let outer = self.scope.insert(quantified.slot, table);
                self.several(at, quantified.length)?;
                self.scope.remove(&quantified.slot);
                outer.is_none() && self.scope.is_empty()
            }
            Op::Test(path, test) => self.atom(start, path, |form| fits(form, &test))?,
            Op::In(path, membership) => {
                let simple = self.is_simple(&membership);
                self.atom(start, path, |form| simple && is_one_word(form))?
            }
            Op::Total(_) => return None,
        };
        *self.plan.of_flow.get_mut(start)? = of_flow;
        Some(of_flow)
    }

    fn several(&mut self, at: &mut usize, length: u32) -> Option<bool> {
        let end = *at + length as usize;
        let mut of_flow = true;
        while *at < end {
            of_flow &= self.condition(at)?;
        }
        Some(of_flow)
    }

    /// Whether a set depends on the value and the day alone.
    fn is_simple(&self, membership: &Membership) -> bool {
        let Some(set) = self.program.sets.get(membership.set as usize..) else { return false };
        let length = match set.first() {
            Some(SetOp::Any(length) | SetOp::All(length)) => 1 + *length as usize,
            Some(SetOp::Not) => return false,
            _ => 1,
        };
        let plain = |op: &SetOp| matches!(op, SetOp::Dated(_) | SetOp::Any(_) | SetOp::All(_) | SetOp::Not);
        membership.with == NONE && !matches!(membership.on, On::Path(_)) && set.iter().take(length).all(plain)
    }

    /// Plans a test; whether it is of the flow itself.
    fn atom(&mut self, op: usize, path: u16, fits: impl Fn(Form) -> bool) -> Option<bool> {
        let path = self.program.paths.get(usize::from(path))?;
        let start = if path.base == NONE { self.plan.root } else { *self.scope.get(&path.base)? };
        let (way, form) = self.way(start, path)?;
        if !fits(form) {
            return None;
        }
        let context = self.plan.contexts.entry(start).or_default();
        let number = context.atoms;
        context.atoms += 1;
        match context.probes.iter_mut().find(|probe| probe.way == way && probe.tests.len() < 8) {
            Some(probe) => probe.tests.push((op, number)),
            None => context.probes.push(Probe { way, form, tests: vec![(op, number)] }),
        }
        self.plan.atoms.insert(op, Atom { slot: path.base, number });
        Some(path.base == NONE)
    }

    /// The columns on the way to a fact, and its form.
    fn way(&self, start: usize, path: &Path) -> Option<(Vec<(usize, usize)>, Form)> {
        let mut at = start;
        let mut way = Vec::new();
        let mut last = None;
        if path.steps.len() > MAX_STEPS {
            return None;
        }
        for step in &path.steps {
            let (fact, form, leads) = self.fact(at, step.word).filter(|_| step.exists == Exists::Always)?;
            way.push((at, fact));
            at = table(self.program, leads).unwrap_or(at);
            last = Some(form);
        }
        Some((way, last?))
    }
}

/// Forms of which every value is one of a few hundred.
fn is_one_word(form: Form) -> bool {
    matches!(form, Form::YesNo | Form::One | Form::Place | Form::Region | Form::Category)
}

fn fits(form: Form, test: &Test) -> bool {
    match test {
        Test::Is(_) => is_one_word(form) && form != Form::Place,
        Test::IsNone => form == Form::Object,
        Test::IsPlace(_) => form == Form::Place,
        Test::IsCategory(_) => form == Form::Category,
        Test::Compare(_, Literal::Word(_)) => matches!(form, Form::Percent | Form::Date),
        Test::Compare(_, Literal::Number(_)) => form == Form::Number,
        Test::HasValue(_) => matches!(form, Form::Bits(_)),
        Test::HasCategory(_) => form == Form::Categories,
        _ => false,
    }
}
