//! Group places: every member in turn, places that the policy cannot tell apart once.

use crate::atlas::{Group, Place, PlaceSet};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::flow::{Flow, PlaceFact, Value, field, territories};
use crate::policy::{Atom, ComparedPlaces, Field, Member, MemberValue, Policy, Set, Subject, Test};
use crate::sorted::{SortedMap, SortedSet};
use crate::vocab::Kind;

/// Choices of all group places together that are judged.
const MAX_COMBINATIONS: usize = 4_096;

/// Every choice of a place for every group place.
pub(super) struct Combinations {
    candidates: Vec<Vec<Place>>,
    count: usize,
}

impl Combinations {
    /// Returns each combination, the last group place changing fastest.
    pub(super) fn iter(&self) -> impl Iterator<Item = Vec<Place>> {
        (0..self.count).map(|mut index| {
            let mut chosen: Vec<Place> = Vec::with_capacity(self.candidates.len());
            for candidates in self.candidates.iter().rev() {
                chosen.extend(candidates.get(index % candidates.len().max(1)).copied());
                index /= candidates.len().max(1);
            }
            chosen.reverse();
            chosen
        })
    }
}

/// Returns the combinations that can differ in the verdict.
///
/// # Errors
/// When there are too many.
pub(super) fn combinations(policy: &Policy, flow: &Flow) -> Result<Combinations, Vec<Diagnostic>> {
    if flow.choices.is_empty() {
        return Ok(Combinations { candidates: vec![], count: 1 });
    }
    let mut tests = Tests::of(policy, flow.as_of);
    let reads_transfers = policy.runs_over(const { field(Kind::Flow, "transfers") });
    if reads_transfers && flow.compares_transfers() {
        // Telling whether a site is a stated transfer compares their places.
        tests.compared.facts.extend(SITES_AND_TRANSFERS);
    }
    let (compared, several) = compared(flow, &tests.compared.facts);
    let any = tests.compared.any || several;
    let is_compared = |index: usize| any || compared.get(index).copied().unwrap_or_default();
    let groups: Vec<PlaceSet> = flow
        .choices
        .iter()
        .enumerate()
        .filter(|(index, _)| is_compared(*index))
        .map(|(_, choice)| choice.places)
        .collect();
    let laws = if reads_transfers { &territories(flow.as_of)[..] } else { &[] };
    // Where places are compared, the same ones have to stand for a kind wherever they are members: each group makes kinds.
    let mut apart = laws.to_vec();
    groups.iter().for_each(|group| {
        if !apart.contains(group) {
            apart.push(*group)
        }
    });
    let named = if groups.is_empty() { PlaceSet::default() } else { stated(flow) };
    // Groups are few, however many places are stated to be in them.
    let mut found: Vec<((PlaceSet, bool), Vec<Place>)> = Vec::new();
    let mut candidates: Vec<Vec<Place>> = Vec::new();
    for (index, choice) in flow.choices.iter().enumerate() {
        let key = (choice.places, is_compared(index));
        let known = found.iter().find(|(known, _)| *known == key).map(|(_, places)| places.clone());
        let places = known.unwrap_or_else(|| {
            let places = match key.1 {
                true => tests.representatives(choice.places, named, groups.len(), &apart),
                false => tests.representatives(choice.places, PlaceSet::default(), 1, laws),
            };
            found.push((key, places.clone()));
            places
        });
        candidates.push(places);
    }
    let count = candidates
        .iter()
        .try_fold(1usize, |count, places| count.checked_mul(places.len()).filter(|n| *n <= MAX_COMBINATIONS));
    count.map(|count| Combinations { candidates, count }).ok_or_else(|| {
        let paths: Vec<&str> = flow.choices.iter().map(|choice| choice.path.as_str()).take(8).collect();
        let message = format!(
            "the groups of places at {} come to more than {MAX_COMBINATIONS} choices that could differ",
            paths.join(", ")
        );
        vec![
            Diagnostic::flow("L0592", paths.first().copied().unwrap_or(""), message)
                .help("state a place, or a smaller group, where it is known"),
        ]
    })
}

/// Places by kind: places of one kind are alike to a policy on a day.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    /// The kind of each place.
    of: Vec<usize>,
    /// The first place of each kind, and how many there are of it.
    kinds: Vec<(Place, usize)>,
}

impl Kinds {
    /// Returns the kinds of a policy on a day. The places that a flow states are kinds of their own where the policy compares places
    /// with one another; `named` ones always are. `apart` are sets that keep places apart besides.
    pub(crate) fn new(policy: &Policy, day: Date, stated: PlaceSet, named: PlaceSet, apart: &[PlaceSet]) -> Kinds {
        let mut tests = Tests::of(policy, day);
        for claim in &policy.claims {
            [&claim.when, &claim.never].into_iter().for_each(|formula| formula.each_atom(&mut |atom| tests.add(atom)));
        }
        let compares = tests.compared.is_any();
        let alone = if compares { named.union(stated) } else { named };
        let key = |place: Place| {
            let own = alone.contains(place).then_some(place);
            let members: Vec<bool> = apart.iter().map(|set| set.contains(place)).collect();
            (own, members, tests.signature(place))
        };
        Kinds::by(key)
    }

    fn by<K: Ord>(key: impl Fn(Place) -> K) -> Kinds {
        let mut known: SortedMap<K, usize> = SortedMap::new();
        let mut kinds = Kinds { of: vec![], kinds: vec![] };
        for place in Place::all() {
            let key = key(place);
            let kind = known.get(&key).copied().unwrap_or(kinds.kinds.len());
            match kinds.kinds.get_mut(kind) {
                Some((_, count)) => *count += 1,
                None => {
                    known.insert(key, kind);
                    kinds.kinds.push((place, 1));
                }
            }
            kinds.of.push(kind);
        }
        kinds
    }

    /// Returns the kinds that one policy or the other can tell apart.
    pub(crate) fn and(&self, other: &Kinds) -> Kinds {
        Kinds::by(|place| (self.of(place), other.of(place)))
    }

    /// Returns the kind of a place.
    pub(crate) fn of(&self, place: Place) -> usize {
        self.of.get(place.index()).copied().unwrap_or_default()
    }

    /// Returns one place of each kind, and how many there are of it.
    pub(crate) fn each(&self) -> &[(Place, usize)] {
        &self.kinds
    }
}

/// The facts whose places are compared where sites may be stated transfers.
const SITES_AND_TRANSFERS: [(Kind, Field); 2] =
    [(Kind::Site, field(Kind::Site, "place")), (Kind::Transfer, field(Kind::Transfer, "to"))];

/// Returns which group places stand at facts that are compared, and whether one set has several places of which each may be the
/// other: members of one set are counted, and those that are the same place count once.
fn compared(flow: &Flow, facts: &SortedSet<(Kind, Field)>) -> (Vec<bool>, bool) {
    let (mut found, mut several) = (vec![false; flow.choices.len()], false);
    for object in &flow.objects {
        for (field, value) in object.facts.iter() {
            let (values, is_set) = match value {
                Value::Set(entries) => (entries.items.as_slice(), true),
                other => (std::slice::from_ref(other), false),
            };
            for value in values {
                if let Value::Place(PlaceFact { choice: Some(choice), .. }) = value {
                    several |= is_set;
                    let is_compared = facts.contains(&(object.kind, *field));
                    found.get_mut(*choice).into_iter().for_each(|known| *known |= is_compared);
                }
            }
        }
    }
    (found, several)
}

/// Places that the flow states one by one.
fn stated(flow: &Flow) -> PlaceSet {
    let mut found = PlaceSet::default();
    let values = flow.objects.iter().flat_map(|object| object.facts.values());
    let flat = values.flat_map(|value| match value {
        Value::Set(entries) => entries.items.as_slice(),
        other => std::slice::from_ref(other),
    });
    for value in flat {
        if let Value::Place(place) = value
            && place.places.len() == 1
        {
            found = found.union(place.places);
        }
    }
    found
}

/// A set that is tested, and whether on other days too.
struct Tested<'p> {
    set: &'p Set,
    dated: bool,
}

/// Everything that the policy tests of places.
struct Tests<'p> {
    policy: &'p Policy,
    as_of: Date,
    sets: Vec<Tested<'p>>,
    single: PlaceSet,
    compared: ComparedPlaces,
}

impl<'p> Tests<'p> {
    fn of(policy: &'p Policy, as_of: Date) -> Tests<'p> {
        let mut tests =
            Tests { policy, as_of, sets: vec![], single: PlaceSet::default(), compared: ComparedPlaces::default() };
        policy.each_atom(&mut |atom: &'p Atom| tests.add(atom));
        policy.regrouped.iter().for_each(|regrouped| tests.single.insert(regrouped.place));
        tests
    }

    fn add(&mut self, atom: &'p Atom) {
        if !matches!(&atom.subject, Subject::Path(_)) {
            return;
        }
        self.compared.add(self.policy, atom);
        match &atom.test {
            Test::IsPlace(place) | Test::HasPlace(place) => self.single.insert(*place),
            Test::In(membership) => {
                let dated = membership.on.is_some();
                // A named set is the same wherever it is tested.
                let named = matches!(membership.set, Set::Named(_));
                let known = self.sets.iter_mut().find(|tested| named && *tested.set == membership.set);
                match known {
                    Some(tested) => tested.dated |= dated,
                    None => self.sets.push(Tested { set: &membership.set, dated }),
                }
            }
            _ => {}
        }
    }

    /// Returns so many of each kind of place as can matter, and every place that is named. `apart` are sets that keep places
    /// apart besides those of the policy.
    fn representatives(&self, places: PlaceSet, named: PlaceSet, copies: usize, apart: &[PlaceSet]) -> Vec<Place> {
        let mut seen: SortedMap<(Vec<bool>, Vec<i64>), usize> = SortedMap::new();
        let keep = |place: &Place| {
            if named.contains(*place) {
                return true;
            }
            let members = apart.iter().map(|set| set.contains(*place)).collect();
            let mut kept = false;
            seen.update((members, self.signature(*place)), 0, |count| {
                *count += 1;
                kept = *count <= copies;
            });
            kept
        };
        places.iter().filter(keep).collect()
    }

    /// Returns what the policy can learn of a place by itself: equal signatures, equal verdicts.
    fn signature(&self, place: Place) -> Vec<i64> {
        let mut signature = vec![];
        if self.single.contains(place) {
            signature.push(-1 - place.index() as i64);
        }
        for Tested { set, dated } in &self.sets {
            self.trace(set, place, &mut signature, (*dated, 0));
            signature.push(i64::MAX);
        }
        signature
    }

    /// Returns which part of a set a place is in, and when; of a set that is tested on no other day (`dated`), only as of this one.
    fn trace(&self, set: &Set, place: Place, out: &mut Vec<i64>, (dated, depth): (bool, u8)) {
        match set {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index).filter(|_| depth < 64) {
                    self.trace(&named.set, place, out, (dated, depth + 1));
                }
            }
            Set::Group(group) if dated => self.windows(*group, place, out),
            Set::Group(group) => out.extend(self.holds(*group, place).then_some(0)),
            Set::Members(members) => {
                members.iter().enumerate().for_each(|(index, member)| self.member(index, member, place, (dated, out)))
            }
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                for part in parts {
                    self.trace(part, place, out, (dated, depth + 1));
                    out.push(i64::MIN);
                }
            }
            Set::Fact(_) | Set::Entries(_) => {}
        }
    }

    /// Returns in which lists a member puts a place as of the day; or of a set that is tested on other days, when.
    fn member(&self, index: usize, member: &Member, place: Place, (dated, out): (bool, &mut Vec<i64>)) {
        let scope = member.scope.map_or(0, |scope| i64::from(scope) + 1);
        let may_be = match member.value {
            MemberValue::Place(other) => other == place,
            MemberValue::Group(group) if dated => group.windows(place).next().is_some(),
            MemberValue::Group(group) => self.holds(group, place),
            _ => false,
        };
        if may_be && dated {
            out.extend([index as i64, scope, day(member.window.from), day(member.window.through)]);
            if let MemberValue::Group(group) = member.value {
                self.windows(group, place, out);
            }
        } else if may_be && member.window.holds(self.as_of) {
            out.push(scope);
        }
    }

    /// Returns whether a place is in a group as of the day.
    fn holds(&self, group: Group, place: Place) -> bool {
        group.windows(place).any(|m| m.window.holds(self.as_of))
    }

    /// Returns when a place is in a group, the number of windows first.
    fn windows(&self, group: Group, place: Place, out: &mut Vec<i64>) {
        out.push(group.windows(place).count() as i64);
        group.windows(place).for_each(|m| out.extend([day(m.window.from), day(m.window.through)]));
    }
}

/// Returns a day as a number, nothing as one that no day has.
fn day(date: Option<Date>) -> i64 {
    date.map_or(0, |date| i64::from(date.days()) * 2 + 1)
}
