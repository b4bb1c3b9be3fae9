//! Sixteen flows at once: the columns' kernel on vectors of bytes, tables looked up by shuffling.
//!
//! Written for simd128 and for SSSE3; `decide_lanes` says whether this machine has what it takes.

#[cfg_attr(target_arch = "wasm32", path = "wasm.rs")]
#[cfg_attr(target_arch = "x86_64", path = "x86.rs")]
mod vector;

use crate::column::{Columns, decide_columns};
use crate::country::{BITS, Decision, EEA, EMBARGOED, REACHING, STEADY};
use vector::{Vector, above, and, and_not, below, equal, load, lookup, or, select, splat, store};

const LANES: usize = 16;

/// Writes the rule that decides each flow into `out`. Returns false where the machine has no such vectors.
pub fn decide_lanes(columns: &Columns, out: &mut [u8]) -> bool {
    #[cfg(target_arch = "x86_64")]
    if !std::is_x86_feature_detected!("ssse3") {
        return false;
    }
    let whole = out.len() - out.len() % LANES;
    for at in (0..whole).step_by(LANES) {
        // SAFETY: the features that the function needs were detected above, or enabled for the whole build.
        #[cfg_attr(target_arch = "wasm32", expect(unused_unsafe, reason = "simd128 is enabled for the whole build"))]
        unsafe {
            sixteen(columns, at, &mut out[at..at + LANES]);
        }
    }
    decide_columns(&columns.from(whole), &mut out[whole..]);
    true
}

/// The conditions of the rules on sixteen flows: all ones where one holds.
struct Asked {
    special: Vector,
    stored_inside: Vector,
    processed_inside: Vector,
    fit: Vector,
    embargoed: Vector,
    reached: Vector,
    seat_inside: Vector,
    keys_inside: Vector,
}

#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn sixteen(columns: &Columns, at: usize, out: &mut [u8]) {
    let asked = asked(columns, at);
    let permitted = permitting(columns, at, &asked);
    store(forbidding(columns, at, &asked, permitted), out);
}

#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn asked(columns: &Columns, at: usize) -> Asked {
    let [a, b, c, d, e, f] = columns.places.each_ref().map(|column| lookup(&BITS, load(&column[at..])));
    let (stored, processed) = (and(and(a, b), c), and(and(d, e), f));
    let any = or(or(or(a, b), or(c, d)), or(e, f));
    let in_force = in_force(&columns.day[at..]);
    let unfit = [a, b, c, d, e, f].map(|bits| equal(and(bits, in_force), splat(0)));
    let seat = lookup(&BITS, load(&columns.seat[at..]));
    Asked {
        special: has(load(&columns.flags[at..]), 1),
        stored_inside: has(stored, EEA),
        processed_inside: has(processed, EEA),
        fit: equal(unfit.into_iter().fold(splat(0), |all, one| or(one, all)), splat(0)),
        embargoed: has(any, EMBARGOED),
        reached: has(seat, REACHING),
        seat_inside: has(seat, EEA),
        keys_inside: has(lookup(&BITS, load(&columns.keys[at..])), EEA),
    }
}

/// Returns the bits of the decisions in force on each day.
#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn in_force(days: &[u16]) -> Vector {
    let us = or(below(days, Decision::SHIELD_ENDS), not(below(days, Decision::FRAMEWORK_BEGINS)));
    let gb = and_not(below(days, Decision::GB_BEGINS), below(days, Decision::GB_ENDS));
    let kr = not(below(days, Decision::KR_BEGINS));
    let dated = or(and(us, splat(Decision::US)), or(and(gb, splat(Decision::GB)), and(kr, splat(Decision::KR))));
    or(splat(STEADY), dated)
}

/// Returns the lowest permitting rule that holds: an earlier one overwrites a later one.
#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn permitting(columns: &Columns, at: usize, asked: &Asked) -> Vector {
    let (kind, flags) = (load(&columns.kind[at..]), load(&columns.flags[at..]));
    let (exporter, mechanism) = (has(kind, 16), and(kind, splat(7)));
    let clauses = and(equal(and(mechanism, splat(6)), splat(2)), and(has(kind, 8), exporter));
    let little = and_not(above(&columns.volume[at..], 100), and(equal(mechanism, splat(4)), has(flags, 8)));
    let rules = [
        (12, and(and(has(flags, 16), asked.stored_inside), and(asked.seat_inside, has(flags, 32)))),
        (11, and(and(has(flags, 4), exporter), and(asked.keys_inside, asked.stored_inside))),
        (10, and_not(asked.special, little)),
        (9, and(clauses, and(asked.keys_inside, has(flags, 2)))),
        (8, asked.fit),
        (7, and(asked.stored_inside, asked.processed_inside)),
    ];
    rules.into_iter().fold(splat(0), |rule, (number, holds)| select(holds, splat(number), rule))
}

#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn forbidding(columns: &Columns, at: usize, asked: &Asked, permitted: Vector) -> Vector {
    let kind = load(&columns.kind[at..]);
    let volume = &columns.volume[at..];
    let (encrypted, derogation) = (has(kind, 8), equal(and(kind, splat(7)), splat(4)));
    let own_keys = and(encrypted, has(kind, 16));
    let rules = [
        (6, and(has(kind, 32), asked.special)),
        (5, and(derogation, above(volume, 1000))),
        (4, and_not(encrypted, or(asked.special, above(volume, 10_000)))),
        (3, asked.embargoed),
        (2, and_not(own_keys, asked.reached)),
        (1, and_not(asked.stored_inside, asked.special)),
    ];
    rules.into_iter().fold(permitted, |rule, (number, holds)| select(holds, splat(number), rule))
}

#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn has(bits: Vector, bit: u8) -> Vector {
    equal(and(bits, splat(bit)), splat(bit))
}

#[cfg_attr(target_arch = "x86_64", target_feature(enable = "ssse3"))]
#[inline]
fn not(mask: Vector) -> Vector {
    and_not(mask, splat(0xff))
}
