//! Parses Markdown into cases. Headings nest, and a section inherits the policy and modules of the sections around it.

use super::{Case, Fault, PolicyFile, expect, shipped_policy};
use crate::engine::Modules;
use crate::span::LineIndex;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, OffsetIter, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// A part of a file that matters to the runner; the rest is prose.
enum Piece<'a> {
    Heading { level: usize, title: &'a str },
    Policy(&'a str),
    Fence { info: CowStr<'a>, text: String },
}

/// Returns the policy file that a path names, or why there is none.
type Policies<'p> = &'p mut dyn FnMut(&str) -> Result<PolicyFile, String>;

/// Parses the cases of a file, or returns its faults.
pub(super) fn cases(markdown: &str, policies: Policies<'_>) -> Result<Vec<Case>, Vec<Fault>> {
    let mut reader = Reader {
        policies,
        around: vec![],
        file: Section::default(),
        flow: None,
        verdict: None,
        cases: vec![],
        faults: vec![],
    };
    for (line, piece) in pieces(markdown, &mut reader.faults) {
        reader.take(line, piece);
    }
    reader.end_section();
    reader.same_names();
    if reader.cases.is_empty() && reader.faults.is_empty() {
        reader.fault(1, "there is no test in this file");
    }
    if reader.faults.is_empty() { Ok(reader.cases) } else { Err(reader.faults) }
}

fn pieces<'a>(markdown: &'a str, faults: &mut Vec<Fault>) -> Vec<(usize, Piece<'a>)> {
    let lines = LineIndex::new(markdown);
    let number = |at: usize| lines.position(markdown, at as u32).line as usize;
    let mut pieces = Vec::new();
    let mut events = Parser::new(markdown).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let start = range.start;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let title = markdown.get(inside(&mut events)).unwrap_or("").trim();
                pieces.push((number(start), Piece::Heading { level: level as usize, title }));
            }
            Event::Start(Tag::Paragraph) => {
                let mut at = start;
                for line in markdown.get(range).unwrap_or("").split_inclusive('\n') {
                    let name = line.strip_prefix("policy:").map(str::trim);
                    pieces.extend(name.map(|name| (number(at), Piece::Policy(name))));
                    at += line.len();
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let block = markdown.get(range).unwrap_or("");
                if !is_closed(block) {
                    let message = format!("the block that opens here with {} is not closed", mark(block));
                    faults.push(Fault::new(number(start), message));
                }
                let text = events.by_ref().map_while(|(event, _)| match event {
                    Event::Text(text) => Some(text),
                    _ => None,
                });
                let text = text.fold(String::new(), |all, text| all + &text);
                pieces.push((number(start), Piece::Fence { info, text }));
            }
            _ => {}
        }
    }
    pieces
}

/// Returns the range of a heading's content, and moves past its end.
fn inside(events: &mut OffsetIter<'_>) -> Range<usize> {
    let parts = events.by_ref().map_while(|(event, range)| match event {
        Event::End(TagEnd::Heading(_)) => None,
        _ => Some(range),
    });
    parts.reduce(|all, part| all.start.min(part.start)..all.end.max(part.end)).unwrap_or_default()
}

/// Returns the backticks or tildes that open a fenced block.
fn mark(block: &str) -> &str {
    let rest = block.trim_start_matches(|ch| block.starts_with(ch));
    block.strip_suffix(rest).unwrap_or("")
}

/// Returns whether a fenced block ends with the mark that closes it, and not with the file or what it stands in.
fn is_closed(block: &str) -> bool {
    let mark = mark(block);
    let last = block.lines().skip(1).last().unwrap_or("").trim_matches([' ', '\t', '>']);
    last.starts_with(mark) && last.chars().all(|ch| mark.starts_with(ch))
}

/// A heading, with the policy and modules that apply under it.
#[derive(Clone, Default)]
struct Section {
    level: usize,
    /// The headings that lead to it.
    name: String,
    line: usize,
    policy: Option<String>,
    policy_at: Option<usize>,
    /// The file that has the policy, with the modules beside it.
    policy_file: Option<(String, Modules)>,
    modules: Modules,
}

struct Reader<'p> {
    policies: Policies<'p>,
    /// The enclosing sections; the current one is the last.
    around: Vec<Section>,
    /// The section before the first heading.
    file: Section,
    flow: Option<String>,
    verdict: Option<(usize, String)>,
    cases: Vec<Case>,
    faults: Vec<Fault>,
}

/// Returns whether the name of a policy is the path of a file.
fn is_path(name: &str) -> bool {
    name.ends_with(".loci") || name.contains(['/', '\\'])
}

impl Reader<'_> {
    fn fault(&mut self, line: usize, message: impl Into<String>) {
        self.faults.push(Fault::new(line, message));
    }

    fn section(&mut self) -> &mut Section {
        self.around.last_mut().unwrap_or(&mut self.file)
    }

    fn take(&mut self, line: usize, piece: Piece<'_>) {
        match piece {
            Piece::Heading { level, title } => self.open_section(line, level, title),
            Piece::Policy(path) if is_path(path) => self.policy_file(line, path),
            Piece::Policy(name) => self.shipped(line, name),
            Piece::Fence { info, text } => self.fence(line, &info, text),
        }
    }

    /// Sets a shipped policy. An unknown one is a single fault, not one for each test.
    fn shipped(&mut self, line: usize, name: &str) {
        let source = shipped_policy(name);
        if source.is_none() {
            let message = format!("there is no shipped policy `{name}`");
            let help = format!("a policy file is named by its path: `policy: ./{name}.loci`");
            self.faults.push(Fault { line, message, help });
        }
        let section = self.section();
        section.policy = Some(source.unwrap_or("").to_owned());
        (section.policy_at, section.policy_file) = (None, None);
    }

    /// Sets the policy of a file.
    fn policy_file(&mut self, line: usize, path: &str) {
        let file = (self.policies)(path).unwrap_or_else(|why| {
            self.fault(line, format!("cannot read the policy `{path}`: {why}"));
            PolicyFile::default()
        });
        let section = self.section();
        section.policy = Some(file.text);
        (section.policy_at, section.policy_file) = (None, Some((file.name, file.modules)));
    }

    fn open_section(&mut self, line: usize, level: usize, title: &str) {
        self.end_section();
        while self.around.last().is_some_and(|last| last.level >= level) {
            self.around.pop();
        }
        let outer = self.section().clone();
        let name = match outer.name.as_str() {
            "" => title.to_owned(),
            above => format!("{above} › {title}"),
        };
        self.around.push(Section { level, name, line, ..outer });
    }

    fn fence(&mut self, line: usize, info: &str, text: String) {
        let mut words = info.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("loci"), None, None) => {
                let section = self.section();
                section.policy = Some(text);
                (section.policy_at, section.policy_file) = (Some(line + 1), None);
            }
            (Some("loci"), Some(name), None) => {
                let name = name.to_owned();
                self.section().modules.insert(name, text);
            }
            (Some("json"), None, None) if self.flow.is_none() => self.flow = Some(text),
            (Some("verdict"), None, None) if self.verdict.is_none() => {
                self.verdict = Some((line, text));
            }
            (Some("json" | "verdict"), None, None) => {
                self.fault(line, format!("a second `{info}` block under one heading"));
            }
            (Some(word @ ("loci" | "json" | "verdict")), ..) => {
                self.fault(line, format!("`{info}` is more than a `{word}` block may say"));
            }
            _ => {}
        }
    }

    /// Ends a section: its content is a test, prose, or an incomplete test.
    fn end_section(&mut self) {
        let section = self.section().clone();
        match (self.flow.take(), self.verdict.take()) {
            (None, None) => {}
            (Some(_), None) => {
                let message = "a flow without a `verdict` block tests nothing";
                self.fault(section.line.max(1), message);
            }
            (flow, Some((line, text))) => self.case(section, flow, line, &text),
        }
    }

    fn case(&mut self, section: Section, flow: Option<String>, line: usize, text: &str) {
        if section.name.is_empty() {
            self.fault(line, "a test needs a heading above it: its name");
        }
        let expectations = match expect::expectations(text, line, flow.is_some()) {
            Ok(expectations) => expectations,
            Err(faults) => return self.faults.extend(faults),
        };
        let Some(policy) = section.policy else {
            let message =
                "a test needs a policy: a line `policy: NAME` or `policy: ./FILE.loci`, or a `loci` block above it";
            return self.fault(line, message);
        };
        let (policy_file, beside) = section.policy_file.unzip();
        let mut modules = beside.unwrap_or_default();
        modules.extend(section.modules);
        self.cases.push(Case {
            name: section.name,
            line: section.line,
            policy,
            policy_at: section.policy_at,
            policy_file,
            modules,
            flow,
            options: expectations.options,
            expected: expectations.all,
        });
    }

    /// Reports tests of the same name, because a report must name one test.
    fn same_names(&mut self) {
        let mut seen = BTreeSet::new();
        let twice: Vec<(usize, String)> = self
            .cases
            .iter()
            .filter(|case| !seen.insert(case.name.as_str()))
            .map(|case| (case.line, case.name.clone()))
            .collect();
        for (line, name) in twice {
            self.fault(line, format!("a second test of the name `{name}`"));
        }
    }
}
