//! Bits for the flows of a block.

/// Flows of one block.
pub(super) const LANES: usize = 512;

/// One bit for each flow of a block.
pub(super) type Bits = [u64; LANES / 64];

/// Every flow.
pub(super) const ALL: Bits = [u64::MAX; LANES / 64];

/// Where something is true, and where it is false.
pub(super) type Truths = (Bits, Bits);

fn zipped(a: Bits, b: Bits, each: impl Fn(u64, u64) -> u64) -> Bits {
    let mut both = a;
    both.iter_mut().zip(b).for_each(|(a, b)| *a = each(*a, b));
    both
}

pub(super) fn and(a: Bits, b: Bits) -> Bits {
    zipped(a, b, |a, b| a & b)
}

pub(super) fn or(a: Bits, b: Bits) -> Bits {
    zipped(a, b, |a, b| a | b)
}

pub(super) fn without(a: Bits, b: Bits) -> Bits {
    zipped(a, b, |a, b| a & !b)
}

pub(super) fn not(a: Bits) -> Bits {
    a.map(|word| !word)
}

pub(super) fn is_empty(a: Bits) -> bool {
    a.iter().all(|word| *word == 0)
}

pub(super) fn and_both(a: Truths, b: Truths) -> Truths {
    (and(a.0, b.0), or(a.1, b.1))
}

pub(super) fn everywhere(value: bool) -> Truths {
    if value { (ALL, Bits::default()) } else { (Bits::default(), ALL) }
}

/// The first so many flows.
pub(super) fn first(count: usize) -> Bits {
    let mut bits = Bits::default();
    for (index, word) in bits.iter_mut().enumerate() {
        let left = count.saturating_sub(64 * index);
        *word = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
    }
    bits
}

/// Sets the bit of a flow.
pub(super) fn set(bits: &mut Bits, lane: usize) {
    if let Some(word) = bits.get_mut(lane / 64) {
        *word |= 1 << (lane % 64);
    }
}

/// The flows whose bits are set.
pub(super) fn lanes(bits: &Bits) -> impl Iterator<Item = usize> {
    let words = bits.iter().copied().enumerate().filter(|(_, word)| *word != 0);
    words.flat_map(|(index, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| 64 * index + bit))
}

/// The bits of a bitmap from a row on, which is the first of a byte.
pub(super) fn read(bitmap: &[u8], row: usize) -> Bits {
    let mut bits = Bits::default();
    let bytes = bitmap.get(row / 8..).unwrap_or_default();
    for (word, eight) in bits.iter_mut().zip(bytes.chunks(8)) {
        *word = eight.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    }
    bits
}

/// One bit of each byte, eight at a time: the product brings bit `8 i` to `56 + i` (Warren, "Hacker's Delight", 7-5).
pub(super) fn pack(bytes: &[u8; LANES], bit: usize) -> Bits {
    let mut bits = Bits::default();
    for (word, bytes) in bits.iter_mut().zip(bytes.as_chunks::<64>().0) {
        for (index, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let low = u64::from_le_bytes(*eight) >> bit & 0x0101_0101_0101_0101;
            *word |= (low.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * index);
        }
    }
    bits
}

/// Eight bits as eight bytes of 0 or 1.
pub(super) fn spread(byte: u8) -> u64 {
    let each = u64::from(byte).wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    (each + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_and_bytes_are_the_same_either_way() {
        for byte in 0..=255u8 {
            let mut bytes = [0u8; LANES];
            bytes[8..16].copy_from_slice(&spread(byte).to_le_bytes());
            assert_eq!(pack(&bytes, 0)[0], u64::from(byte) << 8);
            assert_eq!(read(&[0, byte], 0)[0], u64::from(byte) << 8);
        }
        assert_eq!(lanes(&first(67)).count(), 67);
    }
}
