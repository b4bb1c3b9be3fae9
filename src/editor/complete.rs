//! Completes the word under the cursor.

use super::choice::{Choice, Choices};
use super::context::Wanted;
use super::named::described;
use super::{Document, is};
use crate::atlas::{self, Group};
use crate::policy::LINTS;
use crate::syntax::tree::Item;
use crate::syntax::{TokenKind, tokens};
use crate::vocab::{Kind, Type};

/// The choices at a position, and the start of the word that they would replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The first byte of the word already written.
    pub from: u32,
    /// The possible choices, not yet narrowed to those that begin with the word.
    pub choices: Vec<Choice>,
}

const TYPES: &[&str] =
    &["yes_no", "number", "percent", "date", "duration", "place", "region", "category", "one of {", "set of"];
const TOP: &[&str] = &[
    "use",
    "source",
    "set",
    "list",
    "define",
    "fact",
    "vendor",
    "region",
    "replace set",
    "replace define",
    "allow",
    "policy",
];
const MEMBERS: &[&str] = &["rule", "exception", "claim", "allow"];
const RULE: &[&str] = &["for every", "when", "require", "forbid", "unless", "severity", "duty", "remedy"];
const EXCEPTION: &[&str] = &["when", "unless", "duty"];
const CLAIM: &[&str] = &["when", "never"];

impl Document<'_> {
    /// Returns the choices at a byte of the text.
    pub fn complete(&self, byte: u32) -> Completion {
        let before = self.source.get(..byte as usize).unwrap_or("");
        let word = before.len() - before.chars().rev().take_while(|c| is_part(*c)).map(char::len_utf8).sum::<usize>();
        let written = before.get(word..).unwrap_or("");
        let at = self.position(word as u32);
        if self.is_text(byte) || written.starts_with(|c: char| c.is_ascii_digit()) {
            return Completion { from: byte, choices: vec![] };
        }
        match written.rsplit_once('.') {
            Some((path, last)) if !written.contains(['/']) && !self.is_cited(at) => {
                Completion { from: byte - last.len() as u32, choices: self.facts_of(path, at).all }
            }
            _ => {
                let mut choices = Choices::default();
                self.offered(self.wanted(at), at, &mut choices);
                if before.get(..word).is_some_and(opens_line) && at > 0 {
                    self.clauses(at, &mut choices);
                }
                Completion { from: word as u32, choices: choices.all }
            }
        }
    }

    /// Returns whether a byte lies in a comment or a text.
    fn is_text(&self, byte: u32) -> bool {
        let before = self.source.get(..byte as usize).unwrap_or("");
        let start = before.rfind(['\n']).map_or(0, |at| at + 1);
        let line = before.get(start..).unwrap_or("");
        let last = tokens(line).pop().filter(|token| token.span.end as usize == line.len());
        last.is_some_and(|token| match token.kind {
            TokenKind::Comment => true,
            TokenKind::Bad => token.text.starts_with(['"', '\'', '“', '/']),
            _ => false,
        })
    }

    fn offered(&self, wanted: Wanted, at: usize, to: &mut Choices) {
        match wanted {
            Wanted::Nothing => {}
            Wanted::Source => self.definitions_of("source", to),
            Wanted::Module => self.module_names(to),
            Wanted::Lint => lints(to),
            Wanted::Target => self.heads(to),
            Wanted::Part => self.after_words("part", to),
            Wanted::Level => self.levels(to),
            Wanted::Holder => to.words("party", &["exporter", "provider", "recipient"]),
            Wanted::Kind => {
                to.words("fact", &["x"]);
                for kind in Kind::ALL {
                    to.add(Choice::new("type", kind.name(), ""));
                }
            }
            Wanted::Type => to.words("type", TYPES),
            Wanted::Words(words) => to.keywords(words),
            Wanted::Value(ty) => self.values(ty, at, to),
            Wanted::Member(ty) => self.members_for(ty, to),
            Wanted::Set(ty) => self.sets_for(ty, to),
            Wanted::List => self.lists(at, to),
            Wanted::Condition => self.conditions(at, to),
            Wanted::Path => self.starts(at, to),
            Wanted::Place => self.places_and_groups(to),
            Wanted::Vendor => self.vendors(to),
            Wanted::Owner => {
                to.places();
                self.vendors(to);
            }
            Wanted::Then(ty) => following(ty, to),
            Wanted::Clause => self.clauses(at, to),
        }
    }

    /// Returns the facts of the object that a path leads to. Where its type is unknown, returns the facts of every kind
    /// that a definition can be applied to.
    fn facts_of(&self, path: &str, at: usize) -> Choices {
        let (owner, under_x) = match path.strip_suffix(".x") {
            Some(owner) => (owner, true),
            None => (path, path == "x"),
        };
        let ty = if path == "x" { Some(Type::Object(Kind::Flow)) } else { self.path_type(owner, at, Self::depth()) };
        let kinds: &[Kind] = match ty {
            Some(Type::Object(kind)) if kind.is_relation() => &[kind, Kind::Party],
            Some(Type::Object(kind)) => &[kind],
            None if self.variable(owner, at).is_some() => &[Kind::Party, Kind::Site, Kind::Transfer],
            _ => &[],
        };
        let mut choices = Choices::default();
        for kind in kinds.iter().filter(|_| !under_x) {
            choices.facts(*kind, |_| true);
        }
        for fact in self.facts_declared().facts.iter().filter(|fact| kinds.contains(&fact.kind)) {
            let (name, detail) = if under_x { (fact.name.as_str(), fact.ty.describe()) } else { ("x", "".to_owned()) };
            choices.add(Choice { detail, ..Choice::new("fact", name, "") });
        }
        choices
    }

    fn definitions_of(&self, kind: &'static str, to: &mut Choices) {
        for found in self.definitions() {
            if described(found.item).0 != kind {
                continue;
            }
            let doc = match found.item {
                Item::Source(source) => source.title.text.as_str(),
                Item::Define(define) => define.title.as_ref().map_or("", |title| title.text.as_str()),
                _ => "",
            };
            to.add(Choice { doc: doc.to_owned(), ..Choice::new(kind, &found.name.text, found.module) });
        }
    }

    fn module_names(&self, to: &mut Choices) {
        for (name, _) in atlas::modules() {
            to.add(Choice::new("module", name, "shipped"));
        }
        for name in self.modules.keys() {
            to.add(Choice::new("module", name, ""));
        }
    }

    /// Adds the rules and exceptions of the text.
    fn heads(&self, to: &mut Choices) {
        for at in 1..self.tokens.len() {
            let kind = match self.before(at, 1) {
                token if is(token, "rule") => "rule",
                token if is(token, "exception") => "exception",
                _ => continue,
            };
            let Some(name) = self.token(at) else { continue };
            let title = self.block(at).filter_map(|at| self.token(at)).find(|token| token.kind == TokenKind::Text);
            let doc = title.map_or("", |title| title.text.trim_matches('"')).to_owned();
            to.add(Choice { doc, ..Choice::new(kind, name.text, "") });
        }
    }

    /// Adds every word that follows this one anywhere in the text.
    fn after_words(&self, word: &'static str, to: &mut Choices) {
        for at in 1..self.tokens.len() {
            if is(self.before(at, 1), word) {
                to.add(Choice::new(word, self.word_before(at + 1, 1), ""));
            }
        }
    }

    fn levels(&self, to: &mut Choices) {
        let mut inside = false;
        for token in &self.tokens {
            inside = token.text == "levels" || inside && (token.kind == TokenKind::Name || token.text == "<");
            if inside && token.kind == TokenKind::Name {
                to.add(Choice::new("level", token.text, ""));
            }
        }
    }

    /// Adds the possible right sides of `is`.
    fn values(&self, ty: Option<Type>, at: usize, to: &mut Choices) {
        match ty {
            Some(Type::Object(Kind::Party | Kind::Holder | Kind::Supplier)) => self.parties(to),
            Some(Type::Region) => to.add(Choice::new("value", "none", "no cloud region")),
            _ => {}
        }
        if !is(self.before(at, 1), "not") {
            to.keywords(&["not"]);
        }
        self.members_for(ty, to);
        if matches!(ty, Some(Type::Object(_)) | None) {
            self.definitions_of("definition", to);
        }
        if !matches!(ty, Some(Type::Enum(_))) {
            self.starts(at, to);
        }
    }

    fn places_and_groups(&self, to: &mut Choices) {
        to.places();
        for group in Group::all() {
            to.add(Choice::new("group", group.name(), group.title()));
        }
    }

    /// Adds the vendors that can operate a region: those of the text and its modules, then those of the atlas.
    fn vendors(&self, to: &mut Choices) {
        let own = self.facts_declared().vendors.iter().map(|vendor| (vendor.key.as_str(), vendor.name.as_str()));
        let known = atlas::vendors().iter().map(|vendor| (vendor.key, vendor.name));
        for (key, name) in own.chain(known) {
            let is_name = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let label = if is_name { key.to_owned() } else { ["@", key].concat() };
            to.all.push(Choice::new("vendor", &label, name));
        }
    }

    fn parties(&self, to: &mut Choices) {
        to.words("party", &["exporter", "provider", "none"]);
        for token in self.tokens.iter().filter(|token| token.kind == TokenKind::Party) {
            to.add(Choice::new("party", token.text, ""));
        }
    }

    /// Adds the possible members of a set against which something of this type is tested.
    fn members_for(&self, ty: Option<Type>, to: &mut Choices) {
        match ty {
            Some(Type::Set(element)) => self.members_for(Some(element.ty()), to),
            Some(Type::Object(Kind::Data) | Type::Category) => to.categories(),
            Some(Type::Object(Kind::Site) | Type::Place) => to.places(),
            Some(Type::Region) => to.regions(self.facts_declared()),
            Some(Type::Enum(id)) => {
                for value in self.facts_declared().values(id) {
                    to.add(Choice::value(id, value));
                }
            }
            Some(_) => {}
            None => to.members(self.facts_declared()),
        }
    }

    fn sets_for(&self, ty: Option<Type>, to: &mut Choices) {
        self.definitions_of("set", to);
        if matches!(ty, None | Some(Type::Object(Kind::Site) | Type::Place)) {
            for group in Group::all() {
                to.add(Choice::new("group", group.name(), group.title()));
            }
        }
        to.keywords(&["{"]);
    }

    /// Adds the lists that can be ranged over: lists of the flow, of variables, and named ones.
    fn lists(&self, at: usize, to: &mut Choices) {
        self.definitions_of("list", to);
        to.facts(Kind::Flow, |ty| ty.entry().is_some() || matches!(ty, Type::Object(_)));
        self.variable_choices(at, to);
    }

    fn variable_choices(&self, at: usize, to: &mut Choices) {
        for variable in self.variables(at) {
            let detail = self.variable_type(variable, Self::depth()).map_or_else(String::new, Type::describe);
            to.add(Choice { detail, ..Choice::new("variable", self.word_before(variable + 1, 1), "") });
        }
    }

    /// Adds the possible first words of a path.
    fn starts(&self, at: usize, to: &mut Choices) {
        self.variable_choices(at, to);
        to.facts(Kind::Flow, |_| true);
        if self.facts_declared().facts.iter().any(|fact| fact.kind == Kind::Flow) {
            to.add(Choice::new("fact", "x", "declared facts"));
        }
    }

    fn conditions(&self, at: usize, to: &mut Choices) {
        self.starts(at, to);
        self.definitions_of("definition", to);
        to.keywords(&["not", "some", "every", "no", "at least", "total"]);
    }

    /// Adds the words that can open a clause here.
    fn clauses(&self, at: usize, to: &mut Choices) {
        let mut words = self.tokens.iter().take(at).skip_while(|token| !is(Some(token), "policy"));
        let opened = words.any(|token| is(Some(token), "{"));
        match (opened, self.opener(at)) {
            (false, _) if at == 0 => to.keywords(&["loci 1"]),
            (false, _) => return to.keywords(TOP),
            (true, "rule") => to.keywords(RULE),
            (true, "exception") => to.keywords(EXCEPTION),
            (true, "claim") => to.keywords(CLAIM),
            (true, "allow") => {}
            (true, _) => to.keywords(&["applies when", "levels"]),
        }
        if opened {
            to.keywords(MEMBERS);
        }
    }
}

/// Adds the lints that can be allowed.
fn lints(to: &mut Choices) {
    for (code, title) in LINTS {
        to.add(Choice::new("lint", code, title));
    }
}

/// Adds the words that may follow a fact of this type, then those that join conditions.
fn following(ty: Option<Type>, to: &mut Choices) {
    to.keywords(match ty {
        Some(Type::Set(_) | Type::Object(Kind::Data)) => &["has"],
        Some(Type::Number | Type::Percent | Type::Duration) => &["<=", ">=", "<", ">"],
        Some(Type::Date) => &["<=", ">=", "<", ">", "within"],
        Some(Type::YesNo | Type::Text | Type::List(_)) => &[],
        Some(_) => &["is", "is not", "in", "not in"],
        None => &["with", "on"],
    });
    to.keywords(&["and", "or", "where", "except"]);
}

/// Returns whether a character can stand in a name, path, region or party.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | '@')
}

/// Returns whether only space stands between the last line end and the end of a text.
fn opens_line(before: &str) -> bool {
    before.trim_end_matches([' ', '\t']).ends_with(['\n'])
}
