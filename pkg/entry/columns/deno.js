// Deno, compiled policies that decide flows in columns too: a source phase import, for which no permission is asked.
import source columns from "../../columns_bg.wasm";
import { initSync } from "../../columns.js";

initSync({ module: columns });

export * from "../../columns/policy.js";
