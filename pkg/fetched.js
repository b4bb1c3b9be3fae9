// The deciding Wasm in browsers, compiled while it downloads. Both entries wait for this one, so that a page which
// imports both has one instance, whichever of them comes first.
import start from "./decider.js";

export const decider = start({ module_or_path: new URL("./decider_bg.wasm", import.meta.url) });
