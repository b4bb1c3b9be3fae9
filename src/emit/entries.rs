//! Loops over the entries of lists and sets; what may be missing from an open list is one more entry, of which nothing is known.

use super::expression::Printer;
use super::ir::{Entries, Id, Path};
use super::path::{path, unknown_entry, variable};
use crate::vocab::{Element, Kind, Type};

/// Prints the statements for one entry. Takes the variable that holds the entry, and the truth of its being one, as a text.
type Visit<'v, 'p> = dyn FnMut(&mut Printer<'p>, &Entry) -> String + 'v;

/// An entry, as it is printed.
#[derive(Clone)]
pub(super) struct Entry {
    /// The expression of it.
    pub(super) is: String,
    /// The truth of its being one, where that is not certain.
    pub(super) counts: Option<String>,
    /// Says whether it stands for what may be missing.
    pub(super) is_rest: bool,
    ty: Type,
}

/// A condition of more letters than this is a function of its own where it is asked of entries.
const LONG: usize = 80;

impl Entry {
    /// Prints that a variable stands for the entry, and that it counts and meets a condition.
    pub(super) fn bound(&self, slot: usize, condition: &str) -> (String, String) {
        let variable = variable(slot);
        let bind = if self.is == variable { String::new() } else { format!("const {variable} = {}; ", self.is) };
        let truth = match &self.counts {
            Some(counts) => format!("{counts} & {condition}"),
            None => condition.to_owned(),
        };
        (bind, truth)
    }
}

impl<'p> Printer<'p> {
    /// Prints a condition that is asked of several entries: the call of a function, where it is long.
    fn condition(&mut self, id: Id) -> String {
        let outer = std::mem::take(&mut self.temporaries);
        let condition = self.expression(id, false);
        if condition.len() <= LONG || self.reads_bound_day(id) {
            self.temporaries += outer;
            return condition;
        }
        let slots: Vec<String> = self.free(id).into_iter().map(variable).collect();
        let arguments = [vec!["F".to_owned()], slots].concat().join(", ");
        let name = format!("e{id}");
        if self.entered.insert(id) {
            let declared = self.declared();
            self.functions.push(format!("function {name}({arguments}) {{\n{declared}  return {condition};\n}}\n"));
        }
        self.temporaries = outer;
        format!("{name}({arguments})")
    }

    /// Prints that some entry meets a condition.
    pub(super) fn some(&mut self, entries: usize, slot: usize, body: Id) -> String {
        let condition = self.condition(body);
        let declared = self.declared();
        let mut number = 0;
        let loops = self.each(entries, &mut number, &mut |_, entry| {
            let (bind, truth) = entry.bound(slot, &condition);
            format!("{bind}t |= {truth}; if (t === 3) return 3;")
        });
        format!("{declared}  let t = 0;\n{loops}  return t;\n")
    }

    /// Prints that at least so many entries meet a condition.
    pub(super) fn at_least(&mut self, least: u32, entries: usize, slot: usize, body: Id) -> String {
        self.needs.insert("count");
        let condition = self.condition(body);
        let declared = self.declared();
        let mut number = 0;
        let loops = self.each(entries, &mut number, &mut |_, entry| {
            let (bind, truth) = entry.bound(slot, &condition);
            let who = if entry.is_rest { "undefined".to_owned() } else { variable(slot) };
            format!("{bind}count.add({who}, {truth});")
        });
        format!("{declared}  const count = new Count();\n{loops}  return count.atLeast({least});\n")
    }

    /// Prints a sum of shares, and how it compares.
    pub(super) fn total(
        &mut self,
        (share, slot, entries, filter): (&Path, usize, usize, Id),
        (whole, orders, limit): (bool, u8, u32),
    ) -> String {
        self.needs.insert("sums");
        let share = path(self.schema, share);
        let filter = self.expression(filter, false);
        let declared = self.declared();
        let mut number = 0;
        let mut add = |_: &mut Printer<'p>, entry: &Entry| {
            if entry.is_rest {
                return "sums.more();".to_owned();
            }
            let (bind, meant) = entry.bound(slot, &filter);
            format!("{bind}sums.add({share}, {meant});")
        };
        let loops = self.loops(entries, &mut number, &mut add, true);
        format!("{declared}  const sums = new Sums({whole});\n{loops}  return sums.compare({orders}, {limit});\n")
    }

    /// Prints whether a party is among those of entries.
    pub(super) fn in_entries(&mut self, at: &Path, entries: usize) -> String {
        self.needs.insert("person");
        let x = path(self.schema, at);
        let mut number = 0;
        let loops = self.each(entries, &mut number, &mut |_, entry| {
            let who = match entry.ty {
                Type::Object(kind) if kind.is_relation() => format!("{}.person", entry.is),
                _ => entry.is.clone(),
            };
            let same = if entry.is_rest { "1".to_owned() } else { format!("samePerson(F, {who}, {x})") };
            let truth = match &entry.counts {
                Some(counts) => format!("{counts} & {same}"),
                None => same,
            };
            format!("t |= {truth}; if (t === 3) return 3;")
        });
        format!("{}  let t = 0;\n{loops}  return t;\n", self.declared())
    }

    /// Prints a loop over entries.
    pub(super) fn each(&mut self, entries: usize, number: &mut usize, visit: &mut Visit<'_, 'p>) -> String {
        self.loops(entries, number, visit, false)
    }

    /// Prints loops over entries, one for each list; `anew` says whether a sum begins anew in each.
    fn loops(&mut self, entries: usize, number: &mut usize, visit: &mut Visit<'_, 'p>, anew: bool) -> String {
        match self.lowered.graph.entries.get(entries).cloned() {
            Some(Entries::Path(at)) => self.list(&at, number, visit, anew),
            Some(Entries::Joined(parts)) => parts.iter().map(|part| self.loops(*part, number, visit, anew)).collect(),
            Some(Entries::Filtered { from, slot, filter }) => {
                let mut filtered = |printer: &mut Printer<'p>, entry: &Entry| {
                    let (before, entry) = printer.filtered(entry, slot, filter);
                    before + &visit(printer, &entry)
                };
                self.loops(from, number, &mut filtered, anew)
            }
            None => String::new(),
        }
    }

    /// Returns an entry that counts where a condition holds, with the statements that stand before it.
    fn filtered(&mut self, entry: &Entry, slot: usize, filter: Id) -> (String, Entry) {
        let variable = variable(slot);
        let before = self.temporaries;
        let condition = self.expression(filter, false);
        let names: Vec<String> = (before..self.temporaries).map(|index| format!("t{index}")).collect();
        self.temporaries = before;
        let temporaries = if names.is_empty() { String::new() } else { format!("let {}; ", names.join(", ")) };
        let counts = match &entry.counts {
            Some(counts) => format!("{counts} & {condition}"),
            None => condition,
        };
        let bind = format!("{temporaries}const {variable} = {}; const k{slot} = {counts}; ", entry.is);
        (bind, Entry { is: variable, counts: Some(format!("k{slot}")), ..entry.clone() })
    }

    fn list(&mut self, at: &Path, number: &mut usize, visit: &mut Visit<'_, 'p>, sums: bool) -> String {
        let x = path(self.schema, at);
        let Some(ty) = at.ty.entry() else { return String::new() };
        *number += 1;
        let (items, index, own) = (format!("items{number}"), format!("i{number}"), format!("e{number}"));
        let rest = (at.ty == Type::List(Kind::Holder)).then(|| format!("{x}_rest"));
        let counts =
            (at.ty == Type::List(Kind::Credential)).then(|| self.needing("valid", format!("isValid(F, {own})")));
        let entry = Entry { is: own.clone(), counts, is_rest: false, ty };
        let visited = visit(self, &entry);
        let begin = match (&rest, sums) {
            (Some(rest), true) => format!("  sums.begin({rest});\n"),
            (None, true) => "  sums.begin(0);\n".to_owned(),
            _ => String::new(),
        };
        let looped = match at.ty {
            Type::Set(Element::Enum(_)) => bits(&x, 0, &own, &visited),
            Type::Set(Element::Category) => {
                bits(&x, 0, &own, &visited) + &bits(&format!("{x}_high"), 30, &own, &visited)
            }
            _ => format!(
                "  const {items} = {x};\n  for (let {index} = 0; {index} < {items}.length; {index}++) {{ const {own} = {items}[{index}]; {visited} }}\n"
            ),
        };
        let implied =
            if at.ty == Type::List(Kind::Transfer) { self.implied(*number, ty, visit) } else { String::new() };
        let unknown = Entry { is: unknown_entry(at.ty), counts: Some("1".to_owned()), is_rest: true, ty };
        let missing = visit(self, &unknown);
        let named = match (&rest, sums) {
            (Some(rest), true) => format!("  if ({rest} === 1) sums.more();\n"),
            _ => String::new(),
        };
        format!("{begin}{looped}{implied}{named}  if ({} !== 0) {{ {missing} }}\n", self.open(&x, at))
    }

    /// Prints a loop over the transfers that sites are.
    fn implied(&mut self, number: usize, ty: Type, visit: &mut Visit<'_, 'p>) -> String {
        self.needs.insert("implied");
        let (own, truth) = (format!("s{number}"), format!("is{number}"));
        let visited = visit(self, &Entry { is: own.clone(), counts: Some(truth.clone()), is_rest: false, ty });
        format!(
            "  for (const {own} of F.implied) {{ const {truth} = isTransfer(F, {own}); if ({truth} !== 0) {{ {visited} }} }}\n"
        )
    }

    /// Prints whether a list may have more entries.
    fn open(&self, x: &str, at: &Path) -> String {
        match at.ty {
            Type::Set(Element::Enum(_)) => format!("{x} >> 30"),
            Type::List(Kind::Transfer) => {
                format!("({x}_open | F.storage_open | F.processing_open | F.access_open)")
            }
            _ => format!("{x}_open"),
        }
    }
}

/// Prints a loop over the values of a set: the codes of those that one number holds.
fn bits(x: &str, first: usize, own: &str, visited: &str) -> String {
    let shift = 2 + first;
    format!(
        "  for (let bits = {x} & 0x3fffffff; bits !== 0; bits &= bits - 1) {{ const {own} = {shift} + 31 - Math.clz32(bits & -bits); {visited} }}\n"
    )
}
