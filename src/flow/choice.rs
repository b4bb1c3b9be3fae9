//! Group places: one choice for each fact that states several places.

use super::path::{indexed, join};
use super::read::Reader;
use super::{Choice, Value};
use crate::policy::Field;
use crate::vocab::Kind;

impl Reader<'_> {
    /// Numbers every fact that is one of several places.
    pub(super) fn choose(&mut self) -> Vec<Choice> {
        let mut choices = Vec::new();
        if !self.has.groups {
            return choices;
        }
        for object in &mut self.objects {
            let (kind, path) = (object.kind, &object.path);
            let path_of = |field: &Field| join(path, name(kind, *field));
            object.facts.change(|field, value| match value {
                Value::Place(_) => number(value, &mut choices, || path_of(field)),
                Value::Set(entries) => {
                    for (index, item) in entries.items.iter_mut().enumerate() {
                        number(item, &mut choices, || indexed(&path_of(field), index));
                    }
                }
                _ => {}
            });
        }
        choices
    }
}

fn name(kind: Kind, field: Field) -> &'static str {
    kind.facts().get(usize::from(field.0)).map_or("x", |fact| fact.name)
}

fn number(value: &mut Value, choices: &mut Vec<Choice>, path: impl Fn() -> String) {
    if let Value::Place(place) = value
        && place.places.len() > 1
    {
        place.choice = Some(choices.len());
        choices.push(Choice { path: path(), places: place.places });
    }
}
