//! The words of registers and lists of sub-processors. What each means is a table beside this file, which a person who knows
//! registers can correct: columns.csv, tools.csv and categories.csv.

use crate::atlas;

/// Returns the fact that a column is of, by its heading.
pub(super) fn column(heading: &str) -> Option<&'static str> {
    let heading = plain(heading);
    let mut table = rows(include_str!("columns.csv")).filter(|(fact, _)| *fact != ABOUT_PLACES);
    table.find(|(_, words)| words.split('|').any(|word| word == heading)).map(|(fact, _)| fact)
}

/// The row of columns.csv whose words speak of places in any heading that they are a part of.
const ABOUT_PLACES: &str = "about places";

/// Reports whether a heading has a word that speaks of places: one of that row, or one that is the whole heading of a column of places.
pub(super) fn speaks_of_places(heading: &str) -> bool {
    let heading = plain(heading);
    let mut table = rows(include_str!("columns.csv")).filter(|(fact, _)| ["place", ABOUT_PLACES].contains(fact));
    table.any(|(_, words)| words.split('|').any(|word| heading.split(' ').any(|own| own == word)))
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

/// Returns a text in lower case, without accents, its words apart by single spaces.
pub(super) fn plain(text: &str) -> String {
    atlas::plain_words(text)
}

/// Returns the text of a cell without the marks of Markdown and HTML: the words of a link, no emphasis.
pub(super) fn unmarked(cell: &str) -> String {
    lines(cell).replace(['*', '`'], "").trim().to_owned()
}

/// Returns the text of a cell with its line breaks of HTML as such.
pub(super) fn lines(cell: &str) -> String {
    cell.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n")
}
