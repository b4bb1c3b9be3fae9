//! One policy, or two that are compared, one day, and the flows around one flow.

use super::lawful::Lawful;
use super::needs::{Needs, Reach};
use super::passed::Passed;
use super::place::{Step, each_text, entries, fact_type, get, spelled_out, stated_place, steps};
use super::reads::{Reads, adds_up};
use super::regions::Regions;
use crate::atlas::{Place, PlaceSet};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::eval::probe::{Part, Probed, probe};
use crate::eval::{self, Kinds};
use crate::flow::json::Json;
use crate::flow::{Flow, territories};
use crate::policy::{Formula, Policy};
use crate::sorted::SortedMap;
use crate::truth::Truth;
use crate::verdict::Answer;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The work of one step. Work is counted by the evaluator: facts read, entries looked at, tests judged and missing facts
/// passed on. A flow that takes less is one step too.
const WORK_A_STEP: u64 = 4_096;

/// One policy, and what it would say if it applied to everything. So a rule that a flow violates speaks against it whatever
/// else is known, and a search need not ask anew for each kind of flow that the policy applies to.
pub(super) struct Side<'p> {
    pub(super) policy: &'p Policy,
    unconditional: Policy,
}

impl<'p> Side<'p> {
    pub(super) fn new(policy: &'p Policy) -> Side<'p> {
        Side { policy, unconditional: Policy { applies: Formula::Const(true), ..policy.clone() } }
    }

    /// Judges what a flow comes to if the policy applies, whether it does, and whether some other conditions hold; nothing where
    /// the flow has errors. The flow names no groups of places, in some of which it might apply.
    pub(super) fn probe(&self, space: &Space<'_>, flow: &Json, conditions: &[&Formula]) -> Option<Probed> {
        let conditions = [&[&self.policy.applies], conditions].concat();
        space.probe_by(&self.unconditional, flow, Part { rule: None, conditions: &conditions })
    }

    /// Returns whether the verdict is this one.
    pub(super) fn is(&self, probed: &Probed, wanted: Answer) -> Truth {
        let applies = probed.conditions.first().map_or(Truth::True, |(applies, _)| *applies);
        let so = match probed.answer {
            Answer::Undetermined => Truth::Unknown,
            answer => (answer == wanted).into(),
        };
        match wanted {
            Answer::NotApplicable => (!applies).or(so),
            _ => applies.and(so),
        }
    }
}

/// Kinds of places, by the places that a flow states, those that are kinds of their own, and whether regions tell them apart too.
type KnownKinds = SortedMap<(PlaceSet, PlaceSet, bool), Rc<Kinds>>;

/// The flows around one flow.
pub(super) struct Space<'p> {
    pub(super) policy: &'p Policy,
    /// Another policy, of which values have to be told apart too.
    also: Option<&'p Policy>,
    /// The level that is judged.
    pub(super) required: usize,
    /// The day, where the host names it beside the flow.
    host_day: Option<Date>,
    pub(super) as_of: Date,
    /// The flow, spelled out.
    pub(super) base: Json,
    needs: Needs,
    /// Says whether the time to switch is asked for beside what it is made of.
    pub(super) adds_up: bool,
    /// The tests on regions.
    pub(super) regions: Rc<Regions>,
    /// The other facts that are read.
    pub(super) reads: Rc<Reads>,
    /// Kinds of places that were told apart, for all spaces with the same policies and the same day.
    kinds: Rc<RefCell<KnownKinds>>,
    /// The places that texts state, each text read once.
    said: Rc<RefCell<SortedMap<String, Option<Place>>>>,
    /// Says whether only plain values are tried, none that would need an odd world (`plain`).
    pub(super) plain: bool,
    /// True where no value is tried that nobody is asked to affirm (`plain`).
    pub(super) asks: bool,
    /// The values that a cure may state, where nothing else is tried.
    pub(super) lawful: Option<Rc<Lawful>>,
    /// Errors since that was last asked behind which there may be flows that are possible: of flows that are too large, and
    /// of those in which a value that stands for others contradicts the atlas or what follows from other facts, where one
    /// of those others might not.
    limits: RefCell<Passed>,
    /// Says whether two mentions of one person contradict each other in the last flow that had errors.
    is_contradicting: Cell<bool>,
    /// Steps that were taken and are not counted yet.
    steps: Cell<u64>,
}

impl<'p> Space<'p> {
    /// Returns the space around a flow that has been found to be without errors.
    pub(super) fn new(policy: &'p Policy, base: &Json, host_day: Option<Date>, as_of: Date, required: usize) -> Self {
        Space {
            policy,
            also: None,
            required,
            host_day,
            as_of,
            base: spelled_out(base),
            needs: Needs::of(policy, Reach::WithClaims),
            adds_up: adds_up(policy),
            regions: Rc::new(Regions::of(policy)),
            reads: Rc::new(Reads::of(policy)),
            kinds: Rc::default(),
            said: Rc::default(),
            plain: false,
            asks: false,
            lawful: None,
            limits: RefCell::default(),
            is_contradicting: Cell::new(false),
            steps: Cell::new(0),
        }
    }

    /// Returns the space around the flow of which nothing but the day is known.
    pub(super) fn empty(policy: &'p Policy, day: Date, required: usize) -> Self {
        let base = Json::Object(vec![("as_of".to_owned(), Json::Text(day.to_string()))]);
        Space::new(policy, &base, None, day, required)
    }

    /// Returns the same, for one rule at a time.
    pub(super) fn rule_by_rule(&self) -> Space<'p> {
        Space {
            needs: Needs::of(self.policy, Reach::OneRule),
            lawful: self.lawful.clone(),
            regions: self.regions.clone(),
            reads: self.reads.clone(),
            base: self.base.clone(),
            kinds: self.kinds.clone(),
            said: self.said.clone(),
            limits: RefCell::default(),
            is_contradicting: Cell::new(false),
            steps: Cell::new(0),
            ..*self
        }
    }

    /// Returns the same, with plain values alone.
    pub(super) fn plainly(&self) -> Space<'p> {
        Space {
            plain: true,
            needs: self.needs.clone(),
            lawful: self.lawful.clone(),
            regions: self.regions.clone(),
            reads: self.reads.clone(),
            base: self.base.clone(),
            kinds: self.kinds.clone(),
            said: self.said.clone(),
            limits: RefCell::default(),
            is_contradicting: Cell::new(false),
            steps: Cell::new(0),
            ..*self
        }
    }

    /// Returns the same, without values that nobody is asked to affirm.
    pub(super) fn asking(&self) -> Space<'p> {
        Space { plain: self.plain, asks: true, ..self.plainly() }
    }

    /// Returns the same around another flow.
    pub(super) fn around(&self, base: Json) -> Space<'p> {
        Space { base, plain: self.plain, ..self.plainly() }
    }

    /// Returns the space around another flow in which nothing is stated but what a cure may state.
    pub(super) fn lawfully(&self, lawful: Rc<Lawful>, base: Json) -> Space<'p> {
        Space { lawful: Some(lawful), base, plain: false, ..self.plainly() }
    }

    /// Returns the same, for flows that no rule speaks against.
    pub(super) fn of_claims(self) -> Space<'p> {
        Space { needs: Needs::of_claims_alone(self.policy), ..self }
    }

    /// Returns the same, for flows that violate a rule, and that no rule of the other policy speaks against.
    pub(super) fn of_rule(self, rule: &str, violated: &Policy, other: &Policy) -> Space<'p> {
        Space { needs: Needs::of_rule_alone(rule, violated, other), ..self }
    }

    /// Returns the same, with what another policy tells apart.
    pub(super) fn beside(self, other: &'p Policy) -> Space<'p> {
        let needs = Needs::of(self.policy, Reach::AllRules).and(&Needs::of(other, Reach::AllRules));
        let mut regions = Regions::of(other);
        regions.join(&self.regions);
        let mut reads = Reads::of(other);
        reads.join(&self.reads);
        let adds_up = self.adds_up || adds_up(other);
        // Other kinds of places are told apart.
        let kinds = Rc::default();
        Space { also: Some(other), needs, adds_up, regions: Rc::new(regions), reads: Rc::new(reads), kinds, ..self }
    }

    /// Judges what a flow comes to; nothing where it has errors.
    pub(super) fn probe(&self, flow: &Json, part: Part<'_>) -> Option<Probed> {
        self.probe_by(self.policy, flow, part)
    }

    /// Judges what a flow comes to by one of the policies.
    pub(super) fn probe_by(&self, policy: &Policy, flow: &Json, part: Part<'_>) -> Option<Probed> {
        self.without_errors(self.judge(policy, flow, part))
    }

    /// Judges a flow, and counts the steps that it takes.
    fn judge(&self, policy: &Policy, flow: &Json, part: Part<'_>) -> Result<Probed, Vec<Diagnostic>> {
        let read = Flow::read(flow, &policy.declared, self.host_day).inspect_err(|_| self.count(size(flow)))?;
        let facts: usize = read.objects.iter().map(|object| 1 + object.facts.len()).sum();
        let required = self.required.min(policy.levels.len().saturating_sub(1));
        let mut work = facts as u64;
        let judged = probe(policy, read, required, part, &mut work);
        self.count(work);
        judged
    }

    /// Reads a flow; nothing where it has errors.
    pub(super) fn read(&self, flow: &Json) -> Option<Flow> {
        Flow::read(flow, &self.policy.declared, self.host_day).ok()
    }

    /// Counts the work on one flow.
    fn count(&self, work: u64) {
        self.steps.set(self.steps.get() + (work / WORK_A_STEP).max(1));
    }

    /// Steps that were taken since they were last taken off a budget.
    pub(super) fn pending(&self) -> u64 {
        self.steps.get()
    }

    /// Takes the steps that were taken off a budget. How many there were.
    pub(super) fn settle(&self, budget: &mut u64) -> u64 {
        let taken = self.steps.take();
        *budget = budget.saturating_sub(taken);
        taken
    }

    /// Returns whether in the last flow that had errors two mentions of one person contradict each other.
    pub(super) fn is_contradicting(&self) -> bool {
        self.is_contradicting.take()
    }

    /// Returns what hides flows that are possible, since that was last asked.
    pub(super) fn limits(&self) -> Passed {
        self.limits.take()
    }

    /// Judges the flow itself.
    ///
    /// # Errors
    /// Every error of the flow.
    pub(super) fn first(&self) -> Result<Probed, Vec<Diagnostic>> {
        self.judge(self.policy, &self.base, Part { rule: None, conditions: &[] })
    }

    /// Judges what a flow comes to by all rules.
    pub(super) fn whole(&self, flow: &Json) -> Option<Probed> {
        self.probe(flow, Part { rule: None, conditions: &[] })
    }

    /// Judges the answer alone, which takes less than judging what a flow comes to; nothing where it has errors.
    pub(super) fn answer(&self, flow: &Json) -> Option<Answer> {
        let policy = self.policy;
        let judged = Flow::read(flow, &policy.declared, self.host_day);
        let judged = judged.inspect_err(|_| self.count(size(flow))).and_then(|read| {
            let mut work = read.objects.iter().map(|object| 1 + object.facts.len() as u64).sum();
            let required = self.required.min(policy.levels.len().saturating_sub(1));
            let answer = eval::answer(policy, read, required, &mut work);
            self.count(work);
            answer
        });
        self.without_errors(judged)
    }

    /// Returns what was judged, and notes the errors of a flow that has some.
    fn without_errors<T>(&self, judged: Result<T, Vec<Diagnostic>>) -> Option<T> {
        if let Err(errors) = &judged {
            errors.iter().for_each(|error| self.limits.borrow_mut().add_error(error));
            self.is_contradicting.set(errors.iter().any(|error| error.code == "L0505"));
        }
        judged.ok()
    }

    /// Collects every place that a flow states.
    pub(super) fn stated_places(&self, flow: &Json) -> PlaceSet {
        let (mut found, mut said) = (PlaceSet::empty(), self.said.borrow_mut());
        each_text(flow, &mut |text| {
            let place = said.get(text).copied().unwrap_or_else(|| {
                let place = stated_place(text);
                said.insert(text.clone(), place);
                place
            });
            place.into_iter().for_each(|place| found.insert(place));
        });
        found
    }

    /// Places by kind, as far as a flow matters to that; `named` ones are kinds of their own. Where a place is that of a site
    /// of which a region may yet be stated (`sited`), they differ by the regions that lie there too.
    pub(super) fn kinds(&self, flow: &Json, named: &[Place], sited: bool) -> Rc<Kinds> {
        let mut alone = PlaceSet::empty();
        named.iter().for_each(|place| alone.insert(*place));
        let key = (self.stated_places(flow), alone, sited);
        if let Some(known) = self.kinds.borrow().get(&key) {
            return known.clone();
        }
        let regions = if sited { self.regions.apart(&self.policy.declared, self.as_of) } else { vec![] };
        let apart = [&territories(self.as_of), regions.as_slice()].concat();
        let of = |policy| Kinds::new(policy, self.as_of, key.0, alone, &apart);
        let own = of(self.policy);
        let found = Rc::new(self.also.map_or_else(|| own.clone(), |also| own.and(&of(also))));
        self.kinds.borrow_mut().insert(key, found.clone());
        found
    }

    /// Returns how many entries a list that has `now` may be given in all, and whether more could make no difference.
    pub(super) fn may_grow(&self, path: &str, now: usize) -> (usize, bool) {
        let way = steps(path);
        let stated = get(&self.base, &way).map_or(0, |list| entries(list).0.len());
        let here = way.split_last().and_then(|(last, _)| match last {
            Step::Key(name) => fact_type(&self.policy.declared, &way).map(|spot| (spot.kind, *name)),
            Step::Index(_) => None,
        });
        let (most, whole) = here.map_or((0, false), |(kind, name)| self.needs.growth(kind, name));
        ((stated + most).max(now), whole)
    }
}

/// Counts the values that a flow states, entries and objects counted in.
fn size(flow: &Json) -> u64 {
    match flow {
        Json::Array(items) => 1 + items.iter().map(size).sum::<u64>(),
        Json::Object(entries) => 1 + entries.iter().map(|(_, value)| size(value)).sum::<u64>(),
        _ => 1,
    }
}
