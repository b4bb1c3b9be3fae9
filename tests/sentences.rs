//! Sentences that are read as flows: tests/read/sentences.md has each with the flow that it states and the words that were not read.

#![expect(clippy::expect_used, reason = "a test states what it expects")]

use lexloci::Json;
use lexloci::read::{Beside, Format, Found, Source, flows};
use std::fmt::Write as _;
use std::path::Path;

fn read(text: &str) -> Result<Found, String> {
    let source = Source { name: "sentence".to_owned(), bytes: text.as_bytes().to_vec() };
    match flows(&[source], Some(Format::Sentence), &Beside::default()) {
        Ok(mut found) => Ok(found.remove(0)),
        Err(fault) => Err(fault.diagnostic.message.clone()),
    }
}

/// Returns the facts of a flow, each with its path: `storage[0].region = "aws/eu-central-1"`.
fn facts(value: &Json, path: &str, all: &mut Vec<String>) {
    match value {
        Json::Object(members) => {
            for (name, value) in members {
                facts(value, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, all);
            }
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                facts(item, &format!("{path}[{index}]"), all);
            }
        }
        value => all.push(format!("{path} = {value}")),
    }
}

fn facts_of(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    if let Ok(found) = read(text) {
        facts(&found.flow, "", &mut all);
    }
    all
}

/// Prints what is read of a sentence, as the golden file has it.
fn shown(text: &str) -> String {
    let mut page = format!("> {text}\n\n");
    match read(text) {
        Ok(found) => {
            writeln!(page, "```json\n{}\n```", found.flow).expect("written");
            if !found.unread.is_empty() {
                page.push('\n');
            }
            for one in &found.unread {
                writeln!(page, "- {}: {}", one.at.spot.split(' ').next().unwrap_or(""), one.what).expect("written");
            }
        }
        Err(message) => writeln!(page, "nothing: {message}").expect("written"),
    }
    page
}

fn golden() -> (std::path::PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/sentences.md");
    let text = std::fs::read_to_string(&path).expect("the golden file");
    (path, text)
}

fn sentences(golden: &str) -> Vec<&str> {
    golden.lines().filter_map(|line| line.strip_prefix("> ")).collect()
}

#[test]
fn each_sentence_gives_its_flow() {
    let (path, text) = golden();
    let opening: Vec<&str> = text.lines().take_while(|line| !line.starts_with("> ")).collect();
    let mut now = opening.join("\n") + "\n";
    let mut is_first = true;
    for line in text.lines() {
        if let Some(sentence) = line.strip_prefix("> ") {
            now.push_str(if is_first { "" } else { "\n" });
            now.push_str(&shown(sentence));
            is_first = false;
        } else if line.starts_with("## ") && !is_first {
            write!(now, "\n{line}\n").expect("written");
        }
    }
    if std::env::var_os("LEXLOCI_UPDATE").is_some() {
        std::fs::write(&path, &now).expect("written");
    }
    for (line, (now, then)) in now.lines().zip(text.lines()).enumerate() {
        assert_eq!(now, then, "line {}; LEXLOCI_UPDATE=1 writes what is read now", line + 1);
    }
    assert_eq!(now, text, "LEXLOCI_UPDATE=1 writes what is read now");
}

/// A language reads at least fifteen sentences, and every flow that is read can be judged.
#[test]
fn every_flow_that_is_read_can_be_judged() {
    let (_, text) = golden();
    let policy: lexloci::Policy =
        lexloci::policies::source("gdpr_transfers").expect("a shipped policy").parse().expect("it is right");
    let mut read_now = 0;
    for sentence in sentences(&text) {
        if let Ok(found) = read(sentence) {
            let options = lexloci::Options::new().as_of(lexloci::Date::parse("2026-03-01"));
            let judged = policy.check(&found.flow, &options);
            assert!(judged.is_ok(), "{sentence}: {}: {:?}", found.flow, judged.err());
            read_now += 1;
        }
    }
    assert!(read_now >= 30, "{read_now}");
}

/// Each of these says of the same thing that it is not so, or not yet, or not any more.
#[test]
fn a_negated_twin_gives_none_of_the_facts() {
    let twins = [
        (
            "Our contact data is stored with AWS in Frankfurt.",
            [
                "Our contact data is not stored with AWS in Frankfurt.",
                "Our contact data isn't stored with AWS in Frankfurt.",
                "Our contact data is no longer stored with AWS in Frankfurt.",
                "Our contact data was stored with AWS in Frankfurt.",
                "Our contact data was stored with AWS in Frankfurt until 2024.",
                "Our contact data will be stored with AWS in Frankfurt.",
                "We plan to store our contact data with AWS in Frankfurt.",
                "Our contact data is stored anywhere but with AWS in Frankfurt.",
                "Unless our contact data is stored with AWS in Frankfurt, we are lost.",
                "If our contact data is stored with AWS in Frankfurt, it is safe.",
                "Is our contact data stored with AWS in Frankfurt?",
                "It is not true that our contact data is stored with AWS in Frankfurt.",
                "Our contact data is stored with AWS in Frankfurt. That is no longer the case.",
                "Our contact data is stored with AWS in Frankfurt, which is not true.",
                "Our contact data is stored outside AWS in Frankfurt.",
                "Our contact data is hardly stored with AWS in Frankfurt.",
                "We refuse to store our contact data with AWS in Frankfurt.",
                "We deny that our contact data is stored with AWS in Frankfurt.",
                "Our rival says our contact data is stored with AWS in Frankfurt.",
                "None of our contact data is stored with AWS in Frankfurt.",
                "Our contact data is stored with a rival of AWS in Frankfurt.",
                "Our contact data is stored with AWS or in Frankfurt.",
                "Our contact data is supposedly stored with AWS in Frankfurt.",
                "Our contact data could be stored with AWS in Frankfurt.",
                "Our contact data never gets stored with AWS in Frankfurt.",
            ]
            .as_slice(),
        ),
        (
            "Nos données de contact sont hébergées chez AWS à Paris.",
            [
                "Nos données de contact ne sont pas hébergées chez AWS à Paris.",
                "Nos données de contact ne sont plus hébergées chez AWS à Paris.",
                "Nos données de contact étaient hébergées chez AWS à Paris.",
                "Nos données de contact seront hébergées chez AWS à Paris.",
                "Nos données de contact ont été hébergées chez AWS à Paris jusqu'en 2024.",
                "Si nos données de contact sont hébergées chez AWS à Paris, tout va bien.",
                "Nos données de contact sont-elles hébergées chez AWS à Paris ?",
                "Aucune de nos données de contact n'est hébergée chez AWS à Paris.",
                "Nous prévoyons d'héberger nos données de contact chez AWS à Paris.",
                "Nous refusons que nos données de contact sont hébergées chez AWS à Paris.",
                "Nos données de contact sont hébergées sans AWS à Paris.",
                "Nos données de contact pourraient être hébergées chez AWS à Paris.",
                "Nos données de contact sont hébergées chez AWS à Paris. Ce n'est plus le cas.",
                "Il est faux que nos données de contact sont hébergées chez AWS à Paris.",
                "Nos données de contact sont hébergées chez AWS ou à Paris.",
            ]
            .as_slice(),
        ),
    ];
    for (plain, negated) in twins {
        let stated = facts_of(plain);
        let sites: Vec<&String> = stated
            .iter()
            .filter(|fact| fact.starts_with("storage[0]") || fact.starts_with("storage.items[0]"))
            .collect();
        assert!(!sites.is_empty(), "{plain}: {stated:?}");
        for twin in negated {
            let said = facts_of(twin);
            for fact in &sites {
                assert!(!said.contains(fact), "{twin}: {said:?}");
            }
        }
    }
}

/// A sentence behind, of which no word is known, is told, and keeps the flow open.
#[test]
fn nothing_is_lost_in_silence() {
    let (_, text) = golden();
    for sentence in sentences(&text) {
        let Ok(before) = read(sentence) else { continue };
        let longer = format!("{}. Blorp quux zibbles.", sentence.trim_end_matches('.'));
        let Ok(found) = read(&longer) else { panic!("{longer}") };
        assert!(found.unread.len() > before.unread.len(), "{longer}");
        assert!(!found.flow.to_string().contains("\"complete\":true"), "{longer}: {}", found.flow);
    }
}
