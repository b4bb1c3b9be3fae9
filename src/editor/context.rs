//! Determines what may stand at a position, from the tokens before it.

use super::{Document, is, is_path};
use crate::severity::Severity;
use crate::syntax::{Token, TokenKind};
use crate::vocab::{Type, values};

/// The kind of text that may stand at a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    /// A new name, a number, a text: nothing can be offered.
    Nothing,
    /// A source, in a citation.
    Source,
    /// After `use`.
    Module,
    /// A rule or an exception, after `to`.
    Target,
    /// After `part`.
    Part,
    /// After `at`.
    Level,
    /// The role that has a duty.
    Holder,
    /// The code of a lint.
    Lint,
    /// The kind to which a declared fact belongs.
    Kind,
    /// The type of a declared fact.
    Type,
    /// One of these words.
    Words(&'static [&'static str]),
    /// The right side of `is`, for a left side of this type.
    Value(Option<Type>),
    /// A member of a set, for a left side of this type.
    Member(Option<Type>),
    /// A set, for a left side of this type.
    Set(Option<Type>),
    /// A list that can be ranged over.
    List,
    /// A condition.
    Condition,
    /// A fact that another is compared with.
    Path,
    /// A place or a group of places.
    Place,
    /// The key of a vendor.
    Vendor,
    /// A place, or the key of a vendor.
    Owner,
    /// The words that may follow something of this type.
    Then(Option<Type>),
    /// A new clause.
    Clause,
}

/// The natures of a declared fact.
const NATURES: &[&str] = &["act", "finding", "given"];
const UNITS: &[&str] = &["days", "weeks", "months", "years"];

impl Document<'_> {
    /// Returns what may stand before the token at a position.
    pub(super) fn wanted(&self, at: usize) -> Wanted {
        let Some(last) = self.before(at, 1) else { return Wanted::Clause };
        if self.is_cited(at) {
            return if matches!(last.text, "[" | ";") { Wanted::Source } else { Wanted::Nothing };
        }
        // Without a code behind it, the word is a name.
        if last.text == "allow" && last.opens_line {
            return Wanted::Lint;
        }
        match last.kind {
            TokenKind::Keyword => self.after_keyword(last.text, at),
            TokenKind::Punctuation => self.after_sign(last.text, at),
            TokenKind::Number if self.is_length(at) => Wanted::Words(UNITS),
            TokenKind::Bad => Wanted::Nothing,
            TokenKind::Text => self.after_text(at),
            _ => self.after_name(at),
        }
    }

    fn after_keyword(&self, word: &str, at: usize) -> Wanted {
        match word {
            "use" => Wanted::Module,
            "to" => Wanted::Target,
            "part" => Wanted::Part,
            "at" => Wanted::Level,
            "severity" => Wanted::Words(Severity::WORDS),
            "duty" => Wanted::Holder,
            "is" => self.after_is(at),
            "not" if is(self.before(at, 2), "is") => Wanted::Value(self.left(at, Self::depth())),
            "not" if self.before(at, 2).is_some_and(ends_operand) => Wanted::Words(&["in"]),
            "fact" => Wanted::Kind,
            "of" => Wanted::Type,
            "has" => Wanted::Member(self.left(at, Self::depth())),
            "in" if self.opener(at) == "region" => Wanted::Place,
            "in" if self.is_binder(at.saturating_sub(2)) => Wanted::List,
            "in" => Wanted::Set(self.left(at, Self::depth())),
            "except" => self.more_of_set(at),
            "with" if self.in_braces(at) => Wanted::Member(Some(Type::Enum(values::LISTED))),
            "with" | "on" => Wanted::Path,
            "for" => Wanted::Words(&["every"]),
            "applies" => Wanted::Words(&["when"]),
            "replace" => Wanted::Words(&["set", "define"]),
            "as" if self.opener(at) == "fact" => Wanted::Words(NATURES),
            "when" | "where" | "require" | "forbid" | "unless" | "never" | "and" | "or" | "not" | "as" => {
                Wanted::Condition
            }
            _ => Wanted::Nothing,
        }
    }

    fn after_sign(&self, sign: &str, at: usize) -> Wanted {
        match sign {
            "{" if self.opener(at) == "policy" => Wanted::Clause,
            "{" => self.wanted_member(at),
            "," if self.in_braces(at) => self.wanted_member(at),
            "," if self.opener(at) == "exception" => Wanted::Target,
            "+" | "&" => self.more_of_set(at),
            "=" if self.opener(at) == "set" => Wanted::Set(None),
            "(" if matches!(self.word_before(at, 2), "=" | "in" | "+" | "&" | "except") => self.more_of_set(at),
            "(" | ":" => Wanted::Condition,
            "<" if self.opener(at) == "levels" => Wanted::Nothing,
            "<" | "<=" | ">" | ">=" => Wanted::Path,
            "}" | ")" | "]" => self.after_name(at),
            _ => Wanted::Nothing,
        }
    }

    /// Returns what may stand after `is`, which depends on the clause: a test in a condition, a type in `fact`.
    fn after_is(&self, at: usize) -> Wanted {
        let block = self.block(at.saturating_sub(1));
        let heads = at - block.start <= 3;
        match self.opener(at) {
            "fact" => Wanted::Type,
            "source" => Wanted::Nothing,
            "define" if heads => Wanted::Nothing,
            _ => Wanted::Value(self.left(at, Self::depth())),
        }
    }

    /// Returns what may stand after a title: the rest of a head.
    fn after_text(&self, at: usize) -> Wanted {
        match self.opener(at) {
            "rule" if self.is_head(at) => Wanted::Words(&["part", "at", "from", "through", "before"]),
            "exception" if self.is_head(at) => Wanted::Words(&["when", "from", "through", "before"]),
            "source" => Wanted::Words(&["at", "from", "through", "before"]),
            "define" => Wanted::Words(&["as"]),
            "vendor" => Wanted::Words(&["seat"]),
            "rule" | "exception" if is(self.before(at, 3), "duty") => Wanted::Words(&["within"]),
            _ => Wanted::Nothing,
        }
    }

    /// Returns whether the title before a position is that of its rule or exception.
    fn is_head(&self, at: usize) -> bool {
        let block = self.block(at.saturating_sub(1));
        let texts = (block.start..at).filter(|at| self.token(*at).is_some_and(|t| t.kind == TokenKind::Text));
        texts.count() == 1
    }

    /// Returns what may stand after a name, a value or a closing bracket.
    fn after_name(&self, at: usize) -> Wanted {
        let opener = self.opener(at);
        match opener {
            _ if self.in_braces(at) => Wanted::Words(&["with", "from", "through", "before"]),
            "set" if is(self.before(at, 2), "set") => Wanted::Words(&["of"]),
            "set" => Wanted::Words(&["except"]),
            "list" if !self.has(at, "where") => Wanted::Words(&["in", "where"]),
            "define" if !self.has(at, "as") => Wanted::Words(&["as", "is"]),
            "source" | "fact" if !self.has(at, "is") => Wanted::Words(&["is"]),
            "vendor" => self.after_vendor(at),
            "allow" => Wanted::Nothing,
            "region" => self.after_region(at),
            "policy" => Wanted::Words(&["version"]),
            "exception" if !self.has(at, "to") => Wanted::Words(&["to"]),
            "exception" if !self.has(at, "when") => Wanted::Words(&["when", "from", "through", "before"]),
            "rule" if self.in_head(at) => Wanted::Words(&["part", "at", "from", "through", "before"]),
            "fact" if self.word_before(at, 1) == "one" => Wanted::Words(&["of"]),
            "claim" if !self.has(at, "when") && !self.has(at, "never") => Wanted::Clause,
            "fact" if !self.has(at, "as") => Wanted::Words(&["as"]),
            "use" | "levels" | "loci" | "source" | "fact" => Wanted::Clause,
            _ if self.is_after_binder(at) => Wanted::Words(&["in"]),
            _ if is(self.before(at, 2), "(") && self.word_before(at, 3) == "total" => Wanted::Words(&["for"]),
            _ => Wanted::Then(self.type_at(at.saturating_sub(1), Self::depth())),
        }
    }

    /// Returns what may stand in the declaration of a vendor: `vendor acme "Acme GmbH" seat DE parent DE`.
    fn after_vendor(&self, at: usize) -> Wanted {
        match (self.word_before(at, 1), self.word_before(at, 2)) {
            ("seat", _) => Wanted::Place,
            ("parent", _) => Wanted::Owner,
            (_, "seat") => Wanted::Words(&["parent"]),
            (_, "parent") => Wanted::Clause,
            _ => Wanted::Nothing,
        }
    }

    /// Returns what may stand in the declaration of a region: `region acme/fra-1 in DE operated by acme`.
    fn after_region(&self, at: usize) -> Wanted {
        match (self.word_before(at, 1), self.word_before(at, 2)) {
            ("operated", _) => Wanted::Words(&["by"]),
            ("by", _) => Wanted::Vendor,
            (_, "region") => Wanted::Words(&["in"]),
            (_, "in") => Wanted::Words(&["operated by"]),
            (_, "by") => Wanted::Clause,
            _ => Wanted::Nothing,
        }
    }

    /// Returns whether only the head of a rule stands before a position.
    fn in_head(&self, at: usize) -> bool {
        let body = ["for", "when", "require", "forbid", "severity", "duty", "remedy"];
        !body.iter().any(|word| self.has(at, word)) && self.block(at.saturating_sub(1)).start + 2 < at
    }

    /// Returns whether the name before a position is a variable whose `in` is still to come.
    fn is_after_binder(&self, at: usize) -> bool {
        matches!(self.word_before(at, 2), "every" | "some" | "no" | "for") && self.before(at, 1).is_some_and(is_path)
    }

    /// Returns whether this keyword stands in the block before a position.
    fn has(&self, at: usize, word: &str) -> bool {
        let block = self.block(at.saturating_sub(1));
        (block.start..at).any(|at| is(self.token(at), word))
    }

    /// Returns whether the number before a position begins a duration.
    fn is_length(&self, at: usize) -> bool {
        matches!(self.word_before(at, 2), "within" | "<=" | ">=" | "<" | ">")
    }

    /// Returns whether a citation is open before a position.
    pub(super) fn is_cited(&self, at: usize) -> bool {
        let block = self.block(at.saturating_sub(1));
        let brackets = (block.start..at).rev().find(|at| is(self.token(*at), "[") || is(self.token(*at), "]"));
        brackets.is_some_and(|at| is(self.token(at), "["))
    }

    /// Returns the bracket that is open before a position.
    fn bracket(&self, at: usize) -> Option<usize> {
        let block = self.block(at.saturating_sub(1));
        let mut closed = 0_u32;
        (block.start..at).rev().find(|at| match self.token(*at).map_or("", |token| token.text) {
            "}" | ")" | "]" => {
                closed += 1;
                false
            }
            "{" | "(" | "[" if closed == 0 => true,
            "{" | "(" | "[" => {
                closed -= 1;
                false
            }
            _ => false,
        })
    }

    /// Returns whether a position lies between the braces of a set.
    fn in_braces(&self, at: usize) -> bool {
        self.opener(at) != "policy" && self.bracket(at).is_some_and(|at| is(self.token(at), "{"))
    }

    /// Returns what may stand between braces: a member of the type that the set is tested against.
    fn wanted_member(&self, at: usize) -> Wanted {
        match self.bracket(at) {
            Some(brace) if is(self.before(brace, 1), "of") => Wanted::Nothing,
            _ => Wanted::Member(self.tested(at)),
        }
    }

    /// Returns the type of the left side of the test whose set surrounds a position.
    fn tested(&self, at: usize) -> Option<Type> {
        let block = self.block(at.saturating_sub(1));
        let test = (block.start..at).rev().find(|at| is(self.token(*at), "in") || is(self.token(*at), "="))?;
        is(self.token(test), "in").then(|| self.left(test + 1, Self::depth())).flatten()
    }

    /// Returns what may stand after a set operator: another set, or another list to range over.
    fn more_of_set(&self, at: usize) -> Wanted {
        let block = self.block(at.saturating_sub(1));
        let test = (block.start..at).rev().find(|at| is(self.token(*at), "in") || is(self.token(*at), "="));
        match test {
            Some(test) if is(self.token(test), "in") && self.is_binder(test.saturating_sub(1)) => Wanted::List,
            _ => Wanted::Set(self.tested(at)),
        }
    }
}

/// Returns whether a value or a set can end with a token.
fn ends_operand(token: &Token<'_>) -> bool {
    is_path(token) || matches!(token.text, ")" | "}")
}
