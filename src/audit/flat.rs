//! Flat tables: one row a store, a transfer or another entry, and the rows of a flow together.
//!
//! A mapping says what each column is: a path of the vocabulary. `storage[].region` is a fact of the entry that a row adds to
//! `storage`, `exporter.seat` a fact of the flow, which its rows state alike. Lists that are read from rows are open, since a table
//! seldom says that it lists everything, unless the user says so and every column is accounted for.

use crate::diag::Diagnostic;
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::vocab::{Element, Kind, Type};

/// The most rows of one flow.
const MAX_ROWS: usize = 20_000;

/// The meaning of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The rows of a flow have it in common; it is carried beside the verdict.
    Key,
    /// It is left out on purpose.
    Nothing,
    /// Nobody said what it is.
    Unsaid,
    /// A fact.
    Fact(FactPath),
}

/// The path of a fact, and how its texts are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactPath {
    /// The list to which a row adds an entry; none for a fact of the flow.
    list: Option<String>,
    /// The names below; empty where the entry itself is a text, such as a region.
    names: Vec<String>,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    YesNo,
    Number,
    /// A set of values, apart by these signs.
    Set(&'static [char]),
}

/// The meaning of every column of a table.
#[derive(Clone, Debug)]
pub struct Mapping {
    targets: Vec<Target>,
    /// Says whether lists are closed.
    closed: bool,
}

/// The rows of one flow: the number of each, and its cells.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The keys that they have in common.
    pub keys: Vec<Option<String>>,
    /// The rows.
    pub rows: Vec<(u64, Vec<Option<Json>>)>,
}

impl Target {
    /// Reads the meaning of a column: `key`, `-` for nothing, or a path such as `storage[].region`.
    ///
    /// # Errors
    /// Returns in words what is wrong with the path.
    ///
    /// ```
    /// use lexloci::audit::Target;
    ///
    /// let declared = Default::default();
    /// assert_eq!(Target::of("key", &declared), Ok(Target::Key));
    /// assert!(Target::of("storage[].keys.holder", &declared).is_ok());
    /// assert!(Target::of("storage[].colour", &declared).is_err());
    /// ```
    pub fn of(path: &str, declared: &Declared) -> Result<Target, String> {
        match path.trim() {
            "key" => Ok(Target::Key),
            "-" => Ok(Target::Nothing),
            path => FactPath::of(path, declared).map(Target::Fact),
        }
    }
}

impl FactPath {
    fn of(path: &str, declared: &Declared) -> Result<FactPath, String> {
        let (list, rest) = match path.split_once("[]") {
            Some((list, rest)) => (Some(list), rest.strip_prefix('.').unwrap_or(rest)),
            None => (None, path),
        };
        let mut kind = Kind::Flow;
        if let Some(list) = list {
            kind = match kind.fact(list).map(|(_, fact)| fact.ty) {
                Some(Type::List(entry)) => entry,
                _ => return Err(format!("`{list}` is no list of a flow")),
            };
        }
        let names: Vec<&str> = rest.split('.').filter(|name| !name.is_empty()).collect();
        let mut ty = list.is_some().then_some(Type::Text);
        let mut rest = names.iter();
        while let Some(name) = rest.next() {
            if *name == "x" {
                let name = rest.next().copied().unwrap_or_default();
                let own = declared.fact(kind, name).map(|(_, fact)| fact.ty);
                ty = Some(own.ok_or_else(|| format!("the policy declares no `x.{name}` of a {}", kind.name()))?);
                break;
            }
            let facts = [Some(kind), kind.is_relation().then_some(Kind::Party)];
            let fact = facts.into_iter().flatten().find_map(|kind| kind.fact(name));
            let found = match fact {
                Some((_, fact)) => fact.ty,
                None if *name == "vendor" && (kind == Kind::Party || kind.is_relation()) => Type::Text,
                None => return Err(format!("{} no fact `{name}`", kind.has())),
            };
            if let Type::Object(inner) = found {
                kind = inner;
            }
            ty = Some(found);
        }
        let leaves = rest.next().is_none();
        let form = match ty {
            Some(Type::List(_)) => {
                return Err(format!("`{path}` is a list: write `{path}[]` and a fact of its entries"));
            }
            Some(Type::YesNo) => Form::YesNo,
            Some(Type::Number) => Form::Number,
            // Names of places contain commas.
            Some(Type::Set(Element::Place)) => Form::Set(&[';', '|']),
            Some(Type::Set(_) | Type::Object(Kind::Data)) => Form::Set(&[';', '|', ',']),
            Some(_) if leaves => Form::Text,
            _ => return Err(format!("`{path}` is no path of a fact")),
        };
        let names = names.into_iter().map(str::to_owned).collect();
        Ok(FactPath { list: list.map(str::to_owned), names, form })
    }

    /// Returns the value that a cell states.
    fn value(&self, cell: &Json, closed: bool) -> Result<Json, String> {
        let Json::Text(text) = cell else { return Ok(cell.clone()) };
        let text = text.trim();
        match self.form {
            Form::Text => Ok(Json::Text(text.to_owned())),
            Form::YesNo if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes") => {
                Ok(Json::Bool(true))
            }
            Form::YesNo if text.eq_ignore_ascii_case("false") || text.eq_ignore_ascii_case("no") => {
                Ok(Json::Bool(false))
            }
            Form::YesNo => Err("this is neither true nor false: write true, false, yes or no".to_owned()),
            Form::Number if is_ambiguous(text) => {
                Err("this is a thousand in some countries and one in others: write it without a point".to_owned())
            }
            Form::Number => {
                let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
                number.map(Json::Number).ok_or_else(|| "this is no number".to_owned())
            }
            Form::Set(apart) => {
                let parts = text.split(apart).map(str::trim).filter(|part| !part.is_empty());
                Ok(list(parts.map(|part| Json::Text(part.to_owned())).collect(), closed))
            }
        }
    }
}

/// Returns whether a number can have a point between thousands: `1.000`, `12.500.000`.
fn is_ambiguous(text: &str) -> bool {
    let mut parts = text.trim_start_matches('-').split('.');
    let first = parts.next().unwrap_or("");
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    let is_first = (1..=3).contains(&first.len()) && digits(first) && first != "0";
    is_first && !rest.is_empty() && rest.iter().all(|part| part.len() == 3 && digits(part))
}

/// Returns a list, open unless nothing is missing.
fn list(items: Vec<Json>, closed: bool) -> Json {
    match closed {
        true => Json::Array(items),
        false => {
            Json::Object(vec![("items".to_owned(), Json::Array(items)), ("complete".to_owned(), Json::Bool(false))])
        }
    }
}

impl Mapping {
    /// Returns the mapping of columns to these targets. Where a column's meaning is not said, lists stay open.
    ///
    /// # Errors
    /// Returns in words what is wrong: no key, no fact, or two columns for one.
    ///
    /// ```
    /// use lexloci::audit::{Mapping, Target};
    ///
    /// assert!(Mapping::of(vec![Target::Key], true).is_err());
    /// ```
    pub fn of(targets: Vec<Target>, complete: bool) -> Result<Mapping, String> {
        if !targets.contains(&Target::Key) {
            return Err("no column is the key by which the rows of a flow belong together".to_owned());
        }
        let facts: Vec<&FactPath> = targets
            .iter()
            .filter_map(|target| if let Target::Fact(path) = target { Some(path) } else { None })
            .collect();
        if facts.is_empty() {
            return Err("no column is a fact".to_owned());
        }
        let starts = |a: &FactPath, b: &FactPath| a.list == b.list && b.names.starts_with(&a.names);
        for (at, fact) in facts.iter().enumerate() {
            if facts.iter().enumerate().any(|(other, path)| other != at && starts(fact, path)) {
                return Err(format!("two columns state `{}`", fact.names.join(".")));
            }
        }
        let closed = complete && !targets.contains(&Target::Unsaid);
        Ok(Mapping { targets, closed })
    }

    /// Returns the flow of a group of rows.
    ///
    /// # Errors
    /// Returns the faults of its cells, each with its path; a group with a fault makes no flow.
    ///
    /// ```
    /// use lexloci::Json;
    /// use lexloci::audit::{Group, Mapping, Target};
    ///
    /// let targets = ["key", "storage[].region"].map(|path| Target::of(path, &Default::default()).unwrap());
    /// let mapping = Mapping::of(targets.to_vec(), true).unwrap();
    /// let text = |text: &str| Some(Json::Text(text.to_owned()));
    /// let group = Group { keys: vec![], rows: vec![(2, vec![text("crm"), text("aws/eu-west-3")])] };
    /// assert_eq!(mapping.flow(&group).unwrap().to_string(), r#"{"storage":[{"region":"aws/eu-west-3"}]}"#);
    /// ```
    pub fn flow(&self, group: &Group) -> Result<Json, Vec<Diagnostic>> {
        if group.rows.len() > MAX_ROWS {
            return Err(vec![Diagnostic::flow("L0586", "", format!("a flow has more than {MAX_ROWS} rows"))]);
        }
        let mut errors = vec![];
        let mut flow: Vec<(String, Json)> = vec![];
        let mut lists: Vec<(&str, Vec<Json>)> = vec![];
        // An empty cell may be an entry that is not there, or one of which nothing is known: such a list is not closed.
        let mut silent = vec![false; self.targets.len()];
        for target in &self.targets {
            if let Target::Fact(FactPath { list: Some(list), .. }) = target
                && !lists.iter().any(|(known, _)| known == list)
            {
                lists.push((list, vec![]));
            }
        }
        for (row, cells) in &group.rows {
            let mut entries: Vec<Option<Json>> = vec![None; lists.len()];
            for (target, cell) in self.targets.iter().zip(cells) {
                let (Target::Fact(path), Some(cell)) = (target, cell) else { continue };
                if matches!(cell, Json::Text(text) if text.trim().is_empty()) {
                    continue;
                }
                let shown = [path.list.as_deref().unwrap_or(""), &path.names.join(".")].join(".");
                let shown = shown.trim_matches('.');
                let value = match path.value(cell, self.closed) {
                    Ok(value) => value,
                    Err(message) => {
                        errors.push(Diagnostic::flow("L0503", shown, format!("row {row}: {message}")));
                        continue;
                    }
                };
                let slot = path.list.as_deref().and_then(|list| lists.iter().position(|(known, _)| *known == list));
                let stated = match slot.and_then(|slot| entries.get_mut(slot)) {
                    Some(entry) => match path.names.as_slice() {
                        [] => entry.replace(value).is_none(),
                        names => state(entry.get_or_insert_with(|| Json::Object(vec![])), names, value),
                    },
                    None => {
                        let mut all = Json::Object(std::mem::take(&mut flow));
                        let stated = state(&mut all, &path.names, value);
                        if let Json::Object(facts) = all {
                            flow = facts;
                        }
                        stated
                    }
                };
                if !stated {
                    let message = format!("row {row} states another value than the rows above");
                    errors.push(Diagnostic::flow("L0502", shown, message));
                }
            }
            // A row that says nothing of its entry still stands for one, of which nothing is known.
            let says_nothing = entries.iter().all(Option::is_none);
            for (((_, items), entry), open) in lists.iter_mut().zip(entries).zip(&mut silent) {
                *open |= entry.is_none();
                items.extend(if says_nothing { Some(Json::Object(vec![])) } else { entry });
            }
        }
        if !errors.is_empty() {
            errors.truncate(100);
            return Err(errors);
        }
        let closed = |is_silent: bool| self.closed && !is_silent;
        let lists = lists.into_iter().zip(silent);
        flow.extend(lists.map(|((name, items), is_silent)| (name.to_owned(), list(items, closed(is_silent)))));
        Ok(Json::Object(flow))
    }
}

/// States a fact below an object. Returns whether nothing else was stated there before.
fn state(object: &mut Json, names: &[String], value: Json) -> bool {
    let (Json::Object(facts), Some((first, rest))) = (object, names.split_first()) else { return false };
    let found = facts.iter().position(|(name, _)| name == first);
    match (found.and_then(|at| facts.get_mut(at)), rest.is_empty()) {
        (Some((_, known)), true) => *known == value,
        (Some((_, inner)), false) => state(inner, rest, value),
        (None, true) => {
            facts.push((first.clone(), value));
            true
        }
        (None, false) => {
            let mut inner = Json::Object(vec![]);
            let stated = state(&mut inner, rest, value);
            facts.push((first.clone(), inner));
            stated
        }
    }
}
