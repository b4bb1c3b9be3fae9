//! Finds the nearest spelling, for the help of a diagnostic.

/// The longest word that is compared: longer ones are not misspelt.
const LONGEST: usize = 64;

/// Returns the candidate that `word` was probably meant to be: the first one with the smallest edit distance, ignoring
/// case, if it is small for the word's length.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    let limit = (word.len() / 3).max(1);
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    candidates
        .filter_map(|candidate| {
            let letters = letters(candidate);
            let plausible = letters.len() <= LONGEST && letters.len().abs_diff(word.len()) <= limit;
            let apart = plausible.then(|| edits(&word, &letters, limit))??;
            (apart < word.len()).then_some((apart, candidate))
        })
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, candidate)| candidate)
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

fn letters(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// Computes the edit distance, ignoring case: insertions, deletions, substitutions and swaps of neighbours.
pub fn distance(left: &str, right: &str) -> usize {
    edits(&letters(left), &letters(right), usize::MAX).unwrap_or(usize::MAX)
}

/// Computes the edit distance by optimal string alignment (Damerau 1964, without edits inside a swapped pair), row by
/// row. Returns none where it exceeds `limit`. Stops after two rows above the limit: a swap reaches over one row, so no
/// later row can be lower.
fn edits(left: &[char], right: &[char], limit: usize) -> Option<usize> {
    let mut before: Vec<usize> = Vec::with_capacity(right.len() + 1);
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut row: Vec<usize> = Vec::with_capacity(right.len() + 1);
    let mut previous = None;
    for (i, l) in left.iter().enumerate() {
        row.clear();
        row.push(i + 1);
        for (j, r) in right.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let edit = (at(&above, j) + usize::from(l != r))
                .min(at(&above, j + 1).saturating_add(1))
                .min(at(&row, j).saturating_add(1));
            let swapped = previous == Some(r) && j.checked_sub(1).and_then(|k| right.get(k)) == Some(l);
            let swap = swapped.then(|| at(&before, j - 1).saturating_add(1));
            row.push(swap.map_or(edit, |swap| swap.min(edit)));
        }
        let exceeds = |row: &[usize]| row.iter().all(|edits| *edits > limit);
        if exceeds(&row) && exceeds(&above) {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
        previous = Some(l);
    }
    above.last().copied().filter(|edits| *edits <= limit)
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
    fn counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ca", "ac"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("same", "same"), 0);
        for (a, b) in [("kitten", "sitting"), ("ca", "ac"), ("", "abc"), ("abdc", "abcd"), ("same", "same")] {
            let within = |limit| edits(&letters(a), &letters(b), limit);
            let apart = distance(a, b);
            assert!((0..9).all(|limit| within(limit) == (limit >= apart).then_some(apart)), "{a} {b}");
        }
    }
}
