// The Wasm as text within the module, for bundlers and hosts that carry no file along. It is larger by a third, and
// compiled at once rather than while it downloads.
import decider from "../decider_bg.base64.js";
import lexloci from "../lexloci_bg.base64.js";
import { initSync as startDecider } from "../decider.js";
import { initSync } from "../lexloci.js";
import { bytes } from "../base64.js";

initSync({ module: bytes(lexloci) });
startDecider({ module: bytes(decider) });

export * from "../policy.js";
