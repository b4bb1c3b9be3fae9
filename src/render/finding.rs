//! What came of each rule: at length where something stands against the flow, in a line where it is fine.

use super::group::{Group, excuses, groups};
use super::page::{Page, Role, padded, short};
use super::range::ranges;
use crate::verdict::{Because, Cited, Instance, Outcome, Severity, Verdict};

/// How many alike instances are told at length; the others are named.
const AT_LENGTH: usize = 3;
/// How many reasons of one instance are told.
const REASONS: usize = 8;
/// How many characters a value, a test or a list of paths may take.
const LONG: usize = 160;
/// How wide a column may be padded.
const COLUMN: usize = 64;

/// Every instance of every rule, most pressing first.
pub(super) fn findings(page: &mut Page, verdict: &Verdict) {
    let groups = groups(&verdict.instances);
    let width = groups.iter().map(|group| group.first.rule.chars().count()).max();
    let width = width.unwrap_or(0).min(COLUMN);
    for group in &groups {
        match group.first.outcome {
            Outcome::Violated | Outcome::Undetermined => at_length(page, group, width),
            Outcome::Excused | Outcome::Satisfied => in_a_line(page, group, width, verdict),
            Outcome::NotApplicable => {}
        }
    }
    not_applicable(page, &groups);
}

/// ✗ blocks, ? is open, ! stands against the flow without blocking it, ✓ is fine.
fn symbol(instance: &Instance) -> (Role, &'static str) {
    match (instance.outcome, instance.severity) {
        (Outcome::Violated, Severity::Blocking) => (Role::Bad, "✗"),
        (Outcome::Violated, _) => (Role::Open, "!"),
        (Outcome::Undetermined, _) => (Role::Open, "?"),
        (Outcome::Excused | Outcome::Satisfied, _) => (Role::Good, "✓"),
        (Outcome::NotApplicable, _) => (Role::Quiet, "–"),
    }
}

fn open_line(page: &mut Page, instance: &Instance, width: usize) {
    let (role, symbol) = symbol(instance);
    page.put(role, symbol).say("  ");
    page.put(Role::Strong, &padded(&instance.rule, width)).say("   ");
}

fn at_length(page: &mut Page, group: &Group<'_>, width: usize) {
    for instance in group.all.iter().take(AT_LENGTH) {
        open_line(page, instance, width);
        page.say(subject(instance));
        let severity = match instance.severity {
            Severity::Blocking => "blocking",
            Severity::Minor => "minor",
            Severity::Advisory => "advisory",
        };
        page.say("   ").put(Role::Quiet, severity);
        citations(page, &instance.cites);
        page.end();
        page.say("   ").say(&instance.title).end();
        reasons(page, instance);
        missing(page, instance);
    }
    more(page, group);
    if let Some(remedy) = &group.first.remedy {
        page.say("   ").put(Role::Strong, "Remedy: ");
        page.say(remedy).end();
    }
}

/// What an instance is about.
fn subject(instance: &Instance) -> &str {
    if instance.at.is_empty() { "the flow" } else { &instance.at }
}

fn reasons(page: &mut Page, instance: &Instance) {
    let shown = instance.because.iter().take(REASONS);
    let sentences: Vec<String> = shown.clone().map(reason).collect();
    let width = sentences.iter().map(|text| text.chars().count()).max();
    let width = width.unwrap_or(0).min(COLUMN);
    for (because, sentence) in shown.zip(&sentences) {
        page.say("     ").say(&padded(sentence, width)).say("   ");
        page.put(Role::Quiet, &test_result(because));
        citations(page, &because.cites);
        page.end();
    }
    let left = instance.because.len().saturating_sub(REASONS);
    if left > 0 {
        page.say(&format!("     and {left} more facts")).end();
    }
}

/// A fact as a sentence: `transfers[1].to is US`, `transfers[1].assessment is adverse, as attested`.
pub fn reason(because: &Because) -> String {
    let attested = if because.attested { ", as attested" } else { "" };
    match &because.value {
        Some(value) => format!("{} is {}{attested}", because.fact, short(value, LONG)),
        None => format!("{} is not known", because.fact),
    }
}

/// The test that the fact stood, and how it came out: `t.to in adequate: no`.
pub fn test_result(because: &Because) -> String {
    let holds = match because.holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    format!("{}: {holds}", short(&because.test, LONG))
}

fn missing(page: &mut Page, instance: &Instance) {
    let sets: Vec<String> = instance.missing.iter().map(|set| set.join(" and ")).collect();
    match sets.as_slice() {
        [] => {}
        [one] => {
            page.say("   ").put(Role::Open, "To settle it: ");
            page.say(&short(one, LONG)).end();
        }
        several => {
            page.say("   ").put(Role::Open, "One of these would settle it:");
            page.end();
            for set in several.iter().take(REASONS) {
                page.say("     ").say(&short(set, LONG)).end();
            }
            let left = several.len().saturating_sub(REASONS);
            if left > 0 {
                page.say(&format!("     or one of {left} others")).end();
            }
        }
    }
}

fn more(page: &mut Page, group: &Group<'_>) {
    let others = group.all.get(AT_LENGTH..).unwrap_or_default();
    if others.is_empty() {
        return;
    }
    let paths: Vec<&str> = others.iter().map(|instance| instance.at.as_str()).collect();
    let others = format!("and {} more: {}", others.len(), short(&ranges(&paths), LONG));
    page.say("   ").say(&others).end();
}

/// `✓  stores   3 of 3: storage[0–2]`
fn in_a_line(page: &mut Page, group: &Group<'_>, width: usize, verdict: &Verdict) {
    open_line(page, group.first, width);
    page.say(&extent(group, verdict));
    let names: Vec<&str> = excuses(group.first).collect();
    if !names.is_empty() {
        page.say(&format!("   excused by {}", names.join(", ")));
    }
    if group.first.severity != Severity::Blocking {
        let severity = match group.first.severity {
            Severity::Minor => "   minor",
            _ => "   advisory",
        };
        page.put(Role::Quiet, severity);
    }
    citations(page, &grounds(group.first));
    page.end();
}

/// The one instance by name, or how many of those that the rule concerns.
fn extent(group: &Group<'_>, verdict: &Verdict) -> String {
    let concerned = verdict
        .instances
        .iter()
        .filter(|other| other.rule == group.first.rule && other.outcome != Outcome::NotApplicable)
        .count();
    if concerned == 1 {
        return subject(group.first).to_owned();
    }
    let paths: Vec<&str> = group.all.iter().map(|instance| instance.at.as_str()).collect();
    let paths = short(&ranges(&paths), COLUMN);
    format!("{} of {concerned}: {paths}", group.all.len())
}

/// The rule's citations, those of its exceptions, and those of the tests that hold.
fn grounds(instance: &Instance) -> Vec<Cited> {
    let mut grounds = instance.cites.clone();
    let excuses = instance.excused_by.iter().flatten();
    let tests = instance.because.iter().filter(|because| because.holds == Some(true));
    let others = excuses.flat_map(|excuse| &excuse.cites).chain(tests.flat_map(|because| &because.cites));
    for cited in others {
        if !grounds.contains(cited) {
            grounds.push(cited.clone());
        }
    }
    grounds
}

fn citations(page: &mut Page, cites: &[Cited]) {
    if cites.is_empty() {
        return;
    }
    let cites: Vec<String> = cites.iter().map(|cited| format!("{} {}", cited.source, cited.pin)).collect();
    let text = format!("[{}]", short(&cites.join("; "), LONG));
    page.say("   ").put(Role::Quiet, &text);
}

/// One line for all rules that do not concern the flow, or some entries of it.
fn not_applicable(page: &mut Page, groups: &[Group<'_>]) {
    let names: Vec<String> = groups
        .iter()
        .filter(|group| group.first.outcome == Outcome::NotApplicable)
        .map(|group| match group.all.len() {
            1 if group.first.at.is_empty() => group.first.rule.clone(),
            1 => format!("{} at {}", group.first.rule, group.first.at),
            count => format!("{} ({count})", group.first.rule),
        })
        .collect();
    if !names.is_empty() {
        page.put(Role::Quiet, "–  not applicable: ");
        page.put(Role::Quiet, &names.join(", ")).end();
    }
}
