// Node, compiled policies that decide flows in columns too: their own file beside this one, read at once.
import { readFileSync } from "node:fs";
import { initSync } from "../../columns.js";

initSync({ module: readFileSync(new URL("../../columns_bg.wasm", import.meta.url)) });

export * from "../../columns/policy.js";
