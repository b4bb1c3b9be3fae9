//! `lexloci audit`: verdicts on a whole inventory, with memory that does not grow and a way back after a kill.
//!
//! Workers take the next piece of the input from one source (`source`), judge it (`job`), and write a part (`part`) into a folder
//! beside the output (`folder`); at the end the parts become the output in the order of the input (`assemble`).

mod assemble;
mod bar;

mod findings;
mod folder;
mod group;
mod job;
mod lines;
mod map;
mod part;
mod row_groups;
mod sink;
mod source;
mod summary;
mod table;

use super::check::Judging;
use super::exit::Exit;
use super::files;
use super::modules::{Loading, Source as PolicySource};
use super::out::Out;
use super::rejected::Rejected;
use clap::{Args, ValueEnum};
use job::Job;
use lexloci::audit::Judge;
use lexloci::render::visible;
use lexloci::{Json, Options, Policy};
use sink::Sink;
use source::{Input, Source};
use std::path::PathBuf;
use std::sync::Mutex;

/// Judge a whole inventory by a policy: NDJSON, CSV and Parquet of any size
#[derive(Args)]
#[command(after_help = "\
Exit codes, the worst of all flows:
  0  every flow is compliant
  4  not applicable: no blocking rule concerns a flow
  3  undetermined: facts of a flow are missing
  1  a flow is non-compliant
  2  a row could not be read or judged, or there is no flow

NDJSON has one flow a line. Parquet has one flow a row: its columns are the facts, nested as structs and lists, or one column \
`flow` has the flow, as a struct or as JSON. In both, --key names columns that are carried beside the verdict. CSV and flat Parquet \
have several rows a flow, sorted by its key; --map says what each column is. Without it a CSV is read as a table of vendors. \
Rows that cannot be read stand in OUT.rejected.ndjson, each with the reason. After a kill the same command goes on where it was.

Examples:
  lexloci audit gdpr_transfers flows.ndjson --out verdicts.parquet
  lexloci audit eu_residency inventory.parquet --key system --out verdicts.csv
  lexloci audit eu_residency stores.csv --map stores.map.csv --complete
  lexloci audit gdpr_transfers flows.ndjson --format sarif > findings.sarif")]
pub(super) struct Audit {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// Inventories: .ndjson or .jsonl, .csv or .tsv, .parquet; `-` is NDJSON on standard input
    #[arg(required = true, value_name = "DATA")]
    data: Vec<String>,
    /// Where the verdicts go, one a flow: .parquet, .ndjson or .csv
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// What the columns of flat tables are: a CSV with the columns `column` and `fact`
    #[arg(long, value_name = "FILE")]
    map: Option<String>,
    /// A column that identifies the flow and is no fact; may be repeated
    #[arg(long, value_name = "COLUMN")]
    key: Vec<String>,
    /// Facts that the data do not have, as a flow: {"as_of": …, "exporter": {…}}
    #[arg(long, value_name = "FLOW")]
    with: Option<String>,
    /// Nothing is missing in flat tables: close their lists, where every column is accounted for
    #[arg(long)]
    complete: bool,
    /// How to print the summary, or the flows that fail for other tools
    #[arg(long, value_enum, default_value = "text")]
    format: Shape,
    /// How many threads judge; one for each core when not said. The output is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    #[command(flatten)]
    judging: Judging,
    #[command(flatten)]
    loading: Loading,
}

/// The form of what is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// The summary, for people
    Text,
    /// The summary, as one JSON object
    Json,
    /// The flows that fail, as SARIF 2.1.0
    Sarif,
    /// The flows that fail, as JUnit
    Junit,
}

impl Shape {
    /// Returns whether single flows are printed.
    fn has_findings(self) -> bool {
        matches!(self, Shape::Sarif | Shape::Junit)
    }
}

impl Audit {
    fn options(&self) -> Options {
        self.judging.options()
    }

    /// Returns how many threads judge. There are none in WebAssembly.
    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        match self.jobs {
            _ if cfg!(target_family = "wasm") => 1,
            Some(jobs) => usize::from(jobs),
            None => cores(),
        }
    }
}

pub(super) fn run(audit: &Audit, out: &mut Out) -> Exit {
    let source = match PolicySource::read(&audit.policy, &audit.loading) {
        Ok(source) => source,
        Err(rejected) => return reject(&rejected, out),
    };
    let policy = match source.parse() {
        Ok(policy) => policy,
        Err(rejected) => return reject(&rejected, out),
    };
    match super::check::supposing(&policy, &audit.judging.suppose) {
        Ok(policy) => judge_all(audit, &policy, out),
        Err(rejected) => reject(&rejected, out),
    }
}

fn reject(rejected: &Rejected<'_>, out: &mut Out) -> Exit {
    rejected.print(super::Format::Text, out);
    Exit::BadInput
}

fn judge_all(audit: &Audit, policy: &Policy, out: &mut Out) -> Exit {
    match audited(audit, policy, out) {
        Ok(exit) => exit,
        Err(rejected) => reject(&rejected, out),
    }
}

fn audited(audit: &Audit, policy: &Policy, out: &mut Out) -> Result<Exit, Rejected<'static>> {
    let named = std::iter::once(&audit.policy).chain(&audit.data);
    if named.filter(|name| *name == "-").count() > 1 {
        let message = "standard input can be read once: name `-` for one thing only".to_owned();
        return Err(Rejected::without_position("-", "L0001", message));
    }
    let judge = Judge::new(policy, audit.options()).map_err(|errors| Rejected {
        name: "--level".to_owned(),
        diagnostics: errors.into(),
        ..Rejected::default()
    })?;
    let format = audit.out.as_deref().map(assemble::Format::of).transpose()?;
    let map = audit.map.as_deref().map(|name| map::read(name, &policy.declared)).transpose()?;
    let with = audit.with.as_deref().map(super::read::known).transpose()?;
    let keys = map.as_ref().map_or_else(|| audit.key.clone(), map::Map::keys);
    map::assert_keys(&keys)?;
    let inputs = audit.data.iter().map(|name| Input::of(name)).collect::<Result<Vec<_>, _>>()?;
    assert_apart(audit)?;
    let text_of = |name: Option<&String>| name.map(|name| files::read(name, files::POLICY_LIMIT)).transpose();
    let texts = [text_of(audit.map.as_ref())?, text_of(audit.with.as_ref())?].map(|text| text.map(|text| text.text));
    let folder = match (&audit.out, format) {
        (Some(path), Some(format)) => {
            let manifest = folder::manifest(audit, policy, &inputs, &keys, &texts, format)?;
            let (folder, left) = folder::Folder::open(path, &manifest)?;
            if let Some(left) = left {
                out.complain(&format!("lexloci: {left}\n"));
            }
            Some(folder)
        }
        _ => None,
    };
    let findings = audit.format.has_findings();
    let job = Job { judge, keys, with, complete: audit.complete, format, findings };
    let total = inputs.iter().map(|input| input.bytes).sum();
    let sink = Sink::new(folder.as_ref(), total);
    let source = Mutex::new(Source::new(inputs, &job.keys, map.as_ref(), audit.complete));
    work(audit.threads(), &job, &source, &sink);
    sink.clear_bar();
    let source = source.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    source.told().iter().for_each(|line| out.complain(&format!("{}\n", visible(line))));
    let (tasks, done) = (source.tasks(), sink.finish()?);
    if let (Some(folder), Some(format), Some(path)) = (&folder, format, &audit.out) {
        assemble::assemble(folder, tasks, path, &job, format)?;
    }
    let files = audit.data.len();
    summary::print(audit, policy, &job, &done, files, out)?;
    Ok(done.exit())
}

/// Refuses to write over what is read.
fn assert_apart(audit: &Audit) -> Result<(), Rejected<'static>> {
    let Some(Ok(out)) = audit.out.as_ref().map(std::fs::canonicalize) else { return Ok(()) };
    let read = audit.data.iter().chain([&audit.policy]).chain(&audit.map).chain(&audit.with);
    match read.into_iter().find(|name| std::fs::canonicalize(name).is_ok_and(|path| path == out)) {
        Some(name) => {
            let message = "--out would be written over what is read".to_owned();
            Err(Rejected::without_position(name, "L0001", message))
        }
        None => Ok(()),
    }
}

/// Judges everything on this many threads; on this one alone where it is one.
fn work(threads: usize, job: &Job<'_>, source: &Mutex<Source<'_>>, sink: &Sink<'_>) {
    if threads <= 1 {
        return job::work(job, source, sink);
    }
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| job::work(job, source, sink));
        }
    });
}

/// Adds facts that the data do not have.
fn join(flow: &mut Json, with: &[(String, Json)]) -> Result<(), String> {
    let Json::Object(facts) = flow else { return Ok(()) };
    super::read::merge(facts, with).map_err(|key| format!("`{key}` is stated both by the data and by --with"))
}
