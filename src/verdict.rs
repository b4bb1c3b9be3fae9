//! The verdict: plain data with stable JSON. One shape for library, command line, browser and edge.

use crate::sorted::SortedMap;
use serde::Serialize;

/// The answer. Only `Compliant` means "go ahead".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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
    /// As JSON has it: `non_compliant`.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::NonCompliant => "non_compliant",
            Answer::Undetermined => "undetermined",
            Answer::NotApplicable => "not_applicable",
            Answer::Compliant => "compliant",
        }
    }

    /// The worse of the two, in the order non_compliant, undetermined, not_applicable, compliant.
    pub fn worst(self, other: Answer) -> Answer {
        if (self as u8) <= (other as u8) { self } else { other }
    }
}

/// Yes, no, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the words themselves")]
pub enum Applies {
    Yes,
    No,
    Unknown,
}

/// What came of one instance of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The rule does not concern this instance.
    NotApplicable,
    /// Its demands are met.
    Satisfied,
    /// They are not, but an exception holds.
    Excused,
    /// They are not.
    Violated,
    /// Facts are missing.
    Undetermined,
}

impl Outcome {
    /// As JSON has it: `not_applicable`.
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

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It decides the verdict.
    Blocking,
    /// It becomes a reservation.
    Minor,
    /// It changes nothing.
    Advisory,
}

/// The verdict on one flow. The keys of its JSON stand in the order of these fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The answer, about the level required where the policy has levels.
    pub verdict: Answer,
    /// Minor rules that are violated or undetermined.
    pub reservations: Vec<Reservation>,
    /// Each part's own answer.
    pub parts: SortedMap<String, Part>,
    /// Names of sets and definitions that the policy or a module replaced, sorted.
    pub replaced: Vec<String>,
    /// Paths on which the flow overrules the atlas or a derivation, sorted.
    pub instead: Vec<String>,
    /// What is supposed of the world or of the policy's sets, as it was written.
    pub suppose: Vec<String>,
    /// Which policy.
    pub policy: PolicyRef,
    /// Edition of the language and vocabulary.
    pub edition: u32,
    /// Version and digest of the atlas: `2026.11+sha256:…`.
    pub atlas: String,
    /// Version of this engine.
    pub engine: String,
    /// The day judged, `2026-03-01`.
    pub as_of: String,
    /// The levels, for a policy that has them.
    pub level: Option<LevelVerdict>,
    /// Each rule's instances, in the policy's order.
    pub instances: Vec<Instance>,
    /// What is owed, and by when.
    pub duties: Vec<Due>,
    /// The missing facts on which an undetermined verdict depends, sorted by path.
    pub ask: Vec<String>,
    /// Lints on the flow.
    pub notes: Vec<Note>,
}

/// A minor rule that is violated or undetermined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reservation {
    /// The rule's name.
    pub rule: String,
    /// The instance: `storage[0]`.
    pub at: String,
    /// `violated` or `undetermined`.
    pub outcome: Outcome,
}

/// The answer of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// By the same table as the whole.
    pub verdict: Answer,
    /// Whether any of its rules concerns the flow.
    pub applies: Applies,
}

/// Which policy judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyRef {
    /// Its name.
    pub name: String,
    /// Its version, `1.2.0`.
    pub version: String,
    /// SHA-256 of its text and of the modules it uses: `sha256:…`.
    pub digest: String,
}

/// Where the flow stands on a policy's levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelVerdict {
    /// The level that the verdict is about.
    pub required: String,
    /// The highest level that is compliant.
    pub reached: Option<String>,
    /// Levels that are undetermined, lowest first.
    pub open: Vec<String>,
    /// Levels that are non_compliant, lowest first.
    pub refused: Vec<String>,
}

/// One rule applied to one choice of its variables.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Instance {
    /// The rule's name.
    pub rule: String,
    /// What it is about: `storage[0]`, nested `storage[0],transfers[1]`, `storage[...]` for the rest of an open list, empty for the whole flow.
    pub at: String,
    /// What came of it.
    pub outcome: Outcome,
    /// How much the rule weighs.
    pub severity: Severity,
    /// The rule in a sentence.
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
    /// What would cure it: filled by `cure`.
    pub cure: Option<Vec<String>>,
    /// The policy's advice.
    pub remedy: Option<String>,
    /// Where the rule stands in the policy, in UTF-16 code units.
    pub span: [u32; 2],
}

/// A citation that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cited {
    /// The source's short name: `GDPR`.
    pub source: String,
    /// Where in it: `46(2)(c)`.
    pub pin: String,
    /// Its address, where the source has one.
    pub url: Option<String>,
}

/// A fact that decided an instance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Because {
    /// Its path: `transfers[1].to`.
    pub fact: String,
    /// Its value as text; `None` where it is unknown.
    pub value: Option<String>,
    /// The test as the policy words it: `t.to in adequate`.
    pub test: String,
    /// Whether the test holds; `None` where that is unknown.
    pub holds: Option<bool>,
    /// Whether it breaks the rule: it is part of why a demand is not met. Where a rule forbids, a test that holds breaks it.
    /// False for what only tells why the rule applies, and wherever the rule is not violated.
    pub breaks: bool,
    /// Whether it is a person's conclusion rather than a plain fact.
    pub attested: bool,
    /// Where the test stands in the policy, in UTF-16 code units.
    pub span: [u32; 2],
    /// What the test, or the member of a set that it found, rests on.
    pub cites: Vec<Cited>,
}

/// An exception that excuses an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excuse {
    /// Its name.
    pub exception: String,
    /// It in a sentence.
    pub title: String,
    /// Its citations.
    pub cites: Vec<Cited>,
}

/// Something owed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Due {
    /// By whom: `exporter`.
    pub holder: String,
    /// What.
    pub text: String,
    /// By when, counted from `as_of`; `None` when no term is set.
    pub due: Option<String>,
}

/// A lint on the flow: it is judged, but something in it is probably not meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Note {
    /// `L0550`
    pub code: String,
    /// Where in the flow.
    pub path: String,
    /// What is odd.
    pub message: String,
}
