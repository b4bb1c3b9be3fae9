//! The values that are tried of a missing fact.

use super::passed::Untried;
use crate::flow::json::Json;

/// A value, and how many it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) value: Json,
    pub(super) like: usize,
}

/// Values, and whether every value is of the kind of one of them.
pub(super) type Choices = (Vec<Choice>, bool);

/// A fact that is missing, with a value of each kind.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) path: String,
    pub(super) choices: Vec<Choice>,
    /// Whether every value is of the kind of one of them.
    pub(super) whole: bool,
    /// Whether it is a list.
    pub(super) is_list: bool,
}

impl Question {
    /// Returns what is not tried of it.
    pub(super) fn untried(&self) -> Option<Untried> {
        let what = if self.is_list { Untried::Entries } else { Untried::Values };
        (!self.whole).then_some(what)
    }
}
