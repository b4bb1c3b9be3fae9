//! `lexloci read` of files of which nobody says what they are.

use super::command::{Folder, run};
use serde_json::Value;

fn file(name: &str) -> String {
    format!("{}/tests/read/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn inventories_guardrails_and_credentials_are_told_from_their_contents() {
    for (name, format) in [
        ("config.json", "inventory"),
        ("graph.json", "inventory"),
        ("assets.ndjson", "inventory"),
        ("scp.json", "guardrail"),
        ("locations.json", "guardrail"),
        ("org-policy.json", "guardrail"),
        ("gaia-x.json", "credential"),
        ("plan.json", "terraform"),
        ("fides/systems.yml", "fides"),
        ("dpv/process.jsonld", "dpv"),
        ("odrl/offer.jsonld", "odrl"),
    ] {
        let (told, given) = (run(&["read", &file(name)]), run(&["read", &file(name), "--format", format]));
        assert_eq!((told.code, told.output), (Some(0), given.output), "{name}: {}", told.errors);
    }
    let folder = Folder::new("kinds-credential");
    let jsonld = folder.file("participant.jsonld", std::fs::read(file("gaia-x.json")).expect("a file"));
    assert!(run(&["read", &jsonld]).output.contains("Acme Cloud GmbH"));
}

#[test]
fn what_is_not_read_is_named_with_what_to_do() {
    let folder = Folder::new("kinds-others");
    for (name, text, said, cure) in [
        (
            "stack.json",
            "{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}",
            "CloudFormation",
            "inventory of AWS Config",
        ),
        (
            "stack.yaml",
            "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n",
            "CloudFormation",
            "inventory of AWS Config",
        ),
        ("compose.yml", "services:\n  web:\n    image: nginx\n", "Docker Compose", "Write a flow"),
        ("pod.yaml", "apiVersion: v1\nkind: Pod\n", "Kubernetes", "inventory of the cluster"),
        ("list.html", "<html><table></table></html>", "HTML", "save its table as CSV"),
        (
            "arm.json",
            "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\"}",
            "Azure Resource Manager",
            "Resource Graph",
        ),
        ("flow.json", "{\"as_of\": \"2026-03-01\", \"storage\": []}", "a flow already", "lexloci check"),
        ("volumes.json", "{\"Volumes\": [{\"AvailabilityZone\": \"us-east-1a\"}]}", "describe", "AWS Config"),
        ("cut.json", "{\n\"planned_values\": {\n", "line 3: EOF", ""),
        ("double.yml", "system: []\nsystem: []\n", "line 2: `system` is there twice", ""),
        ("words.log", "We are a French company.", "does not tell its kind", "--format, as terraform, table, inventory"),
        ("other.json", "{\"colour\": \"red\"}", "none of the kinds", "--format, as terraform, table, inventory"),
    ] {
        let told = run(&["read", &folder.file(name, text)]).fails(2);
        assert!(told.contains(said) && told.contains(cure), "{name}: {told}");
    }
}

/// Two folders are two configurations, whose resources may have the same address.
#[test]
fn each_folder_is_a_configuration_of_its_own() {
    let folder = Folder::new("kinds-folders");
    let text = |region: &str| {
        format!("provider \"aws\" {{ region = \"{region}\" }}\nresource \"aws_s3_bucket\" \"x\" {{ bucket = \"a\" }}\n")
    };
    let (one, two) = (folder.file("a/main.tf", text("eu-west-1")), folder.file("b/main.tf", text("us-east-1")));
    let said = run(&["read", &one, &two, "--origins", "--complete"]);
    let value: Value = serde_json::from_str(&said.output).expect("JSON");
    let regions: Vec<_> =
        value["flow"]["storage"].as_array().expect("a list").iter().map(|site| &site["region"]).collect();
    assert_eq!(regions, ["aws/eu-west-1", "aws/us-east-1"], "{}", said.errors);
    assert!(value["origins"]["storage[1]"].as_str().is_some_and(|at| at.ends_with("b/main.tf:2")), "{value}");

    let root = folder.file("c/main.tf", "variable \"region\" {}\nprovider \"scaleway\" { region = var.region }\nresource \"scaleway_object_bucket\" \"x\" { name = \"a\" }\n");
    let values = folder.file("c/vars/paris.tfvars", "region = \"fr-par\"\n");
    let said = run(&["read", &root, &values, &one]).output;
    assert!(
        said.contains("scaleway/fr-par") && said.contains("aws/eu-west-1"),
        "values stand in a folder below: {said}"
    );
    let apart = folder.file("d/paris.tfvars", "region = \"fr-par\"\n");
    let said = run(&["read", &root, &one, &apart]).errors;
    assert!(said.contains("paris.tfvars:1: not read: values of variables of another folder"), "{said}");

    let again = folder.file("a/other.tf", "resource \"aws_s3_bucket\" \"x\" { bucket = \"b\" }\n");
    let said = run(&["read", &one, &again]).fails(2);
    assert!(said.contains("L0005") && said.contains("aws_s3_bucket.x is declared twice"), "{said}");
    let over = folder.file("a/other_override.tf", "resource \"aws_s3_bucket\" \"x\" { region = \"eu-west-3\" }\n");
    let said = run(&["read", &one, &over]).output;
    assert!(said.contains("aws/eu-west-3") && !said.contains("aws/eu-west-1"), "an override stands above it: {said}");
}

/// Of the shape of GoogleCloudPlatform/terraform-validator and forseti-security exports: the place is among the data.
#[test]
fn an_asset_of_google_says_its_place_among_its_data() {
    let folder = Folder::new("kinds-assets");
    let assets = "[{\"name\": \"//storage.googleapis.com/b\", \"asset_type\": \"storage.googleapis.com/Bucket\",\n\
        \"resource\": {\"version\": \"v1\", \"data\": {\"location\": \"EU\", \"storageClass\": \"STANDARD\"}}},\n\
        {\"name\": \"//sqladmin.googleapis.com/x\", \"asset_type\": \"sqladmin.googleapis.com/Instance\",\n\
        \"resource\": {\"data\": {\"region\": \"us-central1\", \"settings\": {\"backupConfiguration\": {\"location\": \"asia-east1\"}}}}}]";
    let said = run(&["read", &folder.file("assets.json", assets), "--origins"]);
    let value: Value = serde_json::from_str(&said.output).expect("JSON");
    let sites = value["flow"]["storage"]["items"].as_array().expect("a list");
    let regions: Vec<_> = sites.iter().map(|site| site["region"].as_str().unwrap_or("?")).collect();
    assert_eq!(regions, ["gcp/EU", "gcp/us-central1", "gcp/asia-east1"], "{}", said.errors);
    assert!(value["origins"]["storage[0].region"].as_str().is_some_and(|at| at.ends_with("assets.json:2")), "{value}");
}

/// A value of a type that is not expected is told, and no list closes over it.
#[test]
fn values_of_a_wrong_type_are_told() {
    let folder = Folder::new("kinds-types");
    for (name, text, what) in [
        (
            "systems.yml",
            "system:\n  - fides_key: a\n    name: A\n    system_type: Service\n    third_country_transfers: [42, {a: b}, IND]\n",
            "A: an entry of `third_country_transfers` that is no text",
        ),
        (
            "plan.json",
            "{\"planned_values\": {\"root_module\": {\"resources\": \"none\"}}}",
            "`resources`, which is no list",
        ),
        (
            "state.tfstate",
            "{\"version\": 4, \"terraform_version\": \"1.9\", \"resources\": {\"a\": 1}}",
            "`resources`, which is no list",
        ),
        (
            "config.json",
            "{\"configurationItems\": \"none\", \"value\": [{\"type\": \"microsoft.storage/storageaccounts\", \"id\": \"a\", \"location\": \"westeurope\"}]}",
            "`configurationItems`, which is no list",
        ),
    ] {
        let said = run(&["read", &folder.file(name, text), "--complete"]);
        assert!(
            said.errors.contains(what) && said.errors.contains("does not close the lists"),
            "{name}: {} {}",
            said.errors,
            said.output
        );
        assert_eq!(said.code, Some(0), "{name}: {}", said.errors);
    }
    let old = "{\"version\": 1, \"modules\": [{\"resources\": {}}]}";
    let said = run(&["read", &folder.file("old.tfstate", old)]).fails(2);
    assert!(said.contains("before version 0.12") && said.contains("terraform show -json"), "{said}");
}

/// The interface of Fides gives its systems as a bare list; a database keeps data.
#[test]
fn a_bare_list_of_systems_is_a_manifest() {
    let folder = Folder::new("kinds-fides");
    let systems = "[\n{\"fides_key\": \"shop\", \"name\": \"Shop\", \"privacy_declarations\": [{\"data_categories\": [\"user.contact.email\"]}]},\n\
        {\"fides_key\": \"db\", \"name\": \"Orders\", \"system_type\": \"Database\"},\n{\"colour\": \"red\"}]";
    let said = run(&["read", &folder.file("systems.json", systems), "--origins", "--complete"]);
    let value: Value = serde_json::from_str(&said.output).expect("JSON");
    let count = |list: &str| value["flow"][list]["items"].as_array().map(Vec::len);
    assert_eq!((count("processing"), count("storage")), (Some(1), Some(1)), "{value}");
    assert!(value["origins"]["storage[0]"].as_str().is_some_and(|at| at.ends_with("systems.json:3")), "{value}");
    assert!(said.errors.contains(":4: not read: an entry that is no system"), "{}", said.errors);
}

/// Of the shape of the tests of eclipse-xfsc/federated-catalogue (Apache-2.0): expanded JSON-LD, and an offering without its provider.
#[test]
fn expanded_credentials_are_read_and_an_offering_without_a_provider_is_told() {
    let folder = Folder::new("kinds-expanded");
    let person = "{\"@context\": [\"https://www.w3.org/ns/credentials/v2\"], \"type\": [\"VerifiableCredential\"], \"credentialSubject\": {\n\
        \"id\": \"did:web:acme.example\", \"@type\": [\"https://w3id.org/gaia-x/2511#LegalPerson\"],\n\
        \"https://w3id.org/gaia-x/2511#legalName\": [{\"@value\": \"Acme AG\"}],\n\
        \"https://w3id.org/gaia-x/2511#legalAddress\": [{\"http://www.w3.org/2006/vcard/ns#country-name\": [{\"@value\": \"Germany\"}]}]}}";
    let said = run(&["read", &folder.file("person.jsonld", person)]);
    let flow: Value = serde_json::from_str(&said.output).expect("JSON");
    assert_eq!(flow["provider"], serde_json::json!({ "name": "Acme AG", "seat": "DE" }), "{}", said.errors);
    let offering = "{\"@context\": [\"https://www.w3.org/ns/credentials/v2\"], \"credentialSubject\": {\n\
        \"@type\": \"gx:DigitalServiceOffering\", \"gx:offeredBy\": {\"@id\": \"did:web:acme.example\"}}}";
    let said = run(&["read", &folder.file("offering.jsonld", offering)]);
    assert!(
        said.errors.contains("an offering by did:web:acme.example, whom no credential of this file describes"),
        "{}",
        said.errors
    );
}
