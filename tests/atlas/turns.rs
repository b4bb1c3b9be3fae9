//! The days on which something begins or ends.

use super::*;
use std::collections::BTreeSet;

/// Returns the days in the windows of a module: the first ones, and those after the last ones.
fn days_of(text: &str) -> BTreeSet<Date> {
    let code = text.lines().map(|line| line.split('#').next().unwrap_or(""));
    // From when on a source is cited is no day of a fact. Its clause takes up to three lines.
    let is_source = |line: &str| ["source ", "at \"", "from "].iter().any(|opens| line.starts_with(opens));
    let code: Vec<&str> = code.filter(|line| !is_source(line.trim_start())).collect();
    let words: Vec<&str> = code.iter().flat_map(|line| line.split_whitespace()).collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    let dated = pairs.filter_map(|(word, day)| Some((*word, Date::parse(day.trim_end_matches([',', '}']))?)));
    dated
        .filter_map(|(word, day)| match word {
            "from" | "before" => Some(day),
            "through" => Some(day.next()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_day_in_a_shipped_module_is_a_turn() {
    let turns: BTreeSet<Date> = turns().iter().map(|turn| turn.day).collect();
    for (name, text) in modules() {
        let days = days_of(text);
        // Whatever laws of several countries have in common has no days of its own.
        assert!(days.len() >= 2 || (days.is_empty() && *name == "transfer_law"), "{name}");
        let missing: Vec<&Date> = days.difference(&turns).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn every_window_of_a_fact_is_a_turn() {
    let turns: BTreeSet<(Date, bool)> = turns().iter().map(|turn| (turn.day, turn.begins)).collect();
    for fact in facts() {
        let (from, end) = (fact.window.from, fact.window.through.map(Date::next));
        assert!(from.is_none_or(|day| turns.contains(&(day, true))), "{fact:?}");
        assert!(end.is_none_or(|day| turns.contains(&(day, false))), "{fact:?}");
    }
}

#[test]
fn transfers_to_the_united_states_turn_on_five_days() {
    let us = turns().into_iter().filter(|turn| turn.family == Family::Adequacy && turn.places == ["US"]);
    let told: Vec<String> = us.map(|turn| format!("{} {} {}", turn.day, turn.begins, turn.label)).collect();
    assert_eq!(
        told,
        [
            "2000-07-26 true US: adequate with safe_harbour",
            "2004-05-14 true US: adequate with pnr_cbp",
            "2006-10-01 false US: adequate with pnr_cbp",
            "2015-10-06 false US: adequate with safe_harbour",
            "2016-07-12 true US: adequate with privacy_shield",
            "2020-07-16 false US: adequate with privacy_shield",
            "2023-07-10 true US: adequate with dpf or dpf_hr",
        ]
    );
}

#[test]
fn turns_stand_in_order_with_a_source_and_who_joins_together_is_told_together() {
    let all = turns();
    assert!(all.is_sorted_by_key(|turn| turn.day));
    assert!(all.iter().all(|turn| source(turn.source).is_some() && !turn.label.is_empty()), "a source and a label");
    let joined = all.iter().find(|turn| turn.day == day("2007-01-01") && turn.act == "EU");
    assert_eq!(joined.map(|turn| turn.label.as_str()), Some("BG, RO in EU"));
    let left = all.iter().find(|turn| turn.day == day("2020-02-01") && turn.act == "EU" && !turn.begins);
    assert!(left.is_some_and(|turn| turn.places.contains(&"GB")));
}
