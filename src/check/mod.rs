//! Checks a tree against vocabulary and atlas: resolves every name and type, and reports all errors at once.

mod allow;
mod collect;
mod compare;
mod cond;
mod declare;
mod defined;
mod entries;
mod exception;
mod is;
mod lint;
mod member;
mod names;
mod opened;
mod refuse;
mod rule;
mod scope;
mod set;
mod suppose;
mod survey;
mod world;

use crate::diag::Diagnostic;
use crate::order::sort_by;
use crate::policy::{Cite, Declared, NamedSet, Policy, Source};
use crate::sorted::{SortedMap, SortedSet};
use crate::span::Span;
use crate::syntax::MOST_DIAGNOSTICS;
use crate::syntax::tree::{self, Item};
use declare::FactUse;
use scope::Scope;
use set::Of;
use world::{Layer, World};

/// The most tests of a policy with its definitions expanded.
const MAX_ATOMS: usize = 20_000;
/// The most definitions of one file.
const MAX_ITEMS: usize = 5_000;
/// The deepest expansion of definitions in one another.
const MAX_EXPANSION: usize = 32;
/// The most errors or lints that are collected before they are sorted and the first of them kept.
const MAX_FOUND: usize = 1_000;
/// The deepest nesting of conditions, sets and exceptions, definitions expanded. It keeps any text from exhausting the
/// stack.
const MAX_NESTING: usize = 150;

/// Parses and checks a policy. `modules` are those that `use` may name beside the shipped ones.
///
/// # Errors
/// Returns every error of the policy and its modules: the policy's own first, by position.
pub fn check(source: &str, modules: &SortedMap<String, String>) -> Result<Policy, Vec<Diagnostic>> {
    let mut check = Check::of(source, modules);
    let policy = check.policy();
    let errors = check.errors();
    match policy {
        Some(policy) if errors.is_empty() => Ok(policy),
        _ => Err(errors),
    }
}

/// Cuts the errors at the number that is shown; one more says that there are others.
fn limited(mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if let Some(first_left_out) = errors.get(MOST_DIAGNOSTICS) {
        let span = first_left_out.span.unwrap_or_default();
        let more = Diagnostic::error("L0193", span, "there are more errors than these");
        let module = first_left_out.module.clone();
        errors.truncate(MOST_DIAGNOSTICS);
        errors.push(Diagnostic { module, ..more });
    }
    errors
}

pub use suppose::suppose;
pub use survey::{Survey, SurveyedFile, diagnose, survey};

/// The state of checking one policy.
struct Check {
    world: World,
    declared: Declared,
    sets: Vec<NamedSet>,
    /// The number of members and parts of each of `sets`, nested sets included.
    weights: Vec<usize>,
    /// The index in `sets` of a definition read as a set of some type; none where it has errors.
    set_index: SortedMap<(Layer, Of), Option<usize>>,
    sources: Vec<Source>,
    /// The symbols that something refers to.
    read: SortedSet<usize>,
    /// The symbols that the policy's own file refers to.
    read_by_policy: SortedSet<usize>,
    /// The declaring file of each declared fact, and whether anything reads it.
    facts: Vec<FactUse>,
    /// The definitions that were expanded.
    defined: defined::Definitions,
    atoms: usize,
    nesting: usize,
    lints: Vec<Diagnostic>,
    /// Says whether there are more lints than are kept.
    lints_left_out: bool,
}

impl Check {
    /// Loads the files of a policy. Nothing is checked yet.
    fn of(source: &str, modules: &SortedMap<String, String>) -> Check {
        Check {
            world: World::load(source, modules),
            declared: Declared::default(),
            sets: vec![],
            weights: vec![],
            set_index: SortedMap::new(),
            sources: vec![],
            read: SortedSet::new(),
            read_by_policy: SortedSet::new(),
            facts: vec![],
            defined: defined::Definitions::default(),
            atoms: 0,
            nesting: 0,
            lints: vec![],
            lints_left_out: false,
        }
    }

    /// Returns every error found so far: the policy's own first, by position.
    fn errors(&mut self) -> Vec<Diagnostic> {
        let mut errors = std::mem::take(&mut self.world.errors);
        sort_by(&mut errors, |a, b| (&a.module, a.span, a.code).cmp(&(&b.module, b.span, b.code)));
        limited(errors)
    }

    fn error(&mut self, scope: &Scope, code: &'static str, span: Span, message: String, help: String) {
        self.world.error(scope.unit, Diagnostic::error(code, span, message).help(help));
    }

    fn lint(&mut self, scope: &Scope, code: &'static str, span: Span, message: String, help: &str) {
        let lint = Diagnostic::lint(code, span, message).help(help);
        if scope.unit != 0 {
            return;
        }
        if self.lints.len() >= MAX_FOUND {
            self.lints_left_out = true;
        } else if !self.lints.contains(&lint) {
            self.lints.push(lint);
        }
    }

    /// Runs `work` one level deeper, unless that is too deep.
    fn nested<T>(&mut self, span: Span, scope: &Scope, work: impl FnOnce(&mut Check) -> Option<T>) -> Option<T> {
        if self.nesting >= MAX_NESTING {
            let message = format!("with definitions expanded, this nests deeper than {MAX_NESTING}");
            self.error(scope, "L0306", span, message, "name fewer things by other names".to_owned());
            return None;
        }
        self.nesting += 1;
        let result = work(self);
        self.nesting -= 1;
        result
    }

    fn note_read(&mut self, symbol: usize, scope: &Scope) {
        self.read.insert(symbol);
        if scope.unit == 0 {
            self.read_by_policy.insert(symbol);
        }
    }

    /// Returns the newest definition of a name. Inside a replacement, its own name means the definition before it.
    /// Inside the first definition it resolves to itself; `expand` reports the cycle.
    fn definition(&mut self, name: &str, scope: &Scope) -> Option<(usize, Layer)> {
        let symbol = self.world.lookup(scope.unit, name, false)?;
        self.note_read(symbol, scope);
        let layers = &self.world.symbols.get(symbol)?.layers;
        let newest = match scope.inside {
            Some((inside, layer)) if inside == symbol => {
                let older = layers.iter().rev().skip_while(|l| **l != layer);
                older.take(2).last()
            }
            _ => layers.last(),
        };
        Some((symbol, *newest?))
    }

    /// Resolves citations.
    fn cites(&mut self, cites: &[tree::Cite], scope: &Scope) -> Vec<Cite> {
        cites.iter().filter_map(|cite| self.cite(cite, scope)).collect()
    }

    fn cite(&mut self, cite: &tree::Cite, scope: &Scope) -> Option<Cite> {
        let Some(symbol) = self.world.lookup(scope.unit, &cite.source.text, true) else {
            let known: Vec<&str> = self.world.visible(scope.unit).collect();
            let near = names::nearest_name(&cite.source.text, known.into_iter());
            let help = match (self.world.offered(scope.unit, &cite.source.text), near) {
                (Some(module), _) => format!("`use {module}` brings it"),
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => {
                    format!("name it: `source {} is \"…\"`, or `use` the module that does", cite.source.text)
                }
            };
            self.error(scope, "L0213", cite.source.span, format!("no source is called `{}`", cite.source.text), help);
            return None;
        };
        self.note_read(symbol, scope);
        let layer = *self.world.symbols.get(symbol)?.layers.last()?;
        let file = self.world.file(layer.unit)?;
        let Item::Source(source) = file.items.get(layer.item)? else { return None };
        let known = self.sources.iter().position(|s| s.name == source.name.text);
        if let Some(index) = known {
            return Some(Cite { source: index, pin: cite.pin.clone() });
        }
        let (name, title) = (source.name.text.clone(), source.title.text.clone());
        let (url, days) = (source.url.as_ref().map(|url| url.text.clone()), source.window.clone());
        let home = Scope { unit: layer.unit, ..Scope::default() };
        let window = self.window(&days, &home);
        self.sources.push(Source { name, title, url, window });
        Some(Cite { source: self.sources.len() - 1, pin: cite.pin.clone() })
    }
}
