//! Facts, vendors and regions that a policy declares, beside those of the vocabulary and the atlas.

use super::Field;
use crate::atlas::{self, NameFit, Place, PlaceSet, PlainName, Spot};
use crate::date::Date;
use crate::vocab::{EnumId, Kind, Nature, Type, values};

/// The declarations of a policy and its modules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared {
    /// `x.tier`, `site.x.disclosed`; their fields stand after the vocabulary's own, in this order.
    pub facts: Vec<DeclaredFact>,
    /// The values of `one of {…}`; their ids stand after the vocabulary's own, in this order.
    pub enumerations: Vec<Vec<String>>,
    /// Vendors that the atlas lacks.
    pub vendors: Vec<DeclaredVendor>,
    /// Regions that the atlas lacks; their positions stand after those of the atlas, in this order.
    pub regions: Vec<DeclaredRegion>,
}

/// A declared fact.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredFact {
    /// The kind that it belongs to.
    pub kind: Kind,
    /// Its name under `x`.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its nature: a finding, where the policy does not say.
    pub nature: Nature,
}

/// A declared vendor.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredVendor {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The place of its seat.
    pub seat: Place,
    /// The company at the top of its group; none where the policy does not say.
    pub parent: Option<Parent>,
    /// Its key and its name as names are compared.
    plain: (PlainName, PlainName),
}

impl DeclaredVendor {
    /// Returns a vendor of whose group nothing is said yet.
    pub(crate) fn new(key: &str, name: &str, seat: Place) -> DeclaredVendor {
        let plain = (PlainName::of(key), PlainName::of(name));
        DeclaredVendor { key: key.to_owned(), name: name.to_owned(), seat, parent: None, plain }
    }
}

/// The company at the top of a declared vendor's group.
#[derive(Clone, Debug, PartialEq)]
pub enum Parent {
    /// Some company with its seat there.
    Place(Place),
    /// The vendor with this key.
    Vendor(String),
}

/// A declared region.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredRegion {
    /// Its id: `acme/fra-1`.
    pub id: String,
    /// Its place, or the group in one of whose places it lies.
    pub place: Spot,
    /// The key of the vendor that operates it.
    pub operator: String,
}

/// A vendor of the atlas, by its key, or one that the policy declares, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum VendorId {
    Atlas(&'static str),
    Declared(u16),
}

/// A region of the atlas, or one that the policy declares.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnyRegion<'a> {
    pub(crate) id: &'a str,
    /// Its position: those of the policy stand after those of the atlas.
    pub(crate) index: usize,
    pub(crate) place: Spot,
    /// The vendor's name for it; empty where the policy declares it.
    pub(crate) label: &'a str,
    /// The key of its operator.
    pub(crate) provider: &'a str,
}

/// The operator of a region on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnyOperator<'a> {
    pub(crate) id: VendorId,
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) seat: Option<Place>,
    pub(crate) ultimate_parent: Option<Place>,
    /// The name of the company at the top of its group; empty where that is not known.
    pub(crate) parent_name: &'a str,
    /// The seat of the company that customers in the Union conclude the contract with, where that is another one.
    pub(crate) contracting: Option<Place>,
}

impl<'a> AnyRegion<'a> {
    fn declared(region: &'a DeclaredRegion, index: usize) -> AnyRegion<'a> {
        AnyRegion { id: &region.id, index, place: region.place, label: "", provider: &region.operator }
    }

    /// Returns the place of the region, where it is one.
    pub(crate) fn single_place(&self) -> Option<Place> {
        match self.place {
            Spot::Place(place) => Some(place),
            Spot::Group(_) => None,
        }
    }

    /// Returns the places in one of which the region lies on a day.
    pub(crate) fn places_on(&self, day: Date) -> PlaceSet {
        match self.place {
            Spot::Place(place) => PlaceSet::of(place),
            Spot::Group(group) => group.members_on(day),
        }
    }

    /// Returns the first part of its id, which says whose it is: a provider has several operators.
    pub(crate) fn brand(&self) -> &'a str {
        self.id.split('/').next().unwrap_or_default()
    }
}

impl<'a> From<&'static atlas::Region> for AnyRegion<'a> {
    fn from(region: &'static atlas::Region) -> AnyRegion<'a> {
        let atlas::Region { id, index, place, label, provider, .. } = *region;
        AnyRegion { id, index, place, label, provider }
    }
}

impl Declared {
    /// Returns the values of an enumeration, the vocabulary's or a declared one.
    pub fn values(&self, id: EnumId) -> Vec<&str> {
        match values::enumeration(id) {
            Some(own) => own.values.iter().map(|value| value.0).collect(),
            None => self.own(id).iter().map(String::as_str).collect(),
        }
    }

    /// Returns the values of a declared enumeration.
    fn own(&self, id: EnumId) -> &[String] {
        let index = usize::from(id.0).checked_sub(values::ENUMERATIONS.len());
        index.and_then(|index| self.enumerations.get(index)).map_or(&[], Vec::as_slice)
    }

    /// Returns the value at a position of its enumeration.
    pub fn name(&self, id: EnumId, value: u8) -> Option<&str> {
        match values::enumeration(id) {
            Some(own) => own.values.get(usize::from(value)).map(|value| value.0),
            None => self.own(id).get(usize::from(value)).map(String::as_str),
        }
    }

    /// Returns the position of a value in its enumeration.
    pub fn value(&self, id: EnumId, name: &str) -> Option<u8> {
        let position = match values::enumeration(id) {
            Some(own) => own.values.iter().position(|value| value.0 == name),
            None => self.own(id).iter().position(|value| value == name),
        };
        position.map(|index| index as u8)
    }

    /// Returns the field and declaration of `kind.x.name`.
    pub fn fact(&self, kind: Kind, name: &str) -> Option<(Field, &DeclaredFact)> {
        let index = self.facts.iter().position(|fact| fact.kind == kind && fact.name == name)?;
        Some((Field(Field::DECLARED + index as u16), self.facts.get(index)?))
    }

    /// Returns the declared fact of a field.
    pub(crate) fn at(&self, field: Field) -> Option<&DeclaredFact> {
        self.facts.get(usize::from(field.0.checked_sub(Field::DECLARED)?))
    }

    /// Returns every region: those of the atlas, then the declared ones.
    pub(crate) fn all_regions(&self) -> impl Iterator<Item = AnyRegion<'_>> {
        atlas::regions().iter().map(AnyRegion::from).chain(self.own_regions())
    }

    /// Returns the declared regions.
    pub(crate) fn own_regions(&self) -> impl Iterator<Item = AnyRegion<'_>> {
        let first = atlas::regions().len();
        (first..).zip(&self.regions).map(|(index, region)| AnyRegion::declared(region, index))
    }

    /// Returns the region at a position.
    pub(crate) fn region_at(&self, index: usize) -> Option<AnyRegion<'_>> {
        match atlas::regions().get(index) {
            Some(region) => Some(region.into()),
            None => {
                let own = index.checked_sub(atlas::regions().len())?;
                self.regions.get(own).map(|region| AnyRegion::declared(region, index))
            }
        }
    }

    /// Returns the region with this id, ignoring case.
    pub(crate) fn region(&self, id: &str) -> Option<AnyRegion<'_>> {
        match atlas::region(id) {
            Some(region) => Some(region.into()),
            None => self.own_regions().find(|region| region.id.eq_ignore_ascii_case(id)),
        }
    }

    /// Returns whether regions of the atlas, or declared ones, begin with a name: `aws` in `aws/eu-west-3`.
    pub(crate) fn offers_regions(&self, name: &str) -> bool {
        atlas::offers_regions(name) || self.own_regions().any(|region| region.brand().eq_ignore_ascii_case(name))
    }

    /// Returns the declared regions of the same brand as a text that is no region, for help.
    pub(crate) fn regions_like(&self, text: &str) -> String {
        let brand = text.split_once('/').map_or("", |(brand, _)| brand);
        let like: Vec<&str> =
            self.own_regions().filter(|own| own.brand().eq_ignore_ascii_case(brand)).map(|own| own.id).collect();
        like.join(", ")
    }

    /// Returns the vendor that has this key.
    pub(crate) fn vendor_id(&self, key: &str) -> Option<VendorId> {
        if let Some(operator) = atlas::provider(key).first() {
            return Some(VendorId::Atlas(operator.key));
        }
        atlas::vendor(key).map(|vendor| VendorId::Atlas(vendor.key)).or_else(|| self.own_vendor_id(key))
    }

    /// Returns the declared vendor that has this key.
    pub(crate) fn own_vendor_id(&self, key: &str) -> Option<VendorId> {
        self.vendors.iter().position(|vendor| vendor.key == key).map(|index| VendorId::Declared(index as u16))
    }

    /// Returns the declared vendor that a key or a name means, by the rules of the atlas for names. A name that fits two equally
    /// well means none.
    pub(crate) fn own_vendor_named(&self, name: &str) -> Option<VendorId> {
        if let Some(id) = self.own_vendor_id(name) {
            return Some(id);
        }
        if name.len() > atlas::LONGEST_NAME {
            return None;
        }
        let name = PlainName::of(name);
        let (mut best, mut found) = (None, None);
        for (index, vendor) in self.vendors.iter().enumerate() {
            let fit = name.fit(&vendor.plain.0, &vendor.plain.1);
            if fit > best {
                (best, found) = (fit, Some(VendorId::Declared(index as u16)));
            } else if fit.is_some() && fit == best {
                found = None;
            }
        }
        found
    }

    /// Returns the declared vendor that has this very name.
    pub(crate) fn own_vendor_called(&self, name: &str) -> Option<VendorId> {
        let name = PlainName::of(name);
        let fits = |vendor: &DeclaredVendor| name.fit(&vendor.plain.0, &vendor.plain.1) == Some(NameFit::Whole);
        self.vendors.iter().position(fits).map(|index| VendorId::Declared(index as u16))
    }

    /// Returns the group of a vendor: of the atlas by the name of the company at its top, else by the declared vendor there. A
    /// declared vendor of whose parent only the place is said is a group of its own.
    pub(crate) fn group_of(&self, id: VendorId) -> VendorId {
        match id {
            VendorId::Atlas(key) => VendorId::Atlas(atlas::company_group(key)),
            VendorId::Declared(index) => match self.vendors.get(usize::from(index)).map(|vendor| &vendor.parent) {
                Some(Some(Parent::Vendor(parent))) => match self.vendor_id(parent) {
                    Some(VendorId::Atlas(key)) => VendorId::Atlas(atlas::company_group(key)),
                    other => other.unwrap_or(id),
                },
                _ => id,
            },
        }
    }

    /// Returns a name of the group of a vendor that no other group has.
    pub(crate) fn group_name(&self, id: VendorId) -> String {
        match self.group_of(id) {
            VendorId::Atlas(name) => name.to_owned(),
            VendorId::Declared(index) => {
                ["@", self.vendors.get(usize::from(index)).map_or("", |vendor| vendor.key.as_str())].concat()
            }
        }
    }

    /// Returns the vendor with this key as the operator of a region on a day.
    pub(crate) fn operator_on(&self, key: &str, day: Date) -> Option<AnyOperator<'_>> {
        if let Some(known) = atlas::provider(key).first() {
            return atlas::operator_on(known.key, day).map(|operator| AnyOperator {
                id: VendorId::Atlas(operator.key),
                key: operator.key,
                name: operator.name,
                seat: operator.seat,
                ultimate_parent: Some(operator.ultimate_parent),
                parent_name: operator.parent_name,
                contracting: operator.contracting.map(|(_, seat)| seat),
            });
        }
        match self.vendor_id(key)? {
            VendorId::Atlas(key) => {
                let vendor = atlas::vendor(key)?;
                let atlas::Person { name, seat, ultimate_parent, .. } = vendor.on(day);
                let parent_name = vendor.parent_name.unwrap_or_default();
                let id = VendorId::Atlas(vendor.key);
                Some(AnyOperator { id, key: vendor.key, name, seat, ultimate_parent, parent_name, contracting: None })
            }
            VendorId::Declared(index) => self.own_operator(index, day),
        }
    }

    /// Returns a declared vendor as an operator.
    pub(crate) fn own_operator(&self, index: u16, day: Date) -> Option<AnyOperator<'_>> {
        let vendor = self.vendors.get(usize::from(index))?;
        let parent = match &vendor.parent {
            Some(Parent::Vendor(key)) => self.operator_on(key, day).filter(|parent| parent.key != vendor.key),
            _ => None,
        };
        let ultimate_parent = match &vendor.parent {
            Some(Parent::Place(place)) => Some(*place),
            _ => parent.and_then(|parent| parent.ultimate_parent),
        };
        Some(AnyOperator {
            id: VendorId::Declared(index),
            key: &vendor.key,
            name: &vendor.name,
            seat: Some(vendor.seat),
            ultimate_parent,
            parent_name: parent.map_or("", |parent| parent.name),
            contracting: None,
        })
    }
}
