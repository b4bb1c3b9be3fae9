//! The claims of the shipped policies, each proved, or listed here with the reason why not; and false ones, refuted.

use super::{checked, common};
use lexloci::analyse::Proof;
use lexloci::policies::policies;
use lexloci::verdict::Answer;
use lexloci::{Modules, Policy};
use std::time::Instant;

/// The claims that are not proved, and why. The list may only get shorter.
const OPEN: &[(&str, &str, &str)] = &[];

/// Flows judged for one claim.
const STEPS: u64 = 150_000;
/// Flows judged for one of which it is known that they are not enough.
const FEW: u64 = 500;

#[test]
fn claims_of_shipped_policies_are_proved() {
    let mut proved = 0;
    for (name, text) in policies() {
        let policy = Policy::parse(text, &Modules::new()).unwrap_or_else(|_| panic!("{name} is a policy"));
        assert!(policy.claims.len() >= 2, "{name} claims too little");
        for (index, claim) in policy.claims.iter().enumerate() {
            let open = OPEN.iter().find(|(of, named, _)| of == name && *named == claim.name);
            let start = Instant::now();
            let mut proving = policy.prove(index);
            let proof = proving.advance(&policy, if open.is_some() { FEW } else { STEPS });
            println!(
                "{name} {}: {} after {} flows on {} of {} days, {} ms",
                claim.name,
                proof.as_ref().map_or("not finished".to_owned(), |proof| format!("{proof:?}")),
                proving.steps,
                proving.settled(),
                proving.of,
                start.elapsed().as_millis()
            );
            match open {
                Some((_, _, why)) => {
                    println!("    not proved: {why}");
                    assert!(
                        matches!(proof, None | Some(Proof::Undecided(_))),
                        "{name} {}: shorten the list",
                        claim.name
                    );
                }
                None => assert_eq!(proof, Some(Proof::Proved), "{name} {}", claim.name),
            }
            proved += usize::from(open.is_none());
        }
    }
    println!("{proved} proved, {} not", OPEN.len());
}

/// A claim that says too much: the shipped one, and what it is turned into.
const FALSE: &[(&str, &str, &str)] = &[
    (
        "eu_residency",
        "never some s in storage + processing: s not in EEA",
        "never some s in storage + processing: s not in EU",
    ),
    (
        "eu_residency",
        "never some s in access: (s not in EEA and s.sees is clear)",
        "never some s in access: s not in EEA",
    ),
    ("hds", "s.operator is not exporter and s not in EEA", "s not in EEA"),
    ("data_act_switching", "never exit.transition > 7 months", "never exit.transition > 30 days"),
    (
        "data_act_switching",
        "as_of >= 2027-01-12 and not service.custom_built",
        "as_of >= 2026-01-12 and not service.custom_built",
    ),
    ("sovereign_cloud", "never provider.ultimate_parent not in home", "never provider.ultimate_parent in home"),
    (
        "marketplace_admission",
        "never not service.is_test and (every f in exit.formats: not f.open)",
        "never every f in exit.formats: not f.open",
    ),
    (
        "secnumcloud",
        "never some s in storage + processing: (s.operator is not exporter and s not in EU)",
        "never some s in storage + processing: s is FR",
    ),
    ("cada_proposal", "never x.proof is not positive_audit", "never x.proof is positive_audit"),
    (
        "gaia_x_label",
        "never some s in storage + processing: (s.operator is not exporter and s not in EEA)",
        "never some s in storage + processing: s not in EU",
    ),
];

#[test]
fn claims_that_say_too_much_are_refuted() {
    let mut refuted = 0;
    for (name, claim, too_much) in FALSE {
        let (_, text) = policies().iter().find(|(of, _)| of == name).expect("it is shipped");
        assert!(text.contains(claim), "{name} does not claim: {claim}");
        let policy = common::policy(&text.replace(claim, too_much));
        let found = (0..policy.claims.len()).find_map(|index| match policy.prove(index).advance(&policy, STEPS) {
            Some(Proof::Refuted(flow)) => Some(flow),
            _ => None,
        });
        let flow = found.unwrap_or_else(|| panic!("{name} is not refuted: {too_much}"));
        assert_eq!(checked(&policy, &flow), Some(Answer::Compliant), "{name}: {}", common::text(&flow));
        refuted += 1;
    }
    println!("{refuted} of {} refuted, each by a flow that is compliant", FALSE.len());
}
