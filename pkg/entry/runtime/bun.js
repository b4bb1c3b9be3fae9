// Bun, compiled policies only: an import of a file gives its path, also where it is copied or embedded.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import decider from "../../decider_bg.wasm" with { type: "file" };
import { initSync } from "../../decider.js";

initSync({ module: readFileSync(resolve(import.meta.dirname, decider)) });

export * from "../../runtime.js";
