//! Places and groups of places as people write them. Source: names.csv, which has the codes of three letters and the names
//! of ISO 3166-1 in English and French, in German as Unicode CLDR has them, other names in common use (Unicode CLDR), and of ISO 3166-2 the subdivisions whose
//! letters are also the code of a country.

use super::super::{Group, Place, table, tables};
use super::{Hint, folded, plain_letters};
use crate::nearest::distance;
use std::sync::OnceLock;

/// Other names of a place.
struct Names {
    /// Its code here.
    code: &'static str,
    /// Its code of three letters; empty where it has none.
    alpha3: &'static str,
    /// Other names, folded, apart by `|`.
    names: &'static str,
    /// The letters of subdivisions that are also codes of countries, two by two.
    parts: &'static str,
}

fn names() -> &'static [Names] {
    static NAMES: OnceLock<Vec<Names>> = OnceLock::new();
    NAMES.get_or_init(|| {
        table::parse(tables::NAMES, |row| {
            Some(Names { code: row.text()?, alpha3: row.text()?, names: row.text()?, parts: row.text()? })
        })
    })
}

/// Returns the names of places.csv, folded, in the order of the places.
fn own_names() -> &'static [String] {
    static OWN: OnceLock<Vec<String>> = OnceLock::new();
    OWN.get_or_init(|| Place::all().map(|place| folded(place.name())).collect())
}

/// Other names of groups. Each name means exactly the group, or less than it.
const GROUPS: &[(&str, &str)] = &[
    ("aele", "EFTA"),
    ("anywhere in world", "anywhere"),
    ("association europeenne de libre echange", "EFTA"),
    ("eea eu", "EEA"),
    ("eea 30", "EEA"),
    ("eea30", "EEA"),
    ("eee", "EEA"),
    ("espace economique europeen", "EEA"),
    ("eu 27", "EU"),
    ("eu eea", "EEA"),
    ("eu27", "EU"),
    ("european economic area", "EEA"),
    ("european free trade association", "EFTA"),
    ("european union", "EU"),
    ("ewr", "EEA"),
    ("europaische union", "EU"),
    ("europaischer wirtschaftsraum", "EEA"),
    ("global", "anywhere"),
    ("globally", "anywhere"),
    ("monde", "anywhere"),
    ("monde entier", "anywhere"),
    ("ue", "EU"),
    ("ue eee", "EEA"),
    ("ue 27", "EU"),
    ("union europeenne", "EU"),
    ("weltweit", "anywhere"),
    ("world", "anywhere"),
    ("worldwide", "anywhere"),
];

/// Names that stand for several countries, with a description. No group of the atlas is meant by them.
const AREAS: &[(&str, &str)] = &[
    ("africa", "a continent"),
    ("afrique", "a continent"),
    ("amer", "the Americas"),
    ("america", "a continent, or one of its countries"),
    ("americas", "North and South America"),
    ("amerique", "a continent, or one of its countries"),
    ("amerique du nord", "a part of a continent"),
    ("amerique du sud", "a continent"),
    ("amerique latine", "a part of a continent"),
    ("anz", "two countries of Oceania"),
    ("apac", "Asia and the Pacific"),
    ("apj", "Asia, the Pacific and Japan"),
    ("apjc", "Asia, the Pacific, Japan and China"),
    ("asean", "an association of countries in Asia"),
    ("asia", "a continent"),
    ("asia pacific", "Asia and the Pacific"),
    ("asie", "a continent"),
    ("asien", "a continent"),
    ("asie pacifique", "Asia and the Pacific"),
    ("australasia", "a part of Oceania"),
    ("balkans", "a part of Europe"),
    ("baltics", "a part of Europe"),
    ("benelux", "three countries of Europe"),
    ("brics", "an association of countries"),
    ("caribbean", "a part of the Americas"),
    ("cee", "Central and Eastern Europe"),
    ("central america", "a part of the Americas"),
    ("central europe", "a part of Europe"),
    ("cis", "an association of countries"),
    ("congo", "a name of two countries: CG (Brazzaville) and CD (Kinshasa)"),
    ("coree", "a name of two countries: KR (South) and KP (North)"),
    ("dach", "three countries of Europe"),
    ("east asia", "a part of a continent"),
    ("eastern europe", "a part of Europe"),
    ("eea31", "the EEA together with GB, as until 2020"),
    ("eea 31", "the EEA together with GB, as until 2020"),
    ("emea", "Europe, the Middle East and Africa"),
    ("eu 28", "the EU together with GB, as until 2020"),
    ("eu28", "the EU together with GB, as until 2020"),
    ("eu 15", "the Member States of 1995 to 2004, GB among them"),
    ("eu15", "the Member States of 1995 to 2004, GB among them"),
    ("eu and uk", "the EU together with GB"),
    ("eu uk", "the EU together with GB"),
    ("eur", "Europe, or a currency"),
    ("europa", "a continent, which is more than the Union"),
    ("europe", "a continent, which is more than the Union"),
    ("eurozone", "the countries of a currency"),
    ("gcc", "an association of countries"),
    ("georgia", "a name of two: GE, the country, and a state of US"),
    ("georgie", "a name of two: GE, the country, and a state of US"),
    ("great china", "several places in Asia"),
    ("greater china", "several places in Asia"),
    ("iberia", "a part of Europe"),
    ("korea", "a name of two countries: KR (South) and KP (North)"),
    ("lac", "Latin America and the Caribbean"),
    ("latam", "Latin America"),
    ("latin america", "a part of the Americas"),
    ("maghreb", "a part of Africa"),
    ("mea", "the Middle East and Africa"),
    ("mena", "the Middle East and North Africa"),
    ("middle east", "a part of a continent"),
    ("moyen orient", "a part of a continent"),
    ("nam", "North America, or Namibia (NA)"),
    ("namer", "North America"),
    ("noram", "North America"),
    ("nordic", "a part of Europe"),
    ("nordics", "a part of Europe"),
    ("north africa", "a part of a continent"),
    ("north america", "a part of a continent"),
    ("northern america", "a part of a continent"),
    ("northern europe", "a part of Europe"),
    ("oceania", "a continent"),
    ("oceanie", "a continent"),
    ("pacific", "the countries of an ocean"),
    ("proche orient", "a part of a continent"),
    ("rest of world", "what others do not name"),
    ("row", "the rest of the world: what others do not name"),
    ("scandinavia", "a part of Europe"),
    ("schengen", "countries without controls at their borders, some of them outside the Union"),
    ("schengen area", "countries without controls at their borders, some of them outside the Union"),
    ("south america", "a continent"),
    ("south asia", "a part of a continent"),
    ("south east asia", "a part of a continent"),
    ("southeast asia", "a part of a continent"),
    ("saint martin", "a name of two: MF, which is French, and SX, which is Dutch"),
    ("southern africa", "a part of a continent"),
    ("southern europe", "a part of Europe"),
    ("st martin", "a name of two: MF, which is French, and SX, which is Dutch"),
    ("sub saharan africa", "a part of a continent"),
    ("uk and ireland", "two countries: GB and IE"),
    ("uk i", "two countries: GB and IE"),
    ("uki", "two countries: GB and IE"),
    ("western europe", "a part of Europe"),
];

/// Subdivisions of ISO 3166-2 that the atlas treats as places of their own, also by the numbers of INSEE for France and by codes
/// that ISO 3166-2 had before.
const APART: &[(&str, &str)] = &[
    ("CN-71", "TW"),
    ("CN-91", "HK"),
    ("CN-92", "MO"),
    ("CN-HK", "HK"),
    ("CN-MO", "MO"),
    ("CN-TW", "TW"),
    ("ES-GC", "ES-CN"),
    ("ES-TF", "ES-CN"),
    ("FI-01", "AX"),
    ("FR-971", "GP"),
    ("FR-972", "MQ"),
    ("FR-973", "GF"),
    ("FR-974", "RE"),
    ("FR-975", "PM"),
    ("FR-976", "YT"),
    ("FR-977", "BL"),
    ("FR-978", "MF"),
    ("FR-984", "TF"),
    ("FR-986", "WF"),
    ("FR-987", "PF"),
    ("FR-988", "NC"),
    ("FR-BL", "BL"),
    ("FR-GF", "GF"),
    ("FR-GP", "GP"),
    ("FR-GUA", "GP"),
    ("FR-LRE", "RE"),
    ("FR-MAY", "YT"),
    ("FR-MF", "MF"),
    ("FR-MQ", "MQ"),
    ("FR-NC", "NC"),
    ("FR-PF", "PF"),
    ("FR-PM", "PM"),
    ("FR-RE", "RE"),
    ("FR-TF", "TF"),
    ("FR-WF", "WF"),
    ("FR-YT", "YT"),
    ("GB-GSY", "GG"),
    ("GB-IOM", "IM"),
    ("GB-JSY", "JE"),
    ("NL-AW", "AW"),
    ("NL-BQ1", "BQ"),
    ("NL-BQ2", "BQ"),
    ("NL-BQ3", "BQ"),
    ("NL-CW", "CW"),
    ("NL-SX", "SX"),
    ("NO-21", "SJ"),
    ("NO-22", "SJ"),
    ("US-AS", "AS"),
    ("US-GU", "GU"),
    ("US-MP", "MP"),
    ("US-PR", "PR"),
    ("US-UM", "UM"),
    ("US-VI", "VI"),
];

/// Subdivisions whose country is disputed: there is no hint for them.
const DISPUTED: &[&str] = &["GE-AB", "RS-25", "RS-26", "RS-27", "RS-28", "RS-29", "RS-KM", "UA-40", "UA-43"];

/// The longest word that can be a name.
const LONGEST: usize = 64;

/// The shortest name that a misspelt word can mean: shorter ones are too close to each other.
const SHORTEST_MISSPELT: usize = 5;

/// The shortest group that a misspelt word can mean.
const SHORTEST_MISSPELT_GROUP: usize = 8;

/// Suggests the meaning of a word that is no place and no group: `GB` for `UK`, `DE` for `DEU`, `Allemagne` and
/// `DE-BY`, `EU` for `UE`. A name of several countries is explained, and nothing is suggested in its place.
pub fn place_hint(word: &str) -> Option<Hint> {
    let word = word.trim();
    let name = folded(word);
    if name.is_empty() {
        return None;
    }
    if let Some(what) = area(&name) {
        let shown: String = word.chars().take(40).collect();
        return Some(Hint::Explained(format!(
            "{shown} is {what}, and no place here: name the countries that are meant"
        )));
    }
    let meant = other_case(word).or_else(|| group_named(&name)).or_else(|| of_three_letters(word));
    let meant = meant.or_else(|| named(&name)).or_else(|| state_of(word));
    if meant.is_none()
        && let Some((state, part)) = subdivision(word)
        && let Some(place) = Place::from_code(state)
        && !is_country(part)
        && !has_part(state, part)
    {
        return Some(Hint::Explained(format!(
            "{word} is no subdivision of {}: write {state} if all of it is meant, or the code of the territory",
            place.name()
        )));
    }
    meant.or_else(|| misspelt(&name)).map(Hint::Meant)
}

/// Finds a code or the name of a group in other case: `fr`, `pt_20`, `eea`.
fn other_case(word: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String { text.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect() };
    let upper = word.to_ascii_uppercase();
    if let Some(place) = Place::from_code(&upper) {
        return Some(place.code());
    }
    let long = Place::all().map(Place::code).filter(|code| code.len() > 2);
    let mut all = long.chain(Group::all().map(Group::name));
    let written = plain(word);
    all.find(|name| plain(name).eq_ignore_ascii_case(&written))
}

fn group_named(name: &str) -> Option<&'static str> {
    let found = GROUPS.iter().find(|(other, _)| *other == name);
    found.map(|(_, group)| *group)
}

/// Finds the place with a code of three letters, `DEU`. Capitals only: in lower case such a code is often another word.
fn of_three_letters(word: &str) -> Option<&'static str> {
    let found = names().iter().find(|place| place.alpha3.len() == 3 && place.alpha3 == word);
    found.map(|place| place.code)
}

/// Returns whether folding keeps all that a word says: it drops letters of other scripts and the signs of footnotes.
fn is_whole(word: &str) -> bool {
    let is_kept = |letter: char| {
        letter.is_ascii_alphanumeric()
            || letter.is_whitespace()
            || plain_letters(letter).is_some()
            || "-‐‑–_'’‘`.,&()".contains(letter)
    };
    word.chars().all(is_kept)
}

/// Returns whether a word stands for several countries, and for no group of the atlas.
#[cfg(feature = "readers")]
pub(crate) fn is_area(word: &str) -> bool {
    area(&folded(word)).is_some()
}

/// Describes what a folded name is, where it stands for several countries.
fn area(name: &str) -> Option<&'static str> {
    AREAS.iter().find(|(area, _)| *area == name).map(|(_, what)| *what)
}

/// Returns the place or group that a flow means by a word that is no code: a name in English, French or German, a code of three
/// letters, a subdivision. Two letters are a code in capitals alone. A name of several places, or near to one, means none.
pub fn place_read(word: &str) -> Option<&'static str> {
    let name = folded(word);
    let is_small_code = word.trim().len() < 3 && word.bytes().any(|byte| byte.is_ascii_lowercase());
    if name.is_empty() || is_small_code || area(&name).is_some() || !is_whole(word) {
        return None;
    }
    let word = word.trim();
    group_named(&name).or_else(|| of_three_letters(word)).or_else(|| named(&name)).or_else(|| state_of(word))
}

/// Returns the place or group that a word of a register means: a code in either case, a name in English or French, a
/// subdivision. A name that is only near to one means none.
pub fn place_written(word: &str) -> Option<&'static str> {
    let word = word.trim();
    let name = folded(word);
    if name.is_empty() || area(&name).is_some() || !is_whole(word) {
        return None;
    }
    let code = other_case(word).or_else(|| group_named(&name)).or_else(|| of_three_letters(word));
    code.or_else(|| named(&name)).or_else(|| state_of(word))
}

/// Returns the place with this name in English or French, ignoring case and accents.
pub fn place_named(name: &str) -> Option<&'static str> {
    named(&folded(name))
}

/// Returns the place with this folded name.
fn named(name: &str) -> Option<&'static str> {
    let other = names().iter().find(|place| place.names.split('|').any(|other| other == name));
    let other = other.map(|place| place.code);
    other.or_else(|| Place::all().zip(own_names()).find(|(_, own)| *own == name).map(|(place, _)| place.code()))
}

/// Returns the place that contains a subdivision of ISO 3166-2: `DE` for `DE-BY`.
///
/// Two codes of countries with a hyphen are a subdivision only where ISO 3166-2 has it: `FR-DE` is none. Nor is a code that
/// the country does not have: `FR-999` may be a territory apart from it.
fn state_of(word: &str) -> Option<&'static str> {
    let (state, part) = subdivision(word)?;
    if let Some((_, apart)) = APART.iter().find(|(other, _)| *other == word) {
        return Some(apart);
    }
    let row = names().iter().find(|row| row.code == state)?;
    let known = row.parts.as_bytes().chunks(2).any(|known| known == part.as_bytes());
    ((known || !is_country(part)) && has_part(row.code, part) && !DISPUTED.contains(&word)).then_some(row.code)
}

/// Returns whether the letters after a hyphen are also the code of a country, or that of the Union.
fn is_country(part: &str) -> bool {
    Place::from_code(part).is_some() || part == "EU" || of_three_letters(part).is_some()
}

/// Splits a word that has the form of a subdivision into the code of its country and its own.
fn subdivision(word: &str) -> Option<(&str, &str)> {
    let (state, part) = word.split_once('-')?;
    let capital = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_one = state.len() == 2 && (1..=3).contains(&part.len()) && capital(state) && capital(part);
    is_one.then_some((state, part))
}

/// Returns whether a country has subdivisions with such a code, by subdivisions.csv: codes, ranges of numbers, and forms in
/// which `@` is any letter and `#` any digit. Source: ISO 3166-2, with the counties of Norway since 2024 and `FR-75`, which it had
/// until 2021. Clipperton (`FR-CP`) is left out: the treaties do not name it.
fn has_part(state: &str, part: &str) -> bool {
    let mut rows = include_str!("subdivisions.csv").lines().filter_map(|line| line.split_once(','));
    let forms = rows.find(|(code, _)| *code == state).map_or("", |(_, forms)| forms);
    let is_of = |form: &str| match form.split_once('-') {
        Some((first, last)) => {
            part.len() == first.len()
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && (first..=last).contains(&part)
        }
        None => {
            let mut signs = form.bytes().zip(part.bytes());
            form.len() == part.len()
                && signs.all(|(sign, byte)| match sign {
                    b'@' => byte.is_ascii_uppercase(),
                    b'#' => byte.is_ascii_digit(),
                    _ => sign == byte,
                })
        }
    };
    forms.split(' ').any(is_of)
}

/// Returns the place or group whose name is one letter away, where no other is nearly as near. Codes are never
/// compared.
fn misspelt(name: &str) -> Option<&'static str> {
    let is_name = name.split(' ').any(|word| word.len() > 3);
    if name.len() < SHORTEST_MISSPELT || name.len() > LONGEST || !is_name {
        return None;
    }
    let mut near = Near { name, offered: None, all: vec![] };
    for group in Group::all().map(Group::name).filter(|group| group.len() >= SHORTEST_MISSPELT_GROUP) {
        near.compare(&folded(group), group);
    }
    for (place, own) in Place::all().zip(own_names()) {
        near.compare(own, place.code());
    }
    for row in names() {
        row.names.split('|').for_each(|other| near.compare(other, row.code));
    }
    near.offered.filter(|code| near.all.iter().all(|other| other == code))
}

/// The candidates for a misspelt name.
struct Near<'a> {
    name: &'a str,
    /// A place or group whose name is one letter away.
    offered: Option<&'static str>,
    /// Every one whose name is at most two letters away.
    all: Vec<&'static str>,
}

impl Near<'_> {
    fn compare(&mut self, other: &str, code: &'static str) {
        if other.len() < 4 || other.len().abs_diff(self.name.len()) > 2 {
            return;
        }
        let apart = distance(self.name, other);
        if apart <= 2 {
            self.all.push(code);
        }
        if apart == 1 && other.len() >= SHORTEST_MISSPELT {
            self.offered = Some(code);
        }
    }
}
