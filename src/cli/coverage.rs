//! `lexloci test --coverage`: prints each rule and exception, with the directions in which the cases take it.

use super::out::{Out, painted};
use lexloci::golden::{Clause, Coverage, Covered, Direction};
use lexloci::render::Role;

/// Prints every policy. Returns whether each of their rules and exceptions is reached in every direction.
pub(super) fn report(coverage: &Coverage, out: &mut Out) -> bool {
    for covered in coverage.policies() {
        policy(covered, out);
    }
    for covered in coverage.policies() {
        for clause in &covered.clauses {
            missing(covered, clause, out);
        }
    }
    let (complete, all) = coverage.total();
    out.line(&format!("\nrules and exceptions covered in every direction: {complete} of {all}"));
    complete == all
}

fn policy(covered: &Covered, out: &mut Out) {
    let (complete, all) = (covered.complete(), covered.clauses.len());
    let Covered { name, file, cases, .. } = covered;
    let flows = if *cases == 1 { "flow" } else { "flows" };
    out.line(&format!("\n{name}  {complete} of {all} covered by {cases} {flows}  ({file})"));
    let width = covered.clauses.iter().map(|clause| title(clause).len()).max().unwrap_or(0);
    for clause in &covered.clauses {
        let counts: Vec<String> = clause.kind.reported().into_iter().map(|way| count(clause, way)).collect();
        out.line(&format!("{:>6}  {:<width$}  {}", clause.line, title(clause), counts.join("  ")));
    }
}

fn title(clause: &Clause) -> String {
    format!("{} {}", clause.kind.as_str(), clause.name)
}

fn count(clause: &Clause, direction: Direction) -> String {
    let text = format!("{} {:<3}", direction.as_str(), clause.count(direction));
    if clause.missing().contains(&direction) { painted(Role::Bad, &text) } else { text }
}

fn missing(covered: &Covered, clause: &Clause, out: &mut Out) {
    let ways: Vec<String> = clause.missing().into_iter().map(|way| gap(clause, way)).collect();
    if !ways.is_empty() {
        let word = painted(Role::Bad, "never");
        out.line(&format!("{}:{}: {} is {word} {}", covered.file, clause.line, title(clause), ways.join(", ")));
    }
}

/// Names a missing direction: `held`, or `held to named, roles` where the exception takes it for its other targets.
fn gap(clause: &Clause, direction: Direction) -> String {
    let lacking = clause.lacking(direction);
    if lacking.len() == clause.targets.len() {
        return direction.as_str().to_owned();
    }
    format!("{} to {}", direction.as_str(), lacking.join(", "))
}
