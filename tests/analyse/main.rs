//! Answers over all flows, against brute force: every completion of small random flows, every country, and `check` as the
//! judge of each witness, cure and counterexample.
//!
//! `ANALYSE_CASES=2000 ANALYSE_SEED=7 cargo test --release --test analyse -- --nocapture` tries more, and says how often
//! what was tried.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test says what it expects")]

#[path = "../common/world.rs"]
mod common;

mod ask;
mod carried;
mod claims;
mod clauses;
mod cure;
mod diff;
mod exact;
mod first;
mod golden;
mod hostile;
mod json;
mod lawful;
mod near;
mod passed;
mod planted;
mod prove;
mod sensible;
mod small;
mod telling;
mod there;
mod unstated;
mod values;
mod vocabulary;
mod world;

use lexloci::analyse::{Analysis, Budget};
use lexloci::verdict::Answer;
use lexloci::{Json, Modules, Options, Policy};
use small::Small;
use std::collections::BTreeMap;
use world::{Draw, Reads, Writer, Written};

/// Completions of one flow that are enumerated at most.
const MOST: usize = 2_500;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// The number of times that each kind was seen.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    fn add(&mut self, what: &'static str, many: usize) {
        *self.0.entry(what).or_default() += many;
    }

    fn of(&self, what: &str) -> usize {
        self.0.get(what).copied().unwrap_or(0)
    }

    fn print(&self, title: &str) {
        let each: Vec<String> = self.0.iter().map(|(what, many)| format!("{what} {many}")).collect();
        println!("{title}: {}", each.join(", "));
    }
}

/// A random policy, and the numbers that follow for its flows.
struct Case {
    written: Written,
    policy: Policy,
    reads: Reads,
    draw: Draw,
    /// Tests that it has.
    tests: usize,
    seed: u64,
}

/// Returns random policies: `default` of them unless the environment says otherwise.
fn cases(default: u64) -> impl Iterator<Item = Case> {
    let seed = setting("ANALYSE_SEED", 1) << 32;
    let number = setting("ANALYSE_CASES", default);
    (0..).filter_map(move |number| case(seed + number, None, "1.0.0")).take(number as usize)
}

/// Returns the policy of a seed, or the one in which one test is another; nothing where what was drawn can never hold, or always
/// does, which is an error in a policy.
fn case(seed: u64, changed: Option<usize>, version: &str) -> Option<Case> {
    let mut draw = Draw::new(seed);
    let mut writer = Writer::new(&mut draw, changed);
    let written = writer.policy(version);
    let (reads, tests) = (writer.reads, writer.tests);
    match Policy::parse(&written.text, &Modules::new()) {
        Ok(policy) => Some(Case { written, policy, reads, draw, tests, seed }),
        Err(errors) if errors.iter().all(|error| error.code.starts_with("L01")) => None,
        Err(errors) => panic!("{}\n{}", common::diagnostics_text(&errors), written.text),
    }
}

impl Case {
    /// Returns what went wrong, with the policy and a flow.
    fn fail(&self, what: &str, flow: &Json) -> ! {
        panic!("{what}\nseed {}\n{}\n{}", self.seed, self.written.text, common::text(flow))
    }

    fn flow(&mut self) -> Small {
        let stated = [30, 60, 90][self.draw.pick(3)];
        Small::draw(&mut self.draw, &self.reads, stated)
    }
}

/// Returns what `check` says; nothing where the flow is an error.
fn checked(policy: &Policy, flow: &Json) -> Option<Answer> {
    policy.check(flow, &Options::default()).ok().map(|verdict| verdict.verdict)
}

fn analysis<'p>(policy: &'p Policy, flow: &Json, steps: u64) -> Analysis<'p> {
    let analysis = Analysis::new(policy, flow, None, None, Budget { steps });
    analysis.unwrap_or_else(|errors| panic!("{}", common::diagnostics_text(&errors)))
}
