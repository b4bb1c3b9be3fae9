//! The facts of one flow: JSON in, typed facts out, each with its path.
//!
//! Absent and null are unknown. What the atlas, a default or a derivation supplies stands beside what was stated.

mod choice;
mod complete;
mod denied;
mod doubles;
mod exists;
pub(crate) mod exit;
mod facts;
mod foreign;
mod identity;
mod implied;
pub(crate) use doubles::doubles;
pub(crate) use exists::{Possible, exists, possible};
pub use facts::Facts;
pub(crate) use identity::are_one;
pub(crate) use node::Node;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use node::{Tape, TapeText};
pub(crate) use path::shown;
pub(crate) use read::not_an_object;
pub(crate) use territory::{GDPR_APPLIES, Law, LawsSaid, binds, territories, territory};
pub(crate) use value::hundredths;
pub mod json;
mod layers;
mod meaning;
mod node;
mod owners;
mod path;
mod person;
mod read;
mod region;
mod several;
mod stated;
mod territory;
mod timely;
mod transfer;
mod undeclared;
mod union_body;
mod value;
mod vendor;

use crate::atlas::PlaceSet;
use crate::date::{Date, Duration};
use crate::diag::Diagnostic;
use crate::policy::{Declared, Field, VendorId};
use crate::sorted::SortedSet;
use crate::verdict::Note;
use crate::vocab::{Category, EnumId, Kind};
use json::Json;

/// The facts of one flow.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The day to judge.
    pub as_of: Date,
    /// Everything that has facts; the flow itself stands first.
    pub objects: Vec<Object>,
    /// Places of which only a group is stated: each stands for every one of its members in turn.
    pub choices: Vec<Choice>,
    /// The paths that the flow lists under `instead`.
    pub instead: SortedSet<String>,
    /// Those of them on which it overrules the atlas or a derivation.
    pub overruling: SortedSet<String>,
    /// Lints.
    pub notes: Vec<Note>,
    /// Says whether the flow says that what it does not list does not exist.
    pub is_complete: bool,
    /// Says whether a party counts as distinct from the exporter only where the flow states that.
    pub(crate) refuses_assumed: bool,
    /// Says whether the list of transfers itself is stated to leave some out.
    pub(crate) has_open_transfers: bool,
}

/// Position in `Flow::objects`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub(crate) u32);

/// Something that has facts: the flow, a party, a site, a transfer.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its kind.
    pub kind: Kind,
    /// Its path: `transfers[1].recipient`; for a person, that of the first mention.
    pub path: String,
    /// Its known facts.
    pub facts: Facts,
    /// The provider or vendor that this person is.
    pub(crate) vendor: Option<VendorId>,
    /// Says whether the flow, or the atlas, says anything of this person.
    pub(crate) is_described: bool,
    /// Says whether the name is the atlas's, not the flow's.
    pub(crate) has_atlas_name: bool,
    /// The law of its seat, as a regime, where the flow states none that binds it.
    pub(crate) law_of_seat: Option<u8>,
    /// The site whose transfer this is.
    pub(crate) site: Option<ObjectId>,
}

/// A known fact.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the variants are the types of the vocabulary")]
pub enum Value {
    YesNo(bool),
    /// Ten-thousandths.
    Number(i64),
    /// Hundredths of a percent.
    Percent(u32),
    Date(Date),
    Duration(Duration),
    Text(String),
    Place(PlaceFact),
    /// Position among the regions of the atlas and the policy; `None` where the site is on no cloud region.
    Region(Option<u16>),
    Category(Category),
    /// Its enumeration, and its position there.
    Enum(EnumId, u8),
    Set(Entries<Value>),
    Object(ObjectId),
    /// A party that is none.
    Nobody,
    List(Entries<ObjectId>),
}

/// Entries of a list or set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries<T> {
    /// Those that are known.
    pub items: Vec<T>,
    /// Why there may be more, as paths of facts; empty when there are no more.
    pub open: Vec<String>,
    /// Of a list whose entries have shares of a whole: who may have what no entry states.
    pub unlisted: Unlisted,
}

impl<T> Entries<T> {
    /// Returns the entries of a list in which nothing has a share of a whole.
    pub(crate) fn new(items: Vec<T>, open: Vec<String>) -> Entries<T> {
        Entries { items, open, unlisted: Unlisted::Anybody }
    }
}

/// The possible holder of the shares that no entry of a list states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unlisted {
    /// Anybody: the list is not stated complete. Its sum may still close it.
    #[default]
    Anybody,
    /// Hands that the flow names and does not list, such as a free float: the list is complete, but a total is not.
    Named,
    /// The listed entries themselves: the list is stated complete.
    Entries,
    /// The listed entries or nobody, as of treasury shares: the list is stated complete, and below a whole.
    Nobody,
}

/// A place, or several of which each is meant in turn.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceFact {
    /// The places that it can be; never empty.
    pub places: PlaceSet,
    /// As it was stated: `FR`, `EU`, `anywhere`.
    pub stated: &'static str,
    /// Position in `Flow::choices`, where there are several.
    pub choice: Option<usize>,
}

/// A group place.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its path.
    pub path: String,
    /// Its members on the day.
    pub places: PlaceSet,
}

impl Flow {
    /// The flow itself.
    pub const ROOT: ObjectId = ObjectId(0);

    /// Returns the object with this id.
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id.0 as usize)
    }

    /// Returns a fact of an object, when it is known.
    pub fn fact(&self, id: ObjectId, field: Field) -> Option<&Value> {
        self.object(id).and_then(|object| object.facts.get(&field))
    }

    /// Returns what the other stated durations leave to one of leaving the provider that is not stated.
    pub(crate) fn exit_bounds(&self, owner: ObjectId, field: Field) -> Option<exit::Reach> {
        let part = exit::Part::of(field)?;
        let (id, exit) = implied::exit_of(&self.objects)?;
        let meant = id == owner && !self.instead.contains(exit::TOTAL);
        meant.then(|| exit.bounds(part, self.as_of)).flatten()
    }

    /// Reads a flow. `declared` are the facts that the policy declares; `as_of` replaces the flow's own day.
    ///
    /// # Errors
    /// Every error, each with its path; a flow with an error is never evaluated in part.
    pub fn read(json: &Json, declared: &Declared, as_of: Option<Date>) -> Result<Flow, Vec<Diagnostic>> {
        let mut reader = read::Reader::new(declared, as_of);
        reader.flow(Node::from(json));
        reader.finish()
    }
}

/// Returns the field of a vocabulary fact. Asking for one that does not exist gives a field that nothing states.
pub(crate) const fn field(kind: Kind, name: &str) -> Field {
    match kind.position(name) {
        Some(position) => Field(position),
        None => Field(Field::DECLARED - 1),
    }
}
