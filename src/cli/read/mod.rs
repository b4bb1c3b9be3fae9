//! `lexloci read`: flows out of the files that people have, and where in them each fact stands.
//!
//! A reader states what a file states and nothing else. What it cannot read, it tells, and its lists stay open unless the
//! user says that nothing is missing.

mod guardrail;
mod judge;
mod mark;

pub(super) use judge::{From, judge};

use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::out::Out;
use super::rejected::Rejected;
use clap::Args;
use lexloci::Json;
use lexloci::read::{Format, Found, Source, Unread};
use lexloci::render::visible;

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

/// Tells on standard error what was not read.
fn complain(unread: &[Unread], out: &mut Out) {
    for one in unread {
        out.complain(&format!("{}: not read: {}\n", visible(&one.at.shown()), visible(&one.what)));
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
                complain(&made.unread, out);
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
    let mut found = lexloci::read::flows(&sources, format, given.complete)?;
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
    found.iter().for_each(|one| complain(&one.unread, out));
}
