//! Writes the vocabulary as a module of pkg/: the data for flow forms, and the texts that the Wasm omits.

use crate::modules;
use anyhow::Result;
use lexloci::editor::keywords;
use lexloci::vocab::values::{ENUMERATIONS, enumeration};
use lexloci::vocab::{Category, EDITION, Element, EnumId, Existence, Fact, Kind, Type, Where, iri};
use serde_json::{Map, Value, json};
use std::path::Path;

/// Writes the vocabulary as a module.
pub(crate) fn write(to: &Path) -> Result<()> {
    let words: Map<String, Value> = keywords().iter().map(|(word, doc)| ((*word).to_owned(), json!(doc))).collect();
    let about = "The vocabulary and the words of the language, as JSON, which is read only where somebody asks";
    let prefixes: Map<String, Value> =
        PREFIXES.iter().map(|prefix| ((*prefix).to_owned(), json!(base(prefix)))).collect();
    let data =
        [("VOCABULARY", vocabulary()), ("KEYWORDS", Value::Object(words)), ("PREFIXES", Value::Object(prefixes))];
    modules::texts(to, about, &data)
}

/// The prefixes of terms.
const PREFIXES: &[&str] = &["dpv", "eu-gdpr", "pd", "dct", "lex"];

/// Returns the address that a prefix stands for.
fn base(prefix: &str) -> String {
    iri(&format!("{prefix}:"))
}

fn vocabulary() -> Value {
    let kinds: Map<String, Value> = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), of_kind(*kind))).collect();
    let enumerations: Map<String, Value> = ENUMERATIONS
        .iter()
        .map(|own| {
            let values: Vec<Value> = own.values.iter().map(|value| json!({"name": value.0, "doc": value.1})).collect();
            (own.name.to_owned(), json!({"doc": own.doc, "term": own.term, "values": values}))
        })
        .collect();
    let categories: Vec<Value> = Category::all().map(of_category).collect();
    json!({"edition": EDITION, "kinds": kinds, "enumerations": enumerations, "categories": categories})
}

fn of_category(category: Category) -> Value {
    json!({
        "name": category.name(),
        "parent": category.parent().map(Category::name),
        "doc": category.doc(),
        "term": category.term(),
    })
}

fn of_kind(kind: Kind) -> Value {
    let facts: Vec<Value> = kind.facts().iter().map(of_fact).collect();
    let is = kind.is_relation().then_some("party");
    json!({"doc": kind.doc(), "one": kind.one(), "is": is, "facts": facts})
}

fn of_fact(fact: &Fact) -> Value {
    json!({
        "name": fact.name,
        "type": of_type(fact.ty),
        "nature": fact.nature.name(),
        "doc": fact.doc,
        "term": fact.term,
        "exists": existence(&fact.exists),
        "attested": fact.attested,
        "derived": fact.derived,
    })
}

fn existence(exists: &Existence) -> Option<Value> {
    let any = |on: &Where| json!({"list": on.list, "fact": on.fact, "values": on.values});
    let any: Vec<Value> = exists.any.iter().map(any).collect();
    (!exists.is_always()).then(|| json!({"any": any, "implied": exists.is_implied, "doc": exists.doc}))
}

fn of_type(ty: Type) -> Value {
    let plain = match ty {
        Type::YesNo => "yes_no",
        Type::Number => "number",
        Type::Percent => "percent",
        Type::Date => "date",
        Type::Duration => "duration",
        Type::Place => "place",
        Type::Region => "region",
        Type::Category => "category",
        Type::Text => "text",
        Type::Enum(id) => return json!({"is": "enum", "of": name_of(id)}),
        Type::Set(element) => return json!({"is": "set", "of": of_element(element)}),
        Type::Object(kind) => return json!({"is": "object", "of": kind.name()}),
        Type::List(kind) => return json!({"is": "list", "of": kind.name()}),
    };
    json!({"is": plain})
}

fn of_element(element: Element) -> Value {
    of_type(element.ty())
}

fn name_of(id: EnumId) -> &'static str {
    enumeration(id).map_or("", |own| own.name)
}
