//! Text in pieces, each with its role.

use std::fmt;

/// The role of a piece of text. The caller decides how each role looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Plain,
    /// A text that the eye should find first.
    Strong,
    /// Compliant, satisfied.
    Good,
    /// Non-compliant, violated, an error.
    Bad,
    /// Undetermined, missing, a warning.
    Open,
    /// Not applicable, or of less weight.
    Quiet,
}

/// Text in pieces. Text from a flow or policy is added with its control characters spelt out, so that no name can move
/// the cursor or change the colour of a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pieces: Vec<(Role, String)>,
}

impl Page {
    /// Returns the pieces in order, line ends included.
    pub fn pieces(&self) -> &[(Role, String)] {
        &self.pieces
    }

    /// Adds running text.
    pub(super) fn say(&mut self, text: &str) -> &mut Self {
        self.put(Role::Plain, text)
    }

    /// Adds text with a role.
    pub(super) fn put(&mut self, role: Role, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.pieces.push((role, visible(text)));
        }
        self
    }

    /// Ends the line.
    pub(super) fn end(&mut self) {
        self.pieces.push((Role::Plain, "\n".to_owned()));
    }

    /// Adds an empty line, unless there is one already or nothing stands above.
    pub(super) fn gap(&mut self) {
        let ends = |from_last: usize| {
            let at = self.pieces.len().checked_sub(from_last);
            at.and_then(|at| self.pieces.get(at)).is_none_or(|(_, text)| text == "\n")
        };
        if !(ends(1) && ends(2)) {
            self.end();
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|(_, text)| f.write_str(text))
    }
}

/// Spells out control characters and those that change the direction of writing.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for ch in text.chars() {
        if ch.is_control() || turns_direction(ch) {
            shown.extend(ch.escape_unicode());
        } else {
            shown.push(ch);
        }
    }
    shown
}

/// Returns whether a character is an explicit formatting character of Unicode Standard Annex #9, or one of the two line
/// separators.
fn turns_direction(ch: char) -> bool {
    matches!(ch, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Cuts the text to `limit` characters, with `…` where something is left out.
pub(super) fn short(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((byte, _)) => format!("{}…", text.get(..byte).unwrap_or("").trim_end()),
    }
}

/// Pads the text with spaces to `width` characters.
pub(super) fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_spelt_out() {
        let mut page = Page::default();
        page.say("a\u{1b}[31mb\u{202e}c\nd").end();
        assert_eq!(page.to_string(), "a\\u{1b}[31mb\\u{202e}c\\u{a}d\n");
    }

    #[test]
    fn gaps_do_not_pile_up() {
        let mut page = Page::default();
        page.gap();
        page.say("a").end();
        page.gap();
        page.gap();
        page.say("b").end();
        assert_eq!(page.to_string(), "a\n\nb\n");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(short("Île-de-France", 3), "Île…");
        assert_eq!(short("Île", 3), "Île");
    }
}
