//! Which place is near which: what a cure proposes first.
//!
//! Source: `near.csv` has, for each place with a cloud region in the atlas, the middle of the cities of those regions, in
//! degrees. The cities are those of `www/map/regions-where.csv` (GeoNames, CC BY 4.0); a test compares the two. Places
//! without a cloud region have no row: a cure proposes them only where the flow names them.

use crate::atlas::Place;

const TABLE: &str = include_str!("near.csv");

/// How far apart two places are that are not both in the table.
const FAR: u32 = u32::MAX;

/// The cosine of each ten degrees, in hundredths.
const COSINES: [i64; 10] = [100, 98, 94, 87, 77, 64, 50, 34, 17, 0];

/// Returns the places that have a cloud region, in the order of their codes.
pub(super) fn with_regions() -> impl Iterator<Item = Place> {
    rows().map(|(place, _)| place)
}

/// Returns how far one place is from another: a number that only orders them. It is whole, so that the order is the same on
/// every machine.
pub(super) fn distance(from: Place, to: Place) -> u32 {
    if from == to {
        return 0;
    }
    let (Some(a), Some(b)) = (middle(from), middle(to)) else { return FAR };
    let tens = usize::try_from((a.0 + b.0).abs() / 20).unwrap_or_default();
    let cosine = COSINES.get(tens).copied().unwrap_or_default();
    let along = (a.1 - b.1).abs();
    let (north, east) = ((a.0 - b.0) * 100, along.min(360 - along) * cosine);
    u32::try_from(north * north + east * east).unwrap_or(FAR)
}

fn middle(place: Place) -> Option<(i64, i64)> {
    rows().find(|(known, _)| *known == place).map(|(_, middle)| middle)
}

fn rows() -> impl Iterator<Item = (Place, (i64, i64))> {
    TABLE.lines().skip(1).filter_map(|row| {
        let mut cells = row.split(',');
        let place = Place::from_code(cells.next()?)?;
        Some((place, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str) -> Place {
        Place::from_code(code).unwrap()
    }

    #[test]
    fn neighbours_are_nearer() {
        let far = |from: &str, to: &str| distance(place(from), place(to));
        assert!(far("FR", "BE") < far("FR", "PL"));
        assert!(far("US", "IE") < far("US", "DE"));
        assert!(far("NZ", "AU") < far("NZ", "US"), "across the line of dates");
        assert_eq!((far("VA", "VA"), far("VA", "IT")), (0, FAR));
    }
}
