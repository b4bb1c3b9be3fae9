// Deno, only to decide by compiled policies: a source phase import, for which no permission is asked.
import source decider from "../../decider_bg.wasm";
import { initSync } from "../../decider.js";

initSync({ module: decider });

export * from "../../runtime.js";
