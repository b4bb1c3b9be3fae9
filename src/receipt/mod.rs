//! Receipts: what was judged, how it was asked, and what came of it, so that anybody can judge it again and compare. Policies and
//! files of the atlas are signed in the same envelopes ([`File`]).
//!
//! A [`Receipt`] is JSON. It names policy, modules, flow and verdict by their SHA-256 digests, the last two in the canonical form of
//! RFC 8785, so that neither layout nor the order of keys matters. An [`Envelope`] carries it, signed or not, in the form of
//! [DSSE](https://github.com/secure-systems-lab/dsse), which other tools verify too.
//!
//! ```
//! use lexloci::receipt::{Asked, Envelope, Receipt};
//! use lexloci::{Json, Policy};
//!
//! let policy: Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
//! let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
//!
//! let sealed = Envelope::of(&Receipt::seal(&policy, &flow, &Asked::default())?);
//! let other: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-west-2"]}"#.parse()?;
//! let holds = |flow: &Json| sealed.compare(&policy, flow).map(|found| found.iter().all(|one| one.holds()));
//! assert_eq!(holds(&flow), Ok(true));
//! assert_eq!(holds(&other), Ok(false));
//! # Ok::<(), lexloci::Errors>(())
//! ```

mod envelope;
mod file;

pub use envelope::{Envelope, Signer, TYPE, Unreadable, Verified};
pub use file::{File, FileKind};

use crate::date::Date;
use crate::diag::Errors;
use crate::engine::Options;
use crate::flow::json::Json;
use crate::policy::Policy;
use crate::verdict::{Answer, Verdict};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The edition of receipts.
const EDITION: u32 = 1;

/// The options of a host beside policy and flow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Asked {
    /// The day that stands above the flow's own.
    pub as_of: Option<Date>,
    /// The level, of a policy that has levels.
    pub level: Option<String>,
    /// Says whether a flow that says `"complete": true` is not relied on.
    pub refuse_complete: bool,
    /// Says whether nobody is taken to be another company than the exporter unless the flow says so.
    pub refuse_assumed: bool,
    /// The suppositions, in the order in which they were applied.
    pub suppose: Vec<String>,
}

impl Asked {
    /// Returns what these options and suppositions ask.
    ///
    /// ```
    /// use lexloci::{Options, receipt::Asked};
    ///
    /// let asked = Asked::of(&Options::new().level("basic"), &["US leaves adequate on 2027-03-01".to_owned()]);
    /// assert_eq!(asked.level.as_deref(), Some("basic"));
    /// ```
    pub fn of(options: &Options, suppose: &[String]) -> Asked {
        Asked {
            as_of: options.as_of,
            level: options.level.clone(),
            refuse_complete: options.refuse_complete,
            refuse_assumed: options.refuse_assumed,
            suppose: suppose.to_vec(),
        }
    }

    /// Returns the options.
    fn options(&self) -> Options {
        let options = Options::new().as_of(self.as_of);
        let options = options.refuse_complete(self.refuse_complete).refuse_assumed(self.refuse_assumed);
        self.level.iter().fold(options, Options::level)
    }
}

/// A judgment: policy, flow and options, and the verdict on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Receipt {
    /// The edition of this form: 1.
    pub receipt: u32,
    /// The policy's name.
    pub policy: String,
    /// The policy's version.
    pub version: String,
    /// SHA-256 of the policy's text and of the texts of its modules, which hold what they declare and replace.
    pub policy_digest: String,
    /// SHA-256 of the flow in the canonical form of RFC 8785.
    pub flow_digest: String,
    /// The options beside them.
    pub asked: Asked,
    /// The day judged.
    pub as_of: String,
    /// The level judged.
    pub level: Option<String>,
    /// The answer.
    pub verdict: Answer,
    /// SHA-256 of the whole verdict in the canonical form of RFC 8785.
    pub verdict_digest: String,
    /// The sets and definitions that the policy or a module replaced.
    pub replaced: Vec<String>,
    /// The paths on which the flow overrules the atlas or a derivation.
    pub instead: Vec<String>,
    /// Says whether the flow says that what it does not list does not exist.
    pub complete: bool,
    /// The paths of the parties that are taken to be another company than the exporter.
    pub assumed: Vec<String>,
    /// The edition of the language.
    pub edition: u32,
    /// The version and digest of the atlas.
    pub atlas: String,
    /// The version of the engine.
    pub engine: String,
}

impl Receipt {
    /// Evaluates a flow, and returns the receipt.
    ///
    /// # Errors
    /// As for [`Policy::check`], and for [`Policy::suppose`].
    ///
    /// ```
    /// use lexloci::receipt::{Asked, Receipt};
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
    /// let receipt = Receipt::seal(&policy, &flow, &Asked::default())?;
    /// assert_eq!(receipt.verdict, lexloci::Answer::NonCompliant);
    /// assert!(receipt.flow_digest.starts_with("sha256:"));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn seal(policy: &Policy, flow: &Json, asked: &Asked) -> Result<Receipt, Errors> {
        let mut supposed = policy.clone();
        for amendment in &asked.suppose {
            supposed = supposed.suppose(amendment)?;
        }
        let verdict = supposed.check(flow, &asked.options())?;
        Ok(Receipt::of(verdict, flow, asked))
    }

    fn of(verdict: Verdict, flow: &Json, asked: &Asked) -> Receipt {
        Receipt {
            receipt: EDITION,
            policy_digest: verdict.policy.digest.clone(),
            flow_digest: digest(flow),
            asked: asked.clone(),
            verdict: verdict.verdict,
            verdict_digest: digest(&verdict),
            level: verdict.level.map(|level| level.required),
            policy: verdict.policy.name,
            version: verdict.policy.version,
            as_of: verdict.as_of,
            replaced: verdict.replaced,
            instead: verdict.instead,
            complete: verdict.complete,
            assumed: verdict.assumed,
            edition: verdict.edition,
            atlas: verdict.atlas,
            engine: verdict.engine,
        }
    }
}

/// A member of a receipt, as it is sealed and as it comes out now.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Compared {
    /// The member's name: `flow_digest`.
    pub name: String,
    /// Its value in the receipt; `None` where the receipt lacks it.
    pub sealed: Option<Json>,
    /// Its value when policy and flow are judged now; `None` where receipts have no such member.
    pub now: Option<Json>,
}

impl Compared {
    /// Returns whether both are the same.
    ///
    /// ```
    /// use lexloci::receipt::{Asked, Envelope, Receipt};
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// # let flow = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
    /// let envelope = Envelope::of(&Receipt::seal(&policy, &flow, &Asked::default())?);
    /// assert!(envelope.compare(&policy, &flow)?.iter().all(|member| member.holds()));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn holds(&self) -> bool {
        self.sealed == self.now
    }
}

/// Returns the canonical form of a value by RFC 8785.
fn canonical<T: Serialize>(value: &T) -> Vec<u8> {
    // Receipts, flows and verdicts are plain data with texts as keys, which always have a form.
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}

/// Returns the SHA-256 digest of a value's canonical form: `sha256:…`.
fn digest<T: Serialize>(value: &T) -> String {
    digest_of(&canonical(value))
}

/// Returns the SHA-256 digest of bytes: `sha256:…`.
fn digest_of(bytes: &[u8]) -> String {
    let bytes = Sha256::digest(bytes);
    bytes.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
