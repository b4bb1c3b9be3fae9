//! Configurations of Terraform and OpenTofu: the files of one folder together. Those of two folders are two configurations, whose
//! resources may have the same addresses.
//!
//! Variables with a default, values of `.tfvars` files and locals are looked up; other expressions are told.

use super::draft::Draft;
use super::lines::Lines;
use super::resource::{self, Attribute, Resource, Value};
use super::{Fault, Origin};
use crate::atlas;
use hcl_edit::Span;
use hcl_edit::expr::{Expression, TraversalOperator};
use hcl_edit::structure::{Block, Body};
use std::collections::BTreeMap;

/// The longest chain of variables.
const MOST_STEPS: usize = 16;

/// A file of a configuration.
struct File {
    name: String,
    body: Body,
    lines: Lines,
}

impl File {
    /// Returns the folder of the file.
    fn folder(&self) -> &str {
        self.name.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
    }

    fn has_values(&self) -> bool {
        self.name.ends_with(".tfvars")
    }

    /// Returns whether what the file says stands above what others say of the same resource.
    fn is_override(&self) -> bool {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or("");
        let stem = name.split('.').next().unwrap_or("");
        stem == "override" || stem.ends_with("_override")
    }
}

/// Reads the files of configurations, each a name and its text, into a draft.
pub(super) fn read(texts: &[(&str, String)], draft: &mut Draft) -> Result<(), Fault> {
    let files = texts.iter().map(|(name, text)| parse(name, text)).collect::<Result<Vec<_>, _>>()?;
    let mut folders: Vec<&str> = vec![];
    for file in files.iter().filter(|file| !file.has_values()) {
        if !folders.contains(&file.folder()) {
            folders.push(file.folder());
        }
    }
    for folder in &folders {
        let is_own = |file: &&File| match file.has_values() {
            true => home(file, &folders) == Some(folder),
            false => file.folder() == *folder,
        };
        Config::new(files.iter().filter(is_own).collect()).read(draft)?;
    }
    for file in files.iter().filter(|file| file.has_values() && home(file, &folders).is_none()) {
        let what = "values of variables of another folder: read each configuration on its own, with its values";
        draft.unread(Origin { file: file.name.clone(), line: 1, spot: String::new() }, what.to_owned());
    }
    Ok(())
}

/// Returns the folder of the configuration to which a file of values belongs: the nearest above it, or the only one.
fn home<'f>(file: &File, folders: &[&'f str]) -> Option<&'f str> {
    let is_around = |folder: &str| {
        let rest = file.folder().strip_prefix(folder);
        rest.is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with(['/', '\\']))
    };
    let nearest = folders.iter().filter(|folder| is_around(folder)).max_by_key(|folder| folder.len());
    nearest.copied().or(match folders {
        [only] => Some(only),
        _ => None,
    })
}

fn parse(name: &str, text: &str) -> Result<File, Fault> {
    let body = hcl_edit::parser::parse_body(text).map_err(|error| {
        let at = error.location();
        let message = format!("line {}, column {}: {}", at.line(), at.column(), error.message());
        Fault::of(name, "L0004", message)
    })?;
    Ok(File { name: name.to_owned(), body, lines: Lines::of(text) })
}

/// An expression, and the file in which it stands.
type Set<'f> = (&'f File, &'f Expression);

/// The files of one configuration, and what they define.
struct Config<'f> {
    files: Vec<&'f File>,
    /// Variables and locals by `var.region` and `local.region`, with the file that sets each; none where two files differ.
    names: BTreeMap<String, Option<Set<'f>>>,
}

impl<'f> Config<'f> {
    fn new(files: Vec<&'f File>) -> Config<'f> {
        let (mut names, mut values) = (BTreeMap::new(), BTreeMap::new());
        for file in &files {
            let file = *file;
            for block in file.body.blocks().filter(|block| block.has_ident("variable")) {
                if let (Some(label), Some(default)) = (block.labels.first(), block.body.get_attribute("default")) {
                    put(&mut names, format!("var.{}", label.as_str()), (file, &default.value));
                }
            }
            for locals in file.body.blocks().filter(|block| block.has_ident("locals")) {
                for local in locals.body.attributes() {
                    put(&mut names, format!("local.{}", local.key.as_str()), (file, &local.value));
                }
            }
        }
        // Values stand above defaults.
        for file in files.iter().copied().filter(|file| file.has_values()) {
            for value in file.body.attributes() {
                put(&mut values, format!("var.{}", value.key.as_str()), (file, &value.value));
            }
        }
        names.extend(values);
        Config { files, names }
    }

    /// Returns every block of a kind with some labels.
    fn blocks(&self, ident: &'f str, labels: &[&str]) -> Vec<(&'f File, &'f Block)> {
        let all = self.files.iter().copied().flat_map(|file| file.body.blocks().map(move |block| (file, block)));
        all.filter(|(_, block)| block.has_ident(ident) && block.has_exact_labels(labels)).collect()
    }

    fn read(&self, draft: &mut Draft) -> Result<(), Fault> {
        for file in self.files.iter().copied() {
            for block in file.body.blocks() {
                match block.ident.as_str() {
                    "resource" => {
                        self.once(file, block)?;
                        self.resource(draft, file, block);
                    }
                    "module" => {
                        let name = block.labels.first().map_or("", |label| label.as_str());
                        let regions = self.regions(file, block);
                        let (named, why) = match regions.is_empty() {
                            true => (String::new(), String::new()),
                            false => (
                                format!("; its call names {}: state what it keeps there", regions.join(", ")),
                                format!(" in {}", regions.join(", ")),
                            ),
                        };
                        let what = format!("module.{name}: resources of a module are read from a plan{named}");
                        draft.unread(at(file, block), what);
                        draft.open(format!("module.{name} may have more resources{why}"));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Checks that no other file declares a resource too, besides those that override it.
    fn once(&self, file: &'f File, block: &'f Block) -> Result<(), Fault> {
        let [kind, name] = block.labels.as_slice() else { return Ok(()) };
        let blocks = self.blocks("resource", &[kind.as_str(), name.as_str()]);
        let mut others = blocks.iter().filter(|(other, _)| !other.is_override() && !std::ptr::eq(*other, file));
        let Some((other, own)) = others.next().filter(|_| !file.is_override()) else { return Ok(()) };
        let (kind, name) = (kind.as_str(), name.as_str());
        let (one, two) = (at(file, block).shown(), at(other, own).shown());
        let message = format!(
            "{kind}.{name} is declared twice, at {one} and {two}: the files of a folder are one configuration. Read each configuration on its own"
        );
        Err(Fault::of(&file.name, "L0005", message))
    }

    /// Returns the regions of clouds that the call of a module names: in its values, and by the providers that it hands over.
    fn regions(&self, file: &'f File, block: &'f Block) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for attribute in block.body.attributes() {
            texts.extend(self.values(file, &attribute.value, 0).into_iter().map(|one| match one.value {
                Value::Text(text) | Value::Unknown(text) => text,
                Value::Bool(_) => String::new(),
            }));
        }
        let handed = texts.join("\n");
        let has_providers = block.body.get_attribute("providers").is_some();
        let providers = self.files.iter().copied().flat_map(|file| file.body.blocks().map(move |block| (file, block)));
        for (file, provider) in providers.filter(|(_, block)| block.has_ident("provider")) {
            let alias = provider.body.get_attribute("alias").map(|alias| self.values(file, &alias.value, 0));
            let label = provider.labels.first().map_or("", |label| label.as_str());
            let is_word = |wanted: &str| {
                let is_sign = |sign: char| !sign.is_ascii_alphanumeric() && !"._-".contains(sign);
                handed.split(is_sign).any(|word| word == wanted)
            };
            // Without a provider that is handed over, a module has the default one.
            let is_handed = match alias.as_deref() {
                None => !has_providers,
                Some([Attribute { value: Value::Text(alias), .. }]) => is_word(&format!("{label}.{alias}")),
                Some(_) => false,
            };
            let region = provider.body.get_attribute("region").filter(|_| is_handed);
            texts.extend(region.into_iter().flat_map(|region| self.values(file, &region.value, 0)).filter_map(|one| {
                match one.value {
                    Value::Text(text) => Some(text),
                    _ => None,
                }
            }));
        }
        let mut found: Vec<String> = Vec::new();
        for line in texts.iter().flat_map(|text| text.lines()) {
            // A remark behind a value names other regions than the value.
            let line = line.split(" #").next().and_then(|line| line.split(" //").next()).unwrap_or("");
            for word in line.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-') {
                let is_id = word.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-') && word.len() > 3;
                let own = |region: &atlas::Region| region.id.split_once('/').is_some_and(|(_, own)| own == word);
                if is_id && !found.iter().any(|known| known == word) && atlas::regions().iter().any(own) {
                    found.push(word.to_owned());
                }
            }
        }
        found
    }

    fn resource(&self, draft: &mut Draft, file: &'f File, block: &'f Block) {
        let [kind, name] = block.labels.as_slice() else {
            draft.unread(at(file, block), "a resource without a type and a name".to_owned());
            return draft.open("a resource has no type and no name".to_owned());
        };
        let address = format!("{}.{}", kind.as_str(), name.as_str());
        // Files override each other: what they say of one resource is read together.
        let blocks = self.blocks("resource", &[kind.as_str(), name.as_str()]);
        if blocks.first().is_some_and(|(_, first)| !std::ptr::eq(*first, block)) {
            return;
        }
        if let Some(count) = block.body.get_attribute("count").map(|count| &count.value)
            && self.values(file, count, 0).iter().any(|one| one.value == Value::Text("0".to_owned()))
        {
            let what = format!("{address}: its count is 0");
            // A variable may have another value when the configuration is applied.
            if !matches!(count, Expression::Number(_)) {
                draft.open(what.clone());
            }
            return draft.unread(at(file, block), what);
        }
        let attributes =
            |name: &str| blocks.iter().flat_map(|(file, block)| self.attributes(file, &block.body, name)).collect();
        let resource = Resource {
            kind: kind.as_str(),
            address,
            at: at(file, block),
            own: None,
            has_defaults: true,
            provider: &|name| self.provider_place(kind.as_str(), &blocks, name),
            attributes: &attributes,
            pending: &|_| None,
        };
        resource::add(draft, &resource);
    }

    /// Returns every value of an attribute; `replica.region_name` is that of each block `replica`. How often a dynamic block is
    /// there, and with what, is not known, nor is what a block leaves out. One that is not enabled says nothing.
    fn attributes(&self, file: &'f File, body: &'f Body, name: &str) -> Vec<Attribute> {
        let Some((name, inner)) = name.split_once('.') else {
            return body.get_attribute(name).map_or(vec![], |found| self.values(file, &found.value, 0));
        };
        let unknown = |words: String, at: Origin| vec![Attribute { value: Value::Unknown(words), at }];
        let written = body.get_attribute(name).map_or(vec![], |found| self.values(file, &found.value, 0));
        let mut all: Vec<Attribute> =
            written.into_iter().flat_map(|one| unknown(format!("{name}, which is no block"), one.at)).collect();
        for block in body.blocks() {
            let is_dynamic =
                block.has_ident("dynamic") && block.labels.first().is_some_and(|label| label.as_str() == name);
            if is_dynamic {
                all.extend(unknown(format!("dynamic \"{name}\""), at(file, block)));
            }
            let is_off = |block: &Block| {
                block
                    .body
                    .get_attribute("enabled")
                    .is_some_and(|is| matches!(&is.value, Expression::Bool(yes) if !**yes))
            };
            if !block.has_ident(name) || is_off(block) {
                continue;
            }
            let found = self.attributes(file, &block.body, inner);
            if found.is_empty() && !inner.contains('.') {
                all.extend(unknown(format!("{inner}, which is left out"), at(file, block)));
            }
            all.extend(found);
        }
        all
    }

    /// Returns the expression that a variable, a local or an attribute of another resource stands for.
    fn named(&self, expression: &Expression) -> Option<(&'f File, &'f Expression)> {
        if let Some((root, Some(name))) = path(expression) {
            return self.names.get(&format!("{root}.{name}")).copied().flatten();
        }
        let Expression::Traversal(traversal) = expression else { return None };
        let Expression::Variable(kind) = &traversal.expr else { return None };
        let [name, attribute] = traversal.operators.as_slice() else { return None };
        let (TraversalOperator::GetAttr(name), TraversalOperator::GetAttr(attribute)) =
            (name.value(), attribute.value())
        else {
            return None;
        };
        let blocks = self.blocks("resource", &[kind.as_str(), name.as_str()]);
        let mut found = blocks.iter().filter_map(|(file, block)| {
            block.body.get_attribute(attribute.as_str()).map(|found| (*file, &found.value))
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// Returns an attribute of the configuration of the provider of a resource, unless files set it twice.
    fn provider_place(&self, kind: &str, blocks: &[(&'f File, &'f Block)], attribute: &str) -> Option<Attribute> {
        let cloud = resource::cloud_of(kind)?;
        let mut own = blocks.iter().filter_map(|(_, block)| block.body.get_attribute("provider"));
        let (name, alias) = match own.next() {
            Some(provider) => path(&provider.value).filter(|_| own.next().is_none())?,
            None => (cloud.provider.to_owned(), None),
        };
        let is_own = |(file, block): &(&'f File, &'f Block)| {
            let stated = block.body.get_attribute("alias").map(|alias| self.values(file, &alias.value, 0));
            match stated.as_deref() {
                None => alias.is_none(),
                Some([Attribute { value: Value::Text(own), .. }]) => alias.as_ref() == Some(own),
                Some(_) => false,
            }
        };
        let providers = self.blocks("provider", &[&name]);
        let set = providers.iter().filter(|provider| is_own(provider));
        let set =
            set.filter_map(|(file, block)| block.body.get_attribute(attribute).map(|found| (*file, &found.value)));
        match set.collect::<Vec<_>>().as_slice() {
            [(file, expression)] => self.values(file, expression, 0).into_iter().next(),
            _ => None,
        }
    }

    /// Returns what an expression stands for: several values for a list, none for `null`.
    fn values(&self, file: &'f File, expression: &'f Expression, steps: usize) -> Vec<Attribute> {
        let origin = Origin { file: file.name.clone(), line: line(file, expression), spot: String::new() };
        let value = match expression {
            Expression::String(text) => Value::Text(text.as_str().to_owned()),
            Expression::Bool(yes) => Value::Bool(**yes),
            Expression::Number(number) => Value::Text(number.value().to_string()),
            Expression::Parenthesis(inner) => return self.values(file, inner.inner(), steps),
            Expression::Array(list) => return list.iter().flat_map(|one| self.values(file, one, steps)).collect(),
            Expression::Null(_) if steps == 0 => return vec![],
            Expression::Traversal(_) if steps < MOST_STEPS => match self.named(expression) {
                Some((file, expression)) => return self.values(file, expression, steps + 1),
                None => Value::Unknown(expression.to_string().trim().to_owned()),
            },
            Expression::Null(_) => Value::Unknown("null".to_owned()),
            other => Value::Unknown(other.to_string().trim().to_owned()),
        };
        vec![Attribute { value, at: origin }]
    }
}

/// Sets a name, unless it was set otherwise: which one counts is then not known.
fn put<'f>(names: &mut BTreeMap<String, Option<Set<'f>>>, name: String, set: Set<'f>) {
    let text = |set: Set<'_>| set.1.to_string().trim().to_owned();
    let is_other = |known: &Option<Set<'f>>| known.is_none_or(|known| text(known) != text(set));
    let counts = !names.get(&name).is_some_and(is_other);
    names.insert(name, counts.then_some(set));
}

/// Reads `aws.paris` or `var.region` as its two words; a provider's name may stand alone.
fn path(expression: &Expression) -> Option<(String, Option<String>)> {
    match expression {
        Expression::Variable(name) => Some((name.as_str().to_owned(), None)),
        Expression::Traversal(traversal) => {
            let Expression::Variable(root) = &traversal.expr else { return None };
            match traversal.operators.as_slice() {
                [operator] => match operator.value() {
                    TraversalOperator::GetAttr(name) => {
                        Some((root.as_str().to_owned(), Some(name.as_str().to_owned())))
                    }
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

fn line(file: &File, spanned: &impl Span) -> usize {
    spanned.span().map_or(0, |span| file.lines.line(span.start))
}

fn at(file: &File, block: &Block) -> Origin {
    Origin { file: file.name.clone(), line: line(file, block), spot: String::new() }
}
