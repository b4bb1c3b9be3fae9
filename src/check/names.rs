//! Decides which names can be defined, and suggests what was meant by a name that does not exist.

use crate::atlas::{Group, Place, place_hint, place_named, provider};
use crate::nearest::{codes, nearest, nearest_value};
use crate::vocab::{Category, Kind, values};

/// Describes what a name already is in the vocabulary or the atlas, if it cannot be defined. Sources are only cited, so
/// they may have the names of places.
pub(super) fn taken(name: &str, source: bool) -> Option<&'static str> {
    if source {
        return None;
    }
    if Kind::Flow.fact(name).is_some() || name == "x" {
        return Some("a fact of the flow");
    }
    word(name)
}

/// Describes what a word is in the vocabulary or the atlas.
pub(super) fn word(name: &str) -> Option<&'static str> {
    if values::all_values().any(|value| value == name) || Category::from_name(name).is_some() {
        return Some("a value of the vocabulary");
    }
    if Place::from_code(name).is_some() {
        return Some("a place");
    }
    Group::from_name(name).map(|_| "a group of places")
}

/// Suggests a place or group for a word that should have been one.
pub(super) fn place_help(name: &str) -> String {
    match place_hint(name) {
        Some(hint) => hint.help('`'),
        None => "places are ISO 3166 codes such as FR or PT-20, or groups such as EU, EEA, anywhere".to_owned(),
    }
}

/// Returns the name that `word` was probably meant to be, of those that a policy or its modules define.
///
/// A part that stands for a place, a provider or a number is never replaced by another one: `us_stores` does not
/// suggest `eu_stores`, nor `C_311_18` `C_311_19`.
pub(super) fn nearest_name<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let own = codes(word);
    let found = nearest(word, candidates.filter(|other| codes(other) == own))?;
    (proper(found) == proper(word)).then_some(found)
}

/// Lists the parts of a name that name a place or a provider, in lower case.
fn proper(name: &str) -> Vec<String> {
    let is_proper = |word: &&str| place_named(word).is_some() || !provider(word).is_empty();
    name.split('_').map(str::to_ascii_lowercase).filter(|word| is_proper(&word.as_str())).collect()
}

/// Suggests `did you mean …?`, or lists the choice when it is small.
pub(super) fn one_of_help(name: &str, values: &[&str]) -> String {
    choice_help(nearest_value(name, values.iter().copied()), values)
}

/// Suggests one of the names that a policy or its modules define, as [`one_of_help`] does.
pub(super) fn one_of_names_help(name: &str, names: &[&str]) -> String {
    choice_help(nearest_name(name, names.iter().copied()), names)
}

fn choice_help(near: Option<&str>, choice: &[&str]) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", choice.join(", ")),
    }
}
