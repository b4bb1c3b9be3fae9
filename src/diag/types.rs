//! The codes L03xx: types.

use super::Code;

pub(super) const CODES: &[Code] = &[];
