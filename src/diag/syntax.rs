//! The codes L01xx: syntax.

use super::Code;

pub(super) const CODES: &[Code] = &[];
