//! `lexloci lint`: reports what is legal in a policy but probably not meant.

use super::Format;
use super::analyse::Progress;
use super::check::date;
use super::exit::Exit;
use super::modules::{Loading, Source};
use super::out::Out;
use super::rejected::write_json;
use clap::Args;
use lexloci::analyse::Dead;
use lexloci::diag::Located;
use lexloci::policy::{Allowed, Exception, sift};
use lexloci::{Date, Diagnostic, Policy};
use serde::Serialize;

/// Say what is legal in a policy but probably not meant
#[derive(Args)]
#[command(after_help = "\
A line `allow L0402 \"reason\"` above a declaration, a rule, an exception, a claim or the policy says that this lint \
is meant there. With --format json, `allowed` lists such lints with their reasons.

Exit codes: 0 nothing to say but what is allowed, 1 some lint, 2 an error.

Examples:
  lexloci lint crm.loci
  lexloci lint --deep --as-of 2026-11-01 crm.loci
  lexloci lint --format json policies/*.loci")]
pub(super) struct Lint {
    /// Policies: files, `-` for standard input, or names of shipped policies
    #[arg(required = true, value_name = "POLICY")]
    policies: Vec<String>,
    /// How to print lints and errors
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    loading: Loading,
    /// Search all flows for rules and exceptions that make no difference; takes long
    #[arg(long)]
    deep: bool,
    /// Say which rules and exceptions have ended by this day: 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

pub(super) fn run(lint: &Lint, out: &mut Out) -> Exit {
    let results = lint.policies.iter().map(|name| one(lint, name, out));
    results.max().unwrap_or(Exit::Good)
}

fn one(lint: &Lint, name: &str, out: &mut Out) -> Exit {
    let source = match Source::read(name, &lint.loading) {
        Ok(source) => source,
        Err(rejected) => {
            rejected.print(lint.format, out);
            return Exit::BadInput;
        }
    };
    let policy = match source.parse() {
        Ok(policy) => policy,
        Err(rejected) => {
            rejected.print(lint.format, out);
            return Exit::BadInput;
        }
    };
    let (lints, allowed) = found(lint, &policy, name, out);
    let exit = if lints.is_empty() { Exit::Good } else { Exit::Failed };
    match lint.format {
        Format::Text => source.rejected(lints).print(Format::Text, out),
        Format::Json if lints.is_empty() && allowed.is_empty() => {}
        Format::Json => {
            let reasons = allowed.iter().map(|allowed| allowed.reason.clone());
            let located =
                source.rejected(allowed.iter().map(|allowed| allowed.lint.clone()).collect::<Vec<_>>()).located();
            let allowed = located.into_iter().zip(reasons).map(|(lint, reason)| AllowedLine { lint, reason }).collect();
            write_json(
                &Line { source: &source.policy.name, diagnostics: source.rejected(lints).located(), allowed },
                out,
            );
        }
    }
    exit
}

/// The lints and errors of one policy, as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    diagnostics: Vec<Located>,
    allowed: Vec<AllowedLine>,
}

/// A lint that is meant, and why.
#[derive(Serialize)]
struct AllowedLine {
    #[serde(flatten)]
    lint: Located,
    reason: String,
}

/// Returns the lints of a policy and those that it allows, with those that are looked for on request.
fn found(lint: &Lint, policy: &Policy, name: &str, out: &mut Out) -> (Vec<Diagnostic>, Vec<Allowed>) {
    let mut more: Vec<Diagnostic> = lint.as_of.iter().flat_map(|day| ended(policy, *day)).collect();
    let mut looked_for = if lint.as_of.is_some() { vec!["L0424"] } else { vec![] };
    if lint.deep {
        let (lints, complete) = dead(policy, name, out);
        more.extend(lints);
        looked_for.extend(["L0420", "L0421", "L0422", "L0423"].iter().filter(|_| complete));
    }
    let (more, allowed) = sift(&policy.allows, more, &looked_for);
    ([policy.lint(), &more].concat(), [policy.allowed(), &allowed].concat())
}

/// The number of steps between two reports of progress.
const AT_A_TIME: u64 = 2_000;

/// Finds rules and exceptions that make no difference to any flow. Says whether every question was decided.
fn dead(policy: &Policy, name: &str, out: &mut Out) -> (Vec<Diagnostic>, bool) {
    let (mut linting, progress) = (policy.dead_rules(), Progress::new());
    let found = loop {
        if let Some(found) = linting.advance(policy, AT_A_TIME) {
            break found;
        }
        progress.show(name, linting.done(), linting.of, linting.steps, out);
    };
    progress.clear(out);
    if linting.undecided > 0 {
        out.complain(&format!("lexloci: {} of {} questions were not decided\n", linting.undecided, linting.of));
        linting.passed_over().iter().for_each(|passed| out.complain(&format!("  {passed}\n")));
    }
    let lint = |dead: Dead| Diagnostic::lint(dead.code, dead.span, format!("`{}`: {}", dead.name, dead.what));
    (found.into_iter().map(lint).collect(), linting.undecided == 0)
}

/// Finds rules and exceptions whose last day lies before a day.
fn ended(policy: &Policy, day: Date) -> Vec<Diagnostic> {
    let mut lints = vec![];
    let mut look = |name: &str, window: &lexloci::date::Window, span| {
        if let Some(last) = window.through.filter(|last| *last < day) {
            lints.push(Diagnostic::lint("L0424", span, format!("`{name}` ended on {last}")));
        }
    };
    for rule in &policy.rules {
        look(&rule.name, &rule.window, rule.span);
        rule.exceptions.iter().for_each(|exception| ended_exception(exception, &mut look));
    }
    lints
}

fn ended_exception(exception: &Exception, look: &mut impl FnMut(&str, &lexloci::date::Window, lexloci::span::Span)) {
    look(&exception.name, &exception.window, exception.span);
    exception.defeated_by.iter().for_each(|defeat| ended_exception(defeat, look));
}
