//! Layers of protection at one site: measures of one kind, and the site's own encryption. Each layer has one holder of keys.
//!
//! Only statements of one layer contradict each other: data can be pseudonymised with the exporter's keys and rest encrypted
//! with the host's. What is said of the whole flow says nothing of a site.

use super::path::join;
use super::read::Reader;
use super::{ObjectId, Value, field};
use crate::vocab::{Kind, values};

/// Kinds of measure that the keys of a site are the keys of.
const OWN: [&str; 2] = ["encryption", "encryption_at_rest"];

impl Reader<'_> {
    /// Refuses two statements of one layer at one site that differ in who holds its keys, or where.
    pub(super) fn refuse_contradicting_layers(&mut self) {
        for index in 0..self.objects.len() {
            let site = ObjectId(index as u32);
            if self.kind(site) != Kind::Site {
                continue;
            }
            let Some(Value::List(measures)) = self.fact(site, const { field(Kind::Site, "measures") }) else {
                continue;
            };
            let layers: Vec<(Option<u8>, ObjectId)> =
                measures.items.iter().filter_map(|one| self.layer(*one)).collect();
            let mut first_of: Vec<(Option<u8>, ObjectId)> = vec![];
            if let Some(Value::Object(keys)) = self.fact(site, const { field(Kind::Site, "keys") })
                && !layers.is_empty()
            {
                let own = OWN.map(|kind| self.declared.value(values::MEASURE_KIND, kind));
                first_of.extend(own.map(|kind| (kind, *keys)));
            }
            for (kind, keys) in layers {
                for (_, other) in first_of.iter().filter(|(known, _)| *known == kind).copied().collect::<Vec<_>>() {
                    self.refuse_other_keys(keys, other);
                }
                first_of.push((kind, keys));
            }
        }
    }

    /// Returns the kind of a measure and its keys, where both are stated.
    fn layer(&self, measure: ObjectId) -> Option<(Option<u8>, ObjectId)> {
        let kind = self.fact(measure, const { field(Kind::Measure, "kind") })?;
        let keys = self.fact(measure, const { field(Kind::Measure, "keys") })?;
        match (kind, keys) {
            (Value::Enum(_, kind), Value::Object(keys)) => Some((Some(*kind), *keys)),
            _ => None,
        }
    }

    fn refuse_other_keys(&mut self, keys: ObjectId, other: ObjectId) {
        for (name, field) in const { [("holder", field(Kind::Keys, "holder")), ("place", field(Kind::Keys, "place"))] }
        {
            let differ = match (self.fact(keys, field), self.fact(other, field)) {
                (Some(Value::Place(a)), Some(Value::Place(b))) => a.places.intersection(b.places).is_empty(),
                (Some(a), Some(b)) => a != b,
                _ => false,
            };
            if differ {
                let path = join(&self.path_of(keys), name);
                let message = format!(
                    "`{name}` differs from what `{}` says of the keys of the same encryption",
                    self.path_of(other)
                );
                let help = "state one of them; another layer, such as pseudonymisation or end-to-end encryption, has a kind of its own";
                self.error("L0516", &path, message, help);
            }
        }
    }
}
