//! Conditions on every value of every fact, with flows that hold each value: made here from the public table of the
//! vocabulary, docs/facts.md, and judged by `check` alone.

use super::json::{get, json, put, take};
use lexloci::Json;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../docs/facts.md");

/// Something that has facts: the quantifier and the variable by which a policy reads it, where a flow states it, and what a
/// flow states besides so that it is there.
struct Owner {
    kind: &'static str,
    quantifier: &'static str,
    variable: &'static str,
    path: &'static str,
    around: &'static str,
}

const fn owner(
    kind: &'static str,
    quantifier: &'static str,
    variable: &'static str,
    path: &'static str,
    around: &'static str,
) -> Owner {
    Owner { kind, quantifier, variable, path, around }
}

/// Lists that have to be closed so that no further transfer can be missing.
const TRANSFERS: &str = r#"{"storage":[],"processing":[],"access":[],"transfers":[{}]}"#;

const OWNERS: &[Owner] = &[
    owner("flow", "", "", "", "{}"),
    owner("data", "", "data.", "data.", "{}"),
    owner("data", "some s in storage: ", "s.data.", "storage[0].data.", r#"{"storage":[{}]}"#),
    owner("data", "some t in transfers: ", "t.data.", "transfers[0].data.", TRANSFERS),
    owner("contract", "", "contract.", "contract.", "{}"),
    owner("exit", "", "exit.", "exit.", "{}"),
    owner("service", "", "service.", "service.", "{}"),
    owner("party", "", "provider.", "provider.", "{}"),
    owner("party", "", "exporter.", "exporter.", "{}"),
    owner("party", "some s in access: ", "s.operator.", "access[0].operator.", r#"{"access":[{}]}"#),
    owner("party", "some t in transfers: ", "t.recipient.", "transfers[0].recipient.", TRANSFERS),
    owner(
        "holder",
        "some h in provider.holders: ",
        "h.",
        "provider.holders[0].",
        r#"{"provider":{"holders":[{"capital":"100%","votes":"100%"}]}}"#,
    ),
    owner("supplier", "some u in suppliers: ", "u.", "suppliers[0].", r#"{"suppliers":[{}]}"#),
    owner("site", "some s in storage: ", "s.", "storage[0].", r#"{"storage":[{}]}"#),
    owner("site", "some s in transit: ", "s.", "transit[0].", r#"{"transit":[{}]}"#),
    owner("transfer", "some t in transfers: ", "t.", "transfers[0].", TRANSFERS),
    owner("measure", "some m in measures: ", "m.", "measures[0].", r#"{"measures":[{}]}"#),
    owner("keys", "some s in storage: ", "s.keys.", "storage[0].keys.", r#"{"storage":[{"encrypted":true}]}"#),
    owner("keys", "some m in measures: ", "m.keys.", "measures[0].keys.", r#"{"measures":[{"kind":"encryption"}]}"#),
    owner(
        "credential",
        "some c in credentials: ",
        "c.",
        "credentials[0].",
        r#"{"credentials":[{"from":"2020-01-01","through":"none"}]}"#,
    ),
    owner("format", "some f in exit.formats: ", "f.", "exit.formats[0].", r#"{"exit":{"formats":[{}]}}"#),
];

/// A condition on one fact, and complete flows that hold each of its values.
#[derive(Clone)]
pub(crate) struct Probe {
    /// The fact that the policy declares for it.
    pub(crate) declared: Option<String>,
    /// The condition, in brackets.
    pub(crate) condition: String,
    /// The place of the fact in the flows.
    pub(crate) path: String,
    around: &'static str,
    /// Values of the fact, as JSON.
    values: Vec<String>,
}

impl Probe {
    /// Returns the flow of which so much is known that the fact can be there, and nothing of the fact itself.
    pub(crate) fn bare(&self) -> Json {
        let mut flow = json(r#"{"as_of":"2026-03-01"}"#);
        self.surround(&mut flow);
        if get(&flow, &self.path).is_some() {
            take(&mut flow, &self.path);
        }
        flow
    }

    /// Returns a flow for each value.
    pub(crate) fn flows(&self) -> Vec<Json> {
        self.beside(&json(r#"{"as_of":"2026-03-01"}"#))
    }

    /// Returns a flow for each value, with what another flow states.
    pub(crate) fn beside(&self, flow: &Json) -> Vec<Json> {
        let stated = |value: &String| {
            let mut flow = flow.clone();
            self.surround(&mut flow);
            put(&mut flow, &self.path, json(value));
            flow
        };
        self.values.iter().map(stated).collect()
    }

    fn surround(&self, flow: &mut Json) {
        join(flow, &json(self.around));
        for (suffix, list) in [(".x.", ""), (".scc_", "tool"), (".processing_unchanged", "tool"), (".complete", "tool")]
        {
            let stem = self.path.split_once(suffix).map(|(stem, _)| stem);
            let stem = stem.filter(|_| !list.is_empty() && self.path.starts_with("transfers"));
            if let Some(stem) = stem {
                put(flow, &format!("{stem}.{list}"), json(r#""scc""#));
            }
        }
        if self.path.ends_with(".authorised") {
            put(flow, "transfers[0].tool", json(r#""ad_hoc_clauses""#));
        }
    }
}

/// Adds what a flow states that another does not; entries of lists by their positions.
fn join(flow: &mut Json, more: &Json) {
    match (flow, more) {
        (Json::Object(known), Json::Object(facts)) => {
            for (name, value) in facts {
                match known.iter_mut().find(|(key, _)| key == name) {
                    Some((_, known)) => join(known, value),
                    None => known.push((name.clone(), value.clone())),
                }
            }
        }
        (Json::Array(known), Json::Array(entries)) => {
            for (index, entry) in entries.iter().enumerate() {
                match known.get_mut(index) {
                    Some(known) => join(known, entry),
                    None => known.push(entry.clone()),
                }
            }
        }
        _ => {}
    }
}

/// The vocabulary, as its public table has it.
pub(crate) struct Vocabulary {
    /// The facts of each kind, each with its type.
    facts: BTreeMap<String, Vec<(String, String)>>,
    /// The values of each enumeration.
    values: BTreeMap<String, Vec<String>>,
    pub(crate) categories: Vec<String>,
}

/// Returns the cells of a table's rows that begin with a name in code.
fn rows(section: &str) -> impl Iterator<Item = Vec<String>> {
    let lines = section.lines().filter(|line| line.starts_with("| `"));
    lines.map(|line| line.split(" | ").map(|cell| cell.trim_matches(['|', ' ']).to_owned()).collect())
}

fn plain(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// Returns `set of [purpose](#purpose)` as `set of purpose`.
fn type_of(cell: &str) -> String {
    let without = cell.replace('[', "");
    without.split(']').next().unwrap_or_default().to_owned()
}

impl Vocabulary {
    pub(crate) fn read() -> Vocabulary {
        let mut read = Vocabulary { facts: BTreeMap::new(), values: BTreeMap::new(), categories: vec![] };
        for section in TABLE.split("\n## ").skip(1) {
            let name = section.lines().next().unwrap_or_default().trim();
            match name {
                "Values" => {
                    for part in section.split("\n### ").skip(1) {
                        let name = part.lines().next().unwrap_or_default().trim().to_owned();
                        read.values.insert(name, rows(part).map(|cells| plain(&cells[0])).collect());
                    }
                }
                "Categories" => read.categories = rows(section).map(|cells| plain(&cells[0])).collect(),
                kind => {
                    let facts = rows(section).map(|cells| (plain(&cells[0]), type_of(&cells[1])));
                    read.facts.insert(kind.to_owned(), facts.collect());
                }
            }
        }
        assert!(read.facts.len() >= 14 && read.values.len() >= 19 && read.categories.len() >= 33, "the table is read");
        read
    }

    /// Returns how many facts and categories the table names.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.facts.values().map(Vec::len).sum(), self.categories.len())
    }

    /// Returns a condition on every value of every fact of the table, and on declared facts of every type and owner.
    pub(crate) fn probes(&self) -> Vec<Probe> {
        let mut probes = vec![];
        for owner in OWNERS {
            for (fact, ty) in &self.facts[owner.kind] {
                if !["as_of", "id", "name", "parties"].contains(&fact.as_str()) {
                    self.of_fact(owner, fact, ty, None, &mut probes);
                }
            }
            // One owner of each kind is enough for what a policy declares.
            if OWNERS.iter().find(|other| other.kind == owner.kind).is_some_and(|first| first.path == owner.path) {
                for (index, (ty, written)) in DECLARED.iter().enumerate() {
                    let kind = if owner.kind == "flow" { String::new() } else { format!("{}.", owner.kind) };
                    let declared = format!("fact {kind}x.f{index} is {written}\n");
                    self.of_fact(owner, &format!("x.f{index}"), ty, Some(declared), &mut probes);
                }
            }
        }
        probes
    }

    fn of_fact(&self, owner: &Owner, fact: &str, ty: &str, declared: Option<String>, probes: &mut Vec<Probe>) {
        let read = format!("{}{fact}", owner.variable);
        let (tests, values) = self.tests(&read, ty);
        for test in tests {
            let condition = format!("({}{test})", owner.quantifier);
            let path = format!("{}{fact}", owner.path);
            let (declared, values) = (declared.clone(), values.clone());
            probes.push(Probe { declared, condition, path, around: owner.around, values });
        }
    }

    /// Tests on a fact of some type, and values of it.
    fn tests(&self, fact: &str, ty: &str) -> (Vec<String>, Vec<String>) {
        let quoted = |values: &[String]| values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>();
        let sets = |values: &[String]| {
            let one = quoted(values).into_iter().map(|value| format!("[{value}]"));
            std::iter::once("[]".to_owned()).chain(one).collect::<Vec<_>>()
        };
        let each =
            |word: &str, values: &[String]| values.iter().map(|value| format!("{fact} {word} {value}")).collect();
        let some = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let tested = |tests: &[&str]| tests.iter().map(|test| format!("{fact} {test}")).collect();
        let places = some(&["FR", "US", "CH", "NO", "JP", "AX"]);
        let tiers = some(&["gold", "silver", "bronze"]);
        match ty {
            "yes_no" => (vec![fact.to_owned(), format!("not {fact}")], some(&["true", "false"])),
            "place" => (tested(&["is FR", "is US", "is CH", "in EEA", "not in EU"]), quoted(&places)),
            "region" => (
                tested(&["is aws/eu-west-3", "is none", "in {aws/us-east-1, azure/westeurope}"]),
                some(&["\"none\"", "\"aws/eu-west-3\"", "\"aws/us-east-1\"", "\"azure/westeurope\""]),
            ),
            "percent" => (
                tested(&["> 24%", "<= 24%", "> 100%", "is 24%"]),
                some(&["\"0%\"", "\"23.99%\"", "\"24%\"", "\"24.01%\"", "\"100%\"", "\"100.5%\""]),
            ),
            "number" => (tested(&["> 10", "<= 10", "is 10"]), some(&["9", "10", "10.0001", "11"])),
            "duration" => (
                tested(&["<= 2 months", "> 2 months", "is 2 months"]),
                some(&["\"0 days\"", "\"1 month\"", "\"2 months\"", "\"3 months\""]),
            ),
            "date" => (
                tested(&[">= 2026-01-01", "< 2026-01-01", "within 12 months"]),
                some(&["\"2020-01-01\"", "\"2025-12-31\"", "\"2026-01-01\"", "\"2026-03-01\"", "\"2030-01-01\""]),
            ),
            "category" => {
                let narrow: Vec<String> =
                    self.categories.iter().filter(|name| !GENERAL.contains(&name.as_str())).cloned().collect();
                (each("is", &self.categories), quoted(&narrow))
            }
            "set of category" => {
                let mut values = sets(&self.categories);
                for what in ["contact", "industrial", "health"] {
                    values.extend(self.categories.iter().map(|name| format!("[\"{what}\",\"{name}\"]")));
                }
                (each("has", &self.categories), values)
            }
            "set of place" => (tested(&["has FR", "has US"]), sets(&places)),
            "tiers" => (each("is", &tiers), quoted(&tiers)),
            "set of tiers" => (each("has", &tiers), sets(&tiers)),
            _ => match ty.strip_prefix("set of ") {
                Some(name) => self.values.get(name).map_or_else(Default::default, |v| (each("has", v), sets(v))),
                None => self.values.get(ty).map_or_else(Default::default, |v| (each("is", v), quoted(v))),
            },
        }
    }
}

/// Categories that are said of data in general, and leave what is below them open.
const GENERAL: [&str; 3] = ["personal", "special_category", "non_personal"];

/// The types that a policy can declare, each as the tests above call it.
const DECLARED: &[(&str, &str)] = &[
    ("yes_no", "yes_no"),
    ("number", "number"),
    ("percent", "percent"),
    ("date", "date"),
    ("duration", "duration"),
    ("place", "place"),
    ("region", "region"),
    ("category", "category"),
    ("tiers", "one of {gold, silver, bronze}"),
    ("set of place", "set of place"),
    ("few categories", "set of category"),
    ("set of tiers", "set of one of {gold, silver, bronze}"),
];
