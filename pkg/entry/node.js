// Node: the files beside this one, read at once. There is no top-level await here, so that `require` works too.
import { readFileSync } from "node:fs";
import { initSync as startDecider } from "../decider.js";
import { initSync } from "../lexloci.js";

initSync({ module: readFileSync(new URL("../lexloci_bg.wasm", import.meta.url)) });
startDecider({ module: readFileSync(new URL("../decider_bg.wasm", import.meta.url)) });

export * from "../policy.js";
