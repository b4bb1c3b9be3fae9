//! Regions: whatever is offered for a wrong id is of the same provider and country.

use super::*;

/// One row of regions.csv, read without the engine.
struct Row {
    id: &'static str,
    provider: &'static str,
    own: &'static str,
    operator: &'static str,
    place: &'static str,
    label: String,
}

fn rows() -> Vec<Row> {
    let lines = include_str!("../../src/atlas/regions.csv").lines().skip(1);
    let rows = lines.map(|line| {
        let fields: Vec<&str> = line.splitn(5, ',').collect();
        let [id, operator, _, place, rest] = fields[..] else { panic!("{line}") };
        let label = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().expect("a label"),
            None => rest.split(',').next().expect("a label"),
        };
        let (provider, own) = id.split_once('/').expect("provider/id");
        Row { id, provider, own, operator, place, label: label.to_owned() }
    });
    rows.collect()
}

/// Returns the ids that stand in a text.
fn ids_in<'r>(text: &str, rows: &'r [Row]) -> Vec<&'r Row> {
    let words: BTreeSet<&str> = text.split(|c: char| !(c.is_ascii_alphanumeric() || "/-_".contains(c))).collect();
    rows.iter().filter(|row| words.contains(row.id)).collect()
}

/// Returns whether a policy reads it as one word.
fn is_one_word(word: &str) -> bool {
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.contains('/') && word.split('/').all(plain)
}

/// A trial in a policy and a flow: a word, and the row of which it is a form or a slip.
struct Trial<'r> {
    word: String,
    of: &'r Row,
    /// The provider that a replacement must have.
    provider: &'r str,
}

/// Puts every word to policy and flow. Returns how many words had a replacement, and those that had none.
fn keep_country_and_provider(trials: &[Trial<'_>], rows: &[Row]) -> (usize, Vec<String>) {
    let known: BTreeSet<String> = rows.iter().map(|row| row.id.to_ascii_lowercase()).collect();
    let wrong: Vec<&Trial<'_>> = trials.iter().filter(|t| !known.contains(&t.word.to_ascii_lowercase())).collect();
    let words: Vec<String> = wrong.iter().map(|trial| trial.word.clone()).collect();
    let one_word: Vec<String> = words.iter().filter(|word| is_one_word(word)).cloned().collect();
    let policy: BTreeMap<String, Said> = one_word.iter().cloned().zip(in_policy("s.region", &one_word)).collect();
    let mut counts = (0, vec![]);
    for (trial, said) in wrong.iter().zip(in_flow(&words)) {
        for said in [Some(&said), policy.get(&trial.word)].into_iter().flatten() {
            if let Some(replacement) = &said.replacement {
                let row = rows.iter().find(|row| row.id == replacement);
                let row = row.unwrap_or_else(|| panic!("{}: {replacement} is no region", trial.word));
                assert_eq!(row.provider, trial.provider, "{} became {}", trial.word, row.id);
                assert_eq!(row.place, trial.of.place, "{} became {}", trial.word, row.id);
                let operator = if trial.provider == trial.of.provider { trial.of.operator } else { row.operator };
                assert_eq!(row.operator, operator, "{} became {}", trial.word, row.id);
            }
            for row in ids_in(&said.help, rows) {
                assert_eq!(row.place, trial.of.place, "{}: {}", trial.word, said.help);
            }
        }
        match said.replacement {
            Some(_) => counts.0 += 1,
            None => counts.1.push(trial.word.clone()),
        }
    }
    counts
}

#[test]
fn slips_keep_country_and_provider() {
    let rows = rows();
    let slipped = rows.iter().flat_map(|row| slips(row.own).into_iter().map(move |slip| (row, slip)));
    let mut trials = Vec::new();
    for (row, slip) in slipped.step_by(EVERY) {
        trials.push(Trial { word: format!("{}/{slip}", row.provider), of: row, provider: row.provider });
    }
    let (offered, told) = keep_country_and_provider(&trials, &rows);
    let told = told.len();
    println!("slips of {} regions: {offered} with a replacement, {told} without", rows.len());
    assert!(offered > 5_000 / EVERY && told > 5_000 / EVERY, "{offered} {told}");
}

/// The same id at another provider, which may be none that the atlas knows.
#[test]
fn another_provider_stays_another() {
    let rows = rows();
    let known: BTreeSet<&str> = rows.iter().map(|row| row.provider).collect();
    let unknown =
        ["supabase", "heroku", "kamatera", "vercel", "render", "neon", "scalingo", "asw", "azur", "gpc", "hetzer"];
    let mut trials = Vec::new();
    for row in &rows {
        let others = known.iter().copied().chain(unknown).filter(|other| *other != row.provider);
        for provider in others.skip(row.own.len() % EVERY).step_by(EVERY) {
            trials.push(Trial { word: format!("{provider}/{}", row.own), of: row, provider });
        }
    }
    let (offered, told) = keep_country_and_provider(&trials, &rows);
    let told = told.len();
    println!("ids at another provider: {offered} with a replacement, {told} without");
    assert!(told > 9_000 / EVERY, "{offered} {told}");
}

/// Names that people use for a region: each leads to it, or to a text that names it.
#[test]
fn other_forms_lead_to_the_region() {
    let rows = rows();
    let habits = [
        ("aws", "amazon"),
        ("azure", "microsoft"),
        ("gcp", "google"),
        ("alibaba", "aliyun"),
        ("oracle", "oci"),
        ("ovhcloud", "ovh"),
        ("hetzner", "hcloud"),
        ("open-telekom-cloud", "otc"),
    ];
    let mut trials = Vec::new();
    for row in &rows {
        let mut add = |word: String| trials.push(Trial { word, of: row, provider: row.provider });
        for form in [format!("{}:{}", row.provider, row.own), format!("{}-{}", row.provider, row.own)] {
            add(form);
        }
        if let Some((_, other)) = habits.iter().find(|(provider, _)| *provider == row.provider) {
            add(format!("{other}/{}", row.own));
        }
        if row.provider == "aws" {
            add(format!("aws/{}", row.label));
            add(row.label.clone());
            for letter in ["a", "b", "c"] {
                add(format!("aws/{}{letter}", row.own));
            }
        }
        if row.provider == "gcp" {
            add(format!("gcp/{}-b", row.own));
        }
    }
    let (offered, told) = keep_country_and_provider(&trials, &rows);
    println!("other forms: {offered} with a replacement, {} without", told.len());
    assert_eq!(told, Vec::<String>::new());
}

/// A platform's name is no region of a policy; in a flow it is one of the cloud below and of who runs the platform.
#[test]
fn platforms_are_not_replaced_by_the_cloud_below() {
    let words = ["vercel/cdg1", "supabase/eu-central-1", "heroku/eu"].map(str::to_owned);
    for said in in_policy("s.region", &words) {
        assert_eq!(said.replacement, None);
        assert!(said.help.starts_with("a region is provider/id"), "{}", said.help);
    }
}

/// A bare id leads to the one provider that has it. Of several, each is named; none is offered.
#[test]
fn bare_ids() {
    let rows = rows();
    let mut by_id: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.own.contains('-') && row.own.contains(|c: char| c.is_ascii_lowercase())) {
        by_id.entry(row.own.to_ascii_lowercase()).or_default().push(row);
    }
    let words: Vec<String> = by_id.keys().cloned().collect();
    let (mut one, mut several) = (0, 0);
    for said in [in_flow(&words), in_policy("s.region", &words)] {
        for (said, (word, rows)) in said.iter().zip(&by_id) {
            match (&said.replacement, rows.as_slice()) {
                (Some(replacement), [row]) => {
                    assert_eq!(replacement, row.id);
                    one += 1;
                }
                (None, rows) => {
                    assert!(rows.iter().all(|row| said.help.contains(row.id)), "{word}: {}", said.help);
                    several += 1;
                }
                (Some(replacement), _) => panic!("{word} became {replacement}"),
            }
        }
    }
    println!("bare ids: {one} with a replacement, {several} told");
    assert!(one > 300 && several > 10, "{one} {several}");
}

/// Regions that the atlas lacks: of governments, of dedicated realms, retired ones, local zones, other clouds.
#[test]
fn what_the_atlas_lacks_is_not_replaced() {
    let lacking = [
        (
            "azure",
            "usdodwest usgovcalifornia usnateast usnatwest germanycentral germanynortheast eastusstg centraluseuap saudiarabiasouthcentral eastus4",
        ),
        (
            "aws",
            "us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isof-south-1 eu-isoe-west-1 us-east-3 eu-west-4 ap-west-1 eu-north-1-cph-1a us-east-1-scl-1a",
        ),
        ("gcp", "europe-west5 europe-west7 us-west8 u-france-east1 u-germany-northeast1"),
        (
            "oracle",
            "eu-crissier-1 eu-dcc-zurich-1 eu-dcc-milan-1 us-somerset-1 us-thames-1 ap-dcc-gazipur-1 me-dcc-muscat-1 us-newark-1",
        ),
        ("ovhcloud", "LIM ERI eu-west-lim eu-west-eri MUM"),
        ("ibm", "eu-fr us-west ca-mtl"),
        ("huawei", "eu-west-0 cn-northwest-1"),
        ("tencent", "ap-taipei me-saudi-arabia"),
        ("digitalocean", "atl2 ric1"),
    ];
    let words: Vec<String> =
        lacking.iter().flat_map(|(provider, ids)| ids.split(' ').map(move |id| format!("{provider}/{id}"))).collect();
    let rows = rows();
    for said in [in_flow(&words), in_policy("s.region", &words)] {
        for (word, said) in words.iter().zip(said) {
            assert_eq!(said.replacement, None, "{word}");
            assert!(!said.help.is_empty() && ids_in(&said.help, &rows).is_empty(), "{word}: {}", said.help);
        }
    }
    println!("regions that the atlas lacks: {} without a replacement", words.len());
}
