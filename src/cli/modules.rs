//! The policy that a command line names, with the modules that it uses.

use super::files::{self, POLICY_LIMIT, Text};
use super::rejected::Rejected;
use lexloci::{Modules, Policy, atlas, golden, policies, syntax};
use std::path::{Path, PathBuf};

/// A policy's text and its modules, before they are checked.
pub(crate) struct Source {
    /// The policy's text.
    pub(crate) policy: Text,
    /// The modules found for it.
    pub(crate) modules: Modules,
}

impl Source {
    /// Reads the policy `name`: a file, `-`, or a shipped one; and the modules that it uses from beside it or
    /// from `folder`.
    pub(crate) fn read(name: &str, folder: Option<&Path>) -> Result<Source, Rejected<'static>> {
        let policy = read_policy(name)?;
        let beside = (name != "-").then(|| Path::new(name).parent().map(Path::to_path_buf)).flatten();
        let folders: Vec<PathBuf> = beside.into_iter().chain(folder.map(Path::to_path_buf)).collect();
        let modules = read_modules(&policy.text, &folders)?;
        Ok(Source { policy, modules })
    }

    /// Parses and checks it.
    pub(crate) fn parse(&self) -> Result<Policy, Rejected<'_>> {
        Policy::parse(&self.policy.text, &self.modules).map_err(|errors| self.rejected(errors))
    }

    /// Diagnostics of this policy.
    pub(crate) fn rejected(&self, diagnostics: Vec<lexloci::Diagnostic>) -> Rejected<'_> {
        Rejected {
            name: self.policy.name.clone(),
            source: &self.policy.text,
            modules: Some(&self.modules),
            diagnostics,
        }
    }
}

/// A file stands before a shipped policy of the same name, so that one can be tried out under its name.
fn read_policy(name: &str) -> Result<Text, Rejected<'static>> {
    if name == "-" || Path::new(name).exists() {
        return files::read(name, POLICY_LIMIT);
    }
    match golden::shipped_policy(name) {
        Some(text) => Ok(Text { name: name.to_owned(), text: text.to_owned() }),
        None if is_a_name(name) => {
            let shipped: Vec<&str> = policies::policies().iter().map(|(name, _)| *name).collect();
            let message =
                format!("there is no file and no shipped policy `{name}`; shipped are {}", shipped.join(", "));
            Err(Rejected::whole(name, "L0006", message))
        }
        None => files::read(name, POLICY_LIMIT),
    }
}

/// Every module that the policy uses, and that those use, as far as a folder has it. One that is missing is
/// the engine's to report: it knows where it is named.
fn read_modules(policy: &str, folders: &[PathBuf]) -> Result<Modules, Rejected<'static>> {
    let mut modules = Modules::new();
    let mut wanted = used(policy);
    while let Some(name) = wanted.pop() {
        if modules.contains_key(&name) || is_shipped(&name) {
            continue;
        }
        let file = folders.iter().map(|folder| folder.join(format!("{name}.loci"))).find(|file| file.exists());
        if let Some(file) = file {
            let text = files::read(&file.to_string_lossy(), POLICY_LIMIT)?.text;
            wanted.extend(used(&text));
            modules.insert(name, text);
        }
    }
    Ok(modules)
}

/// A shipped module cannot be stood in for: what `use gdpr` means is the same everywhere.
fn is_shipped(name: &str) -> bool {
    atlas::modules().iter().any(|(shipped, _)| *shipped == name)
}

/// The names after `use`. What the parser calls a name has no `/` and no `.`, so it stays in its folder.
fn used(source: &str) -> Vec<String> {
    let uses = syntax::parse(source).file.uses;
    uses.into_iter().map(|name| name.text).filter(|name| is_a_name(name)).collect()
}

fn is_a_name(text: &str) -> bool {
    text.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '_')
}
