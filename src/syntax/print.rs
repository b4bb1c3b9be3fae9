//! Tree to text, in the standard layout: two spaces inside a policy, four inside a rule, no line longer
//! than a hundred columns where a chain or a set can be broken, comments where they stood.

mod broken;
mod file;
mod flat;

use super::tree::{Comment, File};

/// No line is longer where it can be broken.
const WIDTH: usize = 100;

/// The standard layout of a file. A part that could not be read is left out.
pub fn print(file: &File) -> String {
    let mut printer = Printer {
        out: String::new(),
        line: 0,
        indent: 0,
        closing: false,
        comments: file.comments.iter().collect(),
        pending: vec![],
    };
    printer.comments.reverse();
    printer.file(file);
    printer.out
}

/// Writes from left to right. Comments come in by position: one that shares its line with code before it
/// waits for the end of the line, one with a line of its own stands above what follows it.
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

    /// Takes in the comments before `position` while inside a line.
    fn pass(&mut self, position: u32) {
        while let Some(comment) = self.comment_before(position) {
            match comment.own_line && !self.closing {
                true => self.hoist(comment),
                false => self.pending.push(comment),
            }
        }
    }

    /// Puts a comment above the line.
    fn hoist(&mut self, comment: &Comment) {
        let above = format!("{}{}\n", " ".repeat(self.indent), comment.text);
        self.out.insert_str(self.line, &above);
        self.line += above.len();
    }

    /// Begins a new line, indented by `indent`, whose code stands at `position` in the source. `blank`
    /// leaves a line empty before it and before the comments that belong to it.
    fn new_line(&mut self, indent: usize, position: u32, blank: bool) {
        let above = self.end_line(position);
        if !self.out.is_empty() {
            self.put(if blank { "\n\n" } else { "\n" });
        }
        (self.indent, self.closing) = (indent, false);
        for comment in above {
            self.put(&" ".repeat(indent));
            self.put(&comment.text);
            self.put("\n");
        }
        self.line = self.out.len();
        self.put(&" ".repeat(indent));
    }

    /// A `}` on a line of its own; comments before `position` stand in the braces.
    fn close(&mut self, indent: usize, position: u32) {
        for comment in self.end_line(position) {
            self.put("\n");
            self.put(&" ".repeat(indent + 2));
            self.put(&comment.text);
        }
        self.new_line(indent, 0, false);
        self.closing = true;
        self.put("}");
    }

    /// Ends the line with the comment that belongs to it; returns those before `position` that do not.
    fn end_line(&mut self, position: u32) -> Vec<&'a Comment> {
        let mut above = vec![];
        while let Some(comment) = self.comment_before(position) {
            match comment.own_line || self.out.is_empty() {
                true => above.push(comment),
                false => self.pending.push(comment),
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
            if !self.out.is_empty() {
                self.put("\n");
            }
            self.put(&comment.text);
        }
        if !self.out.is_empty() {
            self.put("\n");
        }
    }
}
