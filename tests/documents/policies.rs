//! docs/policies: a page for each shipped policy, whose worked flow is right and whose printed verdicts are the engine's.

use super::readme::blocks;
use lexloci::{Date, Json, Modules, Options, Policy, render};

fn shipped() -> impl Iterator<Item = (&'static str, Policy)> {
    let policies = lexloci::policies::policies().iter();
    policies.map(|(name, text)| (*name, Policy::parse(text, &Modules::new()).expect("a shipped policy is right")))
}

fn page(name: &str) -> String {
    format!("docs/policies/{name}.md")
}

/// Returns what `lexloci check NAME flow.json --as-of DAY --suppose 'AMENDMENT'` prints.
fn printed(policy: &Policy, flow: &Json, command: &str) -> String {
    let mut supposed = policy.clone();
    for amendment in command.split("--suppose '").skip(1).filter_map(|rest| rest.split('\'').next()) {
        supposed = supposed.suppose(amendment).expect("a supposition that is shown is right");
    }
    let day = command.split("--as-of ").nth(1).and_then(|rest| rest.split_whitespace().next());
    let options = Options::new().as_of(day.and_then(Date::parse));
    let verdict = supposed.check(flow, &options).expect("a flow that is shown is right");
    let text = render::brief(&verdict, None).to_string();
    text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_page_shows_a_flow_that_its_policy_judges() {
    for (name, policy) in shipped() {
        let flow = blocks(&super::text(&page(name)), "json").into_iter().next().expect("a worked flow");
        let flow: Json = serde_json::from_str(&flow).expect("the flow is JSON");
        assert!(printed(&policy, &flow, "").contains(name), "{name}");
    }
}

#[test]
fn the_verdicts_and_the_facts_are_those_of_the_engine() {
    for (name, policy) in shipped() {
        let text = super::text(&page(name));
        let flow = blocks(&text, "json").into_iter().next().expect("a worked flow");
        let flow: Json = serde_json::from_str(&flow).expect("the flow is JSON");
        let mut parts = text.split("```text\n");
        let mut expected = parts.next().unwrap_or_default().to_owned();
        let mut before = expected.clone();
        for part in parts {
            let (_, after) = part.split_once("```").expect("the end of a block of text");
            let command = before.split('`').rfind(|code| code.starts_with("lexloci check")).expect("a command");
            expected.push_str(&format!("```text\n{}\n```{after}", printed(&policy, &flow, command)));
            before = after.to_owned();
        }
        let source = lexloci::policies::source(name).expect("a shipped policy has a text");
        super::assert_written(&page(name), &super::policy_facts::with_facts(&expected, &policy, source));
    }
}

#[test]
fn every_page_is_in_the_index() {
    let index = super::text("docs/policies/README.md");
    for (name, _) in shipped() {
        assert!(index.contains(&format!("| [{name}]({name}.md) |")), "docs/policies/README.md does not name {name}");
        let disclaims = super::text(&page(name)).contains("This is not legal advice, and no lawyer has re-read");
        assert!(disclaims, "{name} does not say that it is no legal advice");
    }
}
