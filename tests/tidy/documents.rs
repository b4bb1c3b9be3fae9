//! Checks documents: law names its source, and the commands shown exist.

use super::source::Source;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::process::Command;

/// Reports a policy or module that carries law and does not open by naming its source.
pub(super) fn sourceless(file: &Source) -> Vec<String> {
    let head: Vec<&str> = file
        .text
        .lines()
        .map(str::trim)
        .take_while(|line| line.starts_with('#') || line.starts_with("loci ") || line.is_empty())
        .filter(|line| line.starts_with('#'))
        .collect();
    let words = ["Source", "Regulation", "Directive", "https://"];
    let names = head.iter().any(|line| words.iter().any(|word| line.contains(word)));
    if names {
        return vec![];
    }
    vec![format!("{}: the comment at its head names no source", file.path)]
}

/// Reports commands in shell blocks that `lexloci` or `cargo xtask` does not have.
pub(super) fn unknown_commands(file: &Source) -> Vec<String> {
    let lines = shell_lines(&file.text);
    let found = lines.iter().flat_map(|line| commands(line));
    found
        .filter(|(program, verb)| !exists(program, verb))
        .map(|(program, verb)| format!("{}: there is no `{program} {verb}`", file.path))
        .collect()
}

/// Reports a lock file of another workspace that holds other dependencies of this crate than `Cargo.toml` names: cargo refuses to build it
/// with `--locked`.
pub(super) fn stale_locks(file: &Source) -> Vec<String> {
    let Some((_, own)) = file.text.split_once("\nname = \"lexloci\"\n") else { return vec![] };
    let own = own.split("\n\n").next().unwrap_or_default();
    let locked = own.lines().filter_map(|line| line.trim().strip_prefix('"')?.split(['"', ' ']).next());
    let (locked, wanted) = (locked.collect::<BTreeSet<_>>(), always_needed());
    if locked.iter().copied().eq(wanted.iter().map(String::as_str)) {
        return vec![];
    }
    vec![format!(
        "{}: lexloci needs {wanted:?}, and there are {locked:?}: run `cargo metadata` in its folder",
        file.path
    )]
}

/// Returns the dependencies of this crate that no feature switches on, on any platform.
fn always_needed() -> BTreeSet<String> {
    let manifest = include_str!("../../Cargo.toml");
    let sections = manifest.split("\n[").filter(|section| {
        section.starts_with("dependencies]") || section.starts_with("target.") && section.contains("dependencies]")
    });
    let lines = sections.flat_map(|section| section.lines().skip(1)).filter(|line| !line.contains("optional = true"));
    lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).filter(|name| !name.starts_with('#')).collect()
}

/// Returns the lines of the blocks that show a shell.
fn shell_lines(markdown: &str) -> Vec<String> {
    let mut lines = vec![];
    let mut is_shell = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = info.split(' ').next().unwrap_or_default();
                is_shell = ["sh", "bash", "shell", "console"].contains(&language);
            }
            Event::End(TagEnd::CodeBlock) => is_shell = false,
            Event::Text(text) if is_shell => lines.extend(text.lines().map(str::to_owned)),
            _ => {}
        }
    }
    lines
}

/// Returns each `lexloci VERB` and `cargo xtask VERB` of a line.
fn commands(line: &str) -> Vec<(&'static str, String)> {
    let code = line.split(" #").next().unwrap_or(line);
    let words: Vec<&str> = code.split([' ', '|', ';', '&', '(', ')']).filter(|word| !word.is_empty()).collect();
    let verb = |at: usize| words.get(at).filter(|verb| !verb.starts_with('-')).map(|verb| (*verb).to_owned());
    let mut found = vec![];
    for (at, word) in words.iter().enumerate() {
        let after_cargo = at > 0 && words.get(at - 1) == Some(&"cargo");
        let starts = at == 0 || code.contains(&format!("| {word}")) || words.get(at - 1) == Some(&"$");
        match *word {
            "lexloci" if starts => found.extend(verb(at + 1).map(|verb| ("lexloci", verb))),
            "xtask" if after_cargo => found.extend(verb(at + 1).map(|verb| ("cargo xtask", verb))),
            _ => {}
        }
    }
    found
}

fn exists(program: &str, verb: &str) -> bool {
    if program == "lexloci" {
        let asked = Command::new(env!("CARGO_BIN_EXE_lexloci")).args([verb, "--help"]).output();
        return asked.is_ok_and(|output| output.status.success());
    }
    let main = super::source::under("xtask/src", &["rs"]).into_iter().find(|file| file.path.ends_with("/main.rs"));
    let tasks = main.map(|file| file.tokens()).unwrap_or_default();
    let variant = verb.chars().take(1).flat_map(char::to_uppercase).chain(verb.chars().skip(1)).collect::<String>();
    super::source::names(&tasks, &format!("Task::{variant}"))
}

#[test]
fn law_without_source_is_found() {
    let complain = |text: &str| sourceless(&Source::of("src/policies/a.loci", text)).len();
    assert_eq!(complain("loci 1\nuse gdpr\n"), 1);
    assert_eq!(complain("# A policy.\nloci 1\n"), 1);
    assert_eq!(complain("# Source: Regulation (EU) 2016/679\nloci 1\n"), 0);
}

#[test]
fn commands_that_do_not_exist_are_found() {
    let complain = |text: &str| unknown_commands(&Source::of("README.md", text)).len();
    assert_eq!(complain("```sh\nlexloci chekc a b\ncargo xtask demmo\njq . | lexloci tets -\n```\n"), 3);
    assert_eq!(complain("```sh\nlexloci check a b\n$ lexloci fmt a\nlexloci --help\n```\n"), 0);
    assert_eq!(complain("```sh exit=1\nlexloci chekc a b\n```\n"), 1);
    assert_eq!(complain("```text\nlexloci chekc\n```\nlexloci chekc\n"), 0);
}

#[test]
fn a_lock_of_older_dependencies_is_found() {
    let lock = include_str!("../../fuzz/Cargo.lock");
    let complain = |text: &str| stale_locks(&Source::of("fuzz/Cargo.lock", text)).len();
    assert_eq!(complain(lock), 0);
    assert_eq!(complain(&lock.replacen(" \"nom\",\n", " \"nom\",\n \"postcard\",\n", 1)), 1);
    assert_eq!(complain(&lock.replacen(" \"strsim\",\n", "", 1)), 1);
}
