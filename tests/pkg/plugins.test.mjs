// Policies that are imported: each bundler prints them, runs, and reports what is wrong with one at its file and line.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { rspack } from "@rspack/core";
import { build as esbuild } from "esbuild";
import { Policy } from "lexloci";
import lexlociEsbuild from "lexloci/esbuild";
import lexlociRollup from "lexloci/rollup";
import lexlociRspack from "lexloci/rspack";
import lexlociVite from "lexloci/vite";
import lexlociWebpack from "lexloci/webpack";
import { rollup } from "rollup";
import { createServer, build as vite } from "vite";
import webpack from "webpack";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "lexloci-plugins-")));
const within = (name) => join(folder, name);
after(() => rmSync(folder, { recursive: true, force: true }));

/** Returns a policy that wants stores in a set of a module that lies beside it. */
const shop = (set) => `loci 1
use house
source BOARD is "Board decision, 2026-02-03"

policy shop version 1.0.0 "Data rest at home" {
  rule stores "A store is at home" [BOARD 1]
    for every s in storage
    require s in ${set}
}
`;
const main = (policy) => `import policy, { decide } from "./${policy}.loci";
const stored = (place) => ({ as_of: "2026-03-01", storage: [place] });
console.log(JSON.stringify([policy.policy.name, decide(stored("FR")), policy.decision(stored("US"))]));
`;
const SAID = ["shop", "compliant", { verdict: "non_compliant", rule: "stores" }];

const FILES = {
  "package.json": '{ "type": "module" }',
  "house.loci": "loci 1\nset home = {FR, DE}\nset elsewhere = {FR, US}\n",
  "shop.loci": shop("home"),
  "wrong.loci": shop("hoem"),
  "far.loci": shop("home").replace("use house", "use ruin"),
  "ruin.loci": "loci 1\n\nset home = {FR, XQ}\n",
  "idle.loci": shop("home").replace("use house", "use house\nset unused = {FR}"),
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(within(name), text);
for (const name of ["shop", "wrong", "far", "idle"]) writeFileSync(within(`${name}.js`), main(name));

const ran = (file) => JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8" }));

/** Each bundler builds an entry into a program: what it warns of comes back, and what is wrong is thrown as it throws it. */
const BUNDLERS = {
  async esbuild(entry, to) {
    const plugins = [lexlociEsbuild()];
    const options = { bundle: true, format: "esm", minify: true, logLevel: "silent", plugins };
    const { warnings } = await esbuild({ entryPoints: [entry], outfile: to, ...options });
    return warnings.map(({ text, location }) => `${location.file}:${location.line} ${text}`);
  },
  async rollup(entry, to) {
    const warnings = [];
    const onLog = (_, { message }) => warnings.push(message);
    const bundle = await rollup({ input: entry, plugins: [lexlociRollup()], onLog });
    await bundle.write({ file: to, format: "es" });
    return warnings;
  },
  async vite(entry, to) {
    const warnings = [];
    const rolldownOptions = {
      input: entry,
      output: { entryFileNames: to.split("/").at(-1) },
      onwarn: (log) => warnings.push(log.message),
    };
    const build = { outDir: join(to, ".."), emptyOutDir: false, copyPublicDir: false, rolldownOptions };
    await vite({ root: folder, configFile: false, logLevel: "silent", plugins: [lexlociVite()], build });
    return warnings;
  },
  webpack: (entry, to) => packed(webpack, lexlociWebpack(), entry, to),
  rspack: (entry, to) => packed(rspack, lexlociRspack(), entry, to),
};

/** Builds with webpack, or with a bundler that has its interface. */
async function packed(bundler, plugin, entry, to) {
  const output = { path: join(to, ".."), filename: to.split("/").at(-1) };
  const mode = entry.endsWith("shop.js") ? "production" : "none";
  const compiler = bundler({ mode, target: "node", context: folder, entry, output, plugins: [plugin] });
  const stats = await new Promise((done, failed) =>
    compiler.run((error, result) => (error ? failed(error) : done(result))),
  );
  await new Promise((done) => compiler.close(done));
  const { errors, warnings } = stats.toJson();
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return warnings.map(({ message }) => message);
}

/** Returns what is said of a build that fails, with the place where the bundler itself puts it. */
async function failure(bundler, name) {
  const { errors, loc, message } = await BUNDLERS[bundler](within(`${name}.js`), within(`${bundler}.${name}.mjs`)).then(
    () => assert.fail(`${bundler} builds ${name}`),
    (thrown) => thrown,
  );
  const [first] = errors ?? [];
  return { message, at: first?.location ?? first?.loc ?? loc ?? null };
}

for (const bundler of Object.keys(BUNDLERS)) {
  test(`${bundler}: a policy is imported, and what is wrong with one is said at its line`, async (t) => {
    const to = within(`${bundler}.mjs`);
    assert.deepEqual(await BUNDLERS[bundler](within("shop.js"), to), []);
    assert.deepEqual(ran(to), SAID);
    t.diagnostic(`${bundler}: ${readFileSync(to).length} bytes`);

    const wrong = await failure(bundler, "wrong");
    assert.match(wrong.message, /wrong\.loci:8:1[78][^]*hoem[^]*L0\d{3}/u);
    // webpack and Rspack say the line in the message alone.
    if (!["webpack", "rspack"].includes(bundler)) {
      assert.equal(wrong.at.line, 8);
      assert.match(wrong.at.file, /wrong\.loci$/u);
      assert.equal(wrong.at.column, 17);
    }
    assert.match((await failure(bundler, "far")).message, /ruin\.loci:3:1[67][^]*XQ/u);

    const [warned] = await BUNDLERS[bundler](within("idle.js"), within(`${bundler}.idle.mjs`));
    assert.match(warned, /idle\.loci:3[^]*unused/u);
  });
}

test("Vite's server: a change of a policy or of its module is an update, an error keeps its line, and is mended", async () => {
  writeFileSync(within("hot.loci"), shop("home"));
  writeFileSync(within("hot.js"), `${main("hot")}import.meta.hot?.accept("./hot.loci", () => {});\n`);
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: "silent",
    plugins: [lexlociVite()],
    // The test says itself which file changed: notices of the file system come late, or twice, or not at all on a busy machine.
    server: { host: "127.0.0.1", port: 0, watch: null },
  });
  const { hot } = server.environments.client;
  const sent = [];
  hot.send = (payload) => sent.push(payload);
  const code = async (path) => (await server.environments.client.transformRequest(path)).code;
  const digest = async (address = "/hot.loci") => /digest: "([^"]+)"/u.exec(await code(address))[1];
  /** Changes a file, and returns the update of the policy that the page is told of. */
  const changed = async (name, text) => {
    sent.length = 0;
    writeFileSync(within(name), text);
    server.watcher.emit("change", within(name));
    await becomes(() => sent.some(({ type }) => type === "update"));
    const { updates } = sent.find(({ type }) => type === "update");
    assert.deepEqual(
      updates.map(({ path, acceptedPath }) => [path, acceptedPath]),
      [["/hot.js", "/hot.loci"]],
    );
  };
  try {
    await server.listen();
    await code("/hot.js");
    const first = await digest();
    await changed("hot.loci", shop("elsewhere"));
    const second = await digest();
    await changed("house.loci", FILES["house.loci"].replace("FR, US", "US"));
    const third = await digest();
    assert.equal(new Set([first, second, third]).size, 3);

    await changed("hot.loci", shop("hoem"));
    await assert.rejects(digest(), ({ message, loc }) => /hoem/u.test(message) && loc.line === 8);
    await changed("hot.loci", shop("elsewhere"));
    assert.equal(await digest(), third);
  } finally {
    await server.close();
    writeFileSync(within("house.loci"), FILES["house.loci"]);
  }
});

/** Waits until something holds, in a server that works through changes of files. */
async function becomes(holds) {
  for (let count = 0; count < 500 && !holds(); count++) await new Promise((done) => setTimeout(done, 20));
  assert.ok(holds(), "it does not become so");
}

test("the types of a policy are written where TypeScript looks for them", async () => {
  const plugins = [lexlociEsbuild({ types: true })];
  await esbuild({ entryPoints: [within("shop.js")], bundle: true, write: false, plugins });
  const { types } = Policy.compile(shop("home"), { modules: { house: FILES["house.loci"] } });
  assert.equal(readFileSync(within("shop.d.loci.ts"), "utf8"), types);
  writeFileSync(
    within("typed.ts"),
    `import policy, { decide, type Rule } from "./shop.loci";
const rule: Rule | null = policy.decision({ storage: ["FR"] }).rule;
// @ts-expect-error: a list of sites is no text
decide({ storage: "FR" });
// @ts-expect-error: there is no such rule
export const other: "shops" = rule!;
`,
  );
  const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--allowArbitraryExtensions", "--types", ""];
  execFileSync(process.execPath, [tsc, ...options, within("typed.ts")], { encoding: "utf8" });
});
