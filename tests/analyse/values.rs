//! Every value of every fact and category is tried: single conditions and pairs of them, put to `exact`, `ask`, `prove`,
//! `diff`, `cure` and `lint`, against `check` on flows that hold each value.
//!
//! Each sixteenth condition is tried alone; `VALUES_EVERY=1` tries all of them. `VALUES_PAIRS=100000 cargo test --release --test analyse values -- --nocapture` tries more pairs; 0 tries all of them.

use super::json::put;
use super::vocabulary::{Probe, Vocabulary};
use super::world::Draw;
use super::{Tally, analysis, checked, common, setting};
use lexloci::analyse::{Cure, Proof, Untried, Wishes};
use lexloci::verdict::Answer;
use lexloci::{Json, Policy};

/// Steps that one question may take.
const STEPS: u64 = 1_000;

/// The fault, with the policy.
struct Found {
    disagreements: Vec<String>,
    tally: Tally,
}

impl Found {
    fn wrong(&mut self, what: &str, text: &str) {
        self.disagreements.push(format!("{what}\n{text}"));
    }
}

/// Returns a policy with these rules and claims.
fn written(declared: &[&Option<String>], version: &str, body: &str) -> String {
    let mut lines: Vec<&str> = declared.iter().filter_map(|fact| fact.as_deref()).collect();
    lines.sort_unstable();
    lines.dedup();
    format!("loci 1\n{}policy p version {version} \"P\" {{\n{body}}}\n", lines.concat())
}

fn forbids(condition: &str) -> String {
    format!("  rule r \"R\"\n    forbid {condition}\n")
}

/// A demand that has nothing to do with any condition that is swept.
const ELSE: &str = "  rule e \"E\"\n    require x.spare\n";
const DECLARES_ELSE: &str = "fact x.spare is yes_no\n";

/// Returns the verdicts of flows, each once; what is an error or undetermined says nothing.
fn verdicts(policy: &Policy, flows: &[Json]) -> Vec<(Answer, Json)> {
    let mut found: Vec<(Answer, Json)> = vec![];
    for flow in flows {
        if let Some(answer) = checked(policy, flow).filter(|answer| *answer != Answer::Undetermined)
            && !found.iter().any(|(known, _)| *known == answer)
        {
            found.push((answer, flow.clone()));
        }
    }
    found
}

/// The exact verdict of a flow is none that a completion denies, and what is not decided is named.
fn exact(text: &str, policy: &Policy, start: &Json, all: &[Json], found: &mut Found) {
    let Some(kleene) = checked(policy, start) else { return };
    let known = verdicts(policy, all);
    let exact = analysis(policy, start, STEPS).exact();
    found.tally.add("exact", 1);
    found.tally.add("exact: not decided", usize::from(!exact.decided));
    found.tally.add("exact: flows compared", all.len());
    if exact.kleene != kleene {
        found.wrong("three-valued logic differs", text);
    }
    if let Some((answer, flow)) = known.iter().find(|(answer, _)| *answer != exact.verdict)
        && exact.verdict != Answer::Undetermined
    {
        found.wrong(&format!("exact: {:?}, but {answer:?} of {}", exact.verdict, common::text(flow)), text);
    }
    if exact.witnesses.iter().any(|witness| checked(policy, &witness.flow) != Some(witness.verdict)) {
        found.wrong("exact: a witness is not what it is said to be", text);
    }
    if !exact.decided {
        let is_budget = exact.passed_over.first().is_some_and(|passed| passed.what == Untried::Steps);
        found.tally.add("exact: beyond the budget", usize::from(is_budget));
        if exact.passed_over.is_empty() {
            found.wrong("exact: it is not said what was passed over", text);
        }
    }
}

/// Answers lead to the verdict that `check` gives; a violation that a completion shows is among them.
fn ask(text: &str, policy: &Policy, start: &Json, all: &[Json], found: &mut Found) {
    let ask = analysis(policy, start, STEPS).ask();
    let mut led = vec![];
    for question in &ask.questions {
        for outcome in &question.outcomes {
            let mut flow = start.clone();
            for (path, value) in question.facts.iter().zip(&outcome.values) {
                put(&mut flow, path, value.clone());
            }
            found.tally.add("ask: outcomes", 1);
            led.push(outcome.verdict);
            if checked(policy, &flow) != Some(outcome.verdict) {
                found.wrong(&format!("ask: {:?} do not lead to {outcome:?}", question.facts), text);
            }
        }
    }
    found.tally.add("ask", 1);
    let wanted = verdicts(policy, all).into_iter().find(|(answer, _)| !led.contains(answer));
    if let Some((answer, flow)) = wanted.filter(|_| ask.smallest) {
        found.wrong(&format!("ask: no answer leads to {answer:?}, as {} does", common::text(&flow)), text);
    }
}

/// No claim is proved that a flow which passes breaks.
fn prove(probe: &Probe, all: &[Json], found: &mut Found) {
    let declared = [&Some(DECLARES_ELSE.to_owned()), &probe.declared];
    let claim = format!("{ELSE}  claim c \"C\"\n    never {}\n", probe.condition);
    let text = written(&declared, "1.0.0", &claim);
    let policy = common::policy(&text);
    let breaks = common::policy(&written(&declared, "1.0.0", &forbids(&probe.condition)));
    let counter = |flow: &&Json| {
        let mut flow = (*flow).clone();
        put(&mut flow, "x.spare", Json::Bool(true));
        checked(&policy, &flow) == Some(Answer::Compliant) && checked(&breaks, &flow) == Some(Answer::NonCompliant)
    };
    let broken = all.iter().find(counter);
    found.tally.add("prove", 1);
    match (policy.prove(0).advance(&policy, 2 * STEPS), broken) {
        (Some(Proof::Proved), Some(flow)) => found.wrong(&format!("proved, but {}", common::text(flow)), &text),
        (Some(Proof::Refuted(flow)), _) => {
            found.tally.add("prove: refuted", 1);
            if checked(&policy, &flow) != Some(Answer::Compliant)
                || checked(&breaks, &flow) != Some(Answer::NonCompliant)
            {
                found.wrong(&format!("refuted by {}", common::text(&flow)), &text);
            }
        }
        (Some(Proof::Undecided(_)), Some(_)) => found.tally.add("prove: not decided", 1),
        _ => {}
    }
}

/// A rule that is added changes the verdict of the flows that violate it.
fn diff(probe: &Probe, all: &[Json], found: &mut Found) {
    let declared = [&Some(DECLARES_ELSE.to_owned()), &probe.declared];
    let text = written(&declared, "1.0.1", &format!("{ELSE}{}", forbids(&probe.condition)));
    let (old, new) = (common::policy(&written(&declared, "1.0.0", ELSE)), common::policy(&text));
    let stated = |flow: &Json| {
        let mut flow = flow.clone();
        put(&mut flow, "x.spare", Json::Bool(true));
        flow
    };
    let change = (Answer::Compliant, Answer::NonCompliant);
    let changes = |flow: &Json| checked(&old, flow).zip(checked(&new, flow)) == Some(change);
    let shows = all.iter().map(stated).find(changes);
    let mut differing = old.diff(&new);
    let verdict = differing.advance(&old, &new, STEPS).unwrap_or_else(|| differing.so_far(&old, &new));
    found.tally.add("diff", 1);
    found.tally.add("diff: not complete", usize::from(!verdict.complete));
    let is_shown = verdict.kinds.iter().any(|kind| (kind.from, kind.to) == change);
    found.tally.add("diff: changes", usize::from(shows.is_some()));
    found.tally.add("diff: changes shown", usize::from(shows.is_some() && is_shown));
    if let Some(flow) = shows.filter(|_| verdict.complete && !is_shown) {
        found.wrong(&format!("diff: no flow changes, but {}", common::text(&flow)), &text);
    }
    for kind in &verdict.kinds {
        if checked(&old, &kind.flow).zip(checked(&new, &kind.flow)) != Some((kind.from, kind.to)) {
            found.wrong(&format!("diff: not so of {}", common::text(&kind.flow)), &text);
        }
    }
}

/// A rule that a flow violates, or that applies to one, is not said to make no difference.
fn lint(probe: &Probe, all: &[Json], found: &mut Found) {
    let declared = [&Some(DECLARES_ELSE.to_owned()), &probe.declared];
    let body =
        format!("{}  rule a \"A\"\n    when {}\n    require x.spare\n", forbids(&probe.condition), probe.condition);
    let text = written(&declared, "1.0.0", &body);
    let violated = verdicts(&common::policy(&written(&declared, "1.0.0", &forbids(&probe.condition))), all);
    let policy = common::policy(&text);
    let mut linting = policy.dead_rules();
    let dead = linting.advance(&policy, 2 * STEPS);
    found.tally.add("lint", 1);
    found.tally.add("lint: not decided", linting.undecided);
    for dead in dead.into_iter().flatten().filter(|dead| ["L0420", "L0421"].contains(&dead.code)) {
        if violated.iter().any(|(answer, _)| *answer == Answer::NonCompliant) {
            found.wrong(&format!("lint: `{}`: {}", dead.name, dead.what), &text);
        }
    }
}

/// A cure is compliant with its conditions, and without them only where it has none, as `check` says.
fn cure(text: &str, policy: &Policy, all: &[Json], found: &mut Found) {
    let violates = |flow: &&Json| checked(policy, flow) == Some(Answer::NonCompliant);
    let Some(flow) = all.iter().find(violates) else { return };
    let cures = analysis(policy, flow, STEPS).cure(&Wishes::default()).expect("these wishes have no errors");
    found.tally.add("cure", 1);
    found.tally.add("cure: found", cures.cures.len());
    let complies = |flow: &Json| checked(policy, flow) == Some(Answer::Compliant);
    let holds = |cure: &Cure| complies(&cure.settled) && complies(&cure.flow) == cure.conditions.is_empty();
    if !cures.cures.iter().all(holds) {
        found.wrong(&format!("cure: not of {}", common::text(flow)), text);
    }
}

#[test]
fn every_value_is_tried_by_itself() {
    let vocabulary = Vocabulary::read();
    let probes = vocabulary.probes();
    let mut found = Found { disagreements: vec![], tally: Tally::default() };
    let every = setting("VALUES_EVERY", 16) as usize;
    for probe in probes.iter().step_by(every) {
        let text = written(&[&probe.declared], "1.0.0", &forbids(&probe.condition));
        let policy = common::policy(&text);
        let all = probe.flows();
        let known = verdicts(&policy, &all);
        found.tally.add("conditions", 1);
        found.tally.add("values", all.len());
        found.tally.add("conditions that no flow meets", usize::from(known.len() < 2));
        for start in [super::json::json(r#"{"as_of":"2026-03-01"}"#), probe.bare()] {
            exact(&text, &policy, &start, &all, &mut found);
            ask(&text, &policy, &start, &all, &mut found);
        }
        prove(probe, &all, &mut found);
        diff(probe, &all, &mut found);
        lint(probe, &all, &mut found);
        cure(&text, &policy, &all, &mut found);
    }
    let (facts, categories) = vocabulary.size();
    println!("{facts} facts and {categories} categories of the vocabulary, declared facts of every type and owner");
    found.tally.print("values, one at a time");
    report(&found);
    assert!(found.tally.of("conditions that no flow meets") * 50 < found.tally.of("conditions"));
    assert!(found.tally.of("exact: not decided") * 10 < found.tally.of("exact"));
    assert!(found.tally.of("prove: refuted") * 10 > 9 * found.tally.of("prove"));
    assert!(found.tally.of("diff: changes shown") * 10 > 9 * found.tally.of("diff: changes"));
}

#[test]
fn every_value_is_tried_in_pairs_of_rules() {
    let probes = Vocabulary::read().probes();
    let all = (0..probes.len()).flat_map(|first| (0..probes.len()).map(move |second| (first, second)));
    let mut draw = Draw::new(setting("ANALYSE_SEED", 1));
    let pairs: Vec<(usize, usize)> = match setting("VALUES_PAIRS", 200) {
        0 => all.collect(),
        some => (0..some).map(|_| (draw.pick(probes.len()), draw.pick(probes.len()))).collect(),
    };
    let mut found = Found { disagreements: vec![], tally: Tally::default() };
    for (first, second) in pairs {
        pair(&probes[first], &probes[second], draw.pick(4), &mut found);
    }
    found.tally.print("values, in pairs of rules");
    report(&found);
    assert!(found.tally.of("pairs with several verdicts") * 2 > found.tally.of("pairs"));
}

fn pair(a: &Probe, b: &Probe, form: usize, found: &mut Found) {
    let (one, two) = (&a.condition, &b.condition);
    let body = match form {
        0 => format!("  rule r \"R\"\n    forbid {one}\n  rule s \"S\"\n    forbid {two}\n"),
        1 => format!("  rule r \"R\"\n    when {one}\n    require {two}\n"),
        2 => format!("  rule r \"R\"\n    forbid {one} and {two}\n"),
        _ => format!("  rule r \"R\"\n    require {one} or {two}\n  rule s \"S\"\n    forbid {one} and {two}\n"),
    };
    let text = written(&[&a.declared, &b.declared], "1.0.0", &body);
    let Ok(policy) = Policy::parse(&text, &lexloci::Modules::new()) else {
        found.tally.add("pairs that are no policy", 1);
        return;
    };
    let mut all: Vec<Json> =
        a.flows().iter().step_by(1 + a.flows().len() / 12).flat_map(|flow| b.beside(flow)).collect();
    all.extend(b.flows().iter().step_by(1 + b.flows().len() / 12).flat_map(|flow| a.beside(flow)));
    found.tally.add("pairs", 1);
    found.tally.add("flows", all.len());
    found.tally.add("pairs with several verdicts", usize::from(verdicts(&policy, &all).len() > 1));
    let start = super::json::json(r#"{"as_of":"2026-03-01"}"#);
    exact(&text, &policy, &start, &all, found);
    ask(&text, &policy, &start, &[], found);
    cure(&text, &policy, &all, found);
    let claim = written(
        &[&a.declared, &b.declared],
        "1.0.0",
        &format!("  rule r \"R\"\n    forbid {one}\n  claim c \"C\"\n    never {two}\n"),
    );
    let Ok(proven) = Policy::parse(&claim, &lexloci::Modules::new()) else { return };
    let breaks = common::policy(&written(&[&b.declared], "1.0.0", &forbids(two)));
    let counter = |flow: &&Json| {
        checked(&proven, flow) == Some(Answer::Compliant) && checked(&breaks, flow) == Some(Answer::NonCompliant)
    };
    found.tally.add("prove", 1);
    if let (Some(Proof::Proved), Some(flow)) = (proven.prove(0).advance(&proven, STEPS), all.iter().find(counter)) {
        found.wrong(&format!("proved, but {}", common::text(flow)), &claim);
    }
}

fn report(found: &Found) {
    println!("disagreements with brute force: {}", found.disagreements.len());
    assert!(
        found.disagreements.is_empty(),
        "{}",
        found.disagreements.iter().take(5).cloned().collect::<Vec<_>>().join("\n")
    );
}
