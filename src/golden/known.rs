//! The lines that a `verdict` block can have, one table: the runner reads them by it, names them by it where a line is none of
//! them, and docs/testing.md is written from it.

use super::expect::{self, Line};
use crate::nearest::nearest;
use crate::verdict::{Answer, Outcome};

/// The answers, in the order in which they are named.
pub(super) const ANSWERS: [Answer; 4] =
    [Answer::Compliant, Answer::NonCompliant, Answer::Undetermined, Answer::NotApplicable];

/// The outcomes of a rule's instance.
pub(super) const OUTCOMES: [Outcome; 5] =
    [Outcome::Satisfied, Outcome::Violated, Outcome::Excused, Outcome::Undetermined, Outcome::NotApplicable];

/// One kind of line in a `verdict` block.
pub struct Known {
    /// Its first words, with the space after them; empty for the answer, which is the whole line.
    opens: &'static str,
    /// Its form: `rule RULE [at ENTRY]: OUTCOME`.
    pub form: &'static str,
    /// Its meaning.
    pub says: &'static str,
    /// A line of this kind.
    pub example: &'static str,
    /// Says whether it is an option of the check, which expects nothing by itself.
    pub is_option: bool,
    read: fn(&str) -> Option<Line>,
}

impl Known {
    const fn new(
        opens: &'static str,
        form: &'static str,
        says: &'static str,
        example: &'static str,
        read: fn(&str) -> Option<Line>,
    ) -> Known {
        Known { opens, form, says, example, is_option: false, read }
    }

    const fn option(self) -> Known {
        Known { is_option: true, ..self }
    }
}

/// Every kind of line. The first whose opening words a line has reads it.
///
/// ```
/// let forms = lexloci::golden::KNOWN.iter().map(|known| known.form);
/// assert!(forms.into_iter().any(|form| form == "rule RULE [at ENTRY]: OUTCOME"));
/// ```
pub const KNOWN: &[Known] = &[
    Known::new(
        "as of ",
        "as of DATE",
        "the day on which the flow is judged, in place of the one that it states",
        "as of 2026-03-01",
        expect::as_of,
    )
    .option(),
    Known::new(
        "level ",
        "level LEVEL",
        "the level of the policy that is asked for; the highest when this line is left out",
        "level label_2",
        expect::level,
    )
    .option(),
    Known::new(
        "part ",
        "part PART: ANSWER",
        "the answer of a part of the policy; `applies yes`, `applies no` or `applies unknown` in its place or after a comma",
        "part chapter_v: compliant, applies yes",
        expect::part,
    ),
    Known::new(
        "rule ",
        "rule RULE [at ENTRY]: OUTCOME",
        "the outcome of a rule for this entry; without `at`, of some instance of the rule",
        "rule stores at storage[0]: violated",
        expect::rule,
    ),
    Known::new(
        "excused ",
        "excused RULE [at ENTRY] by EXCEPTION",
        "the exception that excuses a rule, for this entry or for some instance",
        "excused stores at storage[1] by backup",
        expect::excused,
    ),
    Known::new(
        "missing: ",
        "missing: FACT, FACT",
        "facts that are missing; each is missing in some instance. Facts that only decide whether a rule applies are in `ask` alone",
        "missing: transfers[0].tool",
        expect::missing,
    ),
    Known::new(
        "ask: ",
        "ask: FACT, FACT",
        "exactly the facts that `lexloci check` names as missing, `none` for no fact; `lexloci ask` searches the flow's completions and may need fewer",
        "ask: transfers[0].tool, transfers[0].assessment",
        expect::ask,
    ),
    Known::new(
        "cites: ",
        "cites: SOURCE PIN",
        "a citation of an instance that concerns the flow: of its rule, of a reason or of an excuse",
        "cites: GDPR 45(3)",
        expect::cites,
    ),
    Known::new(
        "because: ",
        "because: FACT is VALUE",
        "a reason of some instance, as the verdict words it; `, as attested` after it where a person concluded it",
        "because: transfers[0].to is US",
        expect::because,
    ),
    Known::new(
        "duty ",
        "duty HOLDER [by DATE]",
        "a duty of this holder, with this last day; without `by`, on any day",
        "duty exporter by 2027-03-01",
        expect::duty,
    ),
    Known::new(
        "reservation: ",
        "reservation: none",
        "no minor rule is violated or undetermined",
        "reservation: none",
        expect::no_reservation,
    ),
    Known::new("reservations: ", "reservations: none", "the same", "reservations: none", expect::no_reservation),
    Known::new(
        "reservation ",
        "reservation RULE [at ENTRY]: OUTCOME",
        "a minor rule that is violated or undetermined, which the verdict lists beside its answer",
        "reservation keys at storage[0]: violated",
        expect::reservation,
    ),
    Known::new(
        "level: ",
        "level: required LEVEL, reached LEVEL, open LEVEL, refused LEVEL",
        "the levels, exactly as far as they are named; `none` for none",
        "level: reached label_1, open label_2",
        expect::levels,
    ),
    Known::new(
        "note ",
        "note CODE [at FACT]",
        "a note on the flow, with its code",
        "note L0550 at storage",
        expect::note,
    ),
    Known::new(
        "lint ",
        "lint CODE [at LINE:COLUMN]",
        "a lint on the policy, at this place of its text",
        "lint L0404 at 4:3",
        expect::lint,
    ),
    Known::new(
        "error ",
        "error CODE [at PLACE]",
        "an error in place of a verdict: at a fact of the flow, `4:3` in the policy or `house:4:3` in a module; the block lists all of them and nothing else",
        "error L0501 at storage[0].plase",
        expect::error,
    ),
    Known::new(
        "",
        "compliant, non_compliant, undetermined or not_applicable",
        "the answer, ANSWER below: the first line of a block, unless errors are expected",
        "non_compliant",
        expect::verdict,
    ),
];

/// Parses a line without its comment.
pub(super) fn line(text: &str) -> Option<Line> {
    let (known, rest) = opening(text)?;
    if rest.is_empty() { None } else { (known.read)(rest) }
}

/// Returns the kind whose opening words a line has, and the rest of the line. A line with no other opening is an answer.
fn opening(text: &str) -> Option<(&'static Known, &str)> {
    KNOWN.iter().find_map(|known| Some((known, text.strip_prefix(known.opens)?.trim())))
}

/// Returns what to write in place of a line that is no expectation: the form that its first words open, or all forms.
pub(super) fn help(text: &str) -> String {
    let like = |known: &Known| format!("write `{}`, such as `{}`{}", known.form, known.example, words(known.form));
    if let Some((known, _)) = opening(text).filter(|(known, _)| !known.opens.is_empty()) {
        return like(known);
    }
    let first = text.split([' ', ':']).next().unwrap_or(text);
    let openings = || KNOWN.iter().map(|known| known.opens.trim_end_matches([' ', ':']));
    let answers = ANSWERS.iter().map(|answer| answer.as_str());
    let near = nearest(first, openings().filter(|opens| !opens.is_empty()).chain(answers));
    let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let forms: Vec<String> = KNOWN.iter().map(|known| format!("  {}", known.form)).collect();
    format!("{meant}these are known, and docs/testing.md explains them:\n{}", forms.join("\n"))
}

/// Returns the words that stand for OUTCOME or ANSWER, where a form has it.
fn words(form: &str) -> String {
    let listed = |what: &str, words: &[&str]| format!("; {what} is {}", words.join(", "));
    if form.contains("OUTCOME") {
        return listed("OUTCOME", &OUTCOMES.map(Outcome::as_str));
    }
    if form.contains("ANSWER") { listed("ANSWER", &ANSWERS.map(Answer::as_str)) } else { String::new() }
}
