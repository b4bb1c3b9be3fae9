// Ten million decisions in workerd and in Chromium: the memory of the Wasm and of the process before them, after a tenth,
// and after all, each time with the garbage collected.
//   node benches/memory.mjs [COUNT]   after `cargo xtask build`, and with the golden cases as the tests of the package have them
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { build as esbuild } from "esbuild";
import { launch } from "../tests/chromium.mjs";
import { page } from "../tests/pkg/runtimes/browsers.mjs";
import { host, remove, within } from "../tests/pkg/runtimes/packed.mjs";
import { bin } from "../tests/pkg/runtimes/programs.mjs";
import { serve } from "../tests/pkg/runtimes/served.mjs";

const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** Notes the memory of every Wasm that is instantiated after it. */
host(
  "watched.mjs",
  `export const memories = [];
const note = (instance) => { memories.push(instance.exports.memory); return instance; };
const { Instance, instantiate, instantiateStreaming } = WebAssembly;
WebAssembly.Instance = new Proxy(Instance, { construct: (target, given) => note(new target(...given)) });
const noting = async (made) => { const found = await made; note(found.instance ?? found); return found; };
WebAssembly.instantiate = (...given) => noting(instantiate(...given));
if (instantiateStreaming) WebAssembly.instantiateStreaming = (...given) => noting(instantiateStreaming(...given));
`,
);

/**
 * Decides many flows, each a new object, half of them one by one and half a thousand at once; `told` is handed what the
 * Wasm has taken: before, after a tenth, and after all. Every verdict occurs, and no place is a group.
 */
const decisions = (name) =>
  host(
    "decisions.mjs",
    `import { memories } from "./watched.mjs";
import { Policy } from "${name}";
import { policies } from "lexloci/policies";

const INSIDE = ["FR", "DE", "IE", "NL", "IT", "SE", "NO"];
const OUTSIDE = ["US", "JP", "CH", "IN", "GB", "BR"];
const NAMES = ["compliant", "non_compliant", "undetermined", "not_applicable"];
const TOGETHER = 1000;

/** Numbers that are the same everywhere (Marsaglia, "Xorshift RNGs", 2003). */
let state = 20260301;
function below(end) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % end;
}
const one = (values) => values[below(values.length)];
const place = () => one(below(8) ? INSIDE : OUTSIDE);
const list = (most, entry) => Array.from({ length: below(most + 1) }, entry);

const site = () => (below(2) ? place() : { place: below(20) ? place() : undefined, operator: { seat: place() }, encrypted: false });
const access = () => ({ place: place(), sees: one(["clear", "ciphertext", "ciphertext"]) });
const transfer = () => ({ recipient: { seat: place() }, to: place(), tool: one(["scc", "bcr"]) });
const flow = () => ({
  as_of: one(["2026-03-01", "2022-05-01", "2019-01-01"]),
  data: { categories: below(4) ? ["contact"] : ["health", "contact"] },
  exporter: { seat: "FR" },
  storage: list(2, site),
  processing: list(2, site),
  access: below(20) ? list(1, access) : undefined,
  transfers: list(1, transfer),
  contract: { eu_only: true },
});

export async function decisions(count, told) {
  const policy = Policy.parse(policies.eu_residency);
  const found = [0, 0, 0, 0];
  const bytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const alone = () => { found[NAMES.indexOf(policy.decide(flow()))] += 1; };
  const together = () => { for (const code of policy.decideMany(Array.from({ length: TOGETHER }, flow))) found[code] += 1; };
  for (let n = 0; n < 10000; n++) alone();
  together();
  found.fill(0);
  const figures = () => ({ decided: found.reduce((a, b) => a + b), wasm: bytes(), found });
  await told("before", figures());
  for (const end of [count / 10, count]) {
    while (figures().decided < end) {
      for (let n = 0; n < TOGETHER; n++) alone();
      together();
    }
    await told("after", figures());
  }
}
`,
  );

/** The number of decisions; another one may be given. */
const COUNT = Number(process.argv[2] ?? 10_000_000);

/** Returns the resident memory of a process. */
const resident = (pid) => 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);

/** Returns the process that does the work: the last of a line of children. */
function last(pid) {
  const parent = (each) => Number(readFileSync(`/proc/${each}/stat`, "utf8").split(") ")[1].split(" ")[1]);
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((each) => {
      try {
        return parent(each) === pid;
      } catch {
        return false; // It has ended meanwhile.
      }
    });
  return children.length > 0 ? last(Number(children[0])) : pid;
}

function print(where, when, { decided, wasm, found }, rss, more = "") {
  const verdicts = decided > 0 ? ` (compliant, non-compliant, undetermined, not applicable: ${found.join(", ")})` : "";
  console.log(
    `${where}, ${when} ${decided.toLocaleString("en")} decisions${verdicts}: Wasm ${megabytes(wasm)}, process ${megabytes(rss)}${more}`,
  );
}

async function workerd() {
  decisions("lexloci");
  const worker = host(
    "memory-worker.mjs",
    `import { decisions } from "./decisions.mjs";
const told = (when, figures) => {
  gc();
  console.log("MEMORY " + JSON.stringify({ when, ...figures }));
  return new Promise((done) => setTimeout(done, 1000));
};
export default { test: () => decisions(${COUNT}, told) };
`,
  );
  const bundled = { bundle: true, format: "esm", loader: { ".wasm": "copy" }, assetNames: "[name]", logLevel: "error" };
  await esbuild({
    ...bundled,
    entryPoints: [worker],
    conditions: ["workerd", "worker", "browser"],
    outdir: within("memory"),
  });
  const carried = readdirSync(within("memory")).filter((name) => name.endsWith(".wasm"));
  const config = host(
    "memory/test.capnp",
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)], v8Flags = ["--expose-gc"]);
const worker :Workerd.Worker = (compatibilityDate = "2025-09-01", modules = [
  (name = "memory-worker.js", esModule = embed "memory-worker.js"),
${carried.map((name) => `  (name = "${name}", wasm = embed "${name}"),`).join("\n")}
]);
`,
  );
  const child = spawn(process.execPath, [bin("workerd"), "test", config], { cwd: within() });
  const read = (line) => {
    const mark = line.indexOf("MEMORY ");
    if (mark < 0) return console.error(line);
    const figures = JSON.parse(line.slice(mark + 7));
    print("workerd", figures.when, figures, resident(last(child.pid)));
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", read);
  const code = await new Promise((done) => child.on("close", done));
  if (code !== 0) throw new Error(`workerd ended with ${code}`);
}

async function inChromium() {
  decisions("lexloci/inline");
  const script = host(
    "memory-page.mjs",
    `import { decisions } from "./decisions.mjs";
decisions(${COUNT}, (when, figures) => globalThis.told(when, figures));
`,
  );
  await esbuild({
    entryPoints: [script],
    bundle: true,
    format: "esm",
    outfile: within("memory-page.js"),
    logLevel: "error",
  });
  const served = await serve();
  const browser = await launch();
  try {
    const session = await browser.newBrowserCDPSession();
    const tab = await browser.newPage();
    const heap = await tab.context().newCDPSession(tab);
    const ended = new Promise((done, failed) => {
      tab.on("pageerror", failed);
      tab
        .exposeFunction("told", async (when, figures) => {
          await heap.send("HeapProfiler.collectGarbage");
          const { usedSize } = await heap.send("Runtime.getHeapUsage");
          const { processInfo } = await session.send("SystemInfo.getProcessInfo");
          const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => resident(id));
          print(
            "Chromium",
            when,
            figures,
            Math.max(...renderers),
            `, of which JavaScript's heap ${megabytes(usedSize)}`,
          );
          if (figures.decided >= COUNT) done();
        })
        .then(() => tab.goto(`${served.address}${page("memory", "memory-page.js")}`))
        .catch(failed);
    });
    await ended;
  } finally {
    await browser.close();
    await served.close();
  }
}

try {
  await workerd();
  await inChromium();
} finally {
  remove();
}
