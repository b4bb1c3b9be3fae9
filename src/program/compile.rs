//! From the checked policy to the program: conditions in prefix order, facts at their words.

use super::dated::Calendar;
use super::layout::{self, Layout, Reading};
use super::{Derivation, Mask, NONE, Op, Program, Quantified, Quantifier, Rule};
use crate::date::{Date, Window};
use crate::order::sort_by;
use crate::policy::{self, Formula, Policy, Severity};
use crate::vocab::{Category, Element, Type};

/// Returns the word of a date.
pub(crate) fn day(date: Date) -> u32 {
    (date.days() + layout::EPOCH) as u32
}

/// Returns the first and the last day of a window, as words.
pub(super) fn window(window: Window) -> (u32, u32) {
    (window.from.map_or(0, day), window.through.map_or(u32::MAX, day))
}

/// Compiles a checked policy.
pub fn compile(policy: &Policy) -> Program {
    let reading = Reading::of(policy);
    let layout = Layout::new(&reading);
    let calendar = Calendar::of(policy);
    let mut compiler = Compiler {
        policy,
        layout: &layout,
        calendar: &calendar,
        program: Program::default(),
        listed: vec![],
        detached: vec![],
        is_on_other_day: false,
    };
    compiler.known();
    compiler.implied();
    compiler.program.applies = compiler.started(&policy.applies);
    for rule in policy.rules.iter().filter(|rule| rule.severity == Severity::Blocking) {
        compiler.rule(rule);
    }
    compiler.derivations();
    compiler.attach();
    let mut program = compiler.program;
    program.policy = [policy.name.clone(), policy.version.clone(), policy.digest.clone()];
    program.atlas = super::atlas();
    program.levels = policy.levels.clone();
    program.parts = policy.parts.clone();
    program.turns = calendar.turns().iter().map(|date| day(*date)).collect();
    let compared = policy::ComparedPlaces::of(policy);
    program.compares = compared.any;
    program.compared = compared.facts.iter().copied().collect();
    program.reading = reading;
    program
}

/// A program while it is compiled.
pub(super) struct Compiler<'p> {
    pub(super) policy: &'p Policy,
    pub(super) layout: &'p Layout,
    pub(super) calendar: &'p Calendar<'p>,
    pub(super) program: Program,
    /// Entries that have been compiled, and their indices.
    pub(super) listed: Vec<(&'p policy::Entries, u16)>,
    /// Conditions that stand after all others: those of which entries are meant.
    detached: Vec<Op>,
    /// Says whether the set that is compiled is read on another day than the day judged.
    pub(super) is_on_other_day: bool,
}

impl<'p> Compiler<'p> {
    fn rule(&mut self, rule: &'p policy::Rule) {
        let loops = rule.loops.iter().map(|each| {
            let entries = self.entries(&each.from);
            let slot = self.slot(each.slot);
            (slot, entries, self.started(&each.filter))
        });
        let loops = loops.collect();
        let when = self.started(&rule.when);
        let demand = self.program.ops.len() as u32;
        self.all(rule.demands.iter(), |it, demand| {
            it.any(std::iter::once(&demand.cond).chain(&demand.waivers), |it, part| it.formula(part));
        });
        let excuse = self.program.ops.len() as u32;
        self.any(rule.exceptions.iter(), |it, exception| it.exception(exception));
        self.program.rule_names.push(rule.name.clone());
        self.program.rules.push(Rule {
            part: rule.part.map_or(NONE, |part| part as u16),
            level: rule.level as u16,
            window: window(rule.window),
            loops,
            when,
            demand,
            excuse,
        });
    }

    /// Writes an exception. It holds when it is in force, its conditions are met, and nothing defeats it.
    fn exception(&mut self, exception: &'p policy::Exception) {
        let at = self.open(Op::All(0));
        let (from, through) = window(exception.window);
        if exception.window != Window::ALWAYS {
            self.program.ops.push(Op::InForce(from, through));
        }
        self.formula(&exception.when);
        for unless in &exception.unless {
            self.program.ops.push(Op::Not);
            self.formula(unless);
        }
        for defeat in &exception.defeated_by {
            self.program.ops.push(Op::Not);
            self.exception(defeat);
        }
        self.close(at);
    }

    fn derivations(&mut self) {
        for derivation in &self.policy.derivations {
            let word = self.layout.word(derivation.kind, derivation.field);
            let start = if word != NONE { self.started(&derivation.rule) } else { u32::MAX };
            let tag = super::tag(derivation.kind);
            self.program.derivations.push(Derivation { start, word, tag });
        }
        self.slot(0);
    }

    /// Compiles a condition; where it starts.
    pub(super) fn started(&mut self, formula: &'p Formula) -> u32 {
        let start = self.program.ops.len() as u32;
        self.formula(formula);
        start
    }

    /// Compiles a condition that is no part of another; where it starts among the detached.
    pub(super) fn detached(&mut self, formula: &'p Formula) -> u32 {
        let outer = std::mem::take(&mut self.program.ops);
        self.formula(formula);
        let inner = std::mem::replace(&mut self.program.ops, outer);
        let start = self.detached.len() as u32;
        self.detached.extend(inner);
        start
    }

    /// Puts the detached conditions after the others.
    fn attach(&mut self) {
        let start = self.program.ops.len() as u32;
        self.program.ops.append(&mut self.detached);
        for entries in &mut self.program.entries {
            if let super::Entries::Filtered(_, _, condition) = entries {
                *condition += start;
            }
        }
    }

    pub(super) fn open(&mut self, op: Op) -> usize {
        self.program.ops.push(op);
        self.program.ops.len() - 1
    }

    /// Notes how many operations one takes.
    pub(super) fn close(&mut self, at: usize) {
        let taken = (self.program.ops.len() - at - 1) as u32;
        match self.program.ops.get_mut(at) {
            Some(Op::All(length) | Op::Any(length) | Op::Derived(length)) => *length = taken,
            Some(Op::Quantified(quantified)) => quantified.length = taken,
            Some(Op::Total(total)) => total.length = taken,
            _ => {}
        }
    }

    fn all<T>(&mut self, parts: impl ExactSizeIterator<Item = T>, each: impl Fn(&mut Self, T)) {
        self.joined(Op::All(0), parts.collect(), &each);
    }

    fn any<T>(&mut self, parts: impl Iterator<Item = T>, each: impl Fn(&mut Self, T)) {
        self.joined(Op::Any(0), parts.collect(), &each);
    }

    /// Writes parts joined by an operator. One part stands for itself.
    fn joined<T>(&mut self, op: Op, parts: Vec<T>, each: &impl Fn(&mut Self, T)) {
        let alone = parts.len() == 1;
        let at = (!alone).then(|| self.open(op));
        for part in parts {
            each(self, part);
        }
        if let Some(at) = at {
            self.close(at);
        }
    }

    pub(super) fn formula(&mut self, formula: &'p Formula) {
        match formula {
            Formula::Const(value) => self.program.ops.push(Op::Const(*value)),
            Formula::Not(inner) => {
                self.program.ops.push(Op::Not);
                self.formula(inner);
            }
            Formula::All(parts) => self.all(parts.iter(), |it, part| it.formula(part)),
            Formula::Any(parts) => self.any(parts.iter(), |it, part| it.formula(part)),
            Formula::Quantified(quantified) => self.quantified(quantified),
            Formula::Atom(atom) => self.atom(atom),
            Formula::Derived(derived) => {
                let at = self.open(Op::Derived(0));
                self.atom(&derived.stated);
                self.formula(&derived.rule);
                self.close(at);
            }
        }
    }

    fn quantified(&mut self, quantified: &'p policy::Quantified) {
        let kind = match quantified.quantifier {
            policy::Quantifier::Every => Quantifier::Every,
            policy::Quantifier::Some | policy::Quantifier::AtLeast(1) => Quantifier::Some,
            policy::Quantifier::No => Quantifier::No,
            policy::Quantifier::AtLeast(least) => Quantifier::AtLeast(least),
        };
        let entries = self.entries(&quantified.from);
        let slot = self.slot(quantified.slot);
        let at = self.open(Op::Quantified(Quantified { kind, slot, entries, length: 0 }));
        self.formula(&quantified.filter);
        self.formula(&quantified.body);
        self.close(at);
    }

    pub(super) fn lattice(&mut self, ty: Type) {
        if ty == Type::Category && self.program.lattice.is_empty() {
            self.program.lattice = Category::all().map(super::atoms::category_mask).collect();
        }
    }

    pub(super) fn needs_lattice(&mut self, ty: Type) {
        if matches!(ty, Type::Category | Type::Set(Element::Category)) {
            self.lattice(Type::Category);
        }
    }

    /// Returns the index of a mask, each kept once.
    pub(super) fn mask(&mut self, mask: Mask) -> u16 {
        index_of(&mut self.program.masks, mask)
    }
}

/// Returns the position of a value among others, each kept once.
pub(super) fn index_of<T: PartialEq>(all: &mut Vec<T>, one: T) -> u16 {
    if let Some(index) = all.iter().position(|known| *known == one) {
        return index as u16;
    }
    all.push(one);
    (all.len() - 1) as u16
}

/// Puts a value into a mask.
pub(super) fn insert(mask: &mut [u32], value: usize) {
    if let Some(word) = mask.get_mut(value / 32) {
        *word |= 1 << (value % 32);
    }
}

/// Days in order, each once.
pub(super) fn ordered(mut days: Vec<Date>) -> Vec<Date> {
    sort_by(&mut days, |a, b| a.cmp(b));
    days.dedup();
    days
}
