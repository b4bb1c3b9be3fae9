//! Flows out of the files that people have, and where in them each fact stands.
//!
//! A reader states what a file states and nothing else. What it cannot read, it tells, and its lists stay open unless the
//! user says that nothing is missing. The command has every reader; the page has those that need no large library.

mod cities;
#[cfg(feature = "read")]
mod configuration;
mod credential;
pub mod dpv;
mod draft;
mod fides;
mod headings;
mod inventory;
pub(crate) mod jose;
pub mod json;
mod kinds;
mod lines;
mod mechanisms;
#[cfg(feature = "read")]
mod ods;
mod person;
mod places;
mod plan;
pub mod rdf;
mod register;
mod resource;
#[cfg(feature = "signatures")]
pub(crate) mod rules;
mod sentence;
mod services;
mod sheets;
mod table;
mod terraform;
mod words;
mod yaml;

use crate::date::Date;
use crate::diag::Diagnostic;
use crate::flow::json::Json;
pub use kinds::guess;
use std::collections::BTreeMap;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// Terraform and OpenTofu: configuration (.tf), plan and state (`show -json`, .tfstate)
    Terraform,
    /// Tables of vendors: CSV, XLSX, ODS, Markdown
    Table,
    /// Inventories: AWS Config and Resource Explorer, Azure Resource Graph, asset export of Google Cloud
    Inventory,
    /// Credentials and presentations of Gaia-X: JSON-LD, and signed as JWT; signatures are verified by --keys
    Credential,
    /// Manifests of Fides (YAML or JSON): systems, datasets, organisation
    Fides,
    /// Descriptions in the W3C Data Privacy Vocabulary: Turtle and JSON-LD
    Dpv,
    /// Guardrails on locations, as a policy: AWS service control policies, Azure allowed locations, Google resourceLocations
    Guardrail,
    /// Policies of ODRL with constraints on places, as a policy: JSON-LD and Turtle
    Odrl,
    /// Sentences in English or French: "A French company keeps contact data with AWS in Frankfurt"
    Sentence,
}

/// A file that cannot be read, and the reason.
#[derive(Debug)]
pub struct Fault {
    /// The file, as it was given.
    pub name: String,
    /// The reason, about the file as a whole.
    pub diagnostic: Box<Diagnostic>,
}

impl Fault {
    /// Returns the fault of a whole file.
    #[must_use]
    pub fn of(name: &str, code: &'static str, message: String) -> Fault {
        Fault { name: name.to_owned(), diagnostic: Box::new(Diagnostic::host(code, message)) }
    }
}

/// The place of a fact in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, as it was given.
    pub file: String,
    /// The line, from 1; 0 where the file has none.
    pub line: usize,
    /// The place within the file besides the line: a sheet's cell, a pointer into JSON. May be empty.
    pub spot: String,
}

impl Origin {
    /// Prints the position: `main.tf:12`, `vendors.xlsx: Sheet1!B3`.
    #[must_use]
    pub fn shown(&self) -> String {
        let line = if self.line > 0 { format!(":{}", self.line) } else { String::new() };
        let spot = if self.spot.is_empty() { String::new() } else { format!(" {}", self.spot) };
        format!("{}{line}{spot}", self.file)
    }
}

/// Something in a file about which there is something to say: mostly that no fact was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its place in the file.
    pub at: Origin,
    /// A name for it, and the reason why it was not read.
    pub what: String,
}

/// A flow that was read.
#[derive(Debug)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// The flow.
    pub flow: Json,
    /// The place of each fact, by its path.
    pub origins: BTreeMap<String, Origin>,
    /// The parts of the file that were not read.
    pub unread: Vec<Unread>,
    /// The signatures that hold, each with who signed by which key.
    pub verified: Vec<Unread>,
}

/// The user's options beside the files.
#[derive(Default)]
pub struct Beside {
    /// Nothing is missing in the files.
    pub complete: bool,
    /// Files with the keys of those whose signatures count; without any, no signature is verified.
    pub keys: Vec<Source>,
    /// The day on which credentials have to be valid.
    pub day: Option<Date>,
}

impl Found {
    /// Returns the flow, where each fact stands, and what was not read, as one JSON value.
    #[must_use]
    pub fn with_origins(&self) -> Json {
        let text = |text: &str| Json::Text(text.to_owned());
        let at = |(path, origin): (&String, &Origin)| (path.clone(), text(&origin.shown()));
        let origins = Json::Object(self.origins.iter().map(at).collect());
        let told = |list: &[Unread]| {
            let all = list.iter().map(|one| {
                Json::Object(vec![("at".to_owned(), text(&one.at.shown())), ("what".to_owned(), text(&one.what))])
            });
            Json::Array(all.collect())
        };
        let mut all = vec![
            ("name".to_owned(), text(&self.name)),
            ("flow".to_owned(), self.flow.clone()),
            ("origins".to_owned(), origins),
            ("unread".to_owned(), told(&self.unread)),
        ];
        if !self.verified.is_empty() {
            all.push(("verified".to_owned(), told(&self.verified)));
        }
        Json::Object(all)
    }
}

/// The text or the bytes of a file.
pub struct Source {
    /// The file, as it was given.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Returns the text of the file, whether it is in UTF-8 or UTF-16.
    ///
    /// # Errors
    /// Returns L0003 where it is neither.
    pub fn text(&self) -> Result<String, Fault> {
        decoded(&self.name, &self.bytes)
    }

    /// Returns the end of its name after the last point, in lower case.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase())
    }
}

/// Returns the text of bytes in UTF-8 or, where they open with its mark, in UTF-16.
///
/// # Errors
/// Returns L0003 where they are neither.
pub fn decoded(name: &str, bytes: &[u8]) -> Result<String, Fault> {
    let unreadable = |what: String| Fault::of(name, "L0003", what);
    if !is_utf16(bytes) {
        let text = str::from_utf8(bytes).map_err(|error| {
            unreadable(format!("byte {} of the file belongs to no character of UTF-8", error.valid_up_to()))
        })?;
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned());
    }
    let is_little = bytes.starts_with(&[0xff, 0xfe]);
    let unit = |pair: &[u8]| match pair {
        [a, b] if is_little => u16::from_le_bytes([*a, *b]),
        [a, b] => u16::from_be_bytes([*a, *b]),
        _ => 0xd800, // An unpaired surrogate, which decoding rejects.
    };
    let units: Vec<u16> = bytes.chunks(2).skip(1).map(unit).collect();
    String::from_utf16(&units).map_err(|_| unreadable("the file is no UTF-16, though it has its mark".to_owned()))
}

/// Returns whether bytes open with the mark of UTF-16.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// Parses the text of a file as YAML where its name or its first sign says so, or else as JSON, with the line of each value.
///
/// # Errors
/// Returns L0003 or L0004 for the file as a whole.
pub fn structured(source: &Source) -> Result<(Json, json::Pointers), Fault> {
    let content = source.text()?;
    let is_yaml = matches!(source.extension().as_str(), "yml" | "yaml");
    match is_yaml && !content.trim_start().starts_with('{') {
        true => yaml::parsed(&source.name, &content),
        false => Ok((json::parsed(&source.name, &content)?, json::Pointers::of(&content))),
    }
}

/// Returns the category of data that words of a register mean: `contact details`, `données de santé`.
#[must_use]
pub fn category(words: &str) -> Option<&'static str> {
    words::category(words)
}

/// Reads every flow of some files of one kind, which is told from their names and contents where it is not given.
///
/// # Errors
/// Returns a fault where a file is not of this kind, or of none that is known.
pub fn flows(sources: &[Source], format: Option<Format>, beside: &Beside) -> Result<Vec<Found>, Fault> {
    let kind = match (format, sources.first()) {
        (Some(format), _) => format,
        (None, Some(first)) => guess(first).ok_or_else(|| kinds::unknown(first))?,
        (None, None) => Format::Terraform,
    };
    let complete = beside.complete;
    match kind {
        Format::Terraform => Ok(vec![terraform::read(sources, complete)?]),
        Format::Credential => sources.iter().map(|source| credential::read(source, beside)).collect(),
        Format::Dpv => sources.iter().map(|source| dpv::read(source, complete)).collect(),
        Format::Fides => Ok(vec![fides::read(sources, complete)?]),
        Format::Inventory => sources.iter().map(|source| inventory::read(source, complete)).collect(),
        Format::Sentence => sources.iter().map(|source| sentence::read(source, complete)).collect(),
        Format::Guardrail | Format::Odrl => {
            let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
            let message = "such a file makes a policy and no flow: write it with `lexloci read`".to_owned();
            Err(Fault::of(&names.join(", "), "L0005", message))
        }
        Format::Table => {
            let tables = sources.iter().map(|source| table::read(source, complete));
            Ok(tables.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        }
    }
}

/// Reads rows of a table of vendors, each with its line; the first has the headings.
///
/// # Errors
/// Returns L0005 where no column is of vendors.
pub fn rows(name: &str, rows: &[(usize, &[String])], complete: bool) -> Result<Found, Fault> {
    let cell = |line: usize, text: &String| {
        let at = Origin { file: name.to_owned(), line, spot: String::new() };
        table::Cell { text: text.clone(), at }
    };
    let cells = rows.iter().map(|(line, texts)| texts.iter().map(|text| cell(*line, text)).collect());
    table::rows(&Source { name: name.to_owned(), bytes: vec![] }, cells.collect(), complete)
}
