//! Parses the lines of a `verdict` block.

use super::Fault;
use super::known::{self, ANSWERS, OUTCOMES};
use crate::date::Date;
use crate::engine::Options;
use crate::verdict::{Answer, Applies, Outcome};

/// One expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// `compliant`, the first line: the answer.
    Answer(Answer),
    /// `part chapter_v: compliant, applies yes`
    Part {
        /// Its name.
        name: String,
        /// Its expected answer, if any.
        verdict: Option<Answer>,
        /// The expected applicability, if any.
        applies: Option<Applies>,
    },
    /// `rule ground at transfers[0]: satisfied`; without `at`, some instance of the rule.
    Rule(AtRule),
    /// `missing: transfers[0].tool, …`: each is missing in some instance.
    Missing(Vec<String>),
    /// `ask: a, b`: exactly these, `ask: none` for no fact.
    Ask(Vec<String>),
    /// `cites: GDPR 45(3)`: some instance that is not not_applicable cites it, itself, in a reason or in an excuse.
    Cites(String),
    /// `because: transfers[0].to is US`, of some instance; `, as attested` where a person concluded it.
    Because(String),
    /// `duty exporter by 2027-03-01`; without `by`, on any day.
    Duty {
        /// The role that has the duty.
        holder: String,
        /// The last day.
        by: Option<String>,
    },
    /// `excused ground at transfers[0] by consent`; without `at`, some instance of the rule.
    Excused {
        /// The rule.
        rule: String,
        /// Its instance.
        at: Option<String>,
        /// The exception.
        by: String,
    },
    /// `reservation keys at storage[0]: violated`
    Reservation(AtRule),
    /// `reservation: none`
    NoReservation,
    /// `level: required L, reached label_1, open label_2, refused label_3`: what is named is exactly so; `none` for none.
    Level(Vec<(LevelWord, Vec<String>)>),
    /// `note L0550 at storage`: a lint on the flow.
    Note(AtCode),
    /// `lint L0404 at 4:3`: a lint on the policy, by line and column.
    Lint(AtCode),
    /// `error L0503 at storage[0].plase`, or `at 4:3`, `at house:4:3` in the policy or a module: together, exactly these.
    Error(AtCode),
}

/// A rule, one of its instances, and the expected outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence above names the three")]
pub struct AtRule {
    pub rule: String,
    pub at: Option<String>,
    pub outcome: Outcome,
}

/// A code, and the position of its diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence above names both")]
pub struct AtCode {
    pub code: String,
    pub at: Option<String>,
}

/// The parts of a `level:` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the words themselves")]
pub enum LevelWord {
    Required,
    Reached,
    Open,
    Refused,
}

impl LevelWord {
    /// Returns the word itself: `reached`.
    pub fn as_str(self) -> &'static str {
        match self {
            LevelWord::Required => "required",
            LevelWord::Reached => "reached",
            LevelWord::Open => "open",
            LevelWord::Refused => "refused",
        }
    }
}

/// An expectation as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Its line in the file.
    pub line: usize,
    /// The line itself.
    pub text: String,
    /// The parsed expectation.
    pub what: Expectation,
}

/// A whole block.
#[derive(Debug)]
pub(super) struct Expectations {
    pub(super) all: Vec<Expected>,
    pub(super) options: Options,
}

/// One line: an expectation, or an option of the check.
pub(super) enum Line {
    Expect(Expectation),
    AsOf(Date),
    Level(String),
}

/// Parses a block that opens at `opening`. `has_flow` says whether its test has a flow.
pub(super) fn expectations(text: &str, opening: usize, has_flow: bool) -> Result<Expectations, Vec<Fault>> {
    let mut read = Expectations { all: vec![], options: Options::default() };
    let mut faults = vec![];
    for (index, written) in text.lines().enumerate() {
        let line = opening + index + 1;
        let text = without_comment(written);
        match (text.is_empty(), known::line(text)) {
            (true, _) => {}
            (_, Some(Line::Expect(what))) => read.all.push(Expected { line, text: text.to_owned(), what }),
            (_, Some(Line::AsOf(day))) => read.options.as_of = Some(day),
            (_, Some(Line::Level(level))) => read.options.level = Some(level),
            (_, None) => {
                let message = format!("`{text}` is not an expectation");
                faults.push(Fault { line, message, help: known::help(text) });
            }
        }
    }
    if let (true, Some(message)) = (faults.is_empty(), says_nothing(&read.all, has_flow)) {
        faults.push(Fault::new(opening, message));
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// Removes a comment: a `#` at the start of a line or after a space.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    line.split_once(" #").map_or(line, |(text, _)| text).trim()
}

/// Returns why a block could not fail, or contradicts itself.
fn says_nothing(all: &[Expected], has_flow: bool) -> Option<&'static str> {
    let answers = |expected: &Expected| matches!(expected.what, Expectation::Answer(_));
    let errs = |expected: &Expected| matches!(expected.what, Expectation::Error(_));
    let lints = |expected: &Expected| matches!(expected.what, Expectation::Lint(_));
    match all {
        [] => Some("this block expects nothing"),
        all if all.iter().all(errs) => None,
        all if all.iter().any(errs) => Some("where errors come there is no verdict: expect one or the other"),
        all if !has_flow && all.iter().all(lints) => None,
        _ if !has_flow => Some("a verdict needs a flow: there is no `json` block under this heading"),
        [first, rest @ ..] if answers(first) && !rest.iter().any(answers) => None,
        _ => Some("the first line, and only that, is compliant, non_compliant, undetermined or not_applicable"),
    }
}

/// Parses a label's list of facts: `missing: a, b`.
pub(super) fn missing(rest: &str) -> Option<Line> {
    some(names(rest)).map(Expectation::Missing).map(Line::Expect)
}

pub(super) fn ask(rest: &str) -> Option<Line> {
    let facts = if rest == "none" { Some(vec![]) } else { some(names(rest)) };
    facts.map(Expectation::Ask).map(Line::Expect)
}

pub(super) fn cites(rest: &str) -> Option<Line> {
    let (source, pin) = rest.split_once(' ')?;
    let pin = pin.trim().trim_matches('"');
    Some(Line::Expect(Expectation::Cites(format!("{source} {pin}"))))
}

pub(super) fn because(rest: &str) -> Option<Line> {
    Some(Line::Expect(Expectation::Because(rest.to_owned())))
}

pub(super) fn rule(rest: &str) -> Option<Line> {
    at_rule(rest).map(Expectation::Rule).map(Line::Expect)
}

pub(super) fn reservation(rest: &str) -> Option<Line> {
    at_rule(rest).map(Expectation::Reservation).map(Line::Expect)
}

pub(super) fn no_reservation(rest: &str) -> Option<Line> {
    (rest == "none").then_some(Line::Expect(Expectation::NoReservation))
}

pub(super) fn note(rest: &str) -> Option<Line> {
    at_code(rest).map(Expectation::Note).map(Line::Expect)
}

pub(super) fn lint(rest: &str) -> Option<Line> {
    at_code(rest).map(Expectation::Lint).map(Line::Expect)
}

pub(super) fn error(rest: &str) -> Option<Line> {
    at_code(rest).map(Expectation::Error).map(Line::Expect)
}

pub(super) fn as_of(rest: &str) -> Option<Line> {
    Date::parse(rest).map(Line::AsOf)
}

pub(super) fn level(rest: &str) -> Option<Line> {
    name(rest).map(Line::Level)
}

pub(super) fn verdict(text: &str) -> Option<Line> {
    answer(text).map(Expectation::Answer).map(Line::Expect)
}

pub(super) fn part(rest: &str) -> Option<Line> {
    let (part, rest) = rest.split_once(':')?;
    let (mut verdict, mut applies) = (None, None);
    for item in names(rest)? {
        match item.strip_prefix("applies ") {
            Some("yes") => applies = Some(Applies::Yes),
            Some("no") => applies = Some(Applies::No),
            Some("unknown") => applies = Some(Applies::Unknown),
            Some(_) => return None,
            None => verdict = Some(answer(&item)?),
        }
    }
    Some(Line::Expect(Expectation::Part { name: name(part)?, verdict, applies }))
}

fn at_rule(rest: &str) -> Option<AtRule> {
    let (subject, outcome) = rest.rsplit_once(':')?;
    let (rule, at) = split_at_word(subject, " at ");
    Some(AtRule {
        rule: name(rule)?,
        at: at.map(name).map_or(Some(None), |at| at.map(Some))?,
        outcome: self::outcome(outcome.trim())?,
    })
}

fn at_code(rest: &str) -> Option<AtCode> {
    let (code, at) = split_at_word(rest, " at ");
    let code = name(code)?;
    crate::diag::code(&code)?;
    Some(AtCode { code, at: at.map(|at| at.trim().to_owned()) })
}

pub(super) fn duty(rest: &str) -> Option<Line> {
    let (holder, by) = split_at_word(rest, " by ");
    let by = by.map(Date::parse).map_or(Some(None), |by| by.map(Some))?;
    Some(Line::Expect(Expectation::Duty { holder: name(holder)?, by: by.map(|day| day.to_string()) }))
}

pub(super) fn excused(rest: &str) -> Option<Line> {
    let (subject, by) = rest.split_once(" by ")?;
    let (rule, at) = split_at_word(subject, " at ");
    Some(Line::Expect(Expectation::Excused {
        rule: name(rule)?,
        at: at.map(name).map_or(Some(None), |at| at.map(Some))?,
        by: name(by)?,
    }))
}

pub(super) fn levels(rest: &str) -> Option<Line> {
    let mut levels: Vec<(LevelWord, Vec<String>)> = vec![];
    for item in names(rest)? {
        let (word, level) = item.split_once(' ')?;
        let word = match word {
            "required" => LevelWord::Required,
            "reached" => LevelWord::Reached,
            "open" => LevelWord::Open,
            "refused" => LevelWord::Refused,
            _ => return None,
        };
        let level = name(level)?;
        let level = if level == "none" { vec![] } else { vec![level] };
        match levels.iter_mut().find(|(known, _)| *known == word) {
            Some((_, known)) => known.extend(level),
            None => levels.push((word, level)),
        }
    }
    some(Some(levels)).map(Expectation::Level).map(Line::Expect)
}

fn split_at_word<'a>(text: &'a str, word: &str) -> (&'a str, Option<&'a str>) {
    match text.split_once(word) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Parses a single word, so that no following text is ignored.
fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let one = !text.is_empty() && !text.contains(char::is_whitespace);
    one.then(|| text.to_owned())
}

/// Parses a list of names separated by commas; none may be empty. A comma inside brackets or without a space after it
/// belongs to a nested path.
fn names(text: &str) -> Option<Vec<String>> {
    let names: Vec<String> = text.split(", ").map(|name| name.trim().to_owned()).collect();
    names.iter().all(|name| !name.is_empty()).then_some(names)
}

fn some<T>(list: Option<Vec<T>>) -> Option<Vec<T>> {
    list.filter(|list| !list.is_empty())
}

fn answer(text: &str) -> Option<Answer> {
    ANSWERS.into_iter().find(|answer| answer.as_str() == text)
}

fn outcome(text: &str) -> Option<Outcome> {
    OUTCOMES.into_iter().find(|outcome| outcome.as_str() == text)
}
