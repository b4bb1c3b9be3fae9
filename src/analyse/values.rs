//! Values to try of a fact: of categories, parties and names, and how values are written.

use super::domain::{Choice, Choices};
use super::place::{entries, get, steps};
use crate::atlas::Place;
use crate::eval::probe::Constant;
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::vocab::{Category, category};

/// Kinds of sets of categories that are tried.
const MAX_CATEGORY_SETS: usize = 24;

pub(super) fn plain(values: impl IntoIterator<Item = Json>) -> Vec<Choice> {
    values.into_iter().map(|value| Choice { value, like: 1 }).collect()
}

pub(super) fn text(text: &str) -> Choice {
    Choice { value: Json::Text(text.to_owned()), like: 1 }
}

pub(super) fn categories(all: impl Iterator<Item = Category>) -> Vec<Choice> {
    all.map(|category| text(category.name())).collect()
}

pub(super) fn place_of(constant: &Constant) -> Option<Place> {
    match constant {
        Constant::Place(place) => Some(*place),
        _ => None,
    }
}

/// What is stated of a set.
pub(super) fn stated_items(flow: &Json, path: &str) -> Vec<Json> {
    get(flow, &steps(path)).map(|set| entries(set).0.to_vec()).unwrap_or_default()
}

/// A name of its own, and those that others have.
pub(super) fn texts(flow: &Json) -> Vec<Choice> {
    let mut known = SortedSet::new();
    ids(flow, &mut known);
    let fresh = (1..).map(|number| format!("party-{number}")).find(|name| !known.contains(name.as_str()));
    fresh.iter().chain(known.iter()).map(|name| text(name)).collect()
}

fn ids(json: &Json, found: &mut SortedSet<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| ids(item, found)),
        Json::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Json::Text(id) if key == "id" => {
                        found.insert(id.trim_start_matches('@').to_owned());
                    }
                    other => ids(other, found),
                }
            }
        }
        _ => {}
    }
}

/// Somebody of whom nothing is known, nobody, and whoever the flow names already.
pub(super) fn parties(flow: &Json, path: &str, constants: &SortedSet<Constant>) -> Choices {
    let mut choices = plain([Json::Object(vec![])]);
    if path == "exporter" {
        return (choices, true);
    }
    choices.push(text("none"));
    let known = path.ends_with("operator") || path.ends_with("recipient") || constants.contains(&Constant::Person);
    if known {
        let named = ["exporter", "provider"].into_iter().filter(|name| *name != path);
        choices.extend(named.map(text));
        let mut found = SortedSet::new();
        ids(flow, &mut found);
        let mention = |id: &String| Json::Object(vec![("id".to_owned(), Json::Text(id.clone()))]);
        choices.extend(plain(found.iter().map(mention)));
    }
    (choices, true)
}

/// Sets of categories that say what the data are, one for each answer to the tests: the stated ones, and in place of a
/// general one what lies below it.
pub(super) fn category_sets(stated: &[Json], constants: &SortedSet<Constant>) -> Choices {
    let name = |json: &Json| match json {
        Json::Text(name) => Category::from_name(name),
        _ => None,
    };
    let stated: Vec<Category> = stated.iter().filter_map(name).collect();
    let tested: Vec<Category> = constants
        .iter()
        .filter_map(|constant| match constant {
            Constant::Category(category) => Some(*category),
            _ => None,
        })
        .collect();
    let kept: Vec<Category> = stated.iter().copied().filter(|category| category.says_what()).collect();
    let may_be = |leaf: &Category| stated.is_empty() || category::has(&stated, true, *leaf) != Truth::False;
    let leaves: Vec<Category> = Category::all().filter(|c| c.says_what()).filter(may_be).collect();
    let answers = |set: &[Category]| -> Option<Vec<bool>> {
        let answer = |tested: &Category| match category::has(set, true, *tested) {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        };
        tested.iter().map(answer).collect()
    };
    let covers = |set: &[Category]| {
        let general = stated.iter().filter(|c| ["personal", "special_category", "non_personal"].contains(&c.name()));
        general.into_iter().all(|general| set.iter().any(|leaf| leaf.is_within(*general)))
    };
    let mut found: Vec<(Vec<bool>, Vec<Category>)> = vec![];
    let mut open: Vec<Vec<Category>> = vec![kept];
    while let Some(set) = open.pop() {
        for leaf in leaves.iter().filter(|leaf| !set.contains(leaf)) {
            let larger = [set.as_slice(), &[*leaf]].concat();
            let Some(answers) = answers(&larger) else { continue };
            if found.len() < MAX_CATEGORY_SETS && !found.iter().any(|(known, _)| *known == answers) {
                found.push((answers, larger.clone()));
                open.insert(0, larger);
            }
        }
        if let Some(answers) = answers(&set)
            && !set.is_empty()
            && !found.iter().any(|(known, _)| *known == answers)
        {
            found.push((answers, set));
        }
    }
    let modifiers: Vec<Category> = stated
        .iter()
        .copied()
        .filter(|c| !c.says_what() && !["personal", "special_category", "non_personal"].contains(&c.name()))
        .collect();
    let written = |set: &Vec<Category>| {
        Json::Array(set.iter().chain(&modifiers).map(|category| Json::Text(category.name().to_owned())).collect())
    };
    let whole = found.len() < MAX_CATEGORY_SETS && !constants.contains(&Constant::Entries);
    (plain(found.iter().map(|(_, set)| set).filter(|set| covers(set)).map(written)), whole)
}
