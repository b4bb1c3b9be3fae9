//! `cargo xtask build | demo | test | cases | bench | sizes`: one command for each task of the repository.

mod bench;
mod browser;
mod command;
mod count;
mod days;
mod demo;
mod modules;
mod need;
mod package;
mod paths;
mod server;
mod site;
mod test;
mod vocabulary;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask build                       builds the npm package in pkg/ and prints the size of its Wasm
cargo xtask build --site                builds the package and the page: static files in www/dist for any host
cargo xtask demo [--no-serve] [--port N]  checks real decided flows through the Wasm package, then serves a page to try it
cargo xtask test [KIND...]              runs every test there is, browser included, and ends with a count; kinds:
                                        layout, lints, rust, wasm, package, page, examples
cargo xtask cases                       prints how the transfer policy agrees with the decided cases, by family
cargo xtask bench [--native] [--quick] [--only ID,ID] [--write]
                                        measures the engine beside its peers; --write puts the tables into COMPARE.md
cargo xtask sizes [--update]            prints what the package ships, beside its record in pkg/sizes.json";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the task and returns whether it succeeded.
fn dispatch(arguments: &[String]) -> anyhow::Result<bool> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["build"] => package::build().map(|()| true),
        ["build", "--site"] => site::build().map(|()| true),
        ["demo", options @ ..] => demo::run(&demo::Options::read(options)?).map(|()| true),
        ["test", kinds @ ..] => test::run(kinds),
        ["bench", options @ ..] => bench::run_all(&bench::Options::read(options)?),
        ["sizes"] => package::sizes("--all").map(|()| true),
        ["sizes", "--update"] => package::sizes("--update").map(|()| true),
        ["cases"] => command::succeeds(&mut command::cargo(&["test", "--quiet", "--test", "decided", "--", "--table"])),
        _ => anyhow::bail!("there is no such task. Usage:\n{USAGE}"),
    }
}
