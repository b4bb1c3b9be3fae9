//! Reports characters that a reader does not see in texts, citations and comments. Elsewhere such a character is a
//! token of its own, which `hints` reports.

use super::lexeme::is_bidi;
use super::token::{Token, TokenKind};
use crate::diag::Diagnostic;
use crate::span::Span;

/// Reports each token that holds an unseen character.
#[inline(never)] // Runs once per text. Inlined, V8 would recompile the whole caller for this loop.
pub(super) fn unseen(tokens: &[Token<'_>]) -> Vec<Diagnostic> {
    let read = |token: &&Token<'_>| matches!(token.kind, TokenKind::Text | TokenKind::Comment | TokenKind::Pin);
    tokens.iter().filter(read).filter_map(unseen_in).collect()
}

fn unseen_in(token: &Token<'_>) -> Option<Diagnostic> {
    let forbidden = |c: char| is_bidi(c) || is_line_break(c) || (c.is_control() && c != '\t');
    let (at, found) = token.text.char_indices().find(|(_, c)| forbidden(*c))?;
    let start = token.span.start + at as u32;
    let span = Span::new(start, start + found.len_utf8() as u32);
    let said = unseen_char(found, span);
    // A text cannot span lines, so that a carriage return in it becomes a space.
    Some(if found == '\r' && token.kind == TokenKind::Text { said.fix(span, " ") } else { said })
}

/// Returns whether editors show the character as the end of a line. To the parser the line goes on, so that the rest of a
/// comment is seen as a clause.
fn is_line_break(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns the diagnostic for one unseen character.
pub(super) fn unseen_char(found: char, span: Span) -> Diagnostic {
    let code = found as u32;
    if found == '\r' {
        let message = "U+000D is no line end without a line feed";
        let help = "end lines as other texts do: with a line feed";
        return Diagnostic::error("L0107", span, message).help(help).fix(span, "\n");
    }
    if is_line_break(found) {
        let message = format!("U+{code:04X} is shown as the end of a line, and is none here");
        let help = "end the line with a line feed, or remove the character";
        return Diagnostic::error("L0107", span, message).help(help).fix(span, " ");
    }
    let said = if is_bidi(found) {
        let message = format!("U+{code:04X} turns the direction of the text around it");
        Diagnostic::error("L0105", span, message)
    } else {
        let message = format!("U+{code:04X} is a control character");
        Diagnostic::error("L0107", span, message)
    };
    said.help("remove it: what is read must be what is written").fix(span, "")
}
