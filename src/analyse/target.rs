//! Targets that `where` moves: one site of a flow, or one fact that is a place.

use super::place::{FactType, Step, entries, fact_type, key, set, steps};
use crate::diag::Diagnostic;
use crate::flow::json::Json;
use crate::flow::shown;
use crate::policy::Declared;
use crate::vocab::{Kind, Type};

/// The most paths that an error offers.
const OFFERED: usize = 20;

/// A path that `where` can move.
pub(super) struct Target<'t> {
    /// The path as the host wrote it.
    pub(super) path: &'t str,
    /// Says whether a site stands there, rather than a place.
    pub(super) is_site: bool,
}

impl<'t> Target<'t> {
    /// Finds the target in a flow that is spelled out.
    ///
    /// # Errors
    /// L0588, with the paths that there are, where the flow has no site and no place at this path.
    pub(super) fn find(declared: &Declared, flow: &Json, path: &'t str) -> Result<Target<'t>, Vec<Diagnostic>> {
        let way = steps(path);
        let refused = |message: String| {
            let error = Diagnostic::flow("L0588", "path", message);
            Err(vec![error.help(offer(declared, flow))])
        };
        if path.is_empty() {
            return refused("no path was given: `where` moves one site or place of the flow".to_owned());
        }
        let name = shown(path);
        let Some(spot) = fact_type(declared, &way).filter(|_| written(&way) == path) else {
            return refused(format!("`{name}` is no path of a flow"));
        };
        if !is_site(spot) && spot.ty != Type::Place {
            return refused(format!("`{name}` is {}", what(spot.ty)));
        }
        if let Some(missing) = missing_entry(flow, &way) {
            return refused(format!("the flow has no `{}`", shown(&missing)));
        }
        if !set(&mut flow.clone(), &way, Json::Null) {
            return refused(format!("`{name}` lies in a party that is named by a word"));
        }
        Ok(Target { path, is_site: is_site(spot) })
    }
}

fn is_site(spot: FactType) -> bool {
    spot.ty == Type::Object(Kind::Site)
}

/// Says what a fact is that is neither a site nor a place.
fn what(ty: Type) -> String {
    match ty {
        Type::List(Kind::Site) => "a list of sites, and `where` moves one of them".to_owned(),
        Type::List(kind) => format!("a list of {}s: no site and no place", kind.name()),
        Type::Region => "a region: name the site that it is said of".to_owned(),
        _ => "no site and no place".to_owned(),
    }
}

/// Writes the steps as a path. It differs from the path that was read where that holds something else besides.
fn written(way: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in way {
        match step {
            Step::Key(name) if path.is_empty() => path.push_str(name),
            Step::Key(name) => path.push_str(&format!(".{name}")),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

/// Returns the first list entry on the way that the flow does not have.
fn missing_entry(flow: &Json, way: &[Step<'_>]) -> Option<String> {
    let mut at = Some(flow);
    for (number, step) in way.iter().enumerate() {
        at = match step {
            Step::Key(name) => at.and_then(|object| key(object, name)),
            Step::Index(index) => match at.and_then(|list| entries(list).0.get(*index)) {
                None => return way.get(..=number).map(written),
                found => found,
            },
        };
    }
    None
}

/// Says which paths there are.
fn offer(declared: &Declared, flow: &Json) -> String {
    let mut paths = vec![];
    collect(declared, flow, &mut vec![], &mut paths);
    match paths.as_slice() {
        [] => "the flow states no site and no transfer; state one, such as \"storage\": [\"FR\"]".to_owned(),
        [path] => format!("write {path}"),
        _ => {
            let more = if paths.len() > OFFERED { ", …" } else { "" };
            format!("write one of {}{more}", paths.get(..OFFERED).unwrap_or(&paths).join(", "))
        }
    }
}

/// Collects the sites of a flow, the destination of each transfer, and the places that are stated elsewhere.
fn collect<'j>(declared: &Declared, json: &'j Json, way: &mut Vec<Step<'j>>, paths: &mut Vec<String>) {
    if paths.len() > OFFERED {
        return;
    }
    let Some(spot) = fact_type(declared, way) else { return };
    if is_site(spot) || spot.ty == Type::Place {
        paths.push(written(way));
        return;
    }
    match (spot.ty, json) {
        (Type::List(_), list) => {
            for (index, entry) in entries(list).0.iter().enumerate() {
                way.push(Step::Index(index));
                collect(declared, entry, way, paths);
                way.pop();
            }
        }
        (Type::Object(kind), Json::Object(stated)) => {
            let destination = (kind == Kind::Transfer && key(json, "to").is_none()).then_some(("to", &Json::Null));
            for (name, value) in destination.into_iter().chain(stated.iter().map(|(name, value)| (&**name, value))) {
                if *value != Json::Null || name == "to" {
                    way.push(Step::Key(name));
                    collect(declared, value, way, paths);
                    way.pop();
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::place::spelled_out;

    fn flow() -> Json {
        let text = r#"{"exporter": {"seat": "FR"}, "storage": ["aws/eu-west-3", "US"], "provider": "exporter",
                       "access": {"items": [{}], "complete": false},
                       "transfers": [{"recipient": "provider"}, {"to": "US", "recipient": {"seat": "US"}}]}"#;
        spelled_out(&serde_json::from_str(text).unwrap())
    }

    fn refused(path: &str) -> (String, String) {
        let error = Target::find(&Declared::default(), &flow(), path).err().unwrap().remove(0);
        assert_eq!((error.code, error.path.as_deref()), ("L0588", Some("path")));
        (error.message, error.help.unwrap())
    }

    #[test]
    fn sites_and_places_are_found() {
        for (path, is_site) in [
            ("storage[1]", true),
            ("access[0]", true),
            ("storage[1].place", false),
            ("transfers[0].to", false),
            ("exporter.seat", false),
            ("storage[0].operator.seat", false),
            ("transfers[1].recipient.ultimate_parent", false),
        ] {
            let found = Target::find(&Declared::default(), &flow(), path);
            assert_eq!(found.ok().map(|target| (target.path, target.is_site)), Some((path, is_site)));
        }
    }

    #[test]
    fn what_is_refused_comes_with_the_paths_that_there_are() {
        let help = "write one of exporter.seat, storage[0], storage[1], access[0], transfers[0].to, transfers[1].to, \
                    transfers[1].recipient.seat";
        for (path, message) in [
            ("", "no path was given: `where` moves one site or place of the flow"),
            ("storage[9]", "the flow has no `storage[9]`"),
            ("transit[0]", "the flow has no `transit[0]`"),
            ("transfers[2].to", "the flow has no `transfers[2]`"),
            ("storage", "`storage` is a list of sites, and `where` moves one of them"),
            ("transfers", "`transfers` is a list of transfers: no site and no place"),
            ("storage[0].region", "`storage[0].region` is a region: name the site that it is said of"),
            ("storage[0].kind", "`storage[0].kind` is no site and no place"),
            ("transfers[0]", "`transfers[0]` is no site and no place"),
            ("transfers[0].recipient.seat", "`transfers[0].recipient.seat` lies in a party that is named by a word"),
            ("storage[0]x", "`storage[0]x` is no path of a flow"),
            ("storage[0", "`storage[0` is no path of a flow"),
            ("storage.0", "`storage.0` is no path of a flow"),
            ("storage[00]", "`storage[00]` is no path of a flow"),
            ("strage[0]", "`strage[0]` is no path of a flow"),
            ("__proto__", "`__proto__` is no path of a flow"),
            (".", "`.` is no path of a flow"),
        ] {
            assert_eq!(refused(path), (message.to_owned(), help.to_owned()));
        }
    }

    #[test]
    fn a_flow_without_a_site_is_said_to_have_none() {
        let empty = Json::Object(vec![]);
        let error = Target::find(&Declared::default(), &empty, "storage[0]").err().unwrap().remove(0);
        assert!(error.help.unwrap().starts_with("the flow states no site and no transfer"));
    }
}
