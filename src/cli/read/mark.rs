//! Findings at the place in a file where their facts stand: in text, as SARIF 2.1.0 and as JUnit.

use clap::ValueEnum;
use lexloci::Verdict;
use lexloci::read::{Found, Origin};
use lexloci::verdict::{Because, Instance, Outcome, Severity};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A format of findings for other tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Report {
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit, for build servers
    Junit,
}

/// Returns where a fact stands, or the nearest thing around it that stands somewhere.
///
/// Place and operator of a site follow from its region, so that they stand where the region does.
pub(super) fn origin<'f>(origins: &'f BTreeMap<String, Origin>, path: &str) -> Option<&'f Origin> {
    let mut path = path;
    loop {
        if let Some(origin) = origins.get(path) {
            return Some(origin);
        }
        let before = path.get(..path.rfind(['.', '['])?)?;
        if matches!(path.get(before.len()..), Some(".place" | ".operator"))
            && let Some(region) = origins.get(&format!("{before}.region"))
        {
            return Some(region);
        }
        path = before;
    }
}

/// Returns whether an instance needs action.
fn is_finding(instance: &Instance) -> bool {
    matches!(instance.outcome, Outcome::Violated | Outcome::Undetermined)
}

/// Returns the facts that an instance turns on: those that break it, or those that are not known.
fn decisive(instance: &Instance) -> impl Iterator<Item = &Because> {
    let is_violated = instance.outcome == Outcome::Violated;
    instance.because.iter().filter(move |because| if is_violated { because.breaks } else { because.value.is_none() })
}

/// Returns the places in files that an instance is about, each once.
fn places<'f>(found: &'f Found, instance: &Instance) -> Vec<&'f Origin> {
    let facts = distinct(found, decisive(instance).map(|because| because.fact.as_str()));
    if facts.is_empty() { distinct(found, instance.at.split(',')) } else { facts }
}

/// Returns where these facts stand, each place once.
fn distinct<'f, 'p>(found: &'f Found, paths: impl Iterator<Item = &'p str>) -> Vec<&'f Origin> {
    let mut places: Vec<&Origin> = vec![];
    for origin in paths.filter_map(|path| origin(&found.origins, path)) {
        if !places.contains(&origin) {
            places.push(origin);
        }
    }
    places
}

/// Returns a line for each finding that stands somewhere: `aws_s3.tf:12   stores at storage[0]: violated`.
pub(in crate::cli) fn lines(found: &Found, verdict: &Verdict) -> Vec<String> {
    let findings = verdict.instances.iter().filter(|instance| is_finding(instance));
    let line = |instance: &Instance| {
        let places: Vec<String> = places(found, instance).into_iter().map(Origin::shown).collect();
        let at = if instance.at.is_empty() { String::new() } else { format!(" at {}", instance.at) };
        let said = format!("{}{at}: {}", instance.rule, instance.outcome.as_str());
        (!places.is_empty()).then(|| format!("{}   {said}", places.join(", ")))
    };
    findings.filter_map(line).collect()
}

/// A flow, or the policy, that was not judged, and why.
pub(in crate::cli) struct Refused {
    /// Its name.
    pub(in crate::cli) name: String,
    /// The place of the error.
    pub(in crate::cli) at: Origin,
    /// The code of the error.
    pub(in crate::cli) code: &'static str,
    /// Its message.
    pub(in crate::cli) message: String,
}

/// Returns all findings as one text of this kind.
pub(in crate::cli) fn report(kind: Report, judged: &[(Found, Verdict)], refused: &[Refused]) -> Result<String, String> {
    match kind {
        Report::Sarif => serde_json::to_string_pretty(&sarif(judged, refused)).map_err(|error| error.to_string()),
        Report::Junit => junit(judged, refused),
    }
}

/// Returns the finding in a sentence: the rule's title and the facts that it turns on.
fn message(instance: &Instance) -> String {
    let facts = decisive(instance).map(|because| match &because.value {
        Some(value) => format!("{} is {value}", because.fact),
        None => format!("{} is not known", because.fact),
    });
    let mut facts: Vec<String> = facts.collect();
    facts.dedup();
    let remedy = instance.remedy.as_ref().map_or(String::new(), |remedy| format!(" {remedy}"));
    match facts.as_slice() {
        [] => format!("{}.{remedy}", instance.title),
        _ => format!("{}: {}.{remedy}", instance.title, facts.join(", ")),
    }
}

fn sarif(judged: &[(Found, Verdict)], refused: &[Refused]) -> Value {
    let mut rules: BTreeMap<&str, &str> = BTreeMap::new();
    let mut results = Vec::new();
    for (found, verdict) in judged {
        for instance in verdict.instances.iter().filter(|instance| is_finding(instance)) {
            rules.insert(&instance.rule, &instance.title);
            let level = match (instance.severity, instance.outcome) {
                (Severity::Advisory, _) => "note",
                (Severity::Blocking, Outcome::Violated) => "error",
                _ => "warning",
            };
            let locations: Vec<Value> = places(found, instance).into_iter().map(location).collect();
            results.push(json!({
                "ruleId": instance.rule,
                "level": level,
                "message": { "text": message(instance) },
                "locations": locations,
                "properties": { "at": instance.at, "outcome": instance.outcome.as_str(), "flow": found.name },
            }));
        }
    }
    for one in refused {
        let title = lexloci::diag::code(one.code).map_or("an error", |code| code.title);
        rules.insert(one.code, title);
        results.push(json!({
            "ruleId": one.code,
            "level": "error",
            "message": { "text": one.message },
            "locations": [location(&one.at)],
            "properties": { "outcome": "error", "flow": one.name },
        }));
    }
    let rules: Vec<Value> =
        rules.iter().map(|(id, title)| json!({ "id": id, "shortDescription": { "text": title } })).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "lexloci", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    })
}

fn location(origin: &Origin) -> Value {
    let artifact = json!({ "uri": origin.file });
    match origin.line {
        0 => json!({ "physicalLocation": { "artifactLocation": artifact } }),
        line => json!({ "physicalLocation": { "artifactLocation": artifact, "region": { "startLine": line } } }),
    }
}

fn junit(judged: &[(Found, Verdict)], refused: &[Refused]) -> Result<String, String> {
    let mut report = quick_junit::Report::new("lexloci");
    for (found, verdict) in judged {
        let mut suite = TestSuite::new(found.name.as_str());
        for instance in &verdict.instances {
            let status = match instance.outcome {
                Outcome::Satisfied | Outcome::Excused => TestCaseStatus::success(),
                Outcome::NotApplicable => TestCaseStatus::skipped(),
                Outcome::Violated | Outcome::Undetermined => {
                    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                    status.set_type(instance.outcome.as_str());
                    status.set_message(message(instance));
                    let places = places(found, instance);
                    status.set_description(places.into_iter().map(Origin::shown).collect::<Vec<_>>().join("\n"));
                    status
                }
            };
            let at = if instance.at.is_empty() { String::new() } else { format!(" at {}", instance.at) };
            let mut case = TestCase::new(format!("{}{at}", instance.rule), status);
            case.set_classname(verdict.policy.name.as_str());
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    for one in refused {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type(one.code);
        status.set_message(one.message.as_str());
        status.set_description(one.at.shown());
        let mut suite = TestSuite::new(one.name.as_str());
        suite.add_test_case(TestCase::new(one.code, status));
        report.add_test_suite(suite);
    }
    report.to_string().map_err(|error| error.to_string())
}
