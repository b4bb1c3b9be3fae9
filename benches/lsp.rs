//! The time from a keystroke in a policy to its diagnostics and to the completion at the cursor, by the size of the policy.
//! Nothing is judged by time: the table is for reading.
//!
//! `cargo bench --bench lsp`

#![expect(clippy::expect_used, reason = "a bench that cannot run has nothing to say")]

use lexloci::Date;
use lexloci::lsp::{Host, Server};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The numbers of rules that are tried, and the keystrokes in each policy.
const SIZES: [usize; 3] = [20, 200, 600];
const KEYSTROKES: usize = 120;

struct Nothing;

impl Host for Nothing {
    fn read(&self, _: &str) -> Option<String> {
        None
    }

    fn list(&self, _: &str) -> Vec<String> {
        vec![]
    }

    fn keep(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn today(&self) -> Date {
        Date::new(2026, 3, 1).expect("a day")
    }
}

const URI: &str = "file:///bench.loci";

/// Returns a policy of this many rules, each with a loop, a condition and a citation.
fn policy(rules: usize) -> String {
    let mut text = "loci 1\n\nuse gdpr\n\nsource BOARD is \"Board decision\"\n\nset approved = adequate & {FR, DE from 2020-01-01}\n\npolicy big version 1.0.0 \"Big\" {\n".to_owned();
    for rule in 0..rules {
        text.push_str(&format!(
            "  rule r{rule} \"Rule {rule}\" part p{} [BOARD {rule}]\n    for every s in storage where s not in approved\n    when data has personal\n    require s in EEA or (s.encrypted and s.keys.holder is exporter)\n\n",
            rule % 7
        ));
    }
    text.push_str("}\n");
    text
}

fn send(server: &mut Server, message: &Value) -> usize {
    server.receive(&message.to_string()).len()
}

/// Types a condition letter by letter into the rule in the middle, and returns the times of diagnostics and of completions.
fn typed(rules: usize) -> (Vec<Duration>, Vec<Duration>) {
    let mut server = Server::new(Box::new(Nothing));
    let text = policy(rules);
    let line = text.lines().position(|line| line.contains(&format!("rule r{} ", rules / 2))).expect("a rule") + 3;
    let column = text.lines().nth(line).expect("a line").len();
    send(
        &mut server,
        &json!({"id": 0, "method": "initialize", "params": {"capabilities": {"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}}}),
    );
    let document = json!({"uri": URI, "languageId": "loci", "version": 1, "text": text});
    send(&mut server, &json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    server.rest();
    let (mut diagnostics, mut completions) = (vec![], vec![]);
    let mut written = 0;
    for (letter, number) in " or s.operator.seat in approved ".chars().cycle().zip(0..KEYSTROKES) {
        let place = json!({"line": line, "character": column + written});
        let change = json!({"range": {"start": place, "end": place}, "text": letter});
        written += 1;
        let start = Instant::now();
        send(
            &mut server,
            &json!({"method": "textDocument/didChange", "params": {"textDocument": {"uri": URI, "version": number + 2}, "contentChanges": [change]}}),
        );
        let published = server.rest();
        diagnostics.push(start.elapsed());
        assert!(published.iter().any(|message| message.contains("publishDiagnostics")), "they are published");
        let place = json!({"line": line, "character": column + written});
        let start = Instant::now();
        let answered = send(
            &mut server,
            &json!({"id": number + 1, "method": "textDocument/completion", "params": {"textDocument": {"uri": URI}, "position": place}}),
        );
        completions.push(start.elapsed());
        assert_eq!(answered, 1);
    }
    (diagnostics, completions)
}

/// Returns the time below which a share of all lies, in milliseconds.
fn share(times: &mut [Duration], percent: usize) -> f64 {
    times.sort();
    times.get(times.len() * percent / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn main() {
    println!("| rules | lines | diagnostics, median | p95 | completion, median | p95 |");
    println!("|---:|---:|---:|---:|---:|---:|");
    for rules in SIZES {
        let (mut diagnostics, mut completions) = typed(rules);
        let lines = policy(rules).lines().count();
        let mut row = |percent| (share(&mut diagnostics, percent), share(&mut completions, percent));
        let ((a, c), (b, d)) = (row(50), row(95));
        println!("| {rules} | {lines} | {a:.1} ms | {b:.1} ms | {c:.1} ms | {d:.1} ms |");
    }
}
