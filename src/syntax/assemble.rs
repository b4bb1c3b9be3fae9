//! Assembles clauses into a tree and reports those that are out of order.

use super::clause::{Clause, PolicyHead};
use super::draft::{Draft, Head, is_read};
use super::recover::{Clauses, Found, Outcome};
use super::tree::{AllowDecl, Cond, CondKind, File, Item, Name, PolicyDecl, PolicyMember, SetExpr, SetKind, Text};
use crate::diag::Diagnostic;
use crate::span::Span;

/// Assembles all clauses of `source` into a file.
#[inline(never)] // Runs once per text. Inlined, V8 would recompile the whole caller for this loop.
pub(super) fn assemble(source: &str, clauses: Clauses<'_>) -> (File, Vec<Diagnostic>) {
    let mut assembly = Assembly {
        source,
        file: File::default(),
        policy: Policy::Before,
        draft: None,
        first: None,
        implied: false,
        closed: clauses.brace_lost,
        at_start: true,
        broken: false,
        lost: false,
        allows: vec![],
        diagnostics: clauses.diagnostics,
    };
    assembly.open(&clauses.found);
    for found in clauses.found {
        let broken = matches!(found.outcome, Outcome::Broken(..));
        assembly.take(found);
        assembly.broken = broken;
        assembly.at_start = false;
    }
    assembly.end();
    (assembly.file, assembly.diagnostics)
}

/// The words that open what a lint can be allowed in.
const DECLARES: &[&str] = &[
    "use",
    "source",
    "set",
    "list",
    "replace",
    "define",
    "fact",
    "vendor",
    "region",
    "policy",
    "rule",
    "exception",
    "claim",
];

/// The position of the assembly relative to the policy's braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Policy {
    Before,
    Inside,
    After,
}

struct Assembly<'s> {
    source: &'s str,
    file: File,
    policy: Policy,
    draft: Option<Draft>,
    /// The first policy, while another one is being assembled.
    first: Option<PolicyDecl>,
    /// Says whether the current policy was opened without a head.
    implied: bool,
    /// Says whether a missing `}` goes unreported.
    closed: bool,
    /// Says whether the current clause is the first one.
    at_start: bool,
    /// Says whether the clause before could not be parsed.
    broken: bool,
    /// Says whether a line was lost whose clause is unknown: it may have opened anything.
    lost: bool,
    /// The lints that are allowed in the clause that comes next.
    allows: Vec<AllowDecl>,
    diagnostics: Vec<Diagnostic>,
}

/// Returns a condition that stands for one that could not be parsed.
pub(super) fn broken_cond(span: Span) -> Cond {
    Cond { kind: CondKind::Broken, cites: vec![], span }
}

/// Returns a set that stands for one that could not be parsed.
pub(super) fn broken_set(span: Span) -> SetExpr {
    SetExpr { kind: SetKind::Broken, span }
}

impl Assembly<'_> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a file without an edition. An edition that stands too late is reported where it stands.
    fn open(&mut self, found: &[Found<'_>]) {
        let edition = |found: &Found<'_>| match &found.outcome {
            Outcome::Read(clause) => matches!(**clause, Clause::Edition(_)),
            Outcome::Broken(word, _) => *word == "loci",
        };
        let first = found.first();
        let unreadable = first.is_some_and(|first| matches!(first.outcome, Outcome::Broken("", _)));
        if unreadable || found.iter().any(edition) {
            return;
        }
        let opening = first.map_or(Span::default(), |found| found.span);
        let word = self.first_word(opening);
        self.say(
            Diagnostic::error("L0101", word, "the file does not open with its edition")
                .help("`loci 1` on the first line")
                .fix(Span::new(opening.start, opening.start), "loci 1\n"),
        );
    }

    fn first_word(&self, clause: Span) -> Span {
        let text = clause.of(self.source);
        let length = text.find(char::is_whitespace).unwrap_or(text.len());
        Span::new(clause.start, clause.start + length as u32)
    }

    fn take(&mut self, found: Found<'_>) {
        let span = found.span;
        self.take_allows(&found);
        match found.outcome {
            Outcome::Broken(word, names) => self.take_broken(word, names, span),
            Outcome::Read(clause) => self.take_read(*clause, span),
        }
    }

    /// Gives the pending lints to the clause below them, where something can be allowed there.
    fn take_allows(&mut self, found: &Found<'_>) {
        let can_follow = match &found.outcome {
            Outcome::Broken(word, _) => DECLARES.contains(word) || matches!(*word, "" | "replace" | "allow"),
            Outcome::Read(clause) if matches!(**clause, Clause::Allow(_)) => return,
            Outcome::Read(_) => DECLARES.contains(&self.first_word(found.span).of(self.source)),
        };
        if !can_follow {
            return self.refuse_allows();
        }
        let allows = std::mem::take(&mut self.allows);
        self.file.allows.extend(allows.into_iter().map(|allow| AllowDecl { of: found.span, ..allow }));
    }

    /// Reports lints that are allowed where no declaration follows.
    fn refuse_allows(&mut self) {
        for allow in std::mem::take(&mut self.allows) {
            let help = "above a declaration, the policy, a rule, an exception or a claim";
            self.misplaced(allow.span, "allow", help);
        }
    }

    /// Extends what lints are allowed in from the first clause of a policy or a member to all of it.
    fn extend_allows(&mut self) {
        let policy = self.file.policy.iter();
        let members = policy.clone().flat_map(|policy| &policy.members).map(|member| match member {
            PolicyMember::Rule(rule) => rule.span,
            PolicyMember::Exception(exception) => exception.span,
            PolicyMember::Claim(claim) => claim.span,
            PolicyMember::Broken(_, span) => *span,
        });
        for span in policy.map(|policy| policy.span).chain(members) {
            let here = |allow: &&mut AllowDecl| allow.of.start == span.start;
            self.file.allows.iter_mut().filter(here).for_each(|allow| allow.of = span);
        }
    }

    fn take_read(&mut self, clause: Clause, span: Span) {
        match clause {
            Clause::Allow(allow) => self.allows.push(allow),
            Clause::Edition(number) => self.edition(number, span),
            Clause::Use(name) => self.use_module(name, span),
            Clause::Source(source) => self.item("source", Item::Source(source), span),
            Clause::Set(set) => self.item("set", Item::Set(set), span),
            Clause::List(list) => self.item("list", Item::List(list), span),
            Clause::Define(define) => self.item("define", Item::Define(define), span),
            Clause::Fact(fact) => self.item("fact", Item::Fact(fact), span),
            Clause::Vendor(vendor) => self.item("vendor", Item::Vendor(vendor), span),
            Clause::Region(region) => self.item("region", Item::Region(region), span),
            Clause::Policy(head) => self.open_policy(head, span),
            Clause::Applies(cond) => self.applies(cond, span),
            Clause::Levels(names) => self.levels(names, span),
            Clause::Rule(head) => self.open_member("rule", Head::Rule(head), span),
            Clause::Exception(head) => self.open_member("exception", Head::Exception(head), span),
            Clause::Claim(head) => self.open_member("claim", Head::Claim(head), span),
            Clause::Close => self.close(span),
            inner => self.inner(inner, span),
        }
    }

    fn take_broken(&mut self, word: &str, names: Vec<Name>, span: Span) {
        let name = names.first().cloned();
        match word {
            "" => self.lost = true,
            "loci" | "use" => {}
            "}" => self.close(span),
            "source" | "set" | "list" | "define" | "fact" | "replace" => {
                self.file.items.push(Item::Broken(name, span));
            }
            // Their names are no names of the language: nothing else is not found because of them.
            "vendor" | "region" => self.file.items.push(Item::Broken(None, span)),
            "policy" => self.open_policy(nameless(name, span), span),
            "applies" => self.applies(broken_cond(span), span),
            "levels" => self.levels(names, span),
            "rule" | "exception" | "claim" => self.open_member(word, Head::Broken(name), span),
            _ => {
                if let Some(draft) = &mut self.draft {
                    draft.take_broken(word, name, span);
                }
            }
        }
    }

    fn edition(&mut self, number: u32, span: Span) {
        if number != 1 {
            let message = format!("there is no edition {number} of the language");
            self.say(Diagnostic::error("L0102", span, message).help("`loci 1`").fix(span, "loci 1"));
        } else if !self.at_start && !self.broken {
            self.misplaced(span, "loci", "the file opens with it, once");
        }
        self.file.edition.get_or_insert((number, span));
    }

    fn misplaced(&mut self, span: Span, word: &str, help: &str) {
        let span = self.first_word(span);
        let message = format!("`{word}` does not belong here");
        self.say(Diagnostic::error("L0131", span, message).help(help));
    }

    fn use_module(&mut self, name: Name, span: Span) {
        if !self.file.items.is_empty() || self.policy != Policy::Before {
            self.misplaced(span, "use", "every `use` stands directly below `loci 1`");
        }
        self.file.uses.push(name);
    }

    fn item(&mut self, word: &str, item: Item, span: Span) {
        if self.policy != Policy::Before {
            self.misplaced(span, word, "it stands before the policy");
        }
        self.file.items.push(item);
    }

    fn open_policy(&mut self, head: PolicyHead, span: Span) {
        self.finish_member();
        let implied = std::mem::take(&mut self.implied);
        let mut members = vec![];
        match self.file.policy.take() {
            Some(before) if implied => members = before.members,
            Some(before) => {
                let help = "a file holds one policy; put the other into a file of its own";
                self.misplaced(span, "policy", help);
                self.first.get_or_insert(before);
            }
            None => {}
        }
        self.policy = Policy::Inside;
        self.file.policy = Some(PolicyDecl {
            name: head.name,
            version: head.version,
            title: head.title,
            applies: None,
            levels: vec![],
            members,
            span,
        });
    }

    /// Opens a policy for a clause that needs one, and reports its absence once.
    fn enter(&mut self, word: &str, span: Span) {
        if self.policy == Policy::Inside {
            return;
        }
        if !self.lost {
            let help = "inside the braces of `policy name version 1.0.0 \"What it says\" { … }`";
            self.misplaced(span, word, help);
        }
        if self.policy == Policy::After {
            self.policy = Policy::Inside;
            self.closed = true;
            return;
        }
        self.closed = true;
        self.open_policy(nameless(None, Span::new(span.start, span.start)), span);
        self.implied = true;
    }

    fn applies(&mut self, cond: Cond, span: Span) {
        self.enter("applies", span);
        self.before_members("applies", span);
        let Some(policy) = &mut self.file.policy else {
            return;
        };
        if policy.applies.as_ref().is_some_and(is_read) {
            return self.twice("applies", span, "join the two with `and`");
        }
        policy.applies = Some(cond);
    }

    fn levels(&mut self, names: Vec<Name>, span: Span) {
        self.enter("levels", span);
        self.before_members("levels", span);
        let Some(policy) = &mut self.file.policy else {
            return;
        };
        if !policy.levels.is_empty() {
            return self.twice("levels", span, "one line says them all: `levels a < b < c`");
        }
        policy.levels = names;
    }

    fn before_members(&mut self, word: &str, span: Span) {
        let members = self.file.policy.as_ref().is_some_and(|p| !p.members.is_empty());
        if members || self.draft.is_some() {
            let help = "`applies when`, then `levels`, then rules, exceptions and claims";
            self.out_of_order(word, span, help);
        }
    }

    fn out_of_order(&mut self, word: &str, span: Span, help: &str) {
        let span = self.first_word(span);
        let message = format!("`{word}` comes too late");
        self.say(Diagnostic::error("L0130", span, message).help(help));
    }

    fn twice(&mut self, word: &str, span: Span, help: &str) {
        let span = self.first_word(span);
        let message = format!("`{word}` is already said");
        self.say(Diagnostic::error("L0129", span, message).help(help));
    }

    fn open_member(&mut self, word: &str, head: Head, span: Span) {
        self.finish_member();
        self.enter(word, span);
        self.draft = Some(Draft::new(head, span));
    }

    fn finish_member(&mut self) {
        let Some(draft) = self.draft.take() else {
            return;
        };
        let (member, diagnostics) = draft.finish(self.source);
        self.diagnostics.extend(diagnostics);
        self.push_member(member);
    }

    fn push_member(&mut self, member: PolicyMember) {
        if let Some(policy) = &mut self.file.policy {
            policy.members.push(member);
        }
    }

    /// Adds a clause to the rule, exception or claim that it belongs to.
    fn inner(&mut self, clause: Clause, span: Span) {
        match &mut self.draft {
            Some(draft) => {
                let said = draft.take(clause, span);
                self.diagnostics.extend(said);
            }
            None if self.broken || self.lost => {}
            None => {
                let word = self.first_word(span).of(self.source).to_owned();
                self.misplaced(span, &word, "it belongs to a rule: `rule name \"What it says\"` before it");
                self.draft = Some(Draft::new(Head::Broken(None), span));
            }
        }
    }

    fn close(&mut self, span: Span) {
        self.finish_member();
        if self.policy != Policy::Inside {
            if !self.broken {
                let message = "`}` closes nothing";
                self.say(Diagnostic::error("L0136", span, message).help("remove it"));
            }
            return;
        }
        self.policy = Policy::After;
        if let Some(policy) = &mut self.file.policy {
            policy.span = policy.span.to(span);
        }
    }

    fn end(&mut self) {
        self.end_policy();
        self.refuse_allows();
        self.extend_allows();
        if self.first.is_some() {
            self.file.policy = self.first.take();
        }
    }

    fn end_policy(&mut self) {
        self.finish_member();
        if self.policy != Policy::Inside {
            return;
        }
        let Some(policy) = &mut self.file.policy else {
            return;
        };
        let head = policy.name.span;
        policy.span.end = self.source.len() as u32;
        if !self.closed {
            self.say(
                Diagnostic::error("L0135", head, "the `{` of the policy is not closed")
                    .help("`}` on a line of its own at the end"),
            );
        }
    }
}

/// Returns the head of a policy of which at most the name is known.
fn nameless(name: Option<Name>, span: Span) -> PolicyHead {
    let said = |text: &str| Name { text: text.to_owned(), span };
    PolicyHead {
        name: name.unwrap_or_else(|| said("")),
        version: said("0.0.0"),
        title: Text { text: String::new(), span },
    }
}
