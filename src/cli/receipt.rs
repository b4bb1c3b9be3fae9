//! `lexloci seal` and `lexloci verify`: receipts of verdicts, which anybody can check. `verify` checks signed files, too.

use super::Format;
use super::check::{Judging, flow_rejected};
use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT, POLICY_LIMIT, Text};
use super::modules::{Loading, Source};
use super::out::{Out, painted};
use super::read::source;
use super::rejected::Rejected;
use super::sign;
use clap::Args;
use lexloci::receipt::{Asked, Compared, Envelope, Receipt, Signer, Verified};
use lexloci::render::{Role, visible};
use lexloci::{Diagnostic, Json, Options, Policy, input};
use serde::Serialize;

/// Judge flows, and write a receipt of each verdict, signed where a key is given
#[derive(Args)]
#[command(after_help = "\
A receipt is one line of JSON: an envelope of DSSE, which holds the digests of policy, flow and verdict, the day, the level, and \
what else was asked. It holds none of the flow's facts but the paths that were assumed or overruled.

Exit codes: 0 sealed, whatever the verdicts are; 2 a policy, a flow or the key could not be read, or has errors.

Examples:
  lexloci seal gdpr_transfers flow.json > flow.receipt.json
  openssl genpkey -algorithm ed25519 -out key.pem
  lexloci seal gdpr_transfers flows.ndjson --key key.pem > receipts.ndjson")]
pub(super) struct Seal {
    /// The policy: a file, `-` for standard input, or the name of a shipped policy
    policy: String,
    /// Flows: files or `-`; each a JSON object, an array of objects, or one object a line
    #[arg(required = true, value_name = "FLOW")]
    flows: Vec<String>,
    /// Sign with this private key of Ed25519: PEM (PKCS#8) or JWK
    #[arg(long, value_name = "FILE")]
    key: Option<String>,
    #[command(flatten)]
    judging: Judging,
    #[command(flatten)]
    loading: Loading,
}

/// Judge a flow again, and compare what comes out with its receipt; or check the signature of a file
#[derive(Args)]
#[command(after_help = "\
The flow is judged as the receipt says that it was: on its day, at its level, with its suppositions. Another policy, module, flow, \
atlas or engine, another day or level, and another verdict are named. Without --keys it is not checked who signed.

With one argument it checks a policy, printed module or atlas file by the envelope beside it (FILE.dsse.json), which `lexloci sign` \
wrote. Keys can have rules: what they may sign, from and until which day, and whether they were revoked (docs/signing.md).

Exit codes: 0 everything agrees; 1 something differs, or no key that counts signed; 2 a file could not be read, or the policy or \
flow has errors.

Examples:
  lexloci verify flow.receipt.json gdpr_transfers flow.json
  openssl pkey -in key.pem -pubout -out public.pem
  lexloci verify flow.receipt.json gdpr_transfers flow.json --keys public.pem
  lexloci verify crm.policy.mjs --keys trusted.json --signed-on 2026-03-01")]
pub(super) struct Verify {
    /// The receipt: a file, or `-`; or a signed file, with nothing after it
    #[arg(value_name = "RECEIPT|FILE")]
    receipt: String,
    /// The policy: a file, or the name of a shipped policy
    #[arg(requires = "flow")]
    policy: Option<String>,
    /// The flow: a file with one flow
    flow: Option<String>,
    /// Whose signature is accepted: a public key in PEM, a key (JWK), a key set (JWKS) or a DID document; may be repeated
    #[arg(long, value_name = "FILE")]
    keys: Vec<String>,
    /// How to print the comparison
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    loading: Loading,
}

pub(super) fn seal(seal: &Seal, out: &mut Out) -> Exit {
    let asked = Asked::of(&seal.judging.options(), &seal.judging.suppose);
    with_policy((&seal.policy, &seal.loading), Format::Text, out, |policy, out| {
        let signer = seal.key.as_deref().map(signer).transpose()?;
        let mut exit = Exit::Good;
        for file in &seal.flows {
            exit = exit.max(seal_all(&files::read(file, FLOWS_LIMIT)?, policy, (&asked, signer.as_ref()), out));
        }
        Ok(exit)
    })
}

/// Reads the policy and does something with it. Prints what could not be read.
fn with_policy(
    (name, loading): (&str, &Loading),
    format: Format,
    out: &mut Out,
    act: impl FnOnce(&Policy, &mut Out) -> Result<Exit, Rejected<'static>>,
) -> Exit {
    let source = match Source::read(name, loading) {
        Ok(source) => source,
        Err(rejected) => return reject(&rejected, format, out),
    };
    match source.parse() {
        Ok(policy) => act(&policy, out).unwrap_or_else(|rejected| reject(&rejected, format, out)),
        Err(rejected) => reject(&rejected, format, out),
    }
}

fn reject(rejected: &Rejected<'_>, format: Format, out: &mut Out) -> Exit {
    rejected.print(format, out);
    Exit::BadInput
}

/// Reads a private key.
pub(super) fn signer(file: &str) -> Result<Signer, Rejected<'static>> {
    let text = files::read(file, POLICY_LIMIT)?;
    Signer::read(&text.text).ok_or_else(|| {
        let message = "this is no private key of Ed25519 in PEM (PKCS#8, unencrypted) or JWK; `openssl genpkey -algorithm ed25519` makes one";
        Rejected::without_position(file, "L0005", message.to_owned())
    })
}

/// Writes a receipt of each flow of a file.
fn seal_all(text: &Text, policy: &Policy, (asked, signer): (&Asked, Option<&Signer>), out: &mut Out) -> Exit {
    let mut exit = Exit::Good;
    for entry in input::flows(&text.text) {
        let receipt = entry.flow.and_then(|flow| Ok(Receipt::seal(policy, &flow, asked)?));
        match receipt {
            Ok(receipt) => {
                let envelope = Envelope::of(&receipt);
                write(&signer.map_or(envelope.clone(), |key| envelope.signed(key)), out);
            }
            Err(diagnostics) => {
                let name = format!("{}{}", text.name, entry.place);
                exit = reject(&flow_rejected(name, entry.text, diagnostics), Format::Text, out);
            }
        }
    }
    exit
}

fn write(value: &impl Serialize, out: &mut Out) {
    match serde_json::to_string(value) {
        Ok(json) => out.line(&json),
        Err(error) => out.complain(&format!("lexloci: {error}\n")),
    }
}

/// The outcome of a verification, as JSON.
#[derive(Serialize)]
struct Outcome<'a> {
    /// Says whether everything agrees, the signature included where keys are given.
    holds: bool,
    /// The key that signed; null where none is known to have.
    signed_by: Option<&'a str>,
    /// The reason for which no key is known to have signed; null where one has.
    signature: Option<&'a str>,
    members: &'a [Compared],
}

pub(super) fn verify(verify: &Verify, out: &mut Out) -> Exit {
    let (Some(policy), Some(flow)) = (&verify.policy, &verify.flow) else {
        let trusted = verify.loading.trusted().also(&verify.keys);
        return sign::verify(&verify.receipt, &trusted, verify.format, out);
    };
    with_policy((policy, &verify.loading), verify.format, out, |policy, out| {
        let text = files::read(&verify.receipt, POLICY_LIMIT)?;
        let envelope = Envelope::parse(&text.text)
            .map_err(|error| Rejected::without_position(&text.name, "L0005", error.to_string()))?;
        let (flow, name) = (one_flow(flow)?, flow);
        let members = match envelope.compare(policy, &flow) {
            Ok(members) => members,
            Err(errors) => return Ok(not_judged(verify, policy, (name, &flow), errors.into(), out)),
        };
        let keys = verify.keys.iter().map(|name| source(name)).collect::<Result<Vec<_>, _>>()?;
        let signature = if keys.is_empty() {
            unchecked(&envelope)
        } else {
            envelope.verify(&keys, Some(verify.loading.trusted().day()))?
        };
        let agrees = members.iter().all(Compared::holds);
        let holds = agrees && (keys.is_empty() || matches!(signature, Verified::By(_)));
        match verify.format {
            Format::Json => {
                let (signed_by, why) = match &signature {
                    Verified::By(key) => (Some(key.as_str()), None),
                    Verified::Not(why) => (None, Some(why.as_str())),
                };
                write(&Outcome { holds, signed_by, signature: why, members: &members }, out);
            }
            Format::Text => print(holds, &signature, !keys.is_empty(), &members, out),
        }
        Ok(if holds { Exit::Good } else { Exit::Failed })
    })
}

/// Prints why the flow cannot be judged again. Where it can be by itself, what the receipt asks is of another policy.
fn not_judged(
    verify: &Verify,
    policy: &Policy,
    (name, flow): (&str, &Json),
    diagnostics: Vec<Diagnostic>,
    out: &mut Out,
) -> Exit {
    let is_the_receipt = policy.check(flow, &Options::new()).is_ok();
    let name = if is_the_receipt { &verify.receipt } else { name };
    let rejected = Rejected { name: name.to_owned(), diagnostics, ..Rejected::default() };
    rejected.print(verify.format, out);
    if is_the_receipt { Exit::Failed } else { Exit::BadInput }
}

/// Says of a signature that nobody asked to check.
fn unchecked(envelope: &Envelope) -> Verified {
    let ids: Vec<&str> = envelope.key_ids().collect();
    Verified::Not(match ids.as_slice() {
        [] => "it is not signed".to_owned(),
        ids => format!("not checked: give the public key by --keys ({})", ids.join(", ")),
    })
}

/// Reads a file with one flow.
fn one_flow(file: &str) -> Result<Json, Rejected<'static>> {
    let text = files::read(file, FLOWS_LIMIT)?;
    let mut entries = input::flows(&text.text);
    match (entries.pop(), entries.is_empty()) {
        (Some(entry), true) => entry.flow.map_err(|diagnostics| {
            let name = format!("{}{}", text.name, entry.place);
            Rejected { name, diagnostics, ..Rejected::default() }
        }),
        (last, _) => {
            let message = match last {
                None => "there is no flow in this file",
                Some(_) => "there are several flows in this file, and the receipt is about one",
            };
            Err(Rejected::without_position(&text.name, "L0005", message.to_owned()))
        }
    }
}

/// Prints the comparison: the outcome, the signature, then each member of the receipt.
fn print(holds: bool, signature: &Verified, is_asked: bool, members: &[Compared], out: &mut Out) {
    let (role, word) = if holds { (Role::Good, "THE RECEIPT HOLDS") } else { (Role::Bad, "THE RECEIPT DOES NOT HOLD") };
    out.line(&painted(role, word));
    let (mark, said) = match signature {
        Verified::By(key) => ("✓", format!("signed by {key}")),
        Verified::Not(why) => (if is_asked { "✗" } else { "–" }, why.clone()),
    };
    out.line(&format!("{mark}  {:<16} {}", "signature", visible(&said)));
    for member in members {
        let mark = if member.holds() { "✓" } else { "✗" };
        out.line(&format!("{mark}  {:<16} {}", visible(&member.name), shown(member.sealed.as_ref())));
        if !member.holds() {
            out.line(&format!("   {:<16} {}", "  now", shown(member.now.as_ref())));
        }
    }
}

/// Returns a value of a receipt in a line.
fn shown(value: Option<&Json>) -> String {
    visible(&match value {
        None => "(missing)".to_owned(),
        Some(Json::Text(text)) => text.clone(),
        Some(other) => other.to_string(),
    })
    .to_string()
}
