//! docs/policies: the facts that each policy reads, and those that it declares, as its text has them.

use lexloci::policy::{Path, Policy, Set, Subject, Test};
use lexloci::vocab::{Element, Fact, Kind, Nature, Type};
use std::collections::BTreeMap;
use std::fmt::Write;

const OPEN: &str = "<!-- facts -->\n";
const CLOSE: &str = "<!-- end of facts -->";

/// Returns a page with the tables of its policy's facts.
pub(super) fn with_facts(page: &str, policy: &Policy, source: &str) -> String {
    let (before, rest) = page.split_once(OPEN).expect("a mark where the facts begin");
    let (_, after) = rest.split_once(CLOSE).expect("a mark where the facts end");
    format!("{before}{OPEN}{}{}{CLOSE}{after}", read(policy), declared(policy, source))
}

/// Returns the table of the facts of the vocabulary that conditions test, by kind.
fn read(policy: &Policy) -> String {
    let mut found: BTreeMap<Kind, Vec<&'static Fact>> = BTreeMap::new();
    let mut add = |path: &Path| {
        for step in &path.steps {
            let Some(fact) = step.kind.facts().get(usize::from(step.field.0)) else { continue };
            let facts = found.entry(step.kind).or_default();
            if !facts.iter().any(|known| known.name == fact.name) {
                facts.push(fact);
            }
        }
    };
    policy.each_atom(&mut |atom| {
        match &atom.subject {
            Subject::Path(path) => add(path),
            Subject::Total(total) => add(&total.share),
        }
        match &atom.test {
            Test::IsPath(path) | Test::OrderPath(_, path) => add(path),
            Test::In(membership) => membership.set.each_leaf(&mut |leaf| {
                if let Set::Fact(path) = leaf {
                    add(path);
                }
            }),
            _ => {}
        }
    });
    let mut table = "The conditions of this policy test these facts:\n\n| of | facts |\n|---|---|\n".to_owned();
    for (kind, facts) in &mut found {
        facts.sort_by_key(|fact| kind.facts().iter().position(|known| known.name == fact.name));
        let names: Vec<String> = facts.iter().map(|fact| format!("`{}`", fact.name)).collect();
        let _ = writeln!(table, "| [{}](../facts.md#{}) | {} |", kind.name(), kind.name(), names.join(", "));
    }
    table
}

/// Returns the table of the facts that a policy and its modules declare; nothing where they declare none.
fn declared(policy: &Policy, source: &str) -> String {
    let facts = &policy.declared.facts;
    if facts.is_empty() {
        return String::new();
    }
    let of_parties = match facts.iter().any(|fact| fact.kind == Kind::Party) {
        true => "; `party.x` stands under `provider.x`, or under the `x` of an operator or a recipient",
        false => "",
    };
    let mut table = format!(
        "\nIt declares these itself. A flow states them under `x` of the thing that they belong to{of_parties}.\n\n\
         | fact | values | nature | comment |\n|---|---|---|---|\n"
    );
    let modules = lexloci::atlas::modules().iter().map(|(_, text)| *text);
    let texts: Vec<&str> = [source].into_iter().chain(modules).collect();
    for fact in facts {
        let of = if fact.kind == Kind::Flow { String::new() } else { format!("{}.", fact.kind.name()) };
        let name = format!("{of}x.{}", fact.name);
        let comment = texts.iter().find_map(|text| comment(text, &name)).expect("a declaration of the fact");
        let values = match fact.ty {
            Type::Enum(id) => listed(&policy.declared.values(id)),
            Type::Set(Element::Enum(id)) => format!("any of {}", listed(&policy.declared.values(id))),
            Type::YesNo => "`true`, `false`".to_owned(),
            Type::Date => "a date".to_owned(),
            Type::Duration => "a duration: `30 days`".to_owned(),
            Type::Percent => "a percentage: `24%`".to_owned(),
            Type::Number => "a number".to_owned(),
            Type::Place | Type::Set(Element::Place) => "places".to_owned(),
            other => panic!("no words for {other:?}"),
        };
        let nature = match fact.nature {
            Nature::Act => "act",
            Nature::Finding => "finding",
            Nature::Given => "given",
        };
        let _ = writeln!(table, "| `{name}` | {values} | {nature} | {} |", comment.replace('|', "\\|"));
    }
    table
}

fn listed(values: &[&str]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}

/// Returns the comment above the declaration of a fact; of several that stand together, the one above the first.
fn comment(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with(&format!("fact {name} is ")))?;
    let above = lines.get(..at)?.iter().rev().skip_while(|line| line.starts_with("fact "));
    let mut comment: Vec<&str> = above.map_while(|line| line.strip_prefix("# ")).collect();
    comment.reverse();
    Some(comment.join(" "))
}
