// webpack and Rspack: `plugins: [lexloci()]`.
import { fileURLToPath } from "node:url";
import { POLICY } from "./core.js";

/** Returns the rule by which policies are loaded. */
export const rule = (options = {}) => ({
  test: POLICY,
  type: "javascript/auto",
  sideEffects: false,
  use: [{ loader: fileURLToPath(new URL("loader.cjs", import.meta.url)), options }],
});

export default function lexloci(options) {
  return {
    apply(compiler) {
      compiler.options.module.rules.push(rule(options));
    },
  };
}
