//! The first question about an undetermined flow: facts that would make it compliant, found in a few steps.
//!
//! The smallest question is a search over all that is missing. The first one is found an entry at a time: each store and each
//! transfer is asked about as if it were the only one, and what settled one is tried for those that lack the same. So a list of
//! sixteen vendors costs about as much as one of two. What was found is judged with the whole flow before it is told.

use super::acts::Acts;
use super::costs::Costs;
use super::draft::{Draft, Step as Move};
use super::exact::{answers, becomes};
use super::minimal::minimal;
use super::minimal_questions::{other_ways, quickly_against, small};
use super::place::{Step, entries, get, key, set, steps};
use super::plan::{Change, Plan};
use super::repair::{Terms, cheapest};
use super::space::Space;
use super::{Budget, within};
use crate::atlas::Place;
use crate::eval::probe::Probed;
use crate::flow::json::Json;
use crate::flow::{Flow, Object, Value, field};
use crate::order::sort_by_key;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::Kind;
use serde::Serialize;
use std::cell::RefCell;

/// The lists whose entries are asked about one at a time.
const LISTS: [&str; 5] = ["transfers", "storage", "processing", "access", "transit"];
/// The steps that the question about one entry may take.
const STEPS_AN_ENTRY: u64 = 90;
/// The steps for an entry of which nothing was found in so few.
const STEPS_AN_ODD_ENTRY: u64 = 240;
/// The fact that says what the data are for.
const PURPOSE: &str = "purpose";
/// The steps for statements that a cure would make.
const STEPS_AS_A_CURE: u64 = 600;
/// The steps for statements after which the flow is not compliant.
const STEPS_AGAINST: u64 = 40;
/// Answers about other entries to which one more statement is added.
const MOST_TRIED: usize = 2;

/// Statements that would settle a flow: the answer of [`Analysis::first`](super::Analysis::first).
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}, {}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let first = analysis.first();
/// assert_eq!(first.compliant_if.len(), 2);
/// assert_eq!(first.compliant_if[1].path, "storage[1].place");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct First {
    /// Statements after which the flow is compliant: few, though others may be fewer. Empty where none was found.
    pub compliant_if: Vec<Change>,
    /// Entries of which nothing was found in few steps that would settle them: the rest of the flow is compliant without them.
    pub unsettled: Vec<String>,
    /// Statements after which it is not compliant. Empty where none was found.
    pub not_compliant_if: Vec<Change>,
    /// Statements after which no rule applies to it, so that the policy has nothing to judge. Empty where none was found.
    pub not_applicable_if: Vec<Change>,
}

type Stated = Vec<(String, Json)>;

/// Finds the first question about the space's flow.
pub(super) fn first(space: &Space<'_>, probed: &Probed, budget: Budget) -> First {
    if probed.answer != Answer::Undetermined {
        return First::default();
    }
    let mut steps = budget.steps;
    let space = &space.asking();
    let plain = space.plainly();
    let mut asking = Asking { space: &plain, known: vec![], vain: vec![], unsettled: vec![], steps: &mut steps };
    let (stated, reached) = asking.whole();
    let unsettled = std::mem::take(&mut asking.unsettled);
    let mut not_applicable_if = asking.nothing_to_judge(&space.base, probed);
    let mut compliant_if = vec![];
    match reached {
        Some(Answer::Compliant) => compliant_if = stated,
        // An entry of which nothing was found is left out of what was judged, so that nothing is known of the flow with it.
        Some(_) if not_applicable_if.is_empty() && unsettled.is_empty() => not_applicable_if = stated,
        _ => {}
    }
    let [compliant_if, not_applicable_if] =
        [compliant_if, not_applicable_if].map(|stated| Plan::of(&plain, stated, &Costs::default()).changes);
    let not_compliant_if = within(STEPS_AGAINST, &mut steps, |steps| broken(space, probed, steps));
    First { compliant_if, unsettled, not_compliant_if, not_applicable_if }
}

/// Returns a few statements after which some rule is violated, looked for at one entry alone.
fn broken(space: &Space<'_>, probed: &Probed, steps: &mut u64) -> Vec<Change> {
    let found = quickly_against(space, probed, steps);
    let plan = found.plans.into_iter().next();
    plan.map(|plan| plan.changes.into_iter().filter(|change| change.to != Some(Json::Object(vec![]))).collect())
        .unwrap_or_default()
}

/// Statements that settled an entry which lacked some facts.
struct Known {
    list: &'static str,
    lack: Lack,
    /// The statements. Those about the entry are relative to it.
    stated: Vec<(Where, Json)>,
}

/// The open facts of an entry. Entries with the same open facts are mostly settled by the same statements.
#[derive(Clone, PartialEq)]
struct Lack {
    /// The facts that are missing, where the entry is the only one.
    facts: Vec<String>,
    /// `true` where some rule applies for every value of them.
    is_judged: bool,
}

#[derive(Clone)]
enum Where {
    Entry(String),
    Flow(String),
}

struct Asking<'a, 'p> {
    space: &'a Space<'p>,
    known: Vec<Known>,
    /// Entries that were not settled, without the names of persons.
    vain: Vec<Json>,
    /// Entries of which nothing was found.
    unsettled: Vec<String>,
    steps: &'a mut u64,
}

/// Returns the seat of the recipient of a transfer whose destination is not known.
fn seat(flow: &Flow, transfer: &Object) -> Option<&'static str> {
    let is_open = transfer.kind == Kind::Transfer
        && transfer.path.starts_with("transfers[")
        && transfer.facts.get(&const { field(Kind::Transfer, "to") }).is_none();
    let recipient = transfer.facts.get(&const { field(Kind::Transfer, "recipient") }).filter(|_| is_open);
    let Some(Value::Object(recipient)) = recipient else { return None };
    match flow.fact(*recipient, const { field(Kind::Party, "seat") }) {
        Some(Value::Place(seat)) => Some(seat.stated),
        _ => None,
    }
}

impl Asking<'_, '_> {
    /// States what settles the whole flow, and returns the answer that it then has: compliant, or that no rule applies. `None` where
    /// nothing was found.
    fn whole(&mut self) -> (Stated, Option<Answer>) {
        let mut flow = self.space.base.clone();
        let mut stated: Stated = vec![];
        let all: Vec<(&'static str, usize)> = LISTS
            .into_iter()
            .flat_map(|list| {
                let count = get(&flow, &steps(list)).map_or(0, |list| entries(list).0.len());
                (0..count).map(move |index| (list, index))
            })
            .collect();
        if all.len() > 1 {
            self.outside(&mut flow, &mut stated);
            for (list, index) in all {
                self.entry(&mut flow, &mut stated, list, index);
            }
        }
        let settled = self.without_unsettled(&flow);
        if self.answer(&settled) == Some(Answer::Undetermined) {
            let rest = self.ask(&settled);
            put(&mut flow, &mut stated, rest);
        }
        match self.answer(&self.without_unsettled(&flow)) {
            Some(reached @ (Answer::Compliant | Answer::NotApplicable)) => {
                (self.needed(stated, reached), Some(reached))
            }
            _ => {
                self.unsettled.clear();
                (vec![], None)
            }
        }
    }

    /// Returns a few statements after which no rule applies to a flow, where none applies yet.
    fn nothing_to_judge(&mut self, flow: &Json, probed: &Probed) -> Stated {
        if is_judged(probed) {
            return vec![];
        }
        let stated = self.ask_for(flow, &[Answer::NotApplicable], STEPS_AN_ENTRY);
        let by_owner: Stated = stated.iter().flat_map(|one| self.owner_of_region(one)).collect();
        let mut flow = flow.clone();
        put(&mut flow, &mut vec![], by_owner.clone());
        if self.answer(&flow) == Some(Answer::NotApplicable) { by_owner } else { stated }
    }

    /// Returns where the operator of a stated region and the head of its group have their seats, in place of the region: more than one
    /// provider is of that kind.
    fn owner_of_region(&self, (path, value): &(String, Json)) -> Stated {
        let unchanged = || vec![(path.clone(), value.clone())];
        let (Some(site), Json::Text(id)) = (path.strip_suffix(".region"), value) else { return unchanged() };
        let declared = &self.space.policy.declared;
        let operator = declared.region(id).and_then(|region| declared.operator_on(region.provider, self.space.as_of));
        let Some(operator) = operator else { return unchanged() };
        let seats = [("seat", operator.seat), ("ultimate_parent", operator.ultimate_parent)];
        let stated = |(fact, place): (&str, Option<Place>)| {
            Some((format!("{site}.operator.{fact}"), Json::Text(place?.code().to_owned())))
        };
        seats.into_iter().filter_map(stated).collect()
    }

    /// States what is missing beside all entries: mostly that lists have no others.
    fn outside(&mut self, flow: &mut Json, stated: &mut Stated) {
        let alone = only(flow, None);
        if self.answer(&alone) != Some(Answer::Undetermined) {
            return;
        }
        let found = self.ask(&alone).into_iter().map(|(path, value)| match whole_list(flow, &path) {
            Some(list) => (path, list),
            None => (path, value),
        });
        put(flow, stated, found.collect());
    }

    /// States what is missing of one entry, as if it were the only one.
    fn entry(&mut self, flow: &mut Json, stated: &mut Stated, list: &'static str, index: usize) {
        let alone = only(flow, Some((list, index)));
        let Some(probed) = self.judge(&alone) else { return };
        if probed.answer != Answer::Undetermined {
            return;
        }
        let own = format!("{list}[0]");
        let lack = Lack { facts: probed.missing.iter().cloned().collect(), is_judged: is_judged(&probed) };
        let mut known = self.of_others(list, &lack, &own);
        if !self.known.iter().any(|known| known.list == list && known.lack == lack) {
            // Statements about an entry of another kind can be absurd here, such as a company in France on a list for the United States.
            known.splice(0..0, Some(self.nothing_to_judge(&alone, &probed)).filter(|stated| !stated.is_empty()));
        }
        let settles = |found: &Stated, asking: &Self| {
            let mut tried = alone.clone();
            state(&mut tried, found)
                && asking
                    .answer(&tried)
                    .is_some_and(|answer| answer != Answer::Undetermined && answer != Answer::NonCompliant)
        };
        let found = match known.iter().find(|found| settles(found, self)) {
            Some(found) => found.clone(),
            None => {
                let nameless = nameless(&alone);
                let found = match self.vain.contains(&nameless) {
                    true => vec![],
                    false => self.one_more(&alone, &known).unwrap_or_else(|| self.ask(&alone)),
                };
                if !settles(&found, self) {
                    self.vain.push(nameless);
                    self.unsettled.push(format!("{list}[{index}]"));
                    return;
                }
                found
            }
        };
        if !self.known.iter().any(|known| known.list == list && known.lack == lack) {
            let stated = found.iter().map(|(path, value)| (relative(path, &own), value.clone())).collect();
            self.known.push(Known { list, lack, stated });
        }
        let own_again = format!("{list}[{index}]");
        let found = found.into_iter().map(|(path, value)| rooted(&(relative(&path, &own), value), &own_again));
        put(flow, stated, found.collect());
    }

    /// Returns what settled other entries of the list, said of this one: first where the same was missing, then what is shortest.
    fn of_others(&self, list: &str, lack: &Lack, own: &str) -> Vec<Stated> {
        let mut known: Vec<&Known> = self.known.iter().filter(|known| known.list == list).collect();
        sort_by_key(&mut known, |known| (known.lack != *lack, known.stated.len()));
        known.into_iter().map(|known| known.stated.iter().map(|one| rooted(one, own)).collect()).collect()
    }

    /// Finds one statement after which what settled another entry settles this one too.
    fn one_more(&mut self, alone: &Json, known: &[Stated]) -> Option<Stated> {
        known.iter().take(MOST_TRIED).find_map(|stated| {
            let mut flow = alone.clone();
            if !state(&mut flow, stated) {
                return None;
            }
            let space = self.space.around(flow);
            let more = within(STEPS_AN_ENTRY.min(*self.steps), self.steps, |steps| {
                one_statement(&space, &[Answer::Compliant], steps)
            });
            let more = more?.changes.into_iter().filter_map(|change| Some((change.path, change.to?)));
            Some(stated.iter().cloned().chain(more).collect())
        })
    }

    /// Finds a small set of statements after which a flow is compliant; where there is none, after which no rule is open.
    fn ask(&mut self, flow: &Json) -> Stated {
        let before = *self.steps;
        let found = self.ask_for(flow, &[Answer::Compliant], STEPS_AN_ENTRY);
        // A search that did not end for the one answer would not end for both.
        let has_ended = before - *self.steps < STEPS_AN_ENTRY;
        let found = match found.is_empty() && has_ended {
            true => self.ask_for(flow, &[Answer::Compliant, Answer::NotApplicable], STEPS_AN_ODD_ENTRY),
            false => found,
        };
        if !found.is_empty() {
            return found;
        }
        let further = self.with_purpose(flow).or_else(|| self.with_destination(flow));
        further.or_else(|| self.as_a_cure(flow)).unwrap_or_default()
    }

    /// Finds statements that settle a flow once transfers without a destination go to the seat of their recipients, as a list of vendors
    /// without places most probably means.
    fn with_destination(&mut self, flow: &Json) -> Option<Stated> {
        let read = self.space.read(flow)?;
        let (mut stated, mut said) = (flow.clone(), vec![]);
        for (path, seat) in
            read.objects.iter().filter_map(|object| Some((format!("{}.to", object.path), seat(&read, object)?)))
        {
            let to = Json::Text(seat.to_owned());
            if set(&mut stated, &steps(&path), to.clone()) {
                said.push((path, to));
            }
        }
        if said.is_empty() {
            return None;
        }
        let is_settled = matches!(self.judge(&stated)?.answer, Answer::Compliant | Answer::NotApplicable);
        let more = if is_settled { vec![] } else { self.ask_for(&stated, &[Answer::Compliant], STEPS_AN_ENTRY) };
        let more = match more.is_empty() && !is_settled {
            true => self.with_purpose(&stated).or_else(|| self.as_a_cure(&stated))?,
            false => more,
        };
        Some(said.into_iter().chain(more).collect())
    }

    /// Finds one statement that settles a flow once it is said what its data are for, where that is missing: most data serve no staff.
    fn with_purpose(&mut self, flow: &Json) -> Option<Stated> {
        let is_missing = self.judge(flow)?.missing.iter().any(|fact| fact == PURPOSE);
        let usual = Json::Array(vec![Json::Text("service".to_owned())]);
        let mut stated = flow.clone();
        if !is_missing || !set(&mut stated, &steps(PURPOSE), usual.clone()) {
            return None;
        }
        let space = self.space.around(stated);
        let most = STEPS_AN_ENTRY.min(*self.steps);
        let more = within(most, self.steps, |steps| one_statement(&space, &[Answer::Compliant], steps))?;
        let more = more.changes.into_iter().filter_map(|change| Some((change.path, change.to?)));
        Some([(PURPOSE.to_owned(), usual)].into_iter().chain(more).collect())
    }

    /// Finds statements that a cure would make or suppose after which a flow is compliant: clauses as they mostly are, where a transfer
    /// needs more of them than a search among all that may be stated finds in so few steps.
    fn as_a_cure(&mut self, flow: &Json) -> Option<Stated> {
        let space = self.space.around(flow.clone());
        let acts = Acts { space: &space, costs: Costs::default(), fixed: &[], passed: RefCell::default() };
        let start = Draft::of(&space.base, vec![])?;
        let most = STEPS_AS_A_CURE.min(*self.steps);
        let draft = within(most, self.steps, |steps| acts.completed(&start, true, steps))?;
        let draft = minimal(&space, &draft).unwrap_or(draft);
        // A cure decides where data go; a question does not send them elsewhere.
        if draft.steps.iter().any(|step| step.path.ends_with(".to")) {
            return None;
        }
        space.settle(self.steps);
        let stated = |step: &Move| Some((step.path.clone(), get(&draft.stated, &steps(&step.path))?.clone()));
        draft.steps.iter().map(stated).collect()
    }

    fn ask_for(&mut self, flow: &Json, wanted: &[Answer], most: u64) -> Stated {
        let space = self.space.around(flow.clone());
        within(most.min(*self.steps), self.steps, |steps| {
            let plan = one_statement(&space, wanted, steps).or_else(|| {
                let goal = |flow: &Json| becomes(&space, wanted, flow);
                let reached = |flow: &Json| answers(&space, wanted, flow);
                let (known, _) = small(&space, &space, (&goal, &reached), *steps, steps);
                Some(other_ways(&space, known?, (&goal, &reached), steps))
            });
            let changes = plan.into_iter().flat_map(|plan| plan.changes);
            changes.filter_map(|change| Some((change.path, change.to?))).collect()
        })
    }

    /// Removes each statement without which the answer stays the same. An entry that is open by itself leaves the flow open, and is
    /// judged for less.
    fn needed(&mut self, mut stated: Stated, reached: Answer) -> Stated {
        for index in (0..stated.len()).rev() {
            let mut fewer = stated.clone();
            let (path, _) = fewer.remove(index);
            let mut flow = self.space.base.clone();
            put(&mut flow, &mut vec![], fewer.clone());
            let entry = entry_of(&path).map(|entry| only(&flow, Some(entry)));
            if entry.is_some_and(|entry| self.answer(&entry) == Some(Answer::Undetermined)) {
                continue;
            }
            let flow = self.without_unsettled(&flow);
            if self.answer(&flow) == Some(reached) {
                stated = fewer;
            }
        }
        stated
    }

    /// Returns the flow without the entries of which nothing was found.
    fn without_unsettled(&self, flow: &Json) -> Json {
        let mut left = flow.clone();
        for list in LISTS {
            let Some(items) = get(flow, &steps(list)).map(|list| entries(list).0) else { continue };
            let is_kept = |index: usize| !self.unsettled.contains(&format!("{list}[{index}]"));
            if (0..items.len()).all(is_kept) {
                continue;
            }
            let kept = items.iter().enumerate().filter(|(index, _)| is_kept(*index)).map(|(_, item)| item.clone());
            set(&mut left, &steps(list), Json::Array(kept.collect()));
        }
        left
    }

    fn judge(&self, flow: &Json) -> Option<Probed> {
        self.space.whole(flow)
    }

    fn answer(&self, flow: &Json) -> Option<Answer> {
        self.space.answer(flow)
    }
}

/// Returns whether some rule applies, whatever the missing facts are.
fn is_judged(probed: &Probed) -> bool {
    probed.stances.iter().any(|stance| stance.applies == Truth::True)
}

/// Finds one statement that settles all, where the open rules leave that possible.
fn one_statement(space: &Space<'_>, wanted: &[Answer], steps: &mut u64) -> Option<Plan> {
    let costs = Costs::default();
    let one = Terms { costs, wanted, most: 1, rule: None, like: None, below: 2 * costs.state };
    cheapest(space, &space.base, &one, None, steps).plans.into_iter().next()
}

fn put(flow: &mut Json, stated: &mut Stated, found: Stated) {
    for (path, value) in found {
        if set(flow, &steps(&path), value.clone()) {
            stated.push((path, value));
        }
    }
}

/// States what settled another entry. False where something else is stated already: what is known is not asked, and not denied.
fn state(flow: &mut Json, found: &Stated) -> bool {
    found.iter().all(|(path, value)| {
        let way = steps(path);
        let is_more = match get(flow, &way) {
            None => true,
            Some(stated) if is_list(stated) && is_list(value) => entries(value).0.starts_with(entries(stated).0),
            Some(stated) => stated == value,
        };
        is_more && set(flow, &way, value.clone())
    })
}

fn is_list(value: &Json) -> bool {
    matches!(value, Json::Array(_)) || key(value, "items").is_some()
}

/// Returns the flow with one entry of one list, or with none at all. Which lists may go on stays as it was.
fn only(flow: &Json, kept: Option<(&str, usize)>) -> Json {
    let mut alone = flow.clone();
    for list in LISTS {
        let Some(stated) = get(flow, &steps(list)) else { continue };
        let (items, _) = entries(stated);
        let kept = kept.filter(|(of, _)| *of == list).and_then(|(_, index)| items.get(index)).cloned();
        let kept = Json::Array(kept.into_iter().collect());
        let fewer = match stated {
            Json::Object(facts) if key(stated, "items").is_some() => {
                let with = |(name, value): &(String, Json)| match name.as_str() {
                    "items" => (name.clone(), kept.clone()),
                    _ => (name.clone(), value.clone()),
                };
                Json::Object(facts.iter().map(with).collect())
            }
            _ => kept,
        };
        set(&mut alone, &steps(list), fewer);
    }
    alone
}

/// Returns the list and the position of the entry that a fact belongs to.
fn entry_of(path: &str) -> Option<(&'static str, usize)> {
    let list = LISTS.into_iter().find(|list| path.strip_prefix(list).is_some_and(|rest| rest.starts_with('[')))?;
    match steps(path).get(1) {
        Some(Step::Index(index)) => Some((list, *index)),
        _ => None,
    }
}

/// Returns the same without names: nothing follows from them where nobody has the name of another.
fn nameless(json: &Json) -> Json {
    match json {
        Json::Object(facts) => {
            let facts = facts.iter().filter(|(key, _)| key != "name");
            Json::Object(facts.map(|(key, value)| (key.clone(), nameless(value))).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(nameless).collect()),
        other => other.clone(),
    }
}

/// Returns all entries of a list as a complete one, where a path is that of a list with entries.
fn whole_list(flow: &Json, path: &str) -> Option<Json> {
    let list = LISTS.into_iter().find(|list| *list == path)?;
    Some(Json::Array(entries(get(flow, &steps(list))?).0.to_vec()))
}

/// Returns where a path lies, told from its entry.
fn relative(path: &str, entry: &str) -> Where {
    match path.strip_prefix(entry) {
        Some(rest) => Where::Entry(rest.to_owned()),
        None => Where::Flow(path.to_owned()),
    }
}

fn rooted((place, value): &(Where, Json), entry: &str) -> (String, Json) {
    let path = match place {
        Where::Entry(rest) => format!("{entry}{rest}"),
        Where::Flow(path) => path.clone(),
    };
    (path, value.clone())
}
