//! The words of errors, and what a wrong word in a flow was probably meant to be. The Wasm file that only decides goes without:
//! messages, names and the search for the nearest word would be more than the rest of it. Its errors have codes and paths.

use crate::atlas;
use crate::nearest;

/// Whether this build has the words of errors.
pub(super) const EXPLAINS: bool = !crate::vocab::DECIDES_ONLY;

/// Formats a message, where this build has any.
macro_rules! message {
    ($($part:tt)*) => {
        if crate::flow::explain::EXPLAINS { format!($($part)*) } else { String::new() }
    };
}
pub(super) use message;

/// Returns what a text that is no place means.
pub(super) fn place(text: &str) -> Option<atlas::Hint> {
    if EXPLAINS { atlas::place_hint(text) } else { None }
}

/// Returns what a text that is no region means.
pub(super) fn region(text: &str) -> Option<atlas::Hint> {
    if EXPLAINS { atlas::region_hint(text) } else { None }
}

/// Returns the word that is spelt most like another.
pub(super) fn word<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if EXPLAINS { nearest::nearest(text, words) } else { None }
}

/// Returns the value that is spelt most like a text.
pub(super) fn value<'w>(text: &str, values: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if EXPLAINS { nearest::nearest_value(text, values) } else { None }
}
