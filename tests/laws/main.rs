//! The laws of the language, on random policies and flows (order, monotony, soundness).
//!
//! `LAWS_CASES=20000 LAWS_SEED=2 cargo test --release --test laws -- --nocapture` tries more, and says how often what
//! was tried. A failure shows the smallest policy and flow that proptest could find.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test says what it expects")]

#[path = "../common/printed.rs"]
mod printed_modules;
#[path = "../common/world.rs"]
mod world;

mod change;
mod cond;
mod decide;
mod draw;
mod flow;
mod members;
mod model;
mod printed;
mod relation;
mod run;
mod schema;
mod settled;
mod turning;

use change::{add, complete, has_groups, widen};
use draw::{Choose, Draw, Every, shuffled};
use flow::{Maker, Much};
use lexloci::verdict::Answer;
use lexloci::vocab::{Kind, Type};
use lexloci::{Date, Json};
use proptest::test_runner::TestCaseError;
use relation::{gist, improves, keeps, keeps_instances};
use run::{Case, FLOWS, Seen, judge, law, note_answer, was_tried};

fn day(flow: &Json) -> Date {
    match schema::get(flow, "as_of") {
        Some(Json::Text(day)) => Date::parse(day).expect("flows state a day"),
        _ => panic!("flows state a day"),
    }
}

/// Law 1: what is determined stays so, whatever facts are added.
#[test]
fn adding_facts_changes_nothing_that_was_determined() {
    let seen = law(300, |case, seen| {
        for _ in 0..FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            let Some(before) = judged else { continue };
            let spelled = schema::spelled_out(&flow, Type::Object(Kind::Flow));
            for _ in 0..5 {
                grow(case, &spelled, &before, seen)?;
            }
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.01, "grown", &["a fact stated", "a list closed", "an entry added", "a category refined"]);
    seen.at_most(0.3, "grown", "contradicted");
}

/// Adds one to three facts.
fn grow(case: &mut Case<'_>, flow: &Json, before: &relation::Levels, seen: &Seen) -> Result<(), TestCaseError> {
    let mut more = flow.clone();
    let mut done = Vec::new();
    let mut maker = Maker {
        choose: &mut case.draw,
        much: Much::Some(70),
        reads: &case.reads,
        ids: vec![],
        groups: 2,
        letter: 'q',
        strangers: has_groups(flow),
    };
    for _ in 0..=maker.choose.pick(3) {
        done.extend(add(&mut more, &mut maker));
    }
    if done.is_empty() {
        return Ok(());
    }
    seen.note("grown");
    let Some(after) = case.judge(&more) else {
        seen.note("contradicted");
        return Ok(());
    };
    done.iter().for_each(|what| seen.note(*what));
    let mut kept = keeps(before, &after);
    if case.has_steady_paths() && !has_groups(flow) && !has_groups(&more) && !done.contains(&"a category refined") {
        seen.note("instances compared");
        kept = kept.and_then(|()| keeps_instances(&before[0], &after[0]));
    }
    kept.or_else(|what| case.fail(&format!("{done:?}: {what}"), &[flow, &more]))
}

/// Law 5: a determined verdict is that of every completion of the missing facts.
#[test]
fn a_determined_verdict_is_that_of_every_completion() {
    let seen = law(120, |case, seen| {
        for _ in 0..FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            let Some(before) = judged else { continue };
            let spelled = schema::spelled_out(&flow, Type::Object(Kind::Flow));
            complete_every_way(case, &spelled, &before, seen)?;
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_most(0.4, "completed", "contradicted");
    seen.at_least(0.7, "completions judged", &["settled"]);
    seen.at_least(0.2, "flows", &["with completions"]);
    seen.at_least(0.05, "flows", &["exhausted"]);
}

/// Returns every completion where there are few, else the first of them and some at random.
fn complete_every_way(
    case: &mut Case<'_>,
    flow: &Json,
    before: &relation::Levels,
    seen: &Seen,
) -> Result<(), TestCaseError> {
    let mut every = Every::default();
    let mut answers = Vec::new();
    let mut all = false;
    for _ in 0..60 {
        let whole = complete(flow, &mut every, &case.reads);
        answers.extend(compare(case, flow, before, &whole, seen)?);
        if !every.next_run() {
            all = true;
            break;
        }
    }
    for _ in 0..if all { 0 } else { 20 } {
        let whole = complete(flow, &mut case.draw, &case.reads);
        answers.extend(compare(case, flow, before, &whole, seen)?);
    }
    if !answers.is_empty() {
        seen.note("with completions");
    }
    if all {
        seen.note("exhausted");
        let constant = answers.windows(2).all(|pair| pair[0] == pair[1]) && !answers.is_empty();
        if before[0].verdict == Answer::Undetermined && constant && answers[0] != Answer::Undetermined {
            seen.note("undetermined, though every completion agrees");
        }
    }
    Ok(())
}

fn compare(
    case: &Case<'_>,
    flow: &Json,
    before: &relation::Levels,
    whole: &Json,
    seen: &Seen,
) -> Result<Option<Answer>, TestCaseError> {
    seen.note("completed");
    let Some(after) = case.judge(whole) else {
        seen.note("contradicted");
        return Ok(None);
    };
    seen.note("completions judged");
    if after[0].verdict != Answer::Undetermined {
        seen.note("settled");
    }
    let mut kept = keeps(before, &after);
    if case.has_steady_paths() && !has_groups(whole) {
        kept = kept.and_then(|()| keeps_instances(&before[0], &after[0]));
    }
    match kept {
        Ok(()) => Ok(Some(after[0].verdict)),
        Err(what) => case.fail(&what, &[flow, whole]),
    }
}

/// Law 2: the order of rules, members, facts and entries means nothing; nor do short forms.
#[test]
fn order_means_nothing() {
    let seen = law(300, |case, seen| {
        let mixed = case.model.shuffled(&mut case.draw).text();
        let other = world::policy(&mixed);
        for _ in 0..FLOWS {
            let flow = case.flow();
            // Two parties stand at the path of a region of a platform, and one of them may be told of at an earlier path.
            if world::text(&flow).contains("render/") {
                continue;
            }
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            let shuffled = reordered(&flow, &mut case.draw);
            let again = judge(&other, &shuffled);
            let gists =
                |levels: &Option<relation::Levels>| levels.as_ref().map(|l| l.iter().map(gist).collect::<Vec<_>>());
            let (first, second) = (gists(&judged), gists(&again));
            if first != second {
                let (first, second) = (format!("{first:#?}"), format!("{second:#?}"));
                let differ = first.lines().zip(second.lines()).find(|(a, b)| a != b);
                return case.fail(&format!("{differ:?}\n{mixed}"), &[&flow, &shuffled]);
            }
            let spelled = schema::spelled_out(&flow, Type::Object(Kind::Flow));
            if spelled != flow {
                seen.note("spelled out");
            }
            // A reference to an id that nobody has is refused, and an object with it is a party.
            if judged.is_some() && gists(&case.judge(&spelled)) != first {
                return case.fail("a short form means something else", &[&flow, &spelled]);
            }
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.03, "flows", &["spelled out"]);
}

/// Returns the same flow with keys and entries in another order.
fn reordered(json: &Json, draw: &mut Draw<'_>) -> Json {
    match json {
        Json::Object(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), reordered(value, draw))).collect();
            Json::Object(shuffled(&entries, draw))
        }
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| reordered(item, draw)).collect();
            Json::Array(shuffled(&items, draw))
        }
        other => other.clone(),
    }
}

/// Law 3: an exception to a rule only excuses.
#[test]
fn removing_an_exception_never_improves_a_verdict() {
    let seen = law(300, |case, seen| {
        let names: Vec<String> = case.model.exceptions.iter().filter(|e| e.to_rules).map(|e| e.name.clone()).collect();
        let without: Vec<_> = names.iter().map(|name| world::policy(&case.model.without(name).text())).collect();
        for _ in 0..FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            let Some(before) = judged else { continue };
            for (name, without) in names.iter().zip(&without) {
                let Some(after) = judge(without, &flow) else { return case.fail("an error", &[&flow]) };
                seen.note("removed");
                if after[0].verdict != before[0].verdict {
                    seen.note("worse");
                }
                if let Err(what) = improves(&before, &after, false) {
                    return case.fail(&format!("without {name}: {what}"), &[&flow]);
                }
            }
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.01, "removed", &["worse"]);
}

/// Law 7: stating less of where something is never helps.
#[test]
fn widening_a_place_never_improves_a_verdict() {
    let seen = law(300, |case, seen| {
        for _ in 0..FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            let Some(before) = judged else { continue };
            let spelled = schema::spelled_out(&flow, Type::Object(Kind::Flow));
            for _ in 0..4 {
                let mut wider = spelled.clone();
                let Some(what) = widen(&mut wider, &mut case.draw, day(&flow)) else { continue };
                seen.note("widened");
                let Some(after) = case.judge(&wider) else {
                    seen.note("contradicted");
                    continue;
                };
                seen.note(what);
                if after[0].verdict != before[0].verdict {
                    seen.note("worse");
                }
                if let Err(better) = improves(&before, &after, what == "a region replaced") {
                    return case.fail(&format!("{what}: {better}"), &[&flow, &wider]);
                }
            }
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.01, "widened", &["a place widened", "a region replaced", "worse"]);
    seen.at_most(0.2, "widened", "contradicted");
}

/// The same policy and flow give the same bytes, and lists that have no order of their own are sorted.
#[test]
fn verdicts_are_the_same_bytes_each_time() {
    let seen = law(150, |case, seen| {
        let again = world::policy(&case.text);
        for _ in 0..FLOWS {
            let flow = case.flow();
            let judged = case.judge(&flow);
            note_answer(&judged, seen);
            let bytes = |levels: &Option<relation::Levels>| serde_json::to_string(levels).expect("a verdict is JSON");
            let first = bytes(&judged);
            if first != bytes(&judge(&again, &flow)) {
                return case.fail("other bytes", &[&flow]);
            }
            for verdict in judged.iter().flatten() {
                let sorted = verdict.duties.is_sorted()
                    && verdict.notes.is_sorted()
                    && verdict.ask.iter().collect::<std::collections::BTreeSet<_>>().len() == verdict.ask.len();
                if !sorted {
                    return case.fail("not sorted", &[&flow]);
                }
            }
        }
        Ok(())
    });
    was_tried(&seen);
}

/// The lists that a complete flow closes where it leaves them out.
const CLOSED: [&str; 6] = ["storage", "processing", "access", "transit", "transfers", "measures"];

/// A flow that says that it is complete is the flow that states as empty each list that it leaves out; and it is decided so.
#[test]
fn a_complete_flow_states_the_lists_that_it_leaves_out() {
    let seen = law(120, |case, seen| {
        for _ in 0..FLOWS {
            let flow = case.flow();
            let (mut complete, mut stated) = (flow.clone(), flow.clone());
            schema::set(&mut complete, "complete", Json::Bool(true));
            for list in CLOSED.into_iter().filter(|list| schema::get(&flow, list).is_none()) {
                schema::set(&mut stated, list, Json::Array(vec![]));
                seen.note("a list closed");
            }
            let judged = case.judge(&complete);
            note_answer(&judged, seen);
            decide::agrees(case, &complete, &judged, seen)?;
            let answers = |levels: Option<relation::Levels>| {
                let one =
                    |verdict: &lexloci::Verdict| (verdict.verdict, verdict.instances.clone(), verdict.ask.clone());
                levels.map(|levels| levels.iter().map(one).collect::<Vec<_>>())
            };
            if judged.iter().flatten().any(|verdict| !verdict.complete) {
                return case.fail("the verdict does not say that the flow is complete", &[&complete]);
            }
            if answers(judged) != answers(case.judge(&stated)) {
                return case.fail("a complete flow is another flow", &[&complete, &stated]);
            }
        }
        Ok(())
    });
    was_tried(&seen);
    seen.at_least(0.2, "flows", &["a list closed"]);
}
