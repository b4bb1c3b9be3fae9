// Builds the worker and runs it: `node examples/edge-worker/start.mjs [--port N] [--as-of DAY]`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { Policy } from "lexloci";
import workerd from "workerd";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs the worker on a port of this machine, 0 for any; gives its address and what stops it. */
export async function start({ port = 0, asOf = null } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "lexloci-edge-"));
  await bundle(folder);
  writeFileSync(join(folder, "worker.capnp"), config(folder, asOf));
  const words = ["serve", join(folder, "worker.capnp"), `--socket-addr=http=127.0.0.1:${port}`, "--control-fd=3"];
  const child = spawn(workerd.default ?? workerd, words, { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  const ended = once(child, "exit").finally(() => rmSync(folder, { recursive: true, force: true }));
  const listening = once(createInterface({ input: child.stdio[3] }), "line").then(([line]) => JSON.parse(line));
  const event = await Promise.race([listening, ended]);
  if (event.event !== "listen") throw new Error(`the worker could not be started on port ${port}`);
  const stop = () => (child.kill(), ended);
  return { address: `http://127.0.0.1:${event.port}/`, stop };
}

/** The worker in one file, with the Wasm, the policy's text and the policy compiled beside it. */
async function bundle(folder) {
  await build({
    entryPoints: [here("worker.js")],
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    external: ["./placement.*"],
    assetNames: "[name]",
    bundle: true,
    format: "esm",
    outdir: folder,
    logLevel: "error",
  });
  copyFileSync(here("../placement.loci"), join(folder, "placement.loci"));
  writeFileSync(join(folder, "placement.compiled"), Policy.compile(readFileSync(here("../placement.loci"), "utf8")));
}

function config(folder, asOf) {
  const kinds = { js: "esModule", wasm: "wasm", loci: "text", compiled: "data" };
  const named = readdirSync(folder).sort((a, b) => b.endsWith(".js") - a.endsWith(".js"));
  const modules = named.map((name) => `(name = "${name}", ${kinds[name.split(".").at(-1)]} = embed "${name}")`);
  const bindings = asOf === null ? "" : `(name = "AS_OF", text = ${JSON.stringify(asOf)})`;
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2025-09-01",
  modules = [${modules.join(", ")}],
  bindings = [${bindings}],
);
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { "port": { type: "string", default: "8788" }, "as-of": { type: "string" } };
  const { values } = parseArgs({ options });
  const { address, stop } = await start({ port: Number(values.port), asOf: values["as-of"] ?? null });
  console.log(`The worker answers at ${address}   (Ctrl-C ends)`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
}
