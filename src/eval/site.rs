//! Evaluates whether a site is a transfer of its own: outside the territory of a law that binds the exporter, in the hands of another, and
//! not one of the transfers that are stated.

use super::Eval;
use super::judged::Judged;
use super::known::SITE_TRANSFER;
use super::missing::Missing;
use super::note::Constant;
use super::reading::At;
use crate::atlas::PlaceSet;
use crate::flow::{Flow, Law, LawsSaid, ObjectId, Value, binds, field, territories};
use crate::policy::{Field, Step};
use crate::truth::Truth;
use crate::vocab::{Category, Kind, category};

const PLACE: Field = field(Kind::Site, "place");
const OPERATOR: Field = field(Kind::Site, "operator");

impl<'e> Eval<'e> {
    /// Judges whether a site is a transfer that no stated one describes.
    pub(super) fn is_transfer(&self, site: ObjectId, transfer: ObjectId) -> Judged<'e> {
        self.step();
        self.answered(SITE_TRANSFER, Some(transfer), || self.is_unstated(site, transfer))
    }

    fn is_unstated(&self, site: ObjectId, transfer: ObjectId) -> Judged<'e> {
        let is_abroad = self.is_abroad(site);
        if is_abroad.truth == Truth::False {
            return is_abroad;
        }
        let is_anothers = self.is_anothers(site);
        if is_anothers.truth == Truth::False {
            return is_anothers;
        }
        is_abroad.and(is_anothers).and(self.is_stated(transfer).negated())
    }

    /// Judges whether a site lies outside the territory of a law that binds the exporter.
    fn is_abroad(&self, site: ObjectId) -> Judged<'e> {
        let at = self.of(site, Kind::Site, PLACE);
        self.note(self.fact_at(at), &[]);
        let Some(Value::Place(place)) = self.flow.fact(site, PLACE) else {
            return Judged::missing(self.fact_at(at));
        };
        let place = self.place(place);
        let outside = self.territories().map(|territory| !territory.contains(place));
        let binding = Law::ALL.into_iter().zip(outside).filter(|(_, outside)| *outside);
        self.any(binding.map(|(law, _)| self.binds_exporter(law)))
    }

    /// Judges whether a law binds the exporter.
    fn binds_exporter(&self, law: Law) -> Judged<'e> {
        let root = self.of(Flow::ROOT, Kind::Flow, const { field(Kind::Flow, "exporter") });
        let Some(exporter) = self.flow.exporter() else { return Judged::missing(self.fact_at(root)) };
        let facts = const { [field(Kind::Party, "seat"), field(Kind::Party, "regime")] };
        let [seat, regime] = facts.map(|fact| self.fact_at(self.of(exporter, Kind::Party, fact)));
        self.note(seat, &[]);
        let seated = match self.flow.fact(exporter, const { field(Kind::Party, "seat") }) {
            Some(Value::Place(fact)) => {
                let seat = self.place(fact);
                Some(self.territories().map(|territory| territory.contains(seat)))
            }
            _ => None,
        };
        let said = LawsSaid::of(self.flow, exporter);
        let truth = binds(law, seated, said);
        Judged::new(truth, || {
            let unknown = [(seat, seated.is_none()), (regime, !said.states_law())];
            unknown.into_iter().filter(|(_, unknown)| *unknown).map(|(fact, _)| fact).collect()
        })
    }

    /// Judges whether another than the exporter operates a site.
    fn is_anothers(&self, site: ObjectId) -> Judged<'e> {
        let at = self.of(site, Kind::Site, OPERATOR);
        self.note(self.fact_at(at), &[Constant::Person]);
        match (self.flow.fact(site, OPERATOR), self.flow.exporter()) {
            (Some(Value::Object(operator)), Some(exporter)) => self.same_person(*operator, exporter).negated(),
            (Some(Value::Object(_)), None) => {
                let root = self.of(Flow::ROOT, Kind::Flow, const { field(Kind::Flow, "exporter") });
                Judged::missing(self.fact_at(root))
            }
            (Some(_), _) => Judged::plain(false),
            (None, _) => Judged::missing(self.fact_at(at)),
        }
    }

    /// Judges whether a stated transfer describes what a site's transfer is: the same recipient and place, and at least its data.
    fn is_stated(&self, own: ObjectId) -> Judged<'e> {
        const TRANSFERS: Field = field(Kind::Flow, "transfers");
        let at = self.of(Flow::ROOT, Kind::Flow, TRANSFERS);
        match self.flow.fact(Flow::ROOT, TRANSFERS) {
            Some(Value::List(stated)) => {
                self.take_steps(stated.items.len());
                let found = self.any(stated.items.iter().map(|stated| self.describes(*stated, own)));
                // Of a list that leaves out transfers, one of those may describe it.
                match self.flow.has_open_transfers {
                    true => found.or(Judged::missing(self.fact_at(at))),
                    false => found,
                }
            }
            _ => Judged::missing(self.fact_at(at)),
        }
    }

    fn describes(&self, stated: ObjectId, own: ObjectId) -> Judged<'e> {
        let (to, recipient, data) =
            const { (field(Kind::Transfer, "to"), field(Kind::Transfer, "recipient"), field(Kind::Transfer, "data")) };
        let place = self.both(stated, own, to, |a, b| match (a, b) {
            (Value::Place(a), Value::Place(b)) => Judged::plain(self.place(a) == self.place(b)),
            _ => Judged::plain(false),
        });
        if place.truth == Truth::False {
            return place;
        }
        let person = self.both(stated, own, recipient, |a, b| match (a, b) {
            (Value::Object(a), Value::Object(b)) if self.is_of_one_vendor(*a, *b) => Judged::plain(true),
            (Value::Object(a), Value::Object(b)) => self.same_person(*a, *b),
            _ => Judged::plain(false),
        });
        if person.truth == Truth::False {
            return person;
        }
        place.and(person).and(self.covers(stated, own, data))
    }

    /// Judges two facts of two transfers together, where both are known.
    fn both(
        &self,
        stated: ObjectId,
        own: ObjectId,
        fact: Field,
        test: impl FnOnce(&Value, &Value) -> Judged<'e>,
    ) -> Judged<'e> {
        let facts = [stated, own].map(|transfer| self.flow.fact(transfer, fact));
        let at = [stated, own].map(|transfer| self.fact_at(self.of(transfer, Kind::Transfer, fact)));
        for (fact, other) in [(at[0], facts[1]), (at[1], facts[0])] {
            let constant = match other {
                Some(Value::Place(place)) => vec![Constant::Place(self.place(place))],
                Some(Value::Object(_)) => vec![Constant::Person],
                Some(_) => vec![],
                None => vec![Constant::Fact],
            };
            self.note(fact, &constant);
        }
        match facts {
            [Some(a), Some(b)] => test(a, b),
            _ => {
                let unknown = at.into_iter().zip(facts).filter(|(_, known)| known.is_none());
                Judged::missing(unknown.map(|(at, _)| at).collect::<Missing>())
            }
        }
    }

    /// Returns whether the atlas knows two parties as companies of one vendor: a contract with the one stands for the other.
    fn is_of_one_vendor(&self, a: ObjectId, b: ObjectId) -> bool {
        let [a, b] = [a, b].map(|party| self.flow.object(party).and_then(|party| party.vendor));
        a.is_some() && a == b
    }

    /// Judges whether the data of a stated transfer are at least those of a site.
    fn covers(&self, stated: ObjectId, own: ObjectId, fact: Field) -> Judged<'e> {
        let data = |transfer: ObjectId| match self.flow.fact(transfer, fact) {
            Some(Value::Object(data)) => Some(*data),
            _ => None,
        };
        let (a, b) = (data(stated), data(own));
        if a == b {
            return Judged::plain(true);
        }
        const CATEGORIES: Field = field(Kind::Data, "categories");
        let sets = [a, b].map(|data| match data.and_then(|data| self.flow.fact(data, CATEGORIES)) {
            Some(Value::Set(set)) => Some(set),
            _ => None,
        });
        let at = || -> Missing {
            let of = |(data, transfer): (Option<ObjectId>, ObjectId)| match data {
                Some(data) => self.fact_at(self.of(data, Kind::Data, CATEGORIES)),
                None => self.fact_at(self.of(transfer, Kind::Transfer, fact)),
            };
            [(a, stated), (b, own)].into_iter().map(of).collect()
        };
        let [Some(all), Some(part)] = sets else { return Judged::missing(at()) };
        let stated: Vec<Category> = all.items.iter().filter_map(as_category).collect();
        let has = |wanted: Category| category::covers(&stated, all.open.is_empty(), wanted);
        let covered = part.items.iter().filter_map(as_category).map(has).fold(Truth::True, Truth::and);
        let rest = if part.open.is_empty() { Truth::True } else { Truth::Unknown };
        Judged::new(covered.and(rest), at)
    }

    /// Returns the territory of each law on the flow's day.
    fn territories(&self) -> &[PlaceSet; 3] {
        self.ledger.territories.get_or_init(|| territories(self.flow.as_of))
    }

    fn of(&self, object: ObjectId, kind: Kind, field: Field) -> At {
        At { object, step: Some(Step { kind, field }) }
    }
}

fn as_category(value: &Value) -> Option<Category> {
    match value {
        Value::Category(category) => Some(*category),
        _ => None,
    }
}
