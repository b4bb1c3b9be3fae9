//! `lexloci read` and `lexloci check --from`.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test states what it expects")]

use super::command::{run, run_with};
use serde_json::Value;

fn file(name: &str) -> String {
    format!("{}/tests/read/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Returns what is read of a file, with its origins: `flow`, `origins` and `unread`.
fn read(name: &str) -> Value {
    let run = run(&["read", &file(name), "--origins"]);
    assert_eq!(run.code, Some(0), "{}", run.errors);
    let value: Value = serde_json::from_str(&run.output).expect("JSON");
    let unread = value["unread"].as_array().expect("a list").len();
    assert_eq!(run.errors.lines().filter(|line| line.contains("not read: ")).count(), unread, "each is told too");
    value
}

fn regions(value: &Value, list: &str) -> Vec<String> {
    let items = value["flow"][list]["items"].as_array().expect("a list");
    items.iter().map(|site| site["region"].as_str().unwrap_or("?").to_owned()).collect()
}

fn line(value: &Value, path: &str) -> usize {
    let at = value["origins"][path].as_str().unwrap_or_else(|| panic!("no origin of {path}"));
    at.rsplit(':').next().and_then(|line| line.split(' ').next()?.parse().ok()).expect("a line")
}

fn unread(value: &Value) -> Vec<&str> {
    value["unread"].as_array().expect("a list").iter().map(|one| one["what"].as_str().expect("a text")).collect()
}

#[test]
fn a_configuration_gives_sites_with_their_lines() {
    let aws = read("aws.tf");
    assert_eq!(regions(&aws, "storage"), ["aws/eu-west-3", "aws/eu-west-3", "aws/eu-central-1", "aws/us-east-1"]);
    assert_eq!(regions(&aws, "processing"), ["aws/eu-west-3", "aws/eu-west-3"]);
    assert_eq!(aws["flow"]["storage"]["complete"], false, "more may lie elsewhere");
    assert_eq!(aws["flow"]["storage"]["items"][0]["keys"]["holder"], "provider", "a key in the provider's service");
    assert_eq!(aws["flow"]["storage"]["items"][3]["encrypted"], false);
    assert!(aws["flow"]["storage"]["items"][1]["encrypted"].is_null(), "what the file does not say stays unknown");
    assert_eq!((line(&aws, "storage[0]"), line(&aws, "storage[0].region")), (19, 3), "the default of the variable");
    assert_eq!((line(&aws, "storage[2].region"), line(&aws, "storage[3].region")), (7, 36));
    assert_eq!(unread(&aws), [] as [&str; 0]);
}

#[test]
fn names_that_consoles_show_and_copies_are_read_and_the_rest_keeps_the_list_open() {
    let azure = read("azure.tf");
    let sites = ["azure/westeurope", "azure/northeurope", "azure/francecentral", "azure/uksouth", "?"];
    assert_eq!(regions(&azure, "storage"), sites, "GRS and backups of Cosmos DB keep a copy in the paired region");
    assert_eq!(line(&azure, "storage[0].region"), 3, "the attribute of another resource");
    assert_eq!((line(&azure, "storage[1].region"), line(&azure, "storage[3].region")), (11, 24), "a block inside");
    assert!(
        unread(&azure)[0].contains("without `backup.storage_redundancy` may keep a copy"),
        "of two regions, one is paired"
    );
    let complete = run(&["read", &file("azure.tf"), "--complete"]);
    assert!(complete.errors.contains("--complete does not close the lists"), "{}", complete.errors);
    assert!(complete.output.contains("\"complete\": false"));
    let aws = run(&["read", &file("aws.tf"), "--complete"]).succeeds();
    assert!(!aws.contains("complete"), "nothing was left out: {aws}");
}

#[test]
fn what_is_not_known_is_told_and_its_site_is_kept() {
    let mixed = read("mixed.tf");
    let sites = ["scaleway/fr-par", "gcp/EUR4", "?", "hetzner/nbg1"];
    assert_eq!(regions(&mixed, "storage"), sites, "a flow names a dual region as the file does");
    let told = unread(&mixed);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("data.google_client_config.current.region"));
    assert!(told[1].contains("acme_database.old") && told[2].contains("module.vpc"));
}

#[test]
fn a_plan_is_read_with_modules_and_replicas() {
    let plan = read("plan.json");
    assert_eq!(regions(&plan, "storage"), ["aws/eu-west-1", "aws/us-west-2", "aws/eu-west-1"]);
    assert_eq!((line(&plan, "storage[0].region"), line(&plan, "storage[1].region")), (4, 16));
    assert_eq!(line(&plan, "storage[2]"), 25);
}

#[test]
fn a_list_of_sub_processors_gives_transfers() {
    let list = read("subprocessors.csv");
    let transfers = list["flow"]["transfers"]["items"].as_array().expect("a list");
    let told: Vec<(&str, &str, &str)> = transfers
        .iter()
        .map(|transfer| {
            let text = |value: &'static str| transfer[value].as_str().unwrap_or("?");
            (text("to"), transfer["recipient"]["id"].as_str().unwrap_or("?"), text("tool"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("US", "zendesk", "scc"),
            ("DE", "sentry", "scc"),
            ("US", "sentry", "scc"),
            ("FR", "mailjet", "?"),
            ("CH", "?", "?"),
            ("anywhere", "cloudflare", "scc"),
        ]
    );
    let stores = list["flow"]["storage"]["items"].as_array().expect("who hosts keeps the data");
    assert_eq!((&stores[0]["operator"]["id"], &stores[0]["place"]), (&"aws".into(), &"IE".into()), "{stores:?}");
    assert_eq!((&stores[1]["operator"]["name"], &stores[1]["transfer"]["tool"]), (&"Acme".into(), &"scc".into()));
    assert_eq!(line(&list, "transfers[2].to"), 4);
    let told = unread(&list);
    assert!(told.iter().any(|what| what.contains("EU-US DPF")), "a mechanism never says who is listed: {told:?}");
    assert!(told.iter().any(|what| what.contains("Narnia")), "{told:?}");
    assert!(told.iter().any(|what| what.contains("\"CDN\" as a purpose: it is not understood")), "{told:?}");
    assert!(!list.to_string().contains("listed"), "no column states a listing");
}

#[test]
fn a_register_in_french_and_a_table_in_markdown_are_read() {
    let register = read("registre.csv");
    let transfers = &register["flow"]["transfers"]["items"];
    assert_eq!(transfers[2]["tool"], "scc");
    assert_eq!(transfers[1]["data"], serde_json::json!(["health"]));
    assert_eq!(transfers[2]["data"]["complete"], false, "a word that is not known may be another category");
    let list = read("vendors.md");
    assert_eq!(list["flow"]["transfers"]["items"].as_array().map(Vec::len), Some(3));
    assert!(unread(&list).contains(&"this table has no column of vendors"), "{:?}", unread(&list));
}

#[test]
fn the_day_that_a_table_cannot_state_is_asked_as_an_option() {
    let check = ["check", "gdpr_transfers", "--from", "table", &file("subprocessors.csv")];
    let refused = run(&check);
    assert_eq!(refused.code, Some(2));
    assert!(refused.errors.contains("L0504") && refused.errors.contains("--as-of 2026-03-01"), "{}", refused.errors);
    let judged = run(&[&check[..], &["--as-of", "2026-03-01"]].concat());
    assert!(!judged.errors.contains("L0504"), "{}", judged.errors);
}

#[test]
fn findings_point_back_to_the_file() {
    let (stack, company) = (file("aws.tf"), file("company.json"));
    let check = ["check", "eu_residency", "--from", "terraform", &stack, "--with", &company];
    let text = run(&check).fails(1);
    assert!(text.contains("aws.tf:36"), "the store in Virginia: {text}");
    let sarif: Value =
        serde_json::from_str(&run(&[&check[..], &["--report", "sarif"]].concat()).fails(1)).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let at = |result: &Value| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64();
    let errors: Vec<_> = results.iter().filter(|result| result["level"] == "error").collect();
    assert!(!errors.is_empty() && errors.iter().all(|error| at(error) == Some(36)), "{errors:#?}");
    let junit = run(&[&check[..], &["--report", "junit"]].concat()).fails(1);
    assert!(junit.contains("<testsuite ") && junit.contains("aws.tf:36"), "{junit}");
}

#[test]
fn files_in_utf_16_and_with_bare_returns_are_read() {
    let text = "Vendor,Country\rZendesk,France\r";
    assert!(run_with(&["read", "-", "--format", "table"], text).succeeds().contains("\"zendesk\""));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.csv");
    let units = "\u{feff}Vendor;Country\nBrevo;Germany\n".encode_utf16();
    std::fs::write(&path, units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).expect("written");
    let read = run(&["read", path.to_str().expect("a path")]).succeeds();
    assert!(read.contains("\"brevo\"") && read.contains("\"DE\""), "{read}");
}

#[test]
fn hostile_files_are_refused_and_never_read_in_part() {
    let deep = format!("resource \"a\" \"b\" {{ x = {}1{} }}", "(".repeat(200), ")".repeat(200));
    for (format, text) in [
        ("terraform", "resource \"aws_s3_bucket\" {"),
        ("terraform", "{\"planned_values\": "),
        ("terraform", "{\"storage\": []}"),
        ("table", "Colour,Taste\nred,sweet\n"),
        ("table", "\n"),
        ("table", "Vendor,Country\n\"Zendesk"),
    ] {
        let run = run_with(&["read", "-", "--format", format], text);
        let is_refused = run.code == Some(2) || run.output.contains("\"items\": []");
        assert!(is_refused, "{text}: {} {}", run.output, run.errors);
    }
    let run = run_with(&["read", "-", "--format", "terraform"], &deep);
    assert!(matches!(run.code, Some(0 | 2)), "no crash: {:?} {}", run.code, run.errors);
    let circle = "variable \"a\" {\n default = var.a\n}\nresource \"aws_s3_bucket\" \"x\" {\n region = var.a\n}\n";
    let run = run_with(&["read", "-", "--format", "terraform"], circle);
    assert!(run.errors.contains("whose value is not in these files"), "{}", run.errors);
}

#[test]
fn a_fact_that_is_stated_twice_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("with.json");
    std::fs::write(&path, r#"{"as_of": "2026-03-01", "storage": []}"#).expect("written");
    let said = run(&["read", &file("aws.tf"), "--with", path.to_str().expect("a path")]).fails(2);
    assert!(said.contains("`storage` is stated both by the file and by --with"), "{said}");
}

/// Returns what is read of an inventory, with its origins.
fn inventory(name: &str) -> Value {
    let output = run(&["read", &file(name), "--format", "inventory", "--origins"]).output;
    serde_json::from_str(&output).expect("JSON")
}

#[test]
fn inventories_of_three_clouds_give_sites() {
    let config = inventory("config.json");
    assert_eq!(regions(&config, "storage"), ["aws/eu-west-1", "aws/us-east-1"]);
    assert_eq!(config["flow"]["storage"]["items"][0]["encrypted"], true);
    assert_eq!(config["flow"]["storage"]["items"][0]["keys"]["holder"], "provider");
    assert_eq!((line(&config, "storage[0].region"), line(&config, "storage[0].encrypted")), (8, 9));
    assert_eq!(unread(&config).len(), 2, "a role holds no data, and a job of an unknown type may");
    assert!(unread(&config)[0].contains("logs: the entry has no `/supplementaryConfiguration"), "it may be replicated");
    assert!(unread(&config)[1].contains("AWS::Braket::Job"));

    let graph = inventory("graph.json");
    assert_eq!(
        (regions(&graph, "storage"), line(&graph, "storage[0].region")),
        (vec!["azure/westeurope".to_owned()], 8)
    );

    let assets = inventory("assets.ndjson");
    let sites = ["gcp/EUR4", "gcp/europe-west1"];
    assert_eq!(
        (regions(&assets, "storage"), line(&assets, "storage[1].region")),
        (sites.map(str::to_owned).to_vec(), 2)
    );
    assert_eq!(assets["flow"]["storage"]["items"][0]["encrypted"], true);
    run_with(&["read", "-", "--format", "inventory"], "{\"a\": 1}").fails(2);
}

#[test]
fn guardrails_become_policies_that_can_be_proved() {
    let policy = |name: &str| run(&["read", &file(name), "--format", "guardrail"]);
    let scp = policy("scp.json");
    assert!(scp.output.contains("set allowed = {aws/eu-west-1, aws/eu-central-1, aws/us-east-1}"), "{}", scp.output);
    assert!(
        scp.output.contains("# Not carried over: the services iam:*, organizations:*, support:*."),
        "{}",
        scp.output
    );
    assert!(scp.errors.contains("scp.json:7: not read: the services"), "{}", scp.errors);
    let azure = policy("locations.json");
    assert!(azure.output.contains("{azure/westeurope, azure/francecentral}"), "{}", azure.output);
    assert!(azure.errors.contains("moonbase"), "{}", azure.errors);
    let google = policy("org-policy.json");
    assert!(google.output.contains("s.region in allowed or s in allowed_places"), "{}", google.output);
    let flow = r#"{"as_of": "2026-03-01", "storage": ["aws/eu-west-3"], "processing": ["aws/eu-west-1"]}"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("allowed.loci");
    std::fs::write(&path, &scp.output).expect("written");
    let said = run_with(&["check", path.to_str().expect("a path"), "-"], flow).fails(1);
    assert!(said.contains("storage[0]") && said.contains("GUARDRAIL"), "{said}");
    run_with(&["read", "-", "--format", "guardrail"], "{\"Statement\": []}").fails(2);
}

#[test]
fn a_presentation_of_gaia_x_gives_provider_and_sites() {
    let output = run(&["read", &file("gaia-x.json"), "--format", "credential", "--origins"]).output;
    let read: Value = serde_json::from_str(&output).expect("JSON");
    let provider = serde_json::json!({ "name": "Acme Cloud GmbH", "seat": "DE", "administration": "DE" });
    assert_eq!(read["flow"]["provider"], provider);
    assert_eq!(read["flow"]["storage"]["items"], serde_json::json!([{ "place": "FR" }, {}]));
    assert_eq!((line(&read, "provider.seat"), line(&read, "storage[0].place")), (13, 31));
    let told = unread(&read);
    assert!(told[0].contains("none is verified"), "a claim is never taken for proved: {told:?}");
    assert!(told.iter().any(|what| what.contains("an address without a country")), "{told:?}");
    run_with(&["read", "-", "--format", "credential"], "{\"@context\": []}").fails(2);
}

/// Self-descriptions of 2022 have literals of JSON-LD, and the type at the credential alone; claims are published without a credential.
#[test]
fn credentials_of_2022_and_bare_claims_are_read_as_claimed() {
    for (name, person, seat, administration) in
        [("gaia-x-2022.json", "Acme Daten AG", "DE", "AT"), ("gaia-x-claims.json", "Acme Systems AG", "DE", "FR")]
    {
        let read = read(name);
        let provider = &read["flow"]["provider"];
        assert_eq!(
            (&provider["name"], &provider["seat"], &provider["administration"]),
            (&person.into(), &seat.into(), &administration.into()),
            "{name}: {read}"
        );
        assert!(unread(&read).iter().any(|what| what.contains("claimed and not proved")), "{name}");
        let keys = format!("{}/tests/read/signed/did.json", env!("CARGO_MANIFEST_DIR"));
        let strict = run(&["read", &file(name), "--origins", "--keys", &keys, "--as-of", "2026-03-01"]);
        let value: Value = serde_json::from_str(&strict.output).expect("JSON");
        assert!(value["flow"]["provider"].is_null(), "{name}: nobody signed it: {value}");
        assert!(strict.errors.contains("nobody signed"), "{name}: {}", strict.errors);
    }
}

/// The companies of a host's group are on lists by their own names; each has its own seat.
#[test]
fn companies_of_a_group_are_recipients_of_their_own() {
    let run = run(&["read", &file("regions.md")]);
    let flows: Value = serde_json::from_str(&run.output).expect("JSON");
    let recipient = |flow: usize, index: usize| flows[flow]["storage"]["items"][index]["operator"].clone();
    assert_eq!((&recipient(0, 1)["id"], &recipient(0, 1)["seat"]), (&"ovhcloud-us".into(), &"US".into()), "{flows}");
    assert_eq!((&recipient(1, 0)["id"], &recipient(1, 0)["seat"]), (&"ovhcloud-fr".into(), &"FR".into()), "{flows}");
    assert_eq!(recipient(0, 1)["ultimate_parent"], "FR", "{flows}");
}

/// That a list has no other entries is asked in words, and not as the list that would say so.
#[test]
fn lists_that_only_end_are_asked_about_once() {
    let check = ["check", "eu_residency", "--from", "dpv", &file("dpv/transfer.ttl"), "--as-of", "2026-03-01"];
    let told = run(&check).output;
    assert!(told.contains("the flow lists everything: no other storage, processing, access or transfers"), "{told}");
    assert!(!told.contains("{\"place\""), "{told}");
}
