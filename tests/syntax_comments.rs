//! Comments and empty lines in the standard layout: each comment keeps its neighbours.

#[path = "common/trees/mod.rs"]
mod trees;

use lexloci::format;
use lexloci::syntax::{self, is_keyword};
use proptest::prelude::*;

/// Comments between two lines of a text: for each, how much deeper it is indented than the line below, and whether an
/// empty line stands above it; then whether one stands above the line below.
#[derive(Clone, Debug, Default, PartialEq)]
struct Between {
    comments: Vec<(usize, bool)>,
    blank: bool,
}

impl Between {
    /// Returns whether an empty line stands above each comment, and above the line below.
    fn blanks(&self) -> Vec<bool> {
        self.comments.iter().map(|(_, blank)| *blank).chain([self.blank]).collect()
    }
}

fn between() -> impl Strategy<Value = Between> {
    let comment = (prop::sample::select(vec![0, 0, 2, 3]), any::<bool>());
    (prop::collection::vec(comment, 0..4), any::<bool>()).prop_map(|(comments, blank)| Between { comments, blank })
}

/// Returns the lines of a text on which anything but a comment stands, and what stands between them: first what is above the
/// first, last what is below the last.
fn taken_apart(text: &str) -> (Vec<String>, Vec<Between>) {
    let (mut lines, mut gaps, mut gap, mut blank) = (vec![], vec![], Between::default(), false);
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match line.trim_start() {
            "" => blank = true,
            comment if comment.starts_with('#') => gap.comments.push((indent, std::mem::take(&mut blank))),
            _ => {
                gap.comments.iter_mut().for_each(|(column, _)| *column = column.saturating_sub(indent));
                gap.blank = std::mem::take(&mut blank);
                gaps.push(std::mem::take(&mut gap));
                lines.push(line.to_owned());
            }
        }
    }
    gaps.push(gap);
    (lines, gaps)
}

/// Returns whether a clause begins with a line.
fn begins_clause(line: &str) -> bool {
    let word = line.trim_start().split(' ').next().unwrap_or("");
    let inner = ["is", "as", "where", "and", "or", "not", "some", "every", "no", "at", "from", "through", "before"];
    is_keyword(word) && !inner.contains(&word) && !["except", "total"].contains(&word)
}

/// Returns the text with comments between its lines, `n` of which have one at their end.
fn put_together(lines: &[String], gaps: &[Between], ends: &[bool]) -> String {
    let mut text = String::new();
    for (index, gap) in gaps.iter().enumerate() {
        let below = lines.get(index);
        let indent = below.map_or(0, |line| line.len() - line.trim_start().len());
        for (nth, (deeper, blank)) in gap.comments.iter().enumerate() {
            let above = if *blank { "\n" } else { "" };
            text.push_str(&format!("{above}{}# {index} {nth}\n", " ".repeat(indent + deeper)));
        }
        let Some(line) = below else { break };
        let above = if gap.blank { "\n" } else { "" };
        let end = if ends.get(index) == Some(&true) { format!("  # end of {index}") } else { String::new() };
        text.push_str(&format!("{above}{line}{end}\n"));
    }
    text
}

/// The texts below comments: a clause; the end of the policy, with a rule above or without; the end of the text.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    Clause,
    Brace { after_rule: bool },
    Nothing,
}

/// Returns what should come of what stands between two lines, of which the upper opens braces or is none. `came` says whether
/// an empty line is between them where the source has none.
fn expected(gap: &Between, opens: bool, below: Below, came: &Between) -> Between {
    let closes = below != Below::Clause;
    let mut gap = gap.clone();
    if opens {
        gap.comments.iter_mut().take(1).for_each(|(_, blank)| *blank = false);
        gap.blank &= !gap.comments.is_empty();
    }
    gap.blank &= !closes;
    let blanks = gap.blanks();
    let last_blank = blanks.iter().rposition(|blank| *blank);
    let deep = if opens { 0 } else { gap.comments.iter().take_while(|(deeper, _)| *deeper > 0).count() };
    let lead = if closes { blanks.len() } else { last_blank.unwrap_or(deep) };
    for (index, (deeper, _)) in gap.comments.iter_mut().enumerate() {
        *deeper = match below {
            Below::Clause if *deeper > 0 && index < lead && !opens => 2,
            Below::Brace { after_rule: true } if *deeper > 2 => 4,
            Below::Brace { .. } => 2,
            Below::Clause | Below::Nothing => 0,
        };
    }
    if last_blank.is_none() && came.blanks().contains(&true) {
        match gap.comments.get_mut(lead) {
            Some((_, blank)) => *blank = true,
            None => gap.blank = true,
        }
    }
    gap
}

/// Texts that are laid out already.
const KEPT: &[&str] = &[
    // A remark at the end of a rule stays in it; one at its margin stays below it; one above a rule goes with that.
    r#"loci 1

source S is "S"

fact x.a is yes_no

fact x.b is yes_no
fact x.c is yes_no

policy f version 1.0.0 "F" {
  rule one "One" [S 1]
    require x.a
    # this remark is about rule one

  rule two "Two" [S 2]
    # about the demand
    require x.b

    # free, in rule two

  # free

  # about the exception
  exception three to two "Three" [S 3]
    when x.c
  # the end of three

  claim four "Four"
    never x.a and not x.b
    # about what never is
    # the last word of four
  # the last word of the policy
}

# the last word
"#,
    // Groups of declarations, with and without their comments.
    r#"# What this file is.

# What it is for.
loci 1
# the shared groups
use gdpr
use exposure

# laws
source GDPR is "G"
source BOARD is "B"

set a = {FR}
  # about a
set b = {DE}  # about b,
  # in two lines

# about c

set c = {
  # the first of them
  IT,  # the second
  # of ES

  ES
  # what is missing
}

define p is foreign as p.seat not in EU
define q is near as q.seat in EU
# the last word
"#,
];

#[test]
fn what_is_laid_out_stays() {
    for source in KEPT {
        assert_eq!(format(source).unwrap(), *source);
    }
}

/// A comment inside a clause stays with that clause, whatever is above and below.
#[test]
fn comments_inside_a_clause_stay_with_it() {
    let source = r#"loci 1
set # a1
  # a2
  a # a3
  = {FR}
set b = {DE}
policy p version 1.0.0 "P" # p1
{
  applies when # w1
    data has personal
  levels low
    # l1
    < high
  rule one # o1
    # o2
    "One" # o3
    at high # o4
    for every s # e1
    in storage
    when # w2
    s.encrypted
    require # r1
      # r2
      s in EEA
    unless # u1
      s in {CH}
    severity # s1
      minor
    duty exporter # d1
      "Test" within 12
      # d2
      months
    remedy # m1
      "Move it."
}
"#;
    let shown = r#"loci 1

# a1
# a2
set a = {FR}  # a3
set b = {DE}

policy p version 1.0.0 "P" {  # p1
  applies when data has personal  # w1
  # l1
  levels low < high

  # o1
  # o2
  # o3
  rule one "One" at high  # o4
    for every s in storage  # e1
    when s.encrypted  # w2
    # r1
    # r2
    require s in EEA
    unless s in {CH}  # u1
    severity minor  # s1
    # d1
    # d2
    duty exporter "Test" within 12 months
    remedy "Move it."  # m1
}
"#;
    assert_eq!(format(source).unwrap(), shown);
    assert_eq!(format(shown).unwrap(), shown);
}

proptest! {
    #![proptest_config(trees::config())]

    #[test]
    fn every_comment_keeps_its_neighbours(
        file in trees::file(),
        gaps in prop::collection::vec(between(), 1..8),
        ends in prop::collection::vec(any::<bool>(), 1..8),
    ) {
        let (lines, plain) = taken_apart(&syntax::print(&file));
        let brace = lines.len() - 1;
        let closes = |index: usize| index == brace && file.policy.is_some();
        let begins = |index: usize| closes(index) || lines.get(index).is_none_or(|line| begins_clause(line));
        let chosen = |index: usize| if begins(index) { gaps[index % gaps.len()].clone() } else { plain[index].clone() };
        let gaps: Vec<Between> = (0..=lines.len()).map(chosen).collect();
        let ends: Vec<bool> = (0..lines.len()).map(|index| begins(index + 1) && ends[index % ends.len()]).collect();
        let source = put_together(&lines, &gaps, &ends);
        let once = format(&source).unwrap();
        let (came_lines, came) = taken_apart(&once);
        let ended: Vec<String> = lines.iter().zip(&ends).enumerate().map(|(index, (line, end))| {
            if *end { format!("{line}  # end of {index}") } else { line.clone() }
        }).collect();
        prop_assert!(came_lines == ended, "{source}\n---\n{once}");
        for (index, (gap, came)) in gaps.iter().zip(&came).enumerate() {
            let opens = index == 0 || lines[index - 1].ends_with('{');
            let rule = |line: &String| ["  rule ", "  exception ", "  claim "].iter().any(|word| line.starts_with(word));
            let below = match index {
                _ if closes(index) => Below::Brace { after_rule: lines.iter().any(rule) },
                _ if index > brace => Below::Nothing,
                _ => Below::Clause,
            };
            let mut expected = expected(gap, opens, below, came);
            if gap.comments.is_empty() {
                // Between clauses of a rule there is no empty line, between rules there is one.
                expected.blank = came.blank;
            }
            prop_assert!(*came == expected, "{index}: {expected:?}, not {came:?}\n{source}\n---\n{once}");
        }
        prop_assert_eq!(format(&once).unwrap(), once);
    }
}
