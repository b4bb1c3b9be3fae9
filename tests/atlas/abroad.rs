//! Checks that the modules approve, by date, the destinations that the table of other countries' laws approves.

use super::*;
use std::collections::BTreeSet;

/// A row of adequacy-abroad.csv, by its columns.
pub(super) fn rows() -> Vec<Vec<String>> {
    let (_, table) = tables().iter().find(|(name, _)| *name == "adequacy-abroad.csv").expect("a table of this name");
    table.lines().skip(1).map(fields).collect()
}

/// The fields of a line, of which some are in quotes.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            letter => fields.last_mut().expect("there is a first one").push(letter),
        }
    }
    fields
}

/// The members of a set, comments, citations and commas left out.
fn members(module: &str, set: &str) -> BTreeSet<String> {
    let (_, text) = modules().iter().find(|(name, _)| *name == module).expect("a module of this name");
    let (_, after) = text.split_once(&format!("\nset {set} = {{\n")).unwrap_or_else(|| panic!("no set {set}"));
    let (body, _) = after.split_once("\n}").expect("its end");
    let lines = body.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(" [").next().unwrap_or_default().trim_end_matches(',').to_owned()).collect()
}

/// The members that the rows of a law make.
fn decided(law: &str) -> BTreeSet<String> {
    let all = rows();
    let member = |row: &Vec<String>| {
        let [_, of, place, list, _, from, through, ..] = row.as_slice() else { panic!("seven columns: {row:?}") };
        let list = if list.is_empty() { String::new() } else { format!(" with {list}") };
        let through = if through.is_empty() { String::new() } else { format!(" through {through}") };
        (of == law).then(|| format!("{place}{list} from {from}{through}"))
    };
    all.iter().filter_map(member).collect()
}

#[test]
fn the_approved_are_those_of_the_table() {
    for (law, module, sets) in [
        ("GB", "uk_law", ["approved_by_uk_but_us", "approved_by_uk_us"]),
        ("CH", "ch_law", ["listed_by_ch_but_us", "listed_by_ch_us"]),
    ] {
        let stated: BTreeSet<String> = sets.into_iter().flat_map(|set| members(module, set)).collect();
        assert_eq!(stated, decided(law), "{law}");
    }
    assert_eq!(decided("CH").len(), 16, "44 entries: 30 States of the EEA, and 14, the United States with two lists");
}

#[test]
fn rows_name_places_days_and_sources() {
    let mut ids = BTreeSet::new();
    for row in rows() {
        assert_eq!(row.len(), 10, "{row:?}");
        assert!(ids.insert(row[0].clone()), "{} stands twice", row[0]);
        let known = Place::from_code(&row[2]).is_some() || Group::from_name(&row[2]).is_some();
        assert!(known && Date::parse(&row[5]).is_some() && source(&row[8]).is_some(), "{row:?}");
    }
    assert!(rows().is_sorted_by(|a, b| a[0] < b[0]));
}

/// The days of what other rows of the atlas say too.
#[test]
fn bridges_and_clauses_begin_on_their_days() {
    let begins = |id: &str| instruments().iter().find(|i| i.id == id).expect("an instrument").window.from;
    for (id, set) in [("uk-us-bridge", "approved_by_uk_us"), ("ch-us-dpf", "listed_by_ch_us")] {
        let module = if id.starts_with("uk") { "uk_law" } else { "ch_law" };
        let from = begins(id).expect("a first day");
        assert!(members(module, set).iter().all(|member| member.ends_with(&format!(" from {from}"))), "{id}");
    }
    let clauses = members("uk_law", "uk_clauses_usable");
    let from = begins("uk-idta").expect("a first day");
    assert!(clauses.contains(&format!("uk_idta from {from}")) && clauses.contains(&format!("uk_addendum from {from}")));
    for kept in members("uk_law", "uk_clauses_kept") {
        assert!(kept.ends_with(" from 2022-09-22 through 2024-03-21"), "{kept}");
    }
}
