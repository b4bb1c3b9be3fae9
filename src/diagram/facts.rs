//! The variables of a diagram: what tests of one fact tell apart, and which kinds of entry a list has.

use crate::columns::{Planned, Probe, answers_of_sets};
use crate::decide::Decider;
use crate::program::{Form, Literal, Op, Orders, Program, Test};
use crate::truth::Truth;

/// Tests that are told apart of one fact.
const MAX_TESTS: usize = 32;
/// Of one set.
const MAX_OF_SET: usize = 8;
/// Classes of one fact.
const MAX_CLASSES: usize = 250;

/// A fact, and what its values say.
pub(super) struct Fact {
    /// The words of the facts on the way to it, in their records.
    pub(super) way: Vec<u16>,
    pub(super) says: Says,
    /// Which operations are the same test, for each test.
    tests: Vec<Vec<usize>>,
}

/// How values say what they say.
pub(super) enum Says {
    /// For each stretch of days, the class of each word, 0 being what is unknown; and of each class the tests that are
    /// true, and those that are false.
    Words { numbers: Vec<Vec<u8>>, classes: Vec<(u32, u32)> },
    /// What is compared with these, ascending: a class for what lies below the first, for the first, and so on.
    Against(Vec<i64>),
    /// Each value of a set says something of up to eight tests: see `columns::answers_of_sets`.
    Set(Vec<u32>),
    /// It is somebody.
    Stated,
}

impl Fact {
    /// What all tests of one fact say, however often each is asked.
    fn of(decider: &Decider, days: &[u32], way: Vec<u16>, form: Form, ops: &[usize]) -> Option<Fact> {
        let program = decider.program();
        let tests = distinct(program, ops);
        let one_of_each: Vec<usize> = tests.iter().filter_map(|same| same.first().copied()).collect();
        let most = if matches!(form, Form::Bits(_) | Form::Categories) { MAX_OF_SET } else { MAX_TESTS };
        let says = match form {
            _ if tests.len() > most => return None,
            Form::YesNo | Form::One | Form::Place | Form::Category => words(decider, days, form, &one_of_each)?,
            Form::Number | Form::Percent | Form::Date => Says::Against(literals(program, &one_of_each)?),
            Form::Bits(_) | Form::Categories => Says::Set(answers_of_sets(program, &one_of_each)),
            Form::Object => Says::Stated,
            _ => return None,
        };
        Some(Fact { way, says, tests })
    }

    /// The first operation that tests it.
    pub(super) fn first(&self) -> usize {
        self.tests.iter().flatten().copied().min().unwrap_or(usize::MAX)
    }

    /// The classes of each of its variables: one, or for a set one for each test.
    pub(super) fn widths(&self) -> Vec<u8> {
        match &self.says {
            Says::Words { classes, .. } => vec![classes.len() as u8],
            Says::Against(literals) => vec![2 * literals.len() as u8 + 2],
            Says::Set(_) => vec![3; self.tests.len()],
            Says::Stated => vec![2],
        }
    }

    /// The operations that test it, each with which of its variables it asks, and what it says of each class.
    pub(super) fn truths(&self, program: &Program) -> Vec<(usize, usize, Vec<Truth>)> {
        let widths = self.widths();
        let each = self.tests.iter().enumerate().flat_map(|(test, ops)| ops.iter().map(move |op| (test, *op)));
        each.map(|(test, op)| {
            let variable = if matches!(self.says, Says::Set(_)) { test } else { 0 };
            let width = widths.get(variable).copied().unwrap_or(0);
            (op, variable, (0..width).map(|class| self.truth(program, op, test, class)).collect())
        })
        .collect()
    }

    fn truth(&self, program: &Program, op: usize, test: usize, class: u8) -> Truth {
        match (&self.says, class) {
            (_, 0) => Truth::Unknown,
            (Says::Words { classes, .. }, class) => {
                classes.get(usize::from(class)).map_or(Truth::Unknown, |said| said_of(*said, test))
            }
            (Says::Against(literals), class) => against(program, op, literals, class),
            (Says::Set(_), class) => Truth::from(class == 2),
            (Says::Stated, _) => Truth::False,
        }
    }
}

/// What the tests of a class say of one of them.
fn said_of((holds, fails): (u32, u32), test: usize) -> Truth {
    if holds >> test & 1 == 1 {
        Truth::True
    } else if fails >> test & 1 == 1 {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Whether a value of a class compares as it is asked to.
fn against(program: &Program, op: usize, literals: &[i64], class: u8) -> Truth {
    let Some(Op::Test(_, Test::Compare(orders, literal))) = program.ops.get(op) else { return Truth::Unknown };
    let Some(position) = number_of(literal).and_then(|literal| literals.iter().position(|known| *known == literal))
    else {
        return Truth::Unknown;
    };
    fits(*orders, i32::from(class) - 1, 2 * position as i32 + 1)
}

fn fits(orders: Orders, have: i32, wanted: i32) -> Truth {
    Truth::from(orders >> (have.cmp(&wanted) as i8 + 1) & 1 == 1)
}

fn number_of(literal: &Literal) -> Option<i64> {
    match literal {
        Literal::Word(word) => Some(i64::from(*word)),
        Literal::Number(number) => Some(*number).filter(|number| number.unsigned_abs() < 1 << 53),
        Literal::Duration(..) => None,
    }
}

fn literals(program: &Program, ops: &[usize]) -> Option<Vec<i64>> {
    let literal = |op: &usize| match program.ops.get(*op) {
        Some(Op::Test(_, Test::Compare(_, literal))) => number_of(literal),
        _ => None,
    };
    let mut literals: Vec<i64> = ops.iter().map(literal).collect::<Option<_>>()?;
    crate::order::sort_by_key(&mut literals, |literal| *literal);
    literals.dedup();
    Some(literals)
}

/// Groups tests that ask the same.
fn distinct(program: &Program, ops: &[usize]) -> Vec<Vec<usize>> {
    let mut tests: Vec<Vec<usize>> = vec![];
    for op in ops {
        let same = tests.iter_mut().find(|same| same.first().is_some_and(|known| is_same(program, *known, *op)));
        match same {
            Some(same) => same.push(*op),
            None => tests.push(vec![*op]),
        }
    }
    tests
}

fn is_same(program: &Program, a: usize, b: usize) -> bool {
    match (program.ops.get(a), program.ops.get(b)) {
        (Some(Op::Test(_, a)), Some(Op::Test(_, b))) => a == b,
        (Some(Op::In(_, a)), Some(Op::In(_, b))) => a == b,
        _ => false,
    }
}

/// What tests say of every word on every stretch of days.
fn words(decider: &Decider, days: &[u32], form: Form, ops: &[usize]) -> Option<Says> {
    let count = if form == Form::YesNo { 3 } else { 257 };
    let mut classes = vec![(0, 0)];
    let mut numbers = vec![];
    for day in days {
        let mut row = vec![0];
        for word in 1..count {
            let said = said(decider, ops, word, (*day).max(1));
            let known = classes.iter().position(|known| *known == said);
            row.push(known.unwrap_or(classes.len()) as u8);
            if known.is_none() {
                classes.push(said);
            }
            if classes.len() > MAX_CLASSES {
                return None;
            }
        }
        numbers.push(row);
    }
    Some(Says::Words { numbers, classes })
}

fn said(decider: &Decider, ops: &[usize], word: u32, day: u32) -> (u32, u32) {
    ops.iter().enumerate().fold((0, 0), |(holds, fails), (bit, op)| match decider.says(*op, word, day) {
        Truth::True => (holds | 1 << bit, fails),
        Truth::False => (holds, fails | 1 << bit),
        Truth::Unknown => (holds, fails),
    })
}

/// The facts of one table that are tested, each with all tests of it.
pub(super) fn facts(decider: &Decider, days: &[u32], planned: &Planned<'_>, table: usize) -> Option<Vec<Fact>> {
    let mut found: Vec<(Vec<u16>, Form, Vec<usize>)> = vec![];
    for Probe { way, form, ops } in planned.probes(table) {
        match found.iter_mut().find(|(known, _, _)| *known == way) {
            Some((_, _, known)) => known.extend(ops),
            None => found.push((way, form, ops)),
        }
    }
    found.into_iter().map(|(way, form, ops)| Fact::of(decider, days, way, form, &ops)).collect()
}
