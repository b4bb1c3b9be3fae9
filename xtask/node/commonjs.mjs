// Writes the package's modules as CommonJS into pkg/cjs, for hosts whose `require` loads no ES module, such as Jest.
// The types are the same files: package.json of that folder marks them as CommonJS, which TypeScript's `node16` modules
// require.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const pkg = new URL("../../pkg/", import.meta.url);
const cjs = new URL("cjs/", pkg);

/** Modules that only other entries import. */
const ELSEWHERE = ["base64.js", "later.js", "lexloci_bg.base64.js"];

const names = (folder, ending) => readdirSync(new URL(folder, pkg)).filter((name) => name.endsWith(ending));
const modules = names("./", ".js").filter((name) => !ELSEWHERE.includes(name));

rmSync(cjs, { recursive: true, force: true });
mkdirSync(cjs);
await build({
  entryPoints: modules.map((name) => fileURLToPath(new URL(name, pkg))),
  outbase: fileURLToPath(pkg),
  outdir: fileURLToPath(cjs),
  format: "cjs",
  platform: "node",
  target: "node20.19",
  // jsdom, as an environment of Jest, has neither.
  banner: { js: 'const { TextDecoder, TextEncoder } = require("node:util");' },
  logLevel: "warning",
});
for (const name of names("./", ".d.ts")) copyFileSync(new URL(name, pkg), new URL(name, cjs));
writeFileSync(new URL("package.json", cjs), `${JSON.stringify({ type: "commonjs" })}\n`);
