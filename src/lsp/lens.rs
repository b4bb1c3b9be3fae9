//! Code lenses: tests and claims can be run where they stand.

use super::Server;
use super::rpc::Failure;
use super::store::{Kind, Open};
use crate::golden;
use crate::syntax::tree::PolicyMember;
use serde_json::{Value, json};

impl Server {
    pub(super) fn lenses(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let mut all = tests(open);
        for (unit, number) in open.units.iter().zip(0..) {
            let document = unit.document();
            let members =
                document.file().and_then(|file| file.policy.as_ref()).map_or(&[][..], |policy| &policy.members);
            for member in members {
                let PolicyMember::Claim(claim) = member else { continue };
                let name = &claim.name.text;
                let title = open.ran.get(&claim_key(number, name)).map_or("▶ prove", String::as_str);
                all.push(json!({
                    "range": open.range(unit, claim.name.span),
                    "command": {"title": title, "command": "lexloci.prove", "arguments": [open.uri, name, number]},
                }));
            }
        }
        Ok(Value::Array(all))
    }
}

/// Returns the lenses of the tests of a Markdown file, and one for all of them on its first line.
fn tests(open: &Open) -> Vec<Value> {
    if open.kind != Kind::Markdown {
        return vec![];
    }
    let cases = golden::read(&open.text).unwrap_or_default();
    let lens = |line: usize, title: &str, arguments: Value| {
        let command = json!({"title": title, "command": "lexloci.test", "arguments": arguments});
        json!({"range": open.lines.line(&open.text, line), "command": command})
    };
    let whole = (cases.len() > 1).then(|| lens(1, "▶ run all tests", json!([open.uri])));
    let each = cases.iter().map(|case| {
        let title = open.ran.get(&test_key(case.line)).map_or("▶ run test", String::as_str);
        lens(case.line, title, json!([open.uri, case.line]))
    });
    whole.into_iter().chain(each).collect()
}

/// Returns the key of a test's outcome.
pub(super) fn test_key(line: usize) -> String {
    format!("test {line}")
}

/// Returns the key of a claim's outcome.
pub(super) fn claim_key(unit: usize, name: &str) -> String {
    format!("claim {unit} {name}")
}
