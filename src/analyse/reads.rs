//! Facts that a policy reads, as far as the values of a fact depend on it: the parties that it names, the shares that it adds up,
//! and facts of entries that are the flow's unless they are stated.

use crate::policy::{Atom, Base, Day, Field, MemberValue, Part, Path, Policy, Set, Step, Subject, Test};
use crate::sorted::SortedSet;
use crate::vocab::{DEFAULTED, Kind, SEATED, SUM, Type};

/// Facts that a policy reads.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    /// The ids of the parties that it names.
    pub(super) ids: SortedSet<String>,
    /// The shares that it adds up.
    totals: Vec<Step>,
    /// The facts with a default that it reads of an entry.
    defaulted: SortedSet<&'static str>,
    /// Says whether it reads a place that is the exporter's seat unless it is stated.
    pub(super) seated: bool,
    /// Says whether it asks who is whom.
    persons: bool,
}

impl Reads {
    /// Collects what the policy's rules and claims read.
    pub(super) fn of(policy: &Policy) -> Reads {
        let mut reads = Reads::default();
        policy.sets.iter().for_each(|named| reads.set(&named.set));
        policy.each_part(&mut |part| reads.part(part));
        for claim in &policy.claims {
            [&claim.when, &claim.never].into_iter().for_each(|each| each.each_part(&mut |part| reads.part(part)));
        }
        reads
    }

    /// Adds what another policy reads.
    pub(super) fn join(&mut self, other: &Reads) {
        self.ids.extend(other.ids.iter().cloned());
        self.totals.extend(other.totals.iter().copied());
        self.persons |= other.persons;
        self.seated |= other.seated;
        self.defaulted.extend(other.defaulted.iter().copied());
    }

    /// Returns whether the shares of a fact are added up somewhere.
    pub(super) fn adds_up(&self, kind: Kind, name: &str, declared: Option<Field>) -> bool {
        self.totals.iter().any(|step| match declared {
            Some(field) => step.field == field,
            None => step.kind == kind && is(step, name),
        })
    }

    /// Returns whether one of the defaulted facts is read of an entry.
    pub(super) fn reads_own(&self, name: &str) -> bool {
        self.defaulted.contains(name)
    }

    /// Returns whether what is asked at one path may be asked of the fact at another too: where that is the flow's own fact, which an
    /// entry has as well while it states none; or, where it is a person's, the same person's.
    pub(super) fn is_told_by(&self, path: &str, is_of_person: bool, other: &str) -> bool {
        let root = path.split(['.', '[']).next().unwrap_or(path);
        let of_entry = self.reads_own(root) && other.strip_suffix(path).is_some_and(|owner| owner.ends_with('.'));
        let last = |path: &str| path.rsplit_once('.').map(|(_, name)| name.to_owned());
        of_entry || is_of_person && self.persons && last(path).is_some() && last(path) == last(other)
    }

    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::List(path) => self.path(path),
            Part::Atom(atom) => self.atom(atom),
        }
    }

    fn atom(&mut self, atom: &Atom) {
        match &atom.subject {
            Subject::Path(path) => self.path(path),
            Subject::Total(total) => {
                self.path(&total.share);
                self.totals.extend(total.share.steps.last());
            }
        }
        match &atom.test {
            Test::IsParty(id) => {
                self.ids.insert(id.clone());
                self.persons = true;
            }
            Test::IsPath(path) | Test::OrderPath(_, path) => {
                self.path(path);
                self.persons |= is_person(path.ty);
            }
            Test::In(membership) => {
                membership.with.iter().for_each(|path| self.path(path));
                if let Some(Day::Path(path)) = &membership.on {
                    self.path(path);
                }
                self.set(&membership.set);
            }
            _ => {}
        }
    }

    fn set(&mut self, set: &Set) {
        set.each_leaf(&mut |leaf| match leaf {
            Set::Fact(path) => {
                self.path(path);
                self.persons |= is_person(path.ty);
            }
            Set::Entries(from) => {
                self.persons = true;
                from.each_part(&mut |part| self.part(part));
            }
            Set::Members(members) => {
                for member in members {
                    if let MemberValue::Party(id) = &member.value {
                        self.ids.insert(id.clone());
                        self.persons = true;
                    }
                }
            }
            _ => {}
        });
    }

    /// Adds a path. One that begins at a variable reads an entry, or what belongs to one.
    fn path(&mut self, path: &Path) {
        let flows = |fact: u16| Kind::Flow.facts().get(usize::from(fact));
        for step in &path.steps {
            let of = DEFAULTED.iter().filter(|each| (each.kind, each.fact) == (step.kind, step.field.0));
            self.defaulted.extend(of.filter_map(|each| flows(each.of_flow)).map(|fact| fact.name));
            self.seated |= SEATED.iter().any(|each| (each.kind, each.fact) == (step.kind, step.field.0));
        }
        // The list of all parties depends on the exporters of transfers.
        if path.base == Base::Flow && path.steps.iter().any(|step| is(step, "parties")) {
            let named = DEFAULTED.iter().filter_map(|each| flows(each.of_flow)).filter(|fact| fact.ty.names_party());
            self.defaulted.extend(named.map(|fact| fact.name));
        }
    }
}

/// Returns whether something of this type is somebody.
pub(super) fn is_person(ty: Type) -> bool {
    matches!(ty, Type::Object(kind) if kind == Kind::Party || kind.is_relation())
}

/// Returns whether a step leads to the fact of the vocabulary with this name.
fn is(step: &Step, name: &str) -> bool {
    step.kind.facts().get(usize::from(step.field.0)).is_some_and(|fact| fact.name == name)
}

/// Returns whether a policy asks for a sum, and for what makes it up.
pub(super) fn adds_up(policy: &Policy) -> bool {
    let mut asked = [false; 3];
    let mut note = |atom: &Atom| {
        let Subject::Path(path) = &atom.subject else { return };
        let Some(step) = path.steps.last().filter(|step| step.kind == SUM.kind) else { return };
        for (asked, fact) in asked.iter_mut().zip(SUM.each()) {
            *asked |= step.field.0 == fact;
        }
    };
    policy.each_atom(&mut note);
    for claim in &policy.claims {
        [&claim.when, &claim.never].into_iter().for_each(|each| each.each_atom(&mut note));
    }
    let [first, second, total] = asked;
    total && (first || second)
}
