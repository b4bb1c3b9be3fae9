// Deno: a source phase import gives the compiled module as part of the module graph, so no permission is needed.
import source decider from "../decider_bg.wasm";
import source lexloci from "../lexloci_bg.wasm";
import { initSync as startDecider } from "../decider.js";
import { initSync } from "../lexloci.js";

initSync({ module: lexloci });
startDecider({ module: decider });

export * from "../policy.js";
