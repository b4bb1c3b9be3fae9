// Edits of a flow's text at one place: the rest of the text stays as its author wrote it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import test from "node:test";
import { build } from "esbuild";
import { vocabulary } from "lexloci";

const contents = `export * from "./path.ts"; export { learnKinds } from "./kinds.ts";`;
const resolveDir = fileURLToPath(new URL("../../www/src/flow/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lexloci-edits-"));
const outfile = join(folder, "path.mjs");
await build({ stdin: { contents, resolveDir }, bundle: true, format: "esm", outfile, logLevel: "warning" });
const { edited, learnKinds } = await import(pathToFileURL(outfile));
rmSync(folder, { recursive: true });
learnKinds(vocabulary());

const TEXT = `{
  "as_of":   "2026-03-01",

  "storage": [
    "FR",   "DE",
    {"place": "US",   "kind": "backup"}
  ],
  "exporter": {
    "seat": "FR"
  }
}
`;

/** Returns what is stated, and how the text's lines differ: each line that is gone, and each that is new. */
const EDITS = [
  ["provider", { seat: "FR" }, [`  }`], [`  },`, `  "provider": {"seat": "FR"}`]],
  ["provider.seat", "FR", [`  }`], [`  },`, `  "provider": {"seat": "FR"}`]],
  ["exporter.name", "Example SE", [`    "seat": "FR"`], [`    "seat": "FR",`, `    "name": "Example SE"`]],
  [
    "storage[3]",
    "CH",
    [`    {"place": "US",   "kind": "backup"}`],
    [`    {"place": "US",   "kind": "backup"},`, `    "CH"`],
  ],
  ["storage[1].kind", "cache", [`    "FR",   "DE",`], [`    "FR",   {"place": "DE", "kind": "cache"},`]],
  ["storage[2].kind", "cache", [`    {"place": "US",   "kind": "backup"}`], [`    {"place": "US",   "kind": "cache"}`]],
  ["storage[0]", undefined, [`    "FR",   "DE",`], [`    "DE",`]],
  ["storage[1]", undefined, [`    "FR",   "DE",`], [`    "FR",`]],
  ["storage[2]", undefined, [`    "FR",   "DE",`, `    {"place": "US",   "kind": "backup"}`], [`    "FR",   "DE"`]],
  ["as_of", undefined, [`  "as_of":   "2026-03-01",`, ``], []],
  ["exporter", undefined, [`  ],`, `  "exporter": {`, `    "seat": "FR"`, `  }`], [`  ]`]],
  ["exporter.seat", undefined, [`  "exporter": {`, `    "seat": "FR"`, `  }`], [`  "exporter": {}`]],
  ["provider.seat", undefined, [], []],
  ["exporter.name", undefined, [], []],
];

test("an edit changes the lines of its fact and no other", () => {
  for (const [path, value, gone, added] of EDITS) {
    const now = edited(TEXT, path, value);
    const [before, after] = [TEXT.split("\n"), now.split("\n")];
    const less = (lines, others) => {
      const left = [...others];
      return lines.filter((line) => !left.includes(line) || !left.splice(left.indexOf(line), 1));
    };
    assert.deepEqual([less(before, after), less(after, before)], [gone, added], `${path}\n${now}`);
    assert.doesNotThrow(() => JSON.parse(now), path);
  }
});

test("an edit of a flow on one line lays that line out", () => {
  assert.equal(edited(`{"data": []}`, "exporter.seat", "FR"), `{"data": [], "exporter": {"seat": "FR"}}`);
  assert.equal(edited(`{}`, "storage[0]", "FR"), `{"storage": ["FR"]}`);
});

test("a short form on several lines is spelled out", () => {
  const become = (data) => JSON.parse(edited(JSON.stringify({ data }, null, 2), "data.direct_from_subject", true)).data;
  assert.deepEqual(become(["health"]), { categories: ["health"], direct_from_subject: true });
  const open = { items: ["health"], complete: false };
  assert.deepEqual(become(open), { categories: open, direct_from_subject: true });
});

test("what is stated is what the flow says then, and taking it out undoes it", () => {
  for (const [path, value] of EDITS.filter(([, each]) => each !== undefined)) {
    const flow = JSON.parse(edited(TEXT, path, value));
    const found = path.match(/\w+/g).reduce((object, step) => object[step], flow);
    assert.deepEqual(found, value, path);
  }
  assert.equal(edited(edited(TEXT, "provider", { seat: "FR" }), "provider", undefined), TEXT);
});
