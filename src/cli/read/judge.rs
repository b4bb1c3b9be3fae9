//! `lexloci check --from`: verdicts on what a file states, with findings at their lines.

use super::Given;
use super::mark::{self, Report};
use crate::cli::check::flow_rejected;
use crate::cli::exit::Exit;
use crate::cli::out::{Out, painted};
use clap::Args;
use lexloci::read::{Format, Found};
use lexloci::render::{Page, Role, visible};
use lexloci::{Date, Json, Options, Policy, Verdict};

/// The options by which `check` reads files that are no flows.
#[derive(Args)]
pub(in crate::cli) struct From {
    /// The files are no flows: read them as this
    #[arg(long, value_enum, value_name = "FORMAT", group = "read_as")]
    from: Option<Format>,
    #[command(flatten)]
    given: Given,
    /// Write the findings for other tools instead
    #[arg(long, value_enum, requires = "read_as")]
    report: Option<Report>,
}

impl From {
    /// Returns what the files are, unless they are flows.
    pub(in crate::cli) fn format(&self) -> Option<Format> {
        self.from.or(self.given.sentence.as_ref().map(|_| Format::Sentence))
    }

    /// Returns an option that says what a file leaves out, where the files are flows and say it themselves.
    pub(in crate::cli) fn idle(&self) -> Option<&'static str> {
        let given = &self.given;
        let options = [
            ("--with", given.with.is_some()),
            ("--exporter", given.exporter.is_some()),
            ("--data", !given.data.is_empty()),
            ("--complete", given.complete),
            ("--keys", !given.keys.is_empty()),
        ];
        let is_idle = |(_, is_given): &(&str, bool)| *is_given && self.format().is_none();
        options.into_iter().find(is_idle).map(|(option, _)| option)
    }
}

/// Renders a verdict on a flow, for people.
pub(in crate::cli) type Shown<'s> = &'s dyn Fn(&Verdict, &Json) -> Page;

/// Judges the flows that files state.
pub(in crate::cli) fn judge(
    files: &[String],
    format: Format,
    from: &From,
    (policy, options, day): (&Policy, &Options, Option<Date>),
    (shown, report): (Shown<'_>, Option<Report>),
    out: &mut Out,
) -> Exit {
    let found = match super::flows(files, Some(format), &from.given, day) {
        Ok(found) => found,
        Err(rejected) => {
            rejected.print(crate::cli::Format::Text, out);
            return Exit::BadInput;
        }
    };
    let mut exit = None;
    let mut judged = Vec::new();
    for one in found {
        super::attest(&one, out);
        super::complain(&one.unread, out);
        match policy.check(&one.flow, options) {
            Ok(verdict) => {
                exit = exit.max(Some(Exit::from(verdict.verdict)));
                judged.push((one, verdict));
            }
            Err(errors) => {
                let source = serde_json::to_string(&one.flow).unwrap_or_default();
                flow_rejected(one.name.clone(), &source, errors.into()).print(crate::cli::Format::Text, out);
                exit = Some(Exit::BadInput);
            }
        }
    }
    match from.report.or(report) {
        Some(kind) => match mark::report(kind, &judged, &[]) {
            Ok(text) => out.line(&text),
            Err(error) => {
                out.complain(&format!("lexloci: {error}\n"));
                return Exit::BadInput;
            }
        },
        None => judged.iter().for_each(|(found, verdict)| tell(found, verdict, &shown(verdict, &found.flow), out)),
    }
    exit.unwrap_or(Exit::BadInput)
}

/// Prints a verdict, and where the facts stand that its findings turn on.
fn tell(found: &Found, verdict: &Verdict, shown: &Page, out: &mut Out) {
    out.line(&painted(Role::Strong, &format!("── {}", visible(&found.name))));
    out.page(shown);
    let lines = mark::lines(found, verdict);
    if !lines.is_empty() {
        out.line("");
    }
    lines.iter().for_each(|line| out.line(&visible(line)));
}
