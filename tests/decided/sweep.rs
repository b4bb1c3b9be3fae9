//! Every tool and every derogation of the vocabulary, with each of its facts false or left out, alone and in pairs.
//!
//! The needs of each ground stand here by hand, from the law: GDPR 46, 47 and 49 with EDPB Guidelines 2/2018, 2/2020, 04/2021 and
//! Recommendations 1/2022; UK GDPR 46 and 49 with the guidance of the Commissioner; FADP 16 and 17 with Articles 9 to 12 of its
//! Ordinance. The facts that are varied are all that the vocabulary has for a transfer, so that a new one is varied too, and those
//! that the policy adds; a tool or derogation that is not in the tables fails.

use lexloci::verdict::Answer;
use lexloci::vocab::{Kind, Type, values};
use lexloci::{Options, Policy, input};
use std::collections::BTreeMap;

/// A law on transfers, as a policy carries it.
pub(crate) struct Law {
    as_of: &'static str,
    seat: &'static str,
    regimes: &'static [&'static str],
    /// The clauses that count between two controllers on the day: version and module.
    clauses: &'static [(&'static str, &'static str)],
    /// The needs of each tool, and the findings with which it holds.
    tools: &'static [(&'static str, &'static [&'static str], &'static [&'static str])],
    /// The needs of each derogation.
    derogations: &'static [(&'static str, &'static [&'static str])],
    /// The derogations that public bodies have in public power.
    of_public_bodies: &'static [&'static str],
    /// The facts of a transfer that the policy adds, each with the value that favours it.
    own: &'static [(&'static str, bool)],
}

const FOUND: &[&str] = &["favourable"];
/// An authority or a treaty answered for the destination, unless something is found against it.
const NOT_AGAINST: &[&str] = &["favourable", "none"];
/// The safeguards of a treaty are found or not, whoever assessed the law of the country beside; none needs to say so.
const NOT_DENIED: &[&str] = &["favourable", "none", UNSTATED];
const UNSTATED: &str = "unstated";

pub(crate) const UNION: Law = Law {
    as_of: "2024-03-01",
    seat: "DE",
    regimes: &["gdpr_3_1", "gdpr_3_2", "eudpr"],
    clauses: &[("scc_2021_914", "c2c")],
    tools: &[
        // A body of the Union has no clauses of 2021, and these tools towards processors alone (EUDPR 48(2)); recipients here are controllers.
        ("scc", &["complete", "not_eudpr"], FOUND),
        ("scc_authority", &["bound", "x.approved_by_commission"], FOUND),
        ("bcr", &["bound", "of_controllers", "not_eudpr"], FOUND),
        ("code_of_conduct", &["bound", "authorised", "not_eudpr"], FOUND),
        ("certification", &["bound", "authorised", "not_eudpr"], FOUND),
        // A private party sends under a treaty to an authority that asks as such, which none of these recipients does.
        ("instrument", &["safeguards", "between_authorities"], NOT_DENIED),
        ("arrangement", &["bound", "authorised", "between_authorities"], NOT_AGAINST),
        // Clauses like others, which an authority read: C-311/18 asks the same of them.
        ("ad_hoc_clauses", &["authorised", "specified"], FOUND),
    ],
    derogations: &[
        ("explicit_consent", &["valid_consent", "occasional"]),
        ("contract_with_subject", &["necessary", "occasional"]),
        ("contract_in_interest_of_subject", &["necessary", "occasional"]),
        // Not on a large scale and systematically at once (EDPB Guidelines 2/2018, section 2.4).
        ("public_interest", &["recognised_in_law", "necessary", "occasional_or_of_few"]),
        ("legal_claims", &["claim_exists", "necessary", "occasional"]),
        ("vital_interests", &["necessary", "subject_incapable"]),
        ("public_register", &["register_open"]),
        (
            "compelling_interests",
            &[
                "occasional",
                "few_subjects",
                "necessary",
                "interests_balanced",
                "safeguards",
                "authority_informed",
                "last_resort",
                "not_eudpr",
            ],
        ),
        ("made_public", &["never"]),
    ],
    of_public_bodies: &["public_interest", "legal_claims", "vital_interests", "public_register"],
    own: &[("x.approved_by_commission", true)],
};

pub(crate) const BRITISH: Law = Law {
    as_of: "2026-03-01",
    seat: "GB",
    regimes: &["uk_gdpr"],
    // The agreement has no modules, so that none can be wrong.
    clauses: &[
        ("uk_idta", "none"),
        ("uk_idta", "c2c"),
        ("uk_idta", "c2p"),
        ("uk_idta", "p2p"),
        ("uk_idta", "p2c"),
        ("uk_addendum", "c2c"),
    ],
    tools: &[
        ("scc", &["complete"], FOUND),
        ("scc_authority", &["never"], FOUND),
        ("bcr", &["bound", "of_controllers", "x.approved_by_commissioner"], FOUND),
        ("code_of_conduct", &["bound", "authorised"], FOUND),
        ("certification", &["bound", "authorised"], FOUND),
        ("instrument", &["safeguards", "party", "with_an_authority"], FOUND),
        ("arrangement", &["bound", "authorised", "between_authorities"], FOUND),
        ("ad_hoc_clauses", &["authorised"], FOUND),
    ],
    derogations: &[
        ("explicit_consent", &["valid_consent"]),
        ("contract_with_subject", &["necessary", "occasional"]),
        ("contract_in_interest_of_subject", &["necessary", "occasional"]),
        ("public_interest", &["recognised_in_law", "necessary"]),
        ("legal_claims", &["claim_exists", "necessary", "occasional"]),
        ("vital_interests", &["necessary", "subject_incapable"]),
        ("public_register", &["register_open"]),
        (
            "compelling_interests",
            &[
                "occasional",
                "few_subjects",
                "necessary",
                "interests_balanced",
                "safeguards",
                "authority_informed",
                "last_resort",
            ],
        ),
        ("made_public", &["never"]),
    ],
    of_public_bodies: &["public_interest", "legal_claims", "vital_interests", "public_register"],
    own: &[("x.approved_by_commissioner", true)],
};

pub(crate) const SWISS: Law = Law {
    as_of: "2026-03-01",
    seat: "CH",
    regimes: &["ch_fadp", "ch_cantonal"],
    clauses: &[("scc_2021_914", "c2c")],
    tools: &[
        ("scc", &["complete", "x.adapted_to_swiss_law"], FOUND),
        // The Commissioner has issued none; those that he recognised are the Union's.
        ("scc_authority", &["never"], FOUND),
        ("bcr", &["bound", "x.approved_for_switzerland"], FOUND),
        ("code_of_conduct", &["bound", "authorised"], FOUND),
        ("certification", &["bound", "authorised"], FOUND),
        ("instrument", &["safeguards", "party"], FOUND),
        ("arrangement", &["x.notified", "from_an_authority"], FOUND),
        ("ad_hoc_clauses", &["x.notified"], FOUND),
    ],
    // A single disclosure and a repeated one are alike in Article 17.
    derogations: &[
        ("explicit_consent", &["valid_consent"]),
        ("contract_with_subject", &["necessary"]),
        ("contract_in_interest_of_subject", &["necessary"]),
        ("public_interest", &["recognised_in_law", "necessary"]),
        ("legal_claims", &["claim_exists", "necessary"]),
        ("vital_interests", &["necessary", "incapable_or_not_in_time"]),
        ("public_register", &["register_open"]),
        ("compelling_interests", &["never"]),
        ("made_public", &["not_objected"]),
    ],
    of_public_bodies: &[
        "explicit_consent",
        "contract_with_subject",
        "contract_in_interest_of_subject",
        "public_interest",
        "legal_claims",
        "vital_interests",
        "public_register",
        "made_public",
    ],
    own: &[
        ("x.adapted_to_swiss_law", true),
        ("x.notified", true),
        ("x.objected", false),
        ("x.approved_for_switzerland", true),
        ("x.consent_not_in_time", false),
    ],
};

/// The findings of the sweep.
#[derive(Default)]
pub(crate) struct Swept {
    /// Flows that lack something that their ground needs.
    pub(crate) wanting: usize,
    /// Those of them that came out compliant.
    pub(crate) compliant: Vec<String>,
    /// Flows that lack nothing.
    pub(crate) whole: usize,
    /// Those of them that did not come out compliant.
    pub(crate) refused: Vec<String>,
    /// Tools, derogations and findings of which the tables say nothing.
    pub(crate) unknown: Vec<&'static str>,
}

/// Returns the sums, as the document has them.
pub(crate) fn told(swept: &Swept, policy: &str) -> String {
    format!(
        "\nSweep of `{policy}`, each tool and each derogation of the vocabulary with its facts turned or left out: compliant {} of {} \
         that lack something, and {} of {} that lack nothing, left out facts beside, are refused.\n",
        swept.compliant.len(),
        swept.wanting,
        swept.refused.len(),
        swept.whole
    )
}

/// One flow of the sweep, as facts of the transfer and of what is around it.
#[derive(Clone)]
struct Trial {
    tool: &'static str,
    derogation: &'static str,
    regime: &'static str,
    public: [bool; 2],
    clauses: (&'static str, &'static str),
    assessment: Option<&'static str>,
    facts: BTreeMap<&'static str, Option<bool>>,
}

fn values_of(name: &str) -> impl Iterator<Item = &'static str> {
    let found = values::ENUMERATIONS.iter().find(|enumeration| enumeration.name == name);
    found.unwrap_or_else(|| panic!("no enumeration {name}")).values.iter().map(|value| value.0)
}

/// Returns the facts of a transfer that are yes or no, each with the value that favours it.
fn favourable(tool: &str, own: &[(&'static str, bool)]) -> BTreeMap<&'static str, Option<bool>> {
    let facts = Kind::Transfer.facts().iter().filter(|fact| fact.ty == Type::YesNo);
    let stands = |name: &&str| match *name {
        "complete" | "processing_unchanged" => tool == "scc",
        "authorised" => ["ad_hoc_clauses", "arrangement", "code_of_conduct", "certification"].contains(&tool),
        _ => true,
    };
    let names = facts.map(|fact| fact.name).filter(stands);
    // The data are needed in the clear, and no law of the recipient's shields it: nothing but the ground can carry them.
    let against = ["systematic", "protected_recipient", "in_public_power"];
    let names = names.map(|name| (name, Some(!against.contains(&name))));
    let of_this = |(name, _): &&(&'static str, bool)| OF_ONE_TOOL.iter().all(|(fact, of)| fact != name || *of == tool);
    names.chain(own.iter().filter(of_this).map(|(name, favours)| (*name, Some(*favours)))).collect()
}

/// Facts that a policy adds and that say something of one tool alone, with that tool.
const OF_ONE_TOOL: &[(&str, &str)] = &[
    ("x.approved_by_commission", "scc_authority"),
    ("x.approved_by_commissioner", "bcr"),
    ("x.approved_for_switzerland", "bcr"),
];

impl Law {
    /// Returns whether the law allows it, by the tables above.
    fn allows(&self, trial: &Trial) -> bool {
        let holds = |need: &&str| match *need {
            "never" => false,
            "occasional" => trial.facts.get("systematic") == Some(&Some(false)),
            "occasional_or_of_few" => {
                trial.facts.get("systematic") == Some(&Some(false))
                    || trial.facts.get("few_subjects") == Some(&Some(true))
            }
            "incapable_or_not_in_time" => ["subject_incapable", "x.consent_not_in_time"]
                .iter()
                .any(|fact| trial.facts.get(fact) == Some(&Some(true))),
            "not_eudpr" => trial.regime != "eudpr",
            "not_objected" => trial.facts.get("x.objected") == Some(&Some(false)),
            "from_an_authority" => trial.public[0],
            "between_authorities" => trial.public == [true, true],
            // A treaty binds public bodies, and a private party where it says so.
            "party" => trial.public == [true, true] || trial.facts.get("bound") == Some(&Some(true)),
            // Rules for controllers carry what a controller sends, as all exporters of the sweep are.
            "of_controllers" => trial.clauses.0 == "bcr_c",
            "with_an_authority" => trial.public.contains(&true),
            fact => trial.facts.get(fact) == Some(&Some(true)),
        };
        if trial.tool == "none" {
            let needs = self.derogations.iter().find(|(name, _)| *name == trial.derogation);
            // Article 49(3) closes derogations to a public body in the exercise of its public powers.
            let is_in_power = trial.public[0] && trial.facts.get("in_public_power") != Some(&Some(false));
            let open = !is_in_power || self.of_public_bodies.contains(&trial.derogation);
            return needs.is_some_and(|(_, needs)| needs.iter().all(holds)) && open;
        }
        let Some((_, needs, found)) = self.tools.iter().find(|(name, ..)| *name == trial.tool) else { return false };
        let clauses = trial.tool != "scc" || self.clauses.contains(&trial.clauses);
        needs.iter().all(holds) && clauses && found.contains(&trial.assessment.unwrap_or(UNSTATED))
    }

    fn flow(&self, trial: &Trial) -> String {
        let stated = |own: bool| {
            let facts = trial.facts.iter().filter(move |(name, _)| name.starts_with("x.") == own);
            let facts = facts
                .filter_map(|(name, value)| Some(format!(r#", "{}": {}"#, name.trim_start_matches("x."), (*value)?)));
            facts.collect::<String>()
        };
        let facts = stated(false);
        let own = match stated(true) {
            none if none.is_empty() => none,
            facts => format!(r#", "x": {{{}}}"#, facts.trim_start_matches(", ")),
        };
        let assessment = trial.assessment.map_or(String::new(), |found| format!(r#", "assessment": "{found}""#));
        let (version, module) = trial.clauses;
        let module = if module == "none" { String::new() } else { format!(r#", "scc_module": "{module}""#) };
        let clauses = match trial.tool {
            "scc" => format!(r#", "scc_version": "{version}"{module}"#),
            "bcr" if version != "none" => format!(r#", "bcr_kind": "{version}""#),
            _ => String::new(),
        };
        let [here, there] = trial.public;
        let Law { as_of, seat, .. } = self;
        let Trial { tool, derogation, regime, .. } = trial;
        // Rules of a group are for the companies of one group.
        let head = if *tool == "bcr" { *seat } else { "MY" };
        format!(
            r#"{{"as_of": "{as_of}", "data": ["contact"], "storage": [], "processing": [], "access": [], "transit": [],
            "exporter": {{"name": "Here", "seat": "{seat}", "ultimate_parent": "{seat}", "role": "controller", "regime": "{regime}",
            "is_public_authority": {here}}}, "transfers": [{{"to": "MY", "recipient": {{"name": "There", "seat": "MY",
            "ultimate_parent": "{head}", "role": "controller", "regime": "none", "is_public_authority": {there}}},
            "tool": "{tool}", "derogation": "{derogation}", "measures": []{facts}{own}{assessment}{clauses}}}]}}"#
        )
    }

    /// Puts every flow of the sweep to the policy.
    pub(crate) fn sweep(&self, policy: &Policy) -> Swept {
        let mut swept = Swept::default();
        let known = self.tools.iter().map(|(name, ..)| *name).chain(self.derogations.iter().map(|(name, _)| *name));
        let known: Vec<&str> = known.chain(["none"]).collect();
        let all = values_of("tool").chain(values_of("derogation"));
        swept.unknown = all.filter(|name| !known.contains(name)).collect();
        let tools = values_of("tool").filter(|tool| *tool != "none").map(|tool| (tool, "none"));
        let grounds = tools.chain(values_of("derogation").filter(|name| *name != "none").map(|name| ("none", name)));
        for (tool, derogation) in grounds {
            for regime in self.regimes {
                for public in [[false, false], [true, true], [true, false], [false, true]] {
                    self.around(policy, &self.trial(tool, derogation, regime, public), &mut swept);
                }
            }
        }
        swept
    }

    fn trial(&self, tool: &'static str, derogation: &'static str, regime: &'static str, public: [bool; 2]) -> Trial {
        let facts = favourable(tool, self.own);
        let clauses = if tool == "bcr" { ("bcr_c", "none") } else { self.clauses[0] };
        Trial { tool, derogation, regime, public, clauses, assessment: Some("favourable"), facts }
    }

    /// Tries a ground with every finding, every clauses, and each fact and each two facts turned or left out.
    fn around(&self, policy: &Policy, good: &Trial, swept: &mut Swept) {
        let findings = values_of("assessment").map(Some).chain([None]);
        findings.for_each(|assessment| self.put(policy, &Trial { assessment, ..good.clone() }, swept));
        if good.tool == "scc" {
            let modules = values_of("scc_module").chain(["none"]);
            let clauses = modules.flat_map(|module| values_of("scc_version").map(move |version| (version, module)));
            clauses.for_each(|clauses| self.put(policy, &Trial { clauses, ..good.clone() }, swept));
        }
        if good.tool == "bcr" {
            let kinds = values_of("bcr_kind").chain(["none"]).map(|kind| (kind, "none"));
            kinds.for_each(|clauses| self.put(policy, &Trial { clauses, ..good.clone() }, swept));
        }
        let turned = |trial: &Trial, name: &'static str, to: Option<bool>| {
            let mut trial = trial.clone();
            trial.facts.insert(name, to);
            trial
        };
        let names: Vec<(&'static str, bool)> =
            good.facts.iter().filter_map(|(name, value)| Some((*name, (*value)?))).collect();
        for (index, (first, favours)) in names.iter().enumerate() {
            for to in [Some(!favours), None] {
                let one = turned(good, first, to);
                self.put(policy, &one, swept);
                self.put(policy, &Trial { assessment: Some("adverse"), ..one.clone() }, swept);
                // Pairs, for companies under the first regime.
                if good.public == [false, false] && good.regime == self.regimes[0] {
                    for (second, favours) in &names[..index] {
                        [Some(!favours), None]
                            .into_iter()
                            .for_each(|to| self.put(policy, &turned(&one, second, to), swept));
                    }
                }
            }
        }
    }

    fn put(&self, policy: &Policy, trial: &Trial, swept: &mut Swept) {
        let flow = self.flow(trial);
        let flow = input::json(&flow).expect("it is JSON");
        // A flow that contradicts itself is no flow.
        let Ok(verdict) = policy.check(&flow, &Options::default()) else { return };
        let compliant = verdict.verdict == Answer::Compliant;
        let says = || {
            let Trial { tool, derogation, regime, public, clauses, assessment, facts } = trial;
            let good = favourable(tool, self.own);
            let turned: Vec<_> = facts.iter().filter(|(name, value)| good.get(*name) != Some(value)).collect();
            format!("{tool}/{derogation} {regime} {public:?} {clauses:?} {assessment:?} {turned:?}")
        };
        match self.allows(trial) {
            true => {
                swept.whole += 1;
                // Facts left out beside a ground that holds may still be asked for: only stated facts count against it.
                if !compliant && trial.facts.values().all(Option::is_some) {
                    swept.refused.push(says());
                }
            }
            false => {
                swept.wanting += 1;
                if compliant {
                    swept.compliant.push(says());
                }
            }
        }
    }
}
