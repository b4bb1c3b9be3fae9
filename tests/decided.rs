//! The decided cases: does the transfer policy say what courts and authorities held?
//!
//! `cargo xtask cases` prints the table. `LEXLOCI_UPDATE=1 cargo test --test decided` writes it into docs/cases.md.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test states what it expects, and its tables have the columns that it gave them"
)]

#[path = "decided/agree.rs"]
mod agree;
#[path = "decided/probes.rs"]
mod probes;
#[path = "decided/record.rs"]
mod record;
#[path = "decided/table.rs"]
mod table;

use agree::Agreement;
use libtest_mimic::{Arguments, Failed, Trial};
use record::Decided;
use std::process::ExitCode;
use table::Sums;

/// What is reached is kept.
const CASES: usize = 139;

/// Cases that do not come out as they were decided, and why. Nothing else may disagree.
const OPEN: &[(&str, &str)] = &[
    (
        "own-gc-bindl-a-2025",
        "the Court had to find a transfer, and found none; whether the host's contract gives the guarantees of Article 29 EUDPR is not recorded",
    ),
    (
        "own-gb-parent-2021",
        "the record takes the law of the United Kingdom for a third country's from 2021 on; the policy counts the country as territory while the bridge of the Trade and Cooperation Agreement lasts",
    ),
    (
        "own-gl0720-no-contract",
        "contracts with hosts whom no foreign law reaches are left out: the policy does not apply, which is no go-ahead",
    ),
    (
        "ch-privatim-saas-2025",
        "the record calls the transfer conditional and Chapter V unlawful at once; the whole comes out as decided, and the host's reach is judged outside of the part on transfers",
    ),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    if words.iter().any(|word| word == "--table") {
        print!("{}", printed(&compared()));
        return ExitCode::SUCCESS;
    }
    let trials = vec![
        Trial::test("every decided case is restated once", each_is_restated),
        Trial::test("every decided case comes out as it was decided", all_agree),
        Trial::test("no tool and no derogation carries a transfer with one thing wrong", nothing_wrong_passes),
        Trial::test("docs/cases.md shows the table", the_document_shows_the_table),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn compared() -> Vec<(Decided, Agreement)> {
    let compare = |decided| {
        let agreement = agree::agreement(&decided);
        (decided, agreement)
    };
    record::decided().into_iter().map(compare).collect()
}

fn printed(cases: &[(Decided, Agreement)]) -> String {
    let under_union_law = cases.iter().map(|(decided, _)| decided).filter(|decided| decided.policy == record::UNION);
    let decided: Vec<&Decided> = under_union_law.collect();
    let probed = probes::probed(&agree::transfer_policy());
    let sums = format!(
        "\nProbes, each a tool, a list or a derogation with one thing wrong or left out: compliant {} of {}.\n",
        probed.compliant.len(),
        probed.probes
    );
    table::table(cases, &agree::trivial(&decided), OPEN) + "\n" + &table::sets(cases, &record::sets()) + &sums
}

fn each_is_restated() -> Result<(), Failed> {
    let mut held: Vec<String> = record::outcomes().into_iter().map(|outcome| outcome.id).collect();
    let mut restated: Vec<String> = record::decided().into_iter().map(|decided| decided.outcome.id).collect();
    held.sort();
    restated.sort();
    same(restated.len(), CASES)?;
    same(restated, held)
}

fn all_agree() -> Result<(), Failed> {
    let cases = compared();
    let sums = Sums::of(&cases);
    let wrong: Vec<&str> = cases
        .iter()
        .filter(|(_, agreement)| !(agreement.transfer && agreement.chapter_v && agreement.overall))
        .map(|(decided, _)| decided.outcome.id.as_str())
        .collect();
    same(wrong, OPEN.iter().map(|(id, _)| *id).collect())?;
    same((sums.all_three, sums.lets_pass), (CASES - OPEN.len(), 0))
}

fn nothing_wrong_passes() -> Result<(), Failed> {
    let probed = probes::probed(&agree::transfer_policy());
    same(probed.refused, vec![])?;
    same(probed.compliant, vec![])?;
    if probed.probes < 100 { Err(format!("only {} probes", probed.probes).into()) } else { Ok(()) }
}

fn the_document_shows_the_table() -> Result<(), Failed> {
    let path = record::path("docs/cases.md");
    let document = record::text(&path);
    let (before, rest) = document.split_once("<!-- table -->\n").ok_or("no mark before the table")?;
    let (_, after) = rest.split_once("<!-- end -->").ok_or("no mark after the table")?;
    let expected = format!("{before}<!-- table -->\n{}<!-- end -->{after}", printed(&compared()));
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        std::fs::write(&path, &expected)?;
    }
    same(record::text(&path), expected)
}

fn same<T: PartialEq + std::fmt::Debug>(came: T, expected: T) -> Result<(), Failed> {
    if came == expected { Ok(()) } else { Err(format!("came {came:#?}\nexpected {expected:#?}").into()) }
}
