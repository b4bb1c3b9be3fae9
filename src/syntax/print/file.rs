//! Prints files, policies and rules, clause by clause.

use super::super::tree::{
    Cite, ClaimDecl, Cond, DefineDecl, Demand, DutyDecl, ExceptionDecl, FactDecl, File, Item, ListDecl, Loop,
    PolicyDecl, PolicyMember, RegionDecl, RuleDecl, SetDecl, SetExpr, SourceDecl, VendorDecl, WindowDecl,
};
use super::flat;
use super::{Blank, Gap, Printer};
use crate::order::sort_by_key;
use crate::span::Span;

/// The indent of a policy's members, and of a member's clauses.
const MEMBER: usize = 2;
const CLAUSE: usize = 4;

impl Printer<'_> {
    pub(super) fn file(&mut self, file: &File) {
        if let Some((edition, span)) = file.edition {
            self.line(0, span, &format!("loci {edition}"));
        }
        for name in &file.uses {
            self.allowed(0, name.span.start, Blank::Drop);
            self.line(0, name.span, &format!("use {}", name.text));
        }
        self.items(&file.items);
        if let Some(policy) = &file.policy {
            self.policy(policy);
        }
        self.finish();
    }

    /// Prints items. Those of one line keep the empty lines of the source between them; one of several lines, or below
    /// a comment, gets an empty line around it.
    fn items(&mut self, items: &[Item]) {
        let mut apart = true;
        for item in items {
            let Some(gap) = self.item(item) else { continue };
            let written = self.out.get(gap.at..).unwrap_or("").trim_start_matches('\n');
            let own = written.lines().skip_while(|line| line.starts_with('#'));
            let long = own.count() > 1;
            if gap.at > 0 && !gap.has_blank && (apart || written.contains(['\n'])) {
                self.out.insert(gap.at, '\n');
                self.line += 1;
            }
            apart = long;
        }
    }

    fn item(&mut self, item: &Item) -> Option<Gap> {
        let span = match item {
            Item::Source(source) => source.span,
            Item::Set(set) => set.span,
            Item::List(list) => list.span,
            Item::Define(define) => define.span,
            Item::Fact(fact) => fact.span,
            Item::Vendor(vendor) => vendor.span,
            Item::Region(region) => region.span,
            Item::Broken(..) => return None,
        };
        let gap = self.first_line(0, span.start, Blank::Keep);
        match item {
            Item::Source(source) => self.source(source),
            Item::Set(set) => self.set_decl(set),
            Item::List(list) => self.list(list),
            Item::Define(define) => self.define(define),
            Item::Fact(fact) => self.fact(fact),
            Item::Vendor(vendor) => self.vendor(vendor),
            Item::Region(region) => self.region(region),
            Item::Broken(..) => {}
        }
        self.end_clause(span);
        Some(gap)
    }

    /// Prints the lints that are allowed in what stands at `position`, a line each. Returns the gap above them, if there are any.
    fn allowed(&mut self, indent: usize, position: u32, blank: Blank) -> Option<Gap> {
        let mut first = None;
        while let Some(allow) = self.allows.pop_if(|allow| allow.span.start < position) {
            let blank = if first.is_none() { blank } else { Blank::Drop };
            let gap = self.new_line(indent, allow.span.start, blank);
            first.get_or_insert(gap);
            self.put(&format!("allow {} {}", allow.code.text, flat::quoted(&allow.reason.text)));
            self.end_clause(allow.span);
        }
        first
    }

    /// Begins a line below the lints that are allowed in it. Returns the gap above both.
    fn first_line(&mut self, indent: usize, position: u32, blank: Blank) -> Gap {
        match self.allowed(indent, position, blank) {
            Some(above) => {
                self.new_line(indent, position, Blank::Drop);
                above
            }
            None => self.new_line(indent, position, blank),
        }
    }

    /// Prints a line that cannot be broken.
    fn line(&mut self, indent: usize, span: Span, text: &str) {
        let clause = self.clause_at(span.start);
        self.new_line(indent, clause.start, Blank::Drop);
        self.put(text);
        self.pass(clause.end);
    }

    fn source(&mut self, source: &SourceDecl) {
        let title = flat::quoted(&source.title.text);
        self.put(&format!("source {} is {title}", source.name.text));
        if let Some(url) = &source.url {
            let address = format!(" at {}", flat::quoted(&url.text));
            self.put_or_wrap(2, url.span.start, &address);
        }
        let days = flat::window(&source.window);
        if !days.is_empty() {
            self.put_or_wrap(2, source.window.span.start, &days);
        }
    }

    /// Prints `text`, which begins with a space, on the next line when this one has no room.
    fn put_or_wrap(&mut self, indent: usize, position: u32, text: &str) {
        if self.fits(text, 0) {
            return self.put(text);
        }
        self.new_line(indent, position, Blank::Drop);
        self.put(text.trim_start());
    }

    fn set_decl(&mut self, set: &SetDecl) {
        let of = set.of.as_ref().map(|of| format!(" of {}", flat::type_of(of)));
        self.put(if set.replace { "replace set " } else { "set " });
        self.put(&format!("{}{} = ", set.name.text, of.unwrap_or_default()));
        self.set(&set.value, 0);
    }

    fn list(&mut self, list: &ListDecl) {
        self.put(&format!("list {} = {} in ", list.name.text, list.var.text));
        self.filtered_set(&list.from, Some(&list.cond), 2);
    }

    /// Prints `set where cond`, with `where` on a line of its own when one line is not enough.
    fn filtered_set(&mut self, from: &SetExpr, filter: Option<&Cond>, indent: usize) {
        let Some(filter) = filter else {
            return self.set(from, 0);
        };
        let text = format!("{} where {}", flat::set(from), flat::cond(filter));
        let on_one_line = self.fits(&text, 0) && !self.set_must_break(from) && !self.must_break(filter);
        self.set(from, 0);
        if on_one_line {
            self.put(" ");
        } else {
            self.new_line(indent, filter.span.start, Blank::Drop);
        }
        self.put("where ");
        self.cond(filter, 0);
    }

    fn vendor(&mut self, vendor: &VendorDecl) {
        self.put(&format!("vendor {} {}", vendor.key.text, flat::quoted(&vendor.name.text)));
        self.put_or_wrap(2, vendor.seat.span.start, &format!(" seat {}", vendor.seat.text));
        if let Some(parent) = &vendor.parent {
            self.put_or_wrap(2, parent.span.start, &format!(" parent {}", parent.text));
        }
    }

    fn region(&mut self, region: &RegionDecl) {
        let operator = &region.operator.text;
        self.put(&format!("region {} in {} operated by {operator}", region.id.text, region.place.text));
    }

    fn define(&mut self, define: &DefineDecl) {
        let param = define.param.as_ref().map(|param| format!("{} is ", param.text));
        let title = define.title.as_ref().map(|title| format!(" {}", flat::quoted(&title.text)));
        self.put(if define.replace { "replace define " } else { "define " });
        self.put(&format!("{}{}{} as", param.unwrap_or_default(), define.name.text, title.unwrap_or_default()));
        if self.fits(&flat::cond(&define.cond), 1) && !self.must_break(&define.cond) {
            self.put(" ");
        } else {
            self.new_line(6, define.cond.span.start, Blank::Drop);
        }
        self.cond(&define.cond, 0);
    }

    fn fact(&mut self, fact: &FactDecl) {
        let nature = fact.nature.map(|nature| format!(" as {}", flat::nature(nature))).unwrap_or_default();
        self.put(&format!("fact {} is {}{nature}", flat::path(&fact.path), flat::type_of(&fact.ty)));
    }

    fn policy(&mut self, policy: &PolicyDecl) {
        self.first_line(0, policy.span.start, Blank::Force);
        let title = flat::quoted(&policy.title.text);
        self.put(&format!("policy {} version {} {title} {{", policy.name.text, policy.version.text));
        self.pass(self.clause_at(policy.span.start).end);
        if let Some(cond) = &policy.applies {
            self.clause(MEMBER, "applies when ", cond);
        }
        if let Some(first) = policy.levels.first() {
            let text = format!("levels {}", flat::names(&policy.levels, " < "));
            self.line(MEMBER, first.span, &text);
        }
        let mut blank = match policy.applies.is_some() || !policy.levels.is_empty() {
            true => Blank::Force,
            false => Blank::Drop,
        };
        for member in &policy.members {
            self.member(member, blank);
            blank = Blank::Force;
        }
        let last = policy.members.last().map(|member| match member {
            PolicyMember::Rule(rule) => rule.span.start,
            PolicyMember::Exception(exception) => exception.span.start,
            PolicyMember::Claim(claim) => claim.span.start,
            PolicyMember::Broken(_, span) => span.start,
        });
        self.close(0, policy.span.end.saturating_sub(1), last);
    }

    /// Prints a word and its condition on a new line.
    fn clause(&mut self, indent: usize, word: &str, cond: &Cond) {
        let clause = self.clause_at(cond.span.start);
        self.new_line(indent, clause.start, Blank::Drop);
        self.put(word);
        self.cond(cond, 0);
        self.pass(clause.end);
    }

    fn member(&mut self, member: &PolicyMember, blank: Blank) {
        match member {
            PolicyMember::Rule(rule) => self.rule(rule, blank),
            PolicyMember::Exception(exception) => self.exception(exception, blank),
            PolicyMember::Claim(claim) => self.claim(claim, blank),
            PolicyMember::Broken(..) => {}
        }
    }

    /// Prints the head of a member; its citations and window go to the next line when there is no room.
    fn head(&mut self, span: Span, blank: Blank, head: &str, basis: (&[Cite], &WindowDecl)) {
        let (cites, window) = basis;
        self.first_line(MEMBER, span.start, blank);
        self.put(head);
        let text = flat::cites(cites) + &flat::window(window);
        let position = cites.first().map_or(window.span.start, |cite| cite.span.start);
        self.put_or_wrap(CLAUSE + 2, position, &text);
        self.pass(self.clause_at(span.start).end);
    }

    fn rule(&mut self, rule: &RuleDecl, blank: Blank) {
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
            self.clause(CLAUSE, "when ", cond);
        }
        for demand in &rule.demands {
            self.demand(demand);
        }
        self.tail(rule);
    }

    fn for_every(&mut self, found: &Loop) {
        self.new_line(CLAUSE, found.span.start, Blank::Drop);
        self.put(&format!("for every {} in ", found.var.text));
        self.filtered_set(&found.from, found.cond.as_ref(), CLAUSE + 2);
        self.pass(found.span.end);
    }

    fn demand(&mut self, demand: &Demand) {
        let word = if demand.forbid { "forbid " } else { "require " };
        self.clause(CLAUSE, word, &demand.cond);
        for cond in &demand.unless {
            self.clause(CLAUSE, "unless ", cond);
        }
    }

    /// Prints severity, duties and remedy, in the order of the source.
    fn tail(&mut self, rule: &RuleDecl) {
        let severity = rule.severity.map(|(severity, span)| (span, format!("severity {}", severity.as_str())));
        let remedy = rule.remedy.as_ref().map(|text| (text.span, format!("remedy {}", flat::quoted(&text.text))));
        let duties = rule.duties.iter().map(|duty| (duty.span, duty_line(duty)));
        let mut lines: Vec<_> = severity.into_iter().chain(duties).chain(remedy).collect();
        sort_by_key(&mut lines, |(span, _)| span.start);
        for (span, text) in lines {
            self.line(CLAUSE, span, &text);
        }
    }

    fn exception(&mut self, exception: &ExceptionDecl, blank: Blank) {
        let head = format!(
            "exception {} to {} {}",
            exception.name.text,
            flat::names(&exception.targets, ", "),
            flat::quoted(&exception.title.text)
        );
        self.head(exception.span, blank, &head, (&exception.cites, &exception.window));
        self.clause(CLAUSE, "when ", &exception.when);
        for cond in &exception.unless {
            self.clause(CLAUSE, "unless ", cond);
        }
        for duty in &exception.duties {
            self.line(CLAUSE, duty.span, &duty_line(duty));
        }
    }

    fn claim(&mut self, claim: &ClaimDecl, blank: Blank) {
        let head = format!("claim {} {}", claim.name.text, flat::quoted(&claim.title.text));
        self.head(claim.span, blank, &head, (&claim.cites, &WindowDecl::default()));
        if let Some(cond) = &claim.when {
            self.clause(CLAUSE, "when ", cond);
        }
        self.clause(CLAUSE, "never ", &claim.never);
    }
}

fn duty_line(duty: &DutyDecl) -> String {
    let within = duty.within.map(|within| format!(" within {within}"));
    format!("duty {} {}{}", duty.holder.text, flat::quoted(&duty.text.text), within.unwrap_or_default())
}
