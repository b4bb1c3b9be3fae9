//! Checks sizes: files of at most 600 lines, functions of at most 100.

use super::source::{Source, stripped};

const FILE: usize = 600;
const FUNCTION: usize = 100;

/// Reports files and functions that are too long.
pub(super) fn complaints(file: &Source) -> Vec<String> {
    let lines = file.text.lines().count();
    let long_file = (lines > FILE).then(|| format!("{} has {lines} lines", file.path));
    let long_functions = functions(&stripped(&file.text))
        .into_iter()
        .filter(|(_, length)| *length > FUNCTION)
        .map(|(name, length)| format!("{}: `{name}` has {length} lines", file.path));
    long_file.into_iter().chain(long_functions).collect()
}

/// Summarises the lengths: median, ninth tenth and longest function, longest file.
pub(super) fn summary(files: &[Source]) -> String {
    let mut lengths: Vec<usize> =
        files.iter().flat_map(|file| functions(&file.code())).map(|(_, length)| length).collect();
    lengths.sort_unstable();
    let at = |share: usize| lengths.get(lengths.len() * share / 100).copied().unwrap_or(0);
    let longest = lengths.last().copied().unwrap_or(0);
    let file = files.iter().map(|file| file.text.lines().count()).max().unwrap_or(0);
    format!(
        "{} functions: median {} lines, nine in ten under {}, longest {longest}; longest file {file} lines",
        lengths.len(),
        at(50),
        at(90)
    )
}

/// Returns each function with a body: its name, and its lines from `fn` to the closing brace.
fn functions(code: &str) -> Vec<(String, usize)> {
    let starts = code.match_indices("fn ").filter(|(at, _)| {
        let before = code.get(..*at).and_then(|code| code.chars().next_back());
        before.is_none_or(|ch| ch.is_whitespace() || ch == '(')
    });
    starts.filter_map(|(at, _)| function(code.get(at + 3..)?)).collect()
}

fn function(rest: &str) -> Option<(String, usize)> {
    let name: String = rest.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').collect();
    let (mut braces, mut brackets) = (0, 0);
    for (at, ch) in rest.char_indices() {
        match ch {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '{' => braces += 1,
            '}' => braces -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            _ => {}
        }
        if ch == '}' && braces == 0 {
            let body = rest.get(..=at)?;
            return (!name.is_empty()).then(|| (name, body.lines().count()));
        }
    }
    None
}

#[test]
fn long_functions_and_files_are_found() {
    let body = "    let _ = 1;\n".repeat(FUNCTION);
    let bad = format!("fn long() {{\n{body}}}\nfn short() {{}}\n");
    assert_eq!(complaints(&Source::of("src/a.rs", &bad)), [format!("src/a.rs: `long` has {} lines", FUNCTION + 2)]);
    let long = "// line\n".repeat(FILE + 1);
    assert_eq!(complaints(&Source::of("src/a.rs", &long)), [format!("src/a.rs has {} lines", FILE + 1)]);
}

#[test]
fn functions_are_counted_with_their_bodies() {
    let code = "trait T { fn a(x: [u8; 2]); }\nfn b(f: fn(u8) -> u8) -> u8 {\n  if x { 1 } else { 2 }\n}\n";
    assert_eq!(functions(code), [("b".to_owned(), 3)]);
}
