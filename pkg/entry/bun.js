// Bun: an import of a file gives its path, in the runtime as well as in a bundle, where the file is copied or embedded.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import lexloci from "../lexloci_bg.wasm" with { type: "file" };
import { initSync } from "../lexloci.js";

initSync({ module: readFileSync(resolve(import.meta.dirname, lexloci)) });

export * from "../policy.js";
