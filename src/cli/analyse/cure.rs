//! `lexloci cure`: what would make a flow compliant.

use super::super::Format;
use super::super::exit::Exit;
use super::super::out::Out;
use super::{About, json, rule_at, undecided, value};
use clap::Args;
use lexloci::analyse::{Costs, Cures, Wishes};

/// Say what would make a flow compliant
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 there is a cure, or nothing to cure; 1 there is none; 3 none was found within the budget; 2 an error.

Examples:
  lexloci cure crm.loci flow.json
  lexloci cure crm.loci flow.json --fixed storage[0].region --fixed provider --cost relocate=50")]
pub(in crate::cli) struct Cure {
    #[command(flatten)]
    about: About,
    /// A fact that stays as it is, with everything below it; may be repeated
    #[arg(long, value_name = "PATH")]
    fixed: Vec<String>,
    /// What a kind of change costs: state, measure, contract, add, relocate, remove, data, party; may be repeated
    #[arg(long, value_name = "KIND=N", value_parser = cost)]
    cost: Vec<(String, u32)>,
}

fn cost(text: &str) -> Result<(String, u32), String> {
    let written = text.split_once('=').and_then(|(kind, cost)| Some((kind.to_owned(), cost.parse().ok()?)));
    let known = written.filter(|(kind, _)| Costs::default().named(kind).is_some());
    known.ok_or_else(|| "write KIND=N, such as relocate=50".to_owned())
}

pub(in crate::cli) fn run(cure: &Cure, out: &mut Out) -> Exit {
    let mut wishes = Wishes { fixed: cure.fixed.clone(), costs: Costs::default() };
    for (kind, cost) in &cure.cost {
        if let Some(known) = wishes.costs.named(kind) {
            *known = *cost;
        }
    }
    cure.about.answer(out, |analysis, out| {
        let is_compliant = analysis.exact().kleene == lexloci::verdict::Answer::Compliant;
        let found = analysis.cure(&wishes);
        match cure.about.format {
            Format::Json => json(&found, out),
            Format::Text => tell(is_compliant, &found, out),
        }
        match (is_compliant || !found.cures.is_empty(), found.cheapest) {
            (true, _) => Exit::Good,
            (false, true) => Exit::Failed,
            (false, false) => Exit::Undetermined,
        }
    })
}

fn tell(is_compliant: bool, found: &Cures, out: &mut Out) {
    if found.cures.is_empty() {
        out.line(&match (is_compliant, found.cheapest) {
            (true, _) => "the flow is compliant".to_owned(),
            (false, true) => "no change of what the violated rules read makes the flow compliant".to_owned(),
            (false, false) => format!("no cure was found; whether there is one was {}", undecided(&found.passed_over)),
        });
    }
    for (index, cure) in found.cures.iter().enumerate() {
        out.line(&format!("{}cure {}, cost {}", if index > 0 { "\n" } else { "" }, index + 1, cure.cost));
        for change in &cure.changes {
            out.line(&match &change.to {
                Some(to) => format!("  {}: {} -> {}", change.path, value(change.from.as_ref()), value(Some(to))),
                None => format!("  {}: take it out", change.path),
            });
        }
        out.line(&format!("  satisfies {}", list(&cure.satisfies)));
        if !cure.releases.is_empty() {
            out.line(&format!("  no longer applies: {}", list(&cure.releases)));
        }
    }
    if !found.cheapest && !found.cures.is_empty() {
        out.line(&format!("\nwhether there is a cheaper one was {}", undecided(&found.passed_over)));
    }
}

fn list(rules: &[lexloci::analyse::RuleAt]) -> String {
    rules.iter().map(rule_at).collect::<Vec<_>>().join(", ")
}
