//! The syntax: what is read, and how it is laid out.

use lexloci::syntax::tree::{CondKind, Item, PolicyMember};
use lexloci::syntax::{self, TokenKind};

const SAMPLE: &str = include_str!("common/sample.loci");

/// Reads a text that is right, and gives its layout.
fn laid_out(source: &str) -> String {
    let parsed = syntax::parse(source);
    assert_eq!(parsed.diagnostics, [], "{source}");
    let printed = syntax::print(&parsed.file);
    let again = syntax::parse(&printed);
    assert_eq!(again.diagnostics, [], "{printed}");
    assert_eq!(syntax::print(&again.file), printed);
    assert_eq!(parsed.file.content(), again.file.content(), "{printed}");
    printed
}

#[test]
fn the_sample_is_read_and_laid_out_as_it_is() {
    let shown = SAMPLE.replace("use gdpr                                        #", "use gdpr  #");
    assert_eq!(laid_out(SAMPLE), shown);
}

/// The clauses that can stand before the policy, each as it is laid out.
const ITEMS: &[&str] = &[
    "source GDPR is \"Regulation (EU) 2016/679\" at \"https://eur-lex.europa.eu/eli/reg/2016/679\"",
    "set approved = {aws/eu-west-3, ionos/de/fra, open-telekom-cloud/eu-de}",
    "set banks = {@acme, @b-1.x}",
    "set none_yet of category = {}",
    "set pairs of set of place = {}",
    "set adequate = {US with dpf from 2023-07-10 [GDPR 45(3)], PT-20 before 2030-01-01}",
    "set a = EEA + adequate + {IN, IS, NO, AT}",
    "set b = (EEA & adequate) except {FR} except DE",
    "replace set adequate = adequate except US",
    "list exports = t in transfers where t.to not in EEA",
    "define p is foreign \"foreign to the Union\" as p.seat not in EU",
    "define personal_flow as data has personal",
    "replace define personal_flow as data has contact",
    "fact x.tier is one of {gold, silver}",
    "fact x.tier is one of {gold, silver} as act",
    "fact site.x.inspected is date as given",
    "fact x.needed is yes_no as finding",
    "fact site.x.disclosed is yes_no",
    "fact x.days is set of duration",
];

/// Conditions, each as it is laid out.
const CONDS: &[&str] = &[
    "s.encrypted",
    "not s.encrypted",
    "not (a and b)",
    "(a or b) and not c [GDPR 44]",
    "(a and b) [GDPR 44; EDPB \"use case 7\"]",
    "(not a) [GDPR 44] and b",
    "t.to is FR",
    "t.to is PT-20",
    "s.keys.holder is not exporter",
    "s.operator is @acme",
    "s.region is not aws/eu-west-3",
    "t.concluded is 2021-06-27",
    "exit.notice is 2 months",
    "s in EEA",
    "s.place in PT-20",
    "s in EEA + adequate",
    "s in EEA & {FR, DE}",
    "t.to in adequate with t.recipient.listed on 2020-07-16",
    "t.to not in adequate on t.concluded",
    "t.to in (a + b) except c",
    "data has special_category",
    "h.capital <= 24%",
    "h.capital > 24.05%",
    "x.n >= 1.5 and x.n < 15",
    "exit.tested < t.concluded",
    "exit.tested within 12 months",
    "total(h.capital for h in provider.holders where h.seat not in EU) <= 39%",
    "total(h.votes for h in provider.holders) > 50% [SNC 19.6.b]",
    "some s in storage: s not in EEA",
    "no s in storage where s.kind is backup: s.encrypted",
    "at least 2 c in credentials: (c.level is high and c.basis is certified)",
    "not (every s in storage: (some m in s.measures: m.state_of_the_art))",
    "t.to is t.from and t.for is not for_every",
];

#[test]
fn every_item_is_read_and_laid_out_as_it_is() {
    for item in ITEMS {
        let source = format!("loci 1\n\n{item}\n");
        assert_eq!(laid_out(&source), source);
    }
}

#[test]
fn every_condition_is_read_and_laid_out_as_it_is() {
    for cond in CONDS {
        let source = format!("loci 1\n\ndefine d as {cond}\n");
        assert_eq!(laid_out(&source), source);
    }
}

#[test]
fn every_clause_is_read_and_laid_out_as_it_is() {
    let source = r#"loci 1
use gdpr
use house

source DPO is "Board"

policy p version 1.0.0-rc.1 "P" {
  applies when data has personal
  levels basic < substantial < high

  rule r "R" part chapter_v at high [DPO 1; GDPR 46(2)(c)] from 2020-01-01 through 2026-12-31
    for every s in storage where s.kind is backup
    for every m in s.measures
    when a
    require b
    unless c
    unless d
    forbid e
    severity minor
    duty exporter "Review" within 12 months
    duty exporter "Publish"
    remedy "Move."

  rule minimal "M"
    require a

  exception e to r, minimal "E" [GDPR 49(1)(a)] before 2027-01-01
    when a
    unless b
    unless c
    duty exporter "Tell"

  exception f to e "F" from 2020-01-01
    when a

  claim c "C" [DPO 2]
    when a
    never b

  claim d "D"
    never some s in storage: s.encrypted
}
"#;
    assert_eq!(laid_out(source), source);
}

#[test]
fn layout_is_free() {
    let source = "loci 1 set a={FR,DE}policy p version 1.0.0\"P\"{rule r\"R\"[G 1]require a in b and\n\n(c)unless((d or e)) remedy\"x\"severity minor}";
    let shown = r#"loci 1

set a = {FR, DE}

policy p version 1.0.0 "P" {
  rule r "R" [G 1]
    require a in b and c
    unless d or e
    remedy "x"
    severity minor
}
"#;
    assert_eq!(laid_out(source), shown);
}

#[test]
fn long_lines_are_broken_with_their_operators_in_front() {
    let source = r#"loci 1

set adequate =
  {AD, AR, CA with pipeda from 2001-12-20 [GDPR 45(9)], CH, FO, GB from 2021-06-28, GG, IL, IM, JE, NZ, UY}
set many = {AA, BB, CC, DD, EE, FF, GG, HH, II, JJ, KK, LL, MM, NN, OO, PP, QQ, RR, SS, TT, UU, VV, WW, XX}
list exports = t in transfers where t.to not in EEA and t.recipient.seat not in adequate and t.tool is none
define p is foreign as p.seat not in EEA or p.administration not in EEA or p.ultimate_parent.seat not in EEA
policy p version 1.0.0 "P" {
  rule r "A title that takes a good part of the line, as a sentence of a lawyer does" [GDPR 44; GDPR 46(2)(c)]
    for every t in transfers where t.to not in EEA and t.recipient.seat not in adequate and t.tool is none
    require (t.tool in {scc, bcr} and t.assessment is favourable and not t.recipient.exposed and t.complete) or x.a
    unless every m in t.measures where m.kind is encryption and m.state_of_the_art: m.keys.holder is exporter
}
"#;
    let shown = r#"loci 1

set adequate = {
  AD,
  AR,
  CA with pipeda from 2001-12-20 [GDPR 45(9)],
  CH,
  FO,
  GB from 2021-06-28,
  GG,
  IL,
  IM,
  JE,
  NZ,
  UY
}

set many = {
  AA, BB, CC, DD, EE, FF, GG, HH, II, JJ, KK, LL, MM, NN, OO, PP, QQ, RR, SS, TT, UU, VV, WW, XX
}

list exports = t in transfers
  where t.to not in EEA and t.recipient.seat not in adequate and t.tool is none

define p is foreign as
      p.seat not in EEA or p.administration not in EEA or p.ultimate_parent.seat not in EEA

policy p version 1.0.0 "P" {
  rule r "A title that takes a good part of the line, as a sentence of a lawyer does"
      [GDPR 44; GDPR 46(2)(c)]
    for every t in transfers
      where t.to not in EEA and t.recipient.seat not in adequate and t.tool is none
    require (t.tool in {scc, bcr}
             and t.assessment is favourable
             and not t.recipient.exposed
             and t.complete)
         or x.a
    unless every m in t.measures
             where m.kind is encryption and m.state_of_the_art:
             m.keys.holder is exporter
}
"#;
    assert_eq!(laid_out(source), shown);
}

#[test]
fn comments_stay_where_they_stood() {
    let source = r#"# The policy of the house.

loci 1  # the edition
# What ships.
use gdpr

# Where we host.
set approved = {
  FR,  # the first
  # not yet decided
  DE
}  # two so far
set b = {IT}

policy p version 1.0.0 "P" {  # residency
  # Who is meant.
  applies when data has personal

  # Stores.
  rule r "R"
    # All of them.
    for every s in storage  # in use
    require s in approved  # home
         # or abroad
         or s.encrypted
    # nothing more
}
# the end
"#;
    assert_eq!(laid_out(source), source.replace("so far\n", "so far\n\n"));
}

#[test]
fn the_tree_says_where_things_stand() {
    let parsed = syntax::parse(SAMPLE);
    let [_, Item::Set(set), _] = parsed.file.items.as_slice() else {
        panic!("the sample has a source, a set and a list");
    };
    assert_eq!(set.name.span.of(SAMPLE), "approved");
    assert!(set.span.of(SAMPLE).starts_with("set approved") && set.span.of(SAMPLE).ends_with('}'));
    let policy = parsed.file.policy.unwrap_or_else(|| panic!("the sample has a policy"));
    assert!(policy.span.of(SAMPLE).starts_with("policy crm") && policy.span.of(SAMPLE).ends_with('}'));
    let [_, _, _, PolicyMember::Rule(rule), ..] = policy.members.as_slice() else {
        panic!("the fourth member of the sample is a rule");
    };
    assert!(rule.span.of(SAMPLE).ends_with("within 12 months"));
    let demand = rule.demands.first().map(|demand| &demand.cond);
    let Some(CondKind::Or(operands)) = demand.map(|cond| &cond.kind) else {
        panic!("the demand of the sample is a choice");
    };
    let spans: Vec<_> = operands.iter().map(|operand| operand.span.of(SAMPLE)).collect();
    assert_eq!(
        spans,
        [
            "t.to in adequate with t.recipient.listed [GDPR 45(3)]",
            "(t.tool in {scc, bcr} and t.assessment is favourable) [GDPR 46(2)]",
        ]
    );
}

#[test]
fn tokens_are_told_apart() {
    use TokenKind::*;
    let source =
        "require t.to is PT-20 at @acme/ aws/eu-west-3 24 % 12 months 2026-03-01 {FR} [GDPR 4(1); E \"a b\"] \"t\" # c";
    let found: Vec<_> = syntax::tokens(source).iter().map(|token| (token.kind, token.text)).collect();
    assert_eq!(
        found,
        [
            (Keyword, "require"),
            (Name, "t.to"),
            (Keyword, "is"),
            (Place, "PT-20"),
            (Keyword, "at"),
            (Party, "@acme"),
            (Bad, "/"),
            (Region, "aws/eu-west-3"),
            (Percent, "24 %"),
            (Number, "12"),
            (DurationUnit, "months"),
            (Date, "2026-03-01"),
            (Punctuation, "{"),
            (Place, "FR"),
            (Punctuation, "}"),
            (Punctuation, "["),
            (Name, "GDPR"),
            (Pin, "4(1)"),
            (Punctuation, ";"),
            (Name, "E"),
            (Pin, "\"a b\""),
            (Punctuation, "]"),
            (Text, "\"t\""),
            (Comment, "# c"),
        ]
    );
}

#[test]
fn content_differs_with_each_word_and_not_with_the_layout() {
    let content = |source: &str| syntax::parse(source).file.content();
    let once = content("loci 1\nset a = {FR, DE}\n");
    assert_eq!(once, content("loci 1\n\n\n# a comment\nset a =   {FR,\n  DE}\n"));
    for other in
        ["loci 1\nset a = {FR, DK}\n", "loci 1\nset b = {FR, DE}\n", "loci 1\nset a = {FR} + {DE}\n", "loci 1\n"]
    {
        assert_ne!(once, content(other), "{other}");
    }
}
