//! No hint crosses a border or leads to another company: every name of the atlas, with letters wrong and in other forms,
//! and names that the atlas lacks, put to policies and flows. What is right is read from the tables themselves, from ISO 3166
//! as the crate `rust_iso3166` has it, and from small lists here.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test states what it expects, of lists that it has made"
)]

use lexloci::sorted::SortedMap;
use lexloci::{Json, Modules, Options, Policy, editor};
use std::collections::{BTreeMap, BTreeSet};

#[path = "hints/areas.rs"]
mod areas;
#[path = "hints/places.rs"]
mod places;
#[path = "hints/regions.rs"]
mod regions;

/// The step through the many slips and ids: 1 tries each, in three times the time.
const EVERY: usize = 3;

/// As many words at a time as have a diagnostic each.
const AT_A_TIME: usize = 90;

/// The message about one word, in a policy or a flow.
#[derive(Debug, Default)]
struct Said {
    /// The word that an editor puts in its place.
    replacement: Option<String>,
    /// The help, in which a replacement stands too.
    help: String,
}

/// Returns what is said of each word as a member of a set against which `fact` of a store is tested.
fn in_policy(fact: &str, words: &[String]) -> Vec<Said> {
    words.chunks(AT_A_TIME).flat_map(|words| in_one_policy(fact, words)).collect()
}

fn in_one_policy(fact: &str, words: &[String]) -> Vec<Said> {
    let head =
        format!("loci 1\npolicy p version 1.0.0 \"P\" {{ rule r \"R\" for every s in storage require {fact} in {{");
    let mut source = head;
    let mut starts = BTreeMap::new();
    for (index, word) in words.iter().enumerate() {
        source.push_str(if index == 0 { "" } else { ", " });
        starts.insert(source.len(), index);
        source.push_str(word);
    }
    source.push_str("} }\n");
    let mut said: Vec<Said> = words.iter().map(|_| Said::default()).collect();
    let mut fixes = Vec::new();
    for diagnostic in editor::diagnose(&source, &SortedMap::new()) {
        let Some(span) = diagnostic.span else { continue };
        let Some(index) = starts.get(&(span.start as usize)) else { continue };
        said[*index].help = diagnostic.help.clone().unwrap_or_default();
        if let Some(fix) = diagnostic.fix {
            said[*index].replacement = Some(fix.text.clone());
            fixes.push(fix);
        }
    }
    // Everything that is offered, taken at once, as an editor does: nothing is said of it again.
    let fixed = fixes.len();
    let mut mended = source;
    for fix in fixes.iter().rev() {
        mended.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
    }
    let left = editor::diagnose(&mended, &SortedMap::new()).iter().filter(|d| d.fix.is_some()).count();
    assert_eq!(left, 0, "of {fixed} replacements, in {mended}");
    said
}

/// Returns what is said of each word as a store of a flow.
fn in_flow(words: &[String]) -> Vec<Said> {
    let policy = Policy::parse(
        "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }",
        &Modules::new(),
    )
    .expect("the policy is right");
    words.chunks(AT_A_TIME).flat_map(|words| in_one_flow(&policy, words)).collect()
}

fn in_one_flow(policy: &Policy, words: &[String]) -> Vec<Said> {
    let text = serde_json::json!({"as_of": "2026-03-01", "storage": words}).to_string();
    let flow: Json = serde_json::from_str(&text).expect("JSON");
    let mut said: Vec<Said> = words.iter().map(|_| Said::default()).collect();
    let errors = policy.check(&flow, &Options::default()).err();
    // Too many groups of places in one flow is nothing that is said of a word.
    for error in errors.into_iter().flatten().filter(|error| error.code != "L0592") {
        let path = error.path.clone().unwrap_or_default();
        let index = path.strip_prefix("storage[").and_then(|rest| rest.split_once(']')?.0.parse::<usize>().ok());
        let Some(said) = index.and_then(|index| said.get_mut(index)) else { continue };
        said.help = error.help.clone().unwrap_or_default();
        let offered = said.help.strip_prefix("did you mean \"").and_then(|rest| rest.strip_suffix("\"?"));
        said.replacement = offered.map(str::to_owned);
    }
    // A name that is read as written needs no replacement: it is the region or the place itself.
    for (word, said) in words.iter().zip(&mut said).filter(|(_, said)| said.help.is_empty()) {
        let region = lexloci::atlas::region_written(word).map(|region| region.id.to_owned());
        said.replacement = region.or_else(|| lexloci::atlas::place_read(word).map(str::to_owned));
    }
    said
}

/// Returns a word with one letter left out, doubled, swapped with the next or changed.
fn slips(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = BTreeSet::new();
    for at in 0..letters.len() {
        let mut left_out = letters.clone();
        left_out.remove(at);
        let mut doubled = letters.clone();
        doubled.insert(at, letters[at]);
        all.extend([left_out, doubled].map(String::from_iter));
        if at + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            all.insert(String::from_iter(swapped));
        }
        for other in ['e', 's', 'u', '2'] {
            let mut changed = letters.clone();
            changed[at] = other;
            all.insert(String::from_iter(changed));
        }
    }
    all.remove(word);
    all
}

/// Right words are read, and wrong ones are seen: else the tests would pass without testing anything.
#[test]
fn what_is_right_is_said_nothing_of() {
    let words = ["aws/eu-west-3".to_owned(), "ovhcloud/GRA".to_owned()];
    assert!(in_policy("s.region", &words).iter().all(|said| said.help.is_empty()));
    assert!(in_flow(&words).iter().all(|said| said.help.is_empty()));
    let wrong = ["aws/eu-wset-3".to_owned(), "acme/1".to_owned()];
    for said in [in_policy("s.region", &wrong), in_flow(&wrong)] {
        assert_eq!(said[0].replacement.as_deref(), Some("aws/eu-west-3"));
        assert!(said[1].replacement.is_none() && !said[1].help.is_empty());
    }
}
