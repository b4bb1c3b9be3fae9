//! `lexloci compile`: writes a policy as an ES module that needs no engine.

use super::Format;
use super::exit::Exit;
use super::modules::{Loading, Source};
use super::out::Out;
use super::write;
use clap::Args;
use lexloci::emit;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Compile a policy to an ES module that decides without the engine
#[derive(Args)]
#[command(after_help = "\
The file ends in `.js` or `.mjs`, and its types are written beside it (`.d.ts`, `.d.mts`). The module needs nothing else: it \
exports `decide(flow)`, `decision(flow)`, `decideMany(flows)` and `policy`, and ships the places, groups and cloud regions of \
the atlas that the policy needs. It knows no vendors: a flow that names one is refused, and the package lexloci decides it.

With --plain it judges plain flows alone, and refuses others: objects, not names of parties; codes of places, not groups or \
cloud regions; no ids, and nothing under `instead` or `complete`. It is a third as large. Not every policy can be asked so.

A file that exists is replaced only if it is a printed policy, or empty: no policy is written over by its module.

Exit codes: 0 the module and its types are written, 2 the policy has errors, or the file cannot be written.

Examples:
  lexloci compile crm.loci -o crm.policy.mjs
  lexloci compile gdpr_transfers -o gdpr_transfers.js")]
pub(super) struct Compile {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// The module to write, which ends in `.js` or `.mjs`
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
    output: PathBuf,
    /// For plain flows alone, in a third of the bytes: any other is refused
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    loading: Loading,
}

pub(super) fn run(compile: &Compile, out: &mut Out) -> Exit {
    let source = match Source::read(&compile.policy, &compile.loading) {
        Ok(source) => source,
        Err(rejected) => return rejected.because_of(out),
    };
    let Some(types) = types_of(&compile.output) else {
        out.complain(&format!("lexloci: {}: a module ends in `.js` or `.mjs`\n", compile.output.display()));
        let path = compile.output.with_extension("mjs");
        out.complain(&format!("  help: write `-o {}`\n", path.display()));
        return Exit::BadInput;
    };
    let policy = match source.parse() {
        Ok(policy) => policy,
        Err(rejected) => {
            rejected.print(Format::Text, out);
            return Exit::BadInput;
        }
    };
    let print = if compile.plain { emit::plain } else { emit::module };
    let module = match print(&policy) {
        Ok(module) => module,
        Err(limits) => {
            for limit in limits {
                out.complain(&format!("lexloci: {} cannot be a module: {limit}\n", compile.policy));
            }
            out.complain("  help: the package lexloci decides by the policy's text\n");
            return Exit::BadInput;
        }
    };
    let files = [(compile.output.clone(), module.code), (types, module.types)];
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
    for (path, text) in &files {
        if let Err(error) = write::atomically(path, text.as_bytes()) {
            return cannot_write(path, &error, out);
        }
        out.line(&format!("compiled {} to {}, {} bytes", compile.policy, path.display(), text.len()));
    }
    Exit::Good
}

/// Returns where the types of a module are written; `None` where its path is none of a module.
fn types_of(module: &Path) -> Option<PathBuf> {
    match module.extension().and_then(OsStr::to_str) {
        Some("js") => Some(module.with_extension("d.ts")),
        Some("mjs") => Some(module.with_extension("d.mts")),
        _ => None,
    }
}

fn cannot_write(output: &Path, error: &io::Error, out: &mut Out) -> Exit {
    out.complain(&format!("lexloci: cannot write {}: {}\n", output.display(), super::files::reason(error)));
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
    Ok((!emit::is_printed(&held)).then_some("exists and is no printed policy"))
}
