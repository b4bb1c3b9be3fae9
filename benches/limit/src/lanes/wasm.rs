//! Vectors of simd128.

use core::arch::wasm32 as simd;

pub(super) type Vector = simd::v128;

#[inline]
pub(super) fn load(bytes: &[u8]) -> Vector {
    let bytes: &[u8; 16] = bytes.first_chunk().expect("columns are as long as the answers");
    // SAFETY: the array has sixteen bytes; the load needs no alignment.
    unsafe { simd::v128_load(bytes.as_ptr().cast()) }
}

#[inline]
pub(super) fn store(vector: Vector, bytes: &mut [u8]) {
    let bytes: &mut [u8; 16] = bytes.first_chunk_mut().expect("answers come in sixteens");
    // SAFETY: the array has sixteen bytes; the store needs no alignment.
    unsafe { simd::v128_store(bytes.as_mut_ptr().cast(), vector) }
}

#[inline]
pub(super) fn splat(byte: u8) -> Vector {
    simd::u8x16_splat(byte)
}

#[inline]
pub(super) fn and(a: Vector, b: Vector) -> Vector {
    simd::v128_and(a, b)
}

#[inline]
pub(super) fn or(a: Vector, b: Vector) -> Vector {
    simd::v128_or(a, b)
}

/// Returns `b` where `a` is not.
#[inline]
pub(super) fn and_not(a: Vector, b: Vector) -> Vector {
    simd::v128_andnot(b, a)
}

#[inline]
pub(super) fn equal(a: Vector, b: Vector) -> Vector {
    simd::u8x16_eq(a, b)
}

#[inline]
pub(super) fn select(mask: Vector, yes: Vector, no: Vector) -> Vector {
    simd::v128_bitselect(yes, no, mask)
}

/// Returns each byte's entry of a table of 64: a swizzle gives 0 for an index past its 16.
#[inline]
pub(super) fn lookup(table: &[u8; 64], at: Vector) -> Vector {
    let quarters = table.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]);
    quarters.fold(splat(0), |found, (quarter, first)| {
        or(found, simd::u8x16_swizzle(load(quarter), simd::u8x16_sub(at, splat(first))))
    })
}

/// Returns which of sixteen days lie before one.
#[inline]
pub(super) fn below(days: &[u16], limit: u16) -> Vector {
    let eight = |at: usize| {
        let days: &[u16; 8] = days[at..].first_chunk().expect("columns are as long as the answers");
        // SAFETY: the array has sixteen bytes; the load needs no alignment.
        simd::u16x8_lt(unsafe { simd::v128_load(days.as_ptr().cast()) }, simd::u16x8_splat(limit))
    };
    simd::i8x16_narrow_i16x8(eight(0), eight(8))
}

/// Returns which of sixteen volumes lie above a limit; both below 2³¹.
#[inline]
pub(super) fn above(volumes: &[u32], limit: i32) -> Vector {
    let four = |at: usize| {
        let volumes: &[u32; 4] = volumes[at..].first_chunk().expect("columns are as long as the answers");
        // SAFETY: the array has sixteen bytes; the load needs no alignment.
        simd::i32x4_gt(unsafe { simd::v128_load(volumes.as_ptr().cast()) }, simd::i32x4_splat(limit))
    };
    simd::i8x16_narrow_i16x8(simd::i16x8_narrow_i32x4(four(0), four(4)), simd::i16x8_narrow_i32x4(four(8), four(12)))
}
