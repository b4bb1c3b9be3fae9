//! The table of agreement, as docs/cases.md has it and `cargo xtask cases` prints it.

use crate::agree::{Agreement, Trivial};
use crate::record::Decided;

const CAVEAT: &str = "\
No lawyer has re-read the cases. But for those found later, their outcomes were in view while the policy was written, so this
says how well the policy states what was decided, not how well it would foresee a decision. It is not legal advice.
";

/// Sums over some cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) cases: usize,
    pub(crate) transfer: usize,
    pub(crate) chapter_v: usize,
    pub(crate) overall: usize,
    pub(crate) reason: usize,
    pub(crate) lets_pass: usize,
    /// Agreeing on transfer, Chapter V and overall.
    pub(crate) all_three: usize,
    verified: usize,
    not_final: usize,
    inferences: usize,
}

impl Sums {
    pub(crate) fn of<'a>(cases: impl IntoIterator<Item = &'a (Decided, Agreement)>) -> Sums {
        let mut sums = Sums::default();
        for (decided, agreement) in cases {
            sums.cases += 1;
            sums.transfer += usize::from(agreement.transfer);
            sums.chapter_v += usize::from(agreement.chapter_v);
            sums.overall += usize::from(agreement.overall);
            sums.all_three += usize::from(agreement.transfer && agreement.chapter_v && agreement.overall);
            sums.reason += usize::from(agreement.reason);
            sums.lets_pass += usize::from(agreement.lets_pass);
            sums.verified += usize::from(decided.confidence == "verified");
            sums.not_final += usize::from(decided.not_final);
            sums.inferences += decided.inferences;
        }
        sums
    }

    fn row(&self, family: &str) -> Vec<String> {
        let Sums { cases, transfer, chapter_v, overall, reason, verified, not_final, inferences, .. } = self;
        let counts = [cases, transfer, chapter_v, overall, reason, verified, not_final, inferences];
        std::iter::once(family.to_owned()).chain(counts.map(usize::to_string)).collect()
    }
}

/// Returns the whole text: caveat, families, total, trivial rules, and what does not agree.
pub(crate) fn table(cases: &[(Decided, Agreement)], trivial: &[Trivial], open: &[(&str, &str)]) -> String {
    let all = Sums::of(cases);
    let total = format!(
        "Agreeing on transfer, Chapter V and overall: {} of {}. Compliant although unlawful: {}.\n",
        all.all_three, all.cases, all.lets_pass
    );
    let under_union_law = Sums::of(cases.iter().filter(|(decided, _)| decided.policy == crate::record::UNION));
    let rules = rules(&under_union_law, trivial);
    [CAVEAT, &families(cases), &total, &disagreeing(open), &other_reasons(cases), &rules].join("\n")
}

pub(crate) fn families(cases: &[(Decided, Agreement)]) -> String {
    let heads =
        ["family", "cases", "transfer", "Chapter V", "overall", "reason", "verified", "not final", "facts inferred"];
    let mut names: Vec<&str> = cases.iter().map(|(decided, _)| decided.family.as_str()).collect();
    names.dedup();
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for name in names {
        rows.push(Sums::of(cases.iter().filter(|(decided, _)| decided.family == name)).row(name));
    }
    rows.push(Sums::of(cases).row("**total**"));
    laid_out(&rows)
}

/// Names the cases that come out otherwise, with the reason.
fn disagreeing(open: &[(&str, &str)]) -> String {
    open.iter().map(|(id, why)| format!("Not as decided: `{id}`: {why}.\n")).collect()
}

/// Returns the table of minimal sets: cases that differ in one fact, which flips the outcome.
pub(crate) fn sets(cases: &[(Decided, Agreement)], sets: &[(String, Vec<String>)]) -> String {
    let right = |id: &String| {
        let (_, agreement) = cases.iter().find(|(decided, _)| decided.outcome.id == *id).expect("a case for each id");
        agreement.overall && agreement.chapter_v && agreement.transfer
    };
    let mut rows = vec![["what flips the outcome", "cases", "right"].map(str::to_owned).to_vec()];
    for (says, ids) in sets {
        let count = ids.iter().filter(|id| right(id)).count();
        rows.push(vec![says.clone(), ids.len().to_string(), count.to_string()]);
    }
    let wholly = sets.iter().filter(|(_, ids)| ids.iter().all(right)).count();
    format!("{}\nMinimal sets wholly right: {wholly} of {}.\n", laid_out(&rows), sets.len())
}

/// Returns the cases whose deciding instances cite no article that the authority rests on.
fn other_reasons(cases: &[(Decided, Agreement)]) -> String {
    let other = cases.iter().filter(|(_, agreement)| !agreement.reason);
    let named: Vec<String> = other
        .map(|(decided, _)| format!("`{}` ({})", decided.outcome.id, decided.outcome.articles.join("; ")))
        .collect();
    match named.as_slice() {
        [] => "Each is decided with an article that the authority rests on.\n".to_owned(),
        named => format!("Decided without an article that the authority rests on:\n- {}\n", named.join("\n- ")),
    }
}

fn rules(all: &Sums, trivial: &[Trivial]) -> String {
    let heads = ["rule, on the same cases", "agrees on overall", "passes although unlawful"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.push(vec!["`gdpr_transfers`".to_owned(), all.overall.to_string(), all.lets_pass.to_string()]);
    rows.extend(
        trivial.iter().map(|rule| vec![rule.says.to_owned(), rule.agrees.to_string(), rule.lets_pass.to_string()]),
    );
    laid_out(&rows)
}

/// Rows as a Markdown table: the first is the head, the first column text, the others numbers.
fn laid_out(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut lines: Vec<String> = rows.iter().map(|row| line(row, &widths)).collect();
    let rule = |(column, width): (usize, &usize)| {
        if column == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) }
    };
    let rules: Vec<String> = widths.iter().enumerate().map(rule).collect();
    lines.insert(1, line(&rules, &widths));
    lines.concat()
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
        0 => format!("{cell:<width$}"),
        _ => format!("{cell:>width$}"),
    });
    format!("| {} |\n", padded.collect::<Vec<_>>().join(" | "))
}
