//! Collects the definitions and replacements of every file.

use super::names::nearest_name;
use super::world::{Layer, MAX_SYMBOLS, Symbol, World};
use crate::diag::Diagnostic;
use crate::order::sort_by_key;
use crate::syntax::tree::{self, Item};

impl World {
    /// Collects every name: original definitions first, then replacements, those of a module after those of the modules
    /// it uses.
    pub(super) fn collect(&mut self) {
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
        let clash = self.named(&name.text).find(|(_, s)| self.meet(s, layer)).and_then(|(_, s)| s.layers.first());
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
        if self.symbols.len() >= MAX_SYMBOLS {
            let message = format!("the policy and its modules define more than {MAX_SYMBOLS} names");
            self.error(layer.unit, Diagnostic::error("L0306", name.span, message).help("use fewer modules"));
            return;
        }
        let symbol = self.symbols.len();
        self.by_name.update(name.text.clone(), vec![], |known| known.push(symbol));
        self.symbols.push(Symbol { name: name.text.clone(), layers: vec![layer] });
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
                let help = match (nearest_name(&name.text, self.visible(unit)), self.offered(unit, &name.text)) {
                    (_, Some(module)) => format!("`use {module}` brings it"),
                    (Some(near), None) => format!("did you mean `{near}`?"),
                    (None, None) => "leave `replace` out to define a new one".to_owned(),
                };
                (format!("there is no `{}` to replace", name.text), help)
            }
        };
        Diagnostic::error("L0207", name.span, message).help(help)
    }

    /// Returns the kind of an item, as far as replacing goes: only an item of the same kind can replace it.
    fn shape(&self, layer: Layer) -> Option<&'static str> {
        Some(match self.item(layer)? {
            Item::Set(_) => "set",
            Item::List(_) => "list",
            Item::Define(define) if define.param.is_some() => "definition of something",
            Item::Define(_) => "definition",
            Item::Source(_) => "source",
            Item::Fact(_) => "fact",
            Item::Vendor(_) | Item::Region(_) => return None,
            Item::Broken(..) => return None,
        })
    }
}

/// Lists each item that defines a name: its position, whether it replaces, its name.
pub(super) fn names_of(file: &tree::File) -> Vec<(usize, bool, tree::Name)> {
    let named = |(index, item)| name_of(item).map(|(replace, name)| (index, replace, name.clone()));
    file.items.iter().enumerate().filter_map(named).collect()
}

/// Returns whether an item replaces, and the name that it defines.
pub(super) fn name_of(item: &Item) -> Option<(bool, &tree::Name)> {
    match item {
        Item::Source(source) => Some((false, &source.name)),
        Item::Set(set) => Some((set.replace, &set.name)),
        Item::List(list) => Some((false, &list.name)),
        Item::Define(define) => Some((define.replace, &define.name)),
        Item::Broken(Some(name), _) => Some((false, name)),
        Item::Fact(_) | Item::Vendor(_) | Item::Region(_) | Item::Broken(None, _) => None,
    }
}
