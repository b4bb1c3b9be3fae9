//! The words of registers and lists of sub-processors. What each means is a table beside this file, which a person who knows
//! registers can correct: columns.csv, tools.csv and categories.csv.

use crate::atlas;

/// Returns the fact that a column is of, by its heading.
pub(super) fn column(heading: &str) -> Option<&'static str> {
    let heading = plain(heading);
    let mut table = rows(include_str!("columns.csv"));
    table.find(|(_, words)| words.split('|').any(|word| word == heading)).map(|(fact, _)| fact)
}

/// Returns the transfer tool that words mean.
pub(super) fn tool(words: &str) -> Option<&'static str> {
    meaning(include_str!("tools.csv"), words)
}

/// Returns the category of data that words mean.
pub(super) fn category(words: &str) -> Option<&'static str> {
    let own = crate::vocab::Category::all().map(crate::vocab::Category::name);
    let plain = plain(words).replace(' ', "_");
    own.into_iter().find(|name| *name == plain).or_else(|| meaning(include_str!("categories.csv"), words))
}

fn meaning(table: &'static str, words: &str) -> Option<&'static str> {
    let words = plain(words);
    rows(table).find(|(known, _)| *known == words).map(|(_, meaning)| meaning)
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once(','))
}

/// The separators of places within one cell, besides the comma.
const BETWEEN: [&str; 9] = [" / ", "/", ";", "\n", " and ", " et ", " & ", " + ", "|"];

/// Returns the places that a cell names, each as a flow writes it; `None` for one that is not known.
///
/// `Dublin, Ireland` is one place, and `US, Germany` are two: before a comma may stand what lies in the place after it.
pub(super) fn places(cell: &str) -> Vec<Option<&'static str>> {
    let mut parts = vec![cell.trim()];
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    let mut found = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        let pieces: Vec<Option<&str>> = part.split(',').map(place).collect();
        match (place(part), pieces.as_slice()) {
            (Some(whole), _) => found.push(Some(whole)),
            (None, [_, .., Some(last)]) if pieces.iter().any(Option::is_none) => found.push(Some(*last)),
            (None, [_, ..]) => found.extend(pieces),
            (None, []) => {}
        }
    }
    found.dedup();
    found
}

/// Returns the place that words mean, or the words in front of a bracket.
fn place(words: &str) -> Option<&'static str> {
    let words = words.trim();
    let outside = words.split('(').next().unwrap_or(words).trim();
    [words, outside].into_iter().find_map(|words| {
        let is_anywhere =
            matches!(plain(words).as_str(), "worldwide" | "global" | "globally" | "anywhere" | "monde" | "mondial");
        if is_anywhere { Some("anywhere") } else { atlas::place_written(words) }
    })
}

/// Returns a text in lower case, without accents, its words apart by single spaces.
pub(super) fn plain(text: &str) -> String {
    atlas::plain_words(text)
}

/// Returns the text of a cell without the marks of Markdown and HTML: the words of a link, no emphasis.
pub(super) fn unmarked(cell: &str) -> String {
    cell.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n").replace(['*', '`'], "").trim().to_owned()
}
