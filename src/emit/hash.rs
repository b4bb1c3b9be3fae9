//! Readers of words: which value of an enumeration a text is, by a hash that no two of its values share.

use super::text;

/// A hash of words: a letter from the start and one from the end, each with a factor, and the length.
#[derive(Clone, Copy)]
struct Hash {
    start: usize,
    end: usize,
    factors: (usize, usize),
    mask: usize,
}

impl Hash {
    /// Returns the hash of a word. A letter that it does not have makes it 0, as in JavaScript.
    fn of(self, word: &str) -> usize {
        let letters: Vec<usize> = word.encode_utf16().map(usize::from).collect();
        let first = letters.get(self.start);
        let last = letters.len().checked_sub(self.end).and_then(|at| letters.get(at));
        match (first, last) {
            (Some(first), Some(last)) => (first * self.factors.0 + last * self.factors.1 + letters.len()) & self.mask,
            _ => 0,
        }
    }

    fn is_perfect(self, words: &[&str]) -> bool {
        let mut seen = vec![false; self.mask + 1];
        words.iter().all(|word| seen.get_mut(self.of(word)).is_some_and(|place| !std::mem::replace(place, true)))
    }
}

/// Finds a hash that keeps words apart, in the smallest table.
fn find(words: &[&str]) -> Option<Hash> {
    let smallest = words.len().max(1).next_power_of_two();
    for size in [smallest, smallest * 2, smallest * 4] {
        for (start, end) in (0..6).flat_map(|start| (1..7).map(move |end| (start, end))) {
            for factors in (1..8).flat_map(|a| (0..8).map(move |b| (a, b))) {
                let hash = Hash { start, end, factors, mask: size - 1 };
                if hash.is_perfect(words) {
                    return Some(hash);
                }
            }
        }
    }
    None
}

/// Prints the reader of a set of words, which calls that of one: bits, and whether there may be more as the highest.
pub(super) fn set_reader(name: &str) -> String {
    format!(
        "function {name}Set(value) {{\n  const items = entriesOf(value, false);\n  let bits = isOpen << 30;\n  for (let index = 0; index < items.length; index++) bits |= 1 << ({name}(entryOf(items, index)) - 2);\n  return bits;\n}}\n"
    )
}

/// Prints the reader of words: their codes are 2 and up, in their order.
pub(super) fn reader(name: &str, words: &[&str]) -> String {
    let refused = "throw refuse(\"L0510\", `${show(value)} is not a value of its fact`);";
    let constant = name.to_uppercase();
    let Some(hash) = find(words) else {
        let entries = words.iter().enumerate().map(|(index, word)| format!("[{}, {}]", text(word), index + 2));
        let entries = entries.collect::<Vec<_>>().join(", ");
        return format!(
            "const {constant}S = new Map([{entries}]);\n\nfunction {name}(value) {{\n  const code = CODES_OF.get(value);\n  if (code !== undefined) return code;\n  {refused}\n}}\n"
        ).replace("CODES_OF", &format!("{constant}S"));
    };
    let mut table: Vec<(String, usize)> = vec![("0".to_owned(), 0); hash.mask + 1];
    for (index, word) in words.iter().enumerate() {
        if let Some(place) = table.get_mut(hash.of(word)) {
            *place = (text(word), index + 2);
        }
    }
    let texts: Vec<&str> = table.iter().map(|(word, _)| word.as_str()).collect();
    let codes: Vec<String> = table.iter().map(|(_, code)| code.to_string()).collect();
    let Hash { start, end, factors, mask } = hash;
    format!(
        "const {constant}S = [{}];\nconst {constant}_CODES = Uint8Array.of({});\n\nfunction {name}(value) {{\n  if (typeof value === \"string\") {{\n    const hash = (value.charCodeAt({start}) * {} + value.charCodeAt(value.length - {end}) * {} + value.length) & {mask};\n    if ({constant}S[hash] === value) return {constant}_CODES[hash];\n  }}\n  {refused}\n}}\n",
        texts.join(", "),
        codes.join(", "),
        factors.0,
        factors.1
    )
}
