//! The questions over all flows: `ask`, `cure`, `where`, `prove`, `diff`.

pub(super) mod ask;
pub(super) mod cure;
pub(super) mod diff;
pub(super) mod prove;
pub(super) mod whereto;

use super::Format;
use super::check::{DayAndLevel, flow_rejected};
use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::modules::{Loading, Source};
use super::out::Out;
use super::rejected::Rejected;
use clap::Args;
use lexloci::analyse::{Analysis, Budget, PassedOver, RuleAt, Untried};
use lexloci::{Json, Policy, input};
use serde::Serialize;
use std::cell::Cell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// One flow and the policy that it is asked about by.
#[derive(Args)]
pub(super) struct About {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// The flow: a file or `-`, with one JSON object
    flow: String,
    /// How to print the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    asked: DayAndLevel,
    #[command(flatten)]
    loading: Loading,
    /// How many steps the answer may take, 4000 unless said, and 100000 for `where`: a step is one small flow judged, a large
    /// flow counts for several
    #[arg(long, value_name = "N")]
    steps: Option<u64>,
}

impl About {
    /// Reads policy and flow, and prints the answer.
    fn answer(&self, out: &mut Out, print: impl Fn(&Analysis<'_>, &mut Out) -> Exit) -> Exit {
        self.answer_within(Budget::default(), out, print)
    }

    /// Reads policy and flow, and prints the answer within a budget unless another one was asked for.
    fn answer_within(&self, usual: Budget, out: &mut Out, print: impl Fn(&Analysis<'_>, &mut Out) -> Exit) -> Exit {
        let budget = self.steps.map_or(usual, |steps| Budget { steps });
        let source = match Source::read(&self.policy, &self.loading) {
            Ok(source) => source,
            Err(rejected) => return refuse(&rejected, self.format, out),
        };
        let policy = match source.parse() {
            Ok(policy) => policy,
            Err(rejected) => return refuse(&rejected, self.format, out),
        };
        let text = match files::read(&self.flow, FLOWS_LIMIT) {
            Ok(text) => text,
            Err(rejected) => return refuse(&rejected, self.format, out),
        };
        let mut entries = input::flows(&text.text);
        if entries.len() != 1 {
            let message = format!("there are {} flows in this file, and the question is about one", entries.len());
            return refuse(&Rejected::without_position(&text.name, "L0005", message), self.format, out);
        }
        let Some(entry) = entries.pop() else { return Exit::BadInput };
        match entry.flow.and_then(|flow| self.analysis(&policy, &flow, budget)) {
            Ok(analysis) => print(&analysis, out),
            Err(errors) => refuse(&flow_rejected(text.name.clone(), entry.text, errors), self.format, out),
        }
    }

    fn analysis<'p>(
        &self,
        policy: &'p Policy,
        flow: &Json,
        budget: Budget,
    ) -> Result<Analysis<'p>, Vec<lexloci::Diagnostic>> {
        let analysis = Analysis::new(policy, flow, self.asked.as_of, self.asked.level.as_deref(), budget);
        analysis.map_err(lexloci::Errors::into_vec)
    }
}

fn refuse(rejected: &Rejected<'_>, format: Format, out: &mut Out) -> Exit {
    rejected.print(format, out);
    Exit::BadInput
}

/// Reads and checks a policy, for questions about policies alone.
fn with_policy(name: &str, loading: &Loading, format: Format, out: &mut Out) -> Option<Policy> {
    let source = match Source::read(name, loading) {
        Ok(source) => source,
        Err(rejected) => {
            rejected.print(format, out);
            return None;
        }
    };
    match source.parse() {
        Ok(policy) => Some(policy),
        Err(rejected) => {
            rejected.print(format, out);
            None
        }
    }
}

/// Writes an answer as one line of JSON.
fn json<T: Serialize>(answer: &T, out: &mut Out) {
    match serde_json::to_string(answer) {
        Ok(text) => out.line(&text),
        Err(error) => out.complain(&format!("lexloci: {error}\n")),
    }
}

/// Prints a value as a flow states it, or that it is not stated.
fn value(json: Option<&Json>) -> String {
    match json {
        None => "not stated".to_owned(),
        Some(Json::Text(text)) => text.clone(),
        Some(other) => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// Names a rule and its entry: `stores at storage[0]`.
fn rule_at(rule: &RuleAt) -> String {
    if rule.at.is_empty() { rule.rule.clone() } else { format!("{} at {}", rule.rule, rule.at) }
}

/// Explains why a question was not decided: what was passed over, or that the budget ended.
fn undecided(passed: &[PassedOver]) -> String {
    match passed.split_first() {
        None => "not decided within the budget: see --steps".to_owned(),
        Some((first, others)) if first.what == Untried::Steps => match others.first() {
            None => "not decided within the budget: see --steps".to_owned(),
            Some(other) => format!("not decided within the budget: see --steps; and {other}"),
        },
        Some((first, [])) => format!("not decided: {first}"),
        Some((first, more)) => format!("not decided: {first}, and {} more of the kind: see --format json", more.len()),
    }
}

/// The time between two lines of progress where no terminal shows them.
const SILENCE: Duration = Duration::from_secs(10);

/// The display of progress: a line that is written over on a terminal, and elsewhere a line after each silence.
pub(super) struct Progress {
    on_terminal: bool,
    /// When something was last written.
    since: Cell<Instant>,
}

impl Progress {
    pub(super) fn new() -> Progress {
        Progress { on_terminal: std::io::stderr().is_terminal(), since: Cell::new(Instant::now()) }
    }

    pub(super) fn show(&self, what: &str, done: usize, of: usize, steps: u64, out: &mut Out) {
        let line = format!("{what}: {done} of {of} parts, {steps} steps");
        if self.on_terminal {
            out.complain(&format!("\r\u{1b}[K{line}"));
        } else if self.since.get().elapsed() >= SILENCE {
            self.since.set(Instant::now());
            out.complain(&format!("{line}\n"));
        }
    }

    pub(super) fn clear(&self, out: &mut Out) {
        if self.on_terminal {
            out.complain("\r\u{1b}[K");
        }
    }
}
