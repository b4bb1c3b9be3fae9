//! The regions of the atlas and the policy, and who operates them, as the tables of a printed module.

use super::calendar::day_word;
use crate::atlas::{self, Members, Place};
use crate::date::{Date, Window};
use crate::policy::{AnyRegion, Declared};

/// The regions of one operator under one prefix, by place.
struct Line<'d> {
    operator: &'d str,
    prefix: &'d str,
    places: Vec<(&'static str, Vec<AnyRegion<'d>>)>,
}

fn lines(declared: &Declared) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = vec![];
    for region in declared.all_regions() {
        let prefix = region.id.split_once('/').map_or(region.id, |(prefix, _)| prefix);
        let at = lines.iter().position(|line| line.operator == region.provider && line.prefix == prefix);
        let at = at.unwrap_or_else(|| {
            lines.push(Line { operator: region.provider, prefix, places: vec![] });
            lines.len() - 1
        });
        let Some(line) = lines.get_mut(at) else { continue };
        match line.places.iter_mut().find(|(place, _)| *place == region.place.code()) {
            Some((_, regions)) => regions.push(region),
            None => line.places.push((region.place.code(), vec![region])),
        }
    }
    lines
}

/// Returns the position of a region in the printed table.
pub(super) fn number(declared: &Declared, index: usize) -> usize {
    let lines = lines(declared);
    let all = lines.iter().flat_map(|line| &line.places).flat_map(|(_, regions)| regions);
    all.into_iter().position(|region| region.index == index).unwrap_or_default()
}

/// Prints the regions: a line for each operator and prefix.
pub(super) fn table(declared: &Declared) -> String {
    let printed = lines(declared).into_iter().map(|line| {
        let places = line.places.iter().map(|(place, regions)| {
            let ids = regions.iter().map(|region| region.id.split_once('/').map_or("", |(_, id)| id));
            format!("{place}:{}", ids.collect::<Vec<_>>().join(","))
        });
        format!("{} {} {}", line.operator, line.prefix, places.collect::<Vec<_>>().join(" "))
    });
    printed.collect::<Vec<_>>().join("\n")
}

/// Prints the names of several regions, a line each: the regions that each of them is in, or the operator behind `=` and the places in
/// one of which it is.
pub(super) fn several() -> String {
    let lines = atlas::multi_regions().iter().map(|multi| match &multi.members {
        Members::Each(regions) => {
            let ids = regions.iter().map(|region| region.id);
            format!("{} {}", multi.id, ids.collect::<Vec<_>>().join(" "))
        }
        Members::Somewhere(spots) => {
            let places = spots.iter().map(|spot| spot.code());
            format!("{} ={} {}", multi.id, multi.provider, places.collect::<Vec<_>>().join(" "))
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Prints who operates regions: first day, last day, seat, seat of the company that contracts, seat of the parent; and name and group
/// where they are told apart from other parties. A seat that is not known is empty.
pub(super) fn operators(declared: &Declared, with_names: bool) -> String {
    let lines = lines(declared);
    let mut keys: Vec<&str> = lines.iter().map(|line| line.operator).collect();
    crate::order::sort_by(&mut keys, |a, b| a.cmp(b));
    keys.dedup();
    let rows = keys.into_iter().map(|key| {
        let rows = windows(key).into_iter().filter_map(|window| row(declared, key, window, with_names));
        format!("  \"{key}\": [{}],\n", rows.collect::<Vec<_>>().join(", "))
    });
    format!("{{\n{}}}", rows.collect::<String>())
}

/// Returns the windows in each of which an operator is the same.
fn windows(key: &str) -> Vec<Window> {
    let rows = atlas::provider(key);
    if !rows.is_empty() {
        return rows.iter().map(|operator| operator.window).collect();
    }
    match atlas::vendor(key).and_then(|vendor| vendor.parent_from) {
        Some(day) => {
            vec![Window { from: None, through: Some(day.previous()) }, Window { from: Some(day), through: None }]
        }
        None => vec![Window::ALWAYS],
    }
}

fn row(declared: &Declared, key: &str, window: Window, with_names: bool) -> Option<String> {
    let day = window.from.or(window.through).unwrap_or(Date::MAX);
    let operator = declared.operator_on(key, day)?;
    let from = window.from.map_or(0, day_word);
    let through = window.through.map_or("Infinity".to_owned(), |day| day_word(day).to_string());
    let [seat, contracting, parent] =
        [operator.seat, operator.contracting, operator.ultimate_parent].map(|place| place.map_or("", Place::code));
    let names = match with_names {
        true => format!(", {}, {}", super::text(operator.name), super::text(&declared.group_name(operator.id))),
        false => String::new(),
    };
    Some(format!("[{from}, {through}, \"{seat}\", \"{contracting}\", \"{parent}\"{names}]"))
}
