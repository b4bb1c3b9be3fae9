//! Receipts: whatever is altered is found, by a comparison that judges again and by the signature. Signed files: whatever was not
//! signed so, or by no key that may, is refused.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lexloci::read::Source;
use lexloci::receipt::{Asked, Envelope, File, FileKind, Receipt, Signer, TYPE, Verified};
use lexloci::{Date, Json, Modules, Options, Policy};
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
    assert_eq!(envelope.verify(&keys(PUBLIC), None).unwrap(), Verified::By("dpo".to_owned()));
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
            assert!(matches!(altered.verify(&keys(PUBLIC), None).unwrap(), Verified::Not(_)), "{name}: {value}");
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
    let refused = |envelope: &Envelope, key: &str| match envelope.verify(&keys(key), None).unwrap() {
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
    assert!(matches!(envelope.verify(&keys(public), None).unwrap(), Verified::By(_)));
    assert!(matches!(envelope.verify(&keys(PUBLIC), None).unwrap(), Verified::By(_)));
    let two_keys = SECRET.replace(r#""d""#, r#""x":"PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw","d""#);
    for no_key in ["", public, PUBLIC, &two_keys, &SECRET.replace("nWGx", "nW"), &SECRET.replace("Ed25519", "X25519")] {
        assert!(Signer::read(no_key).is_none(), "{no_key}");
    }
    assert!(envelope.verify(&keys("{}"), None).is_err());
}

/// Returns the public key with rules.
fn ruled(rules: &str) -> [Source; 1] {
    keys(&PUBLIC.trim().replace('}', &format!(r#", "lexloci": {{{rules}}}}}"#)))
}

fn signed(file: &File<'_>) -> String {
    serde_json::to_string(&Envelope::of_file(file).signed(&Signer::read(SECRET).unwrap())).unwrap()
}

/// Returns the key that signed, or the reason for which none counts.
fn verified(file: &File<'_>, envelope: &str, keys: &[Source], on: &str) -> String {
    match file.verify(envelope, keys, Date::parse(on)) {
        Ok(key) => format!("signed by {key}"),
        Err(fault) => {
            assert!(fault.diagnostic.code == "L0008" && fault.diagnostic.help.is_some(), "{fault:?}");
            fault.diagnostic.message.clone()
        }
    }
}

/// Returns the envelope with another text in its payload, its signature kept.
fn with_payload(envelope: &str, from: &str, to: &str) -> String {
    let mut written: Value = serde_json::from_str(envelope).unwrap();
    let payload = String::from_utf8(STANDARD.decode(written["payload"].as_str().unwrap()).unwrap()).unwrap();
    assert!(payload.contains(from), "{payload}");
    written["payload"] = STANDARD.encode(payload.replace(from, to)).into();
    written.to_string()
}

#[test]
fn a_file_that_was_altered_or_signed_by_no_key_that_may_is_refused() {
    let printed = lexloci::emit::module(&policy(POLICY, MODULE)).unwrap().code;
    let vendors = "loci 1\nvendor acme \"Acme GmbH\" seat DE parent DE\nregion acme/one in FR\n";
    let files = [
        ("home.loci", FileKind::Policy, POLICY),
        ("home.policy.mjs", FileKind::Policy, printed.as_str()),
        ("groups.loci", FileKind::Atlas, MODULE),
        ("vendors.loci", FileKind::Atlas, vendors),
    ];
    let mut found = 0;
    for (name, kind, text) in files {
        let file = File::new(name, kind, text.as_bytes());
        let envelope = signed(&file);
        let may = ruled(&format!(r#""signs": ["{}"], "from": "2026-01-01", "until": "2026-12-31""#, kind.name()));
        for on in ["2026-01-01", "2026-06-30", "2026-12-31"] {
            assert_eq!(verified(&file, &envelope, &may, on), "signed by dpo", "{name}");
        }
        assert_eq!(
            verified(&File::new(&format!("some/folder/{name}"), kind, text.as_bytes()), &envelope, &may, "2026-06-30"),
            "signed by dpo"
        );

        let other = if kind == FileKind::Policy { FileKind::Atlas } else { FileKind::Policy };
        let more = format!("{text}\n");
        let sig = envelope.split(r#""sig":""#).nth(1).unwrap();
        let first = if sig.starts_with('A') { "B" } else { "A" };
        let altered = envelope.replace(sig, &format!("{first}{}", sig.get(1..).unwrap()));
        assert_ne!(altered, envelope);
        let nobody = serde_json::to_string(&Envelope::of_file(&file)).unwrap();
        let stranger = keys(&OTHER.replace("dpo", "cto"));
        let on = "2026-06-30";
        let refusals = [
            (
                "it is not the file that was signed: its digest is sha256:",
                verified(&File::new(name, kind, more.as_bytes()), &envelope, &may, on),
            ),
            (
                "it is not the file that was signed: its digest is sha256:",
                verified(&File::new(name, kind, b""), &envelope, &may, on),
            ),
            (
                "it was signed under another name: ",
                verified(&File::new("lax.loci", kind, text.as_bytes()), &envelope, &may, on),
            ),
            ("it was signed as a", verified(&File::new(name, other, text.as_bytes()), &envelope, &may, on)),
            ("no signature of it counts: the key dpo did not sign this", verified(&file, &altered, &may, on)),
            (
                "no signature of it counts: the key dpo did not sign this",
                verified(&file, &with_payload(&envelope, name, "lax.loci"), &may, on),
            ),
            ("no signature of it counts: none of the keys given made it", verified(&file, &envelope, &stranger, on)),
            ("no signature of it counts: the key dpo did not sign this", verified(&file, &envelope, &keys(OTHER), on)),
            ("no signature of it counts: it is not signed", verified(&file, &nobody, &may, on)),
            ("no signature of it counts: none of the keys given made it", verified(&file, &envelope, &[], on)),
            (
                "no signature of it counts: the key dpo counts from 2026-01-01 on, and not on 2025-12-31",
                verified(&file, &envelope, &may, "2025-12-31"),
            ),
            (
                "no signature of it counts: the key dpo counts through 2026-12-31, and not on 2027-01-01",
                verified(&file, &envelope, &may, "2027-01-01"),
            ),
            (
                "no signature of it counts: the key dpo counts on some days alone, and no day was asked about",
                verified(&file, &envelope, &may, ""),
            ),
            (
                "no signature of it counts: the key dpo was revoked on 2026-09-01",
                verified(&file, &envelope, &ruled(r#""revoked": "2026-09-01""#), on),
            ),
            (
                "no signature of it counts: the key dpo may sign receipts, and no",
                verified(&file, &envelope, &ruled(r#""signs": ["receipt"]"#), on),
            ),
            (
                "no signature of it counts: the key dpo may sign nothing, and no",
                verified(&file, &envelope, &ruled(r#""signs": []"#), on),
            ),
            (
                "its signature cannot be read: its payloadType is not",
                verified(&file, &serde_json::to_string(&sealed()).unwrap(), &may, on),
            ),
            ("its signature cannot be read: it is no JSON object", verified(&file, "", &may, on)),
        ];
        for (expected, refused) in &refusals {
            assert!(refused.starts_with(expected), "{name}: {expected}: {refused}");
            found += 1;
        }
        let strict = ruled(&format!(r#""signs": ["{}"]"#, other.name()));
        let refused = verified(&file, &envelope, &strict, on);
        let several = |kind| if kind == FileKind::Policy { "policies" } else { "atlas files" };
        assert!(
            refused.ends_with(&format!("the key dpo may sign {}, and no {}", several(other), several(kind))),
            "{refused}"
        );
        found += 1;
    }
    println!("{found} of {} refused", 19 * files.len());
    assert_eq!(found, 19 * files.len());
}

#[test]
fn a_file_with_any_byte_altered_is_refused() {
    let file = File::new("groups.loci", FileKind::Atlas, MODULE.as_bytes());
    let envelope = signed(&file);
    let mut found = 0;
    for at in 0..MODULE.len() {
        let mut bytes = MODULE.as_bytes().to_vec();
        bytes[at] ^= 1;
        let refused =
            verified(&File::new("groups.loci", FileKind::Atlas, &bytes), &envelope, &keys(PUBLIC), "2026-06-30");
        found += usize::from(refused.starts_with("it is not the file that was signed"));
    }
    assert!(found == MODULE.len() && found > 30, "{found} of {}", MODULE.len());
}

#[test]
fn rules_hold_for_receipts_too_and_those_of_a_key_that_stands_twice_hold_both() {
    let envelope = sealed();
    let by = |keys: &[Source], on: &str| match envelope.verify(keys, Date::parse(on)).unwrap() {
        Verified::By(key) => format!("signed by {key}"),
        Verified::Not(why) => why,
        other => format!("{other:?}"),
    };
    let free = keys(PUBLIC).into_iter();
    let may = ruled(r#""signs": ["receipt", "policy"], "from": "2026-01-01""#);
    assert_eq!(by(&may, "2026-01-01"), "signed by dpo");
    assert_eq!(by(&may, "2025-12-31"), "the key dpo counts from 2026-01-01 on, and not on 2025-12-31");
    assert_eq!(
        by(&ruled(r#""signs": ["policy", "atlas"]"#), ""),
        "the key dpo may sign policies and atlas files, and no receipts"
    );
    let revoked = "the key dpo was revoked on 2026-09-01, so that it counts for nothing";
    assert_eq!(by(&ruled(r#""revoked": "2026-09-01""#), "2026-01-01"), revoked);
    let twice: Vec<Source> = free.chain(ruled(r#""revoked": "2026-09-01""#)).collect();
    assert_eq!(by(&twice, "2026-01-01"), revoked);
    assert_eq!(by(&keys(&format!("[{PUBLIC}, {}]", OTHER.replace("dpo", "cto"))), ""), "signed by dpo");
}

#[test]
fn rules_that_are_not_understood_are_faults() {
    let envelope = sealed();
    let with = |member: &str| keys(&PUBLIC.trim().replace('}', &format!(", {member}}}")));
    let of_key = "the rules of the key dpo: ";
    let wrong = [
        (r#""lexloci": []"#, "`lexloci` is one object with its rules"),
        (r#""lexloci": {}, "lexloci": {}"#, "`lexloci` is one object with its rules"),
        (
            r#""lexloci": {"sign": ["policy"]}"#,
            "there is no rule `sign`: rules are `signs`, `from`, `until` and `revoked`",
        ),
        (r#""lexloci": {"signs": "policy"}"#, "`signs` is an array of `policy`, `atlas`, `receipt` and `credential`"),
        (
            r#""lexloci": {"signs": ["polices"]}"#,
            "`signs` is an array of `policy`, `atlas`, `receipt` and `credential`",
        ),
        (r#""lexloci": {"until": "2026-02-30"}"#, "`until` is a day, written \"2026-03-01\""),
        (r#""lexloci": {"revoked": true}"#, "`revoked` is a day, written \"2026-03-01\""),
        (
            r#""lexloci": {"from": "2027-01-01", "until": "2026-01-01"}"#,
            "`from` 2027-01-01 is after `until` 2026-01-01, so that it counts on no day",
        ),
    ];
    for (member, why) in wrong {
        let fault = envelope.verify(&with(member), None).unwrap_err();
        assert_eq!((fault.diagnostic.code, fault.diagnostic.message), ("L0008", format!("{of_key}{why}")), "{member}");
    }
    let misspelt = PUBLIC.trim().replace('}', r#", "lexlocy": {"signs": ["policy"]}}"#);
    let [ruled] = ruled(r#""signs": ["receipt"]"#);
    let set = keys(&format!("[{}, {}]", ruled.text().unwrap(), misspelt.replace("dpo", "cto")));
    let fault = envelope.verify(&set, None).unwrap_err();
    assert!(
        fault.diagnostic.message.starts_with("the rules of the key cto: other keys of this file have some"),
        "{fault:?}"
    );
}

#[test]
fn a_second_key_adds_its_signature_and_a_changed_file_keeps_none() {
    let file = File::new("groups.loci", FileKind::Atlas, MODULE.as_bytes());
    let first = Envelope::of_file(&file).signed(&Signer::read(SECRET).unwrap());
    let both =
        Envelope::of_file(&file).signed(&Signer::read(&SECRET.replace("dpo", "cto")).unwrap()).keeping(first.clone());
    assert_eq!(both.key_ids().collect::<Vec<_>>(), ["cto", "dpo"]);
    let again = Envelope::of_file(&file).signed(&Signer::read(SECRET).unwrap()).keeping(first.clone());
    assert_eq!(again, first);
    let changed = File::new("groups.loci", FileKind::Atlas, b"loci 1\nset home_places = {FR}");
    assert_eq!(Envelope::of_file(&changed).keeping(first).key_ids().count(), 0);
    assert!(
        File::new("groups.loci", FileKind::Policy, MODULE.as_bytes())
            .verify(&serde_json::to_string(&both).unwrap(), &keys(PUBLIC), None)
            .is_err()
    );
}
