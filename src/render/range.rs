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

/// Joins the facts of neighbouring entries: `transfers[0].tool, transfers[1].tool` becomes `transfers[0–1].tool`. Returns a text for
/// each fact, in the order in which each comes first.
pub(super) fn folded(paths: &[&str]) -> Vec<String> {
    let mut facts: Vec<(&str, Vec<&str>)> = Vec::new();
    for path in paths {
        let cut = path.find(']').map_or(path.len(), |end| end + 1);
        let (entry, fact) = path.split_at_checked(cut).unwrap_or((path, ""));
        match facts.iter_mut().find(|(known, entries)| *known == fact && list(entries.first()) == list(Some(&entry))) {
            Some((_, entries)) if !fact.is_empty() => entries.push(entry),
            _ => facts.push((fact, vec![entry])),
        }
    }
    facts.iter().map(|(fact, entries)| format!("{}{fact}", ranges(entries))).collect()
}

fn list<'a>(entry: Option<&&'a str>) -> Option<&'a str> {
    entry.and_then(|entry| entry.split_once('[')).map(|(list, _)| list)
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
    fn facts_of_neighbours_are_drawn_together() {
        let paths = ["provider", "transfers[0].to", "transfers[1].to", "storage[2].to", "transfers[1].tool", "access"];
        let folded = folded(&paths);
        assert_eq!(folded, ["provider", "transfers[0–1].to", "storage[2].to", "transfers[1].tool", "access"]);
    }

    #[test]
    fn other_lists_and_the_rest_stand_alone() {
        let paths = ["storage[0],transfers[0]", "storage[0],transfers[1]", "storage[1],transfers[2]", "storage[...]"];
        assert_eq!(ranges(&paths), "storage[0],transfers[0–1], storage[1],transfers[2], storage[...]");
    }
}
