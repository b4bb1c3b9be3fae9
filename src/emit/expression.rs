//! Conditions as JavaScript: truths of two bits, joined by `&` and `|`, with negation pushed into the tests.

use super::facts::Schema;
use super::ir::{Id, Node};
use super::lower::Lowered;
use super::tables::{RowsId, VectorId};
use std::collections::{BTreeMap, BTreeSet};

/// A condition that costs as much as so many tests is a function where it is used more than once.
const SHARED_FROM: usize = 3;

/// Prints the conditions of a policy.
pub(super) struct Printer<'p> {
    pub(super) lowered: &'p Lowered<'p>,
    pub(super) schema: &'p Schema<'p>,
    /// The days on which tables change, as numbers.
    pub(super) turns: Vec<u32>,
    /// The stretches of the calendar that differ.
    pub(super) stretches: Vec<usize>,
    /// Tests on places, each by its position: the set, and whether it is negated.
    pub(super) places: Vec<(RowsId, bool)>,
    /// Those of them that are asked on other days than the day judged.
    pub(super) on_other_days: BTreeSet<usize>,
    /// Tables by codes that are constants, each by its position.
    pub(super) vectors: Vec<(VectorId, bool)>,
    /// Truths of having a category where others are stated, each by its position.
    pub(super) categories: Vec<[u64; 4]>,
    /// Functions that are done.
    pub(super) functions: Vec<String>,
    /// The parts of the runtime that are called.
    pub(super) needs: BTreeSet<&'static str>,
    /// Conditions that are kept with the flow once they are known.
    pub(super) kept: Vec<Id>,
    printed: BTreeSet<Id>,
    /// Conditions on entries that are functions.
    pub(super) entered: BTreeSet<Id>,
    uses: Vec<usize>,
    costs: BTreeMap<Id, usize>,
    free: BTreeMap<Id, BTreeSet<usize>>,
    bound_day: BTreeMap<Id, bool>,
    /// The number of temporary variables of the function at hand.
    pub(super) temporaries: usize,
}

impl<'p> Printer<'p> {
    pub(super) fn new(
        lowered: &'p Lowered<'p>,
        schema: &'p Schema<'p>,
        stretches: Vec<usize>,
        turns: Vec<u32>,
    ) -> Self {
        let mut printer = Printer {
            lowered,
            schema,
            turns,
            stretches,
            places: vec![],
            on_other_days: BTreeSet::new(),
            vectors: vec![],
            categories: vec![],
            functions: vec![],
            needs: BTreeSet::new(),
            kept: vec![],
            printed: BTreeSet::new(),
            entered: BTreeSet::new(),
            uses: vec![0; lowered.graph.len()],
            costs: BTreeMap::new(),
            free: BTreeMap::new(),
            bound_day: BTreeMap::new(),
            temporaries: 0,
        };
        let rules = lowered.rules.iter();
        let roots = rules.flat_map(|rule| {
            let filters = rule
                .loops
                .iter()
                .flat_map(|(_, entries, filter)| [lowered.graph.filters(*entries), vec![*filter]].concat());
            filters.chain([rule.when, rule.demand, rule.excuse]).collect::<Vec<_>>()
        });
        let mut seen = BTreeSet::new();
        for root in roots.chain([lowered.applies]).chain(lowered.derivations.iter().map(|(_, _, id)| *id)) {
            printer.count(root, &mut seen);
        }
        printer
    }

    fn count(&mut self, id: Id, seen: &mut BTreeSet<Id>) {
        if let Some(uses) = self.uses.get_mut(id) {
            *uses += 1;
        }
        if seen.insert(id) {
            for part in self.lowered.graph.parts(id) {
                self.count(part, seen);
            }
        }
    }

    /// Returns how much a condition costs, in tests.
    pub(super) fn cost(&mut self, id: Id) -> usize {
        if let Some(cost) = self.costs.get(&id) {
            return *cost;
        }
        let own = match self.lowered.graph.node(id) {
            Node::Const(_) => 0,
            Node::Some { .. } | Node::AtLeast { .. } | Node::Total { .. } => 8,
            Node::Test(_, super::ir::Says::InEntries(_)) => 8,
            Node::OnDay(..) => 8,
            Node::Test(..) | Node::InForce(..) => 1,
            _ => 0,
        };
        let cost = own + self.lowered.graph.parts(id).into_iter().map(|part| self.cost(part)).sum::<usize>();
        self.costs.insert(id, cost);
        cost
    }

    /// Returns the variables that a condition is about.
    pub(super) fn free(&mut self, id: Id) -> BTreeSet<usize> {
        if let Some(known) = self.free.get(&id) {
            return known.clone();
        }
        let graph = &self.lowered.graph;
        let mut free: BTreeSet<usize> = graph.own_slots(id).into_iter().collect();
        let (parts, bound) = (graph.parts(id), graph.bound(id));
        for part in parts {
            free.extend(self.free(part));
        }
        for slot in bound {
            free.remove(&slot);
        }
        self.free.insert(id, free.clone());
        free
    }

    /// Returns whether a condition reads sets on a day that the expression around it names.
    pub(super) fn reads_bound_day(&mut self, id: Id) -> bool {
        if let Some(known) = self.bound_day.get(&id) {
            return *known;
        }
        let node = self.lowered.graph.node(id);
        let bound = node.reads_bound_day()
            || (!matches!(node, Node::OnDay(..))
                && self.lowered.graph.parts(id).into_iter().any(|part| self.reads_bound_day(part)));
        self.bound_day.insert(id, bound);
        bound
    }

    /// Prints a condition, or its negation.
    pub(super) fn expression(&mut self, id: Id, negated: bool) -> String {
        if let Node::Not(inner) = self.lowered.graph.node(id) {
            return self.expression(*inner, !negated);
        }
        if self.is_function(id) {
            let call = self.call(id);
            return if negated { format!("NOT[{call}]") } else { call };
        }
        self.inline(id, negated)
    }

    fn is_function(&mut self, id: Id) -> bool {
        let node = self.lowered.graph.node(id);
        let always = matches!(
            node,
            Node::Some { .. }
                | Node::AtLeast { .. }
                | Node::Total { .. }
                | Node::Test(_, super::ir::Says::InEntries(_))
        );
        let is_shared = self.uses.get(id).is_some_and(|uses| *uses > 1) && self.cost(id) >= SHARED_FROM;
        (always || is_shared) && !self.reads_bound_day(id)
    }

    /// Calls the function of a condition, which is printed at the first call.
    fn call(&mut self, id: Id) -> String {
        let slots: Vec<String> = self.free(id).into_iter().map(super::path::variable).collect();
        let arguments = [vec!["F".to_owned()], slots].concat().join(", ");
        if self.printed.insert(id) {
            let outer = std::mem::take(&mut self.temporaries);
            let mut body = self.body(id);
            if arguments == "F" && self.uses.get(id).is_some_and(|uses| *uses > 1) {
                self.kept.push(id);
                let keep = format!("  if (F.c{id} === -1) F.c{id} = whole{id}(F);\n  return F.c{id};\n");
                body = format!("function whole{id}(F) {{\n{body}}}\n\nfunction c{id}(F) {{\n{keep}}}\n");
            } else {
                body = format!("function c{id}({arguments}) {{\n{body}}}\n");
            }
            self.functions.push(body);
            self.temporaries = outer;
        }
        format!("c{id}({arguments})")
    }

    /// Prints the statements of a function that returns a condition.
    fn body(&mut self, id: Id) -> String {
        match self.lowered.graph.node(id).clone() {
            Node::Some { entries, slot, body } => self.some(entries, slot, body),
            Node::AtLeast { least, entries, slot, body } => self.at_least(least, entries, slot, body),
            Node::Total { share, slot, entries, filter, whole, orders, limit } => {
                self.total((&share, slot, entries, filter), (whole, orders, limit))
            }
            Node::Test(at, super::ir::Says::InEntries(entries)) => self.in_entries(&at, entries),
            _ => {
                let returned = self.inline(id, false);
                format!("{}  return {returned};\n", self.declared())
            }
        }
    }

    /// Prints the declaration of the temporary variables that were used.
    pub(super) fn declared(&mut self) -> String {
        let names: Vec<String> = (0..self.temporaries).map(|index| format!("t{index}")).collect();
        self.temporaries = 0;
        if names.is_empty() { String::new() } else { format!("  let {};\n", names.join(", ")) }
    }

    fn inline(&mut self, id: Id, negated: bool) -> String {
        match self.lowered.graph.node(id).clone() {
            Node::Const(value) => if value != negated { "3" } else { "0" }.to_owned(),
            Node::Not(inner) => self.expression(inner, !negated),
            Node::All(parts) => self.joined(&parts, !negated, negated),
            Node::Any(parts) => self.joined(&parts, negated, negated),
            Node::Known(stated, rule) => {
                let stated = self.expression(stated, negated);
                let rule = self.expression(rule, negated);
                let t = self.temporary();
                format!("(({t} = {stated}) === 1 ? {rule} : {t})")
            }
            Node::InForce(from, through, when) => self.in_force((from, through), when, negated),
            Node::Guard(at, inner) => self.guard(&at, inner, negated),
            Node::OnDay(day, inner) => {
                let day = super::path::path(self.schema, &day);
                let inner = self.expression(inner, false);
                self.needs.insert("onDay");
                let call = format!("onDay({day}, (stretch, day) => {inner})");
                if negated { format!("NOT[{call}]") } else { call }
            }
            Node::Test(at, says) => self.test(&at, &says, negated),
            Node::Some { .. } | Node::AtLeast { .. } | Node::Total { .. } => {
                // Within a condition on another day a loop cannot be a function: it is called with that day.
                self.nested(id, negated)
            }
        }
    }

    fn nested(&mut self, id: Id, negated: bool) -> String {
        let outer = std::mem::take(&mut self.temporaries);
        let body = self.body(id).trim_end().replace('\n', " ");
        self.temporaries = outer;
        let call = format!("(() => {{{body} }})()");
        if negated { format!("NOT[{call}]") } else { call }
    }

    fn temporary(&mut self) -> String {
        self.temporaries += 1;
        format!("t{}", self.temporaries - 1)
    }

    /// Joins conditions, cheap ones first; what is dear is looked at where the others leave it open.
    fn joined(&mut self, parts: &[Id], all: bool, negated: bool) -> String {
        let mut dear: Vec<Id> = vec![];
        let mut cheap: Vec<String> = vec![];
        for part in parts {
            if self.is_dear(*part) {
                dear.push(*part);
            } else {
                cheap.push(self.expression(*part, negated));
            }
        }
        let sign = if all { " & " } else { " | " };
        let mut texts: Vec<String> = vec![];
        if !cheap.is_empty() {
            texts.push(cheap.join(sign));
        }
        if dear.is_empty() {
            return format!("({})", texts.concat());
        }
        let mut costs: Vec<(usize, Id)> = dear.into_iter().map(|id| (self.cost(id), id)).collect();
        crate::order::sort_by(&mut costs, |a, b| a.cmp(b));
        texts.extend(costs.into_iter().map(|(_, id)| self.expression(id, negated)));
        if texts.len() == 1 {
            return texts.concat();
        }
        let (t, settled, sign) = (self.temporary(), if all { "0" } else { "3" }, if all { "&" } else { "|" });
        let mut steps = texts.iter().enumerate().map(|(index, text)| match index {
            0 => format!("({t} = {text}) !== {settled}"),
            _ => format!("({t} {sign}= {text}) !== {settled}"),
        });
        let joined: Vec<String> = steps.by_ref().collect();
        format!("({}, {t})", joined.join(" && "))
    }

    /// Returns whether a condition is called or has several parts, so that it pays to ask whether it still matters.
    fn is_dear(&mut self, id: Id) -> bool {
        let id = match self.lowered.graph.node(id) {
            Node::Not(inner) => *inner,
            _ => id,
        };
        self.cost(id) > SHARED_FROM || self.is_function(id) || matches!(self.lowered.graph.node(id), Node::OnDay(..))
    }
}
