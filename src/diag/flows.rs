//! The codes L05xx: flows.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0501",
        title: "there is no such fact",
        explain: "A key of the flow is not in the vocabulary. Misspelt keys are errors because a fact that nobody reads would be missing without anyone noticing. Facts of your own stand under `x`.\n\
                  \n\
                  \x20   {\"storage\": [{\"place\": \"FR\", \"x\": {\"tier\": \"gold\"}}]}",
    },
    Code {
        id: "L0502",
        title: "a key stands twice",
        explain: "Which of the two is meant cannot be known.\n\
                  \n\
                  \x20   {\"as_of\": \"2026-03-01\"}",
    },
    Code {
        id: "L0503",
        title: "a value of the wrong type",
        explain: "Places, dates, durations and percents are texts, yes_no facts are true or false, lists are arrays. `null`, like leaving the key out, means that the fact is not known.\n\
                  \n\
                  \x20   {\"as_of\": \"2026-03-01\", \"exit\": {\"notice\": \"2 months\"},\n\
                  \x20    \"provider\": {\"holders\": [{\"seat\": \"FR\", \"capital\": \"44.4%\"}]}}",
    },
    Code {
        id: "L0504",
        title: "the day to judge is missing",
        explain: "Law changes: every verdict is as of a day. State it in the flow, or pass it (`--as-of`).\n\
                  \n\
                  \x20   {\"as_of\": \"2026-03-01\"}",
    },
    Code {
        id: "L0505",
        title: "mentions of one party contradict each other",
        explain: "Equal ids are one person, and what all mentions say of it is true together. State the same, or give another id.\n\
                  \n\
                  \x20   {\"exporter\": {\"id\": \"acme\", \"seat\": \"FR\"}, \"storage\": [{\"place\": \"FR\", \"operator\": \"@acme\"}]}",
    },
    Code {
        id: "L0506",
        title: "the flow contradicts the atlas",
        explain: "The atlas knows where the region is and who operates it. When you know better, say so: the verdict then says that you did.\n\
                  \n\
                  \x20   {\"storage\": [{\"region\": \"aws/eu-west-3\", \"place\": \"DE\"}], \"instead\": [\"storage[0].place\"]}",
    },
    Code {
        id: "L0507",
        title: "the flow contradicts what follows from it",
        explain: "The stated fact follows from others, and they say something else. Correct it, leave it out, or list its path under `instead`.\n\
                  \n\
                  \x20   {\"exit\": {\"notice\": \"2 months\", \"transition\": \"30 days\"}}",
    },
    Code {
        id: "L0508",
        title: "this is not a place",
        explain: "Places are the codes of ISO 3166, in capitals (`FR`, `GB`, `PT-20`), or groups (`EU`, `EEA`, `anywhere`), which mean each of their members in turn.\n\
                  \n\
                  \x20   {\"storage\": [{\"place\": \"FR\"}, {\"place\": \"EU\"}]}",
    },
    Code {
        id: "L0509",
        title: "there is no such region",
        explain: "A region is its provider, a slash, and the provider's id; `none` says that a site is on no cloud region. `lexloci atlas provider:aws` lists those of a provider.\n\
                  \n\
                  \x20   {\"storage\": [\"aws/eu-west-3\", {\"place\": \"FR\", \"region\": \"none\"}]}",
    },
    Code {
        id: "L0510",
        title: "not a value of this fact",
        explain: "The fact has a closed list of values. The help has the nearest or all of them.\n\
                  \n\
                  \x20   {\"transfers\": [{\"to\": \"US\", \"tool\": \"scc\"}]}",
    },
    Code {
        id: "L0511",
        title: "a fact that cannot exist",
        explain: "Some facts exist only under others: the version of the clauses only where the tool is scc, keys only where something is encrypted, pseudonymised or split.\n\
                  \n\
                  \x20   {\"transfers\": [{\"tool\": \"scc\", \"scc_version\": \"scc_2021_914\"}]}",
    },
    Code {
        id: "L0513",
        title: "shares add up to too much",
        explain: "The capital of a party and its votes are at most 100 %, or 100.5 % with rounding.\n\
                  \n\
                  \x20   {\"provider\": {\"holders\": [{\"name\": \"A\", \"capital\": \"60%\"}, {\"name\": \"B\", \"capital\": \"40%\"}]}}",
    },
    Code {
        id: "L0514",
        title: "there is no such level",
        explain: "The level to judge is one of those that the policy lists. Without one, the highest is judged.",
    },
    Code {
        id: "L0550",
        title: "storage is empty",
        explain: "An empty list is complete: the flow says that the data rest nowhere. If that is not known, leave the key out; if more is known to come, say so.\n\
                  \n\
                  \x20   {\"storage\": {\"items\": [\"FR\"], \"complete\": false}}",
    },
    Code {
        id: "L0551",
        title: "there may be another transfer",
        explain: "A site may lie outside the territory of the GDPR, its operator may be another than the exporter, and no transfer names that operator as recipient. The list of transfers is taken to be open.\n\
                  \n\
                  \x20   {\"storage\": [{\"place\": \"US\", \"operator\": \"@acme\"}], \"transfers\": [{\"to\": \"US\", \"recipient\": \"@acme\"}]}",
    },
    Code {
        id: "L0552",
        title: "nothing is overruled",
        explain: "`instead` lists a path on which the flow and the atlas agree, or that the flow does not state. Leave it out.",
    },
    Code {
        id: "L0590",
        title: "the flow is too large",
        explain: "A flow may state 20,000 sites, parties, transfers and the like. Split it.",
    },
    Code {
        id: "L0591",
        title: "judging takes too many steps",
        explain: "Nested lists multiply. A budget of steps, never of time, bounds every judgment, so that it ends alike everywhere. State fewer entries, or fewer groups of places.",
    },
    Code {
        id: "L0592",
        title: "too many choices of places",
        explain: "A group as a place means each of its members in turn, and several groups each combination. State the place, or a smaller group, where it is known.\n\
                  \n\
                  \x20   {\"storage\": [{\"place\": \"EU\"}]}",
    },
];
