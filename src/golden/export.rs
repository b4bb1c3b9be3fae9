//! Exports cases with the native result of the engine, for comparison with other builds.

use super::{Case, Judgement, compare};
use crate::diag::{Diagnostic, Located};
use crate::engine::Modules;
use crate::span::LineIndex;
use serde::Serialize;

/// A case as JSON. Results that another build must reproduce byte for byte are texts within it.
#[derive(Serialize)]
struct Exported<'a> {
    name: String,
    policy: &'a str,
    modules: &'a Modules,
    /// The flow's text; the other build parses it too.
    flow: Option<&'a str>,
    options: ExportedOptions<'a>,
    /// The verdict's JSON text.
    verdict: Option<String>,
    /// The JSON text of the errors, where there is no verdict.
    errors: Option<String>,
}

#[derive(Serialize)]
struct ExportedOptions<'a> {
    as_of: Option<String>,
    level: Option<&'a str>,
}

/// Returns the case and its native result as one line of JSON; `file` is put before its name.
///
/// # Errors
/// Returns an error when serde_json cannot write it, which its types rule out.
pub fn exported(case: &Case, file: &str) -> serde_json::Result<String> {
    let (verdict, errors) = match case.judge() {
        Judgement::Judged(verdict, _) => (Some(serde_json::to_string(&verdict)?), None),
        Judgement::Accepted(_) => (None, Some("[]".to_owned())),
        Judgement::PolicyErrors(errors) | Judgement::FlowErrors(errors) => {
            (None, Some(serde_json::to_string(&located(case, &errors))?))
        }
    };
    serde_json::to_string(&Exported {
        name: format!("{file} › {}", case.name),
        policy: &case.policy,
        modules: &case.modules,
        flow: case.flow.as_deref(),
        options: ExportedOptions {
            as_of: case.options.as_of.map(|day| day.to_string()),
            level: case.options.level.as_deref(),
        },
        verdict,
        errors,
    })
}

fn located(case: &Case, errors: &[Diagnostic]) -> Vec<Located> {
    errors
        .iter()
        .map(|error| {
            let source = compare::source_of(case, error);
            error.located(source, &LineIndex::new(source))
        })
        .collect()
}
