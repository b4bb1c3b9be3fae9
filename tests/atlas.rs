//! The atlas against what the law and the vendors say, and against itself.

#![expect(clippy::expect_used, clippy::panic, reason = "a test states what it expects")]

use lexloci::Date;
use lexloci::atlas::*;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn place(code: &str) -> Place {
    Place::from_code(code).unwrap_or_else(|| panic!("no place {code}"))
}

fn group(name: &str) -> Group {
    Group::from_name(name).unwrap_or_else(|| panic!("no group {name}"))
}

fn is_in(code: &str, name: &str, on: &str) -> bool {
    group(name).members_on(day(on)).contains(place(code))
}

/// Returns how many States, territories aside, are members.
fn states(name: &str, on: &str) -> usize {
    let members = group(name).members_on(day(on));
    let state = |place: &Place| place.territory().is_none_or(|t| t.state.is_none());
    members.iter().filter(state).count()
}

/// The last day of its membership, and that it is one on that day and none on the next.
fn leaves(code: &str, name: &str, last: &str) {
    assert!(is_in(code, name, last), "{code} in {name} on {last}");
    let next = day(last).next().to_string();
    assert!(!is_in(code, name, &next), "{code} not in {name} on {next}");
}

/// The first day of its membership, and that it is none on the day before.
fn joins(code: &str, name: &str, first: &str) {
    assert!(is_in(code, name, first), "{code} in {name} on {first}");
    let before = day(first).previous().to_string();
    assert!(!is_in(code, name, &before), "{code} not in {name} on {before}");
}

#[path = "atlas/abroad.rs"]
mod abroad;
#[path = "atlas/clouds.rs"]
mod clouds;
#[path = "atlas/facts.rs"]
mod facts;
#[path = "atlas/filled.rs"]
mod filled;
#[path = "atlas/form.rs"]
mod form;
#[path = "atlas/hints.rs"]
mod hints;
#[path = "atlas/law.rs"]
mod law;
#[path = "atlas/membership.rs"]
mod membership;
#[path = "atlas/sets.rs"]
mod sets;
#[path = "atlas/turns.rs"]
mod turns;
#[path = "atlas/vendors.rs"]
mod vendors;
