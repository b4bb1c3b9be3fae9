// Two engines of CEL. The policy's sets are bound beside the flow.
import { written } from "../files.mjs";
import { CEL_CONSTANTS } from "../policies/chain.mjs";

const policy = () => written("policy.cel");
const permits = (rule) => rule.charCodeAt(0) === 80;
const files = ["dist/policy.cel", "dist/constants.cel.json"];
const input = (flow) => ({ ...flow, ...CEL_CONSTANTS });

const marcbachmann = {
  id: "cel-js",
  name: "@marcbachmann/cel-js",
  how: "CEL, closures",
  pace: 2000,
  input,
  ships: { entry: `export * from "@marcbachmann/cel-js"`, files },
  async start() {
    const { parse } = await import("@marcbachmann/cel-js");
    const rule = parse(policy());
    return (flow) => permits(rule(flow));
  },
};

const bufbuild = {
  id: "bufbuild-cel",
  name: "@bufbuild/cel",
  how: "CEL, planned tree",
  pace: 2000,
  input,
  ships: { entry: `export * from "@bufbuild/cel"`, files },
  async start() {
    const { celEnv, parse, plan } = await import("@bufbuild/cel");
    const rule = plan(celEnv(), parse(policy()));
    return (flow) => permits(rule(flow));
  },
};

export const engines = [marcbachmann, bufbuild];
