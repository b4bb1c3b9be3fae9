// The Wasm as text in the module, for bundlers and hosts that ship no extra file. It is a third larger, and compiled
// after the download instead of during it.
import lexloci from "../lexloci_bg.base64.js";
import { initSync } from "../lexloci.js";
import { bytes } from "../base64.js";

initSync({ module: bytes(lexloci) });

export * from "../policy.js";
