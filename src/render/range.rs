//! Shortens lists of paths: `storage[0], storage[1], storage[2]` becomes `storage[0–2]`.

/// Joins runs of neighbours in one list; keeps the order of the paths.
pub(super) fn ranges(paths: &[&str]) -> String {
    let mut runs: Vec<Run> = Vec::new();
    for path in paths {
        let next = Run::of(path);
        match runs.last_mut() {
            Some(run) if run.takes(&next) => run.last = next.last,
            _ => runs.push(next),
        }
    }
    let words: Vec<String> = runs.iter().map(Run::words).collect();
    words.join(", ")
}

/// A run of neighbouring entries of one list.
struct Run<'a> {
    /// The path before the index; the whole path where there is no index.
    list: &'a str,
    /// The index of the first and of the last entry.
    first: Option<u64>,
    last: Option<u64>,
}

impl<'a> Run<'a> {
    fn of(path: &'a str) -> Run<'a> {
        let entry = path
            .strip_suffix(']')
            .and_then(|path| path.rsplit_once('['))
            .and_then(|(list, index)| Some((list, index.parse().ok()?)));
        match entry {
            Some((list, index)) => Run { list, first: Some(index), last: Some(index) },
            None => Run { list: path, first: None, last: None },
        }
    }

    fn takes(&self, next: &Run<'_>) -> bool {
        let follows = self.last.and_then(|last| last.checked_add(1));
        self.list == next.list && follows.is_some() && follows == next.first
    }

    fn words(&self) -> String {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first == last => format!("{}[{first}]", self.list),
            (Some(first), Some(last)) => format!("{}[{first}–{last}]", self.list),
            _ => self.list.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_drawn_together() {
        let paths = ["storage[0]", "storage[1]", "storage[2]", "storage[4]"];
        assert_eq!(ranges(&paths), "storage[0–2], storage[4]");
    }

    #[test]
    fn other_lists_and_the_rest_stand_alone() {
        let paths = ["storage[0],transfers[0]", "storage[0],transfers[1]", "storage[1],transfers[2]", "storage[...]"];
        assert_eq!(ranges(&paths), "storage[0],transfers[0–1], storage[1],transfers[2], storage[...]");
    }
}
