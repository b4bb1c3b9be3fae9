// ZEN: as a native module of Node it decides a graph; its Wasm has no graphs and no way to keep an expression compiled.
import { readdirSync } from "node:fs";
import { installed, path, written } from "../files.mjs";

const permits = (rule) => rule.charCodeAt(0) === 80;

/** Returns the native module for this machine: npm installs no other. */
function binary() {
  const scope = path("node_modules/@gorules");
  const folder = readdirSync(scope).find((name) => /^zen-engine-(linux|darwin|win32)/.test(name));
  const file = folder && readdirSync(`${scope}/${folder}`).find((name) => name.endsWith(".node"));
  return file ? [`${scope}/${folder}/${file}`] : [];
}

const native = {
  id: "zen",
  name: "ZEN, native module",
  how: "bytecode; asynchronous",
  pace: 2000,
  ships: { files: binary },
  async start() {
    const { ZenEngine } = await import("@gorules/zen-engine");
    const decision = new ZenEngine().createDecision(JSON.parse(written("policy.zen.json")));
    return async (flow) => permits((await decision.evaluate(flow)).result.rule);
  },
};

const WASM = "@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm";

const wasm = {
  id: "zen-wasm",
  name: "ZEN, Wasm",
  how: "expression parsed by each call",
  pace: 2000,
  ships: { entry: `export * from "@gorules/zen-engine-wasm"`, files: [`node_modules/${WASM}`, "dist/policy.zen"] },
  async start() {
    const { default: ready, evaluateExpression } = await import("@gorules/zen-engine-wasm");
    await ready({ module_or_path: installed(WASM) });
    const policy = written("policy.zen");
    return (flow) => permits(evaluateExpression(policy, flow));
  },
};

export const engines = [native, wasm];
