//! `lexloci audit` and its library: the verdicts are those of `check`, whatever the format, the number of threads and the input.

#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test states what it expects")]

#[path = "../common/cases.rs"]
mod cases;

mod agreement;
mod batches;
#[path = "../cli/command.rs"]
mod command;
mod document;
mod hostile;
mod inventories;
mod kill;
