//! The tables are whole, sorted and plain, and every word in them resolves.

use super::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

fn table(name: &str) -> &'static str {
    let found = tables().iter().find(|(n, _)| *n == name);
    found.expect("a table of this name").1
}

#[test]
fn every_row_is_read() {
    let rows = |name| table(name).lines().count() - 1;
    assert_eq!(Place::all().count(), rows("places.csv"));
    assert_eq!(territories().len(), rows("territories.csv"));
    assert_eq!(Group::all().count(), rows("groups.csv"));
    assert_eq!(providers().len(), rows("providers.csv"));
    assert_eq!(providers().iter().map(|p| p.holders.len()).sum::<usize>(), rows("holders.csv"));
    assert_eq!(regions().len(), rows("regions.csv"));
    assert_eq!(multi_regions().len(), rows("multi-regions.csv"));
    assert_eq!(adequacy().len(), rows("adequacy.csv"));
    assert_eq!(instruments().len(), rows("instruments.csv"));
    assert_eq!(access_laws().len(), rows("access-laws.csv"));
    assert_eq!(localisation_laws().len(), rows("localisation-laws.csv"));
    assert_eq!(sources().len(), rows("sources.csv"));
    assert_eq!(upcoming().len(), rows("upcoming.csv"));
    assert_eq!(vendors().len(), rows("vendors.csv"));
    assert_eq!(companies().len(), rows("vendor-companies.csv"));
}

#[test]
fn every_row_of_members_is_read() {
    for line in table("members.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [name, from, through, words, _, _] = fields.as_slice() else {
            panic!("six fields: {line}");
        };
        for word in words.split(' ').filter(|word| Place::from_code(word).is_some()) {
            let found = group(name)
                .windows(place(word))
                .any(|m| m.window.from == Date::parse(from) && m.window.through == Date::parse(through));
            assert!(found, "{word} in {line}");
        }
        let known = |word: &str| word == "*" || Place::from_code(word).is_some() || Group::from_name(word).is_some();
        assert!(words.split(' ').all(known), "{line}");
    }
}

#[test]
fn tables_are_plain() {
    for (name, text) in tables() {
        let fields = |line: &str| {
            let outside: String = line.split('"').step_by(2).collect();
            outside.matches(',').count()
        };
        let columns = fields(text.lines().next().expect("a header"));
        assert!(text.ends_with('\n') && !text.contains('\r'), "{name}");
        for line in text.lines() {
            assert_eq!(fields(line), columns, "{name}: {line}");
            assert_eq!(line.matches('"').count() % 2, 0, "{name}: {line}");
            assert_eq!(line, line.trim_end(), "{name}: {line}");
        }
    }
}

#[test]
fn codes_are_unique_and_sorted() {
    let codes: Vec<&str> = Place::all().map(Place::code).collect();
    assert_eq!(codes.len(), 256);
    assert!(codes.is_sorted_by(|a, b| a < b));
    let two_letters = codes.iter().filter(|code| code.len() == 2).count();
    assert_eq!(two_letters, 249 + 1, "ISO 3166-1 and XK");
    for place in Place::all() {
        assert_eq!(Place::from_code(place.code()), Some(place));
        assert_eq!(Place::from_index(place.index()), Some(place));
        assert!(!place.name().is_empty());
    }
    let groups: Vec<&str> = Group::all().map(Group::name).collect();
    assert!(groups.is_sorted_by(|a, b| a < b));
    assert!(groups.iter().all(|name| Place::from_code(name).is_none()));
    let keys: Vec<&str> = sources().iter().map(|s| s.key).collect();
    assert!(keys.is_sorted_by(|a, b| a < b));
    assert!(territories().is_sorted_by(|a, b| a.place < b.place));
    let ids: Vec<String> = regions().iter().map(|r| r.id.to_lowercase()).collect();
    assert!(ids.is_sorted_by(|a, b| a < b));
}

#[test]
fn unknown_words_are_nothing() {
    for code in ["UK", "EL", "EU", "fr", "", "ZZ", "anywhere"] {
        assert_eq!(Place::from_code(code), None, "{code}");
    }
    for name in ["eea", "EU27", "FR", ""] {
        assert_eq!(Group::from_name(name), None, "{name}");
    }
    assert!(region("aws/eu-west-9").is_none());
    assert!(provider("nobody").is_empty());
    assert!(source("NOBODY").is_none());
}

#[test]
fn every_source_resolves() {
    let mut used: BTreeSet<&str> = BTreeSet::from(["ISO_3166", "SPARECORES"]);
    used.extend(territories().iter().map(|t| t.source));
    used.extend(Group::all().flat_map(|g| g.memberships().iter().map(|m| m.source)));
    used.extend(providers().iter().map(|p| p.source));
    used.extend(regions().iter().map(|r| r.source));
    used.extend(multi_regions().iter().map(|r| r.source));
    used.extend(adequacy().iter().map(|a| a.source));
    used.extend(instruments().iter().map(|i| i.source));
    used.extend(access_laws().iter().map(|l| l.source));
    used.extend(localisation_laws().iter().map(|l| l.source));
    used.extend(vendors().iter().flat_map(|v| [v.source, v.parent_source]));
    used.extend(companies().iter().map(|c| c.source));
    used.extend(upcoming().iter().map(|c| c.source));
    let abroad = abroad::rows();
    used.extend(abroad.iter().map(|row| row[8].as_str()));
    let known: BTreeSet<&str> = sources().iter().map(|s| s.key).collect();
    assert_eq!(used, known, "every key resolves, and every source is used");
}

#[test]
fn windows_are_ordered_and_apart() {
    let check = |what: String, windows: Vec<lexloci::date::Window>| {
        for window in &windows {
            let ordered = window.from.zip(window.through).is_none_or(|(f, t)| f <= t);
            assert!(ordered, "{what}: {window:?}");
        }
        for pair in windows.windows(2) {
            let apart = pair[0].through.zip(pair[1].from).is_some_and(|(t, f)| t < f);
            assert!(apart, "{what}: {pair:?}");
        }
    };
    for group in Group::all() {
        for place in Place::all() {
            let windows = group.windows(place).map(|m| m.window).collect();
            check(format!("{} in {}", place.code(), group.name()), windows);
        }
    }
    for operator in providers() {
        let windows = provider(operator.key).iter().map(|o| o.window).collect();
        check(operator.key.to_owned(), windows);
    }
    for law in adequacy() {
        check(law.id.to_owned(), vec![law.window]);
    }
    for tool in instruments() {
        check(tool.id.to_owned(), vec![tool.new]);
        check(tool.id.to_owned(), vec![tool.window]);
    }
    for law in access_laws() {
        check(law.id.to_owned(), vec![law.window]);
    }
}

#[test]
fn digest_is_that_of_the_texts() {
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        super::filled::write();
        write_digest();
        return;
    }
    let texts = tables().iter().chain(modules()).map(|(name, text)| (*name, (*text).to_owned()));
    let help = "run `LEXLOCI_UPDATE=1 cargo test --test atlas` to write it into src/atlas/mod.rs";
    assert_eq!(digest(), digest_of(texts), "{help}");
}

fn digest_of(texts: impl Iterator<Item = (&'static str, String)>) -> String {
    let mut hash = Sha256::new();
    for (name, text) in texts {
        for part in [name.as_bytes(), b"\0", text.as_bytes(), b"\0"] {
            hash.update(part);
        }
    }
    let hex: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    format!("sha256:{hex}")
}

/// Writes the digest of the texts as they are now.
fn write_digest() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/atlas");
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).expect("a text of the atlas");
    let now = |(name, _): &(&'static str, &str)| {
        let file = if name.ends_with(".csv") { (*name).to_owned() } else { format!("{name}.loci") };
        (*name, read(&file))
    };
    let code = read("mod.rs").replace(digest(), &digest_of(tables().iter().chain(modules()).map(now)));
    std::fs::write(folder.join("mod.rs"), code).expect("the digest is written");
}
