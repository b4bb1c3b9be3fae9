//! Natures of facts, which say how a cure may change them: the nature that the vocabulary, or the policy's declaration, gives it.

use super::place::{FactType, Step, fact, fact_type, steps};
use crate::date::Date;
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::vocab::{Kind, Nature, Type};

/// A fact with its nature.
#[derive(Clone, Copy, Debug)]
pub(super) struct Natured {
    pub(super) spot: FactType,
    pub(super) nature: Nature,
    name: &'static str,
    never: &'static [&'static str],
    rarely: &'static [&'static str],
    unfound: Option<&'static str>,
}

impl Natured {
    /// Returns the fact at a path; an entry of a list has the nature of its list.
    pub(super) fn of(declared: &Declared, path: &str) -> Option<Natured> {
        let way = steps(path);
        let here = fact_type(declared, &way)?;
        let keys = way.iter().rposition(|step| matches!(step, Step::Key(_)))?;
        let (owner, Step::Key(name)) = (way.get(..keys)?, way.get(keys)?) else { return None };
        let plain = |nature| Natured { spot: here, nature, name: "", never: &[], rarely: &[], unfound: None };
        if owner.last() == Some(&Step::Key("x")) {
            let kind = here.kind;
            let person = kind.is_relation().then_some(Kind::Party);
            let known = [Some(kind), person].into_iter().flatten().find_map(|kind| declared.fact(kind, name));
            return known.map(|(_, fact)| plain(fact.nature));
        }
        let Type::Object(kind) = fact_type(declared, owner)?.ty else { return None };
        let fact = fact(kind, name)?;
        Some(Natured {
            name: fact.name,
            never: fact.never_cures,
            rarely: fact.rarely_cures,
            unfound: fact.unfound,
            ..plain(fact.nature)
        })
    }

    /// Reports whether a cure may state this value, or suppose that it is found: none that the vocabulary excludes, no
    /// day before the one that is judged, and nobody and nowhere only where they are stated already.
    pub(super) fn admits(&self, value: &Json, as_of: Date) -> bool {
        let text = match value {
            Json::Text(text) => text,
            Json::Bool(value) => return !self.is_never(if *value { "true" } else { "false" }),
            _ => return true,
        };
        let is_past = self.spot.ty == Type::Date && Date::parse(text).is_some_and(|day| day < as_of);
        // Nobody knows the last day of what is yet to be issued.
        let is_last = self.name == "through" && text != "none";
        let is_nothing = text == "none" && matches!(self.spot.ty, Type::Region | Type::Object(_));
        let is_somebody_else = self.name == "id" && !text.starts_with("party-");
        !is_past && !is_last && !is_nothing && !is_somebody_else && !self.never.contains(&text.as_str())
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Reports whether the vocabulary says that a value is never a cure.
    pub(super) fn is_never(&self, value: &str) -> bool {
        self.never.contains(&value)
    }

    /// Reports whether a value needs the approval of an authority, so that others come first.
    pub(super) fn is_rare(&self, value: &Json) -> bool {
        matches!(value, Json::Text(text) if self.rarely.contains(&text.as_str()))
    }

    /// Reports whether a value says that nothing was found yet.
    pub(super) fn is_unfound(&self, value: &Json) -> bool {
        matches!((value, self.unfound), (Json::Text(text), Some(unfound)) if text == unfound)
    }

    /// Reports whether it says which tool a transfer rests on, or how that is agreed.
    pub(super) fn is_tool(&self) -> bool {
        let Some((index, fact)) = Kind::Transfer.fact(self.name).filter(|_| self.spot.kind == Kind::Transfer) else {
            return false;
        };
        let is_of_clauses = fact.exists.is_implied && fact.nature == Nature::Act;
        is_of_clauses || Kind::Transfer.implying(index as u16).next().is_some()
    }

    /// Reports whether a cure may suppose what this given fact is, where it is missing: who somebody is (of ids only that he is
    /// nobody else), and what happens at a site. Never what the data are, what they are for, or on what derogation they go.
    pub(super) fn may_be_supposed(&self) -> bool {
        let named = ["name", "exposed"].contains(&self.name);
        match self.spot.kind {
            Kind::Party | Kind::Holder | Kind::Supplier => !named,
            Kind::Service => true,
            Kind::Site => self.name == "kind",
            _ => self.name.is_empty(),
        }
    }
}
