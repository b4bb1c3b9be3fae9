//! `lexloci read` of files that say what is allowed: guardrails as policies, and rules in a description that are no facts.

use super::command::{Folder, run, run_with};
use serde_json::Value;

/// Returns a service control policy of statements that deny what is requested outside of one region, each with a part of its own.
fn scp(parts: &[&str]) -> String {
    let statement = |part: &&str| {
        format!(
            "{{\"Sid\": \"Regions\", \"Effect\": \"Deny\", {part}, \"Condition\": {{\"StringNotEquals\": {{\"aws:RequestedRegion\": [\"eu-central-1\"]}}}}}}"
        )
    };
    let statements: Vec<String> = parts.iter().map(statement).collect();
    format!("{{\"Version\": \"2012-10-17\", \"Statement\": [\n{}\n]}}", statements.join(",\n"))
}

const WHOLE: &str = "\"Action\": \"*\", \"Resource\": \"*\"";
const GLOBAL: &str =
    "\"NotAction\": [\"iam:*\", \"route53:*\", \"ec2:DescribeRegions\", \"s3:ListAllMyBuckets\"], \"Resource\": \"*\"";

/// A guardrail on one action says nothing of where other data rest.
#[test]
fn a_guardrail_on_a_part_of_a_cloud_makes_no_policy_on_all_of_it() {
    let read = |text: &str| run_with(&["read", "-", "--format", "guardrail"], text);
    for (part, what) in [
        ("\"Action\": [\"ec2:RunInstances\"], \"Resource\": \"*\"", "the actions ec2:RunInstances alone"),
        ("\"Action\": [\"s3:*\", \"rds:*\"], \"Resource\": \"*\"", "the actions s3:*, rds:* alone"),
        ("\"Action\": \"*\", \"Resource\": \"arn:aws:s3:::logs/*\"", "the resources arn:aws:s3:::logs/* alone"),
        ("\"NotAction\": [\"iam:*\", \"s3:*\", \"lambda:*\"], \"Resource\": \"*\"", "all but s3:*, lambda:*"),
        ("\"NotAction\": \"*\", \"Resource\": \"*\"", "all but *"),
    ] {
        let said = read(&scp(&[part])).fails(2);
        assert!(
            said.contains("L0005") && said.contains(what) && said.contains("the statement Regions"),
            "{part}: {said}"
        );
        // Beside one on all of the cloud it adds nothing, and is told.
        let both = read(&scp(&[WHOLE, part]));
        assert_eq!(both.code, Some(0), "{part}: {}", both.errors);
        assert!(both.output.contains("set allowed = {aws/eu-central-1}"), "{part}: {}", both.output);
        assert!(both.errors.contains(":3: not read: the statement Regions, which is about"), "{part}: {}", both.errors);
    }
    for part in [WHOLE, GLOBAL] {
        assert!(read(&scp(&[part])).output.contains("set allowed = {aws/eu-central-1}"), "{part}");
    }
    let azure = |condition: &str| {
        format!(
            "{{\"properties\": {{\"policyRule\": {{\"if\": {{\"allOf\": [{condition}, {{\"field\": \"location\", \"notIn\": [\"westeurope\"]}}]}}, \"then\": {{\"effect\": \"deny\"}}}}}}}}"
        )
    };
    let said = read(&azure("{\"field\": \"type\", \"equals\": \"Microsoft.Compute/virtualMachines\"}")).fails(2);
    assert!(said.contains("the resources with one type alone"), "{said}");
    let said = read(&azure("{\"field\": \"type\", \"notEquals\": \"Microsoft.AzureActiveDirectory/b2cDirectories\"}"));
    assert!(said.output.contains("{azure/westeurope}"), "{}", said.errors);
}

#[test]
fn a_reason_for_a_refusal_is_the_one_of_the_file() {
    let read = |text: &str| run_with(&["read", "-", "--format", "guardrail"], text).fails(2);
    let definition = "{\"properties\": {\"policyRule\": {\"if\": {\"field\": \"location\", \"notIn\": \"[parameters('allowed')]\"}, \"then\": {\"effect\": \"deny\"}}}}";
    assert!(read(definition).contains("read the assignment"), "{}", read(definition));
    let conditional = "{\"name\": \"organizations/1/policies/gcp.resourceLocations\", \"spec\": {\"rules\": [{\"values\": {\"allowedValues\": [\"in:eu-locations\"]}, \
        \"condition\": {\"expression\": \"resource.matchTag('x', 'y')\"}}]}}";
    assert!(read(conditional).contains("where a condition holds and nowhere else"), "{}", read(conditional));
}

/// `gcloud org-policies describe` prints YAML.
#[test]
fn a_guardrail_in_yaml_is_read_with_its_lines() {
    let folder = Folder::new("rules-yaml");
    let text = "name: organizations/1/policies/gcp.resourceLocations\nspec:\n  rules:\n  - values:\n      allowedValues:\n      - in:europe-west9-locations\n      - in:moonbase-locations\n";
    let said = run(&["read", &folder.file("policy.yaml", text)]);
    assert!(said.output.contains("set allowed = {gcp/europe-west9}"), "{} {}", said.output, said.errors);
    assert!(said.errors.contains("policy.yaml:7: not read: the location \"in:moonbase-locations\""), "{}", said.errors);
}

/// A description in the Data Privacy Vocabulary may hold what is permitted, prohibited and owed.
#[test]
fn what_stands_in_a_rule_is_no_fact_of_the_flow() {
    let path = format!("{}/tests/read/dpv/rules.ttl", env!("CARGO_MANIFEST_DIR"));
    let said = run(&["read", &path, "--origins"]);
    let value: Value = serde_json::from_str(&said.output).expect("JSON");
    let flow = &value["flow"];
    assert_eq!(flow["purpose"], serde_json::json!(["service"]), "{}", said.errors);
    let transfers = flow["transfers"]["items"].as_array().expect("a list");
    let names: Vec<_> = transfers.iter().map(|one| &one["recipient"]["name"]).collect();
    assert_eq!(names, ["Host AG"], "{}", said.output);
    assert!(!flow.to_string().contains("CN"), "{flow}");
    for rule in ["dpv:Prohibition: what", "dpv:Permission: what", "rules.ttl:19: not read: a rule: what"] {
        assert!(said.errors.contains(rule), "{rule}: {}", said.errors);
    }
}
