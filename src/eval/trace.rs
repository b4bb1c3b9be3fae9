//! Records the answers of exceptions, from which the coverage of tests is counted. It is no part of the verdict.

use super::{judge, required_level};
use crate::diag::Diagnostic;
use crate::flow::Flow;
use crate::policy::Policy;
use crate::truth::Truth;
use crate::verdict::Verdict;

/// A verdict, and how each exception that had a share in it answered.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The verdict, as `evaluate` gives it.
    pub verdict: Verdict,
    /// The answers, rule by rule. The same exception stands here once for each time that it was asked.
    pub exceptions: Vec<ExceptionTruth>,
}

/// One exception, asked about one instance of a rule.
///
/// | truth | of an exception to a rule | of an exception to an exception |
/// |---|---|---|
/// | true | it excused the instance | it defeated the other, whose own conditions held |
/// | false | the instance is violated | it let the other, whose own conditions held, pass |
/// | unknown | the instance is undetermined, and this is open | this is open, and the other is not out of the question |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionTruth {
    /// Index into `Policy::rules`.
    pub rule: usize,
    /// The exception's name.
    pub exception: String,
    /// Says whether it held.
    pub truth: Truth,
}

/// Judges one flow as `evaluate` does, and says how the exceptions answered: in the instances that the verdict shows.
///
/// # Errors
/// As for `evaluate`.
pub fn trace(policy: &Policy, flow: Flow, level: Option<&str>) -> Result<Trace, Vec<Diagnostic>> {
    let required = required_level(policy, level)?;
    let mut trace = Some(vec![]);
    let verdict = judge(policy, flow, required, &mut trace)?;
    let binds =
        |exception: &ExceptionTruth| policy.rules.get(exception.rule).is_some_and(|rule| rule.level <= required);
    Ok(Trace { verdict, exceptions: trace.into_iter().flatten().filter(binds).collect() })
}
