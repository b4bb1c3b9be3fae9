//! Keeps the house tidy by reading its sources: direction, absences, sizes, reasons, documents.
//!
//! Each check is a function from a file to its complaints, and is shown here to complain about something bad.

mod documents;
mod layers;
mod sizes;
mod source;
mod words;

use source::Source;

/// Fails with every complaint that a check has about the files.
fn assert_none(files: Vec<Source>, check: impl Fn(&Source) -> Vec<String>) {
    assert!(!files.is_empty(), "nothing was checked");
    let complaints: Vec<String> = files.iter().flat_map(check).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The engine: everything in src/ but the command.
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
fn files_and_functions_are_short() {
    assert_none(all_rust(), sizes::complaints);
}

#[test]
fn every_exception_to_a_lint_has_a_reason() {
    assert_none(all_rust(), words::unreasoned);
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

/// Not a check: the figures that a reader of the house asks for (`cargo test --test tidy -- --nocapture`).
#[test]
fn sizes_are_told() {
    println!("{}", sizes::summary(&source::under("src", &["rs"])));
}
