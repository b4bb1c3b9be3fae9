// Bun: an import of a file gives its path, in the runtime as well as in a bundle, where the file is copied or embedded.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import decider from "../decider_bg.wasm" with { type: "file" };
import lexloci from "../lexloci_bg.wasm" with { type: "file" };
import { initSync as startDecider } from "../decider.js";
import { initSync } from "../lexloci.js";

initSync({ module: readFileSync(resolve(import.meta.dirname, lexloci)) });
startDecider({ module: readFileSync(resolve(import.meta.dirname, decider)) });

export * from "../policy.js";
