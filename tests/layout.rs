//! Every policy and module that ships, and every example, stands in its standard layout, and is the same tree when read again.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use lexloci::syntax;
use std::fs;
use std::path::{Path, PathBuf};

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let skipped = ["target", "node_modules", ".git", "tests", "pkg"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !skipped {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "loci") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_language_is_laid_out_in_the_standard_way() {
    let mut files = Vec::new();
    collect(Path::new(env!("CARGO_MANIFEST_DIR")), &mut files);
    assert!(files.len() >= 6, "only {} files were found", files.len());
    for path in files {
        let source = fs::read_to_string(&path).expect("the file can be read");
        let name = path.display();
        let parsed = syntax::parse(&source);
        assert!(parsed.diagnostics.is_empty(), "{name}: {:?}", parsed.diagnostics);
        let printed = syntax::print(&parsed.file);
        assert_eq!(printed, source, "{name} is not in its standard layout: lexloci fmt {name}");
        let again = syntax::parse(&printed).file;
        assert_eq!(again.content(), parsed.file.content(), "{name} is another tree when printed and read again");
    }
}
