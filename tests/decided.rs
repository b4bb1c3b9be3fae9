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
#[path = "decided/corpus.rs"]
mod corpus;
#[path = "decided/places.rs"]
mod places;
#[path = "decided/probes.rs"]
mod probes;
#[path = "decided/record.rs"]
mod record;
#[path = "decided/sweep.rs"]
mod sweep;
#[path = "decided/table.rs"]
mod table;

use agree::Agreement;
use libtest_mimic::{Arguments, Failed, Trial};
use record::Decided;
use std::process::ExitCode;
use table::Sums;

/// A reached case is kept.
const CASES: usize = 247;

/// Cases that do not come out as they were decided, and why. Nothing else may disagree.
const OPEN: &[(&str, &str)] = &[
    (
        "eve-de-vkbund-2023",
        "whether risks were assessed before is not recorded; the policy asks for it of every host whom a foreign law reaches and who can read the data",
    ),
    (
        "late-se-umea-2020",
        "security is left out: of sensitive data that a processor abroad can read, an assessment is asked for, and the record has none",
    ),
    (
        "own-gc-bindl-a-2025",
        "the Court had to find a transfer, and found none; whether the host's contract gives the guarantees of Article 29 EUDPR is not recorded",
    ),
    (
        "own-gl0720-no-contract",
        "contracts with hosts whom no foreign law reaches are left out: the policy does not apply, which is no go-ahead",
    ),
    (
        "new-de-vkbw-2022",
        "the chamber took a latent risk for a transfer, and OLG Karlsruhe, whose decision is a case here too, set that aside: they contradict each other",
    ),
    (
        "new-no-narvik-2012-01",
        "where the data are is not known, so that neither a transfer nor a host within the Union is settled; the authority let that decide",
    ),
    (
        "new-edps-webex-2023",
        "what the contract says of orders from third countries is not recorded; the policy asks for it of every host whom a foreign law reaches",
    ),
    ("late-ch-bger-2016", "the act of 1992 is left out: the policy applies from 2023-09-01"),
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
    if let Some(engine) = words.iter().skip_while(|word| *word != "--engine").nth(1) {
        print!("{}", corpus::printed(&corpus::measured(record::decided(), engine), engine));
        return ExitCode::SUCCESS;
    }
    let trials = vec![
        Trial::test("every decided case is restated once", each_is_restated),
        Trial::test("every decided case comes out as it was decided", all_agree),
        Trial::test("no tool and no derogation carries a transfer with one thing wrong", nothing_wrong_passes),
        Trial::test("no ground of the vocabulary carries a transfer that lacks what it needs", nothing_wanting_passes),
        Trial::test("no place abroad passes for who is named as exporter", no_stranger_passes),
        Trial::test("docs/cases/corpus.jsonl is the cases, and fits its schema", the_corpus_is_the_cases),
        Trial::test("another engine is measured by what it prints", an_engine_is_measured),
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
    let swept: String = sweeps()
        .iter()
        .zip(["gdpr_transfers", "uk_transfers", "ch_transfers"])
        .map(|(swept, policy)| sweep::told(swept, policy))
        .collect();
    table::table(cases, &agree::trivial(&decided), OPEN) + "\n" + &table::sets(cases, &record::sets()) + &sums + &swept
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

fn nothing_wanting_passes() -> Result<(), Failed> {
    for swept in sweeps() {
        same(swept.unknown, vec![])?;
        same(swept.compliant, vec![])?;
        same(swept.refused, vec![])?;
        if swept.wanting < 5_000 || swept.whole < 500 {
            return Err(format!("only {} wanting and {} whole", swept.wanting, swept.whole).into());
        }
    }
    Ok(())
}

fn no_stranger_passes() -> Result<(), Failed> {
    let laws = [(places::UNION, "gdpr_transfers"), (places::BRITISH, "uk_transfers"), (places::SWISS, "ch_transfers")];
    for (law, policy) in laws {
        let (tried, passed) = law.strangers(&agree::policy(policy));
        same(passed, vec![])?;
        if tried < 150 {
            return Err(format!("{policy}: only {tried} flows").into());
        }
    }
    Ok(())
}

/// Sweeps the vocabulary under the law of the Union, of the United Kingdom and of Switzerland.
fn sweeps() -> [sweep::Swept; 3] {
    [
        sweep::UNION.sweep(&agree::policy("gdpr_transfers")),
        sweep::BRITISH.sweep(&agree::policy("uk_transfers")),
        sweep::SWISS.sweep(&agree::policy("ch_transfers")),
    ]
}

fn the_corpus_is_the_cases() -> Result<(), Failed> {
    let path = record::path("docs/cases/corpus.jsonl");
    let expected = corpus::corpus(&record::decided());
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        std::fs::write(&path, &expected)?;
    }
    same(corpus::faults(&expected, &record::text(&record::path("docs/cases/schema.json"))), vec![])?;
    match record::text(&path) == expected {
        true => Ok(()),
        false => Err("run `LEXLOCI_UPDATE=1 cargo test --test decided` to write docs/cases/corpus.jsonl".into()),
    }
}

/// An engine that always says unlawful is right where that was held; one that says nothing is never right.
fn an_engine_is_measured() -> Result<(), Failed> {
    let held = record::decided().iter().filter(|decided| decided.outcome.overall == "unlawful").count();
    let fares = |engine: &str| {
        let sums = Sums::of(&corpus::measured(record::decided(), engine));
        (sums.overall, sums.transfer, sums.lets_pass)
    };
    same(fares(r#"echo '{"overall": "unlawful"}'"#), (held, 0, 0))?;
    same(fares(r#"cat > /dev/null; echo '{"overall": "lawful"}'"#).2, held)?;
    same(fares("true"), (0, 0, 0))
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
