//! `lexloci prove`: a proof of each claim, or a compliant flow that breaks it.

use super::super::Format;
use super::super::exit::Exit;
use super::super::modules::Loading;
use super::super::out::Out;
use super::{Progress, json, with_policy};
use clap::Args;
use lexloci::Policy;
use lexloci::analyse::{PassedOver, Proof};
use lexloci::nearest::nearest;
use serde::Serialize;

/// The number of steps between two reports of progress.
const AT_A_TIME: u64 = 2_000;

/// Prove a policy's claims, or show a compliant flow that breaks one
#[derive(Args)]
#[command(after_help = "\
Exit codes: 0 every claim is proved, 1 one is refuted, 3 one was not decided, 4 the policy states no claim, 2 an error.

Examples:
  lexloci prove crm.loci
  lexloci prove eu_residency --claim rests_inside --format json")]
pub(in crate::cli) struct Prove {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// Which claim; all when not said
    #[arg(long, value_name = "NAME")]
    claim: Option<String>,
    /// How to print the outcome
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    loading: Loading,
    /// How many steps each claim may take: a step is one small flow judged, a large flow counts for several
    #[arg(long, default_value_t = 200_000, value_name = "N")]
    steps: u64,
}

#[derive(Serialize)]
struct Line<'c> {
    claim: &'c str,
    title: &'c str,
    #[serde(flatten)]
    proof: &'c Proof,
    passed_over: Vec<PassedOver>,
    steps: u64,
}

pub(in crate::cli) fn run(prove: &Prove, out: &mut Out) -> Exit {
    let Some(policy) = with_policy(&prove.policy, &prove.loading, prove.format, out) else {
        return Exit::BadInput;
    };
    let named = |name: &str| prove.claim.as_ref().is_none_or(|wanted| wanted == name);
    let claims: Vec<usize> =
        policy.claims.iter().enumerate().filter(|(_, claim)| named(&claim.name)).map(|(index, _)| index).collect();
    if claims.is_empty() {
        return nothing(prove, &policy, out);
    }
    claims.into_iter().map(|claim| one(prove, &policy, claim, out)).max().unwrap_or(Exit::Good)
}

/// Reports that there is nothing to prove: the policy states no claim, or none of the given name.
fn nothing(prove: &Prove, policy: &Policy, out: &mut Out) -> Exit {
    let stated: Vec<&str> = policy.claims.iter().map(|claim| claim.name.as_str()).collect();
    let Some(wanted) = &prove.claim else {
        let message =
            "states no claim, so nothing is proved; a claim is written: claim inside \"What it says\" never …";
        out.complain(&format!("lexloci: {} {message}\n", policy.name));
        return Exit::NotApplicable;
    };
    let help = match (nearest(wanted, stated.iter().copied()), stated.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "it states none".to_owned(),
        (None, _) => format!("its claims are {}", stated.join(", ")),
    };
    out.complain(&format!("lexloci: {} has no claim `{wanted}`; {help}\n", policy.name));
    Exit::BadInput
}

fn one(prove: &Prove, policy: &Policy, index: usize, out: &mut Out) -> Exit {
    let Some(claim) = policy.claims.get(index) else { return Exit::BadInput };
    let (mut proving, progress) = (policy.prove(index), Progress::new());
    let proof = loop {
        if let Some(proof) = proving.advance(policy, AT_A_TIME.min(prove.steps)) {
            break proof;
        }
        progress.show(&claim.name, proving.settled(), proving.of, proving.steps, out);
        if proving.steps >= prove.steps {
            break Proof::Undecided("not decided within the budget: see --steps".to_owned());
        }
    };
    progress.clear(out);
    let passed_over = if matches!(proof, Proof::Undecided(_)) { proving.passed_over() } else { vec![] };
    let line = Line { claim: &claim.name, title: &claim.title, proof: &proof, passed_over, steps: proving.steps };
    match prove.format {
        Format::Json => json(&line, out),
        Format::Text => print_text(&line, out),
    }
    match proof {
        Proof::Proved => Exit::Good,
        Proof::Refuted(_) => Exit::Failed,
        Proof::Undecided(_) => Exit::Undetermined,
    }
}

fn print_text(line: &Line<'_>, out: &mut Out) {
    let (word, more) = match line.proof {
        Proof::Proved => ("proved", String::new()),
        Proof::Refuted(flow) => ("refuted", format!("\n  {}", serde_json::to_string(flow).unwrap_or_default())),
        Proof::Undecided(why) => ("undecided", format!("\n  {why}")),
    };
    out.line(&format!("{word}  {}  {}  ({} steps){more}", line.claim, line.title, line.steps));
}
