//! Walks over a whole policy: its texts, its citations, its tests.

use super::{Atom, Cite, Entries, Exception, Field, Formula, Path, Policy, Quantifier, Set, SourceSpan, Subject, Test};
use crate::date::Date;
use crate::verdict::Cited;
use crate::vocab::Kind;

impl Policy {
    /// Returns the text at a span.
    pub fn words(&self, at: SourceSpan) -> &str {
        self.texts.get(usize::from(at.text)).map_or("", |text| at.span.of(&text.text).trim_end())
    }

    /// Returns a test as the policy says it: a definition's variable is what it stands for there.
    pub(crate) fn test(&self, atom: &Atom) -> String {
        let words = self.words(atom.words);
        atom.renamed.as_ref().map_or_else(|| words.to_owned(), |renamed| renamed.apply(words))
    }

    /// Converts a span to `[start, end)` in UTF-16 code units; `[0, 0]` where it is not in the policy itself.
    pub fn utf16(&self, at: SourceSpan) -> [u32; 2] {
        match self.texts.first() {
            Some(text) if at.text == 0 => self.lines.utf16(&text.text, at.span),
            _ => [0, 0],
        }
    }

    /// Resolves citations to the names and addresses of their sources, but for sources that are not in force on a day.
    pub fn cited<'p>(&'p self, cites: impl IntoIterator<Item = &'p Cite>, day: Date) -> impl Iterator<Item = Cited> {
        cites.into_iter().filter_map(move |cite| {
            let source = self.sources.get(cite.source).filter(|source| source.window.holds(day))?;
            Some(Cited { source: source.name.clone(), pin: cite.pin.clone(), url: source.url.clone() })
        })
    }

    /// Visits every test of every rule, exception and derivation.
    pub fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.each_part(&mut |part: Part<'p>| part.atom().into_iter().for_each(&mut *visit));
    }

    /// Visits every test and every list of every rule, exception and derivation.
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

impl Policy {
    /// Returns whether it runs over a list of the flow, in a rule, a condition or a set.
    pub(crate) fn runs_over(&self, list: Field) -> bool {
        let mut found = false;
        let mut sets: Vec<&Set> = self.sets.iter().map(|named| &named.set).collect();
        let is_list =
            |path: &Path| matches!(path.steps.as_slice(), [step] if step.kind == Kind::Flow && step.field == list);
        let look = |part: Part<'_>, found: &mut bool| match part {
            Part::List(path) => *found |= is_list(path),
            Part::Atom(_) => {}
        };
        self.each_part(&mut |part| {
            look(part, &mut found);
            if let Part::Atom(Atom { test: Test::In(membership), .. }) = part {
                sets.push(&membership.set);
            }
        });
        for set in sets {
            set.each_leaf(&mut |leaf| {
                if let Set::Entries(entries) = leaf {
                    entries.each_part(&mut |part| look(part, &mut found));
                }
            });
        }
        found
    }
}

impl Set {
    /// Visits every set that this one is made of and that is not itself made of others. Sets are named by their index, and
    /// not followed.
    pub fn each_leaf<'p>(&'p self, visit: &mut impl FnMut(&'p Set)) {
        match self {
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().for_each(|part| part.each_leaf(visit));
            }
            Set::Named(_) | Set::Group(_) | Set::Members(_) | Set::Fact(_) | Set::Entries(_) => visit(self),
        }
    }
}

/// A part of a condition.
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
    /// Visits every list of these entries, and every test that selects them.
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
    /// Returns whether the formula holds only where some list has an entry.
    pub(crate) fn needs_entry(&self) -> bool {
        match self {
            Formula::Quantified(q) => matches!(q.quantifier, Quantifier::Some | Quantifier::AtLeast(1..)),
            Formula::All(parts) => parts.iter().any(Formula::needs_entry),
            Formula::Any(parts) => !parts.is_empty() && parts.iter().all(Formula::needs_entry),
            Formula::Defined(defined) => defined.formula.needs_entry(),
            Formula::Const(_) | Formula::Not(_) | Formula::Derived(_) | Formula::Atom(_) => false,
        }
    }

    /// Visits every test of the formula.
    pub(crate) fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.each_part(&mut |part| part.atom().into_iter().for_each(&mut *visit));
    }

    /// Visits every test of the formula, and every list that it ranges over.
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
            Formula::Defined(defined) => defined.formula.each_part(visit),
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
