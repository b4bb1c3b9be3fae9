//! Applies suppositions: a place, region, value or party that joins or leaves a set from a day on.

use super::compare::party_id;
use super::names::{one_of_help, one_of_names_help};
use crate::atlas::{Group, Place};
use crate::date::Window;
use crate::diag::Diagnostic;
use crate::policy::{Member, MemberValue, Of, Policy, Regrouped, Set};
use crate::syntax;
use crate::syntax::tree::{Amendment, MemberKind, Name};
use crate::vocab::{Category, values};

/// Returns the policy under a supposition: `US leaves adequate on 2027-03-01`, `BR with lgpd joins adequate on
/// 2026-01-26`.
///
/// # Errors
/// Returns the errors of a text of another form, a set that the policy does not read, or a member that the set cannot
/// hold.
pub fn suppose(policy: &Policy, text: &str) -> Result<Policy, Vec<Diagnostic>> {
    let amendment = syntax::amendment(text)?;
    let mut supposed = policy.clone();
    let amended = match Group::from_name(&amendment.set.text) {
        Some(group) => regroup(&mut supposed, group, &amendment),
        None => amend(&mut supposed, &amendment),
    };
    amended.map_err(|error| vec![*error])?;
    supposed.supposed.push(text.trim().to_owned());
    Ok(supposed)
}

fn regroup(policy: &mut Policy, group: Group, amendment: &Amendment) -> Result<(), Box<Diagnostic>> {
    let name = named(&amendment.member);
    let place = Place::from_code(&name.text).filter(|_| amendment.with.is_none());
    let place = place.ok_or_else(|| misfit(name, "a group holds places, without a scope"))?;
    policy.regrouped.push(Regrouped { group, place, joins: amendment.joins, on: amendment.on });
    Ok(())
}

fn amend(policy: &mut Policy, amendment: &Amendment) -> Result<(), Box<Diagnostic>> {
    let name = &amendment.set;
    if !policy.sets.iter().any(|set| set.name == name.text) {
        let known: Vec<&str> = policy.sets.iter().map(|set| set.name.as_str()).collect();
        let error = Diagnostic::error("L0225", name.span, format!("the policy reads no set `{}`", name.text));
        return Err(Box::new(error.help(one_of_names_help(&name.text, &known))));
    }
    let scope = scope(policy, amendment)?;
    for index in 0..policy.sets.len() {
        let Some(set) = policy.sets.get(index).filter(|set| set.name == name.text) else { continue };
        let value = value(policy, set.of, &amendment.member)?;
        let window = Window { from: Some(amendment.on), through: None };
        let member = Set::Members(vec![Member { value, scope, window, cites: vec![] }]);
        let before = set.set.clone();
        let after = if amendment.joins { Set::Union(vec![before, member]) } else { Set::Except(vec![before, member]) };
        if let Some(set) = policy.sets.get_mut(index) {
            set.set = after;
        }
    }
    Ok(())
}

/// Resolves the list that a member joins under. A member that leaves does so on every list.
fn scope(policy: &Policy, amendment: &Amendment) -> Result<Option<u8>, Box<Diagnostic>> {
    let Some(with) = &amendment.with else { return Ok(None) };
    if !amendment.joins {
        return Err(misfit(with, "who leaves a set leaves it on every list; take `with` out"));
    }
    let found = policy.declared.value(values::LISTED, &with.text);
    found.map(Some).ok_or_else(|| {
        let help = one_of_help(&with.text, &policy.declared.values(values::LISTED));
        Box::new(Diagnostic::error("L0214", with.span, format!("`{}` is not a list", with.text)).help(help))
    })
}

fn value(policy: &Policy, of: Of, member: &MemberKind) -> Result<MemberValue, Box<Diagnostic>> {
    let name = named(member);
    let found = match (member, of) {
        (MemberKind::Name(name), Of::Place) => {
            let group = || Group::from_name(&name.text).map(MemberValue::Group);
            Place::from_code(&name.text).map(MemberValue::Place).or_else(group)
        }
        (MemberKind::Name(name), Of::Category) => Category::from_name(&name.text).map(MemberValue::Category),
        (MemberKind::Name(name), Of::Enum(id)) => policy.declared.value(id, &name.text).map(MemberValue::Value),
        (MemberKind::Region(name), Of::Region) => {
            policy.declared.region(&name.text).map(|region| MemberValue::Region(region.index as u16))
        }
        (MemberKind::Party(name), Of::Party) => Some(MemberValue::Party(party_id(&name.text))),
        _ => None,
    };
    found.ok_or_else(|| misfit(name, &format!("the set holds {}", of.describe())))
}

fn named(member: &MemberKind) -> &Name {
    match member {
        MemberKind::Name(name) | MemberKind::Region(name) | MemberKind::Party(name) => name,
    }
}

fn misfit(name: &Name, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("L0310", name.span, format!("`{}` does not fit this set", name.text)).help(help))
}

#[cfg(test)]
mod tests {
    use crate::Date;
    use crate::span::Span;
    use crate::syntax;

    #[test]
    fn a_day_and_a_span_are_kept() {
        let amendment = syntax::amendment("US with dpf joins adequate on 2027-03-01").unwrap();
        assert_eq!(amendment.on, Date::parse("2027-03-01").unwrap());
        assert_eq!(amendment.set.span, Span::new(18, 26));
    }
}
