//! Finds the nearest spelling, for the help of a diagnostic.

use strsim::osa_distance;

/// The longest word that is compared: longer ones are not misspelt.
const LONGEST: usize = 64;

/// Returns the candidate that `word` was probably meant to be: the first one with the smallest edit distance, ignoring
/// case, if it is small for the word's length.
pub fn nearest<'a>(word: &str, mut candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, &mut candidates)
}

/// Does the same, compiled once for all candidates.
fn nearest_of<'a>(word: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = lower(word);
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    if length == 0 || length > LONGEST {
        return None;
    }
    candidates
        .filter_map(|candidate| {
            let other = lower(candidate);
            let plausible = other.len() <= LONGEST
                && other.chars().count().abs_diff(length) <= limit
                && !negates(&word, &other)
                && !negates(&other, &word);
            let apart = plausible.then(|| osa_distance(&word, &other))?;
            (apart <= limit && apart < length).then_some((apart, candidate))
        })
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, candidate)| candidate)
}

/// Returns a text in lower case, as far as its letters are Latin.
///
/// The tables of the standard library for all letters take 6 KB of the Wasm file in brotli, and no name of the vocabulary needs them.
fn lower(text: &str) -> String {
    let letter = |letter: char| match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    };
    text.chars().map(letter).collect()
}

/// Returns whether a word is another one with a prefix that negates it: `unfavourable` is no misspelt `favourable`.
fn negates(word: &str, of: &str) -> bool {
    let prefix = word.strip_suffix(of).map(|prefix| prefix.trim_end_matches(['_', '-', ' ']));
    prefix.is_some_and(|prefix| ["un", "in", "im", "ir", "il", "dis", "non", "no", "not"].contains(&prefix))
}

/// Returns the value of a vocabulary that `word` was probably meant to be. In a value of several words the short ones
/// and the numbers name a country or a version and must match: `eu_gdpr` does not suggest `uk_gdpr`.
pub fn nearest_value<'a>(word: &str, values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found = nearest(word, values)?;
    let simple = !word.contains(['_']) && !found.contains(['_']);
    (simple || codes(word) == codes(found)).then_some(found)
}

/// Returns the words of a name that are short or have digits, as codes do, in lower case.
pub fn codes(name: &str) -> Vec<String> {
    let is_code = |word: &&str| word.len() <= 3 || word.contains(|c: char| c.is_ascii_digit());
    name.split('_').filter(is_code).map(str::to_ascii_lowercase).collect()
}

/// Computes the edit distance, ignoring case: insertions, deletions, substitutions and swaps of neighbours.
pub fn distance(left: &str, right: &str) -> usize {
    osa_distance(&lower(left), &lower(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let words = ["storage", "transfers", "access", "eu-west-1", "eu-west-2"];
        let near = |word| nearest(word, words.into_iter());
        assert_eq!(near("storge"), Some("storage"));
        assert_eq!(near("Transfers"), Some("transfers"));
        assert_eq!(near("acecss"), Some("access"));
        assert_eq!(near("eu-wset-2"), Some("eu-west-2"));
        assert_eq!(near("transit_encrypted"), None);
        assert_eq!(near(""), None);
        assert_eq!(nearest("a", ["b"].into_iter()), None);
    }

    #[test]
    fn an_opposite_is_not_what_was_meant() {
        let near = |word| nearest(word, ["favourable", "unpublished", "encrypted"].into_iter());
        assert_eq!(near("unfavourable"), None);
        assert_eq!(near("published"), None);
        assert_eq!(near("not_encrypted"), None);
        assert_eq!(near("encryptd"), Some("encrypted"));
    }

    #[test]
    fn counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ca", "ac"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("same", "same"), 0);
        assert_eq!(distance("ÉTAT Ø Þ ×", "état ø þ ×"), 0);
    }
}
