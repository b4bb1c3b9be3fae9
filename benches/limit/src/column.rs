//! Many flows in columns: no branches, each rule a bit, the lowest bit decides.

use crate::country::{EEA, EMBARGOED, REACHING, country, in_force};
use crate::row::Row;

/// One column a field.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub(crate) places: [Vec<u8>; 6],
    pub(crate) seat: Vec<u8>,
    pub(crate) keys: Vec<u8>,
    pub(crate) kind: Vec<u8>,
    pub(crate) flags: Vec<u8>,
    pub(crate) day: Vec<u16>,
    pub(crate) volume: Vec<u32>,
}

impl FromIterator<Row> for Columns {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Columns {
        let mut columns = Columns::default();
        for row in rows {
            let places = row.storage.into_iter().chain(row.processing);
            columns.places.iter_mut().zip(places).for_each(|(column, place)| column.push(place));
            columns.seat.push(row.seat);
            columns.keys.push(row.keys);
            columns.kind.push(row.kind);
            columns.flags.push(row.flags);
            columns.day.push(row.day);
            columns.volume.push(row.volume);
        }
        columns
    }
}

impl Columns {
    /// Returns the flows from a position on.
    #[cfg(any(target_arch = "x86_64", target_feature = "simd128"))]
    pub(crate) fn from(&self, at: usize) -> Columns {
        let bytes = |column: &Vec<u8>| column[at..].to_vec();
        Columns {
            places: self.places.each_ref().map(bytes),
            seat: bytes(&self.seat),
            keys: bytes(&self.keys),
            kind: bytes(&self.kind),
            flags: bytes(&self.flags),
            day: self.day[at..].to_vec(),
            volume: self.volume[at..].to_vec(),
        }
    }
}

/// Writes the rule that decides each flow into `out`, which is as long as the columns.
pub fn decide_columns(columns: &Columns, out: &mut [u8]) {
    let n = out.len();
    let [a, b, c, d, e, f] = columns.places.each_ref().map(|column| &column[..n]);
    let (seat, keys) = (&columns.seat[..n], &columns.keys[..n]);
    let (kind, flags) = (&columns.kind[..n], &columns.flags[..n]);
    let (day, volume) = (&columns.day[..n], &columns.volume[..n]);
    for i in 0..n {
        let places = [a[i], b[i], c[i], d[i], e[i], f[i]];
        out[i] = one(places, seat[i], keys[i], kind[i], flags[i], day[i], volume[i]);
    }
}

#[inline(always)]
fn one(places: [u8; 6], seat: u8, keys: u8, kind: u8, flags: u8, day: u16, volume: u32) -> u8 {
    let [a, b, c, d, e, f] = places.map(country);
    let (stored, processed, any) = (a & b & c, d & e & f, a | b | c | d | e | f);
    let fit = in_force(day);
    let all_fit = [a, b, c, d, e, f].into_iter().fold(true, |all, bits| all & (bits & fit != 0));
    let stored_inside = stored & EEA != 0;
    let (special, assessed, pseudonymised) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0);
    let (consent, certified, alone) = (flags & 8 != 0, flags & 16 != 0, flags & 32 != 0);
    let (mechanism, encrypted, exporter) = (kind & 7, kind & 8 != 0, kind & 16 != 0);
    let (derogation, own_keys) = (mechanism == 4, encrypted & exporter);
    let (seat, keys_inside) = (country(seat), country(keys) & EEA != 0);
    let rules = [
        special & !stored_inside,
        (seat & REACHING != 0) & !own_keys,
        any & EMBARGOED != 0,
        !encrypted & (special | (volume > 10_000)),
        derogation & (volume > 1000),
        (kind & 32 != 0) & special,
        stored_inside & (processed & EEA != 0),
        all_fit,
        (mechanism & 6 == 2) & own_keys & keys_inside & assessed,
        derogation & consent & (volume <= 100) & !special,
        pseudonymised & exporter & keys_inside & stored_inside,
        certified & stored_inside & (seat & EEA != 0) & alone,
    ];
    let bits = rules.into_iter().enumerate().fold(0u32, |bits, (at, holds)| bits | u32::from(holds) << at);
    let lowest = bits.trailing_zeros() as u8 + 1;
    if bits == 0 { 0 } else { lowest }
}
