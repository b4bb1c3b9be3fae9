//! Sentences, in English and French: who keeps which data with whom, where, and who else reaches them.
//!
//! A fact is read where every word that carries it is understood: the tables beside this folder (sentence.csv, nationalities.csv,
//! ordinary.csv, cities.csv) and the atlas say what words mean. What is not so, past, planned or possible gives no fact, and each
//! word that is not understood is told. The lists are open, unless the text says that nothing else exists and all of it was read.

mod clause;
mod facts;
mod parse;
mod reading;
mod tokens;
mod units;

use super::{Fault, Found, Origin, Source};
use clause::Clause;
use facts::Facts;
use units::{Language, Piece, Unit};

/// The longest text that is read, in bytes.
const LONGEST: usize = 100_000;

/// Reads the flow that a text states.
pub(super) fn read(source: &Source, complete: bool) -> Result<Found, Fault> {
    let text = source.text()?;
    if text.len() > LONGEST {
        let message = format!("the text is longer than {LONGEST} bytes: give the sentences about one flow alone");
        return Err(Fault::of(&source.name, "L0005", message));
    }
    if let Some(what) = super::kinds::of_markup(&text) {
        return Err(Fault::of(&source.name, "L0005", what.to_owned()));
    }
    let sentences = tokens::sentences(&text);
    let whole: Vec<_> = sentences.iter().flat_map(|sentence| sentence.tokens.iter().cloned()).collect();
    let usual = units::language(&whole).unwrap_or(Language::English);
    let mut all: Vec<Vec<Clause<'_>>> = Vec::new();
    for sentence in &sentences {
        let language = units::language(&sentence.tokens).unwrap_or(usual);
        let pieces = units::pieces(&text, &sentence.tokens, language);
        let clauses = clause::clauses(&pieces, sentence.is_question);
        // `That is no longer so.` is said of the sentence before.
        if let (true, Some(last)) = (clause::is_comment(&pieces), all.last_mut()) {
            let word = pieces.iter().find(|piece| matches!(piece.unit, Unit::Not)).map(|piece| piece.text);
            last.iter_mut().for_each(|clause| clause.blocked = clause.blocked.or(word));
        }
        all.push(clauses);
    }
    let mut facts = Facts::new(Place { text: &text, name: &source.name });
    for clauses in &all {
        let mut last = None;
        for clause in clauses {
            last = facts.clause(clause, last);
        }
    }
    facts.finish(complete)
}

/// A text, for telling where something stands in it.
#[derive(Clone, Copy)]
struct Place<'t> {
    text: &'t str,
    name: &'t str,
}

impl Place<'_> {
    /// Returns where bytes stand: the line, the first and the last letter in it, and the words.
    fn of(self, start: usize, end: usize) -> Origin {
        let before = self.text.get(..start).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let first = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let words = self.text.get(start..end).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let last = first + self.text.get(start..end).unwrap_or("").chars().count().saturating_sub(1);
        Origin { file: self.name.to_owned(), line, spot: format!("{first}-{last} \"{words}\"") }
    }

    fn at(self, piece: &Piece<'_>) -> Origin {
        self.of(piece.start, piece.end)
    }
}
