//! Checks texts for an editor, errors or not: all diagnostics, and the files that a text sees.

use super::Check;
use crate::diag::Diagnostic;
use crate::policy::Declared;
use crate::sorted::SortedMap;
use crate::syntax::tree::File;
use std::rc::Rc;

/// A policy's files, as far as they could be parsed.
pub struct Survey {
    /// The policy itself, then every module that it sees.
    pub files: Vec<SurveyedFile>,
    /// The facts, vendors and regions that the files declare.
    pub declared: Declared,
}

/// One file.
pub struct SurveyedFile {
    /// The module's name; empty for the policy.
    pub name: String,
    /// Its tree; `Broken` where it could not be parsed.
    pub file: Rc<File>,
}

/// Parses a policy and every module that it sees. Never fails: what cannot be parsed is left out.
pub fn survey(source: &str, modules: &SortedMap<String, String>) -> Survey {
    let mut check = Check::of(source, modules);
    check.declare_facts();
    check.open_atlas();
    let used = check.world.used();
    let files = used.map(|unit| SurveyedFile { name: unit.name.clone(), file: Rc::clone(&unit.file) });
    Survey { files: files.collect(), declared: check.declared }
}

/// Returns every error of a policy and its modules, then every lint. Where there are errors, what is unused is not
/// reported: the use may stand in what could not be parsed.
pub fn diagnose(source: &str, modules: &SortedMap<String, String>) -> Vec<Diagnostic> {
    let mut check = Check::of(source, modules);
    let lints = check.policy().map_or_else(Vec::new, |policy| policy.lints);
    let mut found = check.errors();
    let no_errors = found.is_empty();
    found.extend(lints.into_iter().filter(|lint| no_errors || !matches!(lint.code, "L0401" | "L0405")));
    found
}
