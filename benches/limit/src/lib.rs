//! The benchmark's policy (benches/peers/floor.mjs) as kernels written by hand: the limit that an engine can come near.
//!
//! A flow is a row of four words, as benches/peers/pack.mjs writes it. Kernels answer with the number of the rule that
//! decides: 1 to 6 forbid, 7 to 12 permit, 0 is the default, which forbids.

mod column;
mod country;
#[cfg(any(target_arch = "x86_64", target_feature = "simd128"))]
mod lanes;
mod row;
mod wasm;

pub use column::{Columns, decide_columns};
#[cfg(any(target_arch = "x86_64", target_feature = "simd128"))]
pub use lanes::decide_lanes;
pub use row::{Row, decide};

/// Returns whether a rule permits.
#[must_use]
pub fn permits(rule: u8) -> bool {
    rule >= 7
}

/// Returns false: this machine has no instructions that decide sixteen flows at once.
#[cfg(not(any(target_arch = "x86_64", target_feature = "simd128")))]
pub fn decide_lanes(_: &Columns, _: &mut [u8]) -> bool {
    false
}
