// Deno, compiled policies only: a source phase import, which needs no permission.
import source decider from "../../decider_bg.wasm";
import { initSync } from "../../decider.js";

initSync({ module: decider });

export * from "../../runtime.js";
