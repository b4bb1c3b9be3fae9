//! Files, policies, rules: clause by clause.

use super::super::tree::{
    Cite, ClaimDecl, Cond, DefineDecl, Demand, DutyDecl, ExceptionDecl, FactDecl, File, Item, ListDecl, Loop,
    PolicyDecl, PolicyMember, RuleDecl, SetDecl, SetExpr, SourceDecl, WindowDecl,
};
use super::Printer;
use super::flat;
use crate::order::sort_by_key;
use crate::span::Span;

/// How far members of a policy are indented, and clauses of a member.
const MEMBER: usize = 2;
const CLAUSE: usize = 4;

impl Printer<'_> {
    pub(super) fn file(&mut self, file: &File) {
        if let Some((edition, span)) = file.edition {
            self.new_line(0, span.start, false);
            self.put(&format!("loci {edition}"));
            self.pass(span.end);
        }
        for name in &file.uses {
            self.new_line(0, name.span.start, false);
            self.put(&format!("use {}", name.text));
        }
        self.items(&file.items);
        if let Some(policy) = &file.policy {
            self.policy(policy);
        }
        self.finish();
    }

    /// Items of one line stand below each other; one of several, or below a comment, stands apart.
    fn items(&mut self, items: &[Item]) {
        let mut apart = true;
        for item in items {
            let before = self.out.len();
            self.item(item);
            let written = self.out.get(before..).unwrap_or("");
            let Some((rest, text)) = written.split_once('\n') else {
                continue;
            };
            let own = text.lines().skip_while(|line| line.starts_with('#'));
            let long = own.count() > 1;
            if before > 0 && (apart || text.contains(['\n'])) {
                let gap = before + rest.len();
                self.out.insert(gap, '\n');
                self.line += 1;
            }
            apart = long;
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Source(source) => self.source(source),
            Item::Set(set) => self.set_decl(set),
            Item::List(list) => self.list(list),
            Item::Define(define) => self.define(define),
            Item::Fact(fact) => self.fact(fact),
            Item::Broken(..) => {}
        }
    }

    /// A line that cannot be broken.
    fn line(&mut self, indent: usize, span: Span, text: &str) {
        self.new_line(indent, span.start, false);
        self.put(text);
        self.pass(span.end);
    }

    fn source(&mut self, source: &SourceDecl) {
        let title = flat::quoted(&source.title.text);
        self.new_line(0, source.span.start, false);
        self.put(&format!("source {} is {title}", source.name.text));
        if let Some(url) = &source.url {
            let address = format!(" at {}", flat::quoted(&url.text));
            self.put_or_wrap(2, url.span.start, &address);
        }
        self.pass(source.span.end);
    }

    /// Puts `text`, which begins with a space, on the next line when this one has no room.
    fn put_or_wrap(&mut self, indent: usize, position: u32, text: &str) {
        if self.fits(text, 0) {
            return self.put(text);
        }
        self.new_line(indent, position, false);
        self.put(text.trim_start());
    }

    fn set_decl(&mut self, set: &SetDecl) {
        let of = set.of.as_ref().map(|of| format!(" of {}", flat::type_of(of)));
        self.new_line(0, set.span.start, false);
        self.put(if set.replace { "replace set " } else { "set " });
        self.put(&format!("{}{} = ", set.name.text, of.unwrap_or_default()));
        self.set(&set.value, 0);
        self.pass(set.span.end);
    }

    fn list(&mut self, list: &ListDecl) {
        self.new_line(0, list.span.start, false);
        self.put(&format!("list {} = {} in ", list.name.text, list.var.text));
        self.drawn(&list.from, Some(&list.cond), 2);
        self.pass(list.span.end);
    }

    /// `set where cond`, with `where` on a line of its own when one is not enough.
    fn drawn(&mut self, from: &SetExpr, filter: Option<&Cond>, indent: usize) {
        let Some(filter) = filter else {
            return self.set(from, 0);
        };
        let text = format!("{} where {}", flat::set(from), flat::cond(filter));
        let whole = self.fits(&text, 0) && !self.set_must_break(from) && !self.must_break(filter);
        self.set(from, 0);
        if whole {
            self.put(" ");
        } else {
            self.new_line(indent, filter.span.start, false);
        }
        self.put("where ");
        self.cond(filter, 0);
    }

    fn define(&mut self, define: &DefineDecl) {
        let param = define.param.as_ref().map(|param| format!("{} is ", param.text));
        let title = define.title.as_ref().map(|title| format!(" {}", flat::quoted(&title.text)));
        self.new_line(0, define.span.start, false);
        self.put(if define.replace { "replace define " } else { "define " });
        self.put(&format!("{}{}{} as", param.unwrap_or_default(), define.name.text, title.unwrap_or_default()));
        if self.fits(&flat::cond(&define.cond), 1) && !self.must_break(&define.cond) {
            self.put(" ");
        } else {
            self.new_line(6, define.cond.span.start, false);
        }
        self.cond(&define.cond, 0);
        self.pass(define.span.end);
    }

    fn fact(&mut self, fact: &FactDecl) {
        let nature = fact.nature.map(|nature| format!(" as {}", flat::nature(nature))).unwrap_or_default();
        let text = format!("fact {} is {}{nature}", flat::path(&fact.path), flat::type_of(&fact.ty));
        self.line(0, fact.span, &text);
    }

    fn policy(&mut self, policy: &PolicyDecl) {
        self.new_line(0, policy.span.start, true);
        let title = flat::quoted(&policy.title.text);
        self.put(&format!("policy {} version {} {title} {{", policy.name.text, policy.version.text));
        self.pass(policy.title.span.end);
        if let Some(cond) = &policy.applies {
            self.clause(MEMBER, "applies when ", cond.span.start, cond);
        }
        if let (Some(first), Some(last)) = (policy.levels.first(), policy.levels.last()) {
            let text = format!("levels {}", flat::names(&policy.levels, " < "));
            self.line(MEMBER, first.span.to(last.span), &text);
        }
        let mut blank = policy.applies.is_some() || !policy.levels.is_empty();
        for member in &policy.members {
            self.member(member, blank);
            blank = true;
        }
        self.close(0, policy.span.end.saturating_sub(1));
    }

    /// A word and its condition on a new line.
    fn clause(&mut self, indent: usize, word: &str, position: u32, cond: &Cond) {
        self.new_line(indent, position, false);
        self.put(word);
        self.cond(cond, 0);
    }

    fn member(&mut self, member: &PolicyMember, blank: bool) {
        match member {
            PolicyMember::Rule(rule) => self.rule(rule, blank),
            PolicyMember::Exception(exception) => self.exception(exception, blank),
            PolicyMember::Claim(claim) => self.claim(claim, blank),
            PolicyMember::Broken(..) => {}
        }
    }

    /// The head of a member; its citations and window stand below when there is no room.
    fn head(&mut self, span: Span, blank: bool, head: &str, basis: (&[Cite], &WindowDecl)) {
        let (cites, window) = basis;
        self.new_line(MEMBER, span.start, blank);
        self.put(head);
        let text = flat::cites(cites) + &flat::window(window);
        let position = cites.first().map_or(window.span.start, |cite| cite.span.start);
        self.put_or_wrap(CLAUSE + 2, position, &text);
        self.pass(cites.last().map_or(0, |cite| cite.span.end).max(window.span.end));
    }

    fn rule(&mut self, rule: &RuleDecl, blank: bool) {
        let part = rule.part.as_ref().map(|part| format!(" part {}", part.text));
        let level = rule.level.as_ref().map(|level| format!(" at {}", level.text));
        let head = format!(
            "rule {} {}{}{}",
            rule.name.text,
            flat::quoted(&rule.title.text),
            part.unwrap_or_default(),
            level.unwrap_or_default()
        );
        self.head(rule.span, blank, &head, (&rule.cites, &rule.window));
        for found in &rule.loops {
            self.for_every(found);
        }
        if let Some(cond) = &rule.when {
            self.clause(CLAUSE, "when ", cond.span.start, cond);
        }
        for demand in &rule.demands {
            self.demand(demand);
        }
        self.tail(rule);
    }

    fn for_every(&mut self, found: &Loop) {
        self.new_line(CLAUSE, found.span.start, false);
        self.put(&format!("for every {} in ", found.var.text));
        self.drawn(&found.from, found.cond.as_ref(), CLAUSE + 2);
        self.pass(found.span.end);
    }

    fn demand(&mut self, demand: &Demand) {
        let word = if demand.forbid { "forbid " } else { "require " };
        self.clause(CLAUSE, word, demand.span.start, &demand.cond);
        for cond in &demand.unless {
            self.clause(CLAUSE, "unless ", cond.span.start, cond);
        }
    }

    /// Severity, duties and remedy, in the order of the source.
    fn tail(&mut self, rule: &RuleDecl) {
        let severity = rule.severity.map(|(severity, span)| (span, format!("severity {}", flat::severity(severity))));
        let remedy = rule.remedy.as_ref().map(|text| (text.span, format!("remedy {}", flat::quoted(&text.text))));
        let duties = rule.duties.iter().map(|duty| (duty.span, duty_line(duty)));
        let mut lines: Vec<_> = severity.into_iter().chain(duties).chain(remedy).collect();
        sort_by_key(&mut lines, |(span, _)| span.start);
        for (span, text) in lines {
            self.line(CLAUSE, span, &text);
        }
    }

    fn exception(&mut self, exception: &ExceptionDecl, blank: bool) {
        let head = format!(
            "exception {} to {} {}",
            exception.name.text,
            flat::names(&exception.targets, ", "),
            flat::quoted(&exception.title.text)
        );
        self.head(exception.span, blank, &head, (&exception.cites, &exception.window));
        self.clause(CLAUSE, "when ", exception.when.span.start, &exception.when);
        for cond in &exception.unless {
            self.clause(CLAUSE, "unless ", cond.span.start, cond);
        }
        for duty in &exception.duties {
            self.line(CLAUSE, duty.span, &duty_line(duty));
        }
    }

    fn claim(&mut self, claim: &ClaimDecl, blank: bool) {
        let head = format!("claim {} {}", claim.name.text, flat::quoted(&claim.title.text));
        self.head(claim.span, blank, &head, (&claim.cites, &WindowDecl::default()));
        if let Some(cond) = &claim.when {
            self.clause(CLAUSE, "when ", cond.span.start, cond);
        }
        self.clause(CLAUSE, "never ", claim.never.span.start, &claim.never);
    }
}

fn duty_line(duty: &DutyDecl) -> String {
    let within = duty.within.map(|within| format!(" within {within}"));
    format!("duty {} {}{}", duty.holder.text, flat::quoted(&duty.text.text), within.unwrap_or_default())
}
