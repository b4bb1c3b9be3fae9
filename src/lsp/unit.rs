//! The policies of a document: a `.loci` file is one, and each block ```` ```loci ```` of a Markdown file is one.

use crate::engine::Modules;
use crate::span::Span;
use crate::syntax::tokens;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// A text of the language, and where it stands in its document.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    pub(super) text: String,
    /// The start of each run of its bytes: here, and in the document.
    runs: Vec<(u32, u32)>,
    /// The name that a block gives it as a module.
    pub(super) module: Option<String>,
    /// The sections that the block stands in, outermost first, by number.
    path: Vec<usize>,
    /// The modules that it sees beside the shipped ones.
    pub(super) modules: Modules,
}

impl Unit {
    /// Returns the only unit of a file.
    pub(super) fn whole(text: &str) -> Unit {
        Unit { text: text.to_owned(), runs: vec![(0, 0)], ..Unit::default() }
    }

    /// Converts a byte of the unit to one of the document.
    pub(super) fn outer(&self, inner: u32) -> u32 {
        let run = self.runs.partition_point(|(start, _)| *start <= inner).saturating_sub(1);
        self.runs.get(run).map_or(inner, |(start, outer)| outer + inner.saturating_sub(*start))
    }

    /// Converts a span of the unit to one of the document.
    pub(super) fn outer_span(&self, span: Span) -> Span {
        let start = self.outer(span.start);
        match span.end.checked_sub(1) {
            Some(last) if span.end > span.start => Span::new(start, self.outer(last) + 1),
            _ => Span::new(start, start),
        }
    }

    /// Converts a byte of the document to one of the unit; `None` outside of it.
    pub(super) fn inner(&self, outer: u32) -> Option<u32> {
        let run = self.runs.partition_point(|(_, start)| *start <= outer).checked_sub(1)?;
        let (start, from) = self.runs.get(run)?;
        let end = self.runs.get(run + 1).map_or(self.text.len() as u32, |(next, _)| *next);
        let inner = start + (outer - from);
        // Behind the end of a line that the document ends otherwise, the unit's own line has ended too.
        let is_last = run + 1 == self.runs.len();
        if is_last && inner > end { None } else { Some(inner.min(end)) }
    }

    /// Returns whether its bytes follow one another in the document too.
    pub(super) fn is_contiguous(&self) -> bool {
        let offset = |(inner, outer): &(u32, u32)| outer.wrapping_sub(*inner);
        self.runs.first().is_some_and(|first| self.runs.iter().all(|run| offset(run) == offset(first)))
    }
}

/// Returns the blocks of a Markdown file that are whole texts of the language. In a file of tests every block is one; elsewhere
/// those that open with the edition, since documents also show parts of policies.
pub(super) fn blocks(markdown: &str) -> Vec<Unit> {
    let (mut units, is_test) = all_blocks(markdown);
    units.retain(|unit| is_test || opens_with_edition(&unit.text));
    let named: Vec<(Vec<usize>, String, String)> =
        units.iter().filter_map(|unit| Some((unit.path.clone(), unit.module.clone()?, unit.text.clone()))).collect();
    for unit in &mut units {
        // The nearest of a name counts: that of an inner section after that of an outer one. What no section around the block
        // has may stand in one below it, and is taken from there.
        let is_around = |path: &Vec<usize>| unit.path.starts_with(path);
        let (around, others): (Vec<_>, Vec<_>) = named.iter().partition(|(path, ..)| is_around(path));
        let ordered = others.into_iter().rev().chain(around);
        unit.modules = ordered.map(|(_, name, text)| (name.clone(), text.clone())).collect();
    }
    units
}

/// Returns whether a file has tests: a block that says what must come out.
pub(super) fn is_test(markdown: &str) -> bool {
    all_blocks(markdown).1
}

fn opens_with_edition(text: &str) -> bool {
    let words = tokens(text);
    let first = words.iter().find(|token| !token.text.starts_with(['#']));
    first.is_some_and(|token| token.text == "loci")
}

/// Returns every block `loci`, and whether some block says what must come out.
fn all_blocks(markdown: &str) -> (Vec<Unit>, bool) {
    let (mut units, mut is_test) = (vec![], false);
    let (mut sections, mut count): (Vec<(HeadingLevel, usize)>, usize) = (vec![], 0);
    let mut open: Option<Unit> = None;
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                sections.retain(|(above, _)| *above < level);
                count += 1;
                sections.push((level, count));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut words = info.split_whitespace();
                match words.next() {
                    Some("loci") => {
                        let path = sections.iter().map(|(_, section)| *section).collect();
                        open = Some(Unit { module: words.next().map(str::to_owned), path, ..Unit::default() });
                    }
                    Some("verdict") => is_test = true,
                    _ => {}
                }
            }
            Event::Text(text) => {
                if let Some(unit) = open.as_mut() {
                    unit.runs.push((unit.text.len() as u32, range.start as u32));
                    unit.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => units.extend(open.take().filter(|unit| !unit.runs.is_empty())),
            _ => {}
        }
    }
    (units, is_test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_a_block_are_found_in_the_document_and_back() {
        let markdown = "# é𝒳\r\n\r\n> ```loci\r\n> loci 1\r\n> set a = {FR}\r\n> ```\r\n\r\n```verdict\r\n```\r\n";
        let units = blocks(markdown);
        assert_eq!(units.len(), 1);
        let unit = &units[0];
        assert_eq!(unit.text, "loci 1\nset a = {FR}\n");
        let inner = unit.text.find("FR").expect("it is there") as u32;
        let outer = markdown.find("FR").expect("it is there") as u32;
        assert_eq!((unit.outer(inner), unit.inner(outer)), (outer, Some(inner)));
        assert_eq!(unit.outer_span(Span::new(inner, inner + 2)), Span::new(outer, outer + 2));
        assert_eq!(unit.inner(0), None);
        assert_eq!(unit.inner(markdown.len() as u32), None);
        assert!(!unit.is_contiguous());
    }

    #[test]
    fn parts_of_policies_are_no_units() {
        assert_eq!(blocks("```loci\nrequire s in EEA\n```\n").len(), 0);
        assert_eq!(blocks("```loci\n# A whole one\nloci 1\n```\n").len(), 1);
    }

    #[test]
    fn a_block_sees_the_modules_of_its_sections() {
        let markdown = "# A\n```loci m\nloci 1\nset a = {FR}\n```\n## B\n```loci m\nloci 1\nset a = {DE}\n```\n```loci\nloci 1\nuse m\n```\n## C\n```loci\nloci 1\nuse m\n```\n";
        let units = blocks(markdown);
        let seen: Vec<bool> =
            units.iter().map(|unit| unit.modules.get("m").is_some_and(|m| m.contains("DE"))).collect();
        assert_eq!(seen, [false, true, true, false]);
    }
}
