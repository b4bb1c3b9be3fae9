//! Cities by their names alone. The table beside this file (cities.csv) is made of GeoNames (CC BY 4.0): capitals, cities of 100,000 people in
//! the EEA, Switzerland and Great Britain, of 300,000 in the United States, Canada, India, Japan and Australia, and of a million
//! elsewhere, with their usual names in English, French and German. A name stands under each country that has a city of that name
//! with a tenth of the people of the largest, so that a name under several means none of them for certain.

use super::words::plain;
use crate::sorted::SortedMap;
use std::sync::OnceLock;

/// Returns the countries that have a large city with this name.
pub(super) fn countries(name: &str) -> &'static [&'static str] {
    static CITIES: OnceLock<SortedMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let cities = CITIES.get_or_init(|| {
        let mut all: SortedMap<&'static str, Vec<&'static str>> = SortedMap::new();
        for (place, names) in include_str!("cities.csv").lines().skip(1).filter_map(|line| line.split_once(',')) {
            names.split('|').for_each(|name| all.update(name, vec![], |places| places.push(place)));
        }
        all
    });
    cities.get(plain(name).as_str()).map_or(&[], Vec::as_slice)
}
