// Files that are traced: Next.js and Vercel look with @vercel/nft for the files that an app reads, and evaluate its constants for
// that. They know no scopes in code that is minified, so that any constant can stand for any key.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Policy } from "lexloci";
import { policies } from "lexloci/policies";
import nft from "next/dist/compiled/@vercel/nft/index.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "lexloci-traced-")));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Traces a module in which each of its constants is the key of some table. Throws where one cannot be evaluated. */
async function traced(code) {
  const constants = [...code.matchAll(/^(?:export )?const (\w+) =/gmu)].map(([, name]) => name);
  const keys = constants.map((name) => `export const at_${name} = { a: 1 }[${name}];\n`);
  const file = join(folder, "module.mjs");
  writeFileSync(file, `${code}\n${keys.join("")}`);
  const { fileList } = await nft.nodeFileTrace([file], { base: folder, processCwd: folder });
  assert.ok(fileList.has("module.mjs"));
  return constants.length;
}

test("a table without prototype that is written as a literal is what cannot be traced", () =>
  assert.rejects(traced("const TABLE = { __proto__: null, a: 1 };"), TypeError));

test("printed policies can be traced", async () => {
  let constants = 0;
  for (const source of Object.values(policies)) constants += await traced(Policy.compile(source).code);
  assert.ok(constants > 600, `${constants} constants`);
});

test("the files of the package can be traced", async () => {
  const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
  const files = readdirSync(pkg).filter((name) => name.endsWith(".js"));
  let constants = 0;
  for (const name of files) constants += await traced(readFileSync(join(pkg, name), "utf8"));
  assert.ok(constants > 60, `${constants} constants`);
});
