//! The codes L04xx: lints.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0401",
        title: "something is not used",
        explain: "Nothing in the policy uses this set, list, definition or source, or anything of this module. Perhaps it was meant to be used.",
    },
    Code {
        id: "L0402",
        title: "a rule without citation",
        explain: "A rule that cites nothing cannot be defended. Cite the law, or a decision of your own.\n\
                  \n\
                  \x20   source DPO is \"Board decision on hosting, 2026-02-03\"\n\
                  \x20   rule stores \"Data rest in the EEA\" [DPO 1]",
    },
    Code {
        id: "L0403",
        title: "a test that always holds",
        explain: "`x in S or x not in S` is true of whatever x is, and unknown while x is not known. A policy cannot ask whether a fact is known: otherwise, stating one more fact could turn a verdict. Require the fact itself, or declare one.\n\
                  \n\
                  \x20   fact x.disclosed is yes_no\n\
                  \x20   require x.disclosed",
    },
    Code {
        id: "L0404",
        title: "true of an empty list",
        explain: "A flow that has no entries passes this test, and that helps it. Say too that there is an entry, or write a rule with `for every`, which then does not apply.\n\
                  \n\
                  \x20   when (some m in measures: m.kind is encryption) and (every m in measures: m.state_of_the_art)",
    },
];
