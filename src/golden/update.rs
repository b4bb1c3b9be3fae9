//! Writes into a file of cases what came, where one line of the same kind can expect it.

use super::{Difference, Report};

/// A line that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its line in the file before.
    pub line: usize,
    /// The expectation that stood there; `None` where a line was added below it.
    pub from: Option<String>,
    /// The expectation that stands there now.
    pub to: String,
}

/// Returns the file with the expectations that came, and the lines that changed. Every other byte stays, comments and line ends
/// too. An expectation for which nothing came that it could say is left as it is: no test loses what it asserts.
///
/// ```
/// use lexloci::golden;
/// let file = "# T\n```loci\nloci 1\n```\n```verdict\nerror L0004 # why\n```\n";
/// let (text, changes) = golden::updated(file, &golden::run(file, "t.md"));
/// assert!(text.contains("error L0102") || changes.len() == 1, "{text}");
/// ```
pub fn updated(markdown: &str, report: &Report) -> (String, Vec<Change>) {
    let differences: Vec<&Difference> = report.trials.iter().flat_map(|trial| &trial.differences).collect();
    let (mut text, mut changes) = (String::new(), vec![]);
    for (index, line) in markdown.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let here = || differences.iter().filter(|each| each.line == number);
        let replaced = here().find_map(|each| Some((each.expected.as_ref()?, each.instead.as_ref()?)));
        match replaced {
            Some((from, to)) => {
                text.push_str(&line.replacen(from.as_str(), to, 1));
                changes.push(Change { line: number, from: Some(from.clone()), to: to.clone() });
            }
            None => text.push_str(line),
        }
        let added = here().filter(|each| each.expected.is_none()).filter_map(|each| each.instead.as_ref());
        for to in added {
            text.push_str(&like(line, to));
            changes.push(Change { line: number, from: None, to: to.clone() });
        }
    }
    (text, changes)
}

/// Returns a line with the indent and the line end of another one.
fn like(line: &str, content: &str) -> String {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    format!("{}{content}{end}", line.get(..indent).unwrap_or(""))
}
