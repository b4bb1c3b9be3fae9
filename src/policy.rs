//! The checked policy: formulas over atoms.
/// A policy that can be evaluated.
#[derive(Clone, Debug)]
pub struct Policy {}
