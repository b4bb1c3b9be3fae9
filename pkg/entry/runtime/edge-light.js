// Vercel's edge runtime, compiled policies only: `?module` asks its bundlers for the compiled module.
import decider from "../../decider_bg.wasm?module";
import { initSync } from "../../decider.js";

initSync({ module: decider });

export * from "../../runtime.js";
