//! `lexloci ask`: the facts that would settle a flow.

use super::super::Format;
use super::super::exit::Exit;
use super::super::out::Out;
use super::{About, json, undecided, value};
use clap::Args;
use lexloci::analyse::{Analysis, Ask as Asked, Exact, Outcome, Question};
use lexloci::{Json, render};
use serde::Serialize;

/// The most lines shown for one question.
const MAX_LINES: usize = 40;
/// The most facts of a question for which every answer is shown.
const FEW: usize = 2;

/// Say which facts would settle a flow
#[derive(Args)]
#[command(after_help = "\
First the exact verdict: an undetermined flow is one that can still become one thing or another. Then the smallest sets \
of facts that would settle it, with what each answer leads to.

Exit codes: of the exact verdict, 0 compliant, 1 non-compliant, 3 undetermined, 4 not applicable; 2 an error.

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
            Format::Text => print_text(&exact, analysis, out),
        }
        exit
    })
}

fn print_text(exact: &Exact, analysis: &Analysis<'_>, out: &mut Out) {
    out.line(render::answer(exact.verdict));
    if !exact.decided {
        out.line(&format!("whether another verdict is possible was {}", undecided(&exact.passed_over)));
    }
    if exact.verdict != exact.kleene {
        out.line("whatever the missing facts are");
        return;
    }
    // The first question is told before the smallest one is looked for.
    out.page(&render::hinge(&analysis.first().in_words(analysis.flow())));
    let asked = analysis.ask();
    for question in &asked.questions {
        let lines = if question.facts.len() <= FEW { each_answer(question) } else { one_answer(question) };
        lines.iter().take(MAX_LINES).for_each(|line| out.line(line));
        let more = lines.len().saturating_sub(MAX_LINES);
        if more > 0 {
            out.line(&format!("  and {more} more answers: see --format json"));
        }
    }
    if !asked.smallest && !asked.questions.is_empty() {
        out.line(&format!("\nwhether there is a smaller question was {}", undecided(&asked.passed_over)));
    }
}

/// Lists a question with every answer to it.
fn each_answer(question: &Question) -> Vec<String> {
    let answer = |outcome: &Outcome| {
        let values: Vec<String> = (0..question.facts.len()).map(|fact| answered(outcome, fact)).collect();
        format!("  {}  -> {}", values.join(", "), render::answer(outcome.verdict))
    };
    let title = format!("\nask for {}", question.facts.join(", "));
    std::iter::once(title).chain(question.outcomes.iter().map(answer)).collect()
}

/// Lists a question with one answer to all of it, a fact a line, and the verdicts to which other answers to that fact
/// lead.
fn one_answer(question: &Question) -> Vec<String> {
    let Some((first, others)) = question.outcomes.split_first() else { return vec![] };
    let line = |(fact, path): (usize, &String)| {
        let differs = |outcome: &&Outcome| outcome.values.get(fact) != first.values.get(fact);
        let other = |outcome: &Outcome| format!("{} {}", answered(outcome, fact), render::answer(outcome.verdict));
        let led: Vec<String> =
            others.iter().filter(differs).filter(|o| o.verdict != first.verdict).take(2).map(other).collect();
        let led = if led.is_empty() { String::new() } else { format!("   ({})", led.join("; ")) };
        format!("  {path}: {}{led}", answered(first, fact))
    };
    let title = format!("\nask for {} facts, {} if", question.facts.len(), render::answer(first.verdict));
    std::iter::once(title).chain(question.facts.iter().enumerate().map(line)).collect()
}

/// Returns the answer that an outcome gives to one of the facts.
fn answered(outcome: &Outcome, fact: usize) -> String {
    let entries = match outcome.values.get(fact) {
        Some(Json::Object(list)) => list.iter().find(|(name, _)| name == "items").map(|(_, items)| items),
        other => other,
    };
    let stated = match entries {
        Some(Json::Array(entries)) if entries.iter().any(|entry| matches!(entry, Json::Object(_))) => {
            format!("{} in all", entries.len())
        }
        _ => value(outcome.values.get(fact)),
    };
    match outcome.like.get(fact) {
        None | Some(0 | 1) => stated,
        Some(more) => format!("{stated} (and {} like it)", more - 1),
    }
}
