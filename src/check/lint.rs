//! Reports what is legal but probably not meant.

use super::cond::words;
use super::scope::Scope;
use super::world::Layer;
use super::{Check, MAX_FOUND, MAX_ITEMS};
use crate::diag::Diagnostic;
use crate::order::sort_by;
use crate::policy::{self, Entries, Exception, Formula, Quantifier, Rule, SourceSpan, Subject};
use crate::sorted::{SortedMap, SortedSet};
use crate::syntax::tree::{self, Cond, CondKind, Item, Left, PolicyMember, Test};

/// The most parts of one `or` that are compared with one another.
const MOST_COMPARED: usize = 100;

impl Check {
    /// Reports `x in S or x not in S`: it asks whether a fact is known, which no policy may ask.
    pub(super) fn lint_tautology(&mut self, parts: &[Cond], scope: &Scope) {
        // Each part is compared with each other. A longer condition was not written by hand.
        let parts = parts.get(..MOST_COMPARED).unwrap_or(parts);
        for (index, part) in parts.iter().enumerate() {
            let opposite = parts.iter().take(index).any(|other| are_opposite(other, part));
            if opposite {
                let message = "one of the two always holds, once the fact is known".to_owned();
                let help = "a policy cannot ask whether a fact is known: require the fact that should be declared";
                self.lint(scope, "L0403", part.span, message, help);
            }
        }
    }

    /// Checks the definitions that nothing uses, in the policy and in the modules of the host. Their errors count as
    /// well, and an unused one is probably a slip.
    pub(super) fn check_items(&mut self) {
        for unit in self.world.own() {
            let Some(file) = self.world.file(unit) else { continue };
            for (item, definition) in file.items.iter().enumerate().take(MAX_ITEMS) {
                self.check_item(definition, Layer { unit, item });
            }
        }
    }

    fn check_item(&mut self, item: &Item, layer: Layer) {
        let scope = Scope { unit: layer.unit, ..Scope::default() };
        match item {
            Item::List(list) => self.new_var(&list.var, &scope),
            Item::Define(define) => define.param.iter().for_each(|param| self.new_var(param, &scope)),
            Item::Set(set) => set.of.iter().for_each(|ty| self.refuse_set_type(ty, &scope)),
            Item::Fact(fact) => self.unused_fact(fact, &scope),
            Item::Source(_) | Item::Vendor(_) | Item::Region(_) | Item::Broken(..) => {}
        }
        let symbol = self.world.symbol_of(layer);
        if let Some(symbol) = symbol.filter(|symbol| !self.read.contains(symbol)) {
            self.unused(item, (symbol, layer));
        }
    }

    fn unused_fact(&mut self, fact: &tree::FactDecl, scope: &Scope) {
        let Some(name) = fact.path.names.last() else { return };
        let read = self
            .declared
            .facts
            .iter()
            .zip(&self.facts)
            .any(|(known, use_)| known.name == name.text && use_.unit == scope.unit && use_.read);
        let declared = self.declared.facts.iter().any(|known| known.name == name.text);
        if declared && !read {
            let message = format!("nothing uses `{}`", words(&fact.path));
            self.lint(scope, "L0401", fact.path.span, message, "leave it out, or use it");
        }
    }

    fn unused(&mut self, item: &Item, found: (usize, Layer)) {
        let scope = Scope { unit: found.1.unit, expanding: vec![found], inside: Some(found), ..Scope::default() };
        let name = match item {
            Item::Set(set) => {
                if let Some(of) = self.guess_set(&set.value) {
                    self.set(&set.value, of, &scope);
                }
                &set.name
            }
            Item::List(list) => {
                if let Some((_, ty)) = self.entries(&list.from, &scope) {
                    let (inner, _) = scope.with_var(&list.var.text, ty);
                    self.cond(&list.cond, &inner);
                }
                &list.name
            }
            Item::Define(define) => {
                if define.param.is_none() {
                    self.cond(&define.cond, &scope);
                }
                &define.name
            }
            Item::Source(source) => &source.name,
            Item::Fact(_) | Item::Vendor(_) | Item::Region(_) | Item::Broken(..) => return,
        };
        self.lint(&scope, "L0401", name.span, format!("nothing uses `{}`", name.text), "leave it out, or use it");
    }

    /// Reports the lints on a whole policy.
    pub(super) fn lint_all(&mut self, file: &tree::File, rules: &[Rule]) {
        let scope = Scope::default();
        for member in file.policy.iter().flat_map(|policy| &policy.members) {
            let (name, cites) = match member {
                PolicyMember::Rule(rule) => (&rule.name, &rule.cites),
                PolicyMember::Exception(exception) => (&exception.name, &exception.cites),
                PolicyMember::Claim(_) | PolicyMember::Broken(..) => continue,
            };
            if cites.is_empty() {
                let help = "cite what it rests on: `[GDPR 44]`, or a decision of your own";
                self.lint(&scope, "L0402", name.span, format!("`{}` cites nothing", name.text), help);
            }
        }
        for rule in rules {
            for demand in &rule.demands {
                self.lint_empty(&demand.cond, true, &mut vec![]);
                demand.waivers.iter().for_each(|waiver| self.lint_empty(waiver, true, &mut vec![]));
            }
            rule.exceptions.iter().for_each(|exception| self.lint_exception(exception, true));
        }
        self.lint_uses();
        sort_by(&mut self.lints, |a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        if self.lints_left_out {
            let last = self.lints.last().and_then(|lint| lint.span).unwrap_or_default();
            self.lints.push(Diagnostic::lint("L0193", last, format!("there are more lints than these {MAX_FOUND}")));
        }
    }

    fn lint_exception(&mut self, exception: &Exception, helps: bool) {
        self.lint_empty(&exception.when, helps, &mut vec![]);
        exception.unless.iter().for_each(|unless| self.lint_empty(unless, !helps, &mut vec![]));
        exception.defeated_by.iter().for_each(|defeat| self.lint_exception(defeat, !helps));
    }

    /// Reports a quantifier that an empty list makes true where truth favours the flow. `helps` says whether it does. `beside` holds the
    /// conditions that stand beside it: each with the outcome by which it alone keeps the whole from favouring the flow.
    fn lint_empty<'f>(&mut self, formula: &'f Formula, helps: bool, beside: &mut Vec<(&'f Formula, bool)>) {
        match formula {
            Formula::Not(inner) => self.lint_empty(inner, !helps, beside),
            Formula::All(parts) | Formula::Any(parts) => {
                // In favour of the flow all of `All` have to hold, and against it all of `Any` have to fail.
                let decides = matches!(formula, Formula::All(_)) == helps;
                for (at, part) in parts.iter().enumerate() {
                    let known = beside.len();
                    let others = parts.iter().enumerate().filter(|(other, _)| decides && *other != at);
                    beside.extend(others.map(|(_, other)| (other, !helps)));
                    self.lint_empty(part, helps, beside);
                    beside.truncate(known);
                }
            }
            Formula::Quantified(q) => {
                if of_no_entry(q.quantifier) == helps
                    && !beside.iter().any(|(other, outcome)| of_empty(other, &q.from) == Some(*outcome))
                    && let Some(found) = first_test_span(&q.body).filter(|found| found.text == 0)
                {
                    let message = "an empty list makes this hold, to the flow's advantage".to_owned();
                    let help = "write it as a rule with `for every`, or say too that there is an entry: `some …`";
                    self.lint(&Scope::default(), "L0404", found.span, message, help);
                }
            }
            Formula::Defined(defined) => self.lint_empty(&defined.formula, helps, beside),
            Formula::Const(_) | Formula::Atom(_) | Formula::Derived(_) => {}
        }
    }

    fn lint_uses(&mut self) {
        let replaced = |symbol: &usize| {
            self.world.symbols.get(*symbol).is_some_and(|s| s.layers.iter().any(|layer| layer.unit == 0))
        };
        let symbols = (0..self.world.symbols.len()).filter(|s| self.read_by_policy.contains(s) || replaced(s));
        let mut read: Vec<usize> =
            symbols.filter_map(|s| self.world.symbols.get(s)?.layers.first()).map(|l| l.unit).collect();
        let facts = self.facts.iter().filter(|fact| fact.read).map(|fact| fact.unit);
        read.extend(facts);
        let read: SortedSet<usize> = read.into_iter().collect();
        let mut idle: SortedMap<usize, bool> = SortedMap::new();
        for (name, unit) in self.world.direct_uses() {
            let is_idle = match idle.get(&unit) {
                Some(known) => *known,
                None => !read.iter().any(|used| *used == unit || self.world.sees(unit, *used)),
            };
            idle.insert(unit, is_idle);
            if is_idle {
                let message = format!("nothing of module `{}` is used", name.text);
                self.lint(&Scope::default(), "L0401", name.span, message, "leave the `use` out");
            }
        }
    }
}

/// Returns whether a quantifier holds of an empty list.
fn of_no_entry(quantifier: Quantifier) -> bool {
    matches!(quantifier, Quantifier::Every | Quantifier::No | Quantifier::AtLeast(0))
}

/// Returns the outcome of a condition where a list is empty; nothing where it depends on other facts.
fn of_empty(formula: &Formula, list: &Entries) -> Option<bool> {
    let of_part = |part: &Formula| of_empty(part, list);
    match formula {
        Formula::Const(outcome) => Some(*outcome),
        Formula::Not(inner) => of_part(inner).map(|outcome| !outcome),
        Formula::All(parts) | Formula::Any(parts) => {
            let decisive = matches!(formula, Formula::Any(_));
            let outcomes: Vec<Option<bool>> = parts.iter().map(of_part).collect();
            let is_decided = outcomes.contains(&Some(decisive));
            (is_decided || !outcomes.contains(&None)).then_some(is_decided == decisive)
        }
        Formula::Quantified(q) => (q.from == *list).then(|| of_no_entry(q.quantifier)),
        Formula::Atom(atom) => {
            use policy::Test::{HasCategory, HasPlace, HasValue};
            let is_of_list =
                matches!((&atom.subject, list), (Subject::Path(path), Entries::Path(list)) if path == list);
            (is_of_list && matches!(atom.test, HasCategory(_) | HasPlace(_) | HasValue(_))).then_some(false)
        }
        Formula::Defined(defined) => of_part(&defined.formula),
        Formula::Derived(_) => None,
    }
}

fn are_opposite(a: &Cond, b: &Cond) -> bool {
    if let CondKind::Not(inner) = &a.kind {
        return same_words(inner, b);
    }
    if let CondKind::Not(inner) = &b.kind {
        return same_words(inner, a);
    }
    let (CondKind::Compare(left), CondKind::Compare(right)) = (&a.kind, &b.kind) else { return false };
    let (Left::Path(x), Left::Path(y)) = (&left.left, &right.left) else { return false };
    if words(x) != words(y) {
        return false;
    }
    match (&left.test, &right.test) {
        (Some(Test::In { not: p, set: s, .. }), Some(Test::In { not: q, set: t, .. })) => {
            p != q && path_text(s) == path_text(t)
        }
        (Some(Test::Is { not: p, term: s }), Some(Test::Is { not: q, term: t })) => {
            p != q && term_words(s) == term_words(t)
        }
        _ => false,
    }
}

fn term_words(term: &tree::Term) -> String {
    match term {
        tree::Term::Ref(path) => words(path),
        tree::Term::Region(name) | tree::Term::Party(name) => name.text.clone(),
        tree::Term::Value(value, _) => format!("{value:?}"),
    }
}

/// Returns the path that a set expression consists of, if it is one.
fn path_text(set: &tree::SetExpr) -> Option<String> {
    match &set.kind {
        tree::SetKind::Path(path) => Some(words(path)),
        _ => None,
    }
}

fn same_words(a: &Cond, b: &Cond) -> bool {
    match (&a.kind, &b.kind) {
        (CondKind::Compare(x), CondKind::Compare(y)) => match (&x.left, &y.left, &x.test, &y.test) {
            (Left::Path(p), Left::Path(q), None, None) => words(p) == words(q),
            _ => false,
        },
        _ => false,
    }
}

/// Returns the position of the first test of a formula in the policy.
fn first_test_span(formula: &Formula) -> Option<SourceSpan> {
    match formula {
        Formula::Atom(atom) => Some(atom.used),
        Formula::Derived(derived) => Some(derived.stated.used),
        Formula::Defined(defined) => first_test_span(&defined.formula),
        Formula::Not(inner) => first_test_span(inner),
        Formula::All(parts) | Formula::Any(parts) => parts.iter().find_map(first_test_span),
        Formula::Quantified(q) => first_test_span(&q.body).or_else(|| first_test_span(&q.filter)),
        Formula::Const(_) => None,
    }
}
