// CommonJS, for hosts whose `require` loads no ES module, such as Jest: reads the files of the package synchronously.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { initSync } = require("../cjs/lexloci.js");
const { missing } = require("../cjs/missing.js");

try {
  initSync({ module: readFileSync(join(__dirname, "../lexloci_bg.wasm")) });
} catch (cause) {
  throw missing(cause);
}

module.exports = require("../cjs/policy.js");
