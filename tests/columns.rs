//! Many flows in columns, over several blocks: each is decided as it is by itself.

#![expect(clippy::indexing_slicing, reason = "a test says what it expects")]

use lexloci::columns::{Columns, Lanes, REFUSED, decide_columns};
use lexloci::decide::{Asked, Decider, Packer};
use lexloci::flow::Flow;
use lexloci::program::compile;
use lexloci::{Json, Modules, Policy};

const POLICY: &str = r#"
loci 1
source T is "A test"
fact x.volume is number
fact x.tier is one of {gold, silver}
fact site.x.score is number
set near = {CH from 2020-01-01, GB before 2021-01-01, US from 2016-07-12 before 2020-07-16, US from 2023-07-10}

policy lanes version 1.0.0 "What lanes can tell" {
  applies when data has personal
  rule stores "Stores are inside, or near and encrypted" part rest [T 1]
    for every s in storage + processing where s.kind is not cache
    require s in EEA or (s in near and s.encrypted)
  exception small to stores "A little" [T 2]
    when x.volume <= 100 and purpose has research
    unless data has special_category
  rule reach "Nobody far away holds all" [T 3]
    when some s in storage: s not in EEA
    require provider.seat in EEA and x.tier is gold
  rule score "Every site scores" [T 4]
    from 2021-01-01
    when (every s in storage where s in EEA: s.x.score > 2.5)
    forbid provider is none
    require no p in access: p.place is CN
}
"#;

/// Numbers that are the same on every machine (Marsaglia, "Xorshift RNGs", 2003).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn one<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    /// A fact, or nothing one time in eight.
    fn fact(&mut self, key: &str, value: &str) -> String {
        if self.below(8) == 0 { String::new() } else { format!("\"{key}\":{value},") }
    }

    fn site(&mut self) -> String {
        let place = self.one(&["\"FR\"", "\"CH\"", "\"GB\"", "\"US\"", "\"CN\"", "\"EU\"", "\"DE\"", "\"DE\""]);
        let kind = self.one(&["\"primary\"", "\"cache\"", "\"backup\""]);
        let encrypted = self.one(&["true", "false"]);
        let score = format!("{{\"score\":{}}}", self.below(5));
        let facts = [
            self.fact("place", place),
            self.fact("kind", kind),
            self.fact("encrypted", encrypted),
            self.fact("x", &score),
        ];
        format!("{{{}}}", facts.concat().trim_end_matches(','))
    }

    fn sites(&mut self) -> String {
        let count = self.below(4);
        let sites: Vec<String> = (0..count).map(|_| self.site()).collect();
        match self.below(12) {
            0 => format!("{{\"items\":[{}],\"complete\":false}}", sites.join(",")),
            _ => format!("[{}]", sites.join(",")),
        }
    }

    fn flow(&mut self) -> String {
        let categories = self.one(&["[\"contact\"]", "[\"health\"]", "[\"industrial\"]", "[\"personal\"]"]);
        let purpose = self.one(&["[\"research\"]", "[\"service\"]", "[]"]);
        let provider = self.one(&["{\"seat\":\"FR\"}", "{\"seat\":\"US\"}", "{}", "\"none\""]);
        let volume = self.below(200);
        let tier = self.one(&["gold", "silver"]);
        let own = format!("{{\"volume\":{volume},\"tier\":\"{tier}\"}}");
        let year = 2014 + self.below(14);
        let (storage, processing, access) = (self.sites(), self.sites(), self.sites());
        let facts = [
            self.fact("data", categories),
            self.fact("purpose", purpose),
            self.fact("provider", provider),
            self.fact("x", &own),
            self.fact("storage", &storage),
            self.fact("processing", &processing),
            self.fact("access", &access),
        ];
        format!("{{{}\"as_of\":\"{year}-07-16\"}}", facts.concat())
    }
}

#[test]
fn blocks_of_flows_are_decided_as_single_flows() {
    let policy = Policy::parse(POLICY, &Modules::new()).expect("the policy is sound");
    let mut decider = Decider::new(compile(&policy));
    let mut lanes = Lanes::new(&decider);
    assert!(lanes.are_wide(), "lanes can tell all of this");
    let mut draw = Draw(20_260);
    let packer = Packer::new(&policy, decider.program());
    let packed: Vec<Vec<u32>> = (0..5_000)
        .map(|_| {
            let json: Json = serde_json::from_str(&draw.flow()).expect("JSON");
            packer.pack(&Flow::read(&json, &policy.declared, None).expect("a flow"))
        })
        .collect();
    // Of each kind of flow there is one with a group of places, which no lane can tell.
    let packed: Vec<Vec<u32>> = packed
        .into_iter()
        .filter(|words| Columns::of(decider.program(), std::slice::from_ref(words)).is_some())
        .collect();
    let columns = Columns::of(decider.program(), &packed).expect("columns");
    for asked in [Asked::ALL, Asked { level: u16::MAX, part: Some(0) }] {
        let mut together = vec![];
        decide_columns(&mut decider, &mut lanes, &columns, asked, &mut together);
        let alone: Vec<u8> = packed
            .iter()
            .map(|words| decider.decide(words, asked).map_or(REFUSED, |found| found.verdict as u8))
            .collect();
        let differ: Vec<usize> = (0..alone.len()).filter(|flow| together[*flow] != alone[*flow]).collect();
        assert_eq!(differ, Vec::<usize>::new());
        for verdict in 0..4 {
            assert!(
                alone.iter().filter(|found| **found == verdict).count() > 20,
                "too few of {verdict} to say anything"
            );
        }
    }
    assert!(packed.len() > 1_500, "{} flows are too few", packed.len());
}
