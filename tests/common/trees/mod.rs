//! Random trees of policy files, without spans: what the parser can give, and nothing else.
//!
//! For tests in other files too: `#[path = "common/trees/mod.rs"] mod trees;`.

mod decl;

use decl::{item, policy};
use lexloci::date::{Date, Duration};
use lexloci::span::Span;
use lexloci::syntax::is_keyword;
use lexloci::syntax::tree::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const HERE: Span = Span::new(0, 0);

/// Returns the settings of the syntax's laws: the same draws on every machine. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` draw
/// more and others.
pub(crate) fn config() -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(1);
    ProptestConfig { cases: 256, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Draws a whole file.
pub(crate) fn file() -> BoxedStrategy<File> {
    (vec(name(), 0..3), vec(item(), 0..6), option::of(policy()))
        .prop_map(|(uses, items, policy)| File { edition: Some((1, HERE)), uses, items, policy, ..File::default() })
        .boxed()
}

/// Draws a single name that is no keyword in any case, and none of the words that get a hint.
fn word() -> BoxedStrategy<String> {
    let hinted = ["yes", "no", "true", "false", "until", "contains", "includes"];
    prop_oneof![
        3 => "[a-z_][a-z0-9_]{0,7}",
        1 => "[A-Za-z_][A-Za-z0-9_]{0,11}",
        1 => "[A-Z]{2}",
        1 => prop::sample::select(vec!["IN", "IS", "NO", "AT", "TO", "AS", "EEA", "one", "least", "months", "minor"])
            .prop_map(str::to_owned),
    ]
    .prop_filter("a word of the language", move |word| {
        let capitals = word.len() == 2 && *word == word.to_uppercase();
        !hinted.contains(&word.as_str()) && (capitals || !is_keyword(&word.to_lowercase()))
    })
    .boxed()
}

pub(crate) fn name() -> BoxedStrategy<Name> {
    word().prop_map(named).boxed()
}

fn named(text: String) -> Name {
    Name { text, span: HERE }
}

fn subdivision() -> BoxedStrategy<Name> {
    "[A-Z]{2}-[A-Z0-9]{1,3}".prop_map(named).boxed()
}

fn name_or_place() -> BoxedStrategy<Name> {
    prop_oneof![4 => name(), 1 => subdivision()].boxed()
}

fn path() -> BoxedStrategy<Path> {
    let inner = prop_oneof![word(), Just("to".to_owned()), Just("in".to_owned())];
    let dotted = (word(), vec(inner, 0..3)).prop_map(|(first, others)| {
        let names = std::iter::once(first).chain(others).map(named).collect();
        Path { names, span: HERE }
    });
    let place = subdivision().prop_map(|place| Path { names: vec![place], span: HERE });
    prop_oneof![5 => dotted, 1 => place].boxed()
}

fn text() -> BoxedStrategy<Text> {
    prop_oneof![3 => "[a-zA-Z ,.#;\\[\\]{}']{0,30}", 1 => "[^\"\\p{C}\\p{Z}]{0,10}"]
        .prop_map(|text| Text { text, span: HERE })
        .boxed()
}

fn region() -> BoxedStrategy<Name> {
    "[a-z][a-z0-9-]{0,6}/[A-Za-z0-9][a-z0-9-]{0,6}(/[a-z]{3})?".prop_map(named).boxed()
}

fn party() -> BoxedStrategy<Name> {
    "@[a-z0-9_][a-z0-9_.-]{0,6}".prop_map(named).boxed()
}

fn date() -> BoxedStrategy<Date> {
    (0..40_000i32).prop_map(Date::from_days).boxed()
}

fn duration() -> BoxedStrategy<Duration> {
    let unit = prop::sample::select(vec!["days", "months", "years"]);
    (0..=9999u32, unit).prop_filter_map("a duration", |(n, unit)| Duration::of(n, unit)).boxed()
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        date().prop_map(Value::Date),
        duration().prop_map(Value::Duration),
        (0..20_000u32).prop_map(Value::Percent),
        (0..1_000_000_000i64).prop_map(Value::Number),
    ]
    .boxed()
}

fn cites() -> BoxedStrategy<Vec<Cite>> {
    let pin = prop_oneof![
        3 => "[0-9]{1,2}(\\([0-9a-z]\\)){0,2}",
        1 => "[a-z ;\\]#.]{0,8}",
        1 => "[^\"\\p{C}\\p{Z};\\]]{1,6}",
        1 => "[}](when|[a-z]{0,3})|when|set [a-z]|for[.0-9]{0,3}",
    ];
    let cite = (name(), pin).prop_map(|(source, pin)| Cite { source, pin, span: HERE });
    prop_oneof![4 => Just(vec![]), 1 => vec(cite, 1..3)].boxed()
}

fn window() -> BoxedStrategy<WindowDecl> {
    let until = prop_oneof![date().prop_map(Until::Through), date().prop_map(Until::Before)];
    let stated =
        (option::of(date()), option::of(until)).prop_map(|(from, until)| WindowDecl { from, until, span: HERE });
    prop_oneof![3 => Just(WindowDecl::default()), 1 => stated].boxed()
}

fn member() -> BoxedStrategy<Member> {
    let kind = prop_oneof![
        4 => name_or_place().prop_map(MemberKind::Name),
        1 => region().prop_map(MemberKind::Region),
        1 => party().prop_map(MemberKind::Party),
    ];
    let with = prop_oneof![4 => Just(None), 1 => name().prop_map(Some)];
    (kind, with, window(), cites())
        .prop_map(|(kind, with, window, cites)| Member { kind, with, window, cites, span: HERE })
        .boxed()
}

fn set_of(kind: SetKind) -> SetExpr {
    SetExpr { kind, span: HERE }
}

pub(crate) fn set() -> BoxedStrategy<SetExpr> {
    let atom = prop_oneof![
        3 => path().prop_map(SetKind::Path),
        1 => vec(member(), 0..4).prop_map(SetKind::Braces),
        1 => vec(name_or_place().prop_map(plain_member), 0..30).prop_map(SetKind::Braces),
    ];
    let leaf = atom.prop_map(set_of);
    let grow = |inner: BoxedStrategy<SetExpr>| {
        (vec(inner, 2..4), 0..3).prop_map(|(sets, operator)| {
            set_of(match operator {
                0 => SetKind::Union(sets),
                1 => SetKind::Intersection(sets),
                _ => SetKind::Except(sets),
            })
        })
    };
    leaf.prop_recursive(2, 8, 3, grow).boxed()
}

fn plain_member(name: Name) -> Member {
    Member { kind: MemberKind::Name(name), with: None, window: WindowDecl::default(), cites: vec![], span: HERE }
}

fn term() -> BoxedStrategy<Term> {
    prop_oneof![
        4 => path().prop_map(Term::Ref),
        1 => region().prop_map(Term::Region),
        1 => party().prop_map(Term::Party),
        1 => value().prop_map(|value| Term::Value(value, HERE)),
    ]
    .boxed()
}

fn test() -> BoxedStrategy<Test> {
    let on = prop_oneof![date().prop_map(|day| On::Date(day, HERE)), path().prop_map(On::Path)];
    let order = prop::sample::select(vec![Order::LessOrEqual, Order::GreaterOrEqual, Order::Less, Order::Greater]);
    let right = prop_oneof![value().prop_map(|value| OrderTerm::Value(value, HERE)), path().prop_map(OrderTerm::Path),];
    prop_oneof![
        (any::<bool>(), term()).prop_map(|(not, term)| Test::Is { not, term }),
        (any::<bool>(), set(), option::of(path()), option::of(on)).prop_map(|(not, set, with, on)| Test::In {
            not,
            set,
            with,
            on
        }),
        name_or_place().prop_map(Test::Has),
        (order, right).prop_map(|(order, right)| Test::Order(order, right)),
        duration().prop_map(|duration| Test::Within(duration, HERE)),
    ]
    .boxed()
}

fn cond_of(kind: CondKind, cites: Vec<Cite>) -> Cond {
    Cond { kind, cites, span: HERE }
}

fn comparison() -> BoxedStrategy<Cond> {
    (path().prop_map(Left::Path), option::of(test()), cites())
        .prop_map(|(left, test, cites)| cond_of(CondKind::Compare(Compare { left, test }), cites))
        .boxed()
}

/// Draws a condition.
pub(crate) fn cond() -> BoxedStrategy<Cond> {
    comparison().prop_recursive(4, 24, 4, grow).boxed()
}

fn grow(inner: BoxedStrategy<Cond>) -> BoxedStrategy<Cond> {
    let filter = || prop_oneof![3 => Just(None), 1 => inner.clone().prop_map(Some)];
    let total = (path(), name(), set(), filter(), test(), cites()).prop_map(totalled);
    prop_oneof![
        3 => (vec(inner.clone(), 2..5), any::<bool>(), cites()).prop_map(chained),
        1 => (inner.clone(), cites()).prop_map(|(c, cites)| cond_of(CondKind::Not(Box::new(c)), cites)),
        1 => (quantifier(), name(), set(), filter(), inner.clone(), cites()).prop_map(quantified),
        1 => total,
    ]
    .boxed()
}

/// Joins operands into a chain as the parser does: an operand of the same kind without citations becomes part of it.
fn chained((operands, all, cites): (Vec<Cond>, bool, Vec<Cite>)) -> Cond {
    let mut flat = vec![];
    for operand in operands {
        match operand.kind {
            CondKind::And(inner) if all && operand.cites.is_empty() => flat.extend(inner),
            CondKind::Or(inner) if !all && operand.cites.is_empty() => flat.extend(inner),
            kind => flat.push(Cond { kind, ..operand }),
        }
    }
    let kind = if all { CondKind::And(flat) } else { CondKind::Or(flat) };
    cond_of(kind, cites)
}

fn quantifier() -> BoxedStrategy<Quantifier> {
    prop_oneof![
        Just(Quantifier::Every),
        Just(Quantifier::Some),
        Just(Quantifier::No),
        (0..99u32).prop_map(Quantifier::AtLeast),
    ]
    .boxed()
}

type Drawn = (Quantifier, Name, SetExpr, Option<Cond>, Cond, Vec<Cite>);

fn quantified((quantifier, var, from, filter, body, cites): Drawn) -> Cond {
    let quantified = Quantified { quantifier, var, from, filter, body };
    cond_of(CondKind::Quantified(Box::new(quantified)), cites)
}

fn totalled(parts: (Path, Name, SetExpr, Option<Cond>, Test, Vec<Cite>)) -> Cond {
    let (share, var, from, filter, test, cites) = parts;
    let total = Total { share, var, from, filter, span: HERE };
    let left = Left::Total(Box::new(total));
    let test = Some(test);
    cond_of(CondKind::Compare(Compare { left, test }), cites)
}
