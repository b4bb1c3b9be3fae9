// Casbin, with the functions of the host that its expressions call.
import { written } from "../files.mjs";
import { EEA, EMBARGOED, REACHING } from "../law.mjs";
import { fits } from "./host.mjs";

const SETS = { EEA: new Set(EEA), REACHING: new Set(REACHING), EMBARGOED: new Set(EMBARGOED) };

const FUNCTIONS = {
  allIn: (list, set) => list.every((entry) => SETS[set].has(entry)),
  anyIn: (list, set) => list.some((entry) => SETS[set].has(entry)),
  isIn: (entry, set) => SETS[set].has(entry),
  allFit: (list, day) => list.every((country) => fits(country, day)),
};

const casbin = {
  id: "casbin",
  name: "casbin",
  how: "expressions over the request, with host functions",
  pace: 2000,
  ships: { entry: `export * from "casbin"`, files: ["dist/model.casbin.conf", "dist/policy.casbin.json"] },
  async start() {
    const { newEnforcer, newModelFromString } = await import("casbin");
    const enforcer = await newEnforcer(newModelFromString(written("model.casbin.conf")));
    for (const [name, run] of Object.entries(FUNCTIONS)) await enforcer.addFunction(name, run);
    for (const rule of JSON.parse(written("policy.casbin.json"))) await enforcer.addPolicy(...rule);
    return (flow) => enforcer.enforceSync(flow);
  },
};

export const engines = [casbin];
