//! The messages that wait on standard input.

use super::frame::{self, Frame};
use std::io::{BufReader, Stdin};

/// The next step.
pub(super) enum Next {
    Frame(Frame),
    /// No message waits.
    Idle,
    /// The client is gone.
    Ended,
}

/// Standard input, read in a thread of its own, so that it is known when no message waits.
#[cfg(not(target_os = "wasi"))]
pub(super) struct Inbox(std::sync::mpsc::Receiver<Frame>);

#[cfg(not(target_os = "wasi"))]
impl Inbox {
    pub(super) fn open() -> Inbox {
        // A client that sends faster than it is answered waits, rather than filling the memory.
        let (sender, inbox) = std::sync::mpsc::sync_channel(256);
        std::thread::spawn(move || {
            let mut input: BufReader<Stdin> = BufReader::new(std::io::stdin());
            while let Some(frame) = frame::read(&mut input) {
                if sender.send(frame).is_err() {
                    return;
                }
            }
        });
        Inbox(inbox)
    }

    /// Returns the next message, or waits for it where there is nothing else to do.
    pub(super) fn next(&mut self, is_busy: bool) -> Next {
        if !is_busy {
            return self.0.recv().map_or(Next::Ended, Next::Frame);
        }
        match self.0.try_recv() {
            Ok(frame) => Next::Frame(frame),
            Err(std::sync::mpsc::TryRecvError::Empty) => Next::Idle,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => Next::Ended,
        }
    }
}

/// Standard input where there are no threads: what was read already waits, and nothing else is known to.
#[cfg(target_os = "wasi")]
pub(super) struct Inbox(BufReader<Stdin>);

#[cfg(target_os = "wasi")]
impl Inbox {
    pub(super) fn open() -> Inbox {
        Inbox(BufReader::new(std::io::stdin()))
    }

    /// Returns the next message. Work that is left goes first, unless a message was read already.
    pub(super) fn next(&mut self, is_busy: bool) -> Next {
        if is_busy && self.0.buffer().is_empty() {
            return Next::Idle;
        }
        frame::read(&mut self.0).map_or(Next::Ended, Next::Frame)
    }
}
