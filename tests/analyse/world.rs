//! Random small policies, and flows for them of which every completion can be enumerated: the domains are written here by
//! hand, with a value on each side of every constant that a policy can name.

/// Numbers from a seed (Steele, Lea and Flood, SplitMix64).
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Draw {
        Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn pick(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as usize % below.max(1)
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.pick(100) < percent
    }
}

/// A fact: how policies test it, a value of every kind, and what a cure may do with it at what cost by default.
pub(crate) struct Fact {
    pub(crate) path: &'static str,
    tests: &'static [&'static str],
    pub(crate) values: &'static [&'static str],
    pub(crate) cure: Cure,
}

/// The ways in which a cure may treat a fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cure {
    /// Change or state it at this cost.
    Act(u32),
    /// Suppose it at this cost, where it is missing.
    Suppose(u32),
    /// Nothing.
    Never,
}

use Cure::{Act, Never, Suppose};

const PLACES: &[&str] = &[r#""FR""#, r#""NO""#, r#""CH""#, r#""US""#, r#""GB""#];
const TRUE_FALSE: &[&str] = &["true", "false"];
const SHARES: &[&str] = &[r#""10%""#, r#""24%""#, r#""24.01%""#, r#""39%""#, r#""40%""#];

const fn fact(path: &'static str, tests: &'static [&'static str], values: &'static [&'static str], cure: Cure) -> Fact {
    Fact { path, tests, values, cure }
}

/// Facts of the flow.
pub(crate) const FLOW: &[Fact] = &[
    fact(
        "x.tier",
        &["x.tier is gold", "x.tier in {gold, silver}", "x.tier is not bronze"],
        &[r#""gold""#, r#""silver""#, r#""bronze""#],
        Act(3),
    ),
    fact(
        "x.score",
        &["x.score <= 10", "x.score > 10", "x.score >= 20", "x.score is 10"],
        &["5", "10", "10.5", "15", "20", "25"],
        Suppose(2),
    ),
    fact("x.share", &["x.share <= 24%", "x.share > 39%", "x.share < 39%"], SHARES, Suppose(1)),
    fact(
        "x.due",
        &["x.due >= 2026-01-01", "x.due within 3 months", "x.due < 2026-01-01"],
        &[
            r#""2025-11-30""#,
            r#""2025-12-01""#,
            r#""2025-12-31""#,
            r#""2026-01-01""#,
            r#""2026-01-02""#,
            r#""2026-03-01""#,
            r#""2026-03-02""#,
        ],
        Act(3),
    ),
    fact(
        "exit.notice",
        &["exit.notice <= 2 months", "exit.notice > 2 months"],
        &[r#""1 month""#, r#""2 months""#, r#""3 months""#],
        Act(3),
    ),
    fact("contract.eu_only", &["contract.eu_only", "not contract.eu_only"], TRUE_FALSE, Act(3)),
    fact("service.is_test", &["service.is_test", "not service.is_test"], TRUE_FALSE, Suppose(2)),
    fact(
        "exporter.seat",
        &["exporter.seat in EU", "exporter.seat not in EEA", "exporter.seat in {US, CH}", "exporter.seat is CH"],
        PLACES,
        Suppose(2),
    ),
    fact(
        "contract.governing_law",
        &["contract.governing_law in EEA", "contract.governing_law is US", "contract.governing_law not in EU + {CH}"],
        PLACES,
        Act(3),
    ),
    fact(
        "data.categories",
        &["data has personal", "data has health", "data has industrial", "not data has special_category"],
        &[r#"["contact"]"#, r#"["health"]"#, r#"["industrial"]"#, r#"["contact","industrial"]"#, r#"["genetic"]"#],
        Never,
    ),
    fact(
        "exporter.certified",
        &["exporter.certified has c5", "exporter.certified has secnumcloud"],
        &["[]", r#"["c5"]"#, r#"["secnumcloud"]"#, r#"["c5","secnumcloud"]"#],
        Suppose(2),
    ),
];

/// A list, and the facts of its entries.
pub(crate) struct Entries {
    pub(crate) path: &'static str,
    pub(crate) facts: &'static [Fact],
}

/// Lists of the flow.
pub(crate) const LISTS: &[Entries] = &[
    Entries {
        path: "storage",
        facts: &[
            fact("place", &["e in EU", "e not in EEA", "e.place is CH", "e in {US, FR}"], PLACES, Act(2)),
            fact("encrypted", &["e.encrypted", "not e.encrypted"], TRUE_FALSE, Act(8)),
            fact("x.safe", &["e.x.safe", "not e.x.safe"], TRUE_FALSE, Act(8)),
        ],
    },
    Entries {
        path: "suppliers",
        facts: &[
            fact("seat", &["e.seat in EU", "e.seat not in EEA", "e.seat is US"], PLACES, Suppose(2)),
            fact("can_access_data", &["e.can_access_data", "not e.can_access_data"], TRUE_FALSE, Act(3)),
        ],
    },
];

/// The facts that a policy reads.
#[derive(Clone, Default, Debug)]
pub(crate) struct Reads {
    /// Positions in `FLOW`.
    pub(crate) flow: Vec<usize>,
    /// Positions in `LISTS` and in its facts; a list alone where it is only run over.
    pub(crate) entries: Vec<(usize, usize)>,
    pub(crate) lists: Vec<usize>,
}

impl Reads {
    fn add<T: PartialEq>(known: &mut Vec<T>, new: T) {
        if !known.contains(&new) {
            known.push(new);
        }
    }
}

/// Writes a policy.
pub(crate) struct Writer<'d> {
    draw: &'d mut Draw,
    pub(crate) reads: Reads,
    /// Tests written so far.
    pub(crate) tests: usize,
    /// The test that is written otherwise.
    changed: Option<usize>,
    /// Facts of the flow that are read; few, so that the grid stays small.
    own: Vec<usize>,
}

impl<'d> Writer<'d> {
    pub(crate) fn new(draw: &'d mut Draw, changed: Option<usize>) -> Writer<'d> {
        let own = (0..4).map(|_| draw.pick(FLOW.len())).collect();
        Writer { draw, reads: Reads::default(), tests: 0, changed, own }
    }

    fn test(&mut self, tests: &'static [&'static str]) -> String {
        let other = usize::from(self.changed == Some(self.tests));
        self.tests += 1;
        tests[(self.draw.pick(tests.len()) + other) % tests.len()].to_owned()
    }

    fn leaf(&mut self, each: Option<usize>) -> String {
        match each {
            Some(list) if self.draw.chance(75) => {
                let fact = self.draw.pick(LISTS[list].facts.len());
                Reads::add(&mut self.reads.entries, (list, fact));
                self.test(LISTS[list].facts[fact].tests)
            }
            _ => {
                let fact = self.own[self.draw.pick(self.own.len())];
                Reads::add(&mut self.reads.flow, fact);
                self.test(FLOW[fact].tests)
            }
        }
    }

    /// Returns a condition; `each` is the list of which `e` is an entry.
    pub(crate) fn cond(&mut self, depth: usize, each: Option<usize>) -> String {
        match self.draw.pick(if depth == 0 { 5 } else { 9 }) {
            0..5 => self.leaf(each),
            5 => format!("({} and {})", self.cond(depth - 1, each), self.cond(depth - 1, each)),
            6 => format!("({} or {})", self.cond(depth - 1, each), self.cond(depth - 1, each)),
            7 => format!("not ({})", self.cond(depth - 1, each)),
            _ if each.is_some() => self.leaf(each),
            _ => {
                let list = self.list();
                let quantifier = ["some", "every", "no", "at least 2"][self.draw.pick(4)];
                format!("{quantifier} e in {}: ({})", LISTS[list].path, self.cond(1, Some(list)))
            }
        }
    }

    fn list(&mut self) -> usize {
        let list = if self.draw.chance(70) { 0 } else { 1 };
        Reads::add(&mut self.reads.lists, list);
        list
    }

    fn rule(&mut self, name: &str, levels: bool) -> String {
        let each = self.draw.chance(50).then(|| self.list());
        let mut rule = format!("  rule {name} \"A rule\"");
        if levels && self.draw.chance(50) {
            rule += " at high";
        }
        if let Some(list) = each {
            rule += &format!("\n    for every e in {}", LISTS[list].path);
            if self.draw.chance(40) {
                rule += &format!(" where {}", self.cond(0, each));
            }
        }
        if self.draw.chance(30) {
            rule += &format!("\n    when {}", self.cond(1, each));
        }
        let demand = if self.draw.chance(70) { "require" } else { "forbid" };
        rule += &format!("\n    {demand} {}\n", self.cond(2, each));
        if self.draw.chance(15) {
            rule += &format!("      unless {}\n", self.cond(0, each));
        }
        if self.draw.chance(40) {
            rule += &format!("  exception but_{name} to {name} \"But\"\n    when {}\n", self.cond(1, each));
            if self.draw.chance(25) {
                rule += &format!("    unless {}\n", self.cond(0, each));
            }
        }
        rule
    }

    /// Returns a policy of one to three rules, with a claim where one is wanted.
    pub(crate) fn policy(&mut self, version: &str) -> Written {
        let levels = self.draw.chance(15);
        let mut head = "loci 1\n".to_owned();
        for declared in [
            "x.tier is one of {gold, silver, bronze} as act",
            "x.score is number as given",
            "x.share is percent",
            "x.due is date as act",
        ] {
            head += &format!("fact {declared}\n");
        }
        head += &format!("fact site.x.safe is yes_no as act\npolicy p version {version} \"Random\" {{\n");
        let mut body = String::new();
        if levels {
            body += "  levels low < high\n";
        }
        if self.draw.chance(30) {
            body += &format!("  applies when {}\n", self.cond(1, None));
        }
        for index in 0..=self.draw.pick(3) {
            body += &self.rule(&format!("r{index}"), levels);
        }
        let when = self.draw.chance(40).then(|| self.cond(0, None));
        let never = self.cond(1, None);
        let said = |word: &str, never: &str| {
            let when = when.as_ref().map(|when| format!("    when {when}\n")).unwrap_or_default();
            format!("{when}    {word} {never}\n")
        };
        Written {
            text: format!("{head}{body}  claim c \"A claim\"\n{}}}\n", said("never", &never)),
            claim: format!("{head}  rule c \"A claim\"\n{}}}\n", said("forbid", &never)),
        }
    }
}

/// A policy's text, and that of one whose only rule is its claim.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) claim: String,
}
