//! What an editor asks of a text that may not be right yet: everything that is said of it, and the files it sees.

use super::Check;
use crate::diag::Diagnostic;
use crate::policy::Declared;
use crate::sorted::SortedMap;
use crate::syntax::tree::File;
use std::rc::Rc;

/// A policy's files as far as they could be read.
pub struct Survey {
    /// The policy itself, then every module that it sees.
    pub files: Vec<SurveyedFile>,
    /// The facts that they declare.
    pub declared: Declared,
}

/// One file.
pub struct SurveyedFile {
    /// The module's name; empty for the policy.
    pub name: String,
    /// Its tree; `Broken` where it could not be read.
    pub file: Rc<File>,
}

/// Reads a policy and every module that it sees. Never fails: what cannot be read is left out.
pub fn survey(source: &str, modules: &SortedMap<String, String>) -> Survey {
    let mut check = Check::of(source, modules);
    check.declare_facts();
    let used = check.world.used();
    let files = used.map(|unit| SurveyedFile { name: unit.name.clone(), file: Rc::clone(&unit.file) });
    Survey { files: files.collect(), declared: check.declared }
}

/// Every error of a policy and its modules, then every lint. Where there are errors, it is not said what nothing uses:
/// the use may stand in what could not be read.
pub fn diagnose(source: &str, modules: &SortedMap<String, String>) -> Vec<Diagnostic> {
    let mut check = Check::of(source, modules);
    let lints = check.policy().map_or_else(Vec::new, |policy| policy.lints);
    let mut found = check.errors();
    let whole = found.is_empty();
    found.extend(lints.into_iter().filter(|lint| whole || lint.code != "L0401"));
    found
}
