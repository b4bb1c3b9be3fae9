//! Finds the acts for one rule at one place: each act that changes what it read, and each statement of what it lacks.

use super::costs::Costs;
use super::draft::{Draft, Move, Role, Step, differing, entry_of, indexed};
use super::nature::Natured;
use super::needs::Needs;
use super::pact::is_out_of_question;
use super::passed::Passed;
use super::place::{Step as Part, entries, fact_type, get, is_beside, is_fixed, is_within, remove, steps};
use super::plain::oddity;
use super::reopen::reopened;
use super::role::{is_same_person, role, suits_newcomer};
use super::space::Space;
use crate::eval::probe::{Comparisons, Constant, Part as Looked, Probed, Stance};
use crate::flow::exit::{TOTAL, addends};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::vocab::{Kind, Nature, Type};
use std::cell::RefCell;

/// The acts of a space, with their costs.
pub(super) struct Acts<'a, 'p> {
    pub(super) space: &'a Space<'p>,
    pub(super) costs: Costs,
    /// Paths that stay as they are.
    pub(super) fixed: &'a [String],
    /// Facts of which not every value was tried.
    pub(super) passed: RefCell<Passed>,
}

impl Acts<'_, '_> {
    /// Returns every move about a rule at one place; `is_begun` says that something was done there already.
    pub(super) fn about(&self, draft: &Draft, probed: &Probed, stance: &Stance, is_begun: bool) -> Vec<Move> {
        let mut found = vec![];
        let asked = self.as_stated(draft, &probed.asked);
        self.statements(draft, &asked, stance.missing.iter(), &mut found);
        let found = self.all_allowed(draft, found);
        // Once something is done, what is only open is first settled by what is still to be said.
        if stance.violated == Truth::Unknown && is_begun && !found.is_empty() {
            return found;
        }
        let mut changes = vec![];
        self.changes(draft, &asked, stance, &mut changes);
        found.into_iter().chain(self.all_allowed(draft, changes)).collect()
    }

    /// Returns every move that states one of these facts.
    pub(super) fn stating<'s>(
        &self,
        draft: &Draft,
        probed: &Probed,
        missing: impl Iterator<Item = &'s String>,
    ) -> Vec<Move> {
        let mut found = vec![];
        self.statements(draft, &self.as_stated(draft, &probed.asked), missing, &mut found);
        self.all_allowed(draft, found)
    }

    fn all_allowed(&self, draft: &Draft, moves: Vec<Move>) -> Vec<Move> {
        moves.into_iter().filter_map(|steps| self.allowed(draft, steps)).collect()
    }

    /// Returns the steps of a move that say anything new. Nothing where one of them may not be taken.
    fn allowed(&self, draft: &Draft, mut steps: Move) -> Option<Move> {
        let is_said = |step: &Step| get(&draft.stated, &super::place::steps(&step.path)) == step.to.as_ref();
        steps.retain(|step| !is_said(step));
        let is_out = |step: &Step| step.to.as_ref().is_some_and(|to| is_out_of_question(&draft.stated, &step.path, to));
        if steps.iter().any(is_out) {
            return None;
        }
        let steps: Move =
            steps.into_iter().map(|step| reopened(&self.space.policy.declared, &draft.stated, step)).collect();
        let is_new = |step: &Step| {
            let clashes = |known: &Step| {
                let grows = step.role == Role::Closing
                    || step.adds_entries() && (known.path != step.path || known.adds_entries());
                is_within(&known.path, &step.path) && !grows || known.to.is_none() && is_within(&step.path, &known.path)
            };
            !draft.steps.iter().any(clashes)
        };
        let may = |step: &Step| self.may_change(&step.path, step.to.as_ref());
        (!steps.is_empty() && steps.iter().all(|step| is_new(step) && may(step))).then_some(steps)
    }

    fn may_change(&self, path: &str, to: Option<&Json>) -> bool {
        let base = &self.space.base;
        let mut changed = vec![];
        match to {
            Some(to) => differing(path, get(base, &steps(path)), Some(to), &mut changed),
            None => changed.push(path.to_owned()),
        }
        let within = |fixed: &String| to.is_none() && is_within(fixed, path);
        !self.fixed.iter().any(within) && !changed.iter().any(|path| is_fixed(base, self.fixed, path))
    }

    fn as_stated(&self, draft: &Draft, asked: &Comparisons) -> Comparisons {
        let mut moved = Comparisons::new();
        for (path, constants) in asked.iter() {
            moved.add(&draft.as_stated(path), constants.iter().copied());
        }
        moved
    }

    /// States each missing fact, each way.
    fn statements<'s>(
        &self,
        draft: &Draft,
        asked: &Comparisons,
        missing: impl Iterator<Item = &'s String>,
        found: &mut Vec<Move>,
    ) {
        let mut tried = SortedSet::new();
        for path in missing {
            let missing = draft.as_stated(path);
            let Some((first, here)) = self.space.first_of(&draft.stated, &missing) else { continue };
            if here.ty == Type::Object(Kind::Party) && missing != first && tried.insert(missing.clone()) {
                // The flow does not say who the person is; the person's role can be found all the same.
                self.states(draft, asked, &missing, found);
            }
            if tried.insert(first.clone()) {
                self.states(draft, asked, &first, found);
            }
        }
    }

    fn states(&self, draft: &Draft, asked: &Comparisons, path: &str, found: &mut Vec<Move>) {
        let Some(fact) = Natured::of(&self.space.policy.declared, path) else { return };
        if matches!(fact.spot.ty, Type::Object(Kind::Party)) {
            let is_act = fact.nature == Nature::Act || draft.brings_in(path);
            if is_act {
                self.to_somebody(draft, path, None, self.costs.party, found);
            }
            return;
        }
        if matches!(fact.spot.ty, Type::List(_)) {
            return self.states_list(draft, asked, path, &fact, found);
        }
        let is_told = self.is_told(draft, path, &fact);
        if let Some((role, cost)) = role(&fact, draft.brings_in(path), is_told, &self.costs) {
            self.each_value(draft, asked, path, &fact, role, cost, found);
        }
    }

    /// Reports whether a fact says how a tool is agreed that the draft states already: both are one act.
    fn is_told(&self, draft: &Draft, path: &str, fact: &Natured) -> bool {
        let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
        let tool = format!("{owner}.tool");
        fact.is_tool() && draft.steps.iter().any(|step| step.path == tool || step.path == owner)
    }

    /// Closes a list as it is, which has to be found, or adds entries to it, which can be done.
    fn states_list(&self, draft: &Draft, asked: &Comparisons, path: &str, fact: &Natured, found: &mut Vec<Move>) {
        let (known, is_closed) = get(&draft.stated, &steps(path)).map_or((0, false), |list| {
            let (items, is_closed) = entries(list);
            (items.len(), is_closed)
        });
        let question = self.space.of_type(&draft.stated, path, fact.spot, asked);
        question.untried().into_iter().for_each(|what| self.passed.borrow_mut().add(path, what));
        for choice in question.choices {
            let items = entries(&choice.value).0;
            let more = items.len().saturating_sub(known);
            if items.is_empty() && fact.spot.ty == Type::List(Kind::Holder) {
                // That a company is nobody's is no cure.
                continue;
            } else if more > 1 || more == 1 && fact.name() == "transit" {
                // It can grow once more. An entry of `transit` sends the data a further way, which is no cure.
                break;
            } else if more == 0 {
                let role = if draft.brings_in(path) { Role::Detail } else { Role::Closing };
                found.push(vec![Step { role, ..Step::act(path, choice.value, self.costs.find) }]);
            } else if fact.nature == Nature::Act || draft.brings_in(path) {
                let open = [("items", Json::Array(items.to_vec())), ("complete", Json::Bool(false))];
                let open = Json::Object(open.map(|(name, value)| (name.to_owned(), value)).into());
                let to = if is_closed || draft.brings_in(path) { choice.value } else { open };
                found.push(vec![Step::act(path, to, self.costs.of(fact))]);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of one statement")]
    fn each_value(
        &self,
        draft: &Draft,
        asked: &Comparisons,
        path: &str,
        fact: &Natured,
        role: Role,
        cost: u32,
        found: &mut Vec<Move>,
    ) {
        let question = self.space.of_type(&draft.stated, path, fact.spot, asked);
        question.untried().into_iter().for_each(|what| self.passed.borrow_mut().add(path, what));
        for choice in question.choices {
            let fits = role != Role::Detail || suits_newcomer(&draft.stated, path, fact, &choice.value);
            let fits = fits && !is_same_person(&draft.stated, fact, &choice.value);
            if fits && fact.admits(&choice.value, self.space.as_of) {
                let late = match (role, fact.is_rare(&choice.value)) {
                    (Role::Condition, _) => oddity(&self.space.policy.declared, &draft.stated, path, &choice.value),
                    (_, true) => self.costs.add,
                    (_, false) => 0,
                };
                found.push(vec![Step { role, ..Step::act(path, choice.value, cost + late) }]);
            }
        }
    }

    /// Changes what a rule read at one place, and takes its entry out.
    fn changes(&self, draft: &Draft, asked: &Comparisons, stance: &Stance, found: &mut Vec<Move>) {
        let looked = Looked { rule: Some(stance.rule), conditions: &[] };
        let read = self.space.probe(&draft.flow, looked).map(|probed| probed.asked).unwrap_or_default();
        let looks_around = self.space.policy.rules.get(stance.rule).is_none_or(Needs::looks_around);
        let mut moved: SortedSet<String> = SortedSet::new();
        let own = stance.at.split(',').filter(|at| at.ends_with(']') && !at.contains("..."));
        let own: Vec<String> = own.map(|at| draft.as_stated(at)).collect();
        for entry in &own {
            self.moves(draft, entry, &mut moved, found);
        }
        if stance.at.starts_with("transfers[...]") {
            // A site that no transfer names keeps the list of transfers open.
            for list in ["storage", "processing", "access"] {
                let sites = get(&draft.stated, &steps(list)).map_or(0, |list| entries(list).0.len());
                (0..sites).for_each(|index| self.moves(draft, &format!("{list}[{index}]"), &mut moved, found));
            }
        }
        for (path, constants) in read.iter().filter(|(path, _)| looks_around || !is_beside(path, &stance.at)) {
            let path = draft.as_stated(path);
            self.change(draft, asked, &path, constants, found);
            if path == TOTAL {
                // A sum is shortened by shortening one of its parts.
                for addend in addends() {
                    self.change(draft, asked, &addend, constants, found);
                }
            }
            if let Some(entry) = entry_of(&path) {
                self.moves(draft, entry, &mut moved, found);
            }
            for end in path.match_indices('.').map(|(dot, _)| dot).chain([path.len()]) {
                self.person(draft, path.get(..end).unwrap_or_default(), &mut moved, found);
            }
        }
        let list_of = |entry: &String| indexed(entry).map(|(list, _)| list.to_owned());
        let around = read.iter().filter(|(_, constants)| looks_around && constants.contains(&Constant::Entries));
        let lists: SortedSet<String> =
            own.iter().filter_map(list_of).chain(around.map(|(list, _)| draft.as_stated(list))).collect();
        for list in lists.iter() {
            let is_own = |entry: &String| list_of(entry).as_ref() == Some(list);
            let only = (!looks_around).then(|| own.iter().filter(|entry| is_own(entry)).cloned().collect::<Vec<_>>());
            self.taken_out(draft, list, only, found);
        }
    }

    /// Changes a fact that is stated, or supposes that one is found that was not looked for.
    fn change(&self, draft: &Draft, asked: &Comparisons, path: &str, constants: &[Constant], found: &mut Vec<Move>) {
        let Some(stated) = get(&draft.stated, &steps(path)) else { return };
        let Some(fact) = Natured::of(&self.space.policy.declared, path) else { return };
        match (fact.nature, fact.spot.ty) {
            (Nature::Finding, _) if fact.is_unfound(stated) => {
                self.each_value(draft, asked, path, &fact, Role::Condition, self.costs.find, found);
            }
            (Nature::Act, Type::List(_)) if constants.contains(&Constant::Entries) => {
                self.states_list(draft, asked, path, &fact, found);
            }
            // Places and regions move with what belongs to them.
            (Nature::Act, Type::Place | Type::Region) if matches!(fact.spot.kind, Kind::Site | Kind::Transfer) => {}
            (Nature::Act, Type::List(_) | Type::Object(_) | Type::Text) => {}
            // A measure stays what it is: another one is taken beside it.
            (Nature::Act, _) if fact.spot.kind == Kind::Measure && fact.name() == "kind" => {}
            (Nature::Act, ty) => {
                let cost = self.costs.of(&fact);
                self.each_value(draft, asked, path, &fact, Role::Act, cost, found);
                if matches!(ty, Type::Set(_)) {
                    // A set is added to, or another one takes its place.
                    let mut without = draft.clone();
                    remove(&mut without.stated, &steps(path));
                    self.each_value(&without, asked, path, &fact, Role::Act, cost, found);
                }
            }
            (Nature::Finding | Nature::Given, _) => {}
        }
    }

    /// Moves a site, or a transfer.
    fn moves(&self, draft: &Draft, entry: &str, moved: &mut SortedSet<String>, found: &mut Vec<Move>) {
        if !moved.insert(entry.to_owned()) {
            return;
        }
        match fact_type(&self.space.policy.declared, &steps(entry)).map(|here| here.ty) {
            Some(Type::Object(Kind::Site)) => self.of_site(draft, entry, found),
            Some(Type::Object(Kind::Transfer)) => self.of_transfer(draft, entry, found),
            Some(Type::Object(Kind::Supplier)) => self.to_somebody(draft, entry, None, self.costs.party, found),
            _ => {}
        }
    }

    /// Puts another person in a role of which somebody else decides who has it.
    fn person(&self, draft: &Draft, path: &str, moved: &mut SortedSet<String>, found: &mut Vec<Move>) {
        let Some(fact) = Natured::of(&self.space.policy.declared, path) else { return };
        let is_person =
            fact.spot.ty == Type::Object(Kind::Party) && !matches!(steps(path).last(), Some(Part::Index(_)));
        if !is_person || fact.nature != Nature::Act || !moved.insert(path.to_owned()) {
            return;
        }
        let region = path.strip_suffix(".operator").map(|site| format!("{site}.region"));
        let has_region = region.and_then(|region| get(&draft.stated, &steps(&region)).cloned());
        let none = Json::Text("none".to_owned());
        if get(&draft.stated, &steps(path)).is_some() && has_region.is_none_or(|region| region == none) {
            let cost = if path.ends_with(".recipient") { self.costs.recipient } else { self.costs.party };
            self.to_somebody(draft, path, None, cost, found);
        }
    }

    /// Takes entries out of a list, but never the last one.
    fn taken_out(&self, draft: &Draft, list: &str, only: Option<Vec<String>>, found: &mut Vec<Move>) {
        let Some(fact) = Natured::of(&self.space.policy.declared, list) else { return };
        let stated = get(&self.space.base, &steps(list)).map_or(&[][..], |list| entries(list).0);
        let out = draft.steps.iter().filter(|step| step.to.is_none());
        let out = out.filter(|step| indexed(&step.path).is_some_and(|(other, _)| other == list)).count();
        if fact.nature != Nature::Act || stated.len() < 2 + out {
            return;
        }
        for index in 0..stated.len() {
            let entry = format!("{list}[{index}]");
            if only.as_ref().is_none_or(|only| only.contains(&entry)) {
                found.push(vec![Step::taking_out(&entry, self.costs.remove)]);
            }
        }
    }
}
