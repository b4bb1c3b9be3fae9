// The entry for Node: the engine is ready when the module is, both by import and by require (there is no top-level
// await here, so that require works).
import { readFileSync } from "node:fs";
import { initSync } from "./lexloci.js";

initSync({ module: readFileSync(new URL("./lexloci_bg.wasm", import.meta.url)) });

export * from "./policy.js";
