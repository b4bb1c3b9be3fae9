//! The texts of the vocabulary, by the keys that completion and hover give.

use crate::editor::{Choice, keywords};
use crate::vocab::{Category, Kind, iri, values};

/// Returns what the vocabulary says of a key such as `fact:site.place`; empty where it says nothing.
pub(super) fn told(about: &str) -> String {
    let (family, name) = about.split_once(':').unwrap_or(("", about));
    let text = match (family, name.split_once('.')) {
        ("keyword", _) => keywords().iter().find(|(word, _)| *word == name).map(|(_, text)| (*text).to_owned()),
        ("category", _) => Category::from_name(name).map(|category| with_term(category.doc(), category.term())),
        ("fact", Some((kind, fact))) => {
            let fact = Kind::from_name(kind).and_then(|kind| kind.fact(fact));
            fact.map(|(_, fact)| with_term(fact.doc, fact.term))
        }
        ("value", Some((enumeration, value))) => {
            let own = values::ENUMERATIONS.iter().find(|own| own.name == enumeration);
            let found = own.and_then(|own| own.values.iter().find(|each| each.0 == value));
            found.map(|found| found.1.to_owned())
        }
        _ => None,
    };
    text.unwrap_or_default()
}

/// Adds the term of the W3C Data Privacy Vocabulary, where there is one.
fn with_term(doc: &str, term: &str) -> String {
    if term.starts_with("dpv") { format!("{doc}\n\n{}", iri(term)) } else { doc.to_owned() }
}

/// Returns the documentation of a choice.
pub(super) fn of_choice(choice: &Choice) -> String {
    let told = told(&choice.about);
    if told.is_empty() { choice.doc.clone() } else { told }
}
