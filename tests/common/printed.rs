//! Printed modules in Node: flows are asked for in a batch, and compared with what `check` explains.

use lexloci::verdict::{Answer, Instance, Outcome, Severity};
use lexloci::{Date, Diagnostic, Json, Options, Policy, Verdict, emit};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder that Node reads modules and flows from.
pub(crate) struct Folder {
    path: PathBuf,
    modules: BTreeMap<String, String>,
    asked: String,
}

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder { path, modules: BTreeMap::new(), asked: String::new() }
    }

    /// Writes the module of a policy, once; and beside it the one for plain flows alone, where there is one.
    fn module(&mut self, policy: &Policy) -> String {
        let file = format!("{}-{}.mjs", policy.name, policy.digest.get(7..15).unwrap_or_default());
        if !self.modules.contains_key(&file) {
            let module = emit::module(policy).expect("the policy can be printed");
            fs::write(self.path.join(&file), &module.code).expect("written");
            if let Ok(plain) = emit::plain(policy) {
                fs::write(self.path.join(format!("plain-{file}")), plain.code).expect("written");
            }
            self.modules.insert(file.clone(), module.code);
        }
        file
    }

    fn ask(&mut self, line: &Value) {
        self.asked.push_str(&line.to_string());
        self.asked.push('\n');
    }

    /// Runs a script of `tests/emit` in Node with this folder; returns the JSON that it prints.
    pub(crate) fn node(&self, script: &str) -> Value {
        fs::write(self.path.join("asked.ndjson"), &self.asked).expect("written");
        let script = Path::new(ROOT).join("tests/emit").join(script);
        let run = Command::new("node").arg(script).arg(&self.path).output().expect("node runs");
        let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success(), "{out}{err}");
        serde_json::from_str(&out).expect("the script prints JSON")
    }

    /// Compares every flow that was asked for; returns how many, and what was left to the package.
    pub(crate) fn compare(&self) -> (u64, Vec<Value>) {
        let tally = self.node("run.mjs");
        let list = |name: &str| tally.get(name).and_then(Value::as_array).expect("a list").clone();
        let count = |name: &str| tally.get(name).and_then(Value::as_u64).expect("a number");
        let (differences, left) = (list("differences"), list("left"));
        let shown: Vec<&str> = differences.iter().take(20).filter_map(Value::as_str).collect();
        println!("{} compared, {} refused, left: {left:?}", count("compared"), count("refused"));
        assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), shown.join("\n"));
        (count("compared"), left)
    }
}

/// Returns the answer and the first blocking rule that it is due to; of one part, where one is named.
fn explained(verdict: &Verdict, part: Option<&String>) -> Value {
    let answer = part.and_then(|part| verdict.parts.get(part)).map_or(verdict.verdict, |part| part.verdict);
    let outcome = match answer {
        Answer::NonCompliant => Some(Outcome::Violated),
        Answer::Undetermined => Some(Outcome::Undetermined),
        Answer::NotApplicable | Answer::Compliant => None,
    };
    let decides = |instance: &&Instance| {
        let counts = part.is_none() || instance.part.as_ref() == part;
        counts && Some(instance.outcome) == outcome && instance.severity == Severity::Blocking
    };
    let rule = verdict.instances.iter().find(decides).map(|instance| instance.rule.as_str());
    json!({ "verdict": answer.as_str(), "rule": rule })
}

/// Returns how a flow is decided; null where it is refused. A module reads the facts alone that its policy reads, so what is wrong
/// with others is left out of the flow first.
fn decided(policy: &Policy, flow: &Value, options: &Options) -> Value {
    let mut flow = flow.clone();
    for _ in 0..MOST_FAULTS {
        let json: Json = serde_json::from_value(flow.clone()).expect("a flow is JSON");
        match policy.decide(&json, options) {
            Ok(found) => return json!({ "verdict": found.verdict.as_str(), "rule": found.rule }),
            Err(errors) => {
                let fault = errors.iter().find_map(|error| pointer(&flow, &fault_of(error)?));
                let Some(fault) = fault.and_then(|fault| flow.pointer_mut(&fault)) else { return Value::Null };
                *fault = Value::Null;
            }
        }
    }
    Value::Null
}

/// Faults of one flow that are left out, one after the other.
const MOST_FAULTS: usize = 50;

/// Returns the path of the fact that an error is about: where two mentions of a party differ, the path is the second mention's.
fn fault_of(error: &Diagnostic) -> Option<String> {
    let path = error.path.clone()?;
    let fact = error.message.split('`').nth(1).filter(|_| error.code == "L0505");
    Some(fact.map_or(path.clone(), |fact| format!("{path}.{fact}")))
}

/// Returns the JSON pointer of what a flow states at a path: `storage[0].place`.
fn pointer(flow: &Value, path: &str) -> Option<String> {
    let (mut pointer, mut value) = (String::new(), flow);
    for step in path.split(['.', '[', ']']).filter(|step| !step.is_empty()) {
        let is_open_list = step.parse::<usize>().is_ok() && value.get("items").is_some();
        for step in is_open_list.then_some("items").into_iter().chain([step]) {
            pointer.extend(["/", step]);
            value = flow.pointer(&pointer)?;
        }
    }
    (!value.is_null() && !pointer.is_empty()).then_some(pointer)
}

/// Asks for the decision on a flow at every level and of every part.
pub(crate) fn ask_all(folder: &mut Folder, name: &str, policy: &Policy, flow: &str, as_of: Option<Date>) {
    let Ok(json) = serde_json::from_str::<Json>(flow) else { return };
    let Ok(plain) = serde_json::from_str::<Value>(flow) else { return };
    let module = folder.module(policy);
    for level in 0..policy.levels.len().max(1) {
        let named = policy.levels.get(level);
        let options = named.into_iter().fold(Options::new().as_of(as_of), Options::level);
        let verdict = policy.check(&json, &options);
        for part in std::iter::once(None).chain(policy.parts.iter().map(Some)) {
            let expected = verdict.as_ref().ok().map(|verdict| explained(verdict, part));
            // If places are groups, the instances are those of the choice that is worst for the whole policy: the rule that decides a
            // part is then what `decide` says, where it gives the same verdict.
            let is_asked = expected.is_none() || part.is_some();
            let asked = part.into_iter().fold(options.clone(), Options::part);
            let decided = if is_asked { decided(policy, &plain, &asked) } else { Value::Null };
            folder.ask(&json!({
                "name": name, "module": module, "flow": plain, "asOf": as_of.map(|day| day.to_string()),
                "level": named, "part": part, "expected": expected, "decided": decided,
            }));
        }
    }
}
