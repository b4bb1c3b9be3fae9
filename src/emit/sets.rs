//! Sets: what depends on the day alone becomes a table, the rest stays a condition on the member.

use super::ir::{Id, Node, Path, Says, When};
use super::lower::{Lowered, path, window};
use super::tables::truth;
use crate::date::Date;
use crate::policy::{Member, MemberValue, Set};
use crate::truth::Truth;
use crate::vocab::{Category, Kind, Type, category, values};

/// The value that is looked for, and the day on which sets are read.
pub(super) struct Lists<'a> {
    pub(super) at: &'a Path,
    /// The lists that scoped members are read with.
    pub(super) with: Option<Path>,
    pub(super) when: When,
}

impl Lowered<'_> {
    /// Lowers membership in a set.
    pub(super) fn member(&mut self, set: &Set, lists: &Lists<'_>) -> Id {
        let is_place = lists.at.ty == Type::Place;
        match set {
            _ if is_place && self.policy.is_dated(set) => self.places(set, None, lists),
            Set::Named(index) => match self.policy.sets.get(*index) {
                Some(named) => self.member(&named.set, lists),
                None => self.graph.constant(false),
            },
            Set::Group(_) => self.graph.constant(false),
            Set::Members(members) => self.members(set, members, lists),
            Set::Fact(other) => self.graph.add(Node::Test(lists.at.clone(), Says::InFact(path(other)))),
            Set::Entries(entries) => {
                let entries = self.entries(entries);
                self.graph.add(Node::Test(lists.at.clone(), Says::InEntries(entries)))
            }
            Set::Union(parts) => {
                let parts = parts.iter().map(|part| self.member(part, lists)).collect();
                self.graph.any(parts)
            }
            Set::Intersection(parts) => {
                let parts = parts.iter().map(|part| self.member(part, lists)).collect();
                self.graph.all(parts)
            }
            Set::Except(parts) => {
                let mut kept = vec![];
                for (index, part) in parts.iter().enumerate() {
                    let part = self.member(part, lists);
                    kept.push(if index == 0 { part } else { self.graph.not(part) });
                }
                self.graph.all(kept)
            }
        }
    }

    /// Returns the places of a set that are on a list, or on none.
    fn places(&mut self, set: &Set, list: Option<u8>, lists: &Lists<'_>) -> Id {
        let calendar = &self.calendar;
        let rows = calendar.days().enumerate().map(|(stretch, day)| calendar.places_of(set, list, stretch, day));
        let rows = self.tables.places(rows.collect());
        self.graph.add(Node::Test(lists.at.clone(), Says::Places(rows, lists.when)))
    }

    /// Members between braces: those without a list, and those of each list.
    fn members(&mut self, set: &Set, members: &[Member], lists: &Lists<'_>) -> Id {
        let mut scopes: Vec<Option<u8>> = vec![None];
        for member in members {
            if !scopes.contains(&member.scope) {
                scopes.push(member.scope);
            }
        }
        crate::order::sort_by(&mut scopes, |a, b| a.cmp(b));
        let mut parts = vec![];
        for scope in scopes {
            let held: Vec<&Member> = members.iter().filter(|member| member.scope == scope).collect();
            if held.is_empty() {
                continue;
            }
            let on_list = self.on_list(set, &held, scope, lists);
            parts.push(match scope {
                None => on_list,
                Some(list) => {
                    let listed = self.listed(list, lists);
                    self.graph.all(vec![on_list, listed])
                }
            });
        }
        self.graph.any(parts)
    }

    fn listed(&mut self, list: u8, lists: &Lists<'_>) -> Id {
        match &lists.with {
            Some(with) => self.graph.add(Node::Test(with.clone(), Says::HasValue(list))),
            None => self.graph.constant(false),
        }
    }

    fn on_list(&mut self, set: &Set, members: &[&Member], scope: Option<u8>, lists: &Lists<'_>) -> Id {
        let says = match lists.at.ty {
            Type::Place => return self.places(set, scope, lists),
            Type::Region => return self.regions(members, lists),
            Type::Enum(_) | Type::Category => {
                let rows = self.codes(lists.at.ty, members);
                Says::Codes(self.tables.vector(rows), lists.when)
            }
            _ => return self.parties(members, lists),
        };
        self.graph.add(Node::Test(lists.at.clone(), says))
    }

    /// Members that are regions; those that hold on all days together.
    fn regions(&mut self, members: &[&Member], lists: &Lists<'_>) -> Id {
        let parts = members.iter().filter_map(|member| match member.value {
            MemberValue::Region(index) => {
                let says = Says::Regions(vec![u32::from(index) + 3]);
                Some(self.within(member, says, lists))
            }
            _ => None,
        });
        let parts = parts.collect();
        self.graph.any(parts)
    }

    fn parties(&mut self, members: &[&Member], lists: &Lists<'_>) -> Id {
        let parts = members.iter().filter_map(|member| match &member.value {
            MemberValue::Party(id) => Some(self.within(member, Says::IsParty(id.clone()), lists)),
            _ => None,
        });
        let parts = parts.collect();
        self.graph.any(parts)
    }

    fn within(&mut self, member: &Member, says: Says, lists: &Lists<'_>) -> Id {
        let test = self.graph.add(Node::Test(lists.at.clone(), says));
        match window(member.window) {
            None => test,
            Some((from, through)) => {
                let in_force = self.graph.add(Node::InForce(from, through, lists.when));
                self.graph.all(vec![test, in_force])
            }
        }
    }

    /// Returns what members say of each code, for each stretch: first unknown, then absent, then the values. A tool has one more
    /// code, for one that is not stated and is authorised.
    pub(super) fn codes(&self, ty: Type, members: &[&Member]) -> Vec<Vec<u8>> {
        self.calendar.days().map(|day| self.row(ty, members, day)).collect()
    }

    fn row(&self, ty: Type, members: &[&Member], day: Date) -> Vec<u8> {
        let held = || members.iter().filter(move |member| member.window.holds(day));
        let mut row = vec![truth::UNKNOWN, truth::FALSE];
        match ty {
            Type::Category => row.extend(Category::all().map(|stated| {
                let said = held().filter_map(|member| match member.value {
                    MemberValue::Category(wanted) => Some(category::has(&[stated], true, wanted)),
                    _ => None,
                });
                said.fold(truth::FALSE, |all, one| all | of(one))
            })),
            Type::Enum(id) => {
                let has = |value: u8| held().any(|member| member.value == MemberValue::Value(value));
                let count = self.policy.declared.values(id).len() as u8;
                row.extend((0..count).map(|value| if has(value) { truth::TRUE } else { truth::FALSE }));
                if id == values::TOOL {
                    let tools = super::facts::needed_values(Kind::Transfer, "authorised")
                        .iter()
                        .filter_map(|tool| self.policy.declared.value(id, tool));
                    let said: Vec<bool> = tools.map(has).collect();
                    row.push(match (said.iter().all(|one| *one), said.iter().any(|one| *one)) {
                        (true, _) => truth::TRUE,
                        (_, true) => truth::UNKNOWN,
                        _ => truth::FALSE,
                    });
                }
            }
            _ => {}
        }
        row
    }
}

/// Returns a truth as a printed module holds it.
fn of(truth: Truth) -> u8 {
    match truth {
        Truth::False => truth::FALSE,
        Truth::Unknown => truth::UNKNOWN,
        Truth::True => truth::TRUE,
    }
}
