//! Signed policies, printed modules and atlas files: `sign`, `verify`, and the commands that load no others.

use super::command::{Folder, run, run_with};

const POLICY: &str = "loci 1\nuse house\npolicy crm version 1.0.0 \"Customer data stay at home\" {\n  rule stores \"A store is at home\" for every s in storage require s in home\n}\n";
const HOUSE: &str = "loci 1\nset home = {FR, DE}\nvendor acme \"Acme GmbH\" seat DE parent DE\n";
const FLOW: &str = r#"{"as_of": "2026-03-01", "storage": ["FR"]}"#;
const PUBLIC: &str = include_str!("../receipt/public.jwk");

fn key() -> String {
    format!("{}/tests/receipt/key.jwk", env!("CARGO_MANIFEST_DIR"))
}

/// Returns a folder with a signed policy, its signed module, a flow, and a file of keys with rules.
fn signed(name: &str) -> Folder {
    let folder = Folder::new(name);
    let files = [folder.file("crm.loci", POLICY), folder.file("house.loci", HOUSE)];
    folder.file("flow.json", FLOW);
    folder.file("keys.json", ruled(r#""signs": ["policy", "atlas"], "from": "2026-01-01", "until": "2026-12-31""#));
    let said = run(&["sign", &files[0], &files[1], "--key", &key()]).succeeds();
    let lines: Vec<String> = [("a policy", &files[0]), ("an atlas file", &files[1])]
        .map(|(kind, file)| format!("signed {file} as {kind}, by dpo: {file}.dsse.json"))
        .into();
    assert_eq!(said.lines().collect::<Vec<_>>(), lines);
    folder
}

fn ruled(rules: &str) -> String {
    PUBLIC.trim().replace('}', &format!(r#", "lexloci": {{{rules}}}}}"#))
}

#[test]
fn signed_files_are_loaded_and_others_are_refused_with_what_to_do() {
    let folder = signed("signing");
    let path = |name: &str| folder.path(name);
    let check = |day: &str| {
        let (policy, flow, keys) = (path("crm.loci"), path("flow.json"), path("keys.json"));
        run(&["check", &policy, &flow, "--signed-by", &keys, "--signed-on", day])
    };
    assert!(check("2026-12-31").succeeds().starts_with("COMPLIANT"));
    let refused = |day: &str, file: &str, why: &str| {
        let said = check(day).fails(2);
        assert!(said.starts_with(&format!("{}: error[L0008]: {why}", path(file))), "{said}");
        assert!(said.contains("\n  help: ") && said.contains("lexloci sign"), "{said}");
    };
    refused("2027-01-01", "crm.loci", "no signature of it counts: the key dpo counts through 2026-12-31");
    folder.file("house.loci", HOUSE.replace("FR, DE", "FR, DE, US"));
    refused("2026-03-01", "house.loci", "it is not the file that was signed: its digest is sha256:");
    folder.file("house.loci.dsse.json", folder.read("crm.loci.dsse.json"));
    refused("2026-03-01", "house.loci", "it was signed as a policy, and an atlas file is needed");
    drop(std::fs::remove_file(path("house.loci.dsse.json")));
    refused("2026-03-01", "house.loci", "it is not signed: there is no ");
    run(&["sign", &path("house.loci"), "--key", &key()]).succeeds();
    assert!(check("2026-03-01").succeeds().starts_with("COMPLIANT"));
    folder.file("keys.json", ruled(r#""signs": ["policy"]"#));
    refused("2026-03-01", "house.loci", "no signature of it counts: the key dpo may sign policies, and no atlas files");
    folder.file("keys.json", ruled(r#""signs": ["policy", "atlas"], "revoked": "2026-02-01""#));
    refused("2026-01-01", "crm.loci", "no signature of it counts: the key dpo was revoked on 2026-02-01");
}

#[test]
fn every_command_that_loads_a_policy_can_ask_for_its_signature() {
    let folder = signed("signing-verbs");
    let (policy, flow, keys) = (folder.path("crm.loci"), folder.path("flow.json"), folder.path("keys.json"));
    let trust = ["--signed-by", &keys, "--signed-on", "2026-03-01"];
    let module = folder.path("crm.policy.mjs");
    let verbs: [&[&str]; 11] = [
        &["check", &policy, &flow],
        &["ask", &policy, &flow],
        &["cure", &policy, &flow],
        &["where", &policy, &flow, "storage[0]"],
        &["prove", &policy],
        &["diff", &policy, &policy],
        &["lint", &policy],
        &["compile", &policy, "-o", &module],
        &["seal", &policy, &flow],
        &["audit", &policy, &flow],
        &["audit", "eu_residency", &flow],
    ];
    folder.file("flow.ndjson", FLOW);
    let data = folder.path("flow.ndjson");
    let with = |verb: &[&str]| -> Vec<String> {
        let data = |part: &&str| {
            if verb.first() == Some(&"audit") && *part == flow { data.clone() } else { (*part).to_owned() }
        };
        verb.iter().chain(&trust).map(data).collect()
    };
    let said = |verb: &[&str]| {
        let arguments = with(verb);
        let run = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        (run.code, run.errors)
    };
    for verb in verbs {
        let (code, errors) = said(verb);
        assert!(!errors.contains("L0008") && code != Some(2), "{verb:?}: {errors}");
    }
    folder.file("crm.loci", format!("{POLICY}# changed\n"));
    for verb in verbs {
        let (code, errors) = said(verb);
        let is_shipped = verb.contains(&"eu_residency"); // part of the program
        assert_eq!((code == Some(2), errors.contains("L0008")), (!is_shipped, !is_shipped), "{verb:?}: {errors}");
    }
}

#[test]
fn a_printed_module_is_signed_and_verified() {
    let folder = signed("signing-printed");
    let (module, keys) = (folder.path("crm.policy.mjs"), folder.path("keys.json"));
    run(&["compile", &folder.path("crm.loci"), "-o", &module]).succeeds();
    let verify = || run(&["verify", &module, "--keys", &keys, "--signed-on", "2026-03-01"]);
    assert!(verify().fails(1).contains("it is not signed: there is no "));
    run(&["sign", &module, "--key", &key()]).succeeds();
    let held = verify().succeeds();
    assert_eq!(held.lines().next(), Some("THE SIGNATURE HOLDS"));
    assert!(held.contains("signed as        a policy\n") && held.contains("signed by        dpo\n"), "{held}");
    let json = run(&["verify", &module, "--keys", &keys, "--signed-on", "2026-03-01", "--format", "json"]).succeeds();
    assert_eq!(json, format!("{{\"holds\":true,\"file\":\"{module}\",\"kind\":\"policy\",\"signed_by\":\"dpo\"}}\n"));
    folder.file("crm.policy.mjs", folder.read("crm.policy.mjs").replacen("return", "return  ", 1));
    assert!(verify().fails(1).contains("it is not the file that was signed"));
    let unasked = run(&["verify", &module]).fails(2);
    assert!(unasked.contains("no keys were given") && unasked.contains("--keys trusted.json"), "{unasked}");
    folder.file("keys.json", ruled(r#""sign": []"#));
    assert!(verify().fails(2).contains("the rules of the key dpo: there is no rule `sign`"));
}

#[test]
fn what_cannot_be_signed_or_loaded_is_said() {
    let folder = signed("signing-odd");
    let (policy, keys) = (folder.path("crm.loci"), folder.path("keys.json"));
    let piped = run_with(&["check", "-", &folder.path("flow.json"), "--signed-by", &keys], POLICY).fails(2);
    assert!(piped.contains("standard input has no signature beside it"), "{piped}");
    for (name, text) in [("flow.json", FLOW), ("broken.loci", "loci 1\npolicy {"), ("empty.loci", "")] {
        let refused = run(&["sign", &folder.file(name, text), "--key", &key()]).fails(2);
        assert!(
            refused.contains("L0008") && refused.contains("it is no policy, module or printed module"),
            "{name}: {refused}"
        );
        assert!(!std::path::Path::new(&folder.path(&format!("{name}.dsse.json"))).exists(), "{name}");
    }
    folder.file("crm.loci.dsse.json", "mine");
    let over = run(&["sign", &policy, "--key", &key()]).fails(2);
    assert!(over.contains("it is not written over") && folder.read("crm.loci.dsse.json") == "mine", "{over}");
    let no_key = run(&["sign", &policy, "--key", &keys]).fails(2);
    assert!(no_key.contains("this is no private key of Ed25519"), "{no_key}");
}

#[test]
fn keys_of_credentials_have_rules_too() {
    let folder = Folder::new("signing-credentials");
    let file = |name: &str| format!("{}/tests/read/signed/{name}", env!("CARGO_MANIFEST_DIR"));
    let keys = std::fs::read_to_string(file("did.json")).unwrap_or_default();
    let ruled = |rules: &str| keys.replace(r#""kty""#, &format!(r#""lexloci": {{{rules}}}, "kty""#));
    for (rules, day, why) in [
        (r#""signs": ["credential"], "until": "2026-12-31""#, "2026-03-01", None),
        (r#""signs": ["credential"], "until": "2026-12-31""#, "2027-01-01", Some("counts through 2026-12-31")),
        (r#""signs": ["policy"]"#, "2026-03-01", Some("may sign policies, and no credentials")),
        (r#""revoked": "2026-02-01""#, "2026-01-20", Some("was revoked on 2026-02-01")),
    ] {
        let given = folder.file("keys.json", ruled(rules));
        let read = run(&["read", &file("es256.jwt"), "--format", "credential", "--keys", &given, "--as-of", day]);
        assert_eq!(read.code, Some(0), "{}", read.errors);
        match why {
            None => assert!(read.errors.contains("signature verified: did:web:acme.example"), "{}", read.errors),
            Some(why) => assert!(
                read.errors.contains(&format!("not verified: the key did:web:acme.example#es256 {why}")),
                "{}",
                read.errors
            ),
        }
    }
}
