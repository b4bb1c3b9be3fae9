// Cloudflare Workers, compiled policies only: an import of Wasm gives the compiled module.
import decider from "../../decider_bg.wasm";
import { initSync } from "../../decider.js";

initSync({ module: decider });

export * from "../../runtime.js";
