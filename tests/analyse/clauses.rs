//! Cures by standard contractual clauses of transfers of which a flow says little: with the facts that have to be found besides.

use super::common;
use super::json::{get, json};
use super::lawful::{cures, failing};
use lexloci::Json;
use lexloci::analyse::{Change, Cure};

/// Returns the flow of a French shop whose contact data go to a processor in a country, with some facts of the transfer.
fn shop(to: &str, of_recipient: &str, facts: &str) -> String {
    format!(
        r#"{{"as_of": "2026-11-30", "complete": true, "data": ["contact"],
          "exporter": {{"name": "Boutique SAS", "seat": "FR", "role": "controller"}},
          "transfers": [{{"to": "{to}", "recipient": {{"name": "Support Ltd", "seat": "{to}"{of_recipient}}}{facts}}}]}}"#
    )
}

fn told<'c>(changes: &'c [Change], fact: &str) -> Option<&'c Json> {
    let path = format!("transfers[0].{fact}");
    changes.iter().find(|change| change.path == path).and_then(|change| change.to.as_ref())
}

fn is_by_clauses(cure: &Cure) -> bool {
    told(&cure.changes, "scc_version") == Some(&json("\"scc_2021_914\""))
}

const OPEN: &str = "";
const NONE: &str = r#", "tool": "none", "derogation": "none""#;
const PROCESSOR: &str = r#", "role": "processor""#;

#[test]
fn clauses_are_offered_where_the_head_of_the_recipients_group_is_not_stated() {
    for (to, of_recipient, facts) in [
        ("MA", PROCESSOR, OPEN),
        ("TN", PROCESSOR, NONE),
        ("VN", OPEN, OPEN),
        ("SG", OPEN, NONE),
        ("IN", PROCESSOR, OPEN),
    ] {
        let flow = shop(to, of_recipient, facts);
        let found = cures(&failing("gdpr_transfers", &flow));
        let cure = found.cures.iter().find(|cure| is_by_clauses(cure));
        let cure = cure.unwrap_or_else(|| panic!("{flow}: {found:#?}"));
        assert_eq!(told(&cure.changes, "complete"), Some(&Json::Bool(true)), "{cure:?}");
        assert_eq!(told(&cure.changes, "recipient"), None, "the recipient stays: {cure:?}");
        assert_eq!(told(&cure.conditions, "assessment"), Some(&json("\"favourable\"")), "{cure:?}");
        // The head of the group is where the company is, unless that is where its law goes too far.
        let head = told(&cure.conditions, "recipient.ultimate_parent");
        let at_home = json(&format!("\"{to}\""));
        match to {
            "IN" => assert!(head.is_none() && told(&cure.changes, "measures").is_some(), "{cure:?}"),
            _ => assert_eq!(head, Some(&at_home), "{cure:?}"),
        }
        let module = told(&cure.changes, "scc_module");
        let is_processor = !of_recipient.is_empty();
        assert!(!is_processor || module == Some(&json("\"c2p\"")), "{cure:?}");
    }
}

#[test]
fn another_recipient_comes_before_clauses() {
    for to in ["MA", "TN"] {
        let found = cures(&failing("gdpr_transfers", &shop(to, PROCESSOR, NONE)));
        let by_clauses = found.cures.iter().position(is_by_clauses).expect("clauses are offered");
        let replaces = |cure: &Cure| get(&cure.flow, "transfers[0].recipient.name") != Some(&json("\"Support Ltd\""));
        assert!(found.cures.iter().take(by_clauses).any(replaces), "{to}: {:#?}", found.cures);
    }
}

#[test]
fn keys_are_kept_by_who_exports_and_not_by_the_people_concerned() {
    let found = cures(&failing("gdpr_transfers", &shop("IN", PROCESSOR, OPEN)));
    let cure = found.cures.iter().find(|cure| is_by_clauses(cure)).expect("clauses are offered");
    assert!(!common::text(&cure.settled).contains("\"subject\""), "{cure:?}");
}
