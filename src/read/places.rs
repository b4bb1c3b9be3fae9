//! Places as tables write them: several in a cell, a city before its country, a remark in brackets.
//!
//! A place is read where all of its text is understood. `Switzerland (access from India)` is no place that is known: what
//! stands in the brackets may be another one.

use super::words::plain;
use crate::atlas::{self, Group, Place, Spot};

/// The separators of places within one cell, besides the comma.
const BETWEEN: [&str; 9] = [" / ", "/", ";", "\n", " and ", " et ", " & ", " + ", "|"];

/// The most characters of a place, and the most words of a city or an area in front of its country.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 6;

/// Words in lower case that are parts of the names of cities.
const PARTICLES: &[&str] = &["am", "an", "de", "del", "der", "des", "di", "do", "du", "la", "le", "of", "sur", "upon"];

/// Words that turn what follows them into its contrary.
const CONTRARY: &[&str] =
    &["ausser", "ex", "except", "excluding", "hors", "nicht", "no", "non", "not", "ohne", "outside", "sauf", "without"];

/// Returns the places that a cell names, each as a flow writes it; `None` for one of whose text something is not understood.
///
/// `Dublin, Ireland` is one place, and `US, Germany` are two: before a comma may stand what lies in the place after it. A city that fills
/// the cell is the country that alone has a large city of this name.
///
/// Two letters after a town are a country where the atlas knows the town there, or where no state and no province has them:
/// `Wilmington, DE` is in Delaware, and `Lebanon, PA` in Pennsylvania.
pub(super) fn places(cell: &str) -> Vec<Option<&'static str>> {
    let mut found = Vec::new();
    let mut is_after_town = false;
    for part in parts(cell) {
        let pieces: Vec<&str> = apart(part, ",").into_iter().filter(|piece| !piece.is_empty()).collect();
        let mut read: Vec<Option<&str>> = pieces.iter().map(|piece| place(piece)).collect();
        if is_ambiguous(&pieces, is_after_town) {
            found.push(None);
            continue;
        }
        if may_be_address(&pieces, &read) {
            found.push(None);
            continue;
        }
        is_after_town = matches!((pieces.as_slice(), read.as_slice()), ([_], [None]));
        // Of a list with codes of states, no code is one of a country for certain.
        if read.contains(&None)
            && pieces.iter().all(|piece| is_code(piece))
            && pieces.iter().any(|piece| may_be_state(piece))
        {
            read = vec![None];
        }
        match (pieces.split_last(), read.last()) {
            (Some((_, [_, ..])), _) if place(part).is_some() => found.push(place(part)),
            (Some((_, before)), Some(Some(last)))
                if read.contains(&None) && before.iter().all(|piece| lies_in(piece, last)) =>
            {
                found.push(Some(*last));
            }
            (Some(_), _) => found.extend(read),
            (None, _) => {}
        }
    }
    if found.is_empty() {
        found.push(None);
    }
    found.dedup();
    match (found.as_slice(), super::cities::countries(cell)) {
        ([None], [country]) => vec![Some(*country)],
        _ => found,
    }
}

/// Returns the country of the region in brackets behind the name of its cloud: `AWS (eu-west-3)`.
pub(super) fn of_region_behind(name: &str) -> Option<&'static str> {
    let (cloud, own) = name.trim().strip_suffix(')')?.split_once('(')?;
    let key = atlas::vendor_named(cloud)?.vendor.key;
    let id = format!("{key}/{}", own.trim());
    atlas::regions().iter().find(|region| region.id == id).map(|region| region.place.code())
}

/// Returns whether two letters at the end of a part follow a town that is not known to lie in the country with this code, while they
/// may be those of a state or a province around it: `Wilmington, DE`, `Mumbai, MH`.
fn is_ambiguous(pieces: &[&str], is_after_town: bool) -> bool {
    let Some((last, before)) = pieces.split_last() else { return false };
    let Some(country) = named(last).filter(|_| is_code(last) && last.len() == 2) else { return false };
    let Some(town) = before.last() else { return is_after_town && may_be_state(last) };
    let town = town.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
    let is_part_there = |of: &&str| atlas::place_written(&format!("{of}-{last}")) == Some(*of);
    let is_elsewhere = || atlas::places_of_city(town).iter().any(is_part_there);
    !is_code(town) && named(town) != Some(country) && !has_site(town, country) && (may_be_state(last) || is_elsewhere())
}

/// Returns whether everything in front of a country may be a state of it: `CA, USA` is California, or Canada and the States.
fn may_be_address(pieces: &[&str], read: &[Option<&str>]) -> bool {
    let (Some((_, before)), Some(Some(last))) = (pieces.split_last(), read.last()) else { return false };
    let is_state = |piece: &&str| is_code(piece) && is_part(piece, last);
    let is_other = before.iter().zip(read).any(|(_, place)| place.is_some_and(|place| place != *last));
    OF_STATES.contains(last) && is_other && before.iter().all(is_state)
}

/// Returns whether one of the pieces of a list or an address has the letters of a state and those of another country.
pub(super) fn has_letters_of_state(text: &str) -> bool {
    text.split(',')
        .map(str::trim)
        .any(|piece| piece.len() == 2 && is_code(piece) && may_be_state(piece) && named(piece).is_some())
}

/// The countries in whose addresses the letters of a state or a province stand behind a comma after the town.
const OF_STATES: [&str; 3] = ["US", "CA", "AU"];

/// Returns whether the code of a country is that of a state or a province too.
fn may_be_state(code: &str) -> bool {
    let is_other = |of: &&str| *of != code && atlas::place_written(&format!("{of}-{code}")) == Some(*of);
    OF_STATES.iter().any(is_other)
}

/// Returns whether a piece has the form of a code: two or three capitals.
fn is_code(piece: &str) -> bool {
    (2..=3).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns the place that the last piece of an address is, by its name or its code.
pub(super) fn country(words: &str) -> Option<&'static str> {
    let code = named(words.trim_matches(['.', ' ']))?;
    let is_place = Place::from_code(code).is_some();
    (is_place && !(is_code(words) && may_be_state(words))).then_some(code)
}

/// Splits a text at the separators outside its brackets, and leaves out what is empty.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = vec![text.trim()];
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| apart(part, between)).collect();
    }
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// Splits a text at a separator outside its brackets.
fn apart<'t>(text: &'t str, between: &str) -> Vec<&'t str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && at >= start && text.get(at..).is_some_and(|rest| rest.starts_with(between)) => {
                pieces.extend(text.get(start..at).map(str::trim));
                start = at + between.len();
            }
            _ => {}
        }
    }
    pieces.extend(text.get(start..).map(str::trim));
    pieces
}

/// Returns the place that words mean, with what stands in brackets after it where that means the same or lies in it.
fn place(words: &str) -> Option<&'static str> {
    let words = emphasised(words);
    if words.len() > LONGEST {
        return None;
    }
    if let Some(place) = named(words) {
        return Some(place);
    }
    let (text, flags) = without_flags(words);
    let (outside, inside) = brackets(&text)?;
    if flags.is_empty() && inside.is_empty() {
        return None;
    }
    let is_same = |place: &str| flags.iter().all(|flag| named(flag) == Some(place));
    match named(&outside) {
        Some(place) => {
            let is_fit = |remark: &&str| is_harmless(remark, place) || super::mechanisms::is_mechanism(remark);
            (is_same(place) && inside.iter().all(is_fit)).then_some(place)
        }
        // A city, and its country in brackets.
        None => match inside.as_slice() {
            [country] => named(country).filter(|place| is_same(place) && has_site(&outside, place)),
            _ => None,
        },
    }
}

/// Returns the place that words without brackets mean.
fn named(words: &str) -> Option<&'static str> {
    let is_anywhere =
        matches!(plain(words).as_str(), "worldwide" | "global" | "globally" | "anywhere" | "monde" | "mondial");
    if is_anywhere { Some("anywhere") } else { atlas::place_written(words).or_else(|| place_of_region(words)) }
}

/// Returns the country of the region that an id means in every cloud that has one: `eu-central-1`.
fn place_of_region(words: &str) -> Option<&'static str> {
    let is_id = words.contains('-') && !words.bytes().any(|byte| byte.is_ascii_uppercase());
    let own = |id: &str| id.split_once('/').is_some_and(|(_, own)| own == words);
    let mut found = atlas::regions().iter().filter(|region| is_id && own(region.id)).map(|region| region.place.code());
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Returns a text without the marks of Markdown around it. A mark at one end alone is that of a footnote.
fn emphasised(words: &str) -> &str {
    let mut words = words.trim();
    for mark in ["**", "*", "`"] {
        if let Some(inner) = words.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            words = inner.trim();
        }
    }
    words
}

/// Takes the flags out of a text: the code of the country of each.
fn without_flags(words: &str) -> (String, Vec<String>) {
    let (mut text, mut letters) = (String::new(), String::new());
    for sign in words.chars() {
        let letter = (sign as u32).checked_sub(0x1f1e6).filter(|index| *index < 26);
        match letter.and_then(|index| u8::try_from(index).ok()) {
            Some(index) => letters.push(char::from(b'A' + index)),
            None => text.push(sign),
        }
    }
    let flags = letters.as_bytes().chunks(2).map(|flag| flag.iter().map(|byte| char::from(*byte)).collect());
    (text.trim().to_owned(), flags.collect())
}

/// Returns the text outside the brackets, and that of each bracket; `None` where a bracket is not closed or inside another.
fn brackets(words: &str) -> Option<(String, Vec<&str>)> {
    let (mut outside, mut inside, mut rest) = (String::new(), Vec::new(), words);
    while let Some((before, after)) = rest.split_once('(') {
        let (remark, after) = after.split_once(')')?;
        if remark.contains('(') || before.contains(')') {
            return None;
        }
        outside.push_str(before);
        inside.push(remark.trim());
        rest = after;
    }
    outside.push_str(rest);
    (!rest.contains(')')).then(|| (outside.trim().to_owned(), inside))
}

/// Returns a piece without words that say that a data center lies in what follows: `datacenter de Roubaix`.
fn without_center(piece: &str) -> &str {
    const STARTS: [&str; 10] = [
        "datacenter de ",
        "datacenters de ",
        "data center in ",
        "data centre in ",
        "datacenter in ",
        "data centers in ",
        "data centres in ",
        "centre de données de ",
        "Rechenzentrum in ",
        "région de ",
    ];
    STARTS.into_iter().find_map(|start| piece.strip_prefix(start)).unwrap_or(piece).trim()
}

/// Returns whether a remark in brackets means the place in front of it, something that lies in it, or the Union around it.
fn is_harmless(remark: &str, place: &str) -> bool {
    let pieces: Vec<&str> = parts(remark).into_iter().flat_map(|part| apart(part, ",")).collect();
    !pieces.is_empty()
        && pieces.into_iter().map(without_center).all(|piece| match named(piece) {
            Some(other) => is_within(other, place) || (matches!(other, "EU" | "EEA") && is_within(place, other)),
            None => has_site(piece, place) || is_part(piece, place),
        })
}

/// Returns whether a place or group is the other one, or always a part of it.
pub(super) fn is_within(inner: &str, outer: &str) -> bool {
    let around = Group::from_name(outer);
    let set = |group: Group| group.members_on(crate::date::Date::MAX);
    inner == outer
        || outer == "anywhere"
        || around.is_some_and(|around| match (Place::from_code(inner), Group::from_name(inner)) {
            (Some(place), _) => set(around).contains(place),
            (None, Some(group)) if inner != "anywhere" => set(group).is_subset(set(around)),
            _ => false,
        })
}

/// Returns whether a city, or the id of a region, is one of a cloud in the place.
fn has_site(words: &str, place: &str) -> bool {
    let is_in = |spot: Spot| is_within(spot.code(), place);
    let has_id = |id: &str| id.split_once('/').is_some_and(|(_, own)| own.eq_ignore_ascii_case(words));
    atlas::places_of_city(words).iter().any(|code| is_within(code, place))
        || atlas::region_written(words).is_some_and(|region| is_in(region.place))
        || atlas::regions().iter().any(|region| has_id(region.id) && is_in(region.place))
}

/// Returns whether some letters are those of a subdivision of the place: `CA` of `US`.
fn is_part(letters: &str, place: &str) -> bool {
    let is_code = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code && atlas::place_written(&format!("{place}-{letters}")) == Some(place)
}

/// Returns whether a piece in front of a comma can be what lies in the place after it: a city, an area, a number of a post
/// office. It names no other place, and has no words of a sentence.
fn lies_in(piece: &str, place: &str) -> bool {
    if is_part(piece, place) || has_site(piece, place) {
        return true;
    }
    if let Some(other) = named(piece) {
        return other == place;
    }
    let is_sign = |sign: char| sign.is_alphabetic() || sign.is_ascii_digit() || " -.'’".contains(sign);
    let words: Vec<&str> = piece.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| !word.starts_with(char::is_lowercase) || PARTICLES.contains(word);
    words.len() <= MOST_WORDS
        && piece.chars().all(is_sign)
        && words.iter().all(is_name)
        && words.iter().all(|word| !CONTRARY.contains(&plain(word).as_str()))
        && !(0..words.len()).any(|start| names_another(&words, start, place))
}

/// Returns whether the words from one on open with the name of another place: `US` in `US Backup`. `New Jersey` is not Jersey.
fn names_another(words: &[&str], start: usize, place: &str) -> bool {
    let is_new = start.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| plain(word) == "new");
    let mut runs = (start + 1..=words.len()).filter_map(|end| words.get(start..end)).map(|run| run.join(" "));
    runs.any(|run| {
        let is_code = run.len() > 2 || run.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_state = place == "US" && plain(&run) == "georgia";
        !is_new && is_code && !is_state && (named(&run).is_some_and(|other| other != place) || atlas::is_area(&run))
    })
}
