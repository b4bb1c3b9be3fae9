//! The laws that restrict transfers, the territory of each on a day, and whether one binds an exporter.
//!
//! Sources: GDPR 3, 44; EEA Joint Committee Decision 154/2018; UK GDPR 3, 44A (Data Protection Act 2018, after the transition
//! that ended on 2020-12-31); Swiss Federal Act on Data Protection 3, 16.

use super::read::Reader;
use super::{Flow, Object, ObjectId, Value, field};
use crate::atlas::{Group, Place, PlaceSet};
use crate::date::Date;
use crate::policy::Field;
use crate::truth::Truth;
use crate::vocab::{Kind, values};
use std::cell::Cell;

const SEAT: Field = field(Kind::Party, "seat");
const REGIME: Field = field(Kind::Party, "regime");
/// The day from which the GDPR applies, 2018-05-25 (Article 99(2)), counted from 1970.
pub(crate) const GDPR_APPLIES: i32 = 17_676;

/// A law that restricts transfers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Law {
    /// The GDPR, its twin for institutions, and Directive 95/46 before them.
    Union,
    /// The UK GDPR.
    British,
    /// The Swiss Federal Act on Data Protection.
    Swiss,
}

impl Law {
    /// Every law, in the order of `territories`.
    pub(crate) const ALL: [Law; 3] = [Law::Union, Law::British, Law::Swiss];

    /// Returns the law that a regime of the vocabulary is.
    pub(crate) fn of_regime(regime: &str) -> Option<Law> {
        match regime {
            "gdpr_3_1" | "gdpr_3_2" | "eudpr" | "directive_95_46" => Some(Law::Union),
            "uk_gdpr" => Some(Law::British),
            "ch_fadp" | "ch_cantonal" => Some(Law::Swiss),
            _ => None,
        }
    }
}

impl Law {
    /// Returns the regime that binds those who have their seat in the territory of the law on a day, unless they say otherwise.
    pub(crate) fn regime_of_seat(self, day: Date) -> &'static str {
        match self {
            Law::Union if day.days() < GDPR_APPLIES => "directive_95_46",
            Law::Union => "gdpr_3_1",
            Law::British => "uk_gdpr",
            Law::Swiss => "ch_fadp",
        }
    }
}

impl Reader<'_> {
    /// States the law of the seat for exporters that state none: who has its seat in the territory of a law is bound by it, a body of the
    /// Union, an authority against crimes and a household apart, and those say so.
    pub(super) fn default_to_law_of_seat(&mut self, as_of: Date) {
        let laws = territories(as_of);
        for party in self.exporters() {
            let Some(Value::Place(seat)) = self.fact(party, SEAT) else { continue };
            let places = seat.places;
            let is_of = |territory: PlaceSet| !places.is_empty() && places.is_subset(territory);
            let law = Law::ALL.into_iter().zip(laws).find(|(_, territory)| is_of(*territory));
            let regime = law.map(|(law, _)| law.regime_of_seat(as_of));
            let regime = regime.and_then(|name| self.declared.value(values::REGIME, name));
            if let (Some(regime), None) = (regime, self.fact(party, REGIME)) {
                self.set(party, REGIME, Value::Enum(values::REGIME, regime));
                if let Some(object) = self.objects.get_mut(party.0 as usize) {
                    object.law_of_seat = Some(regime);
                }
            }
        }
    }

    /// Returns the flow's exporter, and those of transfers that name another.
    fn exporters(&self) -> Vec<ObjectId> {
        let own = |id: ObjectId| match self.kind(id) {
            Kind::Flow => self.fact(id, const { field(Kind::Flow, "exporter") }),
            Kind::Transfer => self.fact(id, const { field(Kind::Transfer, "exporter") }),
            _ => None,
        };
        let all = (0..self.objects.len()).map(|index| ObjectId(index as u32));
        all.filter_map(own)
            .filter_map(|value| if let Value::Object(party) = value { Some(*party) } else { None })
            .collect()
    }
}

/// Returns where the Union's data-protection law applies as such on a day: the GDPR, before it Directive 95/46.
pub(crate) fn territory(day: Date) -> PlaceSet {
    let [union, ..] = territories(day);
    union
}

/// Returns the territory of each law on a day.
pub(crate) fn territories(day: Date) -> [PlaceSet; 3] {
    thread_local! {
        // Flows that are judged one after the other are mostly judged as of one day.
        static LAST: Cell<Option<(Date, [PlaceSet; 3])>> = const { Cell::new(None) };
    }
    let last = LAST.get().filter(|(last, _)| *last == day);
    let (_, territories) = last.unwrap_or_else(|| (day, territories_of(day)));
    LAST.set(Some((day, territories)));
    territories
}

fn territories_of(day: Date) -> [PlaceSet; 3] {
    let union = group("GDPR_TERRITORY", day).union(group("DIRECTIVE_TERRITORY", day));
    let britain = Place::from_code("GB").map(PlaceSet::of).unwrap_or_default();
    [union, britain.difference(union), group("SWISS_FADP", day)]
}

fn group(name: &str, day: Date) -> PlaceSet {
    Group::from_name(name).map(|group| group.members_on(day)).unwrap_or_default()
}

/// The laws that a flow says bind the exporter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LawsSaid {
    /// Says whether each of `Law::ALL` is named.
    named: [bool; 3],
    /// Says whether the law that binds the exporter is stated.
    is_stated: bool,
}

impl LawsSaid {
    /// Returns what a flow says of a person.
    pub(crate) fn of(flow: &Flow, person: ObjectId) -> LawsSaid {
        LawsSaid::of_objects(&flow.objects, person)
    }

    /// Returns what the objects of a flow say of a person.
    pub(super) fn of_objects(objects: &[Object], person: ObjectId) -> LawsSaid {
        let fact = |field: Field| objects.get(person.0 as usize).and_then(|object| object.facts.get(&field));
        let mut said = LawsSaid::default();
        let regimes = values::enumeration(values::REGIME).map_or(&[][..], |regimes| regimes.values);
        let mut name = |value: &Value| {
            if let Value::Enum(_, index) = value
                && let Some(law) = regimes.get(usize::from(*index)).and_then(|(name, _)| Law::of_regime(name))
                && let Some(named) = said.named.get_mut(law as usize)
            {
                *named = true;
            }
        };
        let regime = fact(REGIME);
        regime.into_iter().for_each(&mut name);
        if let Some(Value::Set(others)) = fact(const { field(Kind::Party, "other_regimes") }) {
            others.items.iter().for_each(&mut name);
        }
        let of_seat = objects.get(person.0 as usize).and_then(|object| object.law_of_seat);
        let is_of_seat = matches!(regime, Some(Value::Enum(_, law)) if Some(*law) == of_seat);
        said.is_stated = regime.is_some() && !is_of_seat;
        said
    }

    /// Returns whether the law that binds the exporter is stated.
    pub(crate) fn states_law(self) -> bool {
        self.is_stated
    }
}

/// Returns whether a law binds an exporter. `seated` says for each law whether the exporter has its seat in that law's
/// territory; nothing where the seat is not known.
///
/// An exporter with its seat in the Union is bound by no other law unless the flow says so. Of any other one, the law of its
/// own seat aside, that is unknown until a regime is stated: the GDPR can bind a company anywhere (GDPR 3(2)).
pub(crate) fn binds(law: Law, seated: Option<[bool; 3]>, said: LawsSaid) -> Truth {
    if said.named.get(law as usize) == Some(&true) {
        return Truth::True;
    }
    match seated {
        None => Truth::Unknown,
        Some(seated) if seated.get(law as usize) == Some(&true) => Truth::True,
        Some([is_in_union, ..]) => match said.is_stated || is_in_union {
            true => Truth::False,
            false => Truth::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn britain_left_and_switzerland_was_never_in() {
        let is_in = |code: &str, on: &str| {
            territories(day(on)).map(|territory| Place::from_code(code).is_some_and(|place| territory.contains(place)))
        };
        assert_eq!(is_in("GB", "2020-12-31"), [true, false, false]);
        assert_eq!(is_in("GB", "2021-01-01"), [false, true, false]);
        assert_eq!(is_in("CH", "2026-03-01"), [false, false, true]);
        assert_eq!(is_in("NO", "2026-03-01"), [true, false, false]);
    }

    #[test]
    fn the_seat_binds_and_the_unknown_stays_unknown() {
        let (nothing, none) = (LawsSaid::default(), LawsSaid { is_stated: true, ..LawsSaid::default() });
        let french = Some([true, false, false]);
        assert_eq!(Law::ALL.map(|law| binds(law, french, nothing)), [Truth::True, Truth::False, Truth::False]);
        let american = Some([false; 3]);
        assert_eq!(Law::ALL.map(|law| binds(law, american, nothing)), [Truth::Unknown; 3]);
        assert_eq!(Law::ALL.map(|law| binds(law, american, none)), [Truth::False; 3]);
        let union = LawsSaid { named: [true, false, false], is_stated: true };
        assert_eq!(Law::ALL.map(|law| binds(law, american, union)), [Truth::True, Truth::False, Truth::False]);
        let british = Some([false, true, false]);
        assert_eq!(Law::ALL.map(|law| binds(law, british, nothing)), [Truth::Unknown, Truth::True, Truth::Unknown]);
        assert_eq!(Law::ALL.map(|law| binds(law, None, nothing)), [Truth::Unknown; 3]);
    }
}
