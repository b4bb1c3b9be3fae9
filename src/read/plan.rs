//! Plans and states of Terraform and OpenTofu: `show -json`, and `.tfstate` as it is kept.

use super::draft::Draft;
use super::json::{Pointers, get, items, parsed, text};
use super::resource::{self, Attribute, Resource, Value};
use super::{Fault, Origin};
use crate::flow::json::Json;
use std::collections::BTreeMap;

/// The deepest nesting of modules.
const MOST_MODULES: usize = 32;

/// A plan or state, and the lines of its values.
struct Plan<'a> {
    name: &'a str,
    json: &'a Json,
    lines: Pointers,
    /// The values of each resource that a plan does not know yet, by its address.
    unknown: BTreeMap<&'a str, (String, &'a Json)>,
}

/// The values of a resource, where they stand, and the resource of the configuration that they are of.
#[derive(Clone, Copy)]
struct Values<'a> {
    pointer: &'a str,
    json: &'a Json,
    configured: Option<&'a Json>,
}

/// Reads a plan or state into a draft.
pub(super) fn read(name: &str, source: &str, draft: &mut Draft) -> Result<(), Fault> {
    let json = parsed(name, source)?;
    let unknown = |(index, change)| {
        let unknown = get(get(change, "change")?, "after_unknown")?;
        Some((text(change, "address")?, (format!("/resource_changes/{index}/change/after_unknown"), unknown)))
    };
    let unknown = items(&json, "resource_changes").iter().enumerate().filter_map(unknown).collect();
    let plan = Plan { name, json: &json, lines: Pointers::of(source), unknown };
    plan.whole(draft);
    // A plan says what will be, a state what is.
    let root = [["planned_values", "root_module"], ["values", "root_module"]]
        .into_iter()
        .find_map(|[values, root]| get(get(&json, values)?, root).map(|module| (format!("/{values}/{root}"), module)));
    if let Some((pointer, module)) = root {
        let configured = get(&json, "configuration").and_then(|configuration| get(configuration, "root_module"));
        plan.module(draft, &pointer, module, (configured, "", 0));
        return Ok(());
    }
    if get(&json, "resources").is_some() && get(&json, "terraform_version").is_some() {
        plan.state(draft);
        return Ok(());
    }
    let is_old = matches!(get(&json, "version"), Some(Json::Number(version)) if *version < 4.0)
        && get(&json, "modules").is_some();
    let message = match is_old {
        true => {
            "this is a state of Terraform before version 0.12, which keeps its resources otherwise: give the output of `terraform show -json`"
        }
        false => "this is no plan or state of Terraform: it has no planned_values, values or resources",
    };
    let message = message.to_owned();
    Err(Fault::of(name, "L0005", message))
}

impl Plan<'_> {
    fn at(&self, pointer: &str) -> Origin {
        Origin { file: self.name.to_owned(), line: self.lines.line(pointer), spot: String::new() }
    }

    /// Tells of what is not read, and keeps the lists open.
    fn tell(&self, draft: &mut Draft, pointer: &str, what: &str) {
        draft.unread(self.at(pointer), what.to_owned());
        draft.open(what.to_owned());
    }

    /// Tells of a key under which a list is expected and something else stands.
    fn list(&self, draft: &mut Draft, pointer: &str, json: &Json, key: &str) {
        if get(json, key).is_some_and(|other| !matches!(other, Json::Array(_) | Json::Null)) {
            self.tell(draft, &format!("{pointer}/{key}"), &format!("`{key}`, which is no list"));
        }
    }

    /// Keeps the lists open where a plan says that it is not the whole.
    fn whole(&self, draft: &mut Draft) {
        for (key, part) in [("complete", Json::Bool(false)), ("errored", Json::Bool(true))] {
            if get(self.json, key) == Some(&part) {
                self.tell(draft, &format!("/{key}"), "the plan says that more changes are to come");
            }
        }
        if !items(self.json, "deferred_changes").is_empty() {
            self.tell(draft, "/deferred_changes", "changes that the plan defers");
        }
    }

    /// Reads a module and those in it. `within` has its configuration, its address and its depth.
    fn module(&self, draft: &mut Draft, pointer: &str, module: &Json, within: (Option<&Json>, &str, usize)) {
        let (configuration, own, depth) = within;
        for key in ["resources", "child_modules"] {
            self.list(draft, pointer, module, key);
        }
        for (index, json) in items(module, "resources").iter().enumerate() {
            let pointer = format!("{pointer}/resources/{index}");
            if text(json, "mode") == Some("data") {
                continue;
            }
            let (Some(kind), Some(address)) = (text(json, "type"), text(json, "address")) else {
                self.tell(draft, &pointer, "a resource without a type or an address");
                continue;
            };
            let is_same = |other: &&Json| {
                text(other, "type") == Some(kind)
                    && text(other, "name") == text(json, "name")
                    && text(other, "mode") != Some("data")
            };
            let configured = configuration.and_then(|module| items(module, "resources").iter().find(is_same));
            let values = get(json, "values").unwrap_or(&Json::Null);
            let values = Values { pointer: &format!("{pointer}/values"), json: values, configured };
            self.resource(draft, (kind, address), &pointer, values);
        }
        for (index, child) in items(module, "child_modules").iter().enumerate() {
            let pointer = format!("{pointer}/child_modules/{index}");
            if depth == MOST_MODULES {
                self.tell(draft, &pointer, "a module that is nested too deeply");
                continue;
            }
            let address = text(child, "address").unwrap_or("");
            let configured = configuration.and_then(|module| called(module, own, address));
            self.module(draft, &pointer, child, (configured, address, depth + 1));
        }
    }

    /// Reads a `.tfstate` file: resources with instances.
    fn state(&self, draft: &mut Draft) {
        self.list(draft, "", self.json, "resources");
        for (index, json) in items(self.json, "resources").iter().enumerate() {
            if text(json, "mode") == Some("data") {
                continue;
            }
            let (Some(kind), Some(name)) = (text(json, "type"), text(json, "name")) else {
                self.tell(draft, &format!("/resources/{index}"), "a resource without a type or a name");
                continue;
            };
            self.list(draft, &format!("/resources/{index}"), json, "instances");
            for (instance, json) in items(json, "instances").iter().enumerate() {
                let pointer = format!("/resources/{index}/instances/{instance}");
                let values = get(json, "attributes").unwrap_or(&Json::Null);
                let values = Values { pointer: &format!("{pointer}/attributes"), json: values, configured: None };
                self.resource(draft, (kind, &format!("{kind}.{name}")), &pointer, values);
            }
        }
    }

    fn resource(&self, draft: &mut Draft, (kind, address): (&str, &str), pointer: &str, values: Values<'_>) {
        let expressions = values.configured.and_then(|configured| get(configured, "expressions"));
        let attributes = |name: &str| {
            let references =
                expressions.and_then(|all| get(all, name)).is_some_and(|one| !items(one, "references").is_empty());
            // An attribute that the configuration sets and that has no value yet is known when the plan is applied.
            match get(values.json, name) {
                None if references => vec![self.later(name, pointer)],
                _ => self.attributes(values.pointer, values.json, name),
            }
        };
        let resource = Resource {
            kind,
            address: address.to_owned(),
            at: self.at(pointer),
            own: self.arn_place(values),
            has_defaults: true,
            provider: &|name| self.provider_place(kind, values.configured, name),
            attributes: &attributes,
            pending: &|name| {
                let (pointer, unknown) = self.unknown.get(address)?;
                is_unknown(unknown, name).then(|| self.later(name, pointer))
            },
        };
        resource::add(draft, &resource);
    }

    /// Returns an attribute whose value the plan does not know.
    fn later(&self, name: &str, pointer: &str) -> Attribute {
        Attribute {
            value: Value::Unknown(format!("{name}, which is known after the plan is applied")),
            at: self.at(pointer),
        }
    }

    /// Returns every value of an attribute. A block is an array of objects; one that is not enabled says nothing.
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
                blocks.flat_map(|(index, block)| self.block(&format!("{pointer}/{index}"), block, inner)).collect()
            }
            (Some(inner), block) => self.block(&pointer, block, inner),
            (None, value) => self.values(&pointer, value),
        }
    }

    /// Returns every value of an attribute in a block, and an unknown one where the block leaves it out.
    fn block(&self, pointer: &str, block: &Json, name: &str) -> Vec<Attribute> {
        if !matches!(block, Json::Object(_)) || get(block, "enabled") == Some(&Json::Bool(false)) {
            return vec![];
        }
        let found = self.attributes(pointer, block, name);
        if found.is_empty() && !name.contains('.') {
            return vec![Attribute {
                value: Value::Unknown(format!("{name}, which is left out")),
                at: self.at(pointer),
            }];
        }
        found
    }

    fn values(&self, pointer: &str, value: &Json) -> Vec<Attribute> {
        let one = |value| vec![Attribute { value, at: self.at(pointer) }];
        match value {
            Json::Text(text) if !text.is_empty() => one(Value::Text(text.clone())),
            Json::Bool(yes) => one(Value::Bool(*yes)),
            Json::Array(list) => {
                let list = list.iter().enumerate();
                list.flat_map(|(index, value)| self.values(&format!("{pointer}/{index}"), value)).collect()
            }
            _ => vec![],
        }
    }

    /// Returns an attribute of the configuration of the provider that a resource has, where the plan states a constant or a
    /// variable.
    fn provider_place(&self, kind: &str, configured: Option<&Json>, name: &str) -> Option<Attribute> {
        let cloud = resource::cloud_of(kind)?;
        let Json::Object(all) = get(get(self.json, "configuration")?, "provider_config")? else { return None };
        let key = match configured {
            Some(configured) => text(configured, "provider_config_key")?,
            // A resource that is not in the configuration has the only provider that there is.
            None => {
                let mut own = all
                    .iter()
                    .filter(|(key, provider)| text(provider, "name").unwrap_or(key).starts_with(cloud.provider));
                own.next().filter(|(key, _)| key == cloud.provider && own.next().is_none())?.0.as_str()
            }
        };
        let (_, provider) = all.iter().find(|(other, _)| other == key)?;
        let expression = get(get(provider, "expressions")?, name)?;
        if let Some(constant) = text(expression, "constant_value") {
            let pointer = format!("/configuration/provider_config/{key}/expressions/{name}/constant_value");
            return Some(Attribute { value: Value::Text(constant.to_owned()), at: self.at(&pointer) });
        }
        let [Json::Text(reference)] = items(expression, "references") else { return None };
        // The variables of a module are not those of the plan.
        let variable = reference.strip_prefix("var.").filter(|_| get(provider, "module_address").is_none())?;
        let value = text(get(get(self.json, "variables")?, variable)?, "value")?;
        let at = self.at(&format!("/variables/{variable}/value"));
        Some(Attribute { value: Value::Text(value.to_owned()), at })
    }

    /// Returns the region in the name that AWS gave a resource: `arn:aws:rds:eu-west-3:…`.
    fn arn_place(&self, values: Values<'_>) -> Option<Attribute> {
        let region = text(values.json, "arn")?.split(':').nth(3).filter(|region| !region.is_empty())?;
        Some(Attribute { value: Value::Text(region.to_owned()), at: self.at(&format!("{}/arn", values.pointer)) })
    }
}

/// Returns the configuration of the module that stands at an address: `module.logs["a"]`, below that of its parent.
fn called<'j>(module: &'j Json, parent: &str, address: &str) -> Option<&'j Json> {
    let own = address.strip_prefix(parent)?.trim_start_matches('.').strip_prefix("module.")?;
    let name = own.split('[').next()?;
    get(get(get(module, "module_calls")?, name)?, "module")
}

/// Returns whether the value of an attribute, or the whole block around it, is not known yet.
fn is_unknown(unknown: &Json, name: &str) -> bool {
    match (unknown, name.split_once('.')) {
        (Json::Bool(yes), _) => *yes,
        (Json::Array(all), _) => all.iter().any(|one| is_unknown(one, name)),
        (Json::Object(_), Some((first, rest))) => get(unknown, first).is_some_and(|inner| is_unknown(inner, rest)),
        (Json::Object(_), None) => name.is_empty() || get(unknown, name).is_some_and(|inner| is_unknown(inner, "")),
        _ => false,
    }
}
