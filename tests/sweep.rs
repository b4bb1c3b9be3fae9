//! The dated sweep: on which days from 2000 to 2032 does the verdict on a flow change, and by which act?
//!
//! `cargo test --test sweep -- --nocapture` prints the tables. The days judged here are those on which a window of the
//! atlas, of a set or of a rule begins or ends, and their neighbours: some hundreds instead of 12,054, which a build
//! without optimisation takes long for. The example `sweep` judges every day; so does the last test, when it is asked for.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test states what it expects")]

#[path = "../examples/sweep/days.rs"]
mod days;

use days::{Sweep, Turn, every_day, table};
use lexloci::atlas::{self, AdequacyKind, Group, Place, adequacy};
use lexloci::date::Window;
use lexloci::policy::Set;
use lexloci::verdict::Answer;
use lexloci::{Date, Policy};
use std::collections::BTreeSet;

const LISTED_US: &str = r#"["safe_harbour", "privacy_shield", "dpf"]"#;
const LISTED_GB: &str = r#"["uk_gdpr"]"#;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

fn span() -> (Date, Date) {
    (day("2000-01-01"), day("2032-12-31"))
}

fn swept(title: &str, to: &str, listed: &str) -> (Answer, Vec<Turn>) {
    let sweep = Sweep::new(to, listed).unwrap();
    let start = sweep.standing(span().0).unwrap().answer;
    let turns = sweep.turns(candidates(&sweep.policy, span())).unwrap();
    println!("{}\n", table(title, start, &turns));
    assert!(turns.iter().all(|turn| !turn.acts.is_empty()), "a day changes something and no act did it: {turns:?}");
    (start, turns)
}

/// Returns the day of each change of the verdict, and what it becomes.
fn changes(turns: &[Turn]) -> Vec<(String, &'static str)> {
    let changes = turns.iter().filter(|turn| turn.of_verdict());
    changes.map(|turn| (turn.day.to_string(), turn.after.as_str())).collect()
}

fn act_on(turns: &[Turn], text: &str) -> String {
    turns.iter().filter(|turn| turn.day == day(text)).flat_map(|turn| turn.acts.clone()).collect::<Vec<_>>().join("; ")
}

#[test]
fn to_the_united_states_it_goes_on_and_off_with_each_decision() {
    let (start, turns) = swept("France to the United States", "US", LISTED_US);
    let expected = [
        ("2000-07-26", "compliant", "2000/520/EC"),
        ("2015-10-06", "non_compliant", "C-362/14"),
        ("2016-07-12", "compliant", "2016/1250"),
        ("2020-07-16", "non_compliant", "C-311/18"),
        ("2023-07-10", "compliant", "2023/1795"),
    ];
    assert_eq!(start, Answer::NonCompliant);
    assert_eq!(changes(&turns), expected.map(|(day, answer, _)| (day.to_owned(), answer)));
    for (day, _, act) in expected {
        assert!(act_on(&turns, day).contains(act), "{day}: {}", act_on(&turns, day));
    }
}

#[test]
fn to_the_united_kingdom_it_becomes_a_transfer_and_ends_with_the_last_decision() {
    let (start, turns) = swept("France to the United Kingdom", "GB", LISTED_GB);
    assert_eq!(start, Answer::NotApplicable);
    assert_eq!(changes(&turns), kingdom_by_the_atlas());
    assert_eq!(
        changes(&turns),
        [("2021-06-28".to_owned(), "compliant"), ("2031-12-28".to_owned(), "non_compliant")],
        "the atlas has moved a day"
    );
    let acts = [
        ("2020-02-01", "out of EU"),
        ("2021-01-01", "in UK_BRIDGE"),
        ("2021-06-28", "out of UK_BRIDGE"),
        ("2021-06-28", "2021/1772"),
        ("2025-12-19", "C(2025) 8771"),
        ("2031-12-28", "C(2025) 8771"),
    ];
    for (day, act) in acts {
        assert!(act_on(&turns, day).contains(act), "{day}: {}", act_on(&turns, day));
    }
}

/// Returns the first day after the bridge, on which a decision has to hold, and the first after the last decision.
fn kingdom_by_the_atlas() -> Vec<(String, &'static str)> {
    let kingdom = Place::from_code("GB").unwrap();
    let bridge = Group::from_name("UK_BRIDGE").unwrap();
    let crossed = bridge.windows(kingdom).filter_map(|membership| membership.window.through).max().unwrap().next();
    let decisions = adequacy().iter().filter(|d| d.place == kingdom && d.kind == AdequacyKind::General);
    let end = decisions.filter_map(|decision| decision.window.through).max().unwrap().next();
    vec![(crossed.to_string(), "compliant"), (end.to_string(), "non_compliant")]
}

/// Days on which anything can change: the first day of every window of the atlas, of a set and of a rule, and the
/// first day after it; each with its neighbours. The flow states no day of its own, so that between two of them
/// nothing that the policy reads differs.
fn candidates(policy: &Policy, (first, last): (Date, Date)) -> BTreeSet<Date> {
    let mut windows: Vec<Window> = atlas::facts().map(|fact| fact.window).collect();
    policy.sets.iter().for_each(|named| windows_of(&named.set, &mut windows));
    for rule in &policy.rules {
        windows.push(rule.window);
        windows.extend(rule.exceptions.iter().map(|exception| exception.window));
    }
    let starts = windows.iter().filter_map(|window| window.from);
    let ends = windows.iter().filter_map(|window| window.through).map(Date::next);
    let around = starts.chain(ends).flat_map(|day| [day.previous(), day, day.next()]);
    around.chain([first, last]).filter(|day| (first..=last).contains(day)).collect()
}

fn windows_of(set: &Set, windows: &mut Vec<Window>) {
    match set {
        Set::Members(members) => windows.extend(members.iter().map(|member| member.window)),
        Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
            parts.iter().for_each(|part| windows_of(part, windows));
        }
        Set::Named(_) | Set::Group(_) | Set::Fact(_) | Set::Entries(_) => {}
    }
}

#[test]
fn every_day_says_what_the_candidates_say() {
    let (first, last) = span();
    for (to, listed) in [("US", LISTED_US), ("GB", LISTED_GB)] {
        let sweep = Sweep::new(to, listed).unwrap();
        let all = sweep.turns(every_day(first, last)).unwrap();
        let some = sweep.turns(candidates(&sweep.policy, span())).unwrap();
        assert_eq!(format!("{all:?}"), format!("{some:?}"));
    }
}
