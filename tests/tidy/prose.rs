//! Checks comments: the doc comment of a function opens with a verb in the third person, and no comment opens with a question word.

use super::source::Source;

/// The folders and files whose comments are held to it. The list grows until it is the whole tree.
pub(super) const FINISHED: &[&str] = &[
    "benches/growth",
    "benches/limit/",
    "benches/memory.mjs",
    "benches/native/",
    "benches/page.mjs",
    "examples/",
    "fuzz/",
    "pkg/analyse",
    "pkg/atlas",
    "pkg/base64.js",
    "pkg/editor",
    "pkg/entry/",
    "pkg/errors.js",
    "pkg/explain.js",
    "pkg/format.js",
    "pkg/index.d.ts",
    "pkg/missing.js",
    "pkg/options.js",
    "pkg/plain.js",
    "pkg/policy.js",
    "pkg/source.js",
    "pkg/tape.js",
    "pkg/text.js",
    "pkg/verdict.d.ts",
    "pkg/vocabulary-of.js",
    "src/analyse/",
    "src/atlas/",
    "src/check/",
    "src/cli/",
    "src/date.rs",
    "src/diag.rs",
    "src/diag/",
    "src/editor/",
    "src/emit/",
    "src/eval/",
    "src/flow/",
    "src/golden/",
    "src/input.rs",
    "src/lsp/",
    "src/main.rs",
    "src/nearest.rs",
    "src/order.rs",
    "src/policy/",
    "src/read/",
    "src/render/",
    "src/severity.rs",
    "src/sorted.rs",
    "src/span.rs",
    "src/syntax/",
    "src/truth.rs",
    "src/verdict.rs",
    "src/vocab/",
    "src/wasm/",
    "tests/common/",
    "tests/tidy/",
    "www/src/",
    "xtask/",
];

/// Words that open a noun clause, which names the result and hides the act. Some end as verbs do.
const CLAUSES: &[&str] = &[
    "As", "How", "Its", "So", "Such", "That", "This", "What", "When", "Where", "Whether", "Which", "Who", "Whom",
    "Whose",
];

/// Words that open a question. A comment that begins with one does not name its subject.
const QUESTIONS: &[&str] = &["How", "What", "Where", "Whether", "Which", "Who", "Whom", "Whose"];

/// A function with a doc comment.
struct Documented<'a> {
    line: usize,
    /// The first word of the comment, without quotes around it.
    opening: &'a str,
}

/// Reports the functions of a finished file whose doc comment does not open with a verb.
pub(super) fn complaints(file: &Source) -> Vec<String> {
    if !is_finished(&file.path) {
        return vec![];
    }
    let wrong = documented(file).into_iter().filter(|function| !is_verb(function.opening));
    wrong
        .map(|Documented { line, opening }| format!("{}:{line}: a comment opens with `{opening}`", file.path))
        .collect()
}

/// Reports comments of policies, modules and Rust that open with a question word. The command's are lines of its help.
pub(super) fn questions(file: &Source) -> Vec<String> {
    let sign = if file.path.ends_with(".loci") { "#" } else { "//" };
    let mut complaints = vec![];
    let mut is_inside = file.is_command();
    for (index, line) in file.text.lines().enumerate() {
        let comment = line.trim().strip_prefix(sign).map(|words| words.trim_start_matches(['/', '!']).trim());
        let opening = comment.filter(|_| !is_inside).map_or("", first_word);
        if QUESTIONS.contains(&opening) {
            complaints.push(format!("{}:{}: a comment opens with `{opening}`", file.path, index + 1));
        }
        is_inside = file.is_command() || comment.is_some_and(|words| !words.is_empty());
    }
    complaints
}

/// Returns whether a file's comments are held to the rule.
pub(super) fn is_finished(path: &str) -> bool {
    FINISHED.iter().any(|finished| path.starts_with(finished))
}

/// Counts a file's documented functions, and those whose comment opens with a noun clause.
pub(super) fn counts(file: &Source) -> (usize, usize) {
    let functions = documented(file);
    (functions.len(), functions.iter().filter(|function| CLAUSES.contains(&function.opening)).count())
}

/// Returns whether a word can be a verb in the third person: `Returns`, `Parses`.
fn is_verb(word: &str) -> bool {
    let is_word = word.starts_with(|c: char| c.is_ascii_uppercase()) && word.bytes().all(|b| b.is_ascii_alphabetic());
    is_word && word.ends_with('s') && !CLAUSES.contains(&word)
}

/// Lists the functions with a doc comment: `///` in Rust, `/**` in JavaScript.
fn documented(file: &Source) -> Vec<Documented<'_>> {
    let is_rust = file.path.ends_with(".rs");
    let mut found = vec![];
    let mut comment: Option<Documented<'_>> = None;
    let mut is_open = false;
    for (index, line) in file.text.lines().map(str::trim).enumerate() {
        let block = line.strip_prefix("/**");
        if let Some(words) = line.strip_prefix("///").or(block).filter(|_| comment.is_none()) {
            comment = Some(Documented { line: index + 1, opening: first_word(words) });
        }
        if is_open || block.is_some() {
            if let Some(comment) = comment.as_mut().filter(|comment| comment.opening.is_empty()) {
                comment.opening = first_word(line.trim_start_matches(['/', '*']));
            }
            is_open = !line.contains("*/");
            continue;
        }
        if line.starts_with("///") || line.starts_with("#[") || line.starts_with("//") {
            continue;
        }
        found
            .extend(comment.take().filter(|_| if is_rust { is_rust_function(line) } else { is_script_function(line) }));
    }
    found
}

/// Returns the first word of a comment, without the signs around it.
fn first_word(comment: &str) -> &str {
    let word = comment.split_whitespace().next().unwrap_or("");
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Returns whether a line of Rust begins a function: `pub(super) const fn name(`.
fn is_rust_function(line: &str) -> bool {
    line.split(['(', '<']).next().is_some_and(|head| head.split_whitespace().any(|word| word == "fn"))
        || line.strip_prefix("pub(").is_some_and(|rest| rest.contains(" fn "))
}

/// Returns whether a line of JavaScript begins a function, a method, or an arrow function with a name.
fn is_script_function(line: &str) -> bool {
    let head = line.split(['(', '<']).next().unwrap_or(line);
    let words: Vec<&str> = head.split_whitespace().collect();
    let is_statement = matches!(words.first(), Some(&("if" | "for" | "while" | "switch" | "class" | "interface")));
    let is_method = line.ends_with('{') && line.contains('(') && !line.contains(" = ") && words.len() <= 3;
    let is_arrow = line.contains("const ") && line.contains("=>") && head.contains('=');
    words.contains(&"function") || is_arrow || (is_method && !is_statement)
}

#[test]
fn functions_are_found_with_their_comments() {
    let rust = "/// Whether it is.\n#[inline]\npub fn a() -> bool {\n}\n/// What it is.\npub(crate) struct B {\n/// Parses.\n/// More.\npub(super) fn c() {}\n";
    let script =
        "/** Which one. */\nfunction d() {\n/**\n * How far.\n */\nget e() {\n/** Reads it. */\nconst f = (x) => x;\n";
    let openings = |path, text| -> Vec<String> {
        let file = Source::of(path, text);
        documented(&file).iter().map(|found| format!("{}:{}", found.line, found.opening)).collect()
    };
    assert_eq!(openings("a.rs", rust), ["1:Whether", "7:Parses"]);
    assert_eq!(openings("a.ts", script), ["1:Which", "3:How", "7:Reads"]);
}

#[test]
fn noun_clauses_and_nouns_are_reported() {
    let bad =
        "/// Whether it is.\nfn a() {}\n/// The first.\nfn b() {}\n/// `24%`\nfn c() {}\n/// Returns it.\nfn d() {}\n";
    let expected = [
        "src/span.rs:1: a comment opens with `Whether`",
        "src/span.rs:3: a comment opens with `The`",
        "src/span.rs:5: a comment opens with `24`",
    ];
    assert_eq!(complaints(&Source::of("src/span.rs", bad)), expected);
    assert_eq!(complaints(&Source::of("src/other.rs", bad)), [""; 0]);
    assert_eq!(counts(&Source::of("src/other.rs", bad)), (4, 1));
}

#[test]
fn questions_that_open_comments_are_reported() {
    let policy = "# What it is.\n# Where it goes on.\n#\n# Who it is.\nloci 1\n  # Says whether it is.\nset a = {FR} # Which one.\n";
    let expected = ["a.loci:1: a comment opens with `What`", "a.loci:4: a comment opens with `Who`"];
    assert_eq!(questions(&Source::of("a.loci", policy)), expected);
    let rust = "//! Which it is.\n/// Parses.\n/// How.\nfn a() {}\n    // Where it is.\n";
    let expected = ["src/a.rs:1: a comment opens with `Which`", "src/a.rs:5: a comment opens with `Where`"];
    assert_eq!(questions(&Source::of("src/a.rs", rust)), expected);
    assert_eq!(questions(&Source::of("src/cli/a.rs", rust)), [""; 0]);
}
