//! Mechanisms of transfers as tables write them: `EU SCCs 2021/914, Module 2 + DPF`.
//!
//! A tool is read where all of its cell is understood. `SCC, pending signature` is no tool yet, and `BCR, refused` none.

use super::draft::{Draft, Fact};
use super::table::Cell;
use super::words;
use crate::flow::json::Json;

/// The signs and words between two mechanisms of one cell.
const BETWEEN: [&str; 9] = ["+", ",", ";", "/", "\n", " and ", " et ", " und ", " & "];

/// The words of which names of the Data Privacy Framework consist. One more, such as `unless`, may say something else of it.
const OF_FRAMEWORKS: [&str; 28] = [
    "eu",
    "ue",
    "us",
    "usa",
    "u",
    "s",
    "uk",
    "ch",
    "swiss",
    "suisse",
    "schweiz",
    "and",
    "et",
    "und",
    "dpf",
    "data",
    "privacy",
    "framework",
    "frameworks",
    "certification",
    "certified",
    "certifie",
    "zertifiziert",
    "zertifizierung",
    "participant",
    "extension",
    "to",
    "bridge",
];

/// One mechanism of a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A tool of Article 46.
    Tool(&'static str),
    /// The act, the article or the module of the tool beside it.
    Detail,
    /// A list or a decision, which a flow states of the recipient.
    Listed,
    /// Something that neither makes a tool nor takes it away: a contract, a certificate.
    Plain,
    /// Words that say that there is none.
    Nothing,
    /// Something that is not understood.
    Unknown,
}

/// Returns the facts about the tool that cells name; what else they name is told.
pub(super) fn tool(draft: &mut Draft, cells: &[&Cell]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for cell in cells {
        let Some(found) = of_cell(draft, cell) else { continue };
        match facts.first() {
            None => facts = found,
            Some((_, Json::Text(known), _))
                if found.first().is_some_and(|(_, tool, _)| *tool == Json::Text(known.clone())) => {}
            Some(_) => draft.unread(cell.at.clone(), format!("\"{}\": a transfer has one tool", cell.text.trim())),
        }
    }
    facts
}

/// Returns the facts about the tool that one cell names.
fn of_cell(draft: &mut Draft, cell: &Cell) -> Option<Vec<Fact>> {
    let text = words::unmarked(&cell.text);
    if meaning(&text) == Part::Nothing {
        return None;
    }
    let parts: Vec<(&str, Part)> =
        words::parts(&text, &BETWEEN).into_iter().map(|part| (part, meaning(part))).collect();
    let mut tools =
        parts.iter().filter_map(|(part, one)| if let Part::Tool(tool) = one { Some((*part, *tool)) } else { None });
    let first = tools.next();
    let other = first.and_then(|(_, first)| tools.find(|(_, tool)| *tool != first));
    let is_off = |part: &&(&str, Part)| match part.1 {
        Part::Unknown | Part::Nothing => true,
        Part::Detail => first.is_none(),
        Part::Tool(_) | Part::Listed | Part::Plain => false,
    };
    let off: Vec<&str> = parts.iter().filter(is_off).map(|(part, _)| *part).collect();
    for (part, _) in parts.iter().filter(|(_, one)| *one == Part::Listed) {
        draft.unread_cell(cell.at.clone(), part, why(part));
    }
    let Some((named, tool)) = first else {
        let lost: Vec<&str> = off.into_iter().filter(|part| meaning(part) != Part::Nothing).collect();
        // Of a cell with sentences its parts say nothing alone.
        match lost.as_slice() {
            [_, _, _, ..] => draft.unread_cell(cell.at.clone(), &short(&text), why(&text)),
            few => few.iter().for_each(|part| draft.unread_cell(cell.at.clone(), &short(part), why(part))),
        }
        return None;
    };
    if !off.is_empty() {
        let rest = off.iter().take(3).map(|part| format!("\"{}\"", short(part))).collect::<Vec<_>>().join(", ");
        let what = format!(
            "\"{named}\" as a mechanism: beside it stands {rest}, which is not understood and may take it back: state the tool if it holds"
        );
        draft.unread(cell.at.clone(), what);
        return None;
    }
    if let Some((other, _)) = other {
        draft.unread(cell.at.clone(), format!("\"{other}\": a transfer has one tool"));
    }
    let mut facts = vec![("tool", Json::Text(tool.to_owned()), cell.at.clone())];
    if tool == "scc" {
        let detail: Vec<&str> = parts
            .iter()
            .filter(|(_, one)| matches!(one, Part::Tool("scc") | Part::Detail))
            .map(|(part, _)| *part)
            .collect();
        clauses(draft, cell, &detail.join(" "), &mut facts);
    }
    Some(facts)
}

/// Adds the act and the module of clauses that words name.
fn clauses(draft: &mut Draft, cell: &Cell, words: &str, facts: &mut Vec<Fact>) {
    let plain = format!(" {} ", words::plain(words));
    let acts: Vec<&str> = words::ACTS
        .into_iter()
        .filter(|(act, _)| plain.contains(&format!(" {act} ")))
        .map(|(_, value)| value)
        .collect();
    if let [act] = acts.as_slice() {
        facts.push(("scc_version", Json::Text((*act).to_owned()), cell.at.clone()));
    }
    match modules(&plain).as_slice() {
        [] => {}
        [module] => facts.push(("scc_module", Json::Text((*module).to_owned()), cell.at.clone())),
        _ => draft.unread_cell(
            cell.at.clone(),
            words.trim(),
            "names several modules of the clauses: state `scc_module` of the transfer, which has one",
        ),
    }
}

/// Returns the modules of clauses that words name: the numbers behind the word.
fn modules(plain: &str) -> Vec<&'static str> {
    const MODULES: [(&str, [&str; 3]); 4] = [
        ("c2c", ["1", "one", "i"]),
        ("c2p", ["2", "two", "ii"]),
        ("p2p", ["3", "three", "iii"]),
        ("p2c", ["4", "four", "iv"]),
    ];
    let mut found: Vec<&'static str> = Vec::new();
    let mut is_open = false;
    for word in plain.split_whitespace() {
        let module = MODULES.iter().find(|(_, names)| names.contains(&word)).map(|(module, _)| *module);
        match (word, module) {
            ("module" | "modules" | "modul" | "module(s)" | "mod", _) => is_open = true,
            ("and" | "et" | "und" | "or", _) => {}
            (_, Some(module)) if is_open && !found.contains(&module) => found.push(module),
            (_, Some(_)) => {}
            _ => is_open = false,
        }
    }
    found
}

/// Tells what one mechanism is, by the tables of tools and of what stands beside them.
fn meaning(part: &str) -> Part {
    if let Some(tool) = words::tool(part) {
        return Part::Tool(tool);
    }
    if words::is_beside_tools(part) {
        return Part::Detail;
    }
    let words = words::plain(part);
    let is_framework = format!(" {words} ").contains(" dpf ") || words.contains("privacy framework");
    if is_framework && words.split(' ').all(|word| OF_FRAMEWORKS.contains(&word)) {
        return Part::Listed;
    }
    let mut table = include_str!("beside.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    match table.find(|(_, all)| all.split('|').any(|one| one == words)).map(|(means, _)| means) {
        Some("listed") => Part::Listed,
        Some("plain") => Part::Plain,
        Some("nothing") => Part::Nothing,
        _ => Part::Unknown,
    }
}

/// Returns whether words in brackets behind a place say by which mechanism data go there, and nothing of another place.
pub(super) fn is_mechanism(words: &str) -> bool {
    matches!(meaning(words), Part::Tool(_) | Part::Listed)
}

/// Returns whether words name a tool.
pub(super) fn is_tool(words: &str) -> bool {
    matches!(meaning(words), Part::Tool(_))
}

/// The most letters of a mechanism that a message quotes.
const MOST: usize = 80;

pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// Returns what to say of words that name no tool.
pub(super) fn why(part: &str) -> &'static str {
    let plain = words::plain(part);
    let has = |list: &[&str]| list.iter().any(|word| plain.contains(word));
    if has(&["scc", "clauses", "klauseln", "bcr", "binding corporate", "cct"]) {
        "as a mechanism: it may be a tool of Article 46, and which one is not known by this name: state the tool of the transfer, and of clauses their act"
    } else if has(&["dpf", "privacy framework", "privacy shield", "safe harbor", "adequa", "adequation", "angemessen"])
    {
        "as a mechanism: it is no tool of Article 46, and whether a list or decision covers this recipient is to be stated of the recipient"
    } else {
        "as a mechanism: it is no tool that is known here, and whether a list or decision covers this recipient is to be stated of the recipient"
    }
}
