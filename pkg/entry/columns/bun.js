// Bun, compiled policies that decide flows in columns too: an import of a file gives its path, as it is, copied or embedded.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import columns from "../../columns_bg.wasm" with { type: "file" };
import { initSync } from "../../columns.js";

initSync({ module: readFileSync(resolve(import.meta.dirname, columns)) });

export * from "../../columns/policy.js";
