//! The paths of facts, each with its number. Every path is put in words once, and told where somebody is told of the fact.

use super::missing::{FactId, Missing};
use super::reading::At;
use super::texts::Texts;
use super::{Eval, Pace, words};
use crate::flow::{Flow, ObjectId};
use crate::order::sort_by;
use crate::policy::{Policy, Step};
use std::rc::Rc;

/// The paths that were spoken of while a flow was judged.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// A path has the number that it has here.
    known: Texts,
    /// From each path the steps that were taken, and to which.
    beyond: Vec<Vec<(Step, FactId)>>,
    /// The place of each object.
    objects: Vec<Option<FactId>>,
    /// The text in which paths are put together.
    draft: String,
}

impl Paths {
    /// Returns the fact with this path.
    fn fact(&mut self, path: &str) -> FactId {
        let number = self.known.number(path);
        if number == self.beyond.len() {
            self.beyond.push(vec![]);
        }
        FactId::new(number)
    }

    fn object(&mut self, id: ObjectId, flow: &Flow) -> FactId {
        let index = id.0 as usize;
        if let Some(Some(known)) = self.objects.get(index) {
            return *known;
        }
        let fact = self.fact(flow.object(id).map_or("", |object| &object.path));
        self.objects.resize(self.objects.len().max(index + 1), None);
        if let Some(object) = self.objects.get_mut(index) {
            *object = Some(fact);
        }
        fact
    }

    fn step(&mut self, from: FactId, step: Step, policy: &Policy) -> FactId {
        let taken = self.beyond.get(from.number()).and_then(|steps| steps.iter().find(|(other, _)| *other == step));
        if let Some((_, known)) = taken {
            return *known;
        }
        let mut path = std::mem::take(&mut self.draft);
        path.clear();
        path.push_str(self.path(from));
        words::step(&mut path, policy, step);
        let fact = self.fact(&path);
        self.draft = path;
        if let Some(steps) = self.beyond.get_mut(from.number()) {
            steps.push((step, fact));
        }
        fact
    }

    /// Returns the path of a fact.
    fn path(&self, fact: FactId) -> &str {
        self.known.get(fact.number()).map_or("", String::as_str)
    }

    /// Returns the paths of some facts, in no order.
    pub(super) fn of<'p>(&'p self, missing: &'p Missing) -> impl Iterator<Item = &'p String> {
        missing.iter().filter_map(|fact| self.known.get(fact.number()))
    }

    /// Returns all of them, to be told later.
    pub(super) fn into_shared(self) -> Rc<Texts> {
        Rc::new(self.known)
    }
}

/// Facts that are missing, put in words when they are asked for.
#[derive(Clone, Debug)]
pub(crate) struct MissingPaths {
    missing: Missing,
    paths: Rc<Texts>,
}

impl MissingPaths {
    pub(super) fn new(missing: Missing, paths: &Rc<Texts>) -> MissingPaths {
        MissingPaths { missing, paths: paths.clone() }
    }

    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.missing.len()
    }

    /// Returns their paths, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &String> {
        let mut paths: Vec<&String> = self.missing.iter().filter_map(|fact| self.paths.get(fact.number())).collect();
        sort_by(&mut paths, |a, b| a.cmp(b));
        paths.into_iter()
    }
}

impl Eval<'_> {
    /// Returns the fact at a place.
    pub(super) fn fact_at(&self, at: At) -> FactId {
        if self.pace == Pace::Decides {
            return FactId::ANY;
        }
        let at = self.origin(at);
        let mut paths = self.ledger.paths.borrow_mut();
        let object = paths.object(at.object, self.flow);
        at.step.map_or(object, |step| paths.step(object, step, self.policy))
    }

    /// Returns where a fact stands: what a site's transfer has of its site stands at the site.
    pub(super) fn origin(&self, at: At) -> At {
        let Some(step) = at.step else { return at };
        let (object, field) = self.flow.origin(at.object, step.field);
        let kind = match self.flow.object(object) {
            Some(owner) if object != at.object => owner.kind,
            _ => step.kind,
        };
        At { object, step: Some(Step { kind, field }) }
    }

    /// Returns a fact of something that is not known itself.
    pub(super) fn fact_beyond(&self, unknown: FactId, step: Step) -> FactId {
        match self.pace {
            Pace::Decides => FactId::ANY,
            _ => self.ledger.paths.borrow_mut().step(unknown, step, self.policy),
        }
    }

    /// Returns the fact with this path.
    pub(super) fn fact_named(&self, path: &str) -> FactId {
        match self.pace {
            Pace::Decides => FactId::ANY,
            _ => self.ledger.paths.borrow_mut().fact(path),
        }
    }

    /// Returns those with these paths.
    pub(super) fn facts_named(&self, paths: &[String]) -> Missing {
        paths.iter().map(|path| self.fact_named(path)).collect()
    }

    /// Returns the path of a fact.
    pub(super) fn path(&self, fact: FactId) -> String {
        self.ledger.paths.borrow().path(fact).to_owned()
    }

    /// Appends the path of a fact.
    pub(super) fn push_path(&self, words: &mut String, fact: FactId) {
        words.push_str(self.ledger.paths.borrow().path(fact));
    }
}
