//! Every fact of the atlas in one form: its subject, the statement, days, source and confidence.

use super::{
    AccessKind, AccessLaw, Adequacy, AdequacyKind, Company, Confidence, Group, Instrument, LocalisationLaw, Membership,
    MultiRegion, Operator, Place, Region, Spot, Territory, Vendor, access_laws, adequacy, companies, instruments,
    localisation_laws, multi_regions, providers, regions, territories, vendors,
};
use crate::date::Window;

/// One fact of the atlas.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The subject: `place:US`, `group:EU`, `region:aws/eu-west-3`, `provider:aws`, `vendor:zendesk`,
    /// `instrument:scc-2021-914`.
    pub subject: String,
    /// The statement in words.
    pub says: String,
    /// The key of its source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
    /// The days on which it holds.
    pub window: Window,
}

/// Returns every fact: places, then groups' members, decisions, laws, instruments, providers, regions and vendors.
///
/// That every country belongs to `anywhere` holds by definition and is left out.
pub fn facts() -> impl Iterator<Item = Fact> {
    let countries = Place::all().filter(|place| place.is_iso());
    let groups = Group::all().filter(|group| group.name() != "anywhere");
    let members = groups.flat_map(|group| group.memberships());
    countries
        .map(Fact::of_name)
        .chain(territories().iter().map(Fact::of_territory))
        .chain(members.map(Fact::of_membership))
        .chain(adequacy().iter().map(Fact::of_adequacy))
        .chain(access_laws().iter().map(Fact::of_access))
        .chain(localisation_laws().iter().map(Fact::of_localisation))
        .chain(instruments().iter().flat_map(Fact::of_instrument))
        .chain(providers().iter().map(Fact::of_operator))
        .chain(regions().iter().map(Fact::of_region))
        .chain(multi_regions().iter().map(Fact::of_multi_region))
        .chain(vendors().iter().flat_map(Vendor::facts))
        .chain(companies().iter().map(Company::fact))
}

impl Fact {
    fn of_name(place: Place) -> Fact {
        Fact {
            subject: about(place),
            says: format!("is {}", place.name()),
            source: "ISO_3166",
            confidence: Confidence::Secondary,
            window: Window::ALWAYS,
        }
    }

    fn of_territory(territory: &Territory) -> Fact {
        let state = territory.state.map(|state| format!(" ({})", state.code()));
        Fact {
            subject: about(territory.place),
            says: said(&[territory.status, &state.unwrap_or_default()], territory.note),
            source: territory.source,
            confidence: territory.confidence,
            window: Window::ALWAYS,
        }
    }

    fn of_membership(membership: &Membership) -> Fact {
        Fact {
            subject: about(membership.place),
            says: format!("belongs to {}", membership.group.name()),
            source: membership.source,
            confidence: membership.confidence,
            window: membership.window,
        }
    }

    fn of_adequacy(decision: &Adequacy) -> Fact {
        let lists: Vec<_> = decision.scopes().collect();
        let with = if lists.is_empty() { String::new() } else { format!(" with {}", lists.join(" or ")) };
        let law = match decision.kind {
            AdequacyKind::General => "",
            AdequacyKind::PassengerRecords => " for passenger records",
            AdequacyKind::LawEnforcement => " for law enforcement",
        };
        let covers = format!("{}, {}", decision.instrument, decision.covers);
        Fact {
            subject: about(decision.place),
            says: said(&["is adequate", &with, law], &said(&[&covers], decision.note)),
            source: decision.source,
            confidence: decision.confidence,
            window: decision.window,
        }
    }

    fn of_access(law: &AccessLaw) -> Fact {
        let kind = match law.kind {
            AccessKind::LawEnforcement => "law enforcement reaches data by ",
            AccessKind::Intelligence => "intelligence reaches data by ",
            AccessKind::Both => "law enforcement and intelligence reach data by ",
            AccessKind::Limits => "limits access by ",
        };
        let subject = match law.place {
            Spot::Place(place) => about(place),
            Spot::Group(group) => format!("group:{}", group.name()),
        };
        Fact {
            subject,
            says: said(&[kind, law.law], law.reaches),
            source: law.source,
            confidence: law.confidence,
            window: law.window,
        }
    }

    fn of_localisation(law: &LocalisationLaw) -> Fact {
        Fact {
            subject: about(law.place),
            says: said(&["has ", law.law], law.effect),
            source: law.source,
            confidence: law.confidence,
            window: law.window,
        }
    }

    fn of_instrument(instrument: &Instrument) -> Vec<Fact> {
        let fact = |says, window| Fact {
            subject: format!("instrument:{}", instrument.id),
            says,
            source: instrument.source,
            confidence: instrument.confidence,
            window,
        };
        let (name, act) = (instrument.name, instrument.act);
        let counts = said(&[name, ", ", act], instrument.note);
        let mut facts = vec![fact(counts, instrument.window)];
        if instrument.new != instrument.window {
            facts.push(fact(format!("{name} can be concluded"), instrument.new));
        }
        facts
    }

    fn of_operator(operator: &Operator) -> Fact {
        let seat = operator.seat.map_or("not known", Place::code);
        let abroad = operator.abroad.map_or_else(String::new, |reason| [". ", reason].concat());
        let parent = operator.ultimate_parent.code();
        let owner = format!("controlled by {} ({parent})", operator.parent_name);
        let contract = operator.contracting.map(|(name, place)| {
            let place = place.code();
            format!(", contracts in the Union through {name} ({place})")
        });
        let holders = operator.holders.iter().map(|holder| {
            let (name, place) = (holder.name, holder.seat.code());
            let (whole, part) = (holder.capital / 100, holder.capital % 100);
            format!(", {whole}.{part:02}% held by {name} ({place})")
        });
        let holders: String = holders.collect();
        Fact {
            subject: format!("provider:{}", operator.key),
            says: format!(
                "{}, seat in {seat}, {owner}{}{holders}{abroad}",
                operator.name,
                contract.unwrap_or_default()
            ),
            source: operator.source,
            confidence: operator.confidence,
            window: operator.window,
        }
    }

    fn of_region(region: &Region) -> Fact {
        let (place, provider) = (region.place.code(), region.provider);
        Fact {
            subject: format!("region:{}", region.id),
            says: format!("is in {place}, operated by {provider}: {}", region.label),
            source: region.source,
            confidence: region.confidence,
            window: Window::ALWAYS,
        }
    }
}

impl Fact {
    fn of_multi_region(multi: &MultiRegion) -> Fact {
        Fact {
            subject: format!("region:{}", multi.id),
            says: multi.says(),
            source: multi.source,
            confidence: multi.confidence,
            window: Window::ALWAYS,
        }
    }
}

fn about(place: Place) -> String {
    format!("place:{}", place.code())
}

/// Joins the parts, and appends further text after a colon.
fn said(parts: &[&str], more: &str) -> String {
    let head = parts.concat();
    if more.is_empty() { head } else { format!("{head}: {more}") }
}
