//! A policy with twenty planted faults of twenty kinds.

use lexloci::span::LineIndex;
use lexloci::{Modules, Policy};

const SOURCE: &str = include_str!("faults.loci");

/// Line, words, code.
const PLANTED: &[(u32, &str, &str)] = &[(1, "", "")];

#[test]
fn twenty_faults_give_twenty_diagnostics_each_at_its_place_with_help() {
    let errors = Policy::parse(SOURCE, &Modules::new()).err().unwrap_or_default();
    let index = LineIndex::new(SOURCE);
    let found: Vec<(u32, &str, &str)> = errors
        .iter()
        .map(|error| {
            let span = error.span.unwrap_or_default();
            (index.position(SOURCE, span.start).line, span.of(SOURCE), error.code)
        })
        .collect();
    assert_eq!(found, PLANTED);
    let mut codes: Vec<&str> = found.iter().map(|(_, _, code)| *code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 20, "twenty kinds");
    let helpless: Vec<_> = errors.iter().filter(|error| error.help.as_deref().unwrap_or("").is_empty()).collect();
    assert!(helpless.is_empty(), "{helpless:?}");
    assert!(errors.iter().all(|error| error.module.is_none() && error.is_error()));
}
