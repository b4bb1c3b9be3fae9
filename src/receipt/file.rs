//! Signed files: a policy as a text or as a printed module, and a module of the atlas, each with an envelope beside it.
//!
//! The envelope says the file's name, its length and its digest, and its media type says the kind of file. So a file that was
//! altered is found, and one that was signed as something else: a module in place of another, or in place of a policy.

use super::{Envelope, Verified, canonical, digest_of};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::read::rules::Use;
use crate::read::{Fault, Source};
use serde::Serialize;

/// The edition of what is said of a file.
const EDITION: u32 = 1;

/// A kind of file that can be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A policy: its text, or the module that `lexloci compile` wrote.
    Policy,
    /// A module that policies take with `use`: vendors, regions, sets, lists and definitions.
    Atlas,
}

impl FileKind {
    /// Finds the kind by its word in the rules of a key: `policy`, `atlas`.
    ///
    /// ```
    /// use lexloci::receipt::FileKind;
    ///
    /// assert_eq!(FileKind::named("atlas"), Some(FileKind::Atlas));
    /// assert_eq!(FileKind::named("receipt"), None);
    /// ```
    pub fn named(word: &str) -> Option<FileKind> {
        [FileKind::Policy, FileKind::Atlas].into_iter().find(|kind| kind.name() == word)
    }

    /// Returns its word in the rules of a key.
    ///
    /// ```
    /// assert_eq!(lexloci::receipt::FileKind::Policy.name(), "policy");
    /// ```
    pub fn name(self) -> &'static str {
        self.used().name()
    }

    /// Returns its name in a sentence: `a policy`.
    ///
    /// ```
    /// assert_eq!(lexloci::receipt::FileKind::Atlas.described(), "an atlas file");
    /// ```
    pub fn described(self) -> &'static str {
        match self {
            FileKind::Policy => "a policy",
            FileKind::Atlas => "an atlas file",
        }
    }

    pub(super) fn used(self) -> Use {
        match self {
            FileKind::Policy => Use::Policy,
            FileKind::Atlas => Use::Atlas,
        }
    }

    pub(super) fn payload_type(self) -> &'static str {
        match self {
            FileKind::Policy => "application/vnd.lexloci.policy-file+json",
            FileKind::Atlas => "application/vnd.lexloci.atlas-file+json",
        }
    }
}

/// A file that is signed, or is to be.
#[derive(Clone, Copy, Debug)]
pub struct File<'f> {
    /// Its path or name. What is signed is the last part of it.
    pub(super) name: &'f str,
    pub(super) kind: FileKind,
    bytes: &'f [u8],
}

/// The content of an envelope of a file.
#[derive(Serialize)]
struct Said<'f> {
    bytes: usize,
    digest: String,
    name: &'f str,
    signed: u32,
}

impl<'f> File<'f> {
    /// Returns a file by its path or name, its kind and its bytes.
    pub fn new(name: &'f str, kind: FileKind, bytes: &'f [u8]) -> File<'f> {
        File { name, kind, bytes }
    }

    /// Verifies the file by the envelope beside it, and returns the key that signed.
    ///
    /// Keys are given as for [`Envelope::verify`]. Their rules say which of them may sign policies, and which atlas files.
    ///
    /// # Errors
    /// Returns L0008 with what is wrong and what to do: the envelope is none, the file was altered, it was signed as another kind of
    /// file or under another name, or no key that counts on the day signed it; and a fault where keys cannot be read.
    ///
    /// ```
    /// use lexloci::read::Source;
    /// use lexloci::receipt::{Envelope, File, FileKind, Signer};
    ///
    /// let jwk = r#"{"kty": "OKP", "crv": "Ed25519", "kid": "dpo", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#;
    /// let file = File::new("house.loci", FileKind::Atlas, b"loci 1\nset home = {FR}\n");
    /// let envelope = serde_json::to_string(&Envelope::of_file(&file).signed(&Signer::read(jwk).unwrap())).unwrap();
    ///
    /// let keys = r#"{"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "dpo", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    ///     "lexloci": {"signs": ["atlas"], "from": "2026-01-01", "until": "2026-12-31"}}]}"#;
    /// let keys = [Source { name: "keys.json".to_owned(), bytes: keys.into() }];
    /// assert_eq!(file.verify(&envelope, &keys, lexloci::Date::parse("2026-03-01")).unwrap(), "dpo");
    ///
    /// let late = file.verify(&envelope, &keys, lexloci::Date::parse("2027-03-01")).unwrap_err();
    /// assert!(late.diagnostic.message.ends_with("the key dpo counts through 2026-12-31, and not on 2027-03-01"));
    /// ```
    pub fn verify(&self, envelope: &str, keys: &[Source], on: Option<Date>) -> Result<String, Fault> {
        let envelope = Envelope::parse_file(envelope).map_err(|error| {
            self.fault(
                format!("its signature cannot be read: {}", error.why()),
                "sign the file again by `lexloci sign`",
            )
        })?;
        if let Some(other) = envelope.kind().filter(|kind| *kind != self.kind) {
            let (signed, needed) = (other.described(), self.kind.described());
            let help = format!("name {needed} here, or sign this file again by `lexloci sign`");
            return Err(self.fault(format!("it was signed as {signed}, and {needed} is needed"), &help));
        }
        match envelope.verify(keys, on)? {
            Verified::By(key) if envelope.is_about(self) => Ok(key),
            Verified::By(_) => Err(self.differing(&envelope)),
            Verified::Not(why) => {
                let help =
                    "have it signed by a key that counts (`lexloci sign`), or give the public key of who signed it";
                Err(self.fault(format!("no signature of it counts: {why}"), help))
            }
        }
    }

    /// Returns what is said of it.
    pub(super) fn said(&self) -> Vec<u8> {
        canonical(&Said { bytes: self.bytes.len(), digest: digest_of(self.bytes), name: self.base(), signed: EDITION })
    }

    /// Returns the last part of its path.
    fn base(&self) -> &'f str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(self.name)
    }

    /// Returns what differs between the file and what a valid signature says of it.
    fn differing(&self, envelope: &Envelope) -> Fault {
        let said = |name| envelope.said_of_file(name).unwrap_or_default();
        let (name, signed, now) = (said("name"), said("digest"), digest_of(self.bytes));
        if name != self.base() {
            let help = "give the file the name under which it was signed, or sign it again by `lexloci sign`";
            return self.fault(format!("it was signed under another name: {name}"), help);
        }
        if signed != now {
            let help = "restore the file that was signed, or read what has changed and sign it again by `lexloci sign`";
            return self
                .fault(format!("it is not the file that was signed: its digest is {now}, signed was {signed}"), help);
        }
        self.fault("what is signed of it is in a form that is not known here".to_owned(), "update lexloci")
    }

    fn fault(&self, why: String, help: &str) -> Fault {
        let diagnostic = Diagnostic::host("L0008", why).help(help);
        Fault { name: self.name.to_owned(), diagnostic: Box::new(diagnostic) }
    }
}
