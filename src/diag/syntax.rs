//! The codes L01xx: syntax.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0101",
        title: "the edition is missing",
        explain: "Every file opens with the edition of the language that it is written in, so that it keeps its meaning when the language grows.\n\
                  \n\
                  \x20   loci 1\n\
                  \x20   use gdpr",
    },
    Code {
        id: "L0102",
        title: "no such edition",
        explain: "The number after `loci` is the edition of the language. This engine knows edition 1.\n\
                  \n\
                  \x20   loci 1",
    },
    Code {
        id: "L0103",
        title: "a character that the language does not use",
        explain: "Names are made of the letters a to z and A to Z, of digits and `_`; everything else is written in words or with the signs `{ } ( ) [ ] , : = + & < > <= >=`. Other letters belong into texts.\n\
                  \n\
                  \x20   source CNIL is \"Délibération 2024-01\"",
    },
    Code {
        id: "L0104",
        title: "a text is not closed",
        explain: "A text stands between two double quotes on one line and holds no double quote itself.\n\
                  \n\
                  \x20   remedy \"Move this store to an approved region.\"",
    },
    Code {
        id: "L0105",
        title: "a character that turns the direction of text",
        explain: "Unicode has characters that make the text around them run from right to left. With them a policy could be read otherwise than it is decided, so that they are refused everywhere, in texts and comments too. Remove the character; letters of every script may stand in texts without it.\n\
                  \n\
                  \x20   rule stores \"Data rest in the EEA\"",
    },
    Code {
        id: "L0106",
        title: "a character of a word processor",
        explain: "Text that was pasted from a word processor brings typographic quotes, non-breaking spaces and characters without width. Outside of texts only plain spaces and double quotes are read.\n\
                  \n\
                  \x20   remedy \"Move this store.\"",
    },
    Code {
        id: "L0107",
        title: "a control character",
        explain: "NUL, a carriage return without a line feed and other control characters are refused everywhere: they are not seen when a policy is read. So are, in texts and comments, U+2028 and U+2029: an editor shows the end of a line where there is none, so that the rest of a comment looks like a clause.\n\
                  \n\
                  \x20   require s.place in EEA",
    },
    Code {
        id: "L0108",
        title: "no such day",
        explain: "A date is year, month and day, and must be a day of the calendar.\n\
                  \n\
                  \x20   rule stores \"In force\" from 2026-03-01 through 2026-12-31",
    },
    Code {
        id: "L0109",
        title: "a number that cannot be read",
        explain: "A number has at most four decimals after a dot, a percent at most two, and a duration is a whole number up to 9999 with a space before its unit.\n\
                  \n\
                  \x20   require h.capital <= 24.5%\n\
                  \x20   duty exporter \"Review\" within 12 months",
    },
    Code {
        id: "L0110",
        title: "something else is expected",
        explain: "The clause cannot go on in this way. The message says what can stand there; reading goes on with the next clause, so that other faults are still found.\n\
                  \n\
                  \x20   require s.place in EEA",
    },
    Code {
        id: "L0111",
        title: "a line that opens no clause",
        explain: "Outside of conditions, sets and citations every line opens with the word of a clause: `set`, `rule`, `for every`, `when`, `require` and so on.\n\
                  \n\
                  \x20   rule stores \"Data rest in the EEA\"\n\
                  \x20     for every s in storage\n\
                  \x20     require s in EEA",
    },
    Code {
        id: "L0112",
        title: "a keyword in the place of a name",
        explain: "The words of the language cannot be names, except after a dot (`t.to` is a fact). Keywords are lower case, so that `IN`, `IS`, `NO` and `AT` are India, Iceland, Norway and Austria.\n\
                  \n\
                  \x20   set sources_ = {DPO}",
    },
    Code {
        id: "L0113",
        title: "a sign that is written as a word",
        explain: "Conditions are read aloud: `and`, `or`, `not`, `is`, `is not`, `in`, `has`. Signs are left for order (`<=`, `>=`, `<`, `>`) and for sets (`+`, `&`).\n\
                  \n\
                  \x20   require s.kind is backup and not s.operator.exposed",
    },
    Code {
        id: "L0114",
        title: "a quantifier of another language",
        explain: "There are four: `every`, `some`, `no` and `at least n`. A rule runs over a list with `for every`.\n\
                  \n\
                  \x20   for every s in storage\n\
                  \x20   forbid some m in s.measures: m.kind is none",
    },
    Code {
        id: "L0115",
        title: "a yes_no fact that is compared",
        explain: "A yes_no fact stands for itself, and `not` turns it round.\n\
                  \n\
                  \x20   require s.encrypted and not s.operator.exposed",
    },
    Code {
        id: "L0116",
        title: "`in` with a word too many",
        explain: "Membership is `in` and `not in`, also for several values in braces.\n\
                  \n\
                  \x20   require t.tool in {scc, bcr} and t.to not in EEA",
    },
    Code {
        id: "L0117",
        title: "`until`",
        explain: "`until` is read both with and without its day, so that the language has two words: `through` names the last day, `before` the first day without.\n\
                  \n\
                  \x20   rule shield \"In force\" through 2020-07-15",
    },
    Code {
        id: "L0118",
        title: "`-` between sets",
        explain: "What is taken out of a set is said with `except`.\n\
                  \n\
                  \x20   set others = EEA except {IS, LI}",
    },
    Code {
        id: "L0119",
        title: "`no` for Norway",
        explain: "`no` is a quantifier. Places are capitals: Norway is `NO`.\n\
                  \n\
                  \x20   require s.place in {SE, NO}",
    },
    Code {
        id: "L0120",
        title: "a keyword in capitals",
        explain: "Keywords are lower case. What is written in capitals is a name or a place: `IN` is India.\n\
                  \n\
                  \x20   require s in EEA and not s.operator.exposed",
    },
    Code {
        id: "L0121",
        title: "a region with a colon",
        explain: "A region is its provider, a slash and its id.\n\
                  \n\
                  \x20   set approved = {aws/eu-west-3, ionos/de/fra}",
    },
    Code {
        id: "L0122",
        title: "a policy without a version",
        explain: "A policy has a version of three numbers. Major: a flow may become non-compliant. Minor: a flow may become compliant. Patch: wording.\n\
                  \n\
                  \x20   policy crm_residency version 1.0.0 \"Customer data stay in the EEA\" {\n\
                  \x20   }",
    },
    Code {
        id: "L0123",
        title: "a comment of another language",
        explain: "A comment begins with `#` and goes to the end of its line.\n\
                  \n\
                  \x20   set approved = {FR, DE}  # decided by the board",
    },
    Code {
        id: "L0124",
        title: "a text in single quotes",
        explain: "A text stands in double quotes.\n\
                  \n\
                  \x20   source DPO is \"Board decision on hosting\"",
    },
    Code {
        id: "L0125",
        title: "`and` and `or` without brackets",
        explain: "Readers disagree on which of the two binds first, so that brackets must say it.\n\
                  \n\
                  \x20   require s in EEA and (s.encrypted or s.kind is cache)",
    },
    Code {
        id: "L0126",
        title: "a quantifier without brackets",
        explain: "It would be open how far a quantifier reaches, so that it stands alone or in brackets, and speaks of one operand.\n\
                  \n\
                  \x20   when (some s in storage: s not in EEA) and data has health\n\
                  \x20   when some s in storage: (s not in EEA and s.kind is backup)",
    },
    Code {
        id: "L0127",
        title: "operators of sets without brackets",
        explain: "`+`, `&` and `except` may follow themselves, but not each other.\n\
                  \n\
                  \x20   set others = (EEA + adequate) except US",
    },
    Code {
        id: "L0128",
        title: "`require every`",
        explain: "A demand about every entry of a list would be met by an empty list, and the policy would call a flow compliant of which it has seen nothing. `for every` makes the rule not apply then.\n\
                  \n\
                  \x20   for every s in storage\n\
                  \x20   require s.place in EEA",
    },
    Code {
        id: "L0129",
        title: "said twice",
        explain: "This can be said once. Two conditions are joined with `and`.\n\
                  \n\
                  \x20   when s.kind is backup and s in EEA",
    },
    Code {
        id: "L0130",
        title: "too late",
        explain: "Clauses have an order, so that every rule is read in the same way: `for every`, `when`, `require` or `forbid` each with its `unless`, then `severity`, `duty`, `remedy`. Sources, sets and definitions stand before the policy; `applies when` and `levels` open it.\n\
                  \n\
                  \x20   rule stores \"Data rest in the EEA\"\n\
                  \x20     for every s in storage\n\
                  \x20     when s.kind is primary\n\
                  \x20     require s in EEA\n\
                  \x20     severity minor",
    },
    Code {
        id: "L0131",
        title: "in the wrong place",
        explain: "The clause is right, but belongs elsewhere: `use` directly below `loci 1`, sources and sets before the policy, rules inside its braces, `require` inside a rule, `never` inside a claim.\n\
                  \n\
                  \x20   loci 1\n\
                  \x20   use gdpr\n\
                  \x20   policy crm version 1.0.0 \"Data stay here\" {\n\
                  \x20     rule stores \"Data rest in the EEA\"\n\
                  \x20       for every s in storage\n\
                  \x20       require s in EEA\n\
                  \x20   }",
    },
    Code {
        id: "L0132",
        title: "a rule without a demand",
        explain: "A rule says what is required or forbidden.\n\
                  \n\
                  \x20   rule stores \"Data rest in the EEA\"\n\
                  \x20     for every s in storage\n\
                  \x20     require s in EEA",
    },
    Code {
        id: "L0133",
        title: "an exception without `when`",
        explain: "An exception says when it holds; without that it would excuse everything.\n\
                  \n\
                  \x20   exception backup to stores \"Our own keys\"\n\
                  \x20     when s.kind is backup",
    },
    Code {
        id: "L0134",
        title: "a claim without `never`",
        explain: "A claim says what no compliant flow may be, so that it can be proved or refuted.\n\
                  \n\
                  \x20   claim no_leak \"Nothing leaks\"\n\
                  \x20     never some s in storage: s not in EEA",
    },
    Code {
        id: "L0135",
        title: "a policy that is not closed",
        explain: "The braces of a policy hold all of its rules. The closing one stands at the end of the file.\n\
                  \n\
                  \x20   policy crm version 1.0.0 \"Data stay here\" {\n\
                  \x20   }",
    },
    Code {
        id: "L0136",
        title: "a bracket too many",
        explain: "Nothing was opened that this could close.\n\
                  \n\
                  \x20   require (s in EEA or s.encrypted) and s.kind is backup",
    },
    Code {
        id: "L0137",
        title: "a value before the fact",
        explain: "The fact comes first and the value after it.\n\
                  \n\
                  \x20   require h.capital <= 24%",
    },
    Code {
        id: "L0138",
        title: "a citation that cannot be read",
        explain: "A citation is the name of a source and where in it. What has a space, `;` or `]` in it stands in quotes.\n\
                  \n\
                  \x20   rule stores \"Data rest in the EEA\" [GDPR 46(2)(c); EDPB_MEASURES \"use case 7\"]",
    },
    Code {
        id: "L0139",
        title: "a value in quotes",
        explain: "Texts are for readers: titles, remedies, sources. What is compared is a name, a place, a region or a value, and stands without quotes.\n\
                  \n\
                  \x20   require t.tool is scc and t.to in {FR, DE}",
    },
    Code {
        id: "L0190",
        title: "the text is too long",
        explain: "A file has at most 1 MiB. Larger texts are not read at all, so that a hostile one costs nothing.\n\
                  \n\
                  \x20   use house",
    },
    Code {
        id: "L0191",
        title: "too deep",
        explain: "Brackets, `not`, quantifiers and types lie at most 64 levels deep in each other. A definition gives the inner part a name.\n\
                  \n\
                  \x20   define s is ours as s.keys.holder is exporter",
    },
    Code {
        id: "L0192",
        title: "too many words",
        explain: "A file has at most 200,000 words and signs. Larger texts are not read at all.\n\
                  \n\
                  \x20   use house",
    },
    Code {
        id: "L0193",
        title: "there are more errors",
        explain: "Only the first hundred errors, or the first thousand lints, are shown. Mend these and look again.\n\
                  \n\
                  \x20   loci 1",
    },
];
