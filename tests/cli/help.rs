//! The help of every command, in terminals of several widths.

#![expect(clippy::unwrap_used, reason = "a test states what it expects")]

use std::process::{Command, Stdio};

/// Runs the command in a terminal of so many columns; returns what it printed.
fn printed(arguments: &[&str], columns: usize) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lexloci"))
        .args(arguments)
        .env("COLUMNS", columns.to_string())
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// Returns the arguments for the help of every command, and of the commands of commands.
fn every_help() -> Vec<Vec<String>> {
    let mut all = vec![vec![]];
    let mut index = 0;
    while let Some(path) = all.get(index).cloned() {
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let within = commands(&printed(&arguments, 100));
        all.extend(within.into_iter().map(|name| [path.as_slice(), &[name]].concat()));
        index += 1;
    }
    all
}

/// Returns whether a line is prose that begins at the margin, and no list and no example.
fn is_prose(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(' ')
}

#[test]
fn help_fills_its_lines_in_a_terminal_of_any_width() {
    let all = every_help();
    assert!(all.len() > 20, "{all:?}");
    let mut wrong = vec![];
    for (path, columns) in all.iter().flat_map(|path| [60, 80, 100, 200].map(|columns| (path, columns))) {
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = printed(&arguments, columns);
        let lines: Vec<&str> = help.lines().collect();
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            let first = next.split(' ').next().unwrap_or_default().chars().count();
            // Help is at most 100 columns wide.
            if is_prose(line) && is_prose(next) && line.chars().count() + 1 + first <= columns.min(100) {
                wrong.push(format!("{} at {columns}: broken early: {line}", path.join(" ")));
            }
        }
        let is_too_wide = |line: &&&str| columns >= 80 && line.chars().count() > columns.min(100);
        wrong.extend(lines.iter().filter(is_too_wide).map(|line| format!("{} at {columns}: {line}", path.join(" "))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_in_help_are_lines_to_copy() {
    for path in every_help() {
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        // A line that is wrapped is none to copy.
        let [narrow, wide] = [80, 200].map(|columns| {
            let help = printed(&arguments, columns);
            help.split_once("Examples:\n").map(|(_, examples)| examples.to_owned()).unwrap_or_default()
        });
        assert!(narrow.starts_with("  lexloci"), "{path:?}");
        assert_eq!(narrow, wide, "{path:?}");
    }
}
