// CommonJS, compiled policies only: reads the smaller file of the package synchronously.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { initSync } = require("../../cjs/decider.js");
const { missing } = require("../../cjs/missing.js");

try {
  initSync({ module: readFileSync(join(__dirname, "../../decider_bg.wasm")) });
} catch (cause) {
  throw missing(cause);
}

module.exports = require("../../cjs/runtime.js");
