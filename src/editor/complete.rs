//! What could stand under the cursor.

use super::context::Wanted;
use super::named::described;
use super::{Choice, Document, is};
use crate::atlas::{self, Group, Place};
use crate::policy::DeclaredFact;
use crate::span::Span;
use crate::syntax::tree::Item;
use crate::syntax::{TokenKind, tokens};
use crate::vocab::{Category, Kind, Type, values};

/// What could stand at a place, and where the word begins that it would stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The first byte of what is already written of it.
    pub from: u32,
    /// What could be meant; not yet narrowed to what begins as the word does.
    pub choices: Vec<Choice>,
}

const TYPES: &[&str] =
    &["yes_no", "number", "percent", "date", "duration", "place", "region", "category", "one of {", "set of"];
const TOP: &[&str] = &["use", "source", "set", "list", "define", "fact", "replace set", "replace define", "policy"];
const MEMBERS: &[&str] = &["rule", "exception", "claim"];
const RULE: &[&str] = &["for every", "when", "require", "forbid", "unless", "severity", "duty", "remedy"];
const EXCEPTION: &[&str] = &["when", "unless", "duty"];
const CLAIM: &[&str] = &["when", "never"];

impl Document<'_> {
    /// What could stand at a byte of the text.
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
                let choices = self.facts_of(path, at);
                Completion { from: byte - last.len() as u32, choices }
            }
            _ => {
                let mut choices = self.offered(self.wanted(at), at);
                if before.get(..word).is_some_and(opens_line) && at > 0 {
                    choices.extend(self.clauses(at));
                }
                Completion { from: word as u32, choices }
            }
        }
    }

    /// Whether a byte lies in a comment or a text.
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

    fn offered(&self, wanted: Wanted, at: usize) -> Vec<Choice> {
        match wanted {
            Wanted::Nothing => vec![],
            Wanted::Source => self.definitions_of(&["source"]),
            Wanted::Module => self.module_names(),
            Wanted::Target => self.heads(&["rule", "exception"]),
            Wanted::Part => self.after_words("part"),
            Wanted::Level => self.levels(),
            Wanted::Holder => ["exporter", "provider", "recipient"].map(|who| Choice::new("party", who, "")).into(),
            Wanted::Type => TYPES.iter().map(|ty| Choice::new("type", *ty, "")).collect(),
            Wanted::Words(words) => words.iter().map(|word| Choice::keyword(word)).collect(),
            Wanted::Value(ty) => self.values(ty, at),
            Wanted::Member(ty) => self.members_for(ty),
            Wanted::Set(ty) => self.sets_for(ty),
            Wanted::List => self.lists(at),
            Wanted::Condition => self.conditions(at),
            Wanted::Path => self.starts(at),
            Wanted::Then(ty) => following(ty),
            Wanted::Clause => self.clauses(at),
        }
    }

    /// The facts of what a path leads to; where that is not known, of whatever a definition can be said of.
    fn facts_of(&self, path: &str, at: usize) -> Vec<Choice> {
        let (owner, under_x) = match path.strip_suffix(".x") {
            Some(owner) => (owner, true),
            None => (path, path == "x"),
        };
        let ty = if path == "x" { Some(Type::Object(Kind::Flow)) } else { self.path_type(owner, at, Self::depth()) };
        let kinds: Vec<Kind> = match ty {
            Some(Type::Object(kind)) => with_person(kind),
            Some(_) => vec![],
            None if self.variable(owner, at).is_some() => vec![Kind::Party, Kind::Site, Kind::Transfer],
            None => vec![],
        };
        let declared = || self.facts_declared().facts.iter().filter(|fact| kinds.contains(&fact.kind));
        if under_x {
            return declared().map(declared_choice).collect();
        }
        let own = kinds.iter().flat_map(|kind| kind.facts().iter().map(|fact| Choice::fact(*kind, fact)));
        let mut choices: Vec<Choice> = vec![];
        own.for_each(|choice| {
            if !choices.iter().any(|c| c.label == choice.label) {
                choices.push(choice)
            }
        });
        choices.extend(declared().next().map(|_| Choice::new("fact", "x", "declared facts")));
        choices
    }

    fn definitions_of(&self, kinds: &[&str]) -> Vec<Choice> {
        let mut choices: Vec<Choice> = vec![];
        for found in self.definitions() {
            let (kind, _) = described(found.item);
            if !kinds.contains(&kind) || choices.iter().any(|choice| choice.label == found.name.text) {
                continue;
            }
            let doc = match found.item {
                Item::Source(source) => source.title.text.clone(),
                Item::Define(define) => define.title.as_ref().map_or_else(String::new, |title| title.text.clone()),
                _ => String::new(),
            };
            choices.push(Choice { doc, ..Choice::new(kind, &*found.name.text, found.module) });
        }
        choices
    }

    fn module_names(&self) -> Vec<Choice> {
        let shipped = atlas::modules().iter().map(|module| Choice::new("module", module.0, "shipped"));
        shipped.chain(self.modules.keys().map(|name| Choice::new("module", &**name, ""))).collect()
    }

    /// The rules and exceptions of the text.
    fn heads(&self, words: &'static [&'static str]) -> Vec<Choice> {
        let heads = (0..self.tokens.len()).filter_map(|at| {
            let word = words.iter().find(|word| is(self.token(at), word))?;
            let name = self.token(at + 1)?;
            let title = self.block(at).filter_map(|at| self.token(at)).find(|token| token.kind == TokenKind::Text);
            let doc = title.map_or_else(String::new, |title| title.text.trim_matches('"').to_owned());
            Some(Choice { doc, ..Choice::new(word, name.text, "") })
        });
        heads.collect()
    }

    /// Every word that stands after this one somewhere.
    fn after_words(&self, word: &'static str) -> Vec<Choice> {
        let mut choices: Vec<Choice> = vec![];
        for at in (1..self.tokens.len()).filter(|at| is(self.before(*at, 1), word)) {
            let name = self.token(at).map_or("", |token| token.text);
            if !choices.iter().any(|choice| choice.label == name) {
                choices.push(Choice::new(word, name, ""));
            }
        }
        choices
    }

    fn levels(&self) -> Vec<Choice> {
        let Some(start) = (0..self.tokens.len()).find(|at| is(self.token(*at), "levels")) else { return vec![] };
        let names =
            self.tokens.get(self.block(start)).unwrap_or(&[]).iter().filter(|token| token.kind == TokenKind::Name);
        names.map(|token| Choice::new("level", token.text, "")).collect()
    }

    /// The right side of `is`.
    fn values(&self, ty: Option<Type>, at: usize) -> Vec<Choice> {
        let mut choices = match ty {
            Some(Type::Object(Kind::Party | Kind::Holder | Kind::Supplier)) => self.parties(),
            Some(Type::Region) => vec![Choice::new("value", "none", "no cloud region")],
            _ => vec![],
        };
        if !is(self.before(at, 1), "not") {
            choices.push(Choice::keyword("not"));
        }
        choices.extend(self.members_for(ty));
        if matches!(ty, Some(Type::Object(_)) | None) {
            choices.extend(self.definitions_of(&["definition"]));
        }
        choices
    }

    fn parties(&self) -> Vec<Choice> {
        let mut choices: Vec<Choice> = ["exporter", "provider", "none"].map(|who| Choice::new("party", who, "")).into();
        for token in self.tokens.iter().filter(|token| token.kind == TokenKind::Party) {
            if !choices.iter().any(|choice| choice.label == token.text) {
                choices.push(Choice::new("party", token.text, ""));
            }
        }
        choices
    }

    /// What can be a member of a set against which something of this type is tested.
    fn members_for(&self, ty: Option<Type>) -> Vec<Choice> {
        match ty {
            Some(Type::Set(element)) => self.members_for(Some(element.ty())),
            Some(Type::Object(Kind::Data) | Type::Category) => Category::all().map(Choice::category).collect(),
            Some(Type::Object(Kind::Site) | Type::Place) => Place::all().map(Choice::place).collect(),
            Some(Type::Region) => atlas::regions().iter().map(Choice::region).collect(),
            Some(Type::Enum(id)) => {
                self.facts_declared().values(id).into_iter().map(|value| Choice::value(id, value)).collect()
            }
            Some(_) => vec![],
            None => every_member(),
        }
    }

    fn sets_for(&self, ty: Option<Type>) -> Vec<Choice> {
        let mut choices = self.definitions_of(&["set"]);
        if matches!(ty, None | Some(Type::Object(Kind::Site) | Type::Place)) {
            choices.extend(Group::all().map(Choice::group));
        }
        choices.push(Choice::keyword("{"));
        choices
    }

    /// What can be run over: lists of the flow and of variables, and named ones.
    fn lists(&self, at: usize) -> Vec<Choice> {
        let mut choices = self.definitions_of(&["list"]);
        let runs = |ty: Type| ty.entry().is_some() || matches!(ty, Type::Object(_));
        let own = Kind::Flow.facts().iter().filter(|fact| runs(fact.ty));
        choices.extend(own.map(|fact| Choice::fact(Kind::Flow, fact)));
        choices.extend(self.variable_choices(at));
        choices
    }

    fn variable_choices(&self, at: usize) -> Vec<Choice> {
        let mut choices: Vec<Choice> = vec![];
        for variable in self.variables(at) {
            let name = self.token(variable).map_or("", |token| token.text);
            if !choices.iter().any(|choice| choice.label == name) {
                choices.push(Choice::variable(name, self.variable_type(variable, Self::depth())));
            }
        }
        choices
    }

    /// What a path can begin with.
    fn starts(&self, at: usize) -> Vec<Choice> {
        let mut choices = self.variable_choices(at);
        choices.extend(Kind::Flow.facts().iter().map(|fact| Choice::fact(Kind::Flow, fact)));
        let declared = self.facts_declared().facts.iter().any(|fact| fact.kind == Kind::Flow);
        choices.extend(declared.then(|| Choice::new("fact", "x", "declared facts")));
        choices
    }

    fn conditions(&self, at: usize) -> Vec<Choice> {
        let mut choices = self.starts(at);
        choices.extend(self.definitions_of(&["definition"]));
        choices.extend(["not", "some", "every", "no", "at least", "total"].map(Choice::keyword));
        choices
    }

    /// The words that can open a clause here.
    fn clauses(&self, at: usize) -> Vec<Choice> {
        let policy = (0..at).find(|at| is(self.token(*at), "policy"));
        let opened = policy.is_some_and(|policy| (policy..at).any(|at| is(self.token(at), "{")));
        let inside: &[&[&str]] = match (opened, self.opener(at)) {
            (false, _) if at == 0 => &[&["loci 1"]],
            (false, _) => &[TOP],
            (true, "rule") => &[RULE, MEMBERS],
            (true, "exception") => &[EXCEPTION, MEMBERS],
            (true, "claim") => &[CLAIM, MEMBERS],
            (true, _) => &[&["applies when", "levels"], MEMBERS],
        };
        inside.iter().flat_map(|words| words.iter()).map(|word| Choice::keyword(word)).collect()
    }

    /// The span of a completion's word, for whoever replaces it.
    pub fn word(&self, completion: &Completion, byte: u32) -> Span {
        Span::new(completion.from, byte)
    }
}

/// Everything that a set can hold.
fn every_member() -> Vec<Choice> {
    let enumerations = values::ENUMERATIONS.iter().zip(0..);
    let named = enumerations.flat_map(|(own, id)| own.values.iter().map(move |value| (values::EnumId(id), value.0)));
    let mut choices: Vec<Choice> = Place::all().map(Choice::place).collect();
    choices.extend(atlas::regions().iter().map(Choice::region));
    choices.extend(named.map(|(id, value)| Choice::value(id, value)));
    choices.extend(Category::all().map(Choice::category));
    choices
}

fn declared_choice(fact: &DeclaredFact) -> Choice {
    Choice::new("fact", &*fact.name, fact.ty.describe())
}

/// A kind, and the person's where it is a party in a relation.
fn with_person(kind: Kind) -> Vec<Kind> {
    if kind.is_relation() { vec![kind, Kind::Party] } else { vec![kind] }
}

/// What may follow a fact of this type, and then what joins conditions.
fn following(ty: Option<Type>) -> Vec<Choice> {
    let tests: &[&str] = match ty {
        Some(Type::Set(_) | Type::Object(Kind::Data)) => &["has"],
        Some(Type::Number | Type::Percent | Type::Duration) => &["<=", ">=", "<", ">"],
        Some(Type::Date) => &["<=", ">=", "<", ">", "within"],
        Some(Type::YesNo | Type::Text | Type::List(_)) => &[],
        Some(_) => &["is", "is not", "in", "not in"],
        None => &["with", "on"],
    };
    tests.iter().chain(&["and", "or", "where", "except"]).map(|word| Choice::keyword(word)).collect()
}

/// Whether a character can stand in a name, path, region or party.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | '@')
}

/// Whether nothing but space stands between the last line end and the end of a text.
fn opens_line(before: &str) -> bool {
    before.trim_end_matches([' ', '\t']).ends_with(['\n'])
}
