//! Cures cure, by the changes that they tell and in their order; no single change is cheaper; what is fixed stays.

use super::json::{get, put, sorted, take};
use super::small::{Shape, Small};
use super::world::{Cure as Bounds, LISTS};
use super::{Case, Tally, analysis, cases, checked};
use lexloci::Json;
use lexloci::analyse::{Cure, Wishes};
use lexloci::verdict::Answer;

#[test]
fn cures_cure_and_none_is_cheaper() {
    let mut tally = Tally::default();
    for mut case in cases(140) {
        for _ in 0..3 {
            let small = case.flow();
            let flow = small.json();
            let cures = analysis(&case.policy, &flow, 3_000).cure(&Wishes::default()).expect("no wishes");
            if matches!(checked(&case.policy, &flow), Some(Answer::Compliant | Answer::NotApplicable)) {
                assert!(cures.cures.is_empty(), "there is nothing to cure");
                continue;
            }
            tally.add("flows", 1);
            cures.cures.iter().for_each(|cure| cured(&case, &flow, cure, &mut tally));
            if !cures.cures.is_sorted_by_key(|cure| cure.cost) {
                case.fail("the cheapest is not told first", &flow);
            }
            if cures.cheapest {
                tally.add("cheapest", 1);
                none_is_cheaper(&case, &small, cures.cures.first().map(|cure| cure.cost), &mut tally);
            }
            what_is_fixed_stays(&mut case, &small, &mut tally);
        }
    }
    tally.print("cure");
    assert!(tally.of("cures") > 200 && tally.of("cheapest") > 0);
}

fn cured(case: &Case, before: &Json, cure: &Cure, tally: &mut Tally) {
    tally.add("cures", 1);
    tally.add("with conditions", usize::from(!cure.conditions.is_empty()));
    let (mut flow, mut settled) = (before.clone(), before.clone());
    for change in cure.changes.iter().filter(|change| change.to.is_some()) {
        if get(before, &change.path).cloned() != change.from {
            case.fail(&format!("{change:?} is not from what is there, of {:?}", cure.changes), before);
        }
        let value = change.to.clone().expect("a value");
        [&mut flow, &mut settled].into_iter().for_each(|flow| put(flow, &change.path, value.clone()));
    }
    let conditions = cure.conditions.iter().filter_map(|change| Some((&change.path, change.to.clone()?)));
    conditions.for_each(|(path, value)| put(&mut settled, path, value));
    for change in cure.changes.iter().filter(|change| change.to.is_none()) {
        [&mut flow, &mut settled].into_iter().for_each(|flow| take(flow, &change.path));
    }
    if sorted(&flow) != sorted(&cure.flow) || sorted(&settled) != sorted(&cure.settled) {
        case.fail(&format!("{:?} do not lead to {}", cure.changes, super::common::text(&cure.flow)), before);
    }
    if checked(&case.policy, &settled) != Some(Answer::Compliant) {
        case.fail(&format!("{:?} cure nothing", cure.changes), before);
    }
    if !cure.conditions.is_empty() && checked(&case.policy, &flow) == Some(Answer::Compliant) {
        case.fail(&format!("{:?} are no conditions", cure.conditions), before);
    }
}

/// No one change, and no two of facts, cost less than the cheapest cure.
fn none_is_cheaper(case: &Case, small: &Small, cheapest: Option<u32>, tally: &mut Tally) {
    let ceiling = cheapest.unwrap_or(u32::MAX);
    let mut first = vec![];
    changes(small, &mut |changed, cost| {
        if cost < ceiling {
            try_it(case, small, &changed.json(), cost, cheapest);
            tally.add("changes tried", 1);
            first.push((changed, cost));
        }
    });
    for (once, paid) in first.into_iter().take(12) {
        changes(&once, &mut |twice, cost| {
            if paid + cost < ceiling {
                try_it(case, small, &twice.json(), paid + cost, cheapest);
                tally.add("pairs tried", 1);
            }
        });
    }
}

fn try_it(case: &Case, small: &Small, changed: &Json, cost: u32, cheapest: Option<u32>) {
    if checked(&case.policy, changed) == Some(Answer::Compliant) {
        let told = super::common::text(changed);
        case.fail(&format!("the cheapest costs {cheapest:?}, this {cost}: {told}"), &small.json());
    }
}

/// Every flow with one fact stated or changed, a list closed, or an entry taken out, and what that costs.
fn changes(small: &Small, each: &mut dyn FnMut(Small, u32)) {
    for (position, slot) in small.slots().enumerate() {
        let cost = match (slot.cure, slot.chosen) {
            (Bounds::Act(cost), _) | (Bounds::Suppose(cost), None) => cost,
            (Bounds::Suppose(_), Some(_)) | (Bounds::Never, _) => continue,
        };
        // No cure sets a day that has passed.
        let is_past = |value: usize| slot.path == "x.due" && slot.values[value] < r#""2026-03-01""#;
        for value in (0..slot.values.len()).filter(|value| slot.chosen != Some(*value) && !is_past(*value)) {
            each(small.with(position, value), cost);
        }
    }
    for (index, list) in small.lists.iter().enumerate() {
        let mut changed = small.clone();
        changed.lists[index].shape = Shape::Closed;
        if list.shape != Shape::Closed {
            each(changed, 1);
        }
        for entry in (0..list.entries.len()).filter(|_| list.entries.len() > 1) {
            let mut changed = small.clone();
            changed.lists[index].entries.remove(entry);
            for (at, slots) in changed.lists[index].entries.iter_mut().enumerate() {
                for slot in slots {
                    let (_, fact) = slot.path.split_once("].").expect("an entry's fact");
                    slot.path = format!("{}[{at}].{fact}", LISTS[list.list].path);
                }
            }
            each(changed, 16);
        }
    }
}

/// Some facts may not change: they are what they were, wherever their entry stands afterwards.
fn what_is_fixed_stays(case: &mut Case, small: &Small, tally: &mut Tally) {
    let paths: Vec<String> = small.slots().map(|slot| slot.path.clone()).collect();
    let fixed: Vec<String> = paths.into_iter().filter(|_| case.draw.chance(40)).collect();
    let flow = small.json();
    let wishes = Wishes::fixing(fixed);
    for cure in analysis(&case.policy, &flow, 1_000).cure(&wishes).expect("the paths are there").cures {
        cured(case, &flow, &cure, tally);
        for path in &wishes.fixed {
            tally.add("fixed", 1);
            let now = moved(path, &cure);
            if now.as_ref().and_then(|now| get(&cure.flow, now)) != get(&flow, path) {
                case.fail(&format!("{path} is fixed, but {:?}", cure.changes), &flow);
            }
        }
    }
}

/// Returns where an entry's fact stands once other entries are taken out; nowhere where its own is.
fn moved(path: &str, cure: &Cure) -> Option<String> {
    let mut path = path.to_owned();
    for change in cure.changes.iter().filter(|change| change.to.is_none()) {
        let (list, out) = change.path.trim_end_matches(']').rsplit_once('[')?;
        let Some((at, rest)) =
            path.strip_prefix(list).and_then(|p| p.strip_prefix('[')).and_then(|p| p.split_once(']'))
        else {
            continue;
        };
        let (at, out): (usize, usize) = (at.parse().ok()?, out.parse().ok()?);
        match at.cmp(&out) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => path = format!("{list}[{}]{rest}", at - 1),
        }
    }
    Some(path)
}
