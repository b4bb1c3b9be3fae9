//! Facts that other facts tell unless they are stated: an analysis has to try what may be stated of them too. They are found by `check`
//! alone, in flows that state something of every fact of the public table.

use super::json::{json, take};
use super::vocabulary::{Probe, Vocabulary};
use super::world::Draw;
use super::{analysis, checked, common, setting};
use lexloci::analyse::Proof;
use lexloci::verdict::Answer;
use lexloci::{Json, Policy};
use std::collections::BTreeMap;

/// Steps that a claim, a comparison or an exact verdict may take.
const STEPS: u64 = 5_000;
/// Values that are tried of a fact until a flow takes one.
const TRIES: usize = 3;

/// A condition on one fact, as a policy.
struct Test<'p> {
    probe: &'p Probe,
    forbids: Policy,
}

fn written(body: &str) -> String {
    format!(
        "loci 1\nfact x.spare is yes_no\npolicy p version 1.0.0 \"P\" {{\n  rule e \"E\"\n    require x.spare or not x.spare\n{body}}}\n"
    )
}

/// Returns whether a condition holds of a flow; nothing where that is not known, or where the flow is an error.
fn holds(test: &Policy, flow: &Json) -> Option<bool> {
    match checked(test, flow)? {
        Answer::NonCompliant => Some(true),
        Answer::Compliant => Some(false),
        _ => None,
    }
}

impl Test<'_> {
    fn holds(&self, flow: &Json) -> Option<bool> {
        holds(&self.forbids, flow)
    }
}

/// Returns a flow that states something of every fact, as far as one contradicts no other, and the paths of these facts.
fn world(tests: &BTreeMap<&str, Vec<Test<'_>>>, draw: &mut Draw) -> (Json, Vec<String>) {
    let mut flow = json(r#"{"as_of": "2026-03-01", "x": {"spare": true}}"#);
    let mut stated = vec![];
    for (path, tests) in tests {
        let flows = tests[0].probe.beside(&flow);
        let mut tried = (0..TRIES).map(|_| flows[draw.pick(flows.len())].clone());
        if let Some(taken) = tried.find(|flow| checked(&tests[0].forbids, flow).is_some()) {
            flow = taken;
            stated.push((*path).to_owned());
        }
    }
    (flow, stated)
}

/// Returns the same flow without some facts.
fn without(flow: &Json, paths: &[String]) -> Json {
    let mut flow = flow.clone();
    paths.iter().for_each(|path| take(&mut flow, path));
    flow
}

/// Returns the facts of a flow that are needed so that another one is known though it is not stated.
fn needed(test: &Test<'_>, flow: &Json, stated: &[String]) -> (Json, Vec<String>) {
    let mut flow = flow.clone();
    let mut kept = vec![];
    for path in stated {
        let less = without(&flow, std::slice::from_ref(path));
        match test.holds(&less).is_some() {
            true => flow = less,
            false => kept.push(path.clone()),
        }
    }
    (flow, kept)
}

/// Joins conditions, those on entries of one list as conditions on one entry.
fn joined(conditions: &[&str]) -> String {
    let mut groups: Vec<(&str, Vec<&str>)> = vec![];
    for condition in conditions {
        let inner = condition.strip_prefix('(').and_then(|text| text.strip_suffix(')')).expect("it is in brackets");
        let (quantifier, test) = match inner.split_once(": ") {
            Some((quantifier, test)) if quantifier.starts_with("some ") => (quantifier, test),
            _ => ("", inner),
        };
        match groups.iter_mut().find(|(known, _)| *known == quantifier) {
            Some((_, tests)) => tests.push(test),
            None => groups.push((quantifier, vec![test])),
        }
    }
    let worded = |(quantifier, tests): &(&str, Vec<&str>)| match *quantifier {
        "" => tests.join(" and "),
        quantifier => format!("({quantifier}: ({}))", tests.join(" and ")),
    };
    groups.iter().map(worded).collect::<Vec<_>>().join(" and ")
}

/// Asks the analyses about a condition that a flow meets.
fn ask_about(condition: &str, flow: &Json, needed: &[String], told: &str, wrong: &mut Vec<String>) {
    let forbidden = format!("  rule f \"F\"\n    forbid {condition}\n");
    let (Ok(test), Ok(spare)) = (written(&forbidden).parse::<Policy>(), written("").parse::<Policy>()) else { return };
    assert_eq!(holds(&test, flow), Some(true), "{condition}: {}", common::text(flow));
    let claims = common::policy(&written(&format!("  claim c \"C\"\n    never {condition}\n")));
    if claims.prove(0).advance(&claims, STEPS) == Some(Proof::Proved) {
        wrong.push(format!("proved: never {condition}, but {}", common::text(flow)));
    }
    let mut differing = spare.diff(&test);
    let compared = differing.advance(&spare, &test, STEPS).unwrap_or_else(|| differing.so_far(&spare, &test));
    if compared.complete && compared.kinds.is_empty() {
        wrong.push(format!("no flow differs by {condition}, but {}", common::text(flow)));
    }
    for path in needed {
        let open = without(flow, &[path.clone(), told.to_owned()]);
        let is_open = checked(&test, &open) == Some(Answer::Undetermined);
        let exact = is_open.then(|| analysis(&test, &open, STEPS).exact().verdict);
        if exact == Some(Answer::Compliant) {
            wrong.push(format!("{} is compliant whatever is missing, but {}", common::text(&open), common::text(flow)));
        }
    }
}

#[test]
fn what_may_be_stated_of_a_fact_that_others_tell_is_tried() {
    let probes: Vec<Probe> = Vocabulary::read().probes().into_iter().filter(|probe| probe.declared.is_none()).collect();
    let mut tests: BTreeMap<&str, Vec<Test<'_>>> = BTreeMap::new();
    for probe in &probes {
        let forbids = common::policy(&written(&format!("  rule f \"F\"\n    forbid {}\n", probe.condition)));
        tests.entry(&probe.path).or_default().push(Test { probe, forbids });
    }
    let mut draw = Draw::new(setting("ANALYSE_SEED", 1));
    let (mut told, mut wrong) = (vec![], vec![]);
    for _ in 0..setting("ANALYSE_WORLDS", 12) {
        let (world, stated) = world(&tests, &mut draw);
        for path in stated.iter().filter(|path| !told.contains(*path)).cloned().collect::<Vec<_>>() {
            let own = &tests[path.as_str()];
            let rest = without(&world, std::slice::from_ref(&path));
            let Some(was) = own[0].holds(&rest) else { continue };
            let others: Vec<String> = stated.iter().filter(|other| **other != path).cloned().collect();
            let (least, needed) = needed(&own[0], &rest, &others);
            // A value that may be stated, and of which another condition holds than of what is told.
            let was_held: Vec<Option<bool>> = own.iter().map(|test| test.holds(&least)).collect();
            let flows = own[0].probe.beside(&least);
            let turned = flows.iter().find_map(|flow| {
                let turns =
                    |(test, was): &(&Test<'_>, &Option<bool>)| **was == Some(false) && test.holds(flow) == Some(true);
                own.iter().zip(&was_held).find(turns).map(|(test, _)| (test, flow))
            });
            let Some((test, flow)) = turned else { continue };
            let of_need = |path: &String| tests[path.as_str()].iter().find(|test| test.holds(flow) == Some(true));
            let Some(premises) = needed.iter().map(of_need).collect::<Option<Vec<_>>>() else { continue };
            println!("{path} is told by {}; {} turns what was {was}", needed.join(", "), test.probe.condition);
            let premises: Vec<&str> = premises.iter().map(|test| test.probe.condition.as_str()).collect();
            let last = [premises.as_slice(), &[&test.probe.condition]].concat();
            let first = [&[test.probe.condition.as_str()], premises.as_slice()].concat();
            for order in [last, first] {
                ask_about(&joined(&order), flow, &needed, &path, &mut wrong);
            }
            told.push(path);
        }
    }
    println!("facts that others tell, and that may be stated otherwise: {}", told.join(", "));
    assert!(told.len() > 1, "{told:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
