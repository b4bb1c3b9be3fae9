//! Receipts: whatever is altered is found, by a comparison that judges again and by the signature.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lexloci::read::Source;
use lexloci::receipt::{Asked, Envelope, Receipt, Signer, TYPE, Verified};
use lexloci::{Json, Modules, Options, Policy};
use serde_json::{Value, json};

const POLICY: &str = r#"loci 1
use groups
policy home version 1.0.0 "Data rest at home" {
  levels low < high
  rule stores "A store is at home" for every s in storage require s in home_places
  rule keys "The exporter has the keys" at high for every s in storage require s.keys.holder is exporter
}"#;
const MODULE: &str = "loci 1\nset home_places = {FR, DE}";
const FLOW: &str = r#"{"as_of": "2026-03-01", "exporter": {"seat": "FR"}, "storage": [{"place": "FR"}]}"#;

/// The key pair of RFC 8037, Appendix A, and another one.
const SECRET: &str = include_str!("receipt/key.jwk");
const PUBLIC: &str = include_str!("receipt/public.jwk");
const OTHER: &str = r#"{"kty":"OKP","crv":"Ed25519","kid":"dpo","x":"PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"}"#;

fn policy(text: &str, module: &str) -> Policy {
    let modules: Modules = [("groups".to_owned(), module.to_owned())].into_iter().collect();
    Policy::parse(text, &modules).unwrap()
}

fn flow(text: &str) -> Json {
    text.parse().unwrap()
}

fn asked() -> Asked {
    Asked::of(&Options::new().level("low"), &["FR leaves home_places on 2027-01-01".to_owned()])
}

fn sealed() -> Envelope {
    let receipt = Receipt::seal(&policy(POLICY, MODULE), &flow(FLOW), &asked()).unwrap();
    Envelope::of(&receipt).signed(&Signer::read(SECRET).unwrap())
}

/// Returns the members that differ when this policy and flow are judged again.
fn differing(envelope: &Envelope, policy: &Policy, flow: &Json) -> Vec<String> {
    let members = envelope.compare(policy, flow).unwrap();
    members.into_iter().filter(|member| !member.holds()).map(|member| member.name).collect()
}

fn keys(text: &str) -> [Source; 1] {
    [Source { name: "keys".to_owned(), bytes: text.as_bytes().to_vec() }]
}

#[test]
fn a_receipt_holds_for_the_same_policy_and_flow_in_any_layout() {
    let envelope = sealed();
    let other_layout = flow(r#"{ "storage": [ {"place": "FR"} ], "exporter": {"seat":"FR"}, "as_of":"2026-03-01" }"#);
    assert_eq!(differing(&envelope, &policy(POLICY, MODULE), &other_layout), Vec::<String>::new());
    assert_eq!(envelope.verify(&keys(PUBLIC)).unwrap(), Verified::By("dpo".to_owned()));
    let written = serde_json::to_string(&envelope).unwrap();
    assert_eq!(Envelope::parse(&written).unwrap(), envelope);
}

#[test]
fn another_policy_module_or_flow_is_named() {
    let envelope = sealed();
    let (same, given) = (policy(POLICY, MODULE), flow(FLOW));
    let named = |policy: &Policy, flow: &Json| differing(&envelope, policy, flow);
    let other_text = policy(&POLICY.replace("1.0.0", "1.0.1"), MODULE);
    assert_eq!(named(&other_text, &given), ["version", "policy_digest", "verdict_digest"]);
    let comment = policy(&format!("{POLICY} # reviewed"), MODULE);
    assert_eq!(named(&comment, &given), ["policy_digest", "verdict_digest"]);
    let other_module = policy(POLICY, "loci 1\nset home_places = {FR, DE, US}");
    assert_eq!(named(&other_module, &given), ["policy_digest", "verdict_digest"]);
    let abroad = flow(&FLOW.replace(r#""place": "FR""#, r#""place": "US""#));
    assert_eq!(named(&same, &abroad), ["flow_digest", "verdict", "verdict_digest"]);
    let later = flow(&FLOW.replace("2026-03-01", "2027-03-01"));
    assert_eq!(named(&same, &later), ["flow_digest", "as_of", "verdict", "verdict_digest"]);
}

/// Returns the envelope with another value at a member of its receipt, its signature kept.
fn with(envelope: &Envelope, name: &str, value: Value) -> Option<Envelope> {
    let mut written = serde_json::to_value(envelope).unwrap();
    let payload = STANDARD.decode(written["payload"].as_str().unwrap()).unwrap();
    let mut receipt: Value = serde_json::from_slice(&payload).unwrap();
    receipt[name] = value;
    written["payload"] = STANDARD.encode(serde_json::to_vec(&receipt).unwrap()).into(); // serde_json sorts the keys
    Envelope::parse(&written.to_string()).ok()
}

#[test]
fn every_altered_member_is_found_twice() {
    let envelope = sealed();
    let members = envelope.compare(&policy(POLICY, MODULE), &flow(FLOW)).unwrap();
    let names: Vec<String> = members.into_iter().map(|member| member.name).collect();
    assert_eq!(names.len(), 17);
    for name in &names {
        for value in [json!("other"), json!(null), json!(7), json!([]), json!(["x"]), json!(true), json!({"a": 1})] {
            let altered = with(&envelope, name, value.clone()).unwrap();
            if altered == envelope {
                continue; // this is its value
            }
            let found = altered.compare(&policy(POLICY, MODULE), &flow(FLOW)).unwrap();
            assert!(found.iter().any(|member| !member.holds()), "{name}: {value}");
            assert!(matches!(altered.verify(&keys(PUBLIC)).unwrap(), Verified::Not(_)), "{name}: {value}");
        }
    }
    let more = with(&envelope, "approved_by", json!("board")).unwrap();
    assert_eq!(differing(&more, &policy(POLICY, MODULE), &flow(FLOW)), ["approved_by"]);
}

#[test]
fn what_was_asked_is_asked_again() {
    let complete = flow(r#"{"as_of": "2026-03-01", "complete": true, "storage": ["FR"]}"#);
    let policy = policy(POLICY, MODULE);
    for asked in [
        Asked::default(),
        Asked::of(&Options::new().as_of(lexloci::Date::parse("2030-01-01")).level("low"), &[]),
        Asked::of(&Options::new().refuse_complete(true).refuse_assumed(true), &[]),
        Asked::of(&Options::new().level("low"), &["FR leaves home_places on 2026-01-01".to_owned()]),
    ] {
        let envelope = Envelope::of(&Receipt::seal(&policy, &complete, &asked).unwrap());
        assert_eq!(differing(&envelope, &policy, &complete), Vec::<String>::new(), "{asked:?}");
    }
    let envelope = sealed();
    let day = json!({"as_of": "2026-13-01", "level": "low", "refuse_assumed": false, "refuse_complete": false, "suppose": ["FR leaves home_places on 2027-01-01"]});
    let no_day = with(&envelope, "asked", day).unwrap();
    assert_eq!(differing(&no_day, &policy, &flow(FLOW)), ["asked"]);
}

#[test]
fn signatures_of_other_keys_and_altered_ones_are_none() {
    let envelope = sealed();
    let refused = |envelope: &Envelope, key: &str| match envelope.verify(&keys(key)).unwrap() {
        Verified::Not(why) => why,
        other => format!("{other:?}"),
    };
    assert_eq!(refused(&envelope, OTHER), "the key dpo did not sign this");
    assert!(refused(&envelope, &OTHER.replace("dpo", "cto")).starts_with("none of the keys"));
    let unsigned = Envelope::of(&Receipt::seal(&policy(POLICY, MODULE), &flow(FLOW), &asked()).unwrap());
    assert_eq!(refused(&unsigned, PUBLIC), "it is not signed");
    let text = serde_json::to_string(&envelope).unwrap();
    let signature = text.split(r#""sig":""#).nth(1).unwrap().split('"').next().unwrap().to_owned();
    for at in [0, 40, 80] {
        let mut bytes = signature.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let altered = text.replace(&signature, str::from_utf8(&bytes).unwrap());
        assert_eq!(refused(&Envelope::parse(&altered).unwrap(), PUBLIC), "the key dpo did not sign this");
    }
}

#[test]
fn what_is_no_envelope_is_refused_with_its_reason() {
    let envelope = serde_json::to_value(sealed()).unwrap();
    let with = |name: &str, value: Value| {
        let mut altered = envelope.clone();
        altered[name] = value;
        Envelope::parse(&altered.to_string()).unwrap_err().to_string()
    };
    assert!(with("payloadType", json!("text/plain")).ends_with(&format!("its payloadType is not {TYPE}")));
    assert!(with("payload", json!("%")).ends_with("its payload is no base64"));
    assert!(with("payload", json!(STANDARD.encode("[]"))).contains("no JSON object"));
    assert!(with("payload", json!(STANDARD.encode(r#"{"a":1,"a":2}"#))).contains("a key twice"));
    assert!(with("payload", json!(STANDARD.encode(r#"{"b":1, "a":2}"#))).contains("canonical form"));
    assert!(with("payload", json!(STANDARD.encode([0xff]))).contains("UTF-8"));
    assert!(with("signatures", json!([{"sig": "%"}])).ends_with("a signature is no base64"));
    for text in ["", "[]", "null", "{\"payloadType\": 1}", &"[".repeat(1000)] {
        assert!(Envelope::parse(text).is_err(), "{text}");
    }
}

#[test]
fn private_keys_are_read_from_pem_and_jwk() {
    let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
    let public = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    let signer = Signer::read(pem).unwrap();
    assert_eq!(signer.id(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"); // RFC 8037, Appendix A.3
    let receipt = Receipt::seal(&policy(POLICY, MODULE), &flow(FLOW), &asked()).unwrap();
    let envelope = Envelope::of(&receipt).signed(&signer);
    assert!(matches!(envelope.verify(&keys(public)).unwrap(), Verified::By(_)));
    assert!(matches!(envelope.verify(&keys(PUBLIC)).unwrap(), Verified::By(_)));
    let two_keys = SECRET.replace(r#""d""#, r#""x":"PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw","d""#);
    for no_key in ["", public, PUBLIC, &two_keys, &SECRET.replace("nWGx", "nW"), &SECRET.replace("Ed25519", "X25519")] {
        assert!(Signer::read(no_key).is_none(), "{no_key}");
    }
    assert!(envelope.verify(&keys("{}")).is_err());
}
