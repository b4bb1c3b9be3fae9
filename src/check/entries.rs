//! Checks the lists that rules, quantifiers and totals range over.

use super::Check;
use super::scope::Scope;
use crate::policy::{Entries, Renamed};
use crate::syntax::tree::{self, Item, SetExpr, SetKind};
use crate::vocab::{Kind, Type};

impl Check {
    /// Lowers an expression to the entries that it names, and returns the type of each entry.
    pub(super) fn entries(&mut self, expr: &SetExpr, scope: &Scope) -> Option<(Entries, Type)> {
        self.nested(expr.span, scope, |check| check.entries_inside(expr, scope))
    }

    fn entries_inside(&mut self, expr: &SetExpr, scope: &Scope) -> Option<(Entries, Type)> {
        match &expr.kind {
            SetKind::Path(path) => self.entries_of(path, scope),
            SetKind::Union(parts) => self.joined(parts, expr, scope),
            SetKind::Braces(_) => {
                let help = "run over facts of the flow: storage, transfers, provider.holders, …".to_owned();
                self.error(scope, "L0313", expr.span, "this set does not come from the flow".to_owned(), help);
                None
            }
            SetKind::Intersection(_) | SetKind::Except(_) => {
                let help = "say which entries with `where`: `for every s in storage where s not in EEA`".to_owned();
                self.error(scope, "L0313", expr.span, "lists are joined with `+` only".to_owned(), help);
                None
            }
            SetKind::Broken => None,
        }
    }

    fn joined(&mut self, parts: &[SetExpr], expr: &SetExpr, scope: &Scope) -> Option<(Entries, Type)> {
        let lowered: Vec<Option<(Entries, Type)>> = parts.iter().map(|part| self.entries(part, scope)).collect();
        let lowered: Option<Vec<(Entries, Type)>> = lowered.into_iter().collect();
        let (entries, types): (Vec<Entries>, Vec<Type>) = lowered?.into_iter().unzip();
        let first = *types.first()?;
        if let Some(other) = types.iter().find(|ty| **ty != first) {
            let message =
                format!("lists of different things are joined: {} and {}", first.describe(), other.describe());
            self.error(scope, "L0313", expr.span, message, "write a rule for each".to_owned());
            return None;
        }
        Some((Entries::Joined(entries), first))
    }

    fn entries_of(&mut self, path: &tree::Path, scope: &Scope) -> Option<(Entries, Type)> {
        if let [name] = path.names.as_slice()
            && let Some((symbol, layer)) = self.definition(&name.text, scope)
        {
            let file = self.world.file(layer.unit)?;
            return match file.items.get(layer.item)? {
                Item::List(list) => self.named_list((symbol, layer), list, name, scope),
                Item::Broken(..) => None,
                _ => {
                    let help = "run over a list of the flow, or one that `list` defines".to_owned();
                    self.error(scope, "L0313", name.span, format!("`{}` is not a list", name.text), help);
                    None
                }
            };
        }
        if let [name] = path.names.as_slice()
            && let Some(what) = super::names::word(&name.text)
            && self.try_path(path, scope).is_none()
        {
            let help = "run over facts of the flow: storage, transfers, provider.holders, …".to_owned();
            self.error(scope, "L0313", name.span, format!("`{}` is {what}, not a list", name.text), help);
            return None;
        }
        let fact = self.path(path, scope)?;
        match fact.ty.entry() {
            Some(entry) => Some((Entries::Path(fact), entry)),
            None if fact.ty == Type::Object(Kind::Data) => {
                let (categories, element) = super::cond::as_set(&fact)?;
                Some((Entries::Path(categories), element.ty()))
            }
            None => {
                let written = super::cond::words(path);
                let message = format!("`{written}` is {}, not a list", fact.ty.describe());
                self.error(
                    scope,
                    "L0313",
                    path.span,
                    message,
                    "run over storage, transfers, provider.holders, …".to_owned(),
                );
                None
            }
        }
    }

    fn named_list(
        &mut self,
        found: (usize, super::Layer),
        list: &tree::ListDecl,
        name: &tree::Name,
        scope: &Scope,
    ) -> Option<(Entries, Type)> {
        if scope.expanding.contains(&found) {
            let message = format!("`{}` is defined by itself", name.text);
            self.error(scope, "L0212", name.span, message, "a list may use others, but not in a circle".to_owned());
            return None;
        }
        if !self.spend(name.span, scope) {
            return None;
        }
        let (_, used) = scope.source_spans(name.span);
        let mut home = Scope {
            unit: found.1.unit,
            vars: vec![],
            slots: scope.slots,
            used: Some(used),
            expanding: scope.expanding.clone(),
            inside: Some(found),
            cites: scope.cites.clone(),
            named: scope.named.clone(),
            running: scope.running.clone(),
            ..Scope::default()
        };
        home.expanding.push(found);
        let (from, ty) = self.entries(&list.from, &home)?;
        self.new_var(&list.var, &home);
        let (mut inner, slot) = home.with_var(&list.var.text, ty);
        if let Some(running) = &scope.running {
            inner.named.push((slot, running.clone()));
            inner.renamed = Renamed::new(&list.var.text, running.clone());
        }
        let filter = self.cond(&list.cond, &inner);
        Some((Entries::Filtered { from: Box::new(from), slot, filter }, ty))
    }
}
