//! Prints the tables that tell parties apart, and those that name the law of each regime.

use crate::atlas::{self, Place};
use crate::flow::Law;
use crate::vocab::values;

/// Prints the legal forms, the letters without accents, and the states of places that are no states.
pub(super) fn tables() -> String {
    let forms: Vec<String> = atlas::legal_forms().map(super::text).collect();
    let mut accents: Vec<(&str, String)> = vec![];
    for letter in ('\u{80}'..'\u{250}').filter(|letter| atlas::plain_letters(*letter).is_some()) {
        let plain = atlas::plain_letters(letter).unwrap_or_default();
        match accents.iter_mut().find(|(known, _)| *known == plain) {
            Some((_, letters)) => letters.push(letter),
            None => accents.push((plain, letter.to_string())),
        }
    }
    let accents: Vec<String> = accents.into_iter().map(|(plain, letters)| format!("{plain}:{letters}")).collect();
    let states = Place::all().filter(|place| place.state() != *place);
    let states = states.map(|place| format!("[{}, {}]", place.index() + 2, place.state().index() + 2));
    let articles: Vec<String> = atlas::ARTICLES.iter().map(|word| super::text(word)).collect();
    format!(
        "/** The legal forms that names end in. */\nconst FORMS = new Set([{}]);\nconst ARTICLES = [{}];\nconst ACCENTS = {};\n/** The states of places that are none. */\nconst STATES = new Map([{}]);",
        forms.join(", "),
        articles.join(", "),
        super::text(&accents.join(" ")),
        states.collect::<Vec<_>>().join(", ")
    )
}

/// Prints for each law on transfers the regimes that are it, as bits.
pub(super) fn laws() -> String {
    let regimes = values::enumeration(values::REGIME).map_or(&[][..], |regimes| regimes.values);
    let bits = Law::ALL.map(|law| {
        let of_law = regimes.iter().enumerate().filter(|(_, (name, _))| Law::of_regime(name) == Some(law));
        of_law.fold(0u32, |bits, (index, _)| bits | 1 << index).to_string()
    });
    format!("/** The regimes that are each law on transfers, as bits. */\nconst LAWS = [{}];", bits.join(", "))
}
