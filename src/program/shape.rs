//! The form of records, for whoever packs flows without knowing the policy.

use serde::{Deserialize, Serialize};

/// The record of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Its first word, which names the kind.
    pub tag: u32,
    /// Its words.
    pub size: u16,
    /// Its facts, in the order of their words.
    pub facts: Vec<Fact>,
}

/// One fact of a record.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its first word.
    pub word: u16,
    /// In what form it is kept.
    pub form: Form,
    /// The tag of the kind that it leads to, or 0.
    pub leads: u32,
    /// How many values of its enumeration, categories, places or regions there are, or 0.
    pub values: u16,
}

/// In what form a fact is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the variants are the types of the vocabulary")]
pub enum Form {
    YesNo,
    Number,
    Percent,
    Date,
    Duration,
    Place,
    Region,
    Category,
    One,
    Text,
    /// A set of values, as so many words of bits.
    Bits(u8),
    Categories,
    Places,
    Regions,
    Object,
    List,
}

impl Form {
    /// Words that the fact takes in its record.
    pub(super) fn words(self) -> u32 {
        match self {
            Form::Number | Form::Duration | Form::Places | Form::Regions | Form::List => 2,
            Form::Bits(words) => 1 + u32::from(words),
            Form::Categories => 3,
            _ => 1,
        }
    }
}
