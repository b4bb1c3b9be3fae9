//! Estimates what is still ahead of a plan, for the best-first search of `repair`: how many facts have to be stated at least,
//! and which rule is best settled next.
//!
//! Every open rule needs one of the facts that it lacks. Rules that lack nothing in common need one each, so as many such
//! rules as are found so many statements are ahead.

use super::costs::Costs;
use super::place::{FactType, Step, fact_type, steps, words};
use super::plan::Plan;
use super::space::Space;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::order::sort_by_key;
use crate::sorted::{SortedMap, SortedSet};
use crate::truth::Truth;
use crate::vocab::{Kind, Type};

/// The costs ahead of a plan that may only state facts.
pub(super) struct Ahead<'p> {
    /// The least cost of stating them.
    pub(super) least: u32,
    /// The open rule that lacks fewest facts.
    pub(super) next: Option<&'p Stance>,
}

/// An open rule, and the facts that would have to be stated next for it.
struct Open<'p> {
    stance: &'p Stance,
    facts: SortedSet<String>,
    /// Says whether one of them costs nothing.
    is_free: bool,
}

impl<'p> Ahead<'p> {
    pub(super) fn of(space: &Space<'_>, plan: &Plan, probed: &'p Probed, costs: &Costs) -> Ahead<'p> {
        let stances = probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown);
        let mut firsts = Firsts { space, flow: &plan.flow, known: SortedMap::new() };
        let mut open: Vec<Open<'p>> = stances
            .map(|stance| {
                let facts: SortedSet<String> = stance.missing.iter().filter_map(|path| firsts.of(path)).collect();
                let is_free = facts.iter().any(|fact| plan.goes_on(fact));
                Open { stance, is_free, facts }
            })
            .collect();
        sort_by_key(&mut open, |open| open.facts.len());
        let names = open.iter().flat_map(|open| open.facts.iter()).any(|fact| fact.ends_with(".id"));
        let mut taken: SortedSet<String> = SortedSet::new();
        let mut apart = 0;
        for rule in open.iter().filter(|rule| !rule.is_free && !rule.facts.is_empty()) {
            let groups: Vec<String> = rule.facts.iter().flat_map(|fact| groups(space, fact, names)).collect();
            if !groups.iter().any(|group| taken.contains(group)) {
                apart += 1;
                taken.extend(groups);
            }
        }
        Ahead { least: apart * costs.state, next: open.first().map(|open| open.stance) }
    }
}

/// Returns the site of which a region would tell a fact.
pub(super) fn site_of(space: &Space<'_>, fact: &str) -> Option<String> {
    let way = steps(fact);
    (1..way.len()).find_map(|length| {
        let (site, next) = (way.get(..length)?, way.get(length)?);
        let told = matches!(next, Step::Key(name) if is_told(name));
        let is_site = fact_type(&space.policy.declared, site)?.ty == Type::Object(Kind::Site);
        (told && is_site).then(|| words(site))
    })
}

/// Returns whether it is a fact of a site that its region tells, or one with which others stand or fall.
fn is_told(name: &str) -> bool {
    let Some((index, fact)) = Kind::Site.fact(name) else { return false };
    fact.told_by_region || fact.ty == Type::Region || !fact.exists.is_always() || Kind::Site.governs(index as u16)
}

/// The facts that have to be stated first for those that are missing.
struct Firsts<'s, 'p> {
    space: &'s Space<'p>,
    flow: &'s Json,
    known: SortedMap<String, Option<String>>,
}

impl Firsts<'_, '_> {
    fn of(&mut self, missing: &str) -> Option<String> {
        if let Some(known) = self.known.get(missing) {
            return known.clone();
        }
        let first = self.space.first_of(self.flow, missing).map(|(path, _)| path);
        self.known.insert(missing.to_owned(), first.clone());
        first
    }
}

/// Returns the groups of a fact, all of which one statement can tell: a region says where a site is and whose, measures say
/// which keys there are, and where it is open who somebody is (`names`), saying so tells all that is known of him.
fn groups(space: &Space<'_>, fact: &str, names: bool) -> Vec<String> {
    let way = steps(fact);
    let mut groups: Vec<String> = site_of(space, fact).into_iter().collect();
    let owners = (1..way.len()).filter_map(|length| fact_type(&space.policy.declared, way.get(..length)?));
    let is_person =
        |owner: FactType| matches!(owner.ty, Type::Object(kind) if kind == Kind::Party || kind.is_relation());
    if names && owners.into_iter().any(is_person) {
        groups.push("@".to_owned());
    }
    if groups.is_empty() {
        groups.push(fact.to_owned());
    }
    groups
}
