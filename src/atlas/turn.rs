//! The days on which something of the atlas begins or ends: the marks on a line of time.

use super::{Group, Membership, Spot, access_laws, adequacy, instruments, localisation_laws, providers};
use crate::date::{Date, Window};
use crate::order::sort_by_key;

/// The kind of fact that begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// A decision that a destination is adequate.
    Adequacy,
    /// Places that belong to a group.
    Membership,
    /// Clauses, a regulation, another ground of transfers.
    Instrument,
    /// A law by which a State reaches data.
    Access,
    /// A law that keeps data at home.
    Localisation,
    /// The operator of a cloud.
    Operator,
}

impl Family {
    /// Returns its name: `adequacy`, `membership` and so on.
    pub fn name(self) -> &'static str {
        match self {
            Family::Adequacy => "adequacy",
            Family::Membership => "membership",
            Family::Instrument => "instrument",
            Family::Access => "access",
            Family::Localisation => "localisation",
            Family::Operator => "operator",
        }
    }
}

/// A day on which something begins, or the first day without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The day.
    pub day: Date,
    /// The kind of fact.
    pub family: Family,
    /// Says whether it begins; else it is over.
    pub begins: bool,
    /// A short label: `US: adequate with safe_harbour`.
    pub label: String,
    /// The act, or the operator.
    pub act: &'static str,
    /// A note on its later history; may be empty.
    pub note: &'static str,
    /// The places or groups that it is about.
    pub places: Vec<&'static str>,
    /// Key of the source.
    pub source: &'static str,
}

/// Returns every day on which something begins or ends, in order.
pub fn turns() -> Vec<Turn> {
    let mut all = Turns(vec![]);
    all.decisions();
    all.memberships();
    all.acts();
    all.operators();
    sort_by_key(&mut all.0, |turn| (turn.day, turn.family, !turn.begins, turn.label.clone()));
    all.0
}

struct Turns(Vec<Turn>);

impl Turns {
    /// Adds the first day of a window, and the first day after it.
    fn add(&mut self, window: Window, turn: Turn) {
        if let Some(day) = window.from {
            self.0.push(Turn { day, begins: true, ..turn.clone() });
        }
        if let Some(last) = window.through {
            self.0.push(Turn { day: last.next(), begins: false, ..turn });
        }
    }

    fn decisions(&mut self) {
        for decision in adequacy() {
            let place = decision.place.code();
            let with = if decision.scopes.is_empty() { "" } else { " with " };
            let scopes = decision.scopes().collect::<Vec<_>>().join(" or ");
            let turn = Turn {
                act: decision.instrument,
                note: decision.note,
                source: decision.source,
                ..Turn::of(Family::Adequacy, place, [": adequate", with, &scopes].concat())
            };
            self.add(decision.window, turn);
        }
    }

    /// Joins the places that enter or leave a group on one day into one turn.
    fn memberships(&mut self) {
        for group in Group::all().filter(|group| group.name() != "anywhere") {
            for membership in group.memberships() {
                self.membership(group, membership);
            }
        }
        for turn in &mut self.0 {
            if turn.family == Family::Membership {
                let listed = turn.places.join(", ");
                turn.label = [listed.as_str(), if turn.begins { " in " } else { " no longer in " }, turn.act].concat();
            }
        }
    }

    fn membership(&mut self, group: Group, membership: &Membership) {
        let ends = membership.window.through.map(Date::next);
        for (day, begins) in [(membership.window.from, true), (ends, false)] {
            let Some(day) = day else { continue };
            let place = membership.place.code();
            let same = |turn: &&mut Turn| turn.day == day && turn.begins == begins && turn.act == group.name();
            match self.0.iter_mut().find(same) {
                Some(turn) => turn.places.push(place),
                None => {
                    let turn = Turn::of(Family::Membership, place, String::new());
                    self.0.push(Turn {
                        day,
                        begins,
                        act: group.name(),
                        note: group.title(),
                        source: membership.source,
                        ..turn
                    });
                }
            }
        }
    }

    fn acts(&mut self) {
        for instrument in instruments() {
            let turn = Turn {
                label: instrument.name.to_owned(),
                places: vec![],
                act: instrument.act,
                note: instrument.note,
                source: instrument.source,
                ..Turn::of(Family::Instrument, "", String::new())
            };
            self.add(instrument.window, turn.clone());
            if instrument.new.through != instrument.window.through {
                let label = [instrument.name, ": new contracts"].concat();
                self.add(Window { from: None, ..instrument.new }, Turn { label, ..turn });
            }
        }
        for law in access_laws() {
            let place = match law.place {
                Spot::Place(place) => place.code(),
                Spot::Group(group) => group.name(),
            };
            let turn = Turn::of(Family::Access, place, [": ", law.law].concat());
            self.add(law.window, Turn { act: law.law, note: law.reaches, source: law.source, ..turn });
        }
        for law in localisation_laws() {
            let turn = Turn::of(Family::Localisation, law.place.code(), [": ", law.law].concat());
            self.add(law.window, Turn { act: law.law, note: law.effect, source: law.source, ..turn });
        }
    }

    fn operators(&mut self) {
        for operator in providers() {
            let turn = Turn::of(
                Family::Operator,
                operator.seat.unwrap_or(operator.ultimate_parent).code(),
                [": ", operator.name].concat(),
            );
            self.add(operator.window, Turn { act: operator.key, source: operator.source, ..turn });
        }
    }
}

impl Turn {
    /// Returns a turn about a place, whose code begins the label.
    fn of(family: Family, place: &'static str, says: String) -> Turn {
        let label = [place, &says].concat();
        let day = Date::from_days(0);
        Turn { day, family, begins: true, label, act: "", note: "", places: vec![place], source: "" }
    }
}
