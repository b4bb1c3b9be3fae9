//! A group of places means every member in turn: no member makes worse what a group lets pass, and some member breaks what a group breaks.

use super::change::{has_groups, widen};
use super::draw::Choose;
use super::run::{Case, Seen, law, note_answer};
use super::schema::{self, Step, at_mut};
use lexloci::atlas::{Group, Place};
use lexloci::verdict::Answer;
use lexloci::{Date, Json, Options};
use proptest::test_runner::TestCaseError;

/// Members that are tried of each flow, where there are too many to try all.
const TRIED: usize = 12;
/// The most flows without groups that one with groups is compared with, each of its members among them.
const ALL: usize = 900;

/// Returns the places of a flow that are groups, each with its members.
fn groups(flow: &Json, as_of: Date) -> Vec<(Vec<Step>, Vec<Place>)> {
    let mut found = vec![];
    schema::each_place(flow, &mut |path, place| {
        if let Some(group) = Group::from_name(place) {
            found.push((path, group.members_on(as_of).iter().collect()));
        }
    });
    found
}

/// Returns the places that a flow states.
fn stated(flow: &Json) -> Vec<Place> {
    let mut found = vec![];
    schema::each_place(flow, &mut |_, place| found.extend(Place::from_code(place)));
    found
}

/// Returns a flow in which each group is one of its members.
fn with(flow: &Json, groups: &[(Vec<Step>, Vec<Place>)], mut member: impl FnMut(&[Place]) -> Option<Place>) -> Json {
    let mut single = flow.clone();
    for (path, members) in groups {
        if let Some(place) = member(members) {
            *at_mut(&mut single, path) = Json::Text(place.code().to_owned());
        }
    }
    single
}

fn answer(case: &Case<'_>, flow: &Json) -> Option<Answer> {
    case.policy.decide(flow, &Options::new()).ok().map(|decision| decision.verdict)
}

fn holds(case: &mut Case<'_>, flow: &Json, as_of: Date, seen: &Seen) -> Result<(), TestCaseError> {
    let groups = groups(flow, as_of);
    let Some(of_groups) = answer(case, flow) else { return Ok(()) };
    let size = groups.iter().try_fold(1_usize, |size, (_, members)| size.checked_mul(members.len()));
    let is_small = size.is_some_and(|size| size <= ALL);
    let stated = stated(flow);
    let mut breaks = false;
    for index in 0..if is_small { size.unwrap_or_default() } else { TRIED } {
        let mut rest = index;
        let single = with(flow, &groups, |members| {
            let position = match is_small {
                true => rest % members.len(),
                // Places that are compared with one another are the same more often than chance would have it.
                false => match members.iter().position(|member| stated.contains(member)) {
                    Some(position) if case.draw.chance(40) => position,
                    _ => case.draw.pick(members.len()),
                },
            };
            rest /= members.len();
            members.get(position).copied()
        });
        let Some(of_members) = answer(case, &single) else { continue };
        seen.note("compared");
        breaks |= of_members == Answer::NonCompliant;
        let passes = matches!(of_groups, Answer::Compliant | Answer::NotApplicable);
        if passes && of_groups.worst(of_members) != of_groups {
            return case.fail(&format!("{of_groups:?}, and {of_members:?} of members"), &[flow, &single]);
        }
        if passes && groups.len() > 1 {
            seen.note("several groups pass");
        }
    }
    if is_small && of_groups == Answer::NonCompliant {
        seen.note("broken by a member");
        if !breaks {
            return case.fail("non-compliant, and so with no member", &[flow]);
        }
    }
    Ok(())
}

#[test]
fn a_group_is_its_worst_members() {
    let seen = law(400, |case, seen| {
        for _ in 0..4 {
            let mut flow = case.flow();
            let as_of = super::day(&flow);
            for _ in 0..3 {
                widen(&mut flow, &mut case.draw, as_of);
            }
            if !has_groups(&flow) {
                continue;
            }
            note_answer(&case.judge(&flow), seen);
            holds(case, &flow, as_of, seen)?;
        }
        Ok(())
    });
    seen.at_least(0.02, "compared", &["several groups pass"]);
    seen.at_least(0.0005, "compared", &["broken by a member"]);
}
