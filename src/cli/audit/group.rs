//! Rows of flat tables that belong together.

use lexloci::audit::Group;
use lexloci::{Diagnostic, Json};
use std::cmp::Ordering;

/// The most rows that are kept of one flow: one more than it may have, so that it is refused.
const MOST: usize = 20_001;

/// The rows of a flow, and what keeps them from being one.
#[derive(Default)]
pub(super) struct Grouped {
    pub(super) group: Group,
    pub(super) fault: Option<Diagnostic>,
}

/// The orders in which keys can still be, and the last ones. It goes on from one table to the next, since a flow could have rows in
/// both.
#[derive(Clone)]
pub(super) struct Orders {
    /// By their text, and as whole numbers; ascending and descending each.
    texts: [bool; 2],
    numbers: [bool; 2],
    last: Option<Vec<Option<String>>>,
}

impl Default for Orders {
    fn default() -> Orders {
        Orders { texts: [true; 2], numbers: [true; 2], last: None }
    }
}

/// Takes rows and gives groups.
pub(super) struct Grouper {
    orders: Orders,
    open: Option<Grouped>,
    ready: Vec<Grouped>,
    rows: usize,
    /// Says whether the next group may lack a row.
    tainted: bool,
}

impl Grouper {
    /// Returns a grouper of a table that comes after others.
    pub(super) fn after(orders: Orders) -> Grouper {
        Grouper { orders, open: None, ready: vec![], rows: 0, tainted: false }
    }

    /// Returns the order of the keys so far.
    pub(super) fn orders(&self) -> Orders {
        self.orders.clone()
    }

    /// Adds a row. A fault of a row is one of its flow.
    ///
    /// # Errors
    /// Returns in words that the table is not sorted: rows of one flow might stand apart, and be judged as two.
    pub(super) fn add(
        &mut self,
        keys: Vec<Option<String>>,
        (row, cells): (u64, Vec<Option<Json>>),
        fault: Option<Diagnostic>,
    ) -> Result<(), String> {
        self.rows += 1;
        if keys.iter().all(Option::is_none) {
            self.taint();
            let fault =
                fault.unwrap_or_else(|| Diagnostic::host("L0503", "the row has no key, so that its flow is not known"));
            self.ready.push(Grouped { group: Group { keys, rows: vec![(row, vec![])] }, fault: Some(fault) });
            return Ok(());
        }
        let is_same = self.open.as_ref().is_some_and(|open| open.group.keys == keys);
        if !is_same {
            self.orders.follow(&keys).map_err(|()| {
                format!("the row {row} of `{}` comes after others: sort the table by its key", shown(&keys))
            })?;
            self.ready.extend(self.open.take());
            let fault = std::mem::take(&mut self.tainted).then(lacking);
            self.open = Some(Grouped { group: Group { keys, rows: vec![] }, fault });
        }
        if let Some(open) = &mut self.open {
            if open.fault.is_none() {
                open.fault = fault;
            }
            if open.group.rows.len() < MOST {
                open.group.rows.push((row, cells));
            }
        }
        Ok(())
    }

    /// Says that a row was lost here: the flows around it may lack it.
    pub(super) fn taint(&mut self) {
        self.tainted = true;
        if let Some(open) = &mut self.open {
            open.fault.get_or_insert_with(lacking);
        }
    }

    /// Returns whole groups, where there are about so many rows.
    pub(super) fn ready(&mut self, rows: usize) -> Option<Vec<Grouped>> {
        if self.rows < rows || self.ready.is_empty() {
            return None;
        }
        self.rows = 0;
        Some(std::mem::take(&mut self.ready))
    }

    /// Returns the groups that are left.
    pub(super) fn finish(&mut self) -> Option<Vec<Grouped>> {
        self.ready.extend(self.open.take());
        (!self.ready.is_empty()).then(|| std::mem::take(&mut self.ready))
    }
}

fn lacking() -> Diagnostic {
    Diagnostic::host("L0503", "a row beside these has no key that can be read, and may belong to this flow")
}

fn shown(keys: &[Option<String>]) -> String {
    keys.iter().map(|key| key.as_deref().unwrap_or("")).collect::<Vec<_>>().join(", ")
}

impl Orders {
    /// Notes that these keys come next.
    fn follow(&mut self, keys: &[Option<String>]) -> Result<(), ()> {
        let Some(before) = self.last.replace(keys.to_vec()) else { return Ok(()) };
        let numbers = |keys: &[Option<String>]| -> Option<Vec<i128>> {
            keys.iter().map(|key| key.as_deref().unwrap_or("").parse().ok()).collect()
        };
        let by_number = numbers(&before).zip(numbers(keys));
        let by_number = by_number.map_or(Ordering::Equal, |(before, after)| before.cmp(&after));
        for (holds, order) in [(&mut self.texts, before.as_slice().cmp(keys)), (&mut self.numbers, by_number)] {
            let [ascending, descending] = holds;
            *ascending &= order == Ordering::Less;
            *descending &= order == Ordering::Greater;
        }
        if self.texts.iter().chain(&self.numbers).any(|holds| *holds) { Ok(()) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how many rows each flow has, 0 for one with a fault; none where the order is refused.
    fn groups(keys: &[&str]) -> Option<Vec<usize>> {
        let mut grouper = Grouper::after(Orders::default());
        for (row, key) in keys.iter().enumerate() {
            let key = Some((*key).to_owned()).filter(|key| !key.is_empty());
            grouper.add(vec![key], (row as u64, vec![]), None).ok()?;
        }
        let groups = grouper.finish().unwrap_or_default();
        Some(groups.iter().map(|one| if one.fault.is_some() { 0 } else { one.group.rows.len() }).collect())
    }

    #[test]
    fn rows_stand_together_in_any_one_order() {
        assert_eq!(groups(&["a", "a", "b"]), Some(vec![2, 1]));
        assert_eq!(groups(&["b", "b", "a"]), Some(vec![2, 1]));
        assert_eq!(groups(&["9", "10", "11", "11"]), Some(vec![1, 1, 2]));
        assert_eq!(groups(&["10", "9", "8"]), Some(vec![1, 1, 1]));
    }

    #[test]
    fn a_flow_in_two_places_is_refused() {
        assert_eq!(groups(&["a", "b", "a"]), None);
        assert_eq!(groups(&["9", "10", "9"]), None);
        assert_eq!(groups(&["1", "01", "1"]), None);
    }

    #[test]
    fn a_row_without_a_key_spoils_the_flows_beside_it() {
        assert_eq!(groups(&["a", "", "b", "c"]), Some(vec![0, 0, 0, 1]));
        assert_eq!(groups(&["a", "a", "", "a"]), Some(vec![0, 0]));
        assert_eq!(groups(&["", "a", "b"]), Some(vec![0, 0, 1]));
    }
}
