//! Consequences of stating one fact for another: clauses state the tool, keys exist only where something is encrypted, the exporter's own
//! lie at its seat, notice and transition add up.

use super::exists::{bit, exists, value_at};
use super::exit::{Exit, TOTAL};
use super::path::join;
use super::read::Reader;
use super::{Entries, Flow, Object, ObjectId, Value, field};
use crate::date::Date;
use crate::policy::Field;
use crate::truth::Truth;
use crate::vocab::{Dependent, Kind, SAYING, SEATED, SUM, Saying, Seated};

impl Reader<'_> {
    /// Works out implied facts; a fact that cannot exist beside the others is an error.
    pub(super) fn imply(&mut self, as_of: Date) {
        for index in 0..self.objects.len() {
            let stated = self.objects.get(index).map_or(vec![], dependents);
            let id = ObjectId(index as u32);
            stated.iter().for_each(|dependent| self.imply_existence(id, dependent));
            stated.iter().for_each(|dependent| self.refuse_absent(id, dependent));
        }
        SAYING.iter().for_each(|saying| self.imply_said(saying));
        self.refuse_untimely_tools(as_of);
        self.refuse_contradicting_layers();
        self.refuse_contradicting_owners();
        self.refuse_denied_statements();
        self.imply_switching_time(as_of);
    }

    /// States of each object what a value of one of its facts says of another. A flow that denies it contradicts itself.
    fn imply_said(&mut self, saying: &Saying) {
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            if !self.objects.get(index).is_some_and(|object| saying.is_met(object)) {
                continue;
            }
            match self.fact(id, Field(saying.said)) {
                None => self.set(id, Field(saying.said), Value::YesNo(true)),
                Some(Value::YesNo(false)) => self.refuse_denied(id, saying),
                Some(_) => {}
            }
        }
    }

    fn refuse_denied(&mut self, id: ObjectId, saying: &Saying) {
        let [says, said] = [saying.fact, saying.said].map(|fact| saying.kind.facts().get(usize::from(fact)));
        let (Some(says), Some(said)) = (says, said) else { return };
        let [from, path] = [says, said].map(|fact| join(&self.path_of(id), fact.name));
        if !self.overrules(&path) {
            let message = format!("from {from} it follows that this is yes");
            let help = format!("correct it, or list \"{path}\" under `instead` when you know better");
            self.error("L0507", &path, message, &help);
        }
    }

    /// States the fact that a stated one says of, where it leaves it one value.
    fn imply_existence(&mut self, id: ObjectId, dependent: &Dependent) {
        let Some(on) = dependent.conditions().next().filter(|_| dependent.is_implied) else { return };
        let known = self.fact(id, Field(on.fact)).is_some();
        if let Some(value) = on.only().and_then(|value| value_at(on.kind, Field(on.fact), value)).filter(|_| !known) {
            self.set(id, Field(on.fact), value);
        }
    }

    /// Refuses a stated fact that does not exist beside the others.
    fn refuse_absent(&mut self, id: ObjectId, dependent: &Dependent) {
        let field = Field(dependent.fact);
        let Some(row) = dependent.row() else { return };
        if exists(&self.objects, id, dependent.kind, field) == Truth::False {
            let message = format!("`{}` exists {}", row.name, row.exists.doc);
            let path = join(&self.path_of(id), row.name);
            let help = match row.exists.any {
                [on] if dependent.is_implied => format!("correct the {}, or leave this out", on.fact),
                _ => "leave this out".to_owned(),
            };
            self.error("L0511", &path, message, &help);
        }
    }

    /// Works out the time to switch where notice and transition are known. What one of them excludes is an error.
    fn imply_switching_time(&mut self, as_of: Date) {
        let Some((id, exit)) = exit_of(&self.objects) else { return };
        let path = TOTAL;
        if exit.contradicts(as_of) && !self.overrules(path) {
            let message = match (exit.notice, exit.transition) {
                (Some(_), Some(_)) => "this is not notice and transition together",
                (Some(_), None) => "this is less than the notice alone, and notice and transition together make it up",
                _ => "this is less than the transition alone, and notice and transition together make it up",
            };
            let help = "correct one of them, leave this out, or list \"exit.switching_time\" under `instead`";
            self.error("L0507", path, message.to_owned(), help);
        } else if let (None, Some(sum)) = (exit.both, exit.sum()) {
            self.set(id, Field(SUM.total), Value::Duration(sum));
        }
    }

    /// Gives places that are the seat of the flow's exporter unless they are stated that seat: where the exporter's own keys are.
    pub(super) fn default_to_seat(&mut self) {
        let exporter = self.fact(Flow::ROOT, const { field(Kind::Flow, "exporter") });
        let Some(Value::Object(exporter)) = exporter else { return };
        let Some(seat) = self.fact(*exporter, const { field(Kind::Party, "seat") }).cloned() else { return };
        for object in &mut self.objects {
            for each in &SEATED {
                if each.is_met(object) && object.facts.get(&Field(each.fact)).is_none() {
                    object.facts.insert(Field(each.fact), seat.clone());
                }
            }
        }
    }

    /// Gathers everybody the flow names, once.
    pub(super) fn gather_parties(&mut self) {
        let (items, open) = self.persons();
        self.set(Flow::ROOT, const { field(Kind::Flow, "parties") }, Value::List(Entries::new(items, open)));
    }
}

impl Saying {
    /// Returns whether an object states a value that says it.
    pub(crate) fn is_met(&self, object: &Object) -> bool {
        let stated = || object.facts.get(&Field(self.fact)).and_then(bit);
        object.kind == self.kind && stated().is_some_and(|bit| bit & self.values != 0)
    }
}

impl Seated {
    /// Returns whether an object states a value beside which the place is the exporter's seat.
    fn is_met(&self, object: &Object) -> bool {
        let stated = || object.facts.get(&Field(self.beside)).and_then(bit);
        object.kind == self.kind && stated().is_some_and(|bit| bit & self.values != 0)
    }
}

/// Returns the stated facts of an object that do not always exist.
fn dependents(object: &Object) -> Vec<&'static Dependent> {
    let known = object.facts.known();
    let all = object.kind.dependents().iter();
    all.filter(|dependent| known.checked_shr(dependent.fact.into()).is_some_and(|left| left & 1 == 1)).collect()
}

/// Returns where the flow speaks of leaving the provider, and how long that takes as far as it is stated.
pub(crate) fn exit_of(objects: &[Object]) -> Option<(ObjectId, Exit)> {
    let exit = objects.first()?.facts.get(&Field(SUM.of_flow))?;
    let Value::Object(id) = exit else { return None };
    let facts = &objects.get(id.0 as usize)?.facts;
    let duration = |fact: u16| match facts.get(&Field(fact)) {
        Some(Value::Duration(duration)) => Some(*duration),
        _ => None,
    };
    let [notice, transition, both] = SUM.each().map(duration);
    let exit = Exit { notice, transition, both };
    Some((*id, exit))
}
