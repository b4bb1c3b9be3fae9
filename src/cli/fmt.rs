//! `lexloci fmt`: policies in their standard layout.

use super::Format;
use super::exit::Exit;
use super::files::{self, POLICY_LIMIT, Text};
use super::out::Out;
use super::rejected::Rejected;
use super::write;
use clap::Args;
use std::path::Path;

/// Lay policies out in the standard way
#[derive(Args)]
#[command(after_help = "\
A file is replaced as a whole, or stays as it is when the new one cannot be written; standard input is written to \
standard output. Comments stay with their clauses, and blank lines between declarations are kept. With --check nothing \
is written, and the files that are not in the standard layout are named.

Exit codes: 0 every file is in the standard layout, 1 with --check one is not, 2 one has errors or cannot be written.

Examples:
  lexloci fmt crm.loci
  lexloci fmt --check policies/*.loci
  lexloci fmt - < crm.loci")]
pub(super) struct Fmt {
    /// Policies and modules: files, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Write nothing; name the files that are not in the standard layout
    #[arg(long)]
    check: bool,
}

pub(super) fn run(fmt: &Fmt, out: &mut Out) -> Exit {
    let results = fmt.files.iter().map(|file| one(fmt, file, out));
    results.max().unwrap_or(Exit::Good)
}

fn one(fmt: &Fmt, file: &str, out: &mut Out) -> Exit {
    let text = match files::read(file, POLICY_LIMIT) {
        Ok(text) => text,
        Err(rejected) => return rejected.because_of(out),
    };
    match lexloci::format(&text.text) {
        Ok(formatted) if fmt.check => compare(&text, &formatted, out),
        Ok(formatted) => replace(file, &text, &formatted, out),
        Err(errors) => {
            let diagnostics = errors.into();
            Rejected { name: text.name.clone(), source: &text.text, modules: None, diagnostics }.because_of(out)
        }
    }
}

impl Rejected<'_> {
    /// Prints the rejection and returns the exit code for it.
    pub(super) fn because_of(&self, out: &mut Out) -> Exit {
        self.print(Format::Text, out);
        Exit::BadInput
    }
}

fn compare(text: &Text, formatted: &str, out: &mut Out) -> Exit {
    if text.text == formatted {
        return Exit::Good;
    }
    out.line(&text.name);
    Exit::Failed
}

fn replace(file: &str, text: &Text, formatted: &str, out: &mut Out) -> Exit {
    if file == "-" {
        out.text(formatted);
        return Exit::Good;
    }
    if text.text == formatted {
        return Exit::Good;
    }
    match write::atomically(Path::new(file), formatted.as_bytes()) {
        Ok(()) => {
            out.line(&format!("formatted {file}"));
            Exit::Good
        }
        Err(error) => {
            out.complain(&format!("lexloci: cannot write {file}: {}\n", files::reason(&error)));
            Exit::BadInput
        }
    }
}
