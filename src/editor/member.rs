//! Lists the members of a set, as written or as of a day.

use super::Document;
use super::named::Definition;
use crate::atlas::{Group, PlaceSet};
use crate::date::Date;
use crate::syntax::tree::{Item, Member, MemberKind, SetExpr, SetKind, Until, WindowDecl};

/// Combines the members so far with those of the next operand.
type Join = fn(&mut Vec<String>, &[String]);

/// The deepest nesting of sets that is followed.
const DEEPEST: u8 = 12;

impl Document<'_> {
    /// Returns the members of a named set on a day; none where they depend on the flow or cannot be read.
    pub(super) fn members_on(&self, set: Definition<'_>, day: Date) -> Option<Vec<String>> {
        self.members_of(set, day, DEEPEST)
    }

    fn members_of(&self, set: Definition<'_>, day: Date, depth: u8) -> Option<Vec<String>> {
        let Item::Set(decl) = set.item else { return None };
        self.members(&decl.value, set, day, depth.checked_sub(1)?)
    }

    fn members(&self, set: &SetExpr, home: Definition<'_>, day: Date, depth: u8) -> Option<Vec<String>> {
        let (parts, join): (_, Join) = match &set.kind {
            SetKind::Path(path) => match path.names.as_slice() {
                [name] => return self.named_members(&name.text, home, day, depth),
                _ => return None,
            },
            SetKind::Braces(members) => return Some(held(members, day)),
            SetKind::Union(parts) => (parts, unite),
            SetKind::Intersection(parts) => (parts, |left, right| left.retain(|member| right.contains(member))),
            SetKind::Except(parts) => (parts, leave_out),
            SetKind::Broken => return None,
        };
        let (first, rest) = parts.split_first()?;
        let mut all = self.members(first, home, day, depth)?;
        for part in rest {
            join(&mut all, &self.members(part, home, day, depth)?);
        }
        Some(all)
    }

    fn named_members(&self, name: &str, home: Definition<'_>, day: Date, depth: u8) -> Option<Vec<String>> {
        if let Some(group) = Group::from_name(name) {
            return Some(codes(group.members_on(day)));
        }
        // Inside a replacement, its own name means the definition that it replaces.
        let found = if name == home.name.text { self.replaced(home) } else { self.defined(name, false) };
        match found {
            Some(found) => self.members_of(found, day, depth),
            None => crate::atlas::Place::from_code(name).map(|place| vec![place.code().to_owned()]),
        }
    }
}

/// Returns the codes of places, in their order.
pub(super) fn codes(places: PlaceSet) -> Vec<String> {
    let mut codes = vec![];
    for place in places.iter() {
        codes.push(place.code().to_owned());
    }
    codes
}

fn held(members: &[Member], day: Date) -> Vec<String> {
    let mut all = vec![];
    for member in members {
        if holds(&member.window, day) {
            all.push(written(member));
        }
    }
    all
}

fn unite(all: &mut Vec<String>, more: &[String]) {
    for member in more {
        if !all.contains(member) {
            all.push(member.clone());
        }
    }
}

fn leave_out(all: &mut Vec<String>, out: &[String]) {
    all.retain(|member| !out.iter().any(|other| head(other) == head(member)));
}

/// Returns a member without the list that it holds with.
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
