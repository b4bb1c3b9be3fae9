//! `lexloci explain`: the meaning of a diagnostic, and what to do about it.

use super::exit::Exit;
use super::out::{Out, painted};
use clap::Args;
use lexloci::diag::{self, Code};
use lexloci::render::Role;

/// Say what a diagnostic means and what to do
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 it is explained, 2 there is no such code.

Examples:
  lexloci explain L0203
  lexloci explain          every code, with its title")]
pub(super) struct Explain {
    /// The code of a diagnostic; every code when none is named
    code: Option<String>,
}

pub(super) fn run(explain: &Explain, out: &mut Out) -> Exit {
    let Some(id) = &explain.code else {
        let mut codes: Vec<&Code> = diag::codes().collect();
        codes.sort_by_key(|code| code.id);
        codes.into_iter().for_each(|code| out.line(&head(code)));
        return Exit::Good;
    };
    match diag::code(id) {
        Some(code) => {
            out.line(&head(code));
            out.line("");
            out.line(&wrapped(code.explain));
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

/// The most characters of a line of running text.
const WIDTH: usize = 88;

/// Wraps long lines between words. A line that begins with a space is an example and stays.
fn wrapped(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| if line.starts_with(' ') { line.to_owned() } else { broken(line) }).collect();
    lines.join("\n")
}

fn broken(line: &str) -> String {
    let mut broken = String::new();
    let mut column = 0;
    for word in line.split(' ') {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            broken.push('\n');
            column = 0;
        } else if column > 0 {
            broken.push(' ');
            column += 1;
        }
        broken.push_str(word);
        column += width;
    }
    broken
}
