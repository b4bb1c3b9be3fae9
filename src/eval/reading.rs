//! From a path to the fact that it leads to: known, unknown, or not there at all.

use super::Eval;
use super::entries::Entity;
use super::missing::Why;
use crate::flow::{AUTHORISED_TOOLS, ObjectId, Value, field, has_keys};
use crate::policy::{Base, Path, Step};
use crate::truth::Truth;
use crate::vocab::{Existence, Kind, values};

/// Where a fact or an object stands: its path, which is put in words only where somebody reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) object: ObjectId,
    /// To one of its facts.
    pub(super) step: Option<Step>,
}

impl At {
    pub(super) fn object(object: ObjectId) -> At {
        At { object, step: None }
    }
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub(super) enum Reading<'e> {
    /// A known fact, and its path.
    Known(&'e Value, At),
    /// An entry itself: a site, a party, a transfer.
    Entry(ObjectId),
    /// It is unknown.
    Unknown(Why),
    /// It does not exist: any test on it is false.
    Absent,
}

impl<'e> Eval<'e> {
    /// What stands at a path, the variables being `env`.
    pub(super) fn read<'a>(&'a self, path: &Path, env: &[Entity<'a>]) -> Reading<'a>
    where
        'e: 'a,
    {
        let start = match path.base {
            Base::Flow => return self.walk(crate::flow::Flow::ROOT, &path.steps),
            Base::Slot(slot) => env.get(slot),
        };
        match start {
            Some(Entity::Object(id)) => self.walk(*id, &path.steps),
            Some(Entity::Value(value, at)) => Reading::Known(value, *at),
            Some(Entity::Rest(why)) => Reading::Unknown(why.clone()),
            None => Reading::Absent,
        }
    }

    fn walk(&self, start: ObjectId, steps: &[Step]) -> Reading<'_> {
        let mut at = start;
        for (index, step) in steps.iter().enumerate() {
            let later = steps.get(index + 1..).unwrap_or(&[]);
            match self.flow.fact(at, step.field) {
                Some(Value::Object(next)) => at = *next,
                Some(Value::Nobody) if !later.is_empty() => return Reading::Absent,
                Some(value) => return Reading::Known(value, At { object: at, step: Some(*step) }),
                None if self.exists(at, *step) == Truth::False => return Reading::Absent,
                None => {
                    let first = self.fact_at(At { object: at, step: Some(*step) });
                    let own = later.iter().fold(first, |fact, step| self.fact_beyond(fact, *step));
                    return Reading::Unknown(own.into());
                }
            }
        }
        Reading::Entry(at)
    }

    /// Whether an unstated fact can exist beside the others.
    fn exists(&self, at: ObjectId, step: Step) -> Truth {
        let fact = step.kind.facts().get(usize::from(step.field.0));
        match fact.map_or(Existence::Always, |fact| fact.exists) {
            Existence::Always => Truth::True,
            Existence::SccTool => self.tool_is(at, &["scc"]),
            Existence::AuthorisedTool => self.tool_is(at, &AUTHORISED_TOOLS),
            Existence::Keys => self.has_keys(at, step.kind),
        }
    }

    fn tool_is(&self, transfer: ObjectId, tools: &[&str]) -> Truth {
        match self.flow.fact(transfer, const { field(Kind::Transfer, "tool") }) {
            Some(Value::Enum(_, tool)) => {
                let named = values::enumeration(values::TOOL).and_then(|e| e.values.get(usize::from(*tool)));
                named.is_some_and(|(name, _)| tools.contains(name)).into()
            }
            _ if !self.is_authorised(transfer) => Truth::Unknown,
            _ => match AUTHORISED_TOOLS.map(|tool| tools.contains(&tool)) {
                [a, b] if a == b => a.into(),
                _ => Truth::Unknown,
            },
        }
    }

    /// Whether the flow says of a transfer that its tool was authorised, or was not: then it is one that can be.
    pub(super) fn is_authorised(&self, transfer: ObjectId) -> bool {
        self.flow.fact(transfer, const { field(Kind::Transfer, "authorised") }).is_some()
    }

    fn has_keys(&self, at: ObjectId, kind: Kind) -> Truth {
        if kind == Kind::Measure {
            return self.measure_has_keys(at);
        }
        let encrypted = match self.flow.fact(at, field(kind, "encrypted")) {
            Some(Value::YesNo(encrypted)) => Truth::from(*encrypted),
            _ => Truth::Unknown,
        };
        let measures = match self.flow.fact(at, field(kind, "measures")) {
            Some(Value::List(entries)) => {
                let rest = if entries.open.is_empty() { Truth::False } else { Truth::Unknown };
                entries.items.iter().map(|m| self.measure_has_keys(*m)).fold(rest, Truth::or)
            }
            _ => Truth::Unknown,
        };
        encrypted.or(measures)
    }

    fn measure_has_keys(&self, measure: ObjectId) -> Truth {
        match self.flow.fact(measure, const { field(Kind::Measure, "kind") }) {
            Some(Value::Enum(_, kind)) => {
                let named = values::enumeration(values::MEASURE_KIND).and_then(|e| e.values.get(usize::from(*kind)));
                named.is_some_and(|(name, _)| has_keys(name)).into()
            }
            _ => Truth::Unknown,
        }
    }
}
