//! Diagnostics of a text that cannot be read: for each fault one diagnostic, at its place, with the
//! right spelling.

use lexloci::diag;
use lexloci::syntax;

/// The place of a faulty text.
#[derive(Clone, Copy)]
enum In {
    /// It is the whole file.
    File,
    /// Before the policy.
    Top,
    /// Between the braces of the policy.
    Policy,
    /// The clauses of a rule, which has a demand already.
    Rule,
    /// All clauses of a rule.
    Bare,
    /// The condition of a demand.
    Cond,
}

fn wrapped(place: In, text: &str) -> String {
    match place {
        In::File => text.to_owned(),
        In::Top => format!("loci 1\n{text}\npolicy p version 1.0.0 \"P\" {{\n}}\n"),
        In::Policy => format!("loci 1\npolicy p version 1.0.0 \"P\" {{\n{text}\n}}\n"),
        In::Bare => wrapped(In::Policy, &format!("rule r \"R\"\n{text}\nrule last \"L\"\nrequire x.b")),
        In::Rule => wrapped(In::Bare, &format!("require x.a\n{text}")),
        In::Cond => wrapped(In::Bare, &format!("require {text}\nseverity minor")),
    }
}

type Row = (In, &'static str, &'static str, &'static str, &'static str, &'static str);

/// One row a line: place, text, code, text under the span, part of the help, text after the fix.
macro_rules! rows {
    ($($place:ident $text:literal => $code:literal $under:literal
        $(help $help:literal)? $(fixed $fixed:literal)?;)+) => {
        &[$((In::$place, $text, $code, $under, concat!($($help)?), concat!($($fixed)?))),+]
    };
}

const ROWS: &[Row] = rows! {
    // The edition.
    File "" => "L0101" "" help "loci 1" fixed "loci 1\n";
    File "use gdpr" => "L0101" "use" help "loci 1" fixed "loci 1\nuse gdpr";
    File "loci 2\nuse gdpr" => "L0102" "loci 2" help "`loci 1`" fixed "loci 1\nuse gdpr";
    File "loci one\n" => "L0110" "one";
    File "use gdpr\nloci 1\n" => "L0131" "loci" help "opens with it";
    File "locy 1\n" => "L0111" "locy" help "loci 1" fixed "loci 1\n";
    // Characters.
    Top "set a = {FR} $" => "L0103" "$";
    Top "set données = {FR}" => "L0103" "données" help "a to z";
    Cond "@ in S" => "L0103" "@" help "@acme";
    Cond "t. in S" => "L0103" "." help "t.recipient.seat";
    Top "set a = {FR};" => "L0103" ";" help "nothing" fixed "set a = {FR}";
    Cond "a | b" => "L0103" "|" help "`or` between conditions";
    Top "source A is \"never closed" => "L0104" "\"never closed" help "at its end";
    Top "source A is \"a\u{202e}b\"" => "L0105" "\u{202e}" help "remove" fixed "source A is \"ab\"";
    Top "# a\u{2066}b\nset a = {FR}" => "L0105" "\u{2066}" help "remove" fixed "# ab\nset a = {FR}";
    Top "set a\u{200f} = {FR}" => "L0105" "\u{200f}" help "remove" fixed "set a = {FR}";
    Top "source A is “smart”" => "L0106" "“smart”" help "\"smart\"" fixed "source A is \"smart\"";
    Top "source A is « franc »" => "L0106" "« franc »" help "\"franc\"" fixed "source A is \"franc\"";
    Top "set\u{a0}a = {FR}" => "L0106" "\u{a0}" help "plain space" fixed "set a = {FR}";
    Top "set a = {F\u{200b}R}" => "L0106" "\u{200b}";
    Top "set a =\u{0} {FR}" => "L0107" "\u{0}" help "remove" fixed "set a = {FR}";
    Top "set a = \r{FR}" => "L0107" "\r" help "line feed" fixed "set a = \n{FR}";
    Top "# a\rset a = {FR}" => "L0107" "\r" help "line feed" fixed "# a\nset a = {FR}";
    Top "# a\u{2028}set a = {FR}" => "L0107" "\u{2028}" help "line feed" fixed "# a set a = {FR}";
    Top "# a\u{2029}b" => "L0107" "\u{2029}" help "line feed" fixed "# a b";
    Top "# a\u{85}b" => "L0107" "\u{85}" help "line feed" fixed "# a b";
    Top "# a\u{b}b" => "L0107" "\u{b}" help "line feed" fixed "# a b";
    Top "# a\u{c}b" => "L0107" "\u{c}" help "line feed" fixed "# a b";
    Top "source A is \"a\u{2028}b\"" => "L0107" "\u{2028}" help "line feed" fixed "source A is \"a b\"";
    Top "source A is \"a\rb\"" => "L0107" "\r" help "line feed" fixed "source A is \"a b\"";
    Top "set my-set = {FR}" => "L0103" "my-set" help "my_set" fixed "set my_set = {FR}";
    Top "set a = b-c-d" => "L0103" "b-c-d" help "b_c_d" fixed "set a = b_c_d";
    // Numbers and dates.
    Cond "x.d < 2026-02-30" => "L0108" "2026-02-30" help "2026-03-01";
    Cond "x.d < 01/03/2026" => "L0109" "01/03/2026" help "2026-03-01";
    Cond "x.d within 12months" => "L0109" "12months" help "12 months" fixed "x.d within 12 months";
    Cond "x.s <= 24,5 %" => "L0109" "24,5 %" help "24.5 %" fixed "x.s <= 24.5 %";
    Cond "x.s <= 24.555%" => "L0109" "24.555%" help "two decimals";
    Cond "x.s <= 1.23456" => "L0109" "1.23456" help "four decimals";
    Cond "x.d within 1.5 years" => "L0109" "1.5" help "whole number";
    // The expected diagnostics.
    Top "set a {FR}" => "L0110" "{";
    Top "set a = {FR DE}" => "L0110" "DE";
    Top "set a = {FR, DE,}" => "L0110" "," help "{FR, DE}" fixed "set a = {FR, DE}";
    Top "set a =" => "L0110" "=";
    Top "use \"gdpr\"" => "L0139" "\"gdpr\"" help "gdpr" fixed "use gdpr";
    Top "fact x.tier is text" => "L0110" "text";
    Top "define foreign p.seat in EEA" => "L0110" "p.seat";
    Cond "s.place EEA" => "L0110" "EEA";
    Cond "(a and b" => "L0110" "b";
    Cond "x in EEA with" => "L0110" "with";
    Policy "rule r\nrequire a" => "L0110" "r";
    Cond "every s storage: a" => "L0110" "storage";
    Cond "some s in storage s.a" => "L0110" "s.a";
    Rule "severity major" => "L0110" "major";
    // Lines that open no clause.
    Rule "requires b" => "L0111" "requires" help "require s.place" fixed "require b";
    Rule "if b" => "L0111" "if" help "when s.kind";
    Policy "deny a" => "L0111" "deny" help "forbid";
    Top "import gdpr" => "L0111" "import" help "use gdpr";
    Top "let a = {FR}" => "L0111" "let" help "set approved";
    Top "hello world" => "L0111" "hello" help "clause";
    Cond "a\n  b" => "L0111" "b";
    // Names.
    Top "set when = {FR}" => "L0112" "when" help "when_";
    Cond "s.kind is source" => "L0112" "source";
    Top "set a = {FR, in}" => "L0112" "in";
    Top "set a.b = {FR}" => "L0110" "a.b" help "one name";
    // Signs.
    Cond "a && b" => "L0113" "&&" help "`and`" fixed "a and b";
    Cond "a || b" => "L0113" "||" help "`or`" fixed "a or b";
    Cond "!a" => "L0113" "!" help "`not`" fixed "not a";
    Cond "x.k == scc" => "L0113" "==" help "`is`" fixed "x.k is scc";
    Cond "x.k != scc" => "L0113" "!=" help "`is not`" fixed "x.k is not scc";
    Cond "x.k = scc" => "L0113" "=" help "`is`" fixed "x.k is scc";
    Top "define foreign = x.a" => "L0113" "=" help "`as`" fixed "define foreign as x.a";
    Top "source A = \"t\"" => "L0113" "=" help "`is`" fixed "source A is \"t\"";
    Cond "x.s ≤ 24%" => "L0113" "≤" help "`<=`" fixed "x.s <= 24%";
    Cond "x.s => 24%" => "L0113" "=>" help "`>=`" fixed "x.s >= 24%";
    Cond "data contains health" => "L0113" "contains" help "`has`" fixed "data has health";
    // Quantifiers.
    Cond "any s in storage: s.a" => "L0114" "any" help "`some`" fixed "some s in storage: s.a";
    Cond "not (all s in storage: s.a)" => "L0114" "all" help "`every`" fixed "not (every s in storage: s.a)";
    Bare "for all s in storage\nrequire s.a" => "L0114" "for all" help "for every" fixed "for every s in storage\nrequire s.a";
    Bare "for s in storage\nrequire s.a" => "L0114" "for" help "for every" fixed "for every s in storage\nrequire s.a";
    Cond "at most 2 s in storage: s.a" => "L0114" "at most" help "at least";
    // Yes and no.
    Cond "s.encrypted is yes" => "L0115" "is yes" help "`s.encrypted`" fixed "s.encrypted";
    Cond "s.encrypted is true" => "L0115" "is true" help "`s.encrypted`" fixed "s.encrypted";
    Cond "s.encrypted == false" => "L0115" "== false" help "`not s.encrypted`" fixed "not s.encrypted";
    Cond "s.encrypted is not true" => "L0115" "is not true" help "not s.encrypted" fixed "not s.encrypted";
    Cond "s.encrypted is no" => "L0115" "is no" help "Norway is `NO`";
    // Membership.
    Cond "t.to is not in EEA" => "L0116" "is not in" help "`not in`" fixed "t.to not in EEA";
    Cond "t.to is in EEA" => "L0116" "is in" help "`in`" fixed "t.to in EEA";
    Cond "t.tool is one of {scc, bcr}" => "L0116" "is one of" help "`in`" fixed "t.tool in {scc, bcr}";
    // Windows.
    Top "set a = {US until 2020-07-16}" => "L0117" "until" help "before 2020-07-16";
    // Sets.
    Top "set a = EEA - RU" => "L0118" "-" help "except" fixed "set a = EEA except RU";
    Top "set a = EEA-others" => "L0118" "-" help "except" fixed "set a = EEA except others";
    Top "set a = {se, no}" => "L0119" "no" help "NO" fixed "set a = {se, NO}";
    Cond "s.place in no" => "L0119" "no" help "NO" fixed "s.place in NO";
    Top "set a = EEA + b except c" => "L0127" "except" help "(a + b) except c";
    Top "set a = {aws:eu-west-3}" => "L0121" "aws:eu-west-3" help "aws/eu-west-3" fixed "set a = {aws/eu-west-3}";
    Top "set a = {ovhcloud:GRA}" => "L0121" "ovhcloud:GRA" help "ovhcloud/GRA" fixed "set a = {ovhcloud/GRA}";
    // Case.
    Cond "a AND b" => "L0120" "AND" help "`and`" fixed "a and b";
    Cond "NOT a" => "L0120" "NOT" help "`not`" fixed "not a";
    Cond "s.place IN EEA" => "L0120" "IN" help "`in`" fixed "s.place in EEA";
    Bare "Require a" => "L0120" "Require" help "`require`" fixed "require a";
    // Heads.
    File "loci 1\npolicy p \"P\" {\n}" => "L0122" "\"P\"" help "version 1.0.0";
    File "loci 1\npolicy p version 1 \"P\" {\n}" => "L0122" "1" help "version 1.0.0";
    Top "set a = {FR} // France" => "L0123" "// France" help "# France" fixed "set a = {FR} # France";
    Top "source A is 'single'" => "L0124" "'single'" help "\"single\"" fixed "source A is \"single\"";
    Policy "rule r \"R\" [EDPB 'use case 7']\nrequire a" => "L0124" "'use case 7'" help "\"use case 7\"";
    Cond "t.tool is \"scc\"" => "L0139" "\"scc\"" help "`scc`" fixed "t.tool is scc";
    Top "set a = {FR, \"DE\"}" => "L0139" "\"DE\"" help "`DE`" fixed "set a = {FR, DE}";
    Cond "s.name is \"Acme Inc.\"" => "L0110" "\"Acme Inc.\"" help "require";
    // Conditions.
    Cond "a and b or c" => "L0125" "or" help "(a and b) or c";
    Cond "a or b and c" => "L0125" "and" help "(a or b) and c";
    Cond "a and some s in storage: s.b" => "L0126" "some" help "(some";
    Cond "some s in storage: s.b and a" => "L0126" "and" help "(… and …)";
    Cond "not some s in storage: s.b" => "L0126" "some";
    Cond "24% >= x.s" => "L0137" "24%" help "<= 24%";
    Cond "\"text\" is x.s" => "L0137" "\"text\"";
    Bare "require every s in storage where s.a: s.b" => "L0128" "require every" help "for every" fixed "for every s in storage where s.a\n    require s.b";
    // Order.
    Bare "when a\nwhen b\nrequire c" => "L0129" "when" help "`and`";
    Rule "severity minor\nseverity minor" => "L0129" "severity" help "one of the two";
    Rule "allow L0402 \"why\"\nrequire b" => "L0131" "allow" help "above a declaration";
    Policy "allow L0402 \"why\"" => "L0131" "allow" help "a rule, an exception or a claim";
    Policy "allow L0402\nrule r \"R\"\nrequire a" => "L0110" "L0402" help "allow L0402 \"The board";
    Policy "allow stores\nrule r \"R\"\nrequire a" => "L0111" "allow" help "exception backup";
    Rule "remedy \"a\"\nremedy \"b\"" => "L0129" "remedy";
    Rule "when b" => "L0130" "when" help "a rule says";
    Rule "for every s in storage" => "L0130" "for" help "a rule says";
    Rule "severity minor\nrequire b" => "L0130" "require";
    Rule "severity minor\nunless b" => "L0130" "unless";
    Policy "rule r \"R\"\nrequire a\napplies when b" => "L0130" "applies";
    Bare "unless a\nrequire b" => "L0131" "unless";
    Rule "never b" => "L0131" "never" help "a rule says";
    Policy "require a" => "L0131" "require" help "belongs to a rule";
    Top "require a" => "L0131" "require" help "belongs to a rule";
    Top "rule r \"R\"\nrequire a" => "L0131" "rule" help "inside the braces";
    Policy "set a = {FR}" => "L0131" "set" help "before the policy";
    Top "set a = {FR}\nuse gdpr" => "L0131" "use" help "below `loci 1`";
    Policy "exception e to r \"E\"\nwhen a\nrequire b" => "L0131" "require";
    Policy "rule r \"R\"\nfor every s in storage" => "L0132" "r" help "require";
    Policy "exception e to r \"E\"" => "L0133" "e" help "when";
    Policy "claim c \"C\"\nwhen a" => "L0134" "c" help "never";
    File "loci 1\npolicy p version 1.0.0 \"P\" {\nrule r \"R\"\nrequire a\n" => "L0135" "p" help "}";
    File "loci 1\n}\n" => "L0136" "}" help "remove";
    Cond "a)" => "L0136" ")";
    // Citations.
    Policy "rule r \"R\" [GDPR 46 (2)]\nrequire a" => "L0138" "(2)" help "\"46 (2)\"";
    Policy "rule r \"R\" [GDPR]\nrequire a" => "L0110" "]";
    Policy "rule r \"R\" [GDPR 44\nrequire a" => "L0110" "44";
    File "loci 1\npolicy a version 1.0.0 \"A\" {\n}\npolicy b version 1.0.0 \"B\" {\n}\n" => "L0131" "policy" help "one policy";
};

#[test]
fn every_fault_has_one_diagnostic_at_its_place_with_help() {
    let wrong: Vec<String> = ROWS.iter().filter_map(|row| complaint(row).err()).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Checks one row; says what differs.
fn complaint(row: &Row) -> Result<(), String> {
    let (place, text, code, under, help, fixed) = row;
    let source = wrapped(*place, text);
    let diagnostics = syntax::parse(&source).diagnostics;
    let [said] = diagnostics.as_slice() else {
        return Err(format!("{text:?} gives {diagnostics:#?}"));
    };
    let found = (said.code, said.span.unwrap_or_default().of(&source));
    let given = said.help.as_deref().unwrap_or("");
    if found != (*code, *under) || !given.contains(help) {
        return Err(format!("{text:?} gives {found:?}: {said:?}"));
    }
    if !fixed.is_empty() && apply(&source, said) != wrapped(*place, fixed) {
        return Err(format!("{text:?} is mended to\n{}", apply(&source, said)));
    }
    Ok(())
}

/// Returns the text after the fix; unchanged where there is none.
fn apply(source: &str, said: &diag::Diagnostic) -> String {
    let mut text = source.to_owned();
    if let Some(fix) = &said.fix {
        text.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
    }
    text
}

#[test]
fn a_fix_mends_its_fault() {
    for (place, text, code, ..) in ROWS {
        let source = wrapped(*place, text);
        let parsed = syntax::parse(&source);
        if parsed.diagnostics.first().is_some_and(|d| d.fix.is_some()) {
            let mended = apply(&source, &parsed.diagnostics[0]);
            let left = syntax::parse(&mended).diagnostics;
            assert!(left.is_empty() || *code == "L0101", "{mended}\n{left:#?}");
        }
    }
}

#[test]
fn every_code_is_explained_by_an_example_that_can_be_read() {
    let syntax_codes = diag::codes().filter(|code| code.id.starts_with("L01"));
    let mut before = "";
    for code in syntax_codes {
        assert!(before < code.id, "{} out of order", code.id);
        before = code.id;
        let (_, example) = code.explain.split_once("\n\n").expect(code.id);
        let example: String = example.lines().map(|l| l.trim_start().to_owned() + "\n").collect();
        let place = match example.split_whitespace().next().unwrap() {
            "loci" => In::File,
            "policy" => In::File,
            "rule" | "exception" | "claim" => In::Policy,
            "for" | "require" | "when" | "duty" | "remedy" => In::Bare,
            _ => In::Top,
        };
        let example = match place {
            In::File if example.starts_with("policy") => format!("loci 1\n{example}"),
            In::Policy if !example.contains("require") && example.starts_with("rule") => {
                format!("{example}require a")
            }
            In::Bare if !example.contains("require") && !example.contains("forbid") => {
                format!("require a\n{}", example.replace("when", "unless"))
            }
            In::Bare if example.contains("when") => example.clone(),
            _ => example,
        };
        let left = syntax::parse(&wrapped(place, &example)).diagnostics;
        assert!(left.is_empty(), "{}: {example}\n{left:#?}", code.id);
    }
    for (.., code, _, _, _) in ROWS {
        assert!(diag::code(code).is_some(), "{code} is not explained");
    }
}
