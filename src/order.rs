//! One stable sort for all types.
//!
//! The standard library's sort is compiled anew for each type, some 6 KB of Wasm each time. Nothing sorted here is
//! long.

use std::cmp::Ordering;

/// So few items are sorted without memory of their own.
const FEW: usize = 12;

/// Sorts in place; equal items keep their order.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.len() <= FEW {
        insertion_sort(items, compare);
        return;
    }
    let order = merge_sort(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(items, order);
}

/// Sorts texts, and leaves each once.
pub(crate) fn sort_texts(texts: &mut Vec<String>) {
    sort_by(texts, String::cmp);
    texts.dedup();
}

/// Moves each item down past those that are greater.
fn insertion_sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    for end in 1..items.len() {
        let mut at = end;
        while let Some([left, right]) = items.get(at.wrapping_sub(1)..=at)
            && compare(left, right) == Ordering::Greater
        {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Puts the items in the order of these positions, a permutation.
pub(crate) fn arrange<T>(items: &mut [T], order: Vec<usize>) {
    along_cycles(order, &mut |a, b| items.swap(a, b));
}

/// Performs the swaps of a permutation, along each of its cycles.
fn along_cycles(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut rank = start;
        while let Some(next) = order.get_mut(rank).map(|position| std::mem::replace(position, rank))
            && next != start
        {
            swap(rank, next);
            rank = next;
        }
    }
}

/// Sorts in place by a key.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Returns the indices `0..length` in order. Works bottom up, without recursion.
fn merge_sort(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut width = 1;
    while width < length {
        let runs = order.chunks(2 * width);
        order = runs.flat_map(|run| merge(run, width, compare)).collect();
        width *= 2;
    }
    order
}

/// Merges the two sorted runs of a slice, the first `width` long.
fn merge(run: &[usize], width: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let (left, right) = run.split_at_checked(width).unwrap_or((run, &[]));
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut merged = Vec::with_capacity(run.len());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let later = compare(**a, **b) == Ordering::Greater;
        merged.extend(if later { right.next() } else { left.next() });
    }
    merged.extend(left);
    merged.extend(right);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_the_order_of_equals() {
        let mut words = vec![("pear", 1), ("fig", 2), ("apple", 3), ("fig", 0), ("date", 5), ("fig", 1), ("apple", 0)];
        let mut expected = words.clone();
        expected.sort_by_key(|word| word.0);
        sort_by_key(&mut words, |word| word.0);
        assert_eq!(words, expected);
        for length in 0..40u32 {
            let mut numbers: Vec<u32> = (0..length).map(|n| n * 7919 % 31).collect();
            let mut expected = numbers.clone();
            expected.sort();
            sort_by_key(&mut numbers, |n| *n);
            assert_eq!(numbers, expected);
        }
    }
}
