//! Every explanation shows what is wrong and what is right, and both are tried.

use crate::corpus::{self, add_line};
use crate::frame::{Part, Text, said};
use lexloci::diag::{self, Code};

/// Limits, and a level that is named from outside: their examples would be too long, or need more than a text.
const WITHOUT_EXAMPLE: &[&str] = &["L0204", "L0225", "L0306", "L0514", "L0557", "L0562", "L0590", "L0591", "L0592"];

/// Returns the codes of names, types, lints and flows; those of texts, of hosts, and of a search over all flows (L042x) have tests
/// of their own.
fn codes() -> impl Iterator<Item = &'static Code> {
    diag::codes()
        .filter(|code| ["L02", "L03", "L04", "L05"].iter().any(|prefix| code.id.starts_with(prefix)))
        .filter(|code| !code.id.starts_with("L058") && !code.id.starts_with("L042"))
}

/// Returns the example under a heading, without its indentation.
fn example(code: &Code, heading: &str) -> Option<String> {
    let after = code.explain.split_once(&format!("\n{heading}:\n"))?.1;
    let lines = after.lines().take_while(|line| line.starts_with("    "));
    Some(lines.map(|line| line.get(4..).unwrap_or("")).collect::<Vec<_>>().join("\n"))
}

/// Returns an example, in the frame that its first word needs; a line `# NAME.loci` opens a module.
fn framed(example: &str) -> Text {
    let mut text = Text::default();
    let mut module = None;
    for line in example.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            module = name.strip_suffix(".loci").map(str::to_owned);
            continue;
        }
        match &module {
            Some(name) => text.modules.update(String::clone(name), String::new(), |text| add_line(text, line)),
            None => add_line(&mut text.text, line),
        }
    }
    if text.text.starts_with('{') {
        text.flow = Some(std::mem::take(&mut text.text));
        return text;
    }
    text.part = Some(match text.text.split_whitespace().next() {
        Some("loci") => Part::File,
        Some("rule" | "levels" | "applies") => Part::Body,
        Some("for" | "when" | "require" | "forbid") => Part::Rule,
        _ => Part::Top,
    });
    text
}

#[test]
fn what_is_shown_as_wrong_is_wrong_and_what_is_right_is_right() {
    for code in codes() {
        let told = |heading| example(code, heading).map(|example| said(&framed(&example)));
        match told("wrong") {
            Some(said) => assert!(said.iter().any(|one| one.code == code.id), "{} is not said: {said:?}", code.id),
            None => assert!(WITHOUT_EXAMPLE.contains(&code.id), "{} shows nothing wrong", code.id),
        }
        let right = told("right").unwrap_or_else(|| panic!("{} shows nothing right", code.id));
        let bad = right.iter().find(|one| {
            one.code == code.id || !["L04", "L055", "L056"].iter().any(|notes| one.code.starts_with(notes))
        });
        assert!(bad.is_none(), "{}: {bad:?}", code.id);
    }
}

#[test]
fn every_explanation_is_some_sentences() {
    for code in codes() {
        let prose = code.explain.lines().next().unwrap_or("");
        let sentences = prose.split(". ").count();
        assert!((2..=6).contains(&sentences), "{} has {sentences} sentences", code.id);
        assert!(prose.ends_with('.') && !code.title.ends_with('.'), "{}", code.id);
    }
}

#[test]
fn the_corpus_holds_every_code() {
    let seen: Vec<&str> = corpus::answered().iter().flat_map(|(_, said)| said).map(|one| one.code.as_str()).collect();
    let unseen: Vec<&str> = codes().map(|code| code.id).filter(|id| !seen.contains(id)).collect();
    assert_eq!(unseen, WITHOUT_EXAMPLE, "limits.rs shows these");
}
