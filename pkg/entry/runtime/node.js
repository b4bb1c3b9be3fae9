// Node, only to decide by compiled policies: reads the smaller file beside this one at once.
import { readFileSync } from "node:fs";
import { initSync } from "../../decider.js";
import { missing } from "../../missing.js";

try {
  initSync({ module: readFileSync(new URL("../../decider_bg.wasm", import.meta.url)) });
} catch (cause) {
  throw missing(cause);
}

export * from "../../runtime.js";
