//! `lexloci lsp`: the language server on standard input and output.

mod files;
mod frame;
mod inbox;

use super::exit::Exit;
use super::out::Out;
use clap::Args;
use files::Files;
use frame::Frame;
use inbox::{Inbox, Next};
use lexloci::lsp::Server;
use std::io::Write;

/// Answer an editor's questions about policies: a language server on standard input and output
#[derive(Args)]
#[command(after_help = "\
It speaks the Language Server Protocol: diagnostics with fixes, completion, hover, definition, references, rename, \
symbols, formatting, semantic tokens, folding, inlay hints (what a set holds today), and lenses that run tests and prove \
claims. It knows .loci files, and the policies in Markdown tests. An editor starts it; docs/editors.md says how to set up \
each one.

Initialization options: {\"day\": \"2026-03-01\"} for hints as of another day than today; {\"virtualDocuments\": true} for \
clients that open shipped modules as `lexloci:` documents by the request `lexloci/text`.

Exit codes: 0 the editor shut it down, 1 it went without, 2 the arguments are wrong or the input \
is not of the protocol.

Examples:
  lexloci lsp")]
pub(super) struct Lsp {
    /// Taken for clients that always pass it: standard input and output are used anyway
    #[arg(long)]
    stdio: bool,
    /// Taken for clients that pass their process: the server ends with its input
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process_id: Option<u32>,
}

pub(super) fn run(_: &Lsp, out: &mut Out) -> Exit {
    let mut inbox = Inbox::open();
    let mut server = Server::new(Box::new(Files::default()));
    loop {
        let sent = match inbox.next(server.is_busy()) {
            Next::Frame(Frame::Message(text)) => server.receive(&text),
            Next::Frame(Frame::Unreadable(why)) => server.unreadable(&why),
            Next::Frame(Frame::Lost(why)) => {
                out.complain(&format!("lexloci lsp: {why}\n"));
                return Exit::BadInput;
            }
            Next::Idle => server.rest(),
            Next::Ended => return Exit::Failed,
        };
        if let Err(error) = send(&sent) {
            out.complain(&format!("lexloci: cannot write: {error}\n"));
            return Exit::BadInput;
        }
        match server.ended() {
            Some(0) => return Exit::Good,
            Some(_) => return Exit::Failed,
            None => {}
        }
    }
}

fn send(messages: &[String]) -> std::io::Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    let mut output = std::io::stdout().lock();
    for message in messages {
        write!(output, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    }
    output.flush()
}
