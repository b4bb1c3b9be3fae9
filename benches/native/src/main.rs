//! The engines that have a Rust crate, beside a function written by hand, in one run: `cargo xtask bench --native`.

mod biscuit;
mod casbin;
mod cedar;
mod expression;
mod flow;
mod hand;
mod ours;
mod rego;
mod timing;

use anyhow::Result;
use flow::Flows;
use hand::Floor;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use timing::{Subject, measure};

/// The name that `--only` calls, and what makes its subjects.
type Family = (&'static str, fn(&Flows) -> Result<Vec<Subject>>);

const FAMILIES: [Family; 9] = [
    ("limit", |flows| Ok(hand::subjects(flows))),
    ("lexloci", ours::subjects),
    ("datalogic", expression::datalogic),
    ("zen", expression::zen),
    ("cel", expression::cel),
    ("regorus", rego::subjects),
    ("cedar", cedar::subjects),
    ("casbin", casbin::subjects),
    ("biscuit", biscuit::subjects),
];

fn main() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let only = words.iter().position(|word| word == "--only").and_then(|at| words.get(at + 1));
    let rounds = if words.iter().any(|word| word == "--quick") { 3 } else { 9 };
    let flows = Flows::read()?;
    let floor = Floor::new(&flows);
    println!("\nNatively, policies and inputs parsed beforehand\n");
    println!("| engine | how | one decision | × by hand | agrees |\n| --- | --- | --- | --- | --- |");
    let mut rows = vec![];
    let mut all_agree = true;
    for (_, subjects) in FAMILIES.iter().filter(|(name, _)| wanted(name, only)) {
        for mut subject in subjects(&flows)? {
            let (row, agrees) = measure(&mut subject, &floor, &flows.permitted, rounds);
            rows.push(row);
            all_agree &= agrees;
        }
    }
    write(rows)?;
    Ok(if all_agree { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns whether an engine is asked for: `--only` may name a family, or one of its engines in JavaScript: `cedar`, `lexloci-check`.
fn wanted(name: &str, only: Option<&String>) -> bool {
    only.is_none_or(|only| {
        only.split(',').any(|id| id == name || id.strip_prefix(name).is_some_and(|rest| rest.starts_with('-')))
    })
}

/// Adds the table to the results of the run.
fn write(rows: Vec<Value>) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../results.json");
    let mut results: Value =
        std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(json!({}));
    if let Some(results) = results.as_object_mut() {
        results.insert("native".to_owned(), rows.into());
    }
    std::fs::write(path, format!("{results:#}\n"))?;
    Ok(())
}
