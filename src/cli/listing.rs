//! `lexloci modules`: the sets, lists and definitions that a module brings.

use super::Format;
use super::exit::Exit;
use super::files::{self, POLICY_LIMIT};
use super::out::{Out, painted};
use super::rejected::{Rejected, write_json};
use clap::Args;
use lexloci::atlas;
use lexloci::render::Role;
use lexloci::span::Span;
use lexloci::syntax::{self, tree::Item};
use serde::Serialize;
use std::borrow::Cow;
use std::path::Path;

/// List what modules bring: sets, lists and definitions, with their meaning
#[derive(Args)]
#[command(after_help = "\
The meaning is the title of a definition, else the comment above it in the module, else its content. \
A policy takes all of it with `use NAME`.

Exit codes: 0 the modules are listed, 2 there is no such module, or it has errors.

Examples:
  lexloci modules
  lexloci modules gdpr house.loci
  lexloci modules --format json")]
pub(super) struct List {
    /// Shipped modules by their names, or files; every shipped one when none is named
    #[arg(value_name = "MODULE")]
    modules: Vec<String>,
    /// How to print the list: one JSON object a module
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The contents of a module.
#[derive(Serialize)]
struct Module {
    module: String,
    meaning: String,
    brings: Vec<Brought>,
}

/// One name of a module.
#[derive(Serialize)]
struct Brought {
    kind: &'static str,
    /// As a policy writes it: `adequate`, `p is reached`.
    name: String,
    meaning: String,
}

pub(super) fn run(list: &List, out: &mut Out) -> Exit {
    let shipped: Vec<String> = atlas::modules().iter().map(|(name, _)| (*name).to_owned()).collect();
    let names = if list.modules.is_empty() { &shipped } else { &list.modules };
    names.iter().map(|name| one(name, list.format, out)).max().unwrap_or(Exit::Good)
}

fn one(name: &str, format: Format, out: &mut Out) -> Exit {
    let text = match text(name) {
        Ok(text) => text,
        Err(rejected) => {
            rejected.print(format, out);
            return Exit::BadInput;
        }
    };
    let parsed = syntax::parse(&text);
    if !parsed.diagnostics.is_empty() {
        let rejected =
            Rejected { name: name.to_owned(), source: &text, modules: None, diagnostics: parsed.diagnostics };
        rejected.print(format, out);
        return Exit::BadInput;
    }
    let brings = parsed.file.items.iter().filter_map(|item| brought(item, &text)).collect();
    let stem = Path::new(name).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let module = Module { module: stem, meaning: opening(&text), brings };
    match format {
        Format::Json => write_json(&module, out),
        Format::Text => print(&module, out),
    }
    Exit::Good
}

/// Returns the text of a shipped module, or of a file.
fn text(name: &str) -> Result<Cow<'static, str>, Rejected<'static>> {
    let shipped = atlas::modules().iter().find(|(shipped, _)| *shipped == name);
    match shipped {
        Some((_, text)) => Ok(Cow::Borrowed(*text)),
        None if name == "-" || Path::new(name).exists() => Ok(Cow::Owned(files::read(name, POLICY_LIMIT)?.text)),
        None => {
            let names: Vec<&str> = atlas::modules().iter().map(|(name, _)| *name).collect();
            let message = format!("there is no file and no shipped module `{name}`; shipped are {}", names.join(", "));
            Err(Rejected::without_position(name, "L0006", message))
        }
    }
}

fn print(module: &Module, out: &mut Out) {
    out.line(&format!("{}   {}", painted(Role::Strong, &module.module), module.meaning));
    let width = module.brings.iter().map(|one| one.name.chars().count()).max().unwrap_or(0);
    for Brought { kind, name, meaning } in &module.brings {
        out.line(&format!("  {kind:<10}  {name:<width$}  {meaning}"));
    }
    out.line("");
}

/// Describes a declaration that a policy can name in its rules.
fn brought(item: &Item, text: &str) -> Option<Brought> {
    let (kind, name, title, span, value) = match item {
        Item::Set(set) => ("set", set.name.text.clone(), None, set.span, set.value.span),
        Item::List(list) => ("list", list.name.text.clone(), None, list.span, list.from.span.to(list.cond.span)),
        Item::Define(define) => {
            let of = define.param.as_ref().map(|param| format!("{} is ", param.text)).unwrap_or_default();
            let title = define.title.as_ref().map(|title| title.text.clone());
            ("definition", format!("{of}{}", define.name.text), title, define.span, define.cond.span)
        }
        Item::Fact(fact) => {
            let names: Vec<&str> = fact.path.names.iter().map(|name| name.text.as_str()).collect();
            ("fact", names.join("."), None, fact.span, fact.ty.span)
        }
        Item::Source(_) | Item::Vendor(_) | Item::Region(_) | Item::Broken(..) => return None,
    };
    let meaning = title.or_else(|| above(text, span)).unwrap_or_else(|| content(text, value));
    Some(Brought { kind, name, meaning })
}

/// Returns the first sentence of the comment that stands directly above a declaration.
fn above(text: &str, declared: Span) -> Option<String> {
    let before = text.get(..declared.start as usize)?;
    let lines: Vec<&str> =
        before.lines().rev().skip_while(|line| line.trim().is_empty() && !before.ends_with('\n')).collect();
    let comment: Vec<&str> = lines.into_iter().map_while(|line| line.trim().strip_prefix('#')).collect();
    let comment: Vec<&str> = comment.into_iter().rev().map(str::trim).collect();
    (!comment.is_empty()).then(|| sentence(&comment.join(" ")))
}

/// Returns the first sentence of the comment that opens a file.
fn opening(text: &str) -> String {
    let lines =
        text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).take_while(|line| !line.is_empty());
    sentence(&lines.collect::<Vec<_>>().join(" "))
}

fn sentence(text: &str) -> String {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches(['.', ':']).to_owned()
}

/// The longest content that stands for a meaning, in characters.
const LONGEST: usize = 100;

/// Returns what a declaration says, on one line.
fn content(text: &str, span: Span) -> String {
    let line = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}
