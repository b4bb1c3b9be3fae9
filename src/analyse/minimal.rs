//! Turns a draft into a cure: takes out every step that is not needed, and parts acts from conditions.

use super::draft::{Draft, Role, Step, depth};
use super::elsewhere::is_followed;
use super::nature::Natured;
use super::place::{Step as Part, entries, get, is_within, key, remove, set, stated_place, steps};
use super::reopen::with_old;
use super::space::Space;
use crate::flow::json::Json;
use crate::order::sort_by;
use crate::verdict::Answer;
use crate::vocab::Type;

/// Facts of somebody who is brought in that stay though the policy does not ask for them: who he is, and where.
const KEPT: [&str; 5] = ["id", "name", "seat", "kind", "role"];

/// Returns the draft without what it does not need; nothing where the flow would not be compliant after it.
pub(super) fn minimal(space: &Space<'_>, draft: &Draft) -> Option<Draft> {
    let base = &space.base;
    let complies = |steps: &[Step]| {
        let draft = Draft::of(base, steps.to_vec());
        draft.is_some_and(|draft| {
            draft.steps.iter().all(|step| is_followed(&draft.stated, space.as_of, step))
                && !is_against_what_was_found(space, steps)
                && space.answer(&draft.flow) == Some(Answer::Compliant)
                && !is_done_so_that_rules_apply(space, steps)
        })
    };
    let mut kept = joined(base, &draft.steps)?;
    if !complies(&kept) {
        return None;
    }
    while let Some(less) = with_less(base, &kept, &complies) {
        kept = less;
    }
    for index in 0..kept.len() {
        slim(base, &mut kept, index, &complies);
    }
    for index in 0..kept.len() {
        keep_old(space, &mut kept, index, &complies);
    }
    // A statement about somebody can have been the reason for another step.
    while let Some(less) = with_less(base, &kept, &complies) {
        kept = less;
    }
    Draft::of(base, kept)
}

/// Has a step state again what it leaves open and replaces no more, and drops the conditions that suppose it.
fn keep_old(space: &Space<'_>, all: &mut Vec<Step>, index: usize, complies: &impl Fn(&[Step]) -> bool) {
    let Some((step, paths)) = all.get(index).and_then(|step| with_old(&space.policy.declared, &space.base, step))
    else {
        return;
    };
    let is_supposed = |step: &Step| step.role == Role::Condition && paths.contains(&step.path);
    let tried = all.iter().enumerate().filter(|(_, known)| !is_supposed(known));
    let tried: Vec<Step> = tried.map(|(at, known)| if at == index { step.clone() } else { known.clone() }).collect();
    if complies(&tried) {
        *all = tried;
    }
}

/// Reports whether a condition supposes the contrary of what stands in the flow once the acts are done: a finding is open again only
/// where an act replaces what it was said of, and no longer where that act is taken back.
fn is_against_what_was_found(space: &Space<'_>, all: &[Step]) -> bool {
    let is_condition = |step: &&Step| step.role == Role::Condition;
    if !all.iter().any(|step| is_condition(&step)) {
        return false;
    }
    let acts = all.iter().filter(|step| !is_condition(step)).cloned().collect();
    let Some(done) = Draft::of(&space.base, acts) else { return true };
    let is_contrary = |step: &Step| {
        let Some(found) = get(&done.stated, &steps(&step.path)) else { return false };
        let is_open = |fact: Natured| match (fact.spot.ty, found) {
            (Type::List(_) | Type::Object(_), _) => true,
            (Type::Set(_), set) => !entries(set).1,
            // A group of places leaves open which of them it is.
            (Type::Place, Json::Text(place)) => stated_place(place).is_none(),
            _ => fact.is_unfound(found),
        };
        !Natured::of(&space.policy.declared, &step.path).is_some_and(is_open)
    };
    all.iter().filter(is_condition).any(is_contrary)
}

/// Reports whether without the entries that steps add to lists no rule would apply: to do more with the data is no remedy then.
fn is_done_so_that_rules_apply(space: &Space<'_>, all: &[Step]) -> bool {
    let count = |list: Option<&Json>| list.map_or(0, |list| entries(list).0.len());
    let grows =
        |step: &&Step| step.adds_entries() && count(step.to.as_ref()) > count(get(&space.base, &steps(&step.path)));
    let added: Vec<&Step> = all.iter().filter(grows).collect();
    if added.is_empty() {
        return false;
    }
    let belongs = |step: &Step, list: &Step| {
        is_within(&step.path, &list.path) && (step.path == list.path || !is_old_entry(&space.base, list, step))
    };
    let others = all.iter().filter(|step| !added.iter().any(|list| belongs(step, list))).cloned().collect();
    let without = Draft::of(&space.base, others);
    without.is_some_and(|draft| space.answer(&draft.flow) == Some(Answer::NotApplicable))
}

/// Returns the steps that are left when each is taken back that can be, the dearest first; nothing where none can.
fn with_less(base: &Json, all: &[Step], complies: &impl Fn(&[Step]) -> bool) -> Option<Vec<Step>> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    sort_by(&mut order, |a, b| {
        let cost = |index: &usize| all.get(*index).map_or(0, |step| step.cost);
        cost(b).cmp(&cost(a)).then(b.cmp(a))
    });
    let mut out: Vec<&Step> = vec![];
    let without = |out: &[&Step]| -> Vec<Step> {
        // Statements about a person go with the person.
        let goes = |step: &Step| {
            let belongs = |gone: &&&Step| {
                step.role == Role::Detail && is_within(&step.path, &gone.path) && !is_old_entry(base, gone, step)
            };
            out.iter().any(|gone| std::ptr::eq(*gone, step)) || out.iter().any(|gone| belongs(&gone))
        };
        all.iter().filter(|step| !goes(step)).cloned().collect()
    };
    for step in order.into_iter().filter_map(|index| all.get(index)) {
        out.push(step);
        if !complies(&without(&out)) {
            out.pop();
        }
    }
    (!out.is_empty()).then(|| without(&out))
}

/// Returns the steps with every one that leads into what another states as a part of that one; conditions stay apart.
fn joined(base: &Json, all: &[Step]) -> Option<Vec<Step>> {
    let mut all = all.to_vec();
    sort_by(&mut all, |a, b| depth(&a.path).cmp(&depth(&b.path)));
    let mut found: Vec<Step> = vec![];
    for step in all {
        // The nearest owner, since a list that grows owns the entries that it had too.
        let owner = found.iter_mut().rev().find(|known| {
            !known.role.is_condition()
                && !step.role.is_condition()
                && step.to.is_some()
                && matches!(known.to, Some(Json::Object(_) | Json::Array(_)))
                && is_within(&step.path, &known.path)
        });
        match owner {
            Some(owner) if !is_old_entry(base, owner, &step) => {
                let rest = step.path.get(owner.path.len()..)?.trim_start_matches(['.']).to_owned();
                let mut whole = Json::Object(vec![("v".to_owned(), owner.to.clone()?)]);
                let inner = if rest.starts_with('[') { format!("v{rest}") } else { format!("v.{rest}") };
                if !set(&mut whole, &steps(&inner), step.to?) {
                    return None;
                }
                owner.to = key(&whole, "v").cloned();
                owner.cost += step.cost;
            }
            _ => found.push(step),
        }
    }
    Some(found)
}

/// Reports whether a step leads into an entry that the list had before: it is a change of its own.
fn is_old_entry(base: &Json, owner: &Step, step: &Step) -> bool {
    let rest = step.path.get(owner.path.len()..).unwrap_or_default();
    let entry = rest.find(']').and_then(|end| rest.get(..=end)).filter(|_| rest.starts_with('['));
    entry.is_some_and(|entry| get(base, &steps(&format!("{}{entry}", owner.path))).is_some())
}

/// Leaves out facts of somebody who is brought in that nothing asks for.
fn slim(base: &Json, kept: &mut Vec<Step>, index: usize, complies: &impl Fn(&[Step]) -> bool) {
    let Some(step) = kept.get(index).filter(|step| matches!(step.to, Some(Json::Object(_) | Json::Array(_)))) else {
        return;
    };
    let (path, before) = (step.path.clone(), step.to.clone());
    let mut added = vec![];
    leaves(&path, before.as_ref(), &mut added);
    for leaf in added {
        let is_kept = matches!(steps(&leaf).last(), Some(Part::Key(name)) if KEPT.contains(name));
        if is_kept || get(base, &steps(&leaf)).is_some() {
            continue;
        }
        let mut less = kept.clone();
        let Some(own) = less.get_mut(index) else { return };
        let mut whole = base.clone();
        let put = own.to.clone().is_some_and(|to| set(&mut whole, &steps(&path), to));
        if put && remove(&mut whole, &steps(&leaf)) {
            own.to = get(&whole, &steps(&path)).cloned();
            if complies(&less) {
                *kept = less;
            }
        }
    }
}

/// Returns the paths of the facts that a value states, those of entries of lists too.
fn leaves(path: &str, value: Option<&Json>, found: &mut Vec<String>) {
    match value {
        Some(Json::Object(entries)) => {
            entries.iter().for_each(|(name, value)| leaves(&format!("{path}.{name}"), Some(value), found));
        }
        Some(Json::Array(items)) if items.iter().any(|item| matches!(item, Json::Object(_))) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(&format!("{path}[{at}]"), Some(item), found));
        }
        Some(_) => found.push(path.to_owned()),
        None => {}
    }
}
