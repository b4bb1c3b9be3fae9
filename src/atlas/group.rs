//! Dated groups of places. Sources: the column `source` of members.csv.
//!
//! Membership is never inferred from "part of": French Polynesia is French and not in the Union, so every territory has
//! windows of its own. `from` is the first day and `through` the last on which membership holds.

use super::table::{self, Row};
use super::{Confidence, Place, PlaceSet, tables};
use crate::date::{Date, Window};
use crate::order::sort_by_key;
use std::sync::OnceLock;

/// A named, dated group of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(pub(crate) u8);

/// One place in one group for one stretch of days.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    /// The group.
    pub group: Group,
    /// The member.
    pub place: Place,
    /// The days.
    pub window: Window,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// Returns name and title of each group, in the order of the names.
fn groups() -> &'static [(&'static str, &'static str)] {
    static GROUPS: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    GROUPS.get_or_init(|| table::parse(tables::GROUPS, |row| Some((row.text()?, row.text()?))))
}

impl Group {
    /// Returns the group with this name, as written in a policy: `EEA`, `anywhere`.
    pub fn from_name(name: &str) -> Option<Group> {
        let row = groups().binary_search_by(|(n, _)| (*n).cmp(name)).ok()?;
        u8::try_from(row).ok().map(Group)
    }

    /// Returns its name: `EEA`, `anywhere`.
    pub fn name(self) -> &'static str {
        groups().get(usize::from(self.0)).map_or("", |(name, _)| name)
    }

    /// Returns its title.
    pub fn title(self) -> &'static str {
        groups().get(usize::from(self.0)).map_or("", |(_, title)| title)
    }

    /// Returns every group, in the order of their names.
    pub fn all() -> impl Iterator<Item = Group> {
        groups().iter().zip(0..=u8::MAX).map(|(_, row)| Group(row))
    }

    /// Returns the places that are members on this day.
    pub fn members_on(self, day: Date) -> PlaceSet {
        let memberships = self.memberships().iter();
        let today = memberships.filter(|m| m.window.holds(day));
        today.map(|m| m.place).collect()
    }

    /// Returns the places that are members on any day.
    pub fn ever(self) -> PlaceSet {
        self.memberships().iter().map(|m| m.place).collect()
    }

    /// Returns its memberships, in the order of places and days.
    pub fn memberships(self) -> &'static [Membership] {
        between(memberships(), |m| m.group.cmp(&self))
    }

    /// Returns the windows in which this place is a member, in order; they do not overlap.
    pub fn windows(self, place: Place) -> impl Iterator<Item = &'static Membership> {
        let sought = (self, place);
        let all = memberships();
        let start = all.partition_point(|m| (m.group, m.place) < sought);
        all.get(start..).unwrap_or_default().iter().take_while(move |m| (m.group, m.place) == sought)
    }
}

/// Returns the stretch of a sorted slice that `order` calls equal.
fn between<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = sorted.partition_point(|entry| order(entry).is_lt());
    let end = sorted.partition_point(|entry| order(entry).is_le());
    sorted.get(start..end).unwrap_or(&[])
}

/// Returns every membership, in the order of groups, places and days.
fn memberships() -> &'static [Membership] {
    static MEMBERSHIPS: OnceLock<Vec<Membership>> = OnceLock::new();
    MEMBERSHIPS.get_or_init(|| {
        let rows = table::parse(tables::MEMBERS, members);
        let mut all: Vec<_> = rows.iter().flat_map(|row| expand(row, &rows)).collect();
        sort_by_key(&mut all, |m| (m.group, m.place, m.window.from));
        all
    })
}

/// A row of members.csv: several members with the same days.
struct Members {
    group: Group,
    window: Window,
    words: &'static str,
    source: &'static str,
    confidence: Confidence,
}

fn members(row: &mut Row) -> Option<Members> {
    Some(Members {
        group: Group::from_name(row.text()?)?,
        window: row.window()?,
        words: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

/// Expands a row into memberships. A member is a place, the name of a group (its members on their own days, within the
/// row's window), or `*`, every country and territory.
fn expand(row: &Members, rows: &[Members]) -> Vec<Membership> {
    row.words
        .split(' ')
        .flat_map(|word| match Place::from_code(word) {
            Some(place) => vec![row.membership(place, row.window, row.confidence)],
            None if word == "*" => Place::all()
                .filter(|place| !place.is_organisation())
                .map(|place| row.membership(place, row.window, row.confidence))
                .collect(),
            None => row.borrowed(word, rows),
        })
        .collect()
}

impl Members {
    fn membership(&self, place: Place, window: Window, confidence: Confidence) -> Membership {
        Membership { group: self.group, place, window, source: self.source, confidence }
    }

    /// Returns the members of another group, within the window of this row. The confidence is the lower one of both
    /// rows.
    fn borrowed(&self, name: &str, rows: &[Members]) -> Vec<Membership> {
        let lenders = rows.iter().filter(|row| row.group.name() == name);
        lenders
            .flat_map(|row| expand(row, rows))
            .filter_map(|lent| {
                let window = overlap(self.window, lent.window)?;
                let confidence = self.confidence.max(lent.confidence);
                Some(self.membership(lent.place, window, confidence))
            })
            .collect()
    }
}

/// Returns the days in both windows, if there are any.
fn overlap(a: Window, b: Window) -> Option<Window> {
    let from = a.from.max(b.from);
    let through = match (a.through, b.through) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let some_day = from.zip(through).is_none_or(|(from, through)| from <= through);
    some_day.then_some(Window { from, through })
}
