//! Resolves each word of a text to what it names, so that all words that name the same can be found and renamed.

use super::named::{Definition, described};
use super::{Document, Target, is, is_path};
use crate::date::Date;
use crate::span::Span;
use crate::syntax::tree::{File, Item, SetKind};
use crate::syntax::{Token, TokenKind};
use crate::vocab::{Kind, Type};

/// The thing that a word of a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its kind: `set`, `list`, `definition`, `source`, `module`, `fact`, `vendor`, `region`, `variable`, `rule`, `claim`,
    /// `policy`, `part`, `level`.
    pub kind: &'static str,
    /// The name, without the `@` of a party.
    pub name: String,
    /// The span of the word.
    pub span: Span,
    /// The span of the name where it is first defined: of a set that is replaced, its first definition.
    pub target: Target,
}

impl Symbol {
    /// Returns whether nothing outside its own file can name it.
    pub fn is_local(&self) -> bool {
        matches!(self.kind, "variable" | "rule" | "claim" | "policy" | "part" | "level")
    }
}

/// The members of a set of the text on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The span of its name.
    pub span: Span,
    /// Its members.
    pub members: Vec<String>,
    /// Says whether the text lists these members as they are: in braces, each without a window.
    pub is_listed: bool,
}

impl Document<'_> {
    /// Returns the tree of the text itself.
    pub fn file(&self) -> Option<&File> {
        self.survey.files.first().map(|file| &*file.file)
    }

    /// Resolves the word at a byte.
    pub fn symbol(&self, byte: u32) -> Option<Symbol> {
        let at = self.under(byte)?;
        let (index, name, span) = part_at(self.token(at)?, byte)?;
        let symbol = |kind, target| Some(Symbol { kind, name: name.to_owned(), span, target });
        if index > 0 {
            return symbol("fact", self.declared_fact(at, name, span)?);
        }
        let own = |span| Target { module: None, span };
        match self.before(at, 1) {
            before if is(before, "use") => {
                return symbol("module", Target { module: Some(name.to_owned()), span: Span::default() });
            }
            before if is(before, "claim") => return symbol("claim", own(span)),
            before if is(before, "policy") => return symbol("policy", own(span)),
            before if is(before, "part") => return symbol("part", own(self.first_after("part", name)?)),
            before if is(before, "at") || self.is_level(at) => {
                return symbol("level", own(self.level(name)?));
            }
            _ => {}
        }
        let cited = self.is_cited(at) || is(self.before(at, 1), "source");
        if !cited {
            let is_head = matches!(self.word_before(at, 1), "rule" | "exception" | "to");
            let rule = || self.excused(name, at).map(|at| ("rule", at));
            let variable = || self.variable(name, at + 1).map(|at| ("variable", at));
            let found = if is_head { rule().or_else(variable) } else { variable().or_else(rule) };
            if let Some((kind, at)) = found {
                return symbol(kind, own(self.token(at)?.span));
            }
        }
        let token = self.token(at)?;
        if let Some(target) = self.declaration(token.text, at) {
            let kind = if token.kind == TokenKind::Region { "region" } else { "vendor" };
            return symbol(kind, target);
        }
        let found = self.first_definition(name, cited)?;
        let module = Some(found.module.to_owned()).filter(|module| !module.is_empty());
        symbol(described(found.item).0, Target { module, span: found.name.span })
    }

    /// Returns the first byte of every word that can name this.
    pub fn words(&self, name: &str) -> Vec<u32> {
        let mut found = vec![];
        for token in &self.tokens {
            let bare = token.text.trim_start_matches('@');
            let start = token.span.end - bare.len() as u32;
            match token.kind {
                TokenKind::Region | TokenKind::Party if bare.eq_ignore_ascii_case(name) => found.push(start),
                _ if is_path(token) => {
                    let mut at = token.span.start;
                    for part in token.text.split('.') {
                        if part == name {
                            found.push(at);
                        }
                        at += part.len() as u32 + 1;
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Returns the members that each set of the text has on a day, as far as they do not depend on the flow.
    pub fn held(&self, day: Date) -> Vec<Held> {
        let own = self.definitions().filter(|found| found.module.is_empty());
        own.filter_map(|found| {
            let Item::Set(set) = found.item else { return None };
            let is_listed = match &set.value.kind {
                SetKind::Braces(members) => {
                    members.iter().all(|member| member.window.from.is_none() && member.window.until.is_none())
                }
                _ => false,
            };
            Some(Held { span: found.name.span, members: self.members_on(found, day)?, is_listed })
        })
        .collect()
    }

    /// Returns the definition of a name that replaces none.
    fn first_definition(&self, name: &str, source: bool) -> Option<Definition<'_>> {
        let mut all = self.definitions().filter(|found| found.name.text == name);
        let first = all.find(|found| match found.item {
            Item::Source(_) => source,
            Item::Set(set) => !source && !set.replace,
            Item::Define(define) => !source && !define.replace,
            _ => !source,
        });
        first.or_else(|| self.defined(name, source))
    }

    /// Returns the declaration of the fact behind the `x` of a path.
    fn declared_fact(&self, at: usize, name: &str, span: Span) -> Option<Target> {
        let token = self.token(at)?;
        let before = token.text.get(..(span.start - token.span.start) as usize)?.strip_suffix('.')?;
        let owner = before.strip_suffix('x').filter(|owner| owner.is_empty() || owner.ends_with('.'))?;
        let owner = owner.trim_end_matches('.');
        let kind = match owner {
            "" => Some(Kind::Flow),
            _ if is(self.before(at, 1), "fact") => Kind::from_name(owner),
            _ => match self.path_type(owner, at, Self::depth()) {
                Some(Type::Object(kind)) => Some(kind),
                _ => None,
            },
        };
        let fits = |of: Kind| kind.is_none_or(|kind| kind == of || kind.is_relation() && of == Kind::Party);
        self.survey.files.iter().find_map(|file| {
            let span = file.file.items.iter().find_map(|item| {
                let Item::Fact(fact) = item else { return None };
                let (last, first) = (fact.path.names.last()?, fact.path.names.first()?);
                let of = if fact.path.names.len() < 3 { Kind::Flow } else { Kind::from_name(&first.text)? };
                (last.text == name && fits(of)).then_some(last.span)
            });
            let module = Some(file.name.clone()).filter(|module| !module.is_empty());
            span.map(|span| Target { module, span })
        })
    }

    /// Returns the first name of this text after a word.
    fn first_after(&self, word: &str, name: &str) -> Option<Span> {
        let fits =
            |at: &usize| is(self.before(*at, 1), word) && self.token(*at).is_some_and(|token| token.text == name);
        (1..self.tokens.len()).find(fits).and_then(|at| self.token(at)).map(|token| token.span)
    }

    /// Returns whether a token stands in the line of levels.
    fn is_level(&self, at: usize) -> bool {
        let opens = (0..=at).rev().find(|at| !continues_levels(self.token(*at)));
        opens.is_some_and(|opens| opens < at && is(self.token(opens), "levels"))
    }

    /// Returns where a level is listed.
    fn level(&self, name: &str) -> Option<Span> {
        let fits = |at: &usize| self.is_level(*at) && self.token(*at).is_some_and(|token| token.text == name);
        (0..self.tokens.len()).find(fits).and_then(|at| self.token(at)).map(|token| token.span)
    }
}

/// Returns whether a token can stand between `levels` and the last of them.
fn continues_levels(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| is_path(token) || token.text == "<")
}

/// Returns the part of a token at a byte: its place in the path, its text and its span.
fn part_at<'t>(token: &Token<'t>, byte: u32) -> Option<(usize, &'t str, Span)> {
    match token.kind {
        TokenKind::Region | TokenKind::Party => {
            let bare = token.text.trim_start_matches('@');
            Some((0, bare, Span::new(token.span.end - bare.len() as u32, token.span.end)))
        }
        TokenKind::Name | TokenKind::Place | TokenKind::DurationUnit => {
            let mut start = token.span.start;
            for (index, part) in token.text.split('.').enumerate() {
                let end = start + part.len() as u32;
                if byte <= end {
                    return Some((index, part, Span::new(start, end)));
                }
                start = end + 1;
            }
            None
        }
        _ => None,
    }
}
