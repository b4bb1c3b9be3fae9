//! Tells two parties apart by what they have beside ids: the country of the seat, the name, the group of the atlas.

use super::{Flow, ObjectId, Value, field};
use crate::atlas;
use crate::policy::{Declared, VendorId};
use crate::truth::Truth;
use crate::vocab::Kind;

/// The features that tell a party from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Says whether anything is known of it.
    pub(crate) is_described: bool,
    /// The provider or vendor that it is a company of, where the atlas or the policy knows the party.
    pub(crate) vendor: Option<VendorId>,
    /// The company at the top of its group, where the atlas or the policy knows the party.
    pub(crate) group: Option<VendorId>,
    /// The state in which it has its seat, where that is one.
    pub(crate) state: Option<atlas::Place>,
    /// Its stated name, without case, accents and legal form.
    pub(crate) name: Option<String>,
}

impl Flow {
    /// Returns what tells a party from others.
    pub(crate) fn identity(&self, party: ObjectId, declared: &Declared) -> Identity {
        let Some(object) = self.object(party) else { return Identity::default() };
        let state = match object.facts.get(&const { field(Kind::Party, "seat") }) {
            Some(Value::Place(seat)) if seat.places.len() == 1 => seat.places.iter().next().map(atlas::Place::state),
            _ => None,
        };
        let name = match object.facts.get(&const { field(Kind::Party, "name") }) {
            Some(Value::Text(name)) if !object.has_atlas_name => Some(atlas::name_stem(name)),
            _ => None,
        };
        let group = object.vendor.map(|vendor| declared.group_of(vendor));
        Identity { is_described: object.is_described, vendor: object.vendor, group, state, name }
    }

    /// Returns the party that exports, where it is somebody.
    pub(crate) fn exporter(&self) -> Option<ObjectId> {
        match self.fact(Flow::ROOT, const { field(Kind::Flow, "exporter") }) {
            Some(Value::Object(exporter)) => Some(*exporter),
            _ => None,
        }
    }
}

/// Returns whether two parties that are not known to have one id or two are one person: that their names or seats exclude it,
/// or else, of the exporter and another, that nobody says so. Nothing else is known without ids.
pub(crate) fn are_one(a: &Identity, b: &Identity, is_exporter: bool) -> (Truth, bool) {
    let differ = |known: bool| (Truth::from(!known), false);
    if let (Some(a), Some(b)) = (&a.name, &b.name)
        && a != b
    {
        return differ(true);
    }
    let is_joined = a.group.is_some() && a.group == b.group;
    if is_joined {
        return (Truth::Unknown, false);
    }
    if let (Some(a), Some(b)) = (a.state, b.state)
        && a != b
    {
        return differ(true);
    }
    let is_named_alike = a.name.is_some() && a.name == b.name;
    if is_exporter && a.is_described && b.is_described && !is_named_alike {
        return (Truth::False, true);
    }
    (Truth::Unknown, false)
}
