// Vercel's edge runtime, compiled policies that decide flows in columns too: `?module` asks its bundlers for the compiled module.
import columns from "../../columns_bg.wasm?module";
import { initSync } from "../../columns.js";

initSync({ module: columns });

export * from "../../columns/policy.js";
