//! Writes to standard output and standard error: in colour where that is wanted, and without error when the reader has
//! closed the pipe.

use super::When;
use super::exit::Exit;
use anstream::{AutoStream, ColorChoice};
use lexloci::render::{Page, Role};
use std::io::{ErrorKind, Stderr, Stdout, Write};

/// The output of a run. Text is written with its colours; the streams remove them where they are not wanted.
pub(crate) struct Out {
    output: AutoStream<Stdout>,
    errors: AutoStream<Stderr>,
    /// Says whether the reader closed the pipe: judging continues without output.
    closed: bool,
    /// Says whether something could not be written for another reason.
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

    /// Writes text unchanged to standard output.
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

    /// Writes text to standard error. A failure there cannot be reported anywhere.
    pub(crate) fn complain(&mut self, text: &str) {
        if self.errors.write_all(text.as_bytes()).is_err() {
            self.failed = true;
        }
    }

    fn lost(&mut self, error: &std::io::Error) {
        self.closed = true;
        if error.kind() != ErrorKind::BrokenPipe {
            self.failed = true;
            self.complain(&format!("lexloci: cannot write: {}\n", super::files::reason(error)));
        }
    }

    /// Flushes the output. A verdict that could not be written is not a success.
    pub(super) fn finish(mut self, exit: Exit) -> Exit {
        if let (false, Err(error)) = (self.closed, self.output.flush()) {
            self.lost(&error);
        }
        if self.failed { exit.max(Exit::BadInput) } else { exit }
    }
}

/// Adds terminal colours that the colour-blind can distinguish: teal, vermilion, amber, grey.
pub(crate) fn coloured(page: &Page) -> String {
    let pieces = page.pieces().iter();
    pieces.map(|(role, text)| painted(*role, text)).collect()
}

/// Puts a piece of text in the colour of its role.
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
