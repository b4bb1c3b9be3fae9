//! `lexloci completions`: prints the completions for a shell.

use super::Command;
use super::exit::Exit;
use super::out::Out;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print completions for a shell
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 they are printed, 2 there is no such shell.

Examples:
  lexloci completions bash > ~/.local/share/bash-completion/completions/lexloci
  lexloci completions zsh > ~/.zfunc/_lexloci
  lexloci completions fish > ~/.config/fish/completions/lexloci.fish")]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

pub(super) fn run(completions: &Completions, out: &mut Out) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Command::command(), "lexloci", &mut script);
    out.text(&String::from_utf8_lossy(&script));
    Exit::Good
}
