//! Text to tree. Knows nothing of law: names are names here.

pub mod tree;
