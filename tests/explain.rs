//! The texts that `lexloci explain` shows as right are right, and every code that the engine says is explained.

use lexloci::diag::{self, Code};
use lexloci::{Modules, Options, Policy, input, syntax};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Returns the lines of an explanation that show something right: those that are indented, after the modules they need.
fn example(code: &Code) -> String {
    let right = code.explain.split("\nright:\n").last().unwrap_or("");
    let policy = right.split("    # the policy\n").last().unwrap_or("");
    let shown = policy.lines().filter_map(|line| line.strip_prefix("    "));
    shown.map(|line| format!("{line}\n")).collect()
}

/// The words that open what stands before a policy.
const HEAD: &[&str] = &["use", "source", "set", "replace", "list", "define", "fact", "vendor", "region", "policy"];
/// The words that open a member of a policy.
const MEMBERS: &[&str] = &["applies", "levels", "rule", "exception", "claim"];

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or("")
}

/// Returns a policy around the lines of an example, which need not be whole.
fn completed(example: &str) -> String {
    if example.starts_with("loci ") {
        return example.to_owned();
    }
    let (mut head, mut members): (String, Vec<Vec<&str>>) = (String::new(), vec![]);
    for line in example.lines() {
        let first = first_word(line);
        let goes_on = line.starts_with(' ') || line == "}";
        if HEAD.contains(&first) || (goes_on && members.is_empty()) {
            head.push_str(&format!("{line}\n"));
        } else if MEMBERS.contains(&first) {
            members.push(vec![line]);
        } else {
            clause(&mut members, line);
        }
    }
    if head.contains("policy ") {
        return format!("loci 1\n{head}");
    }
    let members: String = members.iter().map(|lines| whole(lines)).collect();
    let members = if members.contains("rule ") { members } else { format!("{members}{}", whole(&["rule r \"R\""])) };
    format!("loci 1\n{head}policy p version 1.0.0 \"P\" {{\n{members}}}\n")
}

/// A clause goes on with the member before it, unless that is past such clauses: then it is another rule.
fn clause<'a>(members: &mut Vec<Vec<&'a str>>, line: &'a str) {
    let before = members.last().and_then(|lines| lines.last()).map_or("", |line| first_word(line));
    let goes_on = match first_word(line) {
        "for" => ["rule", "for"].contains(&before),
        "when" => ["rule", "exception", "for"].contains(&before),
        _ => !before.is_empty(),
    };
    match members.last_mut().filter(|_| goes_on) {
        Some(member) => member.push(line),
        None => members.push(vec!["rule r \"R\"", line]),
    }
}

/// Returns a rule that demands nothing and an exception that excuses nothing get what they lack.
fn whole(lines: &[&str]) -> String {
    let says = |words: &[&str]| lines.iter().any(|line| words.iter().any(|word| line.contains(word)));
    let lacks = match lines.first().map_or("", |line| first_word(line)) {
        "rule" if !says(&["require ", "forbid "]) => "require data has personal",
        "exception" if !says(&["when "]) => "when data has personal",
        _ => "",
    };
    let opens = |line: &&str| ["rule", "exception", "for", "when"].contains(&first_word(line));
    let (before, after): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| opens(line));
    let lines = if lacks.is_empty() { lines.to_vec() } else { [before, vec![lacks], after].concat() };
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn examples_of_policies_can_be_read() {
    let mut wrong = vec![];
    for code in diag::codes().filter(|code| code.id >= "L0100" && code.id < "L0500") {
        let example = example(code);
        let source = completed(&example);
        let errors: Vec<String> = syntax::parse(&source).diagnostics.iter().map(|d| d.message.clone()).collect();
        if !errors.is_empty() {
            wrong.push(format!("{}: {errors:?}\n{source}", code.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_of_flows_can_be_judged() {
    let source = "loci 1\nfact site.x.tier is one of {gold, silver}\n\
                  policy p version 1.0.0 \"P\" { rule r \"R\" require data has personal }";
    let policy = Policy::parse(source, &Modules::new()).unwrap();
    let options = Options::new().as_of(lexloci::Date::parse("2026-03-01"));
    let codes: Vec<&Code> = diag::codes().filter(|code| code.id >= "L0500" || code.id == "L0004").collect();
    assert!(codes.len() > 15);
    for code in codes.into_iter().filter(|code| !example(code).is_empty()) {
        let flow = input::json(&example(code)).unwrap();
        let judged = policy.check(&flow, &options);
        assert!(judged.is_ok(), "{}: {judged:?}", code.id);
    }
}

#[test]
fn every_code_that_is_said_is_explained_and_the_other_way_round() {
    let mut said = BTreeSet::new();
    for folder in ["src", "pkg"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut said);
    }
    let explained: BTreeSet<String> = diag::codes().map(|code| code.id.to_owned()).collect();
    assert_eq!(said, explained);
}

#[test]
fn codes_are_unique_and_say_something() {
    let ids: BTreeSet<&str> = diag::codes().map(|code| code.id).collect();
    assert_eq!(ids.len(), diag::codes().count());
    for code in diag::codes() {
        assert!(!code.title.is_empty() && !code.title.ends_with('.'), "{}", code.id);
        assert!(code.explain.len() > 40, "{}", code.id);
    }
}

/// The codes in the sources, but for the tables that explain them.
fn collect(folder: &Path, said: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let sources = path.extension().is_some_and(|kind| kind == "rs" || kind == "js");
        if path.is_dir() && entry.file_name() != "diag" {
            collect(&path, said);
        } else if sources {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let quoted = text.split('"').filter(|word| word.len() == 5 && word.starts_with("L0"));
            said.extend(quoted.filter(|word| word.bytes().skip(1).all(|b| b.is_ascii_digit())).map(str::to_owned));
        }
    }
}

#[test]
fn the_lints_that_can_be_allowed_are_those_that_are_explained() {
    let explained = diag::codes().filter(|code| code.id.starts_with("L04") && code.id != "L0405");
    let explained: Vec<_> = explained.map(|code| (code.id, code.title)).collect();
    assert_eq!(lexloci::policy::LINTS, explained);
}
