//! `lexloci sign`: signatures of policies, printed modules and atlas files; and what loads no other files.

use super::check::date;
use super::exit::Exit;
use super::files::{self, POLICY_LIMIT, Text};
use super::out::{Out, painted};
use super::read::source;
use super::receipt::signer;
use super::rejected::{Rejected, write_json};
use super::{Format, write};
use clap::Args;
use lexloci::read::Source;
use lexloci::receipt::{Envelope, File, FileKind, Signer};
use lexloci::render::{Role, visible};
use lexloci::{Date, Diagnostic, emit, syntax};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The largest file that is signed, in bytes: printed modules are larger than their policies.
const LARGEST: u64 = 4 * POLICY_LIMIT;

/// Sign policies, printed modules and atlas files, each in an envelope beside it
#[derive(Args)]
#[command(after_help = "\
The envelope is FILE.dsse.json, in the form of DSSE. It says the file's name, length and digest, \
and whether it is a policy (a text with `policy`, or a module that `lexloci compile` wrote) or an \
atlas file (a module with vendors, regions, sets, lists or definitions). A second key adds its \
signature; a file that has changed is signed anew.

`--signed-by` of other commands loads signed files alone, and `lexloci verify FILE` checks one. \
docs/signing.md has the rules that keys can have.

Exit codes: 0 every file is signed; 2 a file or the key could not be read, a policy or module has \
errors, or an envelope cannot be written.

Examples:
  lexloci sign crm.loci house.loci --key key.pem
  lexloci check crm.loci flow.json --signed-by trusted.json
  lexloci sign crm.policy.mjs --key key.pem          a printed module")]
pub(super) struct Sign {
    /// Policies, modules and printed modules: files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Sign with this private key of Ed25519: PEM (PKCS#8) or JWK
    #[arg(long, value_name = "KEY")]
    key: String,
}

/// The keys whose signature a file needs, and the day on which they have to count.
#[derive(Args, Clone, Default)]
pub(crate) struct Trusted {
    /// Load no policy and no module that none of these keys signed: a key set (JWKS) with rules, or a key as for `verify`; may be
    /// repeated
    #[arg(long, value_name = "FILE")]
    signed_by: Vec<String>,
    /// The day on which keys with rules have to count; today when not said: 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    signed_on: Option<Date>,
}

impl Trusted {
    /// Returns these keys and others.
    pub(super) fn also(&self, keys: &[String]) -> Trusted {
        Trusted { signed_by: [self.signed_by.as_slice(), keys].concat(), signed_on: self.signed_on }
    }

    /// Returns the day on which keys have to count.
    pub(super) fn day(&self) -> Date {
        self.signed_on.unwrap_or_else(super::today)
    }

    /// Requires the signature of a file that is to be loaded, where signatures are asked for.
    pub(super) fn admit(&self, text: &Text, kind: FileKind) -> Result<(), Rejected<'static>> {
        if self.signed_by.is_empty() { Ok(()) } else { self.verify(text, kind).map(|_| ()) }
    }

    /// Verifies a file by the envelope beside it, and returns the key that signed.
    fn verify(&self, text: &Text, kind: FileKind) -> Result<String, Rejected<'static>> {
        let envelope = beside(&text.name);
        if !envelope.is_file() {
            let why = match text.name.as_str() {
                "<stdin>" => "standard input has no signature beside it, and a signed file is needed".to_owned(),
                _ => format!("it is not signed: there is no {} beside it", visible(&envelope.to_string_lossy())),
            };
            let help = "have it signed: `lexloci sign FILE --key KEY`";
            return Err(refused(&text.name, why, help));
        }
        let keys = self.signed_by.iter().map(|name| source(name)).collect::<Result<Vec<Source>, _>>()?;
        let envelope = files::read(&envelope.to_string_lossy(), POLICY_LIMIT)?;
        let file = File::new(&text.name, kind, text.text.as_bytes());
        Ok(file.verify(&envelope.text, &keys, Some(self.day()))?)
    }
}

/// Returns the path of the envelope of a file.
fn beside(file: &str) -> PathBuf {
    PathBuf::from(format!("{file}.dsse.json"))
}

/// Returns the rejection of a file as a whole, with what to do.
fn refused(name: &str, why: String, help: &str) -> Rejected<'static> {
    let diagnostics = vec![Diagnostic::host("L0008", why).help(help)];
    Rejected { name: name.to_owned(), diagnostics, ..Rejected::default() }
}

pub(super) fn sign(sign: &Sign, out: &mut Out) -> Exit {
    let signed = signer(&sign.key).and_then(|signer| sign.files.iter().try_for_each(|file| one(file, &signer, out)));
    match signed {
        Ok(()) => Exit::Good,
        Err(rejected) => {
            rejected.print(Format::Text, out);
            Exit::BadInput
        }
    }
}

/// Signs a file.
fn one(name: &str, signer: &Signer, out: &mut Out) -> Result<(), Rejected<'static>> {
    let text = files::read(name, LARGEST)?;
    let kind = kind(&text)?;
    let envelope = Envelope::of_file(&File::new(&text.name, kind, text.text.as_bytes())).signed(signer);
    let path = beside(name);
    let envelope = match older(&path)? {
        Some(older) => envelope.keeping(older),
        None => envelope,
    };
    let shown = path.to_string_lossy();
    let written = serde_json::to_string(&envelope).map_err(std::io::Error::from);
    written.and_then(|written| write::atomically(&path, format!("{written}\n").as_bytes())).map_err(|error| {
        Rejected::without_position(&shown, "L0001", format!("cannot write: {}", files::reason(&error)))
    })?;
    out.line(&format!(
        "signed {} as {}, by {}: {}",
        visible(name),
        kind.described(),
        visible(signer.id()),
        visible(&shown)
    ));
    Ok(())
}

/// Finds the kind of a file by its content. What cannot be parsed is not signed.
fn kind(text: &Text) -> Result<FileKind, Rejected<'static>> {
    if emit::is_printed(text.text.as_bytes()) {
        return Ok(FileKind::Policy);
    }
    let parsed = syntax::parse(&text.text);
    match parsed.diagnostics.into_iter().find(Diagnostic::is_error) {
        None if parsed.file.policy.is_some() => Ok(FileKind::Policy),
        None => Ok(FileKind::Atlas),
        Some(error) => {
            let why = format!("it is no policy, module or printed module: {}", error.message);
            Err(refused(
                &text.name,
                why,
                "mend it first (`lexloci lint` shows where); a receipt is verified with its policy and flow after it",
            ))
        }
    }
}

/// Reads the envelope that a file has already. What is no envelope is not written over.
fn older(path: &Path) -> Result<Option<Envelope>, Rejected<'static>> {
    if !path.exists() {
        return Ok(None);
    }
    let text = files::read(&path.to_string_lossy(), POLICY_LIMIT)?;
    let help = "it is not written over: remove it, or name the file that is to be signed otherwise";
    Envelope::parse_file(&text.text).map(Some).map_err(|why| refused(&text.name, why.to_string(), help))
}

/// The outcome of a check of a file, as a line of JSON.
#[derive(Serialize)]
struct Outcome<'a> {
    holds: bool,
    file: &'a str,
    kind: &'static str,
    signed_by: &'a str,
}

/// Checks the signature of a file, and prints who signed.
pub(super) fn verify(name: &str, trusted: &Trusted, format: Format, out: &mut Out) -> Exit {
    let reject = |rejected: Rejected<'_>, exit: Exit, out: &mut Out| {
        rejected.print(format, out);
        exit
    };
    if trusted.signed_by.is_empty() {
        let why = "no keys were given, so that no signature counts".to_owned();
        let help = "name a key or a key set: `lexloci verify FILE --keys trusted.json`; a receipt is followed by its policy and flow";
        return reject(refused(name, why, help), Exit::BadInput, out);
    }
    let read = files::read(name, LARGEST).and_then(|text| kind(&text).map(|kind| (text, kind)));
    let (text, kind) = match read {
        Ok(read) => read,
        Err(rejected) => return reject(rejected, Exit::BadInput, out),
    };
    match trusted.verify(&text, kind) {
        Ok(key) if format == Format::Json => {
            write_json(&Outcome { holds: true, file: name, kind: kind.name(), signed_by: &key }, out);
            Exit::Good
        }
        Ok(key) => {
            out.line(&painted(Role::Good, "THE SIGNATURE HOLDS"));
            out.line(&format!("✓  {:<16} {}", "file", visible(name)));
            out.line(&format!("✓  {:<16} {}", "signed as", kind.described()));
            out.line(&format!("✓  {:<16} {}", "signed by", visible(&key)));
            Exit::Good
        }
        // A fault of another file, such as one of keys, is none of the signature.
        Err(rejected) if rejected.name == name => reject(rejected, Exit::Failed, out),
        Err(rejected) => reject(rejected, Exit::BadInput, out),
    }
}
