//! Names of several countries: what is said of them names no smaller group, and nothing is offered.

use super::*;

/// Areas as hosts, registers and contracts write them.
const AREAS: &[&str] = &[
    "EMEA",
    "Europe",
    "Western Europe",
    "Eastern Europe",
    "Central Europe",
    "Northern Europe",
    "Southern Europe",
    "North America",
    "South America",
    "Latin America",
    "Central America",
    "Americas",
    "AMER",
    "NAM",
    "NORAM",
    "LATAM",
    "LAC",
    "APAC",
    "APJ",
    "Asia",
    "Asia-Pacific",
    "Asia Pacific",
    "Southeast Asia",
    "South East Asia",
    "Oceania",
    "Africa",
    "Sub-Saharan Africa",
    "Middle East",
    "MENA",
    "MEA",
    "GCC",
    "ASEAN",
    "BRICS",
    "CIS",
    "CEE",
    "DACH",
    "Benelux",
    "Nordics",
    "Scandinavia",
    "Balkans",
    "Baltics",
    "Schengen",
    "Schengen Area",
    "Eurozone",
    "ANZ",
    "Caribbean",
    "Maghreb",
    "Greater China",
    "UK and Ireland",
    "UKI",
    "EU28",
    "EU-28",
    "EEA31",
    "EU15",
    "EU/UK",
    "Rest of World",
    "RoW",
    "Korea",
    "Congo",
    "Amérique du Nord",
    "Amérique du Sud",
    "Amérique latine",
    "Afrique",
    "Asie",
    "Océanie",
    "Moyen-Orient",
];

#[test]
fn areas_are_said_and_never_replaced() {
    let groups: Vec<&str> =
        include_str!("../../src/atlas/groups.csv").lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let words: Vec<String> = AREAS.iter().map(|area| (*area).to_owned()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    for words in [words, lower] {
        for (word, said) in words.iter().zip(in_flow(&words)) {
            assert_eq!(said.replacement, None, "{word}");
            assert!(said.help.contains("no place here"), "{word}: {}", said.help);
            let named: Vec<&str> = said.help.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
            // The Union of another day is said with what it had beside the one of today.
            let smaller =
                groups.iter().filter(|group| named.contains(group) && !said.help.contains("together with GB"));
            assert_eq!(smaller.count(), 0, "{word}: {}", said.help);
        }
    }
    let single: Vec<String> = AREAS
        .iter()
        .filter(|area| area.chars().all(|c| c.is_ascii_alphanumeric()))
        .map(|area| (*area).to_owned())
        .collect();
    for fact in ["s.place", "s"] {
        for (word, said) in single.iter().zip(in_policy(fact, &single)) {
            assert_eq!(said.replacement, None, "{word}");
            assert!(said.help.contains("no place here"), "{word}: {}", said.help);
        }
    }
    println!("areas: {} told", AREAS.len());
}

/// Words for the Union, the EEA or the whole world lead there.
#[test]
fn other_names_of_a_group_lead_to_it() {
    let names = [
        ("UE", "EU"),
        ("EU-27", "EU"),
        ("EU27", "EU"),
        ("European Union", "EU"),
        ("Union européenne", "EU"),
        ("eu", "EU"),
        ("EEE", "EEA"),
        ("EWR", "EEA"),
        ("European Economic Area", "EEA"),
        ("EU/EEA", "EEA"),
        ("Espace économique européen", "EEA"),
        ("AELE", "EFTA"),
        ("worldwide", "anywhere"),
        ("Global", "anywhere"),
        ("world", "anywhere"),
    ];
    let words: Vec<String> = names.iter().map(|(name, _)| (*name).to_owned()).collect();
    for ((name, group), said) in names.iter().zip(in_flow(&words)) {
        assert_eq!(said.replacement.as_deref(), Some(*group), "{name}");
    }
}
