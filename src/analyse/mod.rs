//! Questions over all flows: exact verdicts, what to ask, what would cure, where data may go, claims, differences.
//!
//! [`Analysis`] answers questions about one flow; [`Policy::prove`], [`Policy::diff`] and [`Policy::dead_rules`] answer
//! questions about policies. Every budget is a number of steps and never a time, so that answers are the same everywhere.
//! Past it, the answer is that the question was not decided.
//!
//! ```
//! use lexloci::analyse::{Analysis, Budget};
//! use lexloci::{Answer, Json, Policy};
//!
//! let policy: Policy = r#"loci 1
//!     policy home version 1.0.0 "Data rest in the EEA" {
//!       rule stores "A store is in the EEA"
//!         for every s in storage
//!         require s in EEA
//!     }"#
//! .parse()?;
//! let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["FR", {}]}"#.parse()?;
//!
//! let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
//! assert_eq!(analysis.exact().verdict, Answer::Undetermined);
//! assert_eq!(analysis.ask().questions[0].facts, ["storage[1].place"]);
//! # Ok::<(), lexloci::Errors>(())
//! ```
//!
//! The domain is finite as far as a policy can tell (`domain`), and three-valued logic settles most of it. So each question
//! is a search through completions (`search`) with the evaluator as its oracle: what a rule means is said once, in `eval`.

mod acts;
mod ask;
mod choice;
mod completion;
mod conflict;
mod costs;
mod cure;
mod days;
mod diff;
mod domain;
mod draft;
mod elsewhere;
mod exact;
mod first;
mod frame;
mod heuristic;
mod hopeless;
mod lawful;
mod lint;
mod mentions;
mod minimal;
mod minimal_questions;
mod nature;
mod near;
mod needs;
mod pact;
mod passed;
mod place;
mod plain;
mod plan;
mod prove;
mod reads;
mod regions;
mod reopen;
mod repair;
mod role;
mod search;
mod seated;
mod space;
mod structural_eq;
mod target;
mod treat;
mod turning;
mod values;
mod whereto;
mod wishes;
mod words;

pub use ask::{Ask, Outcome, Question};
pub use costs::Costs;
pub use cure::{Cure, Cures, Remedy, RuleAt};
pub use diff::{Compared, Difference, Differing, SemVer};
pub use exact::{Exact, Witness};
pub use first::First;
pub use lint::{Dead, Linting};
pub use passed::{PassedOver, Untried};
pub use plan::Change;
pub use prove::{Proof, Proving};
pub use whereto::{Destination, DestinationKind};
pub use wishes::Wishes;

use crate::date::Date;
use crate::diag::Errors;
use crate::eval::probe::Probed;
use crate::flow::Flow;
use crate::flow::json::Json;
use crate::policy::Policy;
use space::Space;

/// The limit on the work of an analysis.
///
/// ```
/// use lexloci::analyse::Budget;
///
/// assert_eq!(Budget::default().steps, 4_000);
/// let patient = Budget { steps: 100_000 };
/// assert!(patient.steps > Budget::default().steps);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// A step is one small flow judged. A flow that takes more work counts for more steps, so that a step takes about the
    /// same time on every flow: one for each 4,096 facts read, entries looked at, tests judged and missing facts passed on.
    pub steps: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { steps: 4_000 }
    }
}

impl Budget {
    /// Returns the budget of [`Analysis::where_to`]. It is larger than the default, since that question judges a flow for each
    /// kind of place. It decides every place of a flow with 200 sites and as many transfers.
    ///
    /// ```
    /// use lexloci::analyse::Budget;
    ///
    /// assert!(Budget::of_places().steps > Budget::default().steps);
    /// ```
    pub const fn of_places() -> Budget {
        Budget { steps: 100_000 }
    }
}

/// Asks something that may take at most `most` of the steps that are left.
fn within<T>(most: u64, steps: &mut u64, ask: impl FnOnce(&mut u64) -> T) -> T {
    let mut own = most.min(*steps);
    let others = *steps - own;
    let answer = ask(&mut own);
    *steps = others + own;
    answer
}

/// A flow about which questions are asked.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// assert_eq!(analysis.exact().verdict, lexloci::Answer::Undetermined);
/// # Ok::<(), lexloci::Errors>(())
/// ```
pub struct Analysis<'p> {
    space: Space<'p>,
    /// The result of judging the flow as it is.
    probed: Probed,
    budget: Budget,
}

impl<'p> Analysis<'p> {
    /// Starts with one flow, on the host's day if it gives one, and at a level if the policy has levels.
    ///
    /// # Errors
    /// Returns every error of the flow.
    ///
    /// ```
    /// use lexloci::analyse::{Analysis, Budget};
    ///
    /// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// let dayless = r#"{"storage": ["FR"]}"#.parse()?;
    /// assert!(Analysis::new(&policy, &dayless, None, None, Budget::default()).is_err());
    /// let day = "2026-03-01".parse().unwrap();
    /// assert!(Analysis::new(&policy, &dayless, Some(day), None, Budget::default()).is_ok());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn new(
        policy: &'p Policy,
        flow: &Json,
        as_of: Option<Date>,
        level: Option<&str>,
        budget: Budget,
    ) -> Result<Analysis<'p>, Errors> {
        let day = Flow::read(flow, &policy.declared, as_of)?.as_of;
        let required = crate::eval::required_level(policy, level)?;
        let space = Space::new(policy, flow, as_of, day, required);
        let probed = space.first()?;
        Ok(Analysis { space, probed, budget })
    }

    /// Returns the flow, each of its short forms spelled out.
    pub fn flow(&self) -> &Json {
        &self.space.base
    }

    /// Returns the verdict that no completion of the flow could change, if there is one.
    ///
    /// ```
    /// use lexloci::Answer;
    /// use lexloci::analyse::{Analysis, Budget};
    ///
    /// // Whatever the place is, it is in the EEA or outside of it.
    /// let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
    /// let exact = Analysis::new(&policy, &flow, None, None, Budget::default())?.exact();
    /// assert_eq!(exact.kleene, Answer::Undetermined);
    /// assert_eq!(exact.verdict, Answer::Compliant);
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn exact(&self) -> Exact {
        exact::exact(&self.space, &self.probed, self.budget)
    }

    /// Returns the smallest sets of facts that would settle the flow, with the verdict that each answer leads to.
    ///
    /// ```
    /// use lexloci::Answer;
    /// use lexloci::analyse::{Analysis, Budget};
    ///
    /// # let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
    /// let ask = Analysis::new(&policy, &flow, None, None, Budget::default())?.ask();
    /// assert_eq!(ask.questions[0].facts, ["storage[0].place"]);
    /// assert!(ask.questions[0].outcomes.iter().any(|outcome| outcome.verdict == Answer::Compliant));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn ask(&self) -> Ask {
        ask::ask(&self.space, &self.probed, self.budget)
    }

    /// Returns a small question that would settle the flow, though perhaps not the smallest: in a few steps, whatever the budget.
    ///
    /// ```
    /// use lexloci::analyse::{Analysis, Budget};
    ///
    /// # let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
    /// let first = Analysis::new(&policy, &flow, None, None, Budget::default())?.first();
    /// assert_eq!(first.compliant_if[0].path, "storage[0].place");
    /// assert_eq!(first.not_compliant_if[0].path, "storage[0].place");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn first(&self) -> First {
        first::first(&self.space, &self.probed, self.budget)
    }

    /// Returns the lawful changes after which the flow is compliant, each with what has to be found besides.
    ///
    /// # Errors
    /// Returns L0588 for each path of the wishes that names no fact of the flow.
    ///
    /// ```
    /// use lexloci::analyse::{Analysis, Budget, Remedy, Wishes};
    ///
    /// # let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
    /// let cures = Analysis::new(&policy, &flow, None, None, Budget::default())?.cure(&Wishes::default())?;
    /// assert_eq!(cures.remedy, Remedy::Found);
    /// assert_eq!(cures.cures[0].changes[0].path, "storage[0].region");
    /// assert_eq!(cures.cures[0].satisfies[0].to_string(), "r at storage[0]");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn cure(&self, wishes: &Wishes) -> Result<Cures, Errors> {
        let errors = wishes.errors(&self.space.policy.declared, &self.space.base);
        if !errors.is_empty() {
            return Err(errors.into());
        }
        Ok(cure::cure(&self.space, &self.probed, wishes, self.budget))
    }

    /// Judges the flow with a site (`storage[0]`) or a place (`transfers[0].to`) in every country and cloud region, as far as
    /// the budget goes.
    ///
    /// # Errors
    /// Returns L0588 where the flow has no site and no place at this path; the help says which there are.
    ///
    /// ```
    /// use lexloci::Answer;
    /// use lexloci::analyse::{Analysis, Budget, DestinationKind};
    ///
    /// # let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
    /// let analysis = Analysis::new(&policy, &flow, None, None, Budget::of_places())?;
    /// let destinations = analysis.where_to("storage[0]")?;
    /// let france = destinations.iter().find(|each| each.id == "FR").unwrap();
    /// assert_eq!((france.kind, france.verdict), (DestinationKind::Place, Some(Answer::Compliant)));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn where_to(&self, path: &str) -> Result<Vec<Destination>, Errors> {
        Ok(whereto::where_to(&self.space, path, self.budget.steps)?)
    }
}

impl Policy {
    /// Lists `from`, and every later day through `through` on which the verdict on a flow can be another than on the day before,
    /// or on which the flow can begin or cease to contradict the atlas. On all other days the answer is that of the last day listed.
    ///
    /// ```
    /// use lexloci::{Date, Policy};
    ///
    /// let policy: Policy = r#"loci 1
    ///     policy home version 1.0.0 "Home" {
    ///       rule tested "The exit was tried within a year" require exit.tested within 12 months
    ///     }"#
    /// .parse()?;
    /// let flow = r#"{"exit": {"tested": "2026-03-01"}}"#.parse()?;
    /// let days = policy.turning_days(&flow, "2026-01-01".parse()?, "2028-12-31".parse()?);
    /// assert!(days.contains(&"2026-03-01".parse()?)); // from here on it was
    /// assert!(days.contains(&"2027-03-02".parse()?)); // and here it is too long ago
    /// assert!(days.len() < 60);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn turning_days(&self, flow: &Json, from: Date, through: Date) -> Vec<Date> {
        turning::turning(self, flow, from, through)
    }

    /// Starts the proof of the claim at a position among the policy's claims.
    ///
    /// ```
    /// use lexloci::Policy;
    /// use lexloci::analyse::Proof;
    ///
    /// let policy: Policy = r#"loci 1
    ///     policy home version 1.0.0 "Home" {
    ///       rule stores "A store is in the EEA" for every s in storage require s in EEA
    ///       claim never_abroad "No store is outside of the EEA" never some s in storage: s not in EEA
    ///     }"#
    /// .parse()?;
    /// let mut proving = policy.prove(0);
    /// let proof = loop {
    ///     if let Some(proof) = proving.advance(&policy, 1_000) {
    ///         break proof;
    ///     }
    ///     println!("{} of {} days", proving.settled(), proving.of);
    /// };
    /// assert_eq!(proof, Proof::Proved);
    /// assert!(proving.passed_over().is_empty());
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn prove(&self, claim: usize) -> Proving {
        Proving::new(self, claim)
    }

    /// Starts the comparison with a newer version of the policy.
    ///
    /// ```
    /// use lexloci::Policy;
    /// use lexloci::analyse::SemVer;
    ///
    /// let text = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }";
    /// let old: Policy = text.parse()?;
    /// let new: Policy = text.replace("EEA", "EU").replace("1.0.0", "1.0.1").parse()?;
    /// let mut differing = old.diff(&new);
    /// let compared = differing.advance(&old, &new, 100_000).unwrap_or_else(|| differing.so_far(&old, &new));
    /// assert_eq!((compared.claimed, compared.needed), (SemVer::Patch, SemVer::Major));
    /// assert_eq!(compared.kinds[0].rule, "r");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn diff(&self, newer: &Policy) -> Differing {
        Differing::new(self, newer)
    }

    /// Starts the search for rules and exceptions that can make no difference.
    ///
    /// ```
    /// let policy: lexloci::Policy =
    ///     "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA or s not in EEA }".parse()?;
    /// let dead = policy.dead_rules().advance(&policy, 100_000).unwrap();
    /// assert_eq!(dead[0].to_string(), "r: no flow violates it");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn dead_rules(&self) -> Linting {
        Linting::new(self)
    }
}
