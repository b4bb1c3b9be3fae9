//! Facts that exist, with their types and their names in the W3C Data Privacy Vocabulary: edition 1.

pub mod category;
mod existence;
mod facts;
mod follow;
mod kind;
mod party;
mod transfer;
pub mod values;

pub use category::Category;
pub(crate) use existence::{Condition, Dependent};
pub use existence::{Existence, Where};
pub(crate) use follow::{DEFAULTED, SAYING, SEATED, SUM, Saying, Seated, defaulted_names};
pub use kind::{Beside, Fact, Kind, Nature, Says};
pub use values::EnumId;

/// The edition of language and vocabulary that this engine reads: `loci 1`.
pub const EDITION: u32 = 1;

/// The namespace of our own terms, written `lex:` in the tables.
pub const NAMESPACE: &str = "https://lexloci.org/vocab/1#";

/// Returns a text for whoever reads about the vocabulary. The engine itself reads none of them, so the Wasm package goes without.
const fn told(text: &'static str) -> &'static str {
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) { "" } else { text }
}

/// The type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `true` or `false`.
    YesNo,
    /// A number, exact to ten-thousandths.
    Number,
    /// A percent, exact to hundredths.
    Percent,
    /// A day.
    Date,
    /// A calendar duration.
    Duration,
    /// A place, or a group of places of which every one is meant in turn.
    Place,
    /// A cloud region, or none.
    Region,
    /// A category of data.
    Category,
    /// One value of an enumeration.
    Enum(EnumId),
    /// A text. Conditions cannot read it.
    Text,
    /// Any number of values.
    Set(Element),
    /// Further facts.
    Object(Kind),
    /// Entries, each with further facts.
    List(Kind),
}

/// The kind of the values of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in Type")]
pub enum Element {
    Place,
    Region,
    Category,
    Enum(EnumId),
}

impl Element {
    /// Returns the type of one value.
    pub fn ty(self) -> Type {
        match self {
            Element::Place => Type::Place,
            Element::Region => Type::Region,
            Element::Category => Type::Category,
            Element::Enum(id) => Type::Enum(id),
        }
    }
}

impl Type {
    /// Returns the type as an error message names it.
    pub fn describe(self) -> String {
        let plain = match self {
            Type::YesNo => "yes or no",
            Type::Number => "a number",
            Type::Percent => "a percent",
            Type::Date => "a date",
            Type::Duration => "a duration",
            Type::Place => "a place",
            Type::Region => "a cloud region",
            Type::Category => "a category of data",
            Type::Text => "a text",
            Type::Enum(id) => return values::listing(id),
            Type::Set(element) => return format!("a set (each value {})", element.ty().describe()),
            Type::Object(kind) => return kind.one().to_owned(),
            Type::List(kind) => return format!("a list (each entry {})", kind.one()),
        };
        plain.to_owned()
    }

    /// Returns what one entry is, for whoever runs over this.
    pub fn entry(self) -> Option<Type> {
        match self {
            Type::List(kind) => Some(Type::Object(kind)),
            Type::Set(element) => Some(element.ty()),
            _ => None,
        }
    }
}

/// Returns the web address of a term such as `dpv:Transfer`, `eu-gdpr:A46-2-c`, `dct:date` or `lex:access`.
pub fn iri(term: &str) -> String {
    let (prefix, name) = term.split_once(':').unwrap_or(("lex", term));
    let base = match prefix {
        "dpv" => "https://w3id.org/dpv#",
        "eu-gdpr" => "https://w3id.org/dpv/legal/eu/gdpr#",
        "pd" => "https://w3id.org/dpv/pd#",
        "dct" => "http://purl.org/dc/terms/",
        _ => NAMESPACE,
    };
    format!("{base}{name}")
}

/// Returns every word that a policy can use: kinds, facts and values, for spelling help.
pub fn words() -> impl Iterator<Item = &'static str> {
    let facts = Kind::ALL.iter().flat_map(|kind| kind.facts()).map(|fact| fact.name);
    facts.chain(values::all_values()).chain(Category::all().map(Category::name))
}
