//! Compares the engine's answer on a decided case with the authority's.

use crate::record::{Decided, path, text};
use lexloci::golden::{Case, shipped_policy};
use lexloci::verdict::{Answer, Applies, Cited, Instance, Outcome, Severity, Verdict};
use lexloci::{Json, Modules, Policy};

/// The questions on which the engine agrees with the authority.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// Says whether there is a transfer.
    pub(crate) transfer: bool,
    /// Says whether Chapter V is kept.
    pub(crate) chapter_v: bool,
    /// Says whether the whole is lawful.
    pub(crate) overall: bool,
    /// Says whether the instances that decide cite an article that the authority rests on.
    pub(crate) reason: bool,
    /// The engine says compliant, of the part or of the whole, and the authority unlawful: the worst there is.
    pub(crate) lets_pass: bool,
}

/// Returns the policy that is put to the test.
pub(crate) fn transfer_policy() -> Policy {
    policy("gdpr_transfers")
}

/// Returns a shipped policy.
pub(crate) fn policy(name: &str) -> Policy {
    parsed(shipped_policy(name).expect("it is shipped"))
}

fn parsed(text: &str) -> Policy {
    Policy::parse(text, &Modules::new()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// Puts a case to the policy that judges it. A policy that knows no transfers says that there is none.
pub(crate) fn agreement(decided: &Decided) -> Agreement {
    let verdict = judged(&decided.case, &parsed(&decided.case.policy));
    let outcome = &decided.outcome;
    let part = verdict.parts.get("chapter_v");
    let (transfer, chapter_v) = match part.map(|part| (part.applies, part.verdict)) {
        Some((Applies::Yes, answer)) => ("yes", answer),
        Some((Applies::Unknown, answer)) => ("conditional", answer),
        Some((Applies::No, answer)) => ("no", answer),
        None => ("no", Answer::NotApplicable),
    };
    let reason = cites(&verdict).iter().any(|cited| outcome.articles.iter().any(|held| same_article(held, cited)));
    Agreement { reason, ..compared(outcome, [transfer, word(chapter_v), word(verdict.verdict)]) }
}

/// Compares three answers in the words of the record with what was held.
fn compared(outcome: &crate::record::Outcome, [transfer, chapter_v, overall]: [&str; 3]) -> Agreement {
    let passes = |answer: &str, held: &str| answer == "lawful" && held == "unlawful";
    Agreement {
        transfer: outcome.transfer == transfer,
        chapter_v: outcome.chapter_v == chapter_v,
        overall: outcome.overall == overall,
        reason: false,
        lets_pass: passes(chapter_v, &outcome.chapter_v) || passes(overall, &outcome.overall),
    }
}

/// Compares what another engine prints with what was held; what it does not answer does not agree.
pub(crate) fn judged_by(decided: &Decided, answer: &serde_json::Value) -> Agreement {
    let word = |question: &str| answer[question].as_str().unwrap_or_default();
    compared(&decided.outcome, [word("transfer"), word("chapter_v"), word("overall")])
}

/// Returns what a policy says of the facts of a case.
fn judged(case: &Case, policy: &Policy) -> Verdict {
    let flow = case.flow.as_deref().unwrap_or_default().parse::<Json>();
    let verdict = flow.and_then(|flow| policy.check(&flow, &case.options));
    verdict.unwrap_or_else(|errors| panic!("{}: {errors:?}", case.name))
}

/// Returns an answer in the words of the record.
fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Compliant => "lawful",
        Answer::NonCompliant => "unlawful",
        Answer::Undetermined => "needs-more",
        Answer::NotApplicable => "n/a",
    }
}

/// Returns what the instances cite that decide the verdict: the rule, the facts that decided it, what excuses it.
fn cites(verdict: &Verdict) -> Vec<&Cited> {
    let deciding = verdict.instances.iter().filter(|instance| decides(instance, verdict.verdict));
    deciding.flat_map(instance_cites).collect()
}

fn decides(instance: &Instance, answer: Answer) -> bool {
    let outcomes: &[Outcome] = match answer {
        Answer::NonCompliant => &[Outcome::Violated],
        Answer::Undetermined => &[Outcome::Undetermined],
        Answer::Compliant => &[Outcome::Satisfied, Outcome::Excused],
        Answer::NotApplicable => &[Outcome::NotApplicable],
    };
    instance.severity == Severity::Blocking && outcomes.contains(&instance.outcome)
}

fn instance_cites(instance: &Instance) -> impl Iterator<Item = &Cited> {
    let reasons = instance.because.iter().flat_map(|because| &because.cites);
    let excuses = instance.excused_by.iter().flatten().flat_map(|excuse| &excuse.cites);
    instance.cites.iter().chain(reasons).chain(excuses)
}

/// Returns whether both are of one article, whatever its paragraph; a source without articles is one.
fn same_article(held: &str, cited: &Cited) -> bool {
    let (source, pin) = held.split_once(' ').unwrap_or((held, ""));
    let article = |pin: &str| pin.split(['(', ',', ' ']).next().unwrap_or_default().to_owned();
    source == cited.source && (pin.is_empty() || article(pin) == article(&cited.pin))
}

/// A rule that takes one line, and how it fares.
pub(crate) struct Trivial {
    pub(crate) says: &'static str,
    pub(crate) agrees: usize,
    pub(crate) lets_pass: usize,
}

/// Returns the trivial rules on the same cases. Where they find nothing to object to, they agree with lawful and with n/a alike.
pub(crate) fn trivial(all: &[&Decided]) -> Vec<Trivial> {
    let rules = [
        ("all data rest in the EEA", "storage_in_eea"),
        ("the importer's country is in the EEA or on today's adequacy list", "importer_country"),
        ("the importer is in the EEA or within an adequacy decision of today", "importer_listed"),
    ];
    let mut trivial = vec![majority(all)];
    trivial.extend(rules.map(|(says, file)| {
        let policy = parsed(&text(&path(&format!("tests/decided/{file}.loci"))));
        fares(says, all, |decided| judged(&decided.case, &policy).verdict)
    }));
    trivial
}

fn majority(all: &[&Decided]) -> Trivial {
    fares("always unlawful, the most frequent outcome", all, |_| Answer::NonCompliant)
}

fn fares(says: &'static str, all: &[&Decided], answer: impl Fn(&Decided) -> Answer) -> Trivial {
    let mut trivial = Trivial { says, agrees: 0, lets_pass: 0 };
    for decided in all {
        let held = decided.outcome.overall.as_str();
        let answer = answer(decided);
        let passes = matches!(answer, Answer::Compliant | Answer::NotApplicable);
        trivial.agrees += usize::from(if passes { ["lawful", "n/a"].contains(&held) } else { word(answer) == held });
        trivial.lets_pass += usize::from(passes && held == "unlawful");
    }
    trivial
}
