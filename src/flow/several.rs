//! Names of regions that stand for several sites, or for one whose region is not told: a dual region keeps data in each of its
//! regions, a multi-region in some place of an area, and who runs a platform has the data beside the cloud below it.
//!
//! Each member is a site of its own, with all that the flow states of the site. What is stated of an operator that is not named is
//! stated of both.

use super::meaning::Named;
use super::node::Node;
use super::path::{join, shown};
use super::read::Reader;
use super::{Flow, ObjectId, PlaceFact, Value, field};
use crate::atlas::{Members, MultiRegion, multi_regions};
use crate::date::Date;
use crate::policy::Field;
use crate::vocab::Kind;

/// The lists of sites.
const LISTS: [&str; 4] = ["storage", "processing", "access", "transit"];

const REGION: Field = field(Kind::Site, "region");
const OPERATOR: Field = field(Kind::Site, "operator");
const TRANSFER: Field = field(Kind::Site, "transfer");

/// A site that is stated by such a name.
pub(super) struct Spread {
    site: ObjectId,
    stands: Stands,
    /// The name as it is written.
    word: String,
}

/// The sites for which such a name stands.
#[derive(Clone, Copy)]
enum Stands {
    Multi(&'static MultiRegion),
    /// The key of the vendor, and the position of the region below.
    Platform(&'static str, u16),
}

impl Stands {
    fn of(named: Named) -> Option<Stands> {
        match named {
            Named::Multi(index) => multi_regions().get(usize::from(index)).map(Stands::Multi),
            Named::Platform(vendor, below) => Some(Stands::Platform(vendor, below)),
            _ => None,
        }
    }
}

impl<'p> Reader<'p> {
    /// Returns whether the region of a site stands for several; those are told apart when everything is read.
    pub(super) fn stands_for_several(&mut self, site: ObjectId, value: Node<'_>) -> bool {
        let Node::Text(text) = value else { return false };
        if *text == *"none" {
            return false;
        }
        let Some(stands) = Stands::of(text.named(self.declared)) else { return false };
        self.spread.push(Spread { site, stands, word: shown(&text) });
        true
    }

    /// Puts sites on the regions that the names stand for.
    pub(super) fn spread_sites(&mut self) {
        let spread = std::mem::take(&mut self.spread);
        self.has.regions |= !spread.is_empty();
        for Spread { site, stands, word } in spread {
            let path = join(&self.path_of(site), "region");
            match stands {
                Stands::Multi(multi) => match &multi.members {
                    Members::Each(regions) => {
                        for (site, region) in self.copies(site, regions.len()).into_iter().zip(regions) {
                            self.set(site, REGION, Value::Region(Some(region.index as u16)));
                        }
                        self.note("L0559", &path, &format!("{word} stands for each of {}", multi.words()));
                    }
                    Members::Somewhere(_) => {
                        self.somewhere.push((site, multi));
                        let message =
                            format!("{word} is somewhere in {}: each of these places is judged", multi.words());
                        self.note("L0559", &path, &message);
                    }
                },
                Stands::Platform(vendor, below) => self.on_platform(site, vendor, below, (&path, &word)),
            }
        }
    }

    /// Tells the site of the cloud below a platform from that of the company that runs the platform.
    fn on_platform(&mut self, site: ObjectId, vendor: &'static str, below: u16, (path, word): (&str, &str)) {
        let Some(region) = self.declared.region_at(usize::from(below)) else { return };
        let both = self.copies(site, 2);
        both.iter().for_each(|site| self.set(*site, REGION, Value::Region(Some(below))));
        let [cloud, platform] = both[..] else { return };
        self.run_by.push((platform, vendor));
        if let Some(Value::Object(person)) = self.fact(site, OPERATOR).cloned() {
            let id = match self.fact(person, const { field(Kind::Party, "id") }) {
                Some(Value::Text(id)) => Some(id.clone()),
                _ => None,
            };
            match id {
                None => {
                    let own = self.copy(person);
                    self.set(platform, OPERATOR, Value::Object(own));
                }
                Some(id) if id == region.provider => self.unset(platform, OPERATOR),
                Some(_) => self.unset(cloud, OPERATOR),
            }
        }
        let message =
            format!("{word} is two sites: {} of the cloud, and {vendor} there, which runs the platform", region.id);
        self.note("L0559", path, &message);
    }

    /// Adds copies of a site beside it in its list. Returns the site and the copies: `count` in all.
    fn copies(&mut self, site: ObjectId, count: usize) -> Vec<ObjectId> {
        let mut all = vec![site];
        for _ in 1..count {
            let copy = self.copy(site);
            if let Some(Value::Object(transfer)) = self.fact(site, TRANSFER).cloned() {
                let own = self.copy(transfer);
                self.set(copy, TRANSFER, Value::Object(own));
            }
            all.push(copy);
        }
        let copies = all.get(1..).unwrap_or_default();
        for name in LISTS {
            if let Some(root) = self.objects.get_mut(Flow::ROOT.0 as usize) {
                root.facts.change(|known, value| {
                    if *known == field(Kind::Flow, name)
                        && let Value::List(entries) = value
                        && let Some(at) = entries.items.iter().position(|entry| *entry == site)
                    {
                        entries.items.splice(at + 1..at + 1, copies.iter().copied());
                    }
                });
            }
        }
        all
    }

    /// Adds an object that says the same as another at the same path.
    fn copy(&mut self, of: ObjectId) -> ObjectId {
        let Some(object) = self.objects.get(of.0 as usize).cloned() else { return of };
        let id = self.implied_object(object.kind, String::new());
        if let Some(copy) = self.objects.get_mut(id.0 as usize) {
            *copy = object;
        }
        id
    }

    /// Supplies the places of the sites that are somewhere in an area.
    pub(super) fn place_somewhere(&mut self, site: ObjectId, multi: &MultiRegion, as_of: Date) {
        let known = PlaceFact { places: multi.places_on(as_of), stated: multi.stated(), choice: None };
        self.supply_place(site, const { field(Kind::Site, "place") }, known, multi.id);
    }
}
