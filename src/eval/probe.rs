//! What one flow comes to, and what was asked of each of its facts: what an analysis takes the values from that could
//! make a difference.

use super::entries::Entity;
use super::instance::{self, Instance};
use super::missing::{FactId, Missing, Paths};
use super::reading::{At, Reading};
use super::{Eval, Ledger, Pace, choice, contradictions, exhausted, tally};
use crate::atlas::Place;
use crate::date::{Date, Duration};
use crate::diag::Diagnostic;
use crate::flow::{Flow, Value};
use crate::policy::{Atom, Day, Formula, Literal, MemberValue, Membership, Policy, Set, Test};
use crate::sorted::{SortedMap, SortedSet};
use crate::truth::Truth;
use crate::verdict::{Answer, Outcome};
use crate::vocab::Category;
use std::cell::RefCell;
use std::rc::Rc;

/// A value with which a fact was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Constant {
    /// A value of its enumeration.
    Value(u8),
    Place(Place),
    Region(Option<u16>),
    Category(Category),
    Date(Date),
    /// Years, months and days.
    Duration(u32, u32, u32),
    /// Hundredths.
    Percent(u32),
    /// Ten-thousandths.
    Number(i64),
    /// Who it is was asked.
    Person,
    /// Its entries were run over.
    Entries,
    /// Another fact, of which the value is not known.
    Fact,
}

/// For each fact that was asked of, by its path, with what it was compared.
pub(crate) type Asked = SortedMap<String, SortedSet<Constant>>;

/// What is looked at of a policy.
#[derive(Clone, Copy)]
pub(crate) struct Part<'p> {
    /// Of which rules, by their positions; of all when absent.
    pub(crate) rule: Option<usize>,
    /// Conditions that are judged besides.
    pub(crate) conditions: &'p [&'p Formula],
}

/// One rule at one place, over every choice of group places.
#[derive(Clone, Debug)]
pub(crate) struct Stance {
    /// Index into `Policy::rules`.
    pub(crate) rule: usize,
    /// The path of its variables.
    pub(crate) at: String,
    /// Whether the rule is violated there, in any choice.
    pub(crate) violated: Truth,
    /// Whether it concerns the flow there, in any choice.
    pub(crate) applies: Truth,
    /// Whether an exception excuses it there, in any choice.
    pub(crate) excused: bool,
    /// The facts that it lacks.
    pub(crate) missing: Told,
    /// The facts for want of which it is unknown whether it applies.
    pub(crate) applies_missing: Told,
}

/// Facts that are missing, put in words when they are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    missing: Missing,
    paths: Rc<Paths>,
}

impl Told {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.missing.len()
    }

    /// Their paths, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &String> {
        self.paths.in_order(&self.missing)
    }
}

/// What one flow comes to.
#[derive(Clone, Debug)]
pub(crate) struct Probed {
    /// The answer of the rules that were looked at.
    pub(crate) answer: Answer,
    /// The facts that an undetermined answer depends on.
    pub(crate) missing: Told,
    /// Every blocking rule that binds, at each place.
    pub(crate) stances: Vec<Stance>,
    /// The conditions asked for, each with the facts that it lacks.
    pub(crate) conditions: Vec<(Truth, Told)>,
    /// What was asked of which fact.
    pub(crate) asked: Asked,
}

/// Judges one flow as `evaluate` does, and notes what was asked.
///
/// # Errors
/// As for `evaluate`.
pub(crate) fn probe(
    policy: &Policy,
    mut flow: Flow,
    required: usize,
    part: Part<'_>,
) -> Result<Probed, Vec<Diagnostic>> {
    let ledger = Ledger::default();
    let choices = choice::combinations(policy, &flow)?;
    let errors = contradictions(policy, &mut flow, &choices, &ledger);
    if !errors.is_empty() {
        return Err(errors);
    }
    let asked = RefCell::new(Notes::default());
    let mut tally = tally::Tally::new(policy, required);
    let mut stances: SortedMap<(usize, String), Stand> = SortedMap::new();
    let mut conditions: Vec<(Truth, Missing)> = vec![];
    for chosen in choices.iter() {
        let eval = Eval { policy, flow: &flow, chosen: &chosen, ledger: &ledger, pace: Pace::Quiet, asked: Some(&asked) };
        let instances = instance::run_some(&eval, part.rule, &mut None);
        tally.add(&chosen, &instances);
        for mut instance in instances.into_iter().filter(|instance| binds(policy, instance.rule, required)) {
            let key = (instance.rule, std::mem::take(&mut instance.at));
            stances.update(key, Stand::new(), |stand| stand.add(&instance));
        }
        if conditions.is_empty() {
            let judged = part.conditions.iter().map(|condition| eval.formula(condition, &mut vec![]));
            conditions = judged.map(|judged| (judged.truth, judged.missing)).collect();
        }
        if eval.is_exhausted() {
            return Err(exhausted());
        }
    }
    let (answer, missing) = tally.answer();
    let paths = Rc::new(ledger.paths.into_inner());
    let told = |missing| Told { missing, paths: paths.clone() };
    let stance = |((rule, at), stand): ((usize, String), Stand)| Stance {
        rule,
        at,
        violated: stand.violated,
        applies: stand.applies,
        excused: stand.excused,
        missing: told(stand.missing),
        applies_missing: told(stand.applies_missing),
    };
    Ok(Probed {
        answer,
        missing: told(missing),
        stances: stances.into_entries().into_iter().map(stance).collect(),
        conditions: conditions.into_iter().map(|(truth, missing)| (truth, told(missing))).collect(),
        asked: asked.into_inner().told(&paths),
    })
}

/// Whether a rule can make a flow non-compliant at a level.
fn binds(policy: &Policy, rule: usize, required: usize) -> bool {
    policy
        .rules
        .get(rule)
        .is_some_and(|rule| rule.severity == crate::policy::Severity::Blocking && rule.level <= required)
}

/// What becomes of one rule at one place, as far as choices were judged.
struct Stand {
    violated: Truth,
    applies: Truth,
    excused: bool,
    missing: Missing,
    applies_missing: Missing,
}

impl Stand {
    /// Before any choice.
    fn new() -> Stand {
        let (missing, applies_missing) = (Missing::Nothing, Missing::Nothing);
        Stand { violated: Truth::False, applies: Truth::False, excused: false, missing, applies_missing }
    }

    fn add(&mut self, instance: &Instance) {
        let violated = match instance.outcome {
            Outcome::Violated => Truth::True,
            Outcome::Undetermined => Truth::Unknown,
            _ => Truth::False,
        };
        self.violated = self.violated.or(violated);
        self.applies = self.applies.or(instance.applies);
        self.excused |= instance.outcome == Outcome::Excused;
        self.missing.add_each(&instance.missing);
        self.applies_missing.add_each(&instance.applies_missing);
    }
}

/// What was asked of each fact, by its number; nothing where nothing was.
#[derive(Default)]
pub(super) struct Notes(Vec<Option<SortedSet<Constant>>>);

impl Notes {
    fn add(&mut self, fact: FactId, constants: &[Constant]) {
        let number = fact.number();
        if number >= self.0.len() {
            self.0.resize(number + 1, None);
        }
        if let Some(known) = self.0.get_mut(number) {
            known.get_or_insert_default().extend(constants.iter().copied());
        }
    }

    /// By path.
    fn told(self, paths: &Paths) -> Asked {
        let notes = self.0.into_iter().enumerate();
        notes.filter_map(|(number, note)| Some((paths.path(FactId::new(number)).to_owned(), note?))).collect()
    }
}

impl<'e> Eval<'e> {
    /// Notes that a fact was compared with some values.
    fn note(&self, fact: FactId, constants: &[Constant]) {
        if let Some(asked) = self.asked {
            asked.borrow_mut().add(fact, constants);
        }
    }

    fn note_each(&self, missing: &Missing, constants: &[Constant]) {
        missing.iter().for_each(|fact| self.note(fact, constants));
    }

    /// Notes what stands at a path.
    fn note_reading(&self, reading: &Reading<'_>, constants: &[Constant]) {
        match reading {
            Reading::Known(_, at) => self.note(self.fact_at(*at), constants),
            Reading::Entry(id) => self.note(self.fact_at(At::object(*id)), constants),
            Reading::Unknown(why) => self.note_each(&why.missing, constants),
            Reading::Absent => {}
        }
    }

    /// Notes a list or set that is run over.
    pub(super) fn note_entries(&self, reading: &Reading<'_>) {
        if self.asked.is_some() {
            self.note_reading(reading, &[Constant::Entries]);
        }
    }

    /// Notes a test, on what it reads.
    pub(super) fn note_test(&self, atom: &Atom, reading: &Reading<'_>, env: &[Entity<'_>]) {
        if self.asked.is_none() {
            return;
        }
        let constant = match &atom.test {
            Test::Yes | Test::IsNone => return self.note_reading(reading, &[]),
            Test::IsValue(value) | Test::HasValue(value) => Constant::Value(*value),
            Test::IsPlace(place) | Test::HasPlace(place) => Constant::Place(*place),
            Test::IsRegion(region) => Constant::Region(*region),
            Test::IsCategory(category) | Test::HasCategory(category) => Constant::Category(*category),
            Test::IsParty(_) => Constant::Person,
            Test::IsLiteral(literal) | Test::Order(_, literal) => constant_of(*literal),
            Test::IsPath(other) | Test::OrderPath(_, other) => {
                let other = self.read(other, env);
                self.note_reading(&other, &self.other(reading));
                return self.note_reading(reading, &self.other(&other));
            }
            Test::In(membership) => return self.note_membership(membership, reading, env),
            Test::Within(duration) => {
                let days = [self.flow.as_of.minus(*duration), self.flow.as_of];
                return self.note_reading(reading, &days.map(Constant::Date));
            }
        };
        self.note_reading(reading, &[constant]);
    }

    /// The share of a total that is compared.
    pub(super) fn note_share(&self, atom: &Atom, missing: &Missing) {
        if let (Some(_), Test::Order(_, literal)) = (self.asked, &atom.test) {
            self.note_each(missing, &[constant_of(*literal)]);
        }
    }

    fn note_membership(&self, membership: &Membership, reading: &Reading<'_>, env: &[Entity<'_>]) {
        let day = match &membership.on {
            None => Some(self.flow.as_of),
            Some(Day::Date(day)) => Some(*day),
            Some(Day::Path(path)) => {
                let on = self.read(path, env);
                let mut days = SortedSet::new();
                self.turns(&membership.set, &mut days);
                self.note_reading(&on, &days.iter().map(|day| Constant::Date(*day)).collect::<Vec<_>>());
                None
            }
        };
        let (mut constants, mut scopes) = (vec![], vec![]);
        let place = match reading {
            Reading::Known(Value::Place(place), _) => Some(self.place(place)),
            _ => None,
        };
        self.members(&membership.set, (day, place), &mut constants, &mut scopes, env);
        self.note_reading(reading, &constants);
        if let Some(with) = &membership.with {
            self.note_reading(&self.read(with, env), &scopes);
        }
    }

    /// The members of a set, and the lists under which those hold that the place can be.
    fn members(
        &self,
        set: &Set,
        at: (Option<Date>, Option<Place>),
        constants: &mut Vec<Constant>,
        scopes: &mut Vec<Constant>,
        env: &[Entity<'_>],
    ) {
        match set {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index) {
                    self.members(&named.set, at, constants, scopes, env);
                }
            }
            Set::Group(_) => {}
            Set::Members(members) => {
                for member in members.iter().filter(|member| at.0.is_none_or(|day| member.window.holds(day))) {
                    let meant = match &member.value {
                        MemberValue::Place(place) => at.1.is_none_or(|stated| stated == *place),
                        MemberValue::Group(group) => at.1.is_none_or(|stated| group.ever().contains(stated)),
                        MemberValue::Value(value) => {
                            constants.push(Constant::Value(*value));
                            true
                        }
                        MemberValue::Region(region) => {
                            constants.push(Constant::Region(Some(*region)));
                            true
                        }
                        MemberValue::Category(category) => {
                            constants.push(Constant::Category(*category));
                            true
                        }
                        MemberValue::Party(_) => {
                            constants.push(Constant::Person);
                            true
                        }
                    };
                    scopes.extend(member.scope.filter(|_| meant).map(Constant::Value));
                }
            }
            Set::Fact(path) => {
                let other = self.read(path, env);
                constants.extend(self.constant(&other));
                self.note_reading(&other, &[]);
            }
            Set::Entries(_) => constants.push(Constant::Person),
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().for_each(|part| self.members(part, at, constants, scopes, env));
            }
        }
    }

    /// A known value, as what another is compared with.
    fn constant(&self, reading: &Reading<'_>) -> Vec<Constant> {
        let one = |value: &Value| match value {
            Value::Enum(_, value) => Some(Constant::Value(*value)),
            Value::Place(place) => Some(Constant::Place(self.place(place))),
            Value::Region(region) => Some(Constant::Region(*region)),
            Value::Category(category) => Some(Constant::Category(*category)),
            Value::Date(date) => Some(Constant::Date(*date)),
            Value::Duration(Duration { years, months, days }) => Some(Constant::Duration(*years, *months, *days)),
            Value::Percent(percent) => Some(Constant::Percent(*percent)),
            Value::Number(number) => Some(Constant::Number(*number)),
            Value::Object(_) => Some(Constant::Person),
            _ => None,
        };
        match reading {
            Reading::Known(Value::Set(entries), _) => entries.items.iter().filter_map(one).collect(),
            Reading::Known(value, _) => one(value).into_iter().collect(),
            Reading::Entry(_) => vec![Constant::Person],
            Reading::Unknown(_) | Reading::Absent => vec![],
        }
    }

    /// What another fact is, as far as that is known.
    fn other(&self, reading: &Reading<'_>) -> Vec<Constant> {
        match reading {
            Reading::Unknown(_) => vec![Constant::Fact],
            _ => self.constant(reading),
        }
    }

    /// Notes the bound of a credential's window.
    pub(super) fn note_bound(&self, bound: FactId) {
        self.note(bound, &[Constant::Date(self.flow.as_of)]);
    }
}

fn constant_of(literal: Literal) -> Constant {
    match literal {
        Literal::Date(date) => Constant::Date(date),
        Literal::Duration(Duration { years, months, days }) => Constant::Duration(years, months, days),
        Literal::Percent(percent) => Constant::Percent(percent),
        Literal::Number(number) => Constant::Number(number),
    }
}
