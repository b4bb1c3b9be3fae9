// Biscuit's Datalog: facts per flow, and the first policy that matches decides. Versions up to 5 write sets in square
// brackets (the npm package), later ones in braces (the crate).
import { ADEQUATE, DATED, EEA, EMBARGOED, REACHING } from "../law.mjs";

/** Returns the files of this language, by name. */
export function biscuit() {
  return {
    "policy.5.biscuit": policy((values) => `[${quoted(values)}]`),
    "policy.6.biscuit": policy((values) => `{${quoted(values)}}`),
  };
}

function policy(set) {
  return [...forbidding(set), ...permitting(set), "deny if true"].map((line) => `${line};\n`).join("");
}

function forbidding(set) {
  const foreignKeys = `key_holder($k), encryption($e), !($k == "exporter" && $e != "none")`;
  return [
    `deny if special(true), storage($s), !${set(EEA)}.contains($s)`,
    `deny if hq($h), ${set(REACHING)}.contains($h), ${foreignKeys}`,
    `deny if country($c), ${set(EMBARGOED)}.contains($c)`,
    `deny if encryption("none"), special(true) or encryption("none"), volume($v), $v > 10000`,
    `deny if mechanism("derogation"), volume($v), $v > 1000`,
    `deny if purpose("advertising"), special(true)`,
  ];
}

function permitting(set) {
  const fitting = set([...EEA, ...Object.keys(ADEQUATE)]);
  const stored = `storage($s), ${set(EEA)}.contains($s)`;
  const clauses = `mechanism($m), ${set(["scc", "bcr"])}.contains($m)`;
  const encrypted = `encryption($e), ${set(["at-rest", "e2e"])}.contains($e)`;
  const ownKeys = `key_holder("exporter"), key_country($k), ${set(EEA)}.contains($k)`;
  return [
    `allow if ${stored}, processing($p), ${set(EEA)}.contains($p)`,
    `allow if storage($s), processing($p), day($d), ${fitting}.contains($s), ${fitting}.contains($p), ${dated()}`,
    `allow if ${clauses}, ${encrypted}, ${ownKeys}, tia(true)`,
    `allow if mechanism("derogation"), consent(true), volume($v), $v <= 100, special(false)`,
    `allow if pseudonymised(true), ${ownKeys}, ${stored}`,
    `allow if secnum(true), ${stored}, hq($h), ${set(EEA)}.contains($h), subprocessors(0)`,
  ];
}

function dated() {
  const clause = ([country, intervals]) => {
    const absent = `(!$s.contains("${country}") && !$p.contains("${country}"))`;
    const inForce = intervals.map(([from, before]) => `($d >= ${from} && $d < ${before})`);
    return `(${absent} || ${inForce.join(" || ")})`;
  };
  return Object.entries(DATED).map(clause).join(", ");
}

const quoted = (values) => values.map((value) => JSON.stringify(value)).join(", ");
