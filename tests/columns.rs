//! Many flows in columns, over several blocks: each is decided as it is by itself.

#![expect(clippy::indexing_slicing, reason = "a test says what it expects")]

use lexloci::columns::{Column, Columns, Items, Lanes, REFUSED, Table, Values, decide_columns};
use lexloci::decide::{Asked, Decider, Packer};
use lexloci::flow::Flow;
use lexloci::program::{Form, Program, compile};
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

/// Columns of eight rows of each kind that state nothing.
fn empty(program: &Program) -> Columns {
    let table = |facts: usize| Table { rows: 8, columns: vec![None; facts] };
    Columns { days: vec![18_000; 8], tables: program.records.iter().map(|shape| table(shape.facts.len())).collect() }
}

fn lists(offsets: Vec<i32>, items: Items) -> Values {
    Values::Lists { offsets, items, complete: None }
}

/// What a column of a form can hold at most, and the same with the next value that it cannot.
fn largest_and_wrong(form: Form, values: u16) -> [Values; 2] {
    let offsets = || vec![0, 0, 1, 1, 1, 1, 1, 1, 1];
    match form {
        Form::YesNo => [Values::Bits(vec![255]), Values::Bits(vec![])],
        Form::One | Form::Category => [values - 1, values].map(|value| Values::U8(vec![value as u8; 8])),
        Form::Place | Form::Region => [values - 1, values].map(|value| Values::U16(vec![value; 8])),
        Form::Percent => [10_050, 10_051].map(|value| Values::U32(vec![value; 8])),
        Form::Text => [0, u32::MAX].map(|value| Values::U32(vec![value; 8])),
        Form::Object => [7, 8].map(|row| Values::U32(vec![row; 8])),
        Form::Date => [18_000, i32::MAX].map(|day| Values::I32(vec![day; 8])),
        Form::Number => [0, i64::MAX].map(|number| Values::I64(vec![number; 8])),
        Form::Duration => [[1, 1], [u32::MAX, 1]].map(|duration| Values::Durations(vec![duration; 8])),
        Form::Bits(_) | Form::Categories => {
            [values - 1, values].map(|value| lists(offsets(), Items::U8(vec![value as u8])))
        }
        Form::Places | Form::Regions => [values - 1, values].map(|value| lists(offsets(), Items::U16(vec![value]))),
        Form::List => [7, 8].map(|row| lists(offsets(), Items::U32(vec![row]))),
    }
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let policy = Policy::parse(POLICY, &Modules::new()).expect("the policy is sound");
    let program = compile(&policy);
    let mut tried = 0;
    for (table, shape) in program.records.iter().enumerate() {
        for (position, fact) in shape.facts.iter().enumerate() {
            let with = |values: Values, validity: Option<Vec<u8>>| {
                let mut columns = empty(&program);
                columns.tables[table].columns[position] = Some(Column { validity, values });
                columns.checked(&program).map_err(|misfit| (misfit.table, misfit.fact))
            };
            let [largest, wrong] = largest_and_wrong(fact.form, fact.values);
            assert!(with(largest.clone(), None).is_ok(), "{:?} of table {table}", fact.form);
            assert_eq!(with(wrong.clone(), None).err(), Some((table, Some(position))), "{:?}", fact.form);
            assert_eq!(
                with(largest, Some(vec![])).err(),
                Some((table, Some(position))),
                "a validity that is too short"
            );
            let short = with(lists(vec![0, 0], Items::Rows), None).err();
            assert_eq!(short, Some((table, Some(position))), "too few offsets, or no list");
            let back = with(lists(vec![0, 2, 1, 1, 1, 1, 1, 1, 1], Items::Rows), None).err();
            assert_eq!(back, Some((table, Some(position))), "offsets that decrease, or no list");
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried} facts are too few");
}

#[test]
fn what_is_not_stated_may_hold_anything() {
    let policy = Policy::parse(POLICY, &Modules::new()).expect("the policy is sound");
    let program = compile(&policy);
    for (table, shape) in program.records.iter().enumerate() {
        for (position, fact) in shape.facts.iter().enumerate() {
            let mut columns = empty(&program);
            let one = matches!(fact.form, Form::One | Form::Place | Form::Percent | Form::Date | Form::Number);
            let [_, values] = largest_and_wrong(fact.form, fact.values);
            columns.tables[table].columns[position] = Some(Column { validity: Some(vec![0]), values });
            assert!(!one || columns.checked(&program).is_ok(), "{:?} of table {table}", fact.form);
        }
    }
}

#[test]
fn columns_of_another_policy_are_refused() {
    let policy = Policy::parse(POLICY, &Modules::new()).expect("the policy is sound");
    let other = POLICY.replace("x.volume <= 100", "x.volume <= 200");
    let other = compile(&Policy::parse(&other, &Modules::new()).expect("the policy is sound"));
    let program = compile(&policy);
    let mut decider = Decider::new(program.clone());
    let mut lanes = Lanes::new(&decider);
    let mut verdicts = vec![];
    let theirs = empty(&other).checked(&other).expect("they fit their own");
    decide_columns(&mut decider, &mut lanes, &theirs, Asked::ALL, &mut verdicts);
    assert_eq!(verdicts, [REFUSED; 8]);
    let mut short = empty(&program);
    short.days.pop();
    assert!(short.checked(&program).is_err(), "fewer days than flows");
    let mut few = empty(&program);
    few.tables.pop();
    assert!(few.checked(&program).is_err(), "a table is missing");
}
