//! Prints a tree in the standard layout: two spaces inside a policy, four inside a rule, lines of at most a hundred
//! columns where a chain or a set can be broken.
//!
//! A comment keeps its neighbours. One that shares its line with code stays at the end of that code's line. One on a
//! line of its own stays between the same two clauses. The empty lines around it and its indent are kept, because they
//! show to which of the two it belongs: a comment indented deeper than the clause below belongs to the clause above.

mod broken;
mod file;
mod flat;

use super::tree::{AllowDecl, Comment, File, Layout};
use crate::span::Span;

/// The longest line, where it can be broken.
const WIDTH: usize = 100;

/// The additional indent of nested content.
const DEEPER: usize = 2;

/// Prints a file in the standard layout. Parts that could not be parsed are left out.
pub fn print(file: &File) -> String {
    let mut printer = Printer {
        out: String::new(),
        line: 0,
        indent: 0,
        closing: false,
        comments: file.comments.iter().collect(),
        allows: file.allows.iter().rev().collect(),
        pending: vec![],
        layout: &file.layout,
    };
    printer.comments.reverse();
    printer.file(file);
    printer.out
}

/// The treatment of an empty line between two lines of code. Empty lines around comments are always kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    /// Remove it.
    Drop,
    /// Keep it.
    Keep,
    /// Put one in any case.
    Force,
}

/// The gap between two lines of code.
struct Gap {
    /// The offset for an empty line: above the comments that belong to the second line.
    at: usize,
    /// Says whether there is an empty line.
    has_blank: bool,
}

/// The position of a comment between two lines of code, or of the second of these lines.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Says whether an empty line is above it.
    blank: bool,
    /// Says whether it is indented deeper than the second line.
    deeper: bool,
}

/// Writes from left to right and inserts comments by position. A comment that shares its line with the code before it
/// waits for the end of the line; one on a line of its own goes between two lines.
struct Printer<'a> {
    out: String,
    /// The offset where the current line begins.
    line: usize,
    /// The indent of the current line.
    indent: usize,
    /// Says whether the line begins with a closing brace: then the comments above it are inside the braces.
    closing: bool,
    /// The comments not yet written, the next one last.
    comments: Vec<&'a Comment>,
    /// The allowed lints not yet written, the next one last.
    allows: Vec<&'a AllowDecl>,
    /// The comments that wait for the end of the line.
    pending: Vec<&'a Comment>,
    /// The layout of the source.
    layout: &'a Layout,
}

impl<'a> Printer<'a> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Returns the column of the next character, from 0.
    fn column(&self) -> usize {
        self.out.get(self.line..).map_or(0, |line| line.chars().count())
    }

    /// Takes the next comment, if it stands before `position`.
    fn comment_before(&mut self, position: u32) -> Option<&'a Comment> {
        let next = *self.comments.last()?;
        (next.span.start < position).then(|| self.comments.pop()).flatten()
    }

    /// Returns the comments not yet written between the two positions.
    fn comments_in(&self, from: u32, to: u32) -> impl Iterator<Item = &'a Comment> {
        let place = |position: u32| self.comments.partition_point(|c| c.span.start >= position);
        let between = self.comments.get(place(to)..place(from)).unwrap_or(&[]);
        between.iter().copied()
    }

    fn has_comment(&self, from: u32, to: u32) -> bool {
        self.comments_in(from, to).next().is_some()
    }

    /// Returns the span of the clause around a position, its keyword included.
    fn clause_at(&self, position: u32) -> Span {
        let clauses = &self.layout.clauses;
        let next = clauses.partition_point(|clause| clause.start <= position);
        let found = next.checked_sub(1).and_then(|index| clauses.get(index));
        found.copied().unwrap_or(Span::new(position, position))
    }

    /// Takes the comments before `position` while inside a line.
    fn pass(&mut self, position: u32) {
        while let Some(comment) = self.comment_before(position) {
            self.make_room();
            match comment.own_line && !self.closing {
                true => self.hoist(comment),
                false => self.pending.push(comment),
            }
        }
    }

    /// Takes the comments of a clause, and the one behind it on its line.
    fn end_clause(&mut self, clause: Span) {
        self.pass(clause.end);
        let next = self.layout.clauses.partition_point(|other| other.start <= clause.start);
        let below = self.layout.clauses.get(next).map_or(u32::MAX, |next| next.start);
        if let Some(comment) = self.comments.last().filter(|comment| !comment.own_line) {
            self.pass(below.min(comment.span.end));
        }
    }

    /// Moves comments that wait for the end of the line above it, since only one can stand there.
    fn make_room(&mut self) {
        if !self.closing {
            for comment in std::mem::take(&mut self.pending) {
                self.hoist(comment);
            }
        }
    }

    /// Puts a comment above the current line.
    fn hoist(&mut self, comment: &Comment) {
        let above = format!("{}{}\n", " ".repeat(self.indent), comment.text);
        self.out.insert_str(self.line, &above);
        self.line += above.len();
    }

    /// Begins a new line, indented by `indent`, for the code at `position` in the source.
    fn new_line(&mut self, indent: usize, position: u32, blank: Blank) -> Gap {
        let opens = self.out.is_empty() || self.out.ends_with('{');
        let above = self.end_line(position);
        let mut places = self.places(&above, position);
        if opens {
            places.iter_mut().for_each(|place| place.deeper = false);
            places.iter_mut().take(1).for_each(|place| place.blank = false);
        }
        if above.is_empty() && blank == Blank::Drop {
            places.iter_mut().for_each(|place| place.blank = false);
        }
        let (lead, mut has_blank) = (lead(&places), places.iter().any(|place| place.blank));
        if blank == Blank::Force && !has_blank && !self.out.is_empty() {
            places.iter_mut().skip(lead).take(1).for_each(|place| place.blank = true);
            has_blank = true;
        }
        if !self.out.is_empty() {
            self.put("\n");
        }
        (self.indent, self.closing) = (indent, false);
        let mut at = self.out.len();
        for (index, place) in places.iter().enumerate() {
            if index == lead {
                at = self.out.len();
            }
            if place.blank {
                self.put("\n");
            }
            if let Some(comment) = above.get(index) {
                let inside = index < lead && place.deeper;
                self.comment_line(if inside { indent + DEEPER } else { indent }, comment);
                self.put("\n");
            }
        }
        self.line = self.out.len();
        self.put(&" ".repeat(indent));
        Gap { at, has_blank }
    }

    /// Returns the places of the comments between two lines, and of the code at `position` below them.
    fn places(&self, above: &[&Comment], position: u32) -> Vec<Place> {
        let lines = &self.layout.lines;
        let find = |start: u32| lines.binary_search_by_key(&start, |line| line.start).ok();
        let own: Vec<Option<usize>> =
            above.iter().map(|comment| find(comment.span.start).filter(|_| comment.own_line)).collect();
        let below = match own.last() {
            Some(last) => last.and_then(|index| lines.get(index + 1)),
            None => find(position).and_then(|index| lines.get(index)),
        };
        let place = |index: &Option<usize>| match index.and_then(|index| lines.get(index)) {
            Some(line) => {
                Place { blank: line.after_blank, deeper: below.is_some_and(|below| line.indent > below.indent) }
            }
            None => Place::default(),
        };
        let code = Place { blank: below.is_some_and(|below| below.after_blank), deeper: false };
        own.iter().map(place).chain([code]).collect()
    }

    fn comment_line(&mut self, indent: usize, comment: &Comment) {
        self.put(&" ".repeat(indent));
        self.put(&comment.text);
    }

    /// Closes a `}` on a line of its own; comments before `position` stay inside the braces. Comments indented deeper
    /// than the line of the `last` element belong to that element.
    fn close(&mut self, indent: usize, position: u32, last: Option<u32>) {
        let opens = self.out.ends_with('{');
        let comments = self.end_line(position);
        let lines = &self.layout.lines;
        let find = |start: u32| lines.binary_search_by_key(&start, |line| line.start).ok().and_then(|at| lines.get(at));
        let last = last.and_then(find).map(|line| line.indent);
        for (index, comment) in comments.into_iter().enumerate() {
            let line = find(comment.span.start);
            let deeper = line.zip(last).is_some_and(|(line, last)| line.indent > last);
            let blank = line.is_some_and(|line| line.after_blank) && !(opens && index == 0);
            self.put(if blank { "\n\n" } else { "\n" });
            self.comment_line(if deeper { indent + 2 * DEEPER } else { indent + DEEPER }, comment);
        }
        self.new_line(indent, 0, Blank::Drop);
        self.closing = true;
        self.put("}");
    }

    /// Ends the line with the comment that belongs to it. Returns the other comments before `position`.
    fn end_line(&mut self, position: u32) -> Vec<&'a Comment> {
        let mut above = vec![];
        while let Some(comment) = self.comment_before(position) {
            match comment.own_line || self.out.is_empty() {
                true => above.push(comment),
                false => {
                    self.make_room();
                    self.pending.push(comment);
                }
            }
        }
        let mut pending = std::mem::take(&mut self.pending).into_iter();
        if let Some(first) = pending.next() {
            self.put("  ");
            self.put(&first.text);
        }
        pending.chain(above).collect()
    }

    /// Ends the text with all remaining comments.
    fn finish(&mut self) {
        for comment in self.end_line(u32::MAX) {
            let blank = self.places(&[comment], 0).first().is_some_and(|place| place.blank);
            if !self.out.is_empty() {
                self.put(if blank { "\n\n" } else { "\n" });
            }
            self.put(&comment.text);
        }
        if !self.out.is_empty() {
            self.put("\n");
        }
    }
}

/// Returns the first place that belongs to the code below: below the last empty line, or, without one, below the
/// comments that are indented deeper than the code.
fn lead(places: &[Place]) -> usize {
    let blank = places.iter().rposition(|place| place.blank);
    blank.unwrap_or_else(|| places.iter().take_while(|place| place.deeper).count())
}
