//! `lexloci read` of lists and registers: who keeps the data, which clauses a cell names, and what a row of a register is.

#![expect(clippy::expect_used, reason = "a test states what it expects")]

use super::command::{run, run_with};
use serde_json::{Value, json};

/// Returns the flows of a file, and what is told of it.
fn read(name: &str, text: &str, more: &[&str]) -> (Vec<Value>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    let said = run_with(&[&["read", path.to_str().expect("a path")][..], more].concat(), "");
    assert_eq!(said.code, Some(0), "{text}: {}", said.errors);
    let flows: Value = serde_json::from_str(&said.output).expect("JSON");
    (flows.as_array().cloned().unwrap_or_else(|| vec![flows]), said.errors)
}

/// Returns the code of the verdict on a list of health data at a host.
fn judged(policy: &str, table: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (list, company) = (folder.path().join("list.csv"), folder.path().join("company.json"));
    std::fs::write(&list, table).expect("written");
    let known = r#"{"as_of": "2026-03-01", "data": ["health"], "purpose": ["health_care"], "complete": true, "exporter": {"seat": "FR", "role": "controller"}}"#;
    std::fs::write(&company, known).expect("written");
    let (list, company) = (list.to_str().expect("a path").to_owned(), company.to_str().expect("a path").to_owned());
    let said = run(&["check", policy, "--from", "table", &list, "--with", &company, "--complete"]);
    (said.code, said.output)
}

#[test]
fn a_vendor_that_hosts_is_a_store() {
    let table = "Sub-processor,Purpose,Location,Transfer mechanism\nAWS,Hosting,Germany,\nStripe,Payment processing,US,\nNeon,Database hosting,US,SCC 2021/914\nOVH,Hosting & email delivery,France,\n";
    let (flows, told) = read("list.csv", table, &["--complete"]);
    let (stores, transfers) = (&flows[0]["storage"], &flows[0]["transfers"]);
    let stores: Vec<_> =
        stores.as_array().expect("closed").iter().map(|one| (&one["operator"]["id"], &one["place"])).collect();
    let expected = [("aws", "DE"), ("neon", "US"), ("ovhcloud", "FR")].map(|(id, place)| (json!(id), json!(place)));
    assert_eq!(stores, expected.iter().map(|(id, place)| (id, place)).collect::<Vec<_>>(), "{told}");
    assert_eq!(flows[0]["storage"][1]["transfer"], json!({ "tool": "scc", "scc_version": "scc_2021_914" }));
    let ids: Vec<_> = transfers.as_array().expect("closed").iter().map(|one| &one["recipient"]["id"]).collect();
    assert_eq!(ids, ["stripe", "ovhcloud"], "{told}");
}

#[test]
fn a_purpose_that_is_not_understood_keeps_the_stores_open() {
    for (table, word) in [
        ("Vendor,Purpose,Location\nAcme,Widgets,Germany\n", "Widgets"),
        ("Vendor,Purpose,Location\nAcme,Infrastructure monitoring,Germany\n", "Infrastructure monitoring"),
        ("Vendor,Purpose,Location\nAcme,No hosting,Germany\n", "No hosting"),
        ("Vendor,Location\nHetzner,Germany\n", "Hetzner"),
    ] {
        let (flows, told) = read("list.csv", table, &["--complete"]);
        assert_eq!(flows[0]["storage"], json!({ "items": [], "complete": false }), "{table}: {told}");
        assert!(flows[0]["transfers"].is_array(), "{table}: {told}");
        assert!(told.contains("--complete does not close `storage`") && told.contains(word), "{table}: {told}");
        for policy in ["hds", "eu_residency", "gdpr_transfers"] {
            let (code, said) = judged(policy, table);
            assert!(code == Some(3) && said.contains("UNDETERMINED"), "{policy}: {table}: {said}");
        }
    }
    // The same host with its service named is a store, and is judged as one.
    for policy in ["hds", "gdpr_transfers"] {
        let (code, said) = judged(policy, "Vendor,Purpose,Location\nAWS,Hosting,Germany\n");
        assert!(code != Some(0) && code != Some(4), "{policy}: {said}");
    }
    let (flows, _) = read("list.csv", "Vendor,Purpose,Location\nStripe,Payment,US\n", &["--complete"]);
    assert!(flows[0]["storage"].is_null(), "a list without a host says nothing of stores: {flows:?}");
}

#[test]
fn the_act_and_the_module_of_clauses_are_read() {
    let cells = [
        ("EU SCCs 2021/914 Module 2", json!("scc_2021_914"), json!("c2p")),
        ("Standard Contractual Clauses (Module Three)", Value::Null, json!("p2p")),
        ("SCC EU 2021/914", json!("scc_2021_914"), Value::Null),
        ("SCCs (2010/87/EU)", json!("scc_2010_87"), Value::Null),
        ("SCC Module 2 and Module 3, 2021/914", json!("scc_2021_914"), Value::Null),
        ("SCC", Value::Null, Value::Null),
    ];
    let rows: String = cells.iter().map(|(cell, ..)| format!("Acme,US,\"{cell}\"\n")).collect();
    let (flows, told) = read("list.csv", &format!("Vendor,Location,Safeguard\n{rows}"), &["--complete"]);
    for ((cell, act, module), transfer) in cells.iter().zip(flows[0]["transfers"].as_array().expect("a list")) {
        let found = (&transfer["tool"], &transfer["scc_version"], &transfer["scc_module"]);
        assert_eq!(found, (&json!("scc"), act, module), "{cell}");
    }
    assert!(told.contains("names several modules"), "{told}");
}

#[test]
fn a_legal_entity_is_the_one_that_receives() {
    let table =
        "Subprocessor,Legal Entity,Location\nGoogle Cloud Platform,Google Ireland Limited,Belgium\nStripe,N/A,US\n";
    let (flows, told) = read("list.csv", table, &[]);
    let seats: Vec<_> = flows[0]["transfers"]["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["recipient"]["seat"])
        .collect();
    assert_eq!(seats, ["IE", "US"], "{told}");
}

#[test]
fn planned_vendors_are_told_and_flows_of_several_tables_have_names() {
    let table = |vendor: &str| format!("| Vendor | Location |\n|---|---|\n| {vendor} | US |\n\n");
    let text = format!(
        "## Active sub-processors\n{}## Planned sub-processors (not yet active)\n{}## Retired\n{}## Models\n{}",
        table("Stripe"),
        table("Heap"),
        table("Zoom"),
        table("Groq")
    );
    let noted = format!("{}**Planned, not yet active:**\n\n{}", table("Stripe"), table("Heap"));
    let (flows, told) = read("list.md", &noted, &[]);
    assert!(flows.len() == 1 && !flows[0].to_string().contains("Heap"), "{told}");
    let (flows, told) = read("list.md", &text, &["--origins"]);
    let names: Vec<&str> = flows.iter().map(|flow| flow["name"].as_str().expect("a name")).collect();
    assert!(names[0].ends_with("list.md: Active sub-processors") && names[1].ends_with("list.md: Models"), "{names:?}");
    assert_eq!(names.len(), 2, "{names:?}");
    let all = format!("{flows:?}");
    assert!(!all.contains("Heap Inc") && !all.contains("\"zoom\""), "{all}");
    assert!(told.contains("Planned sub-processors") && told.contains("under \"Retired\""), "{told}");
}

#[test]
fn a_row_of_a_register_is_a_flow() {
    let french = "Nom du traitement,Catégories de données,Destinataires,Transferts hors UE,Durée de conservation\nSupport,adresse e-mail,Zendesk,USA,1 an\nBrouillon,nom,Terminal de l'utilisateur,Non,1 jour\nArchivage,nom,équipe interne,Google Cloud — CCT,10 ans\n";
    let (flows, told) = read("registre.csv", french, &["--complete", "--origins"]);
    let names: Vec<&str> = flows.iter().map(|flow| flow["name"].as_str().expect("a name")).collect();
    assert!(names[0].ends_with(": Support") && names[2].ends_with(": Archivage"), "{names:?}");
    let items = |flow: usize| {
        let list = &flows[flow]["flow"]["transfers"];
        if list.is_array() { list.clone() } else { list["items"].clone() }
    };
    assert_eq!((&items(0)[0]["to"], &items(0)[0]["recipient"]["id"]), (&json!("US"), &json!("zendesk")), "{told}");
    assert!(flows[0]["flow"]["transfers"].is_array(), "all of the row is read: {told}");
    assert_eq!(flows[1]["flow"]["transfers"], json!({ "items": [], "complete": false }), "{told}");
    assert_eq!((&items(2)[0]["tool"], &items(2)[0]["recipient"]["id"]), (&json!("scc"), &json!("gcp")), "{told}");
    let english = "Business function,Purpose of processing,Categories of personal data,Categories of recipients,Names of third countries or international organisations that personal data are transferred to (if applicable),Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable),Retention schedule (if possible)\nSales,Marketing,Contact details,Mailchimp,United States of America,N/A,1 year\nStaff,Hiring,Contact details,Small Agency (recruiter),USA,N/A,1 year\n";
    let (flows, told) = read("ico.csv", english, &[]);
    let first = |flow: usize| flows[flow]["transfers"]["items"][0].clone();
    assert_eq!((&first(0)["to"], &first(0)["recipient"]["id"]), (&json!("US"), &json!("mailchimp")), "{told}");
    assert_eq!(first(1)["recipient"]["name"], "Small Agency (recruiter)", "{told}");
    assert!(!told.contains("\"N\""), "N/A is nothing: {told}");
}

/// `check` refuses more groups of places than can be judged together, and no table may come to so many.
#[test]
fn every_flow_of_a_table_can_be_judged() {
    let rows: String = (0..12).map(|row| format!("Acme {row},{}\n", ["EU/US", "EU", "Worldwide"][row % 3])).collect();
    let table = format!("Vendor,Location\n{rows}");
    let (flows, told) = read("list.csv", &table, &["--complete"]);
    assert!(told.contains("state the country"), "{told}");
    assert_eq!(flows[0]["transfers"].as_array().map(Vec::len), Some(16), "no row is lost");
    for policy in ["gdpr_transfers", "uk_transfers", "ch_transfers", "hds", "eu_residency"] {
        let (code, said) = judged(policy, &table);
        assert!(code.is_some_and(|code| code != 2), "{policy}: {said}");
    }
}

#[test]
fn inventories_of_the_usual_commands_are_read() {
    let azure = r#"[{"id": "/s/1/providers/Microsoft.Sql/servers/a", "name": "a", "location": "Central US", "type": "Microsoft.Sql/servers"},
        {"id": "/s/1/providers/Microsoft.Sql/servers/b", "name": "b", "location": "West Europe", "type": "Microsoft.Sql/servers"},
        {"id": "/s/1/providers/Microsoft.Sql/servers/b/databases/c", "name": "c", "location": "West Europe", "type": "Microsoft.Sql/servers/databases"}]"#;
    let regions = |name: &str, text: &str| {
        let (flows, told) = read(name, text, &["--complete"]);
        let list = &flows[0]["storage"];
        let items = if list.is_array() { list.clone() } else { list["items"].clone() };
        let regions: Vec<String> = items
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["region"].as_str().unwrap_or("?").to_owned())
            .collect();
        (regions, told)
    };
    let (found, told) = regions("azure.json", azure);
    assert_eq!(found, ["azure/westeurope", "azure/centralus"], "{told}");
    let google = r#"[{"assetType": "compute.googleapis.com/Disk", "name": "//compute/d", "location": "asia-southeast1-b", "project": "projects/1"}]"#;
    assert_eq!(regions("google.json", google).0, ["gcp/asia-southeast1"]);
    let tagged = r#"{"ResourceTagMappingList": [{"ResourceARN": "arn:aws:rds:eu-west-1:1:db:a"}, {"ResourceARN": "arn:aws:s3:::b"}, {"ResourceARN": "arn:aws:foo:us-west-2:1:bar/c"}]}"#;
    let (found, told) = regions("tagged.json", tagged);
    assert_eq!(found, ["aws/eu-west-1", "?"], "{told}");
    assert!(told.contains("foo:bar") && told.contains("--complete does not close"), "{told}");
}

#[test]
fn the_regions_of_a_module_are_told() {
    let text = "provider \"aws\" {\n  region = \"eu-west-1\"\n}\nprovider \"aws\" {\n  alias = \"far\"\n  region = \"us-east-1\"\n}\nmodule \"a\" {\n  source = \"./a\"\n  providers = { aws = aws.far }\n}\nmodule \"b\" {\n  source = \"./b\"\n  pools = [{ location = \"fsn1\" }]\n}\n";
    let (flows, told) = read("main.tf", text, &["--complete"]);
    assert_eq!(flows[0]["storage"]["complete"], false, "{told}");
    let line = |module: &str| told.lines().find(|line| line.contains(&format!("{module}: resources"))).unwrap_or("");
    assert!(line("module.a").contains("us-east-1") && !line("module.a").contains("eu-west-1"), "{told}");
    assert!(line("module.b").contains("fsn1") && line("module.b").contains("eu-west-1"), "{told}");
}
