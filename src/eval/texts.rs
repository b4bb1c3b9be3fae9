//! Texts by number: they are numbered as they come, and a text has the same number each time.
//!
//! A large flow lacks some hundred thousand facts. Their paths follow from what the policy asks and from the lengths of the
//! flow's lists, so that nobody can choose them to fall together here.

/// Texts, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    texts: Vec<String>,
    /// At a place that follows from the text, or the next that was free: one more than its number; else nothing.
    slots: Vec<u32>,
}

impl Texts {
    /// Returns the text with this number.
    pub(super) fn get(&self, number: usize) -> Option<&String> {
        self.texts.get(number)
    }

    /// Returns the number of a text.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        self.look(text).ok()
    }

    /// Returns the number of a text, which is put in when it is new.
    pub(super) fn number(&mut self, text: &str) -> usize {
        if self.slots.len() < self.texts.len() * 2 + 2 {
            self.widen();
        }
        self.look(text).unwrap_or_else(|slot| {
            self.texts.push(text.to_owned());
            self.fill(slot);
            self.texts.len() - 1
        })
    }

    /// Returns the number of a text, or the slot for it.
    fn look(&self, text: &str) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(text) & mask;
        while let Some(number) = self.slots.get(slot).and_then(|taken| taken.checked_sub(1)) {
            if self.texts.get(number as usize).is_some_and(|known| known == text) {
                return Ok(number as usize);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }

    /// Puts the last text into a slot.
    fn fill(&mut self, slot: usize) {
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = self.texts.len() as u32;
        }
    }

    /// Makes room for as many again.
    fn widen(&mut self) {
        let texts = std::mem::take(&mut self.texts);
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for text in texts {
            let slot = self.look(&text).unwrap_or_else(|slot| slot);
            self.texts.push(text);
            self.fill(slot);
        }
    }
}

/// Computes the hash of Fowler, Noll and Vo, 1a.
fn hash(text: &str) -> usize {
    text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_text_has_one_number() {
        let (mut texts, mut known) = (Texts::default(), BTreeMap::new());
        assert_eq!(texts.find("storage[0]"), None);
        for number in (0..2_000u32).map(|n| n * 7919 % 613) {
            let (text, next) = (format!("storage[{number}].place"), known.len());
            let expected = *known.entry(text.clone()).or_insert(next);
            assert_eq!(texts.number(&text), expected);
        }
        assert_eq!(known.len(), 613);
        assert!(
            known.iter().all(|(text, number)| texts.find(text) == Some(*number) && texts.get(*number) == Some(text))
        );
        assert_eq!((texts.find("storage[613].place"), texts.get(613)), (None, None));
    }
}
