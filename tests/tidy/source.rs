//! Reads the files of the repository, and blanks out the comments and texts of Rust.

use std::fs;
use std::path::{Path, PathBuf};

/// One file.
pub(super) struct Source {
    /// Its path from the root, with `/`.
    pub(super) path: String,
    /// Its content.
    pub(super) text: String,
}

const BUILT: &[&str] = &["target", "node_modules", ".git", "dist", "corpus", "artifacts"];

/// The JavaScript glue that wasm-bindgen writes.
const GLUE: &[&str] = &["pkg/lexloci.js", "pkg/decider.js"];

/// Returns the files of these kinds in a folder and below it, in order of their paths.
pub(super) fn under(folder: &str, kinds: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![];
    collect(&root.join(folder), &mut paths);
    paths.sort();
    let wanted = |path: &&PathBuf| {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
        kinds.contains(&kind)
    };
    let source = |path: &PathBuf| {
        let name = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
        Some(Source { path: name, text: fs::read_to_string(path).ok()? })
    };
    paths.iter().filter(wanted).filter_map(source).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if GLUE.iter().any(|glue| path.ends_with(glue)) {
            continue;
        }
        if !path.is_dir() {
            paths.push(path);
        } else if !BUILT.iter().any(|built| name == *built) {
            collect(&path, paths);
        }
    }
}

impl Source {
    /// Returns a file that exists only here, to show that a check complains.
    #[cfg(test)]
    pub(super) fn of(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    /// Returns whether it belongs to the command rather than to the engine.
    pub(super) fn is_command(&self) -> bool {
        self.path == "src/main.rs" || self.path.starts_with("src/cli/")
    }

    /// Returns the code: without comments, without quoted texts, without the tests at its end.
    pub(super) fn code(&self) -> String {
        let code = stripped(&self.text);
        match code.find("#[cfg(test)]") {
            Some(at) => code.get(..at).unwrap_or("").to_owned(),
            None => code,
        }
    }
}

/// Returns the folder by which figures are summed: `src/eval`, `src` for its own files, else the first folders.
pub(super) fn folder(path: &str) -> String {
    let folders: Vec<&str> = path.split('/').collect();
    let depth = if matches!(folders.first(), Some(&("src" | "tests" | "www"))) { 2 } else { 1 };
    folders.get(..depth.min(folders.len() - 1)).unwrap_or(&[]).join("/")
}

/// Blanks out the comments, texts and characters of Rust, line for line.
pub(super) fn stripped(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let skipped = skipped(rest);
        let (passed, tail) = rest.split_at_checked(skipped.max(ch.len_utf8())).unwrap_or((rest, ""));
        if skipped == 0 {
            code.push(ch);
        } else {
            code.push(' ');
            code.extend(passed.chars().filter(|ch| *ch == '\n'));
        }
        rest = tail;
    }
    code
}

/// Counts the bytes of comment, text or character at the start; 0 when code stands there.
fn skipped(rest: &str) -> usize {
    let to_end = |found: Option<usize>| found.unwrap_or(rest.len());
    if rest.starts_with("//") {
        return to_end(rest.find('\n'));
    }
    if rest.starts_with("/*") {
        return to_end(rest.find("*/").map(|at| at + 2));
    }
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw.get(hashes..).is_some_and(|raw| raw.starts_with('"')) {
            let close = format!("\"{}", "#".repeat(hashes));
            let inside = raw.get(hashes + 1..).unwrap_or("");
            return to_end(inside.find(&close).map(|at| at + hashes + 2 + close.len()));
        }
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted(rest, '"'),
        [b'\'', b'\\', ..] => quoted(rest, '\''),
        [b'\'', ..] => character(rest),
        _ => 0,
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, ch) in rest.char_indices().skip(1) {
        match ch {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ch if ch == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Counts the bytes of a character literal; `'a` is a lifetime and counts 0.
fn character(rest: &str) -> usize {
    let third = rest.char_indices().nth(2);
    third.filter(|(_, ch)| *ch == '\'').map_or(0, |(at, _)| at + 1)
}

/// Returns whether `word` occurs in the code on its own, not as a part of a longer name.
pub(super) fn names(code: &str, word: &str) -> bool {
    let part = |ch: char| ch.is_alphanumeric() || ch == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|code| code.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|code| code.chars().next());
        !(before.is_some_and(part) || word.ends_with(part) && after.is_some_and(part))
    })
}

#[test]
fn comments_and_texts_are_not_code() {
    let code = stripped("a // b\n\"c\\\" d\" e 'f' 'g '\\'' r#\"h\"# /* i\n */ j");
    for word in ["a", "e", "g", "j"] {
        assert!(names(&code, word), "{code}");
    }
    for word in ["b", "c", "d", "f", "h", "i"] {
        assert!(!names(&code, word), "{word}: {code}");
    }
    assert_eq!(code.lines().count(), 3);
}

#[test]
fn a_word_within_a_name_is_not_named() {
    assert!(names("std::fs::read", "std::fs"));
    assert!(!names("MyHashMapping", "HashMap"));
}
