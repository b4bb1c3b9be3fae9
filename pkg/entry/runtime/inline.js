// Compiled policies only: the smaller Wasm as text in the module.
import decider from "../../decider_bg.base64.js";
import { initSync } from "../../decider.js";
import { bytes } from "../../base64.js";

initSync({ module: bytes(decider) });

export * from "../../runtime.js";
