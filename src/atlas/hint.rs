//! Suggests what was meant by a word that the atlas does not know.
//!
//! An editor applies a suggestion, so that a hint never leads to another country, another provider or a smaller group.
//! [`Hint::Meant`] is returned only where the word has one meaning; everything else is an explanation.

mod place;
mod region;

#[cfg(feature = "readers")]
pub(crate) use place::is_area;
pub use place::{place_hint, place_named, place_read, place_written};
pub(crate) use region::multi_region_written;
pub use region::{platform_region, region_below, region_hint, region_written};

/// A hint on a word that is no place and no region of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The one meaning of the word; it can replace the word.
    Meant(&'static str),
    /// An explanation; nothing can replace the word.
    Explained(String),
}

impl Hint {
    /// Returns the help of a diagnostic. `quote` stands around the suggestion.
    pub fn help(&self, quote: char) -> String {
        match self {
            Hint::Meant(word) => format!("did you mean {quote}{word}{quote}?"),
            Hint::Explained(text) => text.clone(),
        }
    }

    /// Returns the suggestion, where it is certain.
    pub fn meant(&self) -> Option<&'static str> {
        match self {
            Hint::Meant(word) => Some(word),
            Hint::Explained(_) => None,
        }
    }
}

/// Returns a text in lower case, without accents, its words apart by single spaces and a name's articles left out:
/// `etats unis` for `États-Unis` and for `les Etats-Unis`.
pub fn plain_words(text: &str) -> String {
    folded(text)
}

/// Folds a text, for this folder.
pub(super) fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match plain_letters(letter) {
            Some(letters) => plain.push_str(letters),
            None if letter.is_ascii_alphanumeric() => plain.push(letter.to_ascii_lowercase()),
            None => plain.push(' '),
        }
    }
    let is_name = plain.split(' ').any(|word| word.len() > 3);
    let article = |word: &str| is_name && ARTICLES.contains(&word);
    let words = plain.split(' ').filter(|word| !word.is_empty() && !article(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Articles that names go without.
pub(crate) const ARTICLES: &[&str] = &["the", "la", "le", "les", "l"];

/// Returns the letters without accents for this one in names of places.
pub(crate) fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'ı' | 'İ' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "o",
        'œ' | 'Œ' => "oe",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ý' | 'Ý' => "y",
        _ => return None,
    })
}
