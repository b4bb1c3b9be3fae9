//! `lexloci atlas`: the facts of the atlas, with days, source and confidence.

mod fact;
mod query;

use super::check::date;
use super::exit::Exit;
use super::out::{Out, painted};
use clap::Args;
use fact::Fact;
use lexloci::Date;
use lexloci::atlas::{self, Confidence};
use lexloci::render::{Role, visible};
use query::Query;
use std::collections::BTreeSet;

/// Say what the atlas knows, with source and confidence
#[derive(Args)]
#[command(after_help = "\
Without --on the whole history is told. Confidence: `verified` was read in a source; `verified-list` was read \
on a list, its number or exact day is from memory; `secondary` comes from someone else's data; `general` is \
from memory only.

Exit codes: 0 it is told, also where nothing is known on that day; 2 the atlas has nothing of this name.

Examples:
  lexloci atlas place:US --on 2022-01-01
  lexloci atlas region:aws/eu-west-3
  lexloci atlas group:EEA --on 2019-06-01
  lexloci atlas provider:aws
  lexloci atlas 'vendor:Zendesk, Inc.'
  lexloci atlas --unverified
  lexloci atlas --upcoming --on 2027-01-01")]
pub(super) struct Atlas {
    /// What to ask: place:US, group:EEA, region:aws/eu-west-3, provider:aws or vendor:zendesk; the word before the colon may be left out
    #[arg(value_name = "WHAT")]
    queries: Vec<String>,
    /// Only what holds on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// List every fact that is from memory only and remains to be looked up
    #[arg(long, conflicts_with_all = ["queries", "on"])]
    unverified: bool,
    /// List what begins or ends after a day, and the judgments that are pending; after the first of the atlas's month unless --on names a day
    #[arg(long, conflicts_with_all = ["queries", "unverified"])]
    upcoming: bool,
}

pub(super) fn run(atlas: &Atlas, out: &mut Out) -> Exit {
    if atlas.unverified {
        return unverified(out);
    }
    if atlas.upcoming {
        return upcoming(atlas.on, out);
    }
    if atlas.queries.is_empty() {
        return overview(out);
    }
    let results = atlas.queries.iter().map(|query| answer(query, atlas.on, out));
    results.max().unwrap_or(Exit::Good)
}

fn answer(text: &str, on: Option<Date>, out: &mut Out) -> Exit {
    let query = match Query::read(text) {
        Ok(query) => query,
        Err(message) => {
            out.complain(&format!("lexloci: {}\n", visible(&message)));
            return Exit::BadInput;
        }
    };
    out.line(&painted(Role::Strong, &query.title()));
    let mut facts = query.facts(on);
    facts.retain(|fact| on.is_none_or(|day| fact.holds(day)));
    if facts.is_empty() {
        out.line("  nothing is known of it on this day");
    }
    print_facts(&facts, out);
    out.line("");
    Exit::Good
}

/// Prints the facts, and below them their sources.
fn print_facts(facts: &[Fact], out: &mut Out) {
    for fact in facts {
        out.line(&format!("  {}", fact.line()));
    }
    let keys: BTreeSet<&str> = facts.iter().map(|fact| fact.source).collect();
    for source in keys.into_iter().filter_map(atlas::source) {
        let url = source.url.map(|url| format!("  {url}")).unwrap_or_default();
        out.line(&painted(Role::Quiet, &format!("  [{}] {}{url}", source.key, source.text)));
    }
}

fn unverified(out: &mut Out) -> Exit {
    let facts = fact::all();
    let open: Vec<&Fact> = facts.iter().filter(|fact| fact.confidence == Confidence::General).collect();
    for fact in &open {
        out.line(&fact.line());
    }
    out.line(&format!("{} of {} facts are from memory only", open.len(), facts.len()));
    Exit::Good
}

/// Prints the changes after a day in their order, then those whose day is not known.
fn upcoming(after: Option<Date>, out: &mut Out) -> Exit {
    let month = format!("{}-01", atlas::VERSION.replace('.', "-"));
    let Some(after) = after.or_else(|| Date::parse(&month)) else { return Exit::BadInput };
    let mut changes: Vec<(Option<Date>, Fact)> = atlas::upcoming()
        .iter()
        .filter(|change| change.on.is_none_or(|on| on > after))
        .map(|change| (change.on, fact::change(change)))
        .collect();
    for fact in fact::all() {
        let turns = [fact.window.from, fact.window.through.map(Date::next)];
        let next = turns.into_iter().flatten().filter(|day| *day > after).min();
        changes.extend(next.map(|day| (Some(day), fact)));
    }
    changes.sort_by_key(|(on, _)| on.unwrap_or(Date::MAX));
    out.line(&format!("What changes after {after}, and which judgments are pending"));
    for (on, fact) in &changes {
        let day = on.map_or_else(|| "pending   ".to_owned(), |day| day.to_string());
        out.line(&format!("{day}  {}", fact.line()));
    }
    Exit::Good
}

/// Prints the version, the digest, and the number of facts of each confidence.
fn overview(out: &mut Out) -> Exit {
    out.line(&format!("atlas {}   {}", atlas::VERSION, atlas::digest()));
    let facts = fact::all();
    for confidence in [Confidence::Verified, Confidence::VerifiedList, Confidence::Secondary, Confidence::General] {
        let count = facts.iter().filter(|fact| fact.confidence == confidence).count();
        out.line(&format!("  {count:>5} facts {}", confidence.name()));
    }
    out.line("Ask for place:US, group:EEA, region:aws/eu-west-3, provider:aws or vendor:zendesk; `--help` shows more.");
    Exit::Good
}
