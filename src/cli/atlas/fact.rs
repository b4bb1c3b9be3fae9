//! Lists everything that the atlas states, with days, source and confidence.

use crate::cli::out::painted;
use lexloci::Date;
use lexloci::atlas::{self, Confidence, Group, Membership, Operator, Region};
use lexloci::date::Window;
use lexloci::render::Role;

/// One statement of the atlas.
pub(super) struct Fact {
    /// Its kind: `member`, `adequacy`.
    pub(super) kind: &'static str,
    /// The statement in words.
    pub(super) text: String,
    /// The days on which it holds.
    pub(super) window: Window,
    /// The key of its source.
    pub(super) source: &'static str,
    /// The confidence in it.
    pub(super) confidence: Confidence,
}

impl Fact {
    pub(super) fn holds(&self, day: Date) -> bool {
        self.window.holds(day)
    }

    /// Prints the statement: `adequacy      US: … , since 2023-07-10   [DECISION_READ, verified]`.
    pub(super) fn line(&self) -> String {
        let kind = format!("{:<13}", self.kind);
        let role = match self.confidence {
            Confidence::General => Role::Open,
            _ => Role::Quiet,
        };
        let source = painted(role, &format!("[{}, {}]", self.source, self.confidence.name()));
        format!("{}{}{}   {source}", painted(Role::Quiet, &kind), self.text, days(&self.window))
    }
}

/// Prints a window: `, since 2023-07-10`; nothing for every day.
fn days(window: &Window) -> String {
    match (window.from, window.through) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", since {from}"),
        (None, Some(through)) => format!(", through {through}"),
        (Some(from), Some(through)) => format!(", from {from} through {through}"),
    }
}

/// Lists every statement of every table.
pub(super) fn all() -> Vec<Fact> {
    let members = Group::all().flat_map(|group| group.memberships());
    let mut facts: Vec<Fact> = members.map(membership).collect();
    facts.extend(atlas::territories().iter().map(territory));
    facts.extend(atlas::regions().iter().map(region));
    facts.extend(atlas::multi_regions().iter().map(multi_region));
    facts.extend(atlas::providers().iter().map(operator));
    facts.extend(atlas::vendors().iter().flat_map(vendor));
    facts.extend(atlas::adequacy().iter().map(adequacy));
    facts.extend(atlas::instruments().iter().map(instrument));
    facts.extend(atlas::access_laws().iter().map(access_law));
    facts.extend(atlas::localisation_laws().iter().map(localisation_law));
    facts.extend(atlas::upcoming().iter().map(change));
    facts
}

/// Returns a change to come as a statement of no window.
pub(super) fn change(change: &atlas::Upcoming) -> Fact {
    Fact {
        kind: "change",
        text: format!("{}: {}", change.what, change.effect),
        window: Window::ALWAYS,
        source: change.source,
        confidence: change.confidence,
    }
}

/// Joins the words that are not empty with commas.
fn words(words: &[&str]) -> String {
    let said: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    said.join(", ")
}

pub(super) fn membership(member: &Membership) -> Fact {
    Fact {
        kind: "member",
        text: format!("{} is in {}", member.place.code(), member.group.name()),
        window: member.window,
        source: member.source,
        confidence: member.confidence,
    }
}

pub(super) fn territory(territory: &atlas::Territory) -> Fact {
    let state = territory.state.map(|state| format!("linked with {}", state.code()));
    let said = words(&[territory.status, state.as_deref().unwrap_or(""), territory.note]);
    Fact {
        kind: "territory",
        text: format!("{}: {said}", territory.place.code()),
        window: Window::ALWAYS,
        source: territory.source,
        confidence: territory.confidence,
    }
}

pub(super) fn region(region: &Region) -> Fact {
    let said = words(&[region.place.code(), region.label, region.partition]);
    Fact {
        kind: "region",
        text: format!("{} is in {said}; operated by {}", region.id, region.provider),
        window: Window::ALWAYS,
        source: region.source,
        confidence: region.confidence,
    }
}

pub(super) fn multi_region(multi: &atlas::MultiRegion) -> Fact {
    Fact {
        kind: "region",
        text: format!("{} {}", multi.id, multi.says()),
        window: Window::ALWAYS,
        source: multi.source,
        confidence: multi.confidence,
    }
}

/// Returns what is stated of a vendor and of the other companies of its group.
pub(super) fn vendor(vendor: &atlas::Vendor) -> Vec<Fact> {
    let companies = atlas::companies().iter().filter(|company| company.vendor == vendor.key);
    let stated = vendor.facts().into_iter().chain(companies.map(atlas::Company::fact));
    let fact = |fact: atlas::Fact| Fact {
        kind: "vendor",
        text: format!("{}: {}", vendor.key, fact.says),
        window: fact.window,
        source: fact.source,
        confidence: fact.confidence,
    };
    stated.map(fact).collect()
}

pub(super) fn operator(operator: &Operator) -> Fact {
    let seat = operator.seat.map_or("seat not known".to_owned(), |seat| format!("seat in {}", seat.code()));
    let parent = format!("ultimate parent {} in {}", operator.parent_name, operator.ultimate_parent.code());
    let contracting = operator.contracting.map(|(name, seat)| format!("contracts through {name} in {}", seat.code()));
    let holders: Vec<String> = operator.holders.iter().map(holder).collect();
    let holders = match holders.as_slice() {
        [] => String::new(),
        held => format!("held by {}", held.join(" and ")),
    };
    let contracting = contracting.as_deref().unwrap_or("");
    let said = words(&[operator.name, &seat, &parent, contracting, &holders, operator.abroad.unwrap_or("")]);
    Fact {
        kind: "operator",
        text: format!("{}: {said}", operator.key),
        window: operator.window,
        source: operator.source,
        confidence: operator.confidence,
    }
}

/// Prints a holder: `Orange (FR) 44.4 %`.
fn holder(holder: &atlas::Holder) -> String {
    let (whole, hundredths) = (holder.capital / 100, holder.capital % 100);
    let share = match (hundredths % 10, hundredths) {
        (_, 0) => format!("{whole}"),
        (0, tens) => format!("{whole}.{}", tens / 10),
        _ => format!("{whole}.{hundredths:02}"),
    };
    format!("{} ({}) {share} %", holder.name, holder.seat.code())
}

pub(super) fn adequacy(decision: &atlas::Adequacy) -> Fact {
    let scopes = match decision.scopes {
        "" => String::new(),
        scopes => format!("only for recipients under {}", scopes.replace(' ', " or ")),
    };
    let kind = match decision.kind {
        atlas::AdequacyKind::General => "",
        atlas::AdequacyKind::PassengerRecords => "air passenger records only",
        atlas::AdequacyKind::LawEnforcement => "Directive (EU) 2016/680 only, not for the GDPR",
    };
    let said = words(&[decision.instrument, decision.covers, kind, &scopes, decision.note]);
    Fact {
        kind: "adequacy",
        text: format!("{}: {said}", decision.place.code()),
        window: decision.window,
        source: decision.source,
        confidence: decision.confidence,
    }
}

fn instrument(instrument: &atlas::Instrument) -> Fact {
    let new = instrument.new.through.map(|day| format!("concluded anew through {day}"));
    let said = words(&[instrument.name, instrument.act, new.as_deref().unwrap_or(""), instrument.note]);
    Fact {
        kind: "instrument",
        text: format!("{}: {said}", instrument.id),
        window: instrument.window,
        source: instrument.source,
        confidence: instrument.confidence,
    }
}

pub(super) fn access_law(law: &atlas::AccessLaw) -> Fact {
    let kind = match law.kind {
        atlas::AccessKind::LawEnforcement => "criminal investigation",
        atlas::AccessKind::Intelligence => "intelligence",
        atlas::AccessKind::Both => "criminal investigation and intelligence",
        atlas::AccessKind::Limits => "limits access, or gives redress",
    };
    let said = words(&[law.law, kind, law.reaches]);
    Fact {
        kind: "access law",
        text: format!("{}: {said}", law.place.code()),
        window: law.window,
        source: law.source,
        confidence: law.confidence,
    }
}

pub(super) fn localisation_law(law: &atlas::LocalisationLaw) -> Fact {
    let said = words(&[law.law, law.effect]);
    Fact {
        kind: "localisation",
        text: format!("{}: {said}", law.place.code()),
        window: law.window,
        source: law.source,
        confidence: law.confidence,
    }
}
