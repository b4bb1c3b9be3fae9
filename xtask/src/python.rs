//! The Python package: builds the wheel, installs it in an empty environment, and runs its tests.

use crate::command::{cargo, output, program, root, run};
use crate::need;
use crate::package;
use anyhow::{Result, ensure};
use std::process::Command;

/// Downloads what the tests of the package need, unless it is there, and returns the folder of Spark: empty where there is no Java.
///
/// # Errors
/// Returns an error for a missing Python, and for what cannot be downloaded.
pub(crate) fn download() -> Result<String> {
    let python = need::python()?;
    run(&mut prepare(python, &["tools"]))?;
    let spark = output(&mut prepare(python, &["spark"]))?;
    Ok(spark.lines().last().unwrap_or_default().to_owned())
}

/// Returns what runs the tests of the package, or the files of them that are named, once the wheel is built and installed.
pub(crate) fn tests(files: &[&str]) -> Result<Command> {
    let python = need::python()?;
    let spark = download()?;
    run(&mut prepare(python, &["wheel", "tested"]))?;
    run(&mut prepare(python, &["install"]))?;
    if spark.is_empty() {
        println!("Java is not installed, and Spark is not tried (Debian: apt-get install default-jre-headless)");
    }
    let mut tests = program("target/python/tools/bin/python", &["tests/python/run.py"]);
    tests.args(files).env("SPARK_HOME", spark);
    Ok(tests)
}

/// Builds the wheel as it is shipped, and prints its size.
pub(crate) fn wheel() -> Result<()> {
    let python = need::python()?;
    run(&mut prepare(python, &["tools"]))?;
    run(&mut prepare(python, &["wheel", "wheel"]))
}

fn prepare(python: &str, words: &[&str]) -> Command {
    let mut command = program(python, &["xtask/python/prepare.py"]);
    command.args(words);
    command
}

/// Judges flows natively, in Wasm, in Python and on a cluster of Spark, by what is shipped, while a worker is killed.
pub(crate) fn spark(flows: u32) -> Result<()> {
    wheel()?;
    need::npm_packages()?;
    package::build()?;
    let python = need::python()?;
    let home = output(&mut prepare(python, &["spark"]))?;
    ensure!(
        !home.is_empty(),
        "Spark needs a Java, and there is none here (Debian: apt-get install default-jre-headless)"
    );
    run(&mut prepare(python, &["install"]))?;
    run(&mut cargo(&["build", "--quiet", "--release", "--bin", "lexloci"]))?;
    let mut bench = program("target/python/tools/bin/python", &["benches/scale/spark.py", &flows.to_string()]);
    run(bench.env("SPARK_HOME", home).env("LEXLOCI_NATIVE", root().join("target/release/lexloci")))
}
