//! `lexloci ask`: which facts would settle a flow.

use super::super::Format;
use super::super::exit::Exit;
use super::super::out::Out;
use super::{About, json, value};
use clap::Args;
use lexloci::analyse::{Analysis, Ask as Asked, Exact, Outcome, Question};
use lexloci::render;
use serde::Serialize;

/// Outcomes of one question that are told.
const MAX_TOLD: usize = 12;

/// Say which facts would settle a flow
#[derive(Args)]
#[command(after_help = "\
First the exact verdict: an undetermined flow is one that can still become one thing or another. Then the smallest sets
of facts that would settle it, with what each answer leads to.

Examples:
  lexloci ask gdpr_transfers flow.json
  lexloci ask crm.loci flow.json --format json")]
pub(in crate::cli) struct Ask {
    #[command(flatten)]
    about: About,
}

#[derive(Serialize)]
struct Line {
    exact: Exact,
    #[serde(flatten)]
    ask: Asked,
}

pub(in crate::cli) fn run(ask: &Ask, out: &mut Out) -> Exit {
    ask.about.answer(out, |analysis, out| {
        let exact = analysis.exact();
        let exit = Exit::from(exact.verdict);
        match ask.about.format {
            Format::Json => json(&Line { exact, ask: analysis.ask() }, out),
            Format::Text => tell(&exact, analysis, out),
        }
        exit
    })
}

fn tell(exact: &Exact, analysis: &Analysis<'_>, out: &mut Out) {
    let unsure = if exact.decided { "" } else { ", as far as the budget allowed to look" };
    out.line(&format!("{}{unsure}", render::answer(exact.verdict)));
    if exact.verdict != exact.kleene {
        out.line("whatever the missing facts are");
        return;
    }
    let asked = analysis.ask();
    for question in &asked.questions {
        out.line(&format!("\nask for {}", question.facts.join(", ")));
        question.outcomes.iter().take(MAX_TOLD).for_each(|outcome| out.line(&told(question, outcome)));
        let more = question.outcomes.len().saturating_sub(MAX_TOLD);
        if more > 0 {
            out.line(&format!("  and {more} more answers: see --format json"));
        }
    }
    if !asked.smallest && !asked.questions.is_empty() {
        out.line("\nthere may be a smaller question: see --steps");
    }
}

fn told(question: &Question, outcome: &Outcome) -> String {
    let values: Vec<String> = outcome
        .values
        .iter()
        .zip(&outcome.like)
        .map(|(stated, like)| match like {
            0 | 1 => value(Some(stated)),
            more => format!("{} (and {} like it)", value(Some(stated)), more - 1),
        })
        .collect();
    debug_assert_eq!(values.len(), question.facts.len());
    format!("  {}  -> {}", values.join(", "), render::answer(outcome.verdict))
}
