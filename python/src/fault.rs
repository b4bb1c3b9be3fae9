//! Diagnostics as exceptions of Python.

use lexloci::span::LineIndex;
use lexloci::{Diagnostic, Errors, Modules, golden, render};
use pyo3::prelude::*;
use pyo3::types::PyType;

/// Returns the exception of a policy that cannot be parsed or checked.
pub(crate) fn policy(py: Python<'_>, source: &str, modules: Option<&Modules>, errors: &Errors) -> PyErr {
    raise(py, "PolicyError", ("policy", source), modules, errors)
}

/// Returns the exception of a flow that cannot be judged, or of what was asked about it.
pub(crate) fn flow(py: Python<'_>, flow: &str, errors: &Errors) -> PyErr {
    raise(py, "FlowError", ("flow", flow), None, errors)
}

/// Returns the exception of a file whose signature does not count.
pub(crate) fn signature(py: Python<'_>, name: &str, error: Diagnostic) -> PyErr {
    raise(py, "SignatureError", (name, ""), None, &[error])
}

/// Returns an exception of the package: its message as the command prints it, its diagnostics as JSON.
fn raise(
    py: Python<'_>,
    class: &str,
    (name, source): (&str, &str),
    modules: Option<&Modules>,
    errors: &[Diagnostic],
) -> PyErr {
    let (mut pages, mut located) = (vec![], vec![]);
    for error in errors {
        let (name, text) = match (&error.module, modules) {
            (Some(module), Some(modules)) => (module.as_str(), golden::module_text(modules, module)),
            (Some(module), None) => (module.as_str(), ""),
            (None, _) => (name, source),
        };
        pages.push(render::diagnostic(error, text, name).to_string().trim_end().to_owned());
        located.push(error.located(text, &LineIndex::new(text)));
    }
    let made = serde_json::to_string(&located).map_err(|error| error.to_string());
    let raised = made.map(|json| exception(py, class, (pages.join("\n"), json)));
    raised.unwrap_or_else(|error| Err(pyo3::exceptions::PyRuntimeError::new_err(error))).unwrap_or_else(|error| error)
}

fn exception(py: Python<'_>, class: &str, arguments: (String, String)) -> PyResult<PyErr> {
    let class = py.import("lexloci._errors")?.getattr(class)?.cast_into::<PyType>()?;
    Ok(PyErr::from_type(class, arguments))
}
