// Node, compiled policies only: reads the smaller file beside this one synchronously.
import { readFileSync } from "node:fs";
import { initSync } from "../../decider.js";
import { missing } from "../../missing.js";

try {
  initSync({ module: readFileSync(new URL("../../decider_bg.wasm", import.meta.url)) });
} catch (cause) {
  throw missing(cause);
}

export * from "../../runtime.js";
