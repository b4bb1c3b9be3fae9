//! The codes L05xx: flows.

use super::Code;

pub(super) const CODES: &[Code] = &[];
