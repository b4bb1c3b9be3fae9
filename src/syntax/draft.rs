//! Collects the clauses of one rule, exception or claim.

use super::assemble::{broken_cond, broken_set};
use super::clause::{ClaimHead, Clause, ExceptionHead, RuleHead};
use super::tree::{
    ClaimDecl, Cond, CondKind, Demand, DutyDecl, ExceptionDecl, Loop, Name, PolicyMember, Quantified, Quantifier,
    RuleDecl, Severity, Text,
};
use crate::diag::Diagnostic;
use crate::span::Span;

/// The head to which the clauses belong.
#[derive(Debug)]
pub(super) enum Head {
    Rule(RuleHead),
    Exception(ExceptionHead),
    Claim(ClaimHead),
    /// A head that could not be parsed.
    Broken(Option<Name>),
}

/// The clauses collected so far.
#[derive(Debug)]
pub(super) struct Draft {
    head: Head,
    loops: Vec<Loop>,
    when: Option<Cond>,
    demands: Vec<Demand>,
    unless: Vec<Cond>,
    never: Option<Cond>,
    severity: Option<(Severity, Span)>,
    duties: Vec<DutyDecl>,
    remedy: Option<Text>,
    /// The furthest stage of the order of clauses that was reached.
    stage: u8,
    /// Says whether a clause could not be parsed: then a missing one is not reported.
    damaged: bool,
    /// Says whether a misplaced clause was reported.
    complained: bool,
    /// Says whether a variable is unknown: then the tree keeps only the name.
    lost: bool,
    span: Span,
}

/// Returns the keyword of a clause, and whether it can stand only once.
fn word_of(clause: &Clause) -> (&'static str, bool) {
    match clause {
        Clause::For(_) => ("for", false),
        Clause::When(_) => ("when", true),
        Clause::Demand { forbid: false, .. } => ("require", false),
        Clause::Demand { forbid: true, .. } => ("forbid", false),
        Clause::Unless(_) => ("unless", false),
        Clause::Never(_) => ("never", true),
        Clause::Severity(_) => ("severity", true),
        Clause::Duty(_) => ("duty", false),
        Clause::Remedy(_) => ("remedy", true),
        _ => ("", false),
    }
}

impl Head {
    /// Returns the stage at which a clause can stand, if it can.
    fn stage(&self, word: &str) -> Option<u8> {
        let order: &[(&str, u8)] = match self {
            Head::Rule(_) => &[
                ("for", 1),
                ("when", 2),
                ("require", 3),
                ("forbid", 3),
                ("unless", 3),
                ("severity", 4),
                ("duty", 4),
                ("remedy", 4),
            ],
            Head::Exception(_) => &[("when", 1), ("unless", 2), ("duty", 3)],
            Head::Claim(_) => &[("when", 1), ("never", 2)],
            Head::Broken(_) => return Some(0),
        };
        let found = order.iter().find(|(clause, _)| *clause == word);
        found.map(|(_, stage)| *stage)
    }

    /// Describes the order of the clauses, for help texts.
    fn order(&self) -> &'static str {
        match self {
            Head::Rule(_) => {
                "a rule says `for every`, `when`, `require` or `forbid` with its `unless`, then `severity`, `duty`, `remedy`"
            }
            Head::Exception(_) => "an exception says `when`, then `unless`, then `duty`",
            Head::Claim(_) => "a claim says `when`, then `never`",
            Head::Broken(_) => "",
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Head::Rule(_) => "a rule",
            Head::Exception(_) => "an exception",
            _ => "a claim",
        }
    }
}

impl Draft {
    pub(super) fn new(head: Head, span: Span) -> Self {
        Draft {
            head,
            loops: vec![],
            when: None,
            demands: vec![],
            unless: vec![],
            never: None,
            severity: None,
            duties: vec![],
            remedy: None,
            stage: 0,
            damaged: false,
            complained: false,
            lost: false,
            span,
        }
    }

    /// Adds a clause, and reports a place that is wrong.
    pub(super) fn take(&mut self, clause: Clause, span: Span) -> Option<Diagnostic> {
        let (word, once) = word_of(&clause);
        self.span = self.span.to(span);
        let said = self.complain(word, once, span);
        let stage = self.head.stage(word).unwrap_or(0);
        self.stage = self.stage.max(stage);
        self.complained |= said.is_some();
        if !(once && self.has(word)) {
            self.put(clause, span);
        }
        said
    }

    fn complain(&self, word: &str, once: bool, span: Span) -> Option<Diagnostic> {
        if self.damaged {
            return None;
        }
        let keyword = Span::new(span.start, span.start + word.len() as u32);
        let Some(stage) = self.head.stage(word) else {
            let message = format!("`{word}` does not belong to {}", self.head.word());
            return Some(Diagnostic::error("L0131", keyword, message).help(self.head.order()));
        };
        if once && self.has(word) {
            let help = match word {
                "when" => "join the two with `and`",
                _ => "keep one of the two",
            };
            let message = format!("`{word}` is already said");
            return Some(Diagnostic::error("L0129", keyword, message).help(help));
        }
        let nothing = matches!(self.head, Head::Rule(_)) && self.demands.is_empty();
        if word == "unless" && nothing {
            let message = "`unless` has nothing before it that it could waive";
            return Some(Diagnostic::error("L0131", keyword, message).help(self.head.order()));
        }
        (stage < self.stage).then(|| {
            let message = format!("`{word}` comes too late");
            Diagnostic::error("L0130", keyword, message).help(self.head.order())
        })
    }

    fn has(&self, word: &str) -> bool {
        match word {
            "when" => self.when.as_ref().is_some_and(is_read),
            "never" => self.never.as_ref().is_some_and(is_read),
            "severity" => self.severity.is_some(),
            "remedy" => self.remedy.is_some(),
            _ => false,
        }
    }

    fn put(&mut self, clause: Clause, span: Span) {
        match clause {
            Clause::For(found) => self.loops.push(found),
            Clause::When(cond) => self.when = Some(cond),
            Clause::Demand { forbid, cond } => self.demands.push(Demand { forbid, cond, unless: vec![], span }),
            Clause::Unless(cond) => self.put_unless(cond, span),
            Clause::Never(cond) => self.never = Some(cond),
            Clause::Severity(severity) => self.severity = Some((severity, span)),
            Clause::Duty(duty) => self.duties.push(duty),
            Clause::Remedy(text) => self.remedy = Some(text),
            _ => {}
        }
    }

    fn put_unless(&mut self, cond: Cond, span: Span) {
        match self.demands.last_mut() {
            Some(demand) => {
                demand.span = demand.span.to(span);
                demand.unless.push(cond);
            }
            None => self.unless.push(cond),
        }
    }

    /// Records that a clause could not be parsed.
    pub(super) fn take_broken(&mut self, word: &str, name: Option<Name>, span: Span) {
        self.damaged = true;
        self.span = self.span.to(span);
        let cond = broken_cond(span);
        match (word, name) {
            ("for", Some(var)) => self.loops.push(Loop { var, from: broken_set(span), cond: None, span }),
            ("for", None) => self.lost = true,
            ("when", _) => self.put(Clause::When(cond), span),
            ("require", _) => self.put(Clause::Demand { forbid: false, cond }, span),
            ("forbid", _) => self.put(Clause::Demand { forbid: true, cond }, span),
            ("unless", _) => self.put_unless(cond, span),
            ("never", _) => self.never = Some(cond),
            _ => {}
        }
    }

    /// Builds the member of the tree, and reports what is missing in it.
    pub(super) fn finish(mut self, source: &str) -> (PolicyMember, Vec<Diagnostic>) {
        let mut said = vec![];
        said.extend(self.missing());
        said.extend(self.required_every(source));
        let head = std::mem::replace(&mut self.head, Head::Broken(None));
        let member = match head {
            Head::Rule(head) if self.lost => PolicyMember::Broken(Some(head.name), self.span),
            Head::Rule(head) => PolicyMember::Rule(self.rule(head)),
            Head::Exception(head) => PolicyMember::Exception(self.exception(head)),
            Head::Claim(head) => PolicyMember::Claim(self.claim(head)),
            Head::Broken(name) => PolicyMember::Broken(name, self.span),
        };
        (member, said)
    }

    fn missing(&self) -> Option<Diagnostic> {
        let (name, code, message, help, there) = match &self.head {
            Head::Rule(head) => (
                &head.name,
                "L0132",
                "the rule demands nothing",
                "`require s.place in EEA` or `forbid …`",
                !self.demands.is_empty(),
            ),
            Head::Exception(head) => (
                &head.name,
                "L0133",
                "the exception does not say when it holds",
                "`when t.derogation is explicit_consent`",
                self.when.is_some(),
            ),
            Head::Claim(head) => (
                &head.name,
                "L0134",
                "the claim does not say what never happens",
                "`never some s in storage: s not in EEA`",
                self.never.is_some(),
            ),
            Head::Broken(_) => return None,
        };
        let silent = there || self.damaged || self.complained;
        (!silent).then(|| Diagnostic::error(code, name.span, message).help(help))
    }

    /// Reports `require every`. It would hold for an empty list, where the rule must not apply, so it has to be a loop.
    fn required_every(&self, source: &str) -> Vec<Diagnostic> {
        if !matches!(self.head, Head::Rule(_)) {
            return vec![];
        }
        let demands = self.demands.iter().filter(|demand| !demand.forbid);
        let found = demands.filter_map(|demand| {
            let every = every_of(&demand.cond)?;
            let span = Span::new(demand.span.start, demand.cond.span.start + 5);
            let said = Diagnostic::error(
                "L0128",
                span,
                "`require every` would hold for an empty list: the rule must not apply then",
            )
            .help("`for every s in storage` above, and `require` with what is said of each");
            let movable = self.demands.len() == 1 && self.when.is_none();
            let fix = movable.then(|| as_loop(demand, every, source)).flatten();
            Some(match fix {
                Some((span, text)) => said.fix(span, text),
                None => said,
            })
        });
        found.collect()
    }

    fn rule(self, head: RuleHead) -> RuleDecl {
        RuleDecl {
            name: head.name,
            title: head.title,
            part: head.part,
            level: head.level,
            cites: head.cites,
            window: head.window,
            loops: self.loops,
            when: self.when,
            demands: self.demands,
            severity: self.severity,
            duties: self.duties,
            remedy: self.remedy,
            span: self.span,
        }
    }

    fn exception(self, head: ExceptionHead) -> ExceptionDecl {
        ExceptionDecl {
            name: head.name,
            targets: head.targets,
            title: head.title,
            cites: head.cites,
            window: head.window,
            when: self.when.unwrap_or_else(|| broken_cond(self.span)),
            unless: self.unless,
            duties: self.duties,
            span: self.span,
        }
    }

    fn claim(self, head: ClaimHead) -> ClaimDecl {
        ClaimDecl {
            name: head.name,
            title: head.title,
            cites: head.cites,
            when: self.when,
            never: self.never.unwrap_or_else(|| broken_cond(self.span)),
            span: self.span,
        }
    }
}

/// Returns whether a condition could be parsed. Only one that could not may be replaced.
pub(super) fn is_read(cond: &Cond) -> bool {
    cond.kind != CondKind::Broken
}

fn every_of(cond: &Cond) -> Option<&Quantified> {
    match &cond.kind {
        CondKind::Quantified(found) if found.quantifier == Quantifier::Every => Some(found),
        _ => None,
    }
}

/// Rewrites `require every s in storage:` as `for every s in storage` and `require` on the next line.
fn as_loop(demand: &Demand, every: &Quantified, source: &str) -> Option<(Span, String)> {
    let bare = demand.cond.span.of(source).starts_with("every");
    let range = every.filter.as_ref().map_or(every.from.span, |cond| cond.span);
    let gap = Span::new(range.end, every.body.span.start).of(source);
    let colon = range.end + gap.find(':')? as u32;
    if !bare || gap.contains(['#']) {
        return None;
    }
    let head = Span::new(every.var.span.start, colon).of(source).trim_end();
    let span = Span::new(demand.span.start, colon + 1);
    Some((span, format!("for every {head}\n    require")))
}
