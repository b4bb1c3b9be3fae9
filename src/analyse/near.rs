//! Orders places by their distance, so that a cure proposes a near one first.
//!
//! Source: `near.csv` has, for each place with a cloud region in the atlas, the middle of the cities of those regions, in
//! degrees. The cities are those of `www/map/regions-where.csv` (GeoNames, CC BY 4.0); a test compares the two. Places
//! without a cloud region have no row: a cure proposes them only where the flow names them.

use crate::atlas::Place;

const TABLE: &str = include_str!("near.csv");

/// The distance between two places that are not both in the table.
const FAR: u32 = u32::MAX;

/// One, in ten-thousandths.
const ONE: i64 = 10_000;

/// The sine of each whole degree up to a right angle, in ten-thousandths.
const SINES: [i64; 91] = [
    0, 175, 349, 523, 698, 872, 1045, 1219, 1392, 1564, 1736, 1908, 2079, 2250, 2419, 2588, 2756, 2924, 3090, 3256,
    3420, 3584, 3746, 3907, 4067, 4226, 4384, 4540, 4695, 4848, 5000, 5150, 5299, 5446, 5592, 5736, 5878, 6018, 6157,
    6293, 6428, 6561, 6691, 6820, 6947, 7071, 7193, 7314, 7431, 7547, 7660, 7771, 7880, 7986, 8090, 8192, 8290, 8387,
    8480, 8572, 8660, 8746, 8829, 8910, 8988, 9063, 9135, 9205, 9272, 9336, 9397, 9455, 9511, 9563, 9613, 9659, 9703,
    9744, 9781, 9816, 9848, 9877, 9903, 9925, 9945, 9962, 9976, 9986, 9994, 9998, 10000,
];

/// Returns the places that have a cloud region, in the order of their codes.
pub(super) fn with_regions() -> impl Iterator<Item = Place> {
    rows().map(|(place, _)| place)
}

/// Returns how far one place is from another: a number that only orders them, as great circles do. It is whole, so that the
/// order is the same on every machine.
pub(super) fn distance(from: Place, to: Place) -> u32 {
    if from == to {
        return 0;
    }
    let (Some(a), Some(b)) = (middle(from), middle(to)) else { return FAR };
    // The straight way through the Earth, squared: of unit vectors twice what their product lacks to one.
    let product: i64 = direction(a).into_iter().zip(direction(b)).map(|(a, b)| a * b / (ONE * ONE)).sum();
    u32::try_from(ONE * ONE - product).unwrap_or_default()
}

/// Returns the unit vector from the middle of the Earth to a point, in hundred-millionths.
fn direction((latitude, longitude): (i64, i64)) -> [i64; 3] {
    let level = sine(90 - latitude);
    [level * sine(90 - longitude), level * sine(longitude), ONE * sine(latitude)]
}

/// Returns the sine of an angle in whole degrees, in ten-thousandths.
fn sine(degrees: i64) -> i64 {
    let turn = degrees.rem_euclid(360);
    let (half, sign) = if turn < 180 { (turn, 1) } else { (turn - 180, -1) };
    let index = usize::try_from(half.min(180 - half)).unwrap_or_default();
    sign * SINES.get(index).copied().unwrap_or_default()
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
