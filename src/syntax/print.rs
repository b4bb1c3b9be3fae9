//! Tree to text, in the standard layout: two spaces inside a policy, four inside a rule, no line longer
//! than a hundred columns where a chain or a set can be broken.
//!
//! A comment keeps its neighbours. One that shares its line with code ends the line of that code. One with a line of
//! its own stays between the two clauses between which it stood, and what tells to which of them it belongs is kept:
//! empty lines around it, and an indent deeper than that of the clause below, which makes it the end of what is above.

mod broken;
mod file;
mod flat;

use super::tree::{Comment, File, Layout};
use crate::span::Span;

/// No line is longer where it can be broken.
const WIDTH: usize = 100;

/// What stands in something else is indented by so many columns more.
const DEEPER: usize = 2;

/// The standard layout of a file. A part that could not be read is left out.
pub fn print(file: &File) -> String {
    let mut printer = Printer {
        out: String::new(),
        line: 0,
        indent: 0,
        closing: false,
        comments: file.comments.iter().collect(),
        pending: vec![],
        layout: &file.layout,
    };
    printer.comments.reverse();
    printer.file(file);
    printer.out
}

/// What becomes of an empty line between two lines. Those around comments are always kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    /// It goes.
    Drop,
    /// It stays.
    Keep,
    /// There is one in any case.
    Force,
}

/// What stands between two lines of code.
struct Gap {
    /// Where an empty line would go: above the comments that belong to the second line.
    at: usize,
    /// Whether there is an empty line.
    has_blank: bool,
}

/// Where a comment between two lines of code stands, or the second of these lines.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Whether an empty line is above it.
    blank: bool,
    /// Whether it is indented deeper than the second line.
    deeper: bool,
}

/// Writes from left to right. Comments come in by position: one that shares its line with code before it
/// waits for the end of the line, one with a line of its own stands between two lines.
struct Printer<'a> {
    out: String,
    /// Where the line begins.
    line: usize,
    /// How far the line is indented.
    indent: usize,
    /// Whether the line begins with a closing brace: what stands above it stands in the braces.
    closing: bool,
    /// The comments still to come, the next one last.
    comments: Vec<&'a Comment>,
    /// Those that wait for the end of the line.
    pending: Vec<&'a Comment>,
    /// How the source is laid out.
    layout: &'a Layout,
}

impl<'a> Printer<'a> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// The column where the next character goes, from 0.
    fn column(&self) -> usize {
        self.out.get(self.line..).map_or(0, |line| line.chars().count())
    }

    /// The next comment, if it stands before `position`.
    fn comment_before(&mut self, position: u32) -> Option<&'a Comment> {
        let next = *self.comments.last()?;
        (next.span.start < position).then(|| self.comments.pop()).flatten()
    }

    /// The comments that are still to come between the two positions.
    fn comments_in(&self, from: u32, to: u32) -> impl Iterator<Item = &'a Comment> {
        let place = |position: u32| self.comments.partition_point(|c| c.span.start >= position);
        let between = self.comments.get(place(to)..place(from)).unwrap_or(&[]);
        between.iter().copied()
    }

    fn has_comment(&self, from: u32, to: u32) -> bool {
        self.comments_in(from, to).next().is_some()
    }

    /// The clause in which a position lies, with the word that opens it.
    fn clause_at(&self, position: u32) -> Span {
        let clauses = &self.layout.clauses;
        let next = clauses.partition_point(|clause| clause.start <= position);
        let found = next.checked_sub(1).and_then(|index| clauses.get(index));
        found.copied().unwrap_or(Span::new(position, position))
    }

    /// Takes in the comments before `position` while inside a line.
    fn pass(&mut self, position: u32) {
        while let Some(comment) = self.comment_before(position) {
            self.make_room();
            match comment.own_line && !self.closing {
                true => self.hoist(comment),
                false => self.pending.push(comment),
            }
        }
    }

    /// Takes in the comments of a clause, and the one behind it on its line.
    fn end_clause(&mut self, clause: Span) {
        self.pass(clause.end);
        let next = self.layout.clauses.partition_point(|other| other.start <= clause.start);
        let below = self.layout.clauses.get(next).map_or(u32::MAX, |next| next.start);
        if let Some(comment) = self.comments.last().filter(|comment| !comment.own_line) {
            self.pass(below.min(comment.span.end));
        }
    }

    /// Puts a comment that waits for the end of the line above it, since only one can stand there.
    fn make_room(&mut self) {
        if !self.closing {
            for comment in std::mem::take(&mut self.pending) {
                self.hoist(comment);
            }
        }
    }

    /// Puts a comment above the line.
    fn hoist(&mut self, comment: &Comment) {
        let above = format!("{}{}\n", " ".repeat(self.indent), comment.text);
        self.out.insert_str(self.line, &above);
        self.line += above.len();
    }

    /// Begins a new line, indented by `indent`, whose code stands at `position` in the source.
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

    /// Where the comments between two lines stand, and below them the code at `position`.
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

    /// A `}` on a line of its own; comments before `position` stand in the braces. Those that are indented deeper than
    /// the line of the `last` thing in the braces belong to it.
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

    /// Ends the line with the comment that belongs to it; returns those before `position` that do not.
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

    /// Ends the text with every comment that is left.
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

/// The first place of those that belong to the code below: those below the last empty line, or, where there is none,
/// below the comments that are indented deeper than it.
fn lead(places: &[Place]) -> usize {
    let blank = places.iter().rposition(|place| place.blank);
    blank.unwrap_or_else(|| places.iter().take_while(|place| place.deeper).count())
}
