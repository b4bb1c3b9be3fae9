//! docs/audit.md: its commands run, and print what it says they print.
//!
//! `LEXLOCI_UPDATE=1 cargo test --all-features --test audit document` writes what they print.

use crate::command::Folder;
use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "docs/audit.md";

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns a text without what changes with every edit of the law: digests and versions.
fn stable(text: &str) -> String {
    let line = |line: &str| match line.split_once("sha256:") {
        Some((before, _)) => format!("{}sha256:…", before.split("20").next().unwrap_or(before)),
        None => line.trim_end().to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Runs a command of the page in a folder; returns what it prints.
fn ran(line: &str, folder: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().skip(1).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_lexloci")).args(words).current_dir(folder).output();
    let output = output.expect("the command runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0..=4)) && !errors.contains("panicked"), "{line}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_page_prints_what_the_command_prints() {
    let folder = Folder::new("audit-page");
    for entry in fs::read_dir(path("examples/audit")).expect("the examples") {
        let entry = entry.expect("a file");
        let text = fs::read_to_string(entry.path()).expect("a text");
        folder.file(&format!("audit/{}", entry.file_name().to_string_lossy()), text);
    }
    folder.file("shop.loci", fs::read_to_string(path("examples/shop.loci")).expect("the policy"));
    let at = folder.path("audit");
    let read = |name: &str| folder.read(&format!("audit/{name}")).trim_end().to_owned();
    let page = fs::read_to_string(path(PAGE)).expect("the page");
    let mut written = String::new();
    let (mut printed, mut files) = (String::new(), vec![]);
    let mut lines = page.lines();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        written.push_str(line);
        written.push('\n');
        let Some(language) = line.strip_prefix("```").filter(|language| !language.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let shown = match language {
            "sh" => {
                for command in &block {
                    printed = stable(&ran(command, &at));
                    commands += 1;
                }
                files = vec![read("verdicts.ndjson.rejected.ndjson"), read("verdicts.ndjson")];
                block.join("\n")
            }
            "text" => printed.clone(),
            "json" => files.pop().expect("a file for each block"),
            "csv" => read("stores.map.csv"),
            other => panic!("a block of {other}"),
        };
        written.push_str(&format!("{shown}\n```\n"));
    }
    assert!(commands >= 4);
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        fs::write(path(PAGE), &written).expect("the page can be written");
    }
    let now = fs::read_to_string(path(PAGE)).expect("the page");
    assert!(
        now == written,
        "run `LEXLOCI_UPDATE=1 cargo test --all-features --test audit page` to bring {PAGE} up to date"
    );
}
