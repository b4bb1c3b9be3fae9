//! Signatures of credentials. Keys and signed texts were made by another implementation (OpenSSL, in Node); one is the example
//! of RFC 7515, Appendix A.3.

#![expect(clippy::expect_used, reason = "a test states what it expects")]

use super::command::{run, run_with};
use serde_json::{Value, json};

fn file(name: &str) -> String {
    format!("{}/tests/read/signed/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Returns what is read of a signed file with the keys of a file on a day.
fn read(name: &str, keys: &str, day: &str) -> Value {
    let args = ["read", &file(name), "--format", "credential", "--origins", "--keys", &file(keys), "--as-of", day];
    let run = run(&args);
    assert_eq!(run.code, Some(0), "{}", run.errors);
    serde_json::from_str(&run.output).expect("JSON")
}

/// Returns what was said of the signature.
fn said(read: &Value) -> String {
    let of =
        |list: &str| read[list].as_array().into_iter().flatten().map(|one| one["what"].to_string()).collect::<Vec<_>>();
    [of("verified"), of("unread")].concat().join("; ")
}

#[test]
fn a_valid_signature_of_each_algorithm_is_verified() {
    for name in ["es256.jwt", "eddsa.jwt", "ps256.jwt"] {
        let read = read(name, "did.json", "2026-03-01");
        let key = format!("did:web:acme.example, by did:web:acme.example#{}", name.trim_end_matches(".jwt"));
        assert!(read["verified"][0]["what"].as_str().is_some_and(|what| what == key), "{name}: {}", said(&read));
        assert_eq!(read["flow"]["provider"]["seat"], "DE", "{name}");
        assert_eq!(
            read["flow"]["credentials"]["items"],
            json!([{ "kind": "legal_participant", "issuer": { "id": "did.web.acme.example" }, "from": "2025-01-15", "through": "2027-01-14" }])
        );
        let at = read["origins"]["provider.seat"].as_str().expect("an origin");
        assert!(at.ends_with(&format!("{name}:1 /credentialSubject/gx:legalAddress")), "{at}");
    }
    let check = ["check", "gaia_x_label", "--from", "credential", &file("es256.jwt"), "--keys", &file("did.json")];
    let judged = run(&[&check[..], &["--as-of", "2026-03-01"]].concat());
    assert_eq!(judged.code, Some(3), "{}", judged.errors);
    assert!(judged.errors.contains("es256.jwt:1: signature verified: did:web:acme.example"), "{}", judged.errors);
    let version_1 = read("version-1.jwt", "did.json", "2026-03-01");
    assert_eq!(version_1["flow"]["provider"]["name"], "Acme Cloud GmbH", "{}", said(&version_1));
}

#[test]
fn what_does_not_hold_is_told_and_states_nothing() {
    for (name, keys, day, what) in [
        ("altered.jwt", "did.json", "2026-03-01", "altered: the key did:web:acme.example#es256"),
        ("es256.jwt", "did.json", "2027-01-15", "expired: it was valid through 2027-01-14"),
        ("es256.jwt", "did.json", "2025-01-14", "not valid yet: it is from 2025-01-15 on"),
        ("version-1.jwt", "did.json", "2027-01-20", "expired"),
        ("eddsa.jwt", "jwks.json", "2026-03-01", "unknown key: the key did:web:acme.example#eddsa"),
        ("es256.jwt", "rfc7515-a3.jwk.json", "2026-03-01", "unknown key"),
        ("other-issuer.jwt", "did.json", "2026-03-01", "and not of the issuer did:web:beta.example"),
        ("none.jwt", "did.json", "2026-03-01", "none with such a key is not verified here"),
    ] {
        let read = read(name, keys, day);
        assert!(said(&read).contains(what), "{name}: {}", said(&read));
        assert!(read["verified"].is_null() && read["flow"]["provider"].is_null(), "{name}: {read}");
        assert_eq!(read["flow"]["credentials"]["items"], json!([]), "{name}");
    }
}

#[test]
fn the_example_of_the_standard_is_verified_until_one_character_differs() {
    let keys = file("rfc7515-a3.jwk.json");
    let text = std::fs::read_to_string(file("rfc7515-a3.jwt")).expect("the file");
    let read = |text: &str, day: &str| {
        run_with(&["read", "-", "--format", "credential", "--keys", &keys, "--as-of", day], text).errors
    };
    assert!(
        read(&text, "2011-03-22").contains("signature verified: joe, by the key given"),
        "{}",
        read(&text, "2011-03-22")
    );
    assert!(read(&text, "2011-03-23").contains("expired: it was valid through 2011-03-22"));
    let middle = text.len() / 2;
    for at in [middle, text.len() - 20] {
        let change = |(index, c): (usize, char)| if index == at { if c == 'A' { 'B' } else { 'A' } } else { c };
        let altered: String = text.chars().enumerate().map(change).collect();
        assert!(!read(&altered, "2011-03-22").contains("signature verified"), "{altered}");
    }
}

#[test]
fn a_presentation_is_read_credential_by_credential() {
    let now = read("presentation.json", "did.json", "2025-06-01");
    assert_eq!(now["flow"]["storage"]["items"], json!([{ "place": "FR" }]), "{}", said(&now));
    assert_eq!(now["verified"].as_array().map(Vec::len), Some(2));
    let later = read("presentation.json", "did.json", "2026-03-01");
    assert_eq!(later["flow"]["storage"]["items"], json!([]), "the data centre's has expired");
    assert_eq!(later["flow"]["provider"]["seat"], "DE");
    let only = read("presentation.json", "jwks.json", "2025-06-01");
    assert!(said(&only).contains("unknown key: the key did:web:acme.example#eddsa"), "{}", said(&only));
}

#[test]
fn without_keys_all_is_claimed_and_said_so_and_with_keys_nothing_unsigned_is_read() {
    let claimed = run(&["read", &file("es256.jwt")]);
    assert!(
        claimed.output.contains("\"DE\"") && claimed.errors.contains("claimed and not proved"),
        "{}",
        claimed.errors
    );
    assert!(!claimed.output.contains("legal_participant"), "{}", claimed.output);
    let plain = format!("{}/tests/read/gaia-x.json", env!("CARGO_MANIFEST_DIR"));
    let refused = run(&["read", &plain, "--format", "credential", "--keys", &file("did.json")]);
    assert!(
        refused.errors.contains("so that it is not read") && !refused.output.contains("Acme"),
        "{}",
        refused.output
    );
    let no_keys = run(&["read", &file("es256.jwt"), "--keys", &plain]);
    assert_eq!(no_keys.code, Some(2), "{}", no_keys.errors);
}

/// Proofs inside a document (JsonWebSignature2020) are not verified: with keys nothing of it is read, and the reader says what to do.
#[test]
fn a_proof_inside_a_document_is_told_and_not_verified() {
    let presentation = file("gaia-x-participant.json");
    let claimed = run(&["read", &presentation, "--format", "credential"]);
    assert!(claimed.output.contains("\"seat\": \"BE\""), "{}", claimed.output);
    assert!(claimed.errors.contains("claimed and not proved"), "{}", claimed.errors);
    let refused = run(&["read", &presentation, "--format", "credential", "--keys", &file("did.json")]);
    assert!(!refused.output.contains("Gaia-X European Association"), "{}", refused.output);
    for said in ["a proof inside the document", "it is not verified", "ask the issuer for the credential as a JWT"] {
        assert!(refused.errors.contains(said), "{said}: {}", refused.errors);
    }
}
