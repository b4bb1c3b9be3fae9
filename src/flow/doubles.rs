//! Keys that stand twice in one object. Readers of JSON disagree on which of the two counts.

use super::node::Node;
use super::path::{indexed, join, shown};
use crate::diag::Diagnostic;
use crate::sorted::SortedSet;

/// The most that are listed.
const LISTED: usize = 100;

/// Returns an error (L0502) for each key that stands twice in one object, however deep in this value.
pub(crate) fn doubles(node: Node<'_>, path: &str) -> Vec<Diagnostic> {
    let mut errors = vec![];
    collect(node, path, &mut errors);
    errors
}

fn collect(node: Node<'_>, path: &str, errors: &mut Vec<Diagnostic>) {
    match node {
        Node::Object(keys) => {
            let mut seen = SortedSet::new();
            for (key, value) in keys {
                let at = join(path, &key);
                if !seen.insert(key.text) && errors.len() < LISTED {
                    errors.push(double(&at, &key));
                }
                collect(value, &at, errors);
            }
        }
        Node::Array(items) => {
            for (index, item) in items.into_iter().enumerate() {
                collect(item, &indexed(path, index), errors);
            }
        }
        _ => {}
    }
}

/// Returns the error for a key that stands twice.
pub(super) fn double(path: &str, key: &str) -> Diagnostic {
    Diagnostic::flow("L0502", path, format!("`{}` stands twice", shown(key))).help("leave one out")
}
