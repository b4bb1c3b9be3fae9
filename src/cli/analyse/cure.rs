//! `lexloci cure`: the changes that would make a flow compliant.

use super::super::Format;
use super::super::exit::Exit;
use super::super::out::Out;
use super::super::rejected::Rejected;
use super::{About, json, refuse, rule_at, undecided, value};
use clap::Args;
use lexloci::Json;
use lexloci::analyse::{Change, Costs, Cures, Remedy, Wishes};

/// Say what would make a flow compliant
#[derive(Args)]
#[command(after_help = "\
A cure changes what can be decided: places, operators, recipients, tools, contracts, measures. What has to be found besides, such \
as a favourable assessment, stands below it as a condition. What is given stays, and no derogation is a cure. Paths are those \
of the flow as it was stated.

Exit codes: 0 there is a cure, or nothing to cure; 1 there is no lawful one; 3 none was found within the budget; 2 an error.

Examples:
  lexloci cure crm.loci flow.json
  lexloci cure crm.loci flow.json --fixed storage[0].region --cost relocate=50")]
pub(in crate::cli) struct Cure {
    #[command(flatten)]
    about: About,
    /// A fact that stays as it is, with everything below it; may be repeated
    #[arg(long, value_name = "PATH")]
    fixed: Vec<String>,
    /// What a kind of change costs: state, find, relocate, contract, recipient, tool, measure, add, party, remove; may be
    /// repeated
    #[arg(long, value_name = "KIND=N", value_parser = cost)]
    cost: Vec<(String, u32)>,
}

fn cost(text: &str) -> Result<(String, u32), String> {
    let written = text.split_once('=').and_then(|(kind, cost)| Some((kind.to_owned(), cost.parse().ok()?)));
    let (kind, cost) = written.ok_or_else(|| "write KIND=N, such as relocate=50".to_owned())?;
    match Costs::default().named(&kind) {
        Some(_) => Ok((kind, cost)),
        None => Err(format!("there is no cost `{kind}`: write one of {}", Costs::NAMES.join(", "))),
    }
}

pub(in crate::cli) fn run(cure: &Cure, out: &mut Out) -> Exit {
    let mut wishes = Wishes::fixing(&cure.fixed);
    for (kind, cost) in &cure.cost {
        if let Some(known) = wishes.costs.named(kind) {
            *known = *cost;
        }
    }
    cure.about.answer(out, |analysis, out| {
        let found = match analysis.cure(&wishes) {
            Ok(found) => found,
            Err(errors) => {
                let diagnostics = errors.into_vec();
                let rejected = Rejected { name: cure.about.flow.clone(), diagnostics, ..Rejected::default() };
                return refuse(&rejected, cure.about.format, out);
            }
        };
        match cure.about.format {
            Format::Json => json(&found, out),
            Format::Text => print_text(&found, out),
        }
        match found.remedy {
            Remedy::NotNeeded | Remedy::Found => Exit::Good,
            Remedy::NoLawfulCure => Exit::Failed,
            Remedy::NotFound => Exit::Undetermined,
        }
    })
}

fn print_text(found: &Cures, out: &mut Out) {
    match found.remedy {
        Remedy::NotNeeded => out.line("there is nothing to cure"),
        Remedy::NoLawfulCure => out.line("no lawful cure: what is given violates a rule, whatever is done"),
        Remedy::NotFound => {
            out.line(&format!("no cure was found; whether there is one was {}", undecided(&found.passed_over)));
        }
        Remedy::Found => {}
    }
    for (index, cure) in found.cures.iter().enumerate() {
        out.line(&format!("{}cure {}, cost {}", if index > 0 { "\n" } else { "" }, index + 1, cure.cost));
        for change in &cure.changes {
            print_change(change, out);
        }
        for (index, condition) in cure.conditions.iter().enumerate() {
            let word = if index == 0 { "if it is found that" } else { "and that" };
            out.line(&format!("  {word} {}", found_to_be(condition)));
        }
        out.line(&format!("  satisfies {}", list(&cure.satisfies)));
        if !cure.releases.is_empty() {
            out.line(&format!("  no longer applies: {}", list(&cure.releases)));
        }
    }
    if !found.cheapest && !found.cures.is_empty() {
        out.line("\nanother cure may cost less");
    }
}

/// Prints a change; for a replaced entry, each fact that differs.
fn print_change(change: &Change, out: &mut Out) {
    match (&change.from, &change.to) {
        (_, None) if change.path.ends_with(']') => out.line(&format!("  {}: take it out", change.path)),
        (_, None) => out.line(&format!("  {}: open again, since it is said of whoever is replaced", change.path)),
        (Some(Json::Object(from)), Some(Json::Object(to))) => {
            out.line(&format!("  {}:", change.path));
            let in_object = |facts: &[(String, Json)], name: &str| {
                facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
            };
            let names = from.iter().chain(to.iter().filter(|(name, _)| in_object(from, name).is_none()));
            for (name, _) in names {
                let (before, after) = (in_object(from, name), in_object(to, name));
                if before != after {
                    out.line(&format!("    {name}: {} -> {}", value(before.as_ref()), value(after.as_ref())));
                }
            }
        }
        (from, to) => out.line(&format!("  {}: {} -> {}", change.path, value(from.as_ref()), value(to.as_ref()))),
    }
}

/// Describes the supposition of a condition.
fn found_to_be(condition: &Change) -> String {
    let is_list = |items: &[Json]| items.iter().all(|entry| matches!(entry, Json::Object(_)));
    match &condition.to {
        // A list says itself that it is complete; of one entry, a transfer, `complete` is a fact.
        Some(Json::Bool(true)) if condition.path.ends_with(".complete") && !condition.path.ends_with("].complete") => {
            format!("{} has no further entries", condition.path.trim_end_matches(".complete"))
        }
        Some(Json::Array(items)) if is_list(items) => format!("{} has no further entries", condition.path),
        Some(Json::Object(facts)) if facts.iter().any(|(name, _)| name == "items") => {
            format!("{} has no further entries", condition.path)
        }
        to => match condition.path.strip_suffix(".id") {
            Some(owner) => format!("{owner} is nobody else whom the flow names"),
            None => format!("{} is {}", condition.path, value(to.as_ref())),
        },
    }
}

fn list(rules: &[lexloci::analyse::RuleAt]) -> String {
    rules.iter().map(rule_at).collect::<Vec<_>>().join(", ")
}
