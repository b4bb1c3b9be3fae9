// The package as npm would publish it, in every runtime that it names: one suite, and the same count of checks everywhere; in Node
// with every golden case.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inBrowser, inFirefox, inHalves, inWorker, separated, strict, stricter } from "./runtimes/browsers.mjs";
import { bunBundle, bunExecutable, bunInline, esbuildInline } from "./runtimes/bundles.mjs";
import { viteBuild, viteDev, viteWorker, webpackBuild, webpackWorker } from "./runtimes/bundles.mjs";
import { edgeLight, workerd } from "./runtimes/edges.mjs";
import { closed, imported, next } from "./runtimes/next.mjs";
import { remove } from "./runtimes/packed.mjs";
import { bun, deno, nodeImport, nodeInline, nodeRequire } from "./runtimes/programs.mjs";
import {
  jest,
  jestModules,
  lambdaCommon,
  lambdaModule,
  separated as bundled,
  typescript,
} from "./runtimes/servers.mjs";
import { vitest, viteServer, viteWhole, webpackServer } from "./runtimes/servers.mjs";

/** Runtimes by name: a runtime is added by its line here. Each gives what came of the suite there. */
const RUNTIMES = {
  "Node, import": nodeImport,
  "Node, require": nodeRequire,
  "Node, lexloci/inline": nodeInline,
  "Deno, without any permission": deno,
  Bun: bun,
  "Bun's bundle for Bun": bunBundle,
  "Bun's executable": bunExecutable,
  workerd: workerd,
  "edge-runtime": edgeLight,
  Chromium: inBrowser,
  "Chromium, lexloci/check": inHalves,
  "Chromium, a module worker": inWorker,
  "Chromium, a strict content policy": strict,
  Firefox: inFirefox,
  "Vite's build": viteBuild,
  "Vite's build, a worker": viteWorker,
  "Vite's server": viteDev,
  "webpack's build": webpackBuild,
  "webpack's build, a worker": webpackWorker,
  "esbuild, lexloci/inline": esbuildInline,
  "Bun's bundle for browsers, lexloci/inline": bunInline,
  "esbuild for Lambda, a module": lambdaModule,
  "esbuild for Lambda, CommonJS": lambdaCommon,
  "Vite's build for a server": viteServer,
  "Vite's build for a server, noExternal": viteWhole,
  "webpack's build for Node": webpackServer,
  "tsc, CommonJS by node16": () => typescript("node16"),
  "tsc, CommonJS by nodenext": () => typescript("nodenext"),
  Jest: jest,
  "Jest, modules": jestModules,
  vitest: vitest,
  ...next,
};

/** The numbers of checks of each part, as counted by the first runtime that has a sample of the golden cases, by its size. */
const counted = new Map();

after(async () => {
  await closed();
  remove();
});

for (const [name, run] of Object.entries(RUNTIMES)) {
  test(name, { timeout: 600_000 }, async (t) => {
    const { passed, failed, parts, failures, violations = [], reports = [] } = await run();
    t.diagnostic(`${passed} checks passed, ${failed} failed: ${name}`);
    assert.deepEqual(failures, []);
    assert.equal(failed, 0);
    assert.deepEqual([...violations, ...reports], []);
    assert.ok(Object.values(parts).every((count) => count > 0));
    assert.equal(
      Object.values(parts).reduce((sum, count) => sum + count),
      passed,
    );
    if (!counted.has(parts.golden)) counted.set(parts.golden, parts);
    assert.deepEqual(parts, counted.get(parts.golden));
    assert.ok(counted.size <= 3, "all cases, every eighth, every thirty-second");
  });
}

test(
  "Next.js: a policy is imported, and what is wrong with one is said at its line",
  { timeout: 240_000 },
  async () => {
    const { answers, error } = await imported();
    const said = ["shop", "compliant", { verdict: "non_compliant", rule: "stores" }];
    assert.deepEqual(answers, [said, said]);
    assert.match(error, /shop\.loci:8:18: no set is called `hoem`/u);
  },
);

test("a Wasm file that is not there is an error that says which import needs none", { timeout: 240_000 }, async () => {
  const told = { "an ES module": await bundled("esm"), CommonJS: await bundled("cjs"), "a page": await separated() };
  for (const [where, message] of Object.entries(told)) {
    assert.match(message, /lexloci could not load its Wasm file: /, where);
    assert.match(message, /Import "lexloci\/inline" instead of "lexloci"/, where);
  }
});

test(
  "where no WebAssembly may be compiled, the import fails, and the host is told of it",
  { timeout: 120_000 },
  async () => {
    const { error, violations, reports } = await stricter();
    assert.equal(error.name, "CompileError");
    assert.match(error.message, /Content Security Policy/);
    assert.deepEqual(violations, ["script-src: wasm-eval"]);
    assert.equal(reports.length, 1);
  },
);
