//! Files of another kind, told by keys that no flow has, so that one error names the kind.

use super::node::Keys;
use super::read::Reader;

/// A key that a kind of file has, and what that kind is.
const KINDS: &[(&str, &str)] = &[
    ("planned_values", "a Terraform plan"),
    ("resource_changes", "a Terraform plan"),
    ("terraform_version", "a Terraform state"),
    ("@context", "a JSON-LD document, such as a Gaia-X credential"),
    ("@graph", "a JSON-LD document"),
    ("privacy_declarations", "a Fides data map"),
    ("fides_key", "a Fides data map"),
    ("system", "a Fides data map"),
    ("thirdCountryTransfers", "a TILT document"),
    ("Statement", "an AWS policy"),
    ("AWSTemplateFormatVersion", "an AWS CloudFormation template"),
    ("apiVersion", "a Kubernetes resource"),
    ("bomFormat", "a CycloneDX bill of materials"),
    ("openapi", "an OpenAPI description"),
];

impl Reader<'_> {
    /// Refuses an object that is a file of another kind. One that states the day to judge is a flow with a key too many.
    pub(super) fn is_foreign(&mut self, keys: Keys<'_>) -> bool {
        if keys.has("as_of") {
            return false;
        }
        let kind = KINDS.iter().find(|(key, _)| keys.has(key));
        if let Some((key, kind)) = kind {
            let help = "a flow states the facts of one data set, such as {\"as_of\": \"2026-03-01\", \"data\": [\"contact\"], \"storage\": [\"aws/eu-west-3\"]}";
            self.error("L0501", key, format!("this looks like {kind}, not like a flow"), help);
        }
        kind.is_some()
    }
}
