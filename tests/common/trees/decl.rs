//! Random declarations: what stands before the policy, and in it.

use super::{HERE, cites, cond, duration, name, named, path, set, text, window};
use lexloci::span::Span;
use lexloci::syntax::tree::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn type_of() -> BoxedStrategy<Type> {
    let plain = prop::sample::select(vec![
        TypeKind::YesNo,
        TypeKind::Number,
        TypeKind::Percent,
        TypeKind::Date,
        TypeKind::Duration,
        TypeKind::Place,
        TypeKind::Region,
        TypeKind::Category,
    ]);
    let leaf = prop_oneof![plain, vec(name(), 1..5).prop_map(TypeKind::OneOf)];
    let typed = |kind| Type { kind, span: HERE };
    leaf.prop_map(typed)
        .prop_recursive(2, 3, 1, move |inner| inner.prop_map(move |ty| typed(TypeKind::SetOf(Box::new(ty)))))
        .boxed()
}

pub(super) fn item() -> BoxedStrategy<Item> {
    let source = (name(), text(), option::of(text()), window())
        .prop_map(|(name, title, url, window)| Item::Source(SourceDecl { name, title, url, window, span: HERE }));
    let sets = (any::<bool>(), name(), option::of(type_of()), set())
        .prop_map(|(replace, name, of, value)| Item::Set(SetDecl { replace, name, of, value, span: HERE }));
    let list = (name(), name(), set(), cond())
        .prop_map(|(name, var, from, cond)| Item::List(ListDecl { name, var, from, cond, span: HERE }));
    let define = (any::<bool>(), option::of(name()), name(), option::of(text()), cond()).prop_map(
        |(replace, param, name, title, cond)| {
            Item::Define(DefineDecl { replace, param, name, title, cond, span: HERE })
        },
    );
    let nature = option::of(prop::sample::select(vec![Nature::Act, Nature::Finding, Nature::Given]));
    let fact = (path(), type_of(), nature)
        .prop_map(|(path, ty, nature)| Item::Fact(FactDecl { path, ty, nature, span: HERE }));
    prop_oneof![source, sets, list, define, fact].boxed()
}

pub(super) fn policy() -> BoxedStrategy<PolicyDecl> {
    let version = "[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}(-rc\\.[0-9])?".prop_map(named);
    let head = (name(), version, text(), option::of(cond()), vec(name(), 0..4));
    (head, vec(policy_member(), 0..4))
        .prop_map(|((name, version, title, applies, levels), members)| PolicyDecl {
            name,
            version,
            title,
            applies,
            levels,
            members,
            span: HERE,
        })
        .boxed()
}

fn policy_member() -> BoxedStrategy<PolicyMember> {
    prop_oneof![
        3 => rule().prop_map(PolicyMember::Rule),
        1 => exception().prop_map(PolicyMember::Exception),
        1 => claim().prop_map(PolicyMember::Claim),
    ]
    .boxed()
}

fn loop_over() -> BoxedStrategy<Loop> {
    let parts = (name(), set(), option::of(cond()));
    parts.prop_map(|(var, from, cond)| Loop { var, from, cond, span: HERE }).boxed()
}

/// Draws a demand; `require every` at its top is an error.
fn demand() -> BoxedStrategy<Demand> {
    let every = |cond: &Cond| matches!(&cond.kind, CondKind::Quantified(q) if q.quantifier == Quantifier::Every);
    (any::<bool>(), cond(), vec(cond(), 0..2))
        .prop_map(move |(forbid, cond, unless)| Demand { forbid: forbid || every(&cond), cond, unless, span: HERE })
        .boxed()
}

fn duty() -> BoxedStrategy<DutyDecl> {
    let parts = (name(), text(), option::of(duration()));
    parts.prop_map(|(holder, text, within)| DutyDecl { holder, text, within, span: HERE }).boxed()
}

fn severity() -> BoxedStrategy<(Severity, Span)> {
    let words = Severity::ALL.to_vec();
    prop::sample::select(words).prop_map(|severity| (severity, HERE)).boxed()
}

fn rule() -> BoxedStrategy<RuleDecl> {
    let head = (name(), text(), option::of(name()), option::of(name()), cites(), window());
    let body = (vec(loop_over(), 0..3), option::of(cond()), vec(demand(), 1..3));
    let tail = (option::of(severity()), vec(duty(), 0..2), option::of(text()));
    (head, body, tail)
        .prop_map(|(head, body, tail)| {
            let (name, title, part, level, cites, window) = head;
            let (loops, when, demands) = body;
            let (severity, duties, remedy) = tail;
            let span = HERE;
            RuleDecl { name, title, part, level, cites, window, loops, when, demands, severity, duties, remedy, span }
        })
        .boxed()
}

fn exception() -> BoxedStrategy<ExceptionDecl> {
    let head = (name(), vec(name(), 1..3), text(), cites(), window());
    let body = (cond(), vec(cond(), 0..2), vec(duty(), 0..2));
    (head, body)
        .prop_map(|((name, targets, title, cites, window), (when, unless, duties))| ExceptionDecl {
            name,
            targets,
            title,
            cites,
            window,
            when,
            unless,
            duties,
            span: HERE,
        })
        .boxed()
}

fn claim() -> BoxedStrategy<ClaimDecl> {
    let parts = (name(), text(), cites(), option::of(cond()), cond());
    parts
        .prop_map(|(name, title, cites, when, never)| ClaimDecl { name, title, cites, when, never, span: HERE })
        .boxed()
}
