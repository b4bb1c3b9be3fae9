//! `lexloci read` of resources of clouds and of guardrails: a place is read where the file says it, and nothing is lost in silence.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test states what it expects")]

use super::command::run_with;
use serde_json::{Value, json};

/// Returns the regions of the stores of a text, `?` where one is not known, and what is told. Nothing is missing beside the text.
fn stores(format: &str, text: &str) -> (Vec<String>, String, bool) {
    let said = run_with(&["read", "-", "--format", format, "--complete"], text);
    assert_eq!(said.code, Some(0), "{text}: {}", said.errors);
    let flow: Value = serde_json::from_str(&said.output).expect("JSON");
    let list = &flow["storage"];
    let items = list.as_array().or_else(|| list["items"].as_array()).expect("a list");
    let regions = items.iter().map(|site| site["region"].as_str().unwrap_or("?").to_owned()).collect();
    (regions, said.errors, list.is_array())
}

/// Expects stores that are read whole, and nothing to be told.
fn closed(format: &str, text: &str, regions: &[&str]) {
    let (found, told, is_closed) = stores(format, text);
    assert_eq!((found.as_slice(), is_closed), (regions.map_owned().as_slice(), true), "{text}: {told}");
    assert_eq!(told, "", "{text}");
}

/// Expects stores of which not all is read: it is told with its line, and the list stays open.
fn open(format: &str, text: &str, regions: &[&str], line: usize, why: &str) {
    let (found, told, is_closed) = stores(format, text);
    assert_eq!((found.as_slice(), is_closed), (regions.map_owned().as_slice(), false), "{text}: {told}");
    let at = format!("<stdin>:{line}: not read: ");
    assert!(told.lines().any(|told| told.starts_with(&at) && told.contains(why)), "{text}: {told}");
    assert!(told.contains("--complete does not close the lists"), "{told}");
}

trait Owned {
    fn map_owned(&self) -> Vec<String>;
}

impl Owned for [&str] {
    fn map_owned(&self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

/// A plan with two providers of AWS, one resource and its configuration.
fn plan(resource: Value, configured: Value) -> Value {
    json!({
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": { "root_module": { "resources": [resource] } },
        "configuration": {
            "provider_config": {
                "aws": { "name": "aws", "expressions": { "region": { "constant_value": "eu-west-3" } } },
                "aws.us": { "name": "aws", "alias": "us", "expressions": { "region": { "constant_value": "us-east-1" } } },
                "module.m:aws": { "name": "aws", "module_address": "module.m", "expressions": { "region": { "references": ["var.region"] } } }
            },
            "root_module": { "resources": [configured] }
        },
        "variables": { "region": { "value": "eu-west-1" } }
    })
}

fn bucket(key: &str) -> Value {
    json!({ "address": "aws_s3_bucket.a", "mode": "managed", "type": "aws_s3_bucket", "name": "a", "provider_config_key": key })
}

#[test]
fn a_resource_of_a_plan_has_the_provider_that_its_configuration_names() {
    let planned = json!({ "address": "aws_s3_bucket.a[0]", "mode": "managed", "type": "aws_s3_bucket", "name": "a", "values": { "bucket": "a" } });
    let of = |key: &str| plan(planned.clone(), bucket(key)).to_string();
    closed("terraform", &of("aws"), &["aws/eu-west-3"]);
    closed("terraform", &of("aws.us"), &["aws/us-east-1"]);
    open("terraform", &of("aws.other"), &["?"], 1, "nothing says in which region it is");
    open("terraform", &of("module.m:aws"), &["?"], 1, "nothing says in which region it is");
    let other = plan(planned.clone(), json!({ "type": "aws_s3_bucket", "name": "b", "provider_config_key": "aws" }));
    open("terraform", &other.to_string(), &["?"], 1, "nothing says in which region it is");

    let mut inside = plan(planned, bucket("aws"));
    let mut moved = inside["planned_values"]["root_module"]["resources"].take();
    moved[0]["address"] = json!("module.m[\"a.b\"].aws_s3_bucket.a[0]");
    let child = json!({ "address": "module.m[\"a.b\"]", "resources": moved });
    inside["planned_values"]["root_module"] = json!({ "child_modules": [child] });
    inside["configuration"]["root_module"] =
        json!({ "module_calls": { "m": { "module": { "resources": [bucket("aws.us")] } } } });
    closed("terraform", &inside.to_string(), &["aws/us-east-1"]);
}

#[test]
fn what_a_plan_says_of_a_resource_stands_above_its_provider() {
    let table = |values: Value, expressions: Value| {
        let own =
            json!({ "address": "aws_dynamodb_table.t", "type": "aws_dynamodb_table", "name": "t", "values": values });
        let configured = json!({ "type": "aws_dynamodb_table", "name": "t", "provider_config_key": "aws", "expressions": expressions });
        plan(own, configured)
    };
    let arn = "arn:aws:dynamodb:us-east-1:1:table/t";
    closed("terraform", &table(json!({ "arn": arn }), json!({})).to_string(), &["aws/us-east-1"]);
    closed("terraform", &table(json!({ "region": "eu-west-1" }), json!({})).to_string(), &["aws/eu-west-1"]);
    let both = table(json!({ "arn": arn, "region": "eu-west-1" }), json!({})).to_string();
    open("terraform", &both, &["?"], 1, "`eu-west-1, or us-east-1`");
    let later = table(json!({}), json!({ "region": { "references": ["data.x.y"] } })).to_string();
    open("terraform", &later, &["?"], 1, "known after the plan is applied");
    let mut copies = table(json!({}), json!({}));
    copies["resource_changes"] =
        json!([{ "address": "aws_dynamodb_table.t", "change": { "after_unknown": { "replica": true } } }]);
    open("terraform", &copies.to_string(), &["aws/eu-west-3", "?"], 1, "replica.region_name");
    let mut part = table(json!({}), json!({}));
    part["complete"] = json!(false);
    open("terraform", &part.to_string(), &["aws/eu-west-3"], 1, "more changes are to come");
}

#[test]
fn a_type_with_its_own_place_never_has_that_of_the_provider() {
    let google = |kind: &str, body: &str| {
        format!(
            "provider \"google\" {{\n  region = \"europe-west1\"\n  zone = \"europe-west1-b\"\n}}\nresource \"google_{kind}\" \"x\" {{\n{body}\n}}\n"
        )
    };
    open("terraform", &google("spanner_instance", "config = \"nam-eur-asia1\""), &["?"], 6, "nam-eur-asia1");
    closed("terraform", &google("spanner_instance", "config = \"regional-europe-west3\""), &["gcp/europe-west3"]);
    closed("terraform", &google("bigquery_dataset", ""), &["gcp/US"]);
    closed("terraform", &google("bigquery_dataset", "location = \"EU\""), &["gcp/EU"]);
    let two = "cluster {\n zone = \"us-central1-a\"\n}\ncluster {\n zone = \"europe-west1-b\"\n}";
    closed("terraform", &google("bigtable_instance", two), &["gcp/us-central1", "gcp/europe-west1"]);
    open("terraform", &google("bigtable_instance", "cluster {\n}"), &["?"], 6, "zone, which is left out");
    open("terraform", &google("pubsub_topic", ""), &["?"], 5, "nothing says in which region");
    closed("terraform", &google("compute_disk", ""), &["gcp/europe-west1"]);
    closed("terraform", &google("redis_instance", "region = \"us-east1\""), &["gcp/us-east1"]);
    let secret = "replication {\n user_managed {\n  replicas {\n   location = \"us-east1\"\n  }\n }\n}";
    closed("terraform", &google("secret_manager_secret", secret), &["gcp/us-east1"]);
    open("terraform", &google("secret_manager_secret", "replication {\n auto {}\n}"), &["?"], 5, "nothing says");
    let both =
        "location = \"EU\"\ncustom_placement_config {\n data_locations = [\"EUROPE-WEST1\", \"EUROPE-WEST4\"]\n}";
    closed("terraform", &google("storage_bucket", both), &["gcp/EU", "gcp/europe-west1", "gcp/europe-west4"]);
    let backups = "settings {\n backup_configuration {\n  enabled = true\n  location = \"us\"\n }\n}";
    closed("terraform", &google("sql_database_instance", backups), &["gcp/europe-west1", "gcp/US"]);
    let unnamed = backups.replace("location = \"us\"", "");
    open(
        "terraform",
        &google("sql_database_instance", &unnamed),
        &["gcp/europe-west1", "?"],
        7,
        "location, which is left out",
    );
    closed("terraform", &google("sql_database_instance", &unnamed.replace("true", "false")), &["gcp/europe-west1"]);
}

#[test]
fn copies_of_a_configuration_are_read_or_told() {
    let aws = |body: &str| format!("provider \"aws\" {{\n  region = \"eu-west-3\"\n}}\n{body}");
    let dynamic = "resource \"aws_dynamodb_table\" \"t\" {\n dynamic \"replica\" {\n  for_each = [\"us-east-1\"]\n  content {\n   region_name = replica.value\n  }\n }\n}\n";
    open("terraform", &aws(dynamic), &["aws/eu-west-3", "?"], 5, "dynamic \"replica\"");
    let secret = "resource \"aws_secretsmanager_secret\" \"s\" {\n replica {\n  region = \"us-east-1\"\n }\n}\n";
    closed("terraform", &aws(secret), &["aws/eu-west-3", "aws/us-east-1"]);
    let efs =
        "resource \"aws_efs_replication_configuration\" \"r\" {\n destination {\n  region = \"us-east-1\"\n }\n}\n";
    closed("terraform", &aws(efs), &["aws/us-east-1"]);
    let replication = |bucket: &str| {
        aws(&format!(
            "resource \"aws_s3_bucket_replication_configuration\" \"r\" {{\n rule {{\n  destination {{\n   bucket = {bucket}\n  }}\n }}\n}}\nresource \"aws_s3_bucket\" \"b\" {{\n}}\n"
        ))
    };
    open("terraform", &replication("\"arn:aws:s3:::elsewhere\""), &["?", "aws/eu-west-3"], 7, "arn:aws:s3:::elsewhere");
    closed("terraform", &replication("aws_s3_bucket.b.arn"), &["aws/eu-west-3"]);
    for family in
        ["aws_s3_bucket_inventory", "aws_cloudwatch_log_destination", "aws_efs_other", "aws_secretsmanager_other"]
    {
        open("terraform", &aws(&format!("resource \"{family}\" \"x\" {{\n}}\n")), &[], 4, "not known here");
    }
    let count = |count: &str| {
        aws(&format!(
            "variable \"n\" {{\n default = 0\n}}\nresource \"aws_s3_bucket\" \"b\" {{\n count = {count}\n}}\n"
        ))
    };
    open("terraform", &count("var.n"), &[], 7, "its count is 0");
    assert!(stores("terraform", &count("0")).2, "nothing is made");
    let logs =
        |bucket: &str| aws(&format!("resource \"aws_s3_bucket_logging\" \"l\" {{\n target_bucket = {bucket}\n}}\n"));
    open("terraform", &logs("\"logs\""), &["?"], 5, "it is copied to `logs`");
    closed("terraform", &logs("aws_s3_bucket.logs.id"), &[]);
    let azure = |kind: &str, place: &str, body: &str| {
        format!("resource \"azurerm_{kind}\" \"x\" {{\n location = \"{place}\"\n {body}\n}}\n")
    };
    let storage =
        |place: &str, kind: &str| azure("storage_account", place, &format!("account_replication_type = \"{kind}\""));
    closed("terraform", &storage("westeurope", "ZRS"), &["azure/westeurope"]);
    closed("terraform", &storage("brazilsouth", "RAGZRS"), &["azure/brazilsouth", "azure/southcentralus"]);
    open("terraform", &storage("swedencentral", "GRS"), &["azure/swedencentral", "?"], 3, "replication GRS");
    closed("terraform", &azure("recovery_services_vault", "uksouth", ""), &["azure/uksouth", "azure/ukwest"]);
    let cosmos = "geo_location {\n  location = \"francecentral\"\n }";
    let sites = ["azure/francecentral", "azure/francesouth"];
    closed("terraform", &azure("cosmosdb_account", "francecentral", cosmos), &sites);
    let local = format!("{cosmos}\n backup {{\n  storage_redundancy = \"Zone\"\n }}");
    closed("terraform", &azure("cosmosdb_account", "francecentral", &local), &sites[..1]);
    let local = "storage_mode_type = \"LocallyRedundant\"";
    closed("terraform", &azure("recovery_services_vault", "uksouth", local), &["azure/uksouth"]);
    let objects =
        "resource \"azurerm_storage_object_replication\" \"r\" {\n destination_storage_account_id = \"/x/y\"\n}\n";
    open("terraform", objects, &["?"], 2, "`/x/y`");
}

#[test]
fn files_that_set_a_place_twice_state_none() {
    let twice = "provider \"aws\" {\n region = \"eu-west-3\"\n}\nprovider \"aws\" {\n region = \"us-east-1\"\n}\nresource \"aws_s3_bucket\" \"x\" {\n}\n";
    open("terraform", twice, &["?"], 7, "nothing says in which region it is");
    let variable = "variable \"r\" {\n default = \"eu-west-3\"\n}\nvariable \"r\" {\n default = \"us-east-1\"\n}\nresource \"aws_s3_bucket\" \"x\" {\n region = var.r\n}\n";
    open("terraform", variable, &["?"], 8, "var.r");
    let overridden = "resource \"aws_s3_bucket\" \"x\" {\n region = \"eu-west-3\"\n}\nresource \"aws_s3_bucket\" \"x\" {\n region = \"us-east-1\"\n}\n";
    open("terraform", overridden, &["?"], 5, "eu-west-3, or us-east-1");
}

#[test]
fn an_inventory_tells_of_copies_and_of_what_is_gone() {
    let backups = json!({ "periodicModeProperties": { "backupStorageRedundancy": "Local" } });
    let azure = json!({ "data": [
        { "id": "/f", "type": "microsoft.storage/storageaccounts", "location": "brazilsouth", "sku": { "name": "Standard_RAGRS" },
          "properties": { "secondaryLocation": "southcentralus" } },
        { "id": "/l", "type": "microsoft.storage/storageaccounts", "location": "westeurope", "sku": { "name": "Standard_LRS" } },
        { "id": "/c", "type": "microsoft.documentdb/databaseaccounts", "location": "westeurope",
          "properties": { "locations": [{ "locationName": "West Europe" }, { "locationName": "East US" }], "backupPolicy": backups } }
    ] });
    let sites = ["azure/brazilsouth", "azure/southcentralus", "azure/westeurope", "azure/westeurope", "azure/eastus"];
    closed("inventory", &azure.to_string(), &sites);
    let unsaid = "{\"data\": [\n{\"id\": \"/f\", \"type\": \"microsoft.storage/storageaccounts\", \"location\": \"westeurope\"}]}";
    open("inventory", unsaid, &["azure/westeurope"], 2, "`account_replication_type` is not in the file");
    let page = "{\"nextToken\": \"x\",\n\"Resources\": [{\"ResourceType\": \"s3:bucket\", \"Arn\": \"a\", \"Region\": \"eu-west-3\"}]}";
    open("inventory", page, &["aws/eu-west-3"], 1, "more pages");

    let item = |kind: &str, more: Value| {
        let mut item =
            json!({ "resourceType": kind, "resourceId": "t", "awsRegion": "eu-west-3", "configuration": {} });
        item.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        json!({ "configurationItems": [item] }).to_string()
    };
    let replicas = json!({ "configuration": { "replicas": [{ "regionName": "us-east-1" }] } });
    closed("inventory", &item("AWS::DynamoDB::Table", replicas), &["aws/eu-west-3", "aws/us-east-1"]);
    let rules = json!({ "r": { "destinationConfig": { "bucketARN": "arn:aws:s3:::us" } } });
    for replication in [json!({ "rules": rules }), json!("{\"rules\": {}}")] {
        let more = json!({ "supplementaryConfiguration": { "BucketReplicationConfiguration": replication } });
        open("inventory", &item("AWS::S3::Bucket", more), &["aws/eu-west-3", "?"], 1, "it is copied to");
    }
    closed("inventory", &item("AWS::S3::Bucket", json!({ "supplementaryConfiguration": {} })), &["aws/eu-west-3"]);
    let (gone, told, _) =
        stores("inventory", &item("AWS::S3::Bucket", json!({ "configurationItemStatus": "ResourceDeleted" })));
    assert!(gone.is_empty() && told.contains("t: it is deleted"), "{told}");
}

/// Returns the sets and the first test of the policy that a guardrail makes, or why there is none.
fn guardrail(json: &Value) -> (Option<i32>, String) {
    let said = run_with(&["read", "-", "--format", "guardrail"], &json.to_string());
    let lines =
        said.output.lines().map(str::trim).filter(|line| line.starts_with("set ") || line.starts_with("require "));
    let mut lines: Vec<&str> = lines.collect();
    lines.dedup();
    (said.code, if said.code == Some(0) { lines.join("; ") } else { said.errors })
}

#[test]
fn statements_of_a_service_control_policy_hold_together() {
    let deny = |operator: &str, regions: &[&str]| json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { operator: { "aws:RequestedRegion": regions } } });
    let both = |statements: Value| guardrail(&json!({ "Statement": statements }));
    let paris = (Some(0), "set allowed = {aws/eu-west-3}; require s.region in allowed".to_owned());
    let (wide, other) = (["eu-west-3", "us-east-1"], ["eu-west-3", "eu-west-1"]);
    assert_eq!(both(json!([deny("StringNotEquals", &wide), deny("StringNotEqualsIfExists", &other)])), paris);
    assert_eq!(both(json!([deny("StringEquals", &["us-east-1"]), deny("StringNotEquals", &wide)])), paris);
    assert_eq!(both(json!([deny("StringNotEquals", &wide), deny("StringLike", &["us-*", "moon-1"])])), paris);
    for refused in [
        json!([deny("StringEquals", &["us-east-1"])]),
        json!([deny("StringNotEquals", &wide), deny("StringNotEquals", &["eu-west-1"])]),
        json!([deny("StringNotEquals", &wide), deny("ArnLike", &["x"])]),
        json!([deny("StringNotEquals", &wide), { "Effect": "Allow", "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-3" } } }]),
    ] {
        assert_eq!(both(refused.clone()).0, Some(2), "{refused}");
    }
}

#[test]
fn a_guardrail_that_denies_values_or_does_not_deny_is_not_read_looser() {
    let google = |rules: Value| {
        guardrail(&json!({ "name": "organizations/1/policies/gcp.resourceLocations", "spec": { "rules": rules } }))
    };
    let values =
        |allowed: &[&str], denied: &[&str]| json!({ "values": { "allowedValues": allowed, "deniedValues": denied } });
    let (west, east) = ("in:europe-west1-locations", "in:europe-west3-locations");
    let one = (Some(0), "set allowed = {gcp/europe-west1}; require s.region in allowed".to_owned());
    assert_eq!(google(json!([values(&[west, east], &[east])])), one);
    let (code, policy) = google(json!([values(&["in:eu-locations"], &[]), values(&[], &[east])]));
    assert_eq!(code, Some(0), "{policy}");
    assert!(
        policy.contains("set denied = {gcp/europe-west3}") && policy.contains("and not (s.region in denied)"),
        "{policy}"
    );
    let (_, union) = google(json!([values(&["us-east1", "europe-west1"], &["in:eu-locations"])]));
    assert!(union.contains("set denied_places = EU") && union.contains("and not (s in denied_places)"), "{union}");
    let mut tagged = values(&[west], &[]);
    tagged["condition"] = json!({ "expression": "resource.matchTag(\"a\", \"b\")" });
    assert_eq!(google(json!([values(&[west, east], &[]), tagged])), one);
    for refused in [
        json!([values(&[west], &["in:us-locations"])]),
        json!([values(&[], &[east])]),
        json!([values(&[west], &[]), { "denyAll": true }]),
    ] {
        assert_eq!(google(refused.clone()).0, Some(2), "{refused}");
    }

    let rule =
        |effect: &str| json!({ "if": { "field": "location", "notIn": ["westeurope"] }, "then": { "effect": effect } });
    assert_eq!(guardrail(&json!({ "policyRule": rule("Deny") })).0, Some(0));
    for effect in ["audit", "disabled", "[parameters('effect')]"] {
        let (code, said) = guardrail(&json!({ "policyRule": rule(effect) }));
        assert!(code == Some(2) && said.contains("it does not deny other locations"), "{effect}: {said}");
    }
    let given = |effect: &str, mode: &str| {
        let parameters =
            json!({ "effect": { "value": effect }, "listOfAllowedLocations": { "value": ["westeurope"] } });
        guardrail(&json!({ "properties": { "parameters": parameters, "enforcementMode": mode } })).0
    };
    assert_eq!(
        [given("Deny", "Default"), given("Audit", "Default"), given("Deny", "DoNotEnforce")],
        [Some(0), Some(2), Some(2)]
    );
}

#[test]
fn a_mechanism_that_may_be_a_tool_is_not_called_none() {
    let table = "Vendor,Location,Transfer mechanism\nAcme,US,SCCs (2010)\nBeta,US,EU-US DPF\n";
    let said = run_with(&["read", "-", "--format", "table"], table);
    let told =
        |line: usize| said.errors.lines().find(|told| told.starts_with(&format!("<stdin>:{line}:"))).unwrap_or("");
    assert!(told(2).contains("it may be a tool of Article 46"), "{}", said.errors);
    assert!(told(3).contains("it is no tool of Article 46"), "{}", said.errors);
}

#[test]
fn words_of_a_privacy_officer_get_the_word_that_is_meant() {
    let flow = json!({ "as_of": "2026-03-01", "data": ["email", "payroll"], "purpose": ["payroll"], "exporter": { "country": "FR" },
        "storage": [{ "country": "FR" }], "transfers": [{ "to": "US", "tool": "dpf", "recipient": { "country": "US" } }] });
    let said = run_with(&["check", "gdpr_transfers", "-"], &flow.to_string()).fails(2);
    for (path, help) in [
        ("data[0]", "did you mean \"contact\"?"),
        ("data[1]", "write \"employment\" and \"financial\""),
        ("purpose[0]", "did you mean \"human_resources\"?"),
        ("exporter.country", "did you mean `seat`?"),
        ("storage[0].country", "did you mean `place`?"),
        ("transfers[0].recipient.country", "did you mean `seat`?"),
        ("transfers[0].tool", "state \"listed\": [\"dpf\"] of the recipient"),
    ] {
        let (_, after) = said.split_once(&format!(" {path}: ")).unwrap_or_default();
        assert!(after.lines().nth(1).is_some_and(|line| line.contains(help)), "{path}: {said}");
    }
}
