//! Builds the generated files of pkg/: the Wasm, its glue, both as one module, the shipped policies, all modules as
//! CommonJS, and the licences.

use crate::command::{cargo, each_line, program, root, run, target};
use crate::days;
use crate::links::Links;
use crate::modules;
use crate::need::{self, WASI, WASM};
use crate::paths;
use crate::split;
use crate::vocabulary;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// A Wasm file.
struct Built {
    /// The name of its glue, and of its own target folder: two builds in one folder would wait for each other.
    name: &'static str,
    /// The profile, the target, the part of the crate that is built, and the type of a library.
    arguments: &'static [&'static str],
    /// The crate's features.
    features: &'static str,
    flags: &'static str,
}

/// The arguments of a file that JavaScript calls.
///
/// The types are given here and not in `Cargo.toml`: a `cdylib` has no hash in its name, so that the library built for the tests and
/// the one built for this program would overwrite each other. Without the `rlib` the linker merges constants, which the split of the
/// file has to keep apart.
const LIBRARY: &[&str] = &["--profile", "wasm", "--target", WASM, "--lib", "--crate-type", "cdylib,rlib"];

/// The file is split by its relocations, which name functions: no two have the same name.
const ENGINE: Built = Built {
    name: "lexloci",
    arguments: LIBRARY,
    features: "engine",
    flags: "-Csymbol-mangling-version=v0\x1f-Clink-arg=--emit-relocs",
};

/// The file that reads the files of others: no part of the package, but of the page.
///
/// The readers use a part of the crate, so that unused code is no fault. Their random numbers are the browser's.
const READER: Built = Built {
    name: "reader",
    arguments: LIBRARY,
    features: "reader",
    flags: "-Adead_code\x1f-Aunused_imports\x1f--cfg\x1fgetrandom_backend=\"wasm_js\"",
};

/// The command, for Node: a program under WASI, which has files and standard streams.
const COMMAND: Built = Built {
    name: "command",
    arguments: &["--profile", "command", "--target", WASI, "--bin", "lexloci"],
    features: "cli,read,lsp",
    flags: "",
};

/// Builds the command of the npm package, `lexloci_command.wasm`.
pub(crate) fn command() -> Result<()> {
    need::target(WASI)?;
    fs::copy(compile(&COMMAND)?, root().join("pkg/lexloci_command.wasm"))?;
    Ok(())
}

/// Builds the readers of the page, with their glue, into `www/reader`.
pub(crate) fn reader() -> Result<()> {
    need::target(WASM)?;
    glue(&compile(&READER)?, READER.name, &root().join("www/reader"))?;
    Ok(())
}

/// Builds the package without its command, and prints the size of its Wasm.
pub(crate) fn build() -> Result<()> {
    need::node()?;
    assemble()?;
    run(&mut program("node", &["xtask/node/sizes.mjs"]))
}

/// Builds the package. Prints the sizes of what it ships beside their record (`--all`), or writes the record
/// (`--update`).
pub(crate) fn sizes(what: &str) -> Result<()> {
    need::node()?;
    need::npm_packages()?;
    assemble()?;
    run(&mut program("node", &["xtask/node/sizes.mjs", what]))
}

/// Builds the package.
pub(crate) fn assemble() -> Result<()> {
    need::target(WASM)?;
    let pkg = root().join("pkg");
    let linked = compile(&ENGINE)?;
    let named = glue(&linked, ENGINE.name, &pkg)?;
    let halves = split::split(&named, &Links::of(&fs::read(&linked)?)?, &is_later)?;
    fs::write(pkg.join("lexloci_check.wasm"), halves.first)?;
    fs::write(pkg.join("lexloci_later.wasm"), halves.second)?;
    modules::any_realm(&pkg.join("lexloci.js"))?;
    modules::inline(&pkg.join("lexloci_bg.wasm"))?;
    copy_policies(&pkg.join("policies"))?;
    modules::policies(&pkg.join("policies"))?;
    modules::explanations(&pkg.join("explanations.js"))?;
    days::write(&pkg.join("atlas-days.js"))?;
    vocabulary::write(&pkg.join("vocabulary.js"))?;
    need::esbuild()?;
    run(&mut program("node", &["xtask/node/commonjs.mjs"]))?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), pkg.join(licence)).with_context(|| format!("{licence} could not be copied"))?;
    }
    Ok(())
}

/// Returns whether an export belongs to the analyses, the compiler, the editor, or what writes policies and verdicts as
/// texts: these wait for the second file.
fn is_later(export: &str) -> bool {
    const VERBS: [&str; 9] =
        ["ask", "compile", "cure", "exact", "first", "format", "render", "turning_days", "where_to"];
    const OBJECTS: [&str; 4] = ["editor_", "enginediffering_", "enginelinting_", "engineproving_"];
    let export = export.trim_start_matches("__wbg_");
    export == "format"
        || OBJECTS.iter().any(|object| export.starts_with(object))
        || export.strip_prefix("enginepolicy_").is_some_and(|verb| VERBS.contains(&verb))
}

/// Compiles the crate to Wasm. Cargo's messages name the file, which may be in any target folder.
fn compile(built: &Built) -> Result<PathBuf> {
    let mut wasm = None;
    let crate_and_form =
        ["--package", "lexloci", "--no-default-features", "--message-format", "json-render-diagnostics"];
    let arguments = [&["rustc"], built.arguments, &crate_and_form, &["--features", built.features]].concat();
    let folder = target().join(built.name);
    let mut flags = paths::remapped()?;
    if !built.flags.is_empty() {
        flags = format!("{flags}\x1f{}", built.flags);
    }
    let succeeded =
        each_line(cargo(&arguments).arg("--target-dir").arg(folder).env("CARGO_ENCODED_RUSTFLAGS", flags), |line| {
            wasm = artifact(line).or(wasm.take());
        })?;
    ensure!(succeeded, "the crate could not be compiled to Wasm");
    wasm.context("cargo named no Wasm file among what it built")
}

/// Returns the Wasm file that a message of cargo names.
fn artifact(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    let built = message.get("reason")? == "compiler-artifact" && message.get("target")?.get("name")? == "lexloci";
    message
        .get("filenames")?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .find(|name| built && name.ends_with(".wasm"))
        .map(PathBuf::from)
}

/// Writes the glue. It contains no address: each entry of the package says where the Wasm comes from.
///
/// Returns the Wasm with the names of its functions, which the written file lacks.
fn glue(wasm: &Path, name: &str, pkg: &Path) -> Result<Vec<u8>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.demangle(false); // as the linker names them
    bindgen.generate(pkg).context("the JavaScript glue could not be written")?;
    let wasm = pkg.join(format!("{name}_bg.wasm"));
    let named = fs::read(&wasm)?;
    fs::write(&wasm, split::unnamed(&named)?)?;
    Ok(named)
}

/// Copies the shipped policies, so that a host can read and parse them.
fn copy_policies(to: &Path) -> Result<()> {
    let from = root().join("src/policies");
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to)?;
    let Ok(entries) = fs::read_dir(&from) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().context("a file has a name")?;
        if path.extension().is_some_and(|end| end == "loci") {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
