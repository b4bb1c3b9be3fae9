//! The time that `ask` takes on flows of 1 to 16 transfers: its first answer, and the smallest one after it. Nothing is judged by time:
//! the table is for reading. Times are those of the processor, so that other work on the machine does not count.
//!
//! `cargo bench --bench questions` asks `gdpr_transfers` about lists of vendors of whom little is stated.

#![expect(clippy::expect_used, reason = "a bench that cannot run has nothing to say")]

use lexloci::analyse::{Analysis, Budget};
use lexloci::{Json, Policy};
use std::time::{Duration, Instant};

/// Returns the time that this process has had of a processor, where the system says so (Linux), else the time since `start`.
fn spent(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The number of times that each question is asked: the first one, and the smallest.
const ROUNDS: (usize, usize) = (40, 5);

/// Entries of lists as people have them: a vendor by name, a vendor with its tool, a company that the atlas lacks, a bare country.
const VENDORS: &[&str] = &[
    r#"{"to": "US", "recipient": "zendesk"}"#,
    r#"{"to": "US", "recipient": "stripe", "tool": "scc"}"#,
    r#"{"to": "IN", "recipient": {"name": "Support Partners Ltd", "seat": "IN"}}"#,
    r#"{"to": "US"}"#,
    r#"{"to": "US", "recipient": {"vendor": "twilio", "listed": ["dpf"]}}"#,
    r#"{"to": "GB", "recipient": {"name": "Payroll Ltd", "seat": "GB"}, "tool": "bcr"}"#,
];

/// Returns a flow with this many transfers, which begin at another entry of the list.
fn flow(transfers: usize, first: usize) -> Json {
    let entries = (0..transfers).filter_map(|index| VENDORS.get((first + index) % VENDORS.len()).copied());
    let list = entries.collect::<Vec<_>>().join(", ");
    let text = format!(
        r#"{{"as_of": "2026-03-01", "data": ["contact"], "exporter": {{"seat": "FR"}}, "storage": ["FR"], "transfers": [{list}]}}"#
    );
    text.parse().expect("the flow is JSON")
}

/// Returns the time at a share of the sorted times.
fn at(times: &[Duration], percent: usize) -> f64 {
    let index = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(index).map_or(0.0, Duration::as_secs_f64) * 1_000.0
}

/// Asks in rounds, each time of a flow that begins at another entry, and returns the sorted times.
fn measured(policy: &Policy, transfers: usize, rounds: usize, ask: impl Fn(&Analysis<'_>)) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|round| {
            let flow = flow(transfers, round);
            let start = Instant::now();
            let before = spent(start);
            let analysis = Analysis::new(policy, &flow, None, None, Budget::default()).expect("the flow is right");
            ask(&analysis);
            spent(start).saturating_sub(before)
        })
        .collect();
    times.sort();
    times
}

fn main() {
    let source = lexloci::policies::source("gdpr_transfers").expect("it is shipped");
    let policy: Policy = source.parse().expect("it is right");
    let only: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if only.is_empty() { vec![1, 2, 4, 8, 16] } else { only };
    println!("| transfers | first: median | p95 | smallest: median | p95 |\n|---|---|---|---|---|");
    for transfers in sizes {
        let first = measured(&policy, transfers, ROUNDS.0, |analysis| drop(analysis.first()));
        let smallest = measured(&policy, transfers, ROUNDS.1, |analysis| drop(analysis.ask()));
        println!(
            "| {transfers} | {:.1} ms | {:.1} ms | {:.0} ms | {:.0} ms |",
            at(&first, 50),
            at(&first, 95),
            at(&smallest, 50),
            at(&smallest, 95)
        );
    }
}
