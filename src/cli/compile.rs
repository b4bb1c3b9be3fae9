//! `lexloci compile`: writes a policy as a file that a runtime without a parser loads.

use super::Format;
use super::exit::Exit;
use super::modules::Source;
use super::out::Out;
use super::write;
use clap::Args;
use lexloci::program;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Compile a policy to a file that decides without its text
#[derive(Args)]
#[command(after_help = "\
What is written holds everything that a decision needs; `Policy.load(bytes)` of `lexloci/runtime` reads it.
Its digest shows damage, such as a file cut short or copied as text. It proves nothing of who wrote the file: whoever can
change the file can write a new digest. Load only what you have compiled, or what reached you on a way that you trust.

A file that exists is replaced only if it is a compiled policy, or empty: no policy is written over by its program.

Examples:
  lexloci compile crm.loci -o crm.bin
  lexloci compile gdpr_transfers -o gdpr_transfers.bin")]
pub(super) struct Compile {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// A folder with modules
    #[arg(long, value_name = "DIR")]
    modules: Option<PathBuf>,
}

pub(super) fn run(compile: &Compile, out: &mut Out) -> Exit {
    let source = match Source::read(&compile.policy, compile.modules.as_deref()) {
        Ok(source) => source,
        Err(rejected) => return rejected.because_of(out),
    };
    let bytes = match source.parse() {
        Ok(policy) => program::compile(&policy).encode(),
        Err(rejected) => {
            rejected.print(Format::Text, out);
            return Exit::BadInput;
        }
    };
    let output = compile.output.display();
    match standing(&compile.output, source.policy.text.as_bytes()) {
        Ok(None) => {}
        Ok(Some(what)) => {
            out.complain(&format!("lexloci: {output} {what}: it is not written over; name another file with -o\n"));
            return Exit::BadInput;
        }
        Err(error) => return cannot_write(&compile.output, &error, out),
    }
    match write::atomically(&compile.output, &bytes) {
        Ok(()) => {
            out.line(&format!("compiled {} to {output}, {} bytes", compile.policy, bytes.len()));
            Exit::Good
        }
        Err(error) => cannot_write(&compile.output, &error, out),
    }
}

fn cannot_write(output: &Path, error: &io::Error, out: &mut Out) -> Exit {
    out.complain(&format!("lexloci: cannot write {}: {error}\n", output.display()));
    Exit::BadInput
}

/// Returns the kind of file at the output path that a compiled policy must not overwrite; `None` where nothing is lost.
/// Compares contents, so that no other path, link or copy of the policy passes.
fn standing(output: &Path, policy: &[u8]) -> io::Result<Option<&'static str>> {
    match std::fs::metadata(output) {
        Ok(found) if found.is_file() && found.len() > 0 => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut held = Vec::new();
    File::open(output)?.take(policy.len() as u64 + 1).read_to_end(&mut held)?;
    if held == policy {
        return Ok(Some("holds the policy that is to be compiled"));
    }
    Ok((!program::is_compiled(&held)).then_some("exists and is no compiled policy"))
}
