//! Every golden case under tests/cases, each a test of its own.

use lexloci::golden::{self, Case, Fault};
use libtest_mimic::{Arguments, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut files = vec![];
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut files);
    files.sort();
    let trials: Vec<Trial> = files.iter().flat_map(|file| trials(file)).collect();
    if trials.is_empty() {
        eprintln!("there is no golden case under tests/cases");
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "md") && entry.file_name() != "README.md" {
            files.push(path);
        }
    }
}

/// Returns the tests of a file; a file that is not what it seems is a test that fails.
fn trials(file: &Path) -> Vec<Trial> {
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let read = fs::read_to_string(file).map_err(|error| vec![Fault::new(0, error.to_string())]);
    match read.and_then(|text| golden::read(&text)) {
        Ok(cases) => cases.into_iter().map(|case| trial(&name, case)).collect(),
        Err(faults) => faults.into_iter().map(|fault| fault_trial(&name, fault)).collect(),
    }
}

fn trial(file: &str, case: Case) -> Trial {
    Trial::test(format!("{file}: {}", case.name), move || match case.run().failure() {
        None => Ok(()),
        Some(failure) => Err(format!("line {}\n{failure}", case.line).into()),
    })
}

fn fault_trial(file: &str, fault: Fault) -> Trial {
    Trial::test(format!("{file}:{}", fault.line), move || Err(fault.message.into()))
}
