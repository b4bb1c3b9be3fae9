// The engines of JSONLogic.
import { installed, written } from "../files.mjs";

const policy = () => written("policy.json-logic.json");
const permits = (rule) => rule.charCodeAt(0) === 80;

const compiled = {
  id: "json-logic-engine",
  name: "json-logic-engine, compiled",
  how: "JSONLogic to JavaScript source",
  pace: 10_000,
  forms: true,
  ships: { entry: `export { LogicEngine } from "json-logic-engine"`, files: ["dist/policy.json-logic.json"] },
  async start() {
    const { LogicEngine } = await import("json-logic-engine");
    const rule = new LogicEngine().build(JSON.parse(policy()));
    return (flow) => permits(rule(flow));
  },
};

const interpreted = {
  ...compiled,
  forms: false,
  id: "json-logic-engine-run",
  name: "json-logic-engine, interpreted",
  how: "JSONLogic, tree",
  async start() {
    const { LogicEngine } = await import("json-logic-engine");
    const engine = new LogicEngine();
    const rule = JSON.parse(policy());
    return (flow) => permits(engine.run(rule, flow));
  },
};

const reference = {
  id: "json-logic-js",
  name: "json-logic-js",
  how: "JSONLogic, tree",
  pace: 10_000,
  ships: { entry: `export { default } from "json-logic-js"`, files: ["dist/policy.json-logic.json"] },
  async start() {
    const { default: engine } = await import("json-logic-js");
    const rule = JSON.parse(policy());
    return (flow) => permits(engine.apply(rule, flow));
  },
};

const DATALOGIC = "@goplasmatic/datalogic/web/datalogic_wasm_bg.wasm";

// Its entry for Node is CommonJS in a package of type module and does not load; the one for browsers does.
const datalogic = {
  id: "datalogic",
  name: "datalogic, Wasm",
  how: "JSONLogic, compiled tree; JSON text in and out",
  pace: 2000,
  ships: {
    entry: `export * from "@goplasmatic/datalogic/web"`,
    files: [`node_modules/${DATALOGIC}`, "dist/policy.json-logic.json"],
  },
  async start() {
    const { CompiledRule, default: ready } = await import("@goplasmatic/datalogic/web");
    await ready({ module_or_path: installed(DATALOGIC) });
    const rule = new CompiledRule(policy(), false);
    return (flow) => permits(JSON.parse(rule.evaluate(JSON.stringify(flow))));
  },
};

export const engines = [compiled, interpreted, reference, datalogic];
