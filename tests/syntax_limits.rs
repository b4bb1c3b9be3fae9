//! Limits: no text makes the parser slow, deep or silent.

use lexloci::syntax;
use std::time::{Duration, Instant};

fn in_demand(cond: &str) -> String {
    format!("loci 1\npolicy p version 1.0.0 \"P\" {{\n  rule r \"R\"\n    require {cond}\n}}\n")
}

/// Returns the codes of a text, in order.
fn codes(source: &str) -> Vec<&'static str> {
    let parsed = syntax::parse(source);
    parsed.diagnostics.iter().map(|said| said.code).collect()
}

#[test]
fn sixty_four_levels_are_read_and_laid_out() {
    let open: String = (0..62).map(|n| if n % 2 == 0 { "(a or " } else { "(a and " }).collect();
    let source = in_demand(&format!("{open}b{}", ")".repeat(62)));
    let parsed = syntax::parse(&source);
    assert_eq!(parsed.diagnostics, []);
    let printed = syntax::print(&parsed.file);
    assert_eq!(syntax::print(&syntax::parse(&printed).file), printed);
}

#[test]
fn deeper_nesting_is_one_error() {
    let nested = |open: &str, close: &str| format!("{}a{}", open.repeat(70), close.repeat(70));
    assert_eq!(codes(&in_demand(&nested("(", ")"))), ["L0191"]);
    assert_eq!(codes(&in_demand(&nested("not ", ""))), ["L0191"]);
    assert_eq!(codes(&in_demand(&nested("some x in y: (", ")"))), ["L0191"]);
    assert_eq!(codes(&in_demand(&nested("some x in y where ", ": a"))), ["L0191"]);
    assert_eq!(codes(&in_demand(&nested("total(x for y in z where ", ") < 1%"))), ["L0191"]);
    assert_eq!(codes(&format!("loci 1\nset x = {}", nested("(", ")"))), ["L0191"]);
    assert_eq!(codes(&format!("loci 1\nfact x is {}place", "set of ".repeat(70))), ["L0191"]);
}

/// Half of what Wasm gives by default is enough; without optimisation, what a thread has.
#[test]
fn the_deepest_text_needs_little_stack() {
    let deep = |open: &str, close: &str| {
        let times = 62 / (1 + open.matches('(').count() / 2);
        let cond = format!("{}a{}", open.repeat(times), close.repeat(times));
        let source = in_demand(&cond);
        let read = move || {
            let file = syntax::parse(&source).file;
            assert!(!syntax::print(&file).is_empty());
            assert!(!file.content().is_empty());
            drop(file.clone());
        };
        let stack = if cfg!(debug_assertions) { 2 << 20 } else { 1 << 19 };
        let thread = std::thread::Builder::new().stack_size(stack).spawn(read);
        assert!(thread.unwrap().join().is_ok());
    };
    deep("(a or (b and ", "))");
    deep("not ", "");
    deep("some x in y: (", ")");
    deep("some x in y where ", ": a");
    deep("total(x for y in z where ", ") < 1%");
    deep("a in (b + (c & ", "))");
}

#[test]
fn long_texts_are_refused_at_once() {
    let start = Instant::now();
    assert_eq!(codes(&"[".repeat(10_000_000)), ["L0190"]);
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(codes(&"[ ".repeat(300_000)), ["L0192"]);
}

/// A mebibyte of anything is read in time that grows with its length.
#[test]
fn a_mebibyte_of_anything_is_read_quickly() {
    let units = [
        "(",
        "[",
        "{",
        "[a ",
        "\"",
        "'",
        "“",
        "a-",
        "aa-",
        "a:b-",
        "a/b",
        "a.",
        "1.",
        "1-",
        "é",
        "\u{a0}",
        "\u{202e}",
        "\0",
        "\r",
        "#",
        "//",
        "not ",
        "!",
        "a b\n",
        "rule r \"\n",
        "policy p {\n",
        "}\n",
        "require a and\n",
        "a\n",
        "for every s in {\n",
        "set a = {FR, DE}\n",
        "total(",
        "some x in y: ",
        "is no ",
        "@",
        "=",
        "&&",
        "any a in b: ",
    ];
    // Without optimisation a sixty-fourth of it is enough to see that time does not grow with the square.
    let (share, seconds) = if cfg!(debug_assertions) { (64, 4) } else { (1, 1) };
    let length = syntax::LONGEST_SOURCE / share;
    for unit in units {
        let source = unit.repeat(length / unit.len());
        for source in [source.clone(), in_demand(&source), format!("loci 1\n{source}")] {
            let source = source.get(..syntax::LONGEST_SOURCE.min(source.len())).unwrap_or("");
            let start = Instant::now();
            let parsed = syntax::parse(source);
            assert!(start.elapsed() < Duration::from_secs(seconds), "{unit:?}: {:?}", start.elapsed());
            assert!(parsed.diagnostics.len() <= syntax::MOST_DIAGNOSTICS + 1);
        }
    }
}

#[test]
fn the_hundred_and_first_diagnostic_says_that_there_are_more() {
    let found = codes(&format!("loci 1\n{}", "set a = {FR DE}\n".repeat(150)));
    assert_eq!(found.len(), 101);
    assert!(found[..100].iter().all(|code| *code == "L0110"));
    assert_eq!(found[100], "L0193");
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let source = in_demand("a\n    and b").replace('\n', "\r\n");
    let parsed = syntax::parse(&format!("\u{feff}{source}"));
    assert_eq!(parsed.diagnostics, []);
}
