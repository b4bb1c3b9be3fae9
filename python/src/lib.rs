//! The engine for Python: texts in, texts of JSON out, and Arrow's tables through the PyCapsule interface.
//!
//! The package's Python files (`lexloci/`) stand between this and the host. They make text of dicts and dicts of text, so that a
//! verdict has the bytes of the command's, and they carry the types.

mod fault;
mod policy;
mod table;

use pyo3::prelude::*;
use std::ffi::OsString;

/// The compiled part of the package.
#[pymodule]
mod _lexloci {
    #[pymodule_export]
    use super::policy::{Engine, verify_file};
    #[pymodule_export]
    use super::table::Judged;
    #[pymodule_export]
    use super::{explain, format, main, shipped, versions};
}

/// Runs the command with these arguments, of which the first is the program's name, and returns its exit code.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| lexloci::cli::run(arguments))
}

/// Returns a policy in its standard layout.
#[pyfunction]
fn format(py: Python<'_>, source: &str) -> PyResult<String> {
    lexloci::format(source).map_err(|errors| fault::policy(py, source, None, &errors))
}

/// Returns the names and texts of the shipped policies.
#[pyfunction]
fn shipped() -> Vec<(&'static str, &'static str)> {
    lexloci::policies::policies().to_vec()
}

/// Returns title and explanation of a diagnostic's code.
#[pyfunction]
fn explain(code: &str) -> Option<(&'static str, &'static str)> {
    lexloci::diag::code(code).map(|code| (code.title, code.explain))
}

/// Returns the version of the package, the edition of the language, the version of the atlas, and its digest.
#[pyfunction]
fn versions() -> (&'static str, u32, &'static str, &'static str) {
    (env!("CARGO_PKG_VERSION"), lexloci::vocab::EDITION, lexloci::atlas::VERSION, lexloci::atlas::digest())
}
