//! Facts that tell of others, and values that stand for others: where one was looked at for all, answers were once false.

use super::common;
use super::json::json;
use lexloci::analyse::{Analysis, Ask, Budget, Cures, Exact, Proof, Wishes};
use lexloci::verdict::Answer;
use lexloci::{Json, Options, Policy};

fn analysis<'p>(policy: &'p Policy, flow: &Json) -> Analysis<'p> {
    Analysis::new(policy, flow, None, None, Budget::default()).expect("the flow has no errors")
}

fn exact(policy: &Policy, flow: &str) -> Exact {
    analysis(policy, &json(flow)).exact()
}

fn ask(policy: &Policy, flow: &str) -> Ask {
    analysis(policy, &json(flow)).ask()
}

fn cure(policy: &Policy, flow: &str, fixed: &[&str]) -> Cures {
    analysis(policy, &json(flow)).cure(&Wishes::fixing(fixed.iter().copied())).expect("the wishes name facts")
}

fn verdict(policy: &Policy, flow: &str) -> Answer {
    policy.check(&json(flow), &Options::default()).expect("the flow has no errors").verdict
}

/// A claim that a flow breaks, as the rules of the flow's policy show, is never proved.
fn is_not_proved(policy: &Policy) {
    for claim in 0..policy.claims.len() {
        match policy.prove(claim).advance(policy, 20_000) {
            Some(Proof::Proved) => panic!("{} is proved", policy.claims[claim].name),
            Some(Proof::Refuted(flow)) => {
                let judged = policy.check(&flow, &Options::default()).map(|verdict| verdict.verdict);
                assert_eq!(judged.ok(), Some(Answer::Compliant), "{}", common::text(&flow));
            }
            _ => {}
        }
    }
}

const APPROVED: &str = r#"loci 1
set approved = {aws/eu-west-3, aws/us-east-1}
policy p version 1.0.0 "Data rest in an approved region" {
  rule region "The region is approved"
    for every s in storage
    require s.region in approved
  claim no_leak "No store is outside the EEA"
    never some s in storage: s not in EEA
}
"#;

#[test]
fn a_region_that_is_named_lies_in_a_place_of_its_own() {
    let policy = common::policy(APPROVED);
    assert_eq!(verdict(&policy, r#"{"as_of":"2026-03-01","storage":["aws/us-east-1"]}"#), Answer::Compliant);
    is_not_proved(&policy);
    let policy = common::policy(&APPROVED.replace(
        "  claim",
        "  rule inside \"The store is in the EEA\"\n    for every s in storage\n    require s in EEA\n  claim",
    ));
    let open = r#"{"as_of":"2026-03-01","storage":[{}]}"#;
    assert_eq!(exact(&policy, open).verdict, Answer::Undetermined);
    assert!(!cure(&policy, open, &[]).cures.is_empty());
}

const OPENED: &str = r#"loci 1
vendor acme "Acme GmbH" seat DE parent US
region acme/fra-1 in DE operated by acme
set approved = {aws/eusc-de-east-1, acme/fra-1}
policy p version 1.0.0 "Data rest in an approved region" {
  rule region "The region is approved"
    for every s in storage
    require s.region in approved
  claim no_parent "No store is in the hands of a company with a parent abroad"
    never some s in storage: s.operator.ultimate_parent not in EEA
  claim no_leak "No store is in Switzerland"
    never some s in storage: s in {CH}
}
"#;

#[test]
fn a_declared_region_is_among_all_regions() {
    let policy = common::policy(OPENED);
    is_not_proved(&common::policy(&OPENED.replace("s in {CH}", "s.region is acme/fra-1")));
    assert!(matches!(policy.prove(0).advance(&policy, 20_000), Some(Proof::Refuted(_))), "the parent is abroad");
    assert!(
        !matches!(policy.prove(1).advance(&policy, 20_000), Some(Proof::Refuted(_))),
        "both regions are in Germany"
    );
    let other = common::policy(&OPENED.replace("acme/fra-1 in DE", "acme/fra-1 in CH"));
    assert!(matches!(other.prove(1).advance(&other, 20_000), Some(Proof::Refuted(_))), "one is in Switzerland");
    let unapproved = r#"{"as_of":"2026-03-01","storage":["aws/us-east-1"]}"#;
    let to = |change: &lexloci::analyse::Change| format!("{:?}", change.to);
    let cures = cure(&policy, unapproved, &[]);
    let moved = cures.cures.iter().flat_map(|cure| &cure.changes).any(|change| to(change).contains("eusc-de-east-1"));
    assert!(moved, "{:?}", cures.cures);
    let alone = common::policy(&OPENED.replace("aws/eusc-de-east-1, ", "").replace("parent US", "parent DE"));
    let cures = cure(&alone, unapproved, &[]);
    let moved = cures.cures.iter().flat_map(|cure| &cure.changes).any(|change| to(change).contains("acme/fra-1"));
    assert!(moved, "{:?}", cures.cures);
}

#[test]
fn a_group_is_what_its_members_are_on_the_day() {
    let text = r#"loci 1
set odd = {FIVE_EYES through 2020-01-31, BR from 2021-01-01, BR from 2022-01-01}
policy p version 1.0.0 "Not in odd" {
  rule out "No store is in odd"
    for every s in storage
    require s not in odd
}
"#;
    let policy = common::policy(text);
    let at = |place: &str| verdict(&policy, &format!(r#"{{"as_of":"2026-03-01","storage":["{place}"]}}"#));
    assert_eq!((at("BR"), at("US"), at("anywhere")), (Answer::NonCompliant, Answer::Compliant, Answer::NonCompliant));
    let inside = text.replace("require s not in odd", "require s in odd").replace(
        "\n}\n",
        "\n  claim none \"No flow that passes has a store\"\n    never some s in storage: s in odd\n}\n",
    );
    is_not_proved(&common::policy(&inside));
}

#[test]
fn notice_and_transition_add_up() {
    let text = r#"loci 1
policy p version 1.0.0 "Leaving" {
  rule whole "Within three months"
    require exit.switching_time <= 3 months
  rule moving "A month for the transition"
    require exit.transition <= 1 month
  claim fast "Nobody takes more than fifty days"
    never exit.switching_time > 50 days
}
"#;
    let policy = common::policy(text);
    let known = r#"{"as_of":"2026-03-01","exit":{"notice":"1 month","transition":"1 month"}}"#;
    assert_eq!(verdict(&policy, known), Answer::Compliant);
    let found = exact(&policy, r#"{"as_of":"2026-03-01","exit":{"notice":"1 month"}}"#);
    assert_eq!(found.verdict, Answer::Undetermined);
    is_not_proved(&policy);
    assert!(!ask(&policy, r#"{"as_of":"2026-03-01"}"#).smallest, "two parts may do for the whole and each other");
}

const AT_HOME: &str = r#"loci 1
policy p version 1.0.0 "At home" {
  rule seat "The seat of who runs it is in the EEA"
    for every s in storage
    require s.operator.seat in EEA
}
"#;

#[test]
fn one_region_answers_for_place_and_operator() {
    let inside = "  rule place \"The store is in the EEA\"\n    for every s in storage\n    require s in EEA\n}\n";
    let policy = common::policy(&AT_HOME.replace("}\n", inside));
    let asked = ask(&policy, r#"{"as_of":"2026-03-01","storage":[{}]}"#);
    assert_eq!(
        asked.questions.first().map(|question| question.facts.as_slice()),
        Some(&["storage[0].region".to_owned()][..])
    );
    let owned = common::policy(&AT_HOME.replace("seat in EEA", "seat in EEA and s.operator.ultimate_parent in EEA"));
    let asked = ask(&owned, r#"{"as_of":"2026-03-01","storage":[{"place":"FR"}]}"#);
    assert_eq!(asked.questions.first().map(|question| question.facts.len()), Some(1), "a region tells both");
    let cures = cure(&policy, r#"{"as_of":"2026-03-01","storage":["aws/us-east-1"]}"#, &[]);
    let first = cures.cures.first().map(|cure| (cure.cost, cure.changes.len()));
    assert_eq!(
        first,
        Some((2, 1)),
        "a region in the EEA whose operator sits there is one change, of the same provider"
    );
}

#[test]
fn what_is_fixed_stays_under_its_other_names() {
    let policy = common::policy(AT_HOME);
    let same = r#"{"as_of":"2026-03-01","storage":[{"place":"FR","operator":{"id":"@acme","seat":"US"}}],"provider":{"id":"@acme"}}"#;
    for cure in cure(&policy, same, &["provider"]).cures {
        let seat =
            |change: &lexloci::analyse::Change| change.path == "storage[0].operator.seat" && change.from.is_some();
        assert!(!cure.changes.iter().any(seat), "{:?}", cure.changes);
    }
    let region = r#"{"as_of":"2026-03-01","storage":["aws/us-east-1"]}"#;
    for cure in cure(&policy, region, &["storage[0].place"]).cures {
        assert!(!cure.changes.iter().any(|change| change.path == "storage[0].region"), "{:?}", cure.changes);
    }
}

#[test]
fn a_party_can_be_whoever_the_atlas_names() {
    let own = |rule: &str| {
        common::policy(&format!(
            "loci 1\npolicy own version 1.0.0 \"The provider is who we contracted\" {{\n  rule own \"Who has the data is the \
             provider\"\n    {rule}\n}}\n"
        ))
    };
    let host = own("for every s in storage require s.operator is provider");
    let recipient = own("for every t in transfers require t.recipient is provider");
    for (policy, open, named) in [
        (&host, r#""storage": ["aws/eu-central-1"]"#, "aws"),
        (&host, r#""storage": [{"region": "aws/eu-central-1", "sees": "clear"}, {"region": "aws/eu-west-3"}]"#, "aws"),
        (&host, r#""storage": ["scaleway/fr-par"]"#, "scaleway"),
        (&recipient, r#""complete": true, "transfers": [{"to": "US", "recipient": "mailchimp"}]"#, "mailchimp"),
        (&recipient, r#""complete": true, "transfers": [{"to": "US", "recipient": {"vendor": "zendesk"}}]"#, "zendesk"),
    ] {
        let open = format!(r#"{{"as_of": "2026-03-01", {open}}}"#);
        let with = |provider: &str| open.replace(r#""as_of""#, &format!(r#""provider": "{provider}", "as_of""#));
        assert_eq!(verdict(policy, &with(named)), Answer::Compliant);
        assert_eq!(verdict(policy, &with("none")), Answer::NonCompliant);
        assert_eq!(exact(policy, &open).verdict, Answer::Undetermined, "{open}");
        let asked = ask(policy, &open);
        let leads = |to: Answer| asked.questions.iter().flat_map(|one| &one.outcomes).any(|one| one.verdict == to);
        assert!(leads(Answer::Compliant) && leads(Answer::NonCompliant), "{open}: {asked:?}");
    }
}

#[test]
fn keys_that_the_exporter_holds_can_lie_elsewhere_than_at_its_seat() {
    let text = r#"loci 1
policy p version 1.0.0 "P" {
  rule r "R" require exporter.seat is FR
  claim first "No keys of the exporter are in the United States"
    never exporter.seat is FR and (some s in storage: (s.keys.holder is exporter and s.keys.place is US))
  claim second "No measure has keys in the United States"
    when exporter.seat is FR and (no m in measures: not m.keys.holder is exporter)
    never some m in measures: m.keys.place is US
  claim third "Keys are where the exporter is"
    never exporter.seat is FR and (some m in measures: (m.keys.holder is exporter and m.keys.place is not exporter.seat))
}
"#;
    let policy = common::policy(text);
    is_not_proved(&policy);
    for claim in 0..policy.claims.len() {
        assert!(matches!(policy.prove(claim).advance(&policy, 20_000), Some(Proof::Refuted(_))), "{claim}");
    }
    let abroad = common::policy(
        "loci 1\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\"\n    for every m in measures\n    require m.keys.holder is exporter\n  \
         rule q \"Q\"\n    for every m in measures\n    require m.keys.place is US\n}\n",
    );
    let open = r#"{"as_of": "2026-03-01", "exporter": {"seat": "FR"}, "measures": [{"kind": "encryption"}]}"#;
    assert_eq!(exact(&abroad, open).verdict, Answer::Undetermined);
    let stated = open.replace("\"encryption\"", r#""encryption", "keys": {"holder": "exporter", "place": "US"}"#);
    assert_eq!(verdict(&abroad, &stated), Answer::Compliant);
    let default = open.replace("\"encryption\"", r#""encryption", "keys": {"holder": "exporter"}"#);
    assert_eq!(verdict(&abroad, &default), Answer::NonCompliant);
}
