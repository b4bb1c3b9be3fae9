//! Prints the answers of the tests on each place as tables: two bits a test, by classes of places.

use super::expression::Printer;
use super::lower::Lowered;
use super::tables::truth;
use super::test::PLACES_A_WORD;
use crate::atlas::{Place, PlaceSet};
use crate::flow::territories;

/// Prints the table of each word: what an unknown place and one that does not exist get, what most get, and the others.
pub(super) fn tests(lowered: &Lowered<'_>, printer: &Printer<'_>) -> String {
    let words = printer.places.chunks(PLACES_A_WORD).map(|tests| {
        let fold = |says: &dyn Fn(&(usize, bool)) -> u8| {
            tests.iter().enumerate().fold(0u32, |word, (at, test)| word | u32::from(says(test)) << (2 * at)) as i32
        };
        let of = |place: Place, stretch: usize| {
            fold(&|(rows, negated)| {
                let set = lowered.tables.places.get(*rows).and_then(|rows| rows.get(stretch));
                said(set.is_some_and(|set| set.contains(place)), *negated)
            })
        };
        let mut classes: Vec<(Vec<i32>, Vec<&str>)> = vec![];
        for place in Place::all() {
            let row: Vec<i32> = printer.stretches.iter().map(|stretch| of(place, *stretch)).collect();
            match classes.iter_mut().find(|(known, _)| *known == row) {
                Some((_, codes)) => codes.push(place.code()),
                None => classes.push((row, vec![place.code()])),
            }
        }
        // The sort keeps the order of equal ones, so the bytes are the same each time.
        let most = classes.iter().map(|(_, codes)| codes.len()).max().unwrap_or_default();
        let at = classes.iter().position(|(_, codes)| codes.len() == most).unwrap_or_default();
        let (most, _) = classes.remove(at);
        let others =
            classes.iter().map(|(row, codes)| format!("      [\"{}\", {}],\n", codes.join(" "), over_days(row)));
        let unknown = fold(&|_| truth::UNKNOWN);
        let none = fold(&|(_, negated)| said(false, *negated));
        format!(
            "  {{\n    unknown: {unknown},\n    none: {none},\n    most: {},\n    others: [\n{}    ],\n  }},\n",
            over_days(&most),
            others.collect::<String>()
        )
    });
    format!(
        "/** What the tests on places say of each, two bits a test: of a place that is not known, of none, of most, and of the others. */\nconst PLACE_TESTS = [\n{}];",
        words.collect::<String>()
    )
}

/// Prints for each word the bits of the tests that are asked on other days than the day judged.
pub(super) fn on_other_days(printer: &Printer<'_>) -> String {
    let words = (0..printer.places.len().div_ceil(PLACES_A_WORD)).map(|word| {
        let tests = printer.on_other_days.iter().filter(|at| *at / PLACES_A_WORD == word);
        (tests.fold(0u32, |bits, at| bits | 3 << (2 * (at % PLACES_A_WORD))) as i32).to_string()
    });
    words.collect::<Vec<_>>().join(", ")
}

fn said(is_in: bool, negated: bool) -> u8 {
    if is_in == negated { truth::FALSE } else { truth::TRUE }
}

/// Returns one number where nothing changes, else one for each stretch.
fn over_days(row: &[i32]) -> String {
    let numbers: Vec<String> = row.iter().map(i32::to_string).collect();
    match row.first() {
        Some(first) if row.iter().all(|one| one == first) => first.to_string(),
        _ => format!("[{}]", numbers.join(", ")),
    }
}

impl Lowered<'_> {
    /// Returns the territory of each law on transfers, over the days.
    pub(super) fn territories(&self) -> [Vec<PlaceSet>; 3] {
        [0, 1, 2].map(|law| {
            let on = |day| territories(day).get(law).copied().unwrap_or_default();
            self.calendar.days().map(on).collect()
        })
    }
}
