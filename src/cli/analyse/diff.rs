//! `lexloci diff`: the changes that a new version of a policy makes.

use super::super::Format;
use super::super::exit::Exit;
use super::super::modules::Loading;
use super::super::out::Out;
use super::super::turned::{Turned, print_turned, turned};
use super::{Progress, json, undecided, with_policy};
use clap::Args;
use lexloci::analyse::Compared;
use lexloci::render;
use serde::Serialize;
use std::path::PathBuf;

/// The number of steps between two reports of progress.
const AT_A_TIME: u64 = 2_000;

/// Compare two versions of a policy: which flows change their verdict, each with a witness
#[derive(Args)]
#[command(after_help = "\
With --on the verdicts of these flows are compared first: each of the old version with that of the new one. With --on-old the \
old version judges the flow that stood at the same path in that folder, and a flow that is not there is new.

Exit codes: 0 the step of the version number is right, 1 it is too small, 3 not every change was found, 2 an error.

Examples:
  lexloci diff crm-1.2.loci crm-1.3.loci
  lexloci diff base/crm.loci crm.loci --on flows/*.json --on-old base
  lexloci diff old.loci new.loci --format json")]
pub(in crate::cli) struct Diff {
    /// The old version: a file, or the name of a shipped policy
    old: String,
    /// The new version
    new: String,
    /// Flows whose verdicts are compared first: files
    #[arg(long, value_name = "FLOW", num_args = 1..)]
    on: Vec<String>,
    /// The folder in which these flows stood before
    #[arg(long, value_name = "DIR", requires = "on")]
    on_old: Option<PathBuf>,
    /// How to print what changes
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    loading: Loading,
}

/// The comparison with that of some flows.
#[derive(Serialize)]
struct Line<'a> {
    flows: &'a [Turned],
    #[serde(flatten)]
    found: &'a Compared,
}

pub(in crate::cli) fn run(diff: &Diff, out: &mut Out) -> Exit {
    let mut read = |name: &str| with_policy(name, &diff.loading, diff.format, out);
    let (Some(old), Some(new)) = (read(&diff.old), read(&diff.new)) else { return Exit::BadInput };
    let turned = match turned(&old, &new, &diff.on, diff.on_old.as_deref()) {
        Ok(turned) => turned,
        Err(rejected) => {
            rejected.print(diff.format, out);
            return Exit::BadInput;
        }
    };
    if diff.format == Format::Text && !diff.on.is_empty() {
        print_turned(&turned, out);
    }
    let (mut differing, progress) = (old.diff(&new), Progress::new());
    let found = loop {
        if let Some(found) = differing.advance(&old, &new, AT_A_TIME) {
            break found;
        }
        progress.show("diff", differing.done(), differing.of, differing.steps, out);
    };
    progress.clear(out);
    match diff.format {
        Format::Json if diff.on.is_empty() => json(&found, out),
        Format::Json => json(&Line { flows: &turned, found: &found }, out),
        Format::Text => print_text(&found, out),
    }
    match (found.right, found.complete) {
        (false, _) => Exit::Failed,
        (true, false) => Exit::Undetermined,
        (true, true) => Exit::Good,
    }
}

fn print_text(found: &Compared, out: &mut Out) {
    for kind in &found.kinds {
        out.line(&format!("{} -> {}  by rule {}", render::answer(kind.from), render::answer(kind.to), kind.rule));
        out.line(&format!("  {}", serde_json::to_string(&kind.flow).unwrap_or_default()));
    }
    if found.kinds.is_empty() {
        out.line("no flow was found whose verdict changes");
    }
    if !found.complete {
        out.line(&format!("whether there are more changes was {}", undecided(&found.passed_over)));
    }
    let right = if found.right { "right" } else { "too small" };
    out.line(&format!("version step: {} claimed, {} needed: {right}", found.claimed, found.needed));
}
