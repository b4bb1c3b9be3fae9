//! Regorus: inputs parsed beforehand, by the register machine and by the interpreter.

use crate::flow::{Flows, written};
use crate::timing::{Decide, Subject};
use anyhow::Result;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Rc, Value};

const QUESTION: &str = "data.lex.permit";

pub(crate) fn subjects(flows: &Flows) -> Result<Vec<Subject>> {
    let mut engine = Engine::new();
    engine.add_policy("policy.rego".to_owned(), written("policy.rego")?)?;
    let entry: Rc<str> = QUESTION.into();
    let policy = engine.compile_with_entrypoint(&entry)?;
    let inputs =
        flows.values.iter().map(|flow| Value::from_json_str(&flow.to_string())).collect::<Result<Vec<Value>>>()?;
    Ok(vec![bytecode(policy.clone(), inputs.clone())?, interpreted(policy, inputs)])
}

fn bytecode(policy: CompiledPolicy, inputs: Vec<Value>) -> Result<Subject> {
    let program = Compiler::compile_from_policy(&policy, &[QUESTION])?;
    let mut machine = RegoVM::new_with_policy(policy);
    machine.load_program(program);
    machine.set_data(Value::new_object())?;
    let decide = move |at: usize| {
        machine.set_input(inputs.get(at).cloned().unwrap_or(Value::Undefined));
        machine.execute().is_ok_and(|answer| answer == Value::Bool(true))
    };
    Ok(Subject { name: "regorus", how: "register machine", pace: 5000, decide: Decide::one(decide) })
}

fn interpreted(policy: CompiledPolicy, inputs: Vec<Value>) -> Subject {
    let decide = move |at: usize| {
        let input = inputs.get(at).cloned().unwrap_or(Value::Undefined);
        policy.eval_with_input(input).is_ok_and(|answer| answer == Value::Bool(true))
    };
    Subject { name: "regorus", how: "tree", pace: 2000, decide: Decide::one(decide) }
}
