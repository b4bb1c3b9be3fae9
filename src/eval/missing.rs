//! Sets of facts that are missing. While a flow is judged a fact is a number: its path is put in words once (`paths`).

/// A fact of the flow at hand, by its number: one number for one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FactId(u32);

impl FactId {
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

    /// Both together.
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

    /// The same, where those are needed further on.
    pub(super) fn add_each(&mut self, others: &Missing) {
        match others.as_slice() {
            [] => {}
            [one] => self.insert(*one),
            // Mostly it is the same facts that are missing again.
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

/// Two sets in one, in order.
fn merged(mut a: &[FactId], mut b: &[FactId]) -> Vec<FactId> {
    // Where there are two there will be more.
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
}

impl Why {
    pub(super) fn new(facts: impl Iterator<Item = FactId>) -> Why {
        let mut facts = facts.peekable();
        Why { first: facts.peek().copied(), missing: facts.collect() }
    }
}

impl From<FactId> for Why {
    fn from(fact: FactId) -> Why {
        Why { first: Some(fact), missing: Missing::One(fact) }
    }
}
