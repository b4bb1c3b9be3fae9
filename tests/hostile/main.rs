//! Whatever comes in, something clear comes out: a verdict, or errors with codes; never a panic, never a wait.
//!
//! `HOSTILE_TIMES=1 cargo test --release --test hostile -- --nocapture --test-threads=1` says how long each input takes.

#![expect(clippy::indexing_slicing, clippy::panic, clippy::string_slice, reason = "a test says what it expects")]

mod flows;
mod numbers;
mod policies;
mod texts;

use lexloci::verdict::Verdict;
use lexloci::{Json, Modules, Options, Policy};
use std::time::Instant;

/// Runs, and says how long it took where that was asked for.
fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    if std::env::var_os("HOSTILE_TIMES").is_some() {
        println!("{:>8.1} ms  {what}", start.elapsed().as_secs_f64() * 1000.0);
    }
    result
}

/// Returns the codes of the errors of a text, each once; none when it is a policy. What cannot be laid out is laid out neither,
/// and what can be comes out the same when it is laid out again.
fn codes(what: &str, text: &str) -> Vec<&'static str> {
    let laid_out = timed(&format!("format {what}"), || lexloci::format(text));
    if let Ok(laid_out) = &laid_out {
        assert_eq!(lexloci::format(laid_out).as_ref(), Ok(laid_out), "{what}");
    }
    let errors = timed(&format!("parse {what}"), || Policy::parse(text, &Modules::new()))
        .err()
        .map(lexloci::Errors::into_vec)
        .unwrap_or_default();
    let mut codes: Vec<&'static str> = errors.iter().map(|error| error.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(errors.iter().all(|error| error.message.len() < 2_000), "{what}: a message is too long");
    assert!(errors.len() < 1_000, "{what}: {} errors", errors.len());
    codes
}

/// Returns a policy with one rule.
fn rule(body: &str) -> Policy {
    policy(&format!("rule r \"A rule\" {body}"))
}

/// Returns a policy with these members.
fn policy(members: &str) -> Policy {
    let text = format!("loci 1\npolicy p version 1.0.0 \"A policy\" {{ {members} }}");
    Policy::parse(&text, &Modules::new()).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"))
}

/// Returns the verdict on a flow, or the code of its first error.
fn judged(what: &str, policy: &Policy, flow: &Json) -> Result<Verdict, &'static str> {
    let judged = timed(&format!("check {what}"), || policy.check(flow, &Options::default()));
    judged.map_err(|errors| {
        assert!(errors.len() <= 200 && errors.iter().all(|error| error.message.len() < 2_000), "{what}");
        errors[0].code
    })
}

/// Returns the same for JSON text; `L0004` where it is none.
fn answer(what: &str, policy: &Policy, flow: &str) -> String {
    let Ok(flow) = timed(&format!("read {what}"), || serde_json::from_str::<Json>(flow)) else {
        return "L0004".to_owned();
    };
    match judged(what, policy, &flow) {
        Ok(verdict) => verdict.verdict.as_str().to_owned(),
        Err(code) => code.to_owned(),
    }
}
