//! From a path to the fact that it leads to: known, unknown, or not there at all.

use super::Eval;
use super::entries::Entity;
use super::missing::Why;
use crate::flow::{ObjectId, Value, exists};
use crate::policy::{Base, Path, Step};
use crate::truth::Truth;

/// The place of a fact or an object: its path, which is put in words only where somebody reads it.
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

/// The value at a path.
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
    /// Returns what stands at a path, the variables being `env`.
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
                None if exists(&self.flow.objects, at, step.kind, step.field) == Truth::False => {
                    return Reading::Absent;
                }
                None => {
                    let first = self.fact_at(At { object: at, step: Some(*step) });
                    let own = later.iter().fold(first, |fact, step| self.fact_beyond(fact, *step));
                    return Reading::Unknown(own.into());
                }
            }
        }
        Reading::Entry(at)
    }
}
