//! The codes L00xx: texts that cannot be read at all.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0001",
        title: "the file cannot be read",
        explain: "A policy, module or flow that was named is not there, is a folder, or may not be opened. \
                  Nothing is judged in its place. Name `-` to read from standard input.",
    },
    Code {
        id: "L0002",
        title: "the file is too large",
        explain: "Policies and modules may have 1 MiB, files of flows 64 MiB. Split a larger file of flows: \
                  one JSON object a line, some thousand lines a file.",
    },
    Code {
        id: "L0003",
        title: "the file is not UTF-8",
        explain: "Policies and flows are texts in UTF-8. Save the file in that encoding; the position is that \
                  of the first byte which does not belong to any character.",
    },
    Code {
        id: "L0004",
        title: "this is not JSON",
        explain: "A flow is a JSON object, an array of such objects, or one object a line. Keys and texts stand \
                  in double quotes, nothing follows the last entry but its bracket, and there are no comments:\n\n    \
                  {\"as_of\": \"2026-03-01\", \"storage\": [\"aws/eu-west-3\"]}\n\n\
                  Arrays and objects nest at most 64 deep.",
    },
    Code {
        id: "L0005",
        title: "there is no flow",
        explain: "The file holds an empty array or nothing but space. Nothing was checked, and nothing checked \
                  is not a success.",
    },
    Code {
        id: "L0006",
        title: "there is no such policy or module",
        explain: "A policy is named by its file, by `-` for standard input, or by the name of one that is shipped \
                  (`gdpr_transfers`). A module that `use` names is one that is shipped, a file NAME.loci beside the \
                  policy, or one in the folder of `--modules`.",
    },
    Code {
        id: "L0007",
        title: "the policy cannot be printed",
        explain: "`lexloci compile` and `policy.compile()` print a policy as an ES module. This one has a part that \
                  no module can hold yet, which the message names. `check` and `decide` judge by it all the same.",
    },
    Code {
        id: "L0008",
        title: "no key that counts signed this file",
        explain: "Only signed policies and modules were asked for. This one has no signature, was altered or renamed since, or was \
                  signed by a key that is not known, was revoked, does not count on that day or may not sign such files. It is not \
                  used. `lexloci sign FILE --key KEY` signs it; the rules of keys are in docs/signing.md.",
    },
];
