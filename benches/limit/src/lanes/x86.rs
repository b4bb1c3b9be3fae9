//! Vectors of SSSE3.

use core::arch::x86_64 as simd;

pub(super) type Vector = simd::__m128i;

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn load(bytes: &[u8]) -> Vector {
    let bytes: &[u8; 16] = bytes.first_chunk().expect("columns are as long as the answers");
    // SAFETY: the array has sixteen bytes; the load needs no alignment.
    unsafe { simd::_mm_loadu_si128(bytes.as_ptr().cast()) }
}

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn store(vector: Vector, bytes: &mut [u8]) {
    let bytes: &mut [u8; 16] = bytes.first_chunk_mut().expect("answers come in sixteens");
    // SAFETY: the array has sixteen bytes; the store needs no alignment.
    unsafe { simd::_mm_storeu_si128(bytes.as_mut_ptr().cast(), vector) }
}

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn splat(byte: u8) -> Vector {
    simd::_mm_set1_epi8(byte.cast_signed())
}

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn and(a: Vector, b: Vector) -> Vector {
    simd::_mm_and_si128(a, b)
}

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn or(a: Vector, b: Vector) -> Vector {
    simd::_mm_or_si128(a, b)
}

/// Returns `b` where `a` is not.
#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn and_not(a: Vector, b: Vector) -> Vector {
    simd::_mm_andnot_si128(a, b)
}

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn equal(a: Vector, b: Vector) -> Vector {
    simd::_mm_cmpeq_epi8(a, b)
}

#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn select(mask: Vector, yes: Vector, no: Vector) -> Vector {
    or(and(mask, yes), and_not(mask, no))
}

/// Returns each byte's entry of a table of 64: a shuffle gives 0 for an index whose highest bit is set, which the saturating
/// addition sees to past its 16.
#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn lookup(table: &[u8; 64], at: Vector) -> Vector {
    let quarters = table.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]);
    quarters.fold(splat(0), |found, (quarter, first)| {
        let index = simd::_mm_adds_epu8(simd::_mm_xor_si128(at, splat(first)), splat(0x70));
        or(found, simd::_mm_shuffle_epi8(load(quarter), index))
    })
}

/// Returns which of sixteen days lie before one; all below 2¹⁵.
#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn below(days: &[u16], limit: u16) -> Vector {
    let eight = |at: usize| {
        let days: &[u16; 8] = days[at..].first_chunk().expect("columns are as long as the answers");
        // SAFETY: the array has sixteen bytes; the load needs no alignment.
        let days = unsafe { simd::_mm_loadu_si128(days.as_ptr().cast()) };
        simd::_mm_cmplt_epi16(days, simd::_mm_set1_epi16(limit.cast_signed()))
    };
    simd::_mm_packs_epi16(eight(0), eight(8))
}

/// Returns which of sixteen volumes lie above a limit; both below 2³¹.
#[target_feature(enable = "ssse3")]
#[inline]
pub(super) fn above(volumes: &[u32], limit: i32) -> Vector {
    let four = |at: usize| {
        let volumes: &[u32; 4] = volumes[at..].first_chunk().expect("columns are as long as the answers");
        // SAFETY: the array has sixteen bytes; the load needs no alignment.
        let volumes = unsafe { simd::_mm_loadu_si128(volumes.as_ptr().cast()) };
        simd::_mm_cmpgt_epi32(volumes, simd::_mm_set1_epi32(limit))
    };
    simd::_mm_packs_epi16(simd::_mm_packs_epi32(four(0), four(4)), simd::_mm_packs_epi32(four(8), four(12)))
}
