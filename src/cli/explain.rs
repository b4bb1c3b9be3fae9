//! `lexloci explain`: what a diagnostic means and what to do.

use super::exit::Exit;
use super::out::{Out, painted};
use clap::Args;
use lexloci::diag::{self, Code};
use lexloci::render::Role;

/// Say what a diagnostic means and what to do
#[derive(Args)]
#[command(after_help = "\
Examples:
  lexloci explain L0203
  lexloci explain          every code, with its title")]
pub(super) struct Explain {
    /// The code of a diagnostic; every code when none is named
    code: Option<String>,
}

pub(super) fn run(explain: &Explain, out: &mut Out) -> Exit {
    let Some(id) = &explain.code else {
        for code in diag::codes() {
            out.line(&head(code));
        }
        return Exit::Good;
    };
    match diag::code(id) {
        Some(code) => {
            out.line(&head(code));
            out.line("");
            out.line(code.explain);
            Exit::Good
        }
        None => {
            out.complain(&format!("lexloci: there is no code {id}; `lexloci explain` lists them all\n"));
            Exit::BadInput
        }
    }
}

fn head(code: &Code) -> String {
    format!("{}  {}", painted(Role::Strong, code.id), code.title)
}
