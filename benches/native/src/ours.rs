//! Lex Loci: the policy of benches/peers/policy.loci. Flows are reworded as benches/peers/engines/lexloci.mjs does.

use crate::flow::{Flows, list, number, read, text, yes};
use crate::timing::{Decide, Subject};
use anyhow::{Result, anyhow};
use lexloci::verdict::Answer;
use lexloci::{Json, Modules, Options, Policy};
use serde_json::{Value, json};

pub(crate) fn subjects(flows: &Flows) -> Result<Vec<Subject>> {
    let policy = || Policy::parse(&read("policy.loci")?, &Modules::new()).map_err(|errors| anyhow!("{errors:?}"));
    let reword = |flow: &Value| serde_json::from_value(reworded(flow));
    let inputs = flows.values.iter().map(reword).collect::<Result<Vec<Json>, _>>()?;
    Ok(vec![decided(policy()?, inputs.clone()), checked(policy()?, inputs)])
}

/// Returns the answer alone.
fn decided(policy: Policy, inputs: Vec<Json>) -> Subject {
    let decide = move |at: usize| {
        let decided = inputs.get(at).and_then(|flow| policy.decide(flow, &Options::default()).ok());
        decided.is_some_and(|decision| decision.verdict == Answer::Compliant)
    };
    Subject { name: "Lex Loci", how: "`decide`, the answer alone", pace: 1000, decide: Decide::one(decide) }
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
