//! Describes the word under the cursor.

use super::member::codes;
use super::named::{Definition, described};
use super::scope::Found;
use super::{Choice, Document, is};
use crate::atlas::{Group, Place};
use crate::date::Date;
use crate::policy::{AnyRegion, LINTS, VendorId};
use crate::span::Span;
use crate::syntax::tree::{Cite, Item, SetExpr, SetKind};
use crate::syntax::{Token, TokenKind};
use crate::vocab::{Category, Kind, Type, values};

/// The most members of a set that are listed; the rest are counted.
const MOST_LISTED: usize = 60;

/// A description of the word under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hover {
    /// The span of the word.
    pub span: Span,
    /// A short description: `s.place: a place`.
    pub title: String,
    /// The full description.
    pub text: String,
    /// The key of its text in the vocabulary; see `Choice::about`.
    pub about: String,
    /// The citations it rests on.
    pub cites: Vec<Cited>,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The source's short name.
    pub source: String,
    /// The place in the source.
    pub pin: String,
    /// The title of the source.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
}

impl Document<'_> {
    /// Describes the token at a byte. With a day, sets and groups are listed as of that day, else as they are written.
    pub fn hover(&self, byte: u32, day: Option<Date>) -> Option<Hover> {
        let at = self.under(byte)?;
        let token = self.token(at)?;
        let hover = match token.kind {
            TokenKind::Keyword => keyword(token),
            TokenKind::Region => self.facts_declared().region(token.text).map(|region| self.of_region(region, day)),
            TokenKind::Party => self.of_vendor(token.text, day),
            TokenKind::Name | TokenKind::Place | TokenKind::DurationUnit => self.of_name(token, at, byte, day),
            TokenKind::Pin => self.of_source_before(at),
            _ => None,
        }?;
        Some(if hover.span == Span::default() { Hover { span: token.span, ..hover } } else { hover })
    }

    fn of_name(&self, token: &Token<'_>, at: usize, byte: u32, day: Option<Date>) -> Option<Hover> {
        if self.is_cited(at) || is(self.before(at, 1), "source") {
            return self.of_source(token.text);
        }
        let path = path_until(token, byte);
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        let start = token.span.start + path.rfind(['.']).map_or(0, |dot| dot as u32 + 1);
        let span = Span::new(start, token.span.start + path.len() as u32);
        let found = match self.variable(head, at + 1) {
            Some(variable) => self.of_variable(variable, head, rest, path),
            None => self.of_word(path, at, day).or_else(|| self.of_fact(Type::Object(Kind::Flow), path, path)),
        };
        found.map(|hover| Hover { span, ..hover })
    }

    fn of_variable(&self, variable: usize, head: &str, rest: &str, path: &str) -> Option<Hover> {
        let ty = self.variable_type(variable, Self::depth());
        if rest.is_empty() {
            let text = ty.map_or_else(String::new, Type::describe);
            return Some(Hover { title: [head, ": a variable"].concat(), text, ..Hover::default() });
        }
        self.of_fact(ty?, rest, path)
    }

    fn of_fact(&self, from: Type, path: &str, written: &str) -> Option<Hover> {
        let found = self.walk(from, path)?;
        let title = [written, ": ", &found.ty().describe()].concat();
        Some(match found {
            Found::Own(kind, fact) => Hover { title, about: Choice::fact(kind, fact).about, ..Hover::default() },
            Found::Declared(_) => Hover { title, text: "a declared fact".to_owned(), ..Hover::default() },
        })
    }

    /// Describes a name that stands alone: a definition, a place, a group, a value.
    fn of_word(&self, word: &str, at: usize, day: Option<Date>) -> Option<Hover> {
        if let Some(found) = self.defined(word, false) {
            return Some(self.of_definition(found, day));
        }
        if self.word_before(at, 1) == "allow"
            && let Some((code, title)) = LINTS.iter().find(|(code, _)| *code == word)
        {
            return Some(Hover { title: [code, ": ", title].concat(), ..Hover::default() });
        }
        let names_vendor =
            self.word_before(at, 1) == "vendor" || (self.opener(at + 1) == "region" && self.word_before(at, 1) == "by");
        if (names_vendor || self.word_before(at, 1) == "parent")
            && let Some(vendor) = self.of_vendor(word, day)
        {
            return Some(vendor);
        }
        if let Some(place) = Place::from_code(word) {
            return Some(of_place(place, day));
        }
        if let Some(group) = Group::from_name(word) {
            return Some(of_group(group, day));
        }
        let tested = self.left(at, Self::depth()).and_then(|ty| self.of_value(word, ty));
        tested.or_else(|| any_value(word))
    }

    /// Describes a region: its place, and who operates it.
    fn of_region(&self, region: AnyRegion<'_>, day: Option<Date>) -> Hover {
        let operator = day.and_then(|day| self.facts_declared().operator_on(region.provider, day));
        let text = operator.map_or_else(String::new, |operator| {
            let seat = operator.seat.map_or("a country that is not known", Place::code);
            let parent = operator.ultimate_parent.map_or("", Place::code);
            let controlled = if parent.is_empty() { "" } else { ", controlled from " };
            ["operated by ", operator.name, ", seat in ", seat, controlled, parent].concat()
        });
        let label = if region.label.is_empty() { "declared" } else { region.label };
        let title = [region.id, ": ", label, ", ", region.place.code()].concat();
        Hover { title, text, ..Hover::default() }
    }

    /// Describes a vendor that the text or its modules declare, or one of the atlas.
    fn of_vendor(&self, key: &str, day: Option<Date>) -> Option<Hover> {
        let key = key.trim_start_matches('@');
        let declared = self.facts_declared();
        let id = declared.vendor_id(key)?;
        let known = declared.operator_on(key, day.unwrap_or(Date::MAX))?;
        let (seat, parent) = (known.seat.map_or("", Place::code), known.ultimate_parent.map_or("", Place::code));
        let kind = if matches!(id, VendorId::Declared(_)) { ": a declared vendor, " } else { ": a vendor, " };
        let controlled = if parent.is_empty() { "" } else { ", controlled from " };
        let text = ["seat in ", seat, controlled, parent].concat();
        Some(Hover { title: [key, kind, known.name].concat(), text, ..Hover::default() })
    }

    fn of_value(&self, word: &str, ty: Type) -> Option<Hover> {
        match ty {
            Type::Set(element) => self.of_value(word, element.ty()),
            Type::Enum(id) => self.facts_declared().value(id, word).map(|_| of_choice(&Choice::value(id, word))),
            _ => None,
        }
    }

    fn of_definition(&self, found: Definition<'_>, day: Option<Date>) -> Hover {
        let (kind, _) = described(found.item);
        let module = if found.module.is_empty() { String::new() } else { [" of ", found.module].concat() };
        let title = [&found.name.text, ": ", kind, &module].concat();
        let (mut text, mut cites) = (String::new(), vec![]);
        match found.item {
            Item::Set(set) => {
                text = self.members_text(found, day);
                cites_of(&set.value, &mut cites);
            }
            Item::Define(define) => {
                text.push_str(define.title.as_ref().map_or("", |title| &title.text));
                cites.extend(&define.cond.cites);
            }
            _ => {}
        }
        Hover { title, text, cites: self.cited(&cites), ..Hover::default() }
    }

    /// Lists a set's members on a day; empty without a day.
    fn members_text(&self, set: Definition<'_>, day: Option<Date>) -> String {
        let on_day = day.and_then(|day| self.members_on(set, day));
        on_day.map_or_else(String::new, |members| listed(&members))
    }

    fn of_source_before(&self, at: usize) -> Option<Hover> {
        let start = (0..at).rev().find(|at| matches!(self.word_before(*at, 1), "[" | ";"))?;
        self.of_source(self.token(start)?.text)
    }

    fn of_source(&self, name: &str) -> Option<Hover> {
        let cited = self.source(name, "")?;
        Some(Hover { title: cited.source.clone(), text: cited.title.clone(), cites: vec![cited], ..Hover::default() })
    }

    fn source(&self, name: &str, pin: &str) -> Option<Cited> {
        let found = self.defined(name, true)?;
        let Item::Source(source) = found.item else { return None };
        Some(Cited {
            source: name.to_owned(),
            pin: pin.to_owned(),
            title: source.title.text.clone(),
            url: source.url.as_ref().map(|url| url.text.clone()),
        })
    }

    fn cited(&self, cites: &[&Cite]) -> Vec<Cited> {
        let mut all: Vec<Cited> = vec![];
        for cite in cites {
            match self.source(&cite.source.text, &cite.pin) {
                Some(cited) if !all.contains(&cited) => all.push(cited),
                _ => {}
            }
        }
        all
    }
}

/// Returns the part of a path that ends with the name under a byte.
fn path_until<'a>(token: &Token<'a>, byte: u32) -> &'a str {
    let inside = byte.saturating_sub(token.span.start) as usize;
    let rest = token.text.get(inside..).unwrap_or("");
    let end = inside + rest.find(['.']).unwrap_or(rest.len());
    token.text.get(..end).unwrap_or(token.text)
}

fn keyword(token: &Token<'_>) -> Option<Hover> {
    Some(of_choice(&Choice::keyword(token.text)))
}

fn of_choice(choice: &Choice) -> Hover {
    let detail = if choice.detail.is_empty() { choice.kind } else { &choice.detail };
    Hover { title: [&choice.label, ": ", detail].concat(), about: choice.about.clone(), ..Hover::default() }
}

fn of_place(place: Place, day: Option<Date>) -> Hover {
    let mut text = place.territory().map_or("", |territory| territory.status).to_owned();
    for group in Group::all() {
        if day.is_some_and(|day| group.members_on(day).contains(place)) {
            text.push_str(if text.is_empty() { "in " } else { ", " });
            text.push_str(group.name());
        }
    }
    Hover { title: [place.code(), ": ", place.name()].concat(), text, ..Hover::default() }
}

fn of_group(group: Group, day: Option<Date>) -> Hover {
    let day = day.filter(|_| group.name() != "anywhere");
    let text = day.map_or_else(String::new, |day| listed(&codes(group.members_on(day))));
    Hover { title: [group.name(), ": ", group.title()].concat(), text, ..Hover::default() }
}

/// Describes a value of any enumeration, or a category.
fn any_value(word: &str) -> Option<Hover> {
    if let Some(category) = Category::from_name(word) {
        return Some(of_choice(&Choice::category(category)));
    }
    let mut all = values::ENUMERATIONS.iter().zip(0..);
    let (_, id) = all.find(|(own, _)| own.values.iter().any(|value| value.0 == word))?;
    Some(of_choice(&Choice::value(values::EnumId(id), word)))
}

fn listed(members: &[String]) -> String {
    let listed_members = members.get(..MOST_LISTED).unwrap_or(members);
    let more = members.len() - listed_members.len();
    let mut text = listed_members.join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

/// Collects the citations of a set's members.
fn cites_of<'s>(set: &'s SetExpr, all: &mut Vec<&'s Cite>) {
    match &set.kind {
        SetKind::Braces(members) => {
            for member in members {
                all.extend(&member.cites);
            }
        }
        SetKind::Union(parts) | SetKind::Intersection(parts) | SetKind::Except(parts) => {
            for part in parts {
                cites_of(part, all);
            }
        }
        SetKind::Path(_) | SetKind::Broken => {}
    }
}
