//! Checks names that the sources must not use.

use super::source::{Source, names, stripped};

/// Clock, files, network, threads, orders that differ from run to run, and output.
const IMPURE: &[&str] = &[
    "std::time",
    "SystemTime",
    "Instant",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "HashMap",
    "HashSet",
    "RandomState",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "unsafe",
];

/// Reports impure names in the engine: it has no clock, file or network, and no random order.
pub(super) fn impure(file: &Source) -> Vec<String> {
    named(file, &file.code(), IMPURE)
}

/// Reports names of JavaScript outside the one folder that may use them.
pub(super) fn javascript(file: &Source) -> Vec<String> {
    if file.path.starts_with("src/wasm/") || file.path == "src/wasm.rs" {
        return vec![];
    }
    named(file, &stripped(&file.text), &["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen"])
}

fn named(file: &Source, code: &str, words: &[&str]) -> Vec<String> {
    let found = words.iter().filter(|word| names(code, word));
    found.map(|word| format!("{} names `{word}`", file.path)).collect()
}

/// Reports exceptions to lints without a reason, or that outlive their cause.
pub(super) fn unreasoned(file: &Source) -> Vec<String> {
    let code = stripped(&file.text);
    let mut complaints = vec![];
    for opening in ["#[expect(", "#![expect("] {
        for (at, _) in code.match_indices(opening) {
            let inside = code.get(at..).unwrap_or("");
            let inside = inside.split("]").next().unwrap_or("");
            if !names(inside, "reason") {
                complaints.push(format!("{}: an `expect` without a reason", file.path));
            }
        }
    }
    if code.contains("#[allow(") || code.contains("#![allow(") {
        complaints.push(format!("{}: say `expect`, which goes when its cause goes", file.path));
    }
    complaints
}

/// Reports notes about unfinished work. The words are assembled here so that this file contains none of them.
pub(super) fn left_for_later(file: &Source) -> Vec<String> {
    let words = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|halves| halves.concat());
    let lines = file.text.lines().enumerate();
    let found = lines.filter(|(_, line)| words.iter().any(|word| names(line, word)));
    found.map(|(index, line)| format!("{}:{}: {}", file.path, index + 1, line.trim())).collect()
}

#[test]
fn impurities_are_found_in_code_only() {
    let bad = Source::of("src/eval/mod.rs", "use std::time::Instant;\nfn f() { println!(); }");
    assert_eq!(impure(&bad).len(), 3);
    let fine = "// HashMap\nfn f() -> &'static str { \"std::fs\" }\n#[cfg(test)]\nmod tests { use std::fs; }";
    assert!(impure(&Source::of("src/eval/mod.rs", fine)).is_empty());
}

#[test]
fn javascript_is_found_outside_its_folder() {
    let text = "use js_sys::Array;";
    assert_eq!(javascript(&Source::of("src/flow/json.rs", text)).len(), 1);
    assert!(javascript(&Source::of("src/wasm/mod.rs", text)).is_empty());
}

#[test]
fn exceptions_without_reason_are_found() {
    let complain = |text: &str| unreasoned(&Source::of("src/a.rs", text)).len();
    assert_eq!(complain("#[expect(missing_docs)]\nfn f() {}"), 1);
    assert_eq!(complain("#[allow(missing_docs, reason = \"why\")]\nfn f() {}"), 1);
    assert_eq!(complain("#[expect(missing_docs, reason = \"why\")]\nfn f() {}"), 0);
}

#[test]
fn notes_for_later_are_found() {
    let note = ["// TO", "DO: all of it"].concat();
    assert_eq!(left_for_later(&Source::of("src/a.rs", &note)).len(), 1);
    assert!(left_for_later(&Source::of("src/a.rs", "// the TOtal, all DOne")).is_empty());
}
