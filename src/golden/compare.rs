//! Compares what a case expects with what the engine returns.

use super::expect::{AtCode, AtRule, LevelWord};
use super::{Case, Expectation, Expected, Judgement, module_text};
use crate::diag::Diagnostic;
use crate::render;
use crate::span::LineIndex;
use crate::verdict::{Because, Instance, LevelVerdict, Outcome, Part, Verdict};

/// Returns why the case failed, with the engine's whole result; `None` when it passed.
pub(super) fn failure(case: &Case, judgement: &Judgement) -> Option<String> {
    let unmet = match judgement {
        Judgement::Judged(verdict, lints) => unmet(case, Some(verdict), lints),
        Judgement::Accepted(lints) => unmet(case, None, lints),
        Judgement::PolicyErrors(errors) | Judgement::FlowErrors(errors) => unmet_errors(case, errors),
    };
    if unmet.is_empty() {
        return None;
    }
    let mut text = unmet.concat();
    for line in came(case, judgement).lines() {
        text.push_str(&format!("    | {line}\n"));
    }
    Some(text)
}

/// Prints the verdict or the diagnostics.
fn came(case: &Case, judgement: &Judgement) -> String {
    let printed = |list: &[Diagnostic], source: &str, name: &str| -> String {
        let pages = list.iter().map(|item| render::diagnostic(item, source, name).to_string());
        pages.collect()
    };
    match judgement {
        Judgement::Judged(verdict, _) => render::verdict(verdict).to_string(),
        Judgement::Accepted(lints) => printed(lints, &case.policy, "policy"),
        Judgement::PolicyErrors(errors) => errors
            .iter()
            .map(|error| {
                let name = error.module.as_deref().unwrap_or("policy");
                render::diagnostic(error, source_of(case, error), name).to_string()
            })
            .collect(),
        Judgement::FlowErrors(errors) => printed(errors, case.flow.as_deref().unwrap_or(""), "flow"),
    }
}

fn expected_but(line: usize, text: &str, came: &str) -> String {
    format!("    line {line}: expected  {text}\n    came:  {came}\n")
}

/// Lists the expectations that a verdict, or the lints of a policy, do not meet.
fn unmet(case: &Case, verdict: Option<&Verdict>, lints: &[Diagnostic]) -> Vec<String> {
    case.expected
        .iter()
        .filter_map(|expected| {
            let came = match (&expected.what, verdict) {
                (Expectation::Lint(lint), _) => differs_in_lints(lint, lints, case),
                (what, Some(verdict)) => differs(what, verdict),
                (_, None) => Some("the policy has no error".to_owned()),
            };
            came.map(|came| expected_but(expected.line, &expected.text, &came))
        })
        .collect()
}

/// Returns what the verdict has in place of the expectation; `None` when it meets it.
fn differs(what: &Expectation, verdict: &Verdict) -> Option<String> {
    match what {
        Expectation::Answer(answer) => unless(verdict.verdict == *answer, || verdict.verdict.as_str()),
        Expectation::Error(_) => Some(format!("no error; {}", verdict.verdict.as_str())),
        Expectation::Lint(_) => None,
        Expectation::Part { name, verdict: answer, applies } => {
            let part = verdict.parts.get(name);
            let meets = |part: &Part| {
                answer.is_none_or(|answer| answer == part.verdict)
                    && applies.is_none_or(|applies| applies == part.applies)
            };
            unless(part.is_some_and(meets), || describe_part(part))
        }
        Expectation::Rule(rule) => differs_in_rule(rule, verdict),
        Expectation::Missing(facts) => differs_in_missing(facts, verdict),
        Expectation::Ask(facts) => unless(*facts == verdict.ask, || or_none(&verdict.ask)),
        Expectation::Cites(cite) => {
            let cites = cites(verdict);
            unless(cites.contains(cite), || or_none(&cites))
        }
        Expectation::Because(text) => {
            let reasons: Vec<String> = becauses(verdict).map(render::reason).collect();
            let plain = becauses(verdict).any(|because| render::fact(because) == *text);
            unless(plain || reasons.contains(text), || or_none(&reasons))
        }
        Expectation::Duty { holder, by } => differs_in_duty(holder, by.as_deref(), verdict),
        Expectation::Excused { rule, at, by } => differs_in_excuse(rule, at.as_deref(), by, verdict),
        Expectation::Reservation(rule) => differs_in_reservation(rule, verdict),
        Expectation::NoReservation => unless(verdict.reservations.is_empty(), || reservations(verdict)),
        Expectation::Level(levels) => differs_in_levels(levels, verdict.level.as_ref()),
        Expectation::Note(note) => {
            let notes: Vec<String> =
                verdict.notes.iter().map(|note| format!("{} at {}", note.code, note.path)).collect();
            let meets = verdict
                .notes
                .iter()
                .any(|came| came.code == note.code && note.at.as_ref().is_none_or(|at| *at == came.path));
            unless(meets, || or_none(&notes))
        }
    }
}

fn unless<T: Into<String>>(met: bool, came: impl FnOnce() -> T) -> Option<String> {
    (!met).then(|| came().into())
}

fn or_none(list: &[String]) -> String {
    if list.is_empty() { "none".to_owned() } else { list.join("; ") }
}

fn describe_part(part: Option<&Part>) -> String {
    part.map_or_else(
        || "there is no such part".to_owned(),
        |part| format!("{}, applies {:?}", part.verdict.as_str(), part.applies).to_lowercase(),
    )
}

fn instances<'a>(verdict: &'a Verdict, rule: &'a str, at: Option<&'a str>) -> impl Iterator<Item = &'a Instance> {
    verdict.instances.iter().filter(move |instance| instance.rule == rule && at.is_none_or(|at| at == instance.at))
}

fn outcomes(verdict: &Verdict, rule: &str) -> String {
    let all: Vec<String> = instances(verdict, rule, None)
        .map(|instance| format!("{} at {:?}", instance.outcome.as_str(), instance.at))
        .collect();
    or_none(&all)
}

fn differs_in_rule(expected: &AtRule, verdict: &Verdict) -> Option<String> {
    let met =
        instances(verdict, &expected.rule, expected.at.as_deref()).any(|instance| instance.outcome == expected.outcome);
    unless(met, || outcomes(verdict, &expected.rule))
}

fn differs_in_missing(facts: &[String], verdict: &Verdict) -> Option<String> {
    let sets = verdict.instances.iter().flat_map(|i| &i.missing);
    let missing: Vec<String> = sets.flatten().cloned().collect();
    let met = facts.iter().all(|fact| missing.contains(fact));
    unless(met, || or_none(&missing))
}

/// Lists all citations of the instances that apply to the flow: of the rule, a reason or an excuse.
fn cites(verdict: &Verdict) -> Vec<String> {
    let concerned = verdict.instances.iter().filter(|instance| instance.outcome != Outcome::NotApplicable);
    let all = concerned.flat_map(|instance| {
        let reasons = instance.because.iter().flat_map(|because| &because.cites);
        let excuses = instance.excused_by.iter().flatten();
        let excuses = excuses.flat_map(|excuse| &excuse.cites);
        instance.cites.iter().chain(reasons).chain(excuses)
    });
    let mut cites: Vec<String> = all.map(|cited| format!("{} {}", cited.source, cited.pin)).collect();
    cites.sort();
    cites.dedup();
    cites
}

fn becauses(verdict: &Verdict) -> impl Iterator<Item = &Because> {
    verdict.instances.iter().flat_map(|i| &i.because)
}

fn differs_in_duty(holder: &str, by: Option<&str>, verdict: &Verdict) -> Option<String> {
    let met =
        verdict.duties.iter().any(|due| due.holder == holder && by.is_none_or(|by| Some(by) == due.due.as_deref()));
    let duties: Vec<String> = verdict
        .duties
        .iter()
        .map(|due| format!("{} by {}", due.holder, due.due.as_deref().unwrap_or("any day")))
        .collect();
    unless(met, || or_none(&duties))
}

fn differs_in_excuse(rule: &str, at: Option<&str>, by: &str, verdict: &Verdict) -> Option<String> {
    let excuses: Vec<String> = instances(verdict, rule, at)
        .flat_map(|instance| instance.excused_by.iter().flatten())
        .map(|excuse| excuse.exception.clone())
        .collect();
    unless(excuses.iter().any(|name| name == by), || {
        format!("excused by {}; {}", or_none(&excuses), outcomes(verdict, rule))
    })
}

fn reservations(verdict: &Verdict) -> String {
    let all: Vec<String> =
        verdict.reservations.iter().map(|r| format!("{} at {:?}: {}", r.rule, r.at, r.outcome.as_str())).collect();
    or_none(&all)
}

fn differs_in_reservation(expected: &AtRule, verdict: &Verdict) -> Option<String> {
    let met = verdict.reservations.iter().any(|came| {
        came.rule == expected.rule
            && came.outcome == expected.outcome
            && expected.at.as_ref().is_none_or(|at| *at == came.at)
    });
    unless(met, || reservations(verdict))
}

fn differs_in_levels(expected: &[(LevelWord, Vec<String>)], level: Option<&LevelVerdict>) -> Option<String> {
    let Some(level) = level else {
        return Some("the policy has no levels".to_owned());
    };
    let met = expected.iter().all(|(word, names)| match word {
        LevelWord::Required => names.iter().eq([&level.required]),
        LevelWord::Reached => names.iter().eq(&level.reached),
        LevelWord::Open => *names == level.open,
        LevelWord::Refused => *names == level.refused,
    });
    unless(met, || {
        let reached = level.reached.as_deref().unwrap_or("none");
        let (open, refused) = (or_none(&level.open), or_none(&level.refused));
        let required = &level.required;
        format!("required {required}, reached {reached}, open {open}, refused {refused}")
    })
}

fn differs_in_lints(lint: &AtCode, lints: &[Diagnostic], case: &Case) -> Option<String> {
    let met = lints.iter().any(|came| is(lint, came, case));
    unless(met, || or_none(&named(lints, case)))
}

/// Lists the differences from exactly the expected errors: none missing, none extra. Expectations with a place are
/// matched first.
fn unmet_errors(case: &Case, errors: &[Diagnostic]) -> Vec<String> {
    let expects_errors = |expected: &&Expected| matches!(expected.what, Expectation::Error(_));
    if let Some(first) = case.expected.first().filter(|first| !expects_errors(first)) {
        return vec![expected_but(first.line, &first.text, "errors")];
    }
    let mut left: Vec<&Diagnostic> = errors.iter().collect();
    let mut unmet = vec![];
    let (placed, anywhere): (Vec<_>, Vec<_>) = case
        .expected
        .iter()
        .partition(|expected| matches!(&expected.what, Expectation::Error(error) if error.at.is_some()));
    for expected in placed.into_iter().chain(anywhere) {
        let found = match &expected.what {
            Expectation::Error(error) => left.iter().position(|came| is(error, came, case)),
            _ => None,
        };
        match found {
            Some(at) => drop(left.remove(at)),
            None => {
                let came = or_none(&named(errors, case));
                unmet.push(expected_but(expected.line, &expected.text, &came));
            }
        }
    }
    for over in left {
        unmet.push(format!("    not expected:  {}\n", name(over, case)));
    }
    unmet
}

fn is(expected: &AtCode, came: &Diagnostic, case: &Case) -> bool {
    let place = || place(came, case);
    expected.code == came.code && expected.at.as_ref().is_none_or(|at| *at == place())
}

fn named(list: &[Diagnostic], case: &Case) -> Vec<String> {
    list.iter().map(|item| name(item, case)).collect()
}

fn name(diagnostic: &Diagnostic, case: &Case) -> String {
    format!("{} at {}", diagnostic.code, place(diagnostic, case))
}

/// Prints a position: `storage[0].plase` in a flow, `4:3` in the policy, `house:4:3` in a module.
fn place(diagnostic: &Diagnostic, case: &Case) -> String {
    if let Some(path) = &diagnostic.path {
        return path.clone();
    }
    let source = source_of(case, diagnostic);
    let start = diagnostic.span.unwrap_or_default().start;
    let at = LineIndex::new(source).position(source, start);
    match &diagnostic.module {
        Some(module) => format!("{module}:{}:{}", at.line, at.column),
        None => format!("{}:{}", at.line, at.column),
    }
}

/// Returns the text in which the diagnostic's span lies.
pub(super) fn source_of<'a>(case: &'a Case, diagnostic: &Diagnostic) -> &'a str {
    match &diagnostic.module {
        Some(module) => module_text(&case.modules, module),
        None if diagnostic.code == "L0004" => case.flow.as_deref().unwrap_or(""),
        None => &case.policy,
    }
}
