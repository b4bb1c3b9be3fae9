//! The entries that a rule, quantifier or total runs over, and the rest of an open list.

use super::Eval;
use super::env::Env;
use super::judged::Judged;
use super::missing::{FactId, Why};
use super::reading::{At, Reading};
use crate::date::Date;
use crate::flow::{ObjectId, Unlisted, Value, field};
use crate::policy::{Base, Entries, Field, Path, Step};
use crate::truth::Truth;
use crate::vocab::{Kind, Type};

/// The entry for which a variable stands.
#[derive(Clone, Debug)]
pub(super) enum Entity<'e> {
    /// A site, a party, a transfer.
    Object(ObjectId),
    /// A value of a set, and where the set stands.
    Value(&'e Value, At),
    /// The rest of an open list, of which nothing is known.
    Rest(Why),
}

/// An entry.
#[derive(Clone, Debug)]
pub(super) struct Entry<'e> {
    pub(super) entity: Entity<'e>,
    pub(super) at: EntryAt,
    /// Says whether it belongs to the list.
    pub(super) is_entry: Judged<'e>,
    /// The list of the joined ones from which it comes.
    pub(super) list: usize,
    /// The possible holder of the shares that no entry of its list states.
    pub(super) unlisted: Unlisted,
}

/// The place of an entry, put in words only for the variables of rules.
#[derive(Clone, Debug)]
pub(super) enum EntryAt {
    /// `storage[0]`
    Listed(At, usize),
    /// A party, where it is first described; a site, where it is stated.
    Own(ObjectId),
    /// `storage[...]`
    Rest(FactId),
}

impl Entry<'_> {
    /// Returns whether it stands for the named remainder of a complete list: nobody is known by it.
    fn is_remainder(&self) -> bool {
        self.unlisted == Unlisted::Named && matches!(self.entity, Entity::Rest(_))
    }
}

impl<'e> Eval<'e> {
    /// Appends the path of an entry.
    pub(super) fn push_entry(&self, path: &mut String, at: &EntryAt) {
        match at {
            EntryAt::Listed(list, index) => {
                self.push_path(path, self.fact_at(*list));
                path.extend(["[", &index.to_string(), "]"]);
            }
            EntryAt::Own(id) => self.push_path(path, self.fact_at(At::object(*id))),
            EntryAt::Rest(list) => {
                self.push_path(path, *list);
                path.push_str("[...]");
            }
        }
    }

    /// Returns the entries, in order; the rest of an open list last.
    pub(super) fn entries<'a>(&'a self, from: &'a Entries, env: &mut Env<'a>) -> Vec<Entry<'a>>
    where
        'e: 'a,
    {
        let mut entries = self.shareholders(from, env);
        entries.retain(|entry| !entry.is_remainder());
        entries
    }

    /// Returns the entries, and last those of whom only shares are known: the named remainder of a complete list.
    pub(super) fn shareholders<'a>(&'a self, from: &'a Entries, env: &mut Env<'a>) -> Vec<Entry<'a>>
    where
        'e: 'a,
    {
        match from {
            Entries::Path(path) => self.entries_at(path, env),
            Entries::Joined(parts) => self.joined(parts, env),
            Entries::Filtered { from, slot, filter } => {
                let mut entries = self.shareholders(from, env);
                for entry in &mut entries {
                    let kept = self.bound(*slot, entry.entity.clone(), env, |env| self.formula(filter, env));
                    let before = std::mem::replace(&mut entry.is_entry, Judged::plain(true));
                    entry.is_entry = before.and(kept);
                }
                entries
            }
        }
    }

    fn joined<'a>(&'a self, parts: &'a [Entries], env: &mut Env<'a>) -> Vec<Entry<'a>> {
        let mut all = Vec::new();
        let mut lists = 0;
        for part in parts {
            let before = lists;
            for entry in self.shareholders(part, env) {
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
        env: &mut Env<'a>,
        body: impl FnOnce(&mut Env<'a>) -> T,
    ) -> T {
        let length = env.len();
        env.truncate(slot);
        env.resize(slot, Entity::Rest(Why::default()));
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
                let entry = |(index, id): (usize, &ObjectId)| {
                    // A name of several regions is several sites at one place of the list.
                    let is_site = self.flow.object(*id).is_some_and(|object| object.kind == Kind::Site);
                    let stands = if is_site { EntryAt::Own(*id) } else { EntryAt::Listed(at, index) };
                    let entry = self.object_entry(*id, path.ty, stands);
                    Entry { unlisted: entries.unlisted, ..entry }
                };
                let mut all: Vec<Entry<'a>> = known.map(entry).collect();
                self.add_site_transfers(path, &mut all);
                all = self.with_rest(all, at, entries.open.iter());
                if entries.unlisted == Unlisted::Named {
                    let list = self.fact_at(at);
                    all.push(Entry { unlisted: Unlisted::Named, ..rest(list, list.into()) });
                }
                all
            }
            Reading::Known(Value::Set(entries), at) => {
                self.take_steps(entries.items.len());
                let known = entries.items.iter().enumerate();
                let value = |(index, value)| Entry {
                    entity: Entity::Value(value, at),
                    at: EntryAt::Listed(at, index),
                    is_entry: Judged::plain(true),
                    list: 0,
                    unlisted: Unlisted::Anybody,
                };
                self.with_rest(known.map(value).collect(), at, entries.open.iter())
            }
            Reading::Unknown(why) => {
                let mut all = vec![];
                self.add_site_transfers(path, &mut all);
                let list = self.list_of_rest(path, env).or(why.first);
                all.extend(list.map(|list| rest(list, why)));
                all
            }
            Reading::Known(..) | Reading::Entry(_) | Reading::Absent => vec![],
        }
    }

    /// Returns a list of which nothing is known since its owner is itself the rest of a list: `storage[...].measures`.
    fn list_of_rest(&self, path: &Path, env: &[Entity<'_>]) -> Option<FactId> {
        let Base::Slot(slot) = path.base else { return None };
        let Some(Entity::Rest(Why { list: Some(outer), .. })) = env.get(slot) else { return None };
        let mut owner = self.path(*outer);
        owner.push_str("[...]");
        let owner = self.fact_named(&owner);
        Some(path.steps.iter().fold(owner, |fact, step| self.fact_beyond(fact, *step)))
    }

    /// Adds the transfers that sites are to those that are stated.
    fn add_site_transfers<'a>(&'a self, path: &Path, all: &mut Vec<Entry<'a>>) {
        const TRANSFERS: Step = Step { kind: Kind::Flow, field: field(Kind::Flow, "transfers") };
        if path.steps != [TRANSFERS] {
            return;
        }
        for (site, transfer) in self.flow.site_transfers() {
            let is_entry = self.is_transfer(site, transfer);
            if is_entry.truth != Truth::False {
                let entry = self.object_entry(transfer, path.ty, EntryAt::Own(transfer));
                all.push(Entry { is_entry, ..entry });
            }
        }
    }

    /// Adds the rest of a list of which it is told why there may be more.
    fn with_rest<'a>(
        &self,
        mut known: Vec<Entry<'a>>,
        at: At,
        open: impl Iterator<Item = &'a String>,
    ) -> Vec<Entry<'a>> {
        let why = Why::new(open.map(|path| self.fact_named(path)));
        if let Some(first) = why.first {
            let list = self.fact_at(at);
            known.push(rest(list, Why { is_listed: first == list, ..why }));
        }
        known
    }

    fn object_entry<'a>(&'a self, id: ObjectId, ty: Type, at: EntryAt) -> Entry<'a> {
        let is_entry = if ty == Type::List(Kind::Credential) { self.is_valid(id) } else { Judged::plain(true) };
        let at = if ty == Type::List(Kind::Party) { EntryAt::Own(id) } else { at };
        Entry { entity: Entity::Object(id), at, is_entry, list: 0, unlisted: Unlisted::Anybody }
    }

    /// Evaluates whether a credential is an entry, which it is within its window.
    fn is_valid(&self, credential: ObjectId) -> Judged<'static> {
        let bound = |field: Field, holds: fn(Date, Date) -> bool| {
            let fact = self.fact_at(At { object: credential, step: Some(Step { kind: Kind::Credential, field }) });
            self.note_bound(fact);
            match self.flow.fact(credential, field) {
                Some(Value::Date(date)) => Judged::plain(holds(*date, self.flow.as_of)),
                _ => Judged::missing(fact),
            }
        };
        let from = bound(const { field(Kind::Credential, "from") }, |from, as_of| from <= as_of);
        let through = bound(const { field(Kind::Credential, "through") }, |through, as_of| as_of <= through);
        from.and(through)
    }
}

/// Returns the rest of an open list: being an entry is itself unknown.
fn rest<'a>(list: FactId, why: Why) -> Entry<'a> {
    let is_entry = Judged::missing(why.missing.clone());
    let why = Why { list: Some(list), ..why };
    Entry { entity: Entity::Rest(why), at: EntryAt::Rest(list), is_entry, list: 0, unlisted: Unlisted::Anybody }
}
