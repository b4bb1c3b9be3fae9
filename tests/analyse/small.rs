//! Small flows of which everything that a policy reads is listed, and every completion.

use super::json::{json, put};
use super::world::{Cure, Draw, FLOW, Fact, LISTS, Reads};
use lexloci::Json;

/// One fact that may be missing.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) path: String,
    pub(crate) values: &'static [&'static str],
    pub(crate) cure: Cure,
    pub(crate) chosen: Option<usize>,
}

/// The share of a list that is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    Missing,
    Open,
    Closed,
}

/// A list of a flow.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) list: usize,
    pub(crate) entries: Vec<Vec<Slot>>,
    pub(crate) shape: Shape,
}

/// A flow of which everything that a policy reads is listed.
#[derive(Clone, Debug)]
pub(crate) struct Small {
    pub(crate) facts: Vec<Slot>,
    pub(crate) lists: Vec<List>,
    reads: Reads,
}

impl Small {
    /// Returns a flow of which so many of a hundred facts are stated.
    pub(crate) fn draw(draw: &mut Draw, reads: &Reads, stated: usize) -> Small {
        let mut small = Small { facts: vec![], lists: vec![], reads: reads.clone() };
        for fact in &reads.flow {
            small.facts.push(slot(&FLOW[*fact], FLOW[*fact].path.to_owned(), draw, stated));
        }
        for list in &reads.lists {
            let shape = match draw.pick(100) {
                pick if pick < stated => Shape::Closed,
                pick if pick % 2 == 0 => Shape::Open,
                _ => Shape::Missing,
            };
            let many = if shape == Shape::Missing { 0 } else { draw.pick(3) };
            let entries = (0..many).map(|index| small.entry(*list, index, draw, stated)).collect();
            small.lists.push(List { list: *list, entries, shape });
        }
        small
    }

    fn entry(&self, list: usize, index: usize, draw: &mut Draw, stated: usize) -> Vec<Slot> {
        let read = self.reads.entries.iter().filter(|(of, _)| *of == list);
        let path = |fact: &Fact| format!("{}[{index}].{}", LISTS[list].path, fact.path);
        read.map(|(_, fact)| &LISTS[list].facts[*fact]).map(|fact| slot(fact, path(fact), draw, stated)).collect()
    }

    /// Returns every slot, of lists too.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.facts.iter().chain(self.lists.iter().flat_map(|list| list.entries.iter().flatten()))
    }

    pub(crate) fn slots_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        self.facts.iter_mut().chain(self.lists.iter_mut().flat_map(|list| list.entries.iter_mut().flatten()))
    }

    /// Returns whether no list may have more entries.
    pub(crate) fn is_closed(&self) -> bool {
        self.lists.iter().all(|list| list.shape == Shape::Closed)
    }

    pub(crate) fn json(&self) -> Json {
        let mut flow = json(r#"{"as_of":"2026-03-01"}"#);
        for list in &self.lists {
            let items = Json::Array(vec![Json::Object(vec![]); list.entries.len()]);
            let open = [("items".to_owned(), items.clone()), ("complete".to_owned(), Json::Bool(false))];
            match list.shape {
                Shape::Missing => {}
                Shape::Open => put(&mut flow, LISTS[list.list].path, Json::Object(open.into())),
                Shape::Closed => put(&mut flow, LISTS[list.list].path, items),
            }
        }
        for slot in self.slots() {
            if let Some(chosen) = slot.chosen {
                put(&mut flow, &slot.path, json(slot.values[chosen]));
            }
        }
        flow
    }

    /// Returns every completion, with up to two further entries of a list that is open; nothing where there are too many.
    pub(crate) fn completions(&self, most: usize) -> Option<Vec<Small>> {
        let mut closed = vec![self.clone()];
        for index in 0..self.lists.len() {
            if self.lists[index].shape != Shape::Closed {
                closed =
                    closed.into_iter().flat_map(|small| (0..3).map(move |more| small.longer(index, more))).collect();
            }
        }
        let sizes = closed.iter().map(|small| {
            small.slots().filter(|slot| slot.chosen.is_none()).map(|slot| slot.values.len()).product::<usize>()
        });
        if sizes.fold(0, usize::saturating_add) > most {
            return None;
        }
        Some(closed.into_iter().flat_map(|small| small.filled()).collect())
    }

    /// Returns the same with a list closed after so many further entries.
    fn longer(&self, index: usize, more: usize) -> Small {
        let mut longer = self.clone();
        let (list, known) = (self.lists[index].list, self.lists[index].entries.len());
        let new = (known..known + more).map(|entry| self.entry(list, entry, &mut Draw::new(0), 0));
        longer.lists[index].entries.extend(new);
        longer.lists[index].shape = Shape::Closed;
        longer
    }

    /// Returns every way to state what is missing.
    fn filled(self) -> Vec<Small> {
        let Some(position) = self.slots().position(|slot| slot.chosen.is_none()) else { return vec![self] };
        let values = self.slots().nth(position).map_or(0, |slot| slot.values.len());
        (0..values).flat_map(|value| self.with(position, value).filled()).collect()
    }

    /// Returns the same with a slot stated.
    pub(crate) fn with(&self, position: usize, value: usize) -> Small {
        let mut with = self.clone();
        if let Some(slot) = with.slots_mut().nth(position) {
            slot.chosen = Some(value);
        }
        with
    }
}

fn slot(fact: &Fact, path: String, draw: &mut Draw, stated: usize) -> Slot {
    let chosen = draw.chance(stated).then(|| draw.pick(fact.values.len()));
    Slot { path, values: fact.values, cure: fact.cure, chosen }
}
