//! Ways to look at a whole policy: its words, its citations, its tests.

use super::{Atom, Cite, Entries, Exception, Formula, Path, Policy, Site, Subject};
use crate::verdict::Cited;

impl Policy {
    /// The words at a place of one of the texts.
    pub fn words(&self, site: Site) -> &str {
        self.texts.get(usize::from(site.text)).map_or("", |text| site.span.of(&text.text).trim_end())
    }

    /// Returns a test as the policy says it: a definition's variable is what it stands for there.
    pub(crate) fn test(&self, atom: &Atom) -> String {
        let words = self.words(atom.words);
        atom.renamed.as_ref().map_or_else(|| words.to_owned(), |renamed| renamed.apply(words))
    }

    /// A range as `[start, end)` in UTF-16 code units; `[0, 0]` where it does not stand in the policy itself.
    pub fn utf16(&self, site: Site) -> [u32; 2] {
        match self.texts.first() {
            Some(text) if site.text == 0 => self.lines.utf16(&text.text, site.span),
            _ => [0, 0],
        }
    }

    /// A citation that can be opened.
    pub fn cited(&self, cite: &Cite) -> Cited {
        let source = self.sources.get(cite.source);
        Cited {
            source: source.map_or(String::new(), |source| source.name.clone()),
            pin: cite.pin.clone(),
            url: source.and_then(|source| source.url.clone()),
        }
    }

    /// Every test of every rule, exception and derivation.
    pub fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.each_part(&mut |part: Part<'p>| part.atom().into_iter().for_each(&mut *visit));
    }

    /// Every test and every list of every rule, exception and derivation.
    pub(crate) fn each_part<'p>(&'p self, visit: &mut impl FnMut(Part<'p>)) {
        self.applies.each_part(visit);
        for rule in &self.rules {
            for each in &rule.loops {
                each.from.each_part(visit);
                each.filter.each_part(visit);
            }
            rule.when.each_part(visit);
            for demand in &rule.demands {
                demand.cond.each_part(visit);
                demand.waivers.iter().for_each(|waiver| waiver.each_part(visit));
            }
            rule.exceptions.iter().for_each(|exception| exception.each_part(visit));
        }
    }
}

/// What a condition is made of.
#[derive(Clone, Copy)]
pub(crate) enum Part<'p> {
    /// A test.
    Atom(&'p Atom),
    /// A list that is run over.
    List(&'p Path),
}

impl<'p> Part<'p> {
    fn atom(self) -> Option<&'p Atom> {
        match self {
            Part::Atom(atom) => Some(atom),
            Part::List(_) => None,
        }
    }
}

impl Exception {
    fn each_part<'p>(&'p self, visit: &mut impl FnMut(Part<'p>)) {
        self.when.each_part(visit);
        self.unless.iter().for_each(|unless| unless.each_part(visit));
        self.defeated_by.iter().for_each(|defeat| defeat.each_part(visit));
    }
}

impl Entries {
    /// Every list in it, and every test by which entries are chosen.
    pub(crate) fn each_part<'p>(&'p self, visit: &mut impl FnMut(Part<'p>)) {
        match self {
            Entries::Path(path) => visit(Part::List(path)),
            Entries::Joined(parts) => parts.iter().for_each(|part| part.each_part(visit)),
            Entries::Filtered { from, filter, .. } => {
                from.each_part(visit);
                filter.each_part(visit);
            }
        }
    }
}

impl Formula {
    /// Every test in it.
    pub(crate) fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.each_part(&mut |part| part.atom().into_iter().for_each(&mut *visit));
    }

    /// Every test in it, and every list that it runs over.
    pub(crate) fn each_part<'p>(&'p self, visit: &mut impl FnMut(Part<'p>)) {
        match self {
            Formula::Const(_) => {}
            Formula::Not(inner) => inner.each_part(visit),
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| part.each_part(visit)),
            Formula::Quantified(quantified) => {
                quantified.from.each_part(visit);
                quantified.filter.each_part(visit);
                quantified.body.each_part(visit);
            }
            Formula::Derived(derived) => {
                visit(Part::Atom(&derived.stated));
                derived.rule.each_part(visit);
            }
            Formula::Atom(atom) => {
                visit(Part::Atom(atom));
                if let Subject::Total(total) = &atom.subject {
                    total.from.each_part(visit);
                    total.filter.each_part(visit);
                }
            }
        }
    }
}
