//! The golden cases of `tests/cases`, with the file and the name of each.

use lexloci::golden::{self, Case};
use std::fs;
use std::path::{Path, PathBuf};

/// Returns every golden case, by file and name.
pub(crate) fn cases() -> Vec<(String, Case)> {
    let mut found = vec![];
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut found);
    found.sort();
    let read = |file: &PathBuf| {
        let cases = golden::read(&fs::read_to_string(file).expect("a text")).unwrap_or_default();
        cases.into_iter().map(|case| (format!("{}: {}", file.display(), case.name), case)).collect::<Vec<_>>()
    };
    found.iter().flat_map(read).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "md") {
            found.push(path);
        }
    }
}
