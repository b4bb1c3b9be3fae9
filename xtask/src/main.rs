//! `cargo xtask build | docs | demo | test | cases | bench | scale | sizes`: one command for each task of the repository.

mod arrange;
mod bench;
mod browser;
mod command;
mod count;
mod days;
mod demo;
mod docs;
mod editors;
mod links;
mod modules;
mod need;
mod package;
mod paths;
mod python;
mod scale;
mod server;
mod site;
mod split;
mod test;
mod vocabulary;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The tasks of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the npm package in pkg/, without its command, and prints the size of its Wasm.
    Build {
        /// Also builds the page: static files in www/dist for any host.
        #[arg(long)]
        site: bool,
        /// Builds only what the page has besides: its readers of files, in www/reader.
        #[arg(long, conflicts_with = "site")]
        readers: bool,
        /// Builds only the package's command, which `npx lexloci` runs.
        #[arg(long, conflicts_with_all = ["site", "readers"])]
        command: bool,
        /// Builds only the wheel of the Python package, in target/python/wheels.
        #[arg(long, conflicts_with_all = ["site", "readers", "command"])]
        wheel: bool,
    },
    /// Writes the documentation site: static pages in www/dist/docs for any host, or to open from a disk.
    Docs,
    /// Checks real decided flows through the Wasm package, then serves a page to try it.
    Demo(demo::Options),
    /// Runs every test there is, browser included, and ends with a count.
    Test {
        /// The kinds of test to run: all when absent.
        kinds: Vec<test::Kind>,
    },
    /// Prints how the shipped policies agree with the decided cases, by family.
    Cases {
        /// Measures another engine instead: a command that gets a case as JSON on its standard input and prints its answer.
        #[arg(long)]
        engine: Option<String>,
    },
    /// Measures the engine beside its peers.
    Bench(bench::Options),
    /// Measures audits of inventories from ten thousand flows to ten million, beside reading alone.
    Scale(scale::Options),
    /// Prints what the package ships, beside its record in pkg/sizes.json.
    Sizes {
        /// Writes the record.
        #[arg(long)]
        update: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the task and returns whether it succeeded.
fn run(task: Task) -> anyhow::Result<bool> {
    match task {
        Task::Build { readers: true, .. } => package::reader().map(|()| true),
        Task::Build { command: true, .. } => package::command().map(|()| true),
        Task::Build { wheel: true, .. } => python::wheel().map(|()| true),
        Task::Build { site: true, .. } => site::build().map(|()| true),
        Task::Build { .. } => package::build().map(|()| true),
        Task::Docs => docs::build().map(|()| true),
        Task::Demo(options) => demo::run(&options).map(|()| true),
        Task::Test { kinds } => test::run(&kinds),
        Task::Cases { engine } => {
            let asked = engine.as_deref().map_or(vec!["--table"], |engine| vec!["--engine", engine]);
            let test = ["test", "--quiet", "--test", "decided", "--"];
            command::succeeds(&mut command::cargo(&[&test[..], &asked[..]].concat()))
        }
        Task::Bench(options) => bench::run_all(&options),
        Task::Scale(options) => scale::measure(&options).map(|()| true),
        Task::Sizes { update } => package::sizes(if update { "--update" } else { "--all" }).map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use crate::command::root;
    use clap::{CommandFactory, Parser};
    use std::path::{Path, PathBuf};

    #[test]
    fn the_commands_of_the_documents_are_read() {
        Arguments::command().debug_assert();
        let is_read = |line: &str| Arguments::try_parse_from(line.split(' ')).is_ok();
        for line in [
            "xtask build --site",
            "xtask build --readers",
            "xtask build --command",
            "xtask docs",
            "xtask build --wheel",
            "xtask demo --no-serve --port 80",
            "xtask test page rust",
            "xtask test editors",
            "xtask test python",
            "xtask bench --quick --only cedar,lexloci --native --write",
            "xtask scale --sizes 4,5 --write",
            "xtask scale --spark 400000",
            "xtask sizes --update",
            "xtask cases --engine ./engine",
        ] {
            assert!(is_read(line), "{line}");
        }
        for line in ["xtask", "xtask demo --port 99999", "xtask demo --serve", "xtask test pages", "xtask bench --only"]
        {
            assert!(!is_read(line), "{line}");
        }
    }

    /// Adds every Markdown file below a folder.
    fn add_documents(folder: &Path, found: &mut Vec<PathBuf>) {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                add_documents(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "md") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_task_that_a_document_shows_is_read() {
        let mut documents: Vec<PathBuf> =
            ["README.md", "CONTRIBUTING.md", "COMPARE.md"].iter().map(|name| root().join(name)).collect();
        add_documents(&root().join("docs"), &mut documents);
        let mut count = 0;
        for path in documents {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for line in text.lines().filter(|line| line.starts_with("cargo xtask ")) {
                let typed = line.split(['#', '&']).next().unwrap_or(line);
                let words = typed.split_whitespace().skip(1).map(|word| word.trim_matches('\''));
                assert!(Arguments::try_parse_from(words).is_ok(), "{}: {line}", path.display());
                count += 1;
            }
        }
        assert!(count > 15, "{count}");
    }
}
