//! The analyses for JavaScript. Long ones advance step by step, so that a page can draw in between or give up.

use super::convert::{self, to_js};
use super::engine::EnginePolicy;
use crate::analyse::{Analysis, Budget, Differing, Linting, Proving, Wishes};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A claim of a policy.
#[derive(Serialize)]
struct Claimed<'p> {
    name: &'p str,
    title: &'p str,
}

/// A rule or exception that makes no difference, with its span in UTF-16 code units.
#[derive(Serialize)]
struct Idle {
    code: &'static str,
    name: String,
    what: &'static str,
    span: [u32; 2],
}

#[wasm_bindgen]
impl EnginePolicy {
    /// Returns the verdict that no completion could change. Throws as `check` does.
    pub fn exact(
        &self,
        flow: JsValue,
        as_of: Option<String>,
        level: Option<String>,
        steps: u32,
    ) -> Result<JsValue, JsValue> {
        to_js(&self.analysis(&flow, as_of, level, steps)?.exact())
    }

    /// Returns the smallest questions that would settle a flow. Throws as `check` does.
    pub fn ask(
        &self,
        flow: JsValue,
        as_of: Option<String>,
        level: Option<String>,
        steps: u32,
    ) -> Result<JsValue, JsValue> {
        to_js(&self.analysis(&flow, as_of, level, steps)?.ask())
    }

    /// Returns a small question that would settle a flow, in a few steps. Throws as `check` does.
    pub fn first(
        &self,
        flow: JsValue,
        as_of: Option<String>,
        level: Option<String>,
        steps: u32,
    ) -> Result<JsValue, JsValue> {
        to_js(&self.analysis(&flow, as_of, level, steps)?.first())
    }

    /// Returns the lawful changes after which a flow is compliant. `wishes` has `fixed`, an array of paths, and
    /// `costs`, an object of numbers. Throws as `check` does, and for a wish that names nothing.
    pub fn cure(
        &self,
        flow: JsValue,
        as_of: Option<String>,
        level: Option<String>,
        steps: u32,
        wishes: JsValue,
    ) -> Result<JsValue, JsValue> {
        let analysis = self.analysis(&flow, as_of, level, steps)?;
        let cures = Wishes::read(&convert::flow(&wishes)?).and_then(|wishes| analysis.cure(&wishes));
        to_js(&cures.map_err(|errors| self.located(&errors))?)
    }

    /// Returns the verdict in every country and region, for the site or place at a path. Throws as `check` does.
    pub fn where_to(
        &self,
        flow: JsValue,
        path: &str,
        as_of: Option<String>,
        level: Option<String>,
        steps: u32,
    ) -> Result<JsValue, JsValue> {
        let there = self.analysis(&flow, as_of, level, steps)?.where_to(path);
        to_js(&there.map_err(|errors| self.located(&errors))?)
    }

    /// Returns the days on which the answer on a flow can turn, as days since 1970-01-01. Throws where a day or the flow cannot be read.
    pub fn turning_days(&self, flow: JsValue, from: &str, through: &str) -> Result<Vec<i32>, JsValue> {
        let flow = convert::flow(&flow)?;
        let days = self.policy().turning_days(&flow, convert::date(from)?, convert::date(through)?);
        Ok(days.into_iter().map(|day| day.days()).collect())
    }

    /// Returns the name and title of each claim.
    pub fn claims(&self) -> Result<JsValue, JsValue> {
        let claims = self.policy().claims.iter();
        to_js(&claims.map(|claim| Claimed { name: &claim.name, title: &claim.title }).collect::<Vec<_>>())
    }

    fn analysis(
        &self,
        flow: &JsValue,
        as_of: Option<String>,
        level: Option<String>,
        steps: u32,
    ) -> Result<Analysis<'_>, JsValue> {
        let flow = convert::flow(flow)?;
        let as_of = as_of.map(|text| convert::date(&text)).transpose()?;
        let budget = Budget { steps: u64::from(steps) };
        let analysis = Analysis::new(self.policy(), &flow, as_of, level.as_deref(), budget);
        analysis.map_err(|errors| self.located(&errors))
    }
}

/// The proof of a claim in progress.
#[wasm_bindgen]
pub struct EngineProving(Proving);

#[wasm_bindgen]
impl EngineProving {
    /// Begins the proof of the claim at a position among the policy's claims.
    pub fn of(policy: &EnginePolicy, claim: usize) -> EngineProving {
        EngineProving(policy.policy().prove(claim))
    }

    /// Takes up to `steps` more steps. Returns the outcome, or undefined while there is none.
    pub fn advance(&mut self, policy: &EnginePolicy, steps: u32) -> Result<JsValue, JsValue> {
        self.0.advance(policy.policy(), u64::from(steps)).map_or(Ok(JsValue::UNDEFINED), |proof| to_js(&proof))
    }

    /// Returns the number of parts done, of all parts, and of steps taken.
    pub fn progress(&self) -> Vec<u32> {
        vec![self.0.settled() as u32, self.0.of as u32, self.0.steps as u32]
    }
}

/// The comparison of two versions in progress.
#[wasm_bindgen]
pub struct EngineDiffering(Differing);

#[wasm_bindgen]
impl EngineDiffering {
    /// Begins the comparison of an older version with a newer one.
    pub fn of(older: &EnginePolicy, newer: &EnginePolicy) -> EngineDiffering {
        EngineDiffering(older.policy().diff(newer.policy()))
    }

    /// Takes up to `steps` more steps. Returns the differences, or undefined while they are not known.
    pub fn advance(&mut self, older: &EnginePolicy, newer: &EnginePolicy, steps: u32) -> Result<JsValue, JsValue> {
        let found = self.0.advance(older.policy(), newer.policy(), u64::from(steps));
        found.map_or(Ok(JsValue::UNDEFINED), |found| to_js(&found))
    }

    /// Returns the number of parts done, of all parts, and of steps taken.
    pub fn progress(&self) -> Vec<u32> {
        vec![self.0.done() as u32, self.0.of as u32, self.0.steps as u32]
    }
}

/// The search for rules that make no difference, in progress.
#[wasm_bindgen]
pub struct EngineLinting(Linting);

#[wasm_bindgen]
impl EngineLinting {
    /// Begins the search in one policy.
    pub fn of(policy: &EnginePolicy) -> EngineLinting {
        EngineLinting(policy.policy().dead_rules())
    }

    /// Takes up to `steps` more steps. Returns what makes no difference, or undefined while it is not known.
    pub fn advance(&mut self, policy: &EnginePolicy, steps: u32) -> Result<JsValue, JsValue> {
        let policy = policy.policy();
        let Some(found) = self.0.advance(policy, u64::from(steps)) else { return Ok(JsValue::UNDEFINED) };
        let idle = found.into_iter().map(|dead| {
            let at = crate::policy::SourceSpan { text: 0, span: dead.span };
            Idle { code: dead.code, name: dead.name, what: dead.what, span: policy.utf16(at) }
        });
        to_js(&idle.collect::<Vec<_>>())
    }

    /// Returns the number of questions done, of all questions, and of those not settled.
    pub fn progress(&self) -> Vec<u32> {
        vec![self.0.done() as u32, self.0.of as u32, self.0.undecided as u32]
    }
}
