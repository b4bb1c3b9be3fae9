//! Lex Loci: the policy of benches/peers/policy.loci. Flows are reworded as benches/peers/engines/lexloci.mjs does.

use crate::flow::{Flows, list, number, read, text, yes};
use crate::timing::{Decide, Subject};
use anyhow::{Result, anyhow};
use lexloci::decide::{Asked, Decider, Packer};
use lexloci::flow::Flow;
use lexloci::program::{Program, compile};
use lexloci::verdict::Answer;
use lexloci::{Json, Modules, Options, Policy};
use serde_json::{Value, json};

pub(crate) fn subjects(flows: &Flows) -> Result<Vec<Subject>> {
    let policy = || Policy::parse(&read("policy.loci")?, &Modules::new()).map_err(|errors| anyhow!("{errors:?}"));
    let reword = |flow: &Value| serde_json::from_value(reworded(flow));
    let inputs = flows.values.iter().map(reword).collect::<Result<Vec<Json>, _>>()?;
    Ok(vec![decided(&policy()?, &inputs)?, checked(policy()?, inputs)])
}

/// Flows packed for a program.
fn packed(policy: &Policy, program: &Program, inputs: &[Json]) -> Result<Vec<Vec<u32>>> {
    let packer = Packer::new(program);
    let pack = |flow: &Json| Flow::read(flow, &policy.declared, None).map(|flow| packer.pack(&flow));
    inputs.iter().map(pack).collect::<Result<Vec<_>, _>>().map_err(|errors| anyhow!("{errors:?}"))
}

/// Returns the verdict alone, of flows packed beforehand.
fn decided(policy: &Policy, inputs: &[Json]) -> Result<Subject> {
    let program = compile(policy);
    let packed = packed(policy, &program, inputs)?;
    let mut decider = Decider::new(program);
    let decide = move |at: usize| {
        let words = packed.get(at).map_or(&[][..], Vec::as_slice);
        decider.decide(words, Asked::ALL).is_ok_and(|decision| decision.verdict == Answer::Compliant)
    };
    Ok(Subject {
        name: "Lex Loci",
        how: "`decide`, a flow packed beforehand",
        pace: inputs.len(),
        decide: Decide::one(decide),
    })
}

fn checked(policy: Policy, inputs: Vec<Json>) -> Subject {
    let decide = move |at: usize| {
        let judged = inputs.get(at).and_then(|flow| policy.check(flow, &Options::default()).ok());
        judged.is_some_and(|verdict| verdict.verdict == Answer::Compliant)
    };
    Subject { name: "Lex Loci", how: "`check`, every reason", pace: 1000, decide: Decide::one(decide) }
}

fn reworded(flow: &Value) -> Value {
    let words = |value: &str| match value {
        "billing" => "financial".to_owned(),
        "usage" => "behaviour".to_owned(),
        "union" => "trade_union".to_owned(),
        "at-rest" => "at_rest".to_owned(),
        "e2e" => "end_to_end".to_owned(),
        "third-party" => "third_party".to_owned(),
        other => other.to_owned(),
    };
    let certified = if yes(flow, "secNumCloud") { json!(["secnumcloud"]) } else { json!([]) };
    json!({
        "as_of": text(flow, "date"),
        "data": list(flow, "dataCategories").into_iter().map(words).collect::<Vec<String>>(),
        "purpose": [text(flow, "purpose")],
        "exporter": {"seat": text(flow, "controller")},
        "provider": {"name": text(flow, "provider"), "seat": text(flow, "providerHq"), "certified": certified},
        "storage": list(flow, "storage"),
        "processing": list(flow, "processing"),
        "x": {
            "volume": number(flow, "volume"),
            "subprocessors": number(flow, "subprocessors"),
            "mechanism": text(flow, "mechanism"),
            "encryption": words(text(flow, "encryption")),
            "key_holder": words(text(flow, "keyHolder")),
            "key_place": text(flow, "keyCountry"),
            "assessed": yes(flow, "tiaDone"),
            "consent": yes(flow, "consent"),
            "pseudonymised": yes(flow, "pseudonymised"),
        },
    })
}
