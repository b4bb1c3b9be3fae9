// Browsers and their workers, without a bundler or with one that knows `new URL(…, import.meta.url)`: the Wasm is
// compiled while it downloads, and by top-level await whoever imports this finds the engine ready.
import start from "../lexloci.js";
import { decider, refuse } from "../fetched.js";

const engine = start({ module_or_path: new URL("../lexloci_bg.wasm", import.meta.url) }).catch(refuse);

await Promise.all([engine, decider]);

export * from "../policy.js";
