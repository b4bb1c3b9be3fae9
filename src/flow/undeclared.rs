//! Facts under `x` that the policy does not declare. They count for nothing, and another policy may declare them; one that is near to a
//! declared fact is noted, since it is probably that one, misspelt or stated of another thing.

use super::node::{Keys, Node};
use super::path::{join, shown};
use super::read::Reader;
use crate::nearest::nearest;
use crate::vocab::Kind;

impl Reader<'_> {
    /// Notes the facts under the `x` of an object that the policy does not declare of it, where it declares one of nearly the same name, or
    /// one of the same name of another kind. The first of each name is noted.
    pub(super) fn note_undeclared(&mut self, kind: Kind, x: Node<'_>, path: &str) {
        let (Node::Object(keys), false) = (x, self.declared.facts.is_empty()) else { return };
        for (key, _) in keys.into_iter().filter(|(_, value)| !value.is_null()) {
            if let Some(message) = self.undeclared(kind, keys, &key)
                && !self.notes.iter().any(|note| note.message == message)
            {
                self.note("L0562", &join(path, &key), &message);
            }
        }
    }

    /// Says of a fact that is not declared which declared one is near to it.
    #[inline(never)]
    fn undeclared(&self, kind: Kind, keys: Keys<'_>, key: &str) -> Option<String> {
        let is_of = |other: Kind| other == kind || other == Kind::Party && kind.is_relation();
        let own = || self.declared.facts.iter().filter(|fact| is_of(fact.kind));
        if own().any(|fact| fact.name == key) {
            return None;
        }
        // A name beside the declared one is another fact, however near it is.
        let unstated = own().map(|fact| fact.name.as_str()).filter(|name| !keys.has(name));
        if let Some(near) = nearest(key, unstated) {
            let own = kind.one();
            return Some(format!(
                "the policy declares no `x.{}` of {own}, so that it counts for nothing: did you mean `x.{near}`?",
                shown(key)
            ));
        }
        let other = self.declared.facts.iter().find(|fact| fact.name == key)?;
        let (of, own) = (other.kind.one(), kind.one());
        Some(format!("the policy declares `x.{key}` of {of}, not of {own}, where it counts for nothing"))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, Policy};

    const POLICY: &str = r#"loci 1
fact x.approved_by is yes_no
fact transfer.x.copy is yes_no
fact party.x.rating is number
policy p version 1.0.0 "P" {
  rule r "R" require x.approved_by
  rule s "S" for every t in transfers require t.x.copy or exporter.x.rating > 1
}
"#;

    /// Returns the paths and messages of the notes on a flow.
    fn notes(flow: &str) -> Vec<String> {
        let policy: Policy = POLICY.parse().unwrap();
        let verdict = policy.check(&serde_json::from_str(flow).unwrap(), &Options::new()).unwrap();
        let notes = verdict.notes.into_iter().filter(|note| note.code == "L0562");
        notes.map(|note| format!("{}: {}", note.path, note.message)).collect()
    }

    #[test]
    fn a_name_near_to_a_declared_one_is_noted() {
        let near = "x.approvd_by: the policy declares no `x.approvd_by` of the flow, so that it counts for nothing: did you mean `x.approved_by`?";
        assert_eq!(notes(r#"{"as_of": "2026-03-01", "x": {"approvd_by": true}}"#), [near]);
        let copies = r#"{"as_of": "2026-03-01", "transfers": [{"to": "US", "x": {"copi": true}}, {"to": "US", "x": {"copi": true}}]}"#;
        assert_eq!(notes(copies).len(), 1, "one note for one name");
        let of_holder = r#"{"as_of": "2026-03-01", "provider": {"holders": [{"name": "A", "x": {"ratng": 3}}]}}"#;
        let found = notes(of_holder);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("provider.holders[0].x.ratng: ") && found[0].ends_with("did you mean `x.rating`?")
        );
    }

    #[test]
    fn a_fact_of_another_kind_is_noted() {
        let found = notes(r#"{"as_of": "2026-03-01", "storage": [{"place": "FR", "x": {"approved_by": true}}]}"#);
        let other = "storage[0].x.approved_by: the policy declares `x.approved_by` of the flow, not of a site, where it counts for nothing";
        assert_eq!(found, [other]);
    }

    #[test]
    fn what_another_policy_may_declare_is_not_noted() {
        for flow in [
            r#"{"as_of": "2026-03-01", "x": {"approved_by": true}}"#,
            r#"{"as_of": "2026-03-01", "x": {"approved_by": false, "approved_by2": true}}"#,
            r#"{"as_of": "2026-03-01", "x": {"wibble": 1, "approvd_by": null}}"#,
            r#"{"as_of": "2026-03-01", "provider": {"holders": [{"name": "A", "x": {"rating": 3}}]}}"#,
        ] {
            assert_eq!(notes(flow), [""; 0], "{flow}");
        }
    }
}
