//! Group places: every member in turn, places that the policy cannot tell apart once.

use crate::atlas::{Group, Place, PlaceSet};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::flow::{Flow, Value, field, territories};
use crate::policy::{Atom, ComparedPlaces, Field, Member, MemberValue, Policy, Set, Subject, Test};
use crate::sorted::SortedMap;
use crate::vocab::Kind;

/// Choices of all group places together that are judged.
const MAX_COMBINATIONS: usize = 4_096;
/// The destination of a transfer.
const DESTINATION: Fact = (Kind::Transfer, field(Kind::Transfer, "to"));

/// A fact and the kind of thing that it is of.
type Fact = (Kind, Field);

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
    let tests = Tests::of(policy, flow.as_of);
    let reads_transfers = policy.runs_over(const { field(Kind::Flow, "transfers") });
    let standing = Standing::of(flow, &tests.compared, reads_transfers);
    let laws = if reads_transfers { &territories(flow.as_of)[..] } else { &[] };
    // Groups are few, however many places are stated to be in them.
    let mut found: Vec<((usize, PlaceSet), Vec<Place>)> = Vec::new();
    let mut candidates: Vec<Vec<Place>> = Vec::new();
    for (choice, class) in flow.choices.iter().zip(&standing.class) {
        let key = (*class, choice.places);
        let known = found.iter().find(|(known, _)| *known == key).map(|(_, places)| places.clone());
        let places = known.unwrap_or_else(|| {
            let class = standing.classes.get(*class);
            let places = class.map_or_else(Vec::new, |class| tests.representatives(choice.places, class, laws));
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

/// The group places of a flow by class: an answer depends on a place through the sets that are tested of the facts at which it stands, and
/// through the places that it is compared with.
struct Standing {
    /// The position in `classes` of each group place.
    class: Vec<usize>,
    classes: Vec<Class>,
}

/// Group places that stand at the same facts; or at facts that are compared with one another, directly or through others.
#[derive(Default)]
struct Class {
    facts: Vec<Fact>,
    /// The places that they are compared with, each of which has to be tried by itself.
    named: PlaceSet,
    /// Says whether they are compared with one another.
    is_compared: bool,
    /// Each group among them once, where they are compared.
    groups: Vec<PlaceSet>,
    /// Their number.
    count: usize,
}

/// A fact at which a place stands, and of the destination of a transfer whether it is that of a site's own transfer.
#[derive(Clone, Copy, PartialEq)]
struct Stand {
    fact: Fact,
    is_own: bool,
}

/// The places of a flow, by where they stand.
struct Stands {
    /// The places that are known.
    fixed: Vec<(Stand, PlaceSet)>,
    /// For each group place, where it stands.
    open: Vec<Vec<Stand>>,
    /// Says whether a group place is a member of a set: members are counted, and those that are the same place count once.
    is_member: bool,
}

impl Stands {
    fn of(flow: &Flow) -> Stands {
        let mut stands = Stands { fixed: vec![], open: vec![vec![]; flow.choices.len()], is_member: false };
        for object in &flow.objects {
            for (field, value) in object.facts.iter() {
                let stand = Stand { fact: (object.kind, *field), is_own: object.site.is_some() };
                match value {
                    Value::Set(entries) => entries.items.iter().for_each(|value| stands.add(stand, value, true)),
                    other => stands.add(stand, other, false),
                }
            }
        }
        stands
    }

    fn add(&mut self, stand: Stand, value: &Value, is_member: bool) {
        let Value::Place(place) = value else { return };
        if let Some(choice) = place.choice {
            self.is_member |= is_member;
            let stands = self.open.get_mut(choice);
            stands.into_iter().filter(|stands| !stands.contains(&stand)).for_each(|stands| stands.push(stand));
            return;
        }
        match self.fixed.iter_mut().find(|(known, _)| *known == stand) {
            Some((_, places)) => *places = places.union(place.places),
            None => self.fixed.push((stand, place.places)),
        }
    }
}

impl Standing {
    fn of(flow: &Flow, compared: &ComparedPlaces, reads_transfers: bool) -> Standing {
        let Stands { fixed, open, is_member } = Stands::of(flow);
        // Telling whether a site is a stated transfer compares their destinations.
        let compares_transfers = reads_transfers && flow.compares_transfers();
        let are_compared = |one: &Stand, other: &Stand| {
            let are_destinations = one.fact == DESTINATION && other.fact == DESTINATION && one.is_own != other.is_own;
            is_member || compared.are_compared(one.fact, other.fact) || (compares_transfers && are_destinations)
        };
        let meet =
            |one: &[Stand], other: &[Stand]| one.iter().any(|one| other.iter().any(|other| are_compared(one, other)));
        let (ways, way) = ways(&open);
        let mut class_of_way: Vec<usize> = (0..ways.len()).collect();
        for (index, stands) in ways.iter().enumerate() {
            for (other, _) in ways.iter().enumerate().take(index).filter(|(_, others)| meet(stands, others)) {
                let [kept, joined] = [other, index].map(|at| class_of_way.get(at).copied().unwrap_or_default());
                class_of_way.iter_mut().filter(|class| **class == joined).for_each(|class| *class = kept);
            }
        }
        let mut classes: Vec<Class> = ways.iter().map(|_| Class::default()).collect();
        for (stands, class) in ways.iter().zip(&class_of_way) {
            let Some(class) = classes.get_mut(*class) else { continue };
            class.is_compared |= ways.iter().any(|others| meet(stands, others));
            for stand in *stands {
                if !class.facts.contains(&stand.fact) {
                    class.facts.push(stand.fact);
                }
                let met = fixed.iter().filter(|(other, _)| are_compared(stand, other));
                met.for_each(|(_, places)| class.named = class.named.union(*places));
            }
        }
        let class: Vec<usize> = way.iter().map(|way| class_of_way.get(*way).copied().unwrap_or_default()).collect();
        for (choice, class) in flow.choices.iter().zip(&class) {
            let Some(class) = classes.get_mut(*class) else { continue };
            class.count += 1;
            if class.is_compared && !class.groups.contains(&choice.places) {
                class.groups.push(choice.places);
            }
        }
        Standing { class, classes }
    }
}

/// Returns the ways in which group places stand, which are few however many places there are, and the way of each.
fn ways(open: &[Vec<Stand>]) -> (Vec<&[Stand]>, Vec<usize>) {
    let mut ways: Vec<&[Stand]> = vec![];
    let mut way_of = |stands| {
        ways.iter().position(|way| *way == stands).unwrap_or_else(|| {
            ways.push(stands);
            ways.len() - 1
        })
    };
    let way = open.iter().map(|stands| way_of(stands.as_slice())).collect();
    (ways, way)
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
            (own, members, tests.signature(place, None))
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

/// A set that is tested, whether on other days too, and of which facts; of all where `None` is among them.
struct Tested<'p> {
    set: &'p Set,
    dated: bool,
    of: Vec<Option<Fact>>,
}

/// Returns whether what is tested of some facts is tested of one of others; `None` stands for all facts.
fn is_of(tested: &[Option<Fact>], facts: Option<&[Fact]>) -> bool {
    let Some(facts) = facts else { return true };
    tested.iter().any(|tested| tested.is_none_or(|tested| facts.contains(&tested)))
}

/// Everything that the policy tests of places.
struct Tests<'p> {
    policy: &'p Policy,
    as_of: Date,
    sets: Vec<Tested<'p>>,
    /// The places that are tested one by one, and of which facts.
    single: Vec<(Place, Vec<Option<Fact>>)>,
    compared: ComparedPlaces,
}

impl<'p> Tests<'p> {
    fn of(policy: &'p Policy, as_of: Date) -> Tests<'p> {
        let mut tests = Tests { policy, as_of, sets: vec![], single: vec![], compared: ComparedPlaces::default() };
        policy.each_atom(&mut |atom: &'p Atom| tests.add(atom));
        policy.regrouped.iter().for_each(|regrouped| tests.add_single(regrouped.place, None));
        tests
    }

    fn add(&mut self, atom: &'p Atom) {
        let Subject::Path(path) = &atom.subject else { return };
        self.compared.add(self.policy, atom);
        // A fact that the policy declares of a kind can be one of another kind, as a holder is a party.
        let of = path.steps.last().map(|step| (step.kind, step.field)).filter(|(_, field)| field.0 < Field::DECLARED);
        match &atom.test {
            Test::IsPlace(place) | Test::HasPlace(place) => self.add_single(*place, of),
            Test::In(membership) => {
                let dated = membership.on.is_some();
                // A named set is the same wherever it is tested.
                let named = matches!(membership.set, Set::Named(_));
                let known = self.sets.iter_mut().find(|tested| named && *tested.set == membership.set);
                match known {
                    Some(tested) => {
                        tested.dated |= dated;
                        add_fact(&mut tested.of, of);
                    }
                    None => self.sets.push(Tested { set: &membership.set, dated, of: vec![of] }),
                }
            }
            _ => {}
        }
    }

    fn add_single(&mut self, place: Place, of: Option<Fact>) {
        match self.single.iter_mut().find(|(known, _)| *known == place) {
            Some((_, known)) => add_fact(known, of),
            None => self.single.push((place, vec![of])),
        }
    }

    /// Returns so many members of each kind as can matter, and every one that is named. `laws` are sets that keep places apart besides
    /// those of the policy.
    fn representatives(&self, members: PlaceSet, class: &Class, laws: &[PlaceSet]) -> Vec<Place> {
        // If group places are compared, the same places have to stand for a kind wherever they are members: each group makes kinds.
        let apart: Vec<&PlaceSet> = laws.iter().chain(&class.groups).collect();
        let copies = if class.is_compared { class.count } else { 1 };
        let mut seen: SortedMap<(Vec<bool>, Vec<i64>), usize> = SortedMap::new();
        let keep = |place: &Place| {
            if class.named.contains(*place) {
                return true;
            }
            let within = apart.iter().map(|set| set.contains(*place)).collect();
            let mut kept = false;
            seen.update((within, self.signature(*place, Some(&class.facts))), 0, |count| {
                *count += 1;
                kept = *count <= copies;
            });
            kept
        };
        members.iter().filter(keep).collect()
    }

    /// Returns what the policy can learn of a place by itself where it stands at some facts, or at any: equal signatures, equal
    /// verdicts.
    fn signature(&self, place: Place, facts: Option<&[Fact]>) -> Vec<i64> {
        let mut signature = vec![];
        if self.single.iter().any(|(single, of)| *single == place && is_of(of, facts)) {
            signature.push(-1 - place.index() as i64);
        }
        for Tested { set, dated, .. } in self.sets.iter().filter(|tested| is_of(&tested.of, facts)) {
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

fn add_fact(known: &mut Vec<Option<Fact>>, fact: Option<Fact>) {
    if !known.contains(&fact) {
        known.push(fact);
    }
}

/// Returns a day as a number, nothing as one that no day has.
fn day(date: Option<Date>) -> i64 {
    date.map_or(0, |date| i64::from(date.days()) * 2 + 1)
}
