//! The whole pipeline behind a few verbs: parse, check, format.

use crate::date::Date;
use crate::diag::Diagnostic;
use crate::eval;
use crate::flow::Flow;
use crate::flow::json::Json;
use crate::policy::Policy;
use crate::sorted::SortedMap;
use crate::syntax;
use crate::verdict::Verdict;

/// Modules that the host passes in, by the name that `use` calls them.
pub type Modules = SortedMap<String, String>;

/// What a host can say about one check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day to judge, instead of the flow's own `as_of`.
    pub as_of: Option<Date>,
    /// The level to judge, for a policy with levels; the highest when absent.
    pub level: Option<String>,
}

impl Policy {
    /// Reads and checks a policy. `modules` are those that `use` may name beside the shipped ones.
    ///
    /// # Errors
    /// Every error of the policy and its modules; a policy with an error is never evaluated in part.
    pub fn parse(source: &str, modules: &Modules) -> Result<Policy, Vec<Diagnostic>> {
        crate::check::check(source, modules)
    }

    /// What is legal but probably not meant.
    pub fn lint(&self) -> &[Diagnostic] {
        &self.lints
    }

    /// The same policy under a supposition: `US leaves adequate on 2027-03-01`, `BR with lgpd joins adequate on …`.
    /// Verdicts say what is supposed.
    ///
    /// # Errors
    /// A text of another form, a set that the policy does not read, or a member that the set cannot hold.
    pub fn suppose(&self, amendment: &str) -> Result<Policy, Vec<Diagnostic>> {
        crate::check::suppose(self, amendment)
    }

    /// Judges one flow.
    ///
    /// # Errors
    /// Every error of the flow, each with its path; a flow with an error is never judged in part.
    pub fn check(&self, flow: &Json, options: &Options) -> Result<Verdict, Vec<Diagnostic>> {
        let flow = Flow::read(flow, &self.declared, options.as_of)?;
        eval::evaluate(self, flow, options.level.as_deref())
    }

    /// Judges one flow, and says how the exceptions answered: for the coverage of tests.
    ///
    /// # Errors
    /// As for `check`.
    pub fn trace(&self, flow: &Json, options: &Options) -> Result<eval::Trace, Vec<Diagnostic>> {
        let flow = Flow::read(flow, &self.declared, options.as_of)?;
        eval::trace(self, flow, options.level.as_deref())
    }
}

/// The policy in its standard layout, comments kept.
///
/// # Errors
/// The syntax errors of a text that cannot be laid out.
pub fn format(source: &str) -> Result<String, Vec<Diagnostic>> {
    let parsed = syntax::parse(source);
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(parsed.diagnostics);
    }
    Ok(syntax::print(&parsed.file))
}
