//! The policy by hand: over structures of texts, which is the unit of the table, and the limit's kernels over what is packed.

use crate::flow::{Flows, list, number, text, yes};
use crate::timing::{Decide, Subject, round};
use limit::{Columns, Row, decide, decide_columns, decide_lanes, permits};
use std::rc::Rc;

const EEA: &str = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO";
const COUNTRIES: &str = "GB CH JP KR CA IL NZ UY AR AD FO GG IM JE US IN BR CN SG AU ZA TR MX RU AE BY VN IR KP";

/// The unit: a flow as a program holds it, decided by a function that knows the policy.
pub(crate) struct Floor {
    flows: Vec<Held>,
}

/// A flow with its texts, as a program that has read JSON holds it.
struct Held {
    storage: Vec<String>,
    processing: Vec<String>,
    seat: String,
    keys: String,
    mechanism: String,
    encryption: String,
    holder: String,
    purpose: String,
    flags: u32,
    day: u32,
    volume: u32,
}

impl Floor {
    pub(crate) fn new(flows: &Flows) -> Floor {
        Floor { flows: flows.values.iter().map(held).collect() }
    }

    /// Nanoseconds a decision, over all flows.
    pub(crate) fn round(&self) -> f64 {
        round(self.flows.len(), &mut |at| self.permits(at))
    }

    /// Returns whether a flow may go ahead.
    pub(crate) fn permits(&self, at: usize) -> bool {
        self.flows.get(at).is_some_and(|flow| permits(decide(&flow.packed())))
    }
}

fn held(flow: &serde_json::Value) -> Held {
    let owned = |field: &str| text(flow, field).to_owned();
    let all = |field: &str| list(flow, field).into_iter().map(str::to_owned).collect();
    let fields = ["specialCategory", "tiaDone", "pseudonymised", "consent", "secNumCloud"];
    let facts = fields.iter().enumerate().map(|(bit, field)| u32::from(yes(flow, field)) << bit).sum::<u32>();
    Held {
        storage: all("storage"),
        processing: all("processing"),
        seat: owned("providerHq"),
        keys: owned("keyCountry"),
        mechanism: owned("mechanism"),
        encryption: owned("encryption"),
        holder: owned("keyHolder"),
        purpose: owned("purpose"),
        flags: facts | u32::from(number(flow, "subprocessors") == 0) << 5,
        day: number(flow, "day"),
        volume: number(flow, "volume"),
    }
}

impl Held {
    /// Returns the flow as a row: what its texts say, looked up by their first letters.
    fn packed(&self) -> Row {
        let [a, b, c] = three(&self.storage);
        let [d, e, f] = three(&self.processing);
        let mechanism = match self.mechanism.as_str() {
            "adequacy" => 1,
            "scc" => 2,
            "bcr" => 3,
            "derogation" => 4,
            _ => 0,
        };
        let encrypted = u32::from(self.encryption != "none") << 3;
        let own = u32::from(self.holder == "exporter") << 4;
        let kind = mechanism | encrypted | own | u32::from(self.purpose == "advertising") << 5;
        let first = a | b << 8 | c << 16 | d << 24;
        let second = e | f << 8 | country(&self.seat) << 16 | country(&self.keys) << 24;
        Row::from([first, second, kind | self.flags << 8 | self.day << 16, self.volume])
    }
}

/// Returns the first three places, the first one again where there are not so many.
fn three(places: &[String]) -> [u32; 3] {
    let first = places.first().map_or(0, |place| country(place));
    let at = |index: usize| places.get(index).map_or(first, |place| country(place));
    [first, at(1), at(2)]
}

/// Returns the number of a country, as benches/peers/pack.mjs numbers them.
fn country(code: &str) -> u32 {
    thread_local!(static NUMBERS: [u8; 1024] = numbers());
    NUMBERS.with(|numbers| slot(code).and_then(|slot| numbers.get(slot)).copied().map_or(0, u32::from))
}

fn numbers() -> [u8; 1024] {
    let mut numbers = [0; 1024];
    for (number, code) in (1..).zip(EEA.split(' ').chain(COUNTRIES.split(' '))) {
        if let Some(at) = slot(code).and_then(|slot| numbers.get_mut(slot)) {
            *at = number;
        }
    }
    numbers
}

fn slot(code: &str) -> Option<usize> {
    match code.as_bytes() {
        [a, b] => Some(usize::from(a.wrapping_sub(b'A') & 31) << 5 | usize::from(b.wrapping_sub(b'A') & 31)),
        _ => None,
    }
}

/// Returns what decides rows and columns that are packed beforehand.
pub(crate) fn subjects(flows: &Flows) -> Vec<Subject> {
    let rows: Rc<[Row]> = flows.values.iter().map(|flow| held(flow).packed()).collect();
    let one = rows.clone();
    let by_row = move |at: usize| one.get(at).is_some_and(|row| permits(decide(row)));
    let pace = rows.len();
    let floor = Floor::new(flows);
    let by_hand = move |at: usize| floor.permits(at);
    vec![
        Subject { name: "Rust by hand", how: "structures with texts", pace, decide: Decide::one(by_hand) },
        Subject { name: "limit: Rust by hand", how: "a row packed beforehand", pace, decide: Decide::one(by_row) },
        batch("limit: Rust by hand", "columns packed beforehand", &rows, |columns, out| decide_columns(columns, out)),
        batch("limit: Rust by hand", "columns, 16 flows at once", &rows, |columns, out| {
            decide_lanes(columns, out);
        }),
    ]
}

/// Returns a kernel that decides all flows at once.
fn batch(name: &'static str, how: &'static str, rows: &[Row], kernel: fn(&Columns, &mut [u8])) -> Subject {
    let columns: Columns = rows.iter().copied().collect();
    let decide = Decide::All(Box::new(move |out| kernel(&columns, out)), permits);
    Subject { name, how, pace: rows.len(), decide }
}
