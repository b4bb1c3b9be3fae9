//! Checks the sources: direction of dependencies, forbidden names, long files, documents, comments.
//!
//! Each check is a function from a file to its complaints, with a test that it complains about something bad.

mod documents;
mod layers;
mod prose;
mod source;
mod words;

use source::Source;
use std::collections::BTreeMap;

/// Fails with every complaint that a check has about the files.
fn assert_none(files: Vec<Source>, check: impl Fn(&Source) -> Vec<String>) {
    assert!(!files.is_empty(), "nothing was checked");
    let complaints: Vec<String> = files.iter().flat_map(check).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Returns the files of the engine: everything in src/ but the command.
fn engine() -> Vec<Source> {
    let mut files = source::under("src", &["rs"]);
    files.retain(|file| !file.is_command());
    files
}

fn all_rust() -> Vec<Source> {
    ["src", "tests", "xtask/src", "benches", "fuzz"].iter().flat_map(|folder| source::under(folder, &["rs"])).collect()
}

fn all_texts() -> Vec<Source> {
    let kinds = ["rs", "md", "loci", "toml", "ts", "mts", "js", "mjs", "cjs", "html", "css", "yml", "csv"];
    source::under("", &kinds)
}

#[test]
fn modules_use_only_what_stands_right_of_them() {
    assert_none(engine(), layers::complaints);
}

#[test]
fn the_core_is_pure() {
    assert_none(engine(), words::impure);
}

#[test]
fn only_the_wasm_folder_names_javascript() {
    assert_none(source::under("src", &["rs"]), words::javascript);
}

#[test]
fn files_are_short() {
    assert_none(all_rust(), too_long);
}

/// Reports a file that is too long to find one's way in. Clippy limits functions.
fn too_long(file: &Source) -> Vec<String> {
    const LONGEST: usize = 600;
    let lines = file.text.lines().count();
    if lines > LONGEST { vec![format!("{} has {lines} lines", file.path)] } else { vec![] }
}

#[test]
fn long_files_are_found() {
    let lines = |count: usize| too_long(&Source::of("src/a.rs", &"// line\n".repeat(count)));
    assert_eq!(lines(601), ["src/a.rs has 601 lines"]);
    assert_eq!(lines(600), [""; 0]);
}

#[test]
fn the_top_level_has_no_data() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(root).expect("the top level").flatten().filter(|entry| entry.path().is_file());
    let names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let stray: Vec<&String> = names.iter().filter(|name| !is_of_the_top_level(name)).collect();
    assert!(stray.is_empty(), "{stray:?}");
}

/// Returns whether a file at the top level is a document, a licence or a configuration.
fn is_of_the_top_level(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with('.') || name.starts_with("LICENSE-") || ["md", "toml", "lock", "json"].contains(&ending)
}

#[test]
fn data_at_the_top_level_are_found() {
    assert!(is_of_the_top_level("Cargo.lock") && is_of_the_top_level("README.md"));
    assert!(!is_of_the_top_level("flows.ndjson") && !is_of_the_top_level("verdicts.parquet"));
}

#[test]
fn nothing_is_left_for_later() {
    assert_none(all_texts(), words::left_for_later);
}

#[test]
fn law_names_its_source() {
    let folders = ["src/atlas", "src/policies"];
    assert_none(folders.iter().flat_map(|folder| source::under(folder, &["loci"])).collect(), documents::sourceless);
}

#[test]
fn documents_name_commands_that_exist() {
    assert_none(source::under("", &["md"]), documents::unknown_commands);
}

#[test]
fn locks_of_other_workspaces_fit() {
    assert_none(
        ["fuzz", "benches/native"].iter().flat_map(|at| source::under(at, &["lock"])).collect(),
        documents::stale_locks,
    );
}

fn all_code() -> Vec<Source> {
    source::under("", &["rs", "ts", "mts", "js", "mjs", "cjs"])
}

#[test]
fn functions_are_documented_by_what_they_do() {
    assert_none(all_code(), prose::complaints);
}

#[test]
fn comments_name_their_subject() {
    assert_none(source::under("", &["loci"]), prose::questions);
    assert_none(all_rust(), prose::questions);
}

/// Prints the counts by folder (`cargo test --test tidy openings -- --nocapture`).
#[test]
fn openings_are_counted_in_every_finished_folder() {
    let mut folders: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for file in all_code() {
        let (functions, clauses) = prose::counts(&file);
        let counted = folders.entry(source::folder(&file.path)).or_default();
        *counted = (counted.0 + functions, counted.1 + clauses);
    }
    println!("documented functions, and those whose comment opens with a noun clause:");
    for (folder, (functions, clauses)) in &folders {
        println!("{folder:<20} {functions:>5} {clauses:>4}");
    }
    let paths: Vec<String> = all_code().into_iter().map(|file| file.path).collect();
    for finished in prose::FINISHED {
        assert!(paths.iter().any(|path| path.starts_with(finished)), "{finished} holds no file: mend the list");
    }
    assert!(folders.values().map(|counted| counted.0).sum::<usize>() > 2_000, "too few functions were found");
}
