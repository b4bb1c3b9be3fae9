//! Three-valued truth: strong Kleene logic (Kleene, "Introduction to Metamathematics", 1952, §64).

use std::ops::Not;

/// True, false, or unknown because facts are missing. The order makes `and` the minimum and `or` the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// False, whatever the missing facts are.
    False,
    /// Undecided: it depends on missing facts.
    Unknown,
    /// True, whatever the missing facts are.
    True,
}

impl Truth {
    /// Returns the conjunction: the lower of the two.
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// Returns the disjunction: the higher of the two.
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }
}

impl Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}
