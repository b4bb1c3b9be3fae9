// Rego, for OPA's Wasm and for Regorus.
import { ADEQUATE, EEA, EMBARGOED, REACHING } from "../law.mjs";

/** Returns the files of this language, by name. `opa build -t wasm -O1 -e lex/permit policy.rego` compiles it. */
export function rego() {
  return { "policy.rego": `${sets()}${FORBIDDING}${PERMITTING}` };
}

function sets() {
  return `package lex
import rego.v1
eea := ${set(EEA)}
reaching := ${set(REACHING)}
embargoed := ${set(EMBARGOED)}
adequate := ${JSON.stringify(ADEQUATE)}
stored_inside if { every c in input.storage { c in eea } }
processed_inside if { every c in input.processing { c in eea } }
fits(c) if c in eea
fits(c) if { some interval in adequate[c]; interval[0] <= input.day; input.day < interval[1] }
own_keys if { input.keyHolder == "exporter"; input.encryption != "none" }
`;
}

const FORBIDDING = `deny contains "D1" if { input.specialCategory; not stored_inside }
deny contains "D2" if { input.providerHq in reaching; not own_keys }
deny contains "D3" if { some c in input.storage; c in embargoed }
deny contains "D3" if { some c in input.processing; c in embargoed }
deny contains "D4" if { input.encryption == "none"; input.specialCategory }
deny contains "D4" if { input.encryption == "none"; input.volume > 10000 }
deny contains "D5" if { input.mechanism == "derogation"; input.volume > 1000 }
deny contains "D6" if { input.purpose == "advertising"; input.specialCategory }
`;

const PERMITTING = `grant contains "P1" if { stored_inside; processed_inside }
grant contains "P2" if { every c in input.storage { fits(c) }; every d in input.processing { fits(d) } }
grant contains "P3" if { input.mechanism in {"scc", "bcr"}; own_keys; input.keyCountry in eea; input.tiaDone }
grant contains "P4" if { input.mechanism == "derogation"; input.consent; input.volume <= 100; not input.specialCategory }
grant contains "P5" if { input.pseudonymised; input.keyHolder == "exporter"; input.keyCountry in eea; stored_inside }
grant contains "P6" if { input.secNumCloud; stored_inside; input.providerHq in eea; input.subprocessors == 0 }
default permit := false
permit if { count(deny) == 0; count(grant) > 0 }
`;

const set = (values) => `{${values.map((value) => JSON.stringify(value)).join(", ")}}`;
