//! Which names are free to define, and what someone may have meant who wrote one that is not there.

use crate::atlas::{Group, Place, nearest_place};
use crate::nearest::nearest;
use crate::syntax::hints;
use crate::vocab::{Category, Kind, values};

/// What a name already is in the vocabulary or the atlas, if it cannot be defined. Sources are only ever cited, so
/// that they may bear the names of places.
pub(super) fn taken(name: &str, source: bool) -> Option<&'static str> {
    if source {
        return None;
    }
    if Kind::Flow.fact(name).is_some() || name == "x" {
        return Some("a fact of the flow");
    }
    word(name)
}

/// What a word is in the vocabulary or the atlas, wherever it stands.
pub(super) fn word(name: &str) -> Option<&'static str> {
    if values::all_values().any(|value| value == name) || Category::from_name(name).is_some() {
        return Some("a value of the vocabulary");
    }
    if Place::from_code(name).is_some() {
        return Some("a place");
    }
    Group::from_name(name).map(|_| "a group of places")
}

/// The place or group that another spelling of it means: a code used elsewhere, another case.
pub(super) fn place_meant(name: &str) -> Option<&'static str> {
    let upper = name.to_ascii_uppercase();
    let group = Group::all().map(Group::name).find(|group| group.eq_ignore_ascii_case(name));
    hints::place_habit(&upper).or_else(|| Place::from_code(&upper).map(Place::code)).or(group)
}

/// Help for a word that should have been a place or group.
pub(super) fn place_help(name: &str) -> String {
    match place_meant(name).or_else(|| nearest_place(name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "places are ISO 3166 codes such as FR or PT-20, or groups such as EU, EEA, anywhere".to_owned(),
    }
}

/// `did you mean …?`, or the choice when it is small.
pub(super) fn one_of_help(name: &str, values: &[&str]) -> String {
    match nearest(name, values.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", values.join(", ")),
    }
}
