//! `lexloci read`: flows out of the files that people have, and where in them each fact stands.
//!
//! A reader states what a file states and nothing else. What it cannot read, it tells, and its lists stay open unless the
//! user says that nothing is missing.

mod guardrail;
mod judge;
mod locate;
mod made;
mod mark;
mod odrl;

pub(super) use judge::{From, judge};
pub(super) use locate::origins;
pub(super) use mark::{Refused, Report, report};

use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::out::Out;
use super::rejected::Rejected;
use clap::Args;
use lexloci::read::{Beside, Format, Found, Source, Unread};
use lexloci::render::visible;
use lexloci::{Date, Json};

/// Read flows out of Terraform files, inventories, tables, manifests and credentials; policies out of guardrails and ODRL
#[derive(Args)]
#[command(after_help = "\
Standard output has the flows as JSON; standard error what could not be read. With --origins each flow comes \
with the file and line of each of its facts.

Exit codes: 0 the files are read, though perhaps not all that is in them; 2 one of them cannot be.

Examples:
  lexloci read main.tf variables.tf
  lexloci read plan.json --format terraform
  lexloci read --sentence 'A French company keeps contact data in Germany'
  lexloci read subprocessors.csv --exporter FR --data contact
  lexloci read vendors.xlsx --origins
  lexloci read scp.json --format guardrail > allowed.loci
  lexloci read offer.jsonld --format odrl > offer.loci
  lexloci read systems.yml datasets.yml --format fides
  lexloci read credential.jwt --keys did.json --as-of 2026-03-01")]
pub(super) struct Read {
    /// Files; those of one Terraform configuration together
    #[arg(required_unless_present = "sentence", conflicts_with = "sentence", value_name = "FILE")]
    files: Vec<String>,
    /// What the files are; told from their names and contents when left out
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Print the file and line of each fact beside it
    #[arg(long)]
    origins: bool,
    /// The day on which credentials have to be valid: 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = super::check::date)]
    as_of: Option<Date>,
    #[command(flatten)]
    given: Given,
}

/// Facts that a user adds to the file.
#[derive(Args)]
pub(super) struct Given {
    /// Facts that the file does not have, as a flow: {"as_of": …, "data": […], "exporter": {…}}
    #[arg(long, value_name = "FLOW")]
    pub(super) with: Option<String>,
    /// The exporter's seat, which a list of vendors does not say: FR, or Germany
    #[arg(long, value_name = "PLACE", value_parser = seat)]
    pub(super) exporter: Option<&'static str>,
    /// The categories of data, which a list of vendors seldom says: contact, or contact,health
    #[arg(long, value_name = "CATEGORIES", value_delimiter = ',', value_parser = category)]
    pub(super) data: Vec<&'static str>,
    /// A text instead of files: "A French company keeps contact data with AWS in Frankfurt, and nothing else"
    #[arg(long, value_name = "TEXT", group = "read_as")]
    pub(super) sentence: Option<String>,
    /// Nothing is missing in the files: close every list that is read whole
    #[arg(long)]
    pub(super) complete: bool,
    /// Keys that verify credentials: a key set (JWKS), a key (JWK) or a DID document; what they did not sign is not read
    #[arg(long, value_name = "FILE")]
    pub(super) keys: Vec<String>,
}

/// Parses the seat of the exporter.
fn seat(text: &str) -> Result<&'static str, String> {
    let place = lexloci::atlas::place_written(text).filter(|code| lexloci::atlas::Place::from_code(code).is_some());
    place.ok_or_else(|| "the seat is a country: FR, or Germany".to_owned())
}

/// Parses a category of data.
fn category(text: &str) -> Result<&'static str, String> {
    lexloci::read::category(text)
        .ok_or_else(|| "no category of data has this name; docs/facts.md lists them".to_owned())
}

/// Tells on standard error which signatures hold.
fn attest(found: &Found, out: &mut Out) {
    for one in &found.verified {
        out.complain(&format!("{}: signature verified: {}\n", visible(&one.at.shown()), visible(&one.what)));
    }
}

/// Tells on standard error what was not read.
fn complain(unread: &[Unread], out: &mut Out) {
    for one in unread {
        out.complain(&format!("{}: not read: {}\n", visible(&one.at.shown()), visible(&one.what)));
    }
}

pub(super) fn run(read: &Read, out: &mut Out) -> Exit {
    if read.given.sentence.is_some() && read.format.is_some_and(|format| format != Format::Sentence) {
        let message = "--sentence is a text: leave --format out".to_owned();
        Rejected::without_position("--sentence", "L0005", message).print(super::Format::Text, out);
        return Exit::BadInput;
    }
    // Standard input can be read once, and has no name that tells its kind.
    let first = read.files.first().filter(|name| *name != "-");
    let told = || lexloci::read::guess(&source(first?).ok()?);
    let format = read.format.or_else(told);
    if let Some(format @ (Format::Guardrail | Format::Odrl)) = format {
        return policies(&read.files, format, out);
    }
    match flows(&read.files, format, &read.given, read.as_of) {
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

/// Prints the policy of each guardrail or policy of ODRL, and on standard error what it does not carry.
fn policies(names: &[String], format: Format, out: &mut Out) -> Exit {
    let made = if format == Format::Odrl { odrl::read } else { guardrail::read };
    for name in names {
        match source(name).and_then(|source| made(&source)) {
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
pub(super) fn flows(
    names: &[String],
    format: Option<Format>,
    given: &Given,
    day: Option<Date>,
) -> Result<Vec<Found>, Rejected<'static>> {
    let sources = match &given.sentence {
        Some(text) => vec![Source { name: "sentence".to_owned(), bytes: text.clone().into_bytes() }],
        None => names.iter().map(|name| source(name)).collect::<Result<Vec<_>, _>>()?,
    };
    let format = if given.sentence.is_some() { Some(Format::Sentence) } else { format };
    let with = given.with.as_deref().map(known).transpose()?;
    let keys = given.keys.iter().map(|name| source(name)).collect::<Result<Vec<_>, _>>()?;
    let beside = Beside { complete: given.complete, keys, day: day.or_else(|| day_of(with.as_deref()?)) };
    let mut found = lexloci::read::flows(&sources, format, &beside)?;
    if let Some(with) = &with {
        found.iter_mut().try_for_each(|found| join(found, with, "--with"))?;
    }
    let text = |text: &str| Json::Text(text.to_owned());
    let exporter = given.exporter.map(|seat| {
        let facts = Json::Object(vec![("seat".to_owned(), text(seat))]);
        ("--exporter", vec![("exporter".to_owned(), facts)])
    });
    let data = (!given.data.is_empty()).then(|| {
        let all = given.data.iter().map(|category| text(category)).collect();
        ("--data", vec![("data".to_owned(), Json::Array(all))])
    });
    for (option, facts) in exporter.into_iter().chain(data) {
        found.iter_mut().try_for_each(|found| join(found, &facts, option))?;
    }
    Ok(found)
}

/// Returns the day that facts state.
fn day_of(with: &[(String, Json)]) -> Option<Date> {
    with.iter().find_map(|(key, value)| match value {
        Json::Text(day) if key == "as_of" => Date::parse(day),
        _ => None,
    })
}

pub(super) fn source(name: &str) -> Result<Source, Rejected<'static>> {
    let bytes = files::read_bytes(name, FLOWS_LIMIT)?;
    Ok(Source { name: if name == "-" { "<stdin>" } else { name }.to_owned(), bytes })
}

/// Reads the facts that the user gives beside a file.
pub(super) fn known(name: &str) -> Result<Vec<(String, Json)>, Rejected<'static>> {
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

/// Adds facts that the file does not have, also to a party of which the file states others. A fact that both state is an
/// error: which one counts cannot be known.
fn join(found: &mut Found, with: &[(String, Json)], option: &str) -> Result<(), Rejected<'static>> {
    let Json::Object(facts) = &mut found.flow else { return Ok(()) };
    merge(facts, with).map_err(|key| {
        let message = format!("`{key}` is stated both by the file and by {option}");
        Rejected::without_position(&found.name, "L0502", message)
    })
}

/// Adds facts to others. Returns the name of one that both state.
pub(super) fn merge(facts: &mut Vec<(String, Json)>, with: &[(String, Json)]) -> Result<(), String> {
    for (key, value) in with {
        match (facts.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value), value) {
            (Some(Json::Object(own)), Json::Object(more)) => {
                merge(own, more).map_err(|inner| format!("{key}.{inner}"))?;
            }
            (Some(_), _) => return Err(key.clone()),
            (None, value) => facts.push((key.clone(), value.clone())),
        }
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
    for one in found {
        attest(one, out);
        complain(&one.unread, out);
        if !one.unread.is_empty() {
            out.complain(&format!("{}: read: {}\n", visible(&one.name), summary(&one.flow)));
        }
    }
}

/// Says how much was read: the entries of each list, and how many of them have a place and a tool.
fn summary(flow: &Json) -> String {
    let Json::Object(facts) = flow else { return String::new() };
    let mut parts = Vec::new();
    for (list, (one, several)) in
        [("storage", ("store", "stores")), ("processing", ("site", "sites")), ("transfers", ("transfer", "transfers"))]
    {
        let value = facts.iter().find(|(fact, _)| fact == list).map(|(_, value)| value);
        let (items, is_open) = match value {
            Some(Json::Array(items)) => (items.as_slice(), false),
            Some(value @ Json::Object(_)) => (lexloci::read::json::items(value, "items"), true),
            _ => continue,
        };
        let has = |item: &Json, names: &[&str]| match item {
            Json::Object(facts) => facts.iter().any(|(fact, _)| names.contains(&fact.as_str())),
            Json::Text(_) => names.contains(&"place"),
            _ => false,
        };
        let placed = items.iter().filter(|item| has(item, &["place", "region", "to"])).count();
        let count = items.len();
        let name = if count == 1 { one } else { several };
        let place = if count > 0 { format!(", {placed} with a place") } else { String::new() };
        let open = if is_open { " (there may be more)" } else { "" };
        parts.push(format!("{count} {name}{place}{open}"));
    }
    if parts.is_empty() { "no list of sites or transfers".to_owned() } else { parts.join("; ") }
}
