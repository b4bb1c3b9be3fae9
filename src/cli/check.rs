//! `lexloci check`: verdicts.

use super::Format;
use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::modules::{Loading, Source};
use super::out::{Out, painted};
#[cfg(feature = "read")]
use super::read::{Refused, Report, origins, report};
use super::rejected::Rejected;
use clap::{Args, ValueEnum};
use lexloci::analyse::{Analysis, Budget, First};
#[cfg(feature = "read")]
use lexloci::read::{Found, Origin};
use lexloci::render::{self, Page, Role};
use lexloci::verdict::Answer;
use lexloci::{Date, Diagnostic, Json, Options, Policy, Verdict, input};
#[cfg(feature = "read")]
use std::collections::BTreeMap;

/// Judge flows by a policy
#[derive(Args)]
#[command(after_help = "\
Exit codes, the worst of all flows:
  0  every flow is compliant: go ahead
  4  not applicable: no blocking rule concerns the flow, which is no go-ahead
  3  undetermined: facts are missing
  1  non-compliant
  2  a policy or flow could not be read, or has errors

A module that `use` names is a shipped one, NAME.loci beside the policy, or in the folder of --modules.

Examples:
  lexloci check crm.loci flow.json
  lexloci check gdpr_transfers flows.ndjson --as-of 2026-03-01 --format json
  lexloci check crm.loci flows/*.json --format sarif > lexloci.sarif
  lexloci check gdpr_transfers flow.json --as-of 2027-03-01 \\
    --suppose 'US leaves adequate on 2027-03-01'
  lexloci check eu_residency --from terraform main.tf --with company.json
  lexloci check gdpr_transfers \\
    --sentence 'A French company sends contact data to Zendesk in the US'
  jq .flow record.json | lexloci check gdpr_transfers -")]
pub(super) struct Check {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// Flows: files or `-`; each a JSON object, an array of objects, or one object a line
    #[cfg_attr(
        feature = "read",
        arg(required_unless_present = "sentence", conflicts_with = "sentence", value_name = "FLOW")
    )]
    #[cfg_attr(not(feature = "read"), arg(required = true, value_name = "FLOW"))]
    flows: Vec<String>,
    /// How to print verdicts and errors
    #[arg(long, value_enum, default_value = "text")]
    format: Written,
    /// Print every rule with every test, not only what decides
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    judging: Judging,
    #[command(flatten)]
    loading: Loading,
    #[cfg(feature = "read")]
    #[command(flatten)]
    from: super::read::From,
}

/// The format of verdicts.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Written {
    /// For people
    Text,
    /// One compact JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning: findings at the lines of the flows
    #[cfg(feature = "read")]
    Sarif,
    /// JUnit, for build servers: a suite for each flow
    #[cfg(feature = "read")]
    Junit,
}

impl Written {
    /// Returns the format of what is printed beside verdicts.
    fn plain(self) -> Format {
        if self == Written::Json { Format::Json } else { Format::Text }
    }

    #[cfg(feature = "read")]
    fn report(self) -> Option<Report> {
        match self {
            Written::Sarif => Some(Report::Sarif),
            Written::Junit => Some(Report::Junit),
            Written::Text | Written::Json => None,
        }
    }
}

/// The options of every command that judges flows.
#[derive(Args)]
pub(super) struct Judging {
    #[command(flatten)]
    pub(super) asked: DayAndLevel,
    /// Do not rely on a flow that says `"complete": true`: what it leaves out stays unknown
    #[arg(long)]
    pub(super) refuse_complete: bool,
    /// Take nobody to be another company than the exporter unless the flow says so
    #[arg(long)]
    pub(super) refuse_assumed: bool,
    /// What if: `US leaves adequate on 2027-03-01`, `GB with uk_gdpr joins adequate on 2032-01-01`; may be repeated
    #[arg(long, value_name = "AMENDMENT")]
    pub(super) suppose: Vec<String>,
}

impl Judging {
    pub(super) fn options(&self) -> Options {
        self.asked.options().refuse_complete(self.refuse_complete).refuse_assumed(self.refuse_assumed)
    }
}

/// The day and the level that a host may say beside the flow.
#[derive(Args)]
pub(super) struct DayAndLevel {
    /// The day to judge, instead of the one that the flow states: 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// The level to judge, for a policy with levels; the highest when not said
    #[arg(long)]
    pub(super) level: Option<String>,
}

impl DayAndLevel {
    pub(super) fn options(&self) -> Options {
        self.level.iter().fold(Options::new().as_of(self.as_of), Options::level)
    }
}

/// Finds what an undetermined flow hangs on.
pub(super) fn first(policy: &Policy, flow: &Json, asked: &DayAndLevel) -> Option<First> {
    let analysis = Analysis::new(policy, flow, asked.as_of, asked.level.as_deref(), Budget::default());
    analysis.ok().map(|analysis| analysis.first())
}

/// Parses a day.
pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("a day is written 2026-03-01")
}

impl Check {
    /// Renders a verdict: what decides, or all of it.
    fn shown(&self, policy: &Policy, verdict: &Verdict, flow: &Json) -> Page {
        if self.full {
            return render::verdict(verdict);
        }
        // The questions would rely on what the host refuses to rely on.
        let relies = !self.judging.refuse_complete && !self.judging.refuse_assumed;
        let is_open = verdict.verdict == Answer::Undetermined && relies;
        let first = is_open.then(|| first(policy, flow, &self.judging.asked)).flatten();
        render::brief(verdict, first.map(|first| first.in_words(flow)).as_ref())
    }
}

pub(super) fn run(check: &Check, out: &mut Out) -> Exit {
    let named = std::iter::once(&check.policy).chain(&check.flows);
    if named.filter(|name| *name == "-").count() > 1 {
        out.complain("lexloci: standard input can be read once: name `-` for one thing only\n");
        return Exit::BadInput;
    }
    let source = match Source::read(&check.policy, &check.loading) {
        Ok(source) => source,
        Err(rejected) => return reject(&rejected, check.format, out),
    };
    match source.parse() {
        Ok(policy) => match supposing(&policy, &check.judging.suppose) {
            Ok(policy) => judge_all(check, &policy, out),
            Err(rejected) => reject(&rejected, check.format, out),
        },
        Err(rejected) => reject(&rejected, check.format, out),
    }
}

/// Applies every supposition to the policy, one after the other.
pub(super) fn supposing<'t>(policy: &Policy, amendments: &'t [String]) -> Result<Policy, Rejected<'t>> {
    let mut supposed = policy.clone();
    for text in amendments {
        supposed = supposed.suppose(text).map_err(|errors| Rejected {
            name: "--suppose".to_owned(),
            source: text,
            modules: None,
            diagnostics: errors.into(),
        })?;
    }
    Ok(supposed)
}

/// Prints why the policy cannot judge, and as a report too where one is asked for.
fn reject(rejected: &Rejected<'_>, format: Written, out: &mut Out) -> Exit {
    rejected.print(format.plain(), out);
    #[cfg(feature = "read")]
    if let Some(kind) = format.report() {
        print_report(kind, &[], &refusals(rejected, Spot { file: &rejected.name, ..Spot::default() }), out);
    }
    Exit::BadInput
}

/// Returns the errors of a text with their lines in its file.
#[cfg(feature = "read")]
fn refusals(rejected: &Rejected<'_>, spot: Spot<'_>) -> Vec<Refused> {
    let refused = rejected.diagnostics.iter().zip(rejected.located()).map(|(diagnostic, located)| {
        let line = spot.line(diagnostic, located.start.map(|start| start.line));
        let file = diagnostic.module.clone().unwrap_or_else(|| spot.file.to_owned());
        let at = Origin { file, line, spot: String::new() };
        Refused { name: rejected.name.clone(), at, code: diagnostic.code, message: diagnostic.message.clone() }
    });
    refused.collect()
}

#[cfg(feature = "read")]
fn print_report(kind: Report, judged: &[(Found, Verdict)], refused: &[Refused], out: &mut Out) {
    match report(kind, judged, refused) {
        Ok(text) => out.line(&text),
        Err(error) => out.complain(&format!("lexloci: {error}\n")),
    }
}

fn judge_all(check: &Check, policy: &Policy, out: &mut Out) -> Exit {
    #[cfg(feature = "read")]
    if let Some(format) = check.from.format() {
        return super::read::judge(
            &check.flows,
            format,
            &check.from,
            (policy, &check.judging.options(), check.judging.asked.as_of),
            (&|verdict, flow| check.shown(policy, verdict, flow), check.format.report()),
            out,
        );
    }
    #[cfg(feature = "read")]
    if let Some(option) = check.from.idle() {
        let message = format!("{option} adds to a file that --from reads, and a flow states its own facts");
        Rejected::without_position(option, "L0005", message).print(check.format.plain(), out);
        return Exit::BadInput;
    }
    let mut run = Run {
        check,
        policy,
        options: check.judging.options(),
        tally: Tally::default(),
        #[cfg(feature = "read")]
        judged: vec![],
        #[cfg(feature = "read")]
        refused: vec![],
    };
    for file in &check.flows {
        run.file(file, out);
    }
    #[cfg(feature = "read")]
    if let Some(kind) = check.format.report() {
        print_report(kind, &run.judged, &run.refused, out);
    }
    if check.format == Written::Text {
        run.tally.print(out);
    }
    run.tally.worst()
}

/// One policy applied to many flows.
struct Run<'a> {
    check: &'a Check,
    policy: &'a Policy,
    options: Options,
    tally: Tally,
    /// The material of a report.
    #[cfg(feature = "read")]
    judged: Vec<(Found, Verdict)>,
    /// The flows that a report says are not judged.
    #[cfg(feature = "read")]
    refused: Vec<Refused>,
}

impl Run<'_> {
    fn file(&mut self, file: &str, out: &mut Out) {
        let text = match files::read(file, FLOWS_LIMIT) {
            Ok(text) => text,
            Err(rejected) => return self.rejected(&rejected, Spot { file, ..Spot::default() }, out),
        };
        let entries = input::flows(&text.text);
        if entries.is_empty() {
            let message = "there is no flow in this file".to_owned();
            let rejected = Rejected::without_position(&text.name, "L0005", message);
            return self.rejected(&rejected, Spot { file, ..Spot::default() }, out);
        }
        let several = entries.len() > 1 || self.check.flows.len() > 1;
        for entry in entries {
            let name = format!("{}{}", text.name, entry.place);
            let spot = Spot { file: &text.name, place: &entry.place, text: entry.text };
            let judged = entry.flow.and_then(|flow| Ok((self.policy.check(&flow, &self.options)?, flow)));
            match judged {
                Ok((verdict, flow)) => self.verdict(&name, (several, spot), (verdict, flow), out),
                Err(diagnostics) => self.rejected(&flow_rejected(name, entry.text, diagnostics), spot, out),
            }
        }
    }

    /// Prints why a flow is not judged.
    #[cfg_attr(not(feature = "read"), expect(unused_variables, reason = "only reports say places"))]
    fn rejected(&mut self, rejected: &Rejected<'_>, spot: Spot<'_>, out: &mut Out) {
        self.tally.rejected += 1;
        rejected.print(self.check.format.plain(), out);
        #[cfg(feature = "read")]
        if self.check.format.report().is_some() {
            self.refused.extend(refusals(rejected, spot));
        }
    }

    #[cfg_attr(not(feature = "read"), expect(unused_variables, reason = "only reports say places"))]
    fn verdict(
        &mut self,
        name: &str,
        (several, spot): (bool, Spot<'_>),
        (verdict, flow): (Verdict, Json),
        out: &mut Out,
    ) {
        self.tally.answers.push(verdict.verdict);
        #[cfg(feature = "read")]
        if self.check.format.report().is_some() {
            let name = name.to_owned();
            let found = Found { name, flow, origins: spot.origins(), unread: vec![], verified: vec![] };
            return self.judged.push((found, verdict));
        }
        match self.check.format.plain() {
            Format::Text => {
                if several {
                    out.line(&painted(Role::Strong, &format!("── {}", render::visible(name))));
                }
                out.page(&self.check.shown(self.policy, &verdict, &flow));
                if several {
                    out.line("");
                }
            }
            Format::Json => match serde_json::to_string(&verdict) {
                Ok(json) => out.line(&json),
                Err(error) => out.complain(&format!("lexloci: {error}\n")),
            },
        }
    }
}

/// One flow of a file: the file, the place of the flow in it (`[3]` in an array, `:12` on a line), and the text of its entry.
#[derive(Clone, Copy, Default)]
#[cfg_attr(not(feature = "read"), expect(dead_code, reason = "only reports say places"))]
struct Spot<'a> {
    file: &'a str,
    place: &'a str,
    text: &'a str,
}

#[cfg(feature = "read")]
impl Spot<'_> {
    /// Returns the line on which the text begins.
    fn first(&self) -> usize {
        self.place.strip_prefix(':').and_then(|line| line.parse().ok()).unwrap_or(1)
    }

    /// Returns the places of the facts of the flow.
    fn origins(&self) -> BTreeMap<String, Origin> {
        let all = origins(self.file, self.text, self.first());
        if !self.place.starts_with('[') {
            return all;
        }
        let own =
            |(path, at): (String, _)| Some((path.strip_prefix(self.place)?.trim_start_matches('.').to_owned(), at));
        all.into_iter().filter_map(own).collect()
    }

    /// Returns the line of an error: of its position in the text, or of the fact that it is about. 0 where there is none.
    fn line(&self, error: &Diagnostic, position: Option<u32>) -> usize {
        if let Some(line) = position {
            return self.first() + line as usize - 1;
        }
        let (places, mut path) = (self.origins(), error.path.as_deref().unwrap_or(""));
        loop {
            match (places.get(path), path.rfind(['.', '['])) {
                (Some(origin), _) => return origin.line,
                (None, Some(end)) => path = path.get(..end).unwrap_or(""),
                (None, None) => return places.get("").map_or(0, |whole| whole.line),
            }
        }
    }
}

/// Returns the rejection of a flow. A level that the policy lacks is an error of the option, not of the flow. A day that is
/// missing can also be an option: files of others, such as tables, cannot state one.
pub(super) fn flow_rejected(name: String, source: &str, diagnostics: Vec<Diagnostic>) -> Rejected<'_> {
    let is_option = !diagnostics.is_empty() && diagnostics.iter().all(|diagnostic| diagnostic.code == "L0514");
    let name = if is_option { "--level".to_owned() } else { name };
    let helped = |each: Diagnostic| match each.code {
        "L0504" => each.help("state \"as_of\": \"2026-03-01\" in the flow, or give the day by --as-of 2026-03-01"),
        _ => each,
    };
    Rejected { name, source, modules: None, diagnostics: diagnostics.into_iter().map(helped).collect() }
}

/// The results of all flows.
#[derive(Default)]
struct Tally {
    answers: Vec<Answer>,
    rejected: usize,
}

impl Tally {
    fn worst(&self) -> Exit {
        let answers = self.answers.iter().map(|answer| Exit::from(*answer));
        let errors = (self.rejected > 0).then_some(Exit::BadInput);
        answers.chain(errors).max().unwrap_or(Exit::BadInput)
    }

    /// Prints `3 flows: 2 compliant, 1 non-compliant`, where there are several.
    fn print(&self, out: &mut Out) {
        let all = self.answers.len() + self.rejected;
        if all < 2 {
            return;
        }
        let order = [Answer::Compliant, Answer::NonCompliant, Answer::Undetermined, Answer::NotApplicable];
        let counts = order.into_iter().map(|answer| {
            let count = self.answers.iter().filter(|a| **a == answer).count();
            (count, render::answer(answer))
        });
        let words: Vec<String> = counts
            .chain([(self.rejected, "with errors")])
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        out.line(&format!("{all} flows: {}", words.join(", ")));
    }
}
