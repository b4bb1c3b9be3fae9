//! Loads the files of a policy, and records what each defines and sees.

use super::collect::{name_of, names_of};
use super::names::nearest_name;
use crate::atlas;
use crate::diag::Diagnostic;
use crate::sorted::{SortedMap, SortedSet};
use crate::syntax::tree::{self, Item};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The most files of one policy.
const MAX_UNITS: usize = 64;
/// The most names of a policy and its modules.
pub(super) const MAX_SYMBOLS: usize = 20_000;
/// The total size in bytes of a policy and its modules beyond which no other module is read.
const LONGEST_TOGETHER: usize = 2 << 20;

/// The definitions behind derived facts, in the language itself. Never visible by name.
const DERIVED: &str = include_str!("derived.loci");
/// The hidden unit that holds these definitions.
pub(super) const DERIVED_UNIT: &str = "derived";

/// One file.
pub(super) struct Unit {
    /// The module's name; empty for the policy.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) file: Rc<tree::File>,
    /// The units that it uses directly.
    uses: Vec<usize>,
    /// The units whose names it sees, itself included.
    pub(super) sees: SortedSet<usize>,
}

/// A name with all its definitions: the original, then its replacements in order of use.
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

/// All files and all names of a policy.
pub(super) struct World {
    pub(super) units: Vec<Unit>,
    pub(super) symbols: Vec<Symbol>,
    /// The indices of the symbols with each name, in order.
    pub(super) by_name: SortedMap<String, Vec<usize>>,
    /// All errors, with their units.
    pub(super) errors: Vec<Diagnostic>,
    /// The names that each shipped module defines; computed at first use.
    offers: OnceCell<Vec<(&'static str, SortedSet<String>)>>,
}

impl World {
    /// Loads the policy and everything it uses.
    pub(super) fn load(source: &str, modules: &SortedMap<String, String>) -> World {
        let mut world = World {
            units: vec![],
            symbols: vec![],
            by_name: SortedMap::new(),
            errors: vec![],
            offers: OnceCell::new(),
        };
        world.add(String::new(), source);
        let exposure = shipped("exposure").unwrap_or_default();
        world.add_shipped("exposure".to_owned(), exposure);
        world.add_shipped(DERIVED_UNIT.to_owned(), DERIVED);
        // Modules that derived facts need are loaded first, so that only the policy's own reach the limit.
        world.load_uses(1, modules);
        world.load_uses(2, modules);
        world.load_uses(0, modules);
        let mut next = 3;
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
        self.add_parsed(name, text, &Rc::new(parsed.file), parsed.diagnostics)
    }

    fn add_shipped(&mut self, name: String, text: &'static str) -> usize {
        let (file, diagnostics) = shipped_tree(text);
        self.add_parsed(name, text, &file, diagnostics)
    }

    fn add_parsed(&mut self, name: String, text: &str, file: &Rc<tree::File>, diagnostics: Vec<Diagnostic>) -> usize {
        let index = self.units.len();
        let module = (!name.is_empty()).then(|| name.clone());
        self.errors.extend(diagnostics.into_iter().map(|d| Diagnostic { module: module.clone(), ..d }));
        if let (Some(policy), false) = (&file.policy, name.is_empty()) {
            let error = Diagnostic::error("L0201", policy.name.span, format!("module `{name}` contains a policy"));
            self.errors.push(Diagnostic {
                module,
                ..error.help("a module holds sources, sets, lists, definitions and facts only")
            });
        }
        let file = Rc::clone(file);
        self.units.push(Unit { name, text: text.to_owned(), file, uses: vec![], sees: SortedSet::new() });
        index
    }

    fn load_uses(&mut self, index: usize, modules: &SortedMap<String, String>) {
        let names = self.unit(index).map(|unit| unit.file.uses.clone()).unwrap_or_default();
        for name in names {
            if let Some(used) = self.find_or_load(index, &name, modules)
                && let Some(unit) = self.units.get_mut(index)
            {
                unit.uses.push(used);
            }
        }
    }

    fn find_or_load(&mut self, user: usize, name: &tree::Name, modules: &SortedMap<String, String>) -> Option<usize> {
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
        let together: usize = self.units.iter().map(|unit| unit.text.len()).sum();
        if together > LONGEST_TOGETHER && shipped(&name.text).is_none() {
            let error = Diagnostic::error("L0204", name.span, "the modules together are longer than 2 MiB");
            self.error(user, error.help("use fewer of them"));
            return None;
        }
        if let Some(text) = shipped(&name.text) {
            return Some(self.add_shipped(name.text.clone(), text));
        }
        match modules.get(&name.text) {
            Some(text) => Some(self.add(name.text.clone(), text)),
            None => {
                let known = atlas::modules().iter().map(|m| m.0).chain(modules.keys().map(String::as_str));
                let help = match nearest_name(&name.text, known.clone()) {
                    Some(near) => format!("did you mean `use {near}`?"),
                    None => format!("modules at hand: {}", known.collect::<Vec<_>>().join(", ")),
                };
                let error = Diagnostic::error("L0202", name.span, format!("there is no module `{}`", name.text));
                self.error(user, error.help(help));
                None
            }
        }
    }

    /// Reports a module of the host with the name of a shipped one: it would never be read.
    fn refuse_hidden(&mut self, user: usize, name: &tree::Name, modules: &SortedMap<String, String>) {
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

    /// Reports a module that uses itself, directly or not: its replacements would have no order.
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

    fn reachable(&self, from: usize) -> SortedSet<usize> {
        let mut seen = SortedSet::new();
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

    /// Returns the symbols with this name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = (usize, &Symbol)> {
        let indices = self.by_name.get(name).into_iter().flatten();
        indices.filter_map(|index| Some((*index, self.symbols.get(*index)?)))
    }

    /// Returns the symbol that an item defines or replaces.
    pub(super) fn symbol_of(&self, layer: Layer) -> Option<usize> {
        let (_, name) = name_of(self.item(layer)?)?;
        self.named(&name.text).find(|(_, symbol)| symbol.layers.contains(&layer)).map(|(index, _)| index)
    }

    pub(super) fn is_source(&self, layer: Layer) -> bool {
        matches!(self.item(layer), Some(Item::Source(_)))
    }

    /// Returns whether some file sees both the symbol's first definition and this one, in one name space.
    pub(super) fn meet(&self, symbol: &Symbol, layer: Layer) -> bool {
        let Some(first) = symbol.layers.first() else { return false };
        let together = self.units.iter().any(|u| u.sees.contains(&first.unit) && u.sees.contains(&layer.unit));
        together && self.is_source(*first) == self.is_source(layer)
    }

    pub(super) fn home(&self, symbol: usize) -> Option<usize> {
        self.symbols.get(symbol).and_then(|s| s.layers.first()).map(|l| l.unit)
    }

    /// Resolves `name` in `unit` to its symbol.
    pub(super) fn lookup(&self, unit: usize, name: &str, source: bool) -> Option<usize> {
        let sees = &self.unit(unit)?.sees;
        let visible = |first: &Layer| sees.contains(&first.unit) && self.in_space(*first, source);
        let mut named = self.named(name);
        named.find(|(_, symbol)| symbol.layers.first().is_some_and(visible)).map(|(index, _)| index)
    }

    /// Returns whether a definition is in the name space of sources or of the rest. A broken one counts as both.
    pub(super) fn in_space(&self, layer: Layer, source: bool) -> bool {
        self.is_broken(layer) || self.is_source(layer) == source
    }

    pub(super) fn is_broken(&self, layer: Layer) -> bool {
        matches!(self.item(layer), Some(Item::Broken(..)))
    }

    /// Lists every name that `unit` sees, for spelling help.
    pub(super) fn visible(&self, unit: usize) -> impl Iterator<Item = &str> {
        let sees = self.unit(unit).map(|u| &u.sees);
        self.symbols
            .iter()
            .filter(move |s| s.layers.first().is_some_and(|l| sees.is_some_and(|sees| sees.contains(&l.unit))))
            .map(|s| s.name.as_str())
    }

    /// Returns the shipped module that `unit` does not see and that defines `name`.
    pub(super) fn offered(&self, unit: usize, name: &str) -> Option<&'static str> {
        let seen = |module: &str| self.units.iter().enumerate().any(|(i, u)| u.name == module && self.sees(unit, i));
        let offers = self.offers.get_or_init(|| {
            let names = |text| names_of(&crate::syntax::parse(text).file).into_iter().map(|(_, _, name)| name.text);
            atlas::modules().iter().map(|(module, text)| (*module, names(text).collect())).collect()
        });
        offers.iter().find(|(module, names)| names.contains(name) && !seen(module)).map(|(module, _)| *module)
    }

    pub(super) fn unit(&self, index: usize) -> Option<&Unit> {
        self.units.get(index)
    }

    pub(super) fn item(&self, layer: Layer) -> Option<&Item> {
        self.unit(layer.unit)?.file.items.get(layer.item)
    }

    /// Returns the file of a unit; shared, so that its tree can be read while errors are collected.
    pub(super) fn file(&self, unit: usize) -> Option<Rc<tree::File>> {
        self.unit(unit).map(|u| Rc::clone(&u.file))
    }

    /// Returns the units that determine the policy's meaning: those that it sees.
    pub(super) fn used(&self) -> impl Iterator<Item = &Unit> {
        let sees = self.unit(0).map(|unit| unit.sees.clone()).unwrap_or_default();
        self.units.iter().enumerate().filter(move |(index, _)| sees.contains(index)).map(|(_, unit)| unit)
    }

    /// Returns the policy and the modules of the host that the policy sees.
    pub(super) fn own(&self) -> Vec<usize> {
        let shipped = |unit: &Unit| unit.name == DERIVED_UNIT || shipped(&unit.name) == Some(&unit.text);
        let units = self.units.iter().enumerate();
        units.filter(|(index, unit)| self.sees(0, *index) && !shipped(unit)).map(|(index, _)| index).collect()
    }

    /// Returns the direct uses of the policy, in order: the name in its text, and the unit.
    pub(super) fn direct_uses(&self) -> Vec<(tree::Name, usize)> {
        let names = self.unit(0).into_iter().flat_map(|unit| unit.file.uses.iter());
        let found = |name: &tree::Name| Some((name.clone(), self.units.iter().position(|u| u.name == name.text)?));
        names.filter_map(found).collect()
    }

    /// Returns whether `unit` reaches `other` through its uses.
    pub(super) fn sees(&self, unit: usize, other: usize) -> bool {
        self.unit(unit).is_some_and(|u| u.sees.contains(&other))
    }

    pub(super) fn error(&mut self, unit: usize, diagnostic: Diagnostic) {
        let module = self.unit(unit).map(|u| u.name.clone()).filter(|name| !name.is_empty());
        let diagnostic = Diagnostic { module, ..diagnostic };
        // A reserved word used as a name is not also reported as undefined.
        let is_said = |known: &Diagnostic| {
            known.code.starts_with("L01") && known.span == diagnostic.span && known.module == diagnostic.module
        };
        if self.errors.iter().any(is_said) {
            return;
        }
        if self.errors.len() < super::MAX_FOUND && !self.errors.contains(&diagnostic) {
            self.errors.push(diagnostic);
        }
    }
}

/// A tree, and what was said of its text.
type Parsed = (Rc<tree::File>, Vec<Diagnostic>);

thread_local! {
    /// The shipped texts that this thread has parsed. Every policy needs some of them, and parsing them takes longer than a small
    /// policy's own text.
    static TREES: RefCell<Vec<(&'static str, Parsed)>> = const { RefCell::new(vec![]) };
}

/// Returns the tree of a shipped text, which is parsed at first use.
fn shipped_tree(text: &'static str) -> Parsed {
    let known = TREES.with_borrow(|trees| trees.iter().find(|(of, _)| *of == text).map(|(_, parsed)| parsed.clone()));
    known.unwrap_or_else(|| {
        let parsed = crate::syntax::parse(text);
        let parsed = (Rc::new(parsed.file), parsed.diagnostics);
        TREES.with_borrow_mut(|trees| trees.push((text, parsed.clone())));
        parsed
    })
}

fn shipped(name: &str) -> Option<&'static str> {
    atlas::modules().iter().find(|module| module.0 == name).map(|module| module.1)
}
