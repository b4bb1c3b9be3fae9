//! Suppositions about sets and groups, as a library and in the verdict.

#![expect(clippy::unwrap_used, reason = "a test says what it expects")]

use lexloci::{Date, Json, Modules, Options, Policy, Verdict};

const POLICY: &str = r#"loci 1
use gdpr
policy p version 1.0.0 "Transfers go where they may" {
  rule ground "To the Union or to an adequate destination" [GDPR 45]
    for every t in transfers
    require t.to in EU or t.to in adequate with t.recipient.listed
}
"#;

fn policy() -> Policy {
    Policy::parse(POLICY, &Modules::new()).unwrap()
}

fn verdict(policy: &Policy, to: &str, as_of: &str) -> Verdict {
    let flow = format!(
        r#"{{"exporter": {{"seat": "FR"}}, "storage": [], "processing": [], "access": [],
            "transfers": [{{"to": "{to}", "recipient": {{"listed": ["dpf"]}}}}]}}"#
    );
    let flow: Json = serde_json::from_str(&flow).unwrap();
    policy.check(&flow, &Options::new().as_of(Date::parse(as_of))).unwrap()
}

fn answer(policy: &Policy, to: &str, as_of: &str) -> &'static str {
    verdict(policy, to, as_of).verdict.as_str()
}

fn codes(amendment: &str) -> Vec<&'static str> {
    let errors = policy().suppose(amendment).unwrap_err();
    assert!(errors.iter().all(|error| error.help.is_some() && error.span.is_some()), "{errors:?}");
    errors.iter().map(|error| error.code).collect()
}

#[test]
fn who_leaves_a_set_is_out_from_that_day_on() {
    let supposed = policy().suppose("US leaves adequate on 2027-03-01").unwrap();
    assert_eq!(answer(&policy(), "US", "2027-03-01"), "compliant");
    assert_eq!(answer(&supposed, "US", "2027-02-28"), "compliant");
    assert_eq!(answer(&supposed, "US", "2027-03-01"), "non_compliant");
    assert_eq!(verdict(&supposed, "US", "2027-03-01").suppose, ["US leaves adequate on 2027-03-01"]);
    assert!(verdict(&policy(), "US", "2027-03-01").suppose.is_empty());
}

#[test]
fn who_joins_a_set_is_in_from_that_day_on_and_under_its_scope_only() {
    let plain = policy().suppose("KE joins adequate on 2027-03-01").unwrap();
    assert_eq!(answer(&plain, "KE", "2027-02-28"), "non_compliant");
    assert_eq!(answer(&plain, "KE", "2027-03-01"), "compliant");
    let scoped = policy().suppose("KE with lgpd joins adequate on 2027-03-01").unwrap();
    assert_eq!(answer(&scoped, "KE", "2027-03-01"), "non_compliant");
}

#[test]
fn groups_of_the_atlas_can_be_amended_and_suppositions_follow_one_another() {
    let joined = policy().suppose("CH joins EU on 2030-01-01").unwrap();
    let left = joined.suppose("CH leaves adequate on 2029-01-01").unwrap();
    assert_eq!(answer(&left, "CH", "2028-12-31"), "compliant");
    assert_eq!(answer(&left, "CH", "2029-06-01"), "non_compliant");
    assert_eq!(answer(&left, "CH", "2030-01-01"), "compliant");
    let out_again = left.suppose("CH leaves EU on 2031-01-01").unwrap();
    assert_eq!(answer(&out_again, "CH", "2031-01-01"), "non_compliant");
    assert_eq!(verdict(&out_again, "CH", "2031-01-01").suppose.len(), 3);
}

#[test]
fn what_does_not_fit_is_said_with_help() {
    assert_eq!(codes("US leaves adequat on 2027-03-01"), ["L0225"]);
    assert_eq!(codes("scc leaves adequate on 2027-03-01"), ["L0310"]);
    assert_eq!(codes("US with dpf leaves adequate on 2027-03-01"), ["L0310"]);
    assert_eq!(codes("US with dpff joins adequate on 2027-03-01"), ["L0214"]);
    assert_eq!(codes("US joins EU on 2027-03-01 and more"), ["L0110"]);
    assert_eq!(codes("").len(), 1);
    assert_eq!(codes("US leaves adequate").len(), 1);
    assert_eq!(codes("US leaves adequate on 2027-02-30").len(), 1);
    assert_eq!(codes(&"x ".repeat(10_000)).len(), 1);
}

#[test]
fn a_day_that_is_not_known_may_lie_after_what_is_supposed() {
    let text = r#"loci 1
fact x.day is date
policy p version 1.0.0 "On a day" {
  rule r "R"
    for every s in storage
    require s in {EU, IS} on x.day
}
"#;
    let policy = Policy::parse(text, &Modules::new()).unwrap();
    let supposed = policy.suppose("CH joins EU on 2030-01-01").unwrap();
    let flow: Json = serde_json::from_str(r#"{"as_of": "2026-03-01", "storage": ["CH"]}"#).unwrap();
    let answer = |policy: &Policy| policy.check(&flow, &Options::default()).unwrap().verdict.as_str();
    assert_eq!(answer(&policy), "non_compliant");
    assert_eq!(answer(&supposed), "undetermined");
}
