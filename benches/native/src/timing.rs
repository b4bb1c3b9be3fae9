//! Timing in turns with the floor, and the table.

use crate::hand::Floor;
use cpu_time::ThreadTime;
use serde_json::{Value, json};
use std::hint::black_box;

/// The way in which a subject is asked.
pub(crate) enum Decide {
    /// About one flow, by its number: whether it may go ahead.
    One(Box<dyn FnMut(usize) -> bool>),
    /// About all flows at once: a byte each.
    All(Box<dyn FnMut(&mut [u8])>, fn(u8) -> bool),
}

/// One engine, ready to decide.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) how: &'static str,
    /// The number of flows in a round.
    pub(crate) pace: usize,
    pub(crate) decide: Decide,
}

impl Decide {
    /// Returns a decision on one flow at a time.
    pub(crate) fn one(decide: impl FnMut(usize) -> bool + 'static) -> Decide {
        Decide::One(Box::new(decide))
    }

    /// Returns whether each of the first flows may go ahead.
    fn answers(&mut self, count: usize) -> Vec<bool> {
        match self {
            Decide::One(decide) => (0..count).map(decide).collect(),
            Decide::All(decide, permits) => {
                let mut out = vec![0; count];
                decide(&mut out);
                out.into_iter().map(permits).collect()
            }
        }
    }

    /// Nanoseconds of CPU time a decision.
    fn round(&mut self, count: usize) -> f64 {
        match self {
            Decide::One(decide) => round(count, decide),
            Decide::All(decide, _) => {
                let mut out = vec![0; count];
                round(REPEATS, &mut |_| {
                    decide(black_box(&mut out));
                    true
                }) / count as f64
            }
        }
    }
}

/// The number of times that a round repeats what takes all flows at once: a call is too short for the clock.
const REPEATS: usize = 50;

/// Measures a subject and prints its line; the figures, and whether it decides all that it was asked like the floor.
pub(crate) fn measure(subject: &mut Subject, floor: &Floor, permitted: &[bool], rounds: usize) -> (Value, bool) {
    let Subject { name, how, pace, decide } = subject;
    let asked = permitted.get(..*pace).unwrap_or(permitted);
    let agree = decide.answers(asked.len()).iter().zip(asked).filter(|(answer, permitted)| answer == permitted).count();
    let times: Vec<(f64, f64)> = (0..rounds).map(|_| (floor.round(), decide.round(asked.len()))).collect();
    let nanoseconds = median(times.iter().map(|(_, engine)| *engine));
    let ratio = median(times.iter().map(|(floor, engine)| engine / floor));
    let digits = if nanoseconds < 10.0 { 2 } else { 0 };
    println!("| {name} | {how} | {nanoseconds:.digits$} ns | {ratio:.2} | {agree} of {} |", asked.len());
    let figures = json!({
        "name": name, "how": how, "nanoseconds": nanoseconds, "ratio": ratio, "agree": agree, "of": asked.len(),
    });
    (figures, agree == asked.len())
}

/// Nanoseconds of CPU time a call. Of this thread: none of the engines starts others.
pub(crate) fn round(count: usize, decide: &mut dyn FnMut(usize) -> bool) -> f64 {
    let start = ThreadTime::now();
    for at in 0..count {
        black_box(decide(black_box(at)));
    }
    start.elapsed().as_secs_f64() * 1e9 / count as f64
}

/// Returns the median.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
