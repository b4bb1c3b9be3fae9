//! Values of JSON as the reader sees them: of a tree (`Json`), or of a tape that JavaScript wrote.
//!
//! A tape states a flow in words, each value after the one before it. The lowest three bits of a word say what comes:
//!
//! ```text
//! 0 null        1 false      2 true      3 a whole number, which stands above the three bits
//! 4 a number: two words follow, the lower half of the double first
//! 5 a text: above the bits stands its position among the texts
//! 6 an array:  above the bits stands how many entries follow; the next word is the position after the last
//! 7 an object: the same, and before each value stands the position of its key among the texts
//! ```
//!
//! `pkg/tape.js` writes tapes.

use super::json::Json;
use super::meaning::{Meaning, Named};
use crate::policy::{Declared, DeclaredFact, Field};
use crate::vocab::{Category, EnumId, Fact, Kind};

/// A value.
#[derive(Clone, Copy)]
pub(crate) enum Node<'j> {
    Null,
    Bool(bool),
    Number(f64),
    Text(Text<'j>),
    Array(Items<'j>),
    Object(Keys<'j>),
}

/// A text, which is a key or a value.
#[derive(Clone, Copy)]
pub(crate) struct Text<'j> {
    pub(super) text: &'j str,
    /// The meaning of the text, as far as it was asked before: kept for the texts of tapes.
    pub(super) meaning: Option<&'j Meaning>,
}

/// A flow as words, and the texts that they name.
pub(crate) struct Tape<'j> {
    words: &'j [u32],
    texts: &'j [TapeText],
}

/// A text that tapes name by its position.
pub(crate) struct TapeText {
    text: String,
    meaning: Meaning,
}

/// The entries of an array.
#[derive(Clone, Copy)]
pub(crate) enum Items<'j> {
    Tree(&'j [Json]),
    /// The number of entries, and the place of the first.
    Tape(&'j Tape<'j>, usize, usize),
}

/// The keys of an object, each with its value.
#[derive(Clone, Copy)]
pub(crate) enum Keys<'j> {
    Tree(&'j [(String, Json)]),
    /// The number of keys, and the place of the first.
    Tape(&'j Tape<'j>, usize, usize),
}

impl From<String> for TapeText {
    fn from(text: String) -> TapeText {
        TapeText { text, meaning: Meaning::default() }
    }
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'j> From<&'j str> for Text<'j> {
    fn from(text: &'j str) -> Text<'j> {
        Text { text, meaning: None }
    }
}

impl Text<'_> {
    /// Returns the fact of a kind that has this name, and its position among those of the kind.
    pub(super) fn fact(self, kind: Kind) -> Option<(usize, &'static Fact)> {
        match self.meaning {
            Some(meaning) => meaning.fact(kind, self.text),
            None => kind.fact(self.text),
        }
    }

    /// Returns the fact of a kind that the policy declares under this name, and its field.
    pub(super) fn declared_fact(self, kind: Kind, declared: &Declared) -> Option<(Field, &DeclaredFact)> {
        match self.meaning {
            Some(meaning) => meaning.declared_fact(kind, self.text, declared),
            None => declared.fact(kind, self.text),
        }
    }

    /// Returns what the text names in the atlas, or among the regions that the policy declares.
    pub(super) fn named(self, declared: &Declared) -> Named {
        self.meaning.map_or_else(|| Named::of(self.text, declared), |meaning| meaning.named(self.text, declared))
    }

    /// Returns which value of an enumeration the text is.
    pub(super) fn value(self, id: EnumId, declared: &Declared) -> Option<u8> {
        match self.meaning {
            Some(meaning) => meaning.value(id, self.text, declared),
            None => declared.value(id, self.text),
        }
    }

    /// Returns the category of data that the text names.
    pub(super) fn category(self) -> Option<Category> {
        self.meaning.map_or_else(|| Category::from_name(self.text), |meaning| meaning.category(self.text))
    }
}

impl<'j> From<&'j Json> for Node<'j> {
    fn from(json: &'j Json) -> Node<'j> {
        match json {
            Json::Null => Node::Null,
            Json::Bool(yes) => Node::Bool(*yes),
            Json::Number(number) => Node::Number(*number),
            Json::Text(text) => Node::Text(Text::from(text.as_str())),
            Json::Array(items) => Node::Array(Items::Tree(items)),
            Json::Object(keys) => Node::Object(Keys::Tree(keys)),
        }
    }
}

impl From<Node<'_>> for Json {
    fn from(node: Node<'_>) -> Json {
        match node {
            Node::Null => Json::Null,
            Node::Bool(yes) => Json::Bool(yes),
            Node::Number(number) => Json::Number(number),
            Node::Text(text) => Json::Text((*text).to_owned()),
            Node::Array(items) => Json::Array(items.into_iter().map(Json::from).collect()),
            Node::Object(keys) => {
                Json::Object(keys.into_iter().map(|(key, value)| ((*key).to_owned(), Json::from(value))).collect())
            }
        }
    }
}

impl<'j> Node<'j> {
    pub(crate) fn is_null(self) -> bool {
        matches!(self, Node::Null)
    }
}

#[cfg_attr(
    not(all(target_arch = "wasm32", target_os = "unknown")),
    expect(dead_code, reason = "only JavaScript writes tapes")
)]
impl<'j> Tape<'j> {
    pub(crate) fn new(words: &'j [u32], texts: &'j [TapeText]) -> Tape<'j> {
        Tape { words, texts }
    }

    /// Returns the value that the tape states.
    pub(crate) fn root(&'j self) -> Node<'j> {
        self.value(0).0
    }

    fn word(&self, at: usize) -> u32 {
        self.words.get(at).copied().unwrap_or_default()
    }

    fn text(&self, position: u32) -> Text<'j> {
        match self.texts.get(position as usize) {
            Some(TapeText { text, meaning }) => Text { text, meaning: Some(meaning) },
            None => Text::from(""),
        }
    }

    /// Returns the value at a position, and the position after it.
    fn value(&'j self, at: usize) -> (Node<'j>, usize) {
        let word = self.word(at);
        let above = word >> 3;
        match word & 7 {
            0 => (Node::Null, at + 1),
            1 => (Node::Bool(false), at + 1),
            2 => (Node::Bool(true), at + 1),
            3 => (Node::Number(f64::from(above)), at + 1),
            4 => {
                let bits = u64::from(self.word(at + 1)) | u64::from(self.word(at + 2)) << 32;
                (Node::Number(f64::from_bits(bits) + 0.0), at + 3) // -0 is 0
            }
            5 => (Node::Text(self.text(above)), at + 1),
            6 => (Node::Array(Items::Tape(self, above as usize, at + 2)), self.after(at)),
            _ => (Node::Object(Keys::Tape(self, above as usize, at + 2)), self.after(at)),
        }
    }

    /// Returns the position after a value.
    fn skip(&self, at: usize) -> usize {
        match self.word(at) & 7 {
            4 => at + 3,
            6 | 7 => self.after(at),
            _ => at + 1,
        }
    }

    /// Returns the position after an array or object, always a later one.
    fn after(&self, at: usize) -> usize {
        (self.word(at + 1) as usize).max(at + 2)
    }
}

impl<'j> Items<'j> {
    pub(crate) fn len(self) -> usize {
        match self {
            Items::Tree(items) => items.len(),
            Items::Tape(_, count, _) => count,
        }
    }
}

impl<'j> IntoIterator for Items<'j> {
    type Item = Node<'j>;
    type IntoIter = ItemsIter<'j>;

    fn into_iter(self) -> ItemsIter<'j> {
        ItemsIter(self)
    }
}

/// Goes through the entries of an array.
pub(crate) struct ItemsIter<'j>(Items<'j>);

impl<'j> Iterator for ItemsIter<'j> {
    type Item = Node<'j>;

    fn next(&mut self) -> Option<Node<'j>> {
        match &mut self.0 {
            Items::Tree(items) => {
                let (first, rest) = items.split_first()?;
                *items = rest;
                Some(Node::from(first))
            }
            Items::Tape(tape, count, at) => {
                *count = count.checked_sub(1)?;
                let (node, next) = tape.value(*at);
                *at = next;
                Some(node)
            }
        }
    }
}

impl<'j> Keys<'j> {
    /// Returns the first value of a key.
    pub(crate) fn get(self, wanted: &str) -> Option<Node<'j>> {
        self.positions().find(|(key, _)| **key == *wanted).map(|(_, position)| self.at(position))
    }

    /// Returns whether the object has a key.
    pub(crate) fn has(self, wanted: &str) -> bool {
        self.positions().any(|(key, _)| *key == *wanted)
    }

    /// Goes through the keys, each with the position of its value, without looking at values.
    #[inline]
    pub(super) fn positions(self) -> Positions<'j> {
        Positions { keys: self, next: 0 }
    }

    /// Returns the value at one of the positions.
    pub(super) fn at(self, position: u32) -> Node<'j> {
        match self {
            Keys::Tree(keys) => keys.get(position as usize).map_or(Node::Null, |(_, value)| Node::from(value)),
            Keys::Tape(tape, ..) => tape.value(position as usize).0,
        }
    }
}

/// Goes through the keys of an object: see `Keys::positions`.
pub(crate) struct Positions<'j> {
    keys: Keys<'j>,
    /// The number of keys of a tree that were met.
    next: u32,
}

impl<'j> Iterator for Positions<'j> {
    type Item = (Text<'j>, u32);

    #[inline]
    fn next(&mut self) -> Option<(Text<'j>, u32)> {
        match &mut self.keys {
            Keys::Tree(keys) => {
                let (key, _) = keys.get(self.next as usize)?;
                self.next += 1;
                Some((Text::from(key.as_str()), self.next - 1))
            }
            Keys::Tape(tape, count, at) => {
                *count = count.checked_sub(1)?;
                let (key, position) = (tape.text(tape.word(*at)), *at + 1);
                *at = tape.skip(position);
                Some((key, position as u32))
            }
        }
    }
}

impl<'j> IntoIterator for Keys<'j> {
    type Item = (Text<'j>, Node<'j>);
    type IntoIter = KeysIter<'j>;

    fn into_iter(self) -> KeysIter<'j> {
        KeysIter { keys: self, positions: self.positions() }
    }
}

/// Goes through the keys of an object, each with its value.
pub(crate) struct KeysIter<'j> {
    keys: Keys<'j>,
    positions: Positions<'j>,
}

impl<'j> Iterator for KeysIter<'j> {
    type Item = (Text<'j>, Node<'j>);

    fn next(&mut self) -> Option<(Text<'j>, Node<'j>)> {
        self.positions.next().map(|(key, position)| (key, self.keys.at(position)))
    }
}
