// Runtimes at the edge, which take a bundle and a compiled module.
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { build as esbuild } from "esbuild";
import { host, within } from "./packed.mjs";
import { PRINT, bin, importing, printed } from "./programs.mjs";

/** A Worker whose test handler runs the suite. */
const WORKER = importing("lexloci", `export default { test() { ${PRINT} } };`);

/** Cloudflare's own runtime, with the bundle that its tools make. */
export async function workerd() {
  const entryPoints = [host("worker-entry.mjs", WORKER)];
  const conditions = ["workerd", "worker", "browser"];
  const loader = { ".wasm": "copy" };
  await esbuild({
    entryPoints,
    conditions,
    loader,
    bundle: true,
    format: "esm",
    outdir: within("workerd"),
    assetNames: "[name]",
    logLevel: "error",
  });
  const carried = readdirSync(within("workerd")).filter((name) => name.endsWith(".wasm"));
  const config = host(
    "workerd/test.capnp",
    `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);

const worker :Workerd.Worker = (
  compatibilityDate = "2025-09-01",
  modules = [
    (name = "worker-entry.js", esModule = embed "worker-entry.js"),
${carried.map((name) => `    (name = "${name}", wasm = embed "${name}"),`).join("\n")}
  ],
);
`,
  );
  return printed(process.execPath, bin("workerd"), "test", config);
}

/**
 * Vercel's edge runtime, with the bundle that Next.js and Vercel make: `x.wasm?module` stands for a global that the
 * host compiled, in its own realm.
 */
export async function edgeLight() {
  const compiled = {};
  const modules = {
    name: "compiled modules as globals",
    setup(build) {
      build.onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => {
        const file = new URL(path.replace("?module", ""), `file://${resolveDir}/`).pathname;
        return { path: file, namespace: "compiled" };
      });
      build.onLoad({ filter: /./, namespace: "compiled" }, ({ path }) => {
        const name = `wasm_${basename(path, ".wasm")}`;
        compiled[name] = new WebAssembly.Module(readFileSync(path));
        return { contents: `export default ${name};` };
      });
    },
  };
  const entry = host("edge-entry.mjs", importing("lexloci", "globalThis.outcome = run();"));
  const options = { conditions: ["edge-light"], bundle: true, format: "iife", write: false, logLevel: "error" };
  const { outputFiles } = await esbuild({ ...options, entryPoints: [entry], plugins: [modules] });
  const runtime = new EdgeRuntime({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, compiled),
  });
  return JSON.parse(runtime.evaluate(`${outputFiles[0].text}\nJSON.stringify(globalThis.outcome)`));
}
