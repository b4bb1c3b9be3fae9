//! Group places: one choice for each fact that states several places.

use super::read::Reader;
use super::{Choice, ObjectId, Opening, Value, field};
use crate::policy::Field;
use crate::vocab::Kind;

impl Reader<'_> {
    /// Numbers every fact that is one of several places.
    pub(super) fn choose(&mut self) -> Vec<Choice> {
        let mut choices = Vec::new();
        for object in &mut self.objects {
            let (kind, path) = (object.kind, &object.path);
            object.facts.change(|field, value| match value {
                Value::Place(_) => number(value, &mut choices, || super::path::join(path, name(kind, *field))),
                Value::Set(entries) => {
                    for (index, item) in entries.items.iter_mut().enumerate() {
                        number(item, &mut choices, || {
                            super::path::indexed(&super::path::join(path, name(kind, *field)), index)
                        });
                    }
                }
                _ => {}
            });
        }
        choices
    }

    /// The openings, each with the number of its site's choice.
    pub(super) fn numbered_openings(&mut self) -> Vec<Opening> {
        let openings = std::mem::take(&mut self.openings);
        let place = const { field(Kind::Site, "place") };
        let number = |(site, opening): (ObjectId, Opening)| match self.fact(site, place) {
            Some(Value::Place(place)) => Some(Opening { choice: place.choice?, ..opening }),
            _ => None,
        };
        openings.into_iter().filter_map(number).collect()
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
