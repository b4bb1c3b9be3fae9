//! Running a law on many random policies and flows, and counting what was really tried.

use super::draw::{Choose, Draw};
use super::flow::{Maker, Much};
use super::model::Model;
use super::relation::Levels;
use super::world;
use lexloci::verdict::Answer;
use lexloci::{Json, Options, Policy};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Flows that each policy judges.
pub(crate) const FLOWS: usize = 6;

/// The number of times that something was seen.
#[derive(Debug, Default)]
pub(crate) struct Seen(RefCell<BTreeMap<String, u64>>);

impl Seen {
    pub(crate) fn note(&self, what: impl Into<String>) {
        *self.0.borrow_mut().entry(what.into()).or_insert(0) += 1;
    }

    pub(crate) fn count(&self, what: &str) -> u64 {
        self.0.borrow().get(what).copied().unwrap_or(0)
    }

    /// A law that was never put to the test would always pass.
    pub(crate) fn at_least(&self, share: f64, of: &str, whats: &[&str]) {
        for what in whats {
            let (count, all) = (self.count(what), self.count(of));
            assert!(count as f64 >= share * all as f64 && count > 0, "only {count} `{what}` of {all} `{of}`: {self:?}");
        }
    }

    pub(crate) fn at_most(&self, share: f64, of: &str, what: &str) {
        let (count, all) = (self.count(what), self.count(of));
        assert!(count as f64 <= share * all as f64, "{count} `{what}` of {all} `{of}`: {self:?}");
    }
}

/// One random policy, and what its flows are drawn from.
pub(crate) struct Case<'n> {
    pub model: Model,
    pub text: String,
    pub policy: Policy,
    /// The names of facts that the policy reads, and that what it reads is derived from.
    pub reads: BTreeSet<String>,
    pub draw: Draw<'n>,
}

impl Case<'_> {
    /// Returns a random flow that states most facts, or fewer than that.
    pub(crate) fn flow(&mut self) -> Json {
        let percent = [97, 90, 75, 97, 50][self.draw.pick(5)];
        let mut maker = Maker {
            choose: &mut self.draw,
            much: Much::Some(percent),
            reads: &self.reads,
            ids: vec![],
            groups: 2,
            letter: 'p',
            strangers: false,
        };
        let flow = maker.flow();
        if let (Err(errors), Ok(_)) = (self.policy.check(&flow, &Options::default()), std::env::var("LAWS_WHY")) {
            eprintln!("WHY {} {:?} {}", errors[0].code, errors[0].path, errors[0].message);
        }
        flow
    }

    /// Returns the verdict at each level, or nothing where the flow contradicts itself.
    pub(crate) fn judge(&self, flow: &Json) -> Option<Levels> {
        judge(&self.policy, flow)
    }

    /// Returns whether an instance keeps its path when facts are added. Someone's path is that of the first mention.
    pub(crate) fn has_steady_paths(&self) -> bool {
        !self.text.lines().any(|line| line.contains("for every") && line.contains(" in parties"))
    }

    /// Returns what a failure has to show.
    pub(crate) fn fail<T>(&self, what: &str, flows: &[&Json]) -> Result<T, TestCaseError> {
        let flows: Vec<String> = flows.iter().map(|flow| world::text(flow)).collect();
        let policy = self.text.split("fact site.x.tier").nth(1).unwrap_or(&self.text);
        Err(TestCaseError::fail(format!("{what}\n{policy}\n{}", flows.join("\n"))))
    }
}

/// Returns the verdict at each level.
pub(crate) fn judge(policy: &Policy, flow: &Json) -> Option<Levels> {
    let levels: Vec<Option<String>> = match policy.levels.as_slice() {
        [] => vec![None],
        levels => levels.iter().cloned().map(Some).collect(),
    };
    let judged = levels
        .into_iter()
        .map(|level| policy.check(flow, &level.into_iter().fold(Options::new(), Options::level)).ok());
    judged.collect()
}

/// Returns how many policies to try; `LAWS_CASES` says otherwise.
fn cases(usual: u32) -> u32 {
    std::env::var("LAWS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// Puts a law to the test: `law` is given a policy, and notes what it tried. The same cases each time, unless
/// `LAWS_SEED` says otherwise.
pub(crate) fn law(usual: u32, law: impl Fn(&mut Case<'_>, &Seen) -> Result<(), TestCaseError>) -> Seen {
    let seed: u8 = std::env::var("LAWS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let config = Config {
        cases: cases(usual),
        failure_persistence: None,
        max_shrink_iters: 30_000,
        max_shrink_time: 60_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let seen = Seen::default();
    let numbers = (vec(any::<u16>(), 60..260), vec(any::<u16>(), 400..1200));
    let outcome = runner.run(&numbers, |(policy, flows)| {
        let model = Model::draw(&mut Draw::new(&policy));
        let text = model.text();
        let checked = world::policy(&text);
        note_features(&text, &seen);
        let reads = reads(&text);
        law(&mut Case { model, text, policy: checked, reads, draw: Draw::new(&flows) }, &seen)
    });
    if let Err(error) = outcome {
        // The numbers that proptest drew say nothing: policy and flow stand in the reason.
        match error {
            TestError::Fail(reason, _) => panic!("{reason}"),
            other => panic!("{other}"),
        }
    }
    if std::env::var("LAWS_CASES").is_ok() {
        let counts: Vec<String> = seen.0.borrow().iter().map(|(what, count)| format!("{what}: {count}")).collect();
        println!("{}", counts.join(" · "));
    }
    seen
}

/// Facts that a policy reads without naming them.
const BEHIND: &[(&str, &[&str])] = &[
    ("foreign", &["seat", "ultimate_parent"]),
    ("exposed", &["seat", "ultimate_parent"]),
    ("protected_recipient", &["to", "recipient", "exposed", "seat", "ultimate_parent", "assessment"]),
    (
        "plaintext_needed",
        &[
            "measures",
            "kind",
            "state_of_the_art",
            "keys",
            "holder",
            "processing",
            "access",
            "operator",
            "recipient",
            "sees",
            "sees_plaintext",
        ],
    ),
    ("article_28", &["purposes_specified"]),
    ("near", &["place", "encrypted"]),
    ("sees_plaintext", &["sees", "keys", "holder", "operator", "provider"]),
    ("switching_time", &["notice", "transition"]),
    ("tool", &["authorised", "bcr_kind"]),
    ("notice", &["switching_time", "transition"]),
    ("transition", &["switching_time", "notice"]),
    ("exports", &["transfers", "to"]),
    (
        "transfers",
        &[
            "storage",
            "processing",
            "access",
            "place",
            "region",
            "operator",
            "recipient",
            "exporter",
            "id",
            "seat",
            "regime",
            "to",
            "data",
            "transfer",
        ],
    ),
    ("sensitive", &["data", "categories"]),
    ("data", &["categories"]),
    ("subjects", &["data"]),
    ("holders", &["capital", "votes"]),
    ("parties", &["exporter", "provider", "suppliers", "operator", "recipient", "holders", "issuer", "id"]),
    ("acme", &["id"]),
    ("close", &["provider", "id"]),
    ("suppliers", &["id"]),
    ("exporter", &["id"]),
    ("provider", &["id"]),
    ("credentials", &["from", "through"]),
    ("keys", &["encrypted", "measures"]),
];

fn reads(text: &str) -> BTreeSet<String> {
    let own = text.split("policy p version").nth(1).unwrap_or(text);
    let words = own.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned);
    let mut reads: BTreeSet<String> = words.collect();
    for _ in 0..3 {
        for (word, behind) in BEHIND {
            if reads.contains(*word) {
                reads.extend(behind.iter().map(|fact| (*fact).to_owned()));
            }
        }
        if [" in EEA", " in {FR", " in home", " in dated"].iter().any(|set| own.contains(set)) {
            reads.insert("place".to_owned());
        }
    }
    reads
}

/// The clauses that policies have to contain for a law to mean anything.
pub(crate) const FEATURES: &[&str] = &[
    "for every",
    "where",
    "when",
    "require",
    "forbid",
    "unless",
    "exception",
    "to e",
    "every v",
    "some v",
    "no v",
    "at least 2",
    " with ",
    " on ",
    "within",
    "total(",
    "is none",
    "is not none",
    " has ",
    " not in ",
    "is foreign",
    "is near",
    "sensitive",
    "in exports",
    "in parties",
    "in credentials",
    "in suppliers",
    "provider.holders",
    "storage + access",
    "keys.holder",
    "scc_version",
    "sees_plaintext",
    ".exposed",
    "in dated",
    "in home",
    "region",
    "hostco/par-1",
    "applies when",
    "levels",
    "at high",
    "part one",
    "severity minor",
    "severity advisory",
    "from 2020-01-01",
    "duty",
    ".to is ",
    "in data.subjects",
    "x.tier",
    "exit.notice",
    "exit.transition",
    "exit.switching_time",
];

fn note_features(text: &str, seen: &Seen) {
    let own = text.split("policy p version").nth(1).unwrap_or(text);
    seen.note("policies");
    FEATURES.iter().filter(|feature| own.contains(**feature)).for_each(|feature| seen.note(*feature));
}

/// Notes what came of a flow.
pub(crate) fn note_answer(judged: &Option<Levels>, seen: &Seen) {
    seen.note("flows");
    match judged.as_ref().and_then(|levels| levels.last()) {
        None => seen.note("refused"),
        Some(verdict) => {
            seen.note(verdict.verdict.as_str());
            if verdict.verdict != Answer::Undetermined {
                seen.note("determined");
            }
        }
    }
}

/// Every kind of verdict, and every feature of the language, has to have been tried.
pub(crate) fn was_tried(seen: &Seen) {
    seen.at_least(0.005, "policies", FEATURES);
    seen.at_least(0.02, "flows", &["compliant", "non_compliant", "not_applicable", "undetermined"]);
    seen.at_least(0.15, "flows", &["determined"]);
    seen.at_most(0.3, "flows", "refused");
}
