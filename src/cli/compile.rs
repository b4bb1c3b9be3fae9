//! `lexloci compile`: a policy as the file that a runtime without a parser loads.

use super::Format;
use super::exit::Exit;
use super::modules::Source;
use super::out::Out;
use clap::Args;
use lexloci::program;
use std::path::PathBuf;

/// Compile a policy to a file that decides without its text
#[derive(Args)]
#[command(after_help = "\
What is written holds everything that a decision needs; `Policy.load(bytes)` of `lexloci/runtime` reads it.

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
            rejected.tell(Format::Text, out);
            return Exit::BadInput;
        }
    };
    match std::fs::write(&compile.output, &bytes) {
        Ok(()) => {
            out.line(&format!("compiled {} to {}, {} bytes", compile.policy, compile.output.display(), bytes.len()));
            Exit::Good
        }
        Err(error) => {
            out.complain(&format!("lexloci: cannot write {}: {error}\n", compile.output.display()));
            Exit::BadInput
        }
    }
}
