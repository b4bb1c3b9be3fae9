// Compiled policies that decide flows in columns too, their Wasm as text within the module.
import columns from "../../columns_bg.base64.js";
import { initSync } from "../../columns.js";
import { bytes } from "../../base64.js";

initSync({ module: bytes(columns) });

export * from "../../columns/policy.js";
