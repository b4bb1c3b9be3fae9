//! Reading parts of a program by functions of their own.
//!
//! A compiled policy is read once. Inlined into one another, the readers of all kinds of operation are one function of
//! 12 KB, which a few dozen operations make hot enough for V8 to spend 25 ms of CPU on compiling it again.

use serde::{Deserialize, Deserializer};

/// Reads a value, never inlined.
#[inline(never)]
pub(super) fn read<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    T::deserialize(from)
}
