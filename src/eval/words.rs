//! Paths and values in words, as verdicts show them.

use super::Eval;
use super::entries::Entity;
use super::judged::{Fact, ReasonValue};
use super::party::{ID, NAME};
use super::reading::At;
use crate::date::Date;
use crate::decimal;
use crate::flow::exit::Reach;
use crate::flow::{ObjectId, Value};
use crate::policy::{Base, Field, Path, Policy, Step};

/// Appends a step's name; nothing for the step to the person behind a holding.
pub(super) fn step(path: &mut String, policy: &Policy, step: Step) {
    match step.field {
        Field::PERSON => {}
        Field(index) if index >= Field::DECLARED => {
            if let Some(fact) = policy.declared.facts.get(usize::from(index - Field::DECLARED)) {
                push(path, "x");
                push(path, &fact.name);
            }
        }
        Field(index) => push(path, step.kind.facts().get(usize::from(index)).map_or("", |fact| fact.name)),
    }
}

/// Returns where a fact stands.
pub(super) fn at(eval: &Eval<'_>, at: At) -> String {
    let at = eval.origin(at);
    let own = eval.flow.object(at.object).map_or("", |object| &object.path);
    let mut path = String::with_capacity(own.len() + 24);
    path.push_str(own);
    if let Some(one) = at.step {
        step(&mut path, eval.policy, one);
    }
    path
}

/// Returns a fact that decided.
pub(super) fn fact(eval: &Eval<'_>, fact: Fact) -> String {
    match fact {
        Fact::At(place) => at(eval, place),
        Fact::Missing(fact) => eval.path(fact),
        Fact::Words(words) => words,
    }
}

/// Returns the value of a fact that decided.
pub(super) fn reason_value(eval: &Eval<'_>, known: ReasonValue<'_>) -> String {
    match known {
        ReasonValue::Value(known) => value(eval, known),
        ReasonValue::Object(id) => person(eval, id),
        ReasonValue::Interval(low, high) => interval(low, high),
        ReasonValue::Reach(reach) => days(eval, reach),
        ReasonValue::OneOf(step, possible) => possible.names(step.kind, step.field).join(" or "),
        ReasonValue::Incomplete => "not complete".to_owned(),
    }
}

/// Appends a step.
pub(super) fn push(path: &mut String, step: &str) {
    if !path.is_empty() && !step.is_empty() {
        path.push('.');
    }
    path.push_str(step);
}

/// Returns a path as far as it can be said without following it.
pub(super) fn path(eval: &Eval<'_>, path: &Path, env: &[Entity<'_>]) -> String {
    let mut text = match path.base {
        Base::Flow => String::new(),
        Base::Slot(slot) => match env.get(slot) {
            Some(Entity::Object(id)) => eval.flow.object(*id).map(|object| object.path.clone()).unwrap_or_default(),
            Some(Entity::Value(_, place)) => at(eval, *place),
            Some(Entity::Rest(why)) => why.first.map(|fact| eval.path(fact)).unwrap_or_default(),
            None => String::new(),
        },
    };
    for one in &path.steps {
        step(&mut text, eval.policy, *one);
    }
    text
}

/// Returns between two percents, in hundredths: `30%`, `30% to 42.5%`.
fn interval(low: u32, high: u32) -> String {
    if low == high { decimal::percent(low) } else { format!("{} to {}", decimal::percent(low), decimal::percent(high)) }
}

/// Says how many days a duration can take: `at least 30 days`, `10 to 20 days`.
fn days(eval: &Eval<'_>, reach: Reach) -> String {
    let count = |day: Date| day.days() - eval.flow.as_of.days();
    let days = |count: i32| format!("{count} day{}", if count == 1 { "" } else { "s" });
    match (count(reach.first), reach.last.map(count)) {
        (first, None) => format!("at least {}", days(first)),
        (0, Some(last)) => format!("at most {}", days(last)),
        (first, Some(last)) if first == last => days(first),
        (first, Some(last)) => format!("{first} to {}", days(last)),
    }
}

/// Returns a value in words.
pub(super) fn value(eval: &Eval<'_>, value_: &Value) -> String {
    match value_ {
        Value::YesNo(true) => "yes".to_owned(),
        Value::YesNo(false) => "no".to_owned(),
        Value::Number(number) => decimal::number(*number),
        Value::Percent(share) => decimal::percent(*share),
        Value::Date(date) => date.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::Text(text) => text.clone(),
        Value::Place(place) => {
            let code = eval.place(place).code();
            if place.stated == code { code.to_owned() } else { format!("{code} (of {})", place.stated) }
        }
        Value::Region(Some(index)) => {
            eval.policy.declared.region_at(usize::from(*index)).map_or(String::new(), |region| region.id.to_owned())
        }
        Value::Region(None) | Value::Nobody => "none".to_owned(),
        Value::Category(category) => category.name().to_owned(),
        Value::Enum(id, index) => eval.policy.declared.name(*id, *index).unwrap_or_default().to_owned(),
        Value::Object(id) => person(eval, *id),
        Value::Set(entries) => set(eval, &entries.items, !entries.open.is_empty()),
        Value::List(entries) => format!("{} entries", entries.items.len()),
    }
}

fn set(eval: &Eval<'_>, items: &[Value], open: bool) -> String {
    let mut words: Vec<String> = items.iter().map(|item| value(eval, item)).collect();
    if open {
        words.push("…".to_owned());
    }
    format!("{{{}}}", words.join(", "))
}

fn person(eval: &Eval<'_>, id: ObjectId) -> String {
    match (eval.text(id, NAME), eval.text(id, ID)) {
        (Some(name), _) => name.to_owned(),
        (None, Some(own)) => format!("@{own}"),
        (None, None) => at(eval, At::object(id)),
    }
}
