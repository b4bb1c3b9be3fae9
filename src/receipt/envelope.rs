//! Envelopes of DSSE: a receipt, or what is said of a file, as bytes with the signatures on them.

use super::file::{File, FileKind};
use super::{Asked, Compared, Receipt, canonical};
use crate::date::Date;
use crate::diag::Errors;
use crate::flow::json::Json;
use crate::input;
use crate::policy::Policy;
use crate::read::jose::{Keys, Proof};
use crate::read::json::{get, items, text};
use crate::read::rules::Use;
use crate::read::{Fault, Source};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use ed25519_dalek::{Signer as _, SigningKey};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;

/// The media type of a receipt.
pub const TYPE: &str = "application/vnd.lexloci.receipt+json";

/// A receipt, or what is said of a file, as bytes with the signatures on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The kind of file that it is about; `None` of a receipt.
    kind: Option<FileKind>,
    payload: Vec<u8>,
    signatures: Vec<Signature>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Signature {
    keyid: String,
    sig: Vec<u8>,
}

/// The reason for which a text is no envelope of a receipt, or none of a signed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    is_receipt: bool,
    why: String,
}

impl Unreadable {
    pub(super) fn why(&self) -> &str {
        &self.why
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_receipt { "receipt" } else { "signature of a policy or atlas file" };
        write!(to, "there is no {what} in this file: {}", self.why)
    }
}

impl std::error::Error for Unreadable {}

/// The outcome of verifying an envelope's signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verified {
    /// It was signed by this key.
    By(String),
    /// It has no signature of a key that was given; the text says why.
    Not(String),
}

/// A private key of Ed25519.
pub struct Signer {
    key: SigningKey,
    id: String,
}

impl Signer {
    /// Reads a private key: PKCS#8 in PEM, as `openssl genpkey -algorithm ed25519` writes it, or a JWK. Its id is the
    /// JWK's `kid`, or the thumbprint of the public key by RFC 7638.
    ///
    /// ```
    /// use lexloci::receipt::Signer;
    ///
    /// let jwk = r#"{"kty": "OKP", "crv": "Ed25519", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#;
    /// assert_eq!(Signer::read(jwk).unwrap().id(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    /// assert!(Signer::read("no key").is_none());
    /// ```
    pub fn read(key: &str) -> Option<Signer> {
        if let Ok(key) = SigningKey::from_pkcs8_pem(key.trim()) {
            return Some(Signer { id: thumbprint(&key), key });
        }
        let jwk = input::json(key).ok()?;
        if (text(&jwk, "kty"), text(&jwk, "crv")) != (Some("OKP"), Some("Ed25519")) {
            return None;
        }
        let secret = URL_SAFE_NO_PAD.decode(text(&jwk, "d")?).ok()?;
        let key = SigningKey::from_bytes(&secret.try_into().ok()?);
        let public = text(&jwk, "x").map(|x| URL_SAFE_NO_PAD.decode(x));
        if public.is_some_and(|x| x.as_deref() != Ok(key.verifying_key().as_bytes())) {
            return None; // Two keys in one: it is not known which is meant.
        }
        Some(Signer { id: text(&jwk, "kid").map_or_else(|| thumbprint(&key), str::to_owned), key })
    }

    /// Returns the id that its signatures name.
    pub fn id(&self) -> &str {
        &self.id
    }
}

fn thumbprint(key: &SigningKey) -> String {
    let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#)))
}

impl Envelope {
    /// Returns the envelope of a receipt, unsigned.
    pub fn of(receipt: &Receipt) -> Envelope {
        Envelope { kind: None, payload: canonical(receipt), signatures: Vec::new() }
    }

    /// Returns the envelope of a file, unsigned. It stands beside the file.
    pub fn of_file(file: &File<'_>) -> Envelope {
        Envelope { kind: Some(file.kind), payload: file.said(), signatures: Vec::new() }
    }

    /// Adds a signature, unless it is there already.
    #[must_use]
    pub fn signed(mut self, signer: &Signer) -> Envelope {
        let sig = signer.key.sign(&self.signed_bytes()).to_bytes().to_vec();
        self.add(Signature { keyid: signer.id.clone(), sig });
        self
    }

    /// Adds the signatures of an older envelope that says the same; those of one that says something else would not hold.
    #[must_use]
    pub fn keeping(mut self, older: Envelope) -> Envelope {
        if (self.kind, &self.payload) == (older.kind, &older.payload) {
            older.signatures.into_iter().for_each(|signature| self.add(signature));
        }
        self
    }

    fn add(&mut self, signature: Signature) {
        if !self.signatures.contains(&signature) {
            self.signatures.push(signature);
        }
    }

    /// Parses an envelope of a receipt.
    ///
    /// # Errors
    /// Returns the reason where it is none, or not one of a receipt.
    ///
    /// ```
    /// use lexloci::receipt::Envelope;
    ///
    /// assert!(Envelope::parse("{}").unwrap_err().to_string().contains("payloadType"));
    /// ```
    pub fn parse(envelope: &str) -> Result<Envelope, Unreadable> {
        Envelope::read(envelope, &[None]).map_err(|why| Unreadable { is_receipt: true, why })
    }

    /// Parses an envelope of a file.
    ///
    /// # Errors
    /// Returns the reason where it is none, or not one of a policy or atlas file.
    ///
    /// ```
    /// use lexloci::receipt::{Envelope, File, FileKind};
    ///
    /// let file = File::new("house.loci", FileKind::Atlas, b"loci 1\nset home = {FR}\n");
    /// let written = serde_json::to_string(&Envelope::of_file(&file)).unwrap();
    /// assert_eq!(Envelope::parse_file(&written), Ok(Envelope::of_file(&file)));
    /// assert!(Envelope::parse(&written).is_err()); // it is no receipt
    /// ```
    pub fn parse_file(envelope: &str) -> Result<Envelope, Unreadable> {
        let kinds = [Some(FileKind::Policy), Some(FileKind::Atlas)];
        Envelope::read(envelope, &kinds).map_err(|why| Unreadable { is_receipt: false, why })
    }

    /// Reads an envelope of one of some kinds.
    fn read(envelope: &str, kinds: &[Option<FileKind>]) -> Result<Envelope, String> {
        let json = input::flow(envelope).map_err(|_| "it is no JSON object, or has a key twice")?;
        let stated = text(&json, "payloadType");
        let kind = kinds.iter().copied().find(|kind| stated == Some(payload_type(*kind)));
        let kind = kind.ok_or_else(|| {
            let types: Vec<&str> = kinds.iter().map(|kind| payload_type(*kind)).collect();
            format!("its payloadType is not {}", types.join(" or "))
        })?;
        let payload = text(&json, "payload").and_then(decoded).ok_or("its payload is no base64")?;
        let signature = |one: &Json| {
            let sig = decoded(text(one, "sig")?)?;
            Some(Signature { keyid: text(one, "keyid").unwrap_or("").to_owned(), sig })
        };
        let signatures: Option<Vec<Signature>> = items(&json, "signatures").iter().map(signature).collect();
        let envelope = Envelope { kind, payload, signatures: signatures.ok_or("a signature is no base64")? };
        if canonical(&envelope.said()?) != envelope.payload {
            return Err("its payload is not in the canonical form of RFC 8785".to_owned());
        }
        Ok(envelope)
    }

    /// Returns as JSON what it says.
    fn said(&self) -> Result<Json, &'static str> {
        let text = str::from_utf8(&self.payload).map_err(|_| "its payload is not in UTF-8")?;
        input::flow(text).map_err(|_| "its payload is no JSON object, or has a key twice")
    }

    /// Returns a text that it says of its file.
    pub(super) fn said_of_file(&self, name: &str) -> Option<String> {
        text(&self.said().ok()?, name).map(str::to_owned)
    }

    /// Returns the kind of file that it is about; `None` of a receipt.
    pub fn kind(&self) -> Option<FileKind> {
        self.kind
    }

    /// Returns whether it says of a file what is so.
    pub(super) fn is_about(&self, file: &File<'_>) -> bool {
        self.kind == Some(file.kind) && self.payload == file.said()
    }

    /// Returns the bytes that a signature is on: DSSE's pre-authentication encoding, which binds the type.
    fn signed_bytes(&self) -> Vec<u8> {
        let (kind, payload) = (payload_type(self.kind), &self.payload);
        let head = format!("DSSEv1 {} {kind} {} ", kind.len(), payload.len());
        [head.as_bytes(), payload].concat()
    }

    /// Judges the flow again, as the receipt says it was asked, and compares every member.
    ///
    /// # Errors
    /// As for [`Receipt::seal`].
    pub fn compare(&self, policy: &Policy, flow: &Json) -> Result<Vec<Compared>, Errors> {
        let sealed = self.said().unwrap_or(Json::Null);
        let now = Receipt::seal(policy, flow, &asked(get(&sealed, "asked").unwrap_or(&Json::Null)))?;
        let now = serde_json::to_string(&now).ok().and_then(|text| input::json(&text).ok()).unwrap_or(Json::Null);
        let others = keys(&sealed).filter(|name| get(&now, name).is_none());
        let member = |name: &str| Compared {
            name: name.to_owned(),
            sealed: get(&sealed, name).map(in_order),
            now: get(&now, name).map(in_order),
        };
        Ok(keys(&now).chain(others).map(member).collect())
    }

    /// Verifies the signatures by keys: key sets (JWKS), keys (JWK, PEM) or DID documents. A key that has rules (`lexloci` in its
    /// JWK) has to be one that may sign this, on the day `on`; one that counts on some days alone needs the day.
    ///
    /// # Errors
    /// Returns a fault where a file of keys cannot be read, or the rules of a key are wrong.
    pub fn verify(&self, keys: &[Source], on: Option<Date>) -> Result<Verified, Fault> {
        let keys = Keys::read(keys)?;
        let bytes = self.signed_bytes();
        let used = self.kind.map_or(Use::Receipt, FileKind::used);
        let mut why = "it is not signed".to_owned();
        for signature in &self.signatures {
            match keys.verify_bytes(&signature.keyid, (&bytes, &signature.sig), used, on) {
                Proof::Valid(key) => return Ok(Verified::By(key)),
                Proof::Altered(key) => why = format!("the key {key} did not sign this"),
                Proof::UnknownKey(reason) | Proof::Unsupported(reason) => why = reason,
            }
        }
        Ok(Verified::Not(why))
    }

    /// Returns the ids of the keys that are said to have signed.
    pub fn key_ids(&self) -> impl Iterator<Item = &str> {
        self.signatures.iter().map(|signature| signature.keyid.as_str())
    }
}

/// Writes the envelope as JSON.
impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut envelope = serializer.serialize_struct("Envelope", 3)?;
        envelope.serialize_field("payloadType", payload_type(self.kind))?;
        envelope.serialize_field("payload", &STANDARD.encode(&self.payload))?;
        envelope.serialize_field("signatures", &self.signatures)?;
        envelope.end()
    }
}

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut signature = serializer.serialize_struct("Signature", 2)?;
        signature.serialize_field("keyid", &self.keyid)?;
        signature.serialize_field("sig", &STANDARD.encode(&self.sig))?;
        signature.end()
    }
}

/// Returns the media type of what an envelope says.
fn payload_type(kind: Option<FileKind>) -> &'static str {
    kind.map_or(TYPE, FileKind::payload_type)
}

/// Decodes base64, in either alphabet: DSSE allows both.
fn decoded(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text.trim_end_matches('='))).ok()
}

/// Reads what a receipt says was asked. What it does not say in the right form was not asked, so that the comparison shows it.
fn asked(sealed: &Json) -> Asked {
    let is = |name| get(sealed, name) == Some(&Json::Bool(true));
    let suppose = items(sealed, "suppose").iter().filter_map(|one| match one {
        Json::Text(text) => Some(text.clone()),
        _ => None,
    });
    Asked {
        as_of: text(sealed, "as_of").and_then(Date::parse),
        level: text(sealed, "level").map(str::to_owned),
        refuse_complete: is("refuse_complete"),
        refuse_assumed: is("refuse_assumed"),
        suppose: suppose.collect(),
    }
}

fn keys(json: &Json) -> impl Iterator<Item = &str> {
    let members: &[(String, Json)] = if let Json::Object(members) = json { members } else { &[] };
    members.iter().map(|(name, _)| name.as_str())
}

/// Returns a value with its keys in order: receipts of other tools may write them in another.
fn in_order(value: &Json) -> Json {
    let text = canonical(value);
    str::from_utf8(&text).ok().and_then(|text| input::json(text).ok()).unwrap_or(Json::Null)
}
