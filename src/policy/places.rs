//! The facts whose places a policy compares with one another: elsewhere it can tell two places apart only by the sets that they are in.

use super::{Atom, Field, Path, Policy, Set, Subject, Test};
use crate::sorted::SortedSet;
use crate::vocab::{Kind, Type};

/// The facts whose places are compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct ComparedPlaces {
    /// Each with its kind.
    pub(crate) facts: SortedSet<(Kind, Field)>,
    /// Those that are compared with each other.
    pairs: SortedSet<[(Kind, Field); 2]>,
    /// Says whether places are compared that stand at no fact of their own: those that a set is run over.
    pub(crate) any: bool,
}

impl ComparedPlaces {
    /// Returns those that the rules of a policy compare.
    pub(crate) fn of(policy: &Policy) -> ComparedPlaces {
        let mut compared = ComparedPlaces::default();
        policy.each_atom(&mut |atom| compared.add(policy, atom));
        compared
    }

    /// Adds what a test compares.
    pub(crate) fn add(&mut self, policy: &Policy, atom: &Atom) {
        let Subject::Path(subject) = &atom.subject else { return };
        match &atom.test {
            Test::IsPath(path) if path.ty == Type::Place => self.compare([subject, path]),
            Test::In(membership) if subject.ty == Type::Place => self.compare_with(subject, policy, &membership.set),
            _ => {}
        }
    }

    /// Adds a path and the facts of a set whose values are its members.
    fn compare_with(&mut self, subject: &Path, policy: &Policy, set: &Set) {
        set.each_leaf(&mut |leaf| match leaf {
            Set::Fact(path) => self.compare([subject, path]),
            Set::Named(index) => {
                if let Some(named) = policy.sets.get(*index) {
                    self.compare_with(subject, policy, &named.set);
                }
            }
            _ => {}
        });
    }

    fn compare(&mut self, paths: [&Path; 2]) {
        for path in paths {
            match path.steps.last() {
                Some(step) => {
                    self.facts.insert((step.kind, step.field));
                }
                None => self.any = true,
            }
        }
        if let [Some(one), Some(other)] = paths.map(|path| path.steps.last()) {
            let [one, other] = [one, other].map(|step| plain((step.kind, step.field)));
            self.pairs.insert([one, other]);
            self.pairs.insert([other, one]);
        }
    }

    /// Returns whether the places of two facts are compared with each other.
    pub(crate) fn are_compared(&self, one: (Kind, Field), other: (Kind, Field)) -> bool {
        self.any || self.pairs.contains(&[plain(one), plain(other)])
    }

    /// Returns whether any places are compared.
    pub(crate) fn is_any(&self) -> bool {
        self.any || !self.facts.is_empty()
    }
}

/// Returns a fact; one that a policy declares without its kind, since a holder has those of a party.
fn plain((kind, field): (Kind, Field)) -> (Kind, Field) {
    if field.0 < Field::DECLARED { (kind, field) } else { (Kind::Flow, field) }
}
