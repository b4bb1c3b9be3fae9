//! Reads the files of the repository, and splits Rust into tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
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
const GLUE: &[&str] = &["pkg/lexloci.js"];

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

    /// Returns the tokens of the code: without comments, and without the tests at its end.
    ///
    /// # Panics
    /// Panics where the file is not made of Rust's tokens.
    pub(super) fn code(&self) -> Vec<Token> {
        let tokens = self.tokens();
        let tests = ["#", "[", "cfg", "(", "test", ")", "]"];
        let end = tokens.windows(tests.len()).position(|window| window.iter().map(Token::as_str).eq(tests));
        tokens.into_iter().take(end.unwrap_or(usize::MAX)).collect()
    }

    /// Returns the tokens of the whole file.
    pub(super) fn tokens(&self) -> Vec<Token> {
        tokens_of(&self.text, &self.path)
    }
}

/// A token of Rust: a name, a sign, a bracket. A literal is the empty text.
#[derive(Debug)]
pub(super) struct Token(String);

impl Token {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

fn tokens_of(text: &str, name: &str) -> Vec<Token> {
    let stream = text.parse::<TokenStream>();
    assert!(stream.is_ok(), "{name} is not made of Rust's tokens");
    let mut tokens = vec![];
    flatten(stream.unwrap_or_default(), &mut tokens);
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                tokens.push(Token(open.to_owned()));
                flatten(group.stream(), tokens);
                tokens.push(Token(close.to_owned()));
            }
            TokenTree::Ident(name) => tokens.push(Token(name.to_string())),
            TokenTree::Punct(sign) => tokens.push(Token(sign.as_char().to_string())),
            TokenTree::Literal(_) => tokens.push(Token(String::new())),
        }
    }
}

/// Returns whether the tokens contain a path or name: `std::fs`, `HashMap`, `println!`.
pub(super) fn names(tokens: &[Token], path: &str) -> bool {
    let words = tokens_of(path, path);
    tokens.windows(words.len()).any(|window| window.iter().map(Token::as_str).eq(words.iter().map(Token::as_str)))
}

/// Returns the folder by which figures are summed: `src/eval`, `src` for its own files, else the first folders.
pub(super) fn folder(path: &str) -> String {
    let folders: Vec<&str> = path.split('/').collect();
    let depth = if matches!(folders.first(), Some(&("src" | "tests" | "www"))) { 2 } else { 1 };
    folders.get(..depth.min(folders.len() - 1)).unwrap_or(&[]).join("/")
}

#[test]
fn comments_and_texts_are_not_code() {
    let tokens =
        Source::of("a.rs", "a // b\n\"c\\\" d\" e 'f' g<'h> '\\'' r#\"i\"# /* j\n */ k std::fs::read").tokens();
    for word in ["a", "e", "g", "k", "std::fs"] {
        assert!(names(&tokens, word), "{word}: {tokens:?}");
    }
    for word in ["b", "c", "d", "f", "i", "j", "fs::std"] {
        assert!(!names(&tokens, word), "{word}: {tokens:?}");
    }
}

#[test]
fn tests_at_the_end_are_not_code() {
    let file = Source::of("a.rs", "fn a() {}\n#[cfg(test)]\nmod tests { use std::fs; }");
    assert!(names(&file.tokens(), "std::fs"));
    assert!(!names(&file.code(), "std::fs"));
}
