//! Parses clause after clause. A clause that cannot be parsed gives one diagnostic, and parsing resumes at the next
//! line that opens with a clause word or `}`.

use super::clause::{Clause, clause};
use super::hints;
use super::stream::{Fail, Precise, Tokens, quoted};
use super::token::{Token, TokenKind};
use super::tree::Name;
use crate::diag::Diagnostic;
use crate::span::Span;

/// The result of parsing one clause.
#[derive(Debug)]
pub(super) enum Outcome<'a> {
    /// It was parsed.
    Read(Box<Clause>),
    /// It was not: its keyword, and the names that could be parsed, its own first.
    Broken(&'a str, Vec<Name>),
}

/// One clause and its span.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) outcome: Outcome<'a>,
    pub(super) span: Span,
}

/// All clauses, the diagnostics, and whether a `}` may have been lost in a broken clause.
#[derive(Default)]
pub(super) struct Clauses<'a> {
    pub(super) found: Vec<Found<'a>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) brace_lost: bool,
}

/// Parses all clauses. `said` holds the spans of the diagnostics already reported, in order.
#[inline(never)] // Runs once per text. Inlined, V8 would recompile the whole caller for this loop.
pub(super) fn clauses<'a>(tokens: &'a [Token<'a>], said: &[Span]) -> Clauses<'a> {
    let mut reader = Reader { tokens, said, clauses: Clauses::default() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.clauses
}

struct Reader<'a, 's> {
    tokens: &'a [Token<'a>],
    said: &'s [Span],
    clauses: Clauses<'a>,
}

impl<'a> Reader<'a, '_> {
    /// Parses the clause at `at` and returns where the next one begins.
    fn step(&mut self, at: usize) -> usize {
        let input = Tokens::new(self.tokens).moved(at);
        if !input.first().is_some_and(|token| opens(token)) {
            return self.fail(at, unknown_clause(input));
        }
        match clause(input) {
            Ok((rest, _)) if !clause_can_end(rest) => self.fail(at, junk(input, rest)),
            Ok((rest, clause)) => {
                self.push(Outcome::Read(Box::new(clause)), input.span_to(rest));
                rest.at()
            }
            Err(nom::Err::Error(fail) | nom::Err::Failure(fail)) => self.fail(at, fail),
            Err(nom::Err::Incomplete(_)) => at,
        }
    }

    fn push(&mut self, outcome: Outcome<'a>, span: Span) {
        self.clauses.found.push(Found { outcome, span });
    }

    /// Reports the clause at `start`, unless one of its tokens already was, and skips to the next one.
    fn fail(&mut self, start: usize, fail: Fail) -> usize {
        let input = Tokens::new(self.tokens).moved(start);
        let word = clause_word(input);
        let resume = self.resume(start, &fail, word);
        let rest = input.moved(resume.max(start + 1));
        let names = readable_names(input, rest, word);
        let span = input.span_to(rest);
        self.push(Outcome::Broken(word, names), span);
        if fail.why().code == "L0111" && !word.is_empty() {
            self.push(Outcome::Broken("", vec![]), span);
        }
        if !self.is_said(start, fail.why().at) {
            let said = fail.diagnostic(self.tokens);
            let help = said.help.is_none() && !word.is_empty();
            self.clauses.diagnostics.push(match help {
                true => said.help(hints::clause_help(word)),
                false => said,
            });
        }
        resume
    }

    /// Returns whether an error is already reported between the two tokens, both included. A text that is not closed on
    /// the last line counts too: its quotes are then not where they seem to be.
    fn is_said(&self, first: usize, last: usize) -> bool {
        let edge = |at: usize| self.tokens.get(at).or(self.tokens.last()).map(|t| t.span);
        let (Some(start), Some(end)) = (edge(first), edge(last)) else {
            return false;
        };
        let next = self.said.partition_point(|span| span.start < start.start);
        let before = self.said.get(next).is_some_and(|span| span.start < end.end);
        before || self.rest_of_line(last).any(|token| token.kind == TokenKind::Bad && token.text.starts_with('"'))
    }

    /// Returns the tokens from `at` to the end of their line.
    fn rest_of_line(&self, at: usize) -> impl Iterator<Item = &'a Token<'a>> {
        let (first, others) = match self.tokens.get(at..) {
            Some([first, others @ ..]) => (Some(first), others),
            _ => (None, [].as_slice()),
        };
        first.into_iter().chain(others.iter().take_while(|token| !token.opens_line))
    }

    /// Returns where parsing resumes after a failure in the clause that begins at `start`.
    fn resume(&mut self, start: usize, fail: &Fail, word: &str) -> usize {
        let head = self.tokens.get(start..fail.why().at).unwrap_or(&[]);
        let mut open = match word {
            "policy" => 0,
            _ => unclosed_braces(head),
        };
        let misnamed = fail.why().code == "L0112";
        for (at, token) in self.tokens.iter().enumerate().skip(fail.why().at) {
            let stands_on_it = at == fail.why().at && at > start && !misnamed;
            let line = token.opens_line && at > start;
            if (line || stands_on_it) && self.is_landmark(at) {
                return at;
            }
            match token.text {
                "}" if open > 0 => open -= 1,
                "}" if line || (stands_on_it && self.ends_line(at)) => return at,
                "}" => self.clauses.brace_lost = true,
                "{" if word != "policy" => open += 1,
                _ => continue,
            }
            self.clauses.brace_lost |= token.is("}");
        }
        self.tokens.len()
    }

    fn ends_line(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_none_or(|next| next.opens_line)
    }

    /// Returns whether a clause begins with this token. `for` in a total and `set of` in a type begin none.
    fn is_landmark(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        self.tokens.get(at).is_some_and(|token| match token.text {
            "for" => next.is_some_and(|next| next.is("every")),
            "set" => !next.is_some_and(|next| next.is("of")),
            _ => token.is_clause_word(),
        })
    }
}

fn opens(token: &Token<'_>) -> bool {
    token.is_clause_word() || token.is("}")
}

/// Returns whether a clause can end before `rest`. A following line that continues nothing is an error of its own.
fn clause_can_end(rest: Tokens<'_>) -> bool {
    match rest.first() {
        None => true,
        Some(next) if opens(next) => true,
        Some(next) => next.opens_line && (next.kind == TokenKind::Bad || hints::clause_habit(next.text).is_some()),
    }
}

/// Returns the failure for tokens after a clause that belong to nothing.
fn junk<'a>(clause: Tokens<'a>, rest: Tokens<'a>) -> Fail {
    let Some(found) = rest.first() else {
        return Fail::at(rest, "L0110", "a clause");
    };
    if found.is("]") || found.is(")") {
        let message = format!("{} closes nothing", quoted(found.text));
        return said_about(rest, "L0136", message, "remove it, or open the bracket before it");
    }
    if found.opens_line {
        let message = format!("{} neither continues the clause before it nor opens one", quoted(found.text));
        let help = format!("a clause opens with a word such as {}", neighbours(clause));
        return said_about(rest, "L0111", message, &help);
    }
    Fail::at(rest, "L0110", continuation(clause, rest))
}

fn said_about(at: Tokens<'_>, code: &'static str, message: String, help: &str) -> Fail {
    Fail::at(at, code, "a clause").precisely(Precise {
        span: at.first().map(|token| token.span),
        message,
        help: Some(help.to_owned()),
        ..Precise::default()
    })
}

/// Describes what can follow a clause of this kind.
fn continuation(clause: Tokens<'_>, rest: Tokens<'_>) -> &'static str {
    let bare = rest.previous().is_some_and(Token::is_path)
        && rest.at().checked_sub(2).is_some_and(|before| {
            let before = rest.moved(before);
            ["when", "require", "forbid", "unless", "never", "and", "or", "not", "(", ":", "as", "where"]
                .iter()
                .any(|word| before.is_at(word))
        });
    match clause_word(clause) {
        _ if bare => "a test (`is`, `in`, `has`, `<=`), `and`, `or` or the next clause",
        "when" | "require" | "forbid" | "unless" | "never" | "applies" | "list" | "define" => {
            "`and`, `or` or the next clause"
        }
        "set" => "`+`, `&`, `except` or the next clause",
        "for" => "`where` or the next clause",
        _ => "the next clause",
    }
}

/// Returns the clause word at this position: `set` in `replace set`, and for a foreign word the one that is meant.
fn clause_word(i: Tokens<'_>) -> &str {
    match (i.first(), i.ahead(1)) {
        (Some(first), Some(second)) if first.is("replace") && second.is_clause_word() => second.text,
        (Some(first), _) if opens(first) => first.text,
        (Some(first), _) => hints::clause_habit(first.text).unwrap_or(""),
        _ => "",
    }
}

/// Lists words that can open a clause beside this one.
fn neighbours(clause: Tokens<'_>) -> &'static str {
    match clause_word(clause) {
        "loci" | "use" | "source" | "set" | "list" | "define" | "fact" | "vendor" | "region" | "replace" | "allow"
        | "" => "`source`, `set`, `define` or `policy`",
        "policy" | "applies" | "levels" => "`rule`, `exception` or `claim`",
        _ => "`when`, `require`, `unless` or `rule`",
    }
}

/// Returns the failure for a line that opens with no clause word.
fn unknown_clause(i: Tokens<'_>) -> Fail {
    let text = i.first().map_or("", |token| token.text);
    let message = format!("{} opens no clause", quoted(text));
    match hints::clause_habit(text) {
        Some(meant) => {
            let span = i.first().map_or(Span::default(), |token| token.span);
            Fail::at(i, "L0111", "a clause").precisely(Precise {
                span: Some(span),
                message,
                help: Some(hints::clause_help(meant)),
                fix: hints::is_misspelt(text, meant).then(|| crate::diag::Fix { span, text: meant.to_owned() }),
            })
        }
        None => said_about(i, "L0111", message, "a clause opens with a word such as `set`, `rule` or `require`"),
    }
}

fn unclosed_braces(tokens: &[Token<'_>]) -> usize {
    tokens.iter().fold(0, |open, token| match token.text {
        "{" => open + 1,
        "}" => open - usize::from(open > 0),
        _ => open,
    })
}

/// Collects the names of a clause that could not be parsed: its own, or for `levels` all.
fn readable_names<'a>(i: Tokens<'a>, rest: Tokens<'a>, word: &str) -> Vec<Name> {
    let skip = 1 + usize::from(i.is_at("replace"));
    let is = i.ahead(skip + 1).is_some_and(|token| token.is("is"));
    let (from, most) = match word {
        "levels" => (1, usize::MAX),
        "for" => (2, 1),
        "define" if is => (skip + 2, 1),
        "when" | "require" | "forbid" | "unless" | "never" | "allow" | "" => (0, 0),
        _ => (skip, 1),
    };
    let clause = rest.at().saturating_sub(i.at());
    let names = (from..clause.min(from.saturating_add(most))).filter_map(|n| i.ahead(n));
    let named = names.filter(|token| token.is_name() || (word == "fact" && token.is_path()));
    named.map(|token| Name { text: token.text.to_owned(), span: token.span }).collect()
}
