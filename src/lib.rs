//! Lex Loci evaluates whether a data flow's storage location and processing jurisdiction comply with a policy, as of a day,
//! and says why: with the article, the missing facts, and what would cure it.
//!
//! A [`Policy`] is parsed from a text, or taken from the shipped [`policies`]. A flow is [`Json`]. [`Policy::check`] returns a
//! [`Verdict`]: the [`Answer`], and one [`Instance`] for each thing that a rule is about, with the facts that decide it.
//!
//! ```
//! use lexloci::{Answer, Json, Options, Policy};
//!
//! let policy: Policy = r#"loci 1
//!     policy home version 1.0.0 "Data rest in the EEA" {
//!       rule stores "A store is in the EEA"
//!         for every s in storage
//!         require s in EEA
//!     }"#
//! .parse()?;
//! let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/eu-west-3", "US"]}"#.parse()?;
//!
//! let verdict = policy.check(&flow, &Options::new())?;
//! assert_eq!(verdict.verdict, Answer::NonCompliant);
//! assert_eq!(verdict.instances[1].at, "storage[1]");
//! # Ok::<(), lexloci::Errors>(())
//! ```
//!
//! Only [`Answer::Compliant`] means "go ahead". Where a fact is missing that a rule depends on, the answer is
//! [`Answer::Undetermined`], and [`Verdict::ask`] names the facts.
//!
//! Questions over every completion of a flow (what to ask, what would cure it, where the data may go), proofs of claims and
//! the comparison of two policies are in [`analyse`]. Every error is a [`Diagnostic`] with a stable code; fallible functions
//! return them all at once, as [`Errors`].
//!
//! The core has no clock, no file, no network and no panic. Modules that are hidden in this documentation are for the
//! command, the npm package and the tests: they change in any release.

// The command speaks to the engine by its public names, as every other host does.
#[cfg(feature = "cli")]
extern crate self as lexloci;

#[doc(hidden)]
pub mod atlas;
#[cfg(feature = "arrow")]
#[doc(hidden)]
pub mod audit;
#[doc(hidden)]
pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod date;
#[doc(hidden)]
pub mod diag;
#[doc(hidden)]
pub mod editor;
#[doc(hidden)]
pub mod emit;
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod flow;
#[cfg(any(feature = "cli", feature = "lsp"))]
#[doc(hidden)]
pub mod golden;
#[doc(hidden)]
pub mod input;
#[cfg(feature = "lsp")]
#[doc(hidden)]
pub mod lsp;
#[doc(hidden)]
pub mod nearest;
#[doc(hidden)]
pub mod policy;
#[cfg(feature = "readers")]
#[doc(hidden)]
pub mod read;
#[cfg(feature = "signatures")]
pub mod receipt;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod severity;
#[doc(hidden)]
pub mod sorted;
#[doc(hidden)]
pub mod span;
#[doc(hidden)]
pub mod syntax;
#[doc(hidden)]
pub mod truth;
#[doc(hidden)]
pub mod verdict;
#[doc(hidden)]
pub mod vocab;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[doc(hidden)]
pub mod wasm;

pub mod analyse;
pub mod policies;

mod decimal;
mod engine;
mod order;

pub use date::{Date, DateError};
pub use diag::{Diagnostic, Errors, Fix, Level};
pub use engine::{Modules, Options, format};
pub use eval::Decision;
pub use flow::json::Json;
pub use policy::{Allowed, Policy};
pub use span::Span;
pub use verdict::{
    Answer, Applies, Because, Cited, Due, Excuse, Instance, LevelVerdict, Note, Outcome, Part, PolicyRef, Reservation,
    Severity, Verdict,
};

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
