//! Writes the documentation site: static pages under www/dist/docs, for any folder of any host, or for a disk.

use crate::command::{program, root, run};
use crate::need;
use anyhow::Result;
use lexloci::diag::codes;
use lexloci::editor::keywords;
use serde_json::{Value, json};

/// The folder of the site: beside the page, which links to it.
const SITE: &str = "www/dist/docs";

/// The file that tells the script what the engine says of itself.
const SAID: &str = "target/docs.json";

/// Writes the site, and prints where it is.
pub(crate) fn build() -> Result<()> {
    need::node()?;
    need::npm_packages()?;
    std::fs::create_dir_all(root().join("target"))?;
    std::fs::write(root().join(SAID), said().to_string())?;
    run(&mut program("node", &["xtask/node/docs.mjs", SAID, SITE]))
}

/// Returns what the engine says of itself: its atlas, its words and its diagnostics.
fn said() -> Value {
    let listed: Vec<Value> =
        codes().map(|code| json!({"id": code.id, "title": code.title, "explain": code.explain})).collect();
    json!({
        "atlas": lexloci::atlas::VERSION,
        "keywords": keywords(),
        "codes": listed,
    })
}
