//! Policy and flow to verdict: three values, no short circuit, every missing fact named. And to the answer alone, by the same fold
//! (`decide`), which then stops where it is settled.

mod choice;
mod count;
mod decide;
mod entries;
mod env;
mod formula;
mod instance;
mod judged;
mod known;
mod missing;
mod note;
mod noted;
mod party;
mod paths;
pub(crate) mod probe;
mod reading;
mod set;
#[cfg(feature = "arrow")]
mod short;
mod site;
mod tally;
mod test;
mod texts;
mod total;
mod trace;
mod words;

pub(crate) use choice::Kinds;
pub(crate) use decide::answer;
#[cfg(feature = "arrow")]
pub(crate) use decide::decide_first;
pub use decide::{Decision, decide};
#[cfg(feature = "arrow")]
pub(crate) use short::shortly;
pub use trace::{ExceptionTruth, Trace, trace};

use crate::diag::Diagnostic;
use crate::flow::{Flow, ObjectId, Value};
use crate::policy::{Entries, Formula, Policy, Step};
use crate::sorted::SortedSet;
use crate::verdict::Verdict;
use entries::Entity;
use env::Env;
use std::cell::{Cell, OnceCell, RefCell};

/// Tests, entries and instances that one verdict may take: never time, so that verdicts are the same everywhere.
const MAX_STEPS: u64 = 20_000_000;
/// The steps that count for one whose reasons are kept.
const EXPLAINED: u64 = 3;
/// The steps that count for a missing fact that is passed on.
const CARRIED: usize = 2;

/// Judges one flow by one policy. `level` names the level required; the highest when absent.
///
/// # Errors
/// A flow that contradicts a derivation, a level that is not there, or a flow that takes more than a bounded number of steps.
pub fn evaluate(policy: &Policy, flow: Flow, level: Option<&str>) -> Result<Verdict, Vec<Diagnostic>> {
    let required = required_level(policy, level)?;
    judge(policy, flow, required, &mut None)
}

/// Judges each choice of the flow, and explains the first of the worst. Notes how exceptions answered where that is asked.
fn judge(
    policy: &Policy,
    mut flow: Flow,
    required: usize,
    trace: &mut Option<Vec<ExceptionTruth>>,
) -> Result<Verdict, Vec<Diagnostic>> {
    let ledger = Ledger::default();
    let choices = choice::combinations(policy, &flow)?;
    let errors = contradictions(policy, &mut flow, &choices, &ledger);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut tally = tally::Tally::new(policy, required);
    let instances = if flow.choices.is_empty() {
        let instances =
            run(&Eval { policy, flow: &flow, chosen: &[], ledger: &ledger, pace: Pace::Once, asked: None }, trace)?;
        tally.add(&[], &instances);
        instances
    } else {
        for chosen in choices.iter() {
            let eval = Eval { policy, flow: &flow, chosen: &chosen, ledger: &ledger, pace: Pace::Quiet, asked: None };
            tally.add(&chosen, &run(&eval, &mut None)?);
        }
        let worst = tally.worst();
        run(&Eval { policy, flow: &flow, chosen: &worst, ledger: &ledger, pace: Pace::Explains, asked: None }, trace)?
    };
    noted::note(&mut flow);
    Ok(tally.verdict(&flow, instances, &ledger))
}

/// Returns the instances of one choice.
fn run(eval: &Eval<'_>, trace: &mut Option<Vec<ExceptionTruth>>) -> Result<Vec<instance::Instance>, Vec<Diagnostic>> {
    let instances = instance::run(eval, trace);
    if eval.is_exhausted() { Err(exhausted()) } else { Ok(instances) }
}

fn exhausted() -> Vec<Diagnostic> {
    let error = Diagnostic::flow("L0591", "", format!("judging this flow takes more than {MAX_STEPS} steps"));
    vec![error.help("split the flow, or state fewer entries and fewer groups of places")]
}

pub(crate) fn required_level(policy: &Policy, level: Option<&str>) -> Result<usize, Vec<Diagnostic>> {
    let highest = policy.levels.len().saturating_sub(1);
    let Some(name) = level else { return Ok(highest) };
    policy.levels.iter().position(|known| known == name).ok_or_else(|| {
        let error = Diagnostic::flow("L0514", "", format!("the policy has no level `{name}`"));
        let help = if policy.levels.is_empty() {
            "it has no levels: name none".to_owned()
        } else {
            format!("one of {}", policy.levels.join(", "))
        };
        vec![error.help(help)]
    })
}

/// Reports stated facts that their derivation excludes, unless the flow says `instead`.
fn contradictions(
    policy: &Policy,
    flow: &mut Flow,
    choices: &choice::Combinations,
    ledger: &Ledger,
) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let mut overruling = Vec::new();
    let first: Vec<_> = choices.iter().next().unwrap_or_default();
    for derivation in &policy.derivations {
        for (index, object) in flow.objects.iter().enumerate().filter(|(_, object)| object.kind == derivation.kind) {
            let Some(Value::YesNo(stated)) = object.facts.get(&derivation.field) else { continue };
            let derive = |chosen: &[crate::atlas::Place], pace| {
                let eval = Eval { policy, flow, chosen, ledger, pace, asked: None };
                let entity = Entity::Object(crate::flow::ObjectId(index as u32));
                let derived = eval.formula(&derivation.rule, &mut Env::of(vec![entity]));
                let because: Vec<String> =
                    derived.because.into_iter().map(|reason| words::fact(&eval, reason.fact)).collect();
                (derived.truth == crate::truth::Truth::from(!stated), because)
            };
            // If places are open, only facts that every choice excludes count.
            let contradicts = choices.iter().all(|chosen| derive(&chosen, Pace::Quiet).0);
            let step = Step { kind: derivation.kind, field: derivation.field };
            let mut path = object.path.clone();
            words::step(&mut path, policy, step);
            // Nobody knows better that something is there and nowhere.
            let is_firm = *stated && derivation.rule.needs_entry();
            if contradicts && !is_firm && flow.instead.contains(&path) {
                overruling.push(path);
            } else if contradicts {
                let what = if *stated { "no" } else { "yes" };
                let (_, mut because) = derive(&first, Pace::Explains);
                let mut way_out = format!("correct it, or list \"{path}\" under `instead` when you know better");
                if *stated {
                    // Lists in which no entry is found exclude it, more than what is said of those that there are.
                    let mut lists = vec![];
                    add_lists(&derivation.rule, &mut lists);
                    if is_firm {
                        way_out = "add the entry that is missing there, or correct this".to_owned();
                    } else if !lists.is_empty() {
                        way_out.insert_str(0, "add the entry that is missing there, ");
                    }
                    if !lists.is_empty() {
                        because = lists;
                    }
                }
                let mut seen = SortedSet::new();
                because.retain(|fact| seen.insert(fact.clone()));
                let (at, subject) = said_at(policy, object, step).unwrap_or_else(|| (path.clone(), "this".to_owned()));
                let message = format!("from {} it follows that {subject} is {what}", because.join(", "));
                errors.push(Diagnostic::flow("L0507", at, message).help(way_out));
            }
        }
    }
    flow.overruling.extend(overruling);
    errors
}

/// Returns where an object states a value that says of one of its facts that it is yes, and what says so in words.
fn said_at(policy: &Policy, object: &crate::flow::Object, said: Step) -> Option<(String, String)> {
    let mut saying = crate::vocab::SAYING.iter();
    let saying = saying.find(|saying| saying.said == said.field.0 && saying.is_met(object))?;
    let path = |field| {
        let mut path = object.path.clone();
        words::step(&mut path, policy, Step { field, ..said });
        path
    };
    let name = said.kind.facts().get(usize::from(saying.said))?.name;
    Some((path(crate::policy::Field(saying.fact)), format!("`{name}`, which this says,")))
}

/// Adds the lists of the flow that a condition ranges over.
fn add_lists(formula: &Formula, lists: &mut Vec<String>) {
    match formula {
        Formula::Not(inner) => add_lists(inner, lists),
        Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| add_lists(part, lists)),
        Formula::Quantified(quantified) => add_list(&quantified.from, lists),
        Formula::Defined(defined) => add_lists(&defined.formula, lists),
        Formula::Const(_) | Formula::Atom(_) | Formula::Derived(_) => {}
    }
}

fn add_list(from: &Entries, lists: &mut Vec<String>) {
    match from {
        Entries::Path(path) => {
            let fact = path.steps.last().and_then(|step| step.kind.facts().get(usize::from(step.field.0)));
            lists.extend(fact.map(|fact| fact.name.to_owned()));
        }
        Entries::Joined(parts) => parts.iter().for_each(|part| add_list(part, lists)),
        Entries::Filtered { from, .. } => add_list(from, lists),
    }
}

/// The state kept while a flow is judged, over all its choices.
#[derive(Default)]
struct Ledger {
    steps: Cell<u64>,
    paths: RefCell<paths::Paths>,
    /// The parties that are taken to be another than the exporter since nobody says that they are the exporter.
    assumed: RefCell<SortedSet<ObjectId>>,
    /// The outcomes of definitions.
    answers: RefCell<known::Answers>,
    /// The group places that were looked at since a definition was begun.
    looked: Cell<known::Looked>,
    /// The territory of each law on the flow's day, once it is asked.
    territories: OnceCell<[crate::atlas::PlaceSet; 3]>,
}

/// One policy, one flow, one choice of group places.
pub(super) struct Eval<'e> {
    policy: &'e Policy,
    flow: &'e Flow,
    /// The place that each choice of the flow is taken to be.
    chosen: &'e [crate::atlas::Place],
    ledger: &'e Ledger,
    pace: Pace,
    /// The notes of the tests on each fact, for analyses.
    asked: Option<&'e RefCell<note::Notes>>,
}

/// Says whether the facts that decide are gathered; without them it is the same, but faster.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// They are not, nor which facts are missing: evaluation stops where a truth is settled.
    Decides,
    /// They are not.
    Quiet,
    /// They are, of a choice that was judged before.
    Explains,
    /// They are, of the only choice: its steps count as if it had been judged before too, so that no flow comes to more
    /// steps because one of its places is a group.
    Once,
}

impl Pace {
    /// Returns as how many steps one counts.
    fn weight(self) -> u64 {
        match self {
            Pace::Decides | Pace::Quiet => 1,
            Pace::Explains => EXPLAINED,
            Pace::Once => 1 + EXPLAINED,
        }
    }
}

impl Eval<'_> {
    /// Counts one step.
    fn step(&self) {
        self.take_steps(1);
    }

    /// Counts as many steps as there are entries or members to look at.
    fn take_steps(&self, count: usize) {
        let steps = count as u64 * self.pace.weight();
        self.ledger.steps.set(self.ledger.steps.get().saturating_add(steps));
    }

    /// Counts what it takes to pass on the missing facts of a condition.
    fn carry(&self, judged: &judged::Judged<'_>) {
        self.take_steps(judged.missing.len() * CARRIED);
    }

    /// Returns whether the facts that decide are gathered.
    fn explains(&self) -> bool {
        matches!(self.pace, Pace::Explains | Pace::Once)
    }

    fn is_exhausted(&self) -> bool {
        self.ledger.steps.get() >= MAX_STEPS
    }
}
