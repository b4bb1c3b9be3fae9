//! The codes L04xx: lints.

use super::Code;

pub(super) const CODES: &[Code] = &[];
