//! Renders the outcome of each rule: at length where it counts against the flow, in one line where it is satisfied.

use super::group::{Group, excuses, groups};
use super::page::{Page, Role, padded, short};
use super::range::ranges;
use crate::order::sort_by_key;
use crate::verdict::{Answer, Because, Cited, Instance, Outcome, Severity, Verdict};

/// The most alike instances that are shown at length; the others are named.
pub(super) const AT_LENGTH: usize = 3;
/// The most reasons of one instance that are shown.
const REASONS: usize = 8;
/// The most citations beside its own that a satisfied rule is shown with.
const GROUNDS: usize = 3;
/// The most characters of a value, a test or a list of paths.
const LONG: usize = 160;
/// The widest padding of a column.
const COLUMN: usize = 64;

/// Renders every instance of every rule, most pressing first.
pub(super) fn findings(page: &mut Page, verdict: &Verdict) {
    let groups = groups(&verdict.instances);
    let width = groups.iter().map(|group| group.first.rule.chars().count()).max();
    let width = width.unwrap_or(0).min(COLUMN);
    let only_whether_it_applies = only_whether_it_applies(verdict);
    for group in &groups {
        match group.first.outcome {
            Outcome::Violated | Outcome::Undetermined => at_length(page, group, width),
            Outcome::Excused | Outcome::Satisfied
                if only_whether_it_applies && group.first.severity == Severity::Blocking =>
            {
                may_apply(page, group, width, verdict);
            }
            Outcome::Excused | Outcome::Satisfied => in_a_line(page, group, width, verdict),
            Outcome::NotApplicable => {}
        }
    }
    not_applicable(page, &groups);
}

/// Returns whether the only open question is whether some rule applies: then the verdict is undetermined, and no
/// blocking rule is.
fn only_whether_it_applies(verdict: &Verdict) -> bool {
    let mut blocking = verdict.instances.iter().filter(|instance| instance.severity == Severity::Blocking);
    verdict.verdict == Answer::Undetermined && !blocking.any(|instance| instance.outcome == Outcome::Undetermined)
}

/// Renders a rule that is satisfied or excused where it applies, and of which only its applicability is unknown.
fn may_apply(page: &mut Page, group: &Group<'_>, width: usize, verdict: &Verdict) {
    page.put(Role::Open, "?").say("  ");
    page.put(Role::Strong, &padded(&group.first.rule, width)).say("   ");
    page.say(&extent(group, verdict));
    citations(page, &group.first.cites);
    page.end();
    let names: Vec<&str> = excuses(group.first).collect();
    let outcome = if names.is_empty() { "satisfied".to_owned() } else { format!("excused by {}", names.join(", ")) };
    page.say(&format!("   Whether it applies is not known; where it does, it is {outcome}:")).end();
    reasons(page, group.first);
}

/// Returns the symbol of an instance: ✗ blocks, ? is open, ! counts against the flow without blocking it, ✓ is
/// satisfied.
pub(super) fn symbol(instance: &Instance) -> (Role, &'static str) {
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
        page.say(&subject(instance));
        page.say("   ").put(Role::Quiet, instance.severity.as_str());
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

/// Names the entry that an instance judges.
fn subject(instance: &Instance) -> String {
    match instance.at.as_str() {
        "" => "the flow".to_owned(),
        at if holds(at, "[...]") => format!("{at}, what the flow does not list"),
        at => at.to_owned(),
    }
}

/// Renders the facts; those that count against the flow or leave it open come first.
fn reasons(page: &mut Page, instance: &Instance) {
    let mut becauses: Vec<&Because> = instance.because.iter().collect();
    sort_by_key(&mut becauses, |because| weight(because, instance.outcome));
    let left = becauses.len().saturating_sub(REASONS);
    becauses.truncate(REASONS);
    let sentences: Vec<String> = becauses.iter().map(|because| short(&reason(because), LONG)).collect();
    let width = sentences.iter().map(|text| text.chars().count()).max();
    let width = width.unwrap_or(0).min(COLUMN);
    let mut above = "";
    for (because, sentence) in becauses.iter().zip(&sentences) {
        let said = if above == sentence { "" } else { sentence };
        page.say("     ").say(&padded(said, width)).say("   ");
        page.put(Role::Quiet, &test_result(because));
        citations(page, &cites_beside(because));
        page.end();
        above = sentence;
    }
    if left > 0 {
        let facts = if left == 1 { "test" } else { "tests" };
        page.say(&format!("     and {left} more {facts}")).end();
    }
}

/// Returns the rank of a reason. A fact that breaks a violated rule comes first, whether its test holds or not; then
/// unknown facts where the rule is undetermined. A stated fact comes before one that is not.
fn weight(because: &Because, outcome: Outcome) -> (u8, bool) {
    let weight = match (because.holds, outcome) {
        _ if because.breaks => 0,
        (None, Outcome::Undetermined | Outcome::Satisfied | Outcome::Excused) => 0,
        (Some(false), _) => 1,
        (None, _) => 2,
        (Some(true), _) => 3,
    };
    (weight, because.value.is_none())
}

/// Returns the citations of a test that its text does not show.
fn cites_beside(because: &Because) -> Vec<Cited> {
    let words = because.test.replace('"', "");
    let said = |cited: &&Cited| holds(&words, &format!("{} {}", cited.source, cited.pin));
    because.cites.iter().filter(|cited| !said(cited)).cloned().collect()
}

/// Renders a fact as a sentence: `transfers[1].to is US`, `transfers[1].assessment is adverse, as attested`.
pub fn reason(because: &Because) -> String {
    let attested = if because.attested { ", as attested" } else { "" };
    format!("{}{attested}", fact(because))
}

/// Renders a fact without saying whether it is attested. A fact that is not stated may still be known not to matter.
pub fn fact(because: &Because) -> String {
    match (&because.value, because.holds) {
        (Some(value), _) => format!("{} is {value}", because.fact),
        (None, None) => format!("{} is not known", because.fact),
        (None, Some(_)) => format!("{} is not stated", because.fact),
    }
}

/// Renders a test and its result: `t.to in adequate: no`. Where a rule forbids a condition that holds, the text says
/// that it breaks the rule, since "yes" alone reads as fine.
fn test_result(because: &Because) -> String {
    let holds = match because.holds {
        Some(true) if because.breaks => "yes, which breaks the rule",
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

/// Renders the severity of a rule that does not block.
pub(super) fn severity(page: &mut Page, instance: &Instance) {
    if instance.severity != Severity::Blocking {
        page.put(Role::Quiet, &format!("   {}", instance.severity.as_str()));
    }
}

/// Renders instances in one line: `✓  stores   3 of 3: storage[0–2]`.
fn in_a_line(page: &mut Page, group: &Group<'_>, width: usize, verdict: &Verdict) {
    open_line(page, group.first, width);
    page.say(&extent(group, verdict));
    let names: Vec<&str> = excuses(group.first).collect();
    if !names.is_empty() {
        page.say(&format!("   excused by {}", names.join(", ")));
    }
    severity(page, group.first);
    citations(page, &grounds(group.first));
    page.end();
}

/// Names the only instance, or counts those of the group among all that the rule concerns.
fn extent(group: &Group<'_>, verdict: &Verdict) -> String {
    let concerned = verdict
        .instances
        .iter()
        .filter(|other| other.rule == group.first.rule && other.outcome != Outcome::NotApplicable)
        .count();
    if concerned == 1 {
        return subject(group.first);
    }
    let paths: Vec<&str> = group.all.iter().map(|instance| instance.at.as_str()).collect();
    let paths = short(&ranges(&paths), COLUMN);
    format!("{} of {concerned}: {paths}", group.all.len())
}

/// Returns the rule's citations, and the last of those of its exceptions and of the tests that hold. The first tests
/// decide whether a rule applies, the last ones satisfy it.
pub(super) fn grounds(instance: &Instance) -> Vec<Cited> {
    let excuses = instance.excused_by.iter().flatten();
    let tests = instance.because.iter().filter(|because| because.holds == Some(true));
    let tests = tests.flat_map(|because| &because.cites);
    let all: Vec<&Cited> = tests.chain(excuses.flat_map(|excuse| &excuse.cites)).collect();
    let mut last: Vec<Cited> = vec![];
    for cited in all.into_iter().rev().filter(|cited| !instance.cites.contains(cited)) {
        if last.len() < GROUNDS && !last.contains(cited) {
            last.push(cited.clone());
        }
    }
    let last = last.into_iter().rev();
    instance.cites.iter().cloned().chain(last).collect()
}

pub(super) fn citations(page: &mut Page, cites: &[Cited]) {
    if cites.is_empty() {
        return;
    }
    let cites: Vec<String> = cites.iter().map(|cited| format!("{} {}", cited.source, cited.pin)).collect();
    let text = format!("[{}]", short(&cites.join("; "), LONG));
    page.say("   ").put(Role::Quiet, &text);
}

/// Returns whether a text contains some words. The standard library's search is made for longer texts, and adds to the
/// Wasm.
fn holds(text: &str, words: &str) -> bool {
    text.as_bytes().windows(words.len()).any(|part| part == words.as_bytes())
}

/// Renders one line for all rules that do not apply to the flow, or to some entries of it.
fn not_applicable(page: &mut Page, groups: &[Group<'_>]) {
    let silent = |group: &&Group<'_>| group.first.outcome == Outcome::NotApplicable;
    let names: Vec<String> = groups
        .iter()
        .filter(silent)
        .map(|group| {
            let rule = &group.first.rule;
            if groups.iter().any(|other| other.first.rule == *rule && !silent(&other)) {
                let paths: Vec<&str> = group.all.iter().map(|instance| instance.at.as_str()).collect();
                format!("{rule} at {}", short(&ranges(&paths), COLUMN))
            } else {
                rule.clone()
            }
        })
        .collect();
    if !names.is_empty() {
        page.put(Role::Quiet, "–  not applicable: ");
        page.put(Role::Quiet, &names.join(", ")).end();
    }
}
