//! Maps and sets in key order, for the few entries that a policy or a flow has.
//!
//! The standard library's B-trees are compiled anew for each type, some 6 KB of Wasm each time. Here only the
//! comparison is: entries stay where they were inserted, and their order is a list of positions, the same code for all
//! types.

use crate::order;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

/// The positions of the entries, in the order of their keys.
#[derive(Clone, Debug, Default)]
struct Order(Vec<usize>);

impl Order {
    /// Returns the position of the equal entry, or the rank at which a missing one belongs.
    fn find(&self, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, usize> {
        let rank = self.0.binary_search_by(|position| compare(*position))?;
        Ok(self.0.get(rank).copied().unwrap_or_default())
    }

    /// Inserts the next entry at a rank.
    fn insert(&mut self, rank: usize) {
        self.0.insert(rank, self.0.len());
    }
}

/// A map that iterates in the order of its keys.
#[derive(Clone)]
pub struct SortedMap<K, V> {
    entries: Vec<(K, V)>,
    order: Order,
}

impl<K: Ord, V> SortedMap<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.order.find(&|position| match self.entries.get(position) {
            Some((known, _)) => known.borrow().cmp(key),
            None => Ordering::Equal,
        })
    }

    /// Returns the value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let position = self.find(key).ok()?;
        self.entries.get(position).map(|(_, value)| value)
    }

    /// Returns whether the map contains a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Inserts a value, and returns the previous one of that key.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(position) => self.entries.get_mut(position).map(|(_, known)| std::mem::replace(known, value)),
            Err(rank) => {
                self.order.insert(rank);
                self.entries.push((key, value));
                None
            }
        }
    }

    /// Changes the value of a key; a missing one is inserted as `start` first.
    pub fn update(&mut self, key: K, start: V, change: impl FnOnce(&mut V)) {
        let position = self.find(&key).unwrap_or_else(|rank| {
            self.order.insert(rank);
            self.entries.push((key, start));
            self.entries.len() - 1
        });
        if let Some((_, value)) = self.entries.get_mut(position) {
            change(value);
        }
    }
}

impl<K, V> SortedMap<K, V> {
    /// Returns an empty map.
    pub const fn new() -> Self {
        SortedMap { entries: Vec::new(), order: Order(Vec::new()) }
    }

    /// Returns the number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether the map is empty.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Iterates over keys and values, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.order.0.iter().filter_map(|position| self.entries.get(*position)).map(|(key, value)| (key, value))
    }

    /// Iterates over the keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// Iterates over the values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// Returns the entries in the order of their insertion.
    pub fn into_entries(self) -> Vec<(K, V)> {
        self.entries
    }

    /// Changes every value, in the order of the keys.
    pub fn change(&mut self, mut change: impl FnMut(&K, &mut V)) {
        for position in &self.order.0 {
            if let Some((key, value)) = self.entries.get_mut(*position) {
                change(key, value);
            }
        }
    }
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        SortedMap::new()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for SortedMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| a == b)
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for SortedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = SortedMap::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for SortedMap<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(mut self) -> Self::IntoIter {
        order::arrange(&mut self.entries, self.order.0);
        self.entries.into_iter()
    }
}

impl<K: Serialize, V: Serialize> Serialize for SortedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for SortedMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = SortedMap<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut map = SortedMap::new();
                while let Some((key, value)) = entries.next_entry()? {
                    map.insert(key, value);
                }
                Ok(map)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A set that iterates in order.
#[derive(Clone, PartialEq)]
pub struct SortedSet<T>(SortedMap<T, ()>);

impl<T: Ord> SortedSet<T> {
    /// Inserts a member, and returns whether it is new.
    pub fn insert(&mut self, member: T) -> bool {
        self.0.insert(member, ()).is_none()
    }

    /// Returns whether it is a member.
    pub fn contains<Q: Ord + ?Sized>(&self, member: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(member)
    }
}

impl<T> SortedSet<T> {
    /// Returns an empty set.
    pub const fn new() -> Self {
        SortedSet(SortedMap::new())
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the members in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.0.keys()
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        SortedSet(SortedMap::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for SortedSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut set = SortedSet::new();
        set.extend(members);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(members: [T; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::iter::Map<std::vec::IntoIter<(T, ())>, fn((T, ())) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(member, ())| member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Returns numbers out of order, with repetitions.
    fn numbers() -> impl Iterator<Item = u32> + Clone {
        (0..200u32).map(|n| n * 7919 % 83)
    }

    #[test]
    fn a_map_is_what_the_standard_librarys_is() {
        let pairs = numbers().zip(0..);
        let (sorted, known): (SortedMap<u32, u32>, BTreeMap<u32, u32>) = (pairs.clone().collect(), pairs.collect());
        assert!(sorted.iter().eq(known.iter()));
        assert_eq!(sorted.len(), known.len());
        assert_eq!(
            (0..100).map(|key| sorted.get(&key)).collect::<Vec<_>>(),
            (0..100).map(|key| known.get(&key)).collect::<Vec<_>>()
        );
        assert!(sorted.into_iter().eq(known));
    }

    #[test]
    fn update_starts_where_nothing_stands() {
        let mut counts = SortedMap::new();
        for number in numbers() {
            counts.update(number, 0, |count| *count += 1);
        }
        assert!(counts.iter().all(|(number, count)| numbers().filter(|n| n == number).count() == *count));
        assert_eq!(counts.values().sum::<usize>(), 200);
    }

    #[test]
    fn a_set_is_what_the_standard_librarys_is() {
        let (sorted, known): (SortedSet<u32>, BTreeSet<u32>) = (numbers().collect(), numbers().collect());
        assert!((0..100).all(|number| sorted.contains(&number) == known.contains(&number)));
        assert!(sorted.into_iter().eq(known));
    }

    #[test]
    fn entries_come_out_as_they_were_put_in() {
        let pairs = [("pear", 1), ("fig", 2), ("apple", 3)];
        assert_eq!(SortedMap::from(pairs).into_entries(), pairs);
    }

    #[test]
    fn equality_takes_no_account_of_how_it_came_about() {
        assert_eq!(SortedMap::from([(1, "a"), (2, "b")]), SortedMap::from([(2, "b"), (1, "a")]));
        assert_ne!(SortedMap::from([(1, "a")]), SortedMap::from([(1, "b")]));
        assert_ne!(SortedSet::from([1]), SortedSet::from([1, 2]));
    }
}
