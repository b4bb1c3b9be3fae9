// The TypeScript types: what is right compiles, and each line marked `@ts-expect-error` does not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import test from "node:test";

const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** Each project with the files that it must hold, so that none is passed over. */
const PROJECTS = {
  "tsconfig.json": ["flow.ts", "options.ts", "require.cts", "subpaths.ts"],
  "tsconfig.node16.json": ["flow.ts", "options.ts", "require.cts"],
  "tsconfig.bundler.json": ["flow.ts", "options.ts", "subpaths.ts"],
};

for (const [project, files] of Object.entries(PROJECTS)) {
  test(`what ${project} holds compiles as it says`, () => {
    const path = fileURLToPath(new URL(`types/${project}`, import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "--project", path, "--listFiles"], { encoding: "utf8" });
    assert.equal(status, 0, `${stdout}${stderr}`);
    const held = stdout.split("\n").map((line) => line.match(/pkg\/types\/(.+)$/)?.[1]).filter(Boolean);
    assert.deepEqual(held.sort(), files);
  });
}
