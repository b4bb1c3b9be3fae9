//! Completion choices.

use crate::atlas::{self, Place};
use crate::policy::Declared;
use crate::vocab::{Category, EnumId, Fact, Kind, Type, values};

/// One choice at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The text to insert.
    pub label: String,
    /// Its kind: `keyword`, `fact`, `variable`, `value`, `category`, `place`, `group`, `region`, `set`, `list`,
    /// `definition`, `source`, `module`, `rule`, `exception`, `part`, `level`, `type`, `unit`, `party`, `vendor`, `lint`.
    pub kind: &'static str,
    /// A few words shown beside it: its type, its name.
    pub detail: String,
    /// Its documentation, where a file states it.
    pub doc: String,
    /// The key of its text in the vocabulary: `fact:site.place`, `value:tool.scc`, `category:health`,
    /// `keyword:require`.
    pub about: String,
}

impl Choice {
    pub(super) fn new(kind: &'static str, label: &str, detail: &str) -> Choice {
        Choice { label: label.to_owned(), kind, detail: detail.to_owned(), ..Choice::default() }
    }

    fn about(self, family: &str, name: &str) -> Choice {
        Choice { about: [family, name].concat(), ..self }
    }

    pub(super) fn keyword(word: &str) -> Choice {
        Choice::new("keyword", word, "").about("keyword:", word)
    }

    pub(super) fn fact(kind: Kind, fact: &Fact) -> Choice {
        let about = ["fact:", kind.name(), ".", fact.name].concat();
        Choice { about, detail: fact.ty.describe(), ..Choice::new("fact", fact.name, "") }
    }

    pub(super) fn category(category: Category) -> Choice {
        let detail = category.parent().map_or("", Category::name);
        Choice::new("category", category.name(), detail).about("category:", category.name())
    }

    /// Returns the choice for a value of one of the vocabulary's own enumerations.
    pub(super) fn value(enumeration: EnumId, value: &str) -> Choice {
        let name = values::enumeration(enumeration).map_or("", |own| own.name);
        let about = if name.is_empty() { String::new() } else { ["value:", name, ".", value].concat() };
        Choice { about, ..Choice::new("value", value, name) }
    }
}

/// The choices at one position, each label once.
#[derive(Default)]
pub(super) struct Choices {
    pub(super) all: Vec<Choice>,
}

/// Loops that push instead of collected iterators: each `collect` is compiled anew, and the Wasm is shipped.
impl Choices {
    pub(super) fn add(&mut self, choice: Choice) {
        let known = |other: &Choice| other.label == choice.label && other.kind == choice.kind;
        // Only definitions of files can come twice, and there are few of these.
        if matches!(choice.kind, "place" | "region") || !self.all.iter().any(known) {
            self.all.push(choice);
        }
    }

    pub(super) fn keywords(&mut self, words: &[&str]) {
        for word in words {
            self.add(Choice::keyword(word));
        }
    }

    pub(super) fn words(&mut self, kind: &'static str, words: &[&str]) {
        for word in words {
            self.add(Choice::new(kind, word, ""));
        }
    }

    pub(super) fn facts(&mut self, kind: Kind, fits: fn(Type) -> bool) {
        for fact in kind.facts() {
            if fits(fact.ty) {
                self.add(Choice::fact(kind, fact));
            }
        }
    }

    pub(super) fn categories(&mut self) {
        for category in Category::all() {
            self.add(Choice::category(category));
        }
    }

    pub(super) fn places(&mut self) {
        for place in Place::all() {
            self.add(Choice::new("place", place.code(), place.name()));
        }
    }

    pub(super) fn regions(&mut self, declared: &Declared) {
        for own in &declared.regions {
            let detail = ["declared, ", own.place.code()].concat();
            self.add(Choice { detail, ..Choice::new("region", &own.id, "") });
        }
        for region in atlas::regions() {
            let detail = [region.label, ", ", region.place.code()].concat();
            self.add(Choice { detail, ..Choice::new("region", region.id, "") });
        }
    }

    /// Adds everything that a set can hold.
    pub(super) fn members(&mut self, declared: &Declared) {
        self.places();
        self.regions(declared);
        for (own, id) in values::ENUMERATIONS.iter().zip(0..) {
            for value in own.values {
                self.add(Choice::value(EnumId(id), value.0));
            }
        }
        self.categories();
    }
}
