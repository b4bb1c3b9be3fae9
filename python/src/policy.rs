//! A policy and what it answers.

use crate::{fault, table};
use lexloci::analyse::{Analysis, Budget, PassedOver, Proof, Wishes};
use lexloci::read::Source;
use lexloci::receipt::{Asked, Envelope, File, FileKind, Receipt, Signer, Verified};
use lexloci::{Date, Errors, Json, Modules, Options, input, render};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// The steps that an analysis takes before it looks whether the host wants it to end.
const AT_A_TIME: u64 = 2_000;

/// A parsed policy together with its texts, which locate its diagnostics, and the suppositions under which it judges.
#[pyclass(frozen)]
pub(crate) struct Engine {
    policy: lexloci::Policy,
    source: String,
    modules: Modules,
    suppose: Vec<String>,
}

/// The options of a check, as Python passes them: day, level, and whether `complete` and what is assumed are refused.
#[derive(FromPyObject)]
pub(crate) struct Given(Option<String>, Option<String>, bool, bool);

impl Given {
    fn options(&self) -> Result<Options, Errors> {
        let Given(day, level, refuse_complete, refuse_assumed) = self;
        let day = day.as_deref().map(input::day).transpose()?;
        let options = Options::new().as_of(day).refuse_complete(*refuse_complete).refuse_assumed(*refuse_assumed);
        Ok(level.iter().fold(options, Options::level))
    }
}

/// A proof as the command prints it.
#[derive(Serialize)]
struct Line<'c> {
    claim: &'c str,
    title: &'c str,
    #[serde(flatten)]
    proof: &'c Proof,
    passed_over: Vec<PassedOver>,
    steps: u64,
}

fn json<T: Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

#[pymethods]
impl Engine {
    #[new]
    fn parse(py: Python<'_>, source: String, modules: BTreeMap<String, String>) -> PyResult<Engine> {
        let modules: Modules = modules.into_iter().collect();
        match py.detach(|| lexloci::Policy::parse(&source, &modules)) {
            Ok(policy) => Ok(Engine { policy, source, modules, suppose: vec![] }),
            Err(errors) => Err(fault::policy(py, &source, Some(&modules), &errors)),
        }
    }

    /// Returns name, version, title and digest.
    fn named(&self) -> (&str, &str, &str, &str) {
        (self.policy.name(), self.policy.version(), self.policy.title(), self.policy.digest())
    }

    /// Returns the text, the modules, and the suppositions.
    fn texts(&self) -> (&str, Vec<(String, String)>, Vec<String>) {
        let modules = self.modules.iter().map(|(name, text)| (name.clone(), text.clone()));
        (&self.source, modules.collect(), self.suppose.clone())
    }

    fn levels(&self) -> Vec<String> {
        self.policy.levels().to_vec()
    }

    fn parts(&self) -> Vec<String> {
        self.policy.parts().to_vec()
    }

    fn claims(&self) -> Vec<(&str, &str)> {
        self.policy.claims.iter().map(|claim| (claim.name.as_str(), claim.title.as_str())).collect()
    }

    fn lint(&self) -> PyResult<String> {
        let index = lexloci::span::LineIndex::new(&self.source);
        let located = self.policy.lint().iter().map(|lint| lint.located(&self.source, &index));
        json(&located.collect::<Vec<_>>())
    }

    fn supposing(&self, py: Python<'_>, amendment: String) -> PyResult<Engine> {
        match self.policy.suppose(&amendment) {
            Ok(policy) => {
                let suppose = [&self.suppose[..], &[amendment]].concat();
                Ok(Engine { policy, source: self.source.clone(), modules: self.modules.clone(), suppose })
            }
            Err(errors) => Err(fault::policy(py, &amendment, None, &errors)),
        }
    }

    /// Judges a flow; returns the verdict as JSON and as text.
    fn check(&self, py: Python<'_>, flow: &str, given: Given) -> PyResult<(String, String)> {
        let verdict = self.ask_of(py, flow, |flow| self.policy.check(flow, &given.options()?))?;
        Ok((json(&verdict)?, render::verdict(&verdict).to_string()))
    }

    fn decide(
        &self,
        py: Python<'_>,
        flow: &str,
        given: Given,
        part: Option<String>,
    ) -> PyResult<(&'static str, Option<String>)> {
        let decision = self.ask_of(py, flow, |flow| {
            let options = part.into_iter().fold(given.options()?, Options::part);
            let decision = self.policy.decide(flow, &options)?;
            Ok((decision.verdict, decision.rule.map(str::to_owned)))
        })?;
        Ok((decision.0.as_str(), decision.1))
    }

    fn ask(&self, py: Python<'_>, flow: &str, given: Given, steps: Option<u64>) -> PyResult<String> {
        json(&self.analysed(py, flow, given, budget(steps, Budget::default()), |analysis| Ok(analysis.ask()))?)
    }

    fn exact(&self, py: Python<'_>, flow: &str, given: Given, steps: Option<u64>) -> PyResult<String> {
        json(&self.analysed(py, flow, given, budget(steps, Budget::default()), |analysis| Ok(analysis.exact()))?)
    }

    fn cure(&self, py: Python<'_>, flow: &str, given: Given, steps: Option<u64>, wishes: &str) -> PyResult<String> {
        let cured = self.analysed(py, flow, given, budget(steps, Budget::default()), |analysis| {
            analysis.cure(&Wishes::read(&input::json(wishes)?)?)
        })?;
        json(&cured)
    }

    fn where_to(&self, py: Python<'_>, flow: &str, path: &str, given: Given, steps: Option<u64>) -> PyResult<String> {
        json(&self.analysed(py, flow, given, budget(steps, Budget::of_places()), |analysis| analysis.where_to(path))?)
    }

    /// Proves the claim at a position, within a budget of steps.
    fn prove(&self, py: Python<'_>, claim: usize, steps: u64) -> PyResult<String> {
        let Some(stated) = self.policy.claims.get(claim) else {
            return Err(PyValueError::new_err("there is no such claim"));
        };
        // A search that has begun holds shared parts, so that it stays in one thread.
        let (proof, passed_over, taken) = py.detach(|| {
            let mut proving = self.policy.prove(claim);
            let proof = loop {
                Python::attach(|py| py.check_signals())?;
                if let Some(proof) = proving.advance(&self.policy, AT_A_TIME.min(steps)) {
                    break proof;
                }
                if proving.steps >= steps {
                    break Proof::Undecided("not decided within the budget of steps".to_owned());
                }
            };
            let passed_over = if matches!(proof, Proof::Undecided(_)) { proving.passed_over() } else { vec![] };
            PyResult::Ok((proof, passed_over, proving.steps))
        })?;
        let (claim, title) = (stated.name.as_str(), stated.title.as_str());
        json(&Line { claim, title, proof: &proof, passed_over, steps: taken })
    }

    /// Compares this older version with a newer one.
    fn diff(&self, py: Python<'_>, newer: &Engine) -> PyResult<String> {
        py.detach(|| {
            let mut differing = self.policy.diff(&newer.policy);
            loop {
                Python::attach(|py| py.check_signals())?;
                if let Some(found) = differing.advance(&self.policy, &newer.policy, AT_A_TIME) {
                    return json(&found);
                }
            }
        })
    }

    /// Returns a receipt in its envelope, signed where a key is given.
    fn seal(&self, py: Python<'_>, flow: &str, given: Given, key: Option<&str>) -> PyResult<String> {
        let signer = match key {
            Some(key) => Some(Signer::read(key).ok_or_else(|| {
                PyValueError::new_err("this is no private key of Ed25519 in PEM (PKCS#8, unencrypted) or JWK")
            })?),
            None => None,
        };
        let whole = self.without_suppositions(py)?;
        let receipt =
            self.ask_of(py, flow, |flow| Receipt::seal(&whole, flow, &Asked::of(&given.options()?, &self.suppose)))?;
        let envelope = Envelope::of(&receipt);
        json(&match signer {
            Some(signer) => envelope.signed(&signer),
            None => envelope,
        })
    }

    /// Judges a flow again as its receipt says; returns the members compared, the key that signed, and why none did.
    fn verify(
        &self,
        py: Python<'_>,
        envelope: &str,
        flow: &str,
        keys: Vec<String>,
        on: Option<&str>,
    ) -> PyResult<(String, Option<String>, Option<String>)> {
        let envelope = Envelope::parse(envelope).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let whole = self.without_suppositions(py)?;
        let members = self.ask_of(py, flow, |flow| envelope.compare(&whole, flow))?;
        let compared: Vec<_> = members.iter().map(|member| (&member.name, &member.sealed, &member.now)).collect();
        let compared = json(&compared)?;
        let verified = envelope.verify(&sources(keys), day(on)?);
        let verified = verified.map_err(|fault| PyValueError::new_err(fault.diagnostic.message.clone()))?;
        Ok(match verified {
            Verified::By(key) => (compared, Some(key), None),
            Verified::Not(why) => (compared, None, Some(why)),
            _ => (compared, None, None),
        })
    }

    /// Judges every row of a table that speaks Arrow.
    fn judge(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        keys: Vec<String>,
        given: Given,
        jobs: usize,
    ) -> PyResult<table::Judged> {
        let options = given.options().map_err(|errors| fault::flow(py, "", &errors))?;
        table::judge(py, &self.policy, options, data, &keys, jobs)
    }
}

impl Engine {
    /// Returns the policy as its text says, since a receipt names the suppositions beside it.
    fn without_suppositions(&self, py: Python<'_>) -> PyResult<lexloci::Policy> {
        if self.suppose.is_empty() {
            return Ok(self.policy.clone());
        }
        lexloci::Policy::parse(&self.source, &self.modules)
            .map_err(|errors| fault::policy(py, &self.source, Some(&self.modules), &errors))
    }

    /// Reads a flow and answers something about it, while other threads of Python run.
    fn ask_of<T: Send>(
        &self,
        py: Python<'_>,
        text: &str,
        answer: impl FnOnce(&Json) -> Result<T, Errors> + Send,
    ) -> PyResult<T> {
        let answered = py.detach(|| answer(&input::json(text)?));
        answered.map_err(|errors| fault::flow(py, text, &errors))
    }

    fn analysed<T: Send>(
        &self,
        py: Python<'_>,
        flow: &str,
        given: Given,
        budget: Budget,
        answer: impl FnOnce(&Analysis<'_>) -> Result<T, Errors> + Send,
    ) -> PyResult<T> {
        self.ask_of(py, flow, |flow| {
            let Options { as_of, level, .. } = given.options()?;
            answer(&Analysis::new(&self.policy, flow, as_of, level.as_deref(), budget)?)
        })
    }
}

/// Verifies a file by its envelope; returns the key that signed.
#[pyfunction]
pub(crate) fn verify_file(
    py: Python<'_>,
    named: (String, String),
    content: &[u8],
    envelope: &str,
    keys: Vec<String>,
    on: Option<&str>,
) -> PyResult<String> {
    let (name, kind) = named;
    let kind =
        FileKind::named(&kind).ok_or_else(|| PyValueError::new_err("the kind of a file is `policy` or `atlas`"))?;
    let on = day(on)?;
    File::new(&name, kind, content).verify(envelope, &sources(keys), on).map_err(|fault| {
        let is_of_file = fault.name == name;
        let message = fault.diagnostic.message.clone();
        if is_of_file { fault::signature(py, &name, *fault.diagnostic) } else { PyValueError::new_err(message) }
    })
}

/// Names the texts of keys by their place.
fn sources(keys: Vec<String>) -> Vec<Source> {
    let named = |(at, text): (usize, String)| Source { name: format!("key {}", at + 1), bytes: text.into_bytes() };
    keys.into_iter().enumerate().map(named).collect()
}

/// Reads the day on which keys have to count.
fn day(on: Option<&str>) -> PyResult<Option<Date>> {
    on.map(|text| Date::parse(text).ok_or_else(|| PyValueError::new_err("`on` is a day, written 2026-03-01")))
        .transpose()
}

fn budget(steps: Option<u64>, usual: Budget) -> Budget {
    steps.map_or(usual, |steps| Budget { steps })
}
