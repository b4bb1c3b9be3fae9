//! Memory of flows that are done with, which the next flow uses.

#[cfg(all(target_arch = "wasm32", feature = "runtime"))]
use super::{Entries, Flow};
use super::{Facts, Object, ObjectId, Value};

/// What is left of flows that are done with.
#[derive(Default)]
pub(crate) struct Memory {
    /// Without objects.
    pub(super) objects: Vec<Object>,
    /// Without facts.
    facts: Vec<Facts>,
    /// Without entries.
    lists: Vec<Vec<ObjectId>>,
    sets: Vec<Vec<Value>>,
    /// Empty.
    texts: Vec<String>,
}

impl Memory {
    /// Takes back the memory of a flow.
    #[cfg(all(target_arch = "wasm32", feature = "runtime"))]
    pub(crate) fn reuse(&mut self, mut flow: Flow) {
        for mut object in flow.objects.drain(..) {
            object.facts.drain(|value| match value {
                Value::List(Entries { mut items, .. }) if items.capacity() > 0 => {
                    items.clear();
                    self.lists.push(items);
                }
                Value::Set(Entries { mut items, .. }) if items.capacity() > 0 => {
                    items.clear();
                    self.sets.push(items);
                }
                Value::Text(mut text) => {
                    text.clear();
                    self.texts.push(text);
                }
                _ => {}
            });
            self.facts.push(object.facts);
        }
        self.objects = flow.objects;
    }

    /// Returns no facts.
    pub(super) fn facts(&mut self) -> Facts {
        self.facts.pop().unwrap_or_default()
    }

    /// Returns a list without entries.
    pub(super) fn list(&mut self) -> Vec<ObjectId> {
        self.lists.pop().unwrap_or_default()
    }

    /// Copies a text.
    pub(super) fn text(&mut self, text: &str) -> Value {
        let mut copy = self.texts.pop().unwrap_or_default();
        copy.push_str(text);
        Value::Text(copy)
    }

    /// Returns a set without values.
    pub(super) fn set(&mut self) -> Vec<Value> {
        self.sets.pop().unwrap_or_default()
    }
}
