//! Timing in turns with the floor, and the table.

use crate::hand::Floor;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

/// One engine, ready to decide: the number of a flow in, whether it may go ahead out.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) how: &'static str,
    /// How many flows a round takes.
    pub(crate) pace: usize,
    pub(crate) decide: Box<dyn FnMut(usize) -> bool>,
}

/// Measures a subject and prints its line; the figures, and whether it decides all that it was asked like the floor.
pub(crate) fn measure(subject: &mut Subject, floor: &Floor, permitted: &[bool], rounds: usize) -> (Value, bool) {
    let Subject { name, how, pace, decide } = subject;
    let asked = permitted.get(..*pace).unwrap_or(permitted);
    let agree = asked.iter().enumerate().filter(|(at, permitted)| decide(*at) == **permitted).count();
    let times: Vec<(f64, f64)> = (0..rounds).map(|_| (floor.round(), round(asked.len(), decide))).collect();
    let nanoseconds = median(times.iter().map(|(_, engine)| *engine));
    let ratio = median(times.iter().map(|(floor, engine)| engine / floor));
    println!("| {name} | {how} | {nanoseconds:.0} ns | {ratio:.1} | {agree} of {} |", asked.len());
    let figures = json!({
        "name": name, "how": how, "nanoseconds": nanoseconds, "ratio": ratio, "agree": agree, "of": asked.len(),
    });
    (figures, agree == asked.len())
}

/// Nanoseconds a decision. The wall clock: nothing here has threads.
pub(crate) fn round(count: usize, decide: &mut dyn FnMut(usize) -> bool) -> f64 {
    let start = Instant::now();
    for at in 0..count {
        black_box(decide(black_box(at)));
    }
    start.elapsed().as_secs_f64() * 1e9 / count as f64
}

/// The middle one.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
