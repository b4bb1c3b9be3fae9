//! Casbin: a structure as the request, with the host's functions that the rules call.

use crate::flow::{Flows, written};
use crate::timing::{Decide, Subject};
use anyhow::Result;
use casbin::function_map::OperatorFunction;
use casbin::rhai::Dynamic;
use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use serde::{Deserialize, Serialize};

const PACE: usize = 500;
const EEA: &str = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO";
const STEADY: &str = "AD AR CA CH FO GG IL IM JE JP NZ UY";

/// The fields that the rules name.
#[derive(Clone, Deserialize, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
struct Flow {
    special_category: bool,
    purpose: String,
    storage: Vec<String>,
    processing: Vec<String>,
    provider_hq: String,
    mechanism: String,
    encryption: String,
    key_holder: String,
    key_country: String,
    tia_done: bool,
    pseudonymised: bool,
    consent: bool,
    sec_num_cloud: bool,
    subprocessors: i32,
    volume: i32,
    day: i32,
}

pub(crate) fn subjects(flows: &Flows) -> Result<Vec<Subject>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut enforcer = runtime.block_on(enforcer())?;
    enforcer.enable_log(false);
    let read = |flow: &serde_json::Value| serde_json::from_value(flow.clone());
    let inputs = flows.values.iter().take(PACE).map(read).collect::<Result<Vec<Flow>, _>>()?;
    let decide = move |at: usize| inputs.get(at).is_some_and(|flow| enforcer.enforce((flow.clone(),)).unwrap_or(false));
    Ok(vec![Subject { name: "casbin", how: "rhai expressions", pace: PACE, decide: Decide::one(decide) }])
}

async fn enforcer() -> Result<Enforcer> {
    let model = DefaultModel::from_str(&written("model.casbin.conf")?).await?;
    let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
    enforcer.add_function(
        "allIn",
        OperatorFunction::Arg2(|list, set| {
            texts(list).iter().all(|entry| members(&set).contains(entry.as_str())).into()
        }),
    );
    enforcer.add_function(
        "anyIn",
        OperatorFunction::Arg2(|list, set| {
            texts(list).iter().any(|entry| members(&set).contains(entry.as_str())).into()
        }),
    );
    enforcer
        .add_function("isIn", OperatorFunction::Arg2(|entry, set| members(&set).contains(&entry.to_string()).into()));
    enforcer.add_function("allFit", OperatorFunction::Arg2(|list, day| all_fit(&texts(list), &day).into()));
    for rule in serde_json::from_str::<Vec<Vec<String>>>(&written("policy.casbin.json")?)? {
        enforcer.add_policy(rule).await?;
    }
    Ok(enforcer)
}

fn members(set: &Dynamic) -> &'static str {
    match set.to_string().as_str() {
        "EEA" => EEA,
        "REACHING" => "US CN RU IN",
        _ => "RU BY KP IR",
    }
}

fn texts(list: Dynamic) -> Vec<String> {
    list.into_typed_array::<String>().unwrap_or_default()
}

fn all_fit(countries: &[String], day: &Dynamic) -> bool {
    let day = day.as_int().unwrap_or_default();
    countries.iter().all(|country| match country.as_str() {
        "US" => !(18_459..19_548).contains(&day),
        "GB" => (18_806..22_640).contains(&day),
        "KR" => day >= 18_978,
        other => EEA.contains(other) || STEADY.contains(other),
    })
}
