//! Manifests of Fides, descriptions in the DPV, policies of ODRL: in, and out where they can be said.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test states what it expects")]

use super::command::{run, run_with};
use serde_json::{Value, json};

fn file(name: &str) -> String {
    format!("{}/tests/read/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Returns what is read of some files, with its origins.
fn read(names: &[&str], format: &str) -> Value {
    let files: Vec<String> = names.iter().map(|name| file(name)).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = run(&[&["read", "--origins", "--format", format], files.as_slice()].concat());
    assert_eq!(run.code, Some(0), "{}", run.errors);
    serde_json::from_str(&run.output).expect("JSON")
}

fn at<'v>(value: &'v Value, path: &str) -> &'v str {
    let shown = value["origins"][path].as_str().unwrap_or_else(|| panic!("no origin of {path}: {}", value["origins"]));
    shown.rsplit('/').next().expect("a name")
}

fn is_told(value: &Value, what: &str) -> bool {
    value["unread"]
        .as_array()
        .expect("a list")
        .iter()
        .any(|one| one["what"].as_str().is_some_and(|said| said.contains(what)))
}

#[test]
fn a_manifest_of_fides_gives_sites_recipients_and_countries() {
    let found = read(&["fides/systems.yml", "fides/dataset.yml", "fides/organization.yml"], "fides");
    let flow = &found["flow"];
    assert_eq!(flow["exporter"], json!({ "name": "Example Shop SAS" }));
    assert_eq!(flow["processing"]["items"][0]["region"], "aws/eu-central-1");
    assert_eq!(at(&found, "processing[0].region"), "systems.yml:8");
    let transfers: Vec<(&str, &str)> = flow["transfers"]["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["to"].as_str().unwrap_or("?"), one["recipient"]["id"].as_str().unwrap_or("?")))
        .collect();
    assert_eq!(transfers, [("US", "?"), ("GB", "?"), ("?", "?"), ("US", "zendesk")]);
    assert_eq!(at(&found, "transfers[1].to"), "systems.yml:30");
    let helpdesk = &flow["transfers"]["items"][3];
    assert_eq!((&helpdesk["tool"], &helpdesk["recipient"]["seat"]), (&json!("scc"), &json!("US")));
    assert_eq!(helpdesk["data"], json!(["communications", "special_category"]));
    let stored = &flow["storage"]["items"];
    assert_eq!(
        stored[1]["data"],
        json!({ "items": ["contact", "religious"], "complete": false }),
        "in fields of fields"
    );
    assert_eq!(flow["data"]["complete"], false, "data of the system may be personal or not");
    assert_eq!(flow["purpose"], json!(["analytics", "billing", "support"]));
    for what in [
        "Narnia",
        "`warehouse` is in none",
        "(Advertisers)",
        "Adequacy Decision",
        "`data_security_practices`",
        "an address in one line",
    ] {
        assert!(is_told(&found, what), "{what}: {}", found["unread"]);
    }
    assert!(!is_told(&found, "data_stewards"), "who looks after a system says nothing of where data are");
    assert!(!found.to_string().contains("listed"), "no basis says who is listed");
}

#[test]
fn findings_point_back_to_a_manifest() {
    let check = ["check", "eu_residency", "--from", "fides", &file("fides/systems.yml"), "--as-of", "2026-03-01"];
    let text = run(&check).fails(3);
    assert!(text.contains("systems.yml:29") && text.contains("stays at transfers[0]"), "the country USA: {text}");
    let sarif = run(&[&check[..], &["--report", "sarif"]].concat()).output;
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let line = |at: &str| {
        let found = results.iter().find(|one| one["ruleId"] == "stays" && one["properties"]["at"] == at);
        found.and_then(|one| one["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64())
    };
    assert_eq!(
        ["transfers[0]", "transfers[1]", "transfers[3]"].map(line),
        [Some(29), Some(30), Some(55)],
        "{results:#?}"
    );
    let junit = run(&[&check[..], &["--report", "junit"]].concat()).fails(3);
    assert!(junit.contains("systems.yml:30"), "{junit}");
}

#[test]
fn hostile_manifests_are_refused() {
    let deep = format!("system: {}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let mut bomb = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        let all = vec![format!("*{of}"); 10].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{all}]\n"));
    }
    for text in [
        deep.as_str(),
        &bomb,
        "system: &x\n  - *x\n",
        "system:\n  - fides_key: a\n    fides_key: b\n",
        "system: [\n",
        "version: 3\nservices: {}\n",
        "? [a, b]\n: c\n",
        "",
    ] {
        let run = run_with(&["read", "-", "--format", "fides"], text);
        assert_eq!(run.code, Some(2), "{text:.40}: {}", run.output);
    }
}

#[test]
fn a_description_in_the_dpv_gives_a_flow() {
    let found = read(&["dpv/transfer.ttl"], "dpv");
    let flow = &found["flow"];
    assert_eq!(flow["exporter"], json!({ "id": "ex.Acme", "name": "Acme SAS", "seat": "FR" }));
    assert_eq!(flow["storage"]["items"], json!([{ "place": "IE", "encrypted": true }]));
    assert_eq!(at(&found, "storage[0].place"), "transfer.ttl:13");
    let transfer = &flow["transfers"]["items"][0];
    assert_eq!((&transfer["to"], &transfer["tool"]), (&json!("US"), &json!("scc")));
    assert_eq!(transfer["recipient"], json!({ "id": "ex.Beta", "name": "Beta Inc.", "seat": "US" }));
    assert_eq!(
        (at(&found, "transfers[0].to"), at(&found, "transfers[0].tool")),
        ("transfer.ttl:30", "transfer.ttl:20")
    );
    assert_eq!(flow["transfers"]["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(flow["measures"]["items"], json!([{ "kind": "encryption_in_transit" }]));
    assert_eq!(flow["purpose"], json!({ "items": ["advertising"], "complete": false }));
    assert!(is_told(&found, "dpv:WithinDevice") && is_told(&found, "eu-gdpr:A6-1-b"), "{}", found["unread"]);
    assert!(is_told(&found, "dpv:CustomerManagement as purpose"), "{}", found["unread"]);

    let process = read(&["dpv/process.jsonld"], "dpv");
    let transfer = &process["flow"]["transfers"]["items"][0];
    assert_eq!((&transfer["to"], &transfer["tool"]), (&json!("IN"), &json!("bcr")));
    assert_eq!(transfer["recipient"]["name"], "Support Ltd");
    assert_eq!(process["flow"]["processing"]["items"], json!([{ "place": "DE" }]));
    assert_eq!(
        (at(&process, "transfers[0].to"), at(&process, "processing[0].place")),
        ("process.jsonld:18", "process.jsonld:14")
    );

    let guide = read(&["dpv/guide.ttl"], "dpv");
    assert_eq!(guide["flow"]["transfers"]["items"], json!([{ "to": "US" }]));
    assert_eq!(guide["flow"]["storage"]["items"], json!([{ "place": "DE" }]), "Bavaria lies in Germany");
    assert!(is_told(&guide, "dpv:hasJurisdiction"), "{}", guide["unread"]);
}

#[test]
fn findings_point_back_to_a_description() {
    let check = ["check", "eu_residency", "--from", "dpv", &file("dpv/transfer.ttl"), "--as-of", "2026-03-01"];
    let text = run(&check).fails(3);
    assert!(text.contains("transfer.ttl:7   stays at transfers[0]: undetermined"), "{text}");
    let junit = run(&[&check[..], &["--report", "junit"]].concat()).output;
    assert!(junit.contains("transfer.ttl:8"), "{junit}");
}

#[test]
fn what_breaks_a_rule_is_found_at_its_own_line() {
    let turtle = "ex:P a dpv:Process ;\n  dpv:hasStorageCondition ex:S .\nex:S a dpv:StorageCondition ;\n  dpv:hasLocation loc:US .\n";
    let json = "{\"@context\": {\"dpv\": \"https://w3id.org/dpv#\"},\n \"dpv:hasStorageCondition\": {\n  \"dpv:hasLocation\":\n   \"US\"}}";
    let yaml = "system:\n- fides_key: a\n  fidesctl_meta:\n    resource_id: arn:aws:s3:us-east-1:1:bucket/a\n";
    for (format, text, line) in [("dpv", turtle, 4), ("dpv", json, 4), ("fides", yaml, 4)] {
        let check = ["check", "eu_residency", "--from", format, "-", "--as-of", "2026-03-01"];
        let found = run_with(&check, text);
        assert_eq!(found.code, Some(1), "{format}: {} {}", found.output, found.errors);
        assert!(found.output.contains(&format!("<stdin>:{line}   rests at storage[0]: violated")), "{}", found.output);
        let sarif = run_with(&[&check[..], &["--report", "sarif"]].concat(), text).output;
        let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
        let first = sarif["runs"][0]["results"].as_array().expect("results").iter().find(|one| one["level"] == "error");
        let region = &first.expect("a result")["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], line, "{format}");
    }
}

#[test]
fn hostile_descriptions_are_refused() {
    let deep = format!("<a> <b> {}", "[ <b> ".repeat(10_000));
    let circle = "ex:a skos:broader ex:b . ex:b skos:broader ex:a . ex:p dpv:hasProcessing ex:a .";
    for text in ["<a> <b> .", &deep, "{\"@context\": {}}", "{\"a\": 1, \"a\": 2}", "@prefix dpv: <not an address> ."] {
        assert_eq!(run_with(&["read", "-", "--format", "dpv"], text).code, Some(2), "{text:.40}");
    }
    assert_eq!(run_with(&["read", "-", "--format", "dpv"], circle).code, Some(0), "kinds that go round end");
}

#[test]
fn a_flow_is_said_in_the_dpv_and_read_again_is_the_same() {
    let flow = json!({
        "as_of": "2026-03-01",
        "data": { "items": ["contact", "health"], "complete": false },
        "purpose": ["billing"],
        "exporter": { "id": "acme", "name": "Acme SAS", "seat": "FR" },
        "storage": { "items": [{ "place": "IE", "encrypted": true }], "complete": false },
        "processing": { "items": [{ "place": "DE" }], "complete": false },
        "transfers": { "items": [{
            "to": "US",
            "recipient": { "id": "beta", "name": "Beta Inc.", "seat": "US" },
            "tool": "scc",
        }], "complete": false },
        "measures": { "items": [{ "kind": "encryption_in_transit" }], "complete": false },
    });
    let written = run_with(&["export", "dpv", "-"], &flow.to_string());
    assert_eq!(written.code, Some(0), "{}", written.errors);
    assert_eq!(written.errors, "-: not written: purpose: that the list is complete\n");
    let again = run_with(&["read", "-", "--format", "dpv"], &written.output);
    let mut again: Value = serde_json::from_str(&again.output).expect("JSON");
    again["data"] = flow["data"].clone();
    again["as_of"] = flow["as_of"].clone();
    assert_eq!(again, flow);
}

#[test]
fn what_the_dpv_cannot_say_is_named() {
    let flow = r#"{"as_of": "2026-03-01", "data": ["child"], "exit": {"fee": "none"}, "storage": ["aws/eu-west-3"],
        "exporter": {"seat": "FR", "ultimate_parent": "US"}, "transfers": []}"#;
    let written = run_with(&["export", "dpv", "-", "--policy", "eu_residency"], flow);
    for what in [
        "data[0]: \"child\"",
        "exit: {\"fee\":\"none\"}",
        "storage[0].region: \"aws/eu-west-3\"",
        "exporter.ultimate_parent: \"US\"",
        "transfers: that the list is complete",
    ] {
        assert!(written.errors.contains(what), "{what}: {}", written.errors);
    }
    assert!(
        written.output.contains("loc:FR") && written.output.contains("dpv:ComplianceIndeterminate"),
        "{}",
        written.output
    );
    assert_eq!(run_with(&["export", "dpv", "-", "--strict"], flow).code, Some(2));
}

/// Returns the policy that is made of a file of ODRL, and what is told.
fn policy(name: &str) -> (String, String) {
    let made = run(&["read", &file(name), "--format", "odrl"]);
    assert_eq!(made.code, Some(0), "{}", made.errors);
    (made.output, made.errors)
}

/// Returns the answer of a policy on a flow.
fn answer(policy: &str, flow: &Value) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odrl.loci");
    std::fs::write(&path, policy).expect("written");
    let run = run_with(&["check", path.to_str().expect("a path"), "-", "--format", "json"], &flow.to_string());
    let verdict: Value = serde_json::from_str(&run.output).unwrap_or_else(|_| panic!("{}", run.errors));
    verdict["verdict"].as_str().expect("an answer").to_owned()
}

#[test]
fn a_policy_of_odrl_judges_and_never_passes_what_it_cannot_say() {
    let (offer, told) = policy("odrl/offer.jsonld");
    for what in [
        "Narnia, so that the policy allows less",
        "purpose eq research",
        "the duty to delete",
        "the obligation to inform",
        "assigner",
    ] {
        assert!(told.contains(what), "{what}: {told}");
    }
    let flow = |to: &str, found: bool| {
        let mut flow = json!({
            "as_of": "2026-03-01", "complete": true, "exporter": { "seat": "FR" },
            "storage": ["DE"], "processing": ["FR"], "access": ["FR"],
            "transfers": [{ "to": to, "recipient": { "name": "B", "seat": to } }],
        });
        if found {
            flow["x"] = json!({ "constraint_1": true, "duty_2": true, "obligation_3": true });
        }
        flow
    };
    assert!(offer.contains("# purpose eq research\nfact x.constraint_1 is yes_no as finding"), "{offer}");
    assert_eq!(answer(&offer, &flow("DE", true)), "compliant", "{offer}");
    assert_eq!(answer(&offer, &flow("DE", false)), "undetermined", "what ODRL asks besides is asked");
    assert_eq!(answer(&offer, &flow("US", true)), "non_compliant");

    let agreement = r#"{"@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "@id": "urn:uuid:1",
        "assignee": "did:web:b", "permission": [{"action": "archive",
        "constraint": [{"leftOperand": "spatial", "operator": "isPartOf", "rightOperand": "_:EU"}]}]}"#;
    let agreement = run_with(&["read", "-", "--format", "odrl"], agreement).output;
    let stored = |mine: Value| json!({ "as_of": "2026-03-01", "storage": ["DE"], "x": mine });
    assert_eq!(answer(&agreement, &stored(json!({ "assignee_1": true }))), "compliant", "{agreement}");
    assert_eq!(answer(&agreement, &stored(json!({}))), "undetermined", "a permission is for whom it is given to");

    let (set, _) = policy("odrl/set.ttl");
    let stored = |place: &str| json!({ "as_of": "2026-03-01", "storage": [place] });
    assert_eq!(answer(&set, &stored("NO")), "compliant", "{set}");
    assert_eq!(answer(&set, &stored("CH")), "compliant", "permissions are alternatives");
    assert_eq!(answer(&set, &stored("US")), "non_compliant");

    let guessed = run(&["read", &file("odrl/gaia-x.json")]);
    assert!(guessed.output.contains("policy odrl"), "told by its keys: {}", guessed.errors);
    let (gaia_x, told) = policy("odrl/gaia-x.json");
    assert!(told.contains("dateTime lteq 2027-12-31"), "{told}");
    assert!(gaia_x.contains("{DE, FR}"), "{gaia_x}");
}

#[test]
fn hostile_policies_of_odrl_are_refused() {
    for text in [
        "{\"@context\": \"http://www.w3.org/ns/odrl.jsonld\", \"@type\": \"Set\", \"permission\": []}",
        "{\"@context\": \"https://unknown.example/context\", \"permission\": [{\"action\": \"use\"}]}",
        "{\"@context\": \"http://www.w3.org/ns/odrl.jsonld\", \"permission\": [{\"action\": \"use\"}]}",
        "[[[[",
    ] {
        assert_eq!(run_with(&["read", "-", "--format", "odrl"], text).code, Some(2), "{text}");
    }
    // A name with quotes and line ends stays a comment.
    let nasty = "{\"@context\": \"http://www.w3.org/ns/odrl.jsonld\", \"uid\": \"a\\\"\\n}\", \"permission\": [{\"action\": \"use\", \"assignee\": \"x\\nrule\", \
        \"constraint\": [{\"leftOperand\": \"spatial\", \"operator\": \"eq\", \"rightOperand\": \"DE\"}, {\"leftOperand\": \"a\\nb\", \"operator\": \"eq\", \"rightOperand\": \"}\"}]}]}";
    let made = run_with(&["read", "-", "--format", "odrl"], nasty);
    assert_eq!(made.code, Some(0), "{}", made.errors);
    // Places of a prohibition that are not known must not vanish.
    let open = "{\"@context\": \"http://www.w3.org/ns/odrl.jsonld\", \"prohibition\": [{\"action\": \"use\", \
        \"constraint\": [{\"leftOperand\": \"spatial\", \"operator\": \"isAnyOf\", \"rightOperand\": [\"US\", \"Narnia\"]}]}]}";
    let made = run_with(&["read", "-", "--format", "odrl"], open);
    assert!(made.output.contains("forbid x.constraint_1"), "{}", made.output);
}

#[test]
fn a_policy_on_places_is_said_in_odrl_and_the_rest_is_named() {
    let made = run(&["export", "odrl", "eu_residency"]);
    assert_eq!(made.code, Some(0), "{}", made.errors);
    for what in [
        "rule read_inside",
        "rule keys",
        "rule promised",
        "exception sealed to stays",
        "claim rests_inside",
        "source RESIDENCY",
    ] {
        assert!(made.errors.contains(what), "{what}: {}", made.errors);
    }
    let back = run_with(&["read", "-", "--format", "odrl"], &made.output);
    assert_eq!(back.code, Some(0), "{} {}", back.errors, made.output);
    let flow = |place: &str| json!({ "as_of": "2026-03-01", "complete": true, "exporter": { "seat": "FR" }, "storage": [place], "processing": ["FR"] });
    assert_eq!(answer(&back.output, &flow("IS")), "compliant", "{}", back.output);
    assert_eq!(answer(&back.output, &flow("US")), "non_compliant");
    assert_eq!(run(&["export", "odrl", "eu_residency", "--strict"]).code, Some(2));
    assert_eq!(run(&["export", "odrl", "gaia_x_label"]).code, Some(2), "nothing of it is about places alone");
}
