//! Checks the members of a set in braces.

use super::Check;
use super::compare::{as_person, is_person, party_id};
use super::scope::Scope;
use super::set::{Of, VALUES};
use crate::atlas::{self, Group, Members, MultiRegion};
use crate::policy::{Member, MemberValue, Set};
use crate::syntax::tree::{self, MemberKind};
use crate::vocab::{Category, Kind, values};

impl Check {
    pub(super) fn braces(&mut self, members: &[tree::Member], of: Of, scope: &Scope) -> Set {
        let mut sets = Vec::new();
        let mut lowered = Vec::new();
        for member in members {
            match self.member(member, of, scope) {
                Some(Either::Member(member)) => lowered.push(member),
                Some(Either::Set(set)) => sets.push(set),
                None => {}
            }
        }
        if sets.is_empty() {
            return Set::Members(lowered);
        }
        sets.insert(0, Set::Members(lowered));
        Set::Union(sets)
    }

    fn member(&mut self, member: &tree::Member, of: Of, scope: &Scope) -> Option<Either> {
        let value = match (&member.kind, of) {
            (MemberKind::Name(name), Of::Place) => self.place_member(name, scope)?,
            (MemberKind::Name(name), Of::Enum(id)) => MemberValue::Value(self.value(id, name, scope)?),
            (MemberKind::Name(name), Of::Category) => MemberValue::Category(self.category(name, scope)?),
            (MemberKind::Name(name), Of::Party) => return self.party_member(name, scope),
            (MemberKind::Region(name), Of::Region) => match atlas::multi_region_written(&name.text) {
                Some(multi) => return self.multi_region(member, name, multi, scope),
                None => MemberValue::Region(self.region(name, scope)?),
            },
            (MemberKind::Party(name), Of::Party) => MemberValue::Party(party_id(&name.text)),
            (MemberKind::Name(name) | MemberKind::Region(name) | MemberKind::Party(name), _) => {
                let message = format!("`{}` is not one of the {} that this set holds", name.text, of.describe());
                self.error(scope, "L0310", name.span, message, self.needed(of));
                return None;
            }
        };
        let scope_value = match &member.with {
            Some(name) => Some(self.scope_value(name, scope)?),
            None => None,
        };
        let cites = self.cites(&member.cites, scope);
        let window = self.window(&member.window, scope);
        Some(Either::Member(Member { value, scope: scope_value, window, cites }))
    }

    /// Resolves a multi-region to the regions that it is in. Of one that is somewhere in an area no region is told.
    fn multi_region(
        &mut self,
        member: &tree::Member,
        name: &tree::Name,
        multi: &MultiRegion,
        scope: &Scope,
    ) -> Option<Either> {
        let Members::Each(regions) = &multi.members else {
            self.refuse_multi_region(name, multi, scope);
            return None;
        };
        let scope_value = match &member.with {
            Some(list) => Some(self.scope_value(list, scope)?),
            None => None,
        };
        let (cites, window) = (self.cites(&member.cites, scope), self.window(&member.window, scope));
        let of = |region: &&'static atlas::Region| Member {
            value: MemberValue::Region(region.index as u16),
            scope: scope_value,
            window,
            cites: cites.clone(),
        };
        Some(Either::Set(Set::Members(regions.iter().map(of).collect())))
    }

    fn place_member(&mut self, name: &tree::Name, scope: &Scope) -> Option<MemberValue> {
        match Group::from_name(&name.text) {
            Some(group) => Some(MemberValue::Group(group)),
            None => self.place(name, scope).map(MemberValue::Place),
        }
    }

    fn party_member(&mut self, name: &tree::Name, scope: &Scope) -> Option<Either> {
        let path = tree::Path { names: vec![name.clone()], span: name.span };
        if let Some(what) = super::names::word(&name.text)
            && self.try_path(&path, scope).is_none()
        {
            let message = format!("`{}` is {what}, not a party", name.text);
            self.error(scope, "L0310", name.span, message, self.needed(Of::Party));
            return None;
        }
        let fact = self.path(&path, scope)?;
        if is_person(fact.ty) {
            return Some(Either::Set(Set::Fact(as_person(fact))));
        }
        let message = format!("`{}` is {}, not a party", name.text, fact.ty.describe());
        self.error(
            scope,
            "L0310",
            name.span,
            message,
            "parties are `@id`, `exporter`, `provider` and their like".to_owned(),
        );
        None
    }

    /// Resolves the scope of a member: a list that a recipient can be on.
    fn scope_value(&mut self, name: &tree::Name, scope: &Scope) -> Option<u8> {
        self.value(values::LISTED, name, scope)
    }

    /// Describes the members of a set, when every one of them is of the same kind and none fits `of`.
    pub(super) fn other_kind(&self, members: &[tree::Member], of: Of) -> Option<&'static str> {
        let first = kind_of(members.first()?)?;
        let same = members.iter().all(|member| kind_of(member) == Some(first) && !self.fits(member, of));
        same.then_some(first)
    }

    fn fits(&self, member: &tree::Member, of: Of) -> bool {
        match (&member.kind, of) {
            (MemberKind::Region(_), of) => of == Of::Region,
            (MemberKind::Party(_), of) => of == Of::Party,
            (MemberKind::Name(name), Of::Enum(id)) => self.declared.value(id, &name.text).is_some(),
            (MemberKind::Name(name), Of::Party) => Kind::Flow.fact(&name.text).is_some(),
            (MemberKind::Name(_), of) => kind_of(member) == Some(of.describe()),
        }
    }
}

enum Either {
    Member(Member),
    Set(Set),
}

/// Describes a member by its own word, whatever set contains it.
fn kind_of(member: &tree::Member) -> Option<&'static str> {
    match &member.kind {
        MemberKind::Region(_) => Some(Of::Region.describe()),
        MemberKind::Party(_) => Some(Of::Party.describe()),
        MemberKind::Name(name) if Category::from_name(&name.text).is_some() => Some(Of::Category.describe()),
        MemberKind::Name(name) => match super::names::word(&name.text)? {
            "a value of the vocabulary" => Some(VALUES),
            _ => Some(Of::Place.describe()),
        },
    }
}
