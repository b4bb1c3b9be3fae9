//! Decides which credentials are entries of their list.

use super::Run;
use crate::truth::Truth;

impl Run<'_> {
    /// Returns whether a credential is an entry: it is one within its window.
    pub(super) fn is_valid(&self, credential: u32) -> Truth {
        let known = &self.program.known;
        let bound = |word: u16, holds: fn(u32, u32) -> bool| match self.optional(credential, word) {
            0 => Truth::Unknown,
            day => Truth::from(holds(day, self.as_of)),
        };
        bound(known.from, |from, as_of| from <= as_of).and(bound(known.through, |through, as_of| as_of <= through))
    }
}
