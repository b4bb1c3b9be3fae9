//! Laws of the syntax on random trees and broken texts: printing and reading are inverse, formatting is
//! idempotent and keeps comments, and nothing makes the parser fail.

#[path = "common/trees/mod.rs"]
mod trees;

use lexloci::syntax::tree::File;
use lexloci::syntax::{self, TokenKind};
use proptest::prelude::*;
use proptest::sample::Index;

fn read(source: &str) -> File {
    let parsed = syntax::parse(source);
    assert!(parsed.diagnostics.is_empty(), "{source}\n{:#?}", parsed.diagnostics);
    parsed.file
}

/// A random tree, shown as its text when a law fails.
#[derive(Clone)]
struct Tree(File);

impl std::fmt::Debug for Tree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&syntax::print(&self.0))
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    trees::file().prop_map(Tree)
}

/// Puts comments between tokens of a text, some on lines of their own.
fn commented(source: &str, places: &[(Index, bool)]) -> String {
    let tokens = syntax::tokens(source);
    let mut cuts: Vec<_> = places.iter().map(|(place, own)| (place.get(&tokens).span.end as usize, *own)).collect();
    cuts.sort();
    let mut text = source.to_owned();
    for (n, (at, own)) in cuts.into_iter().enumerate().rev() {
        text.insert_str(at, &format!("{}# c{n}\n", if own { "\n" } else { " " }));
    }
    text
}

/// Puts a line that allows a lint above some declarations and members of a text in the standard layout, with a comment beside it.
fn allowing(source: &str, places: &[bool]) -> String {
    let mut places = places.iter().cycle();
    let opens = [
        "use ",
        "source ",
        "set ",
        "list ",
        "define ",
        "fact ",
        "vendor ",
        "region ",
        "policy ",
        "rule ",
        "exception ",
        "claim ",
    ];
    let mut text = String::new();
    for line in source.lines() {
        let (indent, word) = line.split_at(line.len() - line.trim_start().len());
        let is_member =
            indent.is_empty() || ["rule ", "exception ", "claim "].iter().any(|open| word.starts_with(open));
        if is_member
            && indent.len() <= 2
            && opens.iter().any(|open| word.starts_with(open))
            && places.next() == Some(&true)
        {
            text.push_str(&format!("allow L0402 \"why\" # beside\n{indent}# between\nallow L0401 \"\"\n"));
        }
        text.push_str(&format!("{line}\n"));
    }
    text
}

fn comment_texts(source: &str) -> Vec<String> {
    let tokens = syntax::tokens(source).into_iter();
    let comments = tokens.filter(|token| token.kind == TokenKind::Comment);
    let mut texts: Vec<_> = comments.map(|token| token.text.to_owned()).collect();
    texts.sort();
    texts
}

/// The diagnostics lie in the text, in order, between characters.
fn assert_sound(source: &str) {
    let parsed = syntax::parse(source);
    let mut before = 0;
    for said in &parsed.diagnostics {
        assert!(said.span.is_some(), "a syntax error has a place: {said:?}");
        let span = said.span.unwrap_or_default();
        assert!(before <= span.start && span.start <= span.end, "{said:?}");
        assert!(source.get(span.start as usize..span.end as usize).is_some(), "{said:?}");
        if let Some(fix) = &said.fix {
            assert!(source.get(fix.span.start as usize..fix.span.end as usize).is_some());
        }
        before = span.start;
    }
    syntax::print(&parsed.file);
}

/// Something that is done to a text.
#[derive(Clone, Debug)]
enum Damage {
    Delete,
    Double,
    Put(String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let words = [
        "rule",
        "for",
        "require",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        ":",
        "is",
        "not",
        "no",
        "&&",
        "==",
        "-",
        "\"",
        "'",
        "#",
        "//",
        "\u{202e}",
        "\u{a0}",
        "\r",
        "\0",
        "“",
        "é",
        "1.",
        "12x",
        "@",
        ".",
        "\n",
        "and",
        "or",
        "every",
        "policy p {",
        "total(",
        "loci 1",
        "allow L0402 \"x\"",
        "AND",
        "until 2020-01-01",
        "=",
        ";",
    ];
    prop_oneof![
        Just(Damage::Delete),
        Just(Damage::Double),
        prop::sample::select(words.to_vec()).prop_map(|word| Damage::Put(word.to_owned())),
        ".{0,4}".prop_map(Damage::Put),
    ]
}

fn damaged(source: &str, damages: &[(Index, Damage)]) -> String {
    let mut text = source.to_owned();
    for (place, damage) in damages {
        let tokens = syntax::tokens(&text);
        if tokens.is_empty() {
            break;
        }
        let span = place.get(&tokens).span;
        let (start, end) = (span.start as usize, span.end as usize);
        match damage {
            Damage::Delete => text.replace_range(start..end, ""),
            Damage::Double => text.insert_str(end, &format!(" {}", span.of(&text))),
            Damage::Put(word) => text.insert_str(end, word),
        }
    }
    text
}

proptest! {
    #![proptest_config(trees::config())]

    #[test]
    fn printing_and_reading_are_inverse(Tree(tree) in tree()) {
        let printed = syntax::print(&tree);
        let file = read(&printed);
        prop_assert_eq!(syntax::print(&file), printed.as_str());
        prop_assert!(file.content() == tree.content(), "{:#?}\n{:#?}\n{}", file, tree, printed);
    }

    #[test]
    fn comments_are_kept_and_formatting_is_idempotent(
        Tree(tree) in tree(),
        places in prop::collection::vec((any::<Index>(), any::<bool>()), 1..8),
    ) {
        let source = commented(&syntax::print(&tree), &places);
        let file = read(&source);
        let once = syntax::print(&file);
        prop_assert!(comment_texts(&once) == comment_texts(&source), "{}\n---\n{}", source, once);
        let twice = syntax::print(&read(&once));
        prop_assert!(twice == once, "{}\n--- once\n{}\n--- twice\n{}", source, once, twice);
        prop_assert!(file.content() == tree.content(), "{}", source);
    }

    #[test]
    fn allowed_lints_stay_with_what_they_are_said_of(Tree(tree) in tree(), places in prop::collection::vec(any::<bool>(), 1..6)) {
        let source = allowing(&syntax::print(&tree), &places);
        let file = read(&source);
        prop_assert_eq!(file.allows.len(), source.matches("allow L04").count());
        let once = syntax::print(&file);
        prop_assert!(comment_texts(&once) == comment_texts(&source), "{}\n---\n{}", source, once);
        let twice = syntax::print(&read(&once));
        prop_assert!(twice == once, "{}\n--- once\n{}\n--- twice\n{}", source, once, twice);
        let said_of = |file: &File, text: &str| -> Vec<String> {
            file.allows.iter().map(|allow| allow.of.of(text).chars().take(12).collect()).collect()
        };
        prop_assert_eq!(said_of(&file, &source), said_of(&read(&once), &once));
        prop_assert!(File { allows: vec![], ..file }.content() == tree.content(), "{}", source);
    }

    #[test]
    fn a_damaged_text_gives_sound_diagnostics(
        Tree(tree) in tree(),
        damages in prop::collection::vec((any::<Index>(), damage()), 1..6),
    ) {
        assert_sound(&damaged(&syntax::print(&tree), &damages));
    }

    #[test]
    fn any_text_gives_sound_diagnostics(text in "(?s).{0,200}") {
        assert_sound(&text);
        assert_sound(&format!("loci 1\n{text}"));
    }
}
