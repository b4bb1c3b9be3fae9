//! Standard output and standard error: colour where it is wanted, quiet when the reader has gone.

use super::When;
use super::exit::Exit;
use anstream::{AutoStream, ColorChoice};
use lexloci::render::{Page, Role};
use std::io::{ErrorKind, Stderr, Stdout, Write};

/// Where a run writes. What is written carries its colours; the streams drop them where they are not wanted.
pub(crate) struct Out {
    output: AutoStream<Stdout>,
    errors: AutoStream<Stderr>,
    /// Whether the reader closed the pipe: a judgement goes on without it.
    closed: bool,
    /// Whether something could not be written for another reason.
    failed: bool,
}

impl Out {
    pub(super) fn new(when: When) -> Out {
        let choice = match when {
            When::Auto => ColorChoice::Auto,
            When::Always => ColorChoice::AlwaysAnsi,
            When::Never => ColorChoice::Never,
        };
        Out {
            output: AutoStream::new(std::io::stdout(), choice),
            errors: AutoStream::new(std::io::stderr(), choice),
            closed: false,
            failed: false,
        }
    }

    /// Writes text as it is to standard output.
    pub(crate) fn text(&mut self, text: &str) {
        if self.closed {
            return;
        }
        if let Err(error) = self.output.write_all(text.as_bytes()) {
            self.lost(&error);
        }
    }

    /// Writes a line to standard output.
    pub(crate) fn line(&mut self, text: &str) {
        self.text(text);
        self.text("\n");
    }

    /// Writes a page to standard output.
    pub(crate) fn page(&mut self, page: &Page) {
        self.text(&coloured(page));
    }

    /// Writes text to standard error. What cannot be said there cannot be said at all.
    pub(crate) fn complain(&mut self, text: &str) {
        if self.errors.write_all(text.as_bytes()).is_err() {
            self.failed = true;
        }
    }

    fn lost(&mut self, error: &std::io::Error) {
        self.closed = true;
        if error.kind() != ErrorKind::BrokenPipe {
            self.failed = true;
            self.complain(&format!("lexloci: cannot write: {error}\n"));
        }
    }

    /// Writes what is left. A verdict that could not be written is not a success.
    pub(super) fn finish(mut self, exit: Exit) -> Exit {
        if let (false, Err(error)) = (self.closed, self.output.flush()) {
            self.lost(&error);
        }
        if self.failed { exit.max(Exit::BadInput) } else { exit }
    }
}

/// The page with terminal colours that the colour-blind can tell apart: teal, vermilion, amber, grey.
pub(crate) fn coloured(page: &Page) -> String {
    let pieces = page.pieces().iter();
    pieces.map(|(role, text)| painted(*role, text)).collect()
}

/// One piece of text in the colour of its role.
pub(crate) fn painted(role: Role, text: &str) -> String {
    let code = match role {
        Role::Plain => return text.to_owned(),
        Role::Strong => "1",
        Role::Good => "1;36",
        Role::Bad => "1;31",
        Role::Open => "1;33",
        Role::Quiet => "2",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
