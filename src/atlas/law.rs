//! Laws and decisions on transfers, access and localisation, dated. Sources: the column `source` of each table.

use super::table::{self, Row};
use super::{Confidence, Place, Spot, tables};
use crate::date::{Date, Window};
use std::sync::OnceLock;

/// A decision of the Commission that a destination protects personal data adequately.
#[derive(Clone, Copy, Debug)]
pub struct Adequacy {
    /// `adq-us-dpf-2023`.
    pub id: &'static str,
    /// The destination.
    pub place: Place,
    /// The lists that the recipient must be on one of, separated by spaces; empty when the whole destination is
    /// covered.
    pub scopes: &'static str,
    /// The data that it covers.
    pub kind: AdequacyKind,
    /// The decision.
    pub instrument: &'static str,
    /// Its number in EUR-Lex, where it has one.
    pub celex: Option<&'static str>,
    /// The days on which it can be relied on.
    pub window: Window,
    /// A description of what it covers.
    pub covers: &'static str,
    /// Its later history.
    pub note: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

impl Adequacy {
    /// Returns the lists that the recipient must be on one of; none when the whole destination is covered.
    pub fn scopes(&self) -> impl Iterator<Item = &'static str> {
        self.scopes.split_ascii_whitespace()
    }
}

/// The data that an adequacy decision covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdequacyKind {
    /// Directive 95/46/EC or the GDPR.
    General,
    /// Directive 95/46/EC, air passenger records only.
    PassengerRecords,
    /// Directive (EU) 2016/680, law enforcement: not for the GDPR.
    LawEnforcement,
}

/// A tool or law on which transfers rest.
#[derive(Clone, Copy, Debug)]
pub struct Instrument {
    /// `scc-2021-914`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The act.
    pub act: &'static str,
    /// The days on which it can be concluded anew.
    pub new: Window,
    /// The days on which it can be relied on.
    pub window: Window,
    /// Its conditions; may be empty.
    pub note: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// A law by which authorities reach data.
#[derive(Clone, Copy, Debug)]
pub struct AccessLaw {
    /// `us-cloud-act`.
    pub id: &'static str,
    /// The place or group with this law.
    pub place: Spot,
    /// The law.
    pub law: &'static str,
    /// Its citation in `exposure.loci`; empty where it compels no company in general.
    pub cites: &'static str,
    /// The days on which it is in force.
    pub window: Window,
    /// The persons and data that it reaches; may be empty.
    pub reaches: &'static str,
    /// Its purpose.
    pub kind: AccessKind,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// The purpose of an access law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessKind {
    /// Criminal investigation.
    LawEnforcement,
    /// Intelligence.
    Intelligence,
    /// Both.
    Both,
    /// It limits access, or gives redress against it.
    Limits,
}

/// A law that keeps data in a country, or puts conditions on their leaving it.
#[derive(Clone, Copy, Debug)]
pub struct LocalisationLaw {
    /// `ru-242-fz`.
    pub id: &'static str,
    /// The place with this law.
    pub place: Place,
    /// The law.
    pub law: &'static str,
    /// The days on which it is in force.
    pub window: Window,
    /// The obligation.
    pub effect: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// A change that is to come, or a pending judgment that may bring one.
#[derive(Clone, Copy, Debug)]
pub struct Upcoming {
    /// `latombe-appeal`.
    pub id: &'static str,
    /// The day of the change; nothing while it is not known.
    pub on: Option<Date>,
    /// A description of it.
    pub what: &'static str,
    /// The change of the law that follows.
    pub effect: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// Returns every adequacy decision, in the order of their days.
pub fn adequacy() -> &'static [Adequacy] {
    static ROWS: OnceLock<Vec<Adequacy>> = OnceLock::new();
    ROWS.get_or_init(|| table::parse(tables::ADEQUACY, decision))
}

/// Returns every transfer instrument.
pub fn instruments() -> &'static [Instrument] {
    static ROWS: OnceLock<Vec<Instrument>> = OnceLock::new();
    ROWS.get_or_init(|| table::parse(tables::INSTRUMENTS, instrument))
}

/// Returns the first day on which standard clauses can be agreed, by their value in the vocabulary: `scc_2021_914`.
///
/// # Examples
///
/// ```
/// use lexloci::atlas::clauses_made;
///
/// assert_eq!(clauses_made("scc_2021_914").unwrap().to_string(), "2021-06-27");
/// assert_eq!(clauses_made("uk_addendum"), clauses_made("uk_idta"));
/// assert!(clauses_made("other").is_none());
/// ```
pub fn clauses_made(version: &str) -> Option<Date> {
    // One row has both forms of the British clauses, and the clauses of Article 28 bear its number.
    let id = match version {
        "uk_addendum" => "uk-idta".to_owned(),
        "scc_2021_915" => "art28-2021-915".to_owned(),
        _ => version.replace('_', "-"),
    };
    instruments().iter().find(|instrument| instrument.id == id)?.new.from
}

/// Returns every access law.
pub fn access_laws() -> &'static [AccessLaw] {
    static ROWS: OnceLock<Vec<AccessLaw>> = OnceLock::new();
    ROWS.get_or_init(|| table::parse(tables::ACCESS_LAWS, access_law))
}

/// Returns every localisation law.
pub fn localisation_laws() -> &'static [LocalisationLaw] {
    static ROWS: OnceLock<Vec<LocalisationLaw>> = OnceLock::new();
    ROWS.get_or_init(|| table::parse(tables::LOCALISATION_LAWS, localisation_law))
}

/// Returns the changes to come that no window of another table tells.
///
/// # Examples
///
/// ```
/// assert!(lexloci::atlas::upcoming().iter().any(|change| change.on.is_none()));
/// ```
pub fn upcoming() -> &'static [Upcoming] {
    static ROWS: OnceLock<Vec<Upcoming>> = OnceLock::new();
    ROWS.get_or_init(|| table::parse(tables::UPCOMING, change))
}

fn change(row: &mut Row) -> Option<Upcoming> {
    Some(Upcoming {
        id: row.text()?,
        on: row.date()?,
        what: row.text()?,
        effect: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

fn decision(row: &mut Row) -> Option<Adequacy> {
    Some(Adequacy {
        id: row.text()?,
        place: row.place()?,
        scopes: row.text()?,
        kind: match row.text()? {
            "general" => AdequacyKind::General,
            "pnr" => AdequacyKind::PassengerRecords,
            "led" => AdequacyKind::LawEnforcement,
            _ => return None,
        },
        instrument: row.text()?,
        celex: row.optional()?,
        window: row.window()?,
        covers: row.text()?,
        note: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

fn instrument(row: &mut Row) -> Option<Instrument> {
    let (id, name, act) = (row.text()?, row.text()?, row.text()?);
    let from: Option<Date> = row.date()?;
    let window = |through| Window { from, through };
    Some(Instrument {
        id,
        name,
        act,
        new: window(row.date()?),
        window: window(row.date()?),
        note: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

fn access_law(row: &mut Row) -> Option<AccessLaw> {
    Some(AccessLaw {
        id: row.text()?,
        place: Spot::from_code(row.text()?)?,
        law: row.text()?,
        cites: row.text()?,
        window: row.window()?,
        reaches: row.text()?,
        kind: match row.text()? {
            "law-enforcement" => AccessKind::LawEnforcement,
            "intelligence" => AccessKind::Intelligence,
            "both" => AccessKind::Both,
            "limits" => AccessKind::Limits,
            _ => return None,
        },
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

fn localisation_law(row: &mut Row) -> Option<LocalisationLaw> {
    Some(LocalisationLaw {
        id: row.text()?,
        place: row.place()?,
        law: row.text()?,
        window: row.window()?,
        effect: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}
