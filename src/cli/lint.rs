//! `lexloci lint`: what is legal in a policy but probably not meant.

use super::Format;
use super::exit::Exit;
use super::modules::Source;
use super::out::Out;
use clap::Args;
use std::path::PathBuf;

/// Say what is legal in a policy but probably not meant
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 nothing to say, 1 some lint, 2 an error.

Examples:
  lexloci lint crm.loci
  lexloci lint --format json policies/*.loci")]
pub(super) struct Lint {
    /// Policies: files, `-` for standard input, or names of shipped policies
    #[arg(required = true, value_name = "POLICY")]
    policies: Vec<String>,
    /// How to print lints and errors
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// A folder with modules
    #[arg(long, value_name = "DIR")]
    modules: Option<PathBuf>,
}

pub(super) fn run(lint: &Lint, out: &mut Out) -> Exit {
    let results = lint.policies.iter().map(|name| one(lint, name, out));
    results.max().unwrap_or(Exit::Good)
}

fn one(lint: &Lint, name: &str, out: &mut Out) -> Exit {
    let source = match Source::read(name, lint.modules.as_deref()) {
        Ok(source) => source,
        Err(rejected) => {
            rejected.tell(lint.format, out);
            return Exit::BadInput;
        }
    };
    let (lints, exit) = match source.parse() {
        Ok(policy) if policy.lint().is_empty() => return Exit::Good,
        Ok(policy) => (source.rejected(policy.lint().to_vec()), Exit::Failed),
        Err(rejected) => (rejected, Exit::BadInput),
    };
    lints.tell(lint.format, out);
    exit
}
