//! Checks `is`: the right side is a value for an enumerated fact, a definition for an object, else another fact.

use super::Check;
use super::compare::{FALSE, as_person, is_person, literal, literal_type, party_id, place_of};
use super::cond::words;
use super::scope::Scope;
use crate::atlas::{self, Members, MultiRegion, Place};
use crate::policy::{Formula, Path, Test};
use crate::span::Span;
use crate::syntax::tree::{self, Item, Term};
use crate::vocab::{Category, Kind, Type};

impl Check {
    /// Checks `is term`. A name is a value for an enumerated fact, a definition for an object, else a path.
    pub(super) fn is(
        &mut self,
        subject: Path,
        written: &tree::Path,
        term: &Term,
        span: Span,
        scope: &Scope,
    ) -> Formula {
        if matches!(subject.ty, Type::Set(_) | Type::List(_) | Type::Object(Kind::Data) | Type::Text) {
            self.is_of_many(&subject, written, term, span, scope);
            return FALSE;
        }
        match term {
            Term::Ref(path) => self.is_ref(subject, path, span, scope),
            Term::Region(name) => self.is_region(subject, name, span, scope),
            Term::Party(name) if is_person(subject.ty) => {
                let test = Test::IsParty(party_id(&name.text));
                self.atom(as_person(subject), test, span, scope)
            }
            Term::Party(name) => self.mismatch(&subject, "`@…` is a party", name.span, scope),
            Term::Value(value, at) => match literal(*value) {
                literal if literal_type(literal) == subject.ty => {
                    self.atom(subject, Test::IsLiteral(literal), span, scope)
                }
                _ => self.mismatch(
                    &subject,
                    &format!("this is {}", literal_type(literal(*value)).describe()),
                    *at,
                    scope,
                ),
            },
        }
    }

    fn is_ref(&mut self, subject: Path, path: &tree::Path, span: Span, scope: &Scope) -> Formula {
        let name = match path.names.as_slice() {
            [name] => Some(name),
            _ => None,
        };
        if let Some(test) = name.and_then(|name| self.value_test(&subject, &name.text)) {
            let subject = place_of(&subject).filter(|_| matches!(test, Test::IsPlace(_))).unwrap_or(subject);
            return self.atom(subject, test, span, scope);
        }
        if let Some(name) = name {
            if let Some(found) = self.definition(&name.text, scope) {
                return self.is_definition(found, subject, name, scope);
            }
            if matches!(subject.ty, Type::YesNo) {
                let help = "a yes_no fact stands alone: `s.encrypted`, `not s.encrypted`".to_owned();
                self.error(scope, "L0307", name.span, format!("`is {}` says nothing of yes or no", name.text), help);
                return FALSE;
            }
        }
        self.is_path(subject, path, span, scope)
    }

    /// Returns the test against a value of the vocabulary or the atlas that `subject` can have.
    fn value_test(&self, subject: &Path, name: &str) -> Option<Test> {
        match subject.ty {
            Type::Enum(id) => self.declared.value(id, name).map(Test::IsValue),
            Type::Category => Category::from_name(name).map(Test::IsCategory),
            Type::Region if name == "none" => Some(Test::IsRegion(None)),
            Type::Object(Kind::Party) if name == "none" => Some(Test::IsNone),
            _ if place_of(subject).is_some() => Place::from_code(name).map(Test::IsPlace),
            _ => None,
        }
    }

    fn is_definition(
        &mut self,
        found: (usize, super::Layer),
        subject: Path,
        name: &tree::Name,
        scope: &Scope,
    ) -> Formula {
        let file = self.world.file(found.1.unit);
        match file.as_ref().and_then(|file| file.items.get(found.1.item)) {
            Some(Item::Define(define)) if define.param.is_some() => {
                self.expand(found, define, Some(subject), name.span, scope)
            }
            Some(Item::Define(_)) => {
                let message = format!("`{}` is said of the whole flow", name.text);
                self.error(scope, "L0304", name.span, message, format!("let it stand alone: `{}`", name.text));
                FALSE
            }
            Some(Item::Set(_) | Item::List(_)) => {
                let message = format!("`{}` is a set", name.text);
                self.error(scope, "L0302", name.span, message, format!("say `in {}`", name.text));
                FALSE
            }
            _ => FALSE,
        }
    }

    fn is_path(&mut self, subject: Path, path: &tree::Path, span: Span, scope: &Scope) -> Formula {
        let Some(other) = self.try_path(path, scope) else {
            return self.unknown_term(&subject, path, scope);
        };
        if is_person(subject.ty) && is_person(other.ty) {
            return self.atom(as_person(subject), Test::IsPath(as_person(other)), span, scope);
        }
        let places = place_of(&subject).zip(place_of(&other));
        if let Some((left, right)) = places {
            return self.atom(left, Test::IsPath(right), span, scope);
        }
        if subject.ty == other.ty && !matches!(subject.ty, Type::Object(_) | Type::Text) {
            return self.atom(subject, Test::IsPath(other), span, scope);
        }
        self.mismatch(&subject, &format!("`{}` is {}", words(path), other.ty.describe()), path.span, scope)
    }

    fn is_region(&mut self, subject: Path, name: &tree::Name, span: Span, scope: &Scope) -> Formula {
        if subject.ty != Type::Region {
            return self.mismatch(&subject, "this is a cloud region", name.span, scope);
        }
        match self.region(name, scope) {
            Some(index) => self.atom(subject, Test::IsRegion(Some(index)), span, scope),
            None => FALSE,
        }
    }

    /// Resolves a cloud region of the atlas or of the policy, and reports one that does not exist.
    pub(super) fn region(&mut self, name: &tree::Name, scope: &Scope) -> Option<u16> {
        if let Some(region) = self.declared.region(&name.text) {
            return Some(region.index as u16);
        }
        if let Some(multi) = atlas::multi_region_written(&name.text) {
            self.refuse_multi_region(name, multi, scope);
            return None;
        }
        let help = match (atlas::region_hint(&name.text), self.declared.regions_like(&name.text)) {
            (Some(hint), _) => hint.help('`'),
            (None, like) if !like.is_empty() => format!("the policy declares {like}"),
            (None, _) => format!(
                "a region is provider/id; declare one that the atlas lacks: `region {} in DE operated by acme`",
                name.text
            ),
        };
        self.error(scope, "L0216", name.span, format!("the atlas has no region `{}`", name.text), help);
        None
    }

    /// Reports a multi-region where one region is named.
    pub(super) fn refuse_multi_region(&mut self, name: &tree::Name, multi: &MultiRegion, scope: &Scope) {
        let (message, help) = match &multi.members {
            Members::Each(_) => (
                format!("`{}` is several regions: {}", name.text, multi.words()),
                format!("write `in {{{}}}`", name.text),
            ),
            Members::Somewhere(_) => (
                format!("`{}` is not a region: it is somewhere in {}", name.text, multi.words()),
                "test the place, such as `s in EU`, or name the regions".to_owned(),
            ),
        };
        self.error(scope, "L0216", name.span, message, help);
    }
}
