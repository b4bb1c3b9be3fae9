//! `lexloci atlas`.

use super::command::run;

#[test]
fn places_groups_regions_and_providers_are_told_with_their_sources() {
    let text = run(&["atlas", "place:US", "--on", "2024-01-01"]).succeeds();
    assert!(text.starts_with("US  "), "{text}");
    assert!(text.contains("only for recipients under dpf"), "{text}");
    assert!(!text.contains("safe_harbour"), "it ended in 2015: {text}");
    assert!(run(&["atlas", "US"]).succeeds().contains("safe_harbour"), "the history has it");

    let text = run(&["atlas", "region:AWS/EU-WEST-3"]).succeeds();
    assert!(text.contains("aws/eu-west-3 is in FR") && text.contains("verified]"), "{text}");

    let text = run(&["atlas", "group:EEA", "--on", "2019-06-01"]).succeeds();
    assert!(text.contains("GB is in EEA") && text.contains("NO is in EEA"), "{text}");
    assert!(!run(&["atlas", "group:EEA", "--on", "2021-06-01"]).succeeds().contains("GB is in EEA"));

    let text = run(&["atlas", "provider:cloudwatt", "--on", "2014-01-01"]).succeeds();
    assert!(text.contains("Orange (FR) 44.4 %"), "{text}");
}

#[test]
fn what_the_atlas_lacks_gets_a_hint() {
    assert!(run(&["atlas", "UK"]).fails(2).contains("did you mean `GB`?"));
    assert!(run(&["atlas", "region:aws/eu-wset-3"]).fails(2).contains("did you mean `aws/eu-west-3`?"));
    run(&["atlas", "provider:nobody"]).fails(2);
}

#[test]
fn what_is_from_memory_is_listed_and_counted() {
    let text = run(&["atlas", "--unverified"]).succeeds();
    let last = text.lines().last().unwrap();
    let listed = text.lines().count() - 1;
    assert!(last.starts_with(&format!("{listed} of ")), "{last}");
    assert!(text.lines().take(listed).all(|line| line.contains(", general]")));
    assert!(run(&["atlas"]).succeeds().contains("sha256:"));
}

#[test]
fn what_is_to_come_is_listed_by_day() {
    let text = run(&["atlas", "--upcoming", "--on", "2026-11-01"]).succeeds();
    assert_eq!(text, run(&["atlas", "--upcoming"]).succeeds(), "the month of the atlas is the default");
    let days: Vec<&str> = text.lines().skip(1).map(|line| line.split("  ").next().unwrap()).collect();
    assert!(days.is_sorted() && days.last() == Some(&"pending"), "{text}");
    assert!(text.contains("C-703/25 P"), "{text}");
    let sunset = |line: &str| line.starts_with("2031-12-28") && line.contains("C(2025) 8771");
    assert!(text.lines().any(sunset), "the day after the last one: {text}");
    assert!(!run(&["atlas", "--upcoming", "--on", "2031-12-28"]).succeeds().contains("C(2025) 8771"));
    run(&["atlas", "--upcoming", "US"]).fails(2);
}

#[test]
fn the_page_of_what_is_to_come_is_up_to_date() {
    let path = format!("{}/docs/upcoming.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("```text\n").unwrap();
    let (_, after) = rest.split_once("```\n").unwrap();
    let expected = format!("{before}```text\n{}```\n{after}", run(&["atlas", "--upcoming"]).succeeds());
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
}
