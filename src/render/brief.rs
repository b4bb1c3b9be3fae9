//! Renders a verdict so that what decides stands first: a sentence, what it hangs on, and one line for rules that come out alike.

use super::finding::{self, AT_LENGTH};
use super::group::{Group, excuses, groups};
use super::hinge::hinge;
use super::page::{Page, Role, padded, short};
use super::range::ranges;
use super::{headline, level, part, tail};
use crate::verdict::{Answer, Because, Cited, Hinge, Instance, Outcome, Severity, Verdict};

/// The most facts that break a rule that are shown.
const REASONS: usize = 4;
/// The most characters of a sentence or of a list of paths.
const LONG: usize = 160;
/// The widest padding of the rules' names.
const COLUMN: usize = 40;

/// Renders what decides.
pub(super) fn brief(verdict: &Verdict, hangs: Option<&Hinge>) -> Page {
    let mut page = Page::default();
    headline(&mut page, verdict);
    let hangs = hangs.filter(|hinge| !hinge.compliant_if.is_empty() || !hinge.not_applicable_if.is_empty());
    let ways = |hinge: &Hinge| {
        [hinge.not_applicable_if.len(), hinge.compliant_if.len()].into_iter().filter(|ways| *ways > 0).min()
    };
    page.say(&sentence(verdict, hangs.and_then(ways).unwrap_or_default())).end();
    hangs.into_iter().for_each(|hangs| hinge(&mut page, hangs));
    page.gap();
    level(&mut page, verdict);
    for (name, part) in verdict.parts.iter() {
        self::part(&mut page, name, part);
    }
    page.gap();
    rules(&mut page, verdict);
    page.gap();
    tail::brief(&mut page, verdict, hangs.is_some());
    page
}

/// Says the verdict in words.
fn sentence(verdict: &Verdict, questions: usize) -> String {
    let of = |outcome: Outcome| {
        let mut rules: Vec<&Instance> = vec![];
        let blocking = |instance: &&Instance| instance.severity == Severity::Blocking && instance.outcome == outcome;
        for instance in verdict.instances.iter().filter(blocking) {
            if !rules.iter().any(|known| known.rule == instance.rule) {
                rules.push(instance);
            }
        }
        rules
    };
    let titles = |rules: &[&Instance]| {
        let said: Vec<String> = rules.iter().take(2).map(|rule| format!("“{}”", rule.title)).collect();
        let more = rules.len().saturating_sub(2);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{more}", said.join(", "))
    };
    match verdict.verdict {
        Answer::Compliant => {
            let (met, excused) = (of(Outcome::Satisfied), of(Outcome::Excused));
            match (met.len(), excused.len()) {
                (met, 0) => format!("Compliant: {} satisfied.", counted(met)),
                (0, excused) => format!("Compliant: {} excused.", counted(excused)),
                (met, excused) => format!("Compliant: {} satisfied, and {excused} excused.", counted(met)),
            }
        }
        Answer::NonCompliant => format!("Not compliant: it breaks {}.", titles(&of(Outcome::Violated))),
        Answer::Undetermined if questions > 0 => {
            let settles = match questions {
                1 => "1 question settles it".to_owned(),
                more => format!("{more} questions settle it"),
            };
            match of(Outcome::Undetermined).len() {
                0 => "Cannot be told yet: whether any rule applies is open.".to_owned(),
                open => format!("Cannot be told yet: {} open, and {settles}.", counted(open)),
            }
        }
        Answer::Undetermined => format!("Cannot be told yet: {} missing.", facts(verdict.ask.len())),
        Answer::NotApplicable => "Not applicable: nothing in the flow is what this policy judges.".to_owned(),
    }
}

fn counted(rules: usize) -> String {
    if rules == 1 { "1 rule is".to_owned() } else { format!("{rules} rules are") }
}

fn facts(facts: usize) -> String {
    if facts == 1 { "1 fact is".to_owned() } else { format!("{facts} facts are") }
}

/// Rules whose instances come out alike, for the same reasons.
struct Folded<'a> {
    groups: Vec<Group<'a>>,
    /// The key that rules of one line share.
    key: (u8, u8, String, Vec<String>),
}

fn rules(page: &mut Page, verdict: &Verdict) {
    let mut folded: Vec<Folded<'_>> = vec![];
    let groups = groups(&verdict.instances);
    let silent = groups.iter().filter(|group| group.first.outcome == Outcome::NotApplicable).count();
    for group in groups.into_iter().filter(|group| group.first.outcome != Outcome::NotApplicable) {
        let key = key(&group);
        match folded.iter_mut().find(|known| known.key == key) {
            Some(known) => known.groups.push(group),
            None => folded.push(Folded { groups: vec![group], key }),
        }
    }
    let names = |folded: &Folded<'_>| {
        folded.groups.iter().map(|group| group.first.rule.as_str()).collect::<Vec<_>>().join(", ")
    };
    let widths = folded.iter().map(|folded| names(folded).chars().count()).filter(|width| *width <= COLUMN);
    let width = widths.max().unwrap_or(0);
    for folded in &folded {
        let Some(first) = folded.groups.first() else { continue };
        let (role, symbol) = finding::symbol(first.first);
        page.put(role, symbol).say("  ").put(Role::Strong, &padded(&names(folded), width)).say("   ");
        page.say(&extent(first));
        let excuses: Vec<&str> = excuses(first.first).collect();
        if !excuses.is_empty() {
            page.say(&format!("   excused by {}", excuses.join(", ")));
        }
        finding::severity(page, first.first);
        if first.first.outcome != Outcome::Undetermined {
            match folded.groups.as_slice() {
                [group] => finding::citations(page, &finding::grounds(group.first)),
                groups => finding::citations(page, &cites(groups)),
            }
        }
        page.end();
        if first.first.outcome == Outcome::Violated {
            breaking(page, folded);
        }
    }
    if silent > 0 {
        let rules = if silent == 1 { "1 rule does".to_owned() } else { format!("{silent} rules do") };
        page.put(Role::Quiet, &format!("–  {rules} not apply")).end();
    }
}

/// Returns the citations of some rules, each once.
fn cites(groups: &[Group<'_>]) -> Vec<Cited> {
    let mut all: Vec<Cited> = vec![];
    for cited in groups.iter().flat_map(|group| &group.first.cites) {
        if !all.contains(cited) {
            all.push(cited.clone());
        }
    }
    all
}

fn key(group: &Group<'_>) -> (u8, u8, String, Vec<String>) {
    let first = group.first;
    let mut why = match first.outcome {
        Outcome::Violated => breaks(first),
        _ => vec![],
    };
    why.extend(excuses(first).map(str::to_owned));
    (first.outcome as u8, first.severity as u8, extent(group), why)
}

/// Names the entries that a group is about.
fn extent(group: &Group<'_>) -> String {
    let paths: Vec<&str> = group.all.iter().map(|instance| instance.at.as_str()).collect();
    match paths.as_slice() {
        [""] => "the flow".to_owned(),
        paths => short(&ranges(paths), LONG),
    }
}

/// Returns the facts that break a rule, as sentences.
fn breaks(instance: &Instance) -> Vec<String> {
    let mut said: Vec<String> = vec![];
    let rank = |because: &&Because| because.value.is_none();
    let mut all: Vec<&Because> = instance.because.iter().filter(|because| because.breaks).collect();
    crate::order::sort_by_key(&mut all, rank);
    for because in all {
        let sentence = short(&finding::reason(because), LONG);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

/// Renders why rules are violated, and what their authors advise.
fn breaking(page: &mut Page, folded: &Folded<'_>) {
    let Some(group) = folded.groups.first() else { return };
    for group in &folded.groups {
        page.say("   ").say(&group.first.title).end();
    }
    for instance in group.all.iter().take(AT_LENGTH) {
        let said = breaks(instance);
        for sentence in said.iter().take(REASONS) {
            page.say("     ").say(sentence).end();
        }
        let more = said.len().saturating_sub(REASONS);
        if more > 0 {
            page.say(&format!("     and {more} more")).end();
        }
    }
    let mut advised: Vec<&str> = vec![];
    for remedy in folded.groups.iter().filter_map(|group| group.first.remedy.as_deref()) {
        if !advised.contains(&remedy) {
            advised.push(remedy);
            page.say("   ").put(Role::Strong, "Remedy: ").say(remedy).end();
        }
    }
}
