//! Words statements that would settle a flow as questions, one for one thing.
//!
//! A thing is an entry of a list, or one of the flow's own facts. Entries that lack the same are one question, with the names
//! of all of them.

use super::First;
use super::place::entries;
use super::plan::Change;
use crate::flow::json::Json;
use crate::verdict::{Hinge, Question};
use crate::vocab::{Fact, Kind, Type};

/// The lists that `"complete": true` closes.
const CLOSED: [&str; 6] = ["storage", "processing", "access", "transit", "transfers", "measures"];
/// The most facts of a question that is told though another one settles the flow.
const FEW: usize = 2;

impl First {
    /// Returns what would settle the flow, in words. The flow is the one that was asked about: it names what it is about.
    ///
    /// ```
    /// use lexloci::analyse::{Analysis, Budget};
    ///
    /// let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every t in transfers require t.tool is scc }".parse()?;
    /// let flow = r#"{"as_of": "2026-03-01", "transfers": [{"to": "US"}, {"to": "IN"}]}"#.parse()?;
    /// let hinge = Analysis::new(&policy, &flow, None, None, Budget::default())?.first().in_words(&flow);
    /// // What both transfers lack is one question.
    /// let question = &hinge.compliant_if[0];
    /// assert_eq!((question.things.len(), question.words[0].as_str()), (2, "transfer tool: scc"));
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    pub fn in_words(&self, flow: &Json) -> Hinge {
        let broken = Some(&self.not_compliant_if).filter(|changes| changes.len() <= FEW);
        Hinge {
            compliant_if: questions(flow, &self.compliant_if),
            unsettled: self.unsettled.clone(),
            unsettled_names: self.unsettled.iter().filter_map(|thing| name(flow, thing)).collect(),
            not_compliant_if: broken.map_or(vec![], |changes| questions(flow, changes)),
            not_applicable_if: questions(flow, &self.not_applicable_if),
        }
    }
}

/// Words some statements about a flow as questions.
fn questions(flow: &Json, changes: &[Change]) -> Vec<Question> {
    let mut single: Vec<Question> = vec![];
    let mut closed: Vec<&str> = vec![];
    for change in changes {
        let Some(value) = &change.to else { continue };
        if CLOSED.contains(&change.path.as_str()) && adds_nothing(change.from.as_ref(), value) {
            closed.push(&change.path);
            continue;
        }
        let (thing, words) = match same_as(flow, changes, &change.path, value) {
            Some(same) => worded(&change.path, &Json::Text(same)),
            None => worded(&change.path, value),
        };
        match single.iter_mut().find(|known| !thing.is_empty() && known.things.first() == Some(&thing)) {
            Some(known) => {
                known.words.push(words);
                known.facts.push(change.path.clone());
            }
            None => {
                let names = name(flow, &thing).into_iter().collect();
                let things = if thing.is_empty() { vec![] } else { vec![thing] };
                single.push(Question { things, names, words: vec![words], facts: vec![change.path.clone()] });
            }
        }
    }
    let mut folded: Vec<Question> = vec![];
    for question in single {
        let alike = |known: &&mut Question| {
            !known.things.is_empty()
                && known.words == question.words
                && list_of(known.things.first()) == list_of(question.things.first())
        };
        match folded.iter_mut().find(alike) {
            Some(known) => {
                known.things.extend(question.things);
                known.names.extend(question.names);
                known.facts.extend(question.facts);
            }
            None => folded.push(question),
        }
    }
    folded.extend(everything(&closed));
    folded
}

/// Returns who somebody is by an id, in words: somebody else of the flow or of the statements, or nobody else whom the flow names.
fn same_as(flow: &Json, changes: &[Change], path: &str, id: &Json) -> Option<String> {
    let owner = path.strip_suffix(".id")?;
    let Json::Text(name) = id else { return None };
    let stated = changes.iter().filter(|change| change.path != path && change.to.as_ref() == Some(id));
    let stated = stated.filter_map(|change| change.path.strip_suffix(".id")).map(str::to_owned).next();
    let known = || mention(flow, "", id).filter(|known| known != owner);
    match stated.or_else(known) {
        Some(other) => Some(format!("that of {other}")),
        None if name.starts_with("party-") => Some("that of nobody else whom the flow names".to_owned()),
        None => None,
    }
}

/// Returns the path of the party to which a flow gives an id.
fn mention(json: &Json, path: &str, id: &Json) -> Option<String> {
    match json {
        Json::Object(facts) => {
            let inner = |name: &str| match (path, name) {
                (_, "items") => path.to_owned(),
                ("", _) => name.to_owned(),
                _ => format!("{path}.{name}"),
            };
            let is_own = facts.iter().any(|(name, value)| name == "id" && value == id);
            let found = || facts.iter().find_map(|(name, value)| mention(value, &inner(name), id));
            is_own.then(|| path.to_owned()).or_else(found)
        }
        Json::Array(items) => {
            let mut all = items.iter().enumerate();
            all.find_map(|(index, item)| mention(item, &format!("{path}[{index}]"), id))
        }
        _ => None,
    }
}

/// Returns whether a list has the entries that were stated of it, so that it says no more than that there are no others.
fn adds_nothing(stated: Option<&Json>, list: &Json) -> bool {
    let Json::Array(items) = list else { return false };
    stated.map_or(&[][..], |stated| entries(stated).0) == items.as_slice()
}

/// Asks once whether lists that the flow leaves out are empty.
fn everything(closed: &[&str]) -> Option<Question> {
    let words = match closed {
        [] => return None,
        [list] => format!("no other {list}"),
        [first @ .., last] => {
            format!("the flow lists everything: no other {} or {last} (\"complete\": true)", first.join(", "))
        }
    };
    let facts = closed.iter().map(|list| (*list).to_owned()).collect();
    Some(Question { things: vec![], names: vec![], words: vec![words], facts })
}

/// Returns the list that an entry belongs to; of another thing, nothing.
fn list_of(thing: Option<&String>) -> Option<&str> {
    thing.and_then(|thing| thing.split_once('[')).map(|(list, _)| list)
}

/// Returns the thing that a fact is about, and what is stated of it in words.
fn worded(path: &str, value: &Json) -> (String, String) {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    let (list, is_entry) = match first.split_once('[') {
        Some((list, _)) => (list, true),
        None => (first, false),
    };
    let rest: Vec<&str> = parts.collect();
    let Some(row) = row(Kind::Flow, list) else { return (String::new(), format!("{path}: {}", said(value))) };
    if rest.is_empty() && !is_entry {
        return (String::new(), clause(row, "", value));
    }
    if rest.is_empty() {
        return (first.to_owned(), said(value));
    }
    let words =
        within(row.ty, &rest, String::new(), value).unwrap_or_else(|| format!("{}: {}", rest.join("."), said(value)));
    (first.to_owned(), words)
}

/// Words a fact of an object by the steps that lead to it.
fn within(ty: Type, steps: &[&str], before: String, value: &Json) -> Option<String> {
    let (step, rest) = steps.split_first()?;
    let kind = match ty {
        Type::Object(kind) | Type::List(kind) => kind,
        _ => return None,
    };
    let row = row(kind, step.split('[').next().unwrap_or(step))?;
    match rest {
        [] => Some(clause(row, &before, value)),
        _ => {
            let [word, _] = row.words;
            let before = if before.is_empty() { word.to_owned() } else { format!("{before}, {word}") };
            within(row.ty, rest, before, value)
        }
    }
}

fn row(kind: Kind, name: &str) -> Option<&'static Fact> {
    let own = kind.fact(name).or_else(|| Kind::Party.fact(name).filter(|_| kind.is_relation()));
    own.map(|(_, row)| row)
}

/// Returns what is stated of a fact as a clause.
fn clause(row: &Fact, before: &str, value: &Json) -> String {
    let [word, _] = row.words;
    let clause = row.doc.strip_prefix("whether ").map(|doc| doc.split(';').next().unwrap_or(doc));
    let words = match (clause, value) {
        (Some(clause), Json::Bool(true)) => clause.to_owned(),
        (Some(clause), Json::Bool(false)) => match clause.strip_prefix("it is ") {
            Some(rest) => format!("it is not {rest}"),
            None => format!("it is not so that {clause}"),
        },
        (_, Json::Array(items)) if items.is_empty() => format!("{word}: none"),
        (_, Json::Object(facts)) if facts.is_empty() => format!("{word}: there is one"),
        _ => format!("{word}: {}", said(value)),
    };
    if before.is_empty() { words } else { format!("{before}, {words}") }
}

/// Returns a value as a person would write it.
fn said(value: &Json) -> String {
    match value {
        Json::Text(text) => text.clone(),
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::Array(items) if items.iter().any(|item| matches!(item, Json::Object(_))) => {
            format!("{} in all", items.len())
        }
        Json::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        // A list that says itself whether it has further entries.
        Json::Object(_) if member(value, "items").is_some() => match entries(value) {
            (items, true) => format!("{} in all", items.len()),
            (items, false) => format!("{} at least", items.len()),
        },
        other => other.to_string(),
    }
}

/// Returns what an entry of the flow is called: a site by its region or place, a transfer by its recipient.
fn name(flow: &Json, thing: &str) -> Option<String> {
    let (list, index) = thing.strip_suffix(']')?.split_once('[')?;
    let entries = match member(flow, list)? {
        Json::Array(items) => items,
        open => match member(open, "items")? {
            Json::Array(items) => items,
            _ => return None,
        },
    };
    let entry = entries.get(index.parse::<usize>().ok()?)?;
    let named = match entry {
        Json::Text(text) => Some(text.clone()),
        entry => ["recipient", "operator"].iter().find_map(|who| party(member(entry, who)?)),
    };
    let place = ["region", "place", "to"].iter().find_map(|key| member(entry, key)).map(said);
    let words = match (named, place) {
        (Some(name), Some(place)) => format!("{name}, {place}"),
        (Some(words), None) | (None, Some(words)) => words,
        (None, None) => return None,
    };
    Some(words)
}

/// Returns what a party is called.
fn party(party: &Json) -> Option<String> {
    match party {
        Json::Text(text) => Some(text.clone()),
        party => ["name", "vendor", "id"].iter().find_map(|key| member(party, key)).map(said),
    }
}

fn member<'j>(object: &'j Json, name: &str) -> Option<&'j Json> {
    match object {
        Json::Object(facts) => facts.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
}
