//! The `lexloci` command: one file per subcommand. The native program, WASI and the Python package start it.

mod analyse;
mod atlas;
#[cfg(feature = "audit")]
mod audit;
mod check;
mod compile;
mod completions;
mod coverage;
mod draw;
mod exit;
mod explain;
#[cfg(feature = "read")]
mod export;
mod files;
mod fmt;
mod init;
mod lint;
mod listing;
#[cfg(feature = "lsp")]
mod lsp;
mod modules;
mod out;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "signatures")]
mod receipt;
mod rejected;
#[cfg(feature = "signatures")]
mod sign;
mod test;
mod turned;
mod write;

use clap::{Parser, Subcommand, ValueEnum};
use exit::Exit;
use lexloci::Date;
use out::Out;
use std::time::{SystemTime, UNIX_EPOCH};

/// Decides whether a data flow complies with a data-sovereignty policy, and says why.
#[derive(Parser)]
#[command(name = "lexloci", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "\
Exit codes: 0 all is well, 1 a flow is non-compliant or a test, a lint or a claim fails, 2 something cannot be read, \
3 undetermined, 4 not applicable; each command's help says more.

Examples:
  lexloci init
  lexloci check crm.loci flow.json
  lexloci check gdpr_transfers flows.ndjson --format json
  lexloci explain L0203")]
struct Command {
    /// When to colour: `auto` colours a terminal unless NO_COLOR is set
    #[arg(long, value_enum, global = true, default_value = "auto", value_name = "WHEN")]
    color: When,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One compact JSON object a line
    Json,
}

#[derive(Subcommand)]
enum Verb {
    Check(check::Check),
    Ask(analyse::ask::Ask),
    Cure(analyse::cure::Cure),
    Where(analyse::whereto::Where),
    Prove(analyse::prove::Prove),
    Diff(analyse::diff::Diff),
    Fmt(fmt::Fmt),
    Lint(lint::Lint),
    Compile(compile::Compile),
    Explain(explain::Explain),
    Test(test::Test),
    Atlas(atlas::Atlas),
    Modules(listing::List),
    Init(init::Init),
    #[cfg(feature = "read")]
    Read(read::Read),
    #[cfg(feature = "read")]
    Export(export::Export),
    #[cfg(feature = "signatures")]
    Seal(receipt::Seal),
    #[cfg(feature = "signatures")]
    Sign(sign::Sign),
    #[cfg(feature = "signatures")]
    Verify(receipt::Verify),
    #[cfg(feature = "audit")]
    Audit(audit::Audit),
    #[cfg(feature = "lsp")]
    Lsp(lsp::Lsp),
    Completions(completions::Completions),
}

/// Parses the arguments, of which the first is the program's name, runs the subcommand, and returns its exit code. It never ends the
/// process, since a host may have work left.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    match Command::try_parse_from(arguments) {
        Ok(command) => {
            let mut out = Out::new(command.color);
            let exit = dispatch(&command.verb, &mut out);
            out.finish(exit).into()
        }
        Err(refused) => {
            // Help that nobody reads is no fault.
            drop(refused.print());
            u8::try_from(refused.exit_code()).unwrap_or(2)
        }
    }
}

/// Returns the day of the clock, in UTC. Verdicts do not depend on it.
#[cfg_attr(not(any(feature = "lsp", feature = "signatures")), expect(dead_code, reason = "nothing asks for the day"))]
fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = i32::try_from(since.as_secs() / 86_400).unwrap_or(i32::MAX);
    Date::new(1970, 1, 1).map_or(Date::MAX, |first| Date::from_days(first.days().saturating_add(days)))
}

fn dispatch(verb: &Verb, out: &mut Out) -> Exit {
    match verb {
        Verb::Check(check) => check::run(check, out),
        Verb::Ask(ask) => analyse::ask::run(ask, out),
        Verb::Cure(cure) => analyse::cure::run(cure, out),
        Verb::Where(asked) => analyse::whereto::run(asked, out),
        Verb::Prove(prove) => analyse::prove::run(prove, out),
        Verb::Diff(diff) => analyse::diff::run(diff, out),
        Verb::Fmt(fmt) => fmt::run(fmt, out),
        Verb::Lint(lint) => lint::run(lint, out),
        Verb::Compile(compile) => compile::run(compile, out),
        Verb::Explain(explain) => explain::run(explain, out),
        Verb::Test(test) => test::run(test, out),
        Verb::Atlas(atlas) => atlas::run(atlas, out),
        Verb::Modules(list) => listing::run(list, out),
        Verb::Init(init) => init::run(init, out),
        #[cfg(feature = "read")]
        Verb::Read(read) => read::run(read, out),
        #[cfg(feature = "read")]
        Verb::Export(export) => export::run(export, out),
        #[cfg(feature = "signatures")]
        Verb::Seal(seal) => receipt::seal(seal, out),
        #[cfg(feature = "signatures")]
        Verb::Sign(sign) => sign::sign(sign, out),
        #[cfg(feature = "signatures")]
        Verb::Verify(verify) => receipt::verify(verify, out),
        #[cfg(feature = "audit")]
        Verb::Audit(audit) => audit::run(audit, out),
        #[cfg(feature = "lsp")]
        Verb::Lsp(lsp) => lsp::run(lsp, out),
        Verb::Completions(completions) => completions::run(completions, out),
    }
}
