//! `lexloci compile`: writes a policy as an ES module, or as a file that a runtime without a parser loads.

use super::Format;
use super::exit::Exit;
use super::modules::Source;
use super::out::Out;
use super::write;
use clap::Args;
use lexloci::{Policy, emit, program};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Compile a policy to an ES module that decides by itself, or to a file that `lexloci/runtime` loads
#[derive(Args)]
#[command(after_help = "\
A file that ends in `.js` or `.mjs` is an ES module, with its types beside it (`.d.ts`). It needs nothing else: it exports
`decide(flow)`, `decision(flow)`, `decideMany(flows)` and `policy`, and ships the atlas that the policy needs. It knows no
vendors: a flow that names one is refused, and the package lexloci decides it.

Any other file holds everything that a decision needs; `Policy.load(bytes)` of `lexloci/runtime` reads it.
Its digest shows damage, such as a file cut short or copied as text. It proves nothing of who wrote the file: whoever can
change the file can write a new digest. Load only what you have compiled, or what reached you on a way that you trust.

A file that exists is replaced only if it is a compiled policy, or empty: no policy is written over by its program.

Examples:
  lexloci compile crm.loci --out crm.policy.js
  lexloci compile gdpr_transfers -o gdpr_transfers.bin")]
pub(super) struct Compile {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// The file to write
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
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
    let policy = match source.parse() {
        Ok(policy) => policy,
        Err(rejected) => {
            rejected.print(Format::Text, out);
            return Exit::BadInput;
        }
    };
    let files = match files(&policy, &compile.output) {
        Ok(files) => files,
        Err(limits) => {
            for limit in limits {
                out.complain(&format!("lexloci: {} cannot be a module: {limit}\n", compile.policy));
            }
            let path = compile.output.with_extension("bin");
            out.complain(&format!("  help: write `-o {}`: lexloci/runtime decides by that file\n", path.display()));
            return Exit::BadInput;
        }
    };
    for (path, _) in &files {
        match standing(path, source.policy.text.as_bytes()) {
            Ok(None) => {}
            Ok(Some(what)) => {
                let output = path.display();
                out.complain(&format!("lexloci: {output} {what}: it is not written over; name another file with -o\n"));
                return Exit::BadInput;
            }
            Err(error) => return cannot_write(path, &error, out),
        }
    }
    for (path, bytes) in &files {
        if let Err(error) = write::atomically(path, bytes) {
            return cannot_write(path, &error, out);
        }
        out.line(&format!("compiled {} to {}, {} bytes", compile.policy, path.display(), bytes.len()));
    }
    Exit::Good
}

/// Returns the files to write: a module and its types, or a program.
fn files(policy: &Policy, output: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Vec<String>> {
    let types = match output.extension().and_then(OsStr::to_str) {
        Some("js") => output.with_extension("d.ts"),
        Some("mjs") => output.with_extension("d.mts"),
        _ => return Ok(vec![(output.to_owned(), program::compile(policy).encode())]),
    };
    let module = emit::module(policy)?;
    Ok(vec![(output.to_owned(), module.code.into_bytes()), (types, module.types.into_bytes())])
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
    let is_compiled = program::is_compiled(&held) || emit::is_printed(&held);
    Ok((!is_compiled).then_some("exists and is no compiled policy"))
}
