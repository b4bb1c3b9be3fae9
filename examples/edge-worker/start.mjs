// Builds both workers and runs them: `node examples/edge-worker/start.mjs [--port N] [--as-of DAY]`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import lexloci from "lexloci/esbuild";
import workerd from "workerd";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The files that each worker carries along: the policy as a module is in the first. */
const CARRIED = {
  worker: [],
  explain: ["lexloci_bg.wasm", "placement.loci"],
};

/** Runs the worker on a port of this machine, 0 for any; gives its address, the bytes of each worker, and what stops them. */
export async function start({ port = 0, asOf = null } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "lexloci-edge-"));
  const bytes = await bundle(folder);
  writeFileSync(join(folder, "worker.capnp"), config(asOf));
  const words = ["serve", join(folder, "worker.capnp"), `--socket-addr=http=127.0.0.1:${port}`, "--control-fd=3"];
  const child = spawn(workerd.default ?? workerd, words, { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  const ended = once(child, "exit").finally(() => rmSync(folder, { recursive: true, force: true }));
  const listening = once(createInterface({ input: child.stdio[3] }), "line").then(([line]) => JSON.parse(line));
  const event = await Promise.race([listening, ended]);
  if (event.event !== "listen") throw new Error(`the worker could not be started on port ${port}`);
  const stop = () => (child.kill(), ended);
  return { address: `http://127.0.0.1:${event.port}/`, bytes, stop };
}

/** Returns each worker in one file; the second carries the Wasm and the policy's text beside it. */
async function bundle(folder) {
  await build({
    entryPoints: Object.keys(CARRIED).map((name) => here(`${name}.js`)),
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    external: ["./placement.loci"],
    plugins: [lexloci()],
    assetNames: "[name]",
    bundle: true,
    minify: true,
    format: "esm",
    outdir: folder,
    logLevel: "error",
  });
  copyFileSync(here("../placement.loci"), join(folder, "placement.loci"));
  const sum = ([name, carried]) =>
    [`${name}.js`, ...carried].reduce((total, file) => total + statSync(join(folder, file)).size, 0);
  return Object.fromEntries(Object.entries(CARRIED).map((each) => [each[0], sum(each)]));
}

function config(asOf) {
  const kinds = { js: "esModule", wasm: "wasm", loci: "text" };
  const module = (name) => `(name = "${name}", ${kinds[name.split(".").at(-1)]} = embed "${name}")`;
  const modules = (name) => [`${name}.js`, ...CARRIED[name]].map(module).join(", ");
  const bindings = ['(name = "EXPLAINING", service = "explaining")'];
  if (asOf !== null) bindings.push(`(name = "AS_OF", text = ${JSON.stringify(asOf)})`);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "explaining", worker = .explain)],
  sockets = [(name = "http", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2025-09-01",
  modules = [${modules("worker")}],
  bindings = [${bindings.join(", ")}],
);

const explain :Workerd.Worker = (
  compatibilityDate = "2025-09-01",
  modules = [${modules("explain")}],
);
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { port: { type: "string", default: "8788" }, "as-of": { type: "string" } };
  const { values } = parseArgs({ options });
  const { address, stop } = await start({ port: Number(values.port), asOf: values["as-of"] ?? null });
  console.log(`The worker answers at ${address}   (Ctrl-C ends)`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
}
