// json-rules-engine, with the operators and the one derived fact that the host adds.
import { written } from "../files.mjs";
import { fits } from "./host.mjs";

const OPERATORS = {
  allIn: (list, set) => list.every((entry) => set.includes(entry)),
  notAllIn: (list, set) => !list.every((entry) => set.includes(entry)),
  anyIn: (list, set) => list.some((entry) => set.includes(entry)),
};

/** Returns whether every place of the flow is in the EEA or adequate on its day. */
async function allFit(_, almanac) {
  const [day, ...lists] = await Promise.all(["day", "storage", "processing"].map((fact) => almanac.factValue(fact)));
  return lists.every((list) => list.every((country) => fits(country, day)));
}

const jsonRules = {
  id: "json-rules-engine",
  name: "json-rules-engine",
  how: "tree of conditions, with host operators; asynchronous",
  pace: 1000,
  ships: { entry: `export * from "json-rules-engine"`, files: ["dist/policy.json-rules.json"] },
  async start() {
    const { Engine } = await import("json-rules-engine");
    const engine = new Engine(JSON.parse(written("policy.json-rules.json")), { allowUndefinedFacts: true });
    for (const [name, run] of Object.entries(OPERATORS)) engine.addOperator(name, run);
    engine.addFact("allFit", allFit);
    return async (flow) => permits((await engine.run(flow)).events);
  },
};

function permits(events) {
  return events.length > 0 && events.every(({ type }) => type.startsWith("P"));
}

export const engines = [jsonRules];
