//! Signed texts of JOSE in their compact form, and the keys that verify them.
//!
//! Keys come from files that the user names: key sets, single keys, documents of decentralised identifiers. Nothing is fetched.
//! A key that a signed text brings along proves nothing, and is not looked at.

use super::json::{get, items, parsed, text};
#[cfg(feature = "signatures")]
use super::rules::{Rules, Use};
use super::{Fault, Source};
use crate::date::Date;
use crate::flow::json::Json;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The largest signed text.
const LARGEST: usize = 4 << 20;

/// A signed text, taken apart.
#[derive(Debug)]
pub(super) struct Signed {
    /// The protected header: the algorithm and the key.
    pub(super) header: Json,
    /// The claims that are signed.
    pub(super) payload: Json,
    message: String,
    signature: Vec<u8>,
}

/// The outcome of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It was signed by this key.
    Valid(String),
    /// The key is known, and did not sign this.
    Altered(String),
    /// No file has the key.
    UnknownKey(String),
    /// It is signed in a way that is not verified here.
    Unsupported(String),
}

impl Signed {
    /// Takes a text apart. Returns nothing for one that is not in the compact form.
    pub(super) fn of(text: &str) -> Option<Signed> {
        let text = text.trim();
        let mut parts = text.split('.');
        let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || text.len() > LARGEST || !header.starts_with("ey") {
            return None;
        }
        let json = |part: &str| -> Option<Json> {
            let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
            crate::input::json(str::from_utf8(&bytes).ok()?).ok()
        };
        Some(Signed {
            header: json(header)?,
            payload: json(payload)?,
            message: format!("{header}.{payload}"),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// Returns the name of its key.
    pub(super) fn kid(&self) -> &str {
        text(&self.header, "kid").unwrap_or("")
    }
}

/// A public key.
struct Key {
    /// Its name: the `kid` of a key set, or the id of a verification method.
    id: String,
    /// The identifier in whose document it stands; empty in a key set.
    controller: String,
    jwk: Json,
}

/// The keys that a user trusts.
#[derive(Default)]
pub(crate) struct Keys(Vec<Key>);

impl Keys {
    /// Reads key sets, single keys, documents of identifiers, and keys of Ed25519 in PEM.
    pub(crate) fn read(sources: &[Source]) -> Result<Keys, Fault> {
        let mut keys = Keys::default();
        for source in sources {
            let before = keys.0.len();
            let text = source.text()?;
            match from_pem(&text) {
                None if text.trim_start().starts_with("-----BEGIN") => {}
                Some(jwk) => keys.0.push(Key { id: String::new(), controller: String::new(), jwk }),
                None => keys.add(&parsed(&source.name, &text)?),
            }
            if keys.0.len() == before {
                let message = "there is no public key in this file: it is no key set (JWKS), key (JWK), DID document or PEM of Ed25519";
                return Err(Fault::of(&source.name, "L0005", message.to_owned()));
            }
            #[cfg(feature = "signatures")]
            keys.check_rules(before, &source.name)?;
        }
        Ok(keys)
    }

    /// Checks the rules of the keys of a file, which are the last. Where one key has rules, each has: a misspelt name must not
    /// set a key free.
    #[cfg(feature = "signatures")]
    fn check_rules(&self, first: usize, file: &str) -> Result<(), Fault> {
        let keys = self.0.iter().skip(first);
        let fault = |key: &Key, why: &str| Fault::of(file, "L0008", format!("the rules of {}: {why}", key.called()));
        let (mut ruled, mut free) = (false, None);
        for key in keys {
            match Rules::read(&key.jwk) {
                Ok(Some(_)) => ruled = true,
                Ok(None) => free = Some(key),
                Err(why) => return Err(fault(key, &why)),
            }
        }
        match free.filter(|_| ruled) {
            Some(key) => {
                Err(fault(key, "other keys of this file have some, and it has none: say in `lexloci` what it signs"))
            }
            None => Ok(()),
        }
    }

    fn add(&mut self, json: &Json) {
        if let Json::Array(list) = json {
            return list.iter().for_each(|one| self.add(one));
        }
        items(json, "keys").iter().chain([json]).filter(|one| text(one, "kty").is_some()).for_each(|jwk| {
            let id = text(jwk, "kid").unwrap_or("").to_owned();
            self.0.push(Key { id, controller: String::new(), jwk: jwk.clone() });
        });
        let document = text(json, "id").unwrap_or("");
        for method in items(json, "verificationMethod") {
            let Some(jwk) = get(method, "publicKeyJwk") else { continue };
            let id = text(method, "id").unwrap_or("");
            let id = if id.starts_with('#') { format!("{document}{id}") } else { id.to_owned() };
            self.0.push(Key { id, controller: document.to_owned(), jwk: jwk.clone() });
        }
    }

    /// Finds the key by the name that a text gives; of a text without one, the only key there is.
    fn named(&self, kid: &str, issuer: &str) -> Option<&Key> {
        let full = if kid.starts_with('#') { format!("{issuer}{kid}") } else { kid.to_owned() };
        match (kid.is_empty(), self.0.as_slice()) {
            (true, [only]) => Some(only),
            (true, _) => None,
            (false, all) => all.iter().find(|key| key.id == kid || key.id == full),
        }
    }

    /// Verifies a text that an issuer is said to have signed, with the rules of the key on a day.
    pub(super) fn verify(&self, signed: &Signed, issuer: &str, on: Option<Date>) -> Proof {
        let kid = signed.kid();
        if get(&signed.header, "crit").is_some() || get(&signed.header, "b64").is_some() {
            return Proof::Unsupported("its header has an extension that is not known".to_owned());
        }
        let Some(key) = self.named(kid, issuer) else {
            let name = if kid.is_empty() { "a key without a name".to_owned() } else { format!("the key {kid}") };
            return Proof::UnknownKey(format!("{name} is in none of the files of keys"));
        };
        if !key.controller.is_empty() && key.controller != issuer {
            return Proof::UnknownKey(format!(
                "the key {} is of {}, and not of the issuer {issuer}",
                key.id, key.controller
            ));
        }
        let algorithm = text(&signed.header, "alg").unwrap_or("");
        if text(&key.jwk, "alg").is_some_and(|own| own != algorithm) {
            return Proof::Unsupported(format!("the key {} is not for {algorithm}", key.id));
        }
        match checked(&key.jwk, algorithm, (signed.message.as_bytes(), &signed.signature)) {
            Ok(true) => match key.refuses_credentials(on) {
                None => Proof::Valid(key.name()),
                Some(why) => Proof::Unsupported(why),
            },
            Ok(false) => Proof::Altered(key.id.clone()),
            Err(why) => Proof::Unsupported(why),
        }
    }

    /// Verifies an Ed25519 signature of bytes. A key's id is a hint: a key of another name, or of none, may have signed. Of a key
    /// that stands twice, the rules of both hold.
    #[cfg(feature = "signatures")]
    pub(crate) fn verify_bytes(&self, id: &str, signed: (&[u8], &[u8]), used: Use, on: Option<Date>) -> Proof {
        let made: Vec<&Key> = self.0.iter().filter(|key| checked(&key.jwk, "EdDSA", signed) == Ok(true)).collect();
        let is_known = self.0.iter().any(|key| !id.is_empty() && key.id == id);
        match (made.first(), made.iter().find_map(|key| key.refuses(used, on))) {
            (Some(_), Some(why)) => Proof::Unsupported(why),
            (Some(key), None) => Proof::Valid(key.name()),
            (None, _) if is_known => Proof::Altered(id.to_owned()),
            (None, _) => Proof::UnknownKey("none of the keys given made it, or what it signs was altered".to_owned()),
        }
    }
}

impl Key {
    /// Returns its name for a message.
    fn name(&self) -> String {
        if self.id.is_empty() { "the key given".to_owned() } else { self.id.clone() }
    }

    /// Returns its name within a sentence.
    #[cfg(feature = "signatures")]
    fn called(&self) -> String {
        if self.id.is_empty() { self.name() } else { format!("the key {}", self.id) }
    }

    /// Returns why its rules do not let it count; `None` where they do.
    #[cfg(feature = "signatures")]
    fn refuses(&self, used: Use, on: Option<Date>) -> Option<String> {
        match Rules::read(&self.jwk) {
            Ok(None) => None,
            Ok(Some(rules)) => rules.refuse(used, on).map(|why| format!("{} {why}", self.called())),
            Err(why) => Some(format!("the rules of {}: {why}", self.called())),
        }
    }

    #[cfg(feature = "signatures")]
    fn refuses_credentials(&self, on: Option<Date>) -> Option<String> {
        self.refuses(Use::Credential, on)
    }

    /// Returns nothing: the page verifies nothing.
    #[cfg(not(feature = "signatures"))]
    fn refuses_credentials(&self, _: Option<Date>) -> Option<String> {
        None
    }
}

/// Reads a public key of Ed25519 in PEM as a JWK.
#[cfg(feature = "signatures")]
fn from_pem(text: &str) -> Option<Json> {
    use ed25519_dalek::VerifyingKey;
    use ed25519_dalek::pkcs8::DecodePublicKey as _;
    let key = VerifyingKey::from_public_key_pem(text.trim()).ok()?;
    let x = URL_SAFE_NO_PAD.encode(key.as_bytes());
    let members = [("kty", "OKP"), ("crv", "Ed25519"), ("x", &x)];
    Some(Json::Object(members.map(|(name, value)| (name.to_owned(), Json::Text(value.to_owned()))).into()))
}

/// Returns nothing: the page verifies nothing.
#[cfg(not(feature = "signatures"))]
fn from_pem(_: &str) -> Option<Json> {
    None
}

/// Checks a signature of a message; returns why that cannot be done.
#[cfg(feature = "signatures")]
fn checked(jwk: &Json, algorithm: &str, (message, signature): (&[u8], &[u8])) -> Result<bool, String> {
    let bytes = |name: &str| -> Result<Vec<u8>, String> {
        let found = text(jwk, name).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        found.ok_or_else(|| format!("the key has no {name}"))
    };
    let broken = |_| "the key is no key".to_owned();
    match (algorithm, text(jwk, "kty").unwrap_or(""), text(jwk, "crv").unwrap_or("")) {
        ("ES256", "EC", "P-256") => {
            use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
            let (x, y) = (bytes("x")?, bytes("y")?);
            if x.len() != 32 || y.len() != 32 {
                return Err("the key is no key".to_owned());
            }
            let key = VerifyingKey::from_sec1_bytes(&[&[4], x.as_slice(), y.as_slice()].concat()).map_err(broken)?;
            Ok(Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok()))
        }
        ("EdDSA" | "Ed25519", "OKP", "Ed25519") => {
            use ed25519_dalek::{Signature, VerifyingKey};
            let x: [u8; 32] = bytes("x")?.try_into().map_err(|_| "the key is no key".to_owned())?;
            let key = VerifyingKey::from_bytes(&x).map_err(|_| "the key is no key".to_owned())?;
            let signature = Signature::from_slice(signature);
            Ok(signature.is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()))
        }
        ("PS256", "RSA", _) => {
            use rsa::signature::Verifier as _;
            use rsa::{BoxedUint, PublicKey, pss};
            let modulus = bytes("n")?;
            if modulus.len() < 256 {
                return Err("an RSA key of less than 2048 bits proves nothing".to_owned());
            }
            let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
            let key = PublicKey::new(number(&modulus), number(&bytes("e")?));
            let key = pss::VerifyingKey::<rsa::sha2::Sha256>::new(key.map_err(|_| "the key is no key".to_owned())?);
            let signature = pss::Signature::try_from(signature);
            Ok(signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()))
        }
        _ => Err(format!("{algorithm} with such a key is not verified here; ES256, EdDSA and PS256 are")),
    }
}

/// Refuses: the page verifies nothing.
#[cfg(not(feature = "signatures"))]
fn checked(_: &Json, _: &str, _: (&[u8], &[u8])) -> Result<bool, String> {
    Err("signatures are verified by the command only".to_owned())
}
