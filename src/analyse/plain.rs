//! Tells plain suppositions from those that would need an odd world.
//!
//! A question or a condition says what would have to be so. Much of it is ordinary: a list that has no further entries, two
//! parties that are two persons, an exporter that decides why and how (GDPR 4(7)) and a recipient that works for it (4(8)).
//! Other answers are possible and seldom true: that exporter and recipient are one, that data pass where nobody mentioned, that
//! a derogation applies, that no law binds the exporter. They are given only where no plain one is.

use super::nature::Natured;
use super::place::{Step, each_text, entries, get, steps};
use crate::atlas::vendor_named;
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::vocab::{Kind, Nature, Type};

/// The greatest oddness of a supposition that is still plain.
const PLAIN: u32 = 1;

/// The category of data and the purpose by which a flow says that it is about staff.
const OF_STAFF: [&str; 2] = ["employment", "human_resources"];

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
            let of_module = match fact.name() {
                "scc_module" => u32::from(Some(value.as_str()) != usual_module(flow, path)),
                _ => 0,
            };
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
            of_value.max(of_person).max(of_module)
        }
        // Nobody takes a protection away in order to comply.
        (Type::YesNo, Json::Bool(value)) => 3 * u32::from(fact.is_never(if *value { "true" } else { "false" })),
        // A recipient of which it is known where it is receives there, and an authority nowhere else.
        (Type::Place, place) if fact.spot.kind == Kind::Transfer => away_from_recipient(flow, path, place),
        (Type::Place, place) => u32::from(usual_place(flow, path, fact.name()).is_some_and(|usual| usual != place)),
        // There are data, and reasons to have them.
        (Type::Set(_), set) if matches!(fact.spot.kind, Kind::Flow | Kind::Data) && entries(set).0.is_empty() => 3,
        // A list that covers staff data too is looked up where there are such data.
        (Type::Set(_), set) if entries(set).0.iter().any(|value| fact.is_rare(value)) => {
            2 * u32::from(!is_of_staff(flow))
        }
        (Type::Text, Json::Text(value)) if fact.name() == "id" => 3 * u32::from(!value.starts_with("party-")),
        _ => 0,
    }
}

/// Returns where something mostly is, where the flow states it: a company where it receives or runs a site, the head of its group where the
/// company is, and keys where the exporter is.
fn usual_place<'j>(flow: &'j Json, path: &str, name: &str) -> Option<&'j Json> {
    let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
    let at = |path: String| get(flow, &steps(&path));
    let receives = || {
        let transfer = owner.strip_suffix(".recipient").map(|transfer| format!("{transfer}.to"));
        let site = || owner.strip_suffix(".operator").map(|site| format!("{site}.place"));
        at(transfer.or_else(site)?)
    };
    match name {
        "seat" => receives(),
        "ultimate_parent" | "administration" | "main_establishment" => at(format!("{owner}.seat")).or_else(receives),
        "place" if owner.ends_with("keys") => at("exporter.seat".to_owned()),
        _ => None,
    }
}

/// Returns the module of the clauses for the roles that a flow states: whoever sends data mostly decides on them, and whoever receives them
/// mostly works for somebody.
fn usual_module(flow: &Json, path: &str) -> Option<&'static str> {
    let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
    let is_processor = |party: String, usual: bool| match get(flow, &steps(&format!("{party}.role"))) {
        Some(Json::Text(role)) => ["processor", "sub_processor"].contains(&role.as_str()),
        _ => usual,
    };
    let own = format!("{owner}.exporter");
    let sender = if get(flow, &steps(&own)).is_some() { own } else { "exporter".to_owned() };
    let recipient = match owner.strip_suffix(".transfer") {
        Some(site) => format!("{site}.operator"),
        None => format!("{owner}.recipient"),
    };
    Some(match (is_processor(sender, false), is_processor(recipient, true)) {
        (false, false) => "c2c",
        (false, true) => "c2p",
        (true, false) => "p2c",
        (true, true) => "p2p",
    })
}

/// Reports whether a flow says that data of staff are among its data.
fn is_of_staff(flow: &Json) -> bool {
    let mut is_said = false;
    each_text(flow, &mut |text| is_said |= OF_STAFF.contains(&text.as_str()));
    is_said
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
        Some(_) => 2,
        None => 0,
    }
}
