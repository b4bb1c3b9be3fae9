//! The words of registers and lists of sub-processors. What each means is a table beside this file, which a person who knows
//! registers can correct: columns.csv, tools.csv, categories.csv and past.csv.

use crate::atlas;

/// Returns the fact that a column is of, by its heading, and the row of the table that says so: of two columns of one fact, that
/// of the earlier row says it more plainly.
pub(super) fn column(heading: &str) -> Option<(&'static str, usize)> {
    of_column(heading).or_else(|| {
        let (short, rest) = heading.split_once(['(', '[', ','])?;
        let rest = plain(rest);
        // `Location (HQ)` is of something else than `Location`.
        let is_remark =
            ["including ", "if ", "incl ", "le cas echeant", "falls "].iter().any(|start| rest.starts_with(start));
        of_column(short).filter(|_| is_remark)
    })
}

fn of_column(heading: &str) -> Option<(&'static str, usize)> {
    let heading = plain(heading);
    let table = rows(include_str!("columns.csv")).enumerate().filter(|(_, (fact, _))| *fact != ABOUT_PLACES);
    let mut table = table.filter(|(_, (_, words))| words.split('|').any(|word| word == heading));
    table.next().map(|(row, (fact, _))| (fact, row))
}

/// Returns whether words say of a vendor that it is past, planned or not in use, by past.csv.
pub(super) fn is_past(words: &str) -> bool {
    let words = format!(" {} ", plain(words));
    include_str!("past.csv").lines().skip(1).any(|past| words.contains(&format!(" {past} ")))
}

/// Returns words in plain form without those of past.csv.
pub(super) fn without_past(words: &str) -> String {
    let mut words = format!(" {} ", plain(words));
    for past in ["not yet active", "noch nicht aktiv", "pas encore actif"]
        .into_iter()
        .chain(include_str!("past.csv").lines().skip(1))
    {
        words = words.replace(&format!(" {past} "), " ");
    }
    words.trim().to_owned()
}

/// The row of columns.csv whose words speak of places in any heading that they are a part of.
const ABOUT_PLACES: &str = "about places";

/// Reports whether a heading has a word that speaks of places: one of that row, or one that is the whole heading of a column of places.
pub(super) fn speaks_of_places(heading: &str) -> bool {
    let heading = plain(heading);
    let mut table = rows(include_str!("columns.csv")).filter(|(fact, _)| ["place", ABOUT_PLACES].contains(fact));
    table.any(|(_, words)| words.split('|').any(|word| heading.split(' ').any(|own| own == word)))
}

/// Words beside the name of a transfer tool that say where the law has it, and nothing else of it.
const BESIDE_TOOLS: [&str; 50] = [
    "art",
    "article",
    "articles",
    "artikel",
    "46",
    "para",
    "paragraph",
    "abs",
    "lit",
    "c",
    "b",
    "gdpr",
    "rgpd",
    "dsgvo",
    "eu",
    "ue",
    "eea",
    "european",
    "commission",
    "union",
    "implementing",
    "decision",
    "2021",
    "914",
    "module",
    "modules",
    "modul",
    "mod",
    "one",
    "two",
    "three",
    "four",
    "1",
    "2",
    "3",
    "4",
    "i",
    "ii",
    "iii",
    "iv",
    "and",
    "et",
    "und",
    "de",
    "der",
    "of",
    "by",
    "adopted",
    "new",
    "d",
];

/// The acts of standard contractual clauses, in plain words.
pub(super) const ACTS: [(&str, &str); 5] = [
    ("2021 914", "scc_2021_914"),
    ("2010 87", "scc_2010_87"),
    ("2004 915", "scc_2004_915"),
    ("2001 497", "scc_2001_497"),
    ("2002 16", "scc_2002_16"),
];

/// Returns whether words name an article, an act or a module beside a tool, and nothing else.
pub(super) fn is_beside_tools(words: &str) -> bool {
    let plain = without_acts(words);
    let is_empty = plain.split(' ').all(str::is_empty);
    let has_act = plain != self::plain(words);
    (!is_empty || has_act) && plain.split(' ').all(|word| word.is_empty() || BESIDE_TOOLS.contains(&word))
}

/// Returns words in plain form without the numbers of the acts of clauses.
fn without_acts(words: &str) -> String {
    let mut plain = format!(" {} ", plain(words));
    for (act, _) in ACTS {
        for end in [" eu", " ec", " eg", " ce", " ue", ""] {
            plain = plain.replace(&format!(" {act}{end} "), " ");
        }
    }
    plain.trim().to_owned()
}

/// Returns the transfer tool that words mean, with the article or module beside it: `SCC (Module 2)`, `SCC EU 2021/914`.
pub(super) fn tool(words: &str) -> Option<&'static str> {
    // A sign of doubt is no sign of a tool.
    if words.contains(['?', '~', '\u{274c}', '\u{2717}', '\u{2718}']) {
        return None;
    }
    let named = |words: &str| meaning(include_str!("tools.csv"), words);
    if let Some(tool) = named(words) {
        return Some(tool);
    }
    let mut found = None;
    for part in words.split(['(', ')', '[', ']']) {
        let plain = without_acts(part);
        let rest: Vec<&str> =
            plain.split(' ').filter(|word| !word.is_empty() && !BESIDE_TOOLS.contains(word)).collect();
        if rest.is_empty() {
            continue;
        }
        match (named(part).or_else(|| named(&rest.join(" "))), found) {
            (Some(tool), None) => found = Some(tool),
            (Some(tool), Some(other)) if tool == other => {}
            _ => return None,
        }
    }
    found
}

/// Splits a text at separators outside its brackets, and leaves out what is empty. A slash between digits is part of a number.
pub(super) fn parts<'t>(text: &'t str, between: &[&str]) -> Vec<&'t str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, sign) in text.char_indices() {
        let rest = text.get(at..).unwrap_or("");
        let found = between.iter().find(|one| depth <= 0 && at >= start && rest.starts_with(**one));
        match (sign, found) {
            ('(' | '[', _) => depth += 1,
            (')' | ']', _) => depth -= 1,
            (_, Some(one)) => {
                let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
                let before = text.get(..at).and_then(|before| before.chars().next_back());
                let after = rest.get(one.len()..).and_then(|after| after.chars().next());
                if *one != "/" || !is_digit(before) || !is_digit(after) {
                    parts.extend(text.get(start..at));
                    start = at + one.len();
                }
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
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
