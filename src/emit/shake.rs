//! Leaves out of a module what none of its exports leads to.
//!
//! The module is taken apart at the lines that begin at the margin: each is a declaration, or a statement about something that is
//! declared. Any word may be a name, but those of comments and of properties; a word too many only keeps what could go.

/// A declaration or a statement, with the comment above it.
struct Unit<'c> {
    text: &'c str,
    declares: Vec<&'c str>,
    mentions: Vec<&'c str>,
}

/// Returns a module without what none of its exports leads to.
pub(super) fn shaken(code: &str) -> String {
    let units: Vec<Unit<'_>> = units(code).into_iter().map(Unit::of).collect();
    let mut owners: Vec<(&str, usize)> = vec![];
    for (at, unit) in units.iter().enumerate() {
        owners.extend(unit.declares.iter().map(|name| (*name, at)));
    }
    crate::order::sort_by(&mut owners, |a, b| a.0.cmp(b.0));
    let owner = |name: &str| {
        let found = owners.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        owners.get(found).map(|(_, at)| *at)
    };
    let mut kept = vec![false; units.len()];
    let exported = units.iter().enumerate().filter(|(_, unit)| unit.is_exported());
    let mut open: Vec<usize> = exported.map(|(at, _)| at).collect();
    loop {
        while let Some(at) = open.pop() {
            let Some(unit) = units.get(at) else { continue };
            if kept.get_mut(at).is_some_and(|kept| !std::mem::replace(kept, true)) {
                open.extend(unit.mentions.iter().filter_map(|name| owner(name)));
            }
        }
        // A statement is about something that is kept.
        let is_kept = |at: usize| kept.get(at).copied().unwrap_or_default();
        let statements = units.iter().enumerate().filter(|(at, unit)| unit.declares.is_empty() && !is_kept(*at));
        let about = statements.filter(|(_, unit)| unit.mentions.iter().filter_map(|name| owner(name)).any(is_kept));
        open.extend(about.map(|(at, _)| at));
        if open.is_empty() {
            break;
        }
    }
    units.iter().zip(kept).filter(|(_, kept)| *kept).map(|(unit, _)| unit.text).collect()
}

/// Returns the texts of the units, which are the module when they are put together.
fn units(code: &str) -> Vec<&str> {
    let mut starts = vec![];
    let (mut at, mut is_comment, mut is_text) = (0, false, false);
    for line in code.split_inclusive('\n') {
        if !is_text && !line.starts_with([' ', '}', ')', ']', '\n']) {
            if !is_comment {
                starts.push(at);
            }
            is_comment = line.starts_with('/');
        }
        if !is_remark(line) {
            is_text ^= line.matches(['`']).count() % 2 == 1;
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([at]);
    starts.iter().zip(ends).filter_map(|(start, end)| code.get(*start..end)).collect()
}

/// Returns whether a line is one of a comment.
fn is_remark(line: &str) -> bool {
    line.trim_start().starts_with(['/', '*'])
}

impl<'c> Unit<'c> {
    fn of(text: &'c str) -> Unit<'c> {
        let lines = text.lines().filter(|line| !is_remark(line));
        Unit { text, declares: declared(text), mentions: lines.flat_map(words).collect() }
    }

    fn is_exported(&self) -> bool {
        self.text.lines().any(|line| line.starts_with("export "))
    }
}

/// Returns the names that a unit declares: none where it is a statement.
fn declared(text: &str) -> Vec<&str> {
    let Some(line) = text.lines().find(|line| !is_remark(line)) else { return vec![] };
    let line = line.strip_prefix("export ").unwrap_or(line);
    let rest = ["function ", "class ", "const ", "let "].into_iter().find_map(|word| line.strip_prefix(word));
    let Some(rest) = rest else { return vec![] };
    match rest.strip_prefix('{') {
        // const { getPrototypeOf: prototypeOf } = Object;
        Some(inside) => {
            let inside = inside.split('}').next().unwrap_or_default();
            inside.split(',').filter_map(|one| words(one).last().copied()).collect()
        }
        None => words(rest).into_iter().take(1).collect(),
    }
}

/// Returns the words of a line that may be names: those that are not read of something.
fn words(line: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut at = 0;
    for word in line.split(|letter| !is_letter(letter)) {
        let before = line.get(..at).unwrap_or_default();
        if !word.is_empty() && (!before.ends_with('.') || before.ends_with("...")) {
            found.push(word);
        }
        at += word.len();
        at += line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests {
    use super::shaken;

    const MODULE: &str = "// Printed.

/** The policy. */
export const policy = { name: \"a\" };

const LETTERS = new Map();
const CODES = [1, 2];
for (const code of CODES) LETTERS.set(code, 1);
const { isArray, getPrototypeOf: prototypeOf } = Array;
const TEXT = `one
unused two`;

/** Is asked by nobody: `helper`. */
function unused() {
  return helper(TEXT);
}

class Flow {}
Object.assign(Flow.prototype, { links: [] });

function helper(value) {
  return prototypeOf(value).unused;
}

export function decide(flow) {
  return LETTERS.get(flow) ?? helper(...policy.rules);
}
";

    #[test]
    fn what_no_export_leads_to_is_left_out() {
        let kept = shaken(MODULE);
        for gone in ["function unused", "class Flow", "Object.assign", "TEXT"] {
            assert!(MODULE.contains(gone) && !kept.contains(gone), "{gone} in {kept}");
        }
        for stays in ["// Printed.", "const CODES", "for (const code", "prototypeOf }", "function helper", "/** The"] {
            assert!(kept.contains(stays), "{stays} in {kept}");
        }
        assert_eq!(shaken(&kept), kept);
    }

    #[test]
    fn a_statement_keeps_what_it_is_about() {
        let code = "let a = 0;\nconst b = [a];\nb.push(c);\nconst c = 1;\nexport default b;\n";
        assert_eq!(shaken(code), code);
    }
}
