//! The facts of one flow.

pub mod json;
