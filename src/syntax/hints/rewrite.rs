//! Walks over the tokens, rewrites each habit to what was meant, and reports it.

use super::super::token::{Token, TokenKind, is_keyword};
use super::{clause_habit, sign, word};
use crate::diag::Diagnostic;
use crate::span::Span;

/// A replacement for a habit: `put` replaces `drop` tokens before the position and `take` from it on.
pub(super) struct Rewrite<'a> {
    pub(super) drop: usize,
    pub(super) take: usize,
    pub(super) put: Vec<Token<'a>>,
    /// The diagnostic; none where the name check reports it.
    pub(super) said: Option<Diagnostic>,
}

/// Recognises one habit at the beginning of the tokens.
type Habit = for<'a> fn(&Rewriter<'a>, &[Token<'a>]) -> Option<Rewrite<'a>>;

const HABITS: &[Habit] = &[
    sign::bare_region,
    word::yes_no,
    word::membership,
    sign::equals,
    sign::hyphen,
    sign::minus,
    sign::sign,
    word::quantifier,
    word::for_each,
    word::at_most,
    word::until,
    word::norway,
    word::other_case,
    sign::colon_region,
    sign::colon_in_braces,
    sign::foreign_text,
    sign::foreign_comment,
    sign::decimal_comma,
    word::quoted_value,
    word::contains,
    sign::fault,
];

/// Removes comments, rewrites habits, and returns one diagnostic for each habit and each bad token.
pub(in super::super) fn rewrite<'a>(source: &'a str, tokens: Vec<Token<'a>>) -> (Vec<Token<'a>>, Vec<Diagnostic>) {
    let mut tokens = tokens;
    tokens.retain(|token| token.kind != TokenKind::Comment);
    let mut rewriter = Rewriter { source, ..Rewriter::default() };
    let mut rest = tokens.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let found = HABITS.iter().find_map(|habit| habit(&rewriter, rest));
        match found {
            Some(habit) => {
                rest = rest.get(habit.take.max(1)..).unwrap_or(&[]);
                rewriter.apply(habit);
            }
            None => {
                rest = after;
                rewriter.push(*first);
            }
        }
    }
    (rewriter.out, rewriter.said)
}

/// The tokens rewritten so far.
#[derive(Default)]
pub(super) struct Rewriter<'a> {
    /// The whole text.
    pub(super) source: &'a str,
    pub(super) out: Vec<Token<'a>>,
    said: Vec<Diagnostic>,
    pub(super) braces: usize,
    pub(super) brackets: usize,
    /// The word that opened the current clause.
    pub(super) opener: &'a str,
    /// Says whether the sign before the content of the clause was read.
    pub(super) defined: bool,
}

impl<'a> Rewriter<'a> {
    fn apply(&mut self, habit: Rewrite<'a>) {
        self.said.extend(habit.said);
        self.out.truncate(self.out.len() - habit.drop.min(self.out.len()));
        for token in habit.put {
            self.push(token);
        }
    }

    fn push(&mut self, token: Token<'a>) {
        let in_type = self.last_is("is") || self.last_is("of");
        if token.is_clause_word()
            && !(token.text == "set" && in_type && !token.opens_line)
            && !(token.text == "for" && self.brackets > 0)
        {
            (self.opener, self.defined) = (token.text, false);
            (self.braces, self.brackets) = (0, 0);
        }
        if let Some(meant) = self.misspelt_opener(&token) {
            (self.opener, self.defined) = (meant, false);
        }
        if token.kind == TokenKind::Keyword || token.kind == TokenKind::Punctuation {
            self.count(token.text);
        }
        self.out.push(token);
    }

    /// Returns the clause word that was meant by another word at the beginning of a line.
    fn misspelt_opener(&self, token: &Token<'a>) -> Option<&'static str> {
        let opens = token.opens_line && token.kind == TokenKind::Name && self.braces == 0;
        let ended = self.last().is_none_or(|last| last.ends_operand() || last.kind == TokenKind::Text);
        (opens && ended).then(|| clause_habit(token.text)).flatten()
    }

    fn count(&mut self, text: &str) {
        match text {
            "{" => self.braces += 1,
            "}" => self.braces = self.braces.saturating_sub(1),
            "(" => self.brackets += 1,
            ")" => self.brackets = self.brackets.saturating_sub(1),
            "=" | "as" | "is" => self.defined |= self.definition_word() == text,
            _ => {}
        }
    }

    /// Returns the word or sign before the content of this clause.
    pub(super) fn definition_word(&self) -> &'static str {
        match self.opener {
            "set" | "list" => "=",
            "define" => "as",
            "source" | "fact" => "is",
            _ => "",
        }
    }

    pub(super) fn last(&self) -> Option<&Token<'a>> {
        self.out.last()
    }

    pub(super) fn last_is(&self, word: &str) -> bool {
        self.last().is_some_and(|token| token.is(word))
    }

    /// Returns whether a condition or set can end here.
    pub(super) fn after_operand(&self) -> bool {
        self.last().is_some_and(Token::ends_operand)
    }

    /// Returns whether the line holds only a name so far: then its clause word is missing.
    pub(super) fn after_first_name(&self) -> bool {
        self.last().is_some_and(|token| token.opens_line && token.is_name())
    }

    /// Returns whether `is` tests a fact at this position.
    pub(super) fn in_test(&self) -> bool {
        let before = self.out.iter().nth_back(1);
        let declared =
            before.is_some_and(|token| ["define", "source", "fact", "replace"].iter().any(|word| token.is(word)));
        self.last().is_some_and(Token::is_path) && !declared
    }
}

pub(super) fn at<'t, 'a>(tokens: &'t [Token<'a>], n: usize) -> Option<&'t Token<'a>> {
    tokens.get(n)
}

pub(super) fn is_at(tokens: &[Token<'_>], n: usize, word: &str) -> bool {
    at(tokens, n).is_some_and(|token| token.is(word))
}

pub(super) fn name_at<'a>(tokens: &[Token<'a>], n: usize) -> Option<&'a str> {
    at(tokens, n).filter(|token| token.is_name()).map(|token| token.text)
}

/// Returns whether a variable is bound here, `NAME in`, as after a quantifier.
pub(super) fn draws(tokens: &[Token<'_>], n: usize) -> bool {
    name_at(tokens, n).is_some() && is_at(tokens, n + 1, "in")
}

pub(super) fn bad_at<'a>(tokens: &[Token<'a>], n: usize) -> Option<&'a str> {
    at(tokens, n).filter(|token| token.kind == TokenKind::Bad).map(|token| token.text)
}

/// Returns a token of the language in the place of another.
pub(super) fn instead<'a>(of: &Token<'a>, text: &'a str) -> Token<'a> {
    let kind = match is_keyword(text) {
        true => TokenKind::Keyword,
        false => TokenKind::Punctuation,
    };
    Token { kind, text, ..*of }
}

pub(super) fn span_of(tokens: &[Token<'_>], count: usize) -> Span {
    let first = tokens.first().map_or(Span::default(), |token| token.span);
    let last = count.checked_sub(1).and_then(|n| tokens.get(n));
    last.map_or(first, |last| first.to(last.span))
}

/// Replaces the first `take` tokens by `words`, with a diagnostic at them that has this code, message and fix.
pub(super) fn replaced<'a>(
    tokens: &[Token<'a>],
    take: usize,
    words: &[&'static str],
    said: (&'static str, String, &str),
) -> Option<Rewrite<'a>> {
    let first = tokens.first()?;
    let span = span_of(tokens, take);
    let (code, message, fix) = said;
    let mut put: Vec<_> = words.iter().map(|word| instead(first, word)).collect();
    put.iter_mut().skip(1).for_each(|token| token.opens_line = false);
    Some(Rewrite {
        drop: 0,
        take,
        put,
        said: Some(Diagnostic::error(code, span, message).help(format!("`{}`", fix.trim())).fix(span, fix)),
    })
}
