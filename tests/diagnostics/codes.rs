//! The codes in the sources and the table of codes are the same.

use lexloci::diag;
use std::collections::BTreeSet;
use std::path::Path;

/// Every `L0…` in the texts under a folder.
fn used_under(folder: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_table = path.ends_with("src/diag");
        if path.is_dir() && !is_table {
            used_under(&path, found);
        } else if path.extension().is_some_and(|extension| ["rs", "js"].iter().any(|known| extension == *known)) {
            found.extend(codes_in(&std::fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

/// Codes as the sources write them: texts in double quotes.
fn codes_in(text: &str) -> Vec<String> {
    let quoted = text.split('"');
    let is_code =
        |word: &&str| word.len() == 5 && word.starts_with("L0") && word.bytes().skip(1).all(|b| b.is_ascii_digit());
    quoted.filter(is_code).map(str::to_owned).collect()
}

#[test]
fn every_code_in_the_sources_is_explained_and_the_other_way_round() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    used_under(&root.join("src"), &mut used);
    used_under(&root.join("pkg"), &mut used);
    let known: BTreeSet<String> = diag::codes().map(|code| code.id.to_owned()).collect();
    assert_eq!(used.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "not explained");
    assert_eq!(known.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "never said");
}

#[test]
fn codes_are_in_order_and_each_stands_once() {
    for kind in ["L00", "L01", "L02", "L03", "L04", "L05"] {
        let mut ids: Vec<&str> = diag::codes().map(|code| code.id).filter(|id| id.starts_with(kind)).collect();
        let written = ids.clone();
        ids.sort_unstable();
        ids.dedup();
        // The codes of a host (L058x) stand in a table of their own, after the others.
        let apart = |ids: &[&str]| -> Vec<String> {
            ids.iter().filter(|id| !id.starts_with("L058")).map(|id| (*id).to_owned()).collect()
        };
        assert_eq!(apart(&ids), apart(&written));
        assert_eq!(ids.len(), written.len());
    }
}

#[test]
fn a_code_is_found_in_any_case() {
    assert_eq!(diag::code("l0210").map(|code| code.id), Some("L0210"));
    assert_eq!(diag::code("L0999"), None);
}
