//! The golden cases with facts taken out: how many stay undetermined, and what would have to be asked.
//!
//! `ANALYSE_FLOWS=1000 cargo test --release --test analyse golden -- --nocapture` looks at more of them.

use super::json::{get, take};
use super::lawful::spelled;
use super::world::Draw;
use super::{Tally, common, setting};
use lexloci::analyse::{Analysis, Budget, Witness};
use lexloci::golden::{self, Case};
use lexloci::policies::policies;
use lexloci::verdict::Answer;
use lexloci::{Json, Policy};
use std::fs;
use std::path::Path;

/// Every case of a folder that has a flow.
pub(crate) fn gather(folder: &Path, found: &mut Vec<Case>) {
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "md") {
            let text = fs::read_to_string(&path).expect("a case can be read");
            let cases = golden::read(&text).unwrap_or_default();
            found.extend(cases.into_iter().filter(|case| case.flow.is_some()));
        }
    }
}

/// The facts of a flow by their paths, those within lists too.
pub(crate) fn facts(json: &Json, path: &str, found: &mut Vec<String>) {
    let is_list = |entries: &[(String, Json)]| entries.iter().any(|(key, _)| key == "items");
    match json {
        Json::Object(entries) if is_list(entries) => {
            entries.iter().filter(|(key, _)| key == "items").for_each(|(_, items)| facts(items, path, found));
        }
        Json::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| key != "as_of") {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                facts(value, &path, found);
                found.push(path);
            }
        }
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| facts(item, &format!("{path}[{index}]"), found));
        }
        _ => {}
    }
}

/// Returns the flow without `many` of its facts. Two kinds stay, since to leave them out states something else: one
/// that overrules the atlas, and a list of a flow that is complete, which is empty where it is left out.
fn without(flow: &Json, draw: &mut Draw, many: usize) -> Json {
    let overruling = common::text(get(flow, "instead").unwrap_or(&Json::Null));
    let is_complete = common::text(flow).contains("\"complete\":true");
    let mut flow = flow.clone();
    for _ in 0..many {
        let mut known = vec![];
        facts(&flow, "", &mut known);
        let is_list = |path: &String| match get(&flow, path) {
            Some(Json::Object(entries)) => entries.iter().any(|(key, _)| key == "items"),
            value => matches!(value, Some(Json::Array(_))),
        };
        known.retain(|path| !(overruling.contains(path.as_str()) || is_complete && is_list(path)));
        if known.is_empty() {
            break;
        }
        let out = known.swap_remove(draw.pick(known.len()));
        if get(&flow, &out).is_some() {
            take(&mut flow, &out);
        }
    }
    flow
}

#[test]
fn golden_flows_with_facts_missing() {
    let mut cases = vec![];
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut cases);
    let shipped: Vec<(&str, Policy)> = policies().iter().map(|(name, text)| (*name, common::policy(text))).collect();
    let mut draw = Draw::new(setting("ANALYSE_SEED", 1));
    let (wanted, steps) = (setting("ANALYSE_FLOWS", 90) as usize, setting("ANALYSE_STEPS", 1_000));
    let mut tally = Tally::default();
    let mut sizes = vec![];
    let mut tried = 0;
    while tally.of("flows") < wanted && tried < wanted * 20 {
        tried += 1;
        let case = &cases[draw.pick(cases.len())];
        let own = Policy::parse(&case.policy, &case.modules).ok();
        let known =
            shipped.iter().find(|(name, _)| policies().iter().any(|(n, text)| n == name && *text == case.policy));
        let Some(policy) = known.map(|(_, policy)| policy).or(own.as_ref()) else { continue };
        let text = case.flow.as_deref().unwrap_or_default();
        let Ok(flow) = serde_json::from_str::<Json>(text) else { continue };
        let Ok(whole) = policy.check(&flow, &case.options) else { continue };
        let many = 1 + draw.pick(4);
        one(policy, case, whole.verdict, &without(&flow, &mut draw, many), steps, &mut tally, &mut sizes);
    }
    sizes.sort_unstable();
    println!("{} cases, budget {steps} flows", cases.len());
    tally.print("golden flows with facts missing");
    println!("smallest question: median {} facts of {}", sizes.get(sizes.len() / 2).copied().unwrap_or(0), sizes.len());
    assert_eq!(tally.of("flows"), wanted);
    assert_eq!(tally.of("witnesses"), tally.of("witnesses confirmed"));
    assert_eq!(tally.of("answers"), tally.of("answers confirmed"));
    let open = tally.of("undetermined by three-valued logic");
    assert!(open * 10 > wanted, "facts are missing that matter");
    assert!(tally.of("not decided") * 20 < open && tally.of("with a question") * 20 > open * 19);
}

fn one(
    policy: &Policy,
    case: &Case,
    whole: Answer,
    flow: &Json,
    steps: u64,
    tally: &mut Tally,
    sizes: &mut Vec<usize>,
) {
    let level = case.options.level.as_deref();
    let Ok(analysis) = Analysis::new(policy, flow, case.options.as_of, level, Budget { steps }) else {
        tally.add("errors once facts are missing", 1);
        return;
    };
    tally.add("flows", 1);
    let exact = analysis.exact();
    tally.add("undetermined by three-valued logic", usize::from(exact.kleene == Answer::Undetermined));
    tally.add("not decided", usize::from(!exact.decided));
    if exact.verdict == Answer::Undetermined {
        tally.add("undetermined", usize::from(exact.decided));
    } else if whole != Answer::Undetermined {
        let told = format!("{}: {:?}, but with all facts {whole:?}\n{}", case.name, exact.verdict, common::text(flow));
        assert_eq!(exact.verdict, whole, "{told}");
    }
    for Witness { verdict: answer, flow: witness, .. } in &exact.witnesses {
        tally.add("witnesses", 1);
        let judged = policy.check(witness, &case.options).map(|verdict| verdict.verdict);
        assert_eq!(judged.ok(), Some(*answer), "{}: {}", case.name, common::text(witness));
        tally.add("witnesses confirmed", 1);
    }
    if exact.kleene != Answer::Undetermined {
        return;
    }
    let ask = analysis.ask();
    tally.add("with a question", usize::from(!ask.questions.is_empty()));
    tally.add("smallest questions", usize::from(ask.smallest));
    sizes.extend(ask.questions.first().map(|question| question.facts.len()));
    for question in &ask.questions {
        for outcome in question.outcomes.iter().take(8) {
            let mut flow = spelled(flow);
            question.facts.iter().zip(&outcome.values).for_each(|(path, value)| {
                super::json::put(&mut flow, path, value.clone());
            });
            tally.add("answers", 1);
            let judged = policy.check(&flow, &case.options).map(|verdict| verdict.verdict);
            if judged.as_ref().ok() == Some(&outcome.verdict) {
                tally.add("answers confirmed", 1);
            } else {
                println!("{}: {:?} {:?} is {judged:?}", case.name, question.facts, outcome);
            }
        }
    }
}

/// Every question about an undetermined case, and the first one that is put in words, leads where it says: the answers are put into
/// the flow here, and `check` judges. `ANALYSE_EVERY=1` looks at every such case, by default at each twelfth.
#[test]
fn answers_about_golden_flows_lead_where_they_say() {
    let mut cases = vec![];
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut cases);
    let (every, steps) = (setting("ANALYSE_EVERY", 12) as usize, setting("ANALYSE_STEPS", 300));
    let shipped: Vec<(&str, &str, Policy)> =
        policies().iter().map(|(name, text)| (*name, *text, common::policy(text))).collect();
    let mut tally = Tally::default();
    let mut asked = vec![];
    let is_open = |case: &&Case| case.expected.iter().any(|line| line.text == "undetermined");
    let of_shipped = |case: &'_ Case| {
        let known = shipped.iter().find(|(_, text, _)| *text == case.policy);
        known.map(|(name, _, policy)| (*name, policy))
    };
    let open = cases.iter().filter(is_open).filter_map(|case| Some((case, of_shipped(case)?)));
    for (case, (name, policy)) in open.step_by(every) {
        let flow = super::json::json(case.flow.as_deref().unwrap_or_default());
        let level = case.options.level.as_deref();
        let Ok(analysis) = Analysis::new(policy, &flow, case.options.as_of, level, Budget { steps }) else { continue };
        tally.add("flows", 1);
        if !asked.contains(&name) {
            asked.push(name);
        }
        let leads = |stated: Vec<(&String, &Json)>, to: Answer| {
            let mut answered = spelled(&flow);
            stated.iter().for_each(|(path, value)| super::json::put(&mut answered, path, (*value).clone()));
            let judged = policy.check(&answered, &case.options).map(|verdict| verdict.verdict);
            assert_eq!(
                judged.as_ref().ok(),
                Some(&to),
                "{} ({name}): {stated:?}\n{}",
                case.name,
                common::text(&answered)
            );
        };
        for question in analysis.ask().questions {
            for outcome in &question.outcomes {
                tally.add("answers", 1);
                leads(question.facts.iter().zip(&outcome.values).collect(), outcome.verdict);
            }
        }
        let first = analysis.first();
        for (stated, to) in [
            (&first.compliant_if, Answer::Compliant),
            (&first.not_compliant_if, Answer::NonCompliant),
            (&first.not_applicable_if, Answer::NotApplicable),
        ] {
            // Entries that are not settled would have to be taken out first.
            if !stated.is_empty() && first.unsettled.is_empty() {
                tally.add("first questions", 1);
                leads(stated.iter().filter_map(|one| Some((&one.path, one.to.as_ref()?))).collect(), to);
            }
        }
    }
    tally.print("answers about golden flows");
    assert!(asked.len() == policies().len() || every > 1, "{asked:?} alone have an undetermined case");
    assert!(tally.of("answers") > 100 && tally.of("first questions") > 10);
}
