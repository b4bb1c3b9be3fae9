//! `lexloci lint`: reports what is legal in a policy but probably not meant.

use super::Format;
use super::analyse::Progress;
use super::check::date;
use super::exit::Exit;
use super::modules::Source;
use super::out::Out;
use clap::Args;
use lexloci::analyse::Dead;
use lexloci::policy::Exception;
use lexloci::{Date, Diagnostic, Policy};
use std::path::PathBuf;

/// Say what is legal in a policy but probably not meant
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 nothing to say, 1 some lint, 2 an error.

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
    /// A folder with modules
    #[arg(long, value_name = "DIR")]
    modules: Option<PathBuf>,
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
    let source = match Source::read(name, lint.modules.as_deref()) {
        Ok(source) => source,
        Err(rejected) => {
            rejected.print(lint.format, out);
            return Exit::BadInput;
        }
    };
    let (lints, exit) = match source.parse() {
        Ok(policy) => {
            let mut lints = policy.lint().to_vec();
            lints.extend(lint.as_of.iter().flat_map(|day| ended(&policy, *day)));
            if lint.deep {
                lints.extend(dead(&policy, name, out));
            }
            if lints.is_empty() {
                return Exit::Good;
            }
            (source.rejected(lints), Exit::Failed)
        }
        Err(rejected) => (rejected, Exit::BadInput),
    };
    lints.print(lint.format, out);
    exit
}

/// The number of steps between two reports of progress.
const AT_A_TIME: u64 = 2_000;

/// Finds rules and exceptions that make no difference to any flow.
fn dead(policy: &Policy, name: &str, out: &mut Out) -> Vec<Diagnostic> {
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
    found.into_iter().map(lint).collect()
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
