//! Places: whatever is offered for another spelling of a country is that country.

use super::*;
use rust_iso3166::{ALL, iso3166_2};

/// Codes and names of places.csv, read without the engine.
fn rows() -> Vec<(&'static str, String)> {
    let lines = include_str!("../../src/atlas/places.csv").lines().skip(1);
    lines
        .map(|line| {
            let (code, name) = line.split_once(',').expect("two fields");
            (code, name.trim_matches('"').to_owned())
        })
        .collect()
}

fn groups() -> Vec<&'static str> {
    include_str!("../../src/atlas/groups.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().expect("a name"))
        .collect()
}

/// Returns what is offered for each word in a flow, and in a policy where it is one word of the language there.
fn offered(words: &[String]) -> Vec<Option<String>> {
    let is_word = |word: &String| {
        word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let plain: Vec<String> = words.iter().filter(|word| is_word(word)).cloned().collect();
    let policy: BTreeMap<String, Said> = plain.iter().cloned().zip(in_policy("s.place", &plain)).collect();
    let flow = in_flow(words);
    let both = words.iter().zip(flow).map(|(word, said)| {
        if let Some(in_policy) = policy.get(word)
            && let (Some(flow), Some(policy)) = (&said.replacement, &in_policy.replacement)
            && !flow.contains('/')
        {
            assert_eq!(flow, policy, "{word}");
        }
        said.replacement
    });
    both.collect()
}

#[test]
fn codes_of_three_letters_are_hinted() {
    let known: BTreeSet<&str> = rows().iter().map(|row| row.0).collect();
    let words: Vec<String> = ALL.iter().map(|country| country.alpha3.to_owned()).collect();
    // NAM is also North America, BHS a region of OVHcloud: then nothing is offered but what the code means.
    let unsure = ["NAM"];
    let mut hinted = 0;
    for (country, offered) in ALL.iter().zip(offered(&words)) {
        assert!(known.contains(country.alpha2), "{}", country.alpha2);
        if !unsure.contains(&country.alpha3) {
            assert_eq!(offered.as_deref(), Some(country.alpha2), "{}", country.alpha3);
            hinted += 1;
        }
    }
    println!("codes of three letters: {hinted} hinted");
}

/// The names of ISO 3166-1, and those of the atlas, in other case.
#[test]
fn names_are_hinted() {
    let mut words: Vec<(String, &str)> = ALL.iter().map(|country| (country.name.to_owned(), country.alpha2)).collect();
    words.extend(rows().into_iter().map(|(code, name)| (name.to_uppercase(), code)));
    // Two countries, and a country whose name is that of a state of another.
    let unsure = ["CG", "CD", "GE"];
    words.retain(|(_, code)| !unsure.contains(code));
    let names: Vec<String> = words.iter().map(|(name, _)| name.clone()).collect();
    let missing: Vec<_> =
        words.iter().zip(offered(&names)).filter(|((_, code), near)| near.as_deref() != Some(*code)).collect();
    println!("names of countries: {} of {} hinted", names.len() - missing.len(), names.len());
    assert!(missing.is_empty(), "{missing:?}");
}

/// Names in French and in common use, of the countries that registers name most.
#[test]
fn french_names_are_hinted() {
    let words = [
        ("AE", "Émirats arabes unis"),
        ("AR", "Argentine"),
        ("AT", "Autriche"),
        ("AU", "Australie"),
        ("BE", "Belgique"),
        ("BG", "Bulgarie"),
        ("BR", "Brésil"),
        ("CA", "Canada"),
        ("CH", "Suisse"),
        ("CI", "Côte d’Ivoire"),
        ("CN", "Chine"),
        ("CZ", "République tchèque"),
        ("CZ", "Tchéquie"),
        ("DE", "Allemagne"),
        ("DK", "Danemark"),
        ("DZ", "Algérie"),
        ("EE", "Estonie"),
        ("ES", "Espagne"),
        ("FI", "Finlande"),
        ("FR", "France"),
        ("GB", "Royaume-Uni"),
        ("GR", "Grèce"),
        ("HR", "Croatie"),
        ("HU", "Hongrie"),
        ("IE", "Irlande"),
        ("IL", "Israël"),
        ("IN", "Inde"),
        ("IS", "Islande"),
        ("IT", "Italie"),
        ("JP", "Japon"),
        ("KR", "Corée du Sud"),
        ("LI", "Liechtenstein"),
        ("LT", "Lituanie"),
        ("LU", "Luxembourg"),
        ("LV", "Lettonie"),
        ("MA", "Maroc"),
        ("MT", "Malte"),
        ("MX", "Mexique"),
        ("NL", "Pays-Bas"),
        ("NO", "Norvège"),
        ("NZ", "Nouvelle-Zélande"),
        ("PL", "Pologne"),
        ("PT", "Portugal"),
        ("RO", "Roumanie"),
        ("RU", "Russie"),
        ("SE", "Suède"),
        ("SG", "Singapour"),
        ("SI", "Slovénie"),
        ("SK", "Slovaquie"),
        ("TN", "Tunisie"),
        ("TR", "Turquie"),
        ("UA", "Ukraine"),
        ("US", "États-Unis"),
        ("US", "Etats-Unis d'Amérique"),
        ("ZA", "Afrique du Sud"),
    ];
    let names: Vec<String> = words.iter().map(|(_, name)| (*name).to_owned()).collect();
    for ((code, name), offered) in words.iter().zip(offered(&names)) {
        assert_eq!(offered.as_deref(), Some(*code), "{name}");
    }
}

/// Parts of a State that the atlas counts as places of their own, by their codes of ISO 3166-2.
const APART: &[(&str, &str)] = &[
    ("CN-HK", "HK"),
    ("CN-MO", "MO"),
    ("CN-TW", "TW"),
    ("ES-CE", "ES-CE"),
    ("ES-CN", "ES-CN"),
    ("ES-GC", "ES-CN"),
    ("ES-ML", "ES-ML"),
    ("ES-TF", "ES-CN"),
    ("FI-01", "AX"),
    ("FR-971", "GP"),
    ("FR-972", "MQ"),
    ("FR-973", "GF"),
    ("FR-974", "RE"),
    ("FR-976", "YT"),
    ("FR-BL", "BL"),
    ("FR-MF", "MF"),
    ("FR-NC", "NC"),
    ("FR-PF", "PF"),
    ("FR-PM", "PM"),
    ("FR-TF", "TF"),
    ("FR-WF", "WF"),
    ("NL-AW", "AW"),
    ("NL-BQ1", "BQ"),
    ("NL-BQ2", "BQ"),
    ("NL-BQ3", "BQ"),
    ("NL-CW", "CW"),
    ("NL-SX", "SX"),
    ("NO-21", "SJ"),
    ("NO-22", "SJ"),
    ("PT-20", "PT-20"),
    ("PT-30", "PT-30"),
    ("US-AS", "AS"),
    ("US-GU", "GU"),
    ("US-MP", "MP"),
    ("US-PR", "PR"),
    ("US-UM", "UM"),
    ("US-VI", "VI"),
    ("FR-GP", "GP"),
    ("FR-GF", "GF"),
    ("FR-MQ", "MQ"),
    ("FR-RE", "RE"),
    ("FR-YT", "YT"),
    ("FR-LRE", "RE"),
    ("FR-MAY", "YT"),
    ("FR-GUA", "GP"),
];

/// Of what is in dispute nothing is said.
const DISPUTED: &[&str] = &["GE-AB", "RS-25", "RS-26", "RS-27", "RS-28", "RS-29", "RS-KM", "UA-40", "UA-43"];

#[test]
fn subdivisions_lie_in_their_country() {
    let known: BTreeSet<&str> = rows().iter().map(|row| row.0).collect();
    let all: Vec<&iso3166_2::Subdivision> = ALL
        .iter()
        .filter_map(|country| country.subdivisions())
        .flatten()
        .filter(|part| !known.contains(part.code))
        .collect();
    let words: Vec<String> = all.iter().map(|part| part.code.to_owned()).collect();
    let (mut hinted, mut silent) = (0, Vec::new());
    for (part, offered) in all.iter().zip(offered(&words)) {
        let apart = APART.iter().find(|(code, _)| *code == part.code);
        let right = apart.map_or(&part.code[..2], |(_, place)| place);
        match offered {
            Some(place) => {
                assert_eq!(place, right, "{} {}", part.code, part.name);
                assert!(!DISPUTED.contains(&part.code), "{}", part.code);
                hinted += 1;
            }
            None => silent.push(part.code),
        }
    }
    println!("subdivisions: {hinted} hinted, {} not: {silent:?}", silent.len());
    assert!(hinted > 4_900 && silent.len() < 120, "{hinted} {silent:?}");
}

/// Territories by the numbers of INSEE and by codes that ISO 3166-2 had before are never their State.
#[test]
fn territories_are_not_their_state() {
    let right = [
        ("FR-975", "PM"),
        ("FR-977", "BL"),
        ("FR-978", "MF"),
        ("FR-984", "TF"),
        ("FR-986", "WF"),
        ("FR-987", "PF"),
        ("FR-988", "NC"),
        ("GB-JSY", "JE"),
        ("GB-GSY", "GG"),
        ("GB-IOM", "IM"),
        ("CN-71", "TW"),
        ("FR-75", "FR"),
        ("FR-2A", "FR"),
        ("GB-ENG", "GB"),
        ("NO-31", "NO"),
    ];
    let words: Vec<String> = right.iter().map(|(word, _)| (*word).to_owned()).collect();
    for ((word, place), offered) in right.iter().zip(offered(&words)) {
        assert_eq!(offered.as_deref(), Some(*place), "{word}");
    }
}

/// A code that a country does not have is an error with help, and nothing is put in its place.
#[test]
fn codes_that_a_country_does_not_have_are_explained() {
    let wrong = [
        "FR-999", "FR-989", "FR-CP", "FR-96", "FR-00", "FR-X", "DE-XX", "DE-1", "DE-BYX", "GB-ZZZ", "US-XX", "US-00",
        "NL-BQ4", "FI-20", "NO-99", "PT-00", "ES-00", "CN-00", "AT-0", "PL-XX", "XK-01", "VA-01", "LT-ABC",
    ]
    .map(str::to_owned);
    for (word, said) in wrong.iter().zip(in_flow(&wrong)) {
        assert_eq!(said.replacement, None, "{word}");
        assert!(said.help.starts_with(&format!("{word} is no subdivision of ")), "{word}: {}", said.help);
    }
    for word in ["DK-FO", "DK-GL", "FR-DE"] {
        assert_eq!(offered(&[word.to_owned()]), [None], "{word}");
    }
}

/// Two countries with a hyphen are no part of the first.
#[test]
fn two_countries_are_no_subdivision() {
    let words: Vec<String> = ALL
        .iter()
        .step_by(6)
        .flat_map(|first| ALL.iter().map(move |second| format!("{}-{}", first.alpha2, second.alpha2)))
        .filter(|word| iso3166_2::from_code(word).is_none() && !APART.iter().any(|(code, _)| code == word))
        .collect();
    let hinted: Vec<_> = words.iter().zip(offered(&words)).filter(|(_, offered)| offered.is_some()).collect();
    println!("two countries with a hyphen: {} tried", words.len());
    assert!(words.len() > 8_000 && hinted.is_empty(), "{hinted:?}");
}

#[test]
fn slips_of_names_keep_the_country() {
    let mut names: BTreeMap<String, &str> = ALL.iter().map(|c| (c.name.to_owned(), c.alpha2)).collect();
    names.extend(rows().into_iter().map(|(code, name)| (name, code)));
    let mut all: BTreeSet<String> = names.keys().map(|name| name.to_lowercase()).collect();
    // The French and the German name of other countries.
    all.extend(["guyane", "sambia"].map(str::to_owned));
    let trials: Vec<(String, &str)> = names
        .iter()
        .flat_map(|(name, code)| slips(name).into_iter().map(|slip| (slip, *code)))
        .filter(|(slip, _)| !all.contains(&slip.to_lowercase()))
        .step_by(EVERY)
        .collect();
    let words: Vec<String> = trials.iter().map(|(slip, _)| slip.clone()).collect();
    let (mut hinted, mut silent) = (0, 0);
    for ((slip, code), offered) in trials.iter().zip(offered(&words)) {
        match offered {
            Some(place) => {
                assert_eq!(place, *code, "{slip}");
                hinted += 1;
            }
            None => silent += 1,
        }
    }
    println!("slips of names: {hinted} with a replacement, {silent} without");
    assert!(hinted > 5_000 / EVERY, "{hinted} {silent}");
}

/// A code is one letter from many others: none is offered for another.
#[test]
fn slips_of_codes_are_no_codes() {
    let alpha3: BTreeSet<&str> = ALL.iter().map(|country| country.alpha3).collect();
    let alpha2: BTreeSet<String> = ALL.iter().map(|country| country.alpha2.to_lowercase()).collect();
    // Habitual names of a country or the Union.
    let habits = [
        "1a", "ac", "dg", "ee", "eee", "el", "eu", "eus", "ewr", "ic", "prc", "ta", "ue", "uae", "uk", "usa", "xi",
        "xk",
    ];
    let words: BTreeSet<String> = ALL.iter().flat_map(|c| [slips(c.alpha2), slips(c.alpha3)]).flatten().collect();
    let words: Vec<String> = words
        .into_iter()
        .filter(|word| !alpha3.contains(word.as_str()) && !alpha2.contains(&word.to_lowercase()))
        .filter(|word| !habits.contains(&word.to_lowercase().as_str()))
        .collect();
    let hinted: Vec<_> = words.iter().zip(offered(&words)).filter(|(_, offered)| offered.is_some()).collect();
    println!("slips of codes: {} tried", words.len());
    assert!(words.len() > 2_000 && hinted.is_empty(), "{hinted:?}");
}

#[test]
fn slips_of_groups_stay_in_the_group() {
    let mut trials = Vec::new();
    for group in groups() {
        trials.extend(
            slips(group).into_iter().filter(|slip| !groups().contains(&slip.as_str())).map(|slip| (slip, group)),
        );
    }
    let words: Vec<String> = trials.iter().map(|(slip, _)| slip.clone()).collect();
    // These slips are what others call the Union or the EEA, or a country.
    let meant = [("EEE", "EEA"), ("UE", "EU")];
    for ((slip, group), offered) in trials.iter().zip(offered(&words)) {
        let Some(place) = offered.filter(|place| !place.eq_ignore_ascii_case(slip)) else { continue };
        let right = meant.iter().find(|(other, _)| other.eq_ignore_ascii_case(slip)).map_or(*group, |(_, group)| group);
        assert_eq!(place, right, "{slip}");
    }
    println!("slips of groups: {} tried", trials.len());
}
