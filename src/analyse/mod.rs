//! Questions over all flows: exact verdicts, what to ask, what would cure, where data may go, claims, differences.
//!
//! The domain is finite as far as a policy can tell (`domain`), and three-valued logic settles most of it at a glance, so
//! each question is a search through completions (`search`) with the evaluator as its oracle: what a rule means is said
//! once, in `eval`. Every budget is in steps, flows judged, so that answers are the same everywhere; past it the answer is
//! that it was not decided.

mod acts;
mod ahead;
mod ask;
mod conflict;
mod costs;
mod cure;
mod days;
mod diff;
mod domain;
mod draft;
mod elsewhere;
mod exact;
mod hopeless;
mod lawful;
mod lint;
mod minimal;
mod nature;
mod near;
mod needs;
mod passed;
mod place;
mod plain;
mod plan;
mod prove;
mod reads;
mod regions;
mod repair;
mod same;
mod search;
mod settle;
mod space;
mod target;
mod treat;
mod values;
mod whereto;
mod wishes;

pub use ask::{Ask, Outcome, Question};
pub use costs::Costs;
pub use cure::{Cure, Cures, Remedy, RuleAt};
pub use diff::{Differing, Kind as Difference, SemVer, Verdict as Compared};
pub use exact::{Exact, Witness};
pub use lint::{Dead, Linting};
pub use passed::{PassedOver, Untried};
pub use plan::Change;
pub use prove::{Proof, Proving};
pub use whereto::{Site, There};
pub use wishes::Wishes;

use crate::date::Date;
use crate::diag::Diagnostic;
use crate::eval::probe::Probed;
use crate::flow::Flow;
use crate::flow::json::Json;
use crate::policy::Policy;
use space::Space;

/// How much an analysis may judge.
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
    /// Returns the budget of `where`: more than of other questions, since it asks one for each kind of place and no more. It decides
    /// every place of a flow with 200 sites and as many transfers.
    pub const fn of_places() -> Budget {
        Budget { steps: 100_000 }
    }
}

/// Asks something that may take so many of the steps that are left.
fn within<T>(most: u64, steps: &mut u64, ask: impl FnOnce(&mut u64) -> T) -> T {
    let mut own = most.min(*steps);
    let others = *steps - own;
    let answer = ask(&mut own);
    *steps = others + own;
    answer
}

/// A flow about which questions are asked.
pub struct Analysis<'p> {
    space: Space<'p>,
    /// What it comes to as it is.
    probed: Probed,
    budget: Budget,
}

impl<'p> Analysis<'p> {
    /// About one flow, on the host's day where it names one, at a level where the policy has levels.
    ///
    /// # Errors
    /// Every error of the flow.
    pub fn new(
        policy: &'p Policy,
        flow: &Json,
        as_of: Option<Date>,
        level: Option<&str>,
        budget: Budget,
    ) -> Result<Analysis<'p>, Vec<Diagnostic>> {
        let day = Flow::read(flow, &policy.declared, as_of)?.as_of;
        let required = crate::eval::required_level(policy, level)?;
        let space = Space::new(policy, flow, as_of, day, required);
        let probed = space.first()?;
        Ok(Analysis { space, probed, budget })
    }

    /// The verdict that no completion of the flow could change, where there is one.
    pub fn exact(&self) -> Exact {
        exact::exact(&self.space, &self.probed, self.budget)
    }

    /// The smallest sets of facts that would settle the flow.
    pub fn ask(&self) -> Ask {
        ask::ask(&self.space, &self.probed, self.budget)
    }

    /// Returns the lawful changes after which the flow is compliant, each with what has to be found besides.
    ///
    /// # Errors
    /// L0588 for each path of the wishes that names no fact of the flow.
    pub fn cure(&self, wishes: &Wishes) -> Result<Cures, Vec<Diagnostic>> {
        let errors = wishes.errors(&self.space.policy.declared, &self.space.base);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(cure::cure(&self.space, &self.probed, wishes, self.budget))
    }

    /// Judges the flow with a site (`storage[0]`) or a place (`transfers[0].to`) in every country and cloud region, as far as
    /// the budget goes.
    ///
    /// # Errors
    /// L0588 where the flow has no site and no place at this path; the help says which there are.
    pub fn where_to(&self, path: &str) -> Result<Vec<There>, Vec<Diagnostic>> {
        whereto::where_to(&self.space, path, self.budget.steps)
    }
}

impl Policy {
    /// Starts the proof of the claim at a position among the policy's claims.
    pub fn prove(&self, claim: usize) -> Proving {
        Proving::new(self, claim)
    }

    /// Starts the comparison with a newer version of the policy.
    pub fn diff(&self, newer: &Policy) -> Differing {
        Differing::new(self, newer)
    }

    /// Starts the search for rules and exceptions that can make no difference.
    pub fn dead_rules(&self) -> Linting {
        Linting::new(self)
    }
}
