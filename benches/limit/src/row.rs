//! One flow: branches, the likeliest first.

use crate::country::{EEA, EMBARGOED, REACHING, country, in_force};

/// A flow in 16 bytes. Lists are filled up with their first entry.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub(crate) storage: [u8; 3],
    pub(crate) processing: [u8; 3],
    pub(crate) seat: u8,
    pub(crate) keys: u8,
    pub(crate) kind: u8,
    pub(crate) flags: u8,
    pub(crate) day: u16,
    pub(crate) volume: u32,
}

impl From<[u32; 4]> for Row {
    fn from([first, second, third, volume]: [u32; 4]) -> Row {
        let [a, b, c, d] = first.to_le_bytes();
        let [e, f, seat, keys] = second.to_le_bytes();
        let [kind, flags, low, high] = third.to_le_bytes();
        let day = u16::from_le_bytes([low, high]);
        Row { storage: [a, b, c], processing: [d, e, f], seat, keys, kind, flags, day, volume }
    }
}

/// Returns the rule that decides.
#[must_use]
pub fn decide(row: &Row) -> u8 {
    let [storage, processing] = [row.storage, row.processing].map(|places| places.map(country));
    let stored_inside = storage.iter().all(|bits| bits & EEA != 0);
    let fact = |bit: u8| row.flags & bit != 0;
    let (special, mechanism) = (fact(1), row.kind & 7);
    let (encrypted, exporter) = (row.kind & 8 != 0, row.kind & 16 != 0);
    if special && !stored_inside {
        return 1;
    }
    if country(row.seat) & REACHING != 0 && !(encrypted && exporter) {
        return 2;
    }
    if storage.iter().chain(&processing).any(|bits| bits & EMBARGOED != 0) {
        return 3;
    }
    if !encrypted && (special || row.volume > 10_000) {
        return 4;
    }
    if mechanism == 4 && row.volume > 1000 {
        return 5;
    }
    if row.kind & 32 != 0 && special {
        return 6;
    }
    permitting(row, storage, processing)
}

fn permitting(row: &Row, storage: [u8; 3], processing: [u8; 3]) -> u8 {
    let all = |bits: [u8; 3], wanted: u8| bits.iter().all(|bits| bits & wanted != 0);
    let stored_inside = all(storage, EEA);
    if stored_inside && all(processing, EEA) {
        return 7;
    }
    let fit = in_force(row.day);
    if all(storage, fit) && all(processing, fit) {
        return 8;
    }
    let fact = |bit: u8| row.flags & bit != 0;
    let (mechanism, exporter) = (row.kind & 7, row.kind & 16 != 0);
    let keys_inside = country(row.keys) & EEA != 0;
    if matches!(mechanism, 2 | 3) && exporter && row.kind & 8 != 0 && keys_inside && fact(2) {
        return 9;
    }
    if mechanism == 4 && fact(8) && row.volume <= 100 && !fact(1) {
        return 10;
    }
    if fact(4) && exporter && keys_inside && stored_inside {
        return 11;
    }
    let certified = fact(16) && stored_inside && country(row.seat) & EEA != 0 && fact(32);
    if certified { 12 } else { 0 }
}
