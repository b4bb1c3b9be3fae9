//! Classifies each word of a text for syntax highlighting.

use super::{is, is_path};
use crate::atlas::Group;
use crate::severity::Severity;
use crate::sorted::SortedSet;
use crate::span::Span;
use crate::syntax::{Token, TokenKind, tokens};
use crate::vocab::{Category, Kind, values};

/// The class of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is described by `name`")]
pub enum MarkKind {
    Keyword,
    Name,
    Variable,
    Fact,
    Value,
    Definition,
    Place,
    Group,
    Region,
    Party,
    Date,
    Duration,
    Percent,
    Number,
    Text,
    Comment,
    Source,
    Pinpoint,
    Operator,
    Bad,
}

impl MarkKind {
    /// Every class, in the order of their numbers.
    pub const ALL: &[MarkKind] = &[
        MarkKind::Keyword,
        MarkKind::Name,
        MarkKind::Variable,
        MarkKind::Fact,
        MarkKind::Value,
        MarkKind::Definition,
        MarkKind::Place,
        MarkKind::Group,
        MarkKind::Region,
        MarkKind::Party,
        MarkKind::Date,
        MarkKind::Duration,
        MarkKind::Percent,
        MarkKind::Number,
        MarkKind::Text,
        MarkKind::Comment,
        MarkKind::Source,
        MarkKind::Pinpoint,
        MarkKind::Operator,
        MarkKind::Bad,
    ];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            MarkKind::Keyword => "keyword",
            MarkKind::Name => "name",
            MarkKind::Variable => "variable",
            MarkKind::Fact => "fact",
            MarkKind::Value => "value",
            MarkKind::Definition => "definition",
            MarkKind::Place => "place",
            MarkKind::Group => "group",
            MarkKind::Region => "region",
            MarkKind::Party => "party",
            MarkKind::Date => "date",
            MarkKind::Duration => "duration",
            MarkKind::Percent => "percent",
            MarkKind::Number => "number",
            MarkKind::Text => "text",
            MarkKind::Comment => "comment",
            MarkKind::Source => "source",
            MarkKind::Pinpoint => "pinpoint",
            MarkKind::Operator => "operator",
            MarkKind::Bad => "bad",
        }
    }
}

/// A word and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its span in the source.
    pub span: Span,
    /// Its class.
    pub kind: MarkKind,
}

/// The words that are keywords only after another word, with that word.
const SOFT: &[(&str, &str)] = &[
    ("at", "least"),
    ("as", "act"),
    ("as", "finding"),
    ("as", "given"),
    ("is", "yes_no"),
    ("is", "one"),
    ("of", "yes_no"),
    ("of", "one"),
    ("operated", "by"),
];

/// The types that a fact or a set can be declared to have.
const TYPES: &[&str] = &["number", "percent", "date", "duration", "place", "region", "category"];

/// Classifies every word of a text, in order.
pub fn marks(source: &str) -> Vec<Mark> {
    let all = tokens(source);
    let words: Vec<&Token<'_>> = all.iter().filter(|token| token.kind != TokenKind::Comment).collect();
    let variables = variables(&words);
    let mut marks = vec![];
    let mut at = 0;
    for token in &all {
        if token.kind == TokenKind::Comment {
            marks.push(Mark { span: token.span, kind: MarkKind::Comment });
            continue;
        }
        mark(&words, at, &variables, &mut marks);
        at += 1;
    }
    marks
}

/// Collects the names of variables: those before the `in` of a list, and the parameters of definitions.
fn variables<'a>(words: &[&Token<'a>]) -> SortedSet<&'a str> {
    let text = |at: usize| words.get(at).map_or("", |token| token.text);
    let binds = |at: usize| {
        let after = matches!(text(at), "every" | "some" | "no" | "for") && text(at + 2) == "in";
        let counted = text(at + 2) == "in" && at > 0 && text(at - 1) == "least";
        let list = text(at) == "=" && text(at + 2) == "in";
        let param = text(at) == "define" && text(at + 2) == "is";
        after || counted || list || param
    };
    let names = (0..words.len()).filter(|at| binds(*at)).filter_map(|at| words.get(at + 1));
    names.filter(|token| is_path(token)).map(|token| token.text).collect()
}

fn mark(words: &[&Token<'_>], at: usize, variables: &SortedSet<&str>, marks: &mut Vec<Mark>) {
    let Some(token) = words.get(at) else { return };
    let previous = at.checked_sub(1).and_then(|at| words.get(at)).copied();
    let kind = match token.kind {
        TokenKind::Keyword => MarkKind::Keyword,
        TokenKind::Place => MarkKind::Place,
        TokenKind::Region => MarkKind::Region,
        TokenKind::Party => MarkKind::Party,
        TokenKind::Date => MarkKind::Date,
        TokenKind::Percent => MarkKind::Percent,
        TokenKind::DurationUnit => MarkKind::Duration,
        TokenKind::Text => MarkKind::Text,
        TokenKind::Pin => MarkKind::Pinpoint,
        TokenKind::Comment => MarkKind::Comment,
        TokenKind::Punctuation => MarkKind::Operator,
        TokenKind::Bad => MarkKind::Bad,
        TokenKind::Number => {
            let unit = words.get(at + 1).is_some_and(|next| next.kind == TokenKind::DurationUnit);
            if unit { MarkKind::Duration } else { MarkKind::Number }
        }
        TokenKind::Name => return path(token, previous, variables, marks),
    };
    let place = kind == MarkKind::Place;
    let cited = place && (is(previous, "[") || is(previous, ";") || is(previous, "source"));
    marks.push(Mark { span: token.span, kind: if cited { MarkKind::Source } else { kind } });
}

/// Classifies a name or a path: its head, and the facts behind it.
fn path(token: &Token<'_>, previous: Option<&Token<'_>>, variables: &SortedSet<&str>, marks: &mut Vec<Mark>) {
    let (head, rest) = token.text.split_once('.').unwrap_or((token.text, ""));
    let end = token.span.start + head.len() as u32;
    let kind = if rest.is_empty() { single(head, previous, variables) } else { head_of(head, variables) };
    marks.push(Mark { span: Span::new(token.span.start, end), kind });
    if !rest.is_empty() {
        marks.push(Mark { span: Span::new(end + 1, token.span.end), kind: MarkKind::Fact });
    }
}

fn head_of(head: &str, variables: &SortedSet<&str>) -> MarkKind {
    if variables.contains(head) { MarkKind::Variable } else { MarkKind::Fact }
}

/// Returns whether a name is a word of the declaration of a vendor or a region: no two names stand beside each other elsewhere.
fn describes(name: &str, previous: Option<&Token<'_>>) -> bool {
    match (name, previous.map(|token| token.kind)) {
        ("seat", Some(kind)) => kind == TokenKind::Text,
        ("parent" | "operated", Some(kind)) => matches!(kind, TokenKind::Name | TokenKind::Place),
        _ => false,
    }
}

fn single(name: &str, previous: Option<&Token<'_>>, variables: &SortedSet<&str>) -> MarkKind {
    let before = previous.map_or("", |token| token.text);
    let declared = matches!(before, "is" | "of") && TYPES.contains(&name);
    let is_severity = before == "severity" && Severity::WORDS.contains(&name);
    if SOFT.contains(&(before, name)) || is_severity || declared || describes(name, previous) {
        return MarkKind::Keyword;
    }
    if is(previous, "[") || is(previous, ";") || is(previous, "source") {
        return MarkKind::Source;
    }
    let defines =
        ["rule", "exception", "claim", "policy", "set", "list", "use", "to", "part", "at", "define", "vendor"];
    if is(previous, "allow") {
        MarkKind::Value
    } else if variables.contains(name) {
        MarkKind::Variable
    } else if defines.iter().any(|word| is(previous, word)) {
        MarkKind::Definition
    } else if Kind::Flow.fact(name).is_some() {
        MarkKind::Fact
    } else if values::all_values().any(|value| value == name) || Category::from_name(name).is_some() {
        MarkKind::Value
    } else if Group::from_name(name).is_some() {
        MarkKind::Group
    } else {
        MarkKind::Name
    }
}
