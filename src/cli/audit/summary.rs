//! The answer that can be filed: counts by verdict, rule, place, region and vendor.

use super::job::Job;
use super::sink::Done;
use super::{Audit, Shape, findings};
use crate::cli::out::{Out, painted};
use crate::cli::rejected::Rejected;
use lexloci::audit::Counts;
use lexloci::render::{self, Role, visible};
use lexloci::verdict::Answer;
use lexloci::{Policy, atlas};
use serde_json::json;
use std::collections::BTreeMap;

/// The rows of a table that are printed for people.
const MOST: usize = 12;

/// Prints what is asked for, and tells on standard error what was not read.
pub(super) fn print(
    audit: &Audit,
    policy: &Policy,
    job: &Job<'_>,
    done: &Done,
    files: usize,
    out: &mut Out,
) -> Result<(), Rejected<'static>> {
    let fault = |message: String| Rejected::without_position("--format", "L0001", message);
    tell(audit, done, out);
    match audit.format {
        Shape::Text => text(audit, policy, job, done, files, out),
        Shape::Json => out.line(&summary(audit, policy, done, files)?),
        Shape::Sarif => out.line(&findings::sarif(policy, done).map_err(fault)?),
        Shape::Junit => out.line(&findings::junit(policy, done).map_err(fault)?),
    }
    Ok(())
}

fn tell(audit: &Audit, done: &Done, out: &mut Out) {
    for reject in done.told() {
        out.complain(&format!("{}\n", visible(&reject.shown())));
        if !reject.help.is_empty() {
            out.complain(&format!("  help: {}\n", visible(&reject.help)));
        }
    }
    let (all, told) = (done.rejected + done.unread, done.told().count() as u64);
    if all > told {
        let place = match &audit.out {
            Some(path) => format!("{}.rejected.ndjson has all of them", path.to_string_lossy()),
            None => "with --out all of them are written beside it".to_owned(),
        };
        out.complain(&format!("… and {} more: {place}\n", all - told));
    }
    if all == 0 && done.tally.verdicts.all() == 0 {
        out.complain("L0005: there is no flow in the data: nothing was judged\n");
    }
}

fn summary(audit: &Audit, policy: &Policy, done: &Done, files: usize) -> Result<String, Rejected<'static>> {
    let tally = &done.tally;
    let value = json!({
        "policy": { "name": policy.name(), "version": policy.version(), "digest": policy.digest() },
        "suppose": audit.judging.suppose,
        "atlas": format!("{}+{}", atlas::VERSION, atlas::digest()),
        "engine": env!("CARGO_PKG_VERSION"),
        "as_of": audit.judging.asked.as_of.map(|day| day.to_string()),
        "level": audit.judging.asked.level,
        "files": files,
        "flows": tally.verdicts.all(),
        "rejected": done.rejected,
        "unread": done.unread,
        "verdicts": tally.verdicts,
        "rules": tally.rules,
        "places": tally.places,
        "regions": tally.regions,
        "vendors": tally.vendors,
        "levels": tally.levels,
        "judged": { "by_the_answer_alone": tally.decided, "with_rules_and_missing_facts": tally.reasoned },
    });
    serde_json::to_string(&value).map_err(|error| Rejected::without_position("--format", "L0001", error.to_string()))
}

fn text(audit: &Audit, policy: &Policy, job: &Job<'_>, done: &Done, files: usize, out: &mut Out) {
    let tally = &done.tally;
    let (flows, counts) = (tally.verdicts.all(), &tally.verdicts);
    let day = audit.judging.asked.as_of.map_or(String::new(), |day| format!("   as of {day}"));
    out.line(&painted(Role::Strong, &format!("{} {}{day}", policy.name(), policy.version())));
    let of_files = if files == 1 { String::new() } else { format!(" in {files} files") };
    let word = if flows == 1 { "flow" } else { "flows" };
    out.line(&format!("{} {word}{of_files}", number(flows)));
    for (answer, count, role) in [
        (Answer::Compliant, counts.compliant, Role::Good),
        (Answer::NonCompliant, counts.non_compliant, Role::Bad),
        (Answer::Undetermined, counts.undetermined, Role::Open),
        (Answer::NotApplicable, counts.not_applicable, Role::Quiet),
    ] {
        if count > 0 {
            let share = count as f64 * 100.0 / flows as f64;
            let word = format!("{:<16}", render::answer(answer));
            out.line(&format!("  {}{:>14}  {share:5.1} %", painted(role, &word), number(count)));
        }
    }
    if done.rejected > 0 {
        out.line(&format!(
            "{} could not be read or judged, and {} no verdict",
            rows(done.rejected),
            has(done.rejected)
        ));
    }
    if done.unread > 0 {
        out.line(&format!("{} in rows whose flows were judged were not read", number(done.unread)));
    }
    let by_rule = |name: &str| {
        let title = policy.rules.iter().find(|rule| rule.name == name).map(|rule| rule.title.clone());
        title.unwrap_or_default()
    };
    table("Rules that decide", &tally.rules, by_rule, out);
    table("Places", &tally.places, place, out);
    table("Regions", &tally.regions, |_| String::new(), out);
    table("Vendors", &tally.vendors, vendor, out);
    if job.has_levels() {
        out.line("\nHighest level reached");
        let levels = policy.levels().iter().rev().map(String::as_str).chain(["none"]);
        for (level, count) in levels.filter_map(|level| Some((level, tally.levels.get(level)?))) {
            out.line(&format!("  {level:<24}{:>12}", number(*count)));
        }
    }
    let (decided, explained) = (number(tally.decided), number(tally.reasoned));
    out.line(&format!("\nJudged by the answer alone: {decided}; with rules and missing facts: {explained}"));
    out.line(&format!("policy {}", policy.digest()));
    out.line(&format!("atlas  {}+{}", atlas::VERSION, atlas::digest()));
}

fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{} rows", number(count)) }
}

fn has(count: u64) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

fn place(code: &str) -> String {
    atlas::Place::from_code(code).map_or(String::new(), |place| place.name().to_owned())
}

fn vendor(key: &str) -> String {
    atlas::vendor(key).map_or(String::new(), |vendor| vendor.name.to_owned())
}

/// Prints a table, those with the most flows that fail first.
fn table(title: &str, counts: &BTreeMap<String, Counts>, said: impl Fn(&str) -> String, out: &mut Out) {
    if counts.is_empty() {
        return;
    }
    let mut all: Vec<(&String, &Counts)> = counts.iter().collect();
    all.sort_by_key(|(_, counts)| std::cmp::Reverse((counts.non_compliant, counts.undetermined, counts.all())));
    out.line(&format!("\n{title:<26}{:>12}{:>14}{:>14}", "flows", "non-compliant", "undetermined"));
    for (name, counts) in all.iter().take(MOST) {
        let said = said(name);
        let said = if said.is_empty() { String::new() } else { format!("   {}", visible(&said)) };
        let figures = [(counts.all(), 12), (counts.non_compliant, 14), (counts.undetermined, 14)];
        let figures: String = figures.iter().map(|(count, width)| format!("{:>width$}", number(*count))).collect();
        out.line(&format!("  {:<24}{figures}{}", visible(name), painted(Role::Quiet, &said)));
    }
    if all.len() > MOST {
        out.line(&format!("  and {} more: --format json has all", all.len() - MOST));
    }
}

/// Returns a number with its thousands apart.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
