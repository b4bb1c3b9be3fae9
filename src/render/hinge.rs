//! Renders what a verdict hangs on: questions in words, one for one thing.

use super::page::{Page, Role, short};
use super::range::ranges;
use crate::verdict::{Hinge, Question};

/// The most names of things that are shown.
const NAMED: usize = 6;
/// The most characters of the name of a thing.
const LONG: usize = 60;

/// Renders the statements after which the policy has nothing to judge, after which the flow is compliant, and after which it is not.
pub(super) fn hinge(page: &mut Page, hinge: &Hinge) {
    if !hinge.not_applicable_if.is_empty() {
        page.put(Role::Strong, "Nothing to judge if").end();
        hinge.not_applicable_if.iter().for_each(|question| line(page, question));
    }
    if hinge.compliant_if.is_empty() {
        return;
    }
    page.put(Role::Strong, "Compliant if").end();
    hinge.compliant_if.iter().for_each(|question| line(page, question));
    if !hinge.unsettled.is_empty() {
        page.say("  and what is open of ").put(Role::Strong, &entries(&hinge.unsettled));
        page.say(&named(&hinge.unsettled_names)).say(": see lexloci ask").end();
    }
    if !hinge.not_compliant_if.is_empty() {
        page.put(Role::Strong, "Not compliant if").end();
        hinge.not_compliant_if.iter().for_each(|question| line(page, question));
    }
}

fn entries(things: &[String]) -> String {
    ranges(&things.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Returns the names of things in brackets, the first few of many.
fn named(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| short(name, LONG)).collect();
    let more = names.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!(" ({}{more})", shown.join("; "))
}

fn line(page: &mut Page, question: &Question) {
    page.say("  ");
    if !question.things.is_empty() {
        page.put(Role::Strong, &entries(&question.things)).say(&named(&question.names)).say(": ");
    }
    page.say(&question.words.join("; and "));
    let mut facts: Vec<&str> = vec![];
    for path in &question.facts {
        let own = question.things.iter().find_map(|thing| path.strip_prefix(thing.as_str()));
        let fact = own.map_or(path.as_str(), |rest| rest.trim_start_matches('.'));
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    page.say("   ").put(Role::Quiet, &format!("[{}]", facts.join(", "))).end();
}
