//! The verdict: plain data with stable JSON, the same for library, command line, browser and edge.

pub use crate::severity::Severity;
use crate::sorted::SortedMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The answer. Only `Compliant` means "go ahead".
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert_eq!(verdict.verdict, lexloci::Answer::NonCompliant);
/// assert_eq!(verdict.verdict.to_string(), "non_compliant");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A blocking rule is violated.
    NonCompliant,
    /// Facts are missing.
    Undetermined,
    /// No blocking rule applies.
    NotApplicable,
    /// Every blocking rule that applies is satisfied or excused.
    Compliant,
}

impl Answer {
    /// Returns its word in JSON: `non_compliant`.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::NonCompliant => "non_compliant",
            Answer::Undetermined => "undetermined",
            Answer::NotApplicable => "not_applicable",
            Answer::Compliant => "compliant",
        }
    }

    /// Returns the worse of the two, in the order non_compliant, undetermined, not_applicable, compliant.
    pub fn worst(self, other: Answer) -> Answer {
        if (self as u8) <= (other as u8) { self } else { other }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Yes, no, or unknown.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.parts.iter().all(|(_, part)| part.applies != lexloci::Applies::Unknown));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the words themselves")]
pub enum Applies {
    Yes,
    No,
    Unknown,
}

/// The outcome of one instance of a rule.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.instances.iter().any(|each| each.outcome == lexloci::Outcome::Violated));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The rule does not apply to this instance.
    NotApplicable,
    /// The demands are met.
    Satisfied,
    /// The demands are not met, but an exception holds.
    Excused,
    /// The demands are not met.
    Violated,
    /// Facts are missing.
    Undetermined,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Outcome {
    /// Returns its word in JSON: `not_applicable`.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::NotApplicable => "not_applicable",
            Outcome::Satisfied => "satisfied",
            Outcome::Excused => "excused",
            Outcome::Violated => "violated",
            Outcome::Undetermined => "undetermined",
        }
    }
}

/// The verdict on one flow. The keys of its JSON are in the order of these fields.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert_eq!(verdict.as_of, "2026-03-01");
/// assert!(verdict.to_string().starts_with("NON-COMPLIANT"));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Verdict {
    /// The answer, for the required level where the policy has levels.
    pub verdict: Answer,
    /// The minor rules that are violated or undetermined.
    pub reservations: Vec<Reservation>,
    /// Each part's own answer.
    pub parts: SortedMap<String, Part>,
    /// The names of sets and definitions that the policy or a module replaced, sorted.
    pub replaced: Vec<String>,
    /// The paths on which the flow overrules the atlas or a derivation, sorted.
    pub instead: Vec<String>,
    /// Says whether the flow says that what it does not list does not exist; not written where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// The paths of the parties that are taken to be another than the exporter, since nothing says that they are the exporter; not
    /// written where there are none, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// The suppositions about the world or the policy's sets, as written.
    pub suppose: Vec<String>,
    /// The policy.
    pub policy: PolicyRef,
    /// The edition of the language and vocabulary.
    pub edition: u32,
    /// The version and digest of the atlas: `2026.11+sha256:…`.
    pub atlas: String,
    /// The version of this engine.
    pub engine: String,
    /// The day judged, `2026-03-01`.
    pub as_of: String,
    /// The levels, for a policy that has them.
    pub level: Option<LevelVerdict>,
    /// Each rule's instances, in the policy's order.
    pub instances: Vec<Instance>,
    /// The duties, with their dates.
    pub duties: Vec<Due>,
    /// The missing facts on which an undetermined verdict depends, sorted by path.
    pub ask: Vec<String>,
    /// The lints on the flow.
    pub notes: Vec<Note>,
}

/// A minor rule that is violated or undetermined.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// for reservation in &verdict.reservations {
///     println!("{} at {}", reservation.rule, reservation.at);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reservation {
    /// The rule's name.
    pub rule: String,
    /// The instance: `storage[0]`.
    pub at: String,
    /// `violated` or `undetermined`.
    pub outcome: Outcome,
}

/// The answer of one part.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// for (name, part) in verdict.parts.iter() {
///     println!("{name}: {}", part.verdict);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Part {
    /// Its answer, by the same table as the whole.
    pub verdict: Answer,
    /// Says whether any of its rules applies to the flow.
    pub applies: Applies,
}

/// The policy that judged.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert_eq!(verdict.policy.name, "eu_residency");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PolicyRef {
    /// Its name.
    pub name: String,
    /// Its version, `1.2.0`.
    pub version: String,
    /// SHA-256 of its text and of the modules it uses: `sha256:…`.
    pub digest: String,
}

/// The position of the flow on a policy's levels.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.level.is_none()); // this policy has no levels
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LevelVerdict {
    /// The level that the verdict is about.
    pub required: String,
    /// The highest level that is compliant.
    pub reached: Option<String>,
    /// The levels that are undetermined, lowest first.
    pub open: Vec<String>,
    /// The levels that are non_compliant, lowest first.
    pub refused: Vec<String>,
}

/// A rule applied to one choice of its variables.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert_eq!(verdict.instances[0].at, "storage[0]");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Instance {
    /// The rule's name.
    pub rule: String,
    /// The entry that it judges: `storage[0]`, nested `storage[0],transfers[1]`, `storage[...]` for the rest of an open
    /// list, empty for the whole flow.
    pub at: String,
    /// Its outcome.
    pub outcome: Outcome,
    /// The weight of the rule.
    pub severity: Severity,
    /// The rule's title, one sentence.
    pub title: String,
    /// The rule's part.
    pub part: Option<String>,
    /// The rule's citations.
    pub cites: Vec<Cited>,
    /// The facts that decided it.
    pub because: Vec<Because>,
    /// The exceptions that excuse it, sorted by name.
    pub excused_by: Option<Vec<Excuse>>,
    /// Sets of missing facts; any one set would settle the instance.
    pub missing: Vec<Vec<String>>,
    /// The changes that would cure it; filled by `cure`.
    pub cure: Option<Vec<String>>,
    /// The policy's advice.
    pub remedy: Option<String>,
    /// The span of the rule in the policy, in UTF-16 code units.
    pub span: [u32; 2],
}

/// A citation with its address.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// for cited in &verdict.instances[0].cites {
///     println!("{} {}", cited.source, cited.pin);
/// }
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cited {
    /// The source's short name: `GDPR`.
    pub source: String,
    /// The place in the source: `46(2)(c)`.
    pub pin: String,
    /// Its address, where the source has one.
    pub url: Option<String>,
}

/// A fact that decided an instance.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.instances[0].because.iter().any(|each| each.breaks));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Because {
    /// Its path: `transfers[1].to`.
    pub fact: String,
    /// Its value as text; `None` where it is unknown.
    pub value: Option<String>,
    /// The test as the policy words it: `t.to in adequate`.
    pub test: String,
    /// Says whether the test holds; `None` where that is unknown.
    pub holds: Option<bool>,
    /// Says whether this fact breaks the rule: it is part of why a demand is not met. Where a rule forbids, a test that
    /// holds breaks it. False for a fact that only makes the rule apply, and wherever the rule is not violated.
    pub breaks: bool,
    /// Says whether it is a person's conclusion rather than a plain fact.
    pub attested: bool,
    /// The span of the test in the policy, in UTF-16 code units.
    pub span: [u32; 2],
    /// The citations of the test, or of the member of a set that it found.
    pub cites: Vec<Cited>,
}

/// An exception that excuses an instance.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.instances.iter().all(|each| each.excused_by.is_none()));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Excuse {
    /// Its name.
    pub exception: String,
    /// Its title, one sentence.
    pub title: String,
    /// Its citations.
    pub cites: Vec<Cited>,
}

/// A duty with its date.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.duties.iter().all(|due| !due.text.is_empty()));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Due {
    /// The role that has it: `exporter`.
    pub holder: String,
    /// Its text.
    pub text: String,
    /// The last day, counted from `as_of`; `None` when there is no term.
    pub due: Option<String>,
}

/// A lint on the flow: it is judged, but something in it is probably not meant.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert!(verdict.notes.iter().all(|note| note.code.starts_with('L')));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// `L0550`
    pub code: String,
    /// The position in the flow.
    pub path: String,
    /// The message.
    pub message: String,
}

/// A question about one thing, or about several that lack the same.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let question = &analysis.first().in_words(&flow).compliant_if[0];
/// assert_eq!((question.things[0].as_str(), question.facts[0].as_str()), ("storage[0]", "storage[0].place"));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Question {
    /// The paths of the things; empty for a fact of the flow itself.
    pub things: Vec<String>,
    /// Their names, where the flow states them.
    pub names: Vec<String>,
    /// The statements, in words.
    pub words: Vec<String>,
    /// The facts that are asked for, by their paths.
    pub facts: Vec<String>,
}

/// The statements that an undetermined flow hangs on, in words.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let hinge = analysis.first().in_words(&flow);
/// assert!(hinge.unsettled.is_empty() && hinge.not_compliant_if.len() == 1);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Hinge {
    /// The questions whose answers would make the flow compliant.
    pub compliant_if: Vec<Question>,
    /// The paths of entries for which none was found.
    pub unsettled: Vec<String>,
    /// The names of those, where the flow states them.
    pub unsettled_names: Vec<String>,
    /// Questions whose answers would make it non-compliant.
    pub not_compliant_if: Vec<Question>,
    /// Questions whose answers would leave the policy nothing to judge.
    #[serde(default)]
    pub not_applicable_if: Vec<Question>,
}
