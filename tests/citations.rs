//! Checks that verdicts cite only what is in force on the day judged.
//!
//! The days are written here by hand, from the acts themselves: they are not read from the atlas.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

use lexloci::golden::{self, Case};
use lexloci::verdict::{Answer, Outcome, Severity, Verdict};
use lexloci::{Json, Modules, Options, Policy};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Sources, their first day and their last; an empty one is open.
const LIVES: &[(&str, &str, &str)] = &[
    ("GDPR", "2018-05-25", ""),
    ("EUDPR", "2018-12-11", ""),
    ("DIR_95_46", "1998-10-24", "2018-05-24"),
    ("SCC_2001", "2001-09-03", "2021-09-26"),
    ("SCC_2010", "2010-05-15", "2021-09-26"),
    ("SCC_2021", "2021-06-27", ""),
    ("ADEQ_US_SAFE_HARBOUR", "2000-07-26", "2015-10-05"),
    ("ADEQ_US_PRIVACY_SHIELD", "2016-07-12", "2020-07-15"),
    ("ADEQ_US_DPF", "2023-07-10", ""),
    ("ADEQ_GB", "2021-06-28", "2025-12-27"),
    ("ADEQ_GB_2025", "2025-12-19", "2031-12-27"),
    ("PATRIOT_ACT", "2001-10-26", "2020-03-14"),
    ("FISA", "2008-07-10", ""),
    ("CLOUD_ACT", "2018-03-23", ""),
    ("CN_INTELLIGENCE", "2017-06-28", ""),
    ("CN_DATA_SECURITY", "2021-09-01", ""),
    ("UK_GDPR", "2021-01-01", ""),
    ("UK_GDPR_2021", "2021-01-01", "2026-02-04"),
    ("UK_GDPR_2026", "2026-02-05", ""),
    ("DUAA", "2026-02-05", ""),
    ("UK_US", "2023-10-12", ""),
    ("FADP", "2023-09-01", ""),
];

fn parsed(text: &str) -> Policy {
    Policy::parse(text, &Modules::new()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn judged(policy: &Policy, flow: &str) -> Verdict {
    let flow: Json = flow.parse().expect("JSON");
    policy.check(&flow, &Options::default()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// Returns all that a verdict cites, each once and in order.
fn cited(verdict: &Verdict) -> BTreeSet<String> {
    let instances = verdict.instances.iter();
    let all = instances.flat_map(|instance| {
        let reasons = instance.because.iter().flat_map(|because| &because.cites);
        let excuses = instance.excused_by.iter().flatten().flat_map(|excuse| &excuse.cites);
        instance.cites.iter().chain(reasons).chain(excuses)
    });
    all.map(|cited| format!("{} {}", cited.source, cited.pin)).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => files(&path, found),
            path if path.extension().is_some_and(|kind| kind == "md") => found.push(path),
            _ => {}
        }
    }
}

/// Returns the golden cases of the shipped policies that have a flow.
fn cases() -> Vec<Case> {
    let mut found = vec![];
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut found);
    found.sort();
    let texts = found.iter().filter_map(|file| fs::read_to_string(file).ok());
    let cases = texts.filter_map(|text| golden::read(&text).ok()).flatten();
    cases.filter(|case| case.flow.is_some() && case.policy_at.is_none()).collect()
}

#[test]
fn a_source_is_cited_on_its_days_alone() {
    let policy = parsed(
        r#"loci 1
        source OLD is "The old act" through 2024-12-31
        source NEW is "The new act" at "https://example.org/new" from 2025-01-01
        source ALWAYS is "A book"
        set near = {FR [OLD 1; NEW 1]}
        policy dated version 1.0.0 "Dated" {
          rule near_by "Near by" [OLD 2; NEW 2; ALWAYS 2] for every s in storage require s in near
          exception far to near_by "Far" [OLD 3; NEW 3] when s.disclosed
        }"#,
    );
    let on = |day: &str, place: &str| {
        let flow = format!(r#"{{"as_of": "{day}", "storage": [{{"place": "{place}", "disclosed": true}}]}}"#);
        cited(&judged(&policy, &flow)).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(on("2024-12-31", "FR"), ["ALWAYS 2", "OLD 1", "OLD 2"]);
    assert_eq!(on("2025-01-01", "FR"), ["ALWAYS 2", "NEW 1", "NEW 2"]);
    assert_eq!(on("2024-12-31", "US"), ["ALWAYS 2", "OLD 2", "OLD 3"]);
    assert_eq!(on("2025-01-01", "US"), ["ALWAYS 2", "NEW 2", "NEW 3"]);
}

/// The laws that reach a company of the United States, by the day.
#[test]
fn exposure_cites_the_laws_of_the_day() {
    let text = "loci 1\nuse exposure\npolicy reach version 1.0.0 \"Reach\" {\n  rule out \"Out of reach\"\n    forbid provider is reached\n}\n";
    let policy = parsed(text);
    let on = |day: &str, seat: &str| {
        let flow = format!(r#"{{"as_of": "{day}", "provider": {{"seat": "{seat}", "ultimate_parent": "{seat}"}}}}"#);
        cited(&judged(&policy, &flow)).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(on("2005-01-01", "US"), ["PATRIOT_ACT 215"]);
    assert_eq!(on("2012-01-01", "US"), ["FISA 702", "PATRIOT_ACT 215"]);
    assert_eq!(on("2015-06-01", "US"), ["FISA 702"]);
    assert_eq!(on("2019-01-01", "US"), ["CLOUD_ACT 2713", "FISA 702", "PATRIOT_ACT 215"]);
    assert_eq!(on("2020-03-15", "US"), ["CLOUD_ACT 2713", "FISA 702"]);
    assert_eq!(on("2026-11-29", "US"), ["CLOUD_ACT 2713", "FISA 702"]);
    assert_eq!(on("2015-01-01", "CN"), ["CN_COUNTER_ESPIONAGE 22"]);
    assert_eq!(on("2022-01-01", "CN"), ["CN_COUNTER_ESPIONAGE 22", "CN_DATA_SECURITY 35", "CN_INTELLIGENCE 7"]);
    assert_eq!(on("2022-01-01", "GB"), ["GB_IPA 253", "GB_IPA 87"]);
    assert_eq!(on("2026-11-29", "FR"), [] as [&str; 0]);
}

/// No golden case of a shipped policy cites an act outside its life, and each of the lives is tried on both sides.
#[test]
fn no_case_cites_a_law_that_is_not_in_force() {
    let (mut seen, mut wrong) = (BTreeSet::new(), vec![]);
    for case in cases() {
        let flow: Json = case.flow.as_deref().unwrap_or_default().parse().expect("JSON");
        let Ok(verdict) = parsed(&case.policy).check(&flow, &case.options) else { continue };
        for cite in cited(&verdict) {
            let source = cite.split(' ').next().unwrap_or_default().to_owned();
            let life = LIVES.iter().find(|(known, ..)| *known == source);
            let Some((_, from, through)) = life else { continue };
            let day = verdict.as_of.as_str();
            if day < *from || (!through.is_empty() && day > *through) {
                wrong.push(format!("{} on {day}: {cite}", case.name));
            }
            seen.insert(source);
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
    assert!(seen.len() >= LIVES.len() - 2, "only {seen:?}");
}

/// Whatever the day, an instance that decides cites something: leaving out what is not in force leaves no reason without a law.
#[test]
fn every_deciding_instance_of_the_transfer_policies_cites_a_law() {
    let mut bare = vec![];
    for case in cases().into_iter().filter(|case| case.policy.contains("_transfers version")) {
        let flow: Json = case.flow.as_deref().unwrap_or_default().parse().expect("JSON");
        let Ok(verdict) = parsed(&case.policy).check(&flow, &case.options) else { continue };
        let outcome = match verdict.verdict {
            Answer::NonCompliant => Outcome::Violated,
            Answer::Compliant => Outcome::Satisfied,
            _ => continue,
        };
        let deciding = verdict.instances.iter().filter(|i| i.outcome == outcome && i.severity == Severity::Blocking);
        let without = deciding.filter(|instance| instance.cites.is_empty());
        bare.extend(without.map(|instance| format!("{} on {}: {}", case.name, verdict.as_of, instance.rule)));
    }
    assert_eq!(bare, [] as [String; 0]);
}
