//! Resolves variables and paths to facts.

use super::Check;
use super::names;
use super::world::Layer;
use crate::nearest::nearest;
use crate::policy::{Base, Cite, Field, Path, Renamed, SourceSpan, Step};
use crate::span::Span;
use crate::syntax::tree;
use crate::vocab::{Kind, Type};
use std::sync::Arc;

/// The names that are visible at a condition.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The file in which names are resolved.
    pub(super) unit: usize,
    /// The variables, innermost last.
    pub(super) vars: Vec<(String, Path)>,
    /// The next free slot.
    pub(super) slots: usize,
    /// The position in the policy at which the definition being expanded is used; `None` in the policy's own text.
    pub(super) used: Option<SourceSpan>,
    /// The definitions being expanded, outermost first.
    pub(super) expanding: Vec<(usize, Layer)>,
    /// The definition whose text is being lowered, with its layer: its own name means the one that it replaces.
    pub(super) inside: Option<(usize, Layer)>,
    /// Variables whose list has errors: conditions on them are not reported.
    pub(super) poisoned: Vec<String>,
    /// The citations of the enclosing brackets.
    pub(super) cites: Vec<Cite>,
    /// The name in the policy of the variable in each slot.
    pub(super) named: Vec<(usize, String)>,
    /// The variable that the entries of a list are bound to where the list is used.
    pub(super) running: Option<String>,
    /// The variable of the definition or list being expanded, and its meaning in the policy.
    pub(super) renamed: Option<Arc<Renamed>>,
}

impl Scope {
    /// Returns the position of the text at `span`, and the position at which the policy uses it.
    pub(super) fn source_spans(&self, span: Span) -> (SourceSpan, SourceSpan) {
        let words = SourceSpan { text: self.unit as u16, span };
        (words, self.used.unwrap_or(words))
    }

    /// Adds a variable, an entry of type `ty`, and returns its slot.
    pub(super) fn with_var(&self, name: &str, ty: Type) -> (Scope, usize) {
        let slot = self.slots;
        let mut inner = self.clone();
        inner.slots += 1;
        inner.vars.push((name.to_owned(), Path { base: Base::Slot(slot), steps: vec![], ty }));
        inner.named.push((slot, name.to_owned()));
        inner.running = None;
        (inner, slot)
    }

    /// Binds the entries of lists to this variable.
    pub(super) fn running(&self, name: &str) -> Scope {
        Scope { running: Some(name.to_owned()), ..self.clone() }
    }

    fn var(&self, name: &str) -> Option<&Path> {
        self.vars.iter().rev().find(|(var, _)| var == name).map(|(_, path)| path)
    }
}

impl Check {
    /// Returns a path as the policy would write it, from the variable or the fact where it starts.
    pub(super) fn written(&self, path: &Path, scope: &Scope) -> String {
        let mut words = match path.base {
            Base::Flow => String::new(),
            Base::Slot(slot) => {
                scope.named.iter().rev().find(|(other, _)| *other == slot).map_or("", |(_, name)| name).to_owned()
            }
        };
        for step in path.steps.iter().filter(|step| step.field != Field::PERSON) {
            let declared = step.field.0.checked_sub(Field::DECLARED);
            let own = || step.kind.facts().get(usize::from(step.field.0)).map_or("", |fact| fact.name).to_owned();
            let name = match declared {
                Some(index) => {
                    self.declared.facts.get(usize::from(index)).map_or(String::new(), |fact| format!("x.{}", fact.name))
                }
                None => own(),
            };
            if !words.is_empty() {
                words.push('.');
            }
            words.push_str(&name);
        }
        words
    }

    /// Resolves a path to a fact, and reports one that does not exist.
    pub(super) fn path(&mut self, path: &tree::Path, scope: &Scope) -> Option<Path> {
        let (first, rest) = path.names.split_first()?;
        if scope.poisoned.contains(&first.text) {
            return None;
        }
        let start = match scope.var(&first.text) {
            Some(var) => var.clone(),
            None => {
                let flow = Path { base: Base::Flow, steps: vec![], ty: Type::Object(Kind::Flow) };
                return self.walk(flow, &path.names, scope);
            }
        };
        self.walk(start, rest, scope)
    }

    /// Resolves a path without reporting, for names that may be something else.
    pub(super) fn try_path(&mut self, path: &tree::Path, scope: &Scope) -> Option<Path> {
        let before = self.world.errors.len();
        let found = self.path(path, scope);
        self.world.errors.truncate(before);
        found
    }

    fn walk(&mut self, start: Path, names: &[tree::Name], scope: &Scope) -> Option<Path> {
        let mut path = start;
        let mut names = names.iter().peekable();
        while let Some(name) = names.next() {
            let Type::Object(kind) = path.ty else {
                self.not_an_object(&path, name, scope);
                return None;
            };
            let step = match (name.text == "x", names.next_if(|_| name.text == "x")) {
                (true, Some(declared)) => self.declared(kind, declared, scope),
                (true, None) => self.x_alone(kind, name, scope),
                (false, _) => self.own(kind, name, scope),
            };
            let (steps, ty) = step?;
            path.steps.extend(steps);
            path.ty = ty;
        }
        Some(path)
    }

    fn x_alone<T>(&mut self, kind: Kind, x: &tree::Name, scope: &Scope) -> Option<T> {
        let known = self.declared.facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.name.clone());
        let help = format!("name the fact: `x.{}`", known.as_deref().unwrap_or("tier"));
        self.error(scope, "L0211", x.span, "declared facts stand under `x`; it is none itself".to_owned(), help);
        None
    }

    fn own(&mut self, kind: Kind, name: &tree::Name, scope: &Scope) -> Option<(Vec<Step>, Type)> {
        if let Some((index, fact)) = kind.fact(&name.text) {
            return Some((vec![Step { kind, field: Field(index as u16) }], fact.ty));
        }
        if kind.is_relation()
            && let Some((index, fact)) = Kind::Party.fact(&name.text)
        {
            return Some((vec![person(kind), Step { kind: Kind::Party, field: Field(index as u16) }], fact.ty));
        }
        self.no_such_fact(kind, name, scope);
        None
    }

    fn declared(&mut self, kind: Kind, name: &tree::Name, scope: &Scope) -> Option<(Vec<Step>, Type)> {
        let of_person = kind.is_relation().then_some(Kind::Party);
        for owner in [Some(kind), of_person].into_iter().flatten() {
            if let Some((field, fact)) = self.declared.fact(owner, &name.text) {
                let ty = fact.ty;
                if let Some(fact) = self.facts.get_mut(usize::from(field.0 - Field::DECLARED)) {
                    fact.read = true;
                }
                let step = Step { kind: owner, field };
                return Some((if owner == kind { vec![step] } else { vec![person(kind), step] }, ty));
            }
        }
        let prefix = if kind == Kind::Flow { String::new() } else { format!("{}.", kind.name()) };
        let known = self.declared.facts.iter().filter(|f| f.kind == kind).map(|f| f.name.as_str());
        let help = match nearest(&name.text, known) {
            Some(near) => format!("did you mean `x.{near}`?"),
            None => format!("declare it: `fact {prefix}x.{} is yes_no`", name.text),
        };
        self.error(scope, "L0211", name.span, format!("`x.{}` is not declared", name.text), help);
        None
    }

    fn no_such_fact(&mut self, kind: Kind, name: &tree::Name, scope: &Scope) {
        if self.reports_misapplied(kind, name, scope) {
            return;
        }
        let message = match kind {
            Kind::Flow => format!("nothing is called `{}`", name.text),
            _ => format!("{} has no fact `{}`", kind.one(), name.text),
        };
        let own = kind.facts().iter().map(|fact| fact.name);
        let more: &[crate::vocab::Fact] = if kind.is_relation() { Kind::Party.facts() } else { &[] };
        let mut known: Vec<&str> = own.chain(more.iter().map(|fact| fact.name)).collect();
        if kind == Kind::Flow {
            known.extend(scope.vars.iter().map(|(var, _)| var.as_str()));
            known.extend(names::nearest_name(&name.text, self.world.visible(scope.unit)));
        }
        let help = match nearest(&name.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if kind == Kind::Flow => self.nothing_like(&name.text, scope),
            None => format!("its facts are {}", known.join(", ")),
        };
        self.error(scope, "L0210", name.span, message, help);
    }

    /// Suggests what could stand here, for a word that resembles no visible name.
    fn nothing_like(&self, name: &str, scope: &Scope) -> String {
        if let Some(module) = self.world.offered(scope.unit, name) {
            return format!("`use {module}` brings it");
        }
        let vars: Vec<String> = scope.vars.iter().map(|(var, _)| format!("`{var}`")).collect();
        match vars.as_slice() {
            [] => "what has a name here: facts of the flow, sets, lists and definitions".to_owned(),
            vars => {
                format!("what has a name here: {}, facts of the flow, sets, lists and definitions", vars.join(", "))
            }
        }
    }

    /// Reports a definition applied to something it does not fit, at the place where it is applied.
    fn reports_misapplied(&mut self, kind: Kind, name: &tree::Name, scope: &Scope) -> bool {
        let elsewhere = Kind::ALL.iter().any(|other| other.fact(&name.text).is_some());
        let (Some(used), Some((symbol, _))) = (scope.used, scope.inside) else { return false };
        if kind == Kind::Flow || !elsewhere {
            return false;
        }
        let definition = self.world.symbols.get(symbol).map_or("", |symbol| symbol.name.as_str()).to_owned();
        let message = format!("`{definition}` cannot be said of {}, which has no fact `{}`", kind.one(), name.text);
        let outer = Scope { unit: usize::from(used.text), ..Scope::default() };
        let help = format!("say it of what has `{}`", name.text);
        self.error(&outer, "L0304", used.span, message, help);
        true
    }

    fn not_an_object(&mut self, path: &Path, name: &tree::Name, scope: &Scope) {
        let (code, help) = match path.ty {
            Type::List(_) | Type::Set(_) => (
                "L0302",
                format!(
                    "what has entries is run over: `for every e in …` and then `e.{}`, or `some e in …: e.{} …`",
                    name.text, name.text
                ),
            ),
            ty => ("L0303", format!("what stands before the dot is {}: {}", ty.describe(), self.fitting("…", ty))),
        };
        self.error(scope, code, name.span, format!("`.{}` cannot follow here", name.text), help);
    }

    /// Reports a new variable that would hide another name.
    pub(super) fn new_var(&mut self, name: &tree::Name, scope: &Scope) {
        let what = if scope.var(&name.text).is_some() {
            Some("a variable")
        } else if self.world.lookup(scope.unit, &name.text, false).is_some() {
            Some("a set, list or definition")
        } else {
            names::taken(&name.text, false)
        };
        if let Some(what) = what {
            self.error(
                scope,
                "L0209",
                name.span,
                format!("`{}` is already {what}", name.text),
                "choose another name for the variable".to_owned(),
            );
        }
    }
}

/// Returns the step from a holder or supplier to the person.
pub(super) fn person(kind: Kind) -> Step {
    Step { kind, field: Field::PERSON }
}
