//! The files of a policy: which there are, what each defines, and what each can see.

use crate::atlas;
use crate::diag::Diagnostic;
use crate::nearest::nearest;
use crate::order::sort_by_key;
use crate::syntax::tree::{self, Item};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many files a policy may consist of.
const MAX_UNITS: usize = 64;

/// Definitions behind derived facts, in the language itself. Never visible by name.
const DERIVED: &str = include_str!("derived.loci");
/// The hidden unit that holds them.
pub(super) const DERIVED_UNIT: &str = "derived";

/// One file.
pub(super) struct Unit {
    /// The module's name; empty for the policy.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) file: Rc<tree::File>,
    /// The units that it uses itself.
    uses: Vec<usize>,
    /// The units whose names it sees, itself included.
    sees: BTreeSet<usize>,
}

/// A name, with everything that was ever defined under it: the original, then its replacements in order of use.
pub(super) struct Symbol {
    pub(super) name: String,
    pub(super) layers: Vec<Layer>,
}

/// One definition: the item `item` of the unit `unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Layer {
    pub(super) unit: usize,
    pub(super) item: usize,
}

/// Every file and every name.
pub(super) struct World {
    pub(super) units: Vec<Unit>,
    pub(super) symbols: Vec<Symbol>,
    /// Every error, with the unit it stands in.
    pub(super) errors: Vec<Diagnostic>,
}

impl World {
    /// Reads the policy and everything it uses.
    pub(super) fn load(source: &str, modules: &BTreeMap<String, String>) -> World {
        let mut world = World { units: vec![], symbols: vec![], errors: vec![] };
        world.add(String::new(), source);
        let exposure = shipped("exposure").unwrap_or_default();
        world.add("exposure".to_owned(), exposure);
        world.add(DERIVED_UNIT.to_owned(), DERIVED);
        let mut next = 0;
        while next < world.units.len() {
            world.load_uses(next, modules);
            next += 1;
        }
        world.refuse_cycles();
        world.see();
        world.collect();
        world
    }

    fn add(&mut self, name: String, text: &str) -> usize {
        let parsed = crate::syntax::parse(text);
        let index = self.units.len();
        let module = (!name.is_empty()).then(|| name.clone());
        self.errors.extend(parsed.diagnostics.into_iter().map(|d| Diagnostic { module: module.clone(), ..d }));
        if let (Some(policy), false) = (&parsed.file.policy, name.is_empty()) {
            let error = Diagnostic::error("L0201", policy.name.span, format!("module `{name}` contains a policy"));
            self.errors.push(Diagnostic {
                module,
                ..error.help("a module holds sources, sets, lists, definitions and facts only")
            });
        }
        let file = Rc::new(parsed.file);
        self.units.push(Unit { name, text: text.to_owned(), file, uses: vec![], sees: BTreeSet::new() });
        index
    }

    fn load_uses(&mut self, index: usize, modules: &BTreeMap<String, String>) {
        let names = self.unit(index).map(|unit| unit.file.uses.clone()).unwrap_or_default();
        for name in names {
            if let Some(used) = self.find_or_load(index, &name, modules)
                && let Some(unit) = self.units.get_mut(index)
            {
                unit.uses.push(used);
            }
        }
    }

    fn find_or_load(&mut self, user: usize, name: &tree::Name, modules: &BTreeMap<String, String>) -> Option<usize> {
        self.refuse_hidden(user, name, modules);
        if name.text != DERIVED_UNIT
            && let Some(found) = self.units.iter().position(|unit| unit.name == name.text)
        {
            return Some(found);
        }
        if self.units.len() >= MAX_UNITS {
            let error = Diagnostic::error("L0204", name.span, format!("more than {MAX_UNITS} modules"));
            self.error(user, error.help("put several modules into one"));
            return None;
        }
        match shipped(&name.text).or_else(|| modules.get(&name.text).map(String::as_str)) {
            Some(text) => {
                let text = text.to_owned();
                Some(self.add(name.text.clone(), &text))
            }
            None => {
                let known = atlas::modules().iter().map(|m| m.0).chain(modules.keys().map(String::as_str));
                let help = match nearest(&name.text, known.clone()) {
                    Some(near) => format!("did you mean `use {near}`?"),
                    None => format!("modules at hand: {}", known.collect::<Vec<_>>().join(", ")),
                };
                let error = Diagnostic::error("L0202", name.span, format!("there is no module `{}`", name.text));
                self.error(user, error.help(help));
                None
            }
        }
    }

    /// A module of the host that bears the name of a shipped one would never be read.
    fn refuse_hidden(&mut self, user: usize, name: &tree::Name, modules: &BTreeMap<String, String>) {
        let by_shipped = self.unit(user).is_some_and(|unit| shipped(&unit.name).is_some());
        if let (Some(ours), Some(theirs)) = (shipped(&name.text), modules.get(&name.text))
            && ours != theirs
            && !by_shipped
        {
            let message = format!("`{}` is the name of a shipped module and of one that was passed in", name.text);
            let help =
                format!("give yours another name, and in it `use {}` and `replace` what should differ", name.text);
            self.error(user, Diagnostic::error("L0224", name.span, message).help(help));
        }
    }

    /// A module that uses itself, through others or not, has no meaning: its replacements would have no order.
    fn refuse_cycles(&mut self) {
        let circular: Vec<usize> = (0..self.units.len()).filter(|unit| self.reachable(*unit).contains(unit)).collect();
        for index in circular.iter().copied() {
            let reached = self.reachable(index);
            let is_said = circular.iter().any(|other| *other < index && reached.contains(other));
            if is_said {
                continue;
            }
            let name = self.unit(index).map(|unit| unit.name.clone()).unwrap_or_default();
            let span = self.unit(index).and_then(|u| u.file.uses.first()).map(|n| n.span).unwrap_or_default();
            let message = format!("module `{name}` uses itself, through the modules it uses");
            self.error(index, Diagnostic::error("L0203", span, message).help("take one `use` out of the circle"));
        }
    }

    fn reachable(&self, from: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<usize> = self.unit(from).map(|unit| unit.uses.clone()).unwrap_or_default();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(self.unit(next).iter().flat_map(|unit| unit.uses.iter().copied()));
            }
        }
        seen
    }

    fn see(&mut self) {
        for index in 0..self.units.len() {
            let mut sees = self.reachable(index);
            sees.insert(index);
            if let Some(unit) = self.units.get_mut(index) {
                unit.sees = sees;
            }
        }
    }

    /// Gathers every name, original definitions first, replacements after those of the modules they use.
    fn collect(&mut self) {
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        sort_by_key(&mut order, |unit| self.unit(*unit).map_or(0, |u| u.sees.len()));
        for replacing in [false, true] {
            for unit in order.iter().copied() {
                self.collect_unit(unit, replacing);
            }
        }
    }

    fn collect_unit(&mut self, unit: usize, replacing: bool) {
        let mut items: Vec<(usize, bool, tree::Name)> =
            self.unit(unit).iter().flat_map(|u| names_of(&u.file)).collect();
        items.truncate(super::MAX_ITEMS);
        for (item, replace, name) in items.into_iter().filter(|entry| entry.1 == replacing) {
            if replace { self.replace(Layer { unit, item }, &name) } else { self.define(Layer { unit, item }, &name) }
        }
    }

    fn define(&mut self, layer: Layer, name: &tree::Name) {
        if let Some(taken) = super::names::taken(&name.text, self.is_source(layer)) {
            let error = Diagnostic::error("L0206", name.span, format!("`{}` is already {taken}", name.text));
            self.error(layer.unit, error.help("choose another name"));
        }
        let clash =
            self.symbols.iter().find(|s| s.name == name.text && self.meet(s, layer)).and_then(|s| s.layers.first());
        if let Some(first) = clash.copied() {
            let place = self.unit(first.unit).filter(|_| first.unit != layer.unit).map(|u| u.name.clone());
            let from = place.filter(|n| !n.is_empty()).map_or(String::new(), |n| format!(" in module `{n}`"));
            let error = Diagnostic::error("L0205", name.span, format!("`{}` is already defined{from}", name.text));
            let replaceable = matches!(self.item(layer), Some(Item::Set(_) | Item::Define(_)));
            let help = match replaceable && first.unit != layer.unit && self.sees(layer.unit, first.unit) {
                true => format!("rename it, or write `replace` before it to replace the other `{}`", name.text),
                false => "rename one of the two".to_owned(),
            };
            self.error(layer.unit, error.help(help));
            return;
        }
        self.symbols.push(Symbol { name: name.text.clone(), layers: vec![layer] });
    }

    fn is_source(&self, layer: Layer) -> bool {
        matches!(self.item(layer), Some(Item::Source(_)))
    }

    /// Whether some file sees both the symbol's first definition and this one, and both are of one name space.
    fn meet(&self, symbol: &Symbol, layer: Layer) -> bool {
        let Some(first) = symbol.layers.first() else { return false };
        let together = self.units.iter().any(|u| u.sees.contains(&first.unit) && u.sees.contains(&layer.unit));
        together && self.is_source(*first) == self.is_source(layer)
    }

    fn replace(&mut self, layer: Layer, name: &tree::Name) {
        let Some(index) = self.lookup(layer.unit, &name.text, false).filter(|i| self.home(*i) != Some(layer.unit))
        else {
            let error = self.nothing_to_replace(layer.unit, name);
            self.error(layer.unit, error);
            return;
        };
        let last = self.symbols.get(index).and_then(|s| s.layers.last()).copied();
        let ordered = last
            .is_some_and(|l| l.unit != layer.unit && self.unit(layer.unit).is_some_and(|u| u.sees.contains(&l.unit)));
        if !ordered {
            let message = match last.is_some_and(|l| l.unit == layer.unit) {
                true => format!("`{}` is replaced twice in this file", name.text),
                false => format!("`{}` is replaced twice, and neither file uses the other", name.text),
            };
            self.error(layer.unit, Diagnostic::error("L0208", name.span, message).help("replace it in one place"));
            return;
        }
        if self.shape(layer) != last.and_then(|l| self.shape(l)) {
            let message = format!("`{}` is replaced by something of another kind", name.text);
            let help = "a set replaces a set; a definition one with a parameter where it has one, and without where it has none";
            self.error(layer.unit, Diagnostic::error("L0207", name.span, message).help(help));
            return;
        }
        if let Some(symbol) = self.symbols.get_mut(index) {
            symbol.layers.push(layer);
        }
    }

    fn nothing_to_replace(&self, unit: usize, name: &tree::Name) -> Diagnostic {
        let (message, help) = match (self.lookup(unit, &name.text, false), super::names::word(&name.text)) {
            (Some(_), _) => (
                format!("`{}` is defined in this file", name.text),
                "change its definition; `replace` is for what a module defines".to_owned(),
            ),
            (None, Some(what)) => (
                format!("`{}` is {what}, which cannot be replaced", name.text),
                "define a set of another name".to_owned(),
            ),
            (None, None) => {
                let help = match (nearest(&name.text, self.visible(unit)), self.offered(unit, &name.text)) {
                    (_, Some(module)) => format!("`use {module}` brings it"),
                    (Some(near), None) => format!("did you mean `{near}`?"),
                    (None, None) => "leave `replace` out to define a new one".to_owned(),
                };
                (format!("there is no `{}` to replace", name.text), help)
            }
        };
        Diagnostic::error("L0207", name.span, message).help(help)
    }

    /// What kind of thing an item defines, as far as replacing goes.
    fn shape(&self, layer: Layer) -> Option<&'static str> {
        Some(match self.item(layer)? {
            Item::Set(_) => "set",
            Item::List(_) => "list",
            Item::Define(define) if define.param.is_some() => "definition of something",
            Item::Define(_) => "definition",
            Item::Source(_) => "source",
            Item::Fact(_) => "fact",
            Item::Broken(..) => return None,
        })
    }

    fn home(&self, symbol: usize) -> Option<usize> {
        self.symbols.get(symbol).and_then(|s| s.layers.first()).map(|l| l.unit)
    }

    /// The symbol that `name` means in `unit`.
    pub(super) fn lookup(&self, unit: usize, name: &str, source: bool) -> Option<usize> {
        let sees = &self.unit(unit)?.sees;
        self.symbols.iter().position(|symbol| {
            let visible = |first: &Layer| sees.contains(&first.unit) && self.in_space(*first, source);
            symbol.name == name && symbol.layers.first().is_some_and(visible)
        })
    }

    /// Sources have names of their own; what is broken may have been either.
    fn in_space(&self, layer: Layer, source: bool) -> bool {
        self.is_broken(layer) || self.is_source(layer) == source
    }

    fn is_broken(&self, layer: Layer) -> bool {
        matches!(self.item(layer), Some(Item::Broken(..)))
    }

    /// Every name that `unit` sees, for spelling help.
    pub(super) fn visible(&self, unit: usize) -> impl Iterator<Item = &str> {
        let sees = self.unit(unit).map(|u| &u.sees);
        self.symbols
            .iter()
            .filter(move |s| s.layers.first().is_some_and(|l| sees.is_some_and(|sees| sees.contains(&l.unit))))
            .map(|s| s.name.as_str())
    }

    /// The shipped module that `unit` does not see and that defines `name`.
    pub(super) fn offered(&self, unit: usize, name: &str) -> Option<&'static str> {
        let seen = |module: &str| self.units.iter().enumerate().any(|(i, u)| u.name == module && self.sees(unit, i));
        let defines = |text: &str| names_of(&crate::syntax::parse(text).file).iter().any(|(_, _, n)| n.text == name);
        atlas::modules().iter().find(|module| !seen(module.0) && defines(module.1)).map(|module| module.0)
    }

    pub(super) fn unit(&self, index: usize) -> Option<&Unit> {
        self.units.get(index)
    }

    fn item(&self, layer: Layer) -> Option<&Item> {
        self.unit(layer.unit)?.file.items.get(layer.item)
    }

    /// The file of a unit, shared, so that its tree can be read while errors are gathered.
    pub(super) fn file(&self, unit: usize) -> Option<Rc<tree::File>> {
        self.unit(unit).map(|u| Rc::clone(&u.file))
    }

    /// The units that count for the policy's meaning: what it sees.
    pub(super) fn used(&self) -> impl Iterator<Item = &Unit> {
        let sees = self.unit(0).map(|unit| unit.sees.clone()).unwrap_or_default();
        self.units.iter().enumerate().filter(move |(index, _)| sees.contains(index)).map(|(_, unit)| unit)
    }

    /// The policy and the modules that the host passed in, as far as the policy sees them.
    pub(super) fn own(&self) -> Vec<usize> {
        let shipped = |unit: &Unit| unit.name == DERIVED_UNIT || shipped(&unit.name) == Some(&unit.text);
        let units = self.units.iter().enumerate();
        units.filter(|(index, unit)| self.sees(0, *index) && !shipped(unit)).map(|(index, _)| index).collect()
    }

    /// The direct uses of the policy: where each stands, and the unit.
    pub(super) fn direct_uses(&self) -> impl Iterator<Item = (&tree::Name, usize)> {
        let unit = self.unit(0);
        let names = unit.into_iter().flat_map(|u| u.file.uses.iter());
        names.filter_map(|name| Some((name, self.units.iter().position(|u| u.name == name.text)?)))
    }

    /// Whether `unit` reaches `other` through its uses.
    pub(super) fn sees(&self, unit: usize, other: usize) -> bool {
        self.unit(unit).is_some_and(|u| u.sees.contains(&other))
    }

    pub(super) fn error(&mut self, unit: usize, diagnostic: Diagnostic) {
        let module = self.unit(unit).map(|u| u.name.clone()).filter(|name| !name.is_empty());
        let diagnostic = Diagnostic { module, ..diagnostic };
        if !self.errors.contains(&diagnostic) {
            self.errors.push(diagnostic);
        }
    }
}

fn shipped(name: &str) -> Option<&'static str> {
    atlas::modules().iter().find(|module| module.0 == name).map(|module| module.1)
}

/// Each item that defines a name: its position, whether it replaces, its name.
fn names_of(file: &tree::File) -> Vec<(usize, bool, tree::Name)> {
    let named = |(index, item): (usize, &Item)| match item {
        Item::Source(source) => Some((index, false, source.name.clone())),
        Item::Set(set) => Some((index, set.replace, set.name.clone())),
        Item::List(list) => Some((index, false, list.name.clone())),
        Item::Define(define) => Some((index, define.replace, define.name.clone())),
        Item::Broken(Some(name), _) => Some((index, false, name.clone())),
        Item::Fact(_) | Item::Broken(None, _) => None,
    };
    file.items.iter().enumerate().filter_map(named).collect()
}
