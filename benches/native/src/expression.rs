//! Engines of one expression that names the rule: ZEN, CEL, JSONLogic.

use crate::flow::{Flows, written};
use crate::timing::{Decide, Subject};
use anyhow::{Result, anyhow};
use serde_json::Value;

fn permits(rule: &str) -> bool {
    rule.starts_with('P')
}

/// Prepares ZEN: bytecode, variables made beforehand.
pub(crate) fn zen(flows: &Flows) -> Result<Vec<Subject>> {
    use zen_expression::vm::VM;
    use zen_expression::{Variable, compile_expression};
    let expression = compile_expression(&written("policy.zen")?).map_err(|error| anyhow!("{error:?}"))?;
    let inputs: Vec<Variable> = flows.values.iter().map(|flow| flow.clone().into()).collect();
    let mut machine = VM::new();
    let decide = move |at: usize| {
        let input = inputs.get(at).cloned().unwrap_or(Variable::Null);
        expression.evaluate_with(input, &mut machine).is_ok_and(|rule| rule.as_str().is_some_and(permits))
    };
    Ok(vec![Subject { name: "zen-expression", how: "bytecode", pace: 5000, decide: Decide::one(decide) }])
}

/// Prepares CEL: the policy's sets bound once, a flow's fields bound by each call.
pub(crate) fn cel(flows: &Flows) -> Result<Vec<Subject>> {
    use cel::{Context, Program, Value as Cel};
    let told = |error: &dyn std::fmt::Debug| anyhow!("{error:?}");
    let program = Program::compile(&written("policy.cel")?).map_err(|error| told(&error))?;
    let constants: serde_json::Map<String, Value> = serde_json::from_str(&written("constants.cel.json")?)?;
    let mut sets = Context::default();
    for (name, value) in constants {
        sets.add_variable(name, value).map_err(|error| told(&error))?;
    }
    let inputs = flows.values.clone();
    let decide = move |at: usize| {
        let mut scope = sets.new_inner_scope();
        for (name, value) in inputs.get(at).and_then(Value::as_object).into_iter().flatten() {
            if scope.add_variable(name.as_str(), value.clone()).is_err() {
                return false;
            }
        }
        matches!(program.execute(&scope), Ok(Cel::String(rule)) if permits(&rule))
    };
    Ok(vec![Subject { name: "cel", how: "tree", pace: 2000, decide: Decide::one(decide) }])
}

/// Prepares JSONLogic: compiled, data parsed beforehand.
pub(crate) fn datalogic(flows: &Flows) -> Result<Vec<Subject>> {
    use datalogic_rs::{Engine, ParsedData};
    let engine: &'static Engine = Box::leak(Box::new(Engine::new()));
    let told = |error: &dyn std::fmt::Debug| anyhow!("{error:?}");
    let source = written("policy.json-logic.json")?;
    let rule = engine.compile(source.as_str()).map_err(|error| told(&error))?;
    let parse = |flow: &Value| ParsedData::from_json(&flow.to_string()).map_err(|error| told(&error));
    let inputs = flows.values.iter().map(parse).collect::<Result<Vec<_>>>()?;
    let mut session = engine.session();
    let decide = move |at: usize| {
        let Some(input) = inputs.get(at) else { return false };
        let permitted = session.eval_borrowed(&rule, input).is_ok_and(|rule| rule.as_str().is_some_and(permits));
        session.reset();
        permitted
    };
    Ok(vec![Subject { name: "datalogic-rs", how: "compiled tree", pace: 10_000, decide: Decide::one(decide) }])
}
