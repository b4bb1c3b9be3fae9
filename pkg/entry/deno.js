// Deno: a source phase import gives the compiled module as part of the module graph, so no permission is needed.
import source lexloci from "../lexloci_bg.wasm";
import { initSync } from "../lexloci.js";

initSync({ module: lexloci });

export * from "../policy.js";
