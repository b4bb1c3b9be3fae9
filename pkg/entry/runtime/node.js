// Node, only to decide by compiled policies: the smaller file beside this one, read at once.
import { readFileSync } from "node:fs";
import { initSync } from "../../decider.js";

initSync({ module: readFileSync(new URL("../../decider_bg.wasm", import.meta.url)) });

export * from "../../runtime.js";
