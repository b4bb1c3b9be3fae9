// Cloudflare Workers, compiled policies that decide flows in columns too: an import of Wasm gives the compiled module.
import columns from "../../columns_bg.wasm";
import { initSync } from "../../columns.js";

initSync({ module: columns });

export * from "../../columns/policy.js";
