//! Completes a draft by lawful statements alone.
//!
//! Once what is done has settled every rule that was violated, other rules are often open, since a flow seldom states all
//! that its policy asks. What they lack is then stated together: acts, what is said of somebody or something that an act
//! brings in, and conditions. `search` finds a completion with which the flow is compliant; it learns from each failure,
//! which the search for one place (`treat`) does not.

use super::acts::Acts;
use super::draft::{Draft, Role, Step, brings_in, closed};
use super::exact::still_open;
use super::frame::Judged;
use super::lawful::Lawful;
use super::minimal_questions::shorter;
use super::nature::Natured;
use super::place::{entries, get, is_fixed, set, steps};
use super::role::role;
use super::search::{Progress, Search};
use super::space::Space;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::{Kind, Type};
use std::rc::Rc;

/// Reports whether a rule is judged at the place that is settled.
pub(super) type Here<'h> = dyn Fn(&Stance) -> bool + 'h;

impl Lawful {
    /// Reports whether a fact that a rule lacks, or one on the way to it, can be stated at all.
    fn can_state(&self, space: &Space<'_>, flow: &Json, missing: &str) -> bool {
        let Some((path, _)) = space.first_of(flow, missing) else { return false };
        let Some(fact) = Natured::of(&space.policy.declared, &path) else { return false };
        let stated = self.draft.as_stated(&path);
        !is_fixed(&self.base, &self.fixed, &stated) && self.role_of(flow, &path, &fact).is_some()
    }

    /// Judges a flow: it is out of the question where an open rule lacks nothing that can be stated. With `at` the rules there alone
    /// are judged.
    fn judge(&self, space: &Space<'_>, flow: &Json, at: Option<&Here<'_>>) -> Option<Judged> {
        let probed = space.whole(flow)?;
        let answer = match at {
            Some(is_here) if probed.answer != Answer::NotApplicable => {
                let here = probed.stances.iter().filter(|stance| is_here(stance));
                match here.map(|stance| stance.violated).fold(Truth::False, Truth::or) {
                    Truth::True => Answer::NonCompliant,
                    Truth::False => Answer::Compliant,
                    Truth::Unknown => Answer::Undetermined,
                }
            }
            _ => probed.answer,
        };
        let (truth, missing) = match answer {
            Answer::Compliant => (Truth::True, vec![]),
            Answer::NonCompliant | Answer::NotApplicable => (Truth::False, vec![]),
            Answer::Undetermined => match self.wanted(space, flow, &probed, at) {
                Ok(missing) => (Truth::Unknown, missing),
                Err(_) => (Truth::False, vec![]),
            },
        };
        Some(Judged { truth, missing, open: Some(still_open(&probed)), asked: probed.asked })
    }

    /// Returns the facts that can be stated of those that the first open rule lacks.
    ///
    /// # Errors
    /// A rule that lacks none.
    fn wanted(
        &self,
        space: &Space<'_>,
        flow: &Json,
        probed: &Probed,
        at: Option<&Here<'_>>,
    ) -> Result<Vec<String>, Option<Stance>> {
        let can = |missing: &&String| self.can_state(space, flow, missing);
        let mut best: Option<((bool, bool, usize), Vec<String>)> = None;
        let is_here = |stance: &&Stance| at.is_none_or(|is_here| is_here(stance));
        for stance in probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown).filter(is_here) {
            let all: Vec<String> = stance.missing.iter().filter(can).cloned().collect();
            if all.is_empty() {
                return Err(Some(stance.clone()));
            }
            let key = (stance.at.contains("[...]"), stance.at.is_empty(), all.len());
            if best.as_ref().is_none_or(|(known, _)| key < *known) {
                best = Some((key, all));
            }
        }
        match best {
            Some((_, missing)) => Ok(missing),
            None => {
                let all: Vec<String> = probed.missing.iter().filter(can).cloned().collect();
                if all.is_empty() { Err(None) } else { Ok(all) }
            }
        }
    }
}

impl Acts<'_, '_> {
    /// Returns a draft with statements after which the flow is compliant, with plain conditions alone or with any.
    pub(super) fn completed(&self, draft: &Draft, is_plain: bool, budget: &mut u64) -> Option<Draft> {
        let whole = self.stated(draft, is_plain, None, budget)?;
        let is_compliant = self.space.answer(&whole.flow) == Some(Answer::Compliant);
        self.space.settle(budget);
        is_compliant.then_some(whole)
    }

    /// Returns a draft with statements after which no rule is open at one place.
    pub(super) fn completed_at(&self, draft: &Draft, is_here: &Here<'_>, budget: &mut u64) -> Option<Draft> {
        self.stated(draft, true, Some(is_here), budget)
    }

    /// Returns a draft with what has to be stated so that no rule is open, or none at one place.
    fn stated(&self, draft: &Draft, is_plain: bool, at: Option<&Here<'_>>, budget: &mut u64) -> Option<Draft> {
        let lawful = Rc::new(self.lawful(draft, is_plain));
        let space = self.space.lawfully(lawful.clone(), draft.flow.clone());
        let goal = |flow: &Json| lawful.judge(&space, flow, at);
        let mut search = Search::from(draft.flow.clone());
        let Progress::Found(_) = search.next(&space, &goal, budget) else { return None };
        let stated = shorter(&draft.flow, search.enough(&space, &goal, budget), &goal);
        space.settle(budget);
        let mut flow = draft.flow.clone();
        let mut all = vec![];
        for (path, value) in stated {
            self.as_steps(&lawful, draft, &flow, (&path, &value), &mut all)?;
            set(&mut flow, &steps(&path), value);
        }
        draft.and(&self.space.base, all)
    }

    /// Returns the open rule that lacks nothing that can be stated, if there is any: something has to be done about it.
    pub(super) fn stuck(&self, draft: &Draft, probed: &Probed) -> Option<Stance> {
        self.lawful(draft, false).wanted(self.space, &draft.flow, probed, None).err().flatten()
    }

    fn lawful(&self, draft: &Draft, is_plain: bool) -> Lawful {
        Lawful { base: self.space.base.clone(), draft: draft.clone(), fixed: self.fixed.to_vec(), is_plain }
    }

    /// Adds the steps that a statement comes to. Nothing where it is none that a cure may make.
    fn as_steps(
        &self,
        lawful: &Lawful,
        draft: &Draft,
        flow: &Json,
        (path, value): (&str, &Json),
        all: &mut Vec<Step>,
    ) -> Option<()> {
        let stated = draft.as_stated(path);
        let fact = Natured::of(&self.space.policy.declared, path)?;
        let is_new = brings_in(&self.space.base, flow, path, &stated);
        let (role, cost) = match fact.spot.ty {
            Type::List(_) => return self.list_steps(draft, &stated, (path, value), (flow, is_new), &fact, all),
            Type::Object(Kind::Party) if is_new => (Role::Detail, self.costs.state),
            Type::Object(Kind::Party) => (Role::Condition, 2 * self.costs.find),
            _ => role(&fact, is_new, fact.is_tool() && lawful.changes_tool(flow, path), &self.costs)?,
        };
        all.push(Step { role, ..Step::act(&stated, value.clone(), cost) });
        Some(())
    }

    fn list_steps(
        &self,
        draft: &Draft,
        stated: &str,
        (path, value): (&str, &Json),
        (flow, is_new): (&Json, bool),
        fact: &Natured,
        all: &mut Vec<Step>,
    ) -> Option<()> {
        let (now, is_closed) = get(flow, &steps(path)).map_or((0, false), |list| {
            let (items, is_closed) = entries(list);
            (items.len(), is_closed)
        });
        let more = entries(value).0.len().checked_sub(now)?;
        let known = get(&draft.stated, &steps(stated)).map_or(&[][..], |list| entries(list).0);
        let added = std::iter::repeat_n(Json::Object(vec![]), more);
        let items = Json::Array(known.iter().cloned().chain(added).collect());
        let closing = if is_new { Role::Detail } else { Role::Closing };
        // Nobody acquires a holder in order to comply: who holds a company is found.
        let is_found = more == 0 || fact.spot.ty == Type::List(Kind::Holder);
        if is_found || is_new || is_closed {
            let role = match more {
                0 => closing,
                _ if is_found && !is_new => Role::Condition,
                _ => Role::Act,
            };
            let cost = if is_found { self.costs.find } else { self.costs.of(fact) * more as u32 };
            let like = if matches!(value, Json::Object(_)) { closed(Some(&items), Some(value)) } else { items };
            all.push(Step { role, ..Step::act(stated, like, cost) });
            return Some(());
        }
        let open = [("items", items.clone()), ("complete", Json::Bool(false))];
        let open = Json::Object(open.map(|(name, value)| (name.to_owned(), value)).into());
        all.push(Step::act(stated, open, self.costs.of(fact) * more as u32));
        all.push(Step { role: Role::Closing, ..Step::act(stated, items, self.costs.find) });
        Some(())
    }
}
