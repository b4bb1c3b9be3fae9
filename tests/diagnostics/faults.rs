//! A policy with twenty planted faults of twenty kinds.

use lexloci::span::LineIndex;
use lexloci::{Modules, Policy};

const SOURCE: &str = include_str!("faults.loci");

/// Line, words, code.
const PLANTED: &[(u32, &str, &str)] = &[
    (3, "localization", "L0202"),
    (4, "'Board decision on hosting, 2026-02-03'", "L0124"),
    (5, "storage.x.tier", "L0218"),
    (7, "aws/eu-wset-3", "L0216"),
    (8, "health", "L0206"),
    (9, "-", "L0118"),
    (10, "EU27", "L0210"),
    (13, "persnal", "L0214"),
    (15, "BORD", "L0213"),
    (17, "&&", "L0113"),
    (19, "2026-02-30", "L0108"),
    (25, "is yes", "L0115"),
    (27, "high", "L0219"),
    (29, "EU", "L0308"),
    (32, "any", "L0114"),
    (36, "24", "L0303"),
    (40, "adequate", "L0312"),
    (43, "storage", "L0302"),
    (45, "store", "L0221"),
    (49, "storage", "L0209"),
];

#[test]
fn twenty_faults_give_twenty_diagnostics_each_at_its_place_with_help() {
    let errors = Policy::parse(SOURCE, &Modules::new()).err().map(lexloci::Errors::into_vec).unwrap_or_default();
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
