//! The table of an encoder: which facts of a flow go to which words, as JSON.
//!
//! ```text
//! { "rules": ["stores", …], "levels": […], "parts": […],
//!   "kinds":   { "site": { "tag": 9, "size": 7, "facts": [["place", 0, "place", 0, 1], …] }, … },
//!   "enums":   [["service", …], …],        one for each `one_of` and `bits`
//!   "places":  "AD AE AF …",  "groups": "EU EEA …",  "categories": "personal …",  "texts": ["acme"],
//!   "regions": "aws/af-south-1 ZA aws\n…", "operators": [["aws", from, through, seat, parent, contracting], …],
//!   "derived": [["site", "sees_plaintext", 0], …], "compares": false, "keyed": ["encryption", …] }
//! ```
//!
//! A fact is its key, whether it stands under `x`, its type, the number of its enumeration (from 0) or the name of the
//! kind it leads to, and its word. Days are words; places of operators are one more than positions. Names hold no quotes.

use super::compile::day;
use super::layout::{Layout, Record, Slot};
use super::{NONE, Program};
use crate::atlas::{self, Group, Place};
use crate::policy::{Field, Policy};
use crate::vocab::{Category, Element, EnumId, Kind, Type, values};
use std::fmt::Write;

/// Writes the table.
pub(super) fn table(policy: &Policy, layout: &Layout, program: &Program) -> String {
    let mut enums = Vec::new();
    let kinds: Vec<String> =
        layout.records.iter().map(|(kind, record)| self::kind(policy, *kind, record, &mut enums)).collect();
    let enums: Vec<String> = enums.iter().map(|id| list(policy.declared.values(*id))).collect();
    let mut out = String::from("{");
    let mut entry = |key: &str, value: String| {
        let separator = if out.len() > 1 { "," } else { "" };
        // Writing to a text cannot fail.
        let _ = write!(out, "{separator}\"{key}\":{value}");
    };
    entry("rules", list(program.rule_names.iter().map(String::as_str)));
    entry("levels", list(policy.levels.iter().map(String::as_str)));
    entry("parts", list(policy.parts.iter().map(String::as_str)));
    entry("kinds", format!("{{{}}}", kinds.join(",")));
    entry("enums", format!("[{}]", enums.join(",")));
    entry("places", words(Place::all().map(Place::code)));
    entry("groups", words(Group::all().map(Group::name)));
    entry("categories", words(Category::all().map(Category::name)));
    entry("texts", list(program.texts.iter().map(String::as_str)));
    entry("derived", derived(policy, layout));
    entry("compares", program.compares.to_string());
    if layout.named(Kind::Measure, "kind") != NONE {
        let kinds = policy.declared.values(values::MEASURE_KIND);
        entry("keyed", list(kinds.into_iter().filter(|kind| crate::flow::has_keys(kind))));
    }
    if layout.named(Kind::Site, "region") != NONE {
        entry("regions", regions());
        entry("operators", operators());
    }
    out.push('}');
    out
}

fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", quoted.join(","))
}

fn words<'n>(names: impl Iterator<Item = &'n str>) -> String {
    format!("\"{}\"", names.collect::<Vec<_>>().join(" "))
}

fn kind(policy: &Policy, kind: Kind, record: &Record, enums: &mut Vec<EnumId>) -> String {
    let facts: Vec<String> = record.slots.iter().map(|slot| fact(policy, kind, slot, enums)).collect();
    format!("\"{}\":{{\"tag\":{},\"size\":{},\"facts\":[{}]}}", kind.name(), tag(kind), record.size, facts.join(","))
}

/// The first word of a kind's records.
pub(crate) fn tag(kind: Kind) -> u32 {
    kind as u32 + 1
}

fn fact(policy: &Policy, kind: Kind, slot: &Slot, enums: &mut Vec<EnumId>) -> String {
    let declared =
        slot.field.0.checked_sub(Field::DECLARED).and_then(|index| policy.declared.facts.get(usize::from(index)));
    let key = match declared {
        _ if slot.field == Field::PERSON => "person",
        Some(fact) => &fact.name,
        None => kind.facts().get(usize::from(slot.field.0)).map_or("", |fact| fact.name),
    };
    let (ty, argument) = describe(slot.ty, enums);
    format!("[\"{key}\",{},\"{ty}\",{argument},{}]", u8::from(declared.is_some()), slot.word)
}

fn describe(ty: Type, enums: &mut Vec<EnumId>) -> (&'static str, String) {
    let mut number = |id: EnumId| super::compile::index_of(enums, id).to_string();
    let plain = match ty {
        Type::Enum(id) => return ("one_of", number(id)),
        Type::Set(Element::Enum(id)) => return ("bits", number(id)),
        Type::Object(kind) => return ("object", format!("\"{}\"", kind.name())),
        Type::List(kind) => return ("list", format!("\"{}\"", kind.name())),
        Type::YesNo => "yes_no",
        Type::Number => "number",
        Type::Percent => "percent",
        Type::Date => "date",
        Type::Duration => "duration",
        Type::Place => "place",
        Type::Region => "region",
        Type::Category => "category",
        Type::Text => "text",
        Type::Set(Element::Place) => "places",
        Type::Set(Element::Region) => "regions",
        Type::Set(Element::Category) => "categories",
    };
    (plain, "0".to_owned())
}

fn derived(policy: &Policy, layout: &Layout) -> String {
    let read = policy.derivations.iter().enumerate().filter(|(_, d)| layout.word(d.kind, d.field) != NONE);
    let one = |(index, d): (usize, &crate::policy::Derivation)| {
        let name = d.kind.facts().get(usize::from(d.field.0)).map_or("", |fact| fact.name);
        format!("[\"{}\",\"{name}\",{index}]", d.kind.name())
    };
    format!("[{}]", read.map(one).collect::<Vec<_>>().join(","))
}

fn regions() -> String {
    let line = |region: &atlas::Region| format!("{} {} {}", region.id, region.place.code(), region.provider);
    format!("\"{}\"", atlas::regions().iter().map(line).collect::<Vec<_>>().join("\\n"))
}

fn operators() -> String {
    let one = |operator: &atlas::Operator| {
        format!(
            "[\"{}\",{},{},{},{},{}]",
            operator.key,
            operator.window.from.map_or(0, day),
            operator.window.through.map_or(u32::MAX, day),
            operator.seat.map_or(0, |seat| seat.index() + 1),
            operator.ultimate_parent.index() + 1,
            operator.contracting.map_or(0, |(_, seat)| seat.index() + 1),
        )
    };
    format!("[{}]", atlas::providers().iter().map(one).collect::<Vec<_>>().join(","))
}
