//! The engine that parses, explains, decides and prints policies.
//!
//! The npm package's own files (pkg/) stand between this and the host. They copy every value into plain data first, so
//! that nothing here has getters, proxies or prototypes, and they turn thrown diagnostics into error classes.

use super::convert::{self, Sources, to_js};
use super::described::Versions;
use crate::diag::Diagnostic;
use crate::emit;
use crate::engine::{self, Modules, Options};
use crate::eval::Decision;
use crate::policy::Policy;
use crate::render;
use crate::verdict::Verdict;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A parsed policy together with the texts it was parsed from, which locate its diagnostics.
#[wasm_bindgen]
pub struct EnginePolicy {
    policy: Policy,
    sources: Sources,
}

#[wasm_bindgen]
impl EnginePolicy {
    /// Parses and checks a policy; `modules` are names and texts in turn. Throws an array of diagnostics.
    pub fn parse(source: String, modules: Vec<String>) -> Result<EnginePolicy, JsValue> {
        let sources = Sources::new(source, convert::modules(modules));
        match Policy::parse(sources.policy(), sources.modules()) {
            Ok(policy) => Ok(EnginePolicy { policy, sources }),
            Err(errors) => Err(sources.located(&errors)),
        }
    }

    /// Returns the same policy under a supposition. Throws an array of diagnostics.
    pub fn suppose(&self, amendment: String) -> Result<EnginePolicy, JsValue> {
        let supposed = self.policy.suppose(&amendment);
        let policy = supposed.map_err(|errors| Sources::new(amendment, Modules::new()).located(&errors))?;
        Ok(EnginePolicy { policy, sources: self.sources.clone() })
    }

    /// Judges one flow. Throws an array of diagnostics, each with its path.
    pub fn check(&self, flow: JsValue, as_of: Option<String>, level: Option<String>) -> Result<JsValue, JsValue> {
        to_js(&self.judge(flow, as_of, level)?)
    }

    /// Judges one flow and renders the verdict as text. Throws as `check` does.
    pub fn render(&self, flow: JsValue, as_of: Option<String>, level: Option<String>) -> Result<String, JsValue> {
        Ok(render::verdict(&self.judge(flow, as_of, level)?).to_string())
    }

    /// Returns the policy in its standard layout, comments kept.
    pub fn format(&self) -> Result<String, JsValue> {
        format(self.sources.policy().to_owned())
    }

    /// Decides one flow; `part` names the only part that counts. Throws as `check` does.
    pub fn decide(
        &self,
        flow: JsValue,
        as_of: Option<String>,
        level: Option<String>,
        part: Option<String>,
    ) -> Result<JsValue, JsValue> {
        let flow = convert::flow(&flow)?;
        let as_of = as_of.map(|text| convert::date(&text)).transpose()?;
        let options = Options { as_of, level, part, ..Options::new() };
        match self.policy.decide(&flow, &options) {
            Ok(Decision { verdict, rule, .. }) => {
                let rule = rule.map_or(JsValue::NULL, JsValue::from_str);
                Ok(Array::of2(&verdict.as_str().into(), &rule).into())
            }
            Err(errors) => Err(self.sources.located(&errors)),
        }
    }

    /// Prints the policy as an ES module, for any flow or for plain ones alone, and its types: two texts. Throws an array of diagnostics
    /// where it cannot be printed.
    pub fn compile(&self, plain: bool) -> Result<Vec<String>, JsValue> {
        let print = if plain { emit::plain } else { emit::module };
        match print(&self.policy) {
            Ok(module) => Ok(vec![module.code, module.types]),
            Err(limits) => {
                let errors = limits.into_iter().map(|limit| Diagnostic::host("L0007", limit));
                Err(self.sources.located(&errors.collect::<Vec<_>>()))
            }
        }
    }

    /// Returns the lints of the policy as an array of diagnostics.
    pub fn lint(&self) -> JsValue {
        self.sources.located(self.policy.lint())
    }

    pub(super) fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(super) fn located(&self, errors: &[Diagnostic]) -> JsValue {
        self.sources.located(errors)
    }

    fn judge(&self, flow: JsValue, as_of: Option<String>, level: Option<String>) -> Result<Verdict, JsValue> {
        let flow = convert::flow(&flow)?;
        let as_of = as_of.map(|text| convert::date(&text)).transpose()?;
        let judged = self.policy.check(&flow, &Options { as_of, level, ..Options::new() });
        judged.map_err(|errors| self.sources.located(&errors))
    }
}

/// Returns a policy text in its standard layout. Throws an array of diagnostics where it cannot be parsed.
#[wasm_bindgen]
pub fn format(source: String) -> Result<String, JsValue> {
    engine::format(&source).map_err(|errors| Sources::new(source, Modules::new()).located(&errors))
}

/// Returns the versions of the engine, of the language's edition and of the atlas.
#[wasm_bindgen]
pub fn versions() -> Result<JsValue, JsValue> {
    to_js(&Versions::current())
}
