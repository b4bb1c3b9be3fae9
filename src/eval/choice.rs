//! Group places: every member in turn, places that the policy cannot tell apart once.

use crate::atlas::{Group, Place, PlaceSet};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::flow::{Flow, Object, Value};
use crate::policy::{Atom, Member, MemberValue, Policy, Set, Subject, Test};
use crate::sorted::SortedMap;
use crate::vocab::Type;

/// Choices of all group places together that are judged.
const MAX_COMBINATIONS: usize = 4_096;

/// Every choice of a place for every group place.
pub(super) struct Combinations {
    candidates: Vec<Vec<Place>>,
    count: usize,
}

impl Combinations {
    /// Each combination, the last group place changing fastest.
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

/// A group, and the places that keep its list of transfers closed.
type GroupKey = (PlaceSet, Option<PlaceSet>);

/// The combinations that can differ in the verdict.
///
/// # Errors
/// When there are too many.
pub(super) fn combinations(policy: &Policy, flow: &Flow) -> Result<Combinations, Vec<Diagnostic>> {
    if flow.choices.is_empty() {
        return Ok(Combinations { candidates: vec![], count: 1 });
    }
    let mut tests = Tests::of(policy, flow.as_of);
    // Members of one set are counted, and those that are the same place count once.
    tests.compares |= flow.objects.iter().any(states_several);
    let named = if tests.compares { stated(flow) } else { PlaceSet::default() };
    let copies = if tests.compares { flow.choices.len() } else { 1 };
    let all = apart(flow, tests.compares);
    let openings: SortedMap<usize, PlaceSet> = flow.openings.iter().map(|o| (o.choice, o.unless)).collect();
    // Groups are few, however many places are stated to be in them.
    let mut found: Vec<(GroupKey, Vec<Place>)> = Vec::new();
    let mut candidates: Vec<Vec<Place>> = Vec::new();
    for (index, choice) in flow.choices.iter().enumerate() {
        let own = openings.get(&index).copied();
        let known = found.iter().find(|(key, _)| *key == (choice.places, own)).map(|(_, places)| places.clone());
        let places = known.unwrap_or_else(|| {
            let apart: Vec<PlaceSet> = all.iter().copied().chain(own).collect();
            let places = tests.representatives(choice.places, named, copies, &apart);
            found.push(((choice.places, own), places.clone()));
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
    /// The kinds of a policy on a day. The places that a flow states are kinds of their own where the policy compares places
    /// with one another; `named` ones always are. `apart` are sets that keep places apart besides.
    pub(crate) fn new(policy: &Policy, day: Date, stated: PlaceSet, named: PlaceSet, apart: &[PlaceSet]) -> Kinds {
        let mut tests = Tests::of(policy, day);
        for claim in &policy.claims {
            [&claim.when, &claim.never].into_iter().for_each(|formula| formula.each_atom(&mut |atom| tests.add(atom)));
        }
        let alone = if tests.compares { named.union(stated) } else { named };
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

    /// The kinds that one policy or the other can tell apart.
    pub(crate) fn and(&self, other: &Kinds) -> Kinds {
        Kinds::by(|place| (self.of(place), other.of(place)))
    }

    /// The kind of a place.
    pub(crate) fn of(&self, place: Place) -> usize {
        self.of.get(place.index()).copied().unwrap_or_default()
    }

    /// One place of each kind, and how many there are of it.
    pub(crate) fn each(&self) -> &[(Place, usize)] {
        &self.kinds
    }
}

/// Sets of places that keep places apart besides the policy's. Where places are compared, the same ones have to stand
/// for a kind wherever they are members: so each group that is stated, and each that closes a list, makes kinds.
fn apart(flow: &Flow, compares: bool) -> Vec<PlaceSet> {
    let mut apart: Vec<PlaceSet> = Vec::new();
    let groups = flow.choices.iter().map(|choice| choice.places);
    for places in groups.chain(flow.openings.iter().map(|opening| opening.unless)).filter(|_| compares) {
        if !apart.contains(&places) {
            apart.push(places);
        }
    }
    apart
}

/// Whether one set has several places of which each may be the other.
fn states_several(object: &Object) -> bool {
    object.facts.values().any(|value| match value {
        Value::Set(entries) => {
            entries.items.iter().any(|item| matches!(item, Value::Place(place) if place.choice.is_some()))
        }
        _ => false,
    })
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
    /// Whether places are compared with one another.
    compares: bool,
}

impl<'p> Tests<'p> {
    fn of(policy: &'p Policy, as_of: Date) -> Tests<'p> {
        let mut tests = Tests { policy, as_of, sets: vec![], single: PlaceSet::default(), compares: false };
        policy.each_atom(&mut |atom: &'p Atom| tests.add(atom));
        policy.regrouped.iter().for_each(|regrouped| tests.single.insert(regrouped.place));
        let sets = std::mem::take(&mut tests.sets);
        tests.compares |= sets.iter().any(|tested| tests.has_facts(tested.set));
        tests.sets = sets;
        tests
    }

    fn add(&mut self, atom: &'p Atom) {
        if !matches!(&atom.subject, Subject::Path(_)) {
            return;
        }
        match &atom.test {
            Test::IsPlace(place) | Test::HasPlace(place) => self.single.insert(*place),
            Test::IsPath(path) => self.compares |= path.ty == Type::Place,
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

    fn has_facts(&self, set: &Set) -> bool {
        match set {
            Set::Fact(_) => true,
            Set::Named(index) => self.policy.sets.get(*index).is_some_and(|named| self.has_facts(&named.set)),
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().any(|part| self.has_facts(part))
            }
            Set::Group(_) | Set::Members(_) | Set::Entries(_) => false,
        }
    }

    /// So many of each kind of place as can matter, and every place that is named. `apart` are sets that keep places
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

    /// What the policy can learn of a place by itself: equal signatures, equal verdicts.
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

    /// Which part of a set a place is in, and when; of a set that is tested on no other day (`dated`), only as of this one.
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

    /// In which lists a member puts a place as of the day; or of a set that is tested on other days, when.
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

    /// Whether a place is in a group as of the day.
    fn holds(&self, group: Group, place: Place) -> bool {
        group.windows(place).any(|m| m.window.holds(self.as_of))
    }

    /// When a place is in a group, the number of windows first.
    fn windows(&self, group: Group, place: Place, out: &mut Vec<i64>) {
        out.push(group.windows(place).count() as i64);
        group.windows(place).for_each(|m| out.extend([day(m.window.from), day(m.window.through)]));
    }
}

/// A day as a number, nothing as one that no day has.
fn day(date: Option<Date>) -> i64 {
    date.map_or(0, |date| i64::from(date.days()) * 2 + 1)
}
