// Lex Loci, with the policy of policy.loci. A flow of the benchmark says in its own words what a flow of Lex Loci says in the
// vocabulary's; it is reworded before anything is timed.
import { readFileSync } from "node:fs";
import * as lexloci from "lexloci";
import { path, unless } from "../files.mjs";

const CATEGORIES = { billing: "financial", usage: "behaviour", union: "trade_union" };

/** Returns a flow in Lex Loci's vocabulary. What the benchmark's flow leaves out is left out. */
export function reworded(flow) {
  return {
    as_of: flow.day === undefined ? undefined : flow.date,
    data: flow.specialCategory === undefined ? undefined : categories(flow.dataCategories),
    purpose: flow.purpose === undefined ? undefined : [flow.purpose],
    exporter: { seat: flow.controller },
    provider: provider(flow),
    storage: flow.storage,
    processing: flow.processing,
    x: declared(flow),
  };
}

const categories = (names) => names.map((name) => CATEGORIES[name] ?? name);

function provider({ provider, providerHq, secNumCloud }) {
  const certified = secNumCloud ? ["secnumcloud"] : [];
  return { name: provider, seat: providerHq, certified: secNumCloud === undefined ? undefined : certified };
}

/** Returns the facts that the policy declares. */
function declared(flow) {
  return {
    volume: flow.volume,
    subprocessors: flow.subprocessors,
    mechanism: flow.mechanism,
    encryption: flow.encryption === "at-rest" ? "at_rest" : flow.encryption === "e2e" ? "end_to_end" : flow.encryption,
    key_holder: flow.keyHolder === "third-party" ? "third_party" : flow.keyHolder,
    key_place: flow.keyCountry,
    assessed: flow.tiaDone,
    consent: flow.consent,
    pseudonymised: flow.pseudonymised,
  };
}

const text = () => readFileSync(path("policy.loci"), "utf8");
const all = {
  entry: `export * from "lexloci"`,
  files: ["node_modules/lexloci/lexloci_bg.wasm", "policy.loci"],
};
const needs = (verb, owner = lexloci.Policy) =>
  typeof owner?.[verb] === "function" ? null : `Policy.${verb} is not built`;

const check = {
  id: "lexloci-check",
  name: "Lex Loci `check`",
  how: "Rust in Wasm; every reason, as an object",
  pace: 2000,
  input: reworded,
  ships: all,
  async start() {
    const { Policy } = await import("lexloci");
    const policy = Policy.parse(text());
    return (flow) => policy.check(flow).verdict === "compliant";
  },
};

const decide = {
  id: "lexloci",
  name: "Lex Loci `decide`",
  how: "Rust in Wasm; from the policy's text",
  pace: 10_000,
  input: reworded,
  ships: all,
  unavailable: () => needs("decide", lexloci.Policy.prototype),
  async start() {
    const { Policy } = await import("lexloci");
    const policy = Policy.parse(text());
    return (flow) => policy.decide(flow) === "compliant";
  },
};

const PRINTED = "dist/policy.printed.mjs";

const printed = {
  id: "lexloci-printed",
  name: "Lex Loci `decide`, printed module",
  how: "JavaScript, printed of the policy",
  pace: 10_000,
  forms: true,
  input: reworded,
  ships: { entry: `export { decide } from "./${PRINTED}"` },
  unavailable: () => unless(path(PRINTED), `${PRINTED} is not printed`),
  async start() {
    const { decide } = await import(`../${PRINTED}`);
    return (flow) => decide(flow) === "compliant";
  },
};

export const engines = [printed, decide, check];
