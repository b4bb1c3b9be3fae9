//! Law: between two of the days that are listed for a flow, every day has the same answer.

use super::day;
use super::run::{Case, Seen, law};
use lexloci::{Date, Json, Options};
use proptest::test_runner::TestCaseError;

/// Days judged for each flow: half before the day that it states, half after.
const DAYS: i32 = 400;

/// Returns what comes of a flow on a day: its verdict, or that it has none.
fn answer(case: &Case<'_>, flow: &Json, day: Date) -> String {
    match case.policy.decide(flow, &Options::new().as_of(day)) {
        Ok(decision) => format!("{:?}", decision.verdict),
        Err(_) => "error".to_owned(),
    }
}

fn turns_where_listed(case: &mut Case<'_>, seen: &Seen) -> Result<(), TestCaseError> {
    let flow = case.flow();
    let middle = day(&flow).days();
    let (from, through) = (Date::from_days(middle - DAYS / 2), Date::from_days(middle + DAYS / 2));
    let listed = case.policy.turning_days(&flow, from, through);
    seen.note("flows");
    let mut before = answer(case, &flow, from);
    for each in (from.days() + 1..=through.days()).map(Date::from_days) {
        let now = answer(case, &flow, each);
        if now != before {
            seen.note("turns");
            if !listed.contains(&each) {
                return case.fail(&format!("{before} turns into {now} on {each}, which is not listed"), &[&flow]);
            }
        }
        before = now;
    }
    if listed.len() < DAYS as usize / 4 {
        seen.note("few days listed");
    }
    Ok(())
}

#[test]
fn an_answer_turns_only_on_days_that_are_listed() {
    let seen = law(50, turns_where_listed);
    seen.at_least(0.02, "flows", &["turns", "few days listed"]);
}
