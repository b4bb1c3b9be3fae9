//! Reports tests that do not fit their fact: says what the fact is, and shows a test that would fit.

use super::Check;
use super::compare::{FALSE, is_person, place_of};
use super::cond::words;
use super::names::{self, one_of_help, place_help};
use super::scope::Scope;
use crate::atlas::Group;
use crate::policy::{Formula, Path};
use crate::span::Span;
use crate::syntax::tree::{self, Term};
use crate::vocab::{Category, Element, Kind, Type};

impl Check {
    /// Reports that the right side has another type than the left.
    pub(super) fn mismatch(&mut self, subject: &Path, what: &str, span: Span, scope: &Scope) -> Formula {
        let help = format!("the left side is {}: {}", subject.ty.describe(), self.fitting("…", subject.ty));
        self.error(scope, "L0303", span, format!("types differ: {what}"), help);
        FALSE
    }

    /// Reports that this test cannot be applied to a fact of this type.
    pub(super) fn unfit(&mut self, subject: &Path, what: &str, span: Span, scope: &Scope) -> Formula {
        let help = format!("say {}", self.fitting("…", subject.ty));
        self.error(scope, "L0303", span, format!("the left side is {}, {what}", subject.ty.describe()), help);
        FALSE
    }

    /// Shows a test that fits a fact of this type.
    pub(super) fn fitting(&self, left: &str, ty: Type) -> String {
        match self.test_of(left, ty) {
            Some(test) if ty == Type::YesNo => format!("`{test}` alone, or `not {test}`"),
            Some(test) => format!("`{test}`"),
            None => "what has a type, such as `provider is @acme`; a text is for readers".to_owned(),
        }
    }

    fn test_of(&self, left: &str, ty: Type) -> Option<String> {
        let value = |id| self.declared.values(id).into_iter().find(|value| *value != "none").map(str::to_owned);
        Some(match ty {
            Type::YesNo => left.to_owned(),
            Type::Number => format!("{left} <= 15"),
            Type::Percent => format!("{left} <= 24%"),
            Type::Date => format!("{left} >= 2026-01-01"),
            Type::Duration => format!("{left} <= 2 months"),
            Type::Place | Type::Object(Kind::Site) => format!("{left} in EEA"),
            Type::Region => format!("{left} is aws/eu-west-3"),
            Type::Category => format!("{left} is health"),
            Type::Enum(id) => format!("{left} is {}", value(id)?),
            Type::Text => return None,
            Type::Set(Element::Category) | Type::Object(Kind::Data) => format!("{left} has health"),
            Type::Set(Element::Place) => format!("{left} has FR"),
            Type::Set(Element::Enum(id)) => format!("{left} has {}", value(id)?),
            Type::Set(Element::Region) => format!("some e in {left}: e is aws/eu-west-3"),
            Type::Object(Kind::Party | Kind::Holder | Kind::Supplier) => format!("{left} is exporter"),
            Type::Object(kind) => {
                let fact = kind.facts().iter().find(|fact| fact.ty != Type::Text)?;
                self.test_of(&format!("{left}.{}", fact.name), fact.ty)?
            }
            Type::List(kind) => format!("some e in {left}: {}", self.test_of("e", Type::Object(kind))?),
        })
    }

    /// Reports `is` on a list, a set, data or a text, none of which is one value.
    pub(super) fn is_of_many(&mut self, subject: &Path, written: &tree::Path, term: &Term, span: Span, scope: &Scope) {
        let left = words(written);
        let value = match term {
            Term::Ref(path) if path.names.len() == 1 => Some(words(path)),
            _ => None,
        };
        let has = matches!(subject.ty, Type::Set(_) | Type::Object(Kind::Data));
        let help = match value.filter(|_| has) {
            Some(value) => format!("say `{left} has {value}`"),
            None => format!("say {}", self.fitting(&left, subject.ty)),
        };
        let message = match subject.ty {
            Type::Text => format!("`{left}` is a text, which no condition can read"),
            ty => format!("`{left}` is {}; `is` needs one value", ty.describe()),
        };
        self.error(scope, "L0302", span, message, help);
    }

    /// Reports `has` on a fact that is no set of values.
    pub(super) fn has_of_one(
        &mut self,
        subject: &Path,
        written: &tree::Path,
        name: &tree::Name,
        span: Span,
        scope: &Scope,
    ) {
        let left = words(written);
        let help = match subject.ty {
            Type::Object(kind) => match self.set_with(kind, &name.text) {
                Some(fact) => format!("say `{left}.{fact} has {}`", name.text),
                None => format!("say {}", self.fitting(&left, subject.ty)),
            },
            Type::Place | Type::Enum(_) | Type::Category => format!("say `{left} is {}`", name.text),
            _ => format!("say {}", self.fitting(&left, subject.ty)),
        };
        self.error(scope, "L0302", span, format!("`{left}` is {}; `has` needs a set", subject.ty.describe()), help);
    }

    /// Returns a fact of `kind` that is a set and can have this value.
    fn set_with(&self, kind: Kind, value: &str) -> Option<&'static str> {
        let person = if kind.is_relation() { Kind::Party.facts() } else { &[] };
        let fits = |ty| matches!(ty, Type::Set(Element::Enum(id)) if self.declared.value(id, value).is_some());
        kind.facts().iter().chain(person).find(|fact| fits(fact.ty)).map(|fact| fact.name)
    }

    /// Reports `in` on a fact that can be in no set.
    pub(super) fn in_of_other(&mut self, subject: &Path, written: &tree::Path, scope: &Scope) {
        let left = words(written);
        let message = format!("`{left}` is {}; it cannot be in a set", subject.ty.describe());
        let help = format!("say {}", self.fitting(&left, subject.ty));
        self.error(scope, "L0302", written.span, message, help);
    }

    /// Reports a word after `is` that is no value, no definition and no fact.
    pub(super) fn unknown_term(&mut self, subject: &Path, path: &tree::Path, scope: &Scope) -> Formula {
        let name = words(path);
        if path.names.len() > 1 {
            // Resolving the path reports where it goes wrong.
            self.path(path, scope);
            return FALSE;
        }
        let (code, message, help) = match subject.ty {
            Type::Enum(id) => (
                "L0214",
                format!("`{name}` is not a value of this fact"),
                one_of_help(&name, &self.declared.values(id)),
            ),
            Type::Category => ("L0214", format!("`{name}` is not a category of data"), category_help(&name)),
            _ if place_of(subject).is_some() && Group::from_name(&name).is_some() => (
                "L0308",
                format!("`{name}` is a group of places, not one place"),
                format!("a group has many members: say `in {name}`"),
            ),
            _ if place_of(subject).is_some() => ("L0215", format!("`{name}` is not a place"), place_help(&name)),
            ty => match names::word(&name) {
                Some(what) if is_person(ty) && what.ends_with("place") => {
                    let help = format!("the left side is a party: `….seat is {name}`");
                    ("L0303", format!("types differ: `{name}` is {what}"), help)
                }
                Some(what) => return self.mismatch(subject, &format!("`{name}` is {what}"), path.span, scope),
                None => {
                    self.path(path, scope);
                    return FALSE;
                }
            },
        };
        self.error(scope, code, path.span, message, help);
        FALSE
    }
}

/// Suggests a category for a word that should have been one.
pub(super) fn category_help(name: &str) -> String {
    one_of_help(name, &Category::all().map(Category::name).collect::<Vec<_>>())
}
