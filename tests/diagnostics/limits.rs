//! Too large inputs are refused: each limit is tried, by something that is just too large.

use lexloci::{Json, Modules, Options, Policy};

const RULE: &str = "rule r \"R\"\nrequire purposes_specified\n";
const STORES: &str = "rule r \"R\"\nfor every s in storage\nrequire s in EEA\n";

fn policy(before: &str, body: &str) -> String {
    format!("loci 1\n{before}\npolicy p version 1.0.0 \"P\" {{\n{body}}}\n")
}

/// Returns the codes of the errors of a result; none where it is right.
fn codes_of<T>(result: Result<T, lexloci::Errors>) -> Vec<&'static str> {
    result.err().into_iter().flatten().map(|error| error.code).collect()
}

/// Returns the codes of what is wrong with a policy.
fn codes(source: &str, modules: &Modules) -> Vec<&'static str> {
    codes_of(Policy::parse(source, modules))
}

/// Returns the codes of what is wrong with a flow, judged by a policy with this body.
fn flow_codes(body: &str, flow: &str, level: Option<&str>) -> Vec<&'static str> {
    let policy = Policy::parse(&policy("", body), &Modules::new()).expect("the policy is right");
    let flow: Json = serde_json::from_str(flow).expect("the flow is JSON");
    let options = level.into_iter().fold(Options::new(), Options::level);
    codes_of(policy.check(&flow, &options))
}

fn list(entry: &str, count: usize) -> String {
    format!("[{}]", vec![entry; count].join(","))
}

#[test]
fn too_many_modules() {
    let modules: Modules = (0..70).map(|n| (format!("m{n}"), format!("loci 1\nset s{n} = {{FR}}"))).collect();
    let uses: Vec<String> = (0..70).map(|n| format!("use m{n}")).collect();
    let found = codes(&policy(&uses.join("\n"), RULE), &modules);
    assert!(!found.is_empty() && found.iter().all(|code| *code == "L0204"), "{found:?}");
}

#[test]
fn definitions_that_grow_by_doubling() {
    let first = "define d0 as purposes_specified".to_owned();
    let more = (1..24).map(|n| format!("define d{n} as d{0} and d{0}", n - 1));
    let lines: Vec<String> = std::iter::once(first).chain(more).collect();
    let found = codes(&policy(&lines.join("\n"), "rule r \"R\"\nrequire d23\n"), &Modules::new());
    assert_eq!(found, ["L0306"]);
}

#[test]
fn more_values_than_fit() {
    let values: Vec<String> = (0..65).map(|n| format!("v{n}")).collect();
    let fact = format!("fact x.tier is one of {{{}}}", values.join(", "));
    assert_eq!(codes(&policy(&fact, RULE), &Modules::new()), ["L0306"]);
}

#[test]
fn more_facts_than_fit() {
    let facts: Vec<String> = (0..257).map(|n| format!("fact x.f{n} is yes_no")).collect();
    assert_eq!(codes(&policy(&facts.join("\n"), RULE), &Modules::new()), ["L0306"]);
}

#[test]
fn a_level_that_is_not_there() {
    let levels = format!("levels low < high\n{RULE}");
    let flow = r#"{"as_of": "2026-03-01"}"#;
    assert_eq!(flow_codes(&levels, flow, Some("middle")), ["L0514"]);
    assert_eq!(flow_codes(RULE, flow, Some("middle")), ["L0514"]);
    assert_eq!(flow_codes(&levels, flow, Some("low")), Vec::<&str>::new());
}

#[test]
fn a_flow_that_is_too_large() {
    let flow = format!(r#"{{"as_of": "2026-03-01", "storage": {}}}"#, list("{}", 20_001));
    assert_eq!(flow_codes(STORES, &flow, None), ["L0590"]);
}

#[test]
fn a_flow_that_takes_too_long() {
    let pairs = "rule r \"R\"\nfor every s in storage\nfor every a in access\nrequire s.encrypted or a in EEA\n";
    let sites = list("{}", 300);
    let flow = format!(r#"{{"as_of": "2026-03-01", "storage": {sites}, "access": {sites}}}"#);
    assert_eq!(flow_codes(pairs, &flow, None), ["L0591"]);
}

#[test]
fn too_many_groups_of_places() {
    let flow = |count| format!(r#"{{"as_of": "2026-03-01", "storage": {}}}"#, list("\"anywhere\"", count));
    assert_eq!(flow_codes(STORES, &flow(12), None), Vec::<&str>::new());
    assert_eq!(flow_codes(STORES, &flow(13), None), ["L0592"]);
}
