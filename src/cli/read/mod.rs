//! `lexloci read`: flows out of the files that people have, and where in them each fact stands.
//!
//! A reader states what a file states and nothing else. What it cannot read, it tells, and its lists stay open unless the
//! user says that nothing is missing.

mod credential;
mod draft;
mod guardrail;
mod inventory;
mod json;
mod judge;
mod lines;
mod mark;
mod plan;
mod resource;
mod table;
mod terraform;
mod words;

pub(super) use judge::{From, judge};

use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::out::Out;
use super::rejected::Rejected;
use clap::{Args, ValueEnum};
use lexloci::Json;
use lexloci::render::visible;
use std::collections::BTreeMap;
use std::path::Path;

/// Read flows out of Terraform files, plans, inventories and tables of vendors; and policies out of guardrails
#[derive(Args)]
#[command(after_help = "\
Standard output has the flows as JSON; standard error what could not be read. With --origins each flow comes
with the file and line of each of its facts.

Examples:
  lexloci read main.tf variables.tf
  lexloci read plan.json --format terraform
  lexloci read subprocessors.csv --with company.json
  lexloci read vendors.xlsx --origins
  lexloci read scp.json --format guardrail > allowed.loci")]
pub(super) struct Read {
    /// Files; those of one Terraform configuration together
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// What the files are; told from their names and contents when left out
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Print the file and line of each fact beside it
    #[arg(long)]
    origins: bool,
    #[command(flatten)]
    given: Given,
}

/// What a user knows beside the file.
#[derive(Args)]
pub(super) struct Given {
    /// Facts that the file does not have, as a flow: {"as_of": …, "data": […], "exporter": {…}}
    #[arg(long, value_name = "FLOW")]
    pub(super) with: Option<String>,
    /// Nothing is missing in the files: close every list that is read whole
    #[arg(long)]
    pub(super) complete: bool,
}

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Terraform and OpenTofu: configuration (.tf), plan and state (`show -json`, .tfstate)
    Terraform,
    /// Tables of vendors: CSV, XLSX, ODS, Markdown
    Table,
    /// Inventories: AWS Config and Resource Explorer, Azure Resource Graph, asset export of Google Cloud
    Inventory,
    /// Credentials and presentations of Gaia-X as JSON-LD; no signature is verified
    Credential,
    /// Guardrails on locations, as a policy: AWS service control policies, Azure allowed locations, Google resourceLocations
    Guardrail,
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The file, as it was given.
    pub(super) file: String,
    /// The line, from 1; 0 where the file has none.
    pub(super) line: usize,
    /// Where in the file besides: a sheet's cell, a pointer into JSON. May be empty.
    pub(super) spot: String,
}

impl Origin {
    /// Prints the position: `main.tf:12`, `vendors.xlsx: Sheet1!B3`.
    pub(super) fn shown(&self) -> String {
        let line = if self.line > 0 { format!(":{}", self.line) } else { String::new() };
        let spot = if self.spot.is_empty() { String::new() } else { format!(" {}", self.spot) };
        format!("{}{line}{spot}", self.file)
    }
}

/// Something in a file that no fact was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    /// Where it stands.
    pub(super) at: Origin,
    /// A name for it, and the reason why it was not read.
    pub(super) what: String,
}

impl Unread {
    /// Tells it on standard error.
    fn complain(&self, out: &mut Out) {
        out.complain(&format!("{}: not read: {}\n", visible(&self.at.shown()), visible(&self.what)));
    }
}

/// A flow that was read.
#[derive(Debug)]
pub(super) struct Found {
    /// Its name.
    pub(super) name: String,
    /// The flow.
    pub(super) flow: Json,
    /// Where each fact stands, by its path.
    pub(super) origins: BTreeMap<String, Origin>,
    /// The parts of the file that were not read.
    pub(super) unread: Vec<Unread>,
}

/// The text or the bytes of a file.
pub(super) struct Source {
    /// The file, as it was given.
    pub(super) name: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

impl Source {
    /// Returns the text of the file, whether it is in UTF-8 or UTF-16.
    pub(super) fn text(&self) -> Result<String, Rejected<'static>> {
        files::decoded(&self.name, &self.bytes)
    }

    /// Returns the end of its name after the last point, in lower case.
    pub(super) fn extension(&self) -> String {
        let extension = Path::new(&self.name).extension().and_then(|end| end.to_str());
        extension.unwrap_or_default().to_ascii_lowercase()
    }
}

pub(super) fn run(read: &Read, out: &mut Out) -> Exit {
    if read.format == Some(Format::Guardrail) {
        return policies(&read.files, out);
    }
    match flows(&read.files, read.format, &read.given) {
        Ok(found) => {
            tell(&found, read.origins, out);
            Exit::Good
        }
        Err(rejected) => {
            rejected.print(super::Format::Text, out);
            Exit::BadInput
        }
    }
}

/// Prints the policy of each guardrail, and on standard error what it does not carry.
fn policies(names: &[String], out: &mut Out) -> Exit {
    for name in names {
        match source(name).and_then(|source| guardrail::read(&source)) {
            Ok(made) => {
                out.text(&made.policy);
                made.unread.iter().for_each(|unread| unread.complain(out));
            }
            Err(rejected) => {
                rejected.print(super::Format::Text, out);
                return Exit::BadInput;
            }
        }
    }
    Exit::Good
}

/// Reads every flow of some files of one kind.
pub(super) fn flows(names: &[String], format: Option<Format>, given: &Given) -> Result<Vec<Found>, Rejected<'static>> {
    let sources = names.iter().map(|name| source(name)).collect::<Result<Vec<_>, _>>()?;
    let with = given.with.as_deref().map(known).transpose()?;
    let kind = match (format, sources.first()) {
        (Some(format), _) => format,
        (None, Some(first)) => guess(first).ok_or_else(|| unknown(&first.name))?,
        (None, None) => Format::Terraform,
    };
    let mut found = match kind {
        Format::Terraform => vec![terraform::read(&sources, given.complete)?],
        Format::Credential => {
            let all = sources.iter().map(|source| credential::read(source, given.complete));
            all.collect::<Result<Vec<_>, _>>()?
        }
        Format::Inventory => {
            sources.iter().map(|source| inventory::read(source, given.complete)).collect::<Result<Vec<_>, _>>()?
        }
        Format::Guardrail => {
            let message = "a guardrail makes a policy and no flow: write it with `lexloci read`".to_owned();
            return Err(Rejected::without_position(&names.join(", "), "L0005", message));
        }
        Format::Table => {
            let tables = sources.iter().map(|source| table::read(source, given.complete));
            tables.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
        }
    };
    if let Some(with) = &with {
        found.iter_mut().try_for_each(|found| join(found, with))?;
    }
    Ok(found)
}

fn source(name: &str) -> Result<Source, Rejected<'static>> {
    let bytes = files::read_bytes(name, FLOWS_LIMIT)?;
    Ok(Source { name: if name == "-" { "<stdin>" } else { name }.to_owned(), bytes })
}

/// Reads the facts that the user gives beside a file.
fn known(name: &str) -> Result<Vec<(String, Json)>, Rejected<'static>> {
    let text = files::read(name, FLOWS_LIMIT)?;
    match lexloci::input::flow(&text.text) {
        Ok(Json::Object(facts)) => Ok(facts),
        Ok(_) => Err(Rejected::without_position(name, "L0503", "a flow is an object".to_owned())),
        Err(errors) => {
            let said = errors.first().map_or(String::new(), |error| error.message.clone());
            Err(Rejected::without_position(name, "L0004", said))
        }
    }
}

/// Adds facts that the file does not have. A fact that both state is an error: which one counts cannot be known.
fn join(found: &mut Found, with: &[(String, Json)]) -> Result<(), Rejected<'static>> {
    let Json::Object(facts) = &mut found.flow else { return Ok(()) };
    for (key, value) in with {
        if facts.iter().any(|(known, _)| known == key) {
            let message = format!("`{key}` is stated both by the file and by --with");
            return Err(Rejected::without_position(&found.name, "L0502", message));
        }
        facts.push((key.clone(), value.clone()));
    }
    Ok(())
}

/// Tells the kind of a file from its name, and of JSON from what is in it.
pub(super) fn guess(source: &Source) -> Option<Format> {
    match source.extension().as_str() {
        "tf" | "tofu" | "tfvars" | "tfstate" => Some(Format::Terraform),
        "csv" | "tsv" | "xlsx" | "xlsm" | "ods" | "md" | "markdown" => Some(Format::Table),
        "json" => {
            let text = source.text().ok()?;
            let Ok(Json::Object(facts)) = lexloci::input::json(&text) else { return None };
            let is = |key: &str| facts.iter().any(|(known, _)| known == key);
            (is("planned_values") || is("terraform_version")).then_some(Format::Terraform)
        }
        _ => None,
    }
}

fn unknown(name: &str) -> Rejected<'static> {
    let message = "this kind of file is not known: say it with --format".to_owned();
    Rejected::without_position(name, "L0005", message)
}

/// Prints the flows, and on standard error what was not read.
fn tell(found: &[Found], with_origins: bool, out: &mut Out) {
    let flows: Vec<Json> =
        found.iter().map(|one| if with_origins { one.with_origins() } else { one.flow.clone() }).collect();
    let value = match flows.as_slice() {
        [one] => one.clone(),
        _ => Json::Array(flows),
    };
    match serde_json::to_string_pretty(&value) {
        Ok(text) => out.line(&text),
        Err(error) => out.complain(&format!("lexloci: {error}\n")),
    }
    found.iter().for_each(|one| one.complain(out));
}

impl Found {
    /// Tells on standard error what was not read.
    pub(super) fn complain(&self, out: &mut Out) {
        self.unread.iter().for_each(|unread| unread.complain(out));
    }

    /// Returns the flow, where each fact stands, and what was not read, as one JSON value.
    fn with_origins(&self) -> Json {
        let text = |text: &str| Json::Text(text.to_owned());
        let at = |(path, origin): (&String, &Origin)| (path.clone(), text(&origin.shown()));
        let origins = Json::Object(self.origins.iter().map(at).collect());
        let unread = self.unread.iter().map(|one| {
            Json::Object(vec![("at".to_owned(), text(&one.at.shown())), ("what".to_owned(), text(&one.what))])
        });
        Json::Object(vec![
            ("name".to_owned(), text(&self.name)),
            ("flow".to_owned(), self.flow.clone()),
            ("origins".to_owned(), origins),
            ("unread".to_owned(), Json::Array(unread.collect())),
        ])
    }
}
