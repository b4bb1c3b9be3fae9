//! Wishes of a host for cures, read and checked: a wish that is misspelt would change nothing, and nobody would know.

use super::costs::Costs;
use super::place::{Step, entries, fact, fact_type, get, steps, words};
use crate::diag::{Diagnostic, Errors};
use crate::flow::json::Json;
use crate::flow::shown;
use crate::nearest::nearest;
use crate::policy::Declared;
use crate::vocab::{Kind, Type};

/// Wishes about cures: facts that stay, and what changes cost.
///
/// ```
/// use lexloci::analyse::Wishes;
///
/// let mut wishes = Wishes::default();
/// wishes.fixed.push("provider".to_owned());
/// wishes.costs.relocate = 50;
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Wishes {
    /// Paths of facts that stay as they are.
    pub fixed: Vec<String>,
    /// The cost of each kind of change.
    pub costs: Costs,
}

impl Wishes {
    /// Returns wishes under which these facts stay as they are.
    ///
    /// ```
    /// use lexloci::analyse::Wishes;
    ///
    /// assert_eq!(Wishes::fixing(["provider", "storage[0].region"]).fixed.len(), 2);
    /// ```
    pub fn fixing(paths: impl IntoIterator<Item = impl Into<String>>) -> Wishes {
        Wishes { fixed: paths.into_iter().map(Into::into).collect(), costs: Costs::default() }
    }

    /// Reads wishes as plain data: `fixed`, an array of paths, and `costs`, an object of whole numbers.
    ///
    /// ```
    /// use lexloci::{Json, analyse::Wishes};
    ///
    /// let json: Json = r#"{"fixed": ["provider"], "costs": {"relocate": 50}}"#.parse()?;
    /// assert_eq!(Wishes::read(&json)?.costs.relocate, 50);
    /// let misspelt: Json = r#"{"fxied": []}"#.parse()?;
    /// assert_eq!(Wishes::read(&misspelt).unwrap_err()[0].code, "L0588");
    /// # Ok::<(), lexloci::Errors>(())
    /// ```
    ///
    /// # Errors
    /// L0588, with the key, for what is none of these.
    pub fn read(json: &Json) -> Result<Wishes, Errors> {
        let mut wishes = Wishes::default();
        let mut errors = vec![];
        let Json::Object(parts) = json else {
            let help = "write { fixed: [\"provider\"], costs: { relocate: 50 } }";
            return Err(vec![wrong("wishes", "it is no object", help)].into());
        };
        for (name, value) in parts {
            match (name.as_str(), value) {
                (_, Json::Null) => {}
                ("fixed", Json::Array(paths)) => paths.iter().enumerate().for_each(|(index, path)| match path {
                    Json::Text(path) => wishes.fixed.push(path.clone()),
                    _ => errors.push(wrong(&format!("fixed[{index}]"), "it is no text", FIXED)),
                }),
                ("fixed", _) => errors.push(wrong("fixed", "it is no array of paths", FIXED)),
                ("costs", Json::Object(costs)) => {
                    costs.iter().for_each(|(name, cost)| wishes.costs.read(name, cost, &mut errors));
                }
                ("costs", _) => errors.push(wrong("costs", "it is no object", "write { relocate: 50 }")),
                _ => errors.push(wrong(name, "there is no such wish", "write `fixed` or `costs`")),
            }
        }
        if errors.is_empty() { Ok(wishes) } else { Err(errors.into()) }
    }

    /// Returns an error for each path of `fixed` that names no fact, or an entry that the flow does not have.
    pub(super) fn errors(&self, declared: &Declared, flow: &Json) -> Vec<Diagnostic> {
        let all = self.fixed.iter().enumerate();
        all.filter_map(|(index, path)| {
            let (message, help) = wrong_path(declared, flow, path)?;
            Some(wrong(&format!("fixed[{index}]"), &message, &help))
        })
        .collect()
    }
}

const FIXED: &str = "write an array of paths: [\"storage[0].region\", \"provider\"]";

impl Costs {
    fn read(&mut self, name: &str, cost: &Json, errors: &mut Vec<Diagnostic>) {
        let path = format!("costs.{name}");
        match (self.named(name), cost) {
            (None, _) => {
                let known = nearest(name, Costs::NAMES.iter().copied());
                let help = known.map_or_else(
                    || format!("write one of {}", Costs::NAMES.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                errors.push(wrong(&path, "there is no such cost", &help));
            }
            (Some(_), Json::Null) => {}
            (Some(known), Json::Number(number)) if *number >= 0.0 && *number <= MOST && number.fract() == 0.0 => {
                *known = *number as u32;
            }
            (Some(_), _) => {
                errors.push(wrong(&path, "it is not a whole number from 0 to 1000000", "write a number such as 50"));
            }
        }
    }
}

/// The highest cost, so that no sum of costs overflows.
const MOST: f64 = 1_000_000.0;

fn wrong(path: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic::flow("L0588", path, message.to_owned()).help(help.to_owned())
}

/// Returns what is wrong with a path, and what to write.
fn wrong_path(declared: &Declared, flow: &Json, path: &str) -> Option<(String, String)> {
    let way = steps(path);
    let name = shown(path);
    if way.is_empty() || words(&way) != path {
        return Some((format!("`{name}` is no path of a flow"), FIXED.to_owned()));
    }
    for length in 1..=way.len() {
        let (before, step) = (way.get(..length - 1)?, way.get(length - 1)?);
        let here = way.get(..length)?;
        if *step == Step::Key("x") {
            continue;
        }
        match step {
            Step::Key(key) if fact_type(declared, here).is_none() => {
                return Some((
                    format!("`{name}` is no fact: there is no `{}`", words(here)),
                    meant(declared, before, key),
                ));
            }
            Step::Index(index) => {
                let many = get(flow, before).map_or(0, |list| entries(list).0.len());
                if *index >= many {
                    let help = format!("`{}` has {many} entries, and the first is [0]", words(before));
                    return Some((format!("the flow has no `{}`", words(here)), help));
                }
            }
            Step::Key(_) => {}
        }
    }
    None
}

/// Returns the help for a fact that there is none of: the one with the nearest name.
fn meant(declared: &Declared, owner: &[Step<'_>], key: &str) -> String {
    let under_x = owner.last() == Some(&Step::Key("x"));
    let owner = if under_x { owner.split_last().map_or(owner, |(_, before)| before) } else { owner };
    let Some(Type::Object(kind)) = fact_type(declared, owner).map(|here| here.ty) else { return FIXED.to_owned() };
    let own: Vec<&str> = match under_x {
        true => declared.facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.name.as_str()).collect(),
        false => {
            let person = if kind.is_relation() { Kind::Party.facts() } else { &[] };
            kind.facts().iter().chain(person).map(|fact| fact.name).collect()
        }
    };
    let near = nearest(key, own.iter().copied()).filter(|near| under_x || fact(kind, near).is_some());
    near.map_or_else(|| format!("it has {}", own.join(", ")), |near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    fn refused(text: &str) -> Vec<(String, String)> {
        let errors = Wishes::read(&json(text)).err().unwrap();
        errors.into_iter().map(|error| (error.path.unwrap_or_default(), error.help.unwrap_or_default())).collect()
    }

    #[test]
    fn what_is_no_wish_is_refused_with_its_key() {
        assert_eq!(refused(r#"{"fixed": "storage"}"#)[0].0, "fixed");
        assert_eq!(refused(r#"{"fixed": ["a", 1]}"#)[0].0, "fixed[1]");
        let misspelt = refused(r#"{"costs": {"relocat": 1, "party": "high", "add": 1.5}}"#);
        assert_eq!(misspelt[0], ("costs.relocat".to_owned(), "did you mean `relocate`?".to_owned()));
        assert_eq!((misspelt[1].0.as_str(), misspelt[2].0.as_str()), ("costs.party", "costs.add"));
        assert_eq!(refused(r#"{"fixd": []}"#)[0].0, "fixd");
        assert_eq!(refused("[]").len(), 1);
        let read = Wishes::read(&json(r#"{"fixed": ["provider"], "costs": {"add": 0}}"#)).unwrap();
        assert_eq!((read.fixed, read.costs.add), (vec!["provider".to_owned()], 0));
    }

    #[test]
    fn a_path_that_names_nothing_is_refused_with_the_right_spelling() {
        let flow = json(r#"{"storage": [{"place": "FR"}]}"#);
        let said = |path: &str| wrong_path(&Declared::default(), &flow, path);
        for fine in ["storage", "storage[0].region", "provider.holders", "transfers", "exit.notice"] {
            assert_eq!(said(fine), None);
        }
        for (path, help) in [
            ("strage", "did you mean `storage`?"),
            ("storage[0].plce", "did you mean `place`?"),
            ("storage[1]", "`storage` has 1 entries, and the first is [0]"),
            ("provider.saet", "did you mean `seat`?"),
            ("storage[0", FIXED),
            ("", FIXED),
        ] {
            assert_eq!(said(path).unwrap().1, help, "{path}");
        }
    }
}
