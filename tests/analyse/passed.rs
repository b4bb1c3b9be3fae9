//! Things that were once passed over by answers that called themselves whole: for each, a flow, and completions of it that differ. The
//! completions are judged by `check`; no exact verdict may contradict one of them.

use super::json::json;
use super::{analysis, checked, common};
use lexloci::verdict::Answer;

/// The subject of a case, the rules, the flow, and two completions: one that passes, and one that does not.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    (
        "a set that is open may have what it does not state",
        "rule r \"R\" forbid data has health",
        r#"{"data":{"categories":{"items":["contact"],"complete":false}}}"#,
        r#"{"data":{"categories":["contact"]}}"#,
        r#"{"data":{"categories":["contact","health"]}}"#,
    ),
    (
        "data of a general category may be of children",
        "rule r \"R\" forbid data has child",
        r#"{"data":["personal"]}"#,
        r#"{"data":["contact"]}"#,
        r#"{"data":["contact","child"]}"#,
    ),
    (
        "a certificate of one party is among those of another",
        "rule r \"R\" forbid some c in provider.certified: c in exporter.certified",
        r#"{"provider":{"certified":["c5"]}}"#,
        r#"{"provider":{"certified":["c5"]},"exporter":{"certified":["hds"]}}"#,
        r#"{"provider":{"certified":["c5"]},"exporter":{"certified":["c5"]}}"#,
    ),
    (
        "certificates that are not known are the same",
        "rule r \"R\" forbid some c in provider.certified: c in exporter.certified",
        "{}",
        r#"{"provider":{"certified":["c5"]},"exporter":{"certified":[]}}"#,
        r#"{"provider":{"certified":["hds"]},"exporter":{"certified":["hds"]}}"#,
    ),
    (
        "a category is among those of the data",
        "rule r \"R\" forbid x.what in data.categories",
        r#"{"x":{"what":"child"}}"#,
        r#"{"x":{"what":"child"},"data":["contact"]}"#,
        r#"{"x":{"what":"child"},"data":["contact","child"]}"#,
    ),
    (
        "a place is among those of the people",
        "rule r \"R\" forbid provider.seat in data.subjects",
        r#"{"provider":{"seat":"BR"}}"#,
        r#"{"provider":{"seat":"BR"},"data":{"subjects":["FR"]}}"#,
        r#"{"provider":{"seat":"BR"},"data":{"subjects":["BR"]}}"#,
    ),
    (
        "a region is in a set of regions",
        "rule r \"R\" forbid some s in storage: s.region in x.regions",
        r#"{"storage":["aws/eu-west-3"]}"#,
        r#"{"storage":["aws/eu-west-3"],"x":{"regions":[]}}"#,
        r#"{"storage":["aws/eu-west-3"],"x":{"regions":["aws/eu-west-3"]}}"#,
    ),
    (
        "a party is the one that the policy names",
        "rule r \"R\" forbid provider is @acme",
        r#"{"provider":{}}"#,
        r#"{"provider":{"id":"other"}}"#,
        r#"{"provider":{"id":"acme"}}"#,
    ),
    (
        "a party is in a set of parties that the policy names",
        "rule r \"R\" require provider in {@acme, @globex}",
        r#"{"provider":{}}"#,
        r#"{"provider":{"id":"globex"}}"#,
        r#"{"provider":{"id":"other"}}"#,
    ),
    (
        "a site has data of its own",
        "rule r \"R\" forbid data has location rule s \"S\" require some s in storage: s.data has location",
        r#"{"storage":[{"place":"FR"}]}"#,
        r#"{"data":["contact"],"storage":[{"place":"FR","data":["location"]}]}"#,
        r#"{"data":["contact"],"storage":[{"place":"FR"}]}"#,
    ),
    (
        "a site that is added has data of its own",
        "rule r \"R\" forbid some s in storage: s.data has location",
        r#"{"data":["contact"],"storage":{"items":[],"complete":false}}"#,
        r#"{"data":["contact"],"storage":[]}"#,
        r#"{"data":["contact"],"storage":[{"data":["location"]}]}"#,
    ),
    (
        "one person has a number that suits two comparisons",
        "rule r \"R\" require provider is exporter and provider.x.score > 12 and exporter.x.score < 15",
        r#"{"provider":{},"exporter":{}}"#,
        r#"{"provider":{"id":"a","x":{"score":13}},"exporter":{"id":"a"}}"#,
        r#"{"provider":{"id":"a","x":{"score":20}},"exporter":{"id":"a"}}"#,
    ),
    (
        "many parties are named by one list",
        "rule r \"R\" forbid at least 6 q in parties: q.seat is US",
        r#"{"exporter":{"seat":"FR","holders":[],"role":"controller"},"provider":"none"}"#,
        r#"{"exporter":{"seat":"FR","holders":{"items":[],"complete":true,"remainder":"none"}},"provider":"none","suppliers":[],"storage":[],"processing":[],"access":[],"transit":[],"transfers":[],"credentials":[]}"#,
        r#"{"exporter":{"seat":"FR"},"provider":"none","suppliers":[{"seat":"US"},{"seat":"US"},{"seat":"US"},{"seat":"US"},{"seat":"US"},{"seat":"US"}],"storage":[],"processing":[],"access":[],"transit":[],"transfers":[],"credentials":[]}"#,
    ),
];

const DECLARED: &str = "fact x.what is category\nfact x.regions is set of region\nfact x.share is percent\n\
                        fact party.x.score is number\n";

#[test]
fn no_exact_verdict_contradicts_a_completion() {
    let mut wrong = vec![];
    let (mut tried, mut decided) = (0, 0);
    for (what, rules, start, good, bad) in CASES {
        let text = format!("loci 1\n{}policy p version 1.0.0 \"P\" {{\n  {rules}\n}}\n", declared(rules));
        let policy = match lexloci::Policy::parse(&text, &lexloci::Modules::new()) {
            Ok(policy) => policy,
            Err(errors) => {
                wrong.push(format!("{what}: no policy: {}", common::diagnostics_text(&errors)));
                continue;
            }
        };
        let day = |flow: &str| json(&flow.replacen('{', r#"{"as_of":"2026-03-01","#, 1).replace(",}", "}"));
        tried += 1;
        let exact = analysis(&policy, &day(start), 4_000).exact();
        decided += usize::from(exact.decided);
        for (flow, expected) in [(good, Answer::Compliant), (bad, Answer::NonCompliant)] {
            let answer = checked(&policy, &day(flow));
            // Of a completion that leaves a list open nothing is known.
            if answer != Some(expected) && answer != Some(Answer::Undetermined) {
                wrong.push(format!("{what}: {flow} is {answer:?}, not {expected:?}"));
            }
            if answer == Some(expected) && exact.verdict != Answer::Undetermined && exact.verdict != expected {
                wrong.push(format!("{what}: exact says {:?}, but {flow} is {expected:?}", exact.verdict));
            }
        }
        if !exact.decided {
            let named: Vec<String> = exact.passed_over.iter().map(ToString::to_string).collect();
            println!("{what}: not decided: {}", named.join("; "));
        }
    }
    println!("{tried} cases, {decided} decided, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the facts that rules read, declared where they are read.
fn declared(rules: &str) -> String {
    let read = |line: &&str| {
        let name = line.split(' ').nth(1).unwrap_or_default().trim_start_matches("party.");
        rules.split(|c: char| !c.is_alphanumeric() && c != '.').any(|word| word.ends_with(name))
    };
    DECLARED.lines().filter(read).map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_is_not_decided_names_what_was_passed_over() {
    let policy = common::policy(
        "loci 1\nfact x.a is number\nfact x.b is number\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\" require x.a <= x.b or x.a > x.b\n}\n",
    );
    let exact = analysis(&policy, &json(r#"{"as_of":"2026-03-01"}"#), 4_000).exact();
    assert!(!exact.decided && exact.verdict == Answer::Undetermined);
    let named: Vec<String> = exact.passed_over.iter().map(ToString::to_string).collect();
    assert!(named.iter().any(|told| told == "not every value of x.a was tried"), "{named:?}");
}
