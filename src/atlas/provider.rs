//! The operators of clouds, dated. Sources: the column `source` of providers.csv.
//!
//! A group has a row for each country in which another company of it runs regions: the law of that country reaches this
//! company. Its column `abroad` says why regions in other countries have no such row.

use super::table::{self, Row};
use super::{Confidence, Place, tables};
use crate::date::{Date, Window};
use std::sync::OnceLock;

/// The operator of a provider's cloud in one window.
#[derive(Clone, Copy, Debug)]
pub struct Operator {
    /// Key of the provider: `aws`, `aws-eusc`.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The place of its seat; none where it is not known which company runs the regions.
    pub seat: Option<Place>,
    /// The seat of the company that ultimately controls it.
    pub ultimate_parent: Place,
    /// The company that ultimately controls it.
    pub parent_name: &'static str,
    /// With whom customers in the Union conclude the contract, where that is another company, and its seat.
    pub contracting: Option<(&'static str, Place)>,
    /// Why its regions in other countries have no operator of their own here; none where it has no such regions.
    pub abroad: Option<&'static str>,
    /// The holders of its capital, where they are known.
    pub holders: &'static [Holder],
    /// The days on which all this holds.
    pub window: Window,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// A holder of a part of a provider's capital.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// Its name.
    pub name: &'static str,
    /// The place of its seat.
    pub seat: Place,
    /// Its share of the capital, in hundredths of a percent.
    pub capital: u32,
    /// The row of the providers that it belongs to.
    row: (&'static str, Option<Date>),
}

/// Returns every operator of every provider, in the order of keys and days.
pub fn providers() -> &'static [Operator] {
    static PROVIDERS: OnceLock<Vec<Operator>> = OnceLock::new();
    PROVIDERS.get_or_init(|| table::parse(tables::PROVIDERS, operator))
}

/// Returns the operators of a provider in the order of their days; none when the key is unknown.
pub fn provider(key: &str) -> &'static [Operator] {
    let all = providers();
    let start = all.partition_point(|operator| operator.key < key);
    let end = all.partition_point(|operator| operator.key <= key);
    all.get(start..end).unwrap_or(&[])
}

/// Returns the operator of a provider's cloud on this day.
pub fn operator_on(key: &str, day: Date) -> Option<&'static Operator> {
    provider(key).iter().find(|operator| operator.window.holds(day))
}

fn operator(row: &mut Row) -> Option<Operator> {
    let key = row.text()?;
    let name = row.text()?;
    let seat = row.optional_place()?;
    let ultimate_parent = row.place()?;
    let parent_name = row.text()?;
    let contracting = row.optional()?.zip(row.optional_place()?);
    let abroad = row.optional()?;
    let window = row.window()?;
    Some(Operator {
        key,
        name,
        seat,
        ultimate_parent,
        parent_name,
        contracting,
        abroad,
        holders: holders_of((key, window.from)),
        window,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

fn holders_of(row: (&str, Option<Date>)) -> &'static [Holder] {
    static HOLDERS: OnceLock<Vec<Holder>> = OnceLock::new();
    let all = HOLDERS.get_or_init(|| table::parse(tables::HOLDERS, holder));
    let start = all.partition_point(|holder| holder.row < row);
    let end = all.partition_point(|holder| holder.row <= row);
    all.get(start..end).unwrap_or(&[])
}

fn holder(row: &mut Row) -> Option<Holder> {
    let at = (row.text()?, row.date()?);
    Some(Holder { name: row.text()?, seat: row.place()?, capital: hundredths(row.text()?)?, row: at })
}

/// Parses `44.4%` as 4440.
fn hundredths(percent: &str) -> Option<u32> {
    let number = percent.strip_suffix('%')?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let scale = 10_u32.checked_pow(2_u32.checked_sub(part.len().try_into().ok()?)?)?;
    let part = if part.is_empty() { 0 } else { part.parse::<u32>().ok()? * scale };
    Some(whole.parse::<u32>().ok()? * 100 + part)
}
