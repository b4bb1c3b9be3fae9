//! From the checked policy to the graph of conditions.

use super::calendar::{Calendar, day_word};
use super::ir::{Entries, Graph, Id, Literal, Node, Path, Says, When};
use super::sets::Lists;
use super::tables::Tables;
use crate::date::Window;
use crate::policy::{self, ComparedPlaces, Day, Field, Formula, Member, MemberValue, Policy, Severity, Subject};
use crate::vocab::{Category, Kind};

/// A rule.
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) part: Option<usize>,
    pub(super) level: usize,
    pub(super) window: Option<(u32, u32)>,
    /// Variable, entries, and the condition that selects entries.
    pub(super) loops: Vec<(usize, usize, Id)>,
    pub(super) when: Id,
    pub(super) demand: Id,
    pub(super) excuse: Id,
}

/// A lowered policy.
pub(super) struct Lowered<'p> {
    pub(super) policy: &'p Policy,
    pub(super) calendar: Calendar<'p>,
    pub(super) graph: Graph,
    pub(super) tables: Tables,
    pub(super) applies: Id,
    pub(super) rules: Vec<Rule>,
    /// Derived facts, and the conditions under which they are yes; their variable is slot 0.
    pub(super) derivations: Vec<(Kind, Field, Id)>,
    /// The facts whose places are compared with those of others.
    pub(super) compared: ComparedPlaces,
}

/// Lowers a checked policy.
pub(super) fn lower(policy: &Policy) -> Lowered<'_> {
    let mut lowered = Lowered {
        policy,
        calendar: Calendar::of(policy),
        graph: Graph::default(),
        tables: Tables::default(),
        applies: 0,
        rules: vec![],
        derivations: vec![],
        compared: ComparedPlaces::of(policy),
    };
    lowered.applies = lowered.formula(&policy.applies);
    for rule in policy.rules.iter().filter(|rule| rule.severity == Severity::Blocking) {
        let rule = lowered.rule(rule);
        lowered.rules.push(rule);
    }
    for derivation in &policy.derivations {
        let rule = lowered.formula(&derivation.rule);
        lowered.derivations.push((derivation.kind, derivation.field, rule));
    }
    lowered
}

impl Lowered<'_> {
    fn rule(&mut self, rule: &policy::Rule) -> Rule {
        let loops = rule.loops.iter().map(|each| (each.slot, self.entries(&each.from), self.formula(&each.filter)));
        let loops = loops.collect();
        let when = self.formula(&rule.when);
        let demands = rule.demands.iter().map(|demand| {
            let parts = std::iter::once(&demand.cond).chain(&demand.waivers);
            let parts = parts.map(|part| self.formula(part)).collect();
            self.graph.any(parts)
        });
        let demands = demands.collect();
        let demand = self.graph.all(demands);
        let excuses = rule.exceptions.iter().map(|exception| self.exception(exception)).collect();
        let excuse = self.graph.any(excuses);
        let name = rule.name.clone();
        let window = window(rule.window);
        Rule { name, part: rule.part, level: rule.level, window, loops, when, demand, excuse }
    }

    /// Lowers an exception: it holds when it is in force, its conditions are met, and nothing defeats it.
    fn exception(&mut self, exception: &policy::Exception) -> Id {
        let mut parts = vec![];
        if let Some((from, through)) = window(exception.window) {
            parts.push(self.graph.add(Node::InForce(from, through, When::AsOf)));
        }
        parts.push(self.formula(&exception.when));
        for unless in &exception.unless {
            let unless = self.formula(unless);
            parts.push(self.graph.not(unless));
        }
        for defeat in &exception.defeated_by {
            let defeat = self.exception(defeat);
            parts.push(self.graph.not(defeat));
        }
        self.graph.all(parts)
    }

    /// Lowers a condition.
    pub(super) fn formula(&mut self, formula: &Formula) -> Id {
        match formula {
            Formula::Const(value) => self.graph.constant(*value),
            Formula::Not(inner) => {
                let inner = self.formula(inner);
                self.graph.not(inner)
            }
            Formula::All(parts) => {
                let parts = parts.iter().map(|part| self.formula(part)).collect();
                self.graph.all(parts)
            }
            Formula::Any(parts) => {
                let parts = parts.iter().map(|part| self.formula(part)).collect();
                self.graph.any(parts)
            }
            Formula::Quantified(quantified) => self.quantified(quantified),
            Formula::Atom(atom) => self.atom(atom),
            Formula::Derived(derived) => {
                let stated = self.atom(&derived.stated);
                let rule = self.formula(&derived.rule);
                self.graph.add(Node::Known(stated, rule))
            }
            Formula::Defined(defined) => self.formula(&defined.formula),
        }
    }

    /// Lowers a quantifier: `every` is "not some that does not".
    fn quantified(&mut self, quantified: &policy::Quantified) -> Id {
        let entries = self.entries(&quantified.from);
        let filter = self.formula(&quantified.filter);
        let mut body = self.formula(&quantified.body);
        let slot = quantified.slot;
        if quantified.quantifier == policy::Quantifier::Every {
            body = self.graph.not(body);
        }
        let body = self.graph.all(vec![filter, body]);
        match quantified.quantifier {
            policy::Quantifier::Some | policy::Quantifier::AtLeast(1) => {
                self.graph.add(Node::Some { entries, slot, body })
            }
            policy::Quantifier::AtLeast(least) => self.graph.add(Node::AtLeast { least, entries, slot, body }),
            policy::Quantifier::Every | policy::Quantifier::No => {
                let some = self.graph.add(Node::Some { entries, slot, body });
                self.graph.not(some)
            }
        }
    }

    /// Lowers entries.
    pub(super) fn entries(&mut self, entries: &policy::Entries) -> usize {
        let lowered = match entries {
            policy::Entries::Path(at) => Entries::Path(path(at)),
            policy::Entries::Joined(parts) => Entries::Joined(parts.iter().map(|part| self.entries(part)).collect()),
            policy::Entries::Filtered { from, slot, filter } => {
                let from = self.entries(from);
                Entries::Filtered { from, slot: *slot, filter: self.formula(filter) }
            }
        };
        self.graph.list(lowered)
    }

    fn atom(&mut self, atom: &policy::Atom) -> Id {
        let at = match &atom.subject {
            Subject::Path(at) => path(at),
            Subject::Total(total) => return self.total(total, &atom.test),
        };
        let says = match &atom.test {
            policy::Test::In(membership) => return self.membership(at, membership),
            policy::Test::Yes => Says::Yes,
            policy::Test::IsNone => Says::IsNone,
            policy::Test::IsValue(value) => self.is_value(&at, &[MemberValue::Value(*value)]),
            policy::Test::IsCategory(category) => self.is_category(*category),
            policy::Test::IsPlace(place) => Says::Places(self.only(*place), When::AsOf),
            policy::Test::IsRegion(region) => Says::Regions(vec![region.map_or(2, |index| u32::from(index) + 3)]),
            policy::Test::IsParty(id) => Says::IsParty(id.clone()),
            policy::Test::IsPath(other) => Says::IsPath(path(other)),
            policy::Test::IsLiteral(value) => Says::Order(2, literal(*value)),
            policy::Test::HasValue(value) => Says::HasValue(*value),
            policy::Test::HasCategory(category) => Says::HasCategory(category_masks(*category)),
            policy::Test::HasPlace(place) => Says::HasPlace(place.index() as u32 + 2, self.only(*place)),
            policy::Test::Order(order, value) => Says::Order(order.bits(), literal(*value)),
            policy::Test::OrderPath(order, other) => Says::OrderPath(order.bits(), path(other)),
            policy::Test::Within(duration) => {
                let (months, days) = duration.months_and_days();
                Says::Within(months, days)
            }
        };
        self.graph.add(Node::Test(at, says))
    }

    /// Returns the table that tells one place from all others.
    fn only(&mut self, place: crate::atlas::Place) -> super::tables::RowsId {
        let rows = self.calendar.days().map(|_| crate::atlas::PlaceSet::of(place)).collect();
        self.tables.places(rows)
    }

    fn total(&mut self, total: &policy::Total, test: &policy::Test) -> Id {
        let policy::Test::Order(order, policy::Literal::Percent(limit)) = test else {
            return self.graph.constant(false);
        };
        let last = total.share.steps.last();
        let node = Node::Total {
            share: path(&total.share),
            slot: total.slot,
            entries: self.entries(&total.from),
            filter: self.formula(&total.filter),
            whole: last.is_some_and(|step| step.kind == Kind::Holder && step.field.0 < Field::DECLARED),
            orders: order.bits(),
            limit: *limit,
        };
        self.graph.add(node)
    }

    fn membership(&mut self, at: Path, membership: &policy::Membership) -> Id {
        let when = match &membership.on {
            None => When::AsOf,
            Some(Day::Date(date)) => When::Day(day_word(*date)),
            Some(Day::Path(_)) => When::Bound,
        };
        let lists = Lists { at: &at, with: membership.with.as_ref().map(path), when };
        let inside = self.member(&membership.set, &lists);
        let inside = match &membership.on {
            Some(Day::Path(day)) => self.graph.add(Node::OnDay(path(day), inside)),
            _ => inside,
        };
        let alone = matches!(self.graph.node(inside), Node::Test(own, says) if *own == at && !matches!(says, Says::InFact(_) | Says::InEntries(_)));
        if alone { inside } else { self.graph.add(Node::Guard(at, inside)) }
    }

    /// Returns what members without a list say of a value, as a test.
    pub(super) fn is_value(&mut self, at: &Path, values: &[MemberValue]) -> Says {
        let members: Vec<Member> = values
            .iter()
            .map(|value| Member { value: value.clone(), scope: None, window: Window::ALWAYS, cites: vec![] })
            .collect();
        let rows = self.codes(at.ty, &members.iter().collect::<Vec<_>>());
        Says::Codes(self.tables.vector(rows), When::AsOf)
    }

    /// Returns whether stating one category alone says that it is at or below another.
    fn is_category(&mut self, wanted: Category) -> Says {
        let [sure, perhaps, alone, what] = category_masks(wanted);
        let said = |index: usize| {
            let bit = 1u64 << index;
            match () {
                () if sure & bit != 0 => super::tables::truth::TRUE,
                () if perhaps & bit != 0 || (what & bit == 0 && alone & bit != 0) => super::tables::truth::UNKNOWN,
                () => super::tables::truth::FALSE,
            }
        };
        let row: Vec<u8> = [1, 0].into_iter().chain(Category::all().map(|category| said(category.index()))).collect();
        let rows = self.calendar.days().map(|_| row.clone()).collect();
        Says::Codes(self.tables.vector(rows), When::AsOf)
    }
}

/// Returns four masks of categories: those that imply `wanted`, those that may contain it, those that may contain it where nothing
/// else is stated, and those that say what the data are.
fn category_masks(wanted: Category) -> [u64; 4] {
    use crate::truth::Truth;
    let mut masks = [0u64; 4];
    let mut put = |part: usize, index: usize| {
        if let Some(mask) = masks.get_mut(part) {
            *mask |= 1 << index;
        }
    };
    for stated in Category::all() {
        match stated.tells(wanted, false) {
            Truth::True => put(0, stated.index()),
            Truth::Unknown => put(1, stated.index()),
            Truth::False if stated.tells(wanted, true) == Truth::Unknown => put(2, stated.index()),
            Truth::False => {}
        }
        if stated.says_what() {
            put(3, stated.index());
        }
    }
    masks
}

/// Returns a path of the policy.
pub(super) fn path(path: &policy::Path) -> Path {
    Path { base: path.base, steps: path.steps.iter().map(|step| (step.kind, step.field)).collect(), ty: path.ty }
}

/// Returns the first and last day of a window; nothing for one of every day.
pub(super) fn window(window: Window) -> Option<(u32, u32)> {
    let bounds = (window.from.map_or(0, day_word), window.through.map_or(u32::MAX, day_word));
    (window != Window::ALWAYS).then_some(bounds)
}

fn literal(literal: policy::Literal) -> Literal {
    match literal {
        policy::Literal::Date(date) => Literal::Ordered(day_word(date)),
        policy::Literal::Percent(percent) => Literal::Ordered(percent + 1),
        policy::Literal::Number(number) => Literal::Number(number),
        policy::Literal::Duration(duration) => {
            let (months, days) = duration.months_and_days();
            Literal::Duration(months, days)
        }
    }
}
