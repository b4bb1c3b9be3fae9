// Vercel's edge runtime, also in Next.js: `?module` asks its bundlers for the compiled module, which comes from another
// realm than this code.
import decider from "../decider_bg.wasm?module";
import lexloci from "../lexloci_bg.wasm?module";
import { initSync as startDecider } from "../decider.js";
import { initSync } from "../lexloci.js";

initSync({ module: lexloci });
startDecider({ module: decider });

export * from "../policy.js";
