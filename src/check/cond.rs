//! Lowers conditions to formulas.

use super::defined::{Depth, Place, Said};
use super::scope::Scope;
use super::{Check, Layer, MAX_ATOMS, MAX_EXPANSION};
use crate::policy::{Atom, Formula, Path, Quantified, Quantifier, Renamed, Subject, Test};
use crate::span::Span;
use crate::syntax::tree::{self, Cond, CondKind, Item};
use crate::vocab::{Element, Kind, Type};

impl Check {
    /// Lowers a condition. A part that could not be parsed is already reported and becomes a constant.
    pub(super) fn cond(&mut self, cond: &Cond, scope: &Scope) -> Formula {
        let formula = self.nested(cond.span, scope, |check| Some(check.cond_inside(cond, scope)));
        formula.unwrap_or(Formula::Const(false))
    }

    fn cond_inside(&mut self, cond: &Cond, scope: &Scope) -> Formula {
        let mut inner;
        let scope = if cond.cites.is_empty() {
            scope
        } else {
            inner = scope.clone();
            inner.cites.extend(self.cites(&cond.cites, scope));
            &inner
        };
        match &cond.kind {
            CondKind::And(parts) => Formula::All(parts.iter().map(|part| self.cond(part, scope)).collect()),
            CondKind::Or(parts) => {
                self.lint_tautology(parts, scope);
                Formula::Any(parts.iter().map(|part| self.cond(part, scope)).collect())
            }
            CondKind::Not(part) => not(self.cond(part, scope)),
            CondKind::Quantified(quantified) => self.quantified(quantified, cond.span, scope),
            CondKind::Compare(compare) => self.compare(compare, uncited(cond), scope),
            CondKind::Broken => Formula::Const(false),
        }
    }

    fn quantified(&mut self, q: &tree::Quantified, span: Span, scope: &Scope) -> Formula {
        let Some((from, ty)) = self.entries(&q.from, &scope.running(&q.var.text)) else { return Formula::Const(false) };
        self.new_var(&q.var, scope);
        let (inner, slot) = scope.with_var(&q.var.text, ty);
        let filter = q.filter.as_ref().map_or(Formula::Const(true), |filter| self.cond(filter, &inner));
        let body = self.cond(&q.body, &inner);
        let quantifier = match q.quantifier {
            tree::Quantifier::Every => Quantifier::Every,
            tree::Quantifier::Some => Quantifier::Some,
            tree::Quantifier::No => Quantifier::No,
            tree::Quantifier::AtLeast(n) => Quantifier::AtLeast(n),
        };
        if let (Quantifier::AtLeast(2..), Type::Category) = (quantifier, ty) {
            let help = "categories lie within one another; ask for each with `has`".to_owned();
            self.error(scope, "L0305", span, "categories cannot be counted".to_owned(), help);
        }
        Formula::Quantified(Box::new(Quantified { quantifier, slot, from, filter, body }))
    }

    /// Lowers a path or definition that stands alone.
    pub(super) fn alone(&mut self, path: &tree::Path, span: Span, scope: &Scope) -> Formula {
        if let [name] = path.names.as_slice()
            && let Some(found) = self.definition(&name.text, scope)
        {
            return self.expand_alone(found, name, scope);
        }
        let Some(fact) = self.path(path, scope) else { return Formula::Const(false) };
        if fact.ty == Type::YesNo {
            return self.yes(fact, span, scope);
        }
        let written = words(path);
        let message = format!("`{written}` is {}, not a condition", fact.ty.describe());
        let code = if matches!(fact.ty, Type::List(_)) { "L0302" } else { "L0301" };
        self.error(scope, code, span, message, format!("test it: {}", self.fitting(&written, fact.ty)));
        Formula::Const(false)
    }

    fn expand_alone(&mut self, found: (usize, Layer), name: &tree::Name, scope: &Scope) -> Formula {
        let file = self.world.file(found.1.unit);
        match file.as_ref().and_then(|file| file.items.get(found.1.item)) {
            Some(Item::Define(define)) if define.param.is_none() => self.expand(found, define, None, name.span, scope),
            Some(Item::Define(define)) => {
                let param = define.param.as_ref().map_or("x", |p| p.text.as_str());
                let message = format!("`{}` is said of something", name.text);
                self.error(scope, "L0304", name.span, message, format!("write `{param} is {}`", name.text));
                Formula::Const(false)
            }
            Some(Item::Set(_) | Item::List(_)) => {
                let message = format!("`{}` is a set, not a condition", name.text);
                self.error(scope, "L0301", name.span, message, format!("test something: `s in {}`", name.text));
                Formula::Const(false)
            }
            _ => Formula::Const(false),
        }
    }

    /// Expands a definition in the place of its name, with `subject` for its parameter.
    pub(super) fn expand(
        &mut self,
        (symbol, layer): (usize, Layer),
        define: &tree::DefineDecl,
        subject: Option<Path>,
        span: Span,
        scope: &Scope,
    ) -> Formula {
        if scope.expanding.contains(&(symbol, layer)) || scope.expanding.len() >= MAX_EXPANSION {
            let message = format!("`{}` is defined by itself", define.name.text);
            self.error(scope, "L0212", span, message, "a definition may use others, but not in a circle".to_owned());
            return Formula::Const(false);
        }
        if !self.spend(span, scope) {
            return Formula::Const(false);
        }
        let (_, used) = scope.source_spans(span);
        let said = Said { layer, subject: subject.as_ref(), slots: scope.slots };
        let written = subject.as_ref().map_or_else(String::new, |path| self.written(path, scope));
        let place = Place { used, written, cites: scope.cites.clone() };
        let depth = Depth { nesting: self.nesting, expanding: scope.expanding.len() };
        if let Some((formula, cost)) = self.defined.known(said, &place, depth) {
            self.spend_many(cost, span, scope);
            return formula;
        }
        let mut inner = Scope {
            unit: layer.unit,
            vars: vec![],
            slots: scope.slots,
            used: Some(used),
            expanding: scope.expanding.clone(),
            inside: Some((symbol, layer)),
            cites: scope.cites.clone(),
            named: scope.named.clone(),
            ..Scope::default()
        };
        inner.expanding.push((symbol, layer));
        if let (Some(param), Some(path)) = (&define.param, &subject) {
            inner.renamed = Renamed::new(&param.text, place.written.clone());
            inner.vars.push((param.text.clone(), path.clone()));
        }
        let (atoms, found) = (self.atoms, self.found());
        let formula = self.cond(&define.cond, &inner);
        let formula = self.defined.numbered(said, formula);
        if self.found() == found {
            self.defined.keep(said, place, &formula, self.atoms - atoms, depth);
        }
        formula
    }

    /// Returns how many errors and lints there are.
    fn found(&self) -> (usize, usize) {
        (self.world.errors.len(), self.lints.len())
    }

    /// Lowers a yes_no fact, stated or derived.
    pub(super) fn yes(&mut self, path: Path, span: Span, scope: &Scope) -> Formula {
        let derivation = derivation_of(&path);
        let stated = self.atom_of(Subject::Path(path.clone()), Test::Yes, span, scope);
        // A definition that reads the fact which it derives means what is stated of it.
        let derivation = derivation.filter(|definition| !self.expands(definition, scope));
        let Some(definition) = derivation else { return Formula::Atom(Box::new(stated)) };
        let mut owner = path;
        let kind = owner.steps.pop().map_or(Kind::Flow, |step| step.kind);
        owner.ty = Type::Object(kind);
        let rule = self.derive(definition, owner, span, scope);
        Formula::Derived(Box::new(crate::policy::Derived { stated, rule }))
    }

    /// Returns whether the definition behind a derived fact is being expanded.
    fn expands(&self, definition: &str, scope: &Scope) -> bool {
        scope.inside.is_some_and(|(symbol, layer)| {
            let name = self.world.symbols.get(symbol).map(|symbol| symbol.name.as_str());
            name == Some(definition)
                && self.world.units.get(layer.unit).is_some_and(|unit| unit.name == super::world::DERIVED_UNIT)
        })
    }

    /// Expands the definition from which a derived fact of `owner` follows.
    pub(super) fn derive(&mut self, definition: &str, owner: Path, span: Span, scope: &Scope) -> Formula {
        let hidden = self.world.units.iter().position(|unit| unit.name == super::world::DERIVED_UNIT).unwrap_or(0);
        let home = Scope { unit: hidden, ..Scope::default() };
        let found = self.definition(definition, &home);
        let file = found.and_then(|(_, layer)| self.world.file(layer.unit));
        match (found, file.as_ref().zip(found).and_then(|(file, (_, layer))| file.items.get(layer.item))) {
            (Some(found), Some(Item::Define(define))) => self.expand(found, define, Some(owner), span, scope),
            _ => Formula::Const(false),
        }
    }

    /// Counts one more test, definition or exception. Returns false once there are too many.
    pub(super) fn spend(&mut self, span: Span, scope: &Scope) -> bool {
        self.spend_many(1, span, scope)
    }

    /// Counts several, such as the members of a set. Returns false once there are too many.
    pub(super) fn spend_many(&mut self, count: usize, span: Span, scope: &Scope) -> bool {
        let before = self.atoms;
        self.atoms = before.saturating_add(count);
        if before < MAX_ATOMS && self.atoms >= MAX_ATOMS {
            let message = format!(
                "with its definitions expanded, the policy has more than {MAX_ATOMS} tests and members of sets"
            );
            self.error(scope, "L0306", span, message, "split the policy".to_owned());
        }
        self.atoms < MAX_ATOMS
    }

    pub(super) fn atom(&mut self, subject: Path, test: Test, span: Span, scope: &Scope) -> Formula {
        Formula::Atom(Box::new(self.atom_of(Subject::Path(subject), test, span, scope)))
    }

    pub(super) fn atom_of(&mut self, subject: Subject, test: Test, span: Span, scope: &Scope) -> Atom {
        self.spend(span, scope);
        let (words, used) = scope.source_spans(span);
        Atom { subject, test, words, renamed: scope.renamed.clone(), negated: false, used, cites: scope.cites.clone() }
    }
}

/// Returns the span of a condition without its citations.
fn uncited(cond: &Cond) -> Span {
    let end = cond.cites.first().map_or(cond.span.end, |cite| cite.span.start.saturating_sub(1));
    Span::new(cond.span.start, end)
}

/// Returns the definition in `derived.loci` from which a fact follows, or which excludes it.
pub(super) fn derivation_of(path: &Path) -> Option<&'static str> {
    let step = path.steps.last()?;
    let fact = step.kind.facts().get(usize::from(step.field.0))?;
    match fact.name {
        "sees_plaintext" => Some("read_in_clear"),
        "exposed" => Some("exposed_party"),
        "plaintext_needed" => Some("needed_in_clear"),
        "article_28" => Some("proper_contract"),
        "protected_recipient" => Some("protected_from_access"),
        "is_public_authority" => Some("authority_on_no_list_of_companies"),
        "is_international_organisation" => Some("organisation_of_states"),
        "complete" => Some("filled_in"),
        "bound" => Some("binding"),
        "can_access_data" => Some("supplier_at_work"),
        "safeguards" => Some("with_safeguards"),
        _ => None,
    }
}

/// Negates a formula; a double negation cancels out.
pub(super) fn not(formula: Formula) -> Formula {
    match formula {
        Formula::Not(inner) => *inner,
        Formula::Const(value) => Formula::Const(!value),
        other => Formula::Not(Box::new(other)),
    }
}

/// Returns a path as written.
pub(super) fn words(path: &tree::Path) -> String {
    path.names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(".")
}

/// Returns a fact that is a set, for `has`. Data stand for their categories.
pub(super) fn as_set(path: &Path) -> Option<(Path, Element)> {
    match path.ty {
        Type::Set(element) => Some((path.clone(), element)),
        Type::Object(Kind::Data) => {
            let (index, fact) = Kind::Data.fact("categories")?;
            let mut path = path.clone();
            path.steps.push(crate::policy::Step { kind: Kind::Data, field: crate::policy::Field(index as u16) });
            path.ty = fact.ty;
            Some((path, Element::Category))
        }
        _ => None,
    }
}
