//! The members of a set, as they are written or as of a day.

use super::Document;
use super::named::Definition;
use crate::atlas::Group;
use crate::date::Date;
use crate::syntax::tree::{Item, Member, MemberKind, SetExpr, SetKind, Until, WindowDecl};

/// Sets in one another, before one gives up.
const DEEPEST: u8 = 12;

impl Document<'_> {
    /// The members of a named set on a day; none where they depend on the flow, or cannot be read.
    pub(super) fn members_on(&self, set: Definition<'_>, day: Date) -> Option<Vec<String>> {
        self.members_of(set, day, DEEPEST)
    }

    fn members_of(&self, set: Definition<'_>, day: Date, depth: u8) -> Option<Vec<String>> {
        let Item::Set(decl) = set.item else { return None };
        self.members(&decl.value, set, day, depth.checked_sub(1)?)
    }

    fn members(&self, set: &SetExpr, home: Definition<'_>, day: Date, depth: u8) -> Option<Vec<String>> {
        let parts = |parts: &[SetExpr]| {
            let each = parts.iter().map(|part| self.members(part, home, day, depth));
            each.collect::<Option<Vec<Vec<String>>>>()
        };
        match &set.kind {
            SetKind::Path(path) => match path.names.as_slice() {
                [name] => self.named_members(&name.text, home, day, depth),
                _ => None,
            },
            SetKind::Braces(members) => {
                let held = members.iter().filter(|member| holds(&member.window, day));
                Some(held.map(written).collect())
            }
            SetKind::Union(operands) => Some(united(parts(operands)?)),
            SetKind::Intersection(operands) => parts(operands)?.into_iter().reduce(|mut left, right| {
                left.retain(|member| right.contains(member));
                left
            }),
            SetKind::Except(operands) => parts(operands)?.into_iter().reduce(|mut left, right| {
                left.retain(|member| !right.iter().any(|out| head(out) == head(member)));
                left
            }),
            SetKind::Broken => None,
        }
    }

    fn named_members(&self, name: &str, home: Definition<'_>, day: Date, depth: u8) -> Option<Vec<String>> {
        if let Some(group) = Group::from_name(name) {
            return Some(group.members_on(day).iter().map(|place| place.code().to_owned()).collect());
        }
        // In its own words a replacement's name means what it replaces.
        let found = if name == home.name.text { self.replaced(home) } else { self.defined(name, false) };
        match found {
            Some(found) => self.members_of(found, day, depth),
            None => crate::atlas::Place::from_code(name).map(|place| vec![place.code().to_owned()]),
        }
    }
}

fn united(parts: Vec<Vec<String>>) -> Vec<String> {
    let mut all: Vec<String> = vec![];
    for member in parts.into_iter().flatten() {
        if !all.contains(&member) {
            all.push(member);
        }
    }
    all
}

/// A member without the list that it holds with.
fn head(member: &str) -> &str {
    member.split(' ').next().unwrap_or(member)
}

fn written(member: &Member) -> String {
    let (MemberKind::Name(name) | MemberKind::Region(name) | MemberKind::Party(name)) = &member.kind;
    match &member.with {
        Some(with) => [&name.text, " with ", &with.text].concat(),
        None => name.text.clone(),
    }
}

fn holds(window: &WindowDecl, day: Date) -> bool {
    let begun = window.from.is_none_or(|from| from <= day);
    let ended = match window.until {
        Some(Until::Through(last)) => last < day,
        Some(Until::Before(first)) => first <= day,
        None => false,
    };
    begun && !ended
}
