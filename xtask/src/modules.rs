//! Writes JavaScript modules of pkg/.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lexloci::diag::codes;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The test with which the glue distinguishes a compiled module from bytes, and its replacement: on some edges the
/// module is of another realm, where `instanceof` is false.
const INSTANCE: &str = "module instanceof WebAssembly.Module";
const TAGGED: &str = "Object.prototype.toString.call(module) === \"[object WebAssembly.Module]\"";

/// Lets the glue take a compiled module of any realm.
pub(crate) fn any_realm(glue: &Path) -> Result<()> {
    let text = fs::read_to_string(glue)?;
    fs::write(glue, tagged(&text)?)?;
    Ok(())
}

fn tagged(glue: &str) -> Result<String> {
    let asked = glue.matches(INSTANCE).count();
    ensure!(asked == 1, "the glue asks `{INSTANCE}` {asked} times, not once: wasm-bindgen writes it otherwise now");
    Ok(glue.replace(INSTANCE, TAGGED))
}

/// Writes a Wasm file's bytes as a module beside it: `x_bg.wasm` as `x_bg.base64.js`.
pub(crate) fn inline(wasm: &Path) -> Result<()> {
    let text = BASE64_STANDARD.encode(fs::read(wasm)?);
    fs::write(wasm.with_extension("base64.js"), format!("export default \"{text}\";\n"))?;
    Ok(())
}

/// Writes the policies of a folder as a module beside it, with its types.
pub(crate) fn policies(folder: &Path) -> Result<()> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).context("a policy's file bears its name")?;
        texts.push((name.to_owned(), fs::read_to_string(&path)?));
    }
    texts.sort();
    let (module, types) = written(&texts)?;
    fs::write(folder.with_extension("js"), module)?;
    fs::write(folder.with_extension("d.ts"), types)?;
    Ok(())
}

/// Returns the text of the module, and of its types.
fn written(texts: &[(String, String)]) -> Result<(String, String)> {
    let mut module = "// The shipped policies: their texts by name.\nexport const policies = {\n".to_owned();
    let mut types = "/** The shipped policies: their texts by name. */\nexport declare const policies: {\n".to_owned();
    for (name, text) in texts {
        // Every JSON text is a JavaScript expression.
        writeln!(module, "  {name}: {},", serde_json::to_string(text)?)?;
        writeln!(types, "  readonly {name}: string;")?;
    }
    module.push_str("};\n");
    types.push_str("};\n\n/** The name of a shipped policy. */\nexport type PolicyName = keyof typeof policies;\n");
    Ok((module, types))
}

/// Writes data as a module of JSON texts, so that a host that loads the module parses only the texts it uses.
pub(crate) fn texts(to: &Path, about: &str, data: &[(&str, Value)]) -> Result<()> {
    let mut module = format!("// {about}.\n");
    for (name, value) in data {
        // Every JSON text is a JavaScript expression.
        writeln!(module, "export const {name} = {};", serde_json::to_string(&value.to_string())?)?;
    }
    fs::write(to, module)?;
    Ok(())
}

/// Writes the explanation of each code as a module, so that they are not in the Wasm.
pub(crate) fn explanations(to: &Path) -> Result<()> {
    let mut module = "// What each code means, by code.\nexport const EXPLANATIONS = {\n".to_owned();
    for code in codes() {
        let said = json!({ "title": code.title, "explain": code.explain });
        writeln!(module, "  {}: {said},", code.id)?;
    }
    module.push_str("};\n");
    fs::write(to, module)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{INSTANCE, TAGGED, tagged, written};

    #[test]
    fn the_glue_is_changed_in_one_place_or_refused() {
        let once = format!("if (!({INSTANCE})) x();");
        assert_eq!(tagged(&once).ok(), Some(format!("if (!({TAGGED})) x();")));
        assert!(tagged("").is_err());
        assert!(tagged(&once.repeat(2)).is_err());
    }

    #[test]
    fn policies_are_texts_by_name() {
        let texts = [("a_b".to_owned(), "loci 1\n\"`${x}\"".to_owned())];
        let (module, types) = written(&texts).unwrap_or_default();
        assert!(module.contains("  a_b: \"loci 1\\n\\\"`${x}\\\"\",\n"), "{module}");
        assert!(types.contains("  readonly a_b: string;\n"), "{types}");
    }
}
