//! Ways to look at a whole policy: its words, its citations, its tests.

use super::{Atom, Cite, Entries, Exception, Formula, Policy, Site, Subject};
use crate::verdict::Cited;

impl Policy {
    /// The words at a place of one of the texts.
    pub fn words(&self, site: Site) -> &str {
        self.texts.get(usize::from(site.text)).map_or("", |text| site.span.of(&text.text).trim_end())
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
        self.applies.each_atom(visit);
        for rule in &self.rules {
            for each in &rule.loops {
                each.from.each_atom(visit);
                each.filter.each_atom(visit);
            }
            rule.when.each_atom(visit);
            for demand in &rule.demands {
                demand.cond.each_atom(visit);
                demand.waivers.iter().for_each(|waiver| waiver.each_atom(visit));
            }
            rule.exceptions.iter().for_each(|exception| exception.each_atom(visit));
        }
    }
}

impl Exception {
    fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.when.each_atom(visit);
        self.unless.iter().for_each(|unless| unless.each_atom(visit));
        self.defeated_by.iter().for_each(|defeat| defeat.each_atom(visit));
    }
}

impl Entries {
    fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        match self {
            Entries::Path(_) => {}
            Entries::Joined(parts) => parts.iter().for_each(|part| part.each_atom(visit)),
            Entries::Filtered { from, filter, .. } => {
                from.each_atom(visit);
                filter.each_atom(visit);
            }
        }
    }
}

impl Formula {
    /// Every test in it.
    pub(crate) fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        match self {
            Formula::Const(_) => {}
            Formula::Not(inner) => inner.each_atom(visit),
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| part.each_atom(visit)),
            Formula::Quantified(quantified) => {
                quantified.from.each_atom(visit);
                quantified.filter.each_atom(visit);
                quantified.body.each_atom(visit);
            }
            Formula::Derived(derived) => {
                visit(&derived.stated);
                derived.rule.each_atom(visit);
            }
            Formula::Atom(atom) => {
                visit(atom);
                if let Subject::Total(total) = &atom.subject {
                    total.from.each_atom(visit);
                    total.filter.each_atom(visit);
                }
            }
        }
    }
}
