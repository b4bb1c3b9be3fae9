// Cloudflare Workers: code must not be compiled from bytes there, and an import of Wasm gives the compiled module.
import lexloci from "../lexloci_bg.wasm";
import { initSync } from "../lexloci.js";

initSync({ module: lexloci });

export * from "../policy.js";
