//! Checks the policy itself: rules, claims, levels and parts.

use super::cond::not;
use super::exception::Exceptions;
use super::names::one_of_names_help;
use super::scope::Scope;
use super::{Check, MAX_ITEMS};
use crate::diag::Diagnostic;
use crate::order::sort_by;
use crate::policy::Base;
use crate::policy::{Claim, Demand, Derivation, Duty, Field, Formula, Loop, Path, Policy, Rule, Severity, SourceText};
use crate::span::{LineIndex, Span};
use crate::syntax::tree::{self, PolicyMember};
use crate::vocab::{Kind, Type};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The most rules, exceptions and claims of one policy.
const MAX_MEMBERS: usize = 2_000;
/// The most levels of one policy.
const MAX_LEVELS: usize = 64;

impl Check {
    /// Checks the whole policy, as far as it could be parsed.
    pub(super) fn policy(&mut self) -> Option<Policy> {
        self.declare_facts();
        self.open_atlas();
        let file = self.world.file(0)?;
        let Some(decl) = &file.policy else {
            self.no_policy(&file);
            return None;
        };
        let scope = Scope::default();
        self.refuse_too_many(&file, decl)?;
        let applies = decl.applies.as_ref().map_or(Formula::Const(true), |cond| self.cond(cond, &scope));
        let levels = self.levels(decl, &scope);
        let exceptions = Exceptions::gather(self, decl);
        let mut parts: Vec<String> = Vec::new();
        let rules = self.rules(decl, &levels, &mut parts, &exceptions);
        let claims = self.claims(decl);
        self.refuse_without_blocking(decl, &rules, &parts);
        self.check_items();
        let derivations = self.derivations();
        self.lint_all(&file, &rules);
        let allows = self.allows(&file);
        let (lints, allowed) = self.sift_lints(&allows);
        Some(Policy {
            name: decl.name.text.clone(),
            version: decl.version.text.clone(),
            title: decl.title.text.clone(),
            digest: self.digest(),
            applies,
            levels,
            parts,
            rules,
            claims,
            sources: std::mem::take(&mut self.sources),
            sets: std::mem::take(&mut self.sets),
            declared: std::mem::take(&mut self.declared),
            derivations,
            replaced: self.replaced(),
            supposed: vec![],
            regrouped: vec![],
            lints,
            allowed,
            allows,
            lines: LineIndex::new(self.world.unit(0).map_or("", |unit| unit.text.as_str())),
            texts: self.world.units.iter().map(|u| SourceText { name: u.name.clone(), text: u.text.clone() }).collect(),
        })
    }

    /// Rejects a file with too many names, because names are compared with one another.
    fn refuse_too_many(&mut self, file: &tree::File, decl: &tree::PolicyDecl) -> Option<()> {
        let (items, members) = (file.items.len(), decl.members.len());
        if items <= MAX_ITEMS && members <= MAX_MEMBERS {
            return Some(());
        }
        let message = format!(
            "{items} definitions and {members} rules, exceptions and claims; at most {MAX_ITEMS} and {MAX_MEMBERS} fit"
        );
        self.error(&Scope::default(), "L0306", decl.name.span, message, "split the policy".to_owned());
        None
    }

    fn no_policy(&mut self, file: &tree::File) {
        let broken = !self.world.errors.is_empty();
        if !broken {
            let span = file.edition.map(|(_, span)| span).unwrap_or_default();
            let error = Diagnostic::error("L0217", span, "the file has no policy");
            self.world.error(0, error.help("end it with `policy name version 1.0.0 \"What it says\" { … }`"));
        }
        self.check_items();
    }

    fn levels(&mut self, decl: &tree::PolicyDecl, scope: &Scope) -> Vec<String> {
        let mut levels: Vec<String> = Vec::new();
        if let Some(odd) = decl.levels.get(MAX_LEVELS) {
            let message = format!("{} levels; at most {MAX_LEVELS} fit", decl.levels.len());
            self.error(scope, "L0306", odd.span, message, "leave some out".to_owned());
        }
        for level in decl.levels.iter().take(MAX_LEVELS) {
            if levels.contains(&level.text) {
                let message = format!("the level `{}` stands twice", level.text);
                self.error(scope, "L0205", level.span, message, "leave one out".to_owned());
            } else {
                levels.push(level.text.clone());
            }
        }
        levels
    }

    fn rules(
        &mut self,
        decl: &tree::PolicyDecl,
        levels: &[String],
        parts: &mut Vec<String>,
        exceptions: &Exceptions,
    ) -> Vec<Rule> {
        let mut names: Vec<&tree::Name> = Vec::new();
        let mut rules = Vec::new();
        for member in &decl.members {
            let name = match member {
                PolicyMember::Rule(rule) => &rule.name,
                PolicyMember::Exception(exception) => &exception.name,
                PolicyMember::Claim(claim) => &claim.name,
                PolicyMember::Broken(..) => continue,
            };
            if names.iter().any(|other| other.text == name.text) {
                let message = format!("`{}` is already the name of a rule, exception or claim", name.text);
                self.error(&Scope::default(), "L0205", name.span, message, "choose another name".to_owned());
            }
            names.push(name);
            if let PolicyMember::Rule(rule) = member {
                rules.push(self.rule(rule, levels, parts, exceptions));
            }
        }
        rules
    }

    fn rule(
        &mut self,
        decl: &tree::RuleDecl,
        levels: &[String],
        parts: &mut Vec<String>,
        exceptions: &Exceptions,
    ) -> Rule {
        let outer = Scope::default();
        let part = decl.part.as_ref().map(|part| {
            parts.iter().position(|known| *known == part.text).unwrap_or_else(|| {
                parts.push(part.text.clone());
                parts.len() - 1
            })
        });
        let level = decl.level.as_ref().map_or(0, |level| self.level(level, levels, &outer));
        let cites = self.cites(&decl.cites, &outer);
        let (loops, scope) = self.loops(&decl.loops, outer);
        let when = decl.when.as_ref().map_or(Formula::Const(true), |cond| self.cond(cond, &scope));
        let demands = decl.demands.iter().map(|demand| self.demand(demand, &scope)).collect();
        Rule {
            name: decl.name.text.clone(),
            title: decl.title.text.clone(),
            part,
            level,
            cites,
            window: self.window(&decl.window, &scope),
            loops,
            when,
            demands,
            severity: decl.severity.map(|(severity, _)| severity).unwrap_or_default(),
            duties: duties(&decl.duties),
            remedy: decl.remedy.as_ref().map(|text| text.text.clone()),
            exceptions: self.exceptions_to(&decl.name.text, exceptions, &scope),
            span: decl.span,
        }
    }

    fn level(&mut self, level: &tree::Name, levels: &[String], scope: &Scope) -> usize {
        levels.iter().position(|known| *known == level.text).unwrap_or_else(|| {
            let known: Vec<&str> = levels.iter().map(String::as_str).collect();
            let help = if known.is_empty() {
                "name the levels first: `levels low < high`".to_owned()
            } else {
                one_of_names_help(&level.text, &known)
            };
            self.error(scope, "L0219", level.span, format!("there is no level `{}`", level.text), help);
            0
        })
    }

    fn loops(&mut self, decls: &[tree::Loop], outer: Scope) -> (Vec<Loop>, Scope) {
        let mut scope = outer;
        let mut loops = Vec::new();
        for decl in decls {
            let (from, ty) = match self.entries(&decl.from, &scope.running(&decl.var.text)) {
                Some(found) => found,
                None => {
                    // Its error is reported. The variable is kept, so that its uses are not reported too.
                    self.skip_var(&decl.var, &mut scope);
                    continue;
                }
            };
            self.new_var(&decl.var, &scope);
            let (inner, slot) = scope.with_var(&decl.var.text, ty);
            let filter = decl.cond.as_ref().map_or(Formula::Const(true), |cond| self.cond(cond, &inner));
            loops.push(Loop { slot, from, filter });
            scope = inner;
        }
        (loops, scope)
    }

    fn skip_var(&mut self, var: &tree::Name, scope: &mut Scope) {
        scope.poisoned.push(var.text.clone());
    }

    fn demand(&mut self, decl: &tree::Demand, scope: &Scope) -> Demand {
        let cond = self.cond(&decl.cond, scope);
        Demand {
            cond: if decl.forbid { not(cond) } else { cond },
            waivers: decl.unless.iter().map(|cond| self.cond(cond, scope)).collect(),
        }
    }

    fn claims(&mut self, decl: &tree::PolicyDecl) -> Vec<Claim> {
        let scope = Scope::default();
        let claims = decl.members.iter().filter_map(|member| match member {
            PolicyMember::Claim(claim) => Some(claim),
            _ => None,
        });
        let lowered = claims.map(|claim| {
            self.cites(&claim.cites, &scope);
            Claim {
                name: claim.name.text.clone(),
                title: claim.title.text.clone(),
                when: claim.when.as_ref().map_or(Formula::Const(true), |cond| self.cond(cond, &scope)),
                never: self.cond(&claim.never, &scope),
                span: claim.span,
            }
        });
        lowered.collect()
    }

    /// Rejects a policy, or a part, that nothing can violate: it would always answer compliant or not applicable.
    fn refuse_without_blocking(&mut self, decl: &tree::PolicyDecl, rules: &[Rule], parts: &[String]) {
        let broken = decl.members.iter().any(|member| matches!(member, PolicyMember::Broken(..)));
        if broken {
            return;
        }
        let scope = Scope::default();
        let help = "a rule is blocking unless it says `severity minor` or `severity advisory`";
        if !rules.iter().any(|rule| rule.severity == Severity::Blocking) {
            self.error(&scope, "L0220", decl.name.span, "the policy has no blocking rule".to_owned(), help.to_owned());
            return;
        }
        for (index, part) in parts.iter().enumerate() {
            let blocking = |rule: &Rule| rule.part == Some(index) && rule.severity == Severity::Blocking;
            if !rules.iter().any(blocking) {
                let span = decl.members.iter().find_map(|member| part_span(member, part)).unwrap_or(decl.name.span);
                self.error(&scope, "L0220", span, format!("the part `{part}` has no blocking rule"), help.to_owned());
            }
        }
    }

    /// Lowers the definition from which each derived fact of the vocabulary follows.
    fn derivations(&mut self) -> Vec<Derivation> {
        let mut found = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            for (index, fact) in kind.facts().iter().enumerate() {
                let field = Field(index as u16);
                let step = crate::policy::Step { kind, field };
                let path = Path { base: Base::Slot(0), steps: vec![step], ty: fact.ty };
                let Some(definition) = super::cond::derivation_of(&path) else { continue };
                let owner = Path { base: Base::Slot(0), steps: vec![], ty: Type::Object(kind) };
                let scope = Scope { slots: 1, ..Scope::default() };
                let rule = self.derive(definition, owner, Span::default(), &scope);
                found.push(Derivation { kind, field, rule });
            }
        }
        found
    }

    /// Computes the digest of the texts that determine the policy's meaning: the policy and the modules it uses.
    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let mut texts: Vec<(&str, &str)> = self.world.used().map(|u| (u.name.as_str(), u.text.as_str())).collect();
        sort_by(&mut texts, |a, b| a.cmp(b));
        for (name, text) in texts {
            for part in [name, text] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        let mut digest = "sha256:".to_owned();
        for byte in hash.finalize() {
            let _ = write!(digest, "{byte:02x}");
        }
        digest
    }

    fn replaced(&self) -> Vec<String> {
        let replaced = self.world.symbols.iter().filter(|symbol| symbol.layers.len() > 1);
        let seen = replaced.filter(|symbol| symbol.layers.first().is_some_and(|layer| self.world.sees(0, layer.unit)));
        let mut names: Vec<String> = seen.map(|symbol| symbol.name.clone()).collect();
        sort_by(&mut names, |a, b| a.cmp(b));
        names
    }
}

/// Returns the span at which a rule names its part.
fn part_span(member: &PolicyMember, part: &str) -> Option<Span> {
    match member {
        PolicyMember::Rule(rule) => rule.part.as_ref().filter(|name| name.text == part).map(|name| name.span),
        _ => None,
    }
}

pub(super) fn duties(decls: &[tree::DutyDecl]) -> Vec<Duty> {
    let duty = |decl: &tree::DutyDecl| Duty {
        holder: decl.holder.text.clone(),
        text: decl.text.text.clone(),
        within: decl.within,
    };
    decls.iter().map(duty).collect()
}
