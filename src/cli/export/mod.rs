//! `lexloci export`: flows and verdicts in terms of the DPV, policies on locations as ODRL, and what neither can say.

mod odrl;

use super::check::date;
use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::modules::{Loading, Source};
use super::out::Out;
use super::rejected::Rejected;
use clap::{Args, ValueEnum};
use lexloci::read::dpv::{Written, written};
use lexloci::render::visible;
use lexloci::{Date, Options, input};

/// Write a flow in terms of the W3C DPV, or a policy on locations as ODRL
#[derive(Args)]
#[command(after_help = "\
Standard output has the document as JSON-LD; standard error what the other language cannot say. With --strict it is an \
error that there is such a thing.

Exit codes: 0 it is written, 2 the file cannot be read or has errors, or with --strict something cannot be said.

Examples:
  lexloci export dpv examples/shop.json
  lexloci export dpv examples/shop.json --policy gdpr_transfers
  lexloci export odrl eu_residency")]
pub(super) struct Export {
    /// The language to write
    #[arg(value_enum)]
    language: Language,
    /// A flow, or for ODRL a policy: a file, `-`, or the name of a shipped policy
    file: String,
    /// Judge the flow by this policy, and write its answer too
    #[arg(long, value_name = "POLICY")]
    policy: Option<String>,
    /// The day to judge, instead of the one that the flow states: 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Write nothing unless everything can be said
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// The W3C Data Privacy Vocabulary, of a flow
    Dpv,
    /// The Open Digital Rights Language, of a policy on locations
    Odrl,
}

pub(super) fn run(export: &Export, out: &mut Out) -> Exit {
    let made = match export.language {
        Language::Dpv => flow(export, out),
        Language::Odrl => policy(export, out),
    };
    let Some(made) = made else { return Exit::BadInput };
    for what in &made.unsaid {
        out.complain(&format!("{}: not written: {}\n", visible(&export.file), visible(what)));
    }
    if export.strict && !made.unsaid.is_empty() {
        return Exit::BadInput;
    }
    match serde_json::to_string_pretty(&made.document) {
        Ok(text) => out.line(&text),
        Err(error) => {
            out.complain(&format!("lexloci: {error}\n"));
            return Exit::BadInput;
        }
    }
    Exit::Good
}

/// Writes a flow, with the answer of a policy where one is named.
fn flow(export: &Export, out: &mut Out) -> Option<Written> {
    let mut refuse = |rejected: &Rejected<'_>| {
        rejected.print(super::Format::Text, out);
        None
    };
    let text = match files::read(&export.file, FLOWS_LIMIT) {
        Ok(text) => text,
        Err(rejected) => return refuse(&rejected),
    };
    let rejected = |diagnostics| Rejected { name: text.name.clone(), source: &text.text, modules: None, diagnostics };
    let flow = match input::flow(&text.text) {
        Ok(flow) => flow,
        Err(diagnostics) => return refuse(&rejected(diagnostics)),
    };
    let Some(name) = &export.policy else { return Some(written(&flow, None)) };
    let source = match Source::read(name, &Loading::default()) {
        Ok(source) => source,
        Err(rejected) => return refuse(&rejected),
    };
    let policy = match source.parse() {
        Ok(policy) => policy,
        Err(rejected) => return refuse(&rejected),
    };
    match policy.check(&flow, &Options::new().as_of(export.as_of)) {
        Ok(verdict) => {
            let by = format!("{} {}", verdict.policy.name, verdict.policy.version);
            let answer = verdict.verdict.as_str();
            Some(written(&flow, Some((&by, answer))))
        }
        Err(errors) => refuse(&rejected(errors.into())),
    }
}

/// Writes a policy.
fn policy(export: &Export, out: &mut Out) -> Option<Written> {
    let source = match Source::read(&export.file, &Loading::default()) {
        Ok(source) => source,
        Err(rejected) => {
            rejected.print(super::Format::Text, out);
            return None;
        }
    };
    if let Err(rejected) = source.parse() {
        rejected.print(super::Format::Text, out);
        return None;
    }
    let made = odrl::written(&source.policy.text);
    if made.is_none() {
        out.complain(&format!("{}: no rule of this policy can be said in ODRL\n", visible(&export.file)));
    }
    made
}
