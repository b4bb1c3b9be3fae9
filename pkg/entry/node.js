// Node: reads the files beside this one synchronously. There is no top-level await here, so that `require` works too.
// Bundlers for Node use inline.js instead, by the condition `module`.
import { readFileSync } from "node:fs";
import { initSync } from "../lexloci.js";
import { missing } from "../missing.js";

try {
  initSync({ module: readFileSync(new URL("../lexloci_bg.wasm", import.meta.url)) });
} catch (cause) {
  throw missing(cause);
}

export * from "../policy.js";
