//! Adds facts to a flow, and widens a place.

use super::draw::Choose;
use super::flow::{Maker, Much, may_exist, on_cloud};
use super::schema::{self, Fact, Step, at, at_mut, get, items, items_mut};
use lexloci::atlas::{Group, Place};
use lexloci::date::Duration;
use lexloci::vocab::{Category, Element, Kind, Type};
use lexloci::{Date, Json};
use std::collections::{BTreeMap, BTreeSet};

/// A fact that a flow does not state, and nothing else supplies.
#[derive(Clone, Debug)]
pub(crate) struct Hole {
    pub object: Vec<Step>,
    pub kind: Kind,
    pub fact: Fact,
}

/// The parts of a flow that decide which of its facts are supplied.
struct Known {
    groups: bool,
    /// Facts stated of each id, by any mention.
    by_id: BTreeMap<String, BTreeSet<&'static str>>,
    /// Ids of those who operate cloud regions: the atlas knows them.
    operators: BTreeSet<String>,
    /// Ids of exporters: their seat tells their law.
    exporters: BTreeSet<String>,
}

impl Known {
    fn of(flow: &Json) -> Known {
        let mut known = Known {
            groups: has_groups(flow),
            by_id: BTreeMap::new(),
            operators: BTreeSet::new(),
            exporters: BTreeSet::new(),
        };
        schema::each_object(flow, &mut |path, kind, object| {
            if let (Some(Step::Key("exporter")), Some(Json::Text(id))) = (path.last(), get(object, "id")) {
                known.exporters.insert(id.clone());
            }
            if let Some(Json::Text(id)) = get(object, "id") {
                let stated = schema::facts(kind).into_iter().filter(|(name, _)| get(object, name).is_some());
                known.by_id.entry(id.clone()).or_default().extend(stated.map(|(name, _)| name));
            }
            if let (Kind::Site, true, Some(operator)) = (kind, on_cloud(object), get(object, "operator")) {
                let word = match operator {
                    Json::Text(word) => Some(word.clone()),
                    object => match get(object, "id") {
                        Some(Json::Text(id)) => Some(id.clone()),
                        _ => None,
                    },
                };
                known.operators.extend(word);
            }
        });
        known
    }

    /// Returns whether the fact is another's to say: the atlas's, a default's, another mention's; or would narrow a group.
    fn supplies(&self, path: &[Step], kind: Kind, object: &Json, name: &str) -> bool {
        let id = match (get(object, "id"), path) {
            (Some(Json::Text(id)), _) => Some(id.as_str()),
            (_, [Step::Key(root)]) if kind == Kind::Party => Some(*root),
            _ => None,
        };
        let operates = id.is_some_and(|id| self.operators.contains(id)) || path.last() == Some(&Step::Key("operator"));
        let is_of_site = kind == Kind::Transfer && path.last() == Some(&Step::Key("transfer"));
        match (kind, name) {
            // Ids, names and keys say who somebody is: with another the flow is another.
            (_, "id" | "name") => true,
            (Kind::Transfer, name) if is_of_site && schema::OF_SITE.contains(&name) => true,
            (Kind::Site | Kind::Transfer, "data") | (Kind::Transfer, "exporter") => true,
            // An exporter that states no law has that of its seat.
            (Kind::Party, "regime") => {
                path.last() == Some(&Step::Key("exporter")) || id.is_some_and(|id| self.exporters.contains(id))
            }
            // The exporter's own keys are at its seat.
            (Kind::Keys, "place") => {
                get(object, "holder").is_some_and(|holder| *holder == Json::Text("exporter".to_owned()))
            }
            (Kind::Site, "place" | "operator") => on_cloud(object),
            (Kind::Site, "region") => self.groups,
            (Kind::Exit, "switching_time") => get(object, "notice").is_some() && get(object, "transition").is_some(),
            (Kind::Transfer, "tool") => ["scc_version", "scc_module", "complete", "processing_unchanged", "bcr_kind"]
                .iter()
                .any(|f| get(object, f).is_some()),
            (_, "sees_plaintext" | "exposed" | "protected_recipient" | "bound" | "complete") if self.groups => true,
            (_, "seat" | "ultimate_parent") if operates => true,
            _ => id.and_then(|id| self.by_id.get(id)).is_some_and(|stated| stated.contains(name)),
        }
    }
}

/// Returns whether some place of a flow is a group.
pub(crate) fn has_groups(flow: &Json) -> bool {
    let mut found = false;
    schema::each_place(flow, &mut |_, place| found |= Group::from_name(place).is_some());
    found
}

/// Returns the facts that matter and are missing.
pub(crate) fn holes(flow: &Json, reads: &BTreeSet<String>) -> Vec<Hole> {
    let known = Known::of(flow);
    let mut holes = Vec::new();
    schema::each_object(flow, &mut |path, kind, object| {
        for fact in schema::facts(kind) {
            let last = fact.0.rsplit('.').next().unwrap_or(fact.0);
            let missing = reads.contains(last) && get(object, fact.0).is_none() && may_exist(object, fact.0);
            if missing && !known.supplies(path, kind, object, fact.0) {
                holes.push(Hole { object: path.to_vec(), kind, fact });
            }
        }
    });
    holes
}

fn depth(path: &[Step]) -> usize {
    path.iter().filter(|step| matches!(step, Step::Key("holders"))).count()
}

/// Returns the day that a flow is judged on.
fn day(flow: &Json) -> Option<Date> {
    match get(flow, "as_of") {
        Some(Json::Text(day)) => Date::parse(day),
        _ => None,
    }
}

/// States a missing fact.
pub(crate) fn fill<C: Choose>(flow: &mut Json, hole: &Hole, maker: &mut Maker<'_, C>) {
    let value = match hole.fact.0 {
        "region" => maker.region(at(flow, &hole.object)),
        // Only what an authority authorises can be authorised.
        "tool" if get(at(flow, &hole.object), "authorised").is_some() => {
            Json::Text(maker.choose.one(&["ad_hoc_clauses", "arrangement"]).to_owned())
        }
        name @ ("notice" | "transition") => {
            let exit = at(flow, &hole.object);
            let duration = |name: &str| match get(exit, name) {
                Some(Json::Text(text)) => Duration::parse(text),
                _ => None,
            };
            let other = duration(if name == "notice" { "transition" } else { "notice" });
            match (duration("switching_time"), day(flow)) {
                (Some(both), Some(day)) if other.is_some() || maker.choose.pick(2) == 0 => {
                    let left = day.plus(both).days() - day.plus(other.unwrap_or_default()).days();
                    Json::Text(format!("{} days", left.max(0)))
                }
                _ => maker.value(hole.kind, hole.fact, depth(&hole.object)),
            }
        }
        name @ ("capital" | "votes") => {
            let [list @ .., _] = hole.object.as_slice() else { panic!("a holder stands in a list") };
            let holders = items(at(flow, list)).0;
            let missing = holders.iter().filter(|holder| get(holder, name).is_none()).count();
            let rest = (100.0 - schema::shares(holders, name).0).max(0.0);
            Json::Text(format!("{:.2}%", if missing == 1 { rest } else { rest / 2.0 }))
        }
        _ => maker.value(hole.kind, hole.fact, depth(&hole.object)),
    };
    schema::set(at_mut(flow, &hole.object), hole.fact.0, value);
}

/// States everything that matters and is missing: each fact, and that each list is complete.
pub(crate) fn complete<C: Choose>(flow: &Json, choose: &mut C, reads: &BTreeSet<String>) -> Json {
    let mut flow = flow.clone();
    let mut maker =
        Maker { choose, much: Much::All, reads, ids: vec![], groups: 2, letter: 'r', strangers: has_groups(&flow) };
    let mut lists = Vec::new();
    schema::each_list(&flow, &mut |path, ty, list| {
        if !schema::is_closed(ty, list) {
            lists.push((path, ty));
        }
    });
    for (path, ty) in lists {
        let mut known = items(at(&flow, &path)).0.to_vec();
        if maker.choose.pick(2) == 1 {
            let mut entry = extra(&mut maker, ty, &path, known.len());
            for name in ["capital", "votes"] {
                if ty == Type::List(Kind::Holder) && get(&entry, name).is_some() {
                    let rest = 100.0 - schema::shares(&known, name).0;
                    schema::set(&mut entry, name, Json::Text(format!("{rest:.2}%")));
                }
            }
            known.push(entry);
        }
        *at_mut(&mut flow, &path) = schema::closed(ty, known);
    }
    // Filling one hole can open or close another, so each round asks anew.
    for _ in 0..200 {
        let Some(hole) = holes(&flow, reads).into_iter().next() else { break };
        fill(&mut flow, &hole, &mut maker);
    }
    flow
}

fn extra<C: Choose>(maker: &mut Maker<'_, C>, ty: Type, path: &[Step], before: usize) -> Json {
    match ty {
        Type::List(kind) => maker.entry(kind, depth(path), (before, before + 2)),
        Type::Set(element) => {
            let name = match path.last() {
                Some(Step::Key(name)) => name,
                _ => "",
            };
            set_member(maker, element, name)
        }
        _ => Json::Null,
    }
}

fn set_member<C: Choose>(maker: &mut Maker<'_, C>, element: Element, name: &'static str) -> Json {
    let few: &[&str] = match name {
        "listed" => &["dpf", "privacy_shield"],
        "certified" => &["c5", "hds"],
        "purpose" => &["advertising", "service"],
        _ => return maker.value(Kind::Flow, (name, element.ty()), 0),
    };
    Json::Text(maker.choose.one(few).to_owned())
}

/// Adds one thing to a flow; says what, or nothing when there is nothing to add.
pub(crate) fn add<C: Choose>(flow: &mut Json, maker: &mut Maker<'_, C>) -> Option<&'static str> {
    match maker.choose.pick(12) {
        0..=5 => {
            let holes = holes(flow, maker.reads);
            let hole = holes.get(maker.choose.pick(holes.len()))?;
            fill(flow, hole, maker);
            Some("a fact stated")
        }
        6 => close(flow, maker),
        7 | 8 => add_entry(flow, maker),
        _ => refine(flow, maker),
    }
}

fn close<C: Choose>(flow: &mut Json, maker: &mut Maker<'_, C>) -> Option<&'static str> {
    let mut lists = Vec::new();
    schema::each_list(flow, &mut |path, ty, list| {
        if !schema::is_closed(ty, list) {
            lists.push((path, ty));
        }
    });
    let (path, ty) = lists.get(maker.choose.pick(lists.len()))?;
    *at_mut(flow, path) = schema::closed(*ty, items(at(flow, path)).0.to_vec());
    Some("a list closed")
}

fn add_entry<C: Choose>(flow: &mut Json, maker: &mut Maker<'_, C>) -> Option<&'static str> {
    let mut lists = Vec::new();
    schema::each_list(flow, &mut |path, ty, list| {
        if !schema::is_closed(ty, list) {
            lists.push((path, ty));
        }
    });
    let (path, ty) = lists.get(maker.choose.pick(lists.len()))?;
    let before = items(at(flow, path)).0.len();
    let entry = extra(maker, *ty, path, before);
    items_mut(at_mut(flow, path)).push(entry);
    Some("an entry added")
}

/// Replaces a stated category by some below it.
fn refine<C: Choose>(flow: &mut Json, maker: &mut Maker<'_, C>) -> Option<&'static str> {
    let mut broad = Vec::new();
    schema::each_list(flow, &mut |path, ty, list| {
        if ty == Type::Set(Element::Category) {
            for (index, entry) in items(list).0.iter().enumerate() {
                let Json::Text(name) = entry else { continue };
                let category = Category::from_name(name);
                let below: Vec<Category> =
                    Category::all().filter(|c| category.is_some_and(|own| *c != own && c.is_within(own))).collect();
                if !below.is_empty() {
                    broad.push((path.clone(), index, below));
                }
            }
        }
    });
    let (path, index, below) = broad.get(maker.choose.pick(broad.len()))?;
    let list = items_mut(at_mut(flow, path));
    list.remove(*index);
    for _ in 0..=maker.choose.pick(2) {
        list.push(Json::Text(below[maker.choose.pick(below.len())].name().to_owned()));
    }
    Some("a category refined")
}

/// Widens one place to a group that contains it, or replaces a region by its place; says what.
pub(crate) fn widen(flow: &mut Json, choose: &mut impl Choose, as_of: Date) -> Option<&'static str> {
    let mut places = Vec::new();
    schema::each_place(flow, &mut |path, place| {
        let within = Place::from_code(place).is_some() || Group::from_name(place).is_some();
        if within && place != "anywhere" {
            places.push((path, place.to_owned()));
        }
    });
    let mut sites = Vec::new();
    schema::each_object(flow, &mut |path, kind, object| {
        // A name of several regions is no place.
        let is_one = matches!(get(object, "region"), Some(Json::Text(id)) if ["aws/", "hostco/"].iter().any(|own| id.starts_with(own)));
        if kind == Kind::Site && is_one && on_cloud(object) && get(object, "place").is_none() {
            sites.push(path.to_vec());
        }
    });
    if !sites.is_empty() && choose.chance(40) {
        places.clear();
    }
    let index = choose.pick(places.len() + sites.len());
    if let Some((path, place)) = places.get(index) {
        let wider = groups_around(place, as_of);
        let group = wider.get(choose.pick(wider.len()))?;
        *at_mut(flow, path) = Json::Text((*group).to_owned());
        return Some("a place widened");
    }
    let site = at_mut(flow, sites.get(index.checked_sub(places.len())?)?);
    let Some(Json::Text(region)) = get(site, "region") else { return None };
    let place = if region == "aws/us-east-1" { "US" } else { "FR" };
    schema::unset(site, "region");
    schema::set(site, "place", Json::Text(place.to_owned()));
    Some("a region replaced")
}

fn groups_around(place: &str, as_of: Date) -> Vec<&'static str> {
    let own = match (Place::from_code(place), Group::from_name(place)) {
        (Some(place), _) => lexloci::atlas::PlaceSet::of(place),
        (_, Some(group)) => group.members_on(as_of),
        _ => return vec![],
    };
    let around = |name: &&str| {
        let members = Group::from_name(name).map(|group| group.members_on(as_of)).unwrap_or_default();
        own.is_subset(members) && own != members
    };
    ["EFTA", "EU", "EEA", "anywhere"].into_iter().filter(around).collect()
}
