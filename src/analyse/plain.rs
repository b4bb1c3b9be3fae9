//! Which suppositions are plain, and which would need an odd world.
//!
//! A question or a condition says what would have to be so. Much of it is ordinary: a list that has no further entries, two
//! parties that are two persons, an exporter that decides why and how (GDPR 4(7)) and a recipient that works for it (4(8)).
//! Other answers are possible and seldom true: that exporter and recipient are one, that data pass where nobody mentioned, that
//! a derogation applies, that no law binds the exporter. They are given only where no plain one is.

use super::nature::Natured;
use super::place::{Step, entries, get, steps};
use crate::atlas::vendor_named;
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::vocab::{Kind, Nature, Type};

/// How odd what is supposed may be and still be plain.
const PLAIN: u32 = 1;

/// Reports whether it is plain to suppose a value at a path of a flow.
pub(super) fn is_plain(declared: &Declared, flow: &Json, path: &str, value: &Json) -> bool {
    oddity(declared, flow, path, value) <= PLAIN
}

/// Reports whether a value is one that nobody is asked to affirm: that a company is nobody's, or what no cure supposes of what is
/// given, such as a derogation.
pub(super) fn is_leading(declared: &Declared, path: &str, value: &Json) -> bool {
    let Some(fact) = Natured::of(declared, path) else { return false };
    let is_never = match value {
        Json::Text(value) => fact.is_never(value),
        Json::Bool(value) => fact.is_never(if *value { "true" } else { "false" }),
        _ => false,
    };
    fact.nature == Nature::Given && is_never || is_nobodys(fact.spot.ty, value)
}

/// Reports whether a list of holders says that a company belongs to nobody.
pub(super) fn is_nobodys(ty: Type, list: &Json) -> bool {
    ty == Type::List(Kind::Holder) && entries(list).0.is_empty()
}

/// Returns how odd it is to suppose a value at a path of a flow, from 0, which is plain.
pub(super) fn oddity(declared: &Declared, flow: &Json, path: &str, value: &Json) -> u32 {
    let Some(fact) = Natured::of(declared, path) else { return 0 };
    match (fact.spot.ty, value) {
        (ty, list) if is_nobodys(ty, list) => 3,
        (Type::List(_), Json::Array(items)) => {
            let known = get(flow, &steps(path)).map_or(0, |list| entries(list).0.len());
            2 * items.len().saturating_sub(known) as u32
        }
        // Somebody who is somebody else, or nobody.
        (Type::Object(Kind::Party), Json::Text(_)) => 3,
        (Type::Object(Kind::Party), Json::Object(facts)) => 3 * u32::from(!facts.is_empty()),
        (Type::Enum(_), Json::Text(value)) => {
            let is_exporter = steps(path).contains(&Step::Key("exporter"));
            // A provider or the operator of a site works for somebody.
            let is_host = matches!(steps(path).first(), Some(Step::Key("provider")))
                || steps(path).contains(&Step::Key("operator"));
            let of_value = 3 * u32::from(fact.is_never(value) || fact.is_rare(&Json::Text(value.clone())));
            let of_person = match (fact.name(), value.as_str()) {
                ("role", "controller") if is_host => 3,
                ("role", "controller") => u32::from(!is_exporter),
                ("role", "processor") => u32::from(is_exporter),
                ("role", _) => 2,
                ("regime", "none") if is_exporter => 3,
                // No data-protection law of those that are known binds most recipients abroad.
                ("regime", "none") => 0,
                ("regime", _) => u32::from(!is_exporter),
                _ => 0,
            };
            of_value.max(of_person)
        }
        // Nobody takes a protection away in order to comply.
        (Type::YesNo, Json::Bool(value)) => 3 * u32::from(fact.is_never(if *value { "true" } else { "false" })),
        // A recipient of which it is known where it is receives there, and an authority nowhere else.
        (Type::Place, place) if fact.spot.kind == Kind::Transfer => away_from_recipient(flow, path, place),
        // There are data, and reasons to have them.
        (Type::Set(_), set) if matches!(fact.spot.kind, Kind::Flow | Kind::Data) && entries(set).0.is_empty() => 1,
        (Type::Set(_), set) => u32::from(entries(set).0.iter().any(|value| fact.is_rare(value))),
        (Type::Text, Json::Text(value)) if fact.name() == "id" => 3 * u32::from(!value.starts_with("party-")),
        _ => 0,
    }
}

/// Returns how odd a destination is that is elsewhere than the recipient.
fn away_from_recipient(flow: &Json, path: &str, place: &Json) -> u32 {
    let transfer = path.rsplit_once('.').map_or("", |(transfer, _)| transfer);
    let of_recipient = |name: &str| get(flow, &steps(&format!("{transfer}.recipient.{name}")));
    let vendor = || match of_recipient("vendor")? {
        Json::Text(name) => {
            let named = vendor_named(name)?;
            let seat = named.company.map(|company| company.seat).or(named.vendor.seat)?;
            Some(Json::Text(seat.code().to_owned()))
        }
        _ => None,
    };
    match of_recipient("seat").cloned().or_else(vendor) {
        Some(seat) if seat == *place => 0,
        Some(_) if of_recipient("role") == Some(&Json::Text("authority".to_owned())) => 3,
        Some(_) => 1,
        None => 0,
    }
}
