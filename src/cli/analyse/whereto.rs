//! `lexloci where`: the verdict in every country and cloud region.

use super::super::Format;
use super::super::exit::Exit;
use super::super::out::Out;
use super::super::rejected::Rejected;
use super::{About, json, refuse, rule_at};
use clap::Args;
use lexloci::analyse::{Budget, Destination, DestinationKind};
use lexloci::render;
use lexloci::verdict::Answer;

/// Say where data may go: the verdict in every country and cloud region
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 somewhere the flow is compliant, 1 nowhere, 3 the budget ended first, 2 an error.

Examples:
  lexloci where crm.loci flow.json storage[0]
  lexloci where gdpr_transfers flow.json transfers[0].to --format json")]
pub(in crate::cli) struct Where {
    #[command(flatten)]
    about: About,
    /// What is moved: a site such as storage[0], or a place such as transfers[0].to
    #[arg(default_value = "storage[0]")]
    path: String,
}

pub(in crate::cli) fn run(asked: &Where, out: &mut Out) -> Exit {
    asked.about.answer_within(Budget::of_places(), out, |analysis, out| {
        let all = match analysis.where_to(&asked.path) {
            Ok(all) => all,
            Err(errors) => {
                let diagnostics = errors.into_vec();
                let rejected = Rejected { name: asked.about.flow.clone(), diagnostics, ..Rejected::default() };
                return refuse(&rejected, asked.about.format, out);
            }
        };
        match asked.about.format {
            Format::Json => json(&all, out),
            Format::Text => print_text(&all, out),
        }
        let somewhere = all.iter().any(|there| there.verdict == Some(Answer::Compliant));
        match (somewhere, all.iter().any(|there| there.undecided)) {
            (true, _) => Exit::Good,
            (false, true) => Exit::Undetermined,
            (false, false) => Exit::Failed,
        }
    })
}

/// Prints a line for each verdict and its reason, with all places and regions that share them.
fn print_text(all: &[Destination], out: &mut Out) {
    for answer in [Answer::Compliant, Answer::Undetermined, Answer::NotApplicable, Answer::NonCompliant] {
        let mut reasons: Vec<(String, Vec<&str>, Vec<&str>)> = vec![];
        for there in all.iter().filter(|there| there.verdict == Some(answer)) {
            let reason = there.reason.as_ref().map(rule_at).unwrap_or_default();
            let known = reasons.iter().position(|(known, ..)| *known == reason);
            let index = known.unwrap_or_else(|| {
                reasons.push((reason, vec![], vec![]));
                reasons.len() - 1
            });
            if let Some((_, places, regions)) = reasons.get_mut(index) {
                match there.kind {
                    DestinationKind::Place => places.push(&there.id),
                    DestinationKind::Region => regions.push(&there.id),
                }
            }
        }
        for (reason, places, regions) in reasons {
            let because = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            out.line(&format!("{}{because}", render::answer(answer)));
            for (what, ids) in [("places", places), ("regions", regions)] {
                if !ids.is_empty() {
                    out.line(&format!("  {} {what}: {}", ids.len(), ids.join(" ")));
                }
            }
        }
    }
    let undecided = all.iter().filter(|there| there.undecided).count();
    if undecided > 0 {
        out.line(&format!("{undecided} places and regions were not decided within the budget: see --steps"));
    }
}
