//! What completion offers.

use crate::atlas::{Group, Place, Region};
use crate::vocab::{Category, EnumId, Fact, Kind, Type, values};

/// One thing that could stand under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is written.
    pub label: String,
    /// What it is: `keyword`, `fact`, `variable`, `value`, `category`, `place`, `group`, `region`, `set`, `list`,
    /// `definition`, `source`, `module`, `rule`, `exception`, `part`, `level`, `type`, `unit`, `party`.
    pub kind: &'static str,
    /// A few words beside it: its type, its name.
    pub detail: String,
    /// What it says, where a file states it.
    pub doc: String,
    /// Where the vocabulary says what it is: `fact:site.place`, `value:tool.scc`, `category:health`, `keyword:require`.
    pub about: String,
}

impl Choice {
    pub(super) fn new(kind: &'static str, label: impl Into<String>, detail: impl Into<String>) -> Choice {
        Choice { label: label.into(), kind, detail: detail.into(), ..Choice::default() }
    }

    fn about(self, family: &str, name: &str) -> Choice {
        Choice { about: [family, ":", name].concat(), ..self }
    }

    pub(super) fn keyword(word: &str) -> Choice {
        Choice::new("keyword", word, "").about("keyword", word)
    }

    pub(super) fn fact(kind: Kind, fact: &Fact) -> Choice {
        Choice::new("fact", fact.name, fact.ty.describe()).about("fact", &[kind.name(), ".", fact.name].concat())
    }

    pub(super) fn place(place: Place) -> Choice {
        Choice::new("place", place.code(), place.name())
    }

    pub(super) fn group(group: Group) -> Choice {
        Choice::new("group", group.name(), group.title())
    }

    pub(super) fn region(region: &Region) -> Choice {
        Choice::new("region", region.id, [region.label, ", ", region.place.code()].concat())
    }

    pub(super) fn category(category: Category) -> Choice {
        let detail = category.parent().map_or("", Category::name);
        Choice::new("category", category.name(), detail).about("category", category.name())
    }

    /// A value of one of the vocabulary's own enumerations.
    pub(super) fn value(enumeration: EnumId, value: &str) -> Choice {
        let name = values::enumeration(enumeration).map_or("", |own| own.name);
        let choice = Choice::new("value", value, name);
        if name.is_empty() { choice } else { choice.about("value", &[name, ".", value].concat()) }
    }

    pub(super) fn variable(name: &str, ty: Option<Type>) -> Choice {
        Choice::new("variable", name, ty.map_or_else(String::new, Type::describe))
    }
}
