//! Flows that fail, for other tools: SARIF 2.1.0 and JUnit, one result a flow, the first thousand of them.

use super::sink::{Done, MOST_FINDINGS};
use lexloci::Policy;
use lexloci::audit::Keyed;
use lexloci::verdict::Answer;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The most missing facts that a result names.
const MOST_MISSING: usize = 10;

/// A flow that fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Finding {
    file: String,
    row: u64,
    keys: Vec<(String, String)>,
    violates: bool,
    rules: Vec<String>,
    missing: Vec<String>,
}

impl Finding {
    /// Returns the finding of a verdict, where the flow fails.
    pub(super) fn of(row: &Keyed, keys: &[String]) -> Option<Finding> {
        let violates = match row.judged.answer {
            Answer::NonCompliant => true,
            Answer::Undetermined => false,
            Answer::Compliant | Answer::NotApplicable => return None,
        };
        let keys = keys.iter().zip(&row.keys).filter_map(|(name, key)| Some((name.clone(), key.clone()?)));
        Some(Finding {
            file: row.file.to_string(),
            row: row.row,
            keys: keys.collect(),
            violates,
            rules: row.judged.rules.clone(),
            missing: row.judged.missing.iter().take(MOST_MISSING).cloned().collect(),
        })
    }

    /// Returns it in a sentence.
    fn message(&self, policy: &Policy) -> String {
        let title = |name: &String| policy.rules.iter().find(|rule| rule.name == *name).map(|rule| rule.title.as_str());
        let titles: Vec<&str> = self.rules.iter().filter_map(title).collect();
        let keys = self.keys.iter().map(|(name, key)| format!("{name} {key}")).collect::<Vec<_>>().join(", ");
        let what = if self.violates { "non-compliant" } else { "undetermined" };
        let missing =
            if self.missing.is_empty() { String::new() } else { format!(". Missing: {}", self.missing.join(", ")) };
        let whose = if keys.is_empty() { String::new() } else { format!("{keys}: ") };
        format!("{whose}{what}: {}{missing}", titles.join("; "))
    }

    fn rule(&self) -> &str {
        self.rules.first().map_or("", String::as_str)
    }
}

/// Says how many flows fail and are not listed.
fn left_out(done: &Done) -> Option<String> {
    let counts = &done.tally.verdicts;
    let failing = counts.non_compliant + counts.undetermined;
    let listed = done.findings().count() as u64;
    (failing > listed).then(|| {
        format!(
            "{failing} flows fail, and the first {listed} are listed (at most {MOST_FINDINGS}): --out has all of them"
        )
    })
}

/// Returns the findings as SARIF.
pub(super) fn sarif(policy: &Policy, done: &Done) -> Result<String, String> {
    let mut rules: Vec<Value> = vec![];
    for rule in &policy.rules {
        if done.findings().any(|finding| finding.rule() == rule.name) {
            rules.push(json!({ "id": rule.name, "shortDescription": { "text": rule.title } }));
        }
    }
    let results = done.findings().map(|finding| {
        let mut place = json!({ "artifactLocation": { "uri": finding.file } });
        // Rows of Parquet are no lines.
        if !finding.file.ends_with(".parquet")
            && finding.row > 0
            && let Some(place) = place.as_object_mut()
        {
            place.insert("region".to_owned(), json!({ "startLine": finding.row }));
        }
        json!({
            "ruleId": finding.rule(),
            "level": if finding.violates { "error" } else { "warning" },
            "message": { "text": finding.message(policy) },
            "locations": [{ "physicalLocation": place }],
            "properties": { "row": finding.row, "rules": finding.rules, "keys": finding.keys.iter().cloned().collect::<BTreeMap<_, _>>() },
        })
    });
    let results: Vec<Value> = results.collect();
    let notes: Vec<Value> = left_out(done)
        .into_iter()
        .chain((done.rejected > 0).then(|| format!("{} rows could not be read or judged", done.rejected)))
        .map(|text| json!({ "level": "warning", "message": { "text": text } }))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "lexloci", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "invocations": [{ "executionSuccessful": done.rejected == 0, "toolExecutionNotifications": notes }],
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).map_err(|error| error.to_string())
}

/// Returns the findings as JUnit.
pub(super) fn junit(policy: &Policy, done: &Done) -> Result<String, String> {
    let mut report = Report::new("lexloci");
    let mut suite = TestSuite::new(policy.name());
    for finding in done.findings() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(if finding.violates { "violated" } else { "undetermined" });
        status.set_message(finding.message(policy));
        let mut case = TestCase::new(format!("{}:{}", finding.file, finding.row), status);
        case.set_classname(policy.name());
        suite.add_test_case(case);
    }
    let faults = [
        left_out(done).map(|text| ("flows that are not listed", text)),
        (done.rejected > 0).then(|| ("rows that were not judged", format!("{} rows", done.rejected))),
    ];
    for (name, text) in faults.into_iter().flatten() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(text);
        suite.add_test_case(TestCase::new(name, status));
    }
    let counts = &done.tally.verdicts;
    if counts.compliant + counts.not_applicable > 0 {
        let name = format!("{} compliant, {} not applicable", counts.compliant, counts.not_applicable);
        suite.add_test_case(TestCase::new(name, TestCaseStatus::success()));
    }
    report.add_test_suite(suite);
    report.to_string().map_err(|error| error.to_string())
}
