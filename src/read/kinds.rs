//! The kind of a file, by its name and what is in it.

use super::json::{get, items, text};
use super::{Fault, Format, Source, fides, inventory, yaml};
use crate::flow::json::Json;
use crate::input;

/// Tells the kind of a file from its name, and of JSON and YAML from what is in it.
#[must_use]
pub fn guess(source: &Source) -> Option<Format> {
    match source.extension().as_str() {
        "tf" | "tofu" | "tfvars" | "tfstate" => Some(Format::Terraform),
        "csv" | "tsv" | "xlsx" | "xlsm" | "ods" | "md" | "markdown" => Some(Format::Table),
        "json" => of_json(source),
        "ndjson" | "jsonl" => of_lines(&source.text().ok()?),
        "jwt" => Some(Format::Credential),
        "txt" => Some(Format::Sentence),
        "ttl" | "jsonld" => {
            let text = source.text().ok()?;
            let is_credential = || input::json(&text).is_ok_and(|json| is_credential(&json, &text));
            Some(match is_of_odrl(&text) {
                _ if source.extension() == "jsonld" && is_credential() => Format::Credential,
                true => Format::Odrl,
                false => Format::Dpv,
            })
        }
        "yml" | "yaml" => {
            if fides::is_manifest(source) {
                return Some(Format::Fides);
            }
            let (json, _) = yaml::parsed(&source.name, &source.text().ok()?).ok()?;
            is_guardrail(&json).then_some(Format::Guardrail)
        }
        _ => None,
    }
}

fn of_json(source: &Source) -> Option<Format> {
    let text = source.text().ok()?;
    let Ok(json) = input::json(&text) else { return of_lines(&text) };
    let is = |key: &str| get(&json, key).is_some();
    let has_context = is("@context");
    Some(match &json {
        _ if is("planned_values") || is("terraform_version") => Format::Terraform,
        _ if is("verifiableCredential") || is("credentialSubject") => Format::Credential,
        _ if has_context && is_of_odrl(&text) => Format::Odrl,
        _ if has_context && (text.contains("w3id.org/dpv") || text.contains("w3.org/ns/dpv")) => Format::Dpv,
        _ if has_context && is_credential(&json, &text) => Format::Credential,
        _ if fides::is_manifest(source) => Format::Fides,
        _ if is_guardrail(&json) => Format::Guardrail,
        Json::Array(all) if all.first().is_some_and(inventory::is_entry) => Format::Inventory,
        json if inventory::is_page(json) => Format::Inventory,
        _ => return None,
    })
}

/// Tells the kind of a text with a JSON value on each line.
fn of_lines(content: &str) -> Option<Format> {
    let first = content.lines().find(|line| !line.trim().is_empty())?;
    input::json(first).is_ok_and(|json| inventory::is_entry(&json)).then_some(Format::Inventory)
}

/// Returns whether a text in RDF has rules of ODRL.
fn is_of_odrl(text: &str) -> bool {
    text.contains("odrl") && ["permission", "prohibition", "obligation"].iter().any(|word| text.contains(word))
}

/// Returns whether JSON-LD is a credential, a presentation, or claims in terms of Gaia-X.
fn is_credential(json: &Json, content: &str) -> bool {
    let is = |key: &str| get(json, key).is_some();
    is("verifiableCredential")
        || is("credentialSubject")
        || content.contains("gaia-x.eu")
        || content.contains("w3id.org/gaia-x")
}

/// Returns whether a value is a guardrail of AWS, Azure or Google Cloud.
fn is_guardrail(json: &Json) -> bool {
    let body = get(json, "properties").unwrap_or(json);
    let statement = match get(json, "Statement") {
        Some(Json::Array(all)) => all.first(),
        other => other,
    };
    let parameter = |name: &str| get(body, "parameters").is_some_and(|all| get(all, name).is_some());
    let constraint = text(json, "constraint").or_else(|| text(json, "name")).unwrap_or("");
    statement.is_some_and(|one| text(one, "Effect").is_some())
        || get(body, "policyRule").is_some()
        || parameter("listOfAllowedLocations")
        || constraint.ends_with("gcp.resourceLocations")
}

/// The formats of `--format` as a message lists them.
const FORMATS: &str = "terraform, table, inventory, credential, fides, dpv, guardrail, odrl or sentence";

/// Returns why the kind of a file is not known: what it is, where that is plain, and what to do instead.
pub(super) fn unknown(source: &Source) -> Fault {
    let fault = |message: String| Fault::of(&source.name, "L0005", message);
    let content = match source.text() {
        Ok(content) => content,
        Err(fault) => return fault,
    };
    if let Some(what) = of_markup(&content) {
        return fault(what.to_owned());
    }
    let parsed = match source.extension().as_str() {
        "json" => super::json::parsed(&source.name, &content),
        "yml" | "yaml" => yaml::parsed(&source.name, &content).map(|(json, _)| json),
        _ if content.trim_start().starts_with(['{', '[']) => super::json::parsed(&source.name, &content),
        _ => return fault(format!("the name of this file does not tell its kind: say it with --format, as {FORMATS}")),
    };
    let json = match parsed {
        Ok(json) => json,
        Err(fault) => return fault,
    };
    fault(match deployed(&json) {
        Some(what) => what.to_owned(),
        None => format!(
            "this file is none of the kinds that are told from their contents: say its kind with --format, as {FORMATS}"
        ),
    })
}

/// Returns what to say of a page of HTML.
pub(super) fn of_markup(content: &str) -> Option<&'static str> {
    let start: String = content.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
    let is_page =
        ["<!doctype html", "<html", "<head", "<body", "<table", "<?xml"].iter().any(|tag| start.starts_with(tag));
    is_page
        .then_some("this is a page of HTML or XML, which is not read: save its table as CSV or Markdown, and read that")
}

/// Returns what to say of a file that describes what is deployed, and not where.
fn deployed(json: &Json) -> Option<&'static str> {
    let is = |key: &str| get(json, key).is_some();
    let any = |key: &str, fits: &dyn Fn(&Json) -> bool| match get(json, key) {
        Some(Json::Object(all)) => all.iter().any(|(_, one)| fits(one)),
        _ => false,
    };
    let is_of_aws = |one: &Json| text(one, "Type").is_some_and(|kind| kind.starts_with("AWS::"));
    if is("AWSTemplateFormatVersion") || any("Resources", &is_of_aws) {
        return Some(
            "this is a template of CloudFormation, which is not read: it does not say in which region it is deployed. Deploy it, and give the inventory of AWS Config with --format inventory",
        );
    }
    if any("services", &|one| get(one, "image").is_some() || get(one, "build").is_some()) {
        return Some(
            "this is a file of Docker Compose, which is not read: it does not say where its services run. Write a flow with the place of each, or read the configuration of what it runs on",
        );
    }
    if is("apiVersion") && is("kind") {
        return Some(
            "this is a manifest of Kubernetes, which is not read: it does not say where its cluster is. Read the configuration or the inventory of the cluster",
        );
    }
    if text(json, "$schema").is_some_and(|schema| schema.contains("deploymentTemplate")) {
        return Some(
            "this is a template of Azure Resource Manager, which is not read: deploy it, and give the inventory of Azure Resource Graph with --format inventory",
        );
    }
    let is_flow =
        ["as_of", "data", "storage", "transfers", "exporter", "purpose"].iter().filter(|key| is(key)).count() > 1;
    if is_flow {
        return Some("this is a flow already: give it to `lexloci check` as it is, without --from");
    }
    let is_described = |list: &str| items(json, list).iter().any(|one| matches!(one, Json::Object(_)));
    if ["Reservations", "Volumes", "DBInstances", "Buckets", "resourceIdentifiers"]
        .iter()
        .any(|list| is_described(list))
    {
        return Some(
            "this is what `aws … describe` or `list` prints, which is not read: give an inventory of AWS Config or of AWS Resource Explorer",
        );
    }
    None
}
