//! Regorus as JavaScript calls it: a policy read once, inputs as JSON text.

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// A policy with one question, ready for the interpreter and for the register machine.
#[wasm_bindgen]
pub struct Rego {
    engine: Engine,
    machine: RegoVM,
    question: String,
}

#[wasm_bindgen]
impl Rego {
    /// Reads a policy. `question` is the rule asked for, as `data.package.rule`.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &str, question: &str) -> Result<Rego, JsError> {
        let mut engine = Engine::new();
        engine.add_policy("policy.rego".to_owned(), policy.to_owned()).map_err(told)?;
        let entry: Rc<str> = question.into();
        let compiled = engine.clone().compile_with_entrypoint(&entry).map_err(told)?;
        let program = Compiler::compile_from_policy(&compiled, &[question]).map_err(told)?;
        let mut machine = RegoVM::new_with_policy(compiled);
        machine.load_program(program);
        machine.set_data(Value::new_object()).map_err(told)?;
        Ok(Rego { engine, machine, question: question.to_owned() })
    }

    /// Returns the answer for an input, by the interpreter, as JSON text.
    pub fn interpret(&mut self, input: &str) -> Result<String, JsError> {
        self.engine.set_input_json(input).map_err(told)?;
        let answer = self.engine.eval_rule(self.question.clone()).map_err(told)?;
        answer.to_json_str().map_err(told)
    }

    /// Returns the answer for an input, by the register machine, as JSON text.
    pub fn run(&mut self, input: &str) -> Result<String, JsError> {
        self.machine.set_input(Value::from_json_str(input).map_err(told)?);
        self.machine.execute().map_err(told)?.to_json_str().map_err(told)
    }
}

fn told(error: impl ToString) -> JsError {
    JsError::new(&error.to_string())
}
