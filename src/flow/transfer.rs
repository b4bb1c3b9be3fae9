//! The transfers that sites are: a site outside the exporter's territory in the hands of another is a transfer to that one, at
//! that place. One site is one transfer, named by it: `storage[1].transfer`.
//!
//! Says whether a site is a transfer has a truth value, which the evaluator works out (`eval::site`): the place may be one of
//! several, and who operates the site unknown. Here the transfer gets the facts that are the site's.

use super::complete::REACHED;
use super::node::Keys;
use super::path::join;
use super::read::Reader;
use super::territory::{Law, LawsSaid, binds, territories};
use super::{Flow, ObjectId, Value, field};
use crate::atlas::PlaceSet;
use crate::date::Date;
use crate::policy::Field;
use crate::truth::Truth;
use crate::vocab::Kind;

/// Facts of a site's transfer that are the site's own.
const OF_SITE: [OfSite; 4] = [
    OfSite::of("to", "place"),
    OfSite::of("recipient", "operator"),
    OfSite::of("data", "data"),
    OfSite::of("measures", "measures"),
];

/// A fact of a site's transfer and the fact of the site that it is.
#[derive(Clone, Copy)]
struct OfSite {
    name: &'static str,
    field: Field,
    own_name: &'static str,
    own_field: Field,
}

impl OfSite {
    const fn of(name: &'static str, own_name: &'static str) -> OfSite {
        OfSite { name, field: field(Kind::Transfer, name), own_name, own_field: field(Kind::Site, own_name) }
    }
}

impl Reader<'_> {
    /// Refuses facts of a site's transfer that follow from the site or the flow.
    pub(super) fn refuse_site_facts(&mut self, keys: Keys<'_>, path: &str) {
        let told = OF_SITE.map(|each| (each.name, each.own_name)).into_iter().chain([("exporter", "exporter")]);
        for (name, own) in told.filter(|(name, _)| keys.get(name).is_some_and(|value| !value.is_null())) {
            let at = join(path, name);
            let owner = if name == "exporter" { "flow" } else { "site" };
            let message = format!("`{name}` of a site's transfer is the {owner}'s `{own}`");
            self.error("L0501", &at, message, "leave it out, or state the whole transfer under `transfers`");
        }
    }

    /// Gives each site that may be a transfer an object for it. A site inside every territory that counts, or in the
    /// exporter's own hands, is none.
    pub(super) fn imply_transfers(&mut self, as_of: Date) {
        let exporter = self.fact(Flow::ROOT, const { field(Kind::Flow, "exporter") }).cloned();
        let inside = self.inside(exporter.as_ref(), as_of);
        for list in REACHED {
            let sites = match self.fact(Flow::ROOT, list.field) {
                Some(Value::List(sites)) => sites.items.clone(),
                _ => continue,
            };
            for site in sites {
                let operator = self.fact(site, const { field(Kind::Site, "operator") });
                let is_own = operator.is_some() && operator == exporter.as_ref();
                let is_inside = match self.fact(site, const { field(Kind::Site, "place") }) {
                    Some(Value::Place(place)) => place.places.is_subset(inside),
                    _ => false,
                };
                if !is_own && !is_inside {
                    self.imply_transfer(site, exporter.as_ref());
                }
            }
        }
    }

    /// Returns the places that lie inside the territory of each law that may bind the exporter.
    fn inside(&self, exporter: Option<&Value>, as_of: Date) -> PlaceSet {
        let territories = territories(as_of);
        let Some(Value::Object(exporter)) = exporter else { return PlaceSet::empty() };
        let said = LawsSaid::of_objects(&self.objects, *exporter);
        let seats = match self.fact(*exporter, const { field(Kind::Party, "seat") }) {
            Some(Value::Place(seat)) => Some(seat.places),
            _ => None,
        };
        let may_bind = |law: Law| match seats {
            None => binds(law, None, said) != Truth::False,
            Some(seats) => seats.iter().any(|seat| {
                let seated = territories.map(|territory| territory.contains(seat));
                binds(law, Some(seated), said) != Truth::False
            }),
        };
        let binding = Law::ALL.into_iter().zip(territories).filter(|(law, _)| may_bind(*law));
        binding.map(|(_, territory)| territory).fold(PlaceSet::all(), PlaceSet::intersection)
    }

    fn imply_transfer(&mut self, site: ObjectId, exporter: Option<&Value>) {
        const TRANSFER: Field = field(Kind::Site, "transfer");
        let transfer = match self.fact(site, TRANSFER) {
            Some(Value::Object(stated)) => *stated,
            _ => {
                let path = join(&self.path_of(site), "transfer");
                self.implied_object(Kind::Transfer, path)
            }
        };
        if transfer == Flow::ROOT {
            return;
        }
        self.set(site, TRANSFER, Value::Object(transfer));
        for each in OF_SITE {
            match self.fact(site, each.own_field).cloned() {
                Some(value) => self.set(transfer, each.field, value),
                None => self.unset(transfer, each.field),
            }
        }
        if let Some(exporter) = exporter {
            self.set(transfer, const { field(Kind::Transfer, "exporter") }, exporter.clone());
        }
        if let Some(object) = self.objects.get_mut(transfer.0 as usize) {
            object.site = Some(site);
        }
    }

    /// Adds an object that the flow does not state, so that it does not count towards the limit.
    pub(super) fn implied_object(&mut self, kind: Kind, path: String) -> ObjectId {
        self.implied_objects += 1;
        self.push_object(kind, path)
    }

    pub(super) fn unset(&mut self, id: ObjectId, field: Field) {
        if let Some(object) = self.objects.get_mut(id.0 as usize) {
            object.facts.remove(field);
        }
    }
}

impl Flow {
    /// Returns where a fact stands that is read of an object: what a site's transfer has of its site, at the site.
    pub(crate) fn origin(&self, object: ObjectId, field: Field) -> (ObjectId, Field) {
        let Some(site) = self.object(object).and_then(|transfer| transfer.site) else { return (object, field) };
        match OF_SITE.iter().find(|each| each.field == field) {
            Some(each) => (site, each.own_field),
            None if field == const { super::field(Kind::Transfer, "exporter") } => {
                (Flow::ROOT, const { super::field(Kind::Flow, "exporter") })
            }
            None => (object, field),
        }
    }

    /// Returns whether the places of sites are compared with those of stated transfers.
    pub(crate) fn compares_transfers(&self) -> bool {
        match self.fact(Flow::ROOT, const { field(Kind::Flow, "transfers") }) {
            Some(Value::List(stated)) => !stated.items.is_empty() && self.site_transfers().next().is_some(),
            _ => false,
        }
    }

    /// Returns the sites that may be transfers, each with its transfer, in the order of the lists.
    pub(crate) fn site_transfers(&self) -> impl Iterator<Item = (ObjectId, ObjectId)> {
        let lists = REACHED.iter().filter_map(|list| match self.fact(Flow::ROOT, list.field) {
            Some(Value::List(sites)) => Some(sites.items.iter().copied()),
            _ => None,
        });
        lists.flatten().filter_map(|site| match self.fact(site, const { field(Kind::Site, "transfer") }) {
            Some(Value::Object(transfer)) if self.object(*transfer)?.site == Some(site) => Some((site, *transfer)),
            _ => None,
        })
    }
}
