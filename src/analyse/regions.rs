//! Tests of a policy on cloud regions. A region says where a site is: where it is asked for, places differ by the regions
//! that lie there.

use crate::atlas::{Place, PlaceSet};
use crate::date::Date;
use crate::policy::{AnyRegion, Atom, Declared, MemberValue, Policy, Set, Subject, Test};
use crate::sorted::{SortedMap, SortedSet};
use crate::vocab::Type;

/// Tests of a policy on regions.
#[derive(Clone, Debug, Default)]
pub(super) struct Regions {
    /// Those that it names.
    pub(super) named: SortedSet<u16>,
    is_asked: bool,
}

impl Regions {
    /// Collects what the policy's rules and claims ask of regions.
    pub(super) fn of(policy: &Policy) -> Regions {
        let mut regions = Regions::default();
        policy.sets.iter().for_each(|named| members(&named.set, &mut regions.named));
        policy.each_atom(&mut |atom| regions.add(atom));
        for claim in &policy.claims {
            [&claim.when, &claim.never].into_iter().for_each(|each| each.each_atom(&mut |atom| regions.add(atom)));
        }
        regions
    }

    /// Adds what another policy asks.
    pub(super) fn join(&mut self, other: &Regions) {
        self.named.extend(other.named.iter().copied());
        self.is_asked |= other.is_asked;
    }

    fn add(&mut self, atom: &Atom) {
        self.is_asked |= matches!(&atom.subject, Subject::Path(path) if path.ty == Type::Region);
        match &atom.test {
            Test::IsRegion(region) => {
                self.is_asked = true;
                self.named.extend(*region);
            }
            Test::In(membership) => members(&membership.set, &mut self.named),
            _ => {}
        }
    }

    /// Sets of places that differ by what lies there: a region that is named, or one of an operator.
    pub(super) fn apart(&self, declared: &Declared, day: Date) -> Vec<PlaceSet> {
        if !self.is_asked && self.named.is_empty() {
            return vec![];
        }
        let mut named = vec![];
        let mut of_operator: SortedMap<(&str, Option<RunBy<'_>>), PlaceSet> = SortedMap::new();
        for region in declared.all_regions() {
            let Some(place) = region.single_place() else { continue };
            let key = (region.provider, operator(declared, region, day));
            of_operator.update(key, PlaceSet::empty(), |places| places.insert(place));
            if self.named.contains(&(region.index as u16)) {
                let mut alone = PlaceSet::empty();
                alone.insert(place);
                named.push(alone);
            }
        }
        named.extend(of_operator.values().copied());
        named
    }
}

fn members(set: &Set, found: &mut SortedSet<u16>) {
    set.each_leaf(&mut |leaf| {
        let Set::Members(members) = leaf else { return };
        for member in members {
            if let MemberValue::Region(region) = member.value {
                found.insert(region);
            }
        }
    });
}

/// The facts about its operator that a region states: its key, and where that is known, its seat and the seat of its parent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RunBy<'d>(pub(super) &'d str, pub(super) Option<Place>, pub(super) Option<Place>);

/// Returns who operates a region on a day, as far as conditions can tell.
pub(super) fn operator<'d>(declared: &'d Declared, region: AnyRegion<'d>, day: Date) -> Option<RunBy<'d>> {
    let operator = declared.operator_on(region.provider, day);
    operator.map(|operator| RunBy(operator.key, operator.seat, operator.ultimate_parent))
}
