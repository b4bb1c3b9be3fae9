// Vercel's edge runtime, also in Next.js: `?module` asks its bundlers for the compiled module, which comes from another
// realm than this code.
import lexloci from "../lexloci_bg.wasm?module";
import { initSync } from "../lexloci.js";

initSync({ module: lexloci });

export * from "../policy.js";
