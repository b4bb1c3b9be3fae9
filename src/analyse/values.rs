//! Values to try of a fact: of categories, parties and names, and how values are written.

use super::choice::{Choice, Choices};
use super::place::{entries, get, steps};
use crate::atlas::Place;
use crate::eval::probe::Constant;
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::vocab::{Category, category};

/// Kinds of sets of categories that are tried.
const MAX_CATEGORY_SETS: usize = 64;
/// Values of a set that are tried in every combination.
const MAX_COMBINED: usize = 5;

pub(super) fn plain(values: impl IntoIterator<Item = Json>) -> Vec<Choice> {
    values.into_iter().map(|value| Choice { value, like: 1 }).collect()
}

pub(super) fn text(text: &str) -> Choice {
    Choice { value: Json::Text(text.to_owned()), like: 1 }
}

/// Lists a category for each way to answer the tests, and for how many it stands. One that leaves a test open stands for those
/// below it, which are there themselves.
pub(super) fn categories(constants: &SortedSet<Constant>) -> Vec<Choice> {
    let tested: Vec<Category> = constants.iter().filter_map(category_of).collect();
    let is_told = !tested.is_empty() && !constants.contains(&Constant::Fact);
    let mut found: Vec<(Vec<Truth>, Choice)> = vec![];
    for category in Category::all().filter(|category| !category.is_general()) {
        let answers: Vec<Truth> = tested.iter().map(|tested| category::has(&[category], true, *tested)).collect();
        match found.iter_mut().find(|(known, _)| is_told && *known == answers) {
            Some((_, choice)) => choice.like += 1,
            None => found.push((answers, text(category.name()))),
        }
    }
    found.into_iter().map(|(_, choice)| choice).collect()
}

pub(super) fn place_of(constant: &Constant) -> Option<Place> {
    match constant {
        Constant::Place(place) => Some(*place),
        _ => None,
    }
}

/// Returns what is stated of a set, and whether that is all.
pub(super) fn stated_items(flow: &Json, path: &str) -> (Vec<Json>, bool) {
    match get(flow, &steps(path)) {
        Some(set) => {
            let (items, is_complete) = entries(set);
            (items.to_vec(), is_complete)
        }
        None => (vec![], false),
    }
}

/// Lists a name of its own, and those that are known.
pub(super) fn texts(known: &SortedSet<String>) -> Vec<Choice> {
    let fresh = (1..).map(|number| format!("party-{number}")).find(|name| !known.contains(name.as_str()));
    fresh.iter().chain(known.iter()).map(|name| text(name)).collect()
}

/// Collects the ids that a flow states.
pub(super) fn ids(json: &Json, found: &mut SortedSet<String>) {
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

/// Lists somebody of whom nothing is known, nobody, and whoever is known already, by their ids.
pub(super) fn parties(known: &SortedSet<String>, path: &str, constants: &SortedSet<Constant>) -> Choices {
    let mut choices = plain([Json::Object(vec![])]);
    if path == "exporter" {
        return (choices, true);
    }
    // Whoever operates a site, or receives, is always somebody.
    let is_somebody = path.ends_with("operator") || path.ends_with("recipient");
    if !is_somebody {
        choices.push(text("none"));
    }
    if is_somebody || constants.contains(&Constant::Person) {
        let named = ["exporter", "provider"].into_iter().filter(|name| *name != path);
        choices.extend(named.map(text));
        let mention = |id: &String| Json::Object(vec![("id".to_owned(), Json::Text(id.clone()))]);
        choices.extend(plain(known.iter().map(mention)));
    }
    (choices, true)
}

/// Sets of categories, one for each way to answer the tests: what is stated, and as much besides as it leaves open. Of a set
/// that `is_complete`, and says too little, that is what may lie behind a category that is general, or that says only how,
/// whose or where from. The first say what the data are; those that say how, whose or where from follow.
pub(super) fn category_sets(stated: &[Json], is_complete: bool, constants: &SortedSet<Constant>) -> Choices {
    let name = |json: &Json| match json {
        Json::Text(name) => Category::from_name(name),
        _ => None,
    };
    let stated: Vec<Category> = stated.iter().filter_map(name).collect();
    let tested: Vec<Category> = constants.iter().filter_map(category_of).collect();
    // Below a general category something else says more; beside it everything below would stay open.
    let (general, kept): (Vec<Category>, Vec<Category>) = stated.iter().copied().partition(|c| c.is_general());
    let may_be = |c: &Category| !is_complete || category::has(&stated, true, *c) == Truth::Unknown;
    let (what, other): (Vec<Category>, Vec<Category>) =
        Category::all().filter(|c| !c.is_general() && may_be(c)).partition(|c| c.says_what());
    let more = [what, other].concat();
    // Takes the answer of a set, and the stated general categories below which it says more; nothing where it says too little.
    let answers = |set: &[Category]| -> Option<Vec<bool>> {
        let answer = |tested: &Category| match category::has(set, true, *tested) {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        };
        let covers = general.iter().map(|general| Some(set.iter().any(|category| category.is_within(*general))));
        tested.iter().map(answer).chain(covers).collect()
    };
    let mut found: Vec<(Vec<bool>, Vec<Category>)> = vec![];
    let mut open: Vec<Vec<Category>> = vec![kept.clone()];
    while let Some(set) = open.pop() {
        for category in more.iter().filter(|category| !set.contains(category)) {
            let larger = [set.as_slice(), &[*category]].concat();
            let Some(answers) = answers(&larger) else { continue };
            if found.len() < MAX_CATEGORY_SETS && !found.iter().any(|(known, _)| *known == answers) {
                found.push((answers, larger.clone()));
                open.insert(0, larger);
            }
        }
    }
    // The set as it is stated, without anything else; or no category at all.
    if let Some(answers) = answers(&kept)
        && !found.iter().any(|(known, _)| *known == answers)
    {
        found.push((answers, kept));
    }
    let covers = |answers: &[bool]| answers.iter().skip(tested.len()).all(|covers| *covers);
    let written = |(_, set): &(_, Vec<Category>)| {
        Json::Array(set.iter().map(|category| Json::Text(category.name().to_owned())).collect())
    };
    let is_told = !constants.contains(&Constant::Entries) && !constants.contains(&Constant::Fact);
    let whole = found.len() < MAX_CATEGORY_SETS && is_told && !tested.is_empty();
    (plain(found.iter().filter(|(answers, _)| covers(answers)).map(written)), whole)
}

fn category_of(constant: &Constant) -> Option<Category> {
    match constant {
        Constant::Category(category) => Some(*category),
        _ => None,
    }
}

/// Lists every set of these values beside what is stated, small ones first; of many none, each by itself and all. And whether
/// these are all.
pub(super) fn combined(stated: &[Json], values: &[Json]) -> (Vec<Vec<Json>>, bool) {
    let new: Vec<&Json> = values.iter().filter(|value| !stated.contains(value)).collect();
    let mut sets: Vec<Vec<Json>> = vec![stated.to_vec()];
    let whole = new.len() <= MAX_COMBINED;
    if whole {
        for value in new {
            let with = sets.iter().map(|set| [set.as_slice(), std::slice::from_ref(value)].concat());
            sets.extend(with.collect::<Vec<_>>());
        }
    } else {
        sets.extend(new.iter().map(|value| [stated, std::slice::from_ref(*value)].concat()));
        sets.push(stated.iter().chain(new).cloned().collect());
    }
    (sets, whole)
}
