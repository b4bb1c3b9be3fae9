//! The questions about a country, as bits of one table. Countries are numbered as benches/peers/pack.mjs numbers them.

pub(crate) const EEA: u8 = 1;
pub(crate) const REACHING: u8 = 1 << 1;
pub(crate) const EMBARGOED: u8 = 1 << 2;
/// In the EEA, or adequate throughout.
pub(crate) const STEADY: u8 = 1 << 7;

/// Decisions that begin or end within the days of the flows: their bits, and their days since 1970-01-01.
pub(crate) struct Decision;

impl Decision {
    pub(crate) const US: u8 = 1 << 3;
    pub(crate) const GB: u8 = 1 << 4;
    pub(crate) const KR: u8 = 1 << 5;
    pub(crate) const SHIELD_ENDS: u16 = 18_459;
    pub(crate) const FRAMEWORK_BEGINS: u16 = 19_548;
    pub(crate) const GB_BEGINS: u16 = 18_806;
    pub(crate) const GB_ENDS: u16 = 22_640;
    pub(crate) const KR_BEGINS: u16 = 18_978;
}

const FIRST_EEA: usize = 1;
const LAST_EEA: usize = 30;
const GB: usize = 31;
const FIRST_STEADY: usize = 32;
const KR: usize = 34;
const LAST_STEADY: usize = 44;
const US: usize = 45;
const IN: usize = 46;
const CN: usize = 48;
const RU: usize = 54;
const BY: usize = 56;
const IR: usize = 59;
const KP: usize = 60;

/// The bits of every country.
pub(crate) static BITS: [u8; 64] = bits();

const fn bits() -> [u8; 64] {
    let mut bits = [0; 64];
    let mut number = 0;
    while number < bits.len() {
        bits[number] = of(number);
        number += 1;
    }
    bits
}

const fn of(number: usize) -> u8 {
    match number {
        FIRST_EEA..=LAST_EEA => EEA | STEADY,
        GB => Decision::GB,
        KR => Decision::KR,
        FIRST_STEADY..=LAST_STEADY => STEADY,
        US => REACHING | Decision::US,
        IN | CN => REACHING,
        RU => REACHING | EMBARGOED,
        BY | IR | KP => EMBARGOED,
        _ => 0,
    }
}

/// Returns the bits of a country.
#[inline(always)]
pub(crate) fn country(number: u8) -> u8 {
    BITS[usize::from(number & 63)]
}

/// Returns the bits of which a country needs one to be fit on a day.
#[expect(clippy::manual_range_contains, reason = "`contains` branches, and this must not")]
#[inline(always)]
pub(crate) fn in_force(day: u16) -> u8 {
    let us = u8::from((day < Decision::SHIELD_ENDS) | (day >= Decision::FRAMEWORK_BEGINS)) * Decision::US;
    let gb = u8::from((day >= Decision::GB_BEGINS) & (day < Decision::GB_ENDS)) * Decision::GB;
    let kr = u8::from(day >= Decision::KR_BEGINS) * Decision::KR;
    STEADY | us | gb | kr
}
