//! Cloud regions: what the atlas says of their place and operator, beside what the flow states.

use super::meaning::Named;
use super::node::{Keys, Node, Text};
use super::path::join;
use super::read::Reader;
use super::{ObjectId, PlaceFact, Value, field};
use crate::atlas::{self, Place, PlaceSet};
use crate::date::Date;
use crate::policy::{AnyOperator, AnyRegion, Field, VendorId};
use crate::sorted::SortedSet;
use crate::vocab::Kind;

/// The operators of regions that a flow has, each with the key of the atlas: a few, however many sites there are.
#[derive(Default)]
struct Operators<'p>(Vec<(&'p str, ObjectId)>);

impl<'p> Operators<'p> {
    fn get(&self, key: &str) -> Option<ObjectId> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, person)| *person)
    }

    /// Adds an operator, unless it is there.
    fn add(&mut self, key: &'p str, person: ObjectId) {
        if self.get(key).is_none() {
            self.0.push((key, person));
        }
    }
}

impl<'p> Reader<'p> {
    /// Returns a site given by a text: a region, a place or a group of places.
    pub(super) fn short_site(&mut self, text: Text<'_>, path: String) -> Option<ObjectId> {
        let id = self.object(Kind::Site, path.clone());
        let is_region = match text.named(self.declared) {
            Named::Place(_) | Named::Group(_) | Named::Said(_) => false,
            Named::Region(_) | Named::Multi(_) | Named::Platform(..) => true,
            Named::Nothing => is_meant_as_region(&text),
        };
        if is_region && self.stands_for_several(id, Node::Text(text)) {
            return Some(id);
        }
        if is_region {
            let value = Value::Region(Some(self.region_named(text, &path)?));
            self.set(id, const { field(Kind::Site, "region") }, value);
        } else {
            let value = Value::Place(self.place(Node::Text(text), &path)?);
            self.set(id, const { field(Kind::Site, "place") }, value);
        }
        Some(id)
    }

    /// Fills in the place and operator of every site on a region.
    pub(super) fn expand_regions(&mut self, as_of: Date) {
        self.spread_sites();
        if !self.has.regions {
            return;
        }
        let mut operators = self.stated_operators(as_of);
        let mut united = vec![];
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            let Some(region) = self.region_of(id) else { continue };
            self.place_of_region(id, region, as_of);
            let run_by = self.run_by.iter().find(|(site, _)| *site == id).map(|(_, vendor)| *vendor);
            let run_by = (run_by.unwrap_or(region.provider), region.id);
            self.operator_of_region(id, run_by, as_of, &mut operators, &mut united);
        }
        for (site, multi) in std::mem::take(&mut self.somewhere) {
            self.place_somewhere(site, multi, as_of);
            self.operator_of_region(site, (multi.provider, multi.id), as_of, &mut operators, &mut united);
        }
        self.redirect(&united);
    }

    /// Returns whether a region that the atlas lacks is passed over: the flow states place and operator, and the region is one of a
    /// provider that the atlas does not know, or meant under `instead`.
    pub(super) fn passes_over_region(&mut self, value: Node<'_>, keys: Keys<'_>, path: &str) -> bool {
        let Node::Text(text) = value else { return false };
        let is_known = *text == *"none" || matches!(text.named(self.declared), Named::Region(_));
        let is_described =
            ["place", "operator"].iter().all(|name| keys.get(name).is_some_and(|value| !value.is_null()));
        let Some((provider, _)) = text.split_once('/').filter(|_| !is_known && is_described) else { return false };
        if self.declared.offers_regions(provider) && !self.overrules(path) {
            return false;
        }
        let shown = super::path::shown(&text);
        self.note(
            "L0556",
            path,
            &format!("the atlas has no region \"{shown}\": its place and operator are as the flow states"),
        );
        true
    }

    fn region_of(&self, id: ObjectId) -> Option<AnyRegion<'p>> {
        if self.kind(id) != Kind::Site {
            return None;
        }
        match self.fact(id, const { field(Kind::Site, "region") }) {
            Some(Value::Region(Some(index))) => self.declared.region_at(usize::from(*index)),
            _ => None,
        }
    }

    fn place_of_region(&mut self, site: ObjectId, region: AnyRegion<'p>, as_of: Date) {
        let known = PlaceFact { places: region.places_on(as_of), stated: region.place.code(), choice: None };
        self.supply_place(site, const { field(Kind::Site, "place") }, known, region.id);
    }

    /// Supplies a place that the atlas knows. A stated place that cannot be it is a contradiction.
    pub(super) fn supply_place(&mut self, owner: ObjectId, field: Field, known: PlaceFact, subject: &str) {
        let name = self.kind(owner).facts().get(usize::from(field.0)).map_or("", |fact| fact.name);
        let path = join(&self.path_of(owner), name);
        self.has.groups |= known.places.len() > 1;
        let stated = match self.fact(owner, field) {
            Some(Value::Place(stated)) => stated.clone(),
            _ if known.places.is_empty() => return,
            _ => return self.set(owner, field, Value::Place(known)),
        };
        let both = stated.places.intersection(known.places);
        if !both.is_empty() {
            let narrower = if stated.places.is_subset(known.places) { stated.stated } else { known.stated };
            self.set(owner, field, Value::Place(PlaceFact { places: both, stated: narrower, choice: None }));
        } else if !self.overrules(&path) {
            let says = self.authority(subject);
            let message = format!("{} contradicts the {says}: for {subject} it is {}", stated.stated, known.stated);
            let help = format!("correct it, or list \"{path}\" under `instead` when you know better");
            self.error("L0506", &path, message, &help);
        }
    }

    /// Says who tells something of a region or a vendor: the policy, where it declares it, or the atlas.
    fn authority(&self, subject: &str) -> &'static str {
        let is_own = self.declared.regions.iter().any(|region| region.id == subject)
            || self.declared.vendors.iter().any(|vendor| vendor.name == subject);
        if is_own { "policy" } else { "atlas" }
    }

    /// Notes the regions and vendors of the flow that the policy declares: what they are is its word.
    pub(super) fn note_declared(&mut self) {
        if self.declared.regions.is_empty() && self.declared.vendors.is_empty() {
            return;
        }
        let (mut first, mut says) = (None, SortedSet::new());
        for (index, object) in self.objects.iter().enumerate().filter(|(_, object)| !object.facts.is_empty()) {
            let own = match object.vendor {
                Some(VendorId::Declared(vendor)) => self.declared.vendors.get(usize::from(vendor)),
                _ => None,
            };
            let own = own.map(|vendor| format!("{} in {}", vendor.key, vendor.seat.code()));
            let region = self.region_of(ObjectId(index as u32)).filter(|region| region.index >= atlas::regions().len());
            let region = region.map(|region| format!("{} in {}", region.id, region.place.code()));
            for said in [own, region].into_iter().flatten() {
                first = first.or_else(|| Some(object.path.clone()));
                says.insert(said);
            }
        }
        if let Some(path) = first {
            let says: Vec<&str> = says.iter().map(String::as_str).collect();
            self.note("L0557", &path, &format!("the policy declares what the atlas lacks: {}", says.join(", ")));
        }
    }

    /// Operators that the flow states for a region: the atlas's facts about them are theirs.
    fn stated_operators(&self, as_of: Date) -> Operators<'p> {
        let mut found = Operators::default();
        for index in 0..self.objects.len() {
            let site = ObjectId(index as u32);
            if let Some(region) = self.region_of(site)
                && let Some(Value::Object(person)) = self.fact(site, const { field(Kind::Site, "operator") })
                && !self.has_no_id(*person)
                && let Some(operator) = self.declared.operator_on(region.provider, as_of)
            {
                found.add(operator.key, *person);
            }
        }
        // A party that has the vendor's key as its id; another company of its group has not.
        for (index, object) in self.objects.iter().enumerate() {
            if object.kind == Kind::Party
                && let Some(Value::Text(id)) = object.facts.get(&const { field(Kind::Party, "id") })
                && let Some(operator) = self.declared.operator_on(id, as_of)
            {
                found.add(operator.key, ObjectId(index as u32));
            }
        }
        found
    }

    fn operator_of_region(
        &mut self,
        site: ObjectId,
        (key, region): (&'p str, &'p str),
        as_of: Date,
        operators: &mut Operators<'p>,
        united: &mut Vec<(ObjectId, ObjectId)>,
    ) {
        let operator_field = const { field(Kind::Site, "operator") };
        let path = join(&self.path_of(site), "operator");
        let Some(operator) = self.declared.operator_on(key, as_of) else { return };
        let stated = self.fact(site, operator_field).cloned();
        if stated.is_some() && self.overrules(&path) {
            return;
        }
        let person = match (stated, operators.get(operator.key)) {
            (Some(Value::Nobody), _) => {
                let help = format!("leave it out, or list \"{path}\" under `instead`");
                self.error(
                    "L0506",
                    &path,
                    format!("the {} knows who operates {region}: {}", self.authority(region), operator.name),
                    &help,
                );
                return;
            }
            (Some(Value::Object(person)), Some(known)) if person != known && self.has_no_id(person) => {
                self.merge(known, person);
                united.push((person, known));
                known
            }
            (Some(Value::Object(person)), _) => person,
            (_, Some(known)) => known,
            _ => self.object(Kind::Party, path),
        };
        operators.add(operator.key, person);
        self.set(site, operator_field, Value::Object(person));
        self.supply_operator(person, operator);
    }

    fn has_no_id(&self, person: ObjectId) -> bool {
        self.fact(person, const { field(Kind::Party, "id") }).is_none()
    }

    /// Supplies what the atlas knows of an operator. A contracting company of the same group may be stated in its place.
    fn supply_operator(&mut self, person: ObjectId, operator: AnyOperator<'_>) {
        let subject = operator.name;
        self.describe(person);
        self.supply_identity(person, operator);
        if let Some(own) = operator.seat {
            self.supply_seat(person, operator, own);
        }
        if let Some(parent) = operator.ultimate_parent {
            let parent = PlaceFact { places: PlaceSet::of(parent), stated: parent.code(), choice: None };
            self.supply_place(person, const { field(Kind::Party, "ultimate_parent") }, parent, subject);
        }
        if let Some(object) = self.objects.get_mut(person.0 as usize) {
            object.vendor = Some(operator.id);
        }
    }

    /// Supplies the id and the name, unless the flow names a person of its own or another company of the group.
    fn supply_identity(&mut self, person: ObjectId, operator: AnyOperator<'_>) {
        let is_own = match (self.fact(person, const { field(Kind::Party, "seat") }), operator.seat) {
            (Some(Value::Place(stated)), Some(seat)) => stated.places.contains(seat),
            (None, _) | (_, None) => true,
            _ => false,
        };
        if !is_own || !self.has_no_id(person) {
            return;
        }
        self.set(person, const { field(Kind::Party, "id") }, Value::Text(operator.key.to_owned()));
        if self.fact(person, const { field(Kind::Party, "name") }).is_none() {
            self.supply_name(person, operator.name);
        }
    }

    fn supply_seat(&mut self, person: ObjectId, operator: AnyOperator<'_>, own: Place) {
        let mut seats = PlaceSet::of(own);
        if self.fact(person, const { field(Kind::Party, "seat") }).is_some()
            && let Some(seat) = operator.contracting
        {
            seats.insert(seat);
        }
        let seat = PlaceFact { places: seats, stated: own.code(), choice: None };
        self.supply_place(person, const { field(Kind::Party, "seat") }, seat, operator.name);
    }
}

/// Returns whether a text that the atlas does not know stands for a region: it means no place, and has a region's form or means
/// one.
fn is_meant_as_region(text: &str) -> bool {
    let has_form = text.contains(['/', ':', '-']);
    atlas::place_hint(text).is_none() && (has_form || atlas::region_hint(text).is_some())
}
