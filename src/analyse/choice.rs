//! The values that are tried of a missing fact.

use super::passed::Untried;
use crate::flow::json::Json;

/// A value, and how many it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) value: Json,
    pub(super) like: usize,
}

/// Values, and true if every value is of the kind of one of them.
pub(super) type Choices = (Vec<Choice>, bool);

/// A fact that is missing, with a value of each kind.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) path: String,
    pub(super) choices: Vec<Choice>,
    /// True if every value is of the kind of one of them.
    pub(super) whole: bool,
    /// True for a list.
    pub(super) is_list: bool,
}

impl Question {
    /// Returns the values or entries that are not tried, if some are not.
    pub(super) fn untried(&self) -> Option<Untried> {
        let what = if self.is_list { Untried::Entries } else { Untried::Values };
        (!self.whole).then_some(what)
    }
}
