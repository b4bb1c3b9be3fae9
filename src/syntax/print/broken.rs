//! Prints conditions and sets over several lines, where one line would be too long or a comment stands inside.
//!
//! Operands of a chain stand below each other, with the operator to their left:
//!
//! ```text
//! require t.to in adequate with t.recipient.listed
//!      or (t.tool in {scc, bcr} and t.assessment is favourable)
//! ```

use super::super::tree::{Compare, Cond, CondKind, Left, Member, Quantified, SetExpr, SetKind, Test};
use super::flat;
use super::{Blank, Printer, WIDTH};
use crate::span::Span;

impl Printer<'_> {
    /// Prints a condition; `tail` columns follow it on its last line.
    pub(super) fn cond(&mut self, cond: &Cond, tail: usize) {
        match flat::cited_in_brackets(cond) {
            true => self.in_brackets(cond, tail),
            false => self.bare(cond, tail),
        }
    }

    fn operand(&mut self, cond: &Cond, tail: usize) {
        match flat::operand_in_brackets(cond) {
            true => self.in_brackets(cond, tail),
            false => self.bare(cond, tail),
        }
    }

    fn in_brackets(&mut self, cond: &Cond, tail: usize) {
        let cites = flat::cites(&cond.cites);
        self.put("(");
        self.content(cond, tail + 1 + cites.chars().count(), true);
        self.put(")");
        self.put(&cites);
        self.pass(cond.span.end);
    }

    fn bare(&mut self, cond: &Cond, tail: usize) {
        let cites = flat::cites(&cond.cites);
        self.content(cond, tail + cites.chars().count(), false);
        self.put(&cites);
        self.pass(cond.span.end);
    }

    pub(super) fn fits(&self, text: &str, tail: usize) -> bool {
        self.column() + text.chars().count() + tail <= WIDTH
    }

    /// Prints a condition without its brackets and citations.
    fn content(&mut self, cond: &Cond, tail: usize, in_brackets: bool) {
        let text = flat::bare(cond);
        if self.fits(&text, tail) && !self.must_break(cond) {
            return self.put(&text);
        }
        if let Some((word, operands)) = flat::chain(cond) {
            return self.chain(word, operands, tail, in_brackets);
        }
        match &cond.kind {
            CondKind::Not(inner) => {
                self.put("not ");
                self.operand(inner, tail);
            }
            CondKind::Quantified(quantified) => self.quantified(quantified, tail),
            CondKind::Compare(compare) => self.compare(compare, tail),
            _ => self.put(&text),
        }
    }

    /// Prints a chain. Inside brackets the operators stand below the first operand, so that they visibly belong inside.
    fn chain(&mut self, word: &str, operands: &[Cond], tail: usize, in_brackets: bool) {
        let last = operands.len().saturating_sub(1);
        let indent = self.operator_column(word, in_brackets);
        for (i, operand) in operands.iter().enumerate() {
            if i > 0 {
                self.new_line(indent, operand.span.start, Blank::Drop);
                self.put(word);
                self.put(" ");
            }
            self.operand(operand, if i == last { tail } else { 0 });
        }
    }

    fn operator_column(&self, operator: &str, in_brackets: bool) -> usize {
        match in_brackets {
            true => self.column(),
            false => self.column().saturating_sub(operator.len() + 1),
        }
    }

    /// Prints `every s in storage:` and the body on the next line.
    fn quantified(&mut self, quantified: &Quantified, tail: usize) {
        let column = self.column();
        self.put(&flat::quantifier(quantified.quantifier));
        self.put(" ");
        self.put(&quantified.var.text);
        self.put(" in ");
        self.set(&quantified.from, 1);
        if let Some(filter) = &quantified.filter {
            self.new_line(column + 2, filter.span.start, Blank::Drop);
            self.put("where ");
            match filter.kind {
                CondKind::Quantified(_) => self.operand(filter, 1),
                _ => self.cond(filter, 1),
            }
        }
        self.put(":");
        self.new_line(column + 2, quantified.body.span.start, Blank::Drop);
        self.operand(&quantified.body, tail);
    }

    fn compare(&mut self, compare: &Compare, tail: usize) {
        let (Left::Path(left), Some(Test::In { not, set, with, on })) = (&compare.left, &compare.test) else {
            return self.put(&flat::compare(compare));
        };
        let end = flat::membership(with.as_ref(), on.as_ref());
        self.put(&flat::path(left));
        self.put(if *not { " not in " } else { " in " });
        self.set(set, tail + end.chars().count());
        self.put(&end);
    }

    /// Prints a set; `tail` columns follow it on its last line.
    pub(super) fn set(&mut self, set: &SetExpr, tail: usize) {
        self.set_content(set, tail, false);
    }

    fn set_content(&mut self, set: &SetExpr, tail: usize, in_brackets: bool) {
        let text = flat::set(set);
        if self.fits(&text, tail) && !self.set_must_break(set) {
            self.put(&text);
        } else if let Some((operator, operands)) = flat::set_operator(&set.kind) {
            self.sets(operator, operands, tail, in_brackets);
        } else if let SetKind::Braces(members) = &set.kind {
            self.braces(members, set.span);
        } else {
            self.put(&text);
        }
        self.pass(set.span.end);
    }

    fn sets(&mut self, operator: &str, operands: &[SetExpr], tail: usize, in_brackets: bool) {
        let indent = self.operator_column(operator, in_brackets);
        let last = operands.len().saturating_sub(1);
        for (i, operand) in operands.iter().enumerate() {
            if i > 0 {
                self.new_line(indent, operand.span.start, Blank::Drop);
                self.put(operator);
                self.put(" ");
            }
            self.set_operand(operand, if i == last { tail } else { 0 });
        }
    }

    fn set_operand(&mut self, operand: &SetExpr, tail: usize) {
        match flat::set_operator(&operand.kind) {
            Some(_) => {
                self.put("(");
                self.set_content(operand, tail + 1, true);
                self.put(")");
            }
            None => self.set(operand, tail),
        }
    }

    /// Prints members below each other; bare names fill each line.
    fn braces(&mut self, members: &[Member], span: Span) {
        let outer = self.indent;
        let bare = members
            .iter()
            .all(|member| member.with.is_none() && member.cites.is_empty() && flat::window(&member.window).is_empty());
        let first = members.first().map_or(span.end, |member| member.span.start);
        let commented = self.has_comment(first, span.end);
        self.put("{");
        for (i, member) in members.iter().enumerate() {
            let text = flat::member(member);
            if i > 0 && bare && !commented && self.fits(&text, 2) {
                self.put(" ");
            } else {
                self.new_line(outer + 2, member.span.start, Blank::Drop);
            }
            self.put(&text);
            if i + 1 < members.len() {
                self.put(",");
            }
            self.pass(member.span.end);
        }
        self.close(outer, span.end, None);
    }

    /// Returns whether the condition contains a comment that breaking it would keep in place.
    pub(super) fn must_break(&self, cond: &Cond) -> bool {
        if !self.has_comment(cond.span.start, cond.span.end) {
            return false;
        }
        if let Some((_, operands)) = flat::chain(cond) {
            return self.between(operands.iter().map(|operand| operand.span))
                || operands.iter().any(|operand| self.must_break(operand));
        }
        match &cond.kind {
            CondKind::Not(inner) => self.must_break(inner),
            CondKind::Quantified(quantified) => {
                let filter = quantified.filter.as_ref();
                self.set_must_break(&quantified.from)
                    || filter.is_some_and(|filter| self.must_break(filter))
                    || self.must_break(&quantified.body)
            }
            CondKind::Compare(Compare { left: Left::Path(_), test: Some(Test::In { set, .. }) }) => {
                self.set_must_break(set)
            }
            _ => false,
        }
    }

    pub(super) fn set_must_break(&self, set: &SetExpr) -> bool {
        if !self.has_comment(set.span.start, set.span.end) {
            return false;
        }
        if let Some((_, operands)) = flat::set_operator(&set.kind) {
            return self.between(operands.iter().map(|operand| operand.span))
                || operands.iter().any(|operand| self.set_must_break(operand));
        }
        match &set.kind {
            SetKind::Braces(members) => self.braces_must_break(members, set.span),
            _ => false,
        }
    }

    /// Returns whether a comment forces the braces apart. One behind the opening brace does not: it stays there when
    /// they are broken.
    fn braces_must_break(&self, members: &[Member], span: Span) -> bool {
        let Some(first) = members.first().map(|member| member.span.start) else {
            return false;
        };
        self.has_comment(first, span.end) || self.comments_in(span.start, first).any(|comment| comment.own_line)
    }

    /// Returns whether a comment stands between two neighbours.
    fn between(&self, spans: impl Iterator<Item = Span>) -> bool {
        let mut end = None;
        spans.into_iter().any(|span| {
            let before = end.replace(span.end);
            before.is_some_and(|before| self.has_comment(before, span.start))
        })
    }
}
