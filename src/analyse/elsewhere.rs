//! Acts that move more than one fact: a site with its region and operator, a transfer with its recipient.
//!
//! The flow stays possible when something is moved: a region brings its own operator, a recipient receives where it is, and a new person is
//! described only by what is needed.

use super::acts::Acts;
use super::draft::{Draft, FRESH, Move, Step};
use super::near::{distance, with_regions};
use super::pact::is_demanding;
use super::place::{entries, get, key, remove, set, stated_place, steps};
use crate::atlas::{Place, PlaceSet};
use crate::date::Date;
use crate::eval::Kinds;
use crate::flow::json::Json;
use crate::flow::{territories, territory};
use crate::order::sort_by_key;
use crate::policy::AnyRegion;
use crate::sorted::SortedSet;
use crate::vocab::Kind;

/// Regions of other providers that are tried for each kind of place and of operator.
const OTHERS: usize = 1;

/// The marks that tell regions apart for a policy: whether the provider stays, the kinds of place of the operator's seat and parent, the
/// kind of the region's place, and the region itself where the policy names it.
type RegionKind = (bool, Option<(Option<usize>, Option<usize>)>, usize, usize);

impl Acts<'_, '_> {
    /// Returns the moves of a site: to regions of the same provider, to other places, to other providers, to another
    /// operator where it is.
    pub(super) fn of_site(&self, draft: &Draft, site: &str, found: &mut Vec<Move>) {
        let Some(entry) = get(&draft.stated, &steps(site)) else { return };
        if is_demanding(&draft.stated, &format!("{site}.operator")) {
            return;
        }
        let region = text(entry, "region").and_then(|id| self.space.policy.declared.region(id));
        let place = text(entry, "place").and_then(stated_place);
        let kinds = self.space.kinds(&draft.stated, &[], true);
        match region {
            Some(region) => self.to_regions(draft, site, region, &kinds, found),
            None => {
                let from = place.or_else(|| self.home(&draft.stated));
                let seat = key(entry, "operator").and_then(|operator| text(operator, "seat")).and_then(stated_place);
                let elsewhere = |there: &Place| {
                    Some(*there) != place
                        && self.may_lead(draft, place, *there)
                        && may_follow(&draft.stated, self.space.as_of, seat, *there)
                };
                for there in self.places(&draft.stated, &kinds, from).into_iter().filter(elsewhere) {
                    let path = format!("{site}.place");
                    let mut steps = vec![Step::act(&path, code(there), self.costs.relocate)];
                    steps.extend(self.tied_transfers(draft, entry, place, there));
                    found.push(steps);
                }
                self.to_somebody(draft, &format!("{site}.operator"), place, self.costs.party, found);
            }
        }
    }

    fn to_regions(&self, draft: &Draft, site: &str, from: AnyRegion<'_>, kinds: &Kinds, found: &mut Vec<Move>) {
        let Some(entry) = get(&draft.stated, &steps(site)) else { return };
        let here = from.single_place().or_else(|| self.home(&draft.stated));
        let declared = &self.space.policy.declared;
        let is_other = |region: &AnyRegion<'_>| region.index != from.index && region.single_place().is_some();
        let mut regions: Vec<AnyRegion<'_>> = declared.all_regions().filter(is_other).collect();
        let far = |region: &AnyRegion<'_>| {
            let place = region.single_place();
            let stays = (region.brand() != from.brand(), region.provider != from.provider);
            let at_home = place.is_some_and(|place| territory(self.space.as_of).contains(place));
            (stays, !at_home, self.far(here, place), region.index)
        };
        sort_by_key(&mut regions, far);
        let mut seen: SortedSet<RegionKind> = SortedSet::new();
        for region in regions {
            let Some(place) = region.single_place() else { continue };
            let is_same = region.brand() == from.brand();
            let operator = declared.operator_on(region.provider, self.space.as_of);
            let kind = |place: Option<Place>| place.map(|place| kinds.of(place));
            let who = operator.map(|run_by| (kind(run_by.seat), kind(run_by.ultimate_parent)));
            let named = self.space.regions.named.contains(&(region.index as u16));
            let own = if named { region.index + OTHERS } else { 0 };
            if !is_same && !self.may_replace(from, region)
                || !self.may_lead(draft, here, place)
                || !seen.insert((is_same, who, kinds.of(place), own))
            {
                continue;
            }
            let mut moved = entry.clone();
            remove(&mut moved, &steps("place"));
            if region.provider != from.provider {
                remove(&mut moved, &steps("operator"));
            }
            set(&mut moved, &steps("region"), Json::Text(region.id.to_owned()));
            let cost = if is_same { self.costs.relocate } else { self.costs.party };
            let mut steps = vec![changed(site, entry, &["region"], moved, cost)];
            steps.extend(self.tied_transfers(draft, entry, here, place));
            found.push(steps);
        }
    }

    /// Reports whether something may be moved from one place to another: to no organisation, and not out of the territory of the exporter's
    /// law, which would make a transfer. Of an exporter without a stated seat the law is that of the Union.
    fn may_lead(&self, draft: &Draft, from: Option<Place>, to: Place) -> bool {
        let law = self.law_of_exporter(draft);
        let leaves = from.is_some_and(|from| law.contains(from)) && !law.contains(to);
        !to.is_organisation() && !leaves
    }

    /// Returns the territory of the law that binds the exporter by its seat; the Union's where none is stated.
    fn law_of_exporter(&self, draft: &Draft) -> PlaceSet {
        law_of_exporter(&draft.stated, self.space.as_of)
    }

    /// Reports whether another provider is proposed: one of the Union, or of the country of the one before.
    fn may_replace(&self, from: AnyRegion<'_>, to: AnyRegion<'_>) -> bool {
        let day = self.space.as_of;
        let home = territory(day);
        let declared = &self.space.policy.declared;
        let owner = |region: AnyRegion<'_>| declared.operator_on(region.provider, day)?.ultimate_parent;
        let own = owner(to);
        own.is_some_and(|place| home.contains(place)) || own.is_some() && own == owner(from)
    }

    /// Returns the moves of a transfer: to where the same recipient is, or with which a site of the recipient moves; to
    /// another recipient there.
    pub(super) fn of_transfer(&self, draft: &Draft, transfer: &str, found: &mut Vec<Move>) {
        let Some(entry) = get(&draft.stated, &steps(transfer)) else { return };
        let to = text(entry, "to").and_then(stated_place);
        let seat = key(entry, "recipient").and_then(|person| text(person, "seat")).and_then(stated_place);
        let kinds = self.space.kinds(&draft.stated, &[], false);
        let from = self.home(&draft.stated).or(to);
        let role = key(entry, "recipient").and_then(|person| key(person, "role")).cloned();
        if is_demanding(&draft.stated, &format!("{transfer}.recipient")) {
            return;
        }
        for there in
            self.places(&draft.stated, &kinds, from).into_iter().filter(|there| self.may_lead(draft, to, *there))
        {
            let stays = seat.is_none() || seat == Some(there);
            if Some(there) != to && stays {
                let mut steps =
                    vec![Step::act(&format!("{transfer}.to"), code(there), self.costs.relocate + self.costs.state)];
                steps.extend(self.tied_sites(draft, entry, to, there));
                found.push(steps);
            }
            let mut other = entry.clone();
            for fact in Kind::Transfer.facts().iter().filter(|fact| fact.of_recipient) {
                remove(&mut other, &steps(fact.name));
            }
            set(&mut other, &steps("to"), code(there));
            let somebody = self.somebody(draft, "recipient", Some(there), role.clone());
            set(&mut other, &steps("recipient"), somebody.clone());
            let mut all = vec![changed(transfer, entry, &["recipient"], other, self.costs.recipient)];
            all.extend(self.sites_of(draft, entry, to, there, &somebody));
            found.push(all);
        }
    }

    /// Returns the moves to another person in a role, where the policy can tell him from who is there. There are none to another
    /// authority than the one that demands the data.
    pub(super) fn to_somebody(&self, draft: &Draft, path: &str, at: Option<Place>, cost: u32, found: &mut Vec<Move>) {
        if is_demanding(&draft.stated, path) {
            return;
        }
        let kinds = self.space.kinds(&draft.stated, &[], false);
        let from = self.home(&draft.stated).or(at);
        let name = path.rsplit('.').next().unwrap_or(path);
        let name = if name.starts_with("suppliers[") { "supplier" } else { name };
        // A recipient receives where he is.
        let receives = path.strip_suffix(".recipient").and_then(|transfer| get(&draft.stated, &steps(transfer)));
        let receives = receives.and_then(|transfer| text(transfer, "to")).and_then(stated_place);
        let seats = receives.map_or_else(|| self.places(&draft.stated, &kinds, from), |there| vec![there]);
        let role = get(&draft.stated, &steps(&format!("{path}.role"))).cloned();
        for there in seats.into_iter().filter(|there| !there.is_organisation()) {
            found.push(vec![Step::act(path, self.somebody(draft, name, Some(there), role.clone()), cost)]);
        }
    }

    /// Returns somebody of whom nothing is known but where he is, and what he does.
    fn somebody(&self, draft: &Draft, name: &str, seat: Option<Place>, role: Option<Json>) -> Json {
        let known = draft.stated.to_string();
        let ids = (1..).map(|number| match number {
            1 => format!("{FRESH}{name}"),
            _ => format!("{FRESH}{name}-{number}"),
        });
        let id = ids.into_iter().find(|id| !known.contains(&format!("\"{id}\""))).unwrap_or_default();
        // He belongs to nobody abroad.
        let place = |name| seat.map(|seat| (name, code(seat)));
        // Without ids it is their names that tell persons apart.
        let name = Some(("name", Json::Text(id.replace('-', " "))));
        let role = role.map(|role| ("role", role));
        let facts = [Some(("id", Json::Text(id))), name, place("seat"), place("ultimate_parent"), role];
        Json::Object(facts.into_iter().flatten().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Returns the best place of each kind that the policy can tell apart: where data may be first, then what is near.
    fn places(&self, flow: &Json, kinds: &Kinds, from: Option<Place>) -> Vec<Place> {
        let home = territory(self.space.as_of);
        let mut all: Vec<Place> = with_regions().chain(self.home(flow)).collect();
        sort_by_key(&mut all, |place| (!home.contains(*place), self.far(from, Some(*place)), *place));
        let mut seen = SortedSet::new();
        all.retain(|place| seen.insert(kinds.of(*place)));
        // A kind of which no place has a region is tried by the one that stands for it.
        all.extend(kinds.each().iter().map(|(place, _)| *place).filter(|place| seen.insert(kinds.of(*place))));
        all
    }

    /// Returns where the exporter has its seat.
    fn home(&self, flow: &Json) -> Option<Place> {
        home(flow)
    }

    fn far(&self, from: Option<Place>, to: Option<Place>) -> u32 {
        from.zip(to).map_or(0, |(from, to)| distance(from, to))
    }

    /// Returns the steps by which transfers move with a site: those to its operator, at its place.
    fn tied_transfers(&self, draft: &Draft, site: &Json, from: Option<Place>, to: Place) -> Vec<Step> {
        let operator = key(site, "operator");
        let tied = |transfer: &Json| {
            is_same_person(operator, key(transfer, "recipient")) && text(transfer, "to").and_then(stated_place) == from
        };
        self.along(draft, &["transfers"], tied, "to", from, to)
    }

    /// Returns the steps by which sites move with a transfer: those of its recipient, where it receives.
    fn tied_sites(&self, draft: &Draft, transfer: &Json, from: Option<Place>, to: Place) -> Vec<Step> {
        let recipient = key(transfer, "recipient");
        let tied = |site: &Json| {
            is_same_person(recipient, key(site, "operator"))
                && text(site, "region").is_none_or(|region| region == "none")
                && text(site, "place").and_then(stated_place) == from
        };
        self.along(draft, &["storage", "processing", "access"], tied, "place", from, to)
    }

    /// Returns the steps by which sites of a recipient, where he receives, go to another one.
    fn sites_of(&self, draft: &Draft, transfer: &Json, from: Option<Place>, to: Place, somebody: &Json) -> Vec<Step> {
        let recipient = key(transfer, "recipient");
        let mut found = vec![];
        for list in ["storage", "processing", "access"] {
            let all = get(&draft.stated, &steps(list)).map_or(&[][..], |list| entries(list).0);
            for (index, site) in all.iter().enumerate() {
                let region = text(site, "region").and_then(|id| self.space.policy.declared.region(id)?.single_place());
                let place = text(site, "place").and_then(stated_place).or(region);
                if place == from && is_same_person(recipient, key(site, "operator")) {
                    let mut moved = site.clone();
                    remove(&mut moved, &steps("region"));
                    set(&mut moved, &steps("place"), code(to));
                    set(&mut moved, &steps("operator"), somebody.clone());
                    found.push(changed(&format!("{list}[{index}]"), site, &["operator"], moved, 0));
                }
            }
        }
        found
    }

    fn along(
        &self,
        draft: &Draft,
        lists: &[&str],
        tied: impl Fn(&Json) -> bool,
        name: &str,
        from: Option<Place>,
        to: Place,
    ) -> Vec<Step> {
        let mut found = vec![];
        for list in lists {
            let all = get(&draft.stated, &steps(list)).map_or(&[][..], |list| entries(list).0);
            for (index, _) in all.iter().enumerate().filter(|(_, entry)| from != Some(to) && tied(entry)) {
                found.push(Step::act(&format!("{list}[{index}].{name}"), code(to), 0));
            }
        }
        found
    }
}

fn home(flow: &Json) -> Option<Place> {
    key(flow, "exporter").and_then(|exporter| text(exporter, "seat")).and_then(stated_place)
}

fn law_of_exporter(flow: &Json, as_of: Date) -> PlaceSet {
    let [union, others @ ..] = territories(as_of);
    let home = home(flow);
    others.into_iter().find(|law| home.is_some_and(|home| law.contains(home))).unwrap_or(union)
}

/// Reports whether somebody may follow the data to a place: into the territory of the exporter's law, or home. What a third country's law
/// promises it promises of its own companies, and not of those of another that come there.
fn may_follow(flow: &Json, as_of: Date, seat: Option<Place>, to: Place) -> bool {
    let law = law_of_exporter(flow, as_of);
    seat.is_none_or(|seat| seat == to || law.contains(seat) || law.contains(to))
}

/// Reports whether a step that moves a site or a transfer, and leaves who is there, moves him where he may follow.
pub(super) fn is_followed(flow: &Json, as_of: Date, step: &Step) -> bool {
    let of_site = step.path.strip_suffix(".place").map(|site| format!("{site}.operator.seat"));
    let of_transfer = || step.path.strip_suffix(".to").map(|transfer| format!("{transfer}.recipient.seat"));
    // A transfer that is stated anew as a whole says itself where it leads.
    let whole =
        || step.to.as_ref().and_then(|entry| key(entry, "to")).map(|to| (format!("{}.recipient.seat", step.path), to));
    let moved = of_site.or_else(of_transfer).zip(step.to.as_ref()).or_else(whole);
    let Some((seat, Json::Text(to))) = moved else { return true };
    let seat = match get(flow, &steps(&seat)) {
        Some(Json::Text(seat)) => stated_place(seat),
        _ => None,
    };
    stated_place(to).is_none_or(|to| may_follow(flow, as_of, seat, to))
}

/// Returns the step that puts an entry in place of another: of one fact, where no other differs.
fn changed(path: &str, from: &Json, only: &[&str], to: Json, cost: u32) -> Step {
    let mut differing = vec![];
    super::draft::differing("", Some(from), Some(&to), &mut differing);
    for name in only {
        let own = format!(".{name}");
        if differing.iter().all(|path| *path == own || path.starts_with(&format!("{own}.")))
            && let Some(value) = key(&to, name)
        {
            return Step::act(&format!("{path}.{name}"), value.clone(), cost);
        }
    }
    Step::act(path, to, cost)
}

fn code(place: Place) -> Json {
    Json::Text(place.code().to_owned())
}

fn text<'j>(object: &'j Json, name: &str) -> Option<&'j str> {
    match key(object, name) {
        Some(Json::Text(text)) => Some(text),
        _ => None,
    }
}

/// Reports whether two mentions are of one person, as far as they say so themselves.
fn is_same_person(one: Option<&Json>, other: Option<&Json>) -> bool {
    let id = |person: &Json| match person {
        Json::Text(name) => Some(name.clone()),
        Json::Object(_) => text(person, "id").map(str::to_owned),
        _ => None,
    };
    one.zip(other).is_some_and(|(one, other)| id(one).is_some() && id(one) == id(other))
}
