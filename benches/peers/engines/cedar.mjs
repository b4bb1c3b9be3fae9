// Cedar in Wasm, the policies parsed beforehand.
import { require, written } from "../files.mjs";

const CALL = {
  principal: { type: "App", id: "x" },
  action: { type: "Action", id: "transfer" },
  resource: { type: "Law", id: "eu" },
  preparsedPolicySetId: "policy",
  entities: [],
};

const cedar = {
  id: "cedar",
  name: "Cedar, Wasm, pre-parsed",
  how: "tree; objects as JSON text",
  pace: 1000,
  input: (flow) => ({ ...CALL, context: flow }),
  ships: {
    entry: `export * from "@cedar-policy/cedar-wasm/web"`,
    files: ["node_modules/@cedar-policy/cedar-wasm/nodejs/cedar_wasm_bg.wasm", "dist/policy.cedar"],
  },
  async start() {
    const { preparsePolicySet, statefulIsAuthorized } = require("@cedar-policy/cedar-wasm/nodejs");
    preparsePolicySet(CALL.preparsedPolicySetId, { staticPolicies: written("policy.cedar") });
    return (call) => allowed(statefulIsAuthorized(call));
  },
};

function allowed(answer) {
  if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision === "allow";
}

export const engines = [cedar];
