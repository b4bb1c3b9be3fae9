//! Registers of processing (GDPR 30): a row is an activity, which is a flow of its own, and no recipient.
//!
//! Recipients of a register are mostly kinds of people: `the payroll team, banks`. A company that the atlas knows is a recipient.
//! Other words are told, and keep the list open.

use super::draft::{Draft, Fact};
use super::places::places;
use super::table::{Cell, Table, data, is_none, shortened};
use super::{Found, Source, mechanisms, person, words};
use crate::flow::json::Json;

/// The most rows above the headings.
const MOST_ABOVE: usize = 20;

/// The headings of a register: the row in which they stand, and the fact that each column is of.
pub(super) struct Headings {
    above: usize,
    facts: Vec<Option<&'static str>>,
}

/// Finds the headings of a register: an activity, its recipients, and what no list of vendors has.
pub(super) fn headings(table: &Table) -> Option<Headings> {
    table.rows.iter().take(MOST_ABOVE).enumerate().find_map(|(above, row)| {
        let facts: Vec<Option<&'static str>> = row.iter().map(|cell| fact(&cell.text)).collect();
        let has = |wanted: &str| facts.contains(&Some(wanted));
        let is_register = (has("name") || has("purpose")) && has("recipients") && has("mark");
        is_register.then_some(Headings { above, facts })
    })
}

fn fact(heading: &str) -> Option<&'static str> {
    let short = heading.split_once('(').map_or(heading, |(short, _)| short);
    let (whole, short) = (words::plain(heading), words::plain(short));
    let mut table = include_str!("registers.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    table.find(|(_, all)| all.split('|').any(|one| one == whole || one == short)).map(|(fact, _)| fact)
}

/// Reads a flow for each activity.
pub(super) fn read(
    mut draft: Draft,
    source: &Source,
    complete: bool,
    table: &Table,
    headings: &Headings,
) -> Vec<Found> {
    let rows = table.rows.iter().skip(headings.above + 1);
    let mut activities: Vec<(String, Vec<&Vec<Cell>>)> = Vec::new();
    for row in rows {
        let name = name(row, headings);
        match activities.iter_mut().find(|(known, _)| *known == name) {
            _ if row.iter().all(|cell| cell.text.trim().is_empty()) => {}
            Some((_, rows)) if !name.is_empty() => rows.push(row),
            _ => activities.push((name, vec![row])),
        }
    }
    for (index, cell) in table.rows.get(headings.above).into_iter().flatten().enumerate() {
        if headings.facts.get(index) == Some(&None) && !cell.text.trim().is_empty() {
            draft.unread(cell.at.clone(), format!("the column \"{}\"", words::unmarked(&cell.text)));
        }
    }
    let mut found = Vec::new();
    for (name, rows) in activities {
        let mut draft = std::mem::take(&mut draft);
        rows.iter().for_each(|row| activity(&mut draft, row, headings));
        let mut one = draft.finish(source.name.clone(), &["transfers"], complete);
        let line = rows.first().and_then(|row| row.first()).map_or(0, |cell| cell.at.line);
        let name = if name.is_empty() { format!("row on line {line}") } else { shortened(&name) };
        one.name = format!("{}: {name}", source.name);
        found.push(one);
    }
    found
}

/// Returns the cells of a row that are of a fact and say something.
fn cells<'r>(row: &'r [Cell], headings: &Headings, wanted: &str) -> Vec<&'r Cell> {
    let own = row.iter().zip(&headings.facts).filter(|(_, fact)| **fact == Some(wanted));
    own.map(|(cell, _)| cell).filter(|cell| !cell.text.trim().is_empty()).collect()
}

/// Returns the name of an activity: its own, or else its function and purpose.
fn name(row: &[Cell], headings: &Headings) -> String {
    let text = |wanted: &str| {
        let all: Vec<String> = cells(row, headings, wanted).iter().map(|cell| words::unmarked(&cell.text)).collect();
        all.join(", ")
    };
    let own = text("name");
    if own.is_empty() { text("purpose") } else { own }
}

/// Words of a column of third countries that say that there are none.
const NONE: [&str; 10] = ["no", "non", "nein", "aucun", "aucune", "keine", "none", "n a", "na", "pas de transfert"];

/// Adds the transfers that one row of an activity states.
fn activity(draft: &mut Draft, row: &[Cell], headings: &Headings) {
    let kinds = cells(row, headings, "data");
    let data = kinds.first().and_then(|first| Some(("data", data(draft, &kinds)?, first.at.clone())));
    let terms = mechanisms::tool(draft, &cells(row, headings, "tool"));
    let mut recipients: Vec<(person::Party, String, &Cell)> = Vec::new();
    for cell in cells(row, headings, "recipients") {
        let text = words::unmarked(&cell.text);
        for part in words::parts(&text, &[";", ",", "\n"]).into_iter().filter(|part| !is_none(part)) {
            let party = person::with_address(part);
            recipients.push((party, part.to_owned(), cell));
        }
    }
    // One recipient beside a country receives there, also where the atlas does not know it.
    let countries = cells(row, headings, "countries");
    let is_place = |text: &str| places(&words::lines(text)).iter().all(Option::is_some);
    let is_abroad =
        countries.iter().any(|cell| !NONE.contains(&words::plain(&cell.text).as_str()) && is_place(&cell.text));
    let is_told = |party: &person::Party| !(party.is_known || recipients.len() == 1 && is_abroad);
    for (_, part, cell) in recipients.iter().filter(|(party, ..)| is_told(party)) {
        draft.open_list("transfers", format!("who \"{}\" is, is not stated", shortened(part)));
        draft.unread_cell(
            cell.at.clone(),
            &shortened(part),
            "as a recipient: it is no company that the atlas knows: state who receives, and where",
        );
    }
    let recipients: Vec<(Json, &Cell)> = recipients
        .iter()
        .filter(|(party, ..)| !is_told(party))
        .map(|(party, _, cell)| (Json::Object(party.facts.clone()), *cell))
        .collect();
    let mut abroad: Vec<(Vec<Fact>, &Cell)> = Vec::new();
    for cell in countries {
        let text = words::unmarked(&cell.text);
        for part in
            words::parts(&text, &[";", "\n"]).into_iter().filter(|part| !NONE.contains(&words::plain(part).as_str()))
        {
            match transfer(draft, part, cell) {
                Some(all) => abroad.extend(all.into_iter().map(|facts| (facts, cell))),
                None => {
                    draft.open_list("transfers", format!("the transfer \"{}\" is not known", shortened(part)));
                    draft.unread_cell(
                        cell.at.clone(),
                        &shortened(part),
                        "as a transfer: state the place and who receives there",
                    );
                }
            }
        }
    }
    let add = |draft: &mut Draft, mut facts: Vec<Fact>, cell: &Cell| {
        facts.extend(data.clone());
        draft.entry("transfers", &cell.at, facts);
    };
    let receives = |(who, cell): &(Json, &Cell)| ("recipient", who.clone(), cell.at.clone());
    let has = |facts: &[Fact], wanted: &str| facts.iter().any(|(fact, ..)| *fact == wanted);
    let is_alone = recipients.len() == 1;
    // One recipient in a row with countries receives there.
    let is_placed = is_alone && abroad.iter().any(|(facts, _)| !has(facts, "recipient"));
    for (mut facts, cell) in abroad {
        if let (true, false, Some(only)) = (is_alone, has(&facts, "recipient"), recipients.first()) {
            facts.push(receives(only));
        }
        if !has(&facts, "tool") {
            facts.extend(terms.clone());
        }
        add(draft, facts, cell);
    }
    for one in recipients.iter().filter(|_| !is_placed) {
        add(draft, vec![receives(one)], one.1);
    }
}

/// Returns the transfers that words of a column of third countries mean: `USA`, `Google Cloud — CCT`.
fn transfer(draft: &mut Draft, part: &str, cell: &Cell) -> Option<Vec<Vec<Fact>>> {
    let found = places(&words::lines(part));
    if found.iter().all(Option::is_some) {
        let to = |code: &str| vec![("to", Json::Text(code.to_owned()), cell.at.clone())];
        return Some(found.into_iter().flatten().map(to).collect());
    }
    let (who, how) =
        [" — ", " – ", " - ", ": "].into_iter().find_map(|dash| part.split_once(dash)).unwrap_or((part, ""));
    let party = person::with_address(who.trim());
    let (party, place) = match (party.is_known, who.trim().rsplit_once(' ')) {
        (false, Some((name, place))) => (person::with_address(name), places(place).first().copied().flatten()),
        _ => (party, None),
    };
    if !party.is_known || (person::with_address(who.trim()).is_known == place.is_some()) {
        return None;
    }
    let mut facts: Vec<Fact> =
        place.map(|code| ("to", Json::Text(code.to_owned()), cell.at.clone())).into_iter().collect();
    facts.push(("recipient", Json::Object(party.facts), cell.at.clone()));
    let how = Cell { text: how.to_owned(), at: cell.at.clone() };
    facts.extend(mechanisms::tool(draft, &[&how]));
    Some(vec![facts])
}
