// Cloudflare Workers: code must not be compiled from bytes there, and an import of Wasm gives the compiled module.
import decider from "../decider_bg.wasm";
import lexloci from "../lexloci_bg.wasm";
import { initSync as startDecider } from "../decider.js";
import { initSync } from "../lexloci.js";

initSync({ module: lexloci });
startDecider({ module: decider });

export * from "../policy.js";
