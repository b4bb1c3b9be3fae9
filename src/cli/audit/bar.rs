//! Progress, on a terminal alone.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The time between two drawings.
const PAUSE: Duration = Duration::from_millis(200);

/// A line on standard error that is drawn over again.
pub(super) struct Bar {
    total: u64,
    state: Option<Mutex<State>>,
}

struct State {
    bytes: u64,
    flows: u64,
    begun: Instant,
    drawn: Instant,
}

impl Bar {
    pub(super) fn new(total: u64) -> Bar {
        let now = Instant::now();
        let state = || Mutex::new(State { bytes: 0, flows: 0, begun: now, drawn: now });
        Bar { total, state: std::io::stderr().is_terminal().then(state) }
    }

    /// Adds what was done.
    pub(super) fn advance(&self, bytes: u64, flows: u64) {
        let Some(Ok(mut state)) = self.state.as_ref().map(Mutex::lock) else { return };
        state.bytes += bytes;
        state.flows += flows;
        if state.drawn.elapsed() >= PAUSE {
            state.drawn = Instant::now();
            let line = line(self.total, &state);
            // Nothing depends on it: a terminal that is gone shows no progress.
            drop(write!(std::io::stderr(), "\r{line}\u{1b}[K"));
        }
    }

    /// Removes the line.
    pub(super) fn clear(&self) {
        if self.state.is_some() {
            drop(write!(std::io::stderr(), "\r\u{1b}[K"));
        }
    }
}

fn line(total: u64, state: &State) -> String {
    const WIDTH: u64 = 30;
    let share = state.bytes.min(total).saturating_mul(1_000) / total.max(1);
    let full = "█".repeat((share * WIDTH / 1_000) as usize);
    let rest = "░".repeat((WIDTH - share * WIDTH / 1_000) as usize);
    let rate = state.flows as f64 / state.begun.elapsed().as_secs_f64().max(0.001);
    let known = if total > 0 { format!("{full}{rest} {:>3} %  ", share / 10) } else { String::new() };
    format!("{known}{} flows, {rate:.0} a second", state.flows)
}
