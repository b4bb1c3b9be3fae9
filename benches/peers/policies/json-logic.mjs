// JSONLogic: a chain of conditions, the first that holds names its rule. A quantifier's body sees nothing but the entry
// (in json-logic-js), so that dated adequacy is a superset test and a clause for each dated decision, as in Cedar.
import { ADEQUATE, DATED, EEA, EMBARGOED, REACHING } from "../law.mjs";

/** Returns the files of this language, by name. */
export function jsonLogic() {
  return { "policy.json-logic.json": JSON.stringify({ if: [...forbidding(), ...permitting(), "default"] }) };
}

const fact = (name) => ({ var: name });
const and = (...tests) => ({ and: tests });
const or = (...tests) => ({ or: tests });
const not = (test) => ({ "!": [test] });
const isIn = (value, values) => ({ in: [value, values] });
const every = (list, values) => ({ all: [fact(list), isIn(fact(""), values)] });
const some = (list, values) => ({ some: [fact(list), isIn(fact(""), values)] });
const is = (name, value) => ({ "===": [fact(name), value] });
const isNot = (name, value) => ({ "!==": [fact(name), value] });
const above = (name, limit) => ({ ">": [fact(name), limit] });

const ownKeys = () => [is("keyHolder", "exporter"), isNot("encryption", "none")];

function forbidding() {
  return [
    and(fact("specialCategory"), not(every("storage", EEA))),
    "D1",
    and(isIn(fact("providerHq"), REACHING), not(and(...ownKeys()))),
    "D2",
    or(some("storage", EMBARGOED), some("processing", EMBARGOED)),
    "D3",
    and(is("encryption", "none"), or(fact("specialCategory"), above("volume", 10_000))),
    "D4",
    and(is("mechanism", "derogation"), above("volume", 1000)),
    "D5",
    and(is("purpose", "advertising"), fact("specialCategory")),
    "D6",
  ];
}

function permitting() {
  const fitting = [...EEA, ...Object.keys(ADEQUATE)];
  const clauses = isIn(fact("mechanism"), ["scc", "bcr"]);
  const keysInside = isIn(fact("keyCountry"), EEA);
  const little = { "<=": [fact("volume"), 100] };
  const stored = every("storage", EEA);
  return [
    and(stored, every("processing", EEA)),
    "P1",
    and(every("storage", fitting), every("processing", fitting), ...dated()),
    "P2",
    and(clauses, ...ownKeys(), keysInside, fact("tiaDone")),
    "P3",
    and(is("mechanism", "derogation"), fact("consent"), little, not(fact("specialCategory"))),
    "P4",
    and(fact("pseudonymised"), is("keyHolder", "exporter"), keysInside, stored),
    "P5",
    and(fact("secNumCloud"), stored, isIn(fact("providerHq"), EEA), is("subprocessors", 0)),
    "P6",
  ];
}

function dated() {
  const inForce = ([from, before]) => and({ ">=": [fact("day"), from] }, { "<": [fact("day"), before] });
  const absent = (country) => and(not(isIn(country, fact("storage"))), not(isIn(country, fact("processing"))));
  return Object.entries(DATED).map(([country, intervals]) => or(absent(country), ...intervals.map(inForce)));
}
