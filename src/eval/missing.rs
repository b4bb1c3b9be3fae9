//! Sets of facts that are missing. While a flow is judged a fact is a number: its path is put in words once (`paths`).

/// A fact of the flow at hand, by its number: one number for one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FactId(u32);

impl FactId {
    /// Any fact, where nobody asks which.
    pub(super) const ANY: FactId = FactId(0);

    pub(super) fn new(number: usize) -> FactId {
        FactId(number as u32)
    }

    pub(super) fn number(self) -> usize {
        self.0 as usize
    }
}

/// A set of facts that are missing: mostly one, or none.
#[derive(Clone, Debug, Default)]
pub(super) enum Missing {
    #[default]
    Nothing,
    One(FactId),
    /// In the order of their numbers.
    Several(Vec<FactId>),
}

impl Missing {
    pub(super) fn contains(&self, fact: FactId) -> bool {
        self.as_slice().binary_search(&fact).is_ok()
    }

    fn as_slice(&self) -> &[FactId] {
        match self {
            Missing::Nothing => &[],
            Missing::One(fact) => std::slice::from_ref(fact),
            Missing::Several(facts) => facts,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.as_slice().len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = FactId> {
        self.as_slice().iter().copied()
    }

    /// Adds one fact.
    fn insert(&mut self, fact: FactId) {
        match self {
            Missing::Nothing => *self = Missing::One(fact),
            Missing::One(other) if *other == fact => {}
            Missing::One(other) => *self = Missing::Several(merged(&[*other], &[fact])),
            Missing::Several(facts) => {
                if let Err(rank) = facts.binary_search(&fact) {
                    facts.insert(rank, fact);
                }
            }
        }
    }

    /// Joins both.
    pub(super) fn and(mut self, others: Missing) -> Missing {
        self.add(others);
        self
    }

    /// Adds all of some others.
    pub(super) fn add(&mut self, others: Missing) {
        match others {
            others if self.is_empty() => *self = others,
            others => self.add_each(&others),
        }
    }

    /// Adds the facts of another, which is needed further on.
    pub(super) fn add_each(&mut self, others: &Missing) {
        match others.as_slice() {
            // Few are put in, so that many that come one after the other are not copied each time; and mostly it is the same
            // facts that are missing again.
            few if few.len() * 4 <= self.len() + 4 => few.iter().for_each(|fact| self.insert(*fact)),
            several if several.iter().all(|fact| self.contains(*fact)) => {}
            several => *self = Missing::Several(merged(self.as_slice(), several)),
        }
    }
}

impl FromIterator<FactId> for Missing {
    fn from_iter<I: IntoIterator<Item = FactId>>(facts: I) -> Missing {
        let mut missing = Missing::Nothing;
        facts.into_iter().for_each(|fact| missing.insert(fact));
        missing
    }
}

impl From<FactId> for Missing {
    fn from(fact: FactId) -> Missing {
        Missing::One(fact)
    }
}

/// Returns two sets in one, in order.
fn merged(mut a: &[FactId], mut b: &[FactId]) -> Vec<FactId> {
    // A set of two often grows: room for more is made at once.
    let mut all = Vec::with_capacity((a.len() + b.len()).max(8));
    while let ([first, a_rest @ ..], [other, b_rest @ ..]) = (a, b) {
        all.push(*first.min(other));
        (a, b) = (if first <= other { a_rest } else { a }, if other <= first { b_rest } else { b });
    }
    all.extend_from_slice(a);
    all.extend_from_slice(b);
    all
}

/// Why something is not known.
#[derive(Clone, Debug, Default)]
pub(super) struct Why {
    /// The fact that is told of it.
    pub(super) first: Option<FactId>,
    /// All that are missing.
    pub(super) missing: Missing,
    /// Says whether the first is a list that is stated, and may have more entries.
    pub(super) is_listed: bool,
    /// The list that it is the rest of.
    pub(super) list: Option<FactId>,
}

impl Why {
    pub(super) fn new(facts: impl Iterator<Item = FactId>) -> Why {
        let mut facts = facts.peekable();
        Why { first: facts.peek().copied(), missing: facts.collect(), is_listed: false, list: None }
    }
}

impl From<FactId> for Why {
    fn from(fact: FactId) -> Why {
        Why { first: Some(fact), missing: Missing::One(fact), is_listed: false, list: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Sets of numbers below eight, each with its bits.
    fn sets() -> impl Iterator<Item = BTreeSet<usize>> {
        (0..256).map(|bits: usize| (0..8).filter(|number| bits >> number & 1 == 1).collect())
    }

    fn missing(numbers: &BTreeSet<usize>) -> Missing {
        numbers.iter().rev().map(|number| FactId::new(*number)).collect()
    }

    fn numbers(missing: &Missing) -> Vec<usize> {
        missing.iter().map(FactId::number).collect()
    }

    #[test]
    fn together_they_are_what_the_standard_librarys_are() {
        for (a, b) in sets().flat_map(|a| sets().map(move |b| (a.clone(), b))) {
            let both: Vec<usize> = a.union(&b).copied().collect();
            let mut added = missing(&a);
            added.add_each(&missing(&b));
            assert_eq!(numbers(&added), both);
            assert_eq!(numbers(&missing(&a).and(missing(&b))), both);
            assert_eq!((added.len(), added.is_empty()), (both.len(), both.is_empty()));
            assert!((0..8).all(|number| added.contains(FactId::new(number)) == both.contains(&number)));
        }
    }

    #[test]
    fn the_first_fact_is_told_first() {
        let why = Why::new([5, 2, 5, 3].into_iter().map(FactId::new));
        assert_eq!((why.first.map(FactId::number), numbers(&why.missing)), (Some(5), vec![2, 3, 5]));
        assert!(Why::new(std::iter::empty()).first.is_none());
    }
}
