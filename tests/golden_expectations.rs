//! Each kind of expectation passes when it came, and fails when something else did.

use lexloci::golden;

const POLICY: &str = "\
loci 1
use gdpr
source HOUSE is \"Decision of the board\"
set unused_set = {FR}
policy sample version 1.0.0 \"Everything that a verdict can say\" {
  levels basic < high
  rule ground \"A transfer rests on a ground\" part chapter_v [GDPR 44]
    for every t in transfers where t.to not in EEA
    require t.tool is scc [GDPR 46(2)(c)]
    require t.assessment is favourable
    duty exporter \"Review\" within 12 months
  exception consent to ground \"The subject agreed\" [GDPR 49(1)(a)]
    when t.derogation is explicit_consent
  rule keys \"Keys are ours\" [HOUSE 1]
    for every s in storage
    require s.keys.holder is exporter
    severity minor
  rule near \"Data rest in the EEA\" at high [HOUSE 2]
    for every s in storage
    require s in EEA
}
";

const FLOW: &str = "{
  \"as_of\": \"2026-03-01\",
  \"storage\": [{\"place\": \"CH\", \"encrypted\": true, \"keys\": {\"holder\": \"provider\"}, \"operator\": \"exporter\"}],
  \"processing\": [], \"access\": [], \"transit\": [],
  \"transfers\": [
    {\"to\": \"US\", \"tool\": \"scc\", \"assessment\": \"favourable\"},
    {\"to\": \"IN\", \"tool\": \"none\", \"derogation\": \"explicit_consent\"}
  ]
}";

const OPEN: &str = "{
  \"as_of\": \"2026-03-01\", \"storage\": [], \"processing\": [], \"access\": [], \"transit\": [],
  \"transfers\": [{\"to\": \"US\", \"derogation\": \"none\"}]
}";

/// Returns whether a case with this flow and these expectations passes.
fn passes(policy: &str, flow: &str, expectations: &str) -> Result<(), String> {
    let markdown = format!("# T\n```loci\n{policy}```\n```json\n{flow}\n```\n```verdict\n{expectations}\n```\n");
    let report = golden::run(&markdown, "t.md");
    if let Some(fault) = report.faults.first() {
        return Err(format!("{}: {}", fault.line, fault.message));
    }
    match report.trials.into_iter().find_map(|trial| trial.failure()) {
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

#[track_caller]
fn came(flow: &str, answer: &str, expectations: &[&str]) {
    for expectation in expectations {
        let passed = passes(POLICY, flow, &format!("{answer}\n{expectation}"));
        assert!(passed.is_ok(), "{expectation}\n{passed:?}");
    }
}

#[track_caller]
fn did_not_come(flow: &str, answer: &str, expectations: &[&str]) {
    for expectation in expectations {
        let failure = passes(POLICY, flow, &format!("{answer}\n{expectation}")).err().unwrap_or_default();
        let said = format!("expected  {expectation}\n");
        assert!(failure.contains(&said), "{expectation}\n{failure}");
    }
}

#[test]
fn answers_rules_and_parts() {
    came(
        FLOW,
        "non_compliant",
        &[
            "rule near: violated",
            "rule ground at transfers[0]: satisfied",
            "rule ground at transfers[1]: excused",
            "part chapter_v: compliant, applies yes",
            "part chapter_v: applies yes",
        ],
    );
    did_not_come(
        FLOW,
        "non_compliant",
        &[
            "rule near: satisfied",
            "rule ground at transfers[1]: satisfied",
            "rule ground at transfers[2]: satisfied",
            "rule nobody: violated",
            "part chapter_v: non_compliant",
            "part chapter_v: compliant, applies no",
            "part nothing: applies no",
        ],
    );
    assert!(passes(POLICY, FLOW, "compliant").is_err());
    assert!(passes(POLICY, FLOW, "non_compliant\nlevel basic").is_err(), "at the level basic it is compliant");
    assert!(passes(POLICY, FLOW, "compliant\nlevel basic").is_ok());
}

#[test]
fn citations_reasons_excuses_and_duties() {
    came(
        FLOW,
        "non_compliant",
        &[
            "cites: HOUSE 2",
            "cites: GDPR 46(2)(c)",
            "cites: GDPR 49(1)(a)",
            "because: storage[0].place is CH",
            "because: transfers[0].assessment is favourable",
            "because: transfers[0].assessment is favourable, as attested",
            "excused ground by consent",
            "excused ground at transfers[1] by consent",
            "duty exporter",
            "duty exporter by 2027-03-01",
        ],
    );
    did_not_come(
        FLOW,
        "non_compliant",
        &[
            "cites: GDPR 45(1)",
            "because: storage[0].place is FR",
            "because: storage[0].place is CH, as attested",
            "excused ground at transfers[0] by consent",
            "excused near by consent",
            "duty provider",
            "duty exporter by 2027-03-02",
        ],
    );
}

#[test]
fn reservations_levels_notes_and_lints() {
    came(
        FLOW,
        "non_compliant",
        &[
            "reservation keys at storage[0]: violated",
            "reservation keys: violated",
            "level: required high, reached basic, open none, refused high",
            "lint L0401",
            "lint L0401 at 4:5",
        ],
    );
    did_not_come(
        FLOW,
        "non_compliant",
        &[
            "reservation keys: undetermined",
            "reservation near: violated",
            "reservation: none",
            "level: reached high",
            "level: refused none",
            "level: open basic",
            "lint L0402",
            "lint L0401 at 4:6",
            "note L0550 at storage",
        ],
    );
    came(OPEN, "undetermined", &["note L0550", "note L0550 at storage", "reservation: none"]);
    did_not_come(OPEN, "undetermined", &["note L0550 at transfers", "note L0552"]);
}

#[test]
fn missing_facts_and_what_to_ask() {
    let both = "transfers[0].assessment, transfers[0].tool";
    came(OPEN, "undetermined", &["missing: transfers[0].tool", &format!("missing: {both}"), &format!("ask: {both}")]);
    did_not_come(
        OPEN,
        "undetermined",
        &[
            "missing: transfers[0].to",
            "missing: transfers[0].tool, transfers[0].to",
            "ask: transfers[0].tool",
            "ask: none",
        ],
    );
}

#[test]
fn errors_are_exactly_those() {
    let flow = "{\"as_of\": \"2026-03-01\", \"storrage\": [], \"storage\": [{\"plase\": \"FR\"}]}";
    let errors = |lines: &str| passes(POLICY, flow, lines).is_ok();
    assert!(errors("error L0501 at storrage\nerror L0501 at storage[0].plase"));
    assert!(errors("error L0501\nerror L0501 at storrage"), "one without a place takes what is left");
    assert!(!errors("error L0501 at storrage"), "one more came");
    assert!(!errors("error L0501\nerror L0501\nerror L0501"), "one more was expected");
    assert!(!errors("error L0503\nerror L0501"), "another came");
    assert!(!errors("error L0501 at storage[1].plase\nerror L0501 at storrage"), "it came elsewhere");
    assert!(!errors("compliant"));
    assert!(passes(POLICY, FLOW, "error L0501").is_err(), "a verdict came");
    assert!(passes(POLICY, "{", "error L0004 at 2:1").is_ok());
    let wrong = POLICY.replace("s in EEA", "s in EAE");
    assert!(passes(&wrong, FLOW, "error L0210 at 20:18").is_ok());
    assert!(passes(&wrong, FLOW, "error L0210 at 20:19").is_err());
    let failure = passes(&wrong, FLOW, "compliant\nask: none").err().unwrap_or_default();
    assert!(failure.contains("expected  compliant\n    came:  error L0210 at 20:18: "), "{failure}");
}
