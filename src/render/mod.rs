//! A verdict and a diagnostic as plain text.
//!
//! A [`Page`] is a row of pieces, each with the role that it plays, so that the command line can colour
//! it and the engine needs to know nothing of terminals. `to_string` is the plain text.

mod finding;
mod group;
mod page;
mod range;
mod tail;

pub use finding::{fact, reason};
pub use page::{Page, Role, visible};

use crate::diag::{Diagnostic, Level};
use crate::span::LineIndex;
use crate::verdict::{Answer, Applies, Part, Verdict};

/// A verdict as a person reads it: the answer, what stands against it, what is missing, what is fine.
pub fn verdict(verdict: &Verdict) -> Page {
    let mut page = Page::default();
    headline(&mut page, verdict);
    level(&mut page, verdict);
    for (name, part) in verdict.parts.iter() {
        self::part(&mut page, name, part);
    }
    page.gap();
    finding::findings(&mut page, verdict);
    page.gap();
    tail::tail(&mut page, verdict);
    page
}

/// The answer in words, as a headline has it.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::NonCompliant => "non-compliant",
        Answer::Undetermined => "undetermined",
        Answer::NotApplicable => "not applicable",
        Answer::Compliant => "compliant",
    }
}

/// What a reader should do. Only `compliant` means "go ahead".
fn advice(verdict: &Verdict) -> &'static str {
    match verdict.verdict {
        Answer::NonCompliant | Answer::Undetermined => "do not proceed",
        Answer::NotApplicable => "this policy gives no go-ahead",
        Answer::Compliant if verdict.reservations.is_empty() => "proceed",
        Answer::Compliant => "proceed, with reservations",
    }
}

fn role(answer: Answer) -> Role {
    match answer {
        Answer::NonCompliant => Role::Bad,
        Answer::Undetermined => Role::Open,
        Answer::NotApplicable => Role::Quiet,
        Answer::Compliant => Role::Good,
    }
}

fn headline(page: &mut Page, verdict: &Verdict) {
    page.put(role(verdict.verdict), &answer(verdict.verdict).to_ascii_uppercase());
    let policy = &verdict.policy;
    page.say(&format!("   {} {}", policy.name, policy.version));
    page.say(&format!("   as of {}", verdict.as_of));
    page.say("   ").put(Role::Strong, advice(verdict)).end();
}

fn level(page: &mut Page, verdict: &Verdict) {
    let Some(level) = &verdict.level else { return };
    let reached = level.reached.as_deref().unwrap_or("none");
    page.say(&format!("Level {} is required; reached: {reached}", level.required));
    for (word, levels) in [("open", &level.open), ("refused", &level.refused)] {
        if !levels.is_empty() {
            page.say(&format!("; {word}: {}", levels.join(", ")));
        }
    }
    page.end();
}

fn part(page: &mut Page, name: &str, part: &Part) {
    let applies = match part.applies {
        Applies::Yes => "applies",
        Applies::No => "does not apply",
        Applies::Unknown => "may apply",
    };
    page.say(&format!("Part {name}: "));
    page.put(role(part.verdict), answer(part.verdict));
    page.say(&format!(", {applies}")).end();
}

/// A diagnostic as one or two lines: where it stands, what is wrong, and what would be right.
/// `source` is the text in which its span lies and `name` what that text is called.
pub fn diagnostic(diagnostic: &Diagnostic, source: &str, name: &str) -> Page {
    diagnostic_of(diagnostic, source, &LineIndex::new(source), name)
}

/// The same for one of many diagnostics of a text, whose lines are found once.
pub fn diagnostic_of(diagnostic: &Diagnostic, source: &str, lines: &LineIndex, name: &str) -> Page {
    let mut page = Page::default();
    page.say(&place(diagnostic, source, lines, name)).say(": ");
    let (role, word) = match diagnostic.level {
        Level::Error => (Role::Bad, "error"),
        Level::Warning => (Role::Open, "warning"),
    };
    page.put(role, &format!("{word}[{}]", diagnostic.code));
    page.say(&format!(": {}", diagnostic.message)).end();
    if let Some(help) = &diagnostic.help {
        page.put(Role::Quiet, "  help: ").say(help).end();
    }
    page
}

/// `crm.loci:4:12`, or `flow.json: transfers[1].tool` for a flow.
fn place(diagnostic: &Diagnostic, source: &str, lines: &LineIndex, name: &str) -> String {
    if let Some(path) = diagnostic.path.as_ref().filter(|path| !path.is_empty()) {
        return format!("{name}: {path}");
    }
    let Some(span) = diagnostic.span else {
        return name.to_owned();
    };
    let at = lines.position(source, span.start);
    format!("{name}:{}:{}", at.line, at.column)
}
