//! Many paths in few words: `storage[0], storage[1], storage[2]` is `storage[0–2]`.

/// The paths in order, with runs of neighbours in one list drawn together.
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

/// Neighbouring entries of one list.
struct Run<'a> {
    /// What stands before the index; the whole path where there is none.
    list: &'a str,
    /// Index of the first and of the last entry.
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
