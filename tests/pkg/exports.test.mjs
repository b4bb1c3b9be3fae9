// What package.json hands to which host.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { fileURLToPath } from "node:url";
import * as lexloci from "lexloci";
import * as inline from "lexloci/inline";
import { policies } from "lexloci/policies";

const require = createRequire(import.meta.url);
const pkg = new URL("../../pkg/", import.meta.url);
const { exports: exported } = JSON.parse(readFileSync(new URL("package.json", pkg), "utf8"));
/**
 * A host takes the first condition that it knows: several know `browser` or `node` beside their own. Within these, bundlers
 * know `module`, Node `module-sync`, and what loads no ES module `require`.
 */
const ORDER = [
  "types",
  "workerd",
  "edge-light",
  "fastly",
  "deno",
  "bun",
  "browser",
  "node",
  "module",
  "module-sync",
  "require",
  "default",
];

/** Returns the conditions of a target and of those within it, in their order. */
const conditionsOf = (target) =>
  typeof target === "object" ? [Object.keys(target), ...Object.values(target).flatMap(conditionsOf)] : [];
const filesOf = (target) => (typeof target === "object" ? Object.values(target).flatMap(filesOf) : [target]);

test("conditions stand in their order, types first, and every host finds a file", () => {
  assert.deepEqual(
    Object.keys(exported["."]),
    ORDER.filter((each) => !["module", "module-sync", "require"].includes(each)),
  );
  assert.deepEqual(Object.keys(exported["."].node), ["module", "module-sync", "require", "default"]);
  for (const [subpath, target] of Object.entries(exported).filter(([, each]) => typeof each === "object")) {
    assert.equal(Object.keys(target)[0], "types");
    for (const conditions of conditionsOf(target)) {
      assert.deepEqual(
        conditions,
        ORDER.filter((each) => conditions.includes(each)),
        subpath,
      );
      assert.equal(conditions.at(-1), "default");
    }
    for (const file of filesOf(target)) assert.ok(existsSync(new URL(file, pkg)), file);
  }
});

test("every entry is handed to somebody", () => {
  const handed = filesOf(exported);
  const entries = readdirSync(new URL("entry/", pkg), { recursive: true }).filter((file) => /\.c?js$/.test(file));
  assert.ok(entries.length > 0);
  for (const file of entries) assert.ok(handed.includes(`./entry/${file}`), file);
});

test("the CommonJS modules are the same modules, with the same names and types", async () => {
  for (const [name, whole] of Object.entries({
    "entry/require.cjs": lexloci,
    "cjs/policies.js": { policies },
  })) {
    const common = require(`${fileURLToPath(pkg)}${name}`);
    assert.deepEqual(Object.keys(common).sort(), Object.keys(whole).sort(), name);
  }
  for (const file of readdirSync(new URL("cjs/", pkg)).filter((each) => each.endsWith(".d.ts"))) {
    assert.equal(readFileSync(new URL(`cjs/${file}`, pkg), "utf8"), readFileSync(new URL(file, pkg), "utf8"), file);
  }
});

test("the inline engine is the same module's, not a second one", () => {
  assert.equal(inline.Policy, lexloci.Policy);
  assert.deepEqual(Object.keys(inline).sort(), Object.keys(lexloci).sort());
});

test("the shipped policies are the files beside them", () => {
  const files = readdirSync(new URL("policies/", pkg));
  assert.deepEqual(
    Object.keys(policies).map((name) => `${name}.loci`),
    files.sort(),
  );
  for (const [name, text] of Object.entries(policies)) {
    assert.equal(text, readFileSync(require.resolve(`lexloci/policies/${name}.loci`), "utf8"));
  }
});

test("the Wasm can be found by its own name", () => {
  assert.ok(WebAssembly.validate(readFileSync(require.resolve("lexloci/lexloci_bg.wasm"))));
});

test("the entry with the Wasm inside is loaded by require, with the types of CommonJS", () => {
  assert.deepEqual(Object.keys(require("lexloci/inline")).sort(), Object.keys(inline).sort());
  assert.match(exported["./inline"].types.require, /^\.\/cjs\/\w+\.d\.ts$/);
});
