//! Sets: what depends on the day alone becomes a mask, the rest stays a condition on the member.

use super::SetOp;
use super::compile::{Compiler, index_of, window};
use super::dated::Scope;
use crate::policy::{Member, MemberValue, Policy, Set};
use crate::vocab::{Element, Type};

impl<'p> Compiler<'p> {
    /// Compiles a set that values of a type are looked for in.
    pub(super) fn set(&mut self, set: &'p Set, ty: Type) {
        let places = matches!(ty, Type::Place | Type::Set(Element::Place));
        match set {
            _ if places && self.policy.is_dated(set) => {
                let index = self.dated_places(set);
                self.tested(index);
                self.program.sets.push(SetOp::Dated(index));
            }
            Set::Named(index) => {
                let named = self.policy.sets.get(*index);
                match named {
                    Some(named) => self.set(&named.set, ty),
                    None => self.program.sets.push(SetOp::Any(0)),
                }
            }
            Set::Group(_) => self.program.sets.push(SetOp::Any(0)),
            Set::Members(members) => self.members(set, members, ty),
            Set::Fact(path) => {
                self.needs_lattice(ty);
                let path = self.path(path);
                self.program.sets.push(SetOp::Fact(path));
            }
            Set::Entries(entries) => {
                let entries = self.entries(entries);
                self.program.sets.push(SetOp::Entries(entries));
            }
            Set::Union(parts) => self.several(SetOp::Any(0), |it| parts.iter().for_each(|part| it.set(part, ty))),
            Set::Intersection(parts) => {
                self.several(SetOp::All(0), |it| parts.iter().for_each(|part| it.set(part, ty)))
            }
            Set::Except(parts) => self.several(SetOp::All(0), |it| {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        it.program.sets.push(SetOp::Not);
                    }
                    it.set(part, ty);
                }
            }),
        }
    }

    /// Notes a set of places that keeps places apart.
    fn tested(&mut self, index: u16) {
        index_of(&mut self.program.tested, index);
        if self.is_on_other_day {
            index_of(&mut self.program.on_other_days, index);
        }
    }

    fn several(&mut self, op: SetOp, parts: impl FnOnce(&mut Self)) {
        let at = self.program.sets.len();
        self.program.sets.push(op);
        parts(self);
        let taken = (self.program.sets.len() - at - 1) as u32;
        if let Some(SetOp::Any(length) | SetOp::All(length)) = self.program.sets.get_mut(at) {
            *length = taken;
        }
    }

    /// Members between braces: those without a list, and those of each list.
    fn members(&mut self, set: &'p Set, members: &'p [Member], ty: Type) {
        self.several(SetOp::Any(0), |it| {
            it.on_list(set, members, ty, None);
            let mut lists: Vec<u8> = members.iter().filter_map(|member| member.scope).collect();
            crate::order::sort_by(&mut lists, |a, b| a.cmp(b));
            lists.dedup();
            for list in lists {
                it.several(SetOp::All(0), |it| {
                    it.on_list(set, members, ty, Some(list));
                    it.program.sets.push(SetOp::Listed(list));
                });
            }
        });
    }

    fn on_list(&mut self, set: &'p Set, members: &'p [Member], ty: Type, list: Option<u8>) {
        let held: Vec<&Member> = members.iter().filter(|member| member.scope == list).collect();
        let index = match ty {
            _ if held.is_empty() => return,
            Type::Place => self.dated_scope(set, Scope(list)),
            Type::Region => self.dated_regions(&held),
            Type::Category => self.dated_categories(&held),
            Type::Enum(_) => self.dated_values(&held),
            _ => return self.several(SetOp::Any(0), |it| it.parties(&held)),
        };
        if ty == Type::Place {
            self.tested(index);
        }
        self.program.sets.push(SetOp::Dated(index));
    }

    fn parties(&mut self, members: &[&Member]) {
        for member in members {
            if let MemberValue::Party(id) = &member.value {
                let text = self.text(id);
                let (from, through) = window(member.window);
                self.program.sets.push(SetOp::Party(text, from, through));
            }
        }
    }
}

impl Policy {
    /// Returns whether a set of places depends on the day alone.
    pub(crate) fn is_dated(&self, set: &Set) -> bool {
        match set {
            Set::Named(index) => self.sets.get(*index).is_some_and(|named| self.is_dated(&named.set)),
            Set::Group(_) => true,
            Set::Members(members) => members.iter().all(|member| member.scope.is_none()),
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().all(|part| self.is_dated(part))
            }
            Set::Fact(_) | Set::Entries(_) => false,
        }
    }
}
