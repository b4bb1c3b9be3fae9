// json-rules-engine: conditions as data. What its operators lack (every entry in a set, some entry in a set, adequacy on a
// day) is JavaScript that the host adds; see engines/json-rules.mjs.
import { EEA, EMBARGOED, REACHING } from "../law.mjs";

/** Returns the files of this engine, by name. */
export function jsonRules() {
  const rules = [...forbidding(), ...permitting()];
  const written = rules.map(([name, conditions]) => ({ name, conditions, event: { type: name } }));
  return { "policy.json-rules.json": JSON.stringify(written) };
}

const test = (fact, operator, value) => ({ fact, operator, value });
const is = (fact, value) => test(fact, "equal", value);
const all = (...tests) => ({ all: tests });
const any = (...tests) => ({ any: tests });

function forbidding() {
  const foreignKeys = any(test("keyHolder", "notEqual", "exporter"), is("encryption", "none"));
  const sensitive = any(is("specialCategory", true), test("volume", "greaterThan", 10_000));
  return [
    ["D1", all(is("specialCategory", true), test("storage", "notAllIn", EEA))],
    ["D2", all(test("providerHq", "in", REACHING), foreignKeys)],
    ["D3", any(test("storage", "anyIn", EMBARGOED), test("processing", "anyIn", EMBARGOED))],
    ["D4", all(is("encryption", "none"), sensitive)],
    ["D5", all(is("mechanism", "derogation"), test("volume", "greaterThan", 1000))],
    ["D6", all(is("purpose", "advertising"), is("specialCategory", true))],
  ];
}

function permitting() {
  const stored = test("storage", "allIn", EEA);
  const ownKeys = [test("encryption", "notEqual", "none"), is("keyHolder", "exporter")];
  const keysInside = test("keyCountry", "in", EEA);
  const little = [is("consent", true), test("volume", "lessThanInclusive", 100), is("specialCategory", false)];
  return [
    ["P1", all(stored, test("processing", "allIn", EEA))],
    ["P2", all(is("allFit", true))],
    ["P3", all(test("mechanism", "in", ["scc", "bcr"]), ...ownKeys, keysInside, is("tiaDone", true))],
    ["P4", all(is("mechanism", "derogation"), ...little)],
    ["P5", all(is("pseudonymised", true), is("keyHolder", "exporter"), keysInside, stored)],
    ["P6", all(is("secNumCloud", true), stored, test("providerHq", "in", EEA), is("subprocessors", 0))],
  ];
}
