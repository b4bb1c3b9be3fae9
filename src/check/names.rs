//! Which names are free to define, and what someone may have meant who wrote one that is not there.

use crate::atlas::{Group, Place, place_hint, place_named, provider};
use crate::nearest::{codes, nearest, nearest_value};
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

/// Help for a word that should have been a place or group.
pub(super) fn place_help(name: &str) -> String {
    match place_hint(name) {
        Some(hint) => hint.help('`'),
        None => "places are ISO 3166 codes such as FR or PT-20, or groups such as EU, EEA, anywhere".to_owned(),
    }
}

/// The name that `word` was probably meant to be, of names that a policy or its modules define.
///
/// A word of a name that stands for a place, a provider or a number is never taken for another one: `us_stores` is not
/// meant by `eu_stores`, nor `C_311_18` by `C_311_19`.
pub(super) fn nearest_name<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let own = codes(word);
    let found = nearest(word, candidates.filter(|other| codes(other) == own))?;
    (proper(found) == proper(word)).then_some(found)
}

/// The words of a name that name a place or a provider, in small letters.
fn proper(name: &str) -> Vec<String> {
    let is_proper = |word: &&str| place_named(word).is_some() || !provider(word).is_empty();
    name.split('_').map(str::to_ascii_lowercase).filter(|word| is_proper(&word.as_str())).collect()
}

/// `did you mean …?`, or the choice when it is small.
pub(super) fn one_of_help(name: &str, values: &[&str]) -> String {
    choice_help(nearest_value(name, values.iter().copied()), values)
}

/// The same for names that a policy or its modules define.
pub(super) fn one_of_names_help(name: &str, names: &[&str]) -> String {
    choice_help(nearest_name(name, names.iter().copied()), names)
}

fn choice_help(near: Option<&str>, choice: &[&str]) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", choice.join(", ")),
    }
}
