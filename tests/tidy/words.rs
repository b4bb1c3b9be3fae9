//! Checks names that the sources must not use.

use super::source::{Source, Token, names};

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
    named(file, &file.tokens(), &["wasm_bindgen", "js_sys", "web_sys"])
}

fn named(file: &Source, code: &[Token], words: &[&str]) -> Vec<String> {
    let found = words.iter().filter(|word| names(code, word));
    found.map(|word| format!("{} names `{word}`", file.path)).collect()
}

/// Reports notes about unfinished work. The words are assembled here so that this file contains none of them.
pub(super) fn left_for_later(file: &Source) -> Vec<String> {
    let words = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|halves| halves.concat());
    let lines = file.text.lines().enumerate();
    let is_note =
        |line: &str| line.split(|ch: char| !ch.is_alphanumeric()).any(|part| words.iter().any(|word| word == part));
    let found = lines.filter(|(_, line)| is_note(line));
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
fn notes_for_later_are_found() {
    let note = ["// TO", "DO: all of it"].concat();
    assert_eq!(left_for_later(&Source::of("src/a.rs", &note)).len(), 1);
    assert!(left_for_later(&Source::of("src/a.rs", "// the TOtal, all DOne")).is_empty());
}
