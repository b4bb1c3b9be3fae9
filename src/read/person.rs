//! Recipients by their names, and the tools by which they receive.

use super::draft::Draft;
use super::{Origin, words};
use crate::atlas;
use crate::date::Date;
use crate::flow::json::Json;

/// Returns an address as an id of a flow, which has letters, digits, `-`, `_` and `.` alone.
pub(super) fn id(address: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    address
        .chars()
        .map(|c| {
            if fits(c) {
                c
            } else if c == ':' {
                '.'
            } else {
                '_'
            }
        })
        .collect()
}

/// Somebody whom a file names.
pub(super) struct Party {
    /// The facts of a flow about them: name, and of a vendor of the atlas its id, seat and parent.
    pub(super) facts: Vec<(String, Json)>,
    /// True for a vendor of the atlas.
    pub(super) is_known: bool,
    /// Things to tell of the name.
    pub(super) told: Vec<String>,
    /// The name that the file has.
    name: String,
    /// The vendor of the atlas that the name means, which may have companies in several countries.
    vendor: Option<&'static atlas::Vendor>,
}

impl Party {
    fn unknown(name: &str, told: Option<String>) -> Party {
        let facts = vec![("name".to_owned(), Json::Text(name.to_owned()))];
        Party { facts, is_known: false, told: told.into_iter().collect(), name: name.to_owned(), vendor: None }
    }

    /// States the seat that the file says. Where the atlas knows another, the file means the vendor's company there, or else a company with
    /// this name of which the atlas knows nothing, which is told.
    pub(super) fn seated(&mut self, code: &str) -> Option<String> {
        let known = self.facts.iter().find_map(|(fact, value)| match value {
            Json::Text(seat) if fact == "seat" => Some(seat.clone()),
            _ => None,
        });
        self.facts.retain(|(fact, _)| fact != "seat");
        let other = known.filter(|known| known != code && !super::places::is_within(known, code));
        if let Some(company) = other.as_ref().and_then(|_| self.company_in(code)) {
            self.facts = company;
            return None;
        }
        let what = other.map(|known| {
            self.facts = vec![("name".to_owned(), Json::Text(self.name.clone()))];
            self.is_known = false;
            let name = &self.name;
            format!(
                "who owns \"{name}\": its seat is {code} here, and the company that the atlas knows by this name has its seat in {known}"
            )
        });
        self.facts.push(("seat".to_owned(), Json::Text(code.to_owned())));
        what
    }

    /// Returns what the atlas knows of the only company of this vendor in a country.
    fn company_in(&self, code: &str) -> Option<Vec<(String, Json)>> {
        let vendor = self.vendor?;
        let is_there = |company: &&atlas::Company| company.vendor == vendor.key && company.seat.code() == code;
        let mut found = atlas::companies().iter().filter(is_there);
        let company = found.next().filter(|_| found.next().is_none())?;
        Some(known(atlas::Named { vendor, company: Some(company) }))
    }
}

/// Returns who has a name: a vendor of the atlas with what is known of it, or somebody of whom the name is known.
///
/// A company in brackets is the one that is meant: `OpenAI (OpenAI Ireland Ltd)` is not the parent in the United States. Nor is a
/// vendor whose service another company runs: `AWS (operated by T-Systems)`.
pub(super) fn named(name: &str) -> Party {
    let party = |named: atlas::Named| {
        let vendor = Some(named.vendor);
        Party { facts: known(named), is_known: true, told: vec![], name: name.to_owned(), vendor }
    };
    let bracket = name.trim().strip_suffix(')').and_then(|inner| inner.split_once('('));
    if let Some((outside, inside)) = bracket {
        let outer = vendor(outside);
        if is_run_by_others(inside) {
            let told = outer.is_some().then(|| format!("\"{name}\" as a vendor of the atlas: another company runs it"));
            return Party::unknown(name, told);
        }
        // The place of its seat in brackets behind a company: `Stripe Payments Europe, Ltd. (IE)`.
        let seat = super::places::country(inside).filter(|_| outer.is_some());
        if let Some(outer) =
            outer.filter(|outer| seat.is_some() && outer.on(Date::MAX).seat.map(|seat| seat.code()) == seat)
        {
            return party(outer);
        }
        match (outer, vendor(inside)) {
            // A brand before its company: `AWS Europe (Amazon Web Services EMEA SARL)`.
            (None, Some(inner)) if inner.company.is_some() && opens_with(outside, inner) => return party(inner),
            (Some(_), Some(inner)) if inner.company.is_some() => return party(inner),
            (Some(_), None) if is_company(inside) => {
                let inside = inside.trim();
                let told = format!("\"{inside}\" is the company that \"{name}\" names, and the atlas does not know it");
                return Party::unknown(inside, Some(told));
            }
            _ => {}
        }
    }
    match vendor(name).or_else(|| of_both(name)) {
        Some(named) => party(named),
        None => Party::unknown(name, None),
    }
}

/// Returns whether words open with a name of the vendor of a company.
fn opens_with(words: &str, of: atlas::Named) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let name = |count: usize| words.get(..count).map(|words| words.join(" "));
    (1..words.len()).filter_map(name).any(|name| vendor(&name).is_some_and(|found| found.vendor.key == of.vendor.key))
}

/// The signs and words between two companies.
const BETWEEN: [&str; 9] = ["/", ";", "\n", "|", " and ", " et ", " und ", " or ", " ou "];

/// Returns the names of the companies of a cell that names several: `Stripe, LLC (US) / Stripe Payments Europe, Limited`.
fn several(cell: &str) -> Option<Vec<&str>> {
    let parts = words::parts(cell, &BETWEEN);
    let bare = |part: &str| part.split_once('(').map_or(part, |(before, _)| before).trim().to_owned();
    let is_one = |part: &&str| vendor(part).is_some() || vendor(&bare(part)).is_some() || is_company(&bare(part));
    let companies: Vec<&str> = parts.into_iter().filter(is_one).collect();
    let who = |part: &str| {
        let found = vendor(part).or_else(|| vendor(&bare(part)));
        found.map_or_else(|| words::plain(&bare(part)), |found| found.on(Date::MAX).name.to_owned())
    };
    let first = who(companies.first()?);
    companies.iter().any(|part| who(part) != first).then_some(companies)
}

/// Returns the vendor of a name, of which `Ltd` and `Limited` are one form.
fn vendor(name: &str) -> Option<atlas::Named> {
    let name = name.trim();
    let is_bare = |rest: &&str| rest.ends_with([' ', ',']);
    let other = |form: &str, other: &str| {
        let rest = name.trim_end_matches('.').strip_suffix(form).filter(is_bare)?;
        atlas::vendor_named(&format!("{rest}{other}"))
    };
    atlas::vendor_named(name).or_else(|| other("Ltd", "Limited")).or_else(|| other("Limited", "Ltd"))
}

/// Returns the vendor of which a dash holds two names: `Amazon Web Services EMEA SARL – AWS`.
fn of_both(name: &str) -> Option<atlas::Named> {
    let (one, other) = [" – ", " — ", " - "].into_iter().find_map(|dash| name.split_once(dash))?;
    let (one, other) = (vendor(one)?, vendor(other)?);
    let own = if one.company.is_some() { one } else { other };
    (one.vendor.key == other.vendor.key && (one.company.is_none() || other.company.is_none())).then_some(own)
}

/// Returns whether words end in a legal form behind a name: `SFDC Ireland Ltd`.
fn is_company(words: &str) -> bool {
    let plain = words::plain(&words.replace('.', ""));
    let parts: Vec<&str> = plain.split(' ').collect();
    let is_form = |end: &[&str]| atlas::legal_forms().any(|form| form == end.concat());
    // `S.à r.l.` is written in two words.
    (1..=2).any(|count| parts.len() > count && parts.get(parts.len() - count..).is_some_and(is_form))
}

/// Returns whether a remark says that somebody else runs, hosts or sells what stands before it.
fn is_run_by_others(remark: &str) -> bool {
    let plain = words::plain(remark);
    let starts = [
        "operated by",
        "hosted by",
        "hosted on",
        "managed by",
        "run by",
        "provided by",
        "resold by",
        "sold by",
        "via",
        "through",
        "betrieben von",
        "betrieben durch",
        "uber",
        "bereitgestellt von",
        "exploite par",
        "heberge par",
        "fourni par",
        "opere par",
    ];
    starts.iter().any(|start| plain.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ')))
}

/// Returns who a cell names that may hold an address behind the name: `HubSpot, Inc., 25 First Street, Cambridge MA 02141, USA`.
///
/// A cell with two companies does not say which one receives: it gives a name alone, and that is told.
pub(super) fn with_address(cell: &str) -> Party {
    // A name with such a word in it is one company: `Procter and Gamble`.
    if let Some(companies) = several(cell).filter(|_| vendor(cell).is_none_or(|_| cell.contains('('))) {
        let told =
            format!("\"{cell}\" as one company: it names {}: write the one that receives", companies.join(" and "));
        return Party::unknown(cell, Some(told));
    }
    let whole = named(cell);
    let pieces: Vec<&str> = cell.split(',').map(str::trim).collect();
    let number = pieces.iter().position(|piece| piece.contains(|sign: char| sign.is_ascii_digit()));
    let place = pieces.last().and_then(|last| super::places::country(last));
    match (whole.is_known, number, place) {
        // The name stands before the piece with the number of a house or a post office.
        (false, Some(number), Some(place)) if number > 0 && number + 1 < pieces.len() => {
            let before = pieces.get(..number).unwrap_or(&[]);
            let parties =
                (1..=before.len()).rev().filter_map(|end| before.get(..end)).map(|name| named(&name.join(", ")));
            let found = parties.into_iter().find(|party| party.is_known);
            let is_form =
                |piece: &&&str| atlas::legal_forms().any(|form| form == words::plain(&piece.replace('.', "")));
            let end = 1 + before.iter().skip(1).take_while(is_form).count();
            let mut party = found.unwrap_or_else(|| named(&before.get(..end).unwrap_or(&[]).join(", ")));
            let told = party.seated(place);
            party.told.extend(told);
            party
        }
        _ => whole,
    }
}

/// Returns what the atlas knows of a vendor on every day.
fn known(named: atlas::Named) -> Vec<(String, Json)> {
    let person = named.on(Date::MAX);
    let text = |text: &str| Json::Text(text.to_owned());
    let id = match named.company {
        None => named.vendor.key.to_owned(),
        Some(company) => format!("{}-{}", named.vendor.key, company.seat.code().to_lowercase()),
    };
    let always = named.vendor.parent_from.is_none() && atlas::provider(named.vendor.key).len() < 2;
    let parent = person.ultimate_parent.filter(|_| always);
    let mut facts = vec![("id".to_owned(), Json::Text(id)), ("name".to_owned(), text(person.name))];
    facts.extend(person.seat.map(|seat| ("seat".to_owned(), text(seat.code()))));
    facts.extend(parent.map(|parent| ("ultimate_parent".to_owned(), text(parent.code()))));
    facts
}

/// Returns the tool that some words name; what else they name is told.
pub(super) fn tool<'w>(draft: &mut Draft, parts: impl Iterator<Item = (&'w str, Origin)>) -> Option<&'static str> {
    let mut found = None;
    for (part, at) in parts {
        match words::tool(part) {
            Some(tool) if found.is_none_or(|other| other == tool) => found = Some(tool),
            Some(_) => draft.unread(at, format!("\"{part}\": a transfer has one tool")),
            None => {
                let why = super::mechanisms::why(part);
                draft.unread(at, format!("\"{part}\" {why}"));
            }
        }
    }
    found
}
