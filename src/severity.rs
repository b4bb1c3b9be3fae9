//! The weight of a rule. Everything that names severities reads this table.

use serde::{Deserialize, Serialize};

/// The weight of a rule, the heaviest first.
///
/// ```
/// use lexloci::{Json, Options};
/// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// let verdict = policy.check(&flow, &Options::new())?;
/// assert_eq!(verdict.instances[0].severity, lexloci::Severity::Blocking);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A violation makes the verdict non_compliant.
    #[default]
    Blocking,
    /// A violation becomes a reservation.
    Minor,
    /// A violation is reported and changes nothing.
    Advisory,
}

impl Severity {
    /// Every severity, in order.
    pub const ALL: &[Severity] = &[Severity::Blocking, Severity::Minor, Severity::Advisory];
    /// Their words, in the same order.
    pub(crate) const WORDS: &[&str] = &["blocking", "minor", "advisory"];
    /// The text of the parser's error for any other word.
    pub(crate) const EXPECTED: &str = "`blocking`, `minor` or `advisory`";

    /// Returns the word: `minor`.
    pub fn as_str(self) -> &'static str {
        Severity::WORDS.get(self as usize).copied().unwrap_or("")
    }
}
