//! Checks exceptions: the rules that they excuse and the exceptions that they defeat.

use super::Check;
use super::names::one_of_names_help;
use super::rule::duties;
use super::scope::Scope;
use crate::policy::Exception;
use crate::sorted::{SortedMap, SortedSet};
use crate::syntax::tree::{ExceptionDecl, PolicyDecl, PolicyMember};

/// The exceptions of a policy.
pub(super) struct Exceptions {
    decls: Vec<ExceptionDecl>,
    /// The exceptions to each rule or exception, by its name.
    by_target: SortedMap<String, Vec<usize>>,
}

impl Exceptions {
    /// Collects the exceptions, and rejects targets that do not exist, targets of two kinds, and cycles.
    pub(super) fn gather(check: &mut Check, policy: &PolicyDecl) -> Exceptions {
        let decls: Vec<ExceptionDecl> = policy.members.iter().filter_map(exception).cloned().collect();
        let rules: Vec<&str> = policy.members.iter().filter_map(rule_name).collect();
        let mut kept = Vec::new();
        for decl in &decls {
            if check.targets_fit(decl, &rules, &decls) {
                kept.push(decl.clone());
            }
        }
        // An exception with the name of a rule is reported where names are compared.
        kept.retain(|e: &ExceptionDecl| !rules.contains(&e.name.text.as_str()));
        let mut by_name: SortedMap<&str, Vec<&ExceptionDecl>> = SortedMap::new();
        for decl in &kept {
            by_name.update(&decl.name.text, vec![], |known| known.push(decl));
        }
        let is_circular = |e: &&ExceptionDecl| reaches(&e.name.text, &e.name.text, &by_name);
        let circular: SortedSet<String> = kept.iter().filter(is_circular).map(|e| e.name.text.clone()).collect();
        let mut said: Vec<&str> = Vec::new();
        for decl in kept.iter().filter(|e| circular.contains(&e.name.text)) {
            let name = decl.name.text.as_str();
            if said.iter().any(|other| reaches(other, name, &by_name)) {
                continue;
            }
            said.push(name);
            let message = format!("`{}` defeats itself, through the exceptions to it", decl.name.text);
            check.error(
                &Scope::default(),
                "L0222",
                decl.name.span,
                message,
                "take one of them out of the circle".to_owned(),
            );
        }
        kept.retain(|e| !circular.contains(&e.name.text));
        let mut by_target: SortedMap<String, Vec<usize>> = SortedMap::new();
        for (index, decl) in kept.iter().enumerate() {
            for target in &decl.targets {
                by_target.update(target.text.clone(), vec![], |to_target| {
                    if to_target.last() != Some(&index) {
                        to_target.push(index);
                    }
                });
            }
        }
        Exceptions { decls: kept, by_target }
    }
}

impl Check {
    fn targets_fit(&mut self, decl: &ExceptionDecl, rules: &[&str], exceptions: &[ExceptionDecl]) -> bool {
        let scope = Scope::default();
        let is_rule = |name: &str| rules.contains(&name);
        let is_exception = |name: &str| exceptions.iter().any(|e| e.name.text == name);
        let mut fits = true;
        for target in &decl.targets {
            if !is_rule(&target.text) && !is_exception(&target.text) {
                let mut known: Vec<&str> =
                    rules.iter().copied().chain(exceptions.iter().map(|e| e.name.text.as_str())).collect();
                known.retain(|name| *name != decl.name.text);
                let help = one_of_names_help(&target.text, &known);
                self.error(
                    &scope,
                    "L0221",
                    target.span,
                    format!("no rule or exception is called `{}`", target.text),
                    help,
                );
                fits = false;
            }
        }
        let some_rules = decl.targets.iter().any(|t| is_rule(&t.text));
        if fits && some_rules && decl.targets.iter().any(|t| !is_rule(&t.text)) {
            let help = "write one exception to the rules and one to the exceptions".to_owned();
            let message = format!("`{}` is an exception to both rules and exceptions", decl.name.text);
            self.error(&scope, "L0223", decl.name.span, message, help);
            fits = false;
        }
        fits
    }

    /// Checks the exceptions to a rule or exception, with the variables of the rule in `scope`.
    pub(super) fn exceptions_to(&mut self, target: &str, exceptions: &Exceptions, scope: &Scope) -> Vec<Exception> {
        let mut found = Vec::new();
        let to_target = exceptions.by_target.get(target).into_iter().flatten();
        for decl in to_target.filter_map(|index| exceptions.decls.get(*index)) {
            if !self.spend(decl.name.span, scope) {
                break;
            }
            found.extend(self.nested(decl.name.span, scope, |check| Some(check.exception(decl, exceptions, scope))));
        }
        found
    }

    fn exception(&mut self, decl: &ExceptionDecl, exceptions: &Exceptions, scope: &Scope) -> Exception {
        Exception {
            name: decl.name.text.clone(),
            title: decl.title.text.clone(),
            cites: self.cites(&decl.cites, scope),
            window: self.window(&decl.window, scope),
            when: self.cond(&decl.when, scope),
            unless: decl.unless.iter().map(|cond| self.cond(cond, scope)).collect(),
            defeated_by: self.exceptions_to(&decl.name.text, exceptions, scope),
            duties: duties(&decl.duties),
            span: decl.span,
        }
    }
}

fn exception(member: &PolicyMember) -> Option<&ExceptionDecl> {
    match member {
        PolicyMember::Exception(exception) => Some(exception),
        _ => None,
    }
}

fn rule_name(member: &PolicyMember) -> Option<&str> {
    match member {
        PolicyMember::Rule(rule) => Some(&rule.name.text),
        PolicyMember::Broken(Some(name), _) => Some(&name.text),
        _ => None,
    }
}

/// Returns whether the exception `from` has `to` as a target, directly or through other exceptions.
fn reaches<'d>(from: &'d str, to: &str, by_name: &SortedMap<&str, Vec<&'d ExceptionDecl>>) -> bool {
    let mut open = vec![from];
    let mut seen: SortedSet<&str> = SortedSet::new();
    while let Some(next) = open.pop() {
        let named = by_name.get(next).into_iter().flatten();
        for target in named.flat_map(|e| &e.targets) {
            if target.text == to {
                return true;
            }
            if seen.insert(&target.text) {
                open.push(&target.text);
            }
        }
    }
    false
}
