//! Companies that people name: in sub-processor lists, registers and contracts. Sources: the columns `source` and
//! `parent_source` of vendors.csv and vendor-companies.csv.
//!
//! Seat and owner have a source and a confidence of their own, since who owns a company is seldom stated where its seat
//! is. A vendor that operates a cloud has its seat and owner in providers.csv, by the same key. An owner that is not known
//! is left empty and stays unknown.

use super::hint::folded;
use super::table::{self, Row};
use super::{Confidence, Fact, Place, operator_on, provider, tables};
use crate::date::{Date, Window};
use crate::sorted::SortedMap;
use std::sync::OnceLock;

/// A company that others hand data to.
#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    /// The key: `zendesk`.
    pub key: &'static str,
    /// Its legal name.
    pub name: &'static str,
    /// The place of its seat; none where providers.csv has it.
    pub seat: Option<Place>,
    /// The seat of the company that ultimately controls it; none where that is not known, or providers.csv has it.
    pub ultimate_parent: Option<Place>,
    /// The company that ultimately controls it; none where nobody does.
    pub parent_name: Option<&'static str>,
    /// The first day on which the control is known.
    pub parent_from: Option<Date>,
    /// Other names and products, apart by `|`.
    aliases: &'static str,
    /// Its main service, in a word or two.
    pub service: &'static str,
    /// The places where it usually processes, separated by spaces; empty where not known.
    pub places: &'static str,
    /// Key of the source of name and seat.
    pub source: &'static str,
    /// The confidence in name and seat.
    pub confidence: Confidence,
    /// Key of the source of the owner.
    pub parent_source: &'static str,
    /// The confidence in the owner.
    pub parent_confidence: Confidence,
}

/// Another company of a vendor's group, often the one that customers in the Union conclude the contract with.
#[derive(Clone, Copy, Debug)]
pub struct Company {
    /// Key of the vendor.
    pub vendor: &'static str,
    /// Its legal name.
    pub name: &'static str,
    /// The place of its seat.
    pub seat: Place,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// The seat and the owner of a vendor, or of a company of its group, on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Key of the vendor.
    pub key: &'static str,
    /// The legal name.
    pub name: &'static str,
    /// The place of its seat, where that is known.
    pub seat: Option<Place>,
    /// The seat of the company that ultimately controls it, where that is known.
    pub ultimate_parent: Option<Place>,
}

/// The vendor that a name means, and the company of its group where the name is that one's.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The vendor.
    pub vendor: &'static Vendor,
    /// The company of its group.
    pub company: Option<&'static Company>,
}

impl Vendor {
    /// Returns its other names and its products.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }

    /// Returns what the atlas says of it: who it is, and who owns it where that is known and not said in providers.csv.
    pub fn facts(&self) -> Vec<Fact> {
        let fact = |says, source, confidence| Fact {
            subject: format!("vendor:{}", self.key),
            says,
            window: Window::ALWAYS,
            source,
            confidence,
        };
        let seat = match self.seat {
            Some(seat) => format!(", seat in {}", seat.code()),
            None => format!(", seat and owner as provider:{}", self.key),
        };
        let service = [": ", self.service].concat();
        let places = if self.places.is_empty() { String::new() } else { format!(", usually in {}", self.places) };
        let aliases: Vec<&str> = self.aliases().collect();
        let aliases = if aliases.is_empty() { String::new() } else { format!(", also {}", aliases.join(", ")) };
        let who = [self.name, &seat, &aliases, &service, &places].concat();
        let mut facts = vec![fact(who, self.source, self.confidence)];
        if let Some(parent) = self.ultimate_parent {
            let owner = match self.parent_name {
                Some(name) => format!("controlled by {name} ({})", parent.code()),
                None => "no other company controls it".to_owned(),
            };
            let since = self.parent_from.map_or(String::new(), |day| format!(", not known before {day}"));
            facts.push(fact(owner + &since, self.parent_source, self.parent_confidence));
        }
        facts
    }

    /// Returns where it is and who owns it on a day.
    pub fn on(&self, day: Date) -> Person {
        if let (None, Some(operator)) = (self.seat, operator_on(self.key, day)) {
            let (seat, ultimate_parent) = (operator.seat, Some(operator.ultimate_parent));
            return Person { key: self.key, name: self.name, seat, ultimate_parent };
        }
        let is_owned = self.parent_from.is_none_or(|from| from <= day);
        let ultimate_parent = self.ultimate_parent.filter(|_| is_owned);
        Person { key: self.key, name: self.name, seat: self.seat, ultimate_parent }
    }
}

impl Company {
    /// Returns what the atlas says of it.
    pub fn fact(&self) -> Fact {
        Fact {
            subject: format!("vendor:{}", self.vendor),
            says: format!("its group has {}, seat in {}", self.name, self.seat.code()),
            window: Window::ALWAYS,
            source: self.source,
            confidence: self.confidence,
        }
    }
}

impl Named {
    /// Returns where the one that is named is, and who owns it, on a day.
    pub fn on(&self, day: Date) -> Person {
        let vendor = self.vendor.on(day);
        match self.company {
            Some(company) => Person { name: company.name, seat: Some(company.seat), ..vendor },
            None => vendor,
        }
    }
}

/// Returns every vendor, in the order of their keys.
pub fn vendors() -> &'static [Vendor] {
    static VENDORS: OnceLock<Vec<Vendor>> = OnceLock::new();
    VENDORS.get_or_init(|| table::parse(tables::VENDORS, read))
}

/// Returns every other company of a vendor's group, in the order of the vendors' keys.
pub fn companies() -> &'static [Company] {
    static COMPANIES: OnceLock<Vec<Company>> = OnceLock::new();
    COMPANIES.get_or_init(|| table::parse(tables::VENDOR_COMPANIES, company))
}

/// Returns the vendor with this key.
pub fn vendor(key: &str) -> Option<&'static Vendor> {
    let all = vendors();
    let row = all.binary_search_by(|vendor| vendor.key.cmp(key)).ok()?;
    all.get(row)
}

/// Returns the vendor that a name means: `Zendesk`, `Zendesk, Inc.`, `Sentry (Functional Software Inc.)`.
///
/// Names are compared without regard to case, accents and punctuation. A legal form may be left out. One that the vendor
/// does not have names another company, so that nothing is found: `Stripe GmbH` is nobody here. A name in brackets after
/// the name may be that of the company at the top of its group, and no other vendor's: `SendGrid (Twilio Inc.)`. A service of
/// a vendor may follow the vendor's name: `Google reCAPTCHA`.
pub fn vendor_named(name: &str) -> Option<Named> {
    if name.len() > LONGEST {
        return None;
    }
    named(name).or_else(|| service_named(name)).or_else(|| {
        let (outside, inside) = name.trim().strip_suffix(')')?.split_once('(')?;
        let found = |name: &str| named(name).or_else(|| service_named(name));
        match (found(outside), found(inside)) {
            (Some(outer), Some(inner)) => (is_same(outer, inner) || is_at_the_top(inner, outer)).then_some(outer),
            (found, None) => found,
            (None, Some(_)) => None,
        }
    })
}

fn is_same(one: Named, other: Named) -> bool {
    one.vendor.key == other.vendor.key
}

/// Returns whether one company is the parent that the other's row names.
fn is_at_the_top(parent: Named, of: Named) -> bool {
    parent.company.is_none() && of.vendor.parent_name.and_then(named).is_some_and(|top| is_same(top, parent))
}

/// Returns the vendor that a name means together with a name of its own behind it: `Google reCAPTCHA`.
fn service_named(name: &str) -> Option<Named> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    (1..parts.len()).find_map(|length| {
        let (vendor, service) = parts.split_at_checked(length)?;
        let (vendor, service) = (named(&vendor.join(" "))?, named(&service.join(" "))?);
        let is_its_own = is_same(vendor, service) && vendor.company.is_none() && service.company.is_none();
        is_its_own.then_some(vendor)
    })
}

/// A name as it is compared with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlainName {
    words: String,
    stem: String,
    form: Option<usize>,
}

/// The fit of a name with a company, the better the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameFit {
    /// The name without its legal form.
    Stem,
    /// The whole name, or the key.
    Whole,
}

impl PlainName {
    /// Returns a name in plain words.
    pub(crate) fn of(name: &str) -> PlainName {
        let Plain { words, stem, form } = plain(name);
        PlainName { words, stem, form }
    }

    /// Returns how well the name means a company with this key and legal name, by the rules of [`vendor_named`].
    pub(crate) fn fit(&self, key: &PlainName, legal: &PlainName) -> Option<NameFit> {
        if [&key.words, &legal.words].contains(&&self.words) {
            return Some(NameFit::Whole);
        }
        let is_stem = self.stem == legal.stem && (self.form.is_none() || self.form == legal.form);
        is_stem.then_some(NameFit::Stem)
    }
}

/// Longer texts are no names.
pub(crate) const LONGEST: usize = 200;

/// Returns the company at the top of the group of a provider or vendor, by its key: its own name where nobody controls it.
/// Equal names are one group.
pub(crate) fn company_group(key: &'static str) -> &'static str {
    if let Some(operator) = provider(key).last() {
        return operator.parent_name;
    }
    vendor(key).map_or(key, |vendor| vendor.parent_name.unwrap_or(vendor.name))
}

/// Returns a name in plain words, without its legal form: `stripe` for `Stripe, Inc.`.
pub(crate) fn name_stem(name: &str) -> String {
    plain(name).stem
}

/// The legal forms, those of one kind of State together. A name that ends in one means a company with one of its kind.
const FORMS: &[&[&str]] = &[
    &["inc", "incorporated", "llc", "corp", "corporation", "pbc", "lp", "company", "co"],
    &["ltd", "limited", "plc", "uc"],
    &["gmbh", "ag", "kg", "ug"],
    &["sas", "sa", "sarl", "sasu"],
    &["bv", "nv", "vof"],
    &["ab"],
    &["as", "aps"],
    &["oy", "oyj"],
    &["ou"],
    &["srl", "spa"],
    &["sl"],
    &["se"],
    &["sro"],
    &["doo"],
    &["spzoo"],
];

/// Words that stand before or between legal forms.
const BESIDE_FORMS: &[&str] = &["pty", "pte", "private", "and", "et"];

/// Returns the words that a name goes without where it ends in them.
pub(crate) fn legal_forms() -> impl Iterator<Item = &'static str> {
    FORMS.iter().copied().flatten().chain(BESIDE_FORMS).copied()
}

/// A name in plain words, and the kind of its legal form.
struct Plain {
    words: String,
    stem: String,
    form: Option<usize>,
}

fn plain(name: &str) -> Plain {
    // `B.V.` is `BV`, and `Aut O'Mattic` two words.
    let name: String = name.chars().filter(|c| !matches!(c, '.' | '\'' | '’')).collect();
    let words = folded(&name);
    let mut parts: Vec<&str> = words.split(' ').collect();
    let form = parts.last().and_then(|last| FORMS.iter().position(|forms| forms.contains(last)));
    while parts.len() > 1 && parts.last().is_some_and(|last| legal_forms().any(|form| form == *last)) {
        parts.pop();
    }
    let stem = parts.join(" ");
    Plain { form: form.filter(|_| stem.len() < words.len()), stem, words }
}

/// The vendor and company that a name means.
#[derive(Clone, Copy)]
struct Entry {
    named: Named,
    /// The kind of legal form of the vendor's own name.
    form: Option<usize>,
}

/// Returns two indexes: every name in full, and every name without its legal form.
fn index() -> &'static (SortedMap<String, Entry>, SortedMap<String, Entry>) {
    static INDEX: OnceLock<(SortedMap<String, Entry>, SortedMap<String, Entry>)> = OnceLock::new();
    INDEX.get_or_init(|| {
        let (mut full, mut stems) = (SortedMap::new(), SortedMap::new());
        for vendor in vendors() {
            let form = plain(vendor.name).form;
            let entry = Entry { named: Named { vendor, company: None }, form };
            for name in [vendor.key, vendor.name].into_iter().chain(vendor.aliases()) {
                let Plain { words, stem, .. } = plain(name);
                full.update(words, entry, |_| {});
                stems.update(stem, entry, |_| {});
            }
        }
        for company in companies() {
            if let Some(vendor) = vendor(company.vendor) {
                let Plain { words, form, .. } = plain(company.name);
                let entry = Entry { named: Named { vendor, company: Some(company) }, form };
                full.update(words, entry, |_| {});
            }
        }
        (full, stems)
    })
}

fn named(name: &str) -> Option<Named> {
    let (full, stems) = index();
    let Plain { words, stem, form } = plain(name);
    if let Some(entry) = full.get(&words) {
        return Some(entry.named);
    }
    let entry = stems.get(&stem)?;
    (form.is_none() || form == entry.form).then_some(entry.named)
}

fn read(row: &mut Row) -> Option<Vendor> {
    Some(Vendor {
        key: row.text()?,
        name: row.text()?,
        seat: row.optional_place()?,
        ultimate_parent: row.optional_place()?,
        parent_name: row.optional()?,
        parent_from: row.date()?,
        aliases: row.text()?,
        service: row.text()?,
        places: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
        parent_source: row.text()?,
        parent_confidence: row.confidence()?,
    })
}

fn company(row: &mut Row) -> Option<Company> {
    Some(Company {
        vendor: row.text()?,
        name: row.text()?,
        seat: row.place()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}
