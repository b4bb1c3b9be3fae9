// The entry for browsers, without a bundler or with one that knows `new URL(…, import.meta.url)`: the module waits for
// its Wasm, compiled while it downloads, so that whoever imports it finds the engine ready.
import start from "./lexloci.js";

await start({ module_or_path: new URL("./lexloci_bg.wasm", import.meta.url) });

export * from "./policy.js";
