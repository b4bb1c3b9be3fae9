//! Finds the variables visible at a position, and the type of a path there. Works on the tokens, since the clause under
//! the cursor may not be a whole one yet.

use super::named::Definition;
use super::{Document, is, is_path};
use crate::policy::Declared;
use crate::syntax::tree::{Item, SetExpr, SetKind};
use crate::vocab::{Element, Fact, Kind, Type};
use std::ops::Range;

/// The deepest chain of definitions whose types are followed.
const DEEPEST: u8 = 6;

/// The words that open a block with variables of its own.
const OPENERS: &[&str] = &[
    "loci",
    "use",
    "source",
    "set",
    "list",
    "replace",
    "define",
    "fact",
    "vendor",
    "region",
    "allow",
    "policy",
    "applies",
    "levels",
    "rule",
    "exception",
    "claim",
];

/// The kinds that definitions are applied to, the likeliest first.
const SAID_OF: &[Kind] = &[
    Kind::Party,
    Kind::Site,
    Kind::Transfer,
    Kind::Supplier,
    Kind::Holder,
    Kind::Keys,
    Kind::Measure,
    Kind::Credential,
    Kind::Format,
];

/// A fact at the end of a path.
#[derive(Clone, Copy)]
pub(super) enum Found {
    /// A fact of the vocabulary, and its kind.
    Own(Kind, &'static Fact),
    /// A declared fact.
    Declared(Type),
}

impl Found {
    pub(super) fn ty(self) -> Type {
        match self {
            Found::Own(_, fact) => fact.ty,
            Found::Declared(ty) => ty,
        }
    }
}

impl Document<'_> {
    /// Returns the tokens of the item, rule, exception or claim around a position: from its first word to the next
    /// one's.
    pub(super) fn block(&self, at: usize) -> Range<usize> {
        let opens = |index: &usize| self.opens(*index);
        let start = (0..at.saturating_add(1).min(self.tokens.len())).rev().find(opens).unwrap_or(0);
        let end = (start + 1..self.tokens.len()).find(opens).unwrap_or(self.tokens.len());
        start..end
    }

    fn opens(&self, at: usize) -> bool {
        let inside = matches!(self.word_before(at, 1), "is" | "of" | "replace");
        OPENERS.iter().any(|word| is(self.token(at), word)) && !inside
    }

    /// Returns the word that opens the block around a position.
    pub(super) fn opener(&self, at: usize) -> &str {
        let block = self.block(at.saturating_sub(1));
        match self.token(block.start).map_or("", |token| token.text) {
            "replace" => self.token(block.start + 1).map_or("", |token| token.text),
            word => word,
        }
    }

    /// Returns whether the token at a position is the variable of `for every x in`, `some x in`, `list … = x in` and so
    /// on.
    pub(super) fn is_binder(&self, at: usize) -> bool {
        let named = self.token(at).is_some_and(|token| is_path(token) && !token.text.contains(['.']));
        let number =
            self.before(at, 1).is_some_and(|token| self.word_before(at, 2) == "least" && !token.text.is_empty());
        let list = self.word_before(at, 1) == "=" && is(self.before(at, 3), "list");
        named
            && is(self.token(at + 1), "in")
            && (number || list || matches!(self.word_before(at, 1), "every" | "some" | "no" | "for"))
    }

    /// Returns the positions of the parameter of the definition in a block and of the definition's own name.
    fn param(&self, block: &Range<usize>) -> Option<(usize, usize)> {
        let define = block.clone().take(2).find(|at| is(self.token(*at), "define"))?;
        is(self.token(define + 2), "is").then_some((define + 1, define + 3))
    }

    /// Returns the positions of the variables visible at a position: those of its block, and for an exception those of
    /// its rules.
    pub(super) fn variables(&self, at: usize) -> Vec<usize> {
        let block = self.block(at.saturating_sub(1));
        let mut found = vec![];
        if let Some((param, _)) = self.param(&block) {
            found.push(param);
        }
        if is(self.token(block.start), "exception") {
            for target in self.targets(&block) {
                self.binders(self.block(target), &mut found);
            }
        }
        self.binders(block, &mut found);
        found
    }

    fn binders(&self, block: Range<usize>, to: &mut Vec<usize>) {
        for at in block {
            if self.is_binder(at) {
                to.push(at);
            }
        }
    }

    /// Returns the rules that an exception excuses, directly or through the exceptions that it defeats.
    fn targets(&self, block: &Range<usize>) -> Vec<usize> {
        let mut open = vec![block.clone()];
        let mut rules = vec![];
        for _ in 0..DEEPEST {
            for block in std::mem::take(&mut open) {
                for name in self.target_names(&block) {
                    let Some(found) = self.member(name) else { continue };
                    if is(self.token(found), "rule") { rules.push(found) } else { open.push(self.block(found)) }
                }
            }
        }
        rules
    }

    /// Returns the names after `to` in the head of an exception.
    fn target_names(&self, block: &Range<usize>) -> Vec<&str> {
        let (mut names, mut inside) = (vec![], false);
        for at in block.clone() {
            let Some(token) = self.token(at) else { continue };
            match inside {
                true if is_path(token) => names.push(token.text),
                true if token.text != "," => break,
                _ => inside = inside || is(Some(token), "to"),
            }
        }
        names
    }

    /// Returns the position of `rule` or `exception` before this name.
    pub(super) fn member(&self, name: &str) -> Option<usize> {
        let heads = |at: &usize| is(self.token(*at), "rule") || is(self.token(*at), "exception");
        (0..self.tokens.len()).filter(heads).find(|at| self.token(at + 1).is_some_and(|token| token.text == name))
    }

    /// Resolves a variable: the nearest of this name before the position, or else after it.
    pub(super) fn variable(&self, name: &str, at: usize) -> Option<usize> {
        let mut nearest: Option<usize> = None;
        for variable in self.variables(at) {
            let named = self.token(variable).is_some_and(|token| token.text == name);
            let nearer = nearest.is_none_or(|known| variable < at && (known >= at || known < variable));
            if named && nearer {
                nearest = Some(variable);
            }
        }
        nearest
    }

    /// Returns the type of a variable.
    pub(super) fn variable_type(&self, variable: usize, depth: u8) -> Option<Type> {
        let deeper = depth.checked_sub(1)?;
        if is(self.token(variable + 1), "in") {
            return self.entry(variable + 2, deeper);
        }
        let block = self.block(variable);
        let (_, name) = self.param(&block)?;
        self.said_of(name, &block, deeper).or_else(|| self.likely(variable, &block))
    }

    /// Returns the type that a definition is applied to elsewhere: `s.operator is foreign`.
    fn said_of(&self, name: usize, block: &Range<usize>, depth: u8) -> Option<Type> {
        let name = self.token(name)?.text;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.text == name
                && !block.contains(&at)
                && let Some(ty) = self.left(at, depth)
            {
                return Some(ty);
            }
        }
        None
    }

    /// Guesses the type of a definition's parameter from the facts that are asked of it.
    fn likely(&self, param: usize, block: &Range<usize>) -> Option<Type> {
        let name = self.token(param)?.text;
        let mut facts = vec![];
        for at in block.clone() {
            let mut words = self.token(at)?.text.split('.');
            let fact = words.next().filter(|head| *head == name).and_then(|_| words.next()).unwrap_or("");
            if SAID_OF.iter().any(|kind| kind.fact(fact).is_some()) {
                facts.push(fact);
            }
        }
        let has_all = |kind: &&Kind| facts.iter().all(|fact| own_fact(**kind, fact).is_some());
        SAID_OF.iter().find(has_all).filter(|_| !facts.is_empty()).map(|kind| Type::Object(*kind))
    }

    /// Returns the type of the left side of a test whose words end before `at`: `t.tool is`, `s.place not in`.
    pub(super) fn left(&self, at: usize, depth: u8) -> Option<Type> {
        let tests = |word| matches!(word, "is" | "in" | "has" | "not" | "<=" | ">=" | "<" | ">");
        let back = (1..4).find(|back| !tests(self.word_before(at, *back)))?;
        let token = self.before(at, back).filter(|_| back > 1)?;
        if token.text == ")" {
            return Some(Type::Percent);
        }
        self.type_at(at - back, depth)
    }

    /// Returns the type of the path at a position.
    pub(super) fn type_at(&self, at: usize, depth: u8) -> Option<Type> {
        let token = self.token(at).filter(|token| is_path(token))?;
        self.path_type(token.text, at, depth)
    }

    /// Returns the type that a path has at a position.
    pub(super) fn path_type(&self, path: &str, at: usize, depth: u8) -> Option<Type> {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        match self.variable(head, at) {
            Some(variable) if rest.is_empty() => self.variable_type(variable, depth),
            Some(variable) => self.walk(self.variable_type(variable, depth)?, rest).map(Found::ty),
            None => self.walk(Type::Object(Kind::Flow), path).map(Found::ty),
        }
    }

    /// Returns the fact at the end of a path that starts at a type.
    pub(super) fn walk(&self, from: Type, path: &str) -> Option<Found> {
        let (mut ty, mut found, mut names) = (from, None, path.split('.'));
        while let Some(name) = names.next() {
            let Type::Object(kind) = ty else { return None };
            let step = if name == "x" { self.declared(kind, names.next()?)? } else { own_fact(kind, name)? };
            ty = step.ty();
            found = Some(step);
        }
        found
    }

    fn declared(&self, kind: Kind, name: &str) -> Option<Found> {
        let of_person = kind.is_relation().then_some(Kind::Party);
        let kinds = [Some(kind), of_person].into_iter().flatten();
        kinds.filter_map(|kind| self.facts_declared().fact(kind, name)).next().map(|(_, fact)| Found::Declared(fact.ty))
    }

    pub(super) fn facts_declared(&self) -> &Declared {
        &self.survey.declared
    }

    /// Returns the entry type of the list whose tokens begin at a position.
    fn entry(&self, at: usize, depth: u8) -> Option<Type> {
        let at = if is(self.token(at), "(") { at + 1 } else { at };
        let token = self.token(at).filter(|token| is_path(token))?;
        self.entry_of(token.text, at, depth)
    }

    fn entry_of(&self, path: &str, at: usize, depth: u8) -> Option<Type> {
        let deeper = depth.checked_sub(1)?;
        if let Some(Definition { item: Item::List(list), .. }) = self.defined(path, false) {
            let words = first_path(&list.from)?;
            return self.entry_of(&words, usize::MAX, deeper);
        }
        match self.path_type(path, at, deeper)? {
            Type::Object(Kind::Data) => Some(Element::Category.ty()),
            ty => ty.entry(),
        }
    }

    /// Returns the deepest chain of types that is followed.
    pub(super) fn depth() -> u8 {
        DEEPEST
    }
}

/// Returns the first path of a set expression.
fn first_path(set: &SetExpr) -> Option<String> {
    match &set.kind {
        SetKind::Path(path) => {
            let names: Vec<&str> = path.names.iter().map(|name| name.text.as_str()).collect();
            Some(names.join("."))
        }
        SetKind::Union(parts) | SetKind::Intersection(parts) | SetKind::Except(parts) => {
            parts.first().and_then(first_path)
        }
        SetKind::Braces(_) | SetKind::Broken => None,
    }
}

/// Returns a fact of the kind's own, or for a party in a relation one of the person's.
fn own_fact(kind: Kind, name: &str) -> Option<Found> {
    let person = kind.is_relation().then_some(Kind::Party);
    let kinds = [Some(kind), person].into_iter().flatten();
    kinds.filter_map(|kind| Some(Found::Own(kind, kind.fact(name)?.1))).next()
}
