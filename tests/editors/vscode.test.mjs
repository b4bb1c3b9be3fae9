// The extension for VS Code: what its manifest names exists, and its page of a verdict shows what was answered and no markup.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { BUNDLES } from "../../editors/vscode/build.mjs";

const folder = new URL("../../editors/vscode/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const manifest = JSON.parse(read("package.json"));
const { page } = createRequire(import.meta.url)(new URL("verdict.js", folder).pathname);

test("the manifest names files that exist", () => {
  const { languages, grammars } = manifest.contributes;
  const files = [...languages.map((each) => each.configuration), ...grammars.map((each) => each.path)];
  for (const file of files) {
    assert.ok(existsSync(new URL(file, folder)), file);
  }
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    JSON.parse(read(file));
  }
});

test("what the manifest starts on each host is bundled of a file that exists", () => {
  assert.deepEqual([manifest.main, manifest.browser], ["./dist/node.js", "./dist/browser.js"]);
  for (const name of Object.keys(BUNDLES)) assert.ok(existsSync(new URL(`${name}.js`, folder)), name);
  assert.ok(["node", "browser", "worker"].every((name) => name in BUNDLES));
  assert.match(manifest.scripts["vscode:prepublish"], /build\.mjs/);
});

test("the commands of the manifest are those that the extension registers", () => {
  const registered = [...read("extension.js").matchAll(/registerCommand\("([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(registered.sort(), manifest.contributes.commands.map((each) => each.command).sort());
});

test("every setting that is read is declared", () => {
  const used = [...read("extension.js").matchAll(/settings\(\)\.(?:get|update)\("([^"]+)"/g)].map((match) => match[1]);
  assert.ok(used.length >= 3);
  for (const name of used) {
    assert.ok(`lexloci.${name}` in manifest.contributes.configuration.properties, name);
  }
});

test("the version is that of the command", () => {
  const cargo = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");
  assert.equal(manifest.version, /^version = "(.*)"$/m.exec(cargo)[1]);
});

test("an error is no verdict, and an answer that is not known is none that says go ahead", () => {
  assert.match(page({ error: "the flow has errors" }, "flow.json"), /<h1 class="error">No verdict</);
  const odd = { result: { policy: "p", text: "", verdict: { verdict: "constructor" } } };
  assert.match(page(odd, "flow.json"), /<h1 class="error">Undetermined/);
  const good = { result: { policy: "p", text: "all is well", verdict: { verdict: "compliant" } } };
  assert.match(page(good, "flow.json"), /<h1 class="compliant">Compliant</);
});

test("no text of a flow becomes markup", () => {
  const text = `<img src=x onerror=alert(1)>"'&`;
  const drawn = page({ result: { policy: text, text, verdict: { verdict: "compliant" } } }, text);
  assert.ok(!drawn.includes("<img"));
  assert.equal(drawn.split("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;").length, 4);
  assert.match(page({ error: text }, text), /default-src 'none'/);
});
