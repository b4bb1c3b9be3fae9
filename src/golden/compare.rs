//! Compares what a case expects with what the engine returns.

use super::expect::{AtCode, AtRule, LevelWord};
use super::{Case, Difference, Expectation, Expected, Judgement, module_text};
use crate::diag::Diagnostic;
use crate::render;
use crate::span::LineIndex;
use crate::verdict::{Because, Instance, LevelVerdict, Outcome, Part, Verdict};

/// The most things of one kind that a difference lists.
const MOST_LISTED: usize = 6;

/// Lists what differs from the expectations; nothing where the case passes.
pub(super) fn differences(case: &Case, judgement: &Judgement) -> Vec<Difference> {
    match judgement {
        Judgement::Judged(verdict, lints) => unmet(case, Some(verdict), lints),
        Judgement::Accepted(lints) => unmet(case, None, lints),
        Judgement::PolicyErrors(errors) | Judgement::FlowErrors(errors) => unmet_errors(case, errors),
    }
}

/// Something else than what was expected: what came, and the line that would expect it, where there is one.
struct Came {
    came: String,
    instead: Option<String>,
}

impl Came {
    fn only(came: impl Into<String>) -> Came {
        Came { came: came.into(), instead: None }
    }

    fn or(came: impl Into<String>, instead: impl Into<String>) -> Came {
        Came { came: came.into(), instead: Some(instead.into()) }
    }

    fn to(self, expected: &Expected) -> Difference {
        Difference {
            line: expected.line,
            expected: Some(expected.text.clone()),
            came: self.came,
            instead: self.instead,
        }
    }
}

/// Lists the expectations that a verdict, or the lints of a policy, do not meet.
fn unmet(case: &Case, verdict: Option<&Verdict>, lints: &[Diagnostic]) -> Vec<Difference> {
    let differs = |expected: &Expected| match (&expected.what, verdict) {
        (Expectation::Lint(lint), _) => differs_in_lints(lint, lints, case),
        (what, Some(verdict)) => differs(what, verdict),
        (_, None) => Some(Came::only("the policy has no error")),
    };
    case.expected.iter().filter_map(|expected| differs(expected).map(|came| came.to(expected))).collect()
}

/// Returns what the verdict has in place of the expectation; `None` when it meets it.
fn differs(what: &Expectation, verdict: &Verdict) -> Option<Came> {
    let answer = verdict.verdict.as_str();
    match what {
        Expectation::Answer(expected) => unless(verdict.verdict == *expected, || Came::or(answer, answer)),
        Expectation::Error(_) => Some(Came::only(format!("no error; {answer}"))),
        Expectation::Lint(_) => None,
        Expectation::Part { name, verdict: answer, applies } => {
            let part = verdict.parts.get(name);
            let meets = |part: &Part| {
                answer.is_none_or(|answer| answer == part.verdict)
                    && applies.is_none_or(|applies| applies == part.applies)
            };
            let wrote = (answer.is_some(), applies.is_some());
            unless(part.is_some_and(meets), || differs_in_part(name, wrote, part))
        }
        Expectation::Rule(rule) => differs_in_rule(rule, verdict),
        Expectation::Missing(facts) => differs_in_missing(facts, verdict),
        Expectation::Ask(facts) => unless(*facts == verdict.ask, || {
            let came = or_none(&verdict.ask, ", ");
            Came::or(came.clone(), format!("ask: {came}"))
        }),
        Expectation::Cites(cite) => {
            let cites = cites(verdict);
            unless(cites.contains(cite), || Came::only(some_of(&cites)))
        }
        Expectation::Because(text) => differs_in_reason(text, verdict),
        Expectation::Duty { holder, by } => differs_in_duty(holder, by.as_deref(), verdict),
        Expectation::Excused { rule, at, by } => differs_in_excuse(rule, at.as_deref(), by, verdict),
        Expectation::Reservation(rule) => differs_in_reservation(rule, verdict),
        Expectation::NoReservation => {
            unless(verdict.reservations.is_empty(), || Came::only(some_of(&reservations(verdict))))
        }
        Expectation::Level(levels) => differs_in_levels(levels, verdict.level.as_ref()),
        Expectation::Note(note) => differs_in_notes(note, verdict),
    }
}

fn unless(met: bool, came: impl FnOnce() -> Came) -> Option<Came> {
    (!met).then(came)
}

fn or_none(list: &[String], between: &str) -> String {
    if list.is_empty() { "none".to_owned() } else { list.join(between) }
}

/// Lists what came, cut where it is much.
fn some_of(list: &[String]) -> String {
    match list.get(..MOST_LISTED) {
        Some(first) if list.len() > MOST_LISTED => format!("{}; {} more", first.join("; "), list.len() - MOST_LISTED),
        _ => or_none(list, "; "),
    }
}

/// Returns the one of a list where it has only one: that is what an expectation without it can mean.
fn only<T>(list: &[T]) -> Option<&T> {
    if let [one] = list { Some(one) } else { None }
}

fn differs_in_part(name: &str, (verdict, applies): (bool, bool), part: Option<&Part>) -> Came {
    let Some(part) = part else { return Came::only("there is no such part") };
    let answer = verdict.then(|| part.verdict.as_str().to_owned());
    let applies = applies.then(|| format!("applies {:?}", part.applies).to_lowercase());
    let said: Vec<String> = answer.into_iter().chain(applies).collect();
    Came::or(said.join(", "), format!("part {name}: {}", said.join(", ")))
}

fn instances<'a>(verdict: &'a Verdict, rule: &'a str, at: Option<&'a str>) -> impl Iterator<Item = &'a Instance> {
    verdict.instances.iter().filter(move |instance| instance.rule == rule && at.is_none_or(|at| at == instance.at))
}

/// Writes ` at storage[0]`, or nothing for an instance of the whole flow.
fn at(at: &str) -> String {
    if at.is_empty() { String::new() } else { format!(" at {at}") }
}

/// Lists the outcomes of a rule, at this entry if it has one there.
fn outcomes(verdict: &Verdict, rule: &str, at: Option<&str>) -> String {
    let outcome = |instance: &Instance| format!("{}{}", instance.outcome.as_str(), self::at(&instance.at));
    let here: Vec<String> = instances(verdict, rule, at).map(outcome).collect();
    let all: Vec<String> = instances(verdict, rule, None).map(outcome).collect();
    if !here.is_empty() {
        some_of(&here)
    } else if all.is_empty() {
        format!("no rule `{rule}`")
    } else {
        some_of(&all)
    }
}

fn differs_in_rule(expected: &AtRule, verdict: &Verdict) -> Option<Came> {
    let AtRule { rule, at, outcome } = expected;
    let came: Vec<&Instance> = instances(verdict, rule, at.as_deref()).collect();
    let met = came.iter().any(|instance| instance.outcome == *outcome);
    let instead = only(&came).map(|came| {
        let at = at.as_deref().map_or(String::new(), self::at);
        format!("rule {rule}{at}: {}", came.outcome.as_str())
    });
    unless(met, || Came { came: outcomes(verdict, rule, at.as_deref()), instead })
}

fn differs_in_missing(facts: &[String], verdict: &Verdict) -> Option<Came> {
    let sets = verdict.instances.iter().flat_map(|i| &i.missing);
    let mut missing: Vec<String> = sets.flatten().cloned().collect();
    missing.sort();
    missing.dedup();
    let met = facts.iter().all(|fact| missing.contains(fact));
    let still: Vec<String> = facts.iter().filter(|fact| missing.contains(fact)).cloned().collect();
    let instead = match (still.is_empty(), missing.is_empty()) {
        (false, _) => Some(still),
        (true, false) => Some(missing.clone()),
        (true, true) => None,
    };
    let instead = instead.map(|facts| format!("missing: {}", facts.join(", ")));
    unless(met, || Came { came: some_of(&missing), instead })
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

/// Compares with the reasons of the fact that the expectation names, or with all where none is about it.
fn differs_in_reason(text: &str, verdict: &Verdict) -> Option<Came> {
    let mut reasons: Vec<String> = becauses(verdict).map(render::reason).collect();
    if reasons.iter().any(|reason| reason == text) || becauses(verdict).any(|because| render::fact(because) == *text) {
        return None;
    }
    reasons.sort();
    reasons.dedup();
    let fact = text.split_once(" is ").map_or(text, |(fact, _)| fact);
    let about = becauses(verdict).filter(|because| because.fact == fact);
    let mut about: Vec<String> = about.map(render::reason).collect();
    about.sort();
    about.dedup();
    let instead = only(&about).map(|reason| format!("because: {reason}"));
    Some(Came { came: some_of(if about.is_empty() { &reasons } else { &about }), instead })
}

fn differs_in_duty(holder: &str, by: Option<&str>, verdict: &Verdict) -> Option<Came> {
    let met =
        verdict.duties.iter().any(|due| due.holder == holder && by.is_none_or(|by| Some(by) == due.due.as_deref()));
    let said = |due: &crate::verdict::Due| match &due.due {
        Some(day) => format!("{} by {day}", due.holder),
        None => due.holder.clone(),
    };
    let duties: Vec<String> = verdict.duties.iter().map(said).collect();
    let same: Vec<String> = verdict.duties.iter().filter(|due| due.holder == holder).map(said).collect();
    let instead = only(&same).map(|due| format!("duty {due}"));
    unless(met, || Came { came: some_of(&duties), instead })
}

fn differs_in_excuse(rule: &str, at: Option<&str>, by: &str, verdict: &Verdict) -> Option<Came> {
    let excuses: Vec<String> = instances(verdict, rule, at)
        .flat_map(|instance| instance.excused_by.iter().flatten())
        .map(|excuse| excuse.exception.clone())
        .collect();
    let met = excuses.iter().any(|name| name == by);
    let place = at.map_or(String::new(), self::at);
    let instead = only(&excuses).map(|by| format!("excused {rule}{place} by {by}"));
    let came = match excuses.as_slice() {
        [] => outcomes(verdict, rule, at),
        by => format!("excused by {}", by.join(", ")),
    };
    unless(met, || Came { came, instead })
}

fn reservations(verdict: &Verdict) -> Vec<String> {
    let said = |r: &crate::verdict::Reservation| format!("{}{}: {}", r.rule, at(&r.at), r.outcome.as_str());
    verdict.reservations.iter().map(said).collect()
}

fn differs_in_reservation(expected: &AtRule, verdict: &Verdict) -> Option<Came> {
    let same = verdict
        .reservations
        .iter()
        .filter(|came| came.rule == expected.rule && expected.at.as_ref().is_none_or(|at| *at == came.at));
    let same: Vec<Outcome> = same.map(|came| came.outcome).collect();
    let AtRule { rule, at, .. } = expected;
    let place = at.as_deref().map_or(String::new(), self::at);
    let instead = match (only(&same), verdict.reservations.is_empty()) {
        (Some(outcome), _) => Some(format!("reservation {rule}{place}: {}", outcome.as_str())),
        (None, true) => Some("reservation: none".to_owned()),
        (None, false) => None,
    };
    unless(same.contains(&expected.outcome), || Came { came: some_of(&reservations(verdict)), instead })
}

fn differs_in_levels(expected: &[(LevelWord, Vec<String>)], level: Option<&LevelVerdict>) -> Option<Came> {
    let Some(level) = level else {
        return Some(Came::only("the policy has no levels"));
    };
    let came = |word: LevelWord| match word {
        LevelWord::Required => vec![level.required.clone()],
        LevelWord::Reached => level.reached.iter().cloned().collect(),
        LevelWord::Open => level.open.clone(),
        LevelWord::Refused => level.refused.clone(),
    };
    let met = expected.iter().all(|(word, names)| *names == came(*word));
    let said = expected.iter().flat_map(|(word, _)| {
        let names = came(*word);
        let names = if names.is_empty() { vec!["none".to_owned()] } else { names };
        names.into_iter().map(|name| format!("{} {name}", word.as_str()))
    });
    let said = said.collect::<Vec<String>>().join(", ");
    unless(met, || Came::or(said.clone(), format!("level: {said}")))
}

fn differs_in_notes(note: &AtCode, verdict: &Verdict) -> Option<Came> {
    let all = verdict.notes.iter().map(|came| (came.code.to_owned(), came.path.clone()));
    differs_in_codes("note", note, &all.collect::<Vec<_>>())
}

fn differs_in_lints(lint: &AtCode, lints: &[Diagnostic], case: &Case) -> Option<Came> {
    let all = lints.iter().map(|came| (came.code.to_owned(), place(came, case)));
    differs_in_codes("lint", lint, &all.collect::<Vec<_>>())
}

/// Compares with codes and their places; one of the same code that stands elsewhere can be expected instead.
fn differs_in_codes(word: &str, expected: &AtCode, came: &[(String, String)]) -> Option<Came> {
    let is =
        |(code, place): &(String, String)| *code == expected.code && expected.at.as_ref().is_none_or(|at| at == place);
    let said = |(code, place): &(String, String)| format!("{code} at {place}");
    let all: Vec<String> = came.iter().map(said).collect();
    let same: Vec<String> = came.iter().filter(|(code, _)| *code == expected.code).map(said).collect();
    let instead = only(&same).map(|said| format!("{word} {said}"));
    unless(came.iter().any(is), || Came { came: some_of(if same.is_empty() { &all } else { &same }), instead })
}

/// Lists the differences from exactly the expected errors: none missing, none extra. Expectations with a place are
/// matched first. An error that was not expected can stand in the line of one that did not come.
fn unmet_errors(case: &Case, errors: &[Diagnostic]) -> Vec<Difference> {
    let expects_errors = |expected: &&Expected| matches!(expected.what, Expectation::Error(_));
    if let Some(first) = case.expected.first().filter(|first| !expects_errors(first)) {
        let said: Vec<String> = errors.iter().map(|error| said(error, case)).collect();
        return vec![Came::only(format!("error {}", some_of(&said))).to(first)];
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
            None => unmet.push(expected),
        }
    }
    unmet.sort_by_key(|expected| expected.line);
    let mut left = left.into_iter();
    let mut differences: Vec<Difference> = vec![];
    for expected in unmet {
        let came = left.next().map_or_else(
            || Came::only("no such error"),
            |error| Came::or(said(error, case), format!("error {}", name(error, case))),
        );
        differences.push(came.to(expected));
    }
    let last = case.expected.last().map_or(case.line, |expected| expected.line);
    differences.extend(left.map(|over| Difference {
        line: last,
        expected: None,
        came: said(over, case),
        instead: Some(format!("error {}", name(over, case))),
    }));
    differences
}

/// Names a diagnostic with its place and message.
fn said(diagnostic: &Diagnostic, case: &Case) -> String {
    format!("{}: {}", name(diagnostic, case), diagnostic.message)
}

fn is(expected: &AtCode, came: &Diagnostic, case: &Case) -> bool {
    let place = || place(came, case);
    expected.code == came.code && expected.at.as_ref().is_none_or(|at| *at == place())
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
