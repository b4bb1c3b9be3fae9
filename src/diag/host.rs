//! The codes L0580 to L0589: values of a host language that cannot be a flow. The npm package reports them
//! (pkg/plain.js) while it copies what JavaScript hands it.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0580",
        title: "the flow contains itself",
        explain: "An object or array lies inside itself, so the flow has no end. A flow is plain data, as JSON \
                  could write it. Refer to a party by its id instead: {\"operator\": \"@acme\"}.",
    },
    Code {
        id: "L0581",
        title: "the flow nests too deeply",
        explain: "Arrays and objects of a flow nest at most 64 deep. No flow of the vocabulary comes near it; \
                  chains of holders are given by id: {\"holders\": [\"@parent\"]}.",
    },
    Code {
        id: "L0582",
        title: "not plain data",
        explain: "A flow is made of plain objects, arrays, texts, finite numbers, true, false and null. A Date, \
                  a Map, a Set or an object of a class is none of these. Write a date as \"2026-03-01\", a Map as \
                  Object.fromEntries(map), a Set as [...set].",
    },
    Code {
        id: "L0583",
        title: "reading the flow failed",
        explain: "A getter or a proxy inside the flow threw an error when it was read. Pass a plain copy of it: \
                  JSON.parse(JSON.stringify(flow)).",
    },
    Code {
        id: "L0584",
        title: "a value that JSON does not have",
        explain: "NaN, Infinity, a BigInt, a function and a symbol cannot stand in a flow. What is not known is \
                  left out, or null; a share is written \"44.4%\".",
    },
    Code {
        id: "L0585",
        title: "an array with a gap",
        explain: "An array of a flow is complete, so each of its entries must be there: a gap or an undefined entry \
                  would be neither. Write {} for an entry of which nothing is known, and \
                  {\"items\": [...], \"complete\": false} for a list that is open.",
    },
    Code {
        id: "L0586",
        title: "the flow is too large",
        explain: "A flow holds at most 200,000 values and 1,048,576 characters of text. It describes one data set of \
                  one exporter on one day: check several flows one after the other.",
    },
    Code {
        id: "L0587",
        title: "an unpaired surrogate",
        explain: "A text holds half of a UTF-16 surrogate pair, so it is not a Unicode text: it was probably cut in \
                  the middle of a character.",
    },
    Code {
        id: "L0588",
        title: "an option that cannot be read",
        explain: "asOf is a day, as the text \"2026-03-01\"; level is the name of one of the policy's levels, as \
                  a text; part, for `decide`, is the name of one of its parts. The path of `where` names a site that \
                  the flow has (storage[0]), or a fact that is a place (transfers[0].to, provider.seat).",
    },
    Code {
        id: "L0589",
        title: "the flow cannot be decided here",
        explain: "The flow takes more choices of places than a printed policy looks at, a stated fact contradicts \
                  those that it follows from, or the module is one for plain flows and the flow is not plain. The module does not say where: `policy.check(flow)` of the package \
                  judges the flow, or says what is wrong with it and how to mend it.",
    },
];
