//! Recovery: each fault is said once, at its place, and hides no other.

use lexloci::syntax::tree::{CondKind, Item, PolicyMember};
use lexloci::syntax::{self, Token, TokenKind};

const SAMPLE: &str = include_str!("common/sample.loci");

/// Code and text of each diagnostic, in order.
fn said(source: &str) -> Vec<(&'static str, String)> {
    let parsed = syntax::parse(source);
    let said = parsed.diagnostics.iter();
    said.map(|d| (d.code, d.span.unwrap_or_default().of(source).to_owned())).collect()
}

/// Returns the tokens of the sample outside of citations and comments.
fn tokens() -> Vec<Token<'static>> {
    let mut cited = false;
    let mut tokens = syntax::tokens(SAMPLE);
    tokens.retain(|token| {
        cited |= token.text == "[";
        let keep = !cited && token.kind != TokenKind::Comment;
        cited &= token.text != "]";
        keep
    });
    tokens
}

#[test]
fn a_stray_character_anywhere_is_one_error() {
    for token in tokens() {
        let mut source = SAMPLE.to_owned();
        source.insert_str(token.span.end as usize, " ? ");
        assert_eq!(said(&source), [("L0103", "?".to_owned())], "after {token:?}");
    }
}

#[test]
fn an_unclosed_text_is_one_error() {
    for token in tokens().iter().filter(|token| token.kind == TokenKind::Text) {
        let mut source = SAMPLE.to_owned();
        let end = token.span.end as usize;
        source.replace_range(end - 1..end, "");
        let found = said(&source);
        assert!(matches!(found.as_slice(), [("L0104", _)]), "{token:?}: {found:?}");
    }
}

#[test]
fn a_missing_or_doubled_word_is_at_most_one_error() {
    let mut wrong = vec![];
    for token in tokens() {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let mut missing = SAMPLE.to_owned();
        missing.replace_range(start..end, "");
        let mut doubled = SAMPLE.to_owned();
        doubled.insert_str(end, &format!(" {}", token.text));
        for (how, source) in [("missing", missing), ("doubled", doubled)] {
            let found = said(&source);
            if found.len() > 1 {
                wrong.push(format!("{} {how} at {start}: {found:?}", token.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Faults of every kind in one file.
const FAULTY: &str = r#"loci 1
use gdpr
source DPO = "Board decision"
source CNIL is "never closed
set approved = {FR, DE IT}
set others = EEA - RU
sett more = {FR}
list exports = t in transfers where t.to is not in EEA
define p is foreign as p.seat in
fact x.tier is text
set donnée = {FR}

policy p "P" {
  applies when data has personal && data has contact

  rule "no name"
    require a

  rule stores "S"
    for every s storage
    require s.region in approved
    unless s.a and s.b or s.c

  rule support "S" [GDPR 46 (2)]
    when 24% < h.capital
    require every p in access: p.a

  rule nothing "N"
    for every s in storage

  rule again "A"
    require x.a
    when x.b
    severity major
    severity minor
    remedy 'single'

  exception e "E"
    when a

  exception f to stores "F"
    unless b

  claim c "C"
    never some s in storage: s.a and s.b
}
"#;

#[test]
fn each_of_many_faults_is_said_once_in_order() {
    let expected = [
        ("L0113", "="),
        ("L0104", "\"never closed"),
        ("L0110", "IT"),
        ("L0118", "-"),
        ("L0111", "sett"),
        ("L0116", "is not in"),
        ("L0110", "in"),
        ("L0110", "text"),
        ("L0103", "donnée"),
        ("L0122", "\"P\""),
        ("L0113", "&&"),
        ("L0110", "\"no name\""),
        ("L0110", "storage"),
        ("L0125", "or"),
        ("L0138", "(2)"),
        ("L0137", "24%"),
        ("L0132", "nothing"),
        ("L0130", "when"),
        ("L0110", "major"),
        ("L0124", "'single'"),
        ("L0110", "\"E\""),
        ("L0133", "f"),
        ("L0126", "and"),
    ];
    let found = said(FAULTY);
    let found: Vec<_> = found.iter().map(|(code, text)| (*code, text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_cannot_be_read_is_broken_and_keeps_its_name() {
    let file = syntax::parse(FAULTY).file;
    let names = file.items.iter().filter_map(|item| match item {
        Item::Broken(name, _) => name.as_ref().map(|name| name.text.as_str()),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["CNIL", "approved", "more", "foreign", "x.tier"]);
    let members = file.policy.map(|policy| policy.members).unwrap_or_default();
    let broken = members.iter().filter(|member| matches!(member, PolicyMember::Broken(..)));
    assert_eq!(broken.count(), 3);
    let demand = members.iter().find_map(|member| match member {
        PolicyMember::Rule(rule) if rule.name.text == "stores" => rule.demands.first(),
        _ => None,
    });
    let waivers = demand.map(|demand| demand.unless.as_slice()).unwrap_or_default();
    assert!(matches!(waivers, [waiver] if waiver.kind == CondKind::Broken));
}
