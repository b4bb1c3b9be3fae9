// The deciding Wasm in browsers, compiled while it downloads. Both entries wait for this one, so that a page which
// imports both has one instance, whichever of them comes first.
import start from "./decider.js";
import { missing } from "./missing.js";

/** Throws what is to be said of a Wasm file that could not be loaded for this reason. */
export function refuse(cause) {
  throw missing(cause);
}

export const decider = start({ module_or_path: new URL("./decider_bg.wasm", import.meta.url) }).catch(refuse);
