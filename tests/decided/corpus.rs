//! The decided cases as a public corpus: docs/cases/corpus.jsonl, one case a line, and other engines measured on it.

use crate::agree::{Agreement, judged_by};
use crate::record::{Decided, path, sets, text};
use crate::table::{self, Sums};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// Returns the corpus, in the order of the files of cases.
pub(crate) fn corpus(cases: &[Decided]) -> String {
    let sets = sets();
    let tables = text(&path("tests/decided/sources.csv"));
    let lines = cases.iter().map(|decided| {
        let known = tables.lines().find_map(|line| line.strip_prefix(&format!("{},", decided.outcome.id)));
        let sources =
            decided.source.as_deref().or(known).unwrap_or_else(|| panic!("{} has no source", decided.outcome.id));
        let separator = if decided.source.is_some() { "; " } else { " | " };
        let within = sets.iter().filter(|(_, ids)| ids.contains(&decided.outcome.id)).map(|(says, _)| says.as_str());
        let outcome = &decided.outcome;
        let line = json!({
            "id": outcome.id,
            "title": decided.case.name.rsplit(" › ").next(),
            "family": decided.family,
            "law": law(decided.policy),
            "decision": decided.decision,
            "decided": decided.day,
            "facts": decided.facts,
            "sources": sources.split(separator).collect::<Vec<_>>(),
            "confidence": decided.confidence,
            "final": !decided.not_final,
            "inferred": decided.inferred,
            "flow": flow(decided),
            "outcome": {"transfer": outcome.transfer, "chapter_v": outcome.chapter_v, "overall": outcome.overall},
            "articles": outcome.articles,
            "sets": within.collect::<Vec<_>>(),
        });
        format!("{line}\n")
    });
    lines.collect()
}

/// Returns the law under which a case was decided, in the words of the corpus.
fn law(policy: &str) -> &'static str {
    match policy {
        "uk_transfers" => "GB",
        "ch_transfers" => "CH",
        "data_act_switching" => "EU Data Act",
        _ => "EU",
    }
}

fn flow(decided: &Decided) -> Value {
    let flow = decided.case.flow.as_deref().unwrap_or_default();
    serde_json::from_str(flow).unwrap_or_else(|error| panic!("{}: {error}", decided.case.name))
}

/// Puts every case to an engine: a command that gets `id`, `law` and `flow` as JSON on its standard input, and prints an object with
/// `overall`, and with `transfer` and `chapter_v` where it answers them.
pub(crate) fn measured(cases: Vec<Decided>, engine: &str) -> Vec<(Decided, Agreement)> {
    cases
        .into_iter()
        .map(|decided| {
            let asked = json!({"id": decided.outcome.id, "law": law(decided.policy), "flow": flow(&decided)});
            let answer = answer(engine, &asked);
            let agreement = judged_by(&decided, &answer);
            (decided, agreement)
        })
        .collect()
}

/// Returns what an engine prints about a case; nothing where it fails.
fn answer(engine: &str, asked: &Value) -> Value {
    let shell = Command::new("sh").args(["-c", engine]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = shell.unwrap_or_else(|error| panic!("`{engine}`: {error}"));
    // An engine that reads nothing closes its input: then there is nobody to write to.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(asked.to_string().as_bytes()).ok();
    }
    let output = child.wait_with_output().expect("it was started");
    serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
}

/// Returns the table of an engine: by family, and by minimal set.
pub(crate) fn printed(cases: &[(Decided, Agreement)], engine: &str) -> String {
    let all = Sums::of(cases);
    format!(
        "Engine `{engine}`: overall {} of {}, on all three questions {}, compliant although unlawful {}.\n\n{}\n{}",
        all.overall,
        all.cases,
        all.all_three,
        all.lets_pass,
        table::families(cases),
        table::sets(cases, &sets())
    )
}

/// Checks each line against the schema: what it requires, what it enumerates, and no other key.
pub(crate) fn faults(corpus: &str, schema: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("a schema");
    let mut faults = vec![];
    for line in corpus.lines() {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        fits(&case, &schema, case["id"].as_str().unwrap_or_default(), &mut faults);
    }
    faults
}

fn fits(value: &Value, schema: &Value, at: &str, faults: &mut Vec<String>) {
    let is = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        _ => true,
    };
    if !is {
        faults.push(format!("{at} is no {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
        faults.push(format!("{at} is {value}"));
    }
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(required).is_none() {
            faults.push(format!("{at} lacks {required}"));
        }
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for (name, inner) in object {
            match properties.get(name) {
                Some(schema) => fits(inner, schema, &format!("{at}.{name}"), faults),
                None => faults.push(format!("{at} has {name}")),
            }
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(item, &schema["items"], &format!("{at}[{index}]"), faults);
    }
    if schema["minItems"]
        .as_u64()
        .is_some_and(|least| value.as_array().is_some_and(|items| (items.len() as u64) < least))
    {
        faults.push(format!("{at} has too few"));
    }
}
