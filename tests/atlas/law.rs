//! Decisions and laws by date, and that the modules in the rule language say the same as the tables.

use super::*;
use std::collections::BTreeSet;

fn module(name: &str) -> &'static str {
    let found = modules().iter().find(|(n, _)| *n == name);
    found.expect("a module of this name").1
}

/// Returns the lines between the braces of `set NAME = {`, comments left out.
fn members(module_name: &str, set: &str) -> Vec<&'static str> {
    members_of(module(module_name), set)
}

/// The same, of a module's text.
pub(super) fn members_of<'m>(text: &'m str, set: &str) -> Vec<&'m str> {
    let (_, after) = text.split_once(&format!("\nset {set} = {{\n")).unwrap_or_else(|| panic!("no set {set}"));
    let (body, _) = after.split_once("\n}").expect("its end");
    body.lines().map(str::trim).filter(|line| !line.starts_with('#')).collect()
}

/// Returns a member without its citation: `US with dpf from 2023-07-10`.
fn bare(member: &str) -> String {
    member.split(" [").next().unwrap_or_default().trim_end_matches(',').to_owned()
}

pub(super) fn window(window: lexloci::date::Window) -> String {
    let from = window.from.map(|d| format!(" from {d}"));
    let through = window.through.map(|d| format!(" through {d}"));
    from.unwrap_or_default() + &through.unwrap_or_default()
}

/// Every decision for the GDPR or the Directive, with its window, and no other.
#[test]
fn the_adequate_are_those_of_the_table() {
    let mut stated: Vec<String> = Vec::new();
    for set in ["adequate_but_us", "adequate_us"] {
        stated.extend(members("gdpr", set).into_iter().map(bare));
    }
    let general = adequacy().iter().filter(|row| row.kind != AdequacyKind::LawEnforcement);
    let decided: BTreeSet<String> = general
        .flat_map(|row| {
            let place = row.place.code();
            let plain = format!("{place}{}", window(row.window));
            let scoped = row.scopes().map(|scope| format!("{place} with {scope}{}", window(row.window)));
            let scoped: Vec<String> = scoped.collect();
            if scoped.is_empty() { vec![plain] } else { scoped }
        })
        .collect();
    assert_eq!(stated.len(), decided.len(), "none twice");
    assert_eq!(stated.into_iter().collect::<BTreeSet<_>>(), decided);
    assert!(module("gdpr").contains("\nset adequate = adequate_but_us + adequate_us\n"));
}

#[test]
fn the_clauses_are_those_of_the_table() {
    let name = |id: &str| id.replace('-', "_");
    let clauses: Vec<_> = instruments().iter().filter(|i| i.id.starts_with("scc-")).collect();
    let usable: BTreeSet<String> = clauses.iter().map(|i| format!("{}{}", name(i.id), window(i.new))).collect();
    let stated: BTreeSet<String> = members("gdpr", "scc_usable").into_iter().map(bare).collect();
    assert_eq!(stated, usable);
    let kept: BTreeSet<String> = clauses
        .iter()
        .filter_map(|i| {
            let from = i.new.through?.next();
            let kept = lexloci::date::Window { from: Some(from), ..i.window };
            Some(format!("{}{}", name(i.id), window(kept)))
        })
        .collect();
    let stated: BTreeSet<String> = members("gdpr", "scc_kept").into_iter().map(bare).collect();
    assert_eq!(stated, kept);
}

/// A country reaches while one of its access laws is in force, and each of them is a member of its own: none is cited before its
/// first day or after its last. A law that goes too far is a law that reaches.
#[test]
fn the_reaching_are_those_of_the_table() {
    let named = |law: &&AccessLaw| !law.cites.is_empty();
    let member = |law: &AccessLaw| match law.place {
        Spot::Place(place) => format!("{}{} [{}]", place.code(), window(law.window), law.cites.replace('"', "")),
        Spot::Group(group) => panic!("{} reaches itself", group.name()),
    };
    let known: BTreeSet<String> = access_laws().iter().filter(named).map(member).collect();
    let stated = members("exposure", "reaching");
    let stated: BTreeSet<String> = stated.iter().map(|line| line.trim_end_matches(',').replace('"', "")).collect();
    assert_eq!(stated, known);
    assert!(access_laws().iter().filter(named).all(|law| law.kind != AccessKind::Limits && law.window.from.is_some()));
    let reaching: BTreeSet<&str> = stated.iter().filter_map(|member| member.split(' ').next()).collect();
    // Territories are under the law of their State.
    let is_of_reaching = |code: &str| match Group::from_name(code) {
        Some(group) => group.members_on(day("2020-01-01")).iter().all(|place| reaching.contains(place.state().code())),
        None => reaching.contains(code),
    };
    for member in members("exposure", "overreaching") {
        let code = member.split(' ').next().unwrap_or_default();
        assert!(is_of_reaching(code), "{member}");
    }
}

/// The laws of the United States that reach, by day: the Patriot Act alone, then beside later ones, then no longer.
#[test]
fn each_law_reaches_while_it_is_in_force() {
    let on = |code: &str, day_judged: &str| -> Vec<&str> {
        let laws = access_laws().iter().filter(|law| !law.cites.is_empty() && law.place == Spot::Place(place(code)));
        laws.filter(|law| law.window.holds(day(day_judged))).map(|law| law.cites).collect()
    };
    assert_eq!(on("US", "2001-10-25"), [] as [&str; 0]);
    assert_eq!(on("US", "2008-07-09"), ["PATRIOT_ACT 215"]);
    assert_eq!(on("US", "2014-06-01"), ["FISA 702", "PATRIOT_ACT 215"]);
    assert_eq!(on("US", "2015-06-01"), ["FISA 702"]);
    assert_eq!(on("US", "2020-03-14"), ["CLOUD_ACT 2713", "FISA 702", "PATRIOT_ACT 215"]);
    assert_eq!(on("US", "2020-03-15"), ["CLOUD_ACT 2713", "FISA 702"]);
    assert_eq!(on("CN", "2016-01-01"), ["CN_COUNTER_ESPIONAGE 22"]);
    assert_eq!(on("GB", "2017-01-01"), ["GB_IPA 87"]);
}

#[test]
fn every_localisation_law_stands_in_the_module() {
    let sets = ["storing_at_home", "guarding_export", "hosting_health_data"];
    let stated: BTreeSet<String> =
        sets.into_iter().flat_map(|set| members("localisation", set).into_iter().map(bare)).collect();
    let enacted: BTreeSet<String> =
        localisation_laws().iter().map(|law| format!("{}{}", law.place.code(), window(law.window))).collect();
    assert_eq!(stated, enacted);
}

/// Every citation in a module names a source of it, or of a module that it uses.
#[test]
fn every_citation_resolves() {
    for (name, text) in modules() {
        let used = text.lines().filter_map(|line| line.strip_prefix("use "));
        let mut sources: BTreeSet<&str> = BTreeSet::new();
        for text in used.map(module).chain([*text]) {
            sources.extend(
                text.lines()
                    .filter_map(|line| line.strip_prefix("source "))
                    .filter_map(|line| line.split_once(" is ").map(|(name, _)| name)),
            );
        }
        let code = text.lines().filter(|l| !l.starts_with('#') && !l.starts_with("source "));
        let cites = code.filter_map(|line| line.split_once('[')?.1.split_once(']'));
        for cite in cites.flat_map(|(cites, _)| cites.split("; ")) {
            let (source, pin) = cite.split_once(' ').expect("a pinpoint");
            assert!(sources.contains(source), "{name}: {cite}");
            assert!(!pin.is_empty(), "{name}: {cite}");
        }
    }
}

/// The first and the last good day of each regime for the United States.
#[test]
fn the_united_states_rise_and_fall() {
    let lists = |on: &str| -> Vec<&str> {
        let rows = adequacy().iter();
        rows.filter(|row| row.place == place("US") && row.window.holds(day(on)))
            .filter(|row| row.kind == AdequacyKind::General)
            .flat_map(|row| row.scopes())
            .collect()
    };
    assert_eq!(lists("2000-07-25"), [] as [&str; 0]);
    assert_eq!(lists("2000-07-26"), ["safe_harbour"]);
    assert_eq!(lists("2015-10-05"), ["safe_harbour"]);
    assert_eq!(lists("2015-10-06"), [] as [&str; 0]);
    assert_eq!(lists("2016-07-12"), ["privacy_shield"]);
    assert_eq!(lists("2020-07-15"), ["privacy_shield"]);
    assert_eq!(lists("2020-07-16"), [] as [&str; 0]);
    assert_eq!(lists("2023-07-09"), [] as [&str; 0]);
    assert_eq!(lists("2023-07-10"), ["dpf", "dpf_hr"]);
}

#[test]
fn the_clauses_of_their_days() {
    let clause = |id: &str| {
        let found = instruments().iter().find(|i| i.id == id);
        found.unwrap_or_else(|| panic!("no instrument {id}"))
    };
    let old = clause("scc-2010-87");
    assert!(old.new.holds(day("2021-09-26")) && !old.new.holds(day("2021-09-27")));
    assert!(old.window.holds(day("2022-12-27")) && !old.window.holds(day("2022-12-28")));
    let new = clause("scc-2021-914");
    assert!(new.new.holds(day("2021-06-27")) && !new.new.holds(day("2021-06-26")));
    let gdpr = clause("gdpr");
    let directive = clause("dir9546");
    assert_eq!(directive.window.through.map(Date::next), gdpr.window.from);
}

#[test]
fn korea_and_brazil_begin_on_their_day() {
    let begins = |code: &str, first: &str| {
        let rows: Vec<_> = adequacy().iter().filter(|row| row.place == place(code)).collect();
        assert_eq!(rows.len(), 1, "{code}");
        assert_eq!(rows[0].window.from, Some(day(first)), "{code}");
        assert_eq!(rows[0].window.through, None, "{code}");
    };
    begins("KR", "2021-12-17");
    begins("BR", "2026-01-26");
    begins("EPO", "2025-07-15");
    begins("NZ", "2012-12-19");
    assert!(adequacy().iter().all(|row| row.place != place("GI")));
}
