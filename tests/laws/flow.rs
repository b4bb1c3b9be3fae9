//! Random flows over small domains, and the rest of a flow that states too little.

use super::draw::Choose;
use super::schema::{self, Fact};
use lexloci::Json;
use lexloci::vocab::{Element, Kind, Type};
use std::collections::BTreeSet;

/// The share of facts that is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Much {
    /// Each fact in so many of a hundred cases; lists may be open and places groups.
    Some(usize),
    /// Every fact that the policy reads.
    All,
}

/// Makes facts.
pub(crate) struct Maker<'c, C> {
    pub choose: &'c mut C,
    pub much: Much,
    /// The names of facts that matter.
    pub reads: &'c BTreeSet<String>,
    /// Ids that the flow has.
    pub ids: Vec<String>,
    /// The prefix of new ids.
    pub letter: char,
    /// Says whether every id that is made is a new one.
    pub strangers: bool,
    /// So many more places may be groups.
    pub groups: usize,
}

const GROUPS: &[&str] = &["EU", "EFTA", "anywhere", "EEA"];
const FEW: &[(&str, &[&str])] = &[
    ("kind", &["primary", "backup"]),
    ("sees", &["clear", "ciphertext", "nothing"]),
    ("holder", &["exporter", "provider"]),
    ("tool", &["scc", "none", "ad_hoc_clauses", "bcr"]),
    ("scc_version", &["scc_2021_914", "scc_2010_87"]),
    ("assessment", &["favourable", "none"]),
    ("basis", &["certified", "declared"]),
    ("x.tier", &["gold", "silver"]),
];

fn text(word: &str) -> Json {
    Json::Text(word.to_owned())
}

/// Leaves out data of sites and transfers that have other categories than the flow's: most of them would contradict it.
fn leave_out_denied(flow: &mut Json) {
    let Some(known) = schema::get(flow, "data.categories").map(|known| schema::items(known).0.to_vec()) else { return };
    for name in ["storage", "processing", "access", "transit", "transfers"] {
        let Json::Object(facts) = &mut *flow else { return };
        let Some((_, list)) = facts.iter_mut().find(|(key, list)| key == name && *list != Json::Null) else { continue };
        for entry in schema::items_mut(list) {
            let own = schema::get(entry, "data.categories").map(|own| schema::items(own).0);
            if own.is_some_and(|own| own.iter().any(|category| !known.contains(category))) {
                schema::unset(entry, "data");
            }
        }
    }
}

impl<C: Choose> Maker<'_, C> {
    /// Returns a whole flow.
    pub(crate) fn flow(&mut self) -> Json {
        let mut flow = self.object(Kind::Flow, 0);
        let day = ["2026-03-01", "2019-06-01", "2023-07-09"][self.choose.pick(3)];
        schema::set(&mut flow, "as_of", text(day));
        leave_out_denied(&mut flow);
        flow
    }

    fn wants(&mut self, kind: Kind, name: &str) -> bool {
        let last = name.rsplit('.').next().unwrap_or(name);
        let weight = match (kind, name) {
            // Facts that nothing asks for are stated now and then, to see that they change nothing.
            _ if !self.reads.contains(last) => 4,
            (_, "exposed" | "sees_plaintext") => 12,
            (Kind::Exit, "notice" | "transition" | "switching_time") => 60,
            (Kind::Site | Kind::Transfer, "data" | "exporter") => 15,
            _ => 100,
        };
        match self.much {
            Much::All => weight >= 60,
            Much::Some(percent) => self.choose.chance(weight * percent / 100),
        }
    }

    /// Returns an object of a kind, so deep in others of its kind.
    pub(crate) fn object(&mut self, kind: Kind, depth: usize) -> Json {
        let mut object = Json::Object(vec![]);
        // Whoever was mentioned before is told of once, so that mentions seldom contradict each other.
        let mut told = false;
        for (name, ty) in schema::facts(kind) {
            if told || !self.wants(kind, name) || !may_exist(&object, name) {
                continue;
            }
            let ids = self.ids.len();
            let value = match name {
                "switching_time" if self.choose.pick(4) > 0 => text(self.choose.one(&["P14M1D", "P3Y"])),
                "region" => self.region(&object),
                _ => self.value(kind, (name, ty), depth),
            };
            told = name == "id" && self.ids[..ids].contains(&self.ids[ids]) && self.choose.pick(8) > 0;
            schema::set(&mut object, name, value);
        }
        object
    }

    /// Returns a region that fits the place stated beside it.
    pub(crate) fn region(&mut self, site: &Json) -> Json {
        let regions: &[&str] = match schema::get(site, "place") {
            Some(Json::Text(place)) if place == "FR" => &["aws/eu-west-3", "none", "hostco/par-1"],
            Some(Json::Text(place)) if place == "US" => &["none", "aws/us-east-1"],
            Some(_) => &["none"],
            None => &[
                "aws/eu-west-3",
                "none",
                "aws/us-east-1",
                "hostco/par-1",
                "gcp/EUR5",
                "gcp/europe-west1",
                "gcp/EU",
                "render/ohio",
            ],
        };
        text(self.choose.one(regions))
    }

    /// Returns a value for a fact.
    pub(crate) fn value(&mut self, kind: Kind, (name, ty): Fact, depth: usize) -> Json {
        match ty {
            Type::YesNo => Json::Bool(self.choose.pick(2) == 0),
            Type::Number => Json::Number(self.choose.pick(2) as f64 * 2.5 + 4.0),
            Type::Percent => text(self.choose.one(&["20%", "24.01%", "33.34 %", "0%"])),
            Type::Date if name == "through" => text(self.choose.one(&["none", "2020-01-01"])),
            Type::Date if name == "from" => text(self.choose.one(&["2018-01-01", "2030-01-01"])),
            Type::Date => text(self.choose.one(&["2025-10-01", "2019-02-01", "2021-09-27"])),
            Type::Duration => text(self.choose.one(&["2 months", "P61D", "1 year"])),
            Type::Place => self.place(),
            Type::Region => self.region(&Json::Null),
            Type::Category => text(self.choose.one(&["contact", "health", "industrial", "personal", "telemetry"])),
            Type::Enum(_) => text(self.enumerated(name, ty)),
            Type::Text => self.name(name),
            Type::Set(element) => self.set(element, name),
            Type::Object(Kind::Party) => self.party(kind, name, depth),
            Type::Object(kind) => {
                let mut object = self.object(kind, depth);
                if kind == Kind::Transfer {
                    schema::OF_SITE.iter().for_each(|fact| schema::unset(&mut object, fact));
                }
                object
            }
            Type::List(kind) => self.list(kind, depth),
        }
    }

    pub(crate) fn place(&mut self) -> Json {
        match self.much {
            Much::Some(_) if self.groups > 0 && self.choose.chance(12) => {
                self.groups -= 1;
                text(self.choose.one(GROUPS))
            }
            _ => text(self.choose.one(&["FR", "US", "CH"])),
        }
    }

    fn enumerated(&mut self, name: &'static str, ty: Type) -> &'static str {
        let few = FEW.iter().find(|(fact, _)| *fact == name).map(|(_, few)| *few);
        let Type::Enum(id) = ty else { panic!("{name} is not enumerated") };
        let all: Vec<&'static str> =
            lexloci::vocab::values::enumeration(id).map_or(vec![], |e| e.values.iter().map(|value| value.0).collect());
        match few {
            Some(few) if name == "x.tier" || few.iter().all(|value| all.contains(value)) => self.choose.one(few),
            _ => all[self.choose.pick(all.len().min(3))],
        }
    }

    fn name(&mut self, name: &str) -> Json {
        if name != "id" {
            return text(self.choose.one(&["A", "B"]));
        }
        let mut known: Vec<String> = vec![format!("{}{}", self.letter, self.ids.len()), "acme".to_owned()];
        known.extend(self.ids.iter().cloned());
        known.truncate(if self.strangers { 1 } else { known.len() });
        let most = if self.much == Much::All { known.len().min(2) } else { known.len() };
        let index = self.choose.pick(most + 2);
        let id = known.swap_remove(if index < most { index } else { 0 });
        self.ids.push(id.clone());
        Json::Text(id)
    }

    fn set(&mut self, element: Element, name: &'static str) -> Json {
        let mut items: Vec<Json> = Vec::new();
        for _ in 0..self.choose.pick(3) {
            let item = match (element, name) {
                (_, "listed") => text(self.choose.one(&["dpf", "privacy_shield"])),
                (_, "certified") => text(self.choose.one(&["c5", "hds"])),
                (_, "purpose") => text(self.choose.one(&["advertising", "service"])),
                _ => self.value(Kind::Flow, (name, element.ty()), 0),
            };
            if !items.contains(&item) {
                items.push(item);
            }
        }
        if element == Element::Category && items.is_empty() {
            items.push(text("contact"));
        }
        self.perhaps_open(items)
    }

    fn perhaps_open(&mut self, items: Vec<Json>) -> Json {
        match self.much {
            Much::Some(_) if self.choose.chance(10) => open(items),
            _ => Json::Array(items),
        }
    }

    fn party(&mut self, owner: Kind, name: &str, depth: usize) -> Json {
        let root = owner == Kind::Flow;
        // Vendors of the atlas and of the policy, two of them operators of regions that are drawn.
        if !root && self.choose.pick(10) == 0 {
            return text(self.choose.one(&["aws", "zendesk", "hostco"]));
        }
        let word = match self.choose.pick(if self.much == Much::All { 3 } else { 6 }) {
            1 if !root => "exporter",
            // Whoever operates a site, or receives, is somebody.
            2 if !["exporter", "operator", "recipient"].contains(&name) => "none",
            3 if !root => "provider",
            4 if !(self.ids.is_empty() || root && name == "exporter") => {
                let id = self.ids[self.choose.pick(self.ids.len())].clone();
                return Json::Text(format!("@{id}"));
            }
            _ => return self.object(Kind::Party, depth + 1),
        };
        text(word)
    }

    /// Entries of a list.
    fn list(&mut self, kind: Kind, depth: usize) -> Json {
        let count = self.choose.pick(if self.much == Much::All { 2 } else { 4 });
        let count = if kind == Kind::Holder && depth > 1 { 0 } else { count };
        let items: Vec<Json> = (0..count).map(|index| self.entry(kind, depth, (index, count))).collect();
        match kind {
            Kind::Holder => self.holders(items),
            _ => self.perhaps_open(items),
        }
    }

    /// Holders in brackets, which may leave somebody out; or stated complete, perhaps with a rest in other hands.
    fn holders(&mut self, items: Vec<Json>) -> Json {
        if self.much == Much::All {
            return schema::closed(Type::List(Kind::Holder), items);
        }
        match self.choose.pick(6) {
            0 | 1 => schema::closed(Type::List(Kind::Holder), items),
            2 => {
                let mut list = open(items);
                schema::set(&mut list, "complete", Json::Bool(true));
                schema::set(&mut list, "remainder", text(self.choose.one(&["free float", "none"])));
                list
            }
            _ => self.perhaps_open(items),
        }
    }

    /// Returns one entry of a list: the so manieth of so many.
    pub(crate) fn entry(&mut self, kind: Kind, depth: usize, (before, of): (usize, usize)) -> Json {
        if self.choose.chance(7) && self.much != Much::All {
            match kind {
                Kind::Site => return self.value(Kind::Site, ("place", Type::Place), 0),
                Kind::Measure => return text("encryption"),
                Kind::Supplier if self.ids.is_empty() => return text("exporter"),
                Kind::Supplier => return Json::Text(format!("@{}", self.ids[self.choose.pick(self.ids.len())])),
                _ => {}
            }
        }
        let mut entry = self.object(kind, depth + usize::from(kind.is_relation()));
        if kind == Kind::Holder {
            // All of it, or half of what is left, so that the whole is never exceeded: 50 %, 25 %, …
            let whole = of == 1 && (self.much == Much::All || self.choose.pick(3) > 0);
            let share = if whole { 99.6 } else { 50.0 / f64::from(1u16 << before) };
            for name in ["capital", "votes"] {
                if schema::get(&entry, name).is_some() {
                    schema::set(&mut entry, name, Json::Text(format!("{share}%")));
                }
            }
        }
        entry
    }
}

/// Returns a list that may have more entries.
pub(crate) fn open(items: Vec<Json>) -> Json {
    Json::Object(vec![("items".to_owned(), Json::Array(items)), ("complete".to_owned(), Json::Bool(false))])
}

/// Returns whether a fact can be stated beside the others without a contradiction.
pub(crate) fn may_exist(object: &Json, name: &str) -> bool {
    let is = |fact: &str, word: &str| schema::get(object, fact) == Some(&text(word));
    let says = |fact: &str| schema::get(object, fact).is_some();
    match name {
        "scc_version" | "scc_module" | "complete" | "processing_unchanged" => {
            (!says("tool") && !says("authorised") && !says("bcr_kind")) || is("tool", "scc")
        }
        // Facts of clauses and of an authorised tool come first where the tool is left out.
        "bcr_kind" => {
            let others = ["scc_version", "scc_module", "complete", "processing_unchanged", "authorised"];
            (!says("tool") && !others.iter().any(|fact| says(fact))) || is("tool", "bcr")
        }
        "authorised" => (!says("tool") && !says("bcr_kind")) || is("tool", "ad_hoc_clauses"),
        "keys" => schema::get(object, "encrypted") != Some(&Json::Bool(false)),
        // The atlas says them of a cloud region, which is stated after the place.
        "operator" => !on_cloud(object),
        // A vendor's name says who a party is and where.
        "id" | "name" | "seat" | "ultimate_parent" => !says("vendor"),
        // Both together say it.
        "switching_time" => !(says("notice") && says("transition")),
        _ => true,
    }
}

/// Returns whether a site is on a region of the atlas.
pub(crate) fn on_cloud(site: &Json) -> bool {
    matches!(schema::get(site, "region"), Some(Json::Text(region)) if region.contains('/'))
}
