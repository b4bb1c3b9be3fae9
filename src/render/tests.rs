//! The printed form of verdicts and diagnostics, on verdicts built by hand.

use crate::diag::Diagnostic;
use crate::render;
use crate::sorted::SortedMap;
use crate::span::Span;
use crate::verdict::*;

fn cited(source: &str, pin: &str) -> Cited {
    Cited { source: source.to_owned(), pin: pin.to_owned(), url: None }
}

fn because(fact: &str, value: Option<&str>, test: &str, holds: Option<bool>) -> Because {
    Because {
        fact: fact.to_owned(),
        value: value.map(str::to_owned),
        test: test.to_owned(),
        holds,
        breaks: false,
        attested: false,
        span: [0, 0],
        cites: vec![],
    }
}

fn instance(rule: &str, at: &str, outcome: Outcome) -> Instance {
    Instance {
        rule: rule.to_owned(),
        at: at.to_owned(),
        outcome,
        severity: Severity::Blocking,
        title: format!("The title of {rule}"),
        part: None,
        cites: vec![cited("GDPR", "44")],
        because: vec![],
        excused_by: None,
        missing: vec![],
        cure: None,
        remedy: None,
        span: [0, 0],
    }
}

fn verdict(answer: Answer, instances: Vec<Instance>) -> Verdict {
    Verdict {
        verdict: answer,
        reservations: vec![],
        parts: SortedMap::new(),
        replaced: vec![],
        complete: false,
        assumed: vec![],
        suppose: vec![],
        instead: vec![],
        policy: PolicyRef {
            name: "crm_residency".to_owned(),
            version: "1.2.0".to_owned(),
            digest: "sha256:0".to_owned(),
        },
        edition: 1,
        atlas: "2026.11".to_owned(),
        engine: "0.1.0".to_owned(),
        as_of: "2026-03-01".to_owned(),
        level: None,
        instances,
        duties: vec![],
        ask: vec![],
        notes: vec![],
    }
}

fn printed(verdict: &Verdict) -> String {
    render::verdict(verdict).to_string()
}

#[test]
fn an_undetermined_verdict_reads_as_in_the_design() {
    let mut open = instance("ground", "transfers[1]", Outcome::Undetermined);
    open.because = vec![
        because("transfers[1].to", Some("US"), "t.to in adequate", None),
        Because {
            attested: true,
            cites: vec![cited("GDPR", "46(2)")],
            ..because("transfers[1].assessment", Some("favourable"), "t.assessment is favourable", Some(true))
        },
        because("transfers[1].tool", None, "t.tool in {scc, bcr}", None),
    ];
    open.missing = vec![vec!["transfers[1].tool".to_owned()], vec!["transfers[1].recipient.listed".to_owned()]];
    let mut excused = instance("stores", "storage[3]", Outcome::Excused);
    excused.excused_by = Some(vec![Excuse {
        exception: "backup".to_owned(),
        title: "A backup".to_owned(),
        cites: vec![cited("DPO", "2")],
    }]);
    let mut stores: Vec<Instance> =
        (0..3).map(|i| instance("stores", &format!("storage[{i}]"), Outcome::Satisfied)).collect();
    stores.extend([
        open,
        excused,
        instance("support", "access[0]", Outcome::Satisfied),
        instance("ground", "transfers[0]", Outcome::NotApplicable),
        instance("quiet", "", Outcome::NotApplicable),
    ]);
    let mut verdict = verdict(Answer::Undetermined, stores);
    verdict.ask = vec!["transfers[1].tool".to_owned()];
    verdict.duties = vec![Due {
        holder: "exporter".to_owned(),
        text: "Review the assessment".to_owned(),
        due: Some("2027-03-01".to_owned()),
    }];
    let part = Part { verdict: Answer::Undetermined, applies: Applies::Yes };
    verdict.parts.insert("chapter_v".to_owned(), part);
    assert_eq!(
        printed(&verdict),
        "\
UNDETERMINED   crm_residency 1.2.0   as of 2026-03-01   do not proceed
Part chapter_v: undetermined, applies

?  ground    transfers[1]   blocking   [GDPR 44]
   The title of ground
     transfers[1].to is US                                t.to in adequate: unknown
     transfers[1].tool is not known                       t.tool in {scc, bcr}: unknown
     transfers[1].assessment is favourable, as attested   t.assessment is favourable: yes   [GDPR 46(2)]
   One of these would settle it:
     transfers[1].tool
     transfers[1].recipient.listed
✓  stores    1 of 4: storage[3]   excused by backup   [GDPR 44; DPO 2]
✓  stores    3 of 4: storage[0–2]   [GDPR 44]
✓  support   access[0]   [GDPR 44]
–  not applicable: ground at transfers[0], quiet

Duties
  exporter   Review the assessment, by 2027-03-01
Ask for 1 fact, not 2: transfers[1].tool
"
    );
}

#[test]
fn violations_come_first_and_minor_ones_do_not_look_blocking() {
    let mut minor = instance("keys", "storage[0]", Outcome::Violated);
    minor.severity = Severity::Minor;
    let mut blocking = instance("stores", "storage[0]", Outcome::Violated);
    blocking.remedy = Some("Move this store.".to_owned());
    blocking.because = vec![because("storage[0].place", Some("US"), "s in EEA", Some(false))];
    let mut verdict = verdict(
        Answer::NonCompliant,
        vec![
            instance("open", "", Outcome::Undetermined),
            minor,
            blocking,
            instance("stores", "storage[1]", Outcome::Satisfied),
        ],
    );
    verdict.reservations =
        vec![Reservation { rule: "keys".to_owned(), at: "storage[0]".to_owned(), outcome: Outcome::Violated }];
    assert_eq!(
        printed(&verdict),
        "\
NON-COMPLIANT   crm_residency 1.2.0   as of 2026-03-01   do not proceed

✗  stores   storage[0]   blocking   [GDPR 44]
   The title of stores
     storage[0].place is US   s in EEA: no
   Remedy: Move this store.
!  keys     storage[0]   minor   [GDPR 44]
   The title of keys
?  open     the flow   blocking   [GDPR 44]
   The title of open
✓  stores   1 of 2: storage[1]   [GDPR 44]

Reservations: keys at storage[0] (violated)
"
    );
}

#[test]
fn a_thousand_violations_stay_readable() {
    let instances = (0..1000).map(|i| instance("stores", &format!("storage[{i}]"), Outcome::Violated)).collect();
    let text = printed(&verdict(Answer::NonCompliant, instances));
    assert!(text.lines().count() < 12, "{text}");
    assert!(text.contains("and 997 more: storage[3–999]"), "{text}");
}

#[test]
fn only_compliant_says_proceed() {
    let advice = |answer| printed(&verdict(answer, vec![]));
    assert!(advice(Answer::Compliant).trim_end().ends_with("   proceed"));
    for other in [Answer::NonCompliant, Answer::Undetermined] {
        assert!(advice(other).trim_end().ends_with("do not proceed"));
    }
    let silent = advice(Answer::NotApplicable);
    assert!(silent.starts_with("NOT APPLICABLE"), "{silent}");
    assert!(!silent.contains("proceed"), "{silent}");
}

#[test]
fn the_level_and_what_was_overruled_are_told() {
    let mut verdict = verdict(Answer::Compliant, vec![]);
    verdict.level = Some(LevelVerdict {
        required: "label_1".to_owned(),
        reached: Some("label_1".to_owned()),
        open: vec!["label_2".to_owned()],
        refused: vec!["label_3".to_owned()],
    });
    verdict.replaced = vec!["adequate".to_owned()];
    verdict.instead = vec!["storage[0].place".to_owned()];
    verdict.notes =
        vec![Note { code: "L0550".to_owned(), path: "storage".to_owned(), message: "the list is empty".to_owned() }];
    assert_eq!(
        printed(&verdict),
        "\
COMPLIANT   crm_residency 1.2.0   as of 2026-03-01   proceed
Level label_1 is required; reached: label_1; open: label_2; refused: label_3

Replaced by the policy: adequate
Stated instead of what the atlas says: storage[0].place
Note L0550 at storage: the list is empty
"
    );
}

#[test]
fn a_diagnostic_takes_two_lines() {
    let source = "loci 1\nuse gpdr\n";
    let wrong = Diagnostic::error("L0203", Span::new(11, 15), "there is no module gpdr").help("did you mean gdpr?");
    assert_eq!(
        render::diagnostic(&wrong, source, "crm.loci").to_string(),
        "crm.loci:2:5: error[L0203]: there is no module gpdr\n  help: did you mean gdpr?\n"
    );
    let flow = Diagnostic::flow("L0503", "storage[0].plase", "there is no fact plase");
    assert_eq!(
        render::diagnostic(&flow, "", "flow.json").to_string(),
        "flow.json: storage[0].plase: error[L0503]: there is no fact plase\n"
    );
}

#[test]
fn names_from_a_flow_cannot_steer_the_terminal() {
    let mut open = instance("stores", "", Outcome::Violated);
    open.because = vec![because("exporter.name", Some("\u{1b}[2Jevil\u{202e}"), "t", None)];
    let text = printed(&verdict(Answer::NonCompliant, vec![open]));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
}

#[test]
fn rules_that_come_out_alike_for_the_same_reason_are_one_line() {
    let broken = |rule: &str, at: &str, fact: &str| Instance {
        because: vec![Because { breaks: true, ..because(fact, Some("CN"), "t.to in adequate", Some(false)) }],
        remedy: Some("Choose another recipient.".to_owned()),
        ..instance(rule, at, Outcome::Violated)
    };
    let verdict = verdict(
        Answer::NonCompliant,
        vec![
            broken("ground", "transfers[0]", "transfers[0].to"),
            broken("level", "transfers[0]", "transfers[0].to"),
            broken("named", "transfers[1]", "transfers[1].to"),
            instance("a", "storage[0]", Outcome::Satisfied),
            instance("b", "storage[0]", Outcome::Satisfied),
            instance("c", "storage[1]", Outcome::NotApplicable),
        ],
    );
    assert_eq!(
        render::brief(&verdict, None).to_string(),
        "\
NON-COMPLIANT   crm_residency 1.2.0   as of 2026-03-01   do not proceed
Not compliant: it breaks “The title of ground”, “The title of level” and 1 more.

✗  ground, level   transfers[0]   [GDPR 44]
   The title of ground
   The title of level
     transfers[0].to is CN
   Remedy: Choose another recipient.
✗  named           transfers[1]   [GDPR 44]
   The title of named
     transfers[1].to is CN
   Remedy: Choose another recipient.
✓  a, b            storage[0]   [GDPR 44]
–  1 rule does not apply

Every rule and every test: --full
"
    );
}

#[test]
fn a_part_says_nothing_against_its_own_verdict() {
    for answer in [Answer::Compliant, Answer::NonCompliant, Answer::Undetermined, Answer::NotApplicable] {
        for applies in [Applies::Yes, Applies::No, Applies::Unknown] {
            let mut verdict = verdict(answer, vec![instance("a", "storage[0]", Outcome::Satisfied)]);
            verdict.parts = SortedMap::from([("chapter".to_owned(), Part { verdict: answer, applies })]);
            let text = printed(&verdict);
            let line = text.lines().find(|line| line.starts_with("Part chapter: ")).unwrap();
            if answer == Answer::NotApplicable {
                assert_eq!(line, "Part chapter: not applicable");
            }
            assert!(!line.contains("may apply") || answer == Answer::Undetermined, "{line}");
        }
    }
}
