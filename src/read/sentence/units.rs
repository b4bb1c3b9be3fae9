//! The meaning of words: of the tables, of the atlas, or none.

use super::tokens::{Token, key};
use crate::atlas;
use crate::read::{cities, words};
use crate::sorted::SortedMap;
use std::sync::OnceLock;

/// The part that a verb or a noun says somebody has for the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Store,
    Backup,
    Process,
    Access,
    Send,
    /// The part is said by other words: `uses AWS to store`.
    Use,
}

/// The meaning of some words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// Words that change nothing.
    Skip,
    And,
    But,
    Which,
    With,
    In,
    To,
    From,
    For,
    Of,
    Subject,
    Exporter,
    Be,
    /// A verb in the present.
    Finite(Role),
    /// The right or the means to reach data.
    Holds,
    /// A participle, which `is` stands before.
    Part(Role),
    Infinitive(Role),
    Noun(Role),
    /// People whom data concern, and the category that follows.
    People(&'static str),
    /// A category of data; empty for data of any.
    Data(&'static str),
    /// A company that may be the exporter.
    Party,
    /// A company or a thing that serves the exporter.
    Provider,
    Seat,
    Tool(&'static str),
    Listed(&'static str),
    Under,
    Consent,
    Encrypted,
    /// Encryption on the way, which says nothing of data at rest.
    Wire,
    Keys(&'static str),
    /// The end of all lists; of the data too where it holds true.
    Close(bool),
    Only,
    /// A mark that denies what follows, or makes it past, planned or possible.
    Not,
    /// The sentence states nothing.
    If,
    Unsure(&'static str),
    Nation(&'static str),
    Place(&'static str),
    City(&'static str),
    Cities(&'static [&'static str]),
    Region(&'static str),
    Vendor(atlas::Named),
    Sign,
    /// A word that is not known.
    Word,
}

/// Some words with their meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) unit: Unit,
    /// Their letters.
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The languages that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    French,
}

/// Returns the language of most of the words that tell one; `None` where none or as many of each do.
pub(super) fn language(tokens: &[Token<'_>]) -> Option<Language> {
    const ENGLISH: [&str; 22] = [
        "the", "and", "with", "in", "is", "are", "we", "our", "its", "of", "to", "from", "by", "for", "at", "an",
        "keeps", "data", "not", "but", "it", "all",
    ];
    const FRENCH: [&str; 27] = [
        "le", "la", "les", "l", "des", "du", "de", "d", "une", "un", "et", "chez", "avec", "dans", "est", "sont",
        "nous", "notre", "nos", "ses", "en", "aux", "à", "au", "données", "pas", "ne",
    ];
    let count = |words: &[&str]| tokens.iter().filter(|token| words.contains(&token.key.as_str())).count();
    match count(&ENGLISH).cmp(&count(&FRENCH)) {
        std::cmp::Ordering::Greater => Some(Language::English),
        std::cmp::Ordering::Less => Some(Language::French),
        std::cmp::Ordering::Equal => None,
    }
}

/// The words of one language: as they are written, and without accents.
struct Lexicon {
    written: SortedMap<String, Unit>,
    plain: SortedMap<String, Unit>,
}

fn role(word: &str) -> Role {
    match word {
        "store" => Role::Store,
        "backup" => Role::Backup,
        "process" => Role::Process,
        "access" => Role::Access,
        "send" => Role::Send,
        _ => Role::Use,
    }
}

fn unit(kind: &str, meaning: &'static str) -> Unit {
    match kind {
        "skip" => Unit::Skip,
        "and" => Unit::And,
        "but" => Unit::But,
        "which" => Unit::Which,
        "with" => Unit::With,
        "in" => Unit::In,
        "to" => Unit::To,
        "from" => Unit::From,
        "for" => Unit::For,
        "of" => Unit::Of,
        "subject" => Unit::Subject,
        "exporter" => Unit::Exporter,
        "be" => Unit::Be,
        "finite" => Unit::Finite(role(meaning)),
        "holds" => Unit::Holds,
        "part" => Unit::Part(role(meaning)),
        "infinitive" => Unit::Infinitive(role(meaning)),
        "role" => Unit::Noun(role(meaning)),
        "people" => Unit::People(meaning),
        "data" => Unit::Data(meaning),
        "party" => Unit::Party,
        "provider" => Unit::Provider,
        "seat" => Unit::Seat,
        "tool" => Unit::Tool(meaning),
        "listed" => Unit::Listed(meaning),
        "under" => Unit::Under,
        "consent" => Unit::Consent,
        "encrypted" => Unit::Encrypted,
        "wire" => Unit::Wire,
        "keys" => Unit::Keys(meaning),
        "close" => Unit::Close(meaning == "all"),
        "only" => Unit::Only,
        "if" => Unit::If,
        "unsure" => Unit::Unsure(meaning),
        _ => Unit::Not,
    }
}

/// Kinds whose words mean the same without their accents.
const PLAIN: [&str; 17] = [
    "part",
    "role",
    "people",
    "data",
    "party",
    "provider",
    "seat",
    "tool",
    "listed",
    "under",
    "consent",
    "encrypted",
    "wire",
    "keys",
    "not",
    "unsure",
    "close",
];

fn lexicon(language: Language) -> &'static Lexicon {
    static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
    static FRENCH: OnceLock<Lexicon> = OnceLock::new();
    let made = |own: &str| {
        let mut made = Lexicon { written: SortedMap::new(), plain: SortedMap::new() };
        let mut add = |kind: &str, unit: Unit, word: &str| {
            let word = key(word);
            if PLAIN.contains(&kind) && word.chars().count() > 2 {
                made.plain.update(unaccented(&word), unit, |_| {});
            }
            made.written.update(word, unit, |_| {});
        };
        let nations = include_str!("../nationalities.csv").lines().skip(1).filter_map(|line| line.split_once(','));
        for (code, words) in nations {
            words.split('|').for_each(|word| add("people", Unit::Nation(code), word));
        }
        for line in include_str!("../sentence.csv").lines().skip(1) {
            let mut cells = line.splitn(4, ',');
            let (Some(kind), Some(language), Some(meaning), Some(words)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if language == own {
                words.split('|').for_each(|word| add(kind, unit(kind, meaning), word));
            }
        }
        made
    };
    match language {
        Language::English => ENGLISH.get_or_init(|| made("en")),
        Language::French => FRENCH.get_or_init(|| made("fr")),
    }
}

fn unaccented(word: &str) -> String {
    word.chars().fold(String::new(), |mut all, sign| {
        match atlas::plain_letters(sign) {
            Some(letters) => all.push_str(letters),
            None => all.push(sign),
        }
        all
    })
}

/// The most words of one meaning.
const LONGEST: usize = 8;

/// Returns the pieces of a sentence: the longest words with one meaning, from the left.
pub(super) fn pieces<'t>(text: &'t str, tokens: &[Token<'t>], language: Language) -> Vec<Piece<'t>> {
    let mut all: Vec<Piece<'t>> = Vec::new();
    let mut rest = tokens;
    let mut cloud: Option<&'static str> = None;
    while let Some(first) = rest.first() {
        let is_first = all.is_empty();
        let (unit, count) = match first.is_word {
            true => meaning(text, rest, (language, cloud, is_first)),
            false => (Unit::Sign, 1),
        };
        if let Unit::Vendor(named) = unit {
            cloud = atlas::offers_regions(named.vendor.key).then_some(named.vendor.key);
        }
        let (taken, left) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        let end = taken.last().map_or(first.end, |last| last.end);
        all.push(Piece { unit, text: text.get(first.start..end).unwrap_or(""), start: first.start, end });
        rest = left;
    }
    all
}

/// Returns the meaning of the first words of a text, and their count.
fn meaning(
    text: &str,
    tokens: &[Token<'_>],
    (language, cloud, is_first): (Language, Option<&'static str>, bool),
) -> (Unit, usize) {
    // A year says when, and that is not now; `since` it is.
    match tokens {
        [since, year, ..] if ["since", "depuis"].contains(&since.key.as_str()) && is_year(year.text) => {
            return (Unit::Skip, 2);
        }
        [year, ..] if is_year(year.text) => return (Unit::Not, 1),
        _ => {}
    }
    let words = |count: usize| tokens.get(..count).filter(|own| own.iter().all(|token| token.is_word));
    let mut found: Option<(Unit, usize)> = None;
    let mut offer = |unit: Unit, count: usize| {
        if found.is_none_or(|(_, longest)| count > longest) {
            found = Some((unit, count));
        }
    };
    let lexicon = lexicon(language);
    for own in (1..=LONGEST).rev().filter_map(words) {
        let joined = own.iter().map(|token| token.key.as_str()).collect::<Vec<_>>().join(" ");
        let known = lexicon.written.get(&joined).or_else(|| lexicon.plain.get(&unaccented(&joined)));
        // A code in capitals is no pronoun: `us` and `US`.
        let is_code = own.len() == 1 && own.iter().any(|token| is_code(token.text));
        if let Some(unit) =
            known.filter(|unit| !is_code || !matches!(unit, Unit::Skip | Unit::Of | Unit::In | Unit::Not))
        {
            offer(*unit, own.len());
            break;
        }
    }
    for own in (1..=6).rev().filter_map(|count| tokens.get(..count)) {
        if let Some(named) = vendor(text, own, is_first) {
            offer(Unit::Vendor(named), own.len());
            break;
        }
    }
    for own in (1..=5).rev().filter_map(words) {
        let raw = slice(text, own);
        if let Some(unit) = region(raw, cloud).or_else(|| place(raw, own)) {
            offer(unit, own.len());
            break;
        }
    }
    if found.is_none() && tokens.first().is_some_and(|word| word.key.ends_with("n t")) {
        return (Unit::Not, 1);
    }
    let is_category = |own: &[Token<'_>]| words::category(slice(text, own));
    for own in (2..=5).rev().filter_map(words) {
        if let Some(category) = is_category(own) {
            return match found {
                Some((unit, count)) if count >= own.len() => (unit, count),
                _ => (Unit::Data(category), own.len()),
            };
        }
    }
    found.unwrap_or((Unit::Word, 1))
}

/// Returns the text from the first token to the end of the last.
fn slice<'t>(text: &'t str, tokens: &[Token<'_>]) -> &'t str {
    match (tokens.first(), tokens.last()) {
        // The ending of a possessive is no part of a name.
        (Some(first), Some(last)) => text.get(first.start..last.start + last.text.len()).unwrap_or(""),
        _ => "",
    }
}

fn is_code(word: &str) -> bool {
    (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Names of vendors that people write in small letters, though they are short.
const SMALL: [&str; 4] = ["aws", "gcp", "ovh", "ibm"];

/// Returns the vendor that words name. One whose name is also another word has to be written as a name, and not open a sentence.
fn vendor(text: &str, tokens: &[Token<'_>], is_first: bool) -> Option<atlas::Named> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let is_sign = |token: &Token<'_>| !token.is_word && ![".", ","].contains(&token.text);
    let ends = last.is_word || last.text == ".";
    if tokens.iter().any(is_sign) || !ends || ["and", "et"].contains(&last.key.as_str()) {
        return None;
    }
    // A comma stands before a legal form alone.
    let mut pairs = tokens.windows(2);
    let is_form = |word: &Token<'_>| {
        let plain = words::plain(&word.text.replace('.', ""));
        atlas::legal_forms().any(|form| form == plain)
    };
    let is_loose = pairs.any(|pair| match pair {
        [sign, word] if sign.text == "," => !is_form(word),
        [word, sign] if sign.text == "." => !is_form(word),
        _ => false,
    });
    if is_loose {
        return None;
    }
    let raw = slice(text, tokens);
    let named = atlas::vendor_named(raw)?;
    let plain = words::plain(raw);
    let is_ordinary =
        include_str!("../ordinary.csv").lines().skip(1).flat_map(|line| line.split('|')).any(|one| one == plain);
    let is_short = raw.chars().count() <= 3 && !SMALL.contains(&plain.as_str());
    let is_fit = match (is_ordinary, is_short) {
        (true, _) => is_capital(first.text) && !is_first && raw.chars().count() > 1 && !DAYS.contains(&plain.as_str()),
        (false, true) => is_capital(first.text),
        (false, false) => true,
    };
    is_fit.then_some(named)
}

/// Names of days that are names of vendors too.
const DAYS: [&str; 1] = ["monday"];

/// Returns the region that the id of a cloud means, or that of the cloud that was named before.
fn region(raw: &str, cloud: Option<&str>) -> Option<Unit> {
    let is_id = |word: &str| {
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        word.contains(['-', '/']) && (has_digit || word.contains('/')) && !word.contains(' ')
    };
    if raw.contains('/') {
        return atlas::region_written(raw).map(|region| Unit::Region(region.id));
    }
    let of_cloud = cloud.and_then(|cloud| atlas::region_written(&format!("{cloud}/{raw}")));
    let is_own =
        of_cloud.is_some_and(|region| region.id.rsplit('/').next().is_some_and(|own| own.eq_ignore_ascii_case(raw)));
    let is_label = raw.contains(' ') && cities::countries(raw).is_empty() && atlas::place_read(raw).is_none();
    let is_short_id = !raw.contains(' ') && raw.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-');
    if let Some(region) =
        of_cloud.filter(|_| is_label || is_short_id || is_own || raw.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        return Some(Unit::Region(region.id));
    }
    if !is_id(raw) {
        return None;
    }
    let own = |id: &str| id.split_once('/').is_some_and(|(_, own)| own.eq_ignore_ascii_case(raw));
    let mut all = atlas::regions().iter().filter(|region| own(region.id));
    let only = all.next()?;
    Some(match all.next() {
        None => Unit::Region(only.id),
        Some(_) => Unit::Unsure("several clouds have this region: write the cloud before it, as in `AWS eu-west-3`"),
    })
}

/// Names of countries that are other words in small letters.
const WORDS: [&str; 8] = ["china", "guinea", "jersey", "niger", "turkey", "dinde", "chine", "maurice"];

/// Codes that are no other word.
const CODES: [&str; 9] = ["EEA", "EEE", "EU", "GB", "UAE", "UE", "UK", "US", "USA"];

/// Returns the place or the city that words mean, which open with a capital.
fn place(raw: &str, tokens: &[Token<'_>]) -> Option<Unit> {
    if !tokens.first().is_some_and(|first| is_capital(first.text)) {
        // A country in small letters, if its name is no other word.
        let is_plain = raw.chars().count() > 4 && !WORDS.contains(&raw);
        let country = atlas::place_read(raw).filter(|code| is_plain && atlas::Place::from_code(code).is_some());
        return country.map(Unit::Place);
    }
    let letters: String = raw.chars().filter(|sign| *sign != '.').collect();
    if is_code(&letters) {
        let is_safe = CODES.contains(&letters.as_str());
        return atlas::place_written(&letters).filter(|_| is_safe).map(Unit::Place);
    }
    if let Some(code) = atlas::place_read(raw) {
        return (code != "anywhere").then_some(Unit::Place(code));
    }
    match cities::countries(raw) {
        [] => match atlas::places_of_city(raw).as_slice() {
            [only] if raw.chars().count() > 3 => Some(Unit::City(only)),
            _ => None,
        },
        [only] => Some(Unit::City(only)),
        several => Some(Unit::Cities(several)),
    }
}
