//! The verbs of the crate: parse, check, suppose, format.

use crate::date::Date;
use crate::diag::{Diagnostic, Errors};
use crate::eval::{self, Decision};
use crate::flow::Flow;
use crate::flow::json::Json;
use crate::policy::{Allowed, Policy};
use crate::sorted::SortedMap;
use crate::syntax;
use crate::verdict::Verdict;

/// Modules that the host passes in, by the name that `use` calls them.
///
/// ```
/// use lexloci::{Modules, Policy};
///
/// let modules: Modules = [("home".to_owned(), "loci 1\nset home = {FR, DE}\n".to_owned())].into_iter().collect();
/// let source = "loci 1\nuse home\npolicy p version 1.0.0 \"P\" {\n  rule a \"A\"\n    for every s in storage\n    require s in home\n}\n";
/// assert!(Policy::parse(source, &modules).is_ok());
/// ```
pub type Modules = SortedMap<String, String>;

/// The options of one check.
///
/// ```
/// use lexloci::Options;
///
/// let day: lexloci::Date = "2026-03-01".parse()?;
/// let options = Options::new().as_of(day).level("label_2");
/// assert_eq!(options.level.as_deref(), Some("label_2"));
/// # Ok::<(), lexloci::DateError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The day to judge, instead of the flow's own `as_of`.
    pub as_of: Option<Date>,
    /// The level to judge, for a policy with levels; the highest when absent.
    pub level: Option<String>,
    /// The part to decide, for a policy with parts; all of them when absent. A verdict has an answer for each part anyway.
    pub part: Option<String>,
    /// Ignores a flow's `"complete": true`: what the flow leaves out stays unknown.
    pub refuse_complete: bool,
    /// Takes nobody to be another than the exporter unless the flow says so: who is meant stays unknown.
    pub refuse_assumed: bool,
}

impl Options {
    /// Returns the defaults: the flow's own day, and the highest level.
    ///
    /// ```
    /// assert_eq!(lexloci::Options::new().as_of, None);
    /// ```
    pub fn new() -> Options {
        Options::default()
    }

    /// Sets the day to judge; `None` leaves it to the flow.
    ///
    /// ```
    /// use lexloci::{Date, Options};
    ///
    /// assert_eq!(Options::new().as_of(Date::MAX).as_of, Some(Date::MAX));
    /// ```
    pub fn as_of(self, day: impl Into<Option<Date>>) -> Options {
        Options { as_of: day.into(), ..self }
    }

    /// Sets the level to judge.
    ///
    /// ```
    /// assert_eq!(lexloci::Options::new().level("basic").level.as_deref(), Some("basic"));
    /// ```
    pub fn level(self, name: impl Into<String>) -> Options {
        Options { level: Some(name.into()), ..self }
    }

    /// Sets the part that [`Policy::decide`] looks at.
    ///
    /// ```
    /// assert_eq!(lexloci::Options::new().part("chapter_v").part.as_deref(), Some("chapter_v"));
    /// ```
    pub fn part(self, name: impl Into<String>) -> Options {
        Options { part: Some(name.into()), ..self }
    }

    /// Sets whether a flow's `"complete": true` is ignored: what the flow leaves out then stays unknown.
    ///
    /// ```
    /// use lexloci::{Answer, Json, Options};
    /// # let source = "loci 1\npolicy p version 1.0.0 \"P\" {\n  rule a \"A\"\n    for every s in storage + access\n    require s in EEA\n}\n";
    /// # let policy: lexloci::Policy = source.parse()?;
    /// let flow: Json = r#"{"as_of": "2026-03-01", "complete": true, "storage": ["DE"]}"#.parse()?;
    /// let trusted = policy.check(&flow, &Options::new())?;
    /// let refused = policy.check(&flow, &Options::new().refuse_complete(true))?;
    /// assert_eq!((trusted.verdict, trusted.complete), (Answer::Compliant, true));
    /// assert_eq!((refused.verdict, refused.complete), (Answer::Undetermined, false));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn refuse_complete(self, refuse_complete: bool) -> Options {
        Options { refuse_complete, ..self }
    }

    /// Sets whether a party that is described beside the exporter may still be the exporter. Verdicts that take it to be another
    /// name it under `assumed`.
    ///
    /// ```
    /// use lexloci::{Answer, Json, Options};
    /// # let source = "loci 1\npolicy p version 1.0.0 \"P\" {\n  rule a \"A\"\n    for every s in storage\n    require s.operator is not exporter\n}\n";
    /// # let policy: lexloci::Policy = source.parse()?;
    /// let flow: Json = r#"{"as_of": "2026-03-01", "exporter": {"seat": "FR"}, "storage": [{"operator": {"role": "processor"}}]}"#.parse()?;
    /// let trusted = policy.check(&flow, &Options::new())?;
    /// let refused = policy.check(&flow, &Options::new().refuse_assumed(true))?;
    /// assert_eq!((trusted.verdict, trusted.assumed), (Answer::Compliant, vec!["storage[0].operator".to_owned()]));
    /// assert_eq!((refused.verdict, refused.assumed), (Answer::Undetermined, vec![]));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn refuse_assumed(self, refuse_assumed: bool) -> Options {
        Options { refuse_assumed, ..self }
    }

    /// Reads a flow for a policy.
    pub(crate) fn read(&self, policy: &Policy, flow: &Json) -> Result<Flow, Vec<Diagnostic>> {
        let read = self.read_stated(policy, flow)?;
        Ok(Flow { refuses_assumed: self.refuse_assumed, ..read })
    }

    fn read_stated(&self, policy: &Policy, flow: &Json) -> Result<Flow, Vec<Diagnostic>> {
        match flow {
            Json::Object(entries) if self.refuse_complete => {
                let is_refused = |(key, value): &&(String, Json)| key == "complete" && *value == Json::Bool(true);
                let entries = entries.iter().filter(|entry| !is_refused(entry)).cloned().collect();
                Flow::read(&Json::Object(entries), &policy.declared, self.as_of)
            }
            _ => Flow::read(flow, &policy.declared, self.as_of),
        }
    }
}

impl Policy {
    /// Parses and checks a policy. `modules` are those that `use` may name beside the shipped ones; a policy that needs none is
    /// also read by [`str::parse`].
    ///
    /// # Errors
    /// Every error of the policy and its modules: a policy with an error is never evaluated in part.
    ///
    /// ```
    /// use lexloci::{Modules, Policy};
    ///
    /// let source = lexloci::policies::source("eu_residency").expect("it is shipped");
    /// let policy = Policy::parse(source, &Modules::new())?;
    /// assert_eq!(policy.name(), "eu_residency");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn parse(source: &str, modules: &Modules) -> Result<Policy, Errors> {
        Ok(crate::check::check(source, modules)?)
    }

    /// Returns the name of the policy.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("hds").unwrap().parse()?;
    /// assert_eq!(policy.name(), "hds");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the version of the policy: `1.2.0`.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("hds").unwrap().parse()?;
    /// assert_eq!(policy.version().split('.').count(), 3);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns what the policy says, in a sentence.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// assert!(policy.title().starts_with("Data rest"));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns the SHA-256 digest of the policy's text and of the texts of its modules: `sha256:…`.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("hds").unwrap().parse()?;
    /// assert!(policy.digest().starts_with("sha256:"));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Returns the names of the levels, lowest first; none for a policy without levels.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("gaia_x_label").unwrap().parse()?;
    /// assert_eq!(policy.levels().last().map(String::as_str), Some("label_3"));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// Returns the names of the parts, in the order of their first rules.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("gdpr_transfers").unwrap().parse()?;
    /// assert!(policy.parts().iter().any(|part| part == "chapter_v"));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Returns the names of the claims, in order: [`Policy::prove`] takes the position of one.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("secnumcloud").unwrap().parse()?;
    /// assert!(policy.claim_names().count() > 0);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn claim_names(&self) -> impl Iterator<Item = &str> {
        self.claims.iter().map(|claim| claim.name.as_str())
    }

    /// Returns the lints: what is legal but probably not meant, and not [allowed](Policy::allowed).
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("hds").unwrap().parse()?;
    /// assert!(policy.lint().is_empty());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn lint(&self) -> &[Diagnostic] {
        &self.lints
    }

    /// Returns the lints that the policy allows, each with the reason: `allow L0402 "…"`.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("hds").unwrap().parse()?;
    /// assert!(policy.allowed().is_empty());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn allowed(&self) -> &[Allowed] {
        &self.allowed
    }

    /// Returns the same policy under a supposition: `US leaves adequate on 2027-03-01`, `BR with lgpd joins adequate on …`.
    /// Verdicts name what is supposed.
    ///
    /// # Errors
    /// A text of another form, a set that the policy does not read, or a member that the set cannot hold.
    ///
    /// ```
    /// # let policy: lexloci::Policy = lexloci::policies::source("gdpr_transfers").unwrap().parse()?;
    /// assert!(policy.suppose("US leaves adequate on 2027-03-01").is_ok());
    /// assert!(policy.suppose("what if").is_err());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn suppose(&self, amendment: &str) -> Result<Policy, Errors> {
        Ok(crate::check::suppose(self, amendment)?)
    }

    /// Evaluates one flow.
    ///
    /// # Errors
    /// Every error of the flow, each with its path: a flow with an error is never evaluated in part.
    ///
    /// ```
    /// use lexloci::{Answer, Json, Options};
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
    /// assert_eq!(policy.check(&flow, &Options::new())?.verdict, Answer::NonCompliant);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn check(&self, flow: &Json, options: &Options) -> Result<Verdict, Errors> {
        let flow = options.read(self, flow)?;
        Ok(eval::evaluate(self, flow, options.level.as_deref())?)
    }

    /// Decides one flow: the answer that [`Policy::check`] gives, or that of one part, and the rule that it is due to. It gathers no
    /// reasons and stops where the answer is settled, which takes a part of the time.
    ///
    /// # Errors
    /// As for `check`; and a part that the policy does not have.
    ///
    /// ```
    /// use lexloci::{Answer, Json, Options};
    /// # let policy: lexloci::Policy = lexloci::policies::source("eu_residency").unwrap().parse()?;
    /// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
    /// let decision = policy.decide(&flow, &Options::new())?;
    /// assert_eq!((decision.verdict, decision.rule), (Answer::NonCompliant, Some("rests")));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn decide(&self, flow: &Json, options: &Options) -> Result<Decision<'_>, Errors> {
        let flow = options.read(self, flow)?;
        Ok(eval::decide(self, flow, options.level.as_deref(), options.part.as_deref())?)
    }

    /// Evaluates one flow, and returns how the exceptions answered: for the coverage of tests.
    ///
    /// # Errors
    /// As for `check`.
    #[doc(hidden)]
    pub fn trace(&self, flow: &Json, options: &Options) -> Result<eval::Trace, Vec<Diagnostic>> {
        let flow = options.read(self, flow)?;
        eval::trace(self, flow, options.level.as_deref())
    }
}

impl std::str::FromStr for Policy {
    type Err = Errors;

    /// Parses a policy that uses no modules but the shipped ones.
    fn from_str(source: &str) -> Result<Policy, Errors> {
        Policy::parse(source, &Modules::new())
    }
}

/// Returns a policy in its standard layout, with its comments.
///
/// # Errors
/// The syntax errors of a text that cannot be laid out.
///
/// ```
/// assert_eq!(lexloci::format("loci 1 set home={FR,DE}")?, "loci 1\n\nset home = {FR, DE}\n");
/// # Ok::<(), lexloci::Errors>(())
/// ```
pub fn format(source: &str) -> Result<String, Errors> {
    let parsed = syntax::parse(source);
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(parsed.diagnostics.into());
    }
    Ok(syntax::print(&parsed.file))
}
