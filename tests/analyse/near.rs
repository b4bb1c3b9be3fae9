//! Nearness, by a second source: the cities of the cloud regions, which are for drawing them (`www/map/regions-where.csv`), and
//! great circles over a sphere. The table of the cures, `src/analyse/near.csv`, has one point for each country.

use super::common;
use super::json::{get, json};
use lexloci::Json;
use lexloci::analyse::{Analysis, Budget, Wishes};
use std::collections::BTreeMap;

/// Returns how far away a region may be that a table of countries takes for the nearest: from Zurich the middle of France is nearer than
/// that of Italy, and Honolulu is far from the middle of its country.
fn still_near(kilometres: f64) -> f64 {
    kilometres * 1.1 + 300.0
}

type Point = (f64, f64);

/// Cells of a table, by the id of the region.
fn rows(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split(',').collect::<Vec<_>>()).map(|cells| (cells[0], cells)).collect()
}

fn point(latitude: &str, longitude: &str) -> Option<Point> {
    Some((latitude.parse().ok()?, longitude.parse().ok()?))
}

/// Returns the city of each region.
fn cities() -> BTreeMap<&'static str, Point> {
    let all = rows(include_str!("../../www/map/regions-where.csv"));
    all.into_iter().filter_map(|(id, cells)| Some((id, point(cells[1], cells[2])?))).collect()
}

/// Returns the place of each region.
fn places() -> BTreeMap<&'static str, &'static str> {
    let all = rows(include_str!("../../src/atlas/regions.csv"));
    all.into_iter().map(|(id, cells)| (id, cells[3])).collect()
}

/// Kilometres along a great circle.
fn far(a: Point, b: Point) -> f64 {
    let half = |from: f64, to: f64| ((from - to).to_radians() / 2.0).sin().powi(2);
    let chord = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    12_742.0 * chord.sqrt().asin()
}

#[test]
fn every_country_with_a_region_has_the_middle_of_its_cities() {
    let (cities, places) = (cities(), places());
    let table = rows(include_str!("../../src/analyse/near.csv"));
    let mut of_place: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for (id, city) in &cities {
        let known = of_place.entry(places[id]).or_default();
        if !known.contains(city) {
            known.push(*city);
        }
    }
    let named = |all: Vec<&&str>| all.into_iter().map(|place| (*place).to_owned()).collect::<Vec<String>>();
    assert_eq!(named(table.keys().collect()), named(of_place.keys().collect()));
    for (place, cells) in table {
        let own = point(cells[1], cells[2]).expect("whole degrees");
        let known = &of_place[place];
        let many = known.len() as f64;
        let middle = (known.iter().map(|c| c.0).sum::<f64>() / many, known.iter().map(|c| c.1).sum::<f64>() / many);
        let near = |a: f64, b: f64| (a - b).abs() <= 0.51;
        assert!(near(own.0, middle.0) && near(own.1, middle.1), "{place} is at {middle:?}");
    }
}

#[test]
fn cures_go_to_the_nearest_region_of_the_same_provider() {
    let (cities, places) = (cities(), places());
    let policy = r#"loci 1
policy p version 1.0.0 "P" { rule r "R" for every s in storage require s in EEA }
"#;
    let policy = common::policy(policy);
    let brand = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
    let moved = |id: &str| {
        let flow = json(&format!(r#"{{"as_of": "2026-03-01", "storage": ["{id}"]}}"#));
        let analysis = Analysis::new(&policy, &flow, None, None, Budget::default()).ok()?;
        let cures = analysis.cure(&Wishes::default()).ok()?;
        match get(&cures.cures.first()?.flow, "storage[0].region") {
            Some(Json::Text(to)) => Some(to.clone()),
            _ => None,
        }
    };
    let mut compared = 0;
    for (from, city) in cities.iter().step_by(9) {
        let Some(to) = moved(from).filter(|to| brand(to) == brand(from) && to != from) else { continue };
        let here = places[to.as_str()];
        let own = cities.iter().filter(|(id, _)| brand(id) == brand(from) && is_in_eea(places[*id]));
        let nearest = own.clone().map(|(_, other)| far(*city, *other)).fold(f64::MAX, f64::min);
        let chosen = own.filter(|(id, _)| places[*id] == here).map(|(_, other)| far(*city, *other));
        let chosen = chosen.fold(f64::MAX, f64::min);
        assert!(chosen <= still_near(nearest), "{from} goes to {to}, {chosen} km, and the nearest is at {nearest} km");
        compared += 1;
    }
    println!("near: {compared} regions compared");
    assert!(compared > 22);
}

/// Returns the countries of the European Economic Area in 2026 (EEA Agreement, Article 126; Treaty on European Union, Article 52).
fn is_in_eea(place: &str) -> bool {
    const ALL: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";
    ALL.split(' ').any(|known| known == place)
}
