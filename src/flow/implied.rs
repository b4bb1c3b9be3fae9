//! What stating one fact says of another: clauses state the tool, keys exist only where something is encrypted, notice and
//! transition add up.

use super::exit::Exit;
use super::explain::message;
use super::read::Reader;
use super::{Entries, Flow, Object, ObjectId, Value, field};
use crate::date::Date;
use crate::policy::Field;
use crate::vocab::{Existence, Fact, Kind, values};

impl Reader<'_> {
    /// Works out implied facts; a fact that cannot exist beside the others is an error.
    pub(super) fn imply(&mut self, as_of: Date) {
        for index in 0..self.objects.len() {
            if self.objects.get(index).is_some_and(states_dependent) {
                let id = ObjectId(index as u32);
                for fact in self.dependent(id) {
                    self.imply_existence(id, fact.name, fact.exists);
                }
            }
        }
        self.refuse_contradicting_layers();
        self.imply_switching_time(as_of);
    }

    /// Returns the stated facts of an object that do not always exist.
    fn dependent(&self, id: ObjectId) -> Vec<&'static Fact> {
        let Some(object) = self.objects.get(id.0 as usize) else { return vec![] };
        let facts = object.facts.iter().filter_map(|(field, _)| object.kind.facts().get(usize::from(field.0)));
        facts.filter(|fact| fact.exists != Existence::Always).collect()
    }

    fn imply_existence(&mut self, id: ObjectId, name: &str, exists: Existence) {
        match exists {
            Existence::Always => {}
            Existence::SccTool => self.imply_tool(id, name),
            Existence::AuthorisedTool => self.refuse_tool(id, name, &AUTHORISED_TOOLS),
            Existence::Keys => self.refuse_keys(id, name),
        }
    }

    fn tool(&self, id: ObjectId) -> Option<u8> {
        match self.fact(id, const { field(Kind::Transfer, "tool") }) {
            Some(Value::Enum(_, tool)) => Some(*tool),
            _ => None,
        }
    }

    fn imply_tool(&mut self, id: ObjectId, name: &str) {
        match (self.tool(id), self.declared.value(values::TOOL, "scc")) {
            (None, Some(scc)) => self.set(id, const { field(Kind::Transfer, "tool") }, Value::Enum(values::TOOL, scc)),
            _ => self.refuse_tool(id, name, &["scc"]),
        }
    }

    fn refuse_tool(&mut self, id: ObjectId, name: &str, tools: &[&str]) {
        let fits = |tool: u8| tools.iter().any(|name| self.declared.value(values::TOOL, name) == Some(tool));
        if self.tool(id).is_some_and(|tool| !fits(tool)) {
            let message = message!("`{name}` exists only where the tool is {}", tools.join(" or "));
            let path = self.join(&self.path_of(id), name);
            self.error("L0511", &path, message, "correct the tool, or leave this out");
        }
    }

    /// Keys exist where something is encrypted, or a measure is of a kind that has keys.
    fn refuse_keys(&mut self, id: ObjectId, name: &str) {
        let kind = self.kind(id);
        let none = match kind {
            Kind::Site => {
                let plain = self.fact(id, const { field(Kind::Site, "encrypted") }) == Some(&Value::YesNo(false));
                let measures = match self.fact(id, const { field(Kind::Site, "measures") }) {
                    Some(Value::List(entries)) => {
                        entries.open.is_empty() && !entries.items.iter().any(|m| self.may_have_keys(*m))
                    }
                    _ => false,
                };
                plain && measures
            }
            Kind::Measure => !self.may_have_keys(id),
            _ => false,
        };
        if none {
            let path = self.join(&self.path_of(id), name);
            self.error(
                "L0511",
                &path,
                "there are keys only where something is encrypted, pseudonymised or split".to_owned(),
                "leave this out",
            );
        }
    }

    fn may_have_keys(&self, measure: ObjectId) -> bool {
        match self.fact(measure, const { field(Kind::Measure, "kind") }) {
            Some(Value::Enum(_, kind)) => {
                self.declared.values(values::MEASURE_KIND).get(usize::from(*kind)).is_some_and(|kind| has_keys(kind))
            }
            _ => true,
        }
    }

    /// Works out the time to switch where notice and transition are known. What one of them excludes is an error.
    fn imply_switching_time(&mut self, as_of: Date) {
        let Some((id, exit)) = exit_of(&self.objects) else { return };
        let path = "exit.switching_time";
        if exit.contradicts(as_of) && !self.overrules(path) {
            let message = match (exit.notice, exit.transition) {
                (Some(_), Some(_)) => "this is not notice and transition together",
                (Some(_), None) => "this is less than the notice alone, and notice and transition together make it up",
                _ => "this is less than the transition alone, and notice and transition together make it up",
            };
            let help = "correct one of them, leave this out, or list \"exit.switching_time\" under `instead`";
            self.error("L0507", path, message.to_owned(), help);
        } else if let (None, Some(sum)) = (exit.both, exit.sum()) {
            self.set(id, const { field(Kind::Exit, "switching_time") }, Value::Duration(sum));
        }
    }

    /// Everyone the flow names, once.
    pub(super) fn gather_parties(&mut self) {
        let (items, open) = self.persons();
        self.set(Flow::ROOT, const { field(Kind::Flow, "parties") }, Value::List(Entries::new(items, open)));
    }
}

/// Returns whether an object states a fact that does not always exist.
fn states_dependent(object: &Object) -> bool {
    let facts = object.kind.facts();
    if facts.iter().all(|fact| fact.exists == Existence::Always) {
        return false;
    }
    let exists = |field: &Field| facts.get(usize::from(field.0)).map_or(Existence::Always, |fact| fact.exists);
    object.facts.iter().any(|(field, _)| exists(field) != Existence::Always)
}

/// Returns where the flow speaks of leaving the provider, and how long that takes as far as it is stated.
pub(crate) fn exit_of(objects: &[Object]) -> Option<(ObjectId, Exit)> {
    let exit = objects.first()?.facts.get(&const { field(Kind::Flow, "exit") })?;
    let Value::Object(id) = exit else { return None };
    let facts = &objects.get(id.0 as usize)?.facts;
    let duration = |field: Field| match facts.get(&field) {
        Some(Value::Duration(duration)) => Some(*duration),
        _ => None,
    };
    let exit = Exit {
        notice: duration(const { field(Kind::Exit, "notice") }),
        transition: duration(const { field(Kind::Exit, "transition") }),
        both: duration(const { field(Kind::Exit, "switching_time") }),
    };
    Some((*id, exit))
}

/// The tools that an authority authorises: whoever states that one was authorised states that it is one of them.
pub(crate) const AUTHORISED_TOOLS: [&str; 2] = ["ad_hoc_clauses", "arrangement"];

/// Whether a measure of this kind has keys, or additional information that acts as one.
pub(crate) fn has_keys(kind: &str) -> bool {
    matches!(
        kind,
        "encryption"
            | "encryption_at_rest"
            | "encryption_in_transit"
            | "end_to_end_encryption"
            | "encryption_in_use"
            | "pseudonymisation"
            | "secret_sharing"
    )
}
