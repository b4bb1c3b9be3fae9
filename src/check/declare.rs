//! Checks facts that a policy declares beside the vocabulary: `fact x.tier is one of {gold, silver}`.

use super::Check;
use super::names::one_of_help;
use super::scope::Scope;
use crate::policy::DeclaredFact;
use crate::syntax::tree::{self, Item, TypeKind};
use crate::vocab::{Element, EnumId, Kind, Nature, Type, values};

/// The most values of one enumeration: a set of them is one 64-bit word.
const MAX_VALUES: usize = 64;
/// The most declared facts of one policy.
const MAX_FACTS: usize = 256;

/// The file that declares a fact, and whether anything reads it.
pub(super) struct FactUse {
    pub(super) unit: usize,
    pub(super) read: bool,
}

impl Check {
    /// Declares every `fact` line of the policy and of the modules it uses.
    pub(super) fn declare_facts(&mut self) {
        // The policy's own facts come last, so that a clash with a module is reported where it can be mended.
        let modules: Vec<usize> = (1..self.world.units.len()).filter(|unit| self.world.sees(0, *unit)).collect();
        for unit in modules.into_iter().chain([0]) {
            let Some(file) = self.world.file(unit) else { continue };
            let scope = Scope { unit, ..Scope::default() };
            for item in &file.items {
                if let Item::Fact(fact) = item {
                    self.declare(fact, &scope);
                }
            }
        }
    }

    fn declare(&mut self, decl: &tree::FactDecl, scope: &Scope) {
        let Some((kind, name)) = self.declared_path(&decl.path, scope) else { return };
        let Some(ty) = self.declared_type(&decl.ty, scope) else { return };
        if self.declared.fact(kind, &name.text).is_some() {
            let message = format!("`x.{}` is already declared", name.text);
            self.error(scope, "L0205", name.span, message, "choose another name".to_owned());
            return;
        }
        if self.declared.facts.len() >= MAX_FACTS {
            let message = format!("more than {MAX_FACTS} facts are declared");
            self.error(scope, "L0306", decl.span, message, "split the policy".to_owned());
            return;
        }
        self.declared.facts.push(DeclaredFact { kind, name: name.text.clone(), ty, nature: nature_of(decl) });
        self.facts.push(FactUse { unit: scope.unit, read: false });
    }

    fn declared_path(&mut self, path: &tree::Path, scope: &Scope) -> Option<(Kind, tree::Name)> {
        let parts: Vec<&str> = path.names.iter().map(|name| name.text.as_str()).collect();
        let name = path.names.last()?.clone();
        let kind = match parts.as_slice() {
            ["x", _] => Some(Kind::Flow),
            [kind, "x", _] => Kind::from_name(kind),
            _ => None,
        };
        if let Some(kind) = kind {
            return Some((kind, name));
        }
        let (message, help) = match parts.as_slice() {
            [of, "x", _] => (format!("`{of}` is no kind of thing"), kind_help(of)),
            _ => (
                "a declared fact stands under `x`".to_owned(),
                format!("write `fact x.{0} is …`, or `fact site.x.{0} is …`", name.text),
            ),
        };
        self.error(scope, "L0218", path.span, message, help);
        None
    }

    fn declared_type(&mut self, ty: &tree::Type, scope: &Scope) -> Option<Type> {
        Some(match &ty.kind {
            TypeKind::YesNo => Type::YesNo,
            TypeKind::Number => Type::Number,
            TypeKind::Percent => Type::Percent,
            TypeKind::Date => Type::Date,
            TypeKind::Duration => Type::Duration,
            TypeKind::Place => Type::Place,
            TypeKind::Region => Type::Region,
            TypeKind::Category => Type::Category,
            TypeKind::OneOf(names) => Type::Enum(self.enumeration(names, ty, scope)?),
            TypeKind::SetOf(inner) => Type::Set(self.element(inner, scope)?),
        })
    }

    fn element(&mut self, ty: &tree::Type, scope: &Scope) -> Option<Element> {
        match self.declared_type(ty, scope)? {
            Type::Place => Some(Element::Place),
            Type::Region => Some(Element::Region),
            Type::Category => Some(Element::Category),
            Type::Enum(id) => Some(Element::Enum(id)),
            other => {
                let help = "sets hold places, regions, categories, or one of named values".to_owned();
                self.error(scope, "L0314", ty.span, format!("a set cannot hold {}", other.describe()), help);
                None
            }
        }
    }

    fn enumeration(&mut self, names: &[tree::Name], ty: &tree::Type, scope: &Scope) -> Option<EnumId> {
        if names.len() > MAX_VALUES {
            let message = format!("{} values; at most {MAX_VALUES} fit", names.len());
            self.error(scope, "L0306", ty.span, message, "group them".to_owned());
            return None;
        }
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|other| other.text == name.text) {
                let message = format!("`{}` stands twice", name.text);
                self.error(scope, "L0205", name.span, message, "leave one out".to_owned());
            }
        }
        let id = EnumId((values::ENUMERATIONS.len() + self.declared.enumerations.len()) as u16);
        self.declared.enumerations.push(names.iter().map(|name| name.text.clone()).collect());
        Some(id)
    }
}

/// Returns the nature that a declaration states. Without one it is a finding, so that no cure asserts the fact.
fn nature_of(decl: &tree::FactDecl) -> Nature {
    match decl.nature {
        Some(tree::Nature::Act) => Nature::Act,
        Some(tree::Nature::Given) => Nature::Given,
        Some(tree::Nature::Finding) | None => Nature::Finding,
    }
}

/// Suggests a kind for a word that names none: `site` for `storage`, whose entries are sites.
fn kind_help(name: &str) -> String {
    let meant = match Kind::Flow.fact(name).map(|(_, fact)| fact.ty) {
        Some(Type::List(kind) | Type::Object(kind)) => Some(kind),
        _ => None,
    };
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    match meant {
        Some(kind) => format!("did you mean `{}`?", kind.name()),
        None => one_of_help(name, &kinds),
    }
}
