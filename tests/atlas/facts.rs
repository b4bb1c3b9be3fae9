//! Every fact in one form, and how many of them are from memory only.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Facts that nobody has looked up yet. May only fall: lower it whenever it does.
const FROM_MEMORY: usize = 58;
/// The same of vendors, most of them who owns one.
const VENDORS_FROM_MEMORY: usize = 554;

#[test]
fn facts_from_memory_only_become_fewer() {
    let unsure = facts().filter(|fact| fact.confidence == Confidence::General);
    let (vendors, others): (Vec<_>, Vec<_>) = unsure.partition(|fact| fact.subject.starts_with("vendor:"));
    assert_eq!(others.len(), FROM_MEMORY, "look facts up, then lower this number");
    assert_eq!(vendors.len(), VENDORS_FROM_MEMORY, "look facts up, then lower this number");
}

#[test]
fn every_fact_says_something_and_names_its_source() {
    let mut seen = BTreeSet::new();
    for fact in facts() {
        assert!(source(fact.source).is_some(), "{fact:?}");
        assert!(!fact.says.is_empty() && fact.says == fact.says.trim(), "{fact:?}");
        let key = (fact.subject.clone(), fact.says.clone(), fact.window.from);
        assert!(seen.insert(key), "twice: {fact:?}");
        let (kind, name) = fact.subject.split_once(':').expect("kind:name");
        let known = match kind {
            "place" => Place::from_code(name).is_some(),
            "group" => Group::from_name(name).is_some(),
            "region" => region(name).is_some() || multi_region(name).is_some(),
            "provider" => !provider(name).is_empty(),
            "vendor" => vendor(name).is_some(),
            "instrument" => instruments().iter().any(|i| i.id == name),
            _ => false,
        };
        assert!(known, "{fact:?}");
    }
}

#[test]
fn no_table_is_forgotten() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for fact in facts() {
        let kind = fact.subject.split(':').next().unwrap_or_default().to_owned();
        *kinds.entry(kind).or_default() += 1;
    }
    assert_eq!(kinds["region"], regions().len() + multi_regions().len());
    assert_eq!(kinds["provider"], providers().len());
    assert!(kinds["vendor"] >= vendors().len() + companies().len());
    let places = 254 + territories().len() + adequacy().len() + localisation_laws().len();
    assert!(kinds["place"] > places + 200);
    assert!(kinds["instrument"] >= instruments().len());
    assert_eq!(kinds["group"], 2, "the laws of the Union");
}

#[test]
fn what_is_known_of_a_place_on_a_day() {
    let on = |subject: &str, date: &str| -> Vec<String> {
        facts().filter(|fact| fact.subject == subject && fact.window.holds(day(date))).map(|fact| fact.says).collect()
    };
    let us = on("place:US", "2022-01-01");
    assert!(us.iter().any(|says| says == "is United States"));
    assert!(us.iter().any(|says| says == "belongs to FIVE_EYES"));
    assert!(us.iter().any(|says| says.contains("CLOUD Act")));
    assert!(!us.iter().any(|says| says.starts_with("is adequate")));
    let later = on("place:US", "2023-07-10");
    let adequate = later.iter().find(|says| says.starts_with("is adequate"));
    assert!(adequate.is_some_and(|says| says.starts_with("is adequate with dpf or dpf_hr: ")));
    let cloudwatt = on("provider:cloudwatt", "2014-01-01");
    assert_eq!(cloudwatt.len(), 1);
    assert!(cloudwatt[0].contains("44.40% held by Orange (FR)"));
}
