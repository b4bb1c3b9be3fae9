//! The regions of the atlas, and who operates them, as the tables of a printed module.

use super::calendar::day_word;
use crate::atlas::{self, Region};

/// The regions of one operator under one prefix, by place.
struct Line {
    operator: &'static str,
    prefix: &'static str,
    places: Vec<(&'static str, Vec<&'static Region>)>,
}

fn lines() -> Vec<Line> {
    let mut lines: Vec<Line> = vec![];
    for region in atlas::regions() {
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
pub(super) fn number(index: usize) -> usize {
    let lines = lines();
    let all = lines.iter().flat_map(|line| &line.places).flat_map(|(_, regions)| regions);
    all.into_iter().position(|region| region.index == index).unwrap_or_default()
}

/// Prints the regions: a line for each operator and prefix.
pub(super) fn table() -> String {
    let printed = lines().into_iter().map(|line| {
        let places = line.places.iter().map(|(place, regions)| {
            let ids = regions.iter().map(|region| region.id.split_once('/').map_or("", |(_, id)| id));
            format!("{place}:{}", ids.collect::<Vec<_>>().join(","))
        });
        format!("{} {} {}", line.operator, line.prefix, places.collect::<Vec<_>>().join(" "))
    });
    printed.collect::<Vec<_>>().join("\n")
}

/// Prints who operates regions: first day, last day, seat, seat of the company that contracts, seat of the parent; and name and group
/// where they are told apart from other parties.
pub(super) fn operators(with_names: bool) -> String {
    let lines = lines();
    let mut keys: Vec<&str> = lines.iter().map(|line| line.operator).collect();
    crate::order::sort_by(&mut keys, |a, b| a.cmp(b));
    keys.dedup();
    let rows = keys.into_iter().map(|key| {
        let rows = atlas::provider(key).iter().map(|operator| {
            let from = operator.window.from.map_or(0, day_word);
            let through = operator.window.through.map_or("Infinity".to_owned(), |day| day_word(day).to_string());
            let seat = operator.seat.map_or("", |seat| seat.code());
            let contracting = operator.contracting.map_or("", |(_, seat)| seat.code());
            let parent = operator.ultimate_parent.code();
            let names = if with_names {
                let group = atlas::company_group(operator.key);
                format!(", {}, {}", super::text(operator.name), super::text(group))
            } else {
                String::new()
            };
            format!("[{from}, {through}, \"{seat}\", \"{contracting}\", \"{parent}\"{names}]")
        });
        format!("  \"{key}\": [{}],\n", rows.collect::<Vec<_>>().join(", "))
    });
    format!("{{\n{}}}", rows.collect::<String>())
}
