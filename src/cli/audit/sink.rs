//! Takes parts: their counts into one tally, their bytes into the folder.

use super::bar::Bar;
use super::findings::Finding;
use super::folder::Folder;
use super::part::{Notes, Part, Reject};
use crate::cli::exit::Exit;
use crate::cli::rejected::Rejected;
use lexloci::audit::Tally;
use lexloci::verdict::Answer;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most flows that are reported one by one.
pub(super) const MOST_FINDINGS: usize = 1_000;
/// The most rejections that are told on standard error.
pub(super) const MOST_TOLD: usize = 20;

/// The position of a part in the output: of its piece of the input, and within it.
pub(super) type At = (u64, u32);

/// The result of all parts.
#[derive(Default)]
pub(super) struct Done {
    pub(super) tally: Tally,
    pub(super) rejected: u64,
    pub(super) unread: u64,
    findings: First<Finding>,
    told: First<Reject>,
}

/// The first of many, in the order of the input, whatever the order in which they come.
struct First<T> {
    parts: BTreeMap<At, Vec<T>>,
    count: usize,
}

impl<T> Default for First<T> {
    fn default() -> First<T> {
        First { parts: BTreeMap::new(), count: 0 }
    }
}

impl<T> First<T> {
    fn add(&mut self, at: At, some: Vec<T>, most: usize) {
        if some.is_empty() {
            return;
        }
        self.count += some.len();
        self.parts.insert(at, some);
        while let Some(last) = self.parts.last_entry()
            && self.count - last.get().len() >= most
        {
            self.count -= last.remove().len();
        }
    }

    fn iter(&self, most: usize) -> impl Iterator<Item = &T> {
        self.parts.values().flatten().take(most)
    }
}

impl Done {
    fn add(&mut self, at: At, notes: Notes) {
        self.tally.merge(&notes.tally);
        self.rejected += notes.rejected;
        self.unread += notes.unread;
        self.findings.add(at, notes.findings, MOST_FINDINGS);
        self.told.add(at, notes.told, MOST_TOLD);
    }

    /// Returns the first flows that fail.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter(MOST_FINDINGS)
    }

    /// Returns the first rejections.
    pub(super) fn told(&self) -> impl Iterator<Item = &Reject> {
        self.told.iter(MOST_TOLD)
    }

    /// Returns the worst of all flows.
    pub(super) fn exit(&self) -> Exit {
        let counts = &self.tally.verdicts;
        let of = |count: u64, exit: Exit| (count > 0).then_some(exit);
        [
            of(self.rejected, Exit::BadInput),
            of(counts.non_compliant, Answer::NonCompliant.into()),
            of(counts.undetermined, Answer::Undetermined.into()),
            of(counts.not_applicable, Answer::NotApplicable.into()),
            of(counts.compliant, Answer::Compliant.into()),
        ]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(Exit::BadInput)
    }
}

/// Takes the parts of all workers.
pub(super) struct Sink<'f> {
    folder: Option<&'f Folder>,
    state: Mutex<(Done, Option<Rejected<'static>>)>,
    stopped: AtomicBool,
    bar: Bar,
}

impl<'f> Sink<'f> {
    pub(super) fn new(folder: Option<&'f Folder>, bytes: u64) -> Sink<'f> {
        let state = Mutex::new((Done::default(), None));
        Sink { folder, state, stopped: AtomicBool::new(false), bar: Bar::new(bytes) }
    }

    fn state(&self) -> MutexGuard<'_, (Done, Option<Rejected<'static>>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether the rows of parts are kept.
    pub(super) fn keeps(&self) -> bool {
        self.folder.is_some()
    }

    /// Returns whether a fault ended the run.
    pub(super) fn has_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Ends the run.
    pub(super) fn stop(&self, fault: Rejected<'static>) {
        self.state().1.get_or_insert(fault);
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Counts a part that an earlier run left, if there is one. Returns whether it is the last of its piece.
    pub(super) fn resume(&self, at: At, bytes: u64) -> Option<bool> {
        let notes = self.folder?.part(at)?.notes;
        let (flows, is_last) = (notes.tally.verdicts.all() + notes.rejected, notes.last);
        self.state().0.add(at, notes);
        self.bar.advance(bytes, flows);
        Some(is_last)
    }

    /// Takes a part.
    pub(super) fn take(&self, at: At, part: Part, bytes: u64) {
        if let Some(folder) = self.folder
            && let Err(fault) = folder.keep(at, &part)
        {
            return self.stop(fault);
        }
        let flows = part.notes.tally.verdicts.all() + part.notes.rejected;
        self.state().0.add(at, part.notes);
        self.bar.advance(bytes, flows);
    }

    /// Removes the progress bar.
    pub(super) fn clear_bar(&self) {
        self.bar.clear();
    }

    /// Returns what came of it, or the fault that ended it.
    pub(super) fn finish(&self) -> Result<Done, Rejected<'static>> {
        let mut state = self.state();
        match state.1.take() {
            Some(fault) => Err(fault),
            None => Ok(std::mem::take(&mut state.0)),
        }
    }
}
