//! A cure that is found quickly: what the violated rules read is taken back, the flow is completed so that it complies, and
//! whatever can stay as it was is put back.
//!
//! That what is settled stays settled when facts are added is what makes it work: of the facts that were taken back and not
//! needed, none can spoil what was reached.

use super::costs::Costs;
use super::exact::becomes;
use super::place::{Spot, entries, get, remove, set, spot, steps};
use super::plan::{Change, Plan};
use super::search::{Progress, Search};
use super::space::Space;
use crate::eval::probe::{Asked, Constant, Part, Probed};
use crate::flow::json::Json;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::Type;

/// What may be changed, and at what cost.
pub(super) struct Relaxed<'r, 'p> {
    pub(super) space: &'r Space<'p>,
    pub(super) costs: Costs,
    /// Whether a path stays as it is.
    pub(super) stays: &'r dyn Fn(&str) -> bool,
}

impl Relaxed<'_, '_> {
    /// A plan after which the flow is compliant, of which no change can be left out: of what the violated rules read, or
    /// where that is not enough, of what any rule read.
    pub(super) fn cure(&self, before: &Probed, budget: &mut u64) -> Option<Plan> {
        let violated = |rule: &usize| before.stances.iter().any(|s| s.rule == *rule && s.violated == Truth::True);
        let all = 0..self.space.policy.rules.len();
        let some: Vec<usize> = all.clone().filter(violated).collect();
        [some, all.collect()].iter().find_map(|rules| {
            let mut half = *budget / 2;
            *budget -= half;
            let plan = self.completed(rules, &mut half);
            *budget += half;
            plan
        })
    }

    fn completed(&self, rules: &[usize], budget: &mut u64) -> Option<Plan> {
        let compliant = |flow: &Json| becomes(self.space, &[Answer::Compliant], flow);
        let mut search = Search::from(self.without(rules));
        let Progress::Found(_) = search.next(self.space, &compliant, budget) else { return None };
        if search.stated().any(|(path, _)| (self.stays)(path)) {
            return None;
        }
        self.least(search.stated().map(|(path, value)| self.as_changes(path, value)).collect())
    }

    /// The flow without what these rules read, as far as it may change; lists they run over may have more entries.
    fn without(&self, rules: &[usize]) -> Json {
        let base = &self.space.base;
        let mut flow = base.clone();
        for rule in rules {
            let part = Part { rule: Some(*rule), conditions: &[] };
            let asked = self.space.probe(base, part).map(|probed| probed.asked).unwrap_or_default();
            for (path, constants) in asked.iter().filter(|(path, _)| !(self.stays)(path)) {
                let site = path.strip_suffix(".place").map(|site| format!("{site}.region"));
                let region = site.filter(|region| get(base, &steps(region)).is_some() && !(self.stays)(region));
                let way = steps(path);
                match (self.changeable(path), get(&flow, &way)) {
                    (Some(Spot { ty: Type::List(_), .. }), Some(list)) if constants.contains(&Constant::Entries) => {
                        let items = Json::Array(entries(list).0.to_vec());
                        let open = vec![("items".to_owned(), items), ("complete".to_owned(), Json::Bool(false))];
                        set(&mut flow, &way, Json::Object(open));
                    }
                    (Some(Spot { ty: Type::List(_), .. }), _) | (None, _) => {}
                    _ => {
                        remove(&mut flow, &way);
                        if let Some(region) = region {
                            remove(&mut flow, &steps(&region));
                        }
                    }
                }
            }
        }
        flow
    }

    /// A fact that a cure may change.
    fn changeable(&self, path: &str) -> Option<Spot> {
        let here = spot(&self.space.policy.declared, &steps(path))?;
        (!matches!(here.ty, Type::Object(_) | Type::Text) && path != "as_of").then_some(here)
    }

    /// The ways to state the same in the flow as it was: of a list, the entries that it had and as many more; of a place
    /// that a region told, another region, or none.
    fn as_changes(&self, path: &str, value: &Json) -> Vec<Vec<(String, Json)>> {
        let base = &self.space.base;
        if let Json::Array(items) = value
            && let Some(Spot { ty: Type::List(_), .. }) = spot(&self.space.policy.declared, &steps(path))
        {
            let known = get(base, &steps(path)).map_or(&[][..], |list| entries(list).0);
            let more = std::iter::repeat_n(Json::Object(vec![]), items.len().saturating_sub(known.len()));
            return vec![vec![(path.to_owned(), Json::Array(known.iter().cloned().chain(more).collect()))]];
        }
        let stated = (path.to_owned(), value.clone());
        let region = path.strip_suffix(".place").map(|site| format!("{site}.region"));
        let Some(region) = region.filter(|region| get(base, &steps(region)).is_some()) else {
            return vec![vec![stated]];
        };
        let mut elsewhere = base.clone();
        remove(&mut elsewhere, &steps(&region));
        set(&mut elsewhere, &steps(path), value.clone());
        let asked = Asked::new();
        let here = spot(&self.space.policy.declared, &steps(&region));
        let regions =
            here.map(|here| self.space.of_type(&elsewhere, &region, here, &asked).choices).unwrap_or_default();
        let none = Json::Text("none".to_owned());
        let there = regions.into_iter().map(|choice| choice.value).filter(|value| *value != none);
        let mut ways: Vec<_> = there.map(|value| vec![(region.clone(), value)]).collect();
        ways.push(vec![(region.clone(), none), stated]);
        ways
    }

    /// As few of these statements as are enough, the first way of each that fits with the others.
    fn least(&self, stated: Vec<Vec<Vec<(String, Json)>>>) -> Option<Plan> {
        let base = &self.space.base;
        let mut kept: Vec<Vec<(String, Json)>> = stated.iter().filter_map(|ways| ways.first().cloned()).collect();
        for (index, ways) in stated.iter().enumerate().filter(|(_, ways)| ways.len() > 1) {
            let fits = |way: &&Vec<(String, Json)>| {
                let with: Vec<_> =
                    kept.iter().enumerate().map(|(i, own)| if i == index { *way } else { own }).collect();
                self.complies(with.into_iter().flatten())
            };
            let way = ways.iter().find(fits).or(ways.last()).cloned();
            kept.get_mut(index).into_iter().zip(way).for_each(|(kept, way)| *kept = way);
        }
        let is_same = |(path, value): &(String, Json)| get(base, &steps(path)) == Some(value);
        kept.retain(|way| !way.iter().all(is_same));
        for index in (0..kept.len()).rev() {
            let others = kept.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, way)| way);
            if self.complies(others) {
                kept.remove(index);
            }
        }
        let plan = self.plan(kept.into_iter().flatten());
        self.space.whole(&plan.flow).is_some_and(|probed| probed.answer == Answer::Compliant).then_some(plan)
    }

    fn complies<'s>(&self, stated: impl Iterator<Item = &'s (String, Json)>) -> bool {
        let mut flow = self.space.base.clone();
        let mut put = stated.map(|(path, value)| set(&mut flow, &steps(path), value.clone()));
        put.all(|put| put) && self.space.whole(&flow).is_some_and(|probed| probed.answer == Answer::Compliant)
    }

    fn plan(&self, stated: impl Iterator<Item = (String, Json)>) -> Plan {
        let mut plan = Plan::none(&self.space.base);
        for (path, value) in stated {
            let from = get(&plan.flow, &steps(&path)).cloned();
            plan.cost += match from {
                Some(_) => self.costs.of(self.space, &path),
                None if plan.goes_on(&path) => 0,
                None => self.costs.state,
            };
            set(&mut plan.flow, &steps(&path), value.clone());
            plan.changes.push(Change { path, from, to: Some(value) });
        }
        plan
    }
}
