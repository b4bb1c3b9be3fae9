// Rego: OPA compiles the policy to Wasm of its own; Regorus interprets it, or runs it as bytecode.
import { readFileSync } from "node:fs";
import { path, require, unless, written } from "../files.mjs";

const OPA = process.env.OPA_WASM;

const opa = {
  id: "opa",
  name: "OPA, Wasm",
  how: "Rego compiled to Wasm by opa",
  pace: 2000,
  ships: { entry: `export * from "@open-policy-agent/opa-wasm"`, files: [OPA] },
  unavailable: () =>
    unless(OPA, "OPA_WASM names no policy.wasm (opa build -t wasm -O1 -e lex/permit benches/peers/dist/policy.rego)"),
  async start() {
    const module = await import("@open-policy-agent/opa-wasm");
    const policy = await (module.default ?? module).loadPolicy(readFileSync(OPA));
    return (flow) => policy.evaluate(flow)[0].result === true;
  },
};

const REGORUS = path("dist/regorus/regorus_wasm.js");
const absent = () => unless(REGORUS, "benches/regorus could not be built");

/** Regorus publishes no npm package: benches/regorus is the thin binding that its own sources show. */
const regorus = (id, name, how, verb) => ({
  id,
  name,
  how,
  pace: 2000,
  ships: {
    entry: `export * from "./dist/regorus/regorus_wasm.js"`,
    files: ["dist/regorus/regorus_wasm_bg.wasm", "dist/policy.rego"],
  },
  unavailable: absent,
  async start() {
    const { Rego } = require(REGORUS);
    const rego = new Rego(written("policy.rego"), "data.lex.permit");
    return (flow) => rego[verb](JSON.stringify(flow)) === "true";
  },
});

export const engines = [
  opa,
  regorus("regorus", "Regorus, Wasm, bytecode", "Rego, register machine; JSON text in", "run"),
  regorus("regorus-tree", "Regorus, Wasm, interpreted", "Rego, tree; JSON text in", "interpret"),
];
