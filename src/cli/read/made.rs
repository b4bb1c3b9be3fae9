//! A policy made of a file.

use lexloci::read::Unread;

/// A policy, and what of the file it does not carry.
pub(super) struct Made {
    /// The policy, in the language.
    pub(super) policy: String,
    /// The parts of the file that the policy does not carry.
    pub(super) unread: Vec<Unread>,
}
