//! Renders a verdict or a diagnostic as plain text.
//!
//! A [`Page`] is a sequence of pieces, each with a role. The command line colours it by role, so the engine needs no
//! knowledge of terminals. `to_string` gives the plain text.

mod brief;
mod finding;
mod group;
mod hinge;
mod page;
mod range;
mod tail;

pub use finding::{fact, reason};
pub use page::{Page, Role, visible};

use crate::diag::{Diagnostic, Level};
use crate::span::LineIndex;
use crate::verdict::{Answer, Applies, Hinge, Part, Verdict};

/// Writes the report that `lexloci check --full` prints, without colours.
impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self::verdict(self).fmt(f)
    }
}

/// Renders what decides a verdict, as `lexloci check` prints it: the answer in a sentence, what it hangs on where that was asked,
/// and rules that come out alike in one line.
pub fn brief(verdict: &Verdict, hinge: Option<&Hinge>) -> Page {
    brief::brief(verdict, hinge)
}

/// Renders what a flow hangs on: the statements after which it is compliant, in words. Empty where none were found.
pub fn hinge(hinge: &Hinge) -> Page {
    let mut page = Page::default();
    hinge::hinge(&mut page, hinge);
    page
}

/// Renders all of a verdict: the answer, what counts against it, what is missing, what is satisfied.
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

/// Returns the answer in words, as a headline has it.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::NonCompliant => "non-compliant",
        Answer::Undetermined => "undetermined",
        Answer::NotApplicable => "not applicable",
        Answer::Compliant => "compliant",
    }
}

/// Returns the advice to the reader. Only `compliant` means "go ahead".
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
    page.say(&format!("Part {name}: "));
    page.put(role(part.verdict), answer(part.verdict));
    // Advisory rules apply to a part that is judged to be neither the one nor the other, and say nothing of its verdict.
    match (part.verdict, part.applies) {
        (Answer::NotApplicable, _) => {}
        (Answer::Undetermined, Applies::Unknown) => {
            page.say(", may apply");
        }
        (_, Applies::Unknown) => {}
        (_, Applies::Yes) => {
            page.say(", applies");
        }
        (_, Applies::No) => {
            page.say(", does not apply");
        }
    }
    page.end();
}

/// Renders a diagnostic in one or two lines: its position, the fault, and the help. `source` is the text in which its
/// span lies and `name` the name of that text.
pub fn diagnostic(diagnostic: &Diagnostic, source: &str, name: &str) -> Page {
    diagnostic_of(diagnostic, source, &LineIndex::new(source), name)
}

/// Renders one of many diagnostics of a text whose lines are already indexed.
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

/// Renders a position: `crm.loci:4:12`, or `flow.json: transfers[1].tool` for a flow.
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

#[cfg(test)]
mod tests;
