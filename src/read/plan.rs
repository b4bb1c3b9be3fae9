//! Plans and states of Terraform and OpenTofu: `show -json`, and `.tfstate` as it is kept.

use super::draft::Draft;
use super::json::{Pointers, get, items, parsed, text};
use super::resource::{self, Attribute, Resource, Value};
use super::{Fault, Origin};
use crate::flow::json::Json;

/// The deepest nesting of modules.
const MOST_MODULES: usize = 32;

/// A plan or state, and the lines of its values.
struct Plan<'a> {
    name: &'a str,
    json: &'a Json,
    lines: Pointers,
}

/// Reads a plan or state into a draft.
pub(super) fn read(name: &str, source: &str, draft: &mut Draft) -> Result<(), Fault> {
    let json = parsed(name, source)?;
    let plan = Plan { name, json: &json, lines: Pointers::of(source) };
    // A plan says what will be, a state what is.
    let root = [["planned_values", "root_module"], ["values", "root_module"]]
        .into_iter()
        .find_map(|[values, root]| get(get(&json, values)?, root).map(|module| (format!("/{values}/{root}"), module)));
    if let Some((pointer, module)) = root {
        plan.module(draft, &pointer, module, 0);
        return Ok(());
    }
    if get(&json, "resources").is_some() && get(&json, "terraform_version").is_some() {
        plan.state(draft);
        return Ok(());
    }
    let message = "this is no plan or state of Terraform: it has no planned_values, values or resources".to_owned();
    Err(Fault::of(name, "L0005", message))
}

impl Plan<'_> {
    fn at(&self, pointer: &str) -> Origin {
        Origin { file: self.name.to_owned(), line: self.lines.line(pointer), spot: String::new() }
    }

    fn module(&self, draft: &mut Draft, pointer: &str, module: &Json, depth: usize) {
        for (index, json) in items(module, "resources").iter().enumerate() {
            if text(json, "mode") != Some("data") {
                let (Some(kind), Some(address)) = (text(json, "type"), text(json, "address")) else { continue };
                let pointer = format!("{pointer}/resources/{index}");
                let values = get(json, "values").unwrap_or(&Json::Null);
                self.resource(draft, kind, address, &pointer, (&format!("{pointer}/values"), values));
            }
        }
        for (index, child) in items(module, "child_modules").iter().enumerate().filter(|_| depth < MOST_MODULES) {
            self.module(draft, &format!("{pointer}/child_modules/{index}"), child, depth + 1);
        }
    }

    /// Reads a `.tfstate` file: resources with instances.
    fn state(&self, draft: &mut Draft) {
        for (index, json) in items(self.json, "resources").iter().enumerate() {
            let (Some(kind), Some(name)) = (text(json, "type"), text(json, "name")) else { continue };
            if text(json, "mode") == Some("data") {
                continue;
            }
            for (instance, json) in items(json, "instances").iter().enumerate() {
                let pointer = format!("/resources/{index}/instances/{instance}");
                let values = get(json, "attributes").unwrap_or(&Json::Null);
                let address = format!("{kind}.{name}");
                self.resource(draft, kind, &address, &pointer, (&format!("{pointer}/attributes"), values));
            }
        }
    }

    fn resource(&self, draft: &mut Draft, kind: &str, address: &str, pointer: &str, values: (&str, &Json)) {
        let attributes = |name: &str| self.attributes(values.0, values.1, name);
        let resource = Resource {
            kind,
            address: address.to_owned(),
            at: self.at(pointer),
            place: self.provider_place(kind).or_else(|| self.arn_place(values)),
            attributes: &attributes,
        };
        resource::add(draft, &resource);
    }

    /// Returns every value of an attribute. A block is an array of objects.
    fn attributes(&self, pointer: &str, json: &Json, name: &str) -> Vec<Attribute> {
        let (first, inner) = match name.split_once('.') {
            Some((first, inner)) => (first, Some(inner)),
            None => (name, None),
        };
        let Some(value) = get(json, first) else { return vec![] };
        let pointer = format!("{pointer}/{first}");
        match (inner, value) {
            (Some(inner), Json::Array(blocks)) => {
                let blocks = blocks.iter().enumerate();
                blocks.flat_map(|(index, block)| self.attributes(&format!("{pointer}/{index}"), block, inner)).collect()
            }
            (Some(inner), block) => self.attributes(&pointer, block, inner),
            (None, Json::Text(text)) => vec![Attribute { value: Value::Text(text.clone()), at: self.at(&pointer) }],
            (None, Json::Bool(yes)) => vec![Attribute { value: Value::Bool(*yes), at: self.at(&pointer) }],
            _ => vec![],
        }
    }

    /// Returns where the configuration of the provider says that it works, where the plan states a constant or a variable.
    fn provider_place(&self, kind: &str) -> Option<Attribute> {
        let cloud = resource::cloud_of(kind)?;
        let configured = get(get(get(self.json, "configuration")?, "provider_config")?, cloud.provider)?;
        let expressions = get(configured, "expressions")?;
        cloud.place.split(' ').find_map(|name| {
            let pointer = format!("/configuration/provider_config/{}/expressions/{name}", cloud.provider);
            let expression = get(expressions, name)?;
            if let Some(constant) = text(expression, "constant_value") {
                let at = self.at(&format!("{pointer}/constant_value"));
                return Some(Attribute { value: Value::Text(constant.to_owned()), at });
            }
            let [Json::Text(reference)] = items(expression, "references") else { return None };
            let variable = reference.strip_prefix("var.")?;
            let value = text(get(get(self.json, "variables")?, variable)?, "value")?;
            let at = self.at(&format!("/variables/{variable}/value"));
            Some(Attribute { value: Value::Text(value.to_owned()), at })
        })
    }

    /// Returns the region in the name that AWS gave a resource: `arn:aws:rds:eu-west-3:…`.
    fn arn_place(&self, (pointer, values): (&str, &Json)) -> Option<Attribute> {
        let region = text(values, "arn")?.split(':').nth(3).filter(|region| !region.is_empty())?;
        Some(Attribute { value: Value::Text(region.to_owned()), at: self.at(&format!("{pointer}/arn")) })
    }
}
