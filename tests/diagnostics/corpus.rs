//! The corpus of wrong texts: cases with a blank line between them.
//!
//! A line `# …` says what is wrong; `[cond]`, `[rule]`, `[body]`, `[top]` and `[file]` open a text of a policy,
//! `[module NAME]` one of a module, `[flow]` one of a flow; each line `=> …` is one diagnostic: its code, its line or
//! path, the words under it, what it says, its help.

use crate::frame::{Part, Said, Text, said};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// One wrong text and what is said of it.
pub(crate) struct Case {
    pub(crate) title: String,
    /// Its lines but for what is said.
    written: Vec<String>,
    /// The diagnostics that the file expects are given.
    expected: String,
    pub(crate) text: Text,
}

/// Returns every file of the corpus.
pub(crate) fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let entries = std::fs::read_dir(folder).expect("the folder of the corpus");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files
}

/// Returns every case with everything that is said of it, worked out once.
pub(crate) fn answered() -> &'static [(Case, Vec<Said>)] {
    static ANSWERED: OnceLock<Vec<(Case, Vec<Said>)>> = OnceLock::new();
    ANSWERED.get_or_init(|| {
        let all = files().into_iter().flat_map(|path| cases(&path));
        all.map(|case| {
            let said = said(&case.text);
            (case, said)
        })
        .collect()
    })
}

/// Returns the cases of one file.
pub(crate) fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a file of the corpus");
    text.split("\n\n").map(str::trim).filter(|case| !case.is_empty()).map(case).collect()
}

fn case(text: &str) -> Case {
    let (written, expected): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| !line.starts_with("=> ") && !line.starts_with("   help: "));
    let title = written.first().and_then(|line| line.strip_prefix("# ")).unwrap_or_else(|| panic!("no title: {text}"));
    Case {
        title: title.to_owned(),
        text: read(written.get(1..).unwrap_or(&[])),
        written: written.iter().map(|line| (*line).to_owned()).collect(),
        expected: expected.join("\n"),
    }
}

/// Returns the texts of a case, by the line in brackets that opens each.
fn read(lines: &[&str]) -> Text {
    let mut text = Text::default();
    let mut opened = "";
    for line in lines {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => opened = name,
            None => add(&mut text, opened, line),
        }
    }
    text.text = text.text.trim_end().to_owned();
    text
}

fn add(text: &mut Text, opened: &str, line: &str) {
    match (opened, opened.strip_prefix("module ")) {
        ("flow", _) => add_line(text.flow.get_or_insert_default(), line),
        (_, Some(module)) => text.modules.update(module.to_owned(), String::new(), |text| add_line(text, line)),
        _ => {
            text.part = Some(Part::named(opened).unwrap_or_else(|| panic!("what is [{opened}]?")));
            add_line(&mut text.text, line);
        }
    }
}

pub(crate) fn add_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Returns what is said, as the corpus writes it.
fn written(all: &[Said]) -> String {
    if all.is_empty() {
        return "=> nothing".to_owned();
    }
    let mut lines = Vec::new();
    for one in all {
        let mut line = format!("=> {} {}", one.code, one.place);
        if let Some(under) = &one.under {
            let _ = write!(line, " «{}»", under.replace('\n', "⏎"));
        }
        let _ = write!(line, " {}", one.message);
        lines.push(line);
        lines.extend(one.help.iter().map(|help| format!("   help: {help}")));
    }
    lines.join("\n")
}

#[test]
fn every_text_is_answered_as_the_corpus_says() {
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        files().iter().for_each(|path| write_anew(path));
        return;
    }
    let wrong: Vec<String> = answered().iter().filter_map(|(case, said)| difference(case, &written(said))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(answered().len() > 300, "the corpus has only {} cases", answered().len());
}

fn difference(case: &Case, found: &str) -> Option<String> {
    (found != case.expected).then(|| format!("# {}\n{found}\nbut the corpus says\n{}", case.title, case.expected))
}

fn write_anew(path: &Path) {
    let anew = |case: &Case| format!("{}\n{}", case.written.join("\n"), written(&said(&case.text)));
    let cases: Vec<String> = cases(path).iter().map(anew).collect();
    std::fs::write(path, cases.join("\n\n") + "\n").expect("the corpus can be written");
}

#[test]
fn everything_said_comes_with_help() {
    for (case, said) in answered() {
        for one in said {
            // Diagnostics of syntax have tests of their own, and a note is no fault.
            let elsewhere = ["L01", "L055", "L056"].iter().any(|notes| one.code.starts_with(notes));
            let helps = one.help.as_ref().is_some_and(|help| !help.is_empty());
            assert!(elsewhere || helps, "{}: {}", case.title, one.message);
        }
    }
}
