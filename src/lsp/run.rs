//! Commands: tests are run, claims proved, flows checked, codes explained.

use super::lens::{claim_key, test_key};
use super::rpc::{self, Failure};
use super::{Server, store, uri};
use crate::analyse::{Proof, Proving};
use crate::diag;
use crate::engine::{Modules, Options};
use crate::flow::json::Json;
use crate::golden::{self, Trial};
use crate::policy::Policy;
use crate::render;
use crate::span::Span;
use serde_json::{Value, json};

/// The commands that a client may ask for.
pub(super) const COMMANDS: [&str; 4] = ["lexloci.test", "lexloci.prove", "lexloci.check", "lexloci.explain"];

/// The most steps of a proof, as `lexloci prove` takes.
const MOST_STEPS: u64 = 200_000;
/// The number of steps between two looks at what the client sent.
const AT_A_TIME: u64 = 500;

/// A proof that goes on while no message waits.
pub(super) struct Running {
    /// The request that waits for it.
    id: Value,
    pub(super) key: String,
    unit: usize,
    name: String,
    title: String,
    /// The span of the claim's name in the document.
    span: Span,
    policy: Policy,
    proving: Proving,
}

impl Server {
    /// Runs a command. Returns none where the answer comes later.
    pub(super) fn execute(&mut self, id: &Value, params: &Value) -> Result<Option<Value>, Failure> {
        let command = super::text_of(params, "command")?;
        let none = vec![];
        let arguments = params.get("arguments").and_then(Value::as_array).unwrap_or(&none);
        match command {
            "lexloci.test" => self.test(arguments).map(Some),
            "lexloci.prove" => self.prove(id, arguments).map(|()| None),
            "lexloci.check" => self.check(arguments).map(Some),
            "lexloci.explain" => explain(arguments).map(Some),
            _ => Err(Failure::params(format!("there is no command `{command}`"))),
        }
    }

    /// Runs the tests of a Markdown file, or the one whose heading stands on a line.
    fn test(&mut self, arguments: &[Value]) -> Result<Value, Failure> {
        let key = self.open_key(arguments)?;
        let line = arguments.get(1).and_then(Value::as_u64);
        let Some(open) = self.open.get_mut(&key) else { return Ok(Value::Null) };
        let cases = golden::read(&open.text).map_err(|faults| {
            let why = faults.first().map_or("", |fault| fault.message.as_str());
            Failure::failed(format!("the file is no file of tests: {why}"))
        })?;
        let mut trials: Vec<Trial> = vec![];
        for case in cases.iter().filter(|case| line.is_none_or(|line| case.line as u64 == line)) {
            let trial = case.run();
            let is_same =
                |shown: &Value| shown.get("code").and_then(Value::as_str) == Some(test_key(case.line).as_str());
            open.outcomes.retain(|shown| !is_same(shown));
            let title = if trial.differences.is_empty() { "✓ passed" } else { "✗ failed" };
            open.ran.insert(test_key(case.line), title.to_owned());
            for difference in &trial.differences {
                open.outcomes.push(json!({
                    "range": open.lines.line(&open.text, difference.line),
                    "severity": 1,
                    "code": test_key(case.line),
                    "source": "lexloci test",
                    "message": difference.message(),
                }));
            }
            trials.push(trial);
        }
        let passed = trials.iter().filter(|trial| trial.differences.is_empty()).count();
        let shown = |trial: &Trial| json!({"name": trial.name, "line": trial.line, "failure": trial.failure()});
        let result = json!({
            "passed": passed,
            "failed": trials.len() - passed,
            "trials": trials.iter().map(shown).collect::<Vec<_>>(),
        });
        self.due.insert(key);
        self.refresh_lenses();
        Ok(result)
    }

    /// Begins the proof of a claim; it goes on while no message waits.
    fn prove(&mut self, id: &Value, arguments: &[Value]) -> Result<(), Failure> {
        let key = self.open_key(arguments)?;
        let name = arguments.get(1).and_then(Value::as_str).ok_or_else(|| Failure::params("a claim has a name"))?;
        let number = arguments.get(2).and_then(Value::as_u64).unwrap_or(0) as usize;
        let Some(open) = self.open.get(&key) else { return Ok(()) };
        let unit = open.units.get(number).ok_or_else(|| Failure::params("there is no such policy"))?;
        let policy = Policy::parse(&unit.text, &unit.modules)
            .map_err(|_| Failure::failed("a policy with errors proves nothing: mend them first"))?;
        let claim = policy.claims.iter().position(|claim| claim.name == name);
        let claim = claim.ok_or_else(|| Failure::params(format!("there is no claim `{name}`")))?;
        let title = policy.claims.get(claim).map_or_else(String::new, |claim| claim.title.clone());
        let document = unit.document();
        let named = document.words(name).into_iter().filter_map(|byte| document.symbol(byte));
        let span =
            named.into_iter().find(|symbol| symbol.kind == "claim").map(|symbol| symbol.span).unwrap_or_default();
        let running = Running {
            id: id.clone(),
            span: unit.outer_span(span),
            key,
            unit: number,
            name: name.to_owned(),
            title,
            proving: policy.prove(claim),
            policy,
        };
        self.running.push(running);
        Ok(())
    }

    /// Goes on with the first proof, and answers its request once it is done.
    pub(super) fn advance(&mut self) {
        let Some(running) = self.running.first_mut() else { return };
        let proof = match running.proving.advance(&running.policy, AT_A_TIME) {
            Some(proof) => proof,
            None if running.proving.steps >= MOST_STEPS => {
                Proof::Undecided(format!("not decided within {MOST_STEPS} steps: see `lexloci prove --steps`"))
            }
            None => return,
        };
        let running = self.running.remove(0);
        self.proved(&running, &proof);
    }

    fn proved(&mut self, running: &Running, proof: &Proof) {
        let name = &running.name;
        let (title, severity, message) = match proof {
            Proof::Proved => ("✓ proved", None, format!("`{name}` is proved: no compliant flow breaks it")),
            Proof::Refuted(flow) => {
                let flow = serde_json::to_string(flow).unwrap_or_default();
                ("✗ refuted", Some(1), format!("a compliant flow breaks `{name}`: {flow}"))
            }
            Proof::Undecided(why) => ("? undecided", Some(2), format!("`{name}` is not decided: {why}")),
        };
        let code = claim_key(running.unit, name);
        if let Some(open) = self.open.get_mut(&running.key) {
            open.ran.insert(code.clone(), title.to_owned());
            open.outcomes.retain(|shown| shown.get("code").and_then(Value::as_str) != Some(code.as_str()));
            open.outcomes.extend(severity.map(|severity| {
                json!({
                    "range": open.lines.range(&open.text, running.span),
                    "severity": severity,
                    "code": code,
                    "source": "lexloci prove",
                    "message": message,
                })
            }));
            self.due.insert(running.key.clone());
        }
        self.notify("window/showMessage", json!({"type": severity.unwrap_or(3), "message": message}));
        let mut result = serde_json::to_value(proof).unwrap_or_default();
        if let Some(fields) = result.as_object_mut() {
            fields.insert("claim".to_owned(), name.as_str().into());
            fields.insert("title".to_owned(), running.title.as_str().into());
            fields.insert("steps".to_owned(), running.proving.steps.into());
        }
        self.outbox.push(rpc::response(&running.id, Ok(result)));
        self.refresh_lenses();
    }

    /// Ends the proof that a request waits for. Other requests are answered before a cancellation can arrive.
    pub(super) fn cancel(&mut self, id: Option<&Value>) {
        let Some(at) = self.running.iter().position(|running| Some(&running.id) == id) else { return };
        let running = self.running.remove(at);
        self.outbox.push(rpc::response(&running.id, Err(Failure::cancelled())));
    }

    /// Judges a flow under a policy: an address or the name of a shipped one, then the flow's address or text.
    fn check(&self, arguments: &[Value]) -> Result<Value, Failure> {
        let text = |at: usize, what: &str| {
            let text = arguments.get(at).and_then(Value::as_str);
            text.ok_or_else(|| Failure::params(format!("{what} is missing")))
        };
        let (name, flow) = (text(0, "the policy")?, text(1, "the flow")?);
        let (source, modules) = self.policy(name)?;
        let policy = Policy::parse(&source, &modules);
        let policy = policy.map_err(|errors| Failure::failed(format!("the policy has errors\n{errors}")))?;
        let flow = match flow.trim_start().starts_with('{') {
            true => flow.to_owned(),
            false => self
                .text(&uri::plain(flow))
                .ok_or_else(|| Failure::params(format!("there is no `{flow}`")))?
                .to_string(),
        };
        let verdict = flow.parse::<Json>().and_then(|flow| policy.check(&flow, &Options::new()));
        let verdict = verdict.map_err(|errors| Failure::failed(format!("the flow has errors\n{errors}")))?;
        let shown = render::verdict(&verdict).to_string();
        Ok(
            json!({"policy": policy.name(), "text": shown, "verdict": serde_json::to_value(&verdict).unwrap_or_default()}),
        )
    }

    /// Returns the text of a policy by its address or the name of a shipped one, and its modules.
    fn policy(&self, name: &str) -> Result<(String, Modules), Failure> {
        if let Some(source) = crate::policies::source(name) {
            return Ok((source.to_owned(), Modules::new()));
        }
        let key = uri::plain(name);
        let missing = || Failure::params(format!("there is no policy `{name}`"));
        let text = self.text(&key).ok_or_else(missing)?;
        let unit = self.units(&key, &text, store::Kind::Policy).pop().ok_or_else(missing)?;
        Ok((unit.text, unit.modules))
    }

    /// Returns the document that a command names first.
    fn open_key(&self, arguments: &[Value]) -> Result<String, Failure> {
        let uri = arguments.first().and_then(Value::as_str);
        let uri = uri.ok_or_else(|| Failure::params("the first argument is the address of a document"))?;
        let key = uri::plain(uri);
        if self.open.contains_key(&key) { Ok(key) } else { Err(Failure::params(format!("`{uri}` is not open"))) }
    }

    fn refresh_lenses(&mut self) {
        if self.client.refreshes_lenses {
            self.ask("workspace/codeLens/refresh", Value::Null);
        }
    }
}

/// Returns the explanation of a code.
fn explain(arguments: &[Value]) -> Result<Value, Failure> {
    let id = arguments.first().and_then(Value::as_str).unwrap_or("");
    let code = diag::code(id).ok_or_else(|| Failure::params(format!("there is no code `{id}`")))?;
    Ok(json!({"code": code.id, "title": code.title, "text": code.explain}))
}
