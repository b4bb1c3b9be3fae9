// The deciding Wasm in browsers, compiled while it downloads. Both entries await this module, so that a page which
// imports both has a single instance.
import start from "./decider.js";
import { missing } from "./missing.js";

/** Throws the error of a Wasm file that could not be loaded for this reason. */
export function refuse(cause) {
  throw missing(cause);
}

export const decider = start({ module_or_path: new URL("./decider_bg.wasm", import.meta.url) }).catch(refuse);
