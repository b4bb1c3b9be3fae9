//! Cedar: policies and requests parsed beforehand. With the sets in the policy, and in an entity as its authors advise.

use crate::flow::{Flows, written};
use crate::timing::{Decide, Subject};
use anyhow::Result;
use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request};

pub(crate) fn subjects(flows: &Flows) -> Result<Vec<Subject>> {
    let entities = Entities::from_json_str(&written("entities.cedar.json")?, None)?;
    Ok(vec![
        subject(flows, "policy.cedar", Entities::empty(), "tree; sets in the policy")?,
        subject(flows, "policy.entity.cedar", entities, "tree; sets in an entity")?,
    ])
}

fn subject(flows: &Flows, file: &str, entities: Entities, how: &'static str) -> Result<Subject> {
    let policies: PolicySet = written(file)?.parse()?;
    let requests = flows.values.iter().map(request).collect::<Result<Vec<Request>>>()?;
    let authorizer = Authorizer::new();
    let decide = move |at: usize| {
        requests.get(at).is_some_and(|request| {
            authorizer.is_authorized(request, &policies, &entities).decision() == Decision::Allow
        })
    };
    Ok(Subject { name: "cedar-policy", how, pace: 2000, decide: Decide::one(decide) })
}

fn request(flow: &serde_json::Value) -> Result<Request> {
    let uid = |text: &str| text.parse::<EntityUid>();
    let context = Context::from_json_value(flow.clone(), None)?;
    Ok(Request::new(uid("App::\"x\"")?, uid("Action::\"transfer\"")?, uid("Law::\"eu\"")?, context, None)?)
}
