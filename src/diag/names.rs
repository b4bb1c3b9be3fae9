//! The codes L02xx: names.

use super::Code;

pub(super) const CODES: &[Code] = &[];
