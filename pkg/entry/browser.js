// Browsers and their workers, without a bundler or with one that supports `new URL(…, import.meta.url)`. The Wasm is
// compiled while it downloads; top-level await makes the engine ready for every importer.
import start from "../lexloci.js";
import { missing } from "../missing.js";

await start({ module_or_path: new URL("../lexloci_bg.wasm", import.meta.url) }).catch((cause) => {
  throw missing(cause);
});

export * from "../policy.js";
