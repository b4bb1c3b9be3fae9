//! README.md, docs/facts.md, docs/testing.md, docs/policies and pkg/docs say what is so: what they show is read, judged and printed here.
//!
//! `LEXLOCI_UPDATE=1 cargo test --test documents` brings the printed verdicts and the table of facts up to date.

#![expect(clippy::expect_used, clippy::panic, reason = "a test states what it expects")]

#[path = "documents/facts.rs"]
mod facts;
#[path = "documents/package.rs"]
mod package;
#[path = "documents/policies.rs"]
mod policies;
#[path = "documents/policy_facts.rs"]
mod policy_facts;
#[path = "documents/readme.rs"]
mod readme;
#[path = "documents/testing.rs"]
mod testing;

use std::path::{Path, PathBuf};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The file is `expected`, or is written so where that is asked for.
fn assert_written(name: &str, expected: &str) {
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        std::fs::write(path(name), expected).expect("the document can be written");
    }
    let command = "LEXLOCI_UPDATE=1 cargo test --test documents";
    assert!(text(name) == expected, "run `{command}` to bring {name} up to date");
}
