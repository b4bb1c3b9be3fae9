//! Group places: every member in turn, places that the policy cannot tell apart once.

use super::{Refusal, Run};
use crate::program::layout::{CHOICE, GROUPS, NAMED, SEVERAL};
use crate::program::{Mask, NONE};

/// Choices of all group places together that are judged.
const MAX_COMBINATIONS: usize = 4_096;
/// Places.
const PLACES: usize = 256;

/// Every choice of a place for every group place of one flow.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// The word of each group, and the place that it is taken to be.
    chosen: Vec<(u32, u32)>,
    /// For each group, where its candidates start and end, and which is chosen.
    spans: Vec<(usize, usize, usize)>,
    candidates: Vec<u32>,
    /// What the policy can learn of each place: equal classes, equal verdicts.
    classes: Vec<u16>,
    /// The same, with the groups that are compared kept apart.
    apart: Vec<u16>,
    /// The stretch of days for which the classes were worked out, one more.
    stretch: usize,
}

impl Choices {
    /// Finds the candidates of a flow's groups.
    pub(super) fn prepare(&mut self, run: &Run<'_>) -> Result<(), Refusal> {
        self.chosen.clear();
        self.spans.clear();
        self.candidates.clear();
        let (count, list) = (run.word(GROUPS), run.word(GROUPS + 1));
        if count == 0 {
            return Ok(());
        }
        let any = run.program.compares || run.word(SEVERAL) != 0;
        let compared: Vec<u32> = (0..count)
            .map(|index| list + 2 * index)
            .filter(|at| any || run.word(at + 1) != 0)
            .map(|at| run.word(at))
            .collect();
        self.classify(run, &compared);
        let mut combinations = 1usize;
        for at in (0..count).map(|index| run.word(list + 2 * index)) {
            let places = run.group(at);
            let taken = self.take(run, &places, if compared.contains(&at) { compared.len() } else { 0 });
            combinations = combinations.saturating_mul(taken);
            if combinations > MAX_COMBINATIONS || !run.step() {
                return Err(Refusal::Choices);
            }
            let (start, end) = (self.candidates.len() - taken, self.candidates.len());
            self.spans.push((start, end, start));
            self.chosen.push((at, self.candidates.get(start).copied().unwrap_or(0)));
        }
        Ok(())
    }

    /// Returns whether something holds of all choices. Stops at the first of which it does not.
    pub(super) fn all(&mut self, mut holds: impl FnMut(&[(u32, u32)]) -> bool) -> bool {
        for (chosen, span) in self.chosen.iter_mut().zip(&mut self.spans) {
            span.2 = span.0;
            chosen.1 = self.candidates.get(span.0).copied().unwrap_or(0);
        }
        loop {
            if !holds(&self.chosen) {
                return false;
            }
            if !self.advance() {
                return true;
            }
        }
    }

    /// Goes to the next choice, the last group changing fastest; whether there is one.
    fn advance(&mut self) -> bool {
        for (chosen, (start, end, at)) in self.chosen.iter_mut().zip(&mut self.spans).rev() {
            *at += 1;
            let more = *at < *end;
            if !more {
                *at = *start;
            }
            chosen.1 = self.candidates.get(*at).copied().unwrap_or(0);
            if more {
                return true;
            }
        }
        false
    }

    /// Takes as many members of each class as can matter, and every place that is stated. `compared` is how many groups are compared, of
    /// which this is one; 0 where it is none.
    fn take(&mut self, run: &Run<'_>, places: &Mask, compared: usize) -> usize {
        let copies = compared.max(1) as u32;
        let mut counts = [0u32; PLACES + 1];
        let before = self.candidates.len();
        let classes = if compared > 0 { &self.apart } else { &self.classes };
        for place in members(places) {
            let named = compared > 0 && run.word(NAMED + place / 32) >> (place % 32) & 1 == 1;
            let class = classes.get(place as usize).copied().unwrap_or(0);
            let count = counts.get_mut(usize::from(class));
            let is_new = !named
                && count.is_some_and(|count| {
                    *count += 1;
                    *count <= copies
                });
            if named || is_new {
                self.candidates.push(place);
            }
        }
        self.candidates.len() - before
    }

    /// Works out which places the policy can tell apart. Where places are compared, each group that is keeps places apart too.
    fn classify(&mut self, run: &Run<'_>, compared: &[u32]) {
        if self.stretch != run.stretch + 1 {
            self.classify_by_sets(run);
            self.stretch = run.stretch + 1;
        }
        self.apart.clone_from(&self.classes);
        for at in compared {
            split(&mut self.apart, &run.group(*at));
        }
    }

    fn classify_by_sets(&mut self, run: &Run<'_>) {
        self.classes.clear();
        self.classes.resize(PLACES, 0);
        let every_day = 0..run.program.turns.len() + 1;
        let days = [(run.stretch..run.stretch + 1, &run.program.tested), (every_day, &run.program.on_other_days)];
        for (stretches, sets) in days {
            for (stretch, dated) in stretches.flat_map(|stretch| sets.iter().map(move |dated| (stretch, dated))) {
                if let Some(mask) = run.mask(run.row(stretch, *dated)) {
                    split(&mut self.classes, mask);
                }
            }
        }
        if run.program.known.transfers != NONE {
            for dated in run.program.known.inside {
                if let Some(mask) = run.mask(run.row(run.stretch, dated)) {
                    split(&mut self.classes, mask);
                }
            }
        }
        for place in members(&run.program.singles) {
            let mut mask = Mask::default();
            if let Some(word) = mask.get_mut(place as usize / 32) {
                *word = 1 << (place % 32);
            }
            split(&mut self.classes, &mask);
        }
    }
}

impl Run<'_> {
    /// Returns the members of the group that stands at a word.
    fn group(&self, at: u32) -> Mask {
        let word = self.word(at);
        let mut places = Mask::default();
        for (index, place) in places.iter_mut().enumerate() {
            *place = self.word((word ^ CHOICE).wrapping_add(index as u32));
        }
        places
    }
}

/// Splits each class into what is in a set and what is not. Classes are numbered by their first place.
fn split(classes: &mut [u16], mask: &Mask) {
    let mut renamed = [[u16::MAX; 2]; PLACES];
    for (place, class) in classes.iter_mut().enumerate() {
        let bit = mask.get(place / 32).is_some_and(|word| word >> (place % 32) & 1 == 1);
        let old = renamed.get_mut(usize::from(*class)).and_then(|pair| pair.get_mut(usize::from(bit)));
        if let Some(name) = old {
            if *name == u16::MAX {
                *name = place as u16;
            }
            *class = *name;
        }
    }
}

/// Iterates over the values in a mask.
fn members(mask: &Mask) -> impl Iterator<Item = u32> {
    let words = mask.iter().copied().enumerate();
    words.flat_map(|(index, word)| {
        (0..32).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index as u32 * 32 + bit)
    })
}
