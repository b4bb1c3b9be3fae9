//! pkg/docs: the language and the facts, as the npm package carries them, so that its README links to files that are there.

use super::{assert_written, text};

/// A link, and what stands for it in a document of the package.
type Link = (&'static str, &'static str);

/// Links that lead out of the package.
const FACTS: [Link; 1] = [("[src/vocab](../src/vocab)", "`src/vocab`")];
const LANGUAGE: [Link; 4] = [
    ("[docs/facts.md](docs/facts.md)", "[facts.md](facts.md)"),
    ("[docs/testing.md](docs/testing.md) has", "The help of `lexloci test` leads to"),
    ("Protocol ([docs/editors.md](docs/editors.md))", "Protocol"),
    ("[src/atlas](src/atlas)", "the atlas of the engine"),
];

#[test]
fn the_package_carries_the_facts() {
    assert_written("pkg/docs/facts.md", &linked(&super::facts::page(), &FACTS));
}

#[test]
fn the_package_carries_the_language() {
    let readme = text("README.md");
    let (_, rest) = readme.split_once("\n## The language, on one page\n").expect("the README has the language");
    let (language, _) = rest.split_once("\n## From Rust, from JavaScript\n").expect("the language ends");
    let (policy, flow) = (text("examples/shop.loci"), text("examples/shop.json"));
    let page = format!(
        "# The language, on one page\n\nA policy:\n\n```loci\n{policy}```\n\nA flow that it judges:\n\n```json\n{flow}```\n{}",
        linked(language, &LANGUAGE)
    );
    assert_written("pkg/docs/language.md", &page);
}

/// Replaces links. What is left leads to an address, within the page, or to the page beside it.
fn linked(page: &str, links: &[Link]) -> String {
    let replaced = links.iter().fold(page.to_owned(), |page, (from, to)| {
        assert!(page.contains(from), "{from} is gone");
        page.replace(from, to)
    });
    for target in replaced.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let leads = target.starts_with("http") || target.starts_with('#') || target == "facts.md";
        assert!(leads, "{target} leads out of the package");
    }
    replaced
}

#[test]
fn every_file_that_the_readme_of_the_package_links_to_is_in_the_package() {
    let readme = text("pkg/README.md");
    let targets: Vec<&str> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let files: Vec<&&str> =
        targets.iter().filter(|target| !target.starts_with("http") && !target.starts_with('#')).collect();
    assert!(
        files.iter().any(|file| **file == "docs/language.md") && files.iter().any(|file| **file == "docs/facts.md")
    );
    let packed = text("pkg/package.json");
    for file in files {
        assert!(super::path(&format!("pkg/{file}")).is_file(), "pkg/{file} is not there");
        let folder = file.split('/').next().unwrap_or_default();
        assert!(packed.contains(&format!("\"{folder}\"")), "{folder} is not packed");
    }
}
