//! Biscuit: policies parsed and facts built beforehand, the authorizer cloned by each call.

use crate::flow::{Flows, list, number, text, written, yes};
use crate::timing::{Decide, Subject};
use anyhow::Result;
use biscuit_auth::AuthorizerLimits;
use biscuit_auth::builder::{AuthorizerBuilder, Fact, boolean, fact, int, set, string};
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;

const PACE: usize = 500;

pub(crate) fn subjects(flows: &Flows) -> Result<Vec<Subject>> {
    let limits = AuthorizerLimits { max_facts: 1000, max_iterations: 100, max_time: Duration::from_secs(5) };
    let policy = AuthorizerBuilder::new().code(written("policy.6.biscuit")?)?.set_limits(limits);
    let inputs: Vec<Vec<Fact>> = flows.values.iter().take(PACE).map(facts).collect();
    let decide = move |at: usize| {
        let facts = inputs.get(at).into_iter().flatten().cloned();
        let ready = facts.into_iter().try_fold(policy.clone(), AuthorizerBuilder::fact);
        ready.and_then(AuthorizerBuilder::build_unauthenticated).is_ok_and(|mut ready| ready.authorize().is_ok())
    };
    Ok(vec![Subject { name: "biscuit-auth", how: "Datalog", pace: PACE, decide: Decide::one(decide) }])
}

fn facts(flow: &Value) -> Vec<Fact> {
    let texts = [
        ("hq", "providerHq"),
        ("key_holder", "keyHolder"),
        ("key_country", "keyCountry"),
        ("encryption", "encryption"),
        ("mechanism", "mechanism"),
        ("purpose", "purpose"),
    ];
    let yes_nos = [
        ("special", "specialCategory"),
        ("consent", "consent"),
        ("tia", "tiaDone"),
        ("pseudonymised", "pseudonymised"),
        ("secnum", "secNumCloud"),
    ];
    let numbers = [("volume", "volume"), ("day", "day"), ("subprocessors", "subprocessors")];
    let lists = ["storage", "processing"];
    let all = |field: &str| set(list(flow, field).into_iter().map(string).collect());
    let countries: BTreeSet<&str> = lists.iter().flat_map(|field| list(flow, field)).collect();
    let mut facts = vec![];
    facts.extend(texts.map(|(name, field)| fact(name, &[string(text(flow, field))])));
    facts.extend(yes_nos.map(|(name, field)| fact(name, &[boolean(yes(flow, field))])));
    facts.extend(numbers.map(|(name, field)| fact(name, &[int(number(flow, field).into())])));
    facts.extend(lists.map(|field| fact(field, &[all(field)])));
    facts.extend(countries.into_iter().map(|country| fact("country", &[string(country)])));
    facts
}
