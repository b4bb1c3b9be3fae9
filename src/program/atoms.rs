//! Tests on facts: each path, value and set by its words.

use super::compile::{Compiler, day, index_of, insert};
use super::layout;
use super::{Condition, Implied, Literal, Mask, Membership, NONE, Of, On, Op, Path, Step, Test, Total, tag};
use crate::policy::{self, Atom, Base, Day, Field, Subject};
use crate::vocab::{self, Category, Element, Kind, Type};

impl<'p> Compiler<'p> {
    pub(super) fn atom(&mut self, atom: &'p Atom) {
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
            whole: last.is_some_and(|step| step.kind == Kind::Holder && step.field.0 < Field::DECLARED),
            orders: order.bits(),
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
                self.lattice(path.ty);
                Test::IsPath(self.path(path))
            }
            policy::Test::IsLiteral(literal) => Test::Compare(2, self.literal(*literal)),
            policy::Test::HasValue(value) => Test::HasValue(u32::from(*value)),
            policy::Test::HasCategory(category) => Test::HasCategory(self.category(*category)),
            policy::Test::HasPlace(place) => Test::HasPlace(self.single(*place)),
            policy::Test::Order(order, literal) => Test::Compare(order.bits(), self.literal(*literal)),
            policy::Test::OrderPath(order, path) => Test::ComparePath(order.bits(), self.path(path)),
            policy::Test::Within(duration) => {
                let (months, days) = duration.months_and_days();
                Test::Within(months, days)
            }
            policy::Test::In(_) => Test::IsNone,
        }
    }

    fn membership(&mut self, membership: &'p policy::Membership, ty: Type) -> Membership {
        let set = self.program.sets.len() as u32;
        self.is_on_other_day = membership.on.is_some();
        self.set(&membership.set, ty);
        self.is_on_other_day = false;
        let on = match &membership.on {
            None => On::AsOf,
            Some(Day::Date(date)) => On::Day(day(*date)),
            Some(Day::Path(path)) => On::Path(self.path(path)),
        };
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
                let (months, days) = duration.months_and_days();
                Literal::Duration(months, days)
            }
        }
    }

    /// Returns the word of an id that the policy names.
    pub(super) fn text(&mut self, text: &str) -> u32 {
        let known = self.program.texts.iter().position(|known| known == text);
        known.unwrap_or_else(|| {
            self.program.texts.push(text.to_owned());
            self.program.texts.len() - 1
        }) as u32
            + 1
    }

    pub(super) fn slot(&mut self, slot: usize) -> u16 {
        let slot = slot as u16;
        self.program.slots = self.program.slots.max(slot + 1);
        slot
    }

    /// Returns the index of a path.
    pub(super) fn path(&mut self, path: &policy::Path) -> u16 {
        let steps = path.steps.iter().map(|step| self.step(*step)).collect();
        let base = match path.base {
            Base::Flow => NONE,
            Base::Slot(slot) => self.slot(slot),
        };
        index_of(&mut self.program.paths, Path { base, steps, of: of(path.ty, &self.policy.declared) })
    }

    fn step(&mut self, step: policy::Step) -> Step {
        let word = self.layout.word(step.kind, step.field);
        let Some(dependent) = step.kind.dependent(step.field.0) else { return Step { word, exists: NONE } };
        let conditions = dependent.conditions().map(|on| self.condition(step.kind, on)).collect();
        Step { word, exists: index_of(&mut self.program.existences, conditions) }
    }

    fn condition(&self, owner: Kind, on: vocab::Condition) -> Condition {
        Condition {
            list: on.list.map_or(NONE, |list| self.layout.word(owner, Field(list))),
            tag: tag(on.kind),
            word: self.layout.word(on.kind, Field(on.fact)),
            values: on.values,
        }
    }

    /// Finds the facts that leave others several values. One that leaves a single value states it when the flow is read.
    pub(super) fn implied(&mut self) {
        for dependent in Kind::ALL.iter().flat_map(|kind| kind.dependents()).filter(|dependent| dependent.is_implied) {
            let by = self.layout.word(dependent.kind, Field(dependent.fact));
            for on in dependent.conditions().filter(|on| by != NONE && on.only().is_none()) {
                let on = self.condition(dependent.kind, on);
                self.program.implied.push(Implied { by, on });
            }
        }
    }

    /// Returns the index of the mask that `Test::HasCategory` reads.
    pub(super) fn category(&mut self, wanted: Category) -> u16 {
        let mask = category_mask(wanted);
        self.mask(mask)
    }
}

/// Computes what stating each category says of having `wanted`: see `Test::HasCategory`.
pub(super) fn category_mask(wanted: Category) -> Mask {
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

/// Returns what stands at a path of a type.
fn of(ty: Type, declared: &policy::Declared) -> Of {
    match ty {
        Type::YesNo | Type::Enum(_) | Type::Region | Type::Text => Of::Word,
        Type::Place => Of::Place,
        Type::Category => Of::Category,
        Type::Percent | Type::Date => Of::Ordered,
        Type::Number => Of::Number,
        Type::Duration => Of::Duration,
        Type::Object(_) => Of::Object,
        Type::Set(Element::Enum(_)) => Of::Bits((layout::width(ty, declared) - 1) as u8),
        Type::Set(Element::Category) => Of::Categories,
        Type::Set(Element::Place) => Of::Places,
        Type::Set(Element::Region) => Of::Regions,
        Type::List(_) => Of::List,
    }
}
