//! A checked policy as a flat program over packed flows: what `decide` runs, and what a compiled policy holds.
//!
//! ```text
//! Policy ─ compile ─▶ Program ─ encode ─▶ bytes ─ decode ─▶ Program ─┐
//!                                                                    ├─ decide ─▶ Decision
//! Flow ─ pack ─▶ words ──────────────────────────────────────────────┘
//! ```
//!
//! Conditions are written in prefix order, each with its length, so that what is decided is skipped.
//! Facts stand at fixed words of records (`layout`). Dated sets are masks of 256 bits, one for each stretch of days on
//! which nothing changes. Nothing here knows the text of a policy, so a runtime needs neither parser nor checker.

mod apart;
mod atoms;
mod binary;
mod compile;
mod dated;
mod entries;
mod known;
pub(crate) mod layout;
mod sets;
mod sound;

pub use binary::{DecodeError, is_compiled};
pub use compile::compile;
pub(crate) use compile::day as day_word;
pub(crate) use dated::{Calendar, words};
pub use known::Known;
pub use layout::{Layout, Reading, Record, Slot};

use crate::atlas;
use crate::policy::Field;
use crate::vocab::Kind;
use serde::{Deserialize, Serialize};

/// No path, no part.
pub const NONE: u16 = u16::MAX;

/// A policy that can be decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Name, version and digest of the policy.
    pub policy: [String; 3],
    /// The atlas that its sets were read from.
    pub atlas: String,
    /// Names of the rules.
    pub rule_names: Vec<String>,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// Names of the parts.
    pub parts: Vec<String>,
    /// Ids of parties that conditions name; text `i` is the word `i + 1`.
    pub texts: Vec<String>,
    /// Conditions, in prefix order.
    pub ops: Vec<Op>,
    /// Sets, in prefix order.
    pub sets: Vec<SetOp>,
    /// Ways to facts.
    pub paths: Vec<Path>,
    /// When facts exist: where one of these conditions is met.
    pub existences: Vec<Vec<Condition>>,
    /// The facts that leave others several values.
    pub implied: Vec<Implied>,
    /// What rules, quantifiers and totals run over.
    pub entries: Vec<Entries>,
    /// Where the condition starts that the policy applies under.
    pub applies: u32,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// How derived facts follow from others.
    pub derivations: Vec<Derivation>,
    /// Days on which a dated set changes, as words, ascending. Before the first lies stretch 0.
    pub turns: Vec<u32>,
    /// Dated sets.
    pub dated: Vec<Dated>,
    /// Sets of places that keep places apart: indices into `dated`.
    pub tested: Vec<u16>,
    /// Sets of up to 256 values, as bits.
    pub masks: Vec<Mask>,
    /// Where the facts are that the meaning of others depends on.
    pub known: Known,
    /// Places that conditions name one by one.
    pub singles: Mask,
    /// Says whether places are compared that stand at no fact of their own.
    pub compares: bool,
    /// The facts whose places are compared with those of others.
    pub compared: Vec<(Kind, Field)>,
    /// Those of the tested sets that are read on other days than the day judged.
    pub on_other_days: Vec<u16>,
    /// The most variables that are bound at once.
    pub slots: u16,
    /// For each category, as `Test::HasCategory`; empty where no two stated categories are compared.
    pub lattice: Vec<Mask>,
    /// What reading flows takes of the policy.
    pub reading: Reading,
}

/// Returns the atlas that sets are read from, and flows too: its version and digest.
fn atlas() -> String {
    [atlas::VERSION, "+", atlas::digest()].concat()
}

/// Returns the first word of a kind's records.
pub(crate) fn tag(kind: Kind) -> u32 {
    kind as u32 + 1
}

/// A set of up to 256 values: value `i` is bit `i % 32` of word `i / 32`.
pub type Mask = [u32; 8];

/// One condition, or the start of one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    /// Decided by the policy alone.
    Const(bool),
    /// The next does not hold.
    Not,
    /// All of the next so many operations hold.
    All(u32),
    /// At least one of them holds.
    Any(u32),
    /// The first of them, where it is known; else the second.
    Derived(u32),
    /// The day judged lies in this window, as words, both included.
    InForce(u32, u32),
    /// Of the entries: first comes which are meant, then what is said of them.
    Quantified(#[serde(deserialize_with = "apart::read")] Quantified),
    /// A test on the fact at a path.
    Test(u16, #[serde(deserialize_with = "apart::read")] Test),
    /// Membership of the fact at a path.
    In(u16, #[serde(deserialize_with = "apart::read")] Membership),
    /// A sum of percents; what comes next says which entries are meant.
    Total(#[serde(deserialize_with = "apart::read")] Total),
}

/// A quantifier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantified {
    /// Which.
    pub kind: Quantifier,
    /// Its variable.
    pub slot: u16,
    /// Index into `Program::entries`.
    pub entries: u16,
    /// How many operations it takes.
    pub length: u32,
}

/// How many entries.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Quantifier {
    /// All.
    Every,
    /// One or more.
    Some,
    /// None.
    No,
    /// So many or more, each counted once.
    AtLeast(u32),
}

/// A test on one fact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// It is a party that is none.
    IsNone,
    /// Its word is this: yes, a value, a region.
    Is(u32),
    /// It is this place.
    IsPlace(u32),
    /// It is at or below a category: an index into `Program::masks` (`has`).
    IsCategory(u16),
    /// It is the party with this id.
    IsParty(u32),
    /// It is what the fact at another path is.
    IsPath(u16),
    /// It compares with a value.
    Compare(Orders, #[serde(deserialize_with = "apart::read")] Literal),
    /// It compares with the fact at another path.
    ComparePath(Orders, u16),
    /// It is a day at most so many months and days before the day judged.
    Within(u32, u32),
    /// The set has this value.
    HasValue(u32),
    /// The set has this place.
    HasPlace(u32),
    /// The data have a category at or below one: an index into `Program::masks`, which says of each stated category,
    /// two words each, whether it lies within, whether it may, whether it may alone; and which say what data are.
    HasCategory(u16),
}

/// Which orderings fit, as bits: less 1, equal 2, greater 4.
pub type Orders = u8;

/// A value to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Literal {
    /// A word: a date or a percent.
    Word(u32),
    /// Months and days.
    Duration(u32, u32),
    /// Ten-thousandths.
    Number(i64),
}

/// Membership in a set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// Start of the set in `Program::sets`.
    pub set: u32,
    /// Path of the lists that scoped members are read with.
    pub with: u16,
    /// The day on which it is read.
    pub on: On,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum On {
    /// The day judged.
    AsOf,
    /// This one, as a word.
    Day(u32),
    /// The one at a path.
    Path(u16),
}

/// One set, or the start of one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum SetOp {
    /// An index into `Program::dated`: places, values, regions. Categories have what is surely in it in the first two
    /// words and what may be in the next two.
    Dated(u16),
    /// Whoever is read with it stands on this list.
    Listed(u8),
    /// The party with this id, from one day through another, as words.
    Party(u32, u32, u32),
    /// The values of the fact at a path, or the one that it is.
    Fact(u16),
    /// The parties among entries.
    Entries(u16),
    /// In any of the next so many.
    Any(u32),
    /// In all of them.
    All(u32),
    /// Not in the next.
    Not,
}

/// A way to a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// The variable where it starts; the flow when `NONE`.
    pub base: u16,
    /// The facts on the way.
    pub steps: Vec<Step>,
    /// What stands there.
    pub of: Of,
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The fact's word in its record.
    pub word: u16,
    /// When it exists: an index into `Program::existences`; `NONE` where it always does.
    pub exists: u16,
}

/// A condition under which a fact exists.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The word of the list of which some entry meets it; `NONE` where the record itself does.
    pub list: u16,
    /// The first word of the records that it is about.
    pub tag: u32,
    /// The word of the fact that it is about.
    pub word: u16,
    /// The values that meet it, as bits.
    pub values: u64,
}

/// A fact that says, where it is stated, which values another one can have.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Implied {
    /// The word of the fact that says so.
    pub by: u16,
    /// Its text.
    pub on: Condition,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// Yes or no, a value of an enumeration, a region, a text: one word that is the same or not.
    Word,
    /// A place.
    Place,
    /// A category.
    Category,
    /// A percent or a date: one word in its order.
    Ordered,
    /// Two words: a number.
    Number,
    /// Two words: months, days.
    Duration,
    /// A party, or something with facts.
    Object,
    /// Values of an enumeration, as so many words of bits after the one that says whether they are complete.
    Bits(u8),
    /// Categories, as two words of bits.
    Categories,
    /// Places, each a word of its own.
    Places,
    /// Regions, each a word of its own.
    Regions,
    /// Entries with facts.
    List,
}

/// What a variable runs over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entries {
    /// A list or set at a path.
    Path(u16, ListOf),
    /// One after the other: indices into `Program::entries`.
    Joined(Vec<u16>),
    /// Those of an earlier entry that fit: its index, the variable, the condition's start.
    Filtered(u16, u16, u32),
}

/// How a derived fact follows from others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// Where the condition starts, whose variable is slot 0; `u32::MAX` for a fact that is not read.
    pub start: u32,
    /// The fact's word.
    pub word: u16,
    /// The first word of the records that it is a fact of.
    pub tag: u32,
}

/// What is special about a list.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum ListOf {
    /// Nothing.
    Plain,
    /// After its entries stands who may have the shares that none of them states.
    Holders,
    /// Each counts only within its window.
    Credentials,
    /// The transfers that sites are come after those that are stated.
    Transfers,
}

/// A sum of percents compared with one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// What is added up.
    pub share: u16,
    /// The variable.
    pub slot: u16,
    /// Index into `Program::entries`.
    pub entries: u16,
    /// Whether one list comes to at most a whole.
    pub whole: bool,
    /// How the sum must compare.
    pub orders: Orders,
    /// With how much, in hundredths of a percent.
    pub limit: u32,
    /// How many operations it takes.
    pub length: u32,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Index into `Program::parts`, or `NONE`.
    pub part: u16,
    /// Index into `Program::levels`.
    pub level: u16,
    /// First and last day in force, as words.
    pub window: (u32, u32),
    /// What it runs over: variable, entries, start of the condition.
    pub loops: Vec<(u16, u16, u32)>,
    /// Start of `when`.
    pub when: u32,
    /// Start of what is demanded.
    pub demand: u32,
    /// Start of what excuses.
    pub excuse: u32,
}

/// A set over the days: from each stretch on, which of `Program::masks` it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// Stretch and mask, the first for stretch 0, ascending.
    pub changes: Vec<(u16, u16)>,
    /// Regions need two masks, one after the other.
    pub wide: bool,
}
