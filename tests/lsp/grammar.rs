//! The grammar of VS Code is written from the words of the language, so that it cannot drift:
//! `LEXLOCI_UPDATE=1 cargo test --test lsp grammar`.

use lexloci::editor::keywords;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const GRAMMAR: &str = "editors/vscode/syntaxes/loci.tmLanguage.json";
const MARKDOWN: &str = "editors/vscode/syntaxes/markdown.tmLanguage.json";

/// Returns every word of the language, longest first, so that none hides one that it begins.
fn words() -> Vec<&'static str> {
    let all: BTreeSet<&str> = keywords().iter().flat_map(|(word, _)| word.split(' ')).collect();
    let mut all: Vec<&str> = all.into_iter().filter(|word| lexloci::syntax::is_keyword(word)).collect();
    all.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    all
}

/// Returns the names of all groups of places.
fn groups() -> Vec<&'static str> {
    lexloci::atlas::Group::all().map(|group| group.name()).collect()
}

fn grammar() -> Value {
    let one = |name: &str, pattern: &str| json!({"name": name, "match": pattern});
    let any = |words: &[&str]| format!("(?<![\\w.@/-])(?:{})(?![\\w/-])", words.join("|"));
    json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Lex Loci",
        "scopeName": "source.loci",
        "patterns": [
            one("comment.line.number-sign.loci", "#.*$"),
            {
                "name": "string.quoted.double.loci",
                "begin": "\"",
                "end": "\"|$",
            },
            one("constant.numeric.date.loci", "\\b\\d{4}-\\d{2}-\\d{2}\\b"),
            one("constant.numeric.loci", "(?<![\\w.-])\\d+(?:\\.\\d+)*(?:\\s*%)?(?![\\w-])"),
            one("entity.name.namespace.region.loci", "\\b[A-Za-z][\\w-]*/[A-Za-z0-9][\\w.-]*"),
            one("variable.other.party.loci", "@[A-Za-z0-9_][\\w-]*"),
            one("keyword.control.loci", &any(&words())),
            one("support.class.group.loci", &any(&groups())),
            one("constant.language.place.loci", "(?<![\\w.])[A-Z]{2}(?:-[A-Z0-9]{1,3})?(?![\\w-])"),
            one("keyword.operator.loci", "<=|>=|[<>&+=]"),
        ],
    })
}

fn injection() -> Value {
    json!({
        "scopeName": "markdown.loci.codeblock",
        "injectionSelector": "L:text.html.markdown",
        "patterns": [{
            "name": "markup.fenced_code.block.markdown",
            "begin": "(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(loci)(\\s+[^`~]*)?$",
            "end": "(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$",
            "beginCaptures": {
                "3": {"name": "punctuation.definition.markdown"},
                "4": {"name": "fenced_code.block.language"},
            },
            "endCaptures": {"3": {"name": "punctuation.definition.markdown"}},
            "patterns": [{
                "begin": "(^|\\G)(\\s*)(.*)",
                "while": "(^|\\G)(?!\\s*([`~]{3,})\\s*$)",
                "contentName": "meta.embedded.block.loci",
                "patterns": [{"include": "source.loci"}],
            }],
        }],
    })
}

#[test]
fn the_grammar_has_the_words_of_the_language() {
    for (path, wanted) in [(GRAMMAR, grammar()), (MARKDOWN, injection())] {
        let file = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("LEXLOCI_UPDATE").is_some() {
            let text = serde_json::to_string_pretty(&wanted).expect("JSON") + "\n";
            std::fs::write(&file, &text).expect("it can be written");
        }
        let found = std::fs::read_to_string(&file).unwrap_or_default();
        let found: Value = serde_json::from_str(&found).unwrap_or_default();
        assert_eq!(found, wanted, "{path} is out of date: LEXLOCI_UPDATE=1 cargo test --test lsp grammar");
    }
}

/// Every word that the shipped policies write as a keyword is one of the grammar's.
#[test]
fn no_word_of_the_shipped_policies_is_left_out() {
    let words = words();
    assert!(words.len() > 40, "{words:?}");
    for (name, text) in lexloci::policies::policies() {
        for token in lexloci::syntax::tokens(text) {
            let is_keyword = token.kind == lexloci::syntax::TokenKind::Keyword;
            assert!(!is_keyword || words.contains(&token.text), "{name}: `{}`", token.text);
        }
    }
}
