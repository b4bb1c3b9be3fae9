//! A policy as an ES module: it decides from a JavaScript object, with nothing but itself.
//!
//! ```text
//! Policy ─ lower ─▶ graph of conditions, dated tables ─ print ─▶ reader of flows, rules, tables: one file
//! ```
//!
//! A truth is two bits: 0 false, 1 unknown, 3 true. `and` is `&`, `or` is `|`, and negation is pushed into the tests. A fact is a
//! number in a record, with one number for "not known" and one for "does not exist", and a test looks its answer up by that
//! number. What is not known of a party or a site is a record too, so that no path ends early.

mod calendar;
mod entries;
mod expression;
mod facts;
mod hash;
mod identity;
mod ir;
mod lower;
mod module;
mod path;
mod places;
mod quick;
mod read;
mod reading;
mod regions;
mod rules;
mod sets;
mod shake;
mod tables;
mod terms;
mod test;
mod types;

use crate::atlas;
use crate::policy::Policy;
use calendar::day_word;
use expression::Printer;
use facts::Schema;
use ir::{Node, When};

/// A printed policy.
#[derive(Clone, Debug)]
pub struct Module {
    /// The ES module.
    pub code: String,
    /// Its types, for TypeScript.
    pub types: String,
}

/// The reason why there is no module for plain flows alone.
const NOT_PLAIN: &str = "it asks what a plain flow does not say: print it for all flows";

/// The first words of every printed file.
const MARK: &str = "// Printed by lexloci";

/// Returns whether a file was printed, or begins as one that was.
pub fn is_printed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK.as_bytes())
}

/// The flows that a module judges.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Whole,
    Plain,
}

/// Prints a checked policy as an ES module.
///
/// # Errors
/// Returns a sentence for each part of the policy that cannot be printed.
pub fn module(policy: &Policy) -> Result<Module, Vec<String>> {
    printed(policy, Form::Whole)
}

/// Prints a checked policy as an ES module that judges plain flows alone, and refuses others.
///
/// A plain flow states objects, not names of parties; codes of places, not groups or regions; no ids, and nothing under `instead` or
/// `complete`. The module has a third of the bytes.
///
/// # Errors
/// Returns why there is none, for a policy that asks what a plain flow does not say, and for one that cannot be printed.
pub fn plain(policy: &Policy) -> Result<Module, Vec<String>> {
    printed(policy, Form::Plain)
}

fn printed(policy: &Policy, form: Form) -> Result<Module, Vec<String>> {
    let mut lowered = lower::lower(policy);
    let schema = Schema::of(policy);
    let limits = schema.limits();
    if !limits.is_empty() {
        return Err(limits);
    }
    if schema.implies_transfers() || identity::defaults_law(&schema) {
        for rows in lowered.territories() {
            lowered.tables.places(rows);
        }
    }
    let stretches = stretches(&lowered);
    let turns: Vec<u32> = lowered.calendar.turns().iter().map(|day| day_word(*day)).collect();
    let turns = stretches.iter().filter_map(|stretch| turns.get(stretch.checked_sub(1)?).copied()).collect();
    let printer = Printer::new(&lowered, &schema, stretches, turns);
    let code = module::print(&lowered, &schema, printer, form);
    let code = code.ok_or_else(|| vec![NOT_PLAIN.to_owned()])?;
    let types = types::print(policy, &schema);
    Ok(Module { code, types })
}

/// Returns the stretches of days that differ: those on which a table changes, or a window of which a fact states the day.
fn stretches(lowered: &lower::Lowered<'_>) -> Vec<usize> {
    let turns = lowered.calendar.turns();
    let mut used = lowered.tables.used(turns.len() + 1);
    let mut days = vec![];
    for id in 0..lowered.graph.len() {
        if let Node::InForce(from, through, When::Bound) = lowered.graph.node(id) {
            days.extend([*from, through.saturating_add(1)]);
        }
    }
    used.extend((1..).zip(turns).filter(|(_, turn)| days.contains(&day_word(**turn))).map(|(stretch, _)| stretch));
    crate::order::sort_by(&mut used, |a, b| a.cmp(b));
    used.dedup();
    used
}

/// Prints what the module says of itself.
fn head(policy: &Policy) -> String {
    let rules = policy.rules.iter().filter(|rule| rule.severity == crate::policy::Severity::Blocking);
    let names = |names: Vec<&str>| names.into_iter().map(text).collect::<Vec<_>>().join(", ");
    format!(
        "{MARK} from the policy {} {}: {}\n// Change the policy's text, and print it again.\n\n/** The policy that is judged by. */\nexport const policy = {{\n  name: {},\n  version: {},\n  digest: {},\n  atlas: {},\n  levels: [{}],\n  parts: [{}],\n}};\n\nconst RULES = [{}];\n\n",
        policy.name,
        policy.version,
        comment(&policy.title),
        text(&policy.name),
        text(&policy.version),
        text(&policy.digest),
        text(&[atlas::VERSION, "+", atlas::digest()].concat()),
        names(policy.levels.iter().map(String::as_str).collect()),
        names(policy.parts.iter().map(String::as_str).collect()),
        names(rules.map(|rule| rule.name.as_str()).collect()),
    )
}

/// Prints a text as a literal of JavaScript.
fn text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Prints a text inside of a comment.
fn comment(text: &str) -> String {
    text.replace("*/", "* /").replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ")
}
