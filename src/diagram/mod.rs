//! A policy as one decision diagram, for flows of plain facts: the encoder of JavaScript finds the class of each fact that a
//! flow states, and follows the diagram to the verdict and the rule that decides (pkg/encode/diagram.js).
//!
//! A class is what all tests of one fact say of it, all values alike of which they say the same; a list has, for each
//! kind of entry, whether there is one. What lanes cannot tell (`columns`), diagrams cannot either: then there is none, and
//! so where it would be large. It decides as the program does: tests/pkg/decide.test.mjs asks both.

mod facts;
mod nodes;
mod rules;

use crate::columns::Planned;
use crate::decide::{Decider, Decision};
use crate::program::{Op, Program};
use crate::verdict::Answer;
use facts::{Fact, Says, facts};
use nodes::{Nodes, Tally};

/// Kinds of entry of a list.
const MAX_KINDS: usize = 32;
/// Stretches of days.
const MAX_STRETCHES: usize = 250;
/// Variables.
const MAX_VARIABLES: usize = 200;

/// A list that is run over.
struct List {
    /// Its word in the flow's record, and the table of its entries.
    word: u16,
    table: usize,
    /// The variables of its kinds follow one another; then comes whether there may be more entries than are stated.
    first: usize,
}

/// The kinds of entry of one table: all that the facts of an entry can say together.
struct Entries {
    table: usize,
    facts: Vec<Fact>,
    kinds: usize,
}

/// The program with its diagram, where it has one.
pub fn drawn(program: Program) -> Program {
    let mut decider = Decider::new(program);
    let diagram = diagram(&decider).unwrap_or_default();
    let mut program = std::mem::take(decider.program_mut());
    program.diagram = diagram;
    program
}

/// The diagram of a program, in numbers: `program::drawn` says which.
fn diagram(decider: &Decider) -> Option<Vec<i64>> {
    let program = decider.program();
    let planned = Planned::of(program)?;
    let days = stretches(program, &planned);
    let mut own = facts(decider, &days, &planned, planned.root())?;
    crate::order::sort_by_key(&mut own, Fact::first);
    let tables = entries(decider, &days, &planned)?;
    let (widths, firsts, lists) = variables(&own, &planned, &tables);
    if days.len() > MAX_STRETCHES || widths.len() >= MAX_VARIABLES {
        return None;
    }
    let widths = [vec![days.len() as u8], widths].concat();
    let mut nodes = Nodes::new(widths.clone());
    let root = rules::Rules::new(program, &planned, &days, &mut nodes, (&own, &firsts), (&lists, &tables)).all();
    if nodes.are_spent() {
        return None;
    }
    let mut out = vec![widths.len() as i64];
    out.extend(widths.iter().map(|width| i64::from(*width)));
    out.push(days.len() as i64);
    out.extend(days.iter().map(|day| i64::from(*day)));
    out.push(own.len() as i64);
    own.iter().zip(&firsts).for_each(|(fact, first)| write(fact, *first, 1, &mut out));
    out.push(lists.len() as i64);
    for list in &lists {
        write_list(list, &tables, &mut out);
    }
    let (ends, nodes) = nodes.reached(root, |tally, rule| decision(tally, rule).packed());
    out.push(ends.len() as i64);
    out.extend(ends.into_iter().map(i64::from));
    out.push(nodes.len() as i64);
    out.extend(nodes.into_iter().flatten().map(i64::from));
    Some(out)
}

fn write_list(list: &List, tables: &[Entries], out: &mut Vec<i64>) {
    let Some(entries) = tables.iter().find(|entries| entries.table == list.table) else { return };
    out.extend([i64::from(list.word), list.first as i64, entries.kinds as i64, entries.facts.len() as i64]);
    let mut stride = 1;
    for fact in &entries.facts {
        write(fact, 0, stride, out);
        stride *= fact.widths().first().copied().map_or(1, i64::from);
    }
}

/// The first days of stretches on which nothing changes: neither a set that is tested, nor whether something is in force.
fn stretches(program: &Program, planned: &Planned<'_>) -> Vec<u32> {
    let mut days = planned.days().to_vec();
    let mut cut = |(from, through): (u32, u32)| days.extend([from, through.saturating_add(1)]);
    program.rules.iter().for_each(|rule| cut(rule.window));
    for op in &program.ops {
        if let Op::InForce(from, through) = op {
            cut((*from, *through));
        }
    }
    crate::order::sort_by_key(&mut days, |day| *day);
    days.dedup();
    days.retain(|day| *day < u32::MAX);
    days
}

/// The entries of each list, where a few looked-up facts say all.
fn entries(decider: &Decider, days: &[u32], planned: &Planned<'_>) -> Option<Vec<Entries>> {
    let mut tables: Vec<Entries> = vec![];
    for (_, table) in planned.lists() {
        if tables.iter().any(|known| known.table == table) {
            continue;
        }
        let facts = facts(decider, days, planned, table)?;
        let simple = facts.iter().all(|fact| fact.way.len() == 1 && matches!(fact.says, Says::Words { .. }));
        let kinds = facts.iter().flat_map(Fact::widths).map(usize::from).product();
        if !simple || kinds > MAX_KINDS {
            return None;
        }
        tables.push(Entries { table, facts, kinds });
    }
    Some(tables)
}

/// The variables after that of the day, in the order in which they are asked first: the classes of each, the first of each
/// fact, and the lists.
fn variables(own: &[Fact], planned: &Planned<'_>, tables: &[Entries]) -> (Vec<u8>, Vec<usize>, Vec<List>) {
    let mut widths = vec![];
    let mut firsts = vec![0; own.len()];
    let mut lists = vec![];
    let mut order: Vec<(usize, Result<usize, usize>)> =
        own.iter().enumerate().map(|(fact, of)| (of.first(), Ok(fact))).collect();
    order.extend(planned.lists().iter().enumerate().map(|(list, _)| (planned.first_of(list), Err(list))));
    crate::order::sort_by_key(&mut order, |(first, _)| *first);
    for (_, which) in order {
        let first = widths.len() + 1;
        match which {
            Ok(fact) => {
                widths.extend(own.get(fact).map(Fact::widths).unwrap_or_default());
                firsts.get_mut(fact).into_iter().for_each(|known| *known = first);
            }
            Err(list) => {
                let Some((word, table)) = planned.lists().get(list).copied() else { continue };
                let kinds = tables.iter().find(|entries| entries.table == table).map_or(0, |entries| entries.kinds);
                widths.resize(widths.len() + kinds + 1, 2);
                lists.push((list, List { word, table, first }));
            }
        }
    }
    crate::order::sort_by_key(&mut lists, |(list, _)| *list);
    (widths, firsts, lists.into_iter().map(|(_, list)| list).collect())
}

/// A fact: its way, its first variable, and what its values say.
fn write(fact: &Fact, variable: usize, stride: i64, out: &mut Vec<i64>) {
    out.push(fact.way.len() as i64);
    out.extend(fact.way.iter().map(|word| i64::from(*word)));
    out.push(variable as i64);
    match &fact.says {
        Says::Words { numbers, .. } => {
            out.extend([0, numbers.first().map_or(0, Vec::len) as i64]);
            let mut before: Option<&Vec<u8>> = None;
            for row in numbers {
                match before {
                    None => runs(row.iter().map(|number| i64::from(*number) * stride), out),
                    Some(before) => changes(before, row, stride, out),
                }
                before = Some(row);
            }
        }
        Says::Against(literals) => {
            out.extend([1, literals.len() as i64]);
            out.extend(literals);
        }
        Says::Set(values) => {
            out.extend([2, fact.widths().len() as i64]);
            runs(values.iter().map(|value| i64::from(*value)), out);
        }
        Says::Stated => out.push(3),
    }
}

/// Numbers as runs of equal ones: how many runs, then each number and how often it comes.
fn runs(numbers: impl Iterator<Item = i64>, out: &mut Vec<i64>) {
    let start = out.len();
    out.push(0);
    for number in numbers {
        match out.get_mut(start + 1..) {
            Some([.., last, often]) if *last == number => *often += 1,
            _ => out.extend([number, 1]),
        }
    }
    let count = (out.len() - start) as i64 / 2;
    if let Some(first) = out.get_mut(start) {
        *first = count;
    }
}

/// What differs from the row before: how many words, then each with what it is now.
fn changes(before: &[u8], row: &[u8], stride: i64, out: &mut Vec<i64>) {
    let changed = row.iter().enumerate().zip(before).filter(|((_, now), before)| now != before);
    let changed: Vec<(i64, i64)> = changed.map(|((word, now), _)| (word as i64, i64::from(*now) * stride)).collect();
    out.push(changed.len() as i64);
    out.extend(changed.into_iter().flat_map(|(word, number)| [word, number]));
}

/// What has come of all rules, as a decision.
fn decision(tally: Tally, rule: u16) -> Decision {
    let decided = |verdict, rule| Decision { verdict, rule };
    match tally {
        Tally::Violated => decided(Answer::NonCompliant, Some(rule)),
        Tally::Open | Tally::MayApply => decided(Answer::Undetermined, Some(rule)),
        Tally::Applies => decided(Answer::Compliant, None),
        Tally::Nothing => decided(Answer::NotApplicable, None),
    }
}
