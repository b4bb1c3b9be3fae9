//! The entries that a rule, quantifier or total runs over, and the rest of an open list.

use super::Eval;
use super::judged::Judged;
use super::reading::{At, Reading};
use super::words;
use crate::date::Date;
use crate::flow::{ObjectId, Opening, Value, field};
use crate::policy::{Entries, Path, Step};
use crate::truth::Truth;
use crate::vocab::{Kind, Type};

/// What a variable stands for.
#[derive(Clone, Debug)]
pub(super) enum Entity<'e> {
    /// A site, a party, a transfer.
    Object(ObjectId),
    /// A value of a set, and where the set stands.
    Value(&'e Value, At),
    /// The rest of an open list, of which nothing is known, for want of these facts.
    Rest(Vec<String>),
}

/// An entry.
#[derive(Clone, Debug)]
pub(super) struct Entry<'e> {
    pub(super) entity: Entity<'e>,
    pub(super) at: EntryAt,
    /// Whether it is one.
    pub(super) is_entry: Judged<'e>,
    /// Which of the lists that are joined it comes from.
    pub(super) list: usize,
}

/// Where an entry stands, put in words only for the variables of rules.
#[derive(Clone, Debug)]
pub(super) enum EntryAt {
    /// `storage[0]`
    Listed(At, usize),
    /// A party, where it is first described.
    Own(ObjectId),
    /// `storage[...]`
    Rest(String),
}

impl<'e> Eval<'e> {
    /// The path of an entry.
    pub(super) fn entry_path(&self, at: &EntryAt) -> String {
        match at {
            EntryAt::Listed(list, index) => [words::at(self, *list).as_str(), "[", &index.to_string(), "]"].concat(),
            EntryAt::Own(id) => words::at(self, At::object(*id)),
            EntryAt::Rest(path) => path.clone(),
        }
    }

    /// The entries, in order; the rest of an open list last.
    pub(super) fn entries<'a>(&'a self, from: &'a Entries, env: &mut Vec<Entity<'a>>) -> Vec<Entry<'a>>
    where
        'e: 'a,
    {
        match from {
            Entries::Path(path) => self.entries_at(path, env),
            Entries::Joined(parts) => self.joined(parts, env),
            Entries::Filtered { from, slot, filter } => {
                let mut entries = self.entries(from, env);
                for entry in &mut entries {
                    let kept = self.bound(*slot, entry.entity.clone(), env, |env| self.formula(filter, env));
                    let before = std::mem::replace(&mut entry.is_entry, Judged::plain(true));
                    entry.is_entry = before.and(kept);
                }
                entries
            }
        }
    }

    fn joined<'a>(&'a self, parts: &'a [Entries], env: &mut Vec<Entity<'a>>) -> Vec<Entry<'a>> {
        let mut all = Vec::new();
        let mut lists = 0;
        for part in parts {
            let before = lists;
            for entry in self.entries(part, env) {
                let list = before + entry.list;
                lists = lists.max(list + 1);
                all.push(Entry { list, ..entry });
            }
        }
        all
    }

    /// Runs `body` with a variable bound, and puts the variables back.
    pub(super) fn bound<'a, T>(
        &self,
        slot: usize,
        entity: Entity<'a>,
        env: &mut Vec<Entity<'a>>,
        body: impl FnOnce(&mut Vec<Entity<'a>>) -> T,
    ) -> T {
        let length = env.len();
        env.truncate(slot);
        env.resize(slot, Entity::Rest(vec![]));
        env.push(entity);
        let result = body(env);
        env.truncate(length.min(slot));
        result
    }

    fn entries_at<'a>(&'a self, path: &'a Path, env: &[Entity<'a>]) -> Vec<Entry<'a>> {
        self.step();
        let reading = self.read(path, env);
        self.note_entries(&reading);
        match reading {
            Reading::Known(Value::List(entries), at) => {
                self.take_steps(entries.items.len());
                let known = entries.items.iter().enumerate();
                let known =
                    known.map(|(index, id)| self.object_entry(*id, path.ty, EntryAt::Listed(at, index))).collect();
                match self.opened(path).as_slice() {
                    [] => with_rest(known, &entries.open, || words::at(self, at)),
                    more => with_rest(known, &[entries.open.as_slice(), more].concat(), || words::at(self, at)),
                }
            }
            Reading::Known(Value::Set(entries), at) => {
                self.take_steps(entries.items.len());
                let known = entries.items.iter().enumerate();
                let value = |(index, value)| Entry {
                    entity: Entity::Value(value, at),
                    at: EntryAt::Listed(at, index),
                    is_entry: Judged::plain(true),
                    list: 0,
                };
                with_rest(known.map(value).collect(), &entries.open, || words::at(self, at))
            }
            Reading::Unknown(paths) => with_rest(vec![], &paths, || paths.first().cloned().unwrap_or_default()),
            Reading::Known(..) | Reading::Entry(_) | Reading::Absent => vec![],
        }
    }

    /// Why there may be more transfers, and so more parties, while group places are taken to be what they are.
    fn opened(&self, path: &Path) -> Vec<String> {
        let [step] = path.steps.as_slice() else { return vec![] };
        let is = |name| *step == Step { kind: Kind::Flow, field: field(Kind::Flow, name) };
        if self.flow.openings.is_empty() || !(is("transfers") || is("parties")) {
            return vec![];
        }
        let holds = |opening: &&Opening| self.chosen.get(opening.choice).is_none_or(|p| !opening.unless.contains(*p));
        self.flow.openings.iter().filter(holds).flat_map(|opening| opening.why.iter().cloned()).collect()
    }

    fn object_entry<'a>(&'a self, id: ObjectId, ty: Type, at: EntryAt) -> Entry<'a> {
        let is_entry = if ty == Type::List(Kind::Credential) { self.is_valid(id) } else { Judged::plain(true) };
        let at = if ty == Type::List(Kind::Party) { EntryAt::Own(id) } else { at };
        Entry { entity: Entity::Object(id), at, is_entry, list: 0 }
    }

    /// A credential is an entry only within its window.
    fn is_valid(&self, credential: ObjectId) -> Judged<'static> {
        let bound = |name: &str, holds: fn(Date, Date) -> bool| {
            let field = field(Kind::Credential, name);
            let judged = match self.flow.fact(credential, field) {
                Some(Value::Date(date)) => Judged::plain(holds(*date, self.flow.as_of)),
                _ => Judged::missing([self.path(credential, Step { kind: Kind::Credential, field })]),
            };
            self.note_bound(|| self.path(credential, Step { kind: Kind::Credential, field }));
            judged
        };
        let from = bound("from", |from, as_of| from <= as_of);
        let through = bound("through", |through, as_of| as_of <= through);
        from.and(through)
    }
}

/// Adds the rest of an open list: being an entry is itself unknown.
fn with_rest<'a>(mut known: Vec<Entry<'a>>, open: &[String], at: impl FnOnce() -> String) -> Vec<Entry<'a>> {
    if !open.is_empty() {
        let is_entry = Judged::missing(open.iter().cloned());
        debug_assert_eq!(is_entry.truth, Truth::Unknown);
        known.push(Entry { entity: Entity::Rest(open.to_vec()), at: EntryAt::Rest(at() + "[...]"), is_entry, list: 0 });
    }
    known
}
