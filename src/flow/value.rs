//! One value of a fact, read as its type.

use super::meaning::Named;
use super::node::{Node, Text};
use super::path::Below;
use super::read::{Listed, Reader, describe, why_open};
use super::{Entries, ObjectId, PlaceFact, Value, field};
use crate::atlas::{self, PlaceSet, Spot};
use crate::date::{Date, Duration};
use crate::nearest::nearest_value;
use crate::policy::Field;
use crate::vocab::{Category, Element, EnumId, Kind, Type};

/// Words that people write for a value, a value of the fact that they may be of, and what to write instead.
const MEANT: &[(&str, &str, &str)] = &[
    ("email", "contact", "did you mean \"contact\"?"),
    ("payroll", "employment", "write \"employment\" and \"financial\": a payroll has both"),
    ("payroll", "human_resources", "did you mean \"human_resources\"?"),
    ("dpf", "scc", "leave the tool out, and state \"listed\": [\"dpf\"] of the recipient once its entry was looked up"),
];

/// Sets of more values than this grow as they are read.
const MAX_RESERVED: usize = 64;

/// Texts longer than this are refused; none of the facts needs one.
const MAX_TEXT: usize = 1_000;

impl Reader<'_> {
    /// Returns a value of type `ty` at `path`, to be the fact `owner`; its error is said when it is none.
    pub(super) fn value(&mut self, ty: Type, node: Node<'_>, path: &str, owner: (ObjectId, Field)) -> Option<Value> {
        match ty {
            Type::YesNo => self.yes_no(node, path),
            Type::Number => self.number(node, path),
            Type::Percent => self.percent(node, path),
            Type::Date => self.date(node, path, is_last_day(self.kind(owner.0), owner.1)),
            Type::Duration => self.duration(node, path),
            Type::Text => self.text(node, path).map(|text| Value::Text(text.to_string())),
            Type::Place => self.place(node, path).map(Value::Place),
            Type::Region => self.region(node, path),
            Type::Category => self.category(node, path),
            Type::Enum(id) => self.enumerated(id, node, path),
            Type::Set(element) => self.value_set(element, node, path, owner),
            Type::Object(Kind::Party) => self.party(node, path, owner),
            Type::Object(kind) => self.part(kind, node, path),
            Type::List(kind) => self.list(kind, node, path),
        }
    }

    pub(super) fn text<'j>(&mut self, node: Node<'j>, path: &str) -> Option<Text<'j>> {
        match node {
            Node::Text(text) if text.len() <= MAX_TEXT => Some(text),
            Node::Text(_) => self.refuse(path, format!("the text is longer than {MAX_TEXT} bytes"), "shorten it"),
            other => {
                self.refuse(path, format!("this is {}, not a text", describe(other)), "write a text in double quotes")
            }
        }
    }

    fn refuse<T>(&mut self, path: &str, message: String, help: &str) -> Option<T> {
        self.error("L0503", path, message, help);
        None
    }

    fn yes_no(&mut self, node: Node<'_>, path: &str) -> Option<Value> {
        match node {
            Node::Bool(value) => Some(Value::YesNo(value)),
            other => self.refuse(
                path,
                format!("this is {}, not true or false", describe(other)),
                "write true or false, or leave it out when it is not known",
            ),
        }
    }

    fn number(&mut self, node: Node<'_>, path: &str) -> Option<Value> {
        let Node::Number(number) = node else {
            return self.refuse(path, format!("this is {}, not a number", describe(node)), "write a number such as 15");
        };
        let scaled = number * 10_000.0;
        let fits = scaled.is_finite()
            && scaled.abs() < 9.0e15
            && (scaled - scaled.round()).abs() <= 1e-9 * scaled.abs().max(1.0);
        if fits {
            return Some(Value::Number(scaled.round() as i64));
        }
        self.refuse(path, "the number is too large, or has more than four decimals".to_owned(), "round it")
    }

    fn percent(&mut self, node: Node<'_>, path: &str) -> Option<Value> {
        let parsed = match node {
            Node::Text(text) => hundredths(&text),
            _ => None,
        };
        match parsed {
            Some(percent) if percent <= 10_000 => Some(Value::Percent(percent)),
            Some(_) => self.refuse(path, "a share is at most 100 %".to_owned(), "write a text such as \"44.4%\""),
            None => {
                let help = match percent_meant(node) {
                    Some(meant) => format!("write \"{meant}\""),
                    None => "write a text such as \"44.4%\", with at most two decimals".to_owned(),
                };
                self.refuse(path, format!("this is {}, not a percent", describe(node)), &help)
            }
        }
    }

    fn date(&mut self, node: Node<'_>, path: &str, is_last_day: bool) -> Option<Value> {
        let day = match node {
            Node::Text(text) if is_last_day && *text == *"none" => Some(Date::MAX),
            Node::Text(text) => Date::parse(&text),
            _ => None,
        };
        let help = "write a day of the calendar such as \"2026-03-01\"";
        self.required(day.map(Value::Date), node, path, "a day", help)
    }

    fn duration(&mut self, node: Node<'_>, path: &str) -> Option<Value> {
        let duration = match node {
            Node::Text(text) => Duration::parse(&text),
            _ => None,
        };
        let help = "write \"2 months\", \"30 days\" or ISO 8601 such as \"P2M\"";
        self.required(duration.map(Value::Duration), node, path, "a duration", help)
    }

    /// Returns a value that was read, or reports that the node is not `what`.
    fn required(&mut self, value: Option<Value>, node: Node<'_>, path: &str, what: &str, help: &str) -> Option<Value> {
        if value.is_none() {
            return self.refuse(path, format!("this is {}, not {what}", describe(node)), help);
        }
        value
    }

    pub(super) fn place(&mut self, node: Node<'_>, path: &str) -> Option<PlaceFact> {
        if let Node::Array(_) = node {
            let help = match path.strip_suffix(".to") {
                Some(_) => "write one transfer for each place: {\"to\": \"US\"}, {\"to\": \"FR\"}",
                None => "state one place, or a group such as \"EU\"; a list has one entry for each place",
            };
            return self.refuse(path, "this is an array, not a place".to_owned(), help);
        }
        let text = self.text(node, path)?;
        let spot = match text.named(self.declared) {
            Named::Place(place) => Some(Spot::Place(place)),
            Named::Group(group) => Some(Spot::Group(group)),
            Named::Said(code) => {
                let said = format!("\"{}\" is {code}", super::path::shown(&text));
                self.said.insert(said);
                self.said_at.get_or_insert_with(|| path.to_owned());
                Spot::from_code(code)
            }
            Named::Region(_) | Named::Multi(_) | Named::Platform(..) | Named::Nothing => None,
        };
        match spot {
            Some(Spot::Place(place)) => {
                return Some(PlaceFact { places: PlaceSet::of(place), stated: place.code(), choice: None });
            }
            Some(Spot::Group(group)) => {
                let places = self.as_of.map_or(group.ever(), |day| group.members_on(day));
                if places.is_empty() {
                    return self.refuse(path, format!("`{}` has no members on this day", &*text), "state a place");
                }
                self.has.groups = true;
                return Some(PlaceFact { places, stated: group.name(), choice: None });
            }
            None => {}
        }
        let cities = atlas::places_of_city(&text);
        let help = match atlas::place_hint(&text) {
            Some(meant) => meant.help('"'),
            None if !cities.is_empty() => format!(
                "a city, and cities of one name lie in several countries; cloud regions of this name are in {}: state the country, or the region such as \"AWS {}\"",
                cities.join(", "),
                super::path::shown(&text)
            ),
            None => "places are ISO 3166 codes such as \"FR\" or \"PT-20\", or groups such as \"EU\" or \"anywhere\""
                .to_owned(),
        };
        self.error("L0508", path, format!("this is {}, not a place", describe(node)), &help);
        None
    }

    fn region(&mut self, node: Node<'_>, path: &str) -> Option<Value> {
        let text = self.text(node, path)?;
        if *text == *"none" {
            return Some(Value::Region(None));
        }
        self.region_named(text, path).map(|index| Value::Region(Some(index)))
    }

    pub(super) fn region_named(&mut self, text: Text<'_>, path: &str) -> Option<u16> {
        if let Named::Region(index) = text.named(self.declared) {
            self.has.regions = true;
            return Some(index);
        }
        let help = match (text.named(self.declared), atlas::region_hint(&text)) {
            (Named::Multi(_) | Named::Platform(..), _) => {
                "it stands for several sites, and a site alone can be on it: state one region here".to_owned()
            }
            (_, Some(meant)) => meant.help('"'),
            _ if !self.declared.regions_like(&text).is_empty() => {
                format!("the policy declares {}", self.declared.regions_like(&text))
            }
            _ => "regions are provider/id; state \"place\" and \"operator\" where the atlas lacks one".to_owned(),
        };
        self.error("L0509", path, format!("the atlas has no region \"{}\"", super::path::shown(&text)), &help);
        None
    }

    fn category(&mut self, node: Node<'_>, path: &str) -> Option<Value> {
        let text = self.text(node, path)?;
        if let Some(category) = text.category() {
            return Some(Value::Category(category));
        }
        let names: Vec<&str> = Category::all().map(Category::name).collect();
        self.no_such_value(path, node, &names)
    }

    fn enumerated(&mut self, id: EnumId, node: Node<'_>, path: &str) -> Option<Value> {
        let text = self.text(node, path)?;
        if let Some(value) = text.value(id, self.declared) {
            return Some(Value::Enum(id, value));
        }
        let names: Vec<&str> = self.declared.values(id);
        self.no_such_value(path, node, &names)
    }

    fn no_such_value(&mut self, path: &str, node: Node<'_>, names: &[&str]) -> Option<Value> {
        let (meant, near) = match &node {
            Node::Text(text) => {
                let meant = MEANT.iter().find(|(word, of, _)| text.eq_ignore_ascii_case(word) && names.contains(of));
                (meant, nearest_value(text, names.iter().copied()))
            }
            _ => (None, None),
        };
        let help = match (meant, near) {
            (Some((_, _, help)), _) => (*help).to_owned(),
            (None, Some(near)) => format!("did you mean \"{near}\"?"),
            (None, None) => format!("one of {}", names.join(", ")),
        };
        self.error("L0510", path, format!("this is {}, which is not a value of this fact", describe(node)), &help);
        None
    }

    fn value_set(&mut self, element: Element, node: Node<'_>, path: &str, owner: (ObjectId, Field)) -> Option<Value> {
        let Listed { items: entries, complete, .. } = self.entries(node, path, false)?;
        let mut items = Vec::with_capacity(entries.len().min(MAX_RESERVED));
        let mut below = Below::of(path);
        for (index, entry) in entries.into_iter().enumerate() {
            if self.is_full() {
                return None;
            }
            if let Some(value) = self.value(element.ty(), entry, below.entry(index), owner)
                && (is_several(&value) || !items.contains(&value))
            {
                items.push(value);
            }
        }
        Some(Value::Set(Entries::new(items, why_open(path, complete))))
    }

    /// Returns an object of its own: data, a contract, keys. Data may be given by their categories alone.
    fn part(&mut self, kind: Kind, node: Node<'_>, path: &str) -> Option<Value> {
        match node {
            Node::Object(keys) if kind != Kind::Data || !keys.has("items") => {
                if kind == Kind::Transfer {
                    self.refuse_site_facts(keys, path);
                }
                let id = self.object(kind, path.to_owned());
                self.facts(id, keys);
                Some(Value::Object(id))
            }
            Node::Array(_) | Node::Object(_) if kind == Kind::Data => {
                let id = self.object(kind, path.to_owned());
                let categories = const { field(Kind::Data, "categories") };
                let value = self.value_set(Element::Category, node, path, (id, categories))?;
                self.set(id, categories, value);
                Some(Value::Object(id))
            }
            other => {
                self.refuse(path, format!("this is {}, not an object", describe(other)), "write an object with braces")
            }
        }
    }
}

/// Returns whether a fact is a last day, which may be "none".
fn is_last_day(kind: Kind, field: Field) -> bool {
    kind.facts().get(usize::from(field.0)).is_some_and(|fact| fact.name == "through")
}

/// Returns whether it is a group of places: another one of that name may stand for another of its members.
fn is_several(value: &Value) -> bool {
    matches!(value, Value::Place(place) if place.places.len() > 1)
}

/// Returns the percent that was probably meant by a number alone, or by a text with a decimal comma or without its sign.
fn percent_meant(node: Node<'_>) -> Option<String> {
    let meant = match node {
        Node::Number(number) => {
            // Not as a float's text: what writes those is a large part of a small Wasm file.
            let scaled = number * 100.0;
            let is_exact = scaled >= 0.0 && (scaled - scaled.round()).abs() <= 1e-9 * scaled.max(1.0);
            is_exact.then(|| crate::decimal::percent(scaled.round() as u32))?
        }
        Node::Text(text) => format!("{}%", text.trim().trim_end_matches('%').trim_end().replace(',', ".")),
        _ => return None,
    };
    hundredths(&meant).filter(|percent| *percent <= 10_000).map(|_| meant)
}

/// Parses `"44.4%"` to 4440: hundredths of a percent.
pub(crate) fn hundredths(text: &str) -> Option<u32> {
    let number = text.strip_suffix('%')?.trim_end();
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 4) || !digits(part, 2) {
        return None;
    }
    let scale = if part.len() == 1 { 10 } else { 1 };
    Some(whole.parse::<u32>().ok()? * 100 + part.parse::<u32>().ok()? * scale)
}
