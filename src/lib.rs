//! Lex Loci decides whether a data flow's storage location and processing jurisdiction comply with a
//! policy, as of a day, and says why.
//!
//! The folders are the pipeline:
//!
//! ```text
//! policy text ─ syntax ─▶ tree ─ check ─▶ Policy ─┐
//!                          ▲      (vocab, atlas)  ├─ eval ─▶ Verdict ─ render ─▶ text
//! flow JSON ─── flow ─────────────────▶ Flow ─────┘
//!
//! Policy ─ program ─▶ Program ─┐
//!                              ├─ decide ─▶ the verdict alone, fast
//! Flow ─── pack ────▶ words ───┘
//!
//! Policy, Flow ─ analyse ─▶ exact verdicts, questions, cures, proofs, differences (asks eval)
//! ```
//!
//! Left uses right, never back: `engine → render → eval → policy, flow → vocab, atlas → truth, date, span, diag`,
//! `editor → check → syntax, vocab, atlas, policy` and `decide → program → policy, flow`. The core has no clock, no file, no network, no panic.
#![doc = include_str!("../README.md")]

pub mod analyse;
pub mod atlas;
pub mod check;
pub mod date;
pub mod decide;
pub mod diag;
pub mod editor;
mod engine;
pub mod eval;
pub mod flow;
#[cfg(feature = "cli")]
pub mod golden;
pub mod input;
pub mod nearest;
mod order;
pub mod policies;
pub mod policy;
pub mod program;
pub mod render;
pub mod sorted;
pub mod span;
pub mod syntax;
pub mod truth;
pub mod verdict;
pub mod vocab;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use date::Date;
pub use diag::Diagnostic;
pub use engine::{Modules, Options, format};
pub use flow::json::Json;
pub use policy::Policy;
pub use verdict::Verdict;
