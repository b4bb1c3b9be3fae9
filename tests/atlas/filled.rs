//! The windows of members of sets are written from the tables of law, so that each day is typed once.
//!
//! A member keeps its citation and its comment, which stand in the module alone. A row without a member gets one, cited by the
//! source that bears the instrument's name. Laws on access bring their citations with them, since a country has several. The days
//! on which a source is in force, and is cited, are those of its row too.
//! `LEXLOCI_UPDATE=1 cargo test --test atlas` writes the modules, and the digest of the atlas.

use super::*;
use lexloci::date::Window;
use std::path::Path;

/// A member that a table says to be in a set.
struct Row {
    /// `GB with uk_gdpr`, or a value.
    member: String,
    window: Window,
    /// The beginning of the name of the source that a new member cites.
    instrument: &'static str,
}

fn decisions(is_in: impl Fn(&Adequacy, &str) -> bool) -> Vec<Row> {
    let general = adequacy().iter().filter(|row| row.kind != AdequacyKind::LawEnforcement);
    let rows = general.flat_map(|row| {
        let scopes: Vec<&str> = row.scopes().collect();
        let scopes = if scopes.is_empty() { vec![""] } else { scopes };
        scopes.into_iter().map(move |scope| (row, scope))
    });
    let row = |(row, scope): (&Adequacy, &str)| Row {
        member: if scope.is_empty() {
            row.place.code().to_owned()
        } else {
            format!("{} with {scope}", row.place.code())
        },
        window: row.window,
        instrument: row.instrument,
    };
    rows.filter(|(row, scope)| is_in(row, scope)).map(row).collect()
}

/// The standard clauses, and the days on which they are what a set says of them.
fn clauses(days: impl Fn(&Instrument) -> Option<Window>) -> Vec<Row> {
    let clauses = instruments().iter().filter(|instrument| instrument.id.starts_with("scc-"));
    let row =
        |row: &Instrument| Some(Row { member: row.id.replace('-', "_"), window: days(row)?, instrument: row.act });
    clauses.filter_map(row).collect()
}

/// Returns the days on which older clauses still count: from the one after the last on which they could be concluded.
fn kept(row: &Instrument) -> Option<Window> {
    Some(Window { from: Some(row.new.through?.next()), ..row.window })
}

/// Returns a module with the windows of the members of a set as its table has them.
fn filled(module: &str, set: &str, rows: &[Row]) -> String {
    let head = format!("\nset {set} = {{");
    let (before, rest) = module.split_once(&head).unwrap_or_else(|| panic!("no set {set}"));
    let is_on_one_line = !rest.starts_with('\n');
    let (body, after) = rest.split_once(if is_on_one_line { "}" } else { "\n}" }).expect("the end of a set");
    let body = body.trim_start_matches('\n');
    let mut left: Vec<&Row> = rows.iter().collect();
    let mut lines: Vec<String> = vec![];
    for line in body.lines() {
        let text = line.trim();
        let Some((member, citation)) = text.strip_suffix(',').unwrap_or(text).split_once(" [") else {
            lines.push(line.to_owned());
            continue;
        };
        let name = member.split(" from ").next().unwrap_or(member).split(" through ").next().unwrap_or(member);
        let row = left.iter().position(|row| row.member == name);
        let row = left.remove(row.unwrap_or_else(|| panic!("no row of the table says that {name} is in {set}")));
        lines.push(format!("  {}{} [{citation},", row.member, super::law::window(row.window)));
    }
    for row in left {
        let source = source_of(module, row.instrument);
        lines.push(format!("  {}{} [{source} 1],", row.member, super::law::window(row.window)));
    }
    let members = lines.join("\n");
    let members = members.trim_end_matches(',');
    // The standard layout keeps a single member on the line of its set.
    match lines.as_slice() {
        [_] if is_on_one_line => format!("{before}{head}{}}}{after}", members.trim()),
        _ => format!("{before}{head}\n{members}\n}}{after}"),
    }
}

/// Returns the source of a module that bears the name of an instrument.
fn source_of<'m>(module: &'m str, instrument: &str) -> &'m str {
    let named = |line: &&str| line.starts_with("source ") && line.contains(&format!(" is \"{instrument},"));
    let line = module.lines().find(named).unwrap_or_else(|| panic!("no source is {instrument}: add it to the module"));
    line.split(' ').nth(1).unwrap_or_default()
}

/// Returns the module of the GDPR as the tables have it.
fn gdpr(module: &str) -> String {
    let is_us = |row: &Adequacy| row.place == place("US");
    let sets = [
        ("adequate_but_us", decisions(|row, _| !is_us(row))),
        ("adequate_us", decisions(|row, _| is_us(row))),
        ("adequate_us_for_staff", decisions(|_, scope| scope == "dpf_hr")),
        ("scc_usable", clauses(|row| Some(row.new))),
        ("scc_kept", clauses(kept)),
    ];
    let module = sets.iter().fold(module.to_owned(), |module, (set, rows)| filled(&module, set, rows));
    let acts = [("GDPR", "gdpr"), ("EUDPR", "eudpr"), ("DIR_95_46", "dir9546")];
    let acts = acts.map(|(source, id)| (source.to_owned(), instrument(id).window));
    let decided = adequacy().iter().filter(|row| row.kind != AdequacyKind::LawEnforcement);
    let decided = decided.map(|row| (source_of(&module, row.instrument).to_owned(), row.window));
    let clauses = instruments().iter().filter(|row| row.id.starts_with("scc-"));
    let clauses = clauses.map(|row| (clauses_source(row), row.new));
    dated(&module, &acts.into_iter().chain(decided).chain(clauses).collect::<Vec<_>>())
}

/// Returns the source of standard clauses, which is named for their year: `SCC_2010` for `scc-2010-87`.
fn clauses_source(row: &Instrument) -> String {
    format!("SCC_{}", row.id.split('-').nth(1).expect("a year"))
}

fn instrument(id: &str) -> &'static Instrument {
    instruments().iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no instrument {id}"))
}

/// Returns a module with the days on which its sources are in force; those that are not named keep theirs.
fn dated(module: &str, sources: &[(String, Window)]) -> String {
    sources.iter().fold(module.to_owned(), |module, (source, window)| {
        let head = format!("\nsource {source} is ");
        let (before, rest) = module.split_once(&head).unwrap_or_else(|| panic!("no source {source}"));
        let texts = rest.match_indices('"').nth(1).expect("a title in quotes").0 + 1;
        let address = rest.get(texts..).is_some_and(|rest| rest.trim_start().starts_with("at \""));
        let end = if address { rest.match_indices('"').nth(3).expect("an address in quotes").0 + 1 } else { texts };
        let (clause, after) = rest.split_at(end);
        let after = after.get(after.find("\nsource").into_iter().chain(after.find("\n\n")).min().expect("an end")..);
        let written = format!("{before}{head}{clause}{}{}", super::law::window(*window), after.expect("the rest"));
        lexloci::format(&written).expect("a module that can be laid out")
    })
}

/// Returns the module on access with a member for each law, cited by it and as long as it is in force, in the order of countries
/// and days.
fn exposure(module: &str) -> String {
    let mut laws: Vec<&AccessLaw> = access_laws().iter().filter(|law| !law.cites.is_empty()).collect();
    laws.sort_by_key(|law| (code_of(law), law.window.from));
    let member = |law: &&AccessLaw| format!("  {}{} [{}]", code_of(law), super::law::window(law.window), cited(law));
    let members: Vec<String> = laws.iter().map(member).collect();
    let (before, rest) = module.split_once("\nset reaching = {\n").expect("the set");
    let (_, after) = rest.split_once("\n}").expect("its end");
    let module = format!("{before}\nset reaching = {{\n{}\n}}{after}", members.join(",\n"));
    // A source with several articles in the table is in force from the first of them.
    let mut sources: Vec<(String, Window)> = vec![];
    for law in laws {
        let source = law.cites.split(' ').next().unwrap_or_default();
        match sources.iter_mut().find(|(known, _)| known == source) {
            None => sources.push((source.to_owned(), law.window)),
            Some((_, window)) => {
                let through = window.through.and_then(|last| Some(last.max(law.window.through?)));
                *window = Window { from: window.from.min(law.window.from), through };
            }
        }
    }
    dated(&module, &sources)
}

fn code_of(law: &AccessLaw) -> &'static str {
    match law.place {
        Spot::Place(place) => place.code(),
        Spot::Group(group) => panic!("{} is no country", group.name()),
    }
}

/// Returns a citation as a module has it: a pinpoint of several words stands in quotes.
fn cited(law: &AccessLaw) -> String {
    let (source, pin) = law.cites.split_once(' ').expect("a source and a pinpoint");
    if pin.contains(' ') { format!("{source} \"{pin}\"") } else { law.cites.to_owned() }
}

/// Returns the module of localisation laws as the table has it.
fn localisation(module: &str) -> String {
    let row =
        |row: &LocalisationLaw| Row { member: row.place.code().to_owned(), window: row.window, instrument: row.law };
    let sets = ["storing_at_home", "guarding_export", "hosting_health_data"];
    sets.into_iter().fold(module.to_owned(), |module, set| {
        // The module says to which set a law belongs; a country has one law in each.
        let members = super::law::members_of(&module, set);
        let cited = |law: &&LocalisationLaw| {
            let source = law.id.to_uppercase().replace('-', "_");
            let named = |member: &str| member.starts_with(law.place.code()) && member.contains(&format!("[{source} "));
            members.iter().any(|member| named(member))
        };
        let rows: Vec<Row> = localisation_laws().iter().filter(cited).map(row).collect();
        filled(&module, set, &rows)
    })
}

/// A module, and what fills it.
type Filled = (&'static str, fn(&str) -> String);
/// The modules that are filled, and how.
const FILLED: [Filled; 3] = [("exposure", exposure), ("gdpr", gdpr), ("localisation", localisation)];

/// Writes every module that is filled.
pub(super) fn write() {
    for (name, from_tables) in FILLED {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/atlas/{name}.loci"));
        let written = std::fs::read_to_string(&file).expect("a module");
        std::fs::write(&file, from_tables(&written)).expect("a written module");
    }
}

#[test]
fn the_days_of_members_are_those_of_the_tables() {
    for (name, from_tables) in FILLED {
        let (_, text) = modules().iter().find(|(known, _)| *known == name).expect("a module");
        assert!(from_tables(text) == *text, "run `LEXLOCI_UPDATE=1 cargo test --test atlas` to write {name}.loci");
    }
}

/// A day that is wrong in a module is written anew, and a decision that a module lacks is added with its citation.
#[test]
fn a_wrong_day_is_mended_and_a_missing_decision_is_added() {
    let right = modules().iter().find(|(name, _)| *name == "gdpr").expect("the module").1;
    let wrong = right.replace("NZ from 2012-12-19", "NZ from 2012-12-20");
    assert!(wrong != right);
    assert_eq!(gdpr(&wrong), gdpr(right));
    let lacking = right.replace("  UY from 2012-08-21 [ADEQ_UY 1],\n", "");
    assert!(lacking != right);
    let line = "\n  UY from 2012-08-21 [ADEQ_UY 1]\n}";
    assert!(gdpr(&lacking).contains(line), "it stands at the end of its set");
}
