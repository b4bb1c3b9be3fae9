//! The form of records, for whoever packs flows without knowing the policy.

use super::layout::{Layout, Record, Slot, inner, width};
use crate::atlas::Place;
use crate::policy::Declared;
use crate::vocab::{Category, Element, Kind, Type};
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

impl Layout {
    /// The same without names, for whoever packs flows without a policy.
    pub(super) fn shapes(&self, declared: &Declared) -> Vec<Shape> {
        let fact = |slot: &Slot| Fact {
            word: slot.word,
            form: form(slot.ty, declared),
            leads: inner(slot.ty).map_or(0, super::tag),
            values: values(slot.ty, declared) as u16,
        };
        let shape = |(kind, record): (&Kind, &Record)| Shape {
            tag: super::tag(*kind),
            size: record.size,
            facts: record.slots.iter().map(fact).collect(),
        };
        self.records.iter().map(shape).collect()
    }
}

fn form(ty: Type, declared: &Declared) -> Form {
    match ty {
        Type::YesNo => Form::YesNo,
        Type::Number => Form::Number,
        Type::Percent => Form::Percent,
        Type::Date => Form::Date,
        Type::Duration => Form::Duration,
        Type::Place => Form::Place,
        Type::Region => Form::Region,
        Type::Category => Form::Category,
        Type::Enum(_) => Form::One,
        Type::Text => Form::Text,
        Type::Set(Element::Enum(_)) => Form::Bits((width(ty, declared) - 1) as u8),
        Type::Set(Element::Category) => Form::Categories,
        Type::Set(Element::Place) => Form::Places,
        Type::Set(Element::Region) => Form::Regions,
        Type::Object(_) => Form::Object,
        Type::List(_) => Form::List,
    }
}

/// How many values a fact of this type can have.
fn values(ty: Type, declared: &Declared) -> usize {
    match ty {
        Type::Enum(id) | Type::Set(Element::Enum(id)) => declared.values(id).len(),
        Type::Category | Type::Set(Element::Category) => Category::all().count(),
        Type::Place | Type::Set(Element::Place) => Place::all().count(),
        Type::Region | Type::Set(Element::Region) => crate::atlas::regions().len(),
        _ => 0,
    }
}
