//! The decided cases: what the authority held (outcomes.csv), and the restated facts (tests/cases, by policy).
//!
//! A case is known by the line `` `id` · authority · day · confidence: verified `` under its heading.

use lexloci::golden::{self, Case};
use std::fs;
use std::path::{Path, PathBuf};

/// The decision of an authority.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) id: String,
    /// `yes`, `no`, `conditional`
    pub(crate) transfer: String,
    /// `lawful`, `unlawful`, `needs-more`, `n/a`
    pub(crate) chapter_v: String,
    /// Likewise, of the whole.
    pub(crate) overall: String,
    /// The articles that it rests on: `GDPR 46(1)`.
    pub(crate) articles: Vec<String>,
}

/// The law of the Union on transfers, on which the trivial rules are put to the test too.
pub(crate) const UNION: &str = "gdpr_transfers";

/// The policies whose folders of cases have decided ones.
const POLICIES: [&str; 4] = [UNION, "uk_transfers", "ch_transfers", "data_act_switching"];

/// A decided case and its facts.
pub(crate) struct Decided {
    pub(crate) outcome: Outcome,
    /// The name of the policy that judges it.
    pub(crate) policy: &'static str,
    /// The title of the file in which it stands.
    pub(crate) family: String,
    pub(crate) confidence: String,
    pub(crate) not_final: bool,
    /// The number of facts that the restatement added.
    pub(crate) inferences: usize,
    /// The additions, each in a sentence.
    pub(crate) inferred: Vec<String>,
    /// The authority that decided, and the reference.
    pub(crate) decision: String,
    /// The day of the decision.
    pub(crate) day: String,
    /// The case in a few sentences.
    pub(crate) facts: String,
    /// Its sources, where they stand beside it; those of the other cases are in sources.csv.
    pub(crate) source: Option<String>,
    pub(crate) case: Case,
}

pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns what the authorities held, in the order of the record.
pub(crate) fn outcomes() -> Vec<Outcome> {
    let table = text(&path("tests/decided/outcomes.csv"));
    table.lines().skip(1).map(outcome).collect()
}

fn outcome(line: &str) -> Outcome {
    let mut columns = line.split(',').map(str::to_owned);
    let mut next = || columns.next().expect("five columns");
    let [id, transfer, chapter_v, overall] = [next(), next(), next(), next()];
    let articles = next().split("; ").map(str::to_owned).collect();
    Outcome { id, transfer, chapter_v, overall, articles }
}

/// Returns the minimal sets: what flips the outcome, and the ids of the cases.
pub(crate) fn sets() -> Vec<(String, Vec<String>)> {
    let table = text(&path("tests/decided/pairs.csv"));
    let row = |line: &str| {
        let (says, ids) = line.split_once(',').expect("two columns");
        (says.to_owned(), ids.split("; ").map(str::to_owned).collect())
    };
    table.lines().skip(1).map(row).collect()
}

/// Returns every decided case that is restated, by file and in the order of the files.
pub(crate) fn decided() -> Vec<Decided> {
    let outcomes = outcomes();
    POLICIES.into_iter().flat_map(|policy| of_policy(policy, &outcomes)).collect()
}

fn of_policy(policy: &'static str, outcomes: &[Outcome]) -> Vec<Decided> {
    let folder = fs::read_dir(path("tests/cases").join(policy)).expect("the folder of the cases");
    let mut files: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.iter().flat_map(|file| of_file(policy, &text(file), outcomes)).collect()
}

fn of_file(policy: &'static str, markdown: &str, outcomes: &[Outcome]) -> Vec<Decided> {
    let family = markdown.lines().next().unwrap_or_default().trim_start_matches("# ");
    let cases = golden::read(markdown).expect("these are cases");
    cases.into_iter().filter_map(|case| of_case(policy, case, markdown, family, outcomes)).collect()
}

fn of_case(policy: &'static str, case: Case, markdown: &str, family: &str, outcomes: &[Outcome]) -> Option<Decided> {
    let section: Vec<&str> = markdown.lines().skip(case.line).take_while(|line| !line.starts_with('#')).collect();
    let identity = section.iter().find(|line| line.starts_with('`') && line.contains("` · "))?;
    let id = identity.split('`').nth(1)?;
    let confidence = identity.split("confidence: ").nth(1).expect("a confidence").split(' ').next()?;
    let [_, decision, day, ..] = identity.split(" · ").collect::<Vec<_>>()[..] else { panic!("{id}: who and when") };
    let inferences = section.iter().find_map(|line| line.strip_prefix("inferences: ")).expect("`inferences: N`");
    Some(Decided {
        outcome: outcomes.iter().find(|outcome| outcome.id == id).expect("an outcome for each id").clone(),
        policy,
        family: family.to_owned(),
        confidence: confidence.to_owned(),
        not_final: identity.contains("**not final**"),
        inferences: inferences.parse().expect("a number"),
        inferred: paragraphs(&section)
            .into_iter()
            .filter_map(|line| Some(line.strip_prefix("- ")?.to_owned()))
            .collect(),
        decision: decision.to_owned(),
        day: day.to_owned(),
        facts: facts(&section),
        source: section.iter().find_map(|line| line.strip_prefix("Source: ")).map(str::to_owned),
        case,
    })
}

/// Returns the paragraphs before the flow, each on one line; an entry of a list is one.
fn paragraphs(section: &[&str]) -> Vec<String> {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in section.iter().take_while(|line| !line.starts_with("```")) {
        let last = paragraphs.last_mut().expect("there is one");
        match line.trim() {
            "" => paragraphs.push(String::new()),
            entry if entry.starts_with("- ") => paragraphs.push(entry.to_owned()),
            more if last.is_empty() => more.clone_into(last),
            more => *last = format!("{last} {more}"),
        }
    }
    paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect()
}

fn facts(section: &[&str]) -> String {
    let told = |text: &String| !["`", "- ", "Source: ", "inferences: "].iter().any(|mark| text.starts_with(mark));
    paragraphs(section).into_iter().filter(told).collect::<Vec<_>>().join(" ")
}
