//! Parties that are named as vendors of the atlas: `"recipient": "zendesk"`, `"@zendesk"`, `{"vendor": "aws", "seat": "LU"}`.
//!
//! The atlas says where a vendor has its seat and who owns it. What the flow states beside the name adds to that; another
//! seat means another company of the vendor's group.

use super::node::Node;
use super::path::{join, shown};
use super::read::Reader;
use super::{ObjectId, PlaceFact, Value, field};
use crate::atlas::{self, Confidence, Named, Place, PlaceSet};
use crate::nearest::nearest;
use crate::policy::{AnyOperator, VendorId};
use crate::sorted::SortedSet;
use crate::vocab::Kind;

/// The key of an object that names a vendor.
pub(super) const VENDOR: &str = "vendor";

impl Reader<'_> {
    /// Reads a party that is a text, and so the name of a vendor.
    pub(super) fn vendor_party(&mut self, name: &str, path: &str) -> Option<ObjectId> {
        let known = atlas::vendor_named(name);
        let own = if known.is_none() { self.own_vendor(name) } else { None };
        if known.is_none() && own.is_none() {
            let message = format!("this is the text \"{}\", not a party", shown(name));
            let help = self.vendor_help(name);
            self.error("L0503", path, message, &help);
            return None;
        }
        let person = self.object(Kind::Party, path.to_owned());
        match (known, own) {
            (Some(named), _) => self.supply_vendor(person, named),
            (None, Some(vendor)) => self.supply_own_vendor(person, vendor),
            (None, None) => {}
        }
        Some(person)
    }

    /// Supplies what the atlas knows of the vendor that an object names beside its facts.
    pub(super) fn stated_vendor(&mut self, person: ObjectId, stated: Node<'_>) {
        let path = join(&self.path_of(person), VENDOR);
        let Some(name) = self.text(stated, &path) else { return };
        if let Some(named) = atlas::vendor_named(&name) {
            return self.supply_vendor(person, named);
        }
        match self.own_vendor(&name) {
            Some(vendor) => self.supply_own_vendor(person, vendor),
            None => {
                let message = format!("the atlas has no vendor \"{}\"", shown(&name));
                let help = self.vendor_help(&name);
                self.error("L0515", &path, message, &help);
            }
        }
    }

    /// Finds the vendor of the policy that a name means.
    fn own_vendor(&self, name: &str) -> Option<u16> {
        match self.declared.own_vendor_named(name) {
            Some(VendorId::Declared(vendor)) => Some(vendor),
            _ => None,
        }
    }

    /// Returns the help for a name that no vendor has: the nearest key, or how to describe the party.
    pub(super) fn vendor_help(&self, name: &str) -> String {
        let own = self.declared.vendors.iter().map(|vendor| vendor.key.as_str());
        match nearest(name, own.chain(atlas::vendors().iter().map(|vendor| vendor.key))) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write an object such as {\"name\": \"Acme\", \"seat\": \"FR\"}, a vendor's key, \"@id\", \"exporter\", \"provider\" or \"none\"".to_owned(),
        }
    }

    /// Supplies the name that the atlas has of a person.
    pub(super) fn supply_name(&mut self, person: ObjectId, name: &str) {
        self.set(person, const { field(Kind::Party, "name") }, Value::Text(name.to_owned()));
        if let Some(object) = self.objects.get_mut(person.0 as usize) {
            object.has_atlas_name = true;
        }
    }

    /// Notes the vendors of whom the atlas knows seat or owner from memory only.
    pub(super) fn note_vendors(&mut self) {
        let unsure = |key: &str| {
            let vendor = atlas::vendor(key).filter(|vendor| vendor.seat.is_some())?;
            let is_unsure = [vendor.confidence, vendor.parent_confidence].contains(&Confidence::General);
            is_unsure.then_some(vendor.key)
        };
        let stated = self.objects.iter().filter(|object| !object.facts.is_empty());
        let found = stated.filter_map(|object| match object.vendor? {
            VendorId::Atlas(key) => Some((object.path.clone(), unsure(key)?)),
            VendorId::Declared(_) => None,
        });
        let found: Vec<(String, &str)> = found.collect();
        if let Some((path, _)) = found.first() {
            let keys: SortedSet<&str> = found.iter().map(|(_, key)| *key).collect();
            let keys: Vec<&str> = keys.iter().copied().collect();
            let message = format!("the atlas knows seat or owner from memory only, look them up: {}", keys.join(", "));
            self.note("L0554", path, &message);
        }
    }

    /// Supplies what the atlas knows of a vendor, or of a company of its group.
    pub(super) fn supply_vendor(&mut self, person: ObjectId, named: Named) {
        let Some(day) = self.as_of else { return };
        let atlas::Person { key, name, seat, ultimate_parent } = named.on(day);
        let company = named.company.map(|company| [key, "-", &company.seat.code().to_ascii_lowercase()].concat());
        let own_id = company.unwrap_or_else(|| key.to_owned());
        self.supply_person(person, &own_id, VendorId::Atlas(key), (name, seat, ultimate_parent));
    }

    /// Supplies what the policy says of a vendor that it declares, and notes that it does.
    pub(super) fn supply_own_vendor(&mut self, person: ObjectId, vendor: u16) {
        let Some(day) = self.as_of else { return };
        let declared = self.declared;
        let Some(known) = declared.own_operator(vendor, day) else { return };
        let AnyOperator { id, key, name, seat, ultimate_parent, .. } = known;
        self.supply_person(person, key, id, (name, seat, ultimate_parent));
    }

    /// Supplies identity, name, seat and owner where the flow does not state them.
    fn supply_person(
        &mut self,
        person: ObjectId,
        own_id: &str,
        vendor: VendorId,
        (name, seat, ultimate_parent): (&str, Option<Place>, Option<Place>),
    ) {
        let seat_field = const { field(Kind::Party, "seat") };
        let stated = self.fact(person, seat_field).cloned();
        let place = |place: Place| PlaceFact { places: PlaceSet::of(place), stated: place.code(), choice: None };
        let is_elsewhere = match (&stated, seat) {
            (Some(Value::Place(stated)), Some(seat)) => !stated.places.contains(seat),
            (Some(_), _) => true,
            (None, _) => false,
        };
        let id = (!is_elsewhere).then(|| own_id.to_owned());
        let [id_field, name_field] = const { [field(Kind::Party, "id"), field(Kind::Party, "name")] };
        self.has.ids |= id.is_some();
        if let (None, Some(id)) = (self.fact(person, id_field), id) {
            self.set(person, id_field, Value::Text(id));
        }
        if !is_elsewhere && self.fact(person, name_field).is_none() {
            self.supply_name(person, name);
        }
        self.describe(person);
        if let (None, Some(seat)) = (stated, seat) {
            self.set(person, seat_field, Value::Place(place(seat)));
        }
        if let Some(parent) = ultimate_parent {
            self.supply_place(person, const { field(Kind::Party, "ultimate_parent") }, place(parent), name);
        }
        if let Some(object) = self.objects.get_mut(person.0 as usize) {
            object.vendor = Some(vendor);
        }
    }
}
