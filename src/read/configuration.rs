//! Configurations of Terraform and OpenTofu: their files together.
//!
//! Variables with a default, values of `.tfvars` files and locals are looked up; other expressions are told.

use super::draft::Draft;
use super::lines::Lines;
use super::resource::{self, Attribute, Resource, Value};
use super::{Fault, Origin};
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

/// Reads the files of one configuration, each a name and its text, into a draft.
pub(super) fn read(texts: &[(&str, String)], draft: &mut Draft) -> Result<(), Fault> {
    let files = texts.iter().map(|(name, text)| parse(name, text)).collect::<Result<Vec<_>, _>>()?;
    Config::new(&files).read(draft);
    Ok(())
}

fn parse(name: &str, text: &str) -> Result<File, Fault> {
    let body = hcl_edit::parser::parse_body(text).map_err(|error| {
        let at = error.location();
        let message = format!("line {}, column {}: {}", at.line(), at.column(), error.message());
        Fault::of(name, "L0004", message)
    })?;
    Ok(File { name: name.to_owned(), body, lines: Lines::of(text) })
}

/// The files of one configuration, and what they define.
struct Config<'f> {
    files: &'f [File],
    /// Variables and locals by `var.region` and `local.region`, with the file that sets each.
    names: BTreeMap<String, (&'f File, &'f Expression)>,
}

impl<'f> Config<'f> {
    fn new(files: &'f [File]) -> Config<'f> {
        let mut names = BTreeMap::new();
        for file in files {
            for block in file.body.blocks().filter(|block| block.has_ident("variable")) {
                if let (Some(label), Some(default)) = (block.labels.first(), block.body.get_attribute("default")) {
                    names.entry(format!("var.{}", label.as_str())).or_insert((file, &default.value));
                }
            }
            for locals in file.body.blocks().filter(|block| block.has_ident("locals")) {
                for local in locals.body.attributes() {
                    names.insert(format!("local.{}", local.key.as_str()), (file, &local.value));
                }
            }
        }
        // Values stand above defaults.
        for file in files.iter().filter(|file| file.name.ends_with(".tfvars")) {
            for value in file.body.attributes() {
                names.insert(format!("var.{}", value.key.as_str()), (file, &value.value));
            }
        }
        Config { files, names }
    }

    fn read(&self, draft: &mut Draft) {
        for file in self.files {
            for block in file.body.blocks() {
                match block.ident.as_str() {
                    "resource" => self.resource(draft, file, block),
                    "module" => {
                        let name = block.labels.first().map_or("", |label| label.as_str());
                        let what = format!("module.{name}: resources of a module are read from a plan");
                        draft.unread(at(file, block), what);
                        draft.open(format!("module.{name} may have more resources"));
                    }
                    _ => {}
                }
            }
        }
    }

    fn resource(&self, draft: &mut Draft, file: &'f File, block: &'f Block) {
        let [kind, name] = block.labels.as_slice() else { return };
        let address = format!("{}.{}", kind.as_str(), name.as_str());
        let count = block.body.get_attribute("count").map(|count| self.value(file, &count.value, 0).value);
        if count == Some(Value::Text("0".to_owned())) {
            return draft.unread(at(file, block), format!("{address}: its count is 0"));
        }
        let attributes = |name: &str| self.attributes(file, &block.body, name);
        let resource = Resource {
            kind: kind.as_str(),
            address,
            at: at(file, block),
            place: self.provider_place(kind.as_str(), block),
            attributes: &attributes,
        };
        resource::add(draft, &resource);
    }

    /// Returns every value of an attribute; `replica.region_name` is that of each block `replica`.
    fn attributes(&self, file: &'f File, body: &'f Body, name: &str) -> Vec<Attribute> {
        match name.split_once('.') {
            Some((block, inner)) => {
                let blocks = body.blocks().filter(|inside| inside.has_ident(block));
                blocks.flat_map(|inside| self.attributes(file, &inside.body, inner)).collect()
            }
            None => body.get_attribute(name).map(|found| self.value(file, &found.value, 0)).into_iter().collect(),
        }
    }

    /// Returns the expression that a variable, a local or an attribute of another resource stands for.
    fn named(&self, expression: &Expression) -> Option<(&'f File, &'f Expression)> {
        if let Some((root, Some(name))) = path(expression) {
            return self.names.get(&format!("{root}.{name}")).copied();
        }
        let Expression::Traversal(traversal) = expression else { return None };
        let Expression::Variable(kind) = &traversal.expr else { return None };
        let [name, attribute] = traversal.operators.as_slice() else { return None };
        let (TraversalOperator::GetAttr(name), TraversalOperator::GetAttr(attribute)) =
            (name.value(), attribute.value())
        else {
            return None;
        };
        let labels = [kind.as_str(), name.as_str()];
        let blocks = self.files.iter().flat_map(|file| file.body.blocks().map(move |block| (file, block)));
        let mut resources = blocks.filter(|(_, block)| block.has_ident("resource") && block.has_exact_labels(&labels));
        let (file, block) = resources.next()?;
        block.body.get_attribute(attribute.as_str()).map(|found| (file, &found.value))
    }

    /// Returns where the provider of a resource works.
    fn provider_place(&self, kind: &str, block: &Block) -> Option<Attribute> {
        let cloud = resource::cloud_of(kind)?;
        let (name, alias) = match block.body.get_attribute("provider") {
            Some(provider) => path(&provider.value)?,
            None => (cloud.provider.to_owned(), None),
        };
        let providers = self.files.iter().flat_map(|file| {
            file.body.blocks().filter(|block| block.has_ident("provider")).map(move |block| (file, block))
        });
        let (file, provider) = providers.into_iter().find(|(file, block)| {
            let own = block.body.get_attribute("alias").map(|alias| self.value(file, &alias.value, 0).value);
            let own = match own {
                Some(Value::Text(alias)) => Some(alias),
                _ => None,
            };
            block.labels.first().is_some_and(|label| label.as_str() == name) && own == alias
        })?;
        let mut names = cloud.place.split(' ').filter(|name| !name.is_empty());
        names.find_map(|name| self.attributes(file, &provider.body, name).into_iter().next())
    }

    /// Works out an expression as far as the files say.
    fn value(&self, file: &'f File, expression: &'f Expression, steps: usize) -> Attribute {
        let origin = Origin { file: file.name.clone(), line: line(file, expression), spot: String::new() };
        let value = match expression {
            Expression::String(text) => Value::Text(text.as_str().to_owned()),
            Expression::Bool(yes) => Value::Bool(**yes),
            Expression::Number(number) => Value::Text(number.value().to_string()),
            Expression::Parenthesis(inner) => return self.value(file, inner.inner(), steps),
            Expression::Traversal(_) if steps < MOST_STEPS => match self.named(expression) {
                Some((file, expression)) => return self.value(file, expression, steps + 1),
                None => Value::Unknown(expression.to_string().trim().to_owned()),
            },
            Expression::Null(_) => Value::Unknown("null".to_owned()),
            other => Value::Unknown(other.to_string().trim().to_owned()),
        };
        Attribute { value, at: origin }
    }
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
