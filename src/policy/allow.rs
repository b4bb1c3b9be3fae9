//! Lints that a policy allows, each with its reason.

use crate::diag::Diagnostic;
use crate::span::Span;

/// The lints on policies that can be allowed, with the titles that `explain` gives them. The explanations stay out of the Wasm.
pub const LINTS: &[(&str, &str)] = &[
    ("L0401", "unused"),
    ("L0402", "nothing is cited"),
    ("L0403", "one of the two always holds"),
    ("L0404", "an empty list helps the flow"),
    ("L0420", "it never applies"),
    ("L0421", "nothing violates it"),
    ("L0422", "the exception never excuses"),
    ("L0423", "no flow is compliant"),
    ("L0424", "it has ended"),
];

/// The lints that are found whenever a policy is checked; the others are looked for on request.
pub const ALWAYS: &[&str] = &["L0401", "L0402", "L0403", "L0404"];

/// `allow L0402 "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The code of the lint.
    pub code: &'static str,
    /// The reason.
    pub reason: String,
    /// The clause itself.
    pub span: Span,
    /// The declaration, the policy or the member of one in which the lint is allowed.
    pub of: Span,
}

/// A lint that the policy allows.
///
/// ```
/// let policy: lexloci::Policy = r#"loci 1
///    allow L0402 "House rules rest on no law"
///    policy home version 1.0.0 "Data rest at home" {
///      rule stores "A store is at home" for every s in storage require s in {FR}
///    }"#
/// .parse()?;
/// assert!(policy.lint().is_empty());
/// let allowed = &policy.allowed()[0];
/// assert_eq!((allowed.lint.code, allowed.reason.as_str()), ("L0402", "House rules rest on no law"));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Allowed {
    /// The lint.
    pub lint: Diagnostic,
    /// The reason for which it stands.
    pub reason: String,
}

/// Takes those lints apart that are allowed, and adds one for each permission that allows nothing, if its code is among those
/// that were looked for. Of several permissions the one counts that is said of the least.
pub fn sift(allows: &[Allow], lints: Vec<Diagnostic>, looked_for: &[&str]) -> (Vec<Diagnostic>, Vec<Allowed>) {
    let mut used = vec![false; allows.len()];
    let (mut left, mut allowed) = (vec![], vec![]);
    for lint in lints {
        let nearest = lint.span.and_then(|span| nearest(allows, lint.code, span));
        match nearest.and_then(|at| Some((used.get_mut(at)?, allows.get(at)?))) {
            Some((used, allow)) => {
                *used = true;
                allowed.push(Allowed { lint, reason: allow.reason.clone() });
            }
            None => left.push(lint),
        }
    }
    for (allow, used) in allows.iter().zip(used) {
        if !used && looked_for.contains(&allow.code) {
            let message = format!("there is no lint {} to allow", allow.code);
            left.push(Diagnostic::lint("L0405", allow.span, message).help("leave the line out"));
        }
    }
    (left, allowed)
}

/// Finds the permission of a code that is said of the least around a span; of two, the last.
fn nearest(allows: &[Allow], code: &str, span: Span) -> Option<usize> {
    let around = |allow: &Allow| allow.code == code && allow.of.start <= span.start && span.end <= allow.of.end;
    let found = allows.iter().enumerate().filter(|(_, allow)| around(allow));
    found.min_by_key(|(at, allow)| (allow.of.end - allow.of.start, std::cmp::Reverse(*at))).map(|(at, _)| at)
}
