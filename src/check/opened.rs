//! Checks the vendors and regions that a policy declares beside those of the atlas.
//!
//! A declaration adds what the atlas lacks. One that names what exists, or says another thing than the atlas, is an error: a
//! policy that knows better than the atlas would mean something else than it says to everybody who reads a verdict.

use super::Check;
use super::names::place_help;
use super::scope::Scope;
use crate::atlas::{self, Place, Spot};
use crate::nearest::nearest;
use crate::policy::{DeclaredRegion, DeclaredVendor, Parent, VendorId};
use crate::sorted::SortedSet;
use crate::syntax::tree::{self, Item};

/// The most vendors, and the most regions, that a policy and its modules declare.
const MAX_DECLARED: usize = 1_000;
/// Words that stand for a party of the flow.
const PARTIES: &[&str] = &["exporter", "none", "provider"];

impl Check {
    /// Declares every vendor and region of the policy and of the modules that it uses: all vendors first, so that the order of
    /// declarations means nothing.
    pub(super) fn open_atlas(&mut self) {
        // The policy's own come last, so that a clash with a module is reported where it can be mended.
        let modules = (1..self.world.units.len()).filter(|unit| self.world.sees(0, *unit));
        let units: Vec<usize> = modules.chain([0]).collect();
        let mut parents = vec![];
        for unit in units.iter().copied() {
            let Some(file) = self.world.file(unit) else { continue };
            let scope = Scope { unit, ..Scope::default() };
            for item in &file.items {
                if let Item::Vendor(vendor) = item
                    && let Some(index) = self.declare_vendor(vendor, &scope)
                {
                    parents.extend(vendor.parent.clone().map(|parent| (index, parent, unit)));
                }
            }
        }
        for (index, parent, unit) in parents.iter() {
            let scope = Scope { unit: *unit, ..Scope::default() };
            let found = self.parent(parent, &scope);
            if let Some(vendor) = self.declared.vendors.get_mut(*index) {
                vendor.parent = found;
            }
        }
        self.refuse_chains(&parents);
        for unit in units {
            let Some(file) = self.world.file(unit) else { continue };
            let scope = Scope { unit, ..Scope::default() };
            for item in &file.items {
                if let Item::Region(region) = item {
                    self.declare_region(region, &scope);
                }
            }
        }
    }

    fn declare_vendor(&mut self, decl: &tree::VendorDecl, scope: &Scope) -> Option<usize> {
        let (key, name) = (key_of(&decl.key), &decl.name.text);
        let seat = self.place(&decl.seat, scope);
        self.refuse_key(decl, key, scope)?;
        if self.declared.vendors.len() >= MAX_DECLARED {
            let message = format!("more than {MAX_DECLARED} vendors are declared");
            self.error(scope, "L0306", decl.key.span, message, "put them into fewer".to_owned());
            return None;
        }
        self.declared.vendors.push(DeclaredVendor::new(key, name, seat?));
        Some(self.declared.vendors.len() - 1)
    }

    /// Refuses a vendor that exists, by its key or its name.
    fn refuse_key(&mut self, decl: &tree::VendorDecl, key: &str, scope: &Scope) -> Option<()> {
        let name = &decl.name.text;
        if PARTIES.contains(&key) {
            let message = format!("`{key}` is a party of every flow");
            self.error(scope, "L0226", decl.key.span, message, "choose another key".to_owned());
            return None;
        }
        if name.trim().is_empty() {
            let help = "the name in its register, such as \"Acme GmbH\"".to_owned();
            self.error(scope, "L0226", decl.name.span, "a vendor has a name".to_owned(), help);
            return None;
        }
        for (word, span) in [(key, decl.key.span), (name.as_str(), decl.name.span)] {
            if let Some(known) = known_vendor(word) {
                let message = format!("the atlas knows `{word}` already: {}", known.says);
                let help = format!("leave the declaration out, and name it \"{}\"", known.key);
                self.error(scope, "L0226", span, message, help);
                return None;
            }
            if let Some(VendorId::Declared(index)) = self.declared.own_vendor_called(word) {
                let other = self.declared.vendors.get(usize::from(index)).map_or("", |other| other.key.as_str());
                let message = format!("`{word}` is already declared, as the vendor `{other}`");
                self.error(scope, "L0205", span, message, "leave one of the two out".to_owned());
                return None;
            }
        }
        Some(())
    }

    /// Resolves the company at the top of a vendor's group.
    fn parent(&mut self, name: &tree::Name, scope: &Scope) -> Option<Parent> {
        if let Some(place) = Place::from_code(&name.text) {
            return Some(Parent::Place(place));
        }
        let key = key_of(name);
        match self.declared.vendor_id(key) {
            Some(_) => Some(Parent::Vendor(key.to_owned())),
            None => {
                let help = match atlas::place_hint(&name.text) {
                    Some(_) => place_help(&name.text),
                    None => self.vendor_help(key),
                };
                self.missing_vendor(name, help, scope);
                None
            }
        }
    }

    /// Refuses a parent that has a parent itself: the one that counts is at the top of the group.
    fn refuse_chains(&mut self, parents: &[(usize, tree::Name, usize)]) {
        for (index, name, unit) in parents {
            let Some(Some(Parent::Vendor(key))) = self.declared.vendors.get(*index).map(|vendor| vendor.parent.clone())
            else {
                continue;
            };
            let above = self.declared.vendors.iter().find(|vendor| vendor.key == key);
            let Some(Parent::Vendor(top)) = above.and_then(|above| above.parent.clone()) else { continue };
            let scope = Scope { unit: *unit, ..Scope::default() };
            let message = format!("`{key}` is not at the top of its group: its parent is `{top}`");
            let help = if top == key { "name the place of its parent".to_owned() } else { format!("`parent {top}`") };
            self.error(&scope, "L0227", name.span, message, help);
        }
    }

    fn declare_region(&mut self, decl: &tree::RegionDecl, scope: &Scope) {
        let place = self.spot(&decl.place, scope);
        let operator = key_of(&decl.operator);
        let known = self.declared.vendor_id(operator).is_some();
        if !known && !self.has_broken_vendor() {
            let help = self.vendor_help(operator);
            self.missing_vendor(&decl.operator, help, scope);
        }
        if self.refuse_region(decl, scope).is_none() {
            return;
        }
        if known && let Some(operators) = operators_of(&decl.id.text, operator) {
            let brand = decl.id.text.split('/').next().unwrap_or_default();
            let message = format!("this contradicts the atlas: regions of `{brand}` are operated by {operators}");
            let help = format!("name one of these, or give the region a name that is not of `{brand}`");
            self.error(scope, "L0227", decl.operator.span, message, help);
            return;
        }
        if self.declared.regions.len() >= MAX_DECLARED {
            let message = format!("more than {MAX_DECLARED} regions are declared");
            self.error(scope, "L0306", decl.id.span, message, "put them into fewer".to_owned());
            return;
        }
        if let (Some(place), true) = (place, known) {
            let (id, operator) = (decl.id.text.clone(), operator.to_owned());
            self.declared.regions.push(DeclaredRegion { id, place, operator });
        }
    }

    /// Refuses a region that exists, under its id or as people write it.
    fn refuse_region(&mut self, decl: &tree::RegionDecl, scope: &Scope) -> Option<()> {
        let id = &decl.id.text;
        let existing = atlas::region(id).or_else(|| atlas::region_written(id));
        if let Some(region) = existing {
            let message = format!("the atlas has this region already: {}, in {}", region.id, region.place.code());
            let help = "leave the declaration out; a flow that knows better lists the path under `instead`".to_owned();
            self.error(scope, "L0226", decl.id.span, message, help);
            return None;
        }
        if let Some(multi) = atlas::multi_region_written(id) {
            let message = format!("the atlas has this multi-region already: {}, in {}", multi.id, multi.words());
            self.error(scope, "L0226", decl.id.span, message, "leave the declaration out".to_owned());
            return None;
        }
        if let Some(below) = atlas::region_below(id) {
            let message =
                format!("this contradicts the atlas: `{id}` runs in {}, whose operator has the data too", below.id);
            let help = "leave the declaration out: a flow that names it has a site of both".to_owned();
            self.error(scope, "L0227", decl.id.span, message, help);
            return None;
        }
        if self.declared.region(id).is_some() {
            let message = format!("`{id}` is already declared");
            self.error(scope, "L0205", decl.id.span, message, "leave one of the two out".to_owned());
            return None;
        }
        Some(())
    }

    /// Resolves a place or a group of places.
    fn spot(&mut self, name: &tree::Name, scope: &Scope) -> Option<Spot> {
        match Spot::from_code(&name.text) {
            Some(spot) => Some(spot),
            None => self.place(name, scope).map(Spot::Place),
        }
    }

    fn missing_vendor(&mut self, name: &tree::Name, help: String, scope: &Scope) {
        let message = format!("no vendor has the key `{}`", key_of(name));
        self.error(scope, "L0228", name.span, message, help);
    }

    fn vendor_help(&self, key: &str) -> String {
        let known = atlas::vendors().iter().map(|vendor| vendor.key).chain(atlas::providers().iter().map(|o| o.key));
        let own = self.declared.vendors.iter().map(|vendor| vendor.key.as_str());
        match nearest(key, own.chain(known)) {
            Some(near) => format!("did you mean `{}`?", written(near)),
            None => format!("declare it: `vendor {} \"Its name\" seat DE parent DE`", written(key)),
        }
    }

    /// Returns whether a vendor could not be parsed, which may be the one that is not found.
    fn has_broken_vendor(&self) -> bool {
        self.world.units.iter().any(|unit| {
            let broken = |item: &Item| match item {
                Item::Broken(_, span) => span.of(&unit.text).starts_with("vendor"),
                _ => false,
            };
            unit.file.items.iter().any(broken)
        })
    }
}

/// A vendor of the atlas, and what the atlas says of it.
struct KnownVendor {
    key: String,
    says: String,
}

/// Finds the vendor or provider of the atlas that a key or a name means, also as a company of its group.
fn known_vendor(word: &str) -> Option<KnownVendor> {
    if let Some(named) = atlas::vendor_named(word) {
        let name = named.company.map_or(named.vendor.name, |company| company.name);
        return Some(KnownVendor { key: named.vendor.key.to_owned(), says: name.to_owned() });
    }
    if let Some(operator) = atlas::provider(word).first() {
        return Some(KnownVendor { key: operator.key.to_owned(), says: operator.name.to_owned() });
    }
    // The companies of a group have ids such as `google-ie`.
    let (vendor, state) = word.rsplit_once('-')?;
    let vendor = atlas::vendor(vendor).filter(|_| Place::from_code(&state.to_ascii_uppercase()).is_some())?;
    Some(KnownVendor { key: vendor.key.to_owned(), says: format!("a company of {}", vendor.name) })
}

/// Returns who operates the regions that have the same first part as an id, where the atlas has such regions and the vendor is none
/// of their operators.
fn operators_of(id: &str, operator: &str) -> Option<String> {
    let brand = id.split('/').next().unwrap_or_default();
    let same = |region: &&atlas::Region| region.id.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(brand));
    let of_brand: SortedSet<&str> = atlas::regions().iter().filter(same).map(|region| region.provider).collect();
    let is_one = of_brand.is_empty() || of_brand.contains(&operator);
    (!is_one).then(|| of_brand.iter().copied().collect::<Vec<_>>().join(", "))
}

/// Returns the key that a name of a declaration means: `acme-cloud` for `@acme-cloud`.
fn key_of(name: &tree::Name) -> &str {
    name.text.strip_prefix('@').unwrap_or(&name.text)
}

/// Writes a key as a declaration does.
fn written(key: &str) -> String {
    let is_name =
        key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !key.starts_with(|c: char| c.is_ascii_digit());
    if is_name { key.to_owned() } else { format!("@{key}") }
}
