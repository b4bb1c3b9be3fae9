//! From the checked policy to the program: conditions in prefix order, facts at their words.

use super::dated::Calendar;
use super::layout::{self, Layout};
use super::{
    Exists, Known, Literal, Mask, Membership, NONE, Of, On, Op, Orders, Path, Program, Quantified, Quantifier,
};
use super::{Rule, Step, Test, Total};
use crate::atlas;
use crate::date::{Date, Duration, Window};
use crate::order::sort_by;
use crate::policy::{self, Atom, Base, Day, Formula, Policy, Severity, Subject};
use crate::vocab::{Category, Element, Existence, Kind, Type, values};

/// The word of a date.
pub(super) fn day(date: Date) -> u32 {
    (date.days() + layout::EPOCH) as u32
}

/// The first and the last day of a window, as words.
pub(super) fn window(window: Window) -> (u32, u32) {
    (window.from.map_or(0, day), window.through.map_or(u32::MAX, day))
}

/// Compiles a checked policy.
pub fn compile(policy: &Policy) -> Program {
    let layout = Layout::of(policy);
    let calendar = Calendar::of(policy);
    let mut compiler = Compiler {
        policy,
        layout: &layout,
        calendar: &calendar,
        program: Program::default(),
        texts: vec![],
        listed: vec![],
        detached: vec![],
    };
    compiler.groups();
    compiler.known();
    compiler.program.applies = compiler.started(&policy.applies);
    for rule in policy.rules.iter().filter(|rule| rule.severity == Severity::Blocking) {
        compiler.rule(rule);
    }
    compiler.derivations();
    compiler.attach();
    let texts = compiler.texts;
    let mut program = compiler.program;
    program.policy = [policy.name.clone(), policy.version.clone(), policy.digest.clone()];
    program.atlas = format!("{}+{}", atlas::VERSION, atlas::digest());
    program.levels = policy.levels.clone();
    program.parts = policy.parts.clone();
    program.turns = calendar.turns().iter().map(|date| day(*date)).collect();
    program.compares |=
        layout.records.values().flat_map(|record| &record.slots).any(|slot| slot.ty == Type::Set(Element::Place));
    program.table = super::table::table(policy, &layout, &program, &texts);
    program
}

/// A program while it is compiled.
pub(super) struct Compiler<'p> {
    pub(super) policy: &'p Policy,
    pub(super) layout: &'p Layout,
    pub(super) calendar: &'p Calendar<'p>,
    pub(super) program: Program,
    /// Ids of parties that the policy names; text `i` is the word `i + 1`.
    texts: Vec<String>,
    /// Entries that have been compiled, and their indices.
    pub(super) listed: Vec<(&'p policy::Entries, u16)>,
    /// Conditions that stand after all others: those of which entries are meant.
    detached: Vec<Op>,
}

impl<'p> Compiler<'p> {
    /// The groups of the atlas stand first among the dated sets, so that a flow can name them.
    fn groups(&mut self) {
        for group in atlas::Group::all() {
            let set = policy::Set::Group(group);
            self.dated_places(&set);
        }
    }

    fn known(&mut self) {
        let layout = self.layout;
        let of = |kind, name| layout.named(kind, name);
        let keyed = values::enumeration(values::MEASURE_KIND).map_or(0, |kinds| {
            let named = kinds.values.iter().enumerate().filter(|(_, value)| crate::flow::has_keys(value.0));
            named.fold(0, |bits, (index, _)| bits | 1 << index)
        });
        self.program.known = Known {
            measure_kind: of(Kind::Measure, "kind"),
            keyed,
            holders: of(Kind::Party, "holders"),
            capital: of(Kind::Holder, "capital"),
            votes: of(Kind::Holder, "votes"),
            from: of(Kind::Credential, "from"),
            through: of(Kind::Credential, "through"),
            exporter: of(Kind::Flow, "exporter"),
            storage: of(Kind::Flow, "storage"),
            processing: of(Kind::Flow, "processing"),
            access: of(Kind::Flow, "access"),
            transfers: of(Kind::Flow, "transfers"),
            site_place: of(Kind::Site, "place"),
            site_operator: of(Kind::Site, "operator"),
            recipient: of(Kind::Transfer, "recipient"),
            party_id: of(Kind::Party, "id"),
            party_name: of(Kind::Party, "name"),
            holder_person: layout.word(Kind::Holder, policy::Field::PERSON),
            supplier_person: layout.word(Kind::Supplier, policy::Field::PERSON),
            inside: self.inside(),
        };
    }

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

    /// An exception holds when it is in force, its conditions are met, and nothing defeats it.
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
            let read = self.layout.word(derivation.kind, derivation.field) != NONE;
            let start = if read { self.started(&derivation.rule) } else { u32::MAX };
            self.program.derivations.push(start);
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

    fn open(&mut self, op: Op) -> usize {
        self.program.ops.push(op);
        self.program.ops.len() - 1
    }

    /// Notes how many operations one takes.
    fn close(&mut self, at: usize) {
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

    /// One part stands for itself.
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

    fn atom(&mut self, atom: &'p Atom) {
        match &atom.subject {
            Subject::Path(path) => {
                let at = self.path(path);
                let op = match &atom.test {
                    policy::Test::In(membership) => Op::In(at, self.membership(membership, path.ty)),
                    test => Op::Test(at, self.test(test)),
                };
                self.program.ops.push(op);
            }
            Subject::Total(total) => self.total(total, &atom.test),
        }
    }

    fn total(&mut self, total: &'p policy::Total, test: &policy::Test) {
        let policy::Test::Order(order, policy::Literal::Percent(limit)) = test else {
            return self.program.ops.push(Op::Const(false));
        };
        let last = total.share.steps.last();
        let op = Total {
            share: self.path(&total.share),
            slot: self.slot(total.slot),
            entries: self.entries(&total.from),
            whole: last.is_some_and(|step| step.kind == Kind::Holder && step.field.0 < policy::Field::DECLARED),
            orders: orders(*order),
            limit: *limit,
            length: 0,
        };
        let at = self.open(Op::Total(op));
        self.formula(&total.filter);
        self.close(at);
    }

    fn test(&mut self, test: &policy::Test) -> Test {
        match test {
            policy::Test::Yes => Test::Is(2),
            policy::Test::IsNone => Test::IsNone,
            policy::Test::IsValue(value) => Test::Is(u32::from(*value) + 1),
            policy::Test::IsPlace(place) => Test::IsPlace(self.single(*place)),
            policy::Test::IsRegion(region) => Test::Is(region.map_or(1, |index| u32::from(index) + layout::REGION)),
            policy::Test::IsCategory(category) => Test::IsCategory(self.category(*category)),
            policy::Test::IsParty(id) => Test::IsParty(self.text(id)),
            policy::Test::IsPath(path) => {
                self.program.compares = true;
                self.lattice(path.ty);
                Test::IsPath(self.path(path))
            }
            policy::Test::IsLiteral(literal) => Test::Compare(2, self.literal(*literal)),
            policy::Test::HasValue(value) => Test::HasValue(u32::from(*value)),
            policy::Test::HasCategory(category) => Test::HasCategory(self.category(*category)),
            policy::Test::HasPlace(place) => Test::HasPlace(self.single(*place)),
            policy::Test::Order(order, literal) => Test::Compare(orders(*order), self.literal(*literal)),
            policy::Test::OrderPath(order, path) => Test::ComparePath(orders(*order), self.path(path)),
            policy::Test::Within(duration) => {
                let (months, days) = units(*duration);
                Test::Within(months, days)
            }
            policy::Test::In(_) => Test::IsNone,
        }
    }

    fn membership(&mut self, membership: &'p policy::Membership, ty: Type) -> Membership {
        let set = self.program.sets.len() as u32;
        self.set(&membership.set, ty);
        let on = match &membership.on {
            None => On::AsOf,
            Some(Day::Date(date)) => On::Day(day(*date)),
            Some(Day::Path(path)) => On::Path(self.path(path)),
        };
        self.program.other_days |= membership.on.is_some();
        Membership { set, with: membership.with.as_ref().map_or(NONE, |path| self.path(path)), on }
    }

    fn single(&mut self, place: crate::atlas::Place) -> u32 {
        insert(&mut self.program.singles, place.index());
        place.index() as u32
    }

    fn literal(&self, literal: policy::Literal) -> Literal {
        match literal {
            policy::Literal::Date(date) => Literal::Word(day(date)),
            policy::Literal::Percent(percent) => Literal::Word(percent + 1),
            policy::Literal::Number(number) => Literal::Number(number),
            policy::Literal::Duration(duration) => {
                let (months, days) = units(duration);
                Literal::Duration(months, days)
            }
        }
    }

    /// The word of an id that the policy names.
    pub(super) fn text(&mut self, text: &str) -> u32 {
        let known = self.texts.iter().position(|known| known == text);
        known.unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        }) as u32
            + 1
    }

    pub(super) fn slot(&mut self, slot: usize) -> u16 {
        let slot = slot as u16;
        self.program.slots = self.program.slots.max(slot + 1);
        slot
    }

    /// The index of a path.
    pub(super) fn path(&mut self, path: &policy::Path) -> u16 {
        let steps = path.steps.iter().map(|step| self.step(*step)).collect();
        let base = match path.base {
            Base::Flow => NONE,
            Base::Slot(slot) => self.slot(slot),
        };
        index_of(&mut self.program.paths, Path { base, steps, of: of(path.ty) })
    }

    fn step(&self, step: policy::Step) -> Step {
        let word = self.layout.word(step.kind, step.field);
        let tools = |names: &[&str]| {
            let all = values::enumeration(values::TOOL).map_or(&[][..], |tools| tools.values);
            all.iter().enumerate().filter(|(_, tool)| names.contains(&tool.0)).fold(0, |bits, (i, _)| bits | 1 << i)
        };
        let tool = self.layout.named(Kind::Transfer, "tool");
        let fact = step.kind.facts().get(usize::from(step.field.0));
        let exists = match fact.map_or(Existence::Always, |fact| fact.exists) {
            Existence::Always => Exists::Always,
            Existence::SccTool => Exists::Tool(tool, tools(&["scc"])),
            Existence::AuthorisedTool => Exists::Tool(tool, tools(&["ad_hoc_clauses", "arrangement"])),
            Existence::Keys if step.kind == Kind::Site => {
                Exists::SiteKeys(self.layout.named(Kind::Site, "encrypted"), self.layout.named(Kind::Site, "measures"))
            }
            Existence::Keys => Exists::MeasureKeys,
        };
        Step { word, exists }
    }

    /// The index of the mask that `Test::HasCategory` reads.
    pub(super) fn category(&mut self, wanted: Category) -> u16 {
        let mask = category_mask(wanted);
        self.mask(mask)
    }

    fn lattice(&mut self, ty: Type) {
        if ty == Type::Category && self.program.lattice.is_empty() {
            self.program.lattice = Category::all().map(category_mask).collect();
        }
    }

    pub(super) fn needs_lattice(&mut self, ty: Type) {
        if matches!(ty, Type::Category | Type::Set(Element::Category)) {
            self.lattice(Type::Category);
        }
    }

    /// The index of a mask, each kept once.
    pub(super) fn mask(&mut self, mask: Mask) -> u16 {
        index_of(&mut self.program.masks, mask)
    }
}

/// The position of a value among others, each kept once.
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

/// What stating each category says of having `wanted`: see `Test::HasCategory`.
fn category_mask(wanted: Category) -> Mask {
    let mut mask = Mask::default();
    for stated in Category::all() {
        let index = stated.index();
        let mut put = |part: usize| {
            if let Some(words) = mask.get_mut(part * 2..part * 2 + 2) {
                insert(words, index);
            }
        };
        match stated.tells(wanted, false) {
            crate::truth::Truth::True => put(0),
            crate::truth::Truth::Unknown => put(1),
            crate::truth::Truth::False if stated.tells(wanted, true) == crate::truth::Truth::Unknown => put(2),
            crate::truth::Truth::False => {}
        }
        if stated.says_what() {
            put(3);
        }
    }
    mask
}

fn orders(order: policy::Order) -> Orders {
    match order {
        policy::Order::LessOrEqual => 3,
        policy::Order::GreaterOrEqual => 6,
        policy::Order::Less => 1,
        policy::Order::Greater => 4,
    }
}

/// Months and days.
fn units(duration: Duration) -> (u32, u32) {
    (duration.years * 12 + duration.months, duration.days)
}

/// What stands at a path of a type.
fn of(ty: Type) -> Of {
    match ty {
        Type::YesNo | Type::Enum(_) | Type::Region | Type::Text => Of::Word,
        Type::Place => Of::Place,
        Type::Category => Of::Category,
        Type::Percent | Type::Date => Of::Ordered,
        Type::Number => Of::Number,
        Type::Duration => Of::Duration,
        Type::Object(_) => Of::Object,
        Type::Set(Element::Enum(_)) => Of::Bits,
        Type::Set(Element::Category) => Of::Categories,
        Type::Set(Element::Place) => Of::Places,
        Type::Set(Element::Region) => Of::Regions,
        Type::List(_) => Of::List,
    }
}

/// Days in order, each once.
pub(super) fn ordered(mut days: Vec<Date>) -> Vec<Date> {
    sort_by(&mut days, |a, b| a.cmp(b));
    days.dedup();
    days
}
