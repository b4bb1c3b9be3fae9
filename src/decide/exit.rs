//! The durations of leaving the provider, each of which bounds the others: as `flow::exit` has it.

use super::Run;
use super::read::Reading;
use crate::date::Duration;
use crate::flow::exit::{Exit, Part, Reach};
use crate::program::layout::{HEADER, NOBODY, SWITCHING_OVERRULED};
use crate::program::{NONE, Of, Path};

impl Run<'_> {
    /// Returns the durations that are stated; `None` where the policy reads none, or where they do not bound each other.
    fn exit(&self) -> Option<Exit> {
        let known = &self.program.known;
        if known.exit == NONE || known.notice == NONE || self.word(SWITCHING_OVERRULED) != 0 {
            return None;
        }
        let exit = self.word(HEADER + u32::from(known.exit));
        let duration = |word: u16| self.duration_at(exit + u32::from(word));
        (exit > NOBODY).then(|| Exit {
            notice: duration(known.notice),
            transition: duration(known.transition),
            both: duration(known.switching_time),
        })
    }

    /// Returns whether the stated durations of leaving the provider cannot all be so.
    pub(super) fn exit_contradicts(&self) -> bool {
        self.exit().is_some_and(|exit| exit.contradicts(self.date()))
    }

    /// Returns the days that a duration can reach: one where it is known, more where other durations bound it.
    pub(super) fn reach_of(&self, path: u16) -> Option<Reach> {
        let (reading, of) = self.read(path);
        match (reading, of) {
            (Reading::At(at), Of::Duration) => Some(Reach::on(self.date().plus(self.duration_at(at)?))),
            (Reading::Unknown, Of::Duration) => self.bounds(self.program.paths.get(usize::from(path))?),
            _ => None,
        }
    }

    fn bounds(&self, path: &Path) -> Option<Reach> {
        let known = &self.program.known;
        let ([exit, own], NONE) = (path.steps.as_slice(), path.base) else { return None };
        let part = match own.word {
            word if word == known.notice => Part::Notice,
            word if word == known.transition => Part::Transition,
            word if word == known.switching_time => Part::Both,
            _ => return None,
        };
        if exit.word != known.exit { None } else { self.exit()?.bounds(part, self.date()) }
    }

    fn duration_at(&self, at: u32) -> Option<Duration> {
        let months = self.word(at).checked_sub(1)?;
        Some(Duration { years: 0, months, days: self.word(at + 1) })
    }
}
