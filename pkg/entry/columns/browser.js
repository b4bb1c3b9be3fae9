// Browsers, compiled policies that decide flows in columns too: their own file, compiled while it downloads.
import start from "../../columns.js";

await start({ module_or_path: new URL("../../columns_bg.wasm", import.meta.url) });

export * from "../../columns/policy.js";
