//! Diagnostics of policies and flows that are wrong: one diagnostic for each fault, at its place, with the right
//! spelling.
//!
//! The files `tests/diagnostics/*.txt` hold small wrong texts and what is said of each. After a change that is meant,
//! `LEXLOCI_UPDATE=1 cargo test --test diagnostics` writes them anew; the difference is then to be read, line by line.

#![expect(clippy::expect_used, clippy::panic, reason = "a test states what it expects")]

#[path = "diagnostics/corpus.rs"]
mod corpus;
#[path = "diagnostics/explained.rs"]
mod explained;
#[path = "diagnostics/faults.rs"]
mod faults;
#[path = "diagnostics/fixes.rs"]
mod fixes;
#[path = "diagnostics/frame.rs"]
mod frame;
#[path = "diagnostics/limits.rs"]
mod limits;
