//! The command as a user meets it: arguments, standard input, output, exit codes.

mod analyse;
mod atlas;
mod check;
mod clouds;
mod command;
mod help;
mod kinds;
mod languages;
mod policies;
mod reading;
mod rules;
mod sentences;
mod server;
mod services;
mod signatures;
mod signing;
mod starting;
mod tables;
mod testing;
mod vendors;
mod workbooks;
mod writing;

use command::run;

#[test]
fn every_subcommand_has_help_with_its_exit_codes_and_an_example() {
    let help = run(&["--help"]).succeeds();
    let verbs = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let verbs: Vec<&str> =
        verbs.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(verbs.len() >= 8, "{help}");
    assert!(help.contains("Exit codes: "), "{help}");
    for verb in verbs.into_iter().filter(|verb| *verb != "help") {
        let help = run(&[verb, "--help"]).succeeds();
        assert!(help.contains("Examples:\n  lexloci "), "{verb}: {help}");
        let codes = help.split_once("Exit codes").map_or("", |(_, codes)| codes);
        let codes: Vec<&str> = codes.split_whitespace().collect();
        assert!(codes.contains(&"0") && codes.contains(&"2"), "{verb}: {help}");
    }
}

#[test]
fn wrong_arguments_are_bad_input() {
    run(&[]).fails(2);
    run(&["chekc"]).fails(2);
    run(&["check", "only-a-policy"]).fails(2);
    run(&["check", "p", "f", "--format", "yaml"]).fails(2);
    let error = run(&["check", "p", "f", "--as-of", "2026-02-30"]).fails(2);
    assert!(error.contains("a day is written 2026-03-01"), "{error}");
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(run(&["completions", shell]).succeeds().contains("lexloci"));
    }
    run(&["completions", "tcsh"]).fails(2);
}

#[test]
fn codes_are_explained() {
    let text = run(&["explain", "l0004"]).succeeds();
    assert!(text.starts_with("L0004  this is not JSON\n\n"), "{text}");
    let longest = text.lines().map(|line| line.chars().count()).max();
    assert!(longest.unwrap_or(0) <= 90, "{text}");
    let all = run(&["explain"]).succeeds();
    assert_eq!(all.lines().count(), lexloci::diag::codes().count());
    assert!(run(&["explain", "L9999"]).fails(2).contains("no code L9999"));
}

#[test]
fn colour_is_for_whoever_wants_it() {
    let escape = '\u{1b}';
    assert!(!run(&["explain"]).succeeds().contains(escape), "no terminal, no colour");
    assert!(run(&["--color", "always", "explain"]).succeeds().contains(escape));
    assert!(!run(&["--color", "never", "explain"]).succeeds().contains(escape));
}

/// Far more than a pipe holds is written to a reader that goes after the first line.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_is_no_disaster() {
    let script = format!("set -o pipefail; '{}' atlas --unverified | head -n 1", env!("CARGO_BIN_EXE_lexloci"));
    let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
