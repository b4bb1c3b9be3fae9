//! Loads the policy that a command line names, with the modules that it uses.

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
    /// Reads the policy `name`: a file, `-`, or a shipped one. Reads the modules that it uses from the policy's own
    /// folder or from `folder`.
    pub(crate) fn read(name: &str, folder: Option<&Path>) -> Result<Source, Rejected<'static>> {
        let policy = read_policy(name)?;
        let beside = (name != "-").then(|| Path::new(name).parent().map(Path::to_path_buf)).flatten();
        let folders: Vec<PathBuf> = beside.into_iter().chain(folder.map(Path::to_path_buf)).collect();
        let modules = read_modules(&policy.text, &folders)?;
        Ok(Source { policy, modules })
    }

    /// Parses and checks the policy.
    pub(crate) fn parse(&self) -> Result<Policy, Rejected<'_>> {
        Policy::parse(&self.policy.text, &self.modules).map_err(|errors| self.rejected(errors))
    }

    /// Returns diagnostics together with the texts of this policy.
    pub(crate) fn rejected(&self, diagnostics: impl Into<Vec<lexloci::Diagnostic>>) -> Rejected<'_> {
        Rejected {
            name: self.policy.name.clone(),
            source: &self.policy.text,
            modules: Some(&self.modules),
            diagnostics: diagnostics.into(),
        }
    }
}

/// Reads a policy. A file comes before a shipped policy of the same name, so that a changed copy can be tried under
/// that name.
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
            Err(Rejected::without_position(name, "L0006", message))
        }
        None => files::read(name, POLICY_LIMIT),
    }
}

/// Reads every module that the policy uses, directly or not, as far as a folder has it. The engine reports a missing
/// one, because it knows where it is named.
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

/// Returns whether a module is shipped. No file replaces a shipped module: `use gdpr` means the same everywhere.
fn is_shipped(name: &str) -> bool {
    atlas::modules().iter().any(|(shipped, _)| *shipped == name)
}

/// Lists the names after `use`. A name has no `/` and no `.`, so that its file lies in the folder.
fn used(source: &str) -> Vec<String> {
    let uses = syntax::parse(source).file.uses;
    uses.into_iter().map(|name| name.text).filter(|name| is_a_name(name)).collect()
}

fn is_a_name(text: &str) -> bool {
    text.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '_')
}
