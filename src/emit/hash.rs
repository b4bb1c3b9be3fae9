//! Readers of words: which value of an enumeration a text is, by a hash that no two of its values share.

use super::text;
use std::ops::Range;

/// A hash of words: a letter from the start and one from the end, each with a factor, and the length.
#[derive(Clone, Copy)]
struct Hash {
    start: usize,
    end: usize,
    factors: (usize, usize),
    mask: usize,
    /// Says that a shorter word counts with its last letter and its first.
    is_clamped: bool,
}

impl Hash {
    /// Returns the hash of a word. A letter that it does not have makes it 0, as in JavaScript.
    fn of(self, word: &str) -> usize {
        let letters: Vec<usize> = word.encode_utf16().map(usize::from).collect();
        let (first, last) = if self.is_clamped {
            let first = self.start.min(letters.len().saturating_sub(1));
            (letters.get(first), letters.get(letters.len().saturating_sub(self.end)))
        } else {
            (letters.get(self.start), letters.len().checked_sub(self.end).and_then(|at| letters.get(at)))
        };
        match (first, last) {
            (Some(first), _) if self.factors.1 == 0 => (first * self.factors.0 + letters.len()) & self.mask,
            (Some(first), Some(last)) => (first * self.factors.0 + last * self.factors.1 + letters.len()) & self.mask,
            _ => 0,
        }
    }

    /// Prints the hash of a word.
    fn print(self, word: &str) -> String {
        let times = |factor: usize| if factor == 1 { String::new() } else { format!(" * {factor}") };
        let (start, end) = (self.start, self.end);
        let (from_start, from_end) = if self.is_clamped {
            let from_start = format!("{word}.length > {start} ? {start} : {word}.length - 1");
            (from_start, format!("{word}.length > {end} ? {word}.length - {end} : 0"))
        } else {
            (start.to_string(), format!("{word}.length - {end}"))
        };
        let first = format!("{word}.charCodeAt({from_start}){}", times(self.factors.0));
        let last = match self.factors.1 {
            0 => String::new(),
            factor => format!(" + {word}.charCodeAt({from_end}){}", times(factor)),
        };
        format!("({first}{last} + {word}.length) & {}", self.mask)
    }

    fn is_perfect(self, words: &[&str]) -> bool {
        let mut seen = vec![false; self.mask + 1];
        words.iter().all(|word| seen.get_mut(self.of(word)).is_some_and(|place| !std::mem::replace(place, true)))
    }
}

/// Finds a hash that keeps words apart, in the smallest table.
fn find(words: &[&str]) -> Option<Hash> {
    let smallest = words.len().max(1).next_power_of_two();
    let sizes = [smallest, smallest * 2, smallest * 4];
    let small = sizes.iter().flat_map(|size| hashes(size - 1, 1..8, 0..8));
    let large = sizes.iter().flat_map(|size| hashes(size - 1, 8..40, 0..24));
    let clamped = sizes.iter().flat_map(|size| hashes(size - 1, 1..12, 0..12));
    let clamped = clamped.map(|hash| Hash { is_clamped: true, ..hash });
    small.chain(large).chain(clamped).find(|hash| hash.is_perfect(words))
}

/// Returns the hashes with a mask and with factors in these ranges.
fn hashes(mask: usize, a: Range<usize>, b: Range<usize>) -> impl Iterator<Item = Hash> {
    let letters = (0..6).flat_map(|start| (1..7).map(move |end| (start, end)));
    letters.flat_map(move |(start, end)| {
        let b = b.clone();
        let factors = a.clone().flat_map(move |a| b.clone().map(move |b| (a, b)));
        factors.map(move |factors| Hash { start, end, factors, mask, is_clamped: false })
    })
}
/// Prints the reader of a set of words, which calls that of one: bits, and whether there may be more as the highest.
pub(super) fn set_reader(name: &str) -> String {
    format!(
        "function {name}Set(value) {{\n  const items = entriesOf(value, false);\n  let bits = isOpen << 30;\n  for (let index = 0; index < items.length; index++) bits |= 1 << ({name}(entryOf(items, index)) - 2);\n  return bits;\n}}\n"
    )
}

/// Prints the reader of a plain set of words, whose entries are read in its loop: bits as of `set_reader`, or -1.
pub(super) fn plain_set_reader(name: &str, words: &[&str]) -> String {
    let constant = name.to_uppercase();
    let entry = match find(words) {
        Some(hash) => format!(
            "    if (typeof entry !== \"string\") return -1;\n    const hash = {};\n    if ({constant}S[hash] !== entry) return -1;\n    bits |= 1 << {constant}_CODES[hash];\n",
            hash.print("entry")
        ),
        None => format!("    bits |= 1 << {name}(entry);\n"),
    };
    format!(
        "/** Returns the same of a plain flow; -1 where the set is another than an array of such values. */\nfunction {name}Plain(value) {{\n  if (!isArray(value)) return {name}Set(value);\n  const {{ length }} = value;\n  if (prototypeOf(value) !== LIST || length > 1000) return -1;\n  let bits = 0;\n  for (let index = 0; index < length; index++) {{\n    const entry = value[index];\n{entry}  }}\n  return bits >>> 2;\n}}\n"
    )
}

/// Prints the reader of plain categories: for each test two bits, or -1. Bits from 15 on stand for what says "perhaps" where nothing
/// says what the data are, and bit 30 for what does.
pub(super) fn plain_categories(words: &[&str], tests: &[[u64; 4]]) -> String {
    let of = |index: usize| {
        let has = |mask: u64| mask >> index & 1 == 1;
        let said = tests.iter().enumerate().fold(0u32, |word, (at, [sure, perhaps, alone, _])| {
            let own = if has(*sure) {
                3
            } else if has(*perhaps) {
                1
            } else if has(*alone) {
                1 << 15
            } else {
                0
            };
            word | own << (2 * at)
        });
        said | u32::from(tests.first().is_some_and(|[.., what]| has(*what))) << 30
    };
    let said: Vec<String> = (0..words.len()).map(|index| of(index).to_string()).collect();
    let (by_code, entry) = match find(words) {
        Some(hash) => (
            "Int32Array.from(CATEGORYOF_CODES, (code) => CATEGORY_SAYS[code - 2])",
            format!(
                "    if (typeof entry !== \"string\") return -1;\n    const hash = {};\n    if (CATEGORYOFS[hash] !== entry) return -1;\n    word |= CATEGORY_WORDS[hash];\n",
                hash.print("entry")
            ),
        ),
        None => ("Int32Array.from(CATEGORY_SAYS)", "    word |= CATEGORY_WORDS[categoryOf(entry) - 2];\n".to_owned()),
    };
    let unknown = unknown_categories(tests.len());
    format!(
        "/** Answers of the tests on categories, by the category. */\nconst CATEGORY_SAYS = [{}];\nconst CATEGORY_WORDS = {by_code};\n\n/** Reads categories of a plain flow: the answers of the tests on them, two bits each; -1 where they are another than a list. */\nfunction categoriesPlain(value) {{\n  const items = isArray(value) ? value : entriesOf(value, false);\n  const {{ length }} = items;\n  if (prototypeOf(items) !== LIST || length > 1000) return -1;\n  let word = items === value ? 0 : isOpen * {unknown};\n  for (let index = 0; index < length; index++) {{\n    const entry = items[index];\n{entry}  }}\n  return (word >> 30 === 0 ? word | (word >> 15) : word) & 0x7fff;\n}}\n",
        said.join(", ")
    )
}

/// Returns the answers of tests on categories that are not known.
pub(super) fn unknown_categories(tests: usize) -> u32 {
    (0..tests).fold(0, |word, at| word | 1 << (2 * at))
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
    let texts: Vec<String> = words.iter().map(|word| text(word)).collect();
    format!(
        "const {constant}_WORDS = [{}];\nconst {constant}S = slotted({constant}_WORDS, {}, (value) => {});\nconst {constant}_CODES = codesOf({constant}S, {constant}_WORDS);\n\nfunction {name}(value) {{\n  if (typeof value === \"string\") {{\n    const hash = {};\n    if ({constant}S[hash] === value) return {constant}_CODES[hash];\n  }}\n  {refused}\n}}\n",
        texts.join(", "),
        hash.mask + 1,
        hash.print("value"),
        hash.print("value"),
    )
}

/// Prints the same as statements that assign the code of a value to a variable, or return -1; nothing where there is no such hash.
pub(super) fn inline(name: &str, words: &[&str], value: &str, to: &str) -> Option<String> {
    let constant = name.to_uppercase();
    let hash = find(words)?.print(value);
    Some(format!(
        "      if (typeof {value} !== \"string\") return -1;\n      const hash = {hash};\n      if ({constant}S[hash] !== {value}) return -1;\n      {to} = {constant}_CODES[hash];\n"
    ))
}
