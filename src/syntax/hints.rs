//! Recognises habits from other languages and shows the right spelling. Most are rewritten to what was meant, so that
//! parsing continues.

mod bad;
mod rewrite;
mod sign;
mod word;

use super::token::{CLAUSE_WORDS, is_keyword};
use crate::nearest::distance;
use crate::order::sort_by_key;
pub(super) use rewrite::rewrite;

/// Words that open a clause in other languages, and ours.
const CLAUSES: &[(&str, &str)] = &[
    ("allow", "exception"),
    ("assert", "require"),
    ("const", "set"),
    ("def", "define"),
    ("deny", "forbid"),
    ("ensure", "require"),
    ("except", "unless"),
    ("foreach", "for"),
    ("given", "when"),
    ("if", "when"),
    ("import", "use"),
    ("include", "use"),
    ("let", "set"),
    ("must", "require"),
    ("obligation", "duty"),
    ("permit", "exception"),
    ("prohibit", "forbid"),
    ("scope", "applies"),
    ("unlike", "unless"),
    ("var", "set"),
    ("where", "when"),
];

/// An example of each clause.
const EXAMPLES: &[(&str, &str)] = &[
    ("allow", "allow L0402 \"The board decided it without a paper\""),
    ("applies", "applies when data has personal"),
    ("claim", "claim no_leak \"Nothing leaks\" never some s in storage: s not in EEA"),
    ("define", "define p is foreign as p.seat not in EEA"),
    ("duty", "duty exporter \"Review the assessment\" within 12 months"),
    ("exception", "exception backup to stores \"Our own keys\" when s.kind is backup"),
    ("fact", "fact x.tier is one of {gold, silver}"),
    ("for", "for every s in storage"),
    ("forbid", "forbid s.operator.exposed"),
    ("levels", "levels basic < high"),
    ("list", "list exports = t in transfers where t.to not in EEA"),
    ("loci", "loci 1"),
    ("never", "never some s in storage: s not in EEA"),
    ("policy", "policy crm version 1.0.0 \"Customer data stay here\" {"),
    ("region", "region acme/fra-1 in DE operated by acme"),
    ("remedy", "remedy \"Move this store.\""),
    ("replace", "replace set adequate = adequate except US"),
    ("require", "require s.place in EEA"),
    ("rule", "rule stores \"Data rest in the EEA\" [GDPR 44]"),
    ("set", "set approved = {aws/eu-west-3, FR}"),
    ("severity", "severity minor"),
    ("source", "source DPO is \"Board decision, 2026-02-03\""),
    ("unless", "unless s.kind is backup"),
    ("use", "use gdpr"),
    ("vendor", "vendor acme \"Acme GmbH\" seat DE parent DE"),
    ("when", "when s.kind is backup"),
];

/// Returns the clause word that is meant by another word at the beginning of a line.
pub(super) fn clause_habit(word: &str) -> Option<&'static str> {
    look_up(CLAUSES, word).or_else(|| misspelt(word))
}

/// Returns whether `word` is a misspelling of `meant` rather than a word of another language.
pub(super) fn is_misspelt(word: &str, meant: &str) -> bool {
    misspelt(word) == Some(meant) && look_up(CLAUSES, word).is_none()
}

/// Shows an example of the clause that this word opens.
pub(super) fn clause_help(word: &str) -> String {
    format!("`{}`", look_up(EXAMPLES, word).unwrap_or(word))
}

fn look_up(table: &'static [(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    let found = table.iter().find(|(theirs, _)| *theirs == word);
    found.map(|(_, ours)| *ours)
}

/// Returns the clause word that is one or two letters away.
fn misspelt(word: &str) -> Option<&'static str> {
    let plain = (3..=12).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic());
    if !plain || is_keyword(word) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let near = |clause: &&str| distance(&lower, clause) <= if clause.len() > 5 { 2 } else { 1 };
    let mut near: Vec<_> = CLAUSE_WORDS.iter().copied().filter(|clause| near(clause)).collect();
    sort_by_key(&mut near, |clause| distance(&lower, clause));
    near.first().copied()
}
