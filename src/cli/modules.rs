//! Loads the policy that a command line names, with the modules that it uses.

use super::files::{self, POLICY_LIMIT, Text};
use super::rejected::Rejected;
#[cfg(feature = "signatures")]
use super::sign::Trusted;
use clap::Args;
use lexloci::{Modules, Policy, atlas, golden, policies, syntax};
use std::path::{Path, PathBuf};

/// The folder of a policy's modules, and the keys that have to have signed policy and modules.
#[derive(Args, Default)]
pub(crate) struct Loading {
    /// A folder with modules
    #[arg(long, value_name = "DIR")]
    modules: Option<PathBuf>,
    #[cfg(feature = "signatures")]
    #[command(flatten)]
    trusted: Trusted,
}

impl Loading {
    /// Loads modules from beside a policy and from a folder, signed or not.
    pub(crate) fn of(folder: Option<&Path>) -> Loading {
        Loading { modules: folder.map(Path::to_path_buf), ..Loading::default() }
    }

    #[cfg(feature = "signatures")]
    pub(super) fn trusted(&self) -> &Trusted {
        &self.trusted
    }

    /// Requires the signature of a file, where signatures are asked for.
    #[cfg(feature = "signatures")]
    fn admit(&self, text: &Text, is_module: bool) -> Result<(), Rejected<'static>> {
        use lexloci::receipt::FileKind;
        self.trusted.admit(text, if is_module { FileKind::Atlas } else { FileKind::Policy })
    }

    /// Admits every file: this build verifies no signatures.
    #[cfg(not(feature = "signatures"))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the command with signatures refuses here")]
    fn admit(&self, _: &Text, _: bool) -> Result<(), Rejected<'static>> {
        Ok(())
    }
}

/// A policy's text and its modules, before they are checked.
pub(crate) struct Source {
    /// The policy's text.
    pub(crate) policy: Text,
    /// The modules found for it.
    pub(crate) modules: Modules,
}

impl Source {
    /// Reads the policy `name`: a file, `-`, or a shipped one. Reads the modules that it uses from the policy's own
    /// folder or from the one that `loading` names. Shipped policies and modules are part of the program, and need no signature.
    pub(crate) fn read(name: &str, loading: &Loading) -> Result<Source, Rejected<'static>> {
        let policy = match shipped(name) {
            Some(policy) => policy,
            None => {
                let policy = read_policy(name)?;
                loading.admit(&policy, false)?;
                policy
            }
        };
        let beside = (name != "-").then(|| Path::new(name).parent().map(Path::to_path_buf)).flatten();
        let folders: Vec<PathBuf> = beside.into_iter().chain(loading.modules.clone()).collect();
        let modules = read_modules(&policy.text, &folders, loading)?;
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

/// Returns the shipped policy of a name. A file comes before a shipped policy of the same name, so that a changed copy can be
/// tried under that name.
fn shipped(name: &str) -> Option<Text> {
    let text = golden::shipped_policy(name).filter(|_| name != "-" && !Path::new(name).exists())?;
    Some(Text { name: name.to_owned(), text: text.to_owned() })
}

/// Reads a policy that is not shipped.
fn read_policy(name: &str) -> Result<Text, Rejected<'static>> {
    if name != "-" && is_a_name(name) && !Path::new(name).exists() {
        let shipped: Vec<&str> = policies::policies().iter().map(|(name, _)| *name).collect();
        let message = format!("there is no file and no shipped policy `{name}`; shipped are {}", shipped.join(", "));
        return Err(Rejected::without_position(name, "L0006", message));
    }
    files::read(name, POLICY_LIMIT)
}

/// Reads every module that the policy uses, directly or not, as far as a folder has it. The engine reports a missing
/// one, because it knows where it is named.
fn read_modules(policy: &str, folders: &[PathBuf], loading: &Loading) -> Result<Modules, Rejected<'static>> {
    let mut modules = Modules::new();
    let mut wanted = used(policy);
    while let Some(name) = wanted.pop() {
        if modules.contains_key(&name) || is_shipped(&name) {
            continue;
        }
        let file = folders.iter().map(|folder| folder.join(format!("{name}.loci"))).find(|file| file.exists());
        if let Some(file) = file {
            let text = files::read(&file.to_string_lossy(), POLICY_LIMIT)?;
            loading.admit(&text, true)?;
            wanted.extend(used(&text.text));
            modules.insert(name, text.text);
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
