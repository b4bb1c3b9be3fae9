//! Checks sets; their type is that of the test in which they are used.

use super::compare::{as_person, is_person, place_of};
use super::names::{nearest_name, place_help};
use super::scope::Scope;
use super::{Check, Layer};
use crate::atlas::{Group, Place, place_hint};
use crate::date::Window;
pub(super) use crate::policy::Of;
use crate::policy::{Member, MemberValue, NamedSet, Path, Set};
use crate::syntax::tree::{self, Item, MemberKind, SetExpr, SetKind, Until, WindowDecl};
use crate::vocab::{Category, Element, Type, values};

pub(super) const VALUES: &str = "values of an enumeration";

impl Of {
    /// Describes the members of a set of this type.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Of::Place => "places",
            Of::Region => "cloud regions",
            Of::Category => "categories of data",
            Of::Enum(_) => VALUES,
            Of::Party => "parties",
        }
    }
}

impl Check {
    /// Lowers an expression to a set of `of`, and reports one that is none.
    pub(super) fn set(&mut self, expr: &SetExpr, of: Of, scope: &Scope) -> Option<Set> {
        self.nested(expr.span, scope, |check| check.set_inside(expr, of, scope))
    }

    fn set_inside(&mut self, expr: &SetExpr, of: Of, scope: &Scope) -> Option<Set> {
        match &expr.kind {
            SetKind::Path(path) => self.named_set(path, of, scope),
            SetKind::Braces(members) => {
                if let Some(other) = self.other_kind(members, of) {
                    let message = format!("these are {other}");
                    self.error(scope, "L0310", expr.span, message, self.needed(of));
                    return None;
                }
                self.spend_many(members.len(), expr.span, scope).then(|| self.braces(members, of, scope))
            }
            SetKind::Union(parts) => Some(Set::Union(self.sets_of(parts, of, scope)?)),
            SetKind::Intersection(parts) => Some(Set::Intersection(self.sets_of(parts, of, scope)?)),
            SetKind::Except(parts) => Some(Set::Except(self.sets_of(parts, of, scope)?)),
            SetKind::Broken => None,
        }
    }

    fn sets_of(&mut self, parts: &[SetExpr], of: Of, scope: &Scope) -> Option<Vec<Set>> {
        let sets: Vec<Option<Set>> = parts.iter().map(|part| self.part(part, of, scope)).collect();
        sets.into_iter().collect()
    }

    /// Lowers a set that is a part of another one: its members count again.
    fn part(&mut self, expr: &SetExpr, of: Of, scope: &Scope) -> Option<Set> {
        let set = self.set(expr, of, scope)?;
        let weight = match &set {
            Set::Named(index) => self.weights.get(*index).copied().unwrap_or(1),
            _ => 1,
        };
        self.spend_many(weight, expr.span, scope).then_some(set)
    }

    fn named_set(&mut self, path: &tree::Path, of: Of, scope: &Scope) -> Option<Set> {
        if let [name] = path.names.as_slice() {
            if let Some(found) = self.definition(&name.text, scope) {
                return self.defined_set(found, name, of, scope);
            }
            if of == Of::Place {
                if let Some(group) = Group::from_name(&name.text) {
                    return Some(Set::Group(group));
                }
                if let Some(place) = Place::from_code(&name.text) {
                    return Some(Set::Members(vec![plain(MemberValue::Place(place))]));
                }
            }
        }
        self.fact_set(path, of, scope)
    }

    fn defined_set(&mut self, found: (usize, Layer), name: &tree::Name, of: Of, scope: &Scope) -> Option<Set> {
        let (symbol, layer) = found;
        let file = self.world.file(layer.unit)?;
        match file.items.get(layer.item)? {
            Item::Set(set) => self.set_symbol(symbol, layer, set, of, scope, name),
            Item::List(_) if of == Of::Party => {
                let path = tree::SetExpr {
                    kind: SetKind::Path(tree::Path { names: vec![name.clone()], span: name.span }),
                    span: name.span,
                };
                self.party_list(&path, scope)
            }
            Item::Broken(..) => None,
            _ => {
                let message = format!("`{}` is not a set of {}", name.text, of.describe());
                self.error(scope, "L0310", name.span, message, self.needed(of));
                None
            }
        }
    }

    /// Lowers a named set, once for each type it is used as.
    fn set_symbol(
        &mut self,
        symbol: usize,
        layer: Layer,
        decl: &tree::SetDecl,
        of: Of,
        scope: &Scope,
        name: &tree::Name,
    ) -> Option<Set> {
        if scope.expanding.contains(&(symbol, layer)) {
            let message = format!("`{}` is defined by itself", name.text);
            self.error(scope, "L0212", name.span, message, "a set may use others, but not in a circle".to_owned());
            return None;
        }
        if let Some(index) = self.set_index.get(&(layer, of)) {
            return index.map(Set::Named);
        }
        if let Some(other) = self.set_of_other(decl, of) {
            self.refuse_set((symbol, layer), decl, (other, of), name, scope);
            return None;
        }
        let mut expanding = scope.expanding.clone();
        expanding.push((symbol, layer));
        let home = Scope { unit: layer.unit, expanding, inside: Some((symbol, layer)), ..Scope::default() };
        let before = self.atoms;
        let Some(set) = self.part(&decl.value, of, &home) else {
            // Its errors are reported once.
            self.set_index.insert((layer, of), None);
            return None;
        };
        let index = self.sets.len();
        self.weights.push(self.atoms - before);
        self.sets.push(NamedSet { name: decl.name.text.clone(), of, set });
        self.set_index.insert((layer, of), Some(index));
        Some(Set::Named(index))
    }

    /// Describes the content of a set by its own text, when that is not `of`.
    fn set_of_other(&self, decl: &tree::SetDecl, of: Of) -> Option<&'static str> {
        let declared = decl.of.as_ref().and_then(set_type).filter(|declared| *declared != of);
        match &decl.value.kind {
            _ if declared.is_some() => declared.map(Of::describe),
            SetKind::Braces(members) => self.other_kind(members, of),
            _ => None,
        }
    }

    /// Reports a set that is read as a set of something else: at its use, unless it replaces a set that fitted.
    fn refuse_set(
        &mut self,
        (symbol, layer): (usize, Layer),
        decl: &tree::SetDecl,
        (holds, of): (&str, Of),
        name: &tree::Name,
        scope: &Scope,
    ) {
        let first = self.world.symbols.get(symbol).and_then(|symbol| symbol.layers.first()).copied();
        let help = self.needed(of);
        if first == Some(layer) {
            self.error(scope, "L0310", name.span, format!("`{}` is a set of {holds}", name.text), help);
        } else {
            let home = Scope { unit: layer.unit, ..Scope::default() };
            let message = format!("`{}` is replaced by a set of {holds}", name.text);
            self.error(&home, "L0310", decl.name.span, message, help);
        }
    }

    /// Lowers a window. Reports one that never opens, because it would silently take a rule out of force.
    pub(super) fn window(&mut self, decl: &WindowDecl, scope: &Scope) -> Window {
        let window = window(decl);
        if let (Some(from), Some(through)) = (window.from, window.through)
            && through < from
        {
            let help = "`through` names the last day, `before` the first day without".to_owned();
            self.error(scope, "L0315", decl.span, "this ends before it begins".to_owned(), help);
        }
        window
    }

    /// Reports `of TYPE` where sets cannot hold that type.
    pub(super) fn refuse_set_type(&mut self, ty: &tree::Type, scope: &Scope) {
        if set_type(ty).is_none() && !matches!(ty.kind, tree::TypeKind::OneOf(_)) {
            let message = "a set cannot hold this".to_owned();
            self.error(
                scope,
                "L0314",
                ty.span,
                message,
                "sets hold places, regions and categories: `of place`".to_owned(),
            );
        }
    }

    /// Lowers the values of a fact, or the entries of a list of parties.
    fn fact_set(&mut self, path: &tree::Path, of: Of, scope: &Scope) -> Option<Set> {
        let Some(fact) = self.try_path(path, scope) else {
            return self.no_such_set(path, of, scope);
        };
        let fits = match (fact.ty, of) {
            (Type::Set(Element::Place), Of::Place) | (Type::Set(Element::Region), Of::Region) => Some(fact.clone()),
            (Type::Set(Element::Category), Of::Category) => Some(fact.clone()),
            (Type::Set(Element::Enum(have)), Of::Enum(want)) if have == want => Some(fact.clone()),
            (_, Of::Place) => place_of(&fact),
            (ty, Of::Party) if is_person(ty) => Some(as_person(fact.clone())),
            _ => None,
        };
        if let Some(fact) = fits {
            return Some(Set::Fact(fact));
        }
        if let (Type::List(kind), Of::Party) = (fact.ty, of)
            && is_person(Type::Object(kind))
        {
            return Some(Set::Entries(crate::policy::Entries::Path(fact)));
        }
        let written = super::cond::words(path);
        let message = format!("`{written}` is {}, not a set of {}", fact.ty.describe(), of.describe());
        let help = match fact.ty {
            Type::List(_) => format!("run over it: `some e in {written}: e …`"),
            _ => self.needed(of),
        };
        self.error(scope, "L0310", path.span, message, help);
        None
    }

    fn party_list(&mut self, expr: &SetExpr, scope: &Scope) -> Option<Set> {
        let (entries, ty) = self.entries(expr, scope)?;
        if is_person(ty) {
            return Some(Set::Entries(entries));
        }
        let message = format!("this is a list of {}", ty.describe());
        self.error(scope, "L0310", expr.span, message, "here a list of parties is needed".to_owned());
        None
    }

    fn no_such_set(&mut self, path: &tree::Path, of: Of, scope: &Scope) -> Option<Set> {
        let written = super::cond::words(path);
        if path.names.len() > 1 || path.names.iter().any(|name| scope.poisoned.contains(&name.text)) {
            // Resolving the path reports where it goes wrong, unless that is reported already.
            self.path(path, scope);
            return None;
        }
        if let Some(what) = super::names::word(&written) {
            let help = match of {
                Of::Party if what.ends_with("place") || what.ends_with("places") => {
                    format!("a party has its seat in a place: `….seat in {written}`")
                }
                _ => self.needed(of),
            };
            self.error(scope, "L0310", path.span, format!("`{written}` is {what}"), help);
            return None;
        }
        let place = place_hint(&written).filter(|_| of == Of::Place);
        let help = match (self.nearest_set(&written, scope), place) {
            (Some(near), _) if near.eq_ignore_ascii_case(&written) => format!("did you mean `{near}`?"),
            (_, Some(hint)) => hint.help('`'),
            (Some(near), None) => format!("did you mean `{near}`?"),
            (None, None) => match self.world.offered(scope.unit, &written) {
                Some(module) => format!("`use {module}` brings it"),
                None if of == Of::Place => place_help(&written),
                None => format!("define it: `set {written} = {{…}}`"),
            },
        };
        self.error(scope, "L0210", path.span, format!("no set is called `{written}`"), help);
        None
    }

    /// Describes a set of this kind, with an example.
    pub(super) fn needed(&self, of: Of) -> String {
        let example = match of {
            Of::Place => "{FR, DE}".to_owned(),
            Of::Region => "{aws/eu-west-3}".to_owned(),
            Of::Category => "{health, genetic}".to_owned(),
            Of::Party => "{exporter, @acme}".to_owned(),
            Of::Enum(id) => match self.declared.values(id).as_slice() {
                [first, second, ..] => format!("{{{first}, {second}}}"),
                values => format!("{{{}}}", values.join(", ")),
            },
        };
        format!("here a set of {} is needed, such as `{example}`", of.describe())
    }

    fn nearest_set(&self, written: &str, scope: &Scope) -> Option<String> {
        nearest_name(written, self.world.visible(scope.unit)).map(str::to_owned)
    }

    /// Lowers `with PATH`: the lists of a party, of the kind that the members' scopes name.
    pub(super) fn scope_lists(&mut self, path: &tree::Path, set: &Set, scope: &Scope) -> Option<Path> {
        let lists = self.path(path, scope)?;
        if lists.ty != Type::Set(Element::Enum(values::LISTED)) {
            let message = format!("`with` reads lists such as `recipient.listed`; this is {}", lists.ty.describe());
            self.error(scope, "L0311", path.span, message, "write `with t.recipient.listed`".to_owned());
            return None;
        }
        if !self.is_scoped(set) {
            let help = "leave `with` out".to_owned();
            self.error(scope, "L0311", path.span, "no member of this set holds only `with` a list".to_owned(), help);
            return None;
        }
        Some(lists)
    }

    /// Reports a scoped set that is tested without anybody's lists.
    pub(super) fn refuse_unscoped(&mut self, set: &Set, expr: &SetExpr, scope: &Scope) -> Option<()> {
        if !self.is_scoped(set) {
            return Some(());
        }
        let message = "some members of this set hold only `with` a list".to_owned();
        self.error(scope, "L0312", expr.span, message, "say whose lists: `with t.recipient.listed`".to_owned());
        None
    }

    fn is_scoped(&self, set: &Set) -> bool {
        match set {
            Set::Named(index) => self.sets.get(*index).is_some_and(|named| self.is_scoped(&named.set)),
            Set::Members(members) => members.iter().any(|member| member.scope.is_some()),
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().any(|part| self.is_scoped(part))
            }
            Set::Group(_) | Set::Fact(_) | Set::Entries(_) => false,
        }
    }

    /// Guesses the type of a set that nothing tests from its members, so that it can be checked.
    pub(super) fn guess_set(&mut self, expr: &SetExpr) -> Option<Of> {
        match &expr.kind {
            SetKind::Braces(members) => members.iter().find_map(|member| match &member.kind {
                MemberKind::Region(_) => Some(Of::Region),
                MemberKind::Party(_) => Some(Of::Party),
                MemberKind::Name(name) if Place::from_code(&name.text).is_some() => Some(Of::Place),
                MemberKind::Name(name) if Group::from_name(&name.text).is_some() => Some(Of::Place),
                MemberKind::Name(name) if Category::from_name(&name.text).is_some() => Some(Of::Category),
                MemberKind::Name(_) => None,
            }),
            SetKind::Union(parts) | SetKind::Intersection(parts) | SetKind::Except(parts) => {
                parts.iter().find_map(|part| self.guess_set(part))
            }
            SetKind::Path(path) => {
                let written = super::cond::words(path);
                let place = Group::from_name(&written).is_some() || Place::from_code(&written).is_some();
                place.then_some(Of::Place)
            }
            SetKind::Broken => None,
        }
    }
}

fn set_type(ty: &tree::Type) -> Option<Of> {
    match ty.kind {
        tree::TypeKind::Place => Some(Of::Place),
        tree::TypeKind::Region => Some(Of::Region),
        tree::TypeKind::Category => Some(Of::Category),
        _ => None,
    }
}

fn plain(value: MemberValue) -> Member {
    Member { value, scope: None, window: Window::ALWAYS, cites: vec![] }
}

/// Lowers a window, both ends inclusive.
fn window(decl: &WindowDecl) -> Window {
    let through = decl.until.map(|until| match until {
        Until::Through(date) => date,
        Until::Before(date) => date.previous(),
    });
    Window { from: decl.from, through }
}
