//! Renders what follows the findings: reservations, duties, the facts to ask for, and what was overruled.

use super::page::{Page, Role, padded, short};
use super::range::folded;
use crate::sorted::SortedSet;
use crate::verdict::{Outcome, Verdict};

/// The most facts that are asked for by name.
const ASKED: usize = 12;
/// The most characters of a list of names.
const LONG: usize = 400;

pub(super) fn tail(page: &mut Page, verdict: &Verdict) {
    reservations(page, verdict);
    duties(page, verdict);
    ask(page, verdict);
    list(page, "Replaced by the policy: ", &verdict.replaced);
    list(page, "Supposed: ", &verdict.suppose);
    list(page, "Stated instead of what the atlas says: ", &verdict.instead);
    for note in &verdict.notes {
        page.put(Role::Open, &format!("Note {}", note.code));
        if !note.path.is_empty() {
            page.say(&format!(" at {}", note.path));
        }
        page.say(": ").say(&note.message).end();
    }
}

/// Renders what follows the rules in brief: duties, on what the verdict rests, and where the rest is told. What is missing is
/// told here only where no question was found.
pub(super) fn brief(page: &mut Page, verdict: &Verdict, is_asked: bool) {
    reservations(page, verdict);
    duties(page, verdict);
    if !is_asked {
        ask(page, verdict);
    }
    scope(page, verdict);
    list(page, "Replaced by the policy: ", &verdict.replaced);
    list(page, "Supposed: ", &verdict.suppose);
    list(page, "Stated instead of what the atlas says: ", &verdict.instead);
    for note in verdict.notes.iter().filter(|note| note.code != "L0555") {
        page.put(Role::Open, &format!("Note {}", note.code));
        if !note.path.is_empty() {
            page.say(&format!(" at {}", note.path));
        }
        page.say(": ").say(&note.message).end();
    }
    if verdict.instances.iter().any(|instance| instance.outcome != Outcome::NotApplicable) {
        page.put(Role::Quiet, "Every rule and every test: --full").end();
    }
}

/// Says how far the verdict reaches: what it takes to be all, and whom to be others than the exporter.
fn scope(page: &mut Page, verdict: &Verdict) {
    if verdict.complete {
        page.put(Role::Strong, "Scope: ");
        page.say("the flow says that what it does not list does not exist").end();
    } else if verdict.instances.iter().any(|instance| instance.at.contains("[...]")) {
        page.put(Role::Strong, "Scope: ");
        page.say("the flow may have more sites or transfers than it lists").end();
    }
    if !verdict.assumed.is_empty() {
        let paths: Vec<&str> = verdict.assumed.iter().map(String::as_str).collect();
        page.put(Role::Strong, "Assumed: ");
        page.say(&format!("{}: another than the exporter", short(&folded(&paths).join(", "), LONG))).end();
    }
}

fn reservations(page: &mut Page, verdict: &Verdict) {
    let named: Vec<String> = verdict
        .reservations
        .iter()
        .map(|reservation| {
            let at = match reservation.at.as_str() {
                "" => String::new(),
                at => format!(" at {at}"),
            };
            format!("{}{at} ({})", reservation.rule, reservation.outcome.as_str())
        })
        .collect();
    list(page, "Reservations: ", &named);
}

fn duties(page: &mut Page, verdict: &Verdict) {
    if verdict.duties.is_empty() {
        return;
    }
    page.put(Role::Strong, "Duties").end();
    let holders = verdict.duties.iter().map(|due| due.holder.chars().count());
    let width = holders.max().unwrap_or(0);
    for due in &verdict.duties {
        let by = match &due.due {
            Some(day) => format!(", by {day}"),
            None => String::new(),
        };
        page.say("  ").say(&padded(&due.holder, width));
        page.say("   ").say(&due.text).say(&by).end();
    }
}

/// Renders the facts to ask for: `Ask for 1 fact, not 9: transfers[1].tool`.
fn ask(page: &mut Page, verdict: &Verdict) {
    let asked = verdict.ask.len();
    if asked == 0 {
        return;
    }
    let facts = if asked == 1 { "fact" } else { "facts" };
    page.put(Role::Open, &format!("Ask for {asked} {facts}"));
    let all = missing_facts(verdict);
    if all > asked {
        page.say(&format!(", not {all}"));
    }
    let (ids, facts): (Vec<&str>, Vec<&str>) =
        verdict.ask.iter().map(String::as_str).partition(|path| path.ends_with(".id"));
    let persons: Vec<&str> = ids.iter().filter_map(|path| path.strip_suffix(".id")).collect();
    let named: Vec<String> = folded(&facts).into_iter().chain(whether_one(&persons)).collect();
    page.say(": ").say(&named.iter().take(ASKED).cloned().collect::<Vec<_>>().join(", "));
    let more = named.len().saturating_sub(ASKED);
    if more > 0 {
        page.say(&format!(" and {more} more"));
    }
    page.end();
}

/// Returns the question whether persons are one, where that is open.
fn whether_one(persons: &[&str]) -> Option<String> {
    match persons {
        [] => None,
        [person] => Some(format!("whether {person} is another company than those that the flow names")),
        [others @ .., last] => Some(format!("whether {} and {last} are the same company", others.join(", "))),
    }
}

/// Counts the distinct facts that the undetermined instances lack.
fn missing_facts(verdict: &Verdict) -> usize {
    let open = verdict.instances.iter().filter(|instance| instance.outcome == Outcome::Undetermined);
    let facts: SortedSet<&str> = open
        .flat_map(|instance| {
            let unknown = instance.because.iter().filter(|b| b.value.is_none());
            let missing = instance.missing.iter().flatten().map(String::as_str);
            missing.chain(unknown.map(|because| because.fact.as_str()))
        })
        .collect();
    facts.len()
}

fn list(page: &mut Page, title: &str, names: &[String]) {
    if !names.is_empty() {
        page.put(Role::Strong, title);
        page.say(&short(&names.join(", "), LONG)).end();
    }
}
