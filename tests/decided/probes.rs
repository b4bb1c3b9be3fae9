//! Each tool and each derogation with one thing wrong: nothing may be called compliant.
//!
//! The conditions are written here by hand from the law: GDPR 46, 47 and 49, EDPB Guidelines 2/2018, 2/2020, 04/2021 and
//! 02/2024, EDPB Recommendations 01/2020 and 1/2022. Each ground is compliant with all of them, so that no probe passes for a
//! reason of its own.

use lexloci::verdict::Answer;
use lexloci::{Options, Policy, input};

/// Facts of a transfer, as keys and JSON values.
type Facts = &'static [(&'static str, &'static str)];

/// A ground of a transfer with all that it needs.
struct Ground {
    says: &'static str,
    as_of: &'static str,
    to: &'static str,
    /// Facts of the exporter and of the recipient.
    parties: [&'static str; 2],
    data: &'static str,
    purpose: &'static str,
    /// All facts of the transfer; those of `wrong` have one value here and another there.
    facts: Facts,
    /// The changes that make it wrong, one at a time: values of the transfer that replace those above, or stand beside them.
    wrong: Facts,
    /// Other exporters and recipients for which it does not hold.
    wrong_parties: &'static [[&'static str; 2]],
}

const COMPANY: &str = r#""seat": "DE", "ultimate_parent": "DE", "role": "controller", "regime": "gdpr_3_1", "is_public_authority": false"#;
const TOWN: &str =
    r#""seat": "DE", "ultimate_parent": "DE", "role": "controller", "regime": "gdpr_3_1", "is_public_authority": true"#;
const PROCESSOR: &str =
    r#""seat": "DE", "ultimate_parent": "DE", "role": "processor", "regime": "gdpr_3_1", "is_public_authority": false"#;
const ABROAD: &str =
    r#""seat": "MY", "ultimate_parent": "MY", "role": "controller", "regime": "none", "is_public_authority": false"#;
const SHOP: &str = r#""seat": "MY", "ultimate_parent": "MY", "role": "controller", "regime": "gdpr_3_2", "is_public_authority": false"#;
const HOST: &str =
    r#""seat": "MY", "ultimate_parent": "MY", "role": "processor", "regime": "none", "is_public_authority": false"#;
const MEMBER: &str =
    r#""seat": "MY", "ultimate_parent": "DE", "role": "controller", "regime": "none", "is_public_authority": false"#;
const MEMBER_HOST: &str =
    r#""seat": "MY", "ultimate_parent": "DE", "role": "processor", "regime": "none", "is_public_authority": false"#;
const OF_CHINESE_GROUP: &str =
    r#""seat": "MY", "ultimate_parent": "CN", "role": "controller", "regime": "none", "is_public_authority": false"#;
const OF_UNKNOWN_GROUP: &str = r#""seat": "MY", "role": "controller", "regime": "none", "is_public_authority": false"#;
const OFFICE: &str =
    r#""seat": "MY", "ultimate_parent": "MY", "role": "authority", "regime": "none", "is_public_authority": true"#;
const CERTIFIED: &str =
    r#""seat": "US", "ultimate_parent": "US", "role": "controller", "regime": "none", "listed": ["dpf"]"#;
const CERTIFIED_FOR_STAFF: &str =
    r#""seat": "US", "ultimate_parent": "US", "role": "controller", "regime": "none", "listed": ["dpf_hr"]"#;
const INDIAN: &str = r#""seat": "IN", "ultimate_parent": "IN", "role": "processor", "regime": "none", "is_public_authority": false, "exposed": true"#;
const UNLISTED: &str = r#""seat": "US", "ultimate_parent": "US", "role": "controller", "regime": "none", "listed": []"#;

const ADVERSE: (&str, &str) = ("assessment", "\"adverse\"");
const INSUFFICIENT: (&str, &str) = ("assessment", "\"insufficient\"");
const NONE: (&str, &str) = ("assessment", "\"none\"");
const FAVOURABLE: (&str, &str) = ("assessment", "\"favourable\"");
const YES: &str = "true";
const NO: &str = "false";

const fn tool(says: &'static str, facts: Facts, wrong: Facts) -> Ground {
    Ground {
        says,
        as_of: "2024-03-01",
        to: "MY",
        parties: [COMPANY, ABROAD],
        data: "contact",
        purpose: "service",
        facts,
        wrong,
        wrong_parties: &[],
    }
}

const fn derogation(
    says: &'static str,
    facts: Facts,
    wrong: Facts,
    wrong_parties: &'static [[&'static str; 2]],
) -> Ground {
    Ground { wrong_parties, ..tool(says, facts, wrong) }
}

const GROUNDS: &[Ground] = &[
    Ground {
        // A law that goes too far reaches the recipient through its parent too, and who the parent is is asked.
        wrong_parties: &[[COMPANY, SHOP], [COMPANY, OF_CHINESE_GROUP], [COMPANY, OF_UNKNOWN_GROUP]],
        ..tool(
            "scc",
            &[("scc_version", "\"scc_2021_914\""), ("scc_module", "\"c2c\""), ("complete", YES), FAVOURABLE],
            &[
                ("scc_version", "\"scc_2010_87\""),
                ("scc_version", "\"scc_2021_915\""),
                ("scc_module", "\"c2p\""),
                ("complete", NO),
                ADVERSE,
                INSUFFICIENT,
                NONE,
            ],
        )
    },
    Ground {
        parties: [PROCESSOR, ABROAD],
        ..tool(
            "scc",
            &[
                ("scc_version", "\"scc_2021_914\""),
                ("scc_module", "\"p2c\""),
                ("complete", YES),
                ("x", r#"{"returned_only": true}"#),
            ],
            &[
                ("scc_module", "\"c2p\""),
                ("complete", NO),
                // Data that the processor collected itself go along. Of those that only go back clause 14 asks for no assessment.
                ("x", r#"{"returned_only": false}"#),
            ],
        )
    },
    Ground {
        as_of: "2022-06-01",
        wrong_parties: &[[COMPANY, HOST]],
        ..tool(
            "scc",
            &[
                ("scc_version", "\"scc_2004_915\""),
                ("concluded", "\"2020-04-16\""),
                ("processing_unchanged", YES),
                ("complete", YES),
                FAVOURABLE,
            ],
            // Kept clauses rest on an assessment as new ones do (C-311/18, 134).
            &[
                ("concluded", "\"2021-10-01\""),
                ("processing_unchanged", NO),
                ("complete", NO),
                ADVERSE,
                INSUFFICIENT,
                NONE,
            ],
        )
    },
    Ground {
        parties: [COMPANY, MEMBER],
        wrong_parties: &[[PROCESSOR, MEMBER_HOST]],
        ..tool(
            "bcr",
            &[("bound", YES), ("bcr_kind", "\"bcr_c\""), FAVOURABLE],
            &[("bound", NO), ("bcr_kind", "\"bcr_p\""), ADVERSE, INSUFFICIENT, NONE],
        )
    },
    Ground {
        parties: [PROCESSOR, MEMBER_HOST],
        wrong_parties: &[[COMPANY, MEMBER_HOST], [COMPANY, MEMBER]],
        ..tool(
            "bcr",
            &[("bound", YES), ("bcr_kind", "\"bcr_p\""), FAVOURABLE],
            &[("bound", NO), ("bcr_kind", "\"bcr_c\""), ADVERSE, INSUFFICIENT, NONE],
        )
    },
    tool(
        "code_of_conduct",
        &[("bound", YES), ("authorised", YES), FAVOURABLE],
        &[("bound", NO), ("authorised", NO), ADVERSE, INSUFFICIENT, NONE],
    ),
    tool(
        "certification",
        &[("bound", YES), ("authorised", YES), FAVOURABLE],
        &[("bound", NO), ("authorised", NO), ADVERSE, INSUFFICIENT, NONE],
    ),
    tool(
        "scc_authority",
        &[("bound", YES), ("x", r#"{"approved_by_commission": true}"#), FAVOURABLE],
        &[("bound", NO), ("x", r#"{"approved_by_commission": false}"#), ADVERSE, INSUFFICIENT, NONE],
    ),
    Ground {
        parties: [TOWN, OFFICE],
        wrong_parties: &[[TOWN, ABROAD]],
        ..tool("instrument", &[("safeguards", YES)], &[("safeguards", NO), ADVERSE, INSUFFICIENT])
    },
    // A treaty binds whom it is between: what a company receives is on no treaty.
    Ground {
        parties: [COMPANY, OFFICE],
        wrong_parties: &[[COMPANY, ABROAD], [TOWN, ABROAD]],
        ..tool(
            "instrument",
            &[("safeguards", YES), ("bound", YES), ("specified", YES)],
            &[("safeguards", NO), ("bound", NO), ADVERSE, INSUFFICIENT],
        )
    },
    Ground {
        parties: [TOWN, OFFICE],
        wrong_parties: &[[COMPANY, OFFICE], [TOWN, ABROAD]],
        ..tool(
            "arrangement",
            &[("authorised", YES), ("bound", YES), NONE],
            &[("authorised", NO), ("bound", NO), ADVERSE, INSUFFICIENT],
        )
    },
    tool(
        "ad_hoc_clauses",
        &[("authorised", YES), ("specified", YES), FAVOURABLE],
        &[("authorised", NO), ("specified", NO), ADVERSE, INSUFFICIENT, NONE],
    ),
    Ground { to: "US", parties: [COMPANY, CERTIFIED], wrong_parties: &[[COMPANY, UNLISTED]], ..tool("none", &[], &[]) },
    Ground {
        to: "US",
        parties: [COMPANY, CERTIFIED_FOR_STAFF],
        purpose: "human_resources",
        wrong_parties: &[[COMPANY, UNLISTED], [COMPANY, CERTIFIED]],
        ..tool("none", &[], &[])
    },
    // Use case 1: what an assessment can rest on replaces none.
    Ground {
        to: "IN",
        parties: [COMPANY, INDIAN],
        ..tool(
            "scc",
            &[
                ("scc_version", "\"scc_2021_914\""),
                ("scc_module", "\"c2p\""),
                ("complete", YES),
                ("plaintext_needed", NO),
                ("measures", r#"[{"kind": "encryption", "state_of_the_art": true, "keys": {"holder": "exporter"}}]"#),
                FAVOURABLE,
            ],
            &[
                ADVERSE,
                INSUFFICIENT,
                NONE,
                ("measures", r#"[{"kind": "encryption", "state_of_the_art": true, "keys": {"holder": "importer"}}]"#),
                // The exporter's own keys are at its seat, unless the flow says where: there the law of that place reaches them.
                (
                    "measures",
                    r#"[{"kind": "encryption", "state_of_the_art": true, "keys": {"holder": "exporter", "place": "CN"}}]"#,
                ),
                ("measures", r#"[{"kind": "encryption", "state_of_the_art": false, "keys": {"holder": "exporter"}}]"#),
                ("measures", "[]"),
            ],
        )
    },
    // Use case 5: whoever has all shares can read.
    Ground {
        to: "IN",
        parties: [COMPANY, INDIAN],
        ..tool(
            "scc",
            &[
                ("scc_version", "\"scc_2021_914\""),
                ("scc_module", "\"c2p\""),
                ("complete", YES),
                ("plaintext_needed", NO),
                (
                    "measures",
                    r#"[{"kind": "secret_sharing", "state_of_the_art": true, "keys": {"holder": "exporter"}}]"#,
                ),
                FAVOURABLE,
            ],
            &[
                ADVERSE,
                NONE,
                ("measures", r#"[{"kind": "secret_sharing"}]"#),
                (
                    "measures",
                    r#"[{"kind": "secret_sharing", "state_of_the_art": true, "keys": {"holder": "importer"}}]"#,
                ),
                (
                    "measures",
                    r#"[{"kind": "secret_sharing", "state_of_the_art": false, "keys": {"holder": "exporter"}}]"#,
                ),
                (
                    "measures",
                    r#"[{"kind": "secret_sharing", "state_of_the_art": true, "keys": {"holder": "trusted_third_party", "place": "CN"}}]"#,
                ),
            ],
        )
    },
    derogation(
        "explicit_consent",
        &[("valid_consent", YES), ("systematic", NO)],
        &[("valid_consent", NO), ("systematic", YES)],
        &[[TOWN, ABROAD]],
    ),
    Ground {
        parties: [TOWN, ABROAD],
        ..derogation(
            "explicit_consent",
            &[("valid_consent", YES), ("systematic", NO), ("in_public_power", NO)],
            &[("in_public_power", YES)],
            &[],
        )
    },
    derogation(
        "contract_with_subject",
        &[("necessary", YES), ("systematic", NO)],
        &[("necessary", NO), ("systematic", YES)],
        &[[TOWN, ABROAD]],
    ),
    derogation(
        "contract_in_interest_of_subject",
        &[("necessary", YES), ("systematic", NO)],
        &[("necessary", NO), ("systematic", YES)],
        &[[TOWN, ABROAD]],
    ),
    derogation(
        "public_interest",
        &[("necessary", YES), ("recognised_in_law", YES), ("systematic", NO)],
        &[("necessary", NO), ("recognised_in_law", NO), ("systematic", YES)],
        &[],
    ),
    derogation(
        "legal_claims",
        &[("necessary", YES), ("claim_exists", YES), ("systematic", NO)],
        &[("necessary", NO), ("claim_exists", NO), ("systematic", YES)],
        &[],
    ),
    derogation(
        "vital_interests",
        &[("necessary", YES), ("subject_incapable", YES)],
        &[("necessary", NO), ("subject_incapable", NO)],
        &[],
    ),
    derogation("public_register", &[("register_open", YES)], &[("register_open", NO)], &[]),
    derogation(
        "compelling_interests",
        &[
            ("necessary", YES),
            ("few_subjects", YES),
            ("interests_balanced", YES),
            ("safeguards", YES),
            ("authority_informed", YES),
            ("last_resort", YES),
            ("systematic", NO),
        ],
        &[
            ("necessary", NO),
            ("few_subjects", NO),
            ("interests_balanced", NO),
            ("safeguards", NO),
            ("authority_informed", NO),
            ("last_resort", NO),
            ("systematic", YES),
        ],
        &[[TOWN, ABROAD]],
    ),
];

/// Probes that were judged, and those that came out compliant.
pub(crate) struct Probed {
    pub(crate) probes: usize,
    pub(crate) compliant: Vec<String>,
    /// Grounds that are not compliant although nothing is wrong.
    pub(crate) refused: Vec<&'static str>,
}

/// Judges each ground as it should be, with each thing wrong, and with each condition left out.
pub(crate) fn probed(policy: &Policy) -> Probed {
    let mut probed = Probed { probes: 0, compliant: vec![], refused: vec![] };
    for ground in GROUNDS {
        if answer(policy, ground, ground.parties, ground.facts) != Answer::Compliant {
            probed.refused.push(ground.says);
        }
        for wrong in ground.wrong {
            let mut facts: Vec<(&str, &str)> = ground.facts.iter().filter(|fact| fact.0 != wrong.0).copied().collect();
            if facts.len() < ground.facts.len() {
                let without = answer(policy, ground, ground.parties, &facts);
                probed.count(without, || format!("{} without {}", ground.says, wrong.0));
            }
            facts.push(*wrong);
            let with = answer(policy, ground, ground.parties, &facts);
            probed.count(with, || format!("{} with {} {}", ground.says, wrong.0, wrong.1));
        }
        for parties in ground.wrong_parties {
            let answer = answer(policy, ground, *parties, ground.facts);
            probed.count(answer, || format!("{} between {parties:?}", ground.says));
        }
    }
    probed
}

impl Probed {
    fn count(&mut self, answer: Answer, says: impl Fn() -> String) {
        self.probes += 1;
        if answer == Answer::Compliant {
            self.compliant.push(says());
        }
    }
}

fn answer(policy: &Policy, ground: &Ground, parties: [&str; 2], facts: &[(&str, &str)]) -> Answer {
    let derogations = ["consent", "contract_", "public_", "claims", "vital", "compelling"];
    let derogated = derogations.iter().any(|part| ground.says.contains(part));
    let (tool, derogation) = if derogated { ("none", ground.says) } else { (ground.says, "none") };
    let none = [("measures", "[]")].into_iter().filter(|_| facts.iter().all(|fact| fact.0 != "measures"));
    let facts: String = none.chain(facts.iter().copied()).map(|(key, value)| format!(", \"{key}\": {value}")).collect();
    let Ground { as_of, to, data, purpose, .. } = ground;
    let [exporter, recipient] = parties;
    let flow = format!(
        r#"{{"as_of": "{as_of}", "data": ["{data}"], "purpose": ["{purpose}"], "exporter": {{"name": "Here", {exporter}}}, "storage": [], "processing": [],
            "access": [], "transit": [], "transfers": [{{"to": "{to}", "recipient": {{"name": "There", {recipient}}},
            "tool": "{tool}", "derogation": "{derogation}"{facts}}}]}}"#
    );
    let flow = input::json(&flow).expect("it is JSON");
    match policy.check(&flow, &Options::default()) {
        Ok(verdict) => verdict.verdict,
        // A flow that contradicts itself is refused, and so carries nothing.
        Err(errors) if errors.iter().all(|error| error.code == "L0507") => Answer::NonCompliant,
        Err(errors) => panic!("{}: {errors:?}", ground.says),
    }
}
